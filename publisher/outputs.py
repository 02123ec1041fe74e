"""From an edition to files: one row a kind of output."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from publisher.cover import begin_cover
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.edition import IMAGE_FOLDER, Edition
from publisher.page_remarks import line_diagnostics, refuse_unarchivable, refuse_undrawn
from publisher.render import placed_remark
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

    assert edition.book is not None
    cover = begin_cover(edition, worker)

    def write(slices: list[FontSlice]) -> Written:
        assert edition.book is not None
        picture, said = cover()
        book = edition.book if picture else edition.book.in_words()
        setting = replace(edition.book_setting, cover=picture)
        images = {
            f"{IMAGE_FOLDER}/{each.name}": (each.data, each.media_type) for each in edition.assets.images.values()
        }
        return write_epub(edition.article, book, slices, images, setting, build_date(edition.article)), said

    if worker is None and edition.page is not None:
        # zlib lets go of the interpreter's lock: the book is packed while the engine lays out the pages.
        return _packing_thread().submit(write, edition.book_slices()).result
    return lambda: write(edition.book_slices())


@cache
def _packing_thread() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1, "epub")


def _begin_pdf(edition: Edition, worker: PDFWorker | None) -> Callable[[], Written]:
    from publisher.writers.pdf import WrittenPDF, write_pdf

    page, tree = edition.page, edition.tree
    assert page is not None and tree is not None
    images = {each.name: (each.data, each.media_type) for each in edition.assets.images.values()}
    archival = edition.setting.profile == "archive"
    if archival:
        refuse_unarchivable(edition.page_plan)
    slices = edition.page_slices()

    def finished(written: WrittenPDF) -> Written:
        if archival:
            refuse_undrawn(written.remarks)
        said = [diagnostic("engine-remark", remark=placed_remark(each, page.stylesheet)) for each in written.remarks]
        return written.data, [*said, *line_diagnostics(edition.article, written.lines)]

    if worker is None:
        return lambda: finished(write_pdf(tree, page.stylesheet, slices, images, edition.setting))
    answer = worker.submit(page.html, page.stylesheet, slices, images, edition.setting)
    return lambda: finished(answer.result())


def _begin_html(edition: Edition, worker: PDFWorker | None) -> Callable[[], Written]:
    assert edition.web is not None
    data = write_html(edition.web, edition.slices())
    return lambda: (data, [])


WRITERS: dict[str, Callable[[Edition, PDFWorker | None], Callable[[], Written]]] = {
    "epub": _begin_epub,
    "pdf": _begin_pdf,
    "html": _begin_html,
}
"""One row a kind of output. A writer begins its work and gives a function that finishes it. What goes on in another process is begun
by all before the first is finished: the cover is small and comes first, and the book is packed while pages are laid out."""
