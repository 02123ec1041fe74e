"""The cover stage: article -> cover, for the writers that show one.

A cover is an edition of a single page in a theme's design. `publisher.edition` plans it and asks `drawn_before`, whether it is known
already; `cover_of` has it drawn, by the PDF worker where there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import load_cover
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import EngineError, LimitError
from publisher.typeset.faces import FacePlan
from publisher.writers.cover import CoverPicture
from publisher.writers.cover.kept import keep, kept
from publisher.writers.cover.key import key_of
from publisher.writers.cover.picture import PICTURE_NAME, PICTURE_SIZE, drawn_picture, picture_of
from publisher.writers.page_setting import PageSetting

if TYPE_CHECKING:
    from publisher.edition import Edition
    from publisher.writers.pdf import WrittenPDF
    from publisher.writers.pdf.worker import PDFWorker

Drawn = tuple[CoverPicture | None, list[Diagnostic]]
"""A cover, None where there is none or it could not be drawn, and what is to be said."""


class CoverPage(Struct, frozen=True):
    """A page that is to be drawn as a cover: its HTML and tree, style sheet, faces and setting; name and pixels of its picture."""

    html: str
    tree: Element
    stylesheet: str
    plan: FacePlan
    setting: PageSetting
    languages: tuple[str, ...]
    """Whose forms of characters its faces have."""

    name: ClassVar[str] = PICTURE_NAME
    width: ClassVar[int] = PICTURE_SIZE[0]
    height: ClassVar[int] = PICTURE_SIZE[1]

    @property
    def key(self) -> str:
        return key_of(self.html, self.stylesheet, self.plan, self.languages, self.setting)


def drawn_before(page: CoverPage) -> CoverPicture | None:
    """The picture of `page` from the cache."""
    found = kept(page.key)
    return drawn_picture(found) if found else None


def own_cover(path: Path) -> tuple[CoverPicture, tuple[Diagnostic, ...]]:
    """The cover that is a picture of the user's. Raises UsageError `cover-missing` or `cover-broken`."""
    asset, remarks = load_cover(path)
    return CoverPicture(asset.name, asset.data, asset.media_type, asset.width, asset.height), remarks


def cover_of(edition: Edition, worker: PDFWorker | None) -> Drawn:
    """The cover of an edition, drawn if it has to be: by `worker` within its limits, else in this process.

    What the engine cannot draw is no error: the remark `cover-undrawn` says so.
    """
    return begin_cover(edition, worker)()


def begin_cover(edition: Edition, worker: PDFWorker | None) -> Callable[[], Drawn]:
    """`cover_of` in two steps: a worker draws while something else is done; without one it is drawn at once."""
    page = edition.cover
    if not isinstance(page, CoverPage):
        return lambda: (page, [])
    of_page = replace(edition, tree=page.tree, page_plan=page.plan, setting=page.setting)
    slices = of_page.page_slices()
    if worker is None:
        from publisher.writers.pdf import write_pdf

        drawn = _finished(page, lambda: write_pdf(page.tree, page.stylesheet, slices, {}, page.setting))
        return lambda: drawn
    answer = worker.submit(page.html, page.stylesheet, slices, {}, page.setting)
    return lambda: _finished(page, answer.result)


def _finished(page: CoverPage, pdf: Callable[[], WrittenPDF]) -> Drawn:
    try:
        written = pdf()
        picture = picture_of(written.data)
    except (EngineError, LimitError) as error:
        return None, [diagnostic("cover-undrawn", fault=error.message())]
    except MemoryError:
        return None, [diagnostic("cover-undrawn", fault=LimitError("out-of-memory").message())]
    if written.remarks:
        # Kept, it would be silent the next time.
        return picture, [diagnostic("engine-remark", remark=remark) for remark in written.remarks]
    keep(page.key, picture.data)
    return picture, []
