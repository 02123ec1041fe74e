"""From an edition to files: one row a kind of output."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.edition import IMAGE_FOLDER, Edition
from publisher.page_remarks import line_diagnostics, refuse_unarchivable, refuse_undrawn
from publisher.render import placed_remark
from publisher.writers.build_date import build_date
from publisher.writers.html import write_html

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from publisher.writers.pdf.worker import PDFWorker

Written = tuple[bytes, list[Diagnostic]]
"""The bytes of a file and the writer's remarks."""


def _begin_epub(edition: Edition, worker: PDFWorker | None) -> Callable[[], Written]:
    from publisher.writers.epub import write_epub

    book, slices = edition.book, edition.book_slices()
    assert book is not None
    images = {f"{IMAGE_FOLDER}/{each.name}": (each.data, each.media_type) for each in edition.assets.images.values()}

    def write() -> bytes:
        return write_epub(edition.article, book, slices, images, edition.book_setting, build_date(edition.article))

    if worker is None and edition.page is not None:
        # zlib lets go of the interpreter's lock: the book is packed while the engine lays out the pages.
        packed = _packing_thread().submit(write)
        return lambda: (packed.result(), [])
    data = write()
    return lambda: (data, [])


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
    "pdf": _begin_pdf,
    "epub": _begin_epub,
    "html": _begin_html,
}
"""One row a kind of output. A writer begins its work and gives a function that finishes it; what goes on in another process
comes first, so that the others work meanwhile."""
