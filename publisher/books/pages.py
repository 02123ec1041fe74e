"""The PDF of a book of many articles.

One layout run for all would keep every box of a thousand articles in memory. So the book is laid out in gatherings, one after the
other, each told the number of its first page; when all are there, the page of every place is known, and the indexes and the front
matter are laid out with it. The faces are planned and cut once for all of them, so that a glyph has the same id everywhere, and the
gatherings are joined with one program a face (`writers.pdf.joining`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from publisher.books.documents import Documents
from publisher.books.folios import Folios
from publisher.books.gatherings import Leaf
from publisher.books.material import ArticleFailure, Material, Said, said_of_missing
from publisher.diagnostics import diagnostic
from publisher.edition.brief import Uses, together, uses_of
from publisher.edition.page_faces import PageFaces, PageNeeds
from publisher.edition.pages import page_setting
from publisher.errors import EngineError, GlyphError, LimitError, PublisherError
from publisher.model import Article, to_json
from publisher.page_remarks import (
    line_diagnostics,
    refuse_unarchivable,
    refuse_undrawn,
    undescribed_images,
)
from publisher.render import placed_remark
from publisher.render.bound import Leaves
from publisher.typeset.faces import FacePlan
from publisher.writers.cover.picture import refuse_other_size
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import Attachment, PageSetting

if TYPE_CHECKING:
    from publisher.writers.pdf import WrittenPDF
    from publisher.writers.pdf.joining import Gathering
    from publisher.writers.pdf.worker import PDFWorker

_ASCII = frozenset(map(chr, range(128)))


class BookPDF(Struct, frozen=True):
    """What was written: its pages, those before the first that has an Arabic number, and what was remarked."""

    pages: int
    front: int
    remarks: tuple[Said, ...]
    folios: Mapping[str, int]
    """The pages of all places, by the names that `publisher.render.anchors` gives them."""


def book_pdf(material: Material, target: Path, worker: PDFWorker | None = None) -> BookPDF:
    """Write the PDF of a book at `target`, laid out by `worker`, else in this process.

    Raises ArticleFailure for an article that goes beyond a limit, breaks the engine, or holds what an archive must not; UsageError
    for what is wrong with options and theme; EngineError for the rest. `target` is then not there, or not whole.
    """
    from publisher.writers.pdf.joining import join

    with tempfile.TemporaryDirectory(prefix="publisher-book-") as folder:
        making = _Making(material, Path(folder), worker)
        gatherings = making.gatherings()
        # The cover knows nothing of the book but what it shows.
        whole = next(at for at, each in enumerate(gatherings) if each.numerals)
        pages = join(gatherings, making.slices, target, whole)
        front = sum(each.pages for each in gatherings if each.numerals != "decimal")
        return BookPDF(pages, front, tuple(making.remarks), making.folios.pages)


class _Making:
    """One book being laid out."""

    def __init__(self, material: Material, folder: Path, worker: PDFWorker | None):
        self._material, self._folder, self._worker = material, folder, worker
        self._documents = Documents(material)
        self.remarks: list[Said] = []
        self.folios = Folios(chinese=self._documents.prints_chinese)
        described = not any(undescribed_images(leaf.article) for leaf in self._documents.leaves)
        self._setting = page_setting(self._documents.brief, accessible=described)
        self._cover, said = self._documents.cover(self._setting)
        self.remarks += (Said(None, each) for each in said)
        self._plan, self.slices = self._cut()

    # --- before anything is laid out ------------------------------------------------------------------------------

    def _cut(self) -> tuple[FacePlan, list[FontSlice]]:
        """The faces of the whole book, and their slices: each document is drafted once for the characters it holds."""
        brief = self._documents.brief
        uses: Uses = {}
        needs: list[PageNeeds] = []
        faces = PageFaces(FacePlan((), frozenset()), self._setting, brief.languages)
        cover = [(self._cover.html, self._cover.stylesheet)] if self._cover else []
        for html, stylesheet in chain(self._documents.drafts(), cover):
            tree = brief.parsed(html)
            uses = together([uses, uses_of(stylesheet, [tree])])
            needs.append(faces.needs(tree))
        plan = brief.planned([uses])
        self._judge(plan)
        return plan, replace(faces, plan=plan).slices_for(*needs)

    def _judge(self, plan: FacePlan) -> None:
        """What is to be said of characters that no face has. Raises ArticleFailure where an archive has one."""
        self.remarks += said_of_missing(self._material.book, plan)
        if self._setting.profile == "archive":
            try:
                refuse_unarchivable(plan)
            except GlyphError as error:
                refused = error.values["characters"]
                at_fault = (
                    leaf
                    for leaf in self._documents.leaves
                    if any(each in refused for each in set(_text_of(leaf.article)) - _ASCII)
                )
                raise ArticleFailure(next(at_fault, self._documents.leaves[0]).number, error) from None

    # --- layout ---------------------------------------------------------------------------------------------------

    def gatherings(self) -> list[Gathering]:
        """Everything laid out, in the order of the book."""
        body: list[Gathering] = []
        begun, first = set[str](), 1
        for run in self._documents.runs:
            leaves = Leaves(first)
            before = set(begun)
            html = self._documents.gathering(run, begun)
            try:
                written = self._laid_out(html, self._documents.stylesheet(leaves), self._documents.images(run))
            except (EngineError, GlyphError, LimitError) as error:
                self._find_fault(run, before, error)
                raise
            self._remark_lines(run, written, first)
            body.append(self._kept(written, leaves, len(body) + 1))
            first += written.pages
        if self._material.matter.indexes:
            leaves = Leaves(first)
            written = self._laid_out(self._documents.back(self.folios), self._documents.stylesheet(leaves), {})
            body.append(self._kept(written, leaves, len(body) + 1))
        return [*self._laid_out_cover(), *self._laid_out_front(), *body]

    def _laid_out_cover(self) -> Iterator[Gathering]:
        """The cover, and an empty page behind it, for a title page stands on a recto. None, with a remark, where the engine fails."""
        from publisher.writers.pdf.joining import Gathering

        cover = self._cover
        if cover is None:
            return
        try:
            written = self._laid_out(cover.html, cover.stylesheet, cover.images, cover.setting)
            refuse_other_size(written.data, cover.size)
        except (EngineError, GlyphError, LimitError) as error:
            self.remarks.append(Said(None, diagnostic("cover-undrawn", fault=error.message())))
            return
        except MemoryError:
            fault = LimitError("out-of-memory").message()
            self.remarks.append(Said(None, diagnostic("cover-undrawn", fault=fault)))
            return
        number = len(self._documents.runs) + 3
        yield Gathering(self._stored(written, number), written.pages, f"{number}-", numerals=None, label=cover.label)
        if written.pages % 2:
            blank = self._laid_out(self._documents.blank(), self._documents.stylesheet(Leaves(2)), {})
            yield Gathering(self._stored(blank, number + 1), blank.pages, f"{number + 1}-", numerals=None)

    def _laid_out_front(self) -> Iterator[Gathering]:
        """The front matter, and an empty page where the text would else begin on a verso."""
        leaves = Leaves(roman=True)
        setting = replace(self._setting, attachments=self._attachments())
        written = self._laid_out(self._documents.front(self.folios), self._documents.stylesheet(leaves), {}, setting)
        yield self._kept(written, leaves, 0)
        if written.pages % 2:
            leaves = Leaves(written.pages + 1, roman=True)
            html = self._documents.blank()
            blank = self._laid_out(html, self._documents.stylesheet(leaves), {})
            yield self._kept(blank, leaves, len(self._documents.runs) + 2)

    def _attachments(self) -> tuple[Attachment, ...]:
        if self._setting.profile != "archive":
            return ()
        from publisher.provenance.bound import carried_by_book

        articles = (leaf.article for leaf in self._documents.leaves)
        return carried_by_book(articles, self._material.source, self._plan, self._material.options)

    def _laid_out(
        self, html: str, stylesheet: str, images: Mapping[str, tuple[bytes, str]], setting: PageSetting | None = None
    ) -> WrittenPDF:
        setting = setting or self._setting
        if self._worker:
            written = self._worker.submit(html, stylesheet, self.slices, images, setting).result()
        else:
            from publisher.writers.pdf import write_pdf

            written = write_pdf(self._documents.brief.parsed(html), stylesheet, self.slices, images, setting)
        if setting.profile == "archive":
            refuse_undrawn(written.remarks)
        for remark in written.remarks:
            said = Said(None, diagnostic("engine-remark", remark=placed_remark(remark, stylesheet)))
            if said not in self.remarks:
                self.remarks.append(said)
        return written

    def _kept(self, written: WrittenPDF, leaves: Leaves, number: int) -> Gathering:
        from publisher.writers.pdf.joining import Gathering

        path = self._stored(written, number)
        if not leaves.roman:
            known = {name: leaves.first + page for name, page in written.anchors.items()}
            self.folios = replace(self.folios, pages={**self.folios.pages, **known})
        numerals: Literal["decimal", "roman"] = "roman" if leaves.roman else "decimal"
        return Gathering(path, written.pages, f"{number}-", written.bookmarks, numerals, leaves.first)

    def _stored(self, written: WrittenPDF, number: int) -> Path:
        path = self._folder / f"{number}.pdf"
        path.write_bytes(written.data)
        return path

    def _find_fault(self, run: Sequence[Leaf], begun: set[str], error: PublisherError) -> None:
        """Lay out the articles of a gathering that failed one by one. Raises ArticleFailure for the first that fails alone too."""
        if len(run) == 1:
            raise ArticleFailure(run[0].number, error) from error
        for leaf in run:
            html = self._documents.gathering([leaf], set(begun))
            try:
                self._laid_out(html, self._documents.stylesheet(Leaves()), self._documents.images([leaf]))
            except (EngineError, GlyphError, LimitError) as own:
                raise ArticleFailure(leaf.number, own) from own

    def _remark_lines(self, run: Sequence[Leaf], written: WrittenPDF, first: int) -> None:
        """What is to be said of lines, with the article they are of: each begins on a page of its own."""
        starts = [(written.anchors.get(f"a{leaf.number + 1}", 0), leaf) for leaf in run]
        for remark in written.lines:
            leaf = max((each for each in starts if each[0] < remark.page), key=lambda each: each[0], default=starts[0])[
                1
            ]
            folio = replace(remark, page=first + remark.page - 1)
            self.remarks += (Said(leaf.number, said) for said in line_diagnostics(leaf.article, [folio]))


def _text_of(article: Article) -> str:
    return to_json(article).decode()
