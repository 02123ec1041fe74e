"""The PDF writer: a rendered page and its slices through WeasyPrint to bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from msgspec import Struct

from publisher.errors import EngineError, PublisherError
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import HORIZONTAL, LineRemark, PageSetting

Assets = Mapping[str, tuple[bytes, str]]


class Bookmark(Struct, frozen=True):
    """A line of an outline: its level, 1 the highest; the page it leads to, from 0, and the point there, in pt from its lower left
    corner.
    """

    level: int
    label: str
    page: int
    x: float
    y: float
    closed: bool = False


class WrittenPDF(Struct, frozen=True):
    """The file's bytes, its number of pages, what the engine remarked, and the lines that could not be set within their limits.

    `bookmarks` are those of its outline, with their levels, which the nesting in the file does not always tell; `anchors` the pages,
    from 0, of what has an id.
    """

    data: bytes
    pages: int
    remarks: tuple[str, ...]
    lines: tuple[LineRemark, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    anchors: dict[str, int] = {}


def write_pdf(
    tree: Element,
    stylesheet: str,
    slices: Sequence[FontSlice],
    images: Assets,
    setting: PageSetting = HORIZONTAL,
) -> WrittenPDF:
    """Set `tree` by `stylesheet` with nothing but the given slices and images.

    Images are called `asset:NAME` in the tree. Raises EngineError `engine-failed` with what the engine said, or `engine-taken`
    where the program has loaded WeasyPrint before, with fonts of its own.
    """
    from publisher.writers.pdf import engine
    from publisher.writers.pdf.finishing import VERSIONS

    remarks: list[str] = []
    try:
        with engine.listening(remarks.append):
            document, lines = _layout(tree, stylesheet, slices, images, setting)
            data = document.write_pdf(
                zoom=setting.zoom,
                pdf_tags=True,
                # It is a hash of the whole file, which takes as long as writing it; PDF/A and PDF/X ask for one.
                pdf_identifier=setting.profile != "screen",
                pdf_version=VERSIONS[setting.profile],
                finisher=engine.finisher(setting),
            )
    except (MemoryError, KeyboardInterrupt, PublisherError):
        raise
    except Exception as fault:
        # Any exception may come out of a layout engine; none may reach a user as a traceback.
        raise EngineError("engine-failed", fault=f"{type(fault).__name__}: {fault}") from fault
    bookmarks = _bookmarks(document, 0.75 * setting.zoom)
    return WrittenPDF(data, len(document.pages), tuple(remarks), lines, bookmarks, _anchors(document))


def _layout(
    tree: Element, stylesheet: str, slices: Sequence[FontSlice], images: Assets, setting: PageSetting
) -> tuple[Any, tuple[LineRemark, ...]]:
    from publisher.writers.pdf import engine

    fonts = {each.file: (each.data, each.media_type) for each in slices}
    fetch = engine.fetcher({**images, **fonts})
    configuration = engine.font_configuration()
    faces = engine.weasyprint().CSS(
        string="".join(each.font_face(f"asset:{each.file}") for each in slices),
        font_config=configuration,
        url_fetcher=fetch,
    )
    sheets = [faces, engine.stylesheet(stylesheet)]
    document = engine.document_of(tree, fetch)
    with engine.composing(setting, slices) as shared:
        laid_out = document.render(font_config=configuration, stylesheets=sheets)
    return laid_out, engine.line_remarks(laid_out, shared)


def _bookmarks(document: Any, scale: float) -> tuple[Bookmark, ...]:
    """The engine counts pixels of `scale` pt from the head of a page."""
    return tuple(
        Bookmark(level, label, number, round(scale * x, 3), round(scale * (page.height - y), 3), state == "closed")
        for number, page in enumerate(document.pages)
        for level, label, (x, y), state in page.bookmarks
    )


def _anchors(document: Any) -> dict[str, int]:
    """The first page of each: what goes on overleaf has its name there too."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            found.setdefault(name, number)
    return found
