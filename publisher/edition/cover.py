"""The cover stage: article -> cover, for the writers that show one.

A cover is an edition of a single page in a theme's design. It is planned with the book and looked up among those that were drawn
before; `begin_cover` has it drawn, by the PDF worker where there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from xml.etree.ElementTree import Element

from msgspec import Struct

from publisher.assets import load_cover
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.edition.brief import Brief, uses_of
from publisher.errors import EngineError, LimitError
from publisher.options import COVERS
from publisher.render import ContentDocument, CoverImage, Reflow, placed_remark, render_cover, render_cover_document
from publisher.render.cover import STYLESHEET
from publisher.typeset.faces import FacePlan
from publisher.writers.book_setting import IMAGE_FOLDER
from publisher.writers.cover import CoverPicture
from publisher.writers.cover.kept import keep, kept
from publisher.writers.cover.key import key_of
from publisher.writers.cover.picture import PICTURE_NAME, PICTURE_SIZE, drawn_picture, picture_of
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import PageSetting

if TYPE_CHECKING:
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

    def slices(self) -> list[FontSlice]:
        from publisher.edition.page_faces import PageFaces

        return PageFaces(self.plan, self.setting, self.languages).slices(self.tree)


class Cover(Struct, frozen=True):
    """`page`: where it is drawn, from what; `picture`: where it is there already. Neither: none, or one in words."""

    page: CoverPage | None = None
    picture: CoverPicture | None = None

    @property
    def own(self) -> CoverPicture | None:
        """The picture, where it is the user's."""
        return self.picture if self.page is None else None

    @property
    def is_undrawn(self) -> bool:
        return self.page is not None and self.picture is None


def planned_cover(brief: Brief) -> tuple[Cover, tuple[Diagnostic, ...]]:
    """The cover that the options ask for, and what is to be said of it.

    Raises UsageError `cover-missing` or `cover-broken` for a picture of the user's, `theme-template` … for the theme.
    """
    wanted = brief.options.write.cover
    if wanted in ("text", "none"):
        return Cover(), ()
    if wanted not in COVERS:
        asset, remarks = load_cover(Path(wanted))
        return Cover(picture=CoverPicture(asset.name, asset.data, asset.media_type, asset.width, asset.height)), remarks
    rendered = render_cover(brief.article, brief.theme, vertical=brief.vertical)
    stylesheet, tree = brief.stacked(rendered.stylesheet), brief.parsed(rendered.html)
    plan = brief.planned([uses_of(stylesheet, [tree])])
    setting = PageSetting(vertical=brief.vertical)
    page = CoverPage(rendered.html, tree, stylesheet, plan, setting, brief.languages)
    before = kept(page.key)
    return Cover(page, drawn_picture(before) if before else None), ()


def cover_document(brief: Brief, cover: Cover, reflow: Reflow) -> ContentDocument | None:
    """The document by which the book shows its cover; in words its lines run as the book's do."""
    if brief.options.write.cover == "none":
        return None
    shown = cover.picture or cover.page
    image = CoverImage(f"{IMAGE_FOLDER}/{shown.name}", shown.width, shown.height) if shown else None
    return render_cover_document(brief.article, brief.theme, image, reflow)


def begin_cover(cover: Cover, worker: PDFWorker | None) -> Callable[[], Drawn]:
    """Have a cover drawn if it has to be; the function that is given gives its picture. A `worker` draws within its limits while
    something else is done; without one it is drawn at once, in this process.

    What the engine cannot draw is no error: the remark `cover-undrawn` says so.
    """
    page = cover.page
    if page is None or cover.picture is not None:
        return lambda: (cover.picture, [])
    slices = page.slices()
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
    remarks = [placed_remark(remark, page.stylesheet) for remark in written.remarks]
    # What is wrong with the rest of a theme is said of its pages.
    own = [diagnostic("engine-remark", remark=remark) for remark in remarks if f"{STYLESHEET}:" in remark]
    if not own:  # kept, it would be silent the next time
        keep(page.key, picture.data)
    return picture, own
