"""From an edition to files: one row a kind of output."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.edition import Edition
from publisher.edition.cover import begin_cover
from publisher.page_remarks import line_diagnostics, refuse_unarchivable, refuse_undrawn
from publisher.render import placed_remark
from publisher.writers.book_setting import IMAGE_FOLDER
from publisher.writers.build_date import build_date
from publisher.writers.font_slices import FontSlice
from publisher.writers.html import write_html

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from publisher.writers.pdf.worker import PDFWorker

Written = tuple[bytes, list[Diagnostic]]
"""The bytes of a file and the writer's remarks."""


def _begin_epub(edition: Edition, worker: PDFWorker | None) -> Callable[[], Written]:
    from publisher.writers.epub import write_epub

    book, article = edition.book, edition.article
    assert book is not None
    cover = begin_cover(book.cover, worker)
    images = {f"{IMAGE_FOLDER}/{each.name}": (each.data, each.media_type) for each in edition.assets.images.values()}

    def write(slices: list[FontSlice]) -> Written:
        picture, said = cover()
        rendered = book.rendered if picture else book.rendered.in_words()
        setting = replace(book.setting, cover=picture)
        remarks = [*said, *book.faces.shared()]
        return write_epub(article, rendered, slices, images, setting, build_date(article)), remarks

    if worker is None and edition.page is not None:
        # zlib lets go of the interpreter's lock: the book is packed while the engine lays out the pages.
        return _packing_thread().submit(write, book.faces.slices()).result
    return lambda: write(book.faces.slices())


@cache
def _packing_thread() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1, "epub")


def _begin_pdf(edition: Edition, worker: PDFWorker | None) -> Callable[[], Written]:
    from publisher.writers.pdf import WrittenPDF, write_pdf

    page = edition.page
    assert page is not None
    rendered, setting = page.rendered, page.setting
    images = {each.name: (each.data, each.media_type) for each in edition.assets.images.values()}
    archival = setting.profile == "archive"
    if archival:
        refuse_unarchivable(page.plan)
    slices = page.slices()

    def finished(written: WrittenPDF) -> Written:
        if archival:
            refuse_undrawn(written.remarks)
        said = [
            diagnostic("engine-remark", remark=placed_remark(each, rendered.stylesheet)) for each in written.remarks
        ]
        return written.data, [*said, *line_diagnostics(edition.article, written.lines)]

    if worker is None:
        return lambda: finished(write_pdf(page.tree, rendered.stylesheet, slices, images, setting))
    answer = worker.submit(rendered.html, rendered.stylesheet, slices, images, setting)
    return lambda: finished(answer.result())


def _begin_html(edition: Edition, worker: PDFWorker | None) -> Callable[[], Written]:
    assert edition.web is not None
    faces = edition.web.faces
    data = write_html(edition.web.rendered, faces.slices(), edition.web.mark)
    return lambda: (data, list(faces.shared()))


WRITERS: dict[str, Callable[[Edition, PDFWorker | None], Callable[[], Written]]] = {
    "epub": _begin_epub,
    "pdf": _begin_pdf,
    "html": _begin_html,
}
"""One row a kind of output. A writer begins its work and gives a function that finishes it. What goes on in another process is begun
by all before the first is finished: the cover is small and comes first, and the book is packed while pages are laid out."""
