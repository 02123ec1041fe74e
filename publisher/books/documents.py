"""The documents of a book: what each gathering and the matter around them are, as HTML and style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from publisher.books.epub import cover_head
from publisher.books.folios import Folios
from publisher.books.gatherings import Leaf, gathered, leaves_of, parts_of, pieces_of
from publisher.books.material import Material, brief_of_book
from publisher.diagnostics import Diagnostic
from publisher.edition import page_area
from publisher.edition.paper_cover import PaperCover, paper_cover
from publisher.model import Article, Text
from publisher.render import PageImage
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
from publisher.writers.build_date import build_date, w3c
from publisher.writers.page_setting import PageSetting


class Documents:
    """Makes the documents of one book; its articles are rendered once. `runs` are those of each gathering.

    Raises UsageError where theme, page size or a font of the options is wrong.
    """

    def __init__(self, material: Material):
        book, options = material.book, material.options
        self._material = material
        head = Article(headline=(Text(book.title),), bylines=book.bylines, language=book.language, date=book.date)
        self.brief = brief_of_book(head, book, options)
        self._area = page_area(self.brief.theme, options)
        self._links = not self._area.mirrored
        created = w3c(build_date(self.brief.article))
        self._head = BookHead(book.title, tuple(each.name for each in book.bylines), book.language, created)
        self.leaves = leaves_of(book)
        self._bound = [self._render(leaf) for leaf in self.leaves]
        self.runs = gathered(self.leaves, self._bound)

    @property
    def prints_chinese(self) -> bool:
        """Whether pages of the text have Chinese numbers."""
        return prints_chinese(self.stylesheet(Leaves()))

    def stylesheet(self, leaves: Leaves) -> str:
        """The style sheet of a document whose pages are counted as `leaves` say."""
        return self.brief.stacked(bound_stylesheet(self.brief.theme, self._area, leaves))

    def cover(self, setting: PageSetting) -> tuple[PaperCover | None, tuple[Diagnostic, ...]]:
        """The cover of a book that is set so, and what is to be said of it. Raises what `paper_cover` raises."""
        return paper_cover(replace(self.brief, article=cover_head(self._material.book)), self._area, setting)

    def gathering(self, run: Sequence[Leaf], begun: set[str]) -> str:
        """The document of a gathering; parts that are not `begun` begin in it, and are added to them."""
        articles = {leaf.number: self._bound[leaf.number] for leaf in run}
        return render_gathering(list(pieces_of(run, articles, begun)), self._head, self.brief.theme)

    def blank(self) -> str:
        """An empty page."""
        return render_gathering((), self._head, self.brief.theme)

    def front(self, folios: Folios) -> str:
        """Title page, colophon, contents and list of figures, with the numbers of `folios`."""
        matter, parts = self._material.matter, parts_of(self.leaves)
        return render_front_matter(self._material.book, matter, parts, self._style(), folios.of)

    def back(self, folios: Folios) -> str:
        """The indexes, with the numbers of `folios`."""
        return render_back_matter(self._material.book, self._material.matter.indexes, self._style(), folios.ranges)

    def drafts(self) -> Iterator[tuple[str, str]]:
        """Every document with its style sheet before any number is known: by them it is known what the faces have to draw."""
        body, begun, unknown = self.stylesheet(Leaves()), set[str](), Folios(chinese=self.prints_chinese)
        for run in self.runs:
            yield self.gathering(run, begun), body
        yield self.back(unknown), body
        yield self.front(unknown), self.stylesheet(Leaves(roman=True))

    def images(self, run: Sequence[Leaf]) -> dict[str, tuple[bytes, str]]:
        """The pictures of a gathering, by the names its document calls them by."""
        return {
            _asset_name(leaf, each.name): (each.data, each.media_type)
            for leaf in run
            for each in self._material.assets(leaf.number).images.values()
        }

    def _render(self, leaf: Leaf) -> BoundArticle:
        images = {
            src: PageImage(f"asset:{_asset_name(leaf, each.name)}", each.width, each.height)
            for src, each in self._material.assets(leaf.number).images.items()
        }
        compose = self.brief.options.compose
        return render_bound(leaf.article, leaf.number, self.brief.theme, self._area, images, compose)

    def _style(self) -> MatterStyle:
        return MatterStyle(self.brief.theme, self._area, self._head, self._links)


def _asset_name(leaf: Leaf, name: str) -> str:
    return f"a{leaf.number + 1}-{name}"
