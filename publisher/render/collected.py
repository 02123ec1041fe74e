"""The documents of an EPUB of many articles: what stands before, between and after them, and the links into them.

    title.xhtml                    title page
    nav.xhtml                      contents, by part
    p01.xhtml …                    the title of a part
    a0001.xhtml …                  an article; a0001-2.xhtml … where it is long
    figures.xhtml index-person.xhtml index-place.xhtml index-topic.xhtml colophon.xhtml

Names are those of the order of the book: an article keeps its own as long as none comes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from publisher.book import Book, Index, Matter, Part, Place, articles_of
from publisher.render.book import (
    MODERN_FILE,
    NAVIGATION_FILE,
    STYLESHEET_FILE,
    ContentDocument,
    RenderedBook,
)
from publisher.render.budget import budgeted
from publisher.render.front import WIDE_SPACE, persons_line, shown_date, title_of
from publisher.render.inlines import line_setter, plain_text
from publisher.render.landmarks import DocumentRole, landmarks
from publisher.render.matter_pages import colophon_lines, word
from publisher.render.navigation import NavigationPoint, navigation_points
from publisher.render.reflow import Reflow
from publisher.render.stylesheets import modern_stylesheet, plain_stylesheet, where_vertical
from publisher.render.templates import fill
from publisher.themes import Theme

LONGEST_LABEL = 16
"""Characters of an article's title where a line of an index leads to it."""
_IDS = re.compile(r'\sid="(a\d+(?:-[tf]\d+)?)"')
_PAUSE = re.compile(r"[，。：；！？—…,:;!?\s]")


class Reference(Struct, frozen=True):
    """A link to an article, and those to its further places by number: `老码头的潮位尺 2 3`."""

    text: str
    href: str
    more: tuple[tuple[str, str], ...] = ()


class Collected(Struct, frozen=True):
    """A book with the documents of its articles, in their order; `cover` is the document that shows its cover."""

    book: Book
    matter: Matter
    documents: tuple[tuple[ContentDocument, ...], ...]
    cover: ContentDocument | None = None


def render_collected(collected: Collected, theme: Theme, reflow: Reflow) -> RenderedBook:
    """The book in documents, with its navigation and style sheets."""
    made = _Collecting(collected, theme, reflow)
    documents = tuple(made.documents())
    return RenderedBook(
        collected.book.title,
        collected.book.language,
        documents,
        made.points,
        made.navigation(documents),
        plain_stylesheet(theme) + "\n" + theme.stylesheets("collected.css"),
        modern_stylesheet(theme, vertical=reflow.vertical) + _vertical(theme, reflow),
        contents_page=True,
    )


def _vertical(theme: Theme, reflow: Reflow) -> str:
    return "\n" + where_vertical(theme.stylesheets("collected_vertical.css")) if reflow.vertical else ""


