"""The EPUB of a book of many articles.

Each article is rendered by itself and its tree dropped at once; what faces must draw is gathered from one document after the other,
so that a book of a thousand articles has one slice a face and takes little more memory than its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from publisher.assets import Assets
from publisher.book import Book
from publisher.books.material import Material, Said, brief_of_book, said_of_missing
from publisher.diagnostics import Diagnostic
from publisher.edition.brief import Uses, together
from publisher.edition.cover import begin_cover, cover_document, planned_cover
from publisher.edition.flowing import asks_of_headings, embedding_rule, to_readers
from publisher.edition.flowing_faces import FlowingFaces
from publisher.model import Article, Blocks, Byline, Credit, Text
from publisher.page_remarks import chosen_glyphs, refuse_undescribed, undescribed_images
from publisher.patterns import lazily
from publisher.publication import Publication
from publisher.render import ContentDocument, RenderedBook, reflow_of
from publisher.render.anchors import anchors_of
from publisher.render.book import article_documents
from publisher.render.collected import Collected, article_name, render_collected
from publisher.typeset.cascade import cascade
from publisher.typeset.embedding import HEADINGS
from publisher.writers.book_setting import IMAGE_FOLDER, BookSetting
from publisher.writers.build_date import build_date

if TYPE_CHECKING:
    from publisher.writers.pdf.worker import PDFWorker

MOST_CONTRIBUTORS = 30
"""Authors of articles that a catalogue's record names; of more it would name none (as libraries do for collections)."""
MOST_AUTHORS = 3
"""Authors who wrote all of a book that names nobody itself are its creators."""
_NUMBER = lazily(r"\d{1,6}")


class WrittenBook(NamedTuple):
    """The bytes of an EPUB, and what was remarked."""

    data: bytes
    remarks: list[Said]


def book_epub(material: Material, engine: Callable[[], PDFWorker | None] = lambda: None) -> WrittenBook:
    """The EPUB of a book; a cover that has to be drawn is drawn by whom `engine` gives, else in this process.

    Raises UsageError for what is wrong with options, theme or cover, InputError `certified-undescribed`, EngineError.
    """
    from publisher.writers.epub import write_epub

    making = _Making(material)
    cover = begin_cover(making.cover, engine() if making.cover.is_undrawn else None)
    draft = making.rendered()
    faces = making.faces(draft)
    picture, said = cover()
    rendered = draft if picture else draft.in_words()
    plain, modern = (to_readers(each, faces) for each in (rendered.stylesheet, rendered.modern))
    rendered = replace(rendered, stylesheet=plain, modern=modern)
    setting = BookSetting(
        making.brief.vertical, described=not making.undescribed, certified_by=making.brief.certified_by, cover=picture
    )
    remarks = [*making.remarks, *(Said(None, each) for each in (*said, *faces.shared()))]
    data = write_epub(
        making.brief.article, rendered, faces.slices(), making.images, setting, build_date(making.brief.article)
    )
    return WrittenBook(data, remarks)


