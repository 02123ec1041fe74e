"""The PDF of a book of many articles.

One layout run for all would keep every box of a thousand articles in memory. So the book is laid out in gatherings, one after the
other, each told the number of its first page; when all are there, the page of every place is known, and the indexes and the front
matter are laid out with it. The faces are planned and cut once for all of them, so that a glyph has the same id everywhere, and the
gatherings are joined with one program a face (`writers.pdf.joining`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import Assets
from publisher.book import Book, Matter
from publisher.books.folios import Folios
from publisher.books.gatherings import Leaf, gathered, leaves_of, parts_of, pieces_of
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.edition import page_area
from publisher.edition.brief import Brief, Uses, brief_of, together, uses_of
from publisher.edition.page_faces import PageFaces, PageNeeds
from publisher.errors import EngineError, GlyphError, LimitError, PublisherError
from publisher.model import Article, Text, to_json
from publisher.options import Options
from publisher.page import BLEED_MM
from publisher.page_remarks import (
    line_diagnostics,
    missing_glyphs,
    refuse_unarchivable,
    refuse_undrawn,
    undescribed_images,
)
from publisher.render import PageImage, placed_remark
from publisher.render.bound import (
    BookHead,
    BoundArticle,
    Leaves,
    bound_stylesheet,
    prints_chinese,
    render_bound,
    render_gathering,
)
from publisher.render.matter_pages import MatterStyle, render_back_matter, render_front_matter
from publisher.tree import nodes
from publisher.typeset.faces import FacePlan
from publisher.writers.build_date import build_date, w3c
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import Attachment, PageSetting

if TYPE_CHECKING:
    from publisher.provenance.origin import SourceFile
    from publisher.writers.pdf import WrittenPDF
    from publisher.writers.pdf.joining import Gathering
    from publisher.writers.pdf.worker import PDFWorker

NO_ASSETS = Assets({}, ())
_ASCII = frozenset(map(chr, range(128)))


class Said(Struct, frozen=True):
    """A remark, and of which article by its number; None: of the book."""

    article: int | None
    diagnostic: Diagnostic


class BookPDF(Struct, frozen=True):
    """What was written: its pages, those before the first that has an Arabic number, and what was remarked."""

    pages: int
    front: int
    remarks: tuple[Said, ...]
    folios: Mapping[str, int]
    """The pages of all places, by the names that `publisher.render.anchors` gives them."""


class ArticleFailure(Exception):  # noqa: N818 - it is an error of an article, not of the book
    """One article of a book cannot be set: its number, 0 the first, and why. Without it the book may be made."""

    def __init__(self, number: int, error: PublisherError) -> None:
        super().__init__(number, error)
        self.number = number
        self.error = error


class Material(Struct, frozen=True):
    """What a book is made from: its articles as they are to be set, its matter, and how.

    `assets` and `source` give the pictures of an article and what it was read from, by its number; pictures are asked for twice.
    """

    book: Book
    matter: Matter
    options: Options
    assets: Callable[[int], Assets] = lambda _: NO_ASSETS
    source: Callable[[int], SourceFile | None] = lambda _: None


def book_pdf(material: Material, target: Path, worker: PDFWorker | None = None) -> BookPDF:
    """Write the PDF of a book at `target`, laid out by `worker`, else in this process.

    Raises ArticleFailure for an article that goes beyond a limit, breaks the engine, or holds what an archive must not; UsageError
    for what is wrong with options and theme; EngineError for the rest. `target` is then not there, or not whole.
    """
    from publisher.writers.pdf.joining import join

    with tempfile.TemporaryDirectory(prefix="publisher-book-") as folder:
        making = _Making(material, Path(folder), worker)
        gatherings = making.gatherings()
        pages = join(gatherings, making.slices, target)
        front = sum(each.pages for each in gatherings if each.numerals == "roman")
        return BookPDF(pages, front, tuple(making.remarks), making.folios.pages)


class _Making:
    """One book being laid out."""

    def __init__(self, material: Material, folder: Path, worker: PDFWorker | None):
        book, options = material.book, material.options
        self._material = material
        self._folder = folder
        self._worker = worker
        self._brief = _brief_of(book, options)
        self._area = page_area(self._brief.theme, options)
        self._links = not self._area.mirrored
        created = w3c(build_date(self._brief.article))
        self._head = BookHead(book.title, tuple(each.name for each in book.bylines), book.language, created)
        self._leaves = leaves_of(book)
        self.remarks: list[Said] = []
        self._bound = [self._render(leaf) for leaf in self._leaves]
        self._runs = gathered(self._leaves, self._bound)
        self.folios = Folios(chinese=prints_chinese(self._stylesheet(Leaves())))
        accessible = not any(undescribed_images(leaf.article) for leaf in self._leaves)
        self._setting = PageSetting(
            options.compose,
            self._brief.vertical,
            bound_right=options.render.binding == "right",
            profile=options.write.pdf,
            accessible=accessible,
            bleed=BLEED_MM if options.write.pdf == "print" else 0,
        )
        self.slices = self._cut()

    # --- before anything is laid out ------------------------------------------------------------------------------

    def _render(self, leaf: Leaf) -> BoundArticle:
        images = {
            src: PageImage(f"asset:{_asset_name(leaf, each.name)}", each.width, each.height)
            for src, each in self._material.assets(leaf.number).images.items()
        }
        return render_bound(
            leaf.article, leaf.number, self._brief.theme, self._area, images, self._brief.options.compose
        )

    def _cut(self) -> list[FontSlice]:
        """The slices of all faces for the whole book: each document is drafted once for the characters it holds."""
        uses: Uses = {}
        needs: list[PageNeeds] = []
        faces = PageFaces(FacePlan((), frozenset()), self._setting, self._brief.languages)
        for html, stylesheet in self._drafts():
            tree = self._brief.parsed(html)
            uses = together([uses, uses_of(stylesheet, [tree])])
            needs.append(faces.needs(tree))
        plan = self._brief.planned([uses])
        self._judge(plan)
        self._plan = plan
        return replace(faces, plan=plan).slices_for(*needs)

    def _drafts(self) -> Iterator[tuple[str, str]]:
        body = self._stylesheet(Leaves())
        begun: set[str] = set()
        for run in self._runs:
            yield self._gathering(run, Leaves(), begun), body
        yield self._back(Leaves()), body
        yield self._front(), self._stylesheet(Leaves(roman=True))

    def _judge(self, plan: FacePlan) -> None:
        """What is to be said of characters that no face has. Raises ArticleFailure where an archive has one."""
        for leaf in self._leaves if plan.missing else ():
            for said in missing_glyphs(leaf.article, plan):
                if said.values.get("character", "") in _text_of(leaf.article):
                    self.remarks.append(Said(leaf.number, said))
        if self._setting.profile == "archive":
            try:
                refuse_unarchivable(plan)
            except GlyphError as error:
                refused = error.values["characters"]
                at_fault = (
                    leaf
                    for leaf in self._leaves
                    if any(each in refused for each in set(_text_of(leaf.article)) - _ASCII)
                )
                raise ArticleFailure(next(at_fault, self._leaves[0]).number, error) from None

    # --- documents ------------------------------------------------------------------------------------------------

    def _stylesheet(self, leaves: Leaves) -> str:
        return self._brief.stacked(bound_stylesheet(self._brief.theme, self._area, leaves))

    def _gathering(self, run: Sequence[Leaf], leaves: Leaves, begun: set[str]) -> str:
        articles = {leaf.number: self._bound[leaf.number] for leaf in run}
        return render_gathering(list(pieces_of(run, articles, begun)), self._head, self._brief.theme, leaves)

    def _front(self) -> str:
        style = self._style(Leaves(roman=True))
        matter, parts = self._material.matter, parts_of(self._leaves)
        return render_front_matter(self._material.book, matter, parts, style, self.folios.of)

    def _back(self, leaves: Leaves) -> str:
        return render_back_matter(
            self._material.book, self._material.matter.indexes, self._style(leaves), self.folios.ranges
        )

    def _style(self, leaves: Leaves) -> MatterStyle:
        return MatterStyle(self._brief.theme, self._area, self._head, leaves, self._links)

    # --- layout ---------------------------------------------------------------------------------------------------

    def gatherings(self) -> list[Gathering]:
        """Everything laid out, in the order of the book."""
        body: list[Gathering] = []
        begun, first = set[str](), 1
        for run in self._runs:
            leaves = Leaves(first)
            before = set(begun)
            html = self._gathering(run, leaves, begun)
            try:
                written = self._laid_out(html, self._stylesheet(leaves), self._images(run))
            except (EngineError, GlyphError, LimitError) as error:
                self._find_fault(run, before, error)
                raise
            self._remark_lines(run, written, first)
            body.append(self._kept(written, leaves, len(body) + 1))
            first += written.pages
        if self._material.matter.indexes:
            leaves = Leaves(first)
            written = self._laid_out(self._back(leaves), self._stylesheet(leaves), {})
            body.append(self._kept(written, leaves, len(body) + 1))
        return [*self._laid_out_front(), *body]

    def _laid_out_front(self) -> Iterator[Gathering]:
        """The front matter, and an empty page where the text would else begin on a verso."""
        leaves = Leaves(roman=True)
        setting = replace(self._setting, attachments=self._attachments())
        written = self._laid_out(self._front(), self._stylesheet(leaves), {}, setting)
        yield self._kept(written, leaves, 0)
        if written.pages % 2:
            leaves = Leaves(written.pages + 1, roman=True)
            html = render_gathering((), self._head, self._brief.theme, leaves)
            blank = self._laid_out(html, self._stylesheet(leaves), {})
            yield self._kept(blank, leaves, len(self._runs) + 2)

    def _attachments(self) -> tuple[Attachment, ...]:
        if self._setting.profile != "archive":
            return ()
        from publisher.provenance.bound import carried_by_book

        articles = (leaf.article for leaf in self._leaves)
        return carried_by_book(articles, self._material.source, self._plan, self._brief.options)

    def _laid_out(
        self, html: str, stylesheet: str, images: Mapping[str, tuple[bytes, str]], setting: PageSetting | None = None
    ) -> WrittenPDF:
        setting = setting or self._setting
        if self._worker:
            written = self._worker.submit(html, stylesheet, self.slices, images, setting).result()
        else:
            from publisher.writers.pdf import write_pdf

            written = write_pdf(self._brief.parsed(html), stylesheet, self.slices, images, setting)
        if setting.profile == "archive":
            refuse_undrawn(written.remarks)
        for remark in written.remarks:
            said = Said(None, diagnostic("engine-remark", remark=placed_remark(remark, stylesheet)))
            if said not in self.remarks:
                self.remarks.append(said)
        return written

    def _kept(self, written: WrittenPDF, leaves: Leaves, number: int) -> Gathering:
        from publisher.writers.pdf.joining import Gathering

        path = self._folder / f"{number}.pdf"
        path.write_bytes(written.data)
        if not leaves.roman:
            known = {name: leaves.first + page for name, page in written.anchors.items()}
            self.folios = replace(self.folios, pages={**self.folios.pages, **known})
        numerals: Literal["decimal", "roman"] = "roman" if leaves.roman else "decimal"
        return Gathering(path, written.pages, f"{number}-", written.bookmarks, numerals, leaves.first)

    def _images(self, run: Sequence[Leaf]) -> dict[str, tuple[bytes, str]]:
        return {
            _asset_name(leaf, each.name): (each.data, each.media_type)
            for leaf in run
            for each in self._material.assets(leaf.number).images.values()
        }

    def _find_fault(self, run: Sequence[Leaf], begun: set[str], error: PublisherError) -> None:
        """Lay out the articles of a gathering that failed one by one. Raises ArticleFailure for the first that fails alone too."""
        if len(run) == 1:
            raise ArticleFailure(run[0].number, error) from error
        for leaf in run:
            html = self._gathering([leaf], Leaves(), set(begun))
            try:
                self._laid_out(html, self._stylesheet(Leaves()), self._images([leaf]))
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


def _brief_of(book: Book, options: Options) -> Brief:
    """What the pages of a book share. Raises UsageError where theme or a font of the options is wrong."""
    head = Article(
        headline=(Text(book.title),),
        bylines=book.bylines,
        language=book.language,
        date=book.date,
        glyphs=tuple({glyph.character: glyph for article in book.articles for glyph in article.glyphs}.values()),
    )
    brief = brief_of(head, options, NO_ASSETS)
    others = {article.language for article in book.articles}
    others |= {node.language for article in book.articles for node, _ in nodes(article) if hasattr(node, "language")}
    return replace(brief, languages=(book.language, *sorted(others - {book.language})))


def _asset_name(leaf: Leaf, name: str) -> str:
    return f"a{leaf.number + 1}-{name}"


def _text_of(article: Article) -> str:
    return to_json(article).decode()