class _Collecting:
    """A book being put together."""

    def __init__(self, collected: Collected, theme: Theme, reflow: Reflow) -> None:
        self._book, self._matter, self._cover = collected.book, collected.matter, collected.cover
        self._articles, self._texts = collected.book.articles, collected.documents
        self._theme, self._reflow = theme, reflow
        self._line = line_setter("epub", reflow.upright_digits)
        self._files = _files_by_id(collected.documents)
        self._parts: dict[int, str] = {}
        self.points = (*self._points(self._book.parts, 0), *self._points_after())

    # --- documents ------------------------------------------------------------------------------------------------

    def documents(self) -> Iterator[ContentDocument]:
        """All but the navigation, in the order of the book."""
        if self._cover:
            yield self._cover
        yield self._title_page()
        yield from self._text(self._book.parts, 0)
        if self._matter.figures:
            yield self._figures()
        yield from (self._index(index) for index in self._matter.indexes)
        yield self._colophon()

    def _text(self, parts: Sequence[Part], number: int) -> Iterator[ContentDocument]:
        for part in parts:
            if file := self._parts.get(id(part)):
                yield self._document(file, plain_text(part.title), "part", "book_part.html", {"part": part})
            inner = number + len(part.articles)
            for at in range(number, inner):
                yield from self._texts[at]
            yield from self._text(part.parts, inner)
            number += len(articles_of(part))

    def _title_page(self) -> ContentDocument:
        book = self._book
        values = {
            "book": book,
            "authors": persons_line(book.bylines, book.language),
            "date": shown_date(book.date or "", book.language),
        }
        return self._document("title.xhtml", book.title, "titlepage", "book_title.html", values)

    def _figures(self) -> ContentDocument:
        values = {"figures": [(each.caption, self._href(each.place)) for each in self._matter.figures]}
        return self._document("figures.xhtml", self._word("figures"), "loi", "book_figures.html", values)

    def _index(self, index: Index) -> ContentDocument:
        groups = [
            (group.letter, [(entry.term, entry.see, self._references(entry.places)) for entry in group.entries])
            for group in index.groups
        ]
        title = self._word(index.kind)
        values = {"kind": index.kind, "title": title, "groups": groups}
        return self._document(f"index-{index.kind}.xhtml", title, "index", "book_index.html", values)

    def _colophon(self) -> ContentDocument:
        values = {"lines": colophon_lines(self._book)}
        return self._document("colophon.xhtml", self._word("colophon"), "colophon", "book_colophon.html", values)

    @budgeted
    def _document(
        self, file: str, title: str, role: DocumentRole, template: str, values: Mapping[str, object]
    ) -> ContentDocument:
        known = {
            "title": title,
            "language": self._book.language,
            "medium": "epub",
            "line": self._line,
            "word": self._word,
            "classes": self._reflow.classes,
            "stylesheet": STYLESHEET_FILE,
            "modern_stylesheet": MODERN_FILE,
            "piece": template,
        }
        return ContentDocument(file, title, fill(self._theme, "book_document.xhtml", {**known, **values}), (), role)

    # --- links ----------------------------------------------------------------------------------------------------

    def _href(self, place: Place) -> str:
        """Where a place is; what a theme does not show is found at the head of its article."""
        file = self._files.get(place.anchor)
        return f"{file}#{place.anchor}" if file else self._texts[place.article][0].file

    def _references(self, places: Sequence[Place]) -> list[Reference]:
        found = []
        for number, group in groupby(places, key=lambda place: place.article):
            first, *others = dict.fromkeys(self._href(place) for place in group)
            more = tuple((str(at), href) for at, href in enumerate(others, 2))
            found.append(Reference(_short(title_of(self._articles[number])), first, more))
        return found

    # --- navigation -----------------------------------------------------------------------------------------------

    @budgeted
    def navigation(self, documents: Sequence[ContentDocument]) -> str:
        language = self._book.language
        values = {
            "points": self.points, "language": language, "title": self._book.title,
            "landmarks": landmarks(documents, language, NAVIGATION_FILE, inside=False),
            "classes": self._reflow.classes, "stylesheet": STYLESHEET_FILE, "modern_stylesheet": MODERN_FILE,
            "line": self._line,
        }  # fmt: skip
        return fill(self._theme, "nav.xhtml", values)

    def _points(self, parts: Sequence[Part], number: int) -> Iterator[NavigationPoint]:
        for part in parts:
            count = len(part.articles)
            title = plain_text(part.title).strip()
            if title and articles_of(part):
                self._parts[id(part)] = file = f"p{len(self._parts) + 1:02}.xhtml"
                inner = (*self._article_points(number, count), *self._points(part.parts, number + count))
                yield NavigationPoint(title, file, inner, is_part=True)
            else:
                yield from self._article_points(number, count)
                yield from self._points(part.parts, number + count)
            number += len(articles_of(part))

    def _article_points(self, number: int, count: int) -> Iterator[NavigationPoint]:
        for at in range(number, number + count):
            article, texts = self._articles[at], self._texts[at]
            headings = [(each.file, entry) for each in texts for entry in each.headings] if len(texts) > 1 else []
            byline = WIDE_SPACE.join(each.name for each in article.bylines)
            inner = navigation_points(headings, article.language)
            yield NavigationPoint(title_of(article), texts[0].file, inner, byline)

    def _points_after(self) -> Iterator[NavigationPoint]:
        if self._matter.figures:
            yield NavigationPoint(self._word("figures"), "figures.xhtml")
        for index in self._matter.indexes:
            yield NavigationPoint(self._word(index.kind), f"index-{index.kind}.xhtml")
        yield NavigationPoint(self._word("colophon"), "colophon.xhtml")

    def _word(self, key: str) -> str:
        return word(key, self._book.language)


def article_name(number: int) -> str:
    """The name of the document of the article that has this number, 0 the first."""
    return f"a{number + 1:04}"


def _files_by_id(documents: Sequence[Sequence[ContentDocument]]) -> dict[str, str]:
    """In which document each id of an article is."""
    return {found[1]: each.file for texts in documents for each in texts for found in _IDS.finditer(each.xhtml)}


def _short(title: str) -> str:
    """A title in a few characters, up to a pause where it has one."""
    if len(title) <= LONGEST_LABEL:
        return title
    pause = next((found.start() for found in _PAUSE.finditer(title) if 4 <= found.start() <= LONGEST_LABEL), 0)
    return title[:pause] if pause else title[: LONGEST_LABEL - 1] + "…"