class _Making:
    """One book being made."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self.book, self._options = material.book, material.options
        self.brief = brief_of_book(as_article(self.book), self.book, self._options)
        self.images: dict[str, tuple[bytes, str]] = {}
        self._names: dict[bytes, str] = {}
        self.undescribed: list[Diagnostic] = []
        self.remarks: list[Said] = []
        self._flow = reflow_of(self.book.language, self._options.compose, vertical=self.brief.vertical)
        covered = replace(self.brief, article=cover_head(self.book))
        self.cover, said = planned_cover(covered)
        self.remarks += (Said(None, each) for each in said)
        # A title page follows: a cover in words before it would say the same twice.
        in_words = self._options.write.cover == "text"
        self._cover_document = None if in_words else cover_document(covered, self.cover, self._flow)

    def rendered(self) -> RenderedBook:
        """The book before its faces are planned."""
        documents = tuple(self._article(number, article) for number, article in enumerate(self.book.articles))
        if self.brief.certified_by:
            refuse_undescribed(self.undescribed)
        collected = Collected(self.book, self._material.matter, documents, self._cover_document)
        made = render_collected(collected, self.brief.theme, self._flow)
        full = full_title(self.book)
        plain, modern = self.brief.stacked(made.stylesheet), self.brief.stacked(made.modern)
        return replace(made, title=full, stylesheet=plain, modern=modern)

    def _article(self, number: int, article: Article) -> tuple[ContentDocument, ...]:
        assets = self._material.assets(number)
        article, said = chosen_glyphs(article, assets.images, self.brief.table)
        self.remarks += (Said(number, each) for each in said)
        self.undescribed += undescribed_images(article)
        flow = reflow_of(article.language, self._options.compose, vertical=self.brief.vertical)
        flow = replace(flow, anchors=anchors_of(article, number))
        return article_documents(article, self.brief.theme, self._placed(assets), flow, article_name(number))

    def _placed(self, assets: Assets) -> Mapping[str, str]:
        """The paths in the book of an article's pictures, which are added to it; the same picture is in it once."""
        placed = {}
        for src, asset in assets.images.items():
            if asset.data not in self._names:
                suffix = asset.name.rpartition(".")[2]
                path = f"{IMAGE_FOLDER}/i{len(self._names) + 1:04}.{suffix}"
                self._names[asset.data] = path
                self.images[path] = (asset.data, asset.media_type)
            placed[src] = self._names[asset.data]
        return placed

    def faces(self, book: RenderedBook) -> FlowingFaces:
        """The faces of the whole book, planned over all its documents."""
        known = cascade(f"{book.stylesheet}\n{book.modern}")
        all_uses: Uses = together(known.uses(self.brief.parsed(text)) for text in _texts(book))
        plan = self.brief.planned([all_uses])
        headings: Uses = {}
        if asks_of_headings(self.brief):
            headings = together(known.uses_within(self.brief.parsed(text), HEADINGS) for text in _texts(book))
        self.remarks += said_of_missing(self.book, plan)
        return FlowingFaces(plan, embedding_rule(self.brief, plan, headings), self.brief.languages)


def _texts(book: RenderedBook) -> Iterator[str]:
    yield book.navigation
    for document in book.documents:
        yield document.xhtml
        if document.in_words:
            yield document.in_words


def as_article(book: Book) -> Article:
    """The book as one article, for whoever describes it to catalogues: its head, and the blocks of all articles.

    Authors of articles are helpers, so that they are contributors, if they are not too many.
    """
    blocks: Blocks = tuple(
        block for article in book.articles for block in article.blocks if not isinstance(block, Credit)
    )
    authors = _authors(book)
    bylines = book.bylines
    if not bylines and len(authors) <= MOST_AUTHORS:
        bylines, authors = tuple(authors), []
    named = {each.name for each in bylines}
    helpers = tuple(each for each in authors if each.name not in named)
    if helpers and len(helpers) <= MOST_CONTRIBUTORS:
        blocks = (*blocks, Credit(content=(), people=helpers))
    return Article(
        headline=(Text(full_title(book)),),
        deck=(Text(book.subtitle),) if book.subtitle else (),
        bylines=bylines,
        language=book.language,
        date=book.date,
        blocks=blocks,
        publication=_publication(book),
    )


def cover_head(book: Book) -> Article:
    """What a cover shows of a book."""
    return Article(
        headline=(Text(book.title),),
        kicker=(Text(book.number),) if book.number else (),
        deck=(Text(book.subtitle),) if book.subtitle else (),
        bylines=book.bylines if len(book.bylines) <= MOST_AUTHORS else (),
        source=book.publication.publisher,
        language=book.language,
        date=book.date,
    )


def full_title(book: Book) -> str:
    """The title by which a shelf tells one issue from another."""
    return f"{book.title} {book.number}" if book.kind == "issue" and book.number else book.title


def _publication(book: Book) -> Publication:
    """An issue is one of a series that has the name of its periodical."""
    said = book.publication
    if book.kind == "anthology" or said.series:
        return said
    numbers = _NUMBER.findall(book.number)
    position = str(int(numbers[0])) if len(numbers) == 1 else None
    return replace(said, series=book.title, position=position)


def _authors(book: Book) -> list[Byline]:
    """Who wrote the articles, each once."""
    found: dict[str, Byline] = {}
    for article in book.articles:
        for each in _persons(article.bylines):
            found.setdefault(each.name, Byline(each.name, "author", reading=each.reading))
    return list(found.values())


def _persons(bylines: Iterable[Byline]) -> Iterator[Byline]:
    return (each for each in bylines if each.role in ("author", "reporter", "correspondent") and each.name.strip())
