"""The documents an EPUB packs: content, navigation, style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from publisher.model import Article
from publisher.render.blocks import BlockRenderer
from publisher.render.budget import budgeted
from publisher.render.front import front, opened_by_dateline
from publisher.render.official import official
from publisher.render.outline import OutlineEntry
from publisher.render.templates import fill, term
from publisher.themes import Theme

NAVIGATION_FILE = "nav.xhtml"
STYLESHEET_FILE = "style.css"


class ContentDocument(Struct, frozen=True):
    """One XHTML file of the book. `outline` holds its headings, whose ids are in it."""

    file: str
    title: str
    xhtml: str
    outline: tuple[OutlineEntry, ...]
    role: Literal["cover", "body"] = "body"
    """What landmarks and readers take it for."""
    in_words: str = ""
    """Of a cover: the XHTML that stands in where there is no picture."""


class NavigationPoint(Struct, frozen=True):
    """A place the table of contents points to, and those below it."""

    text: str
    href: str
    children: tuple[NavigationPoint, ...] = ()


class RenderedBook(Struct, frozen=True):
    """All that is text in an EPUB. `points` is the table of contents that `navigation` shows."""

    title: str
    language: str
    documents: tuple[ContentDocument, ...]
    points: tuple[NavigationPoint, ...]
    navigation: str
    stylesheet: str

    def in_words(self) -> RenderedBook:
        """The book with a cover in words, where the picture of one cannot be had."""
        documents = tuple(replace(each, xhtml=each.in_words or each.xhtml) for each in self.documents)
        return replace(self, documents=documents)


@budgeted
def render_book(
    article: Article, theme: Theme, images: Mapping[str, str], cover: ContentDocument | None = None
) -> RenderedBook:
    """`article` as a book of one content document, after its cover. `images` maps an image's `src` to its path beside them."""
    document = _content(article, theme, images, "c0001.xhtml")
    points = (NavigationPoint(document.title, document.file, _nested(document, article.language)),)
    # A contents page before a single article would be noise: the reader's own menu shows the navigation.
    values = {
        "points": points, "language": article.language, "title": document.title, "start": document.file,
        "contents_page": False, "cover": cover.file if cover else "",
    }  # fmt: skip
    navigation = fill(theme, "nav.xhtml", values)
    stylesheet = theme.stylesheets("style.css") + "\n" + theme.stylesheets("reflow.css")
    documents = (cover, document) if cover else (document,)
    return RenderedBook(document.title, article.language, documents, points, navigation, stylesheet)


def _content(article: Article, theme: Theme, images: Mapping[str, str], file: str) -> ContentDocument:
    blocks = BlockRenderer(theme, "epub", article, images)
    shown = front(article, blocks.inline)
    values = {
        "front": shown,
        "official": official(article, theme),
        "body": blocks.text(opened_by_dateline(article)),
        "notes": blocks.notes,
        "language": article.language,
        "medium": "epub",
        "stylesheet": STYLESHEET_FILE,
    }
    return ContentDocument(file, shown.title, fill(theme, "content.xhtml", values), blocks.outline)


def _nested(document: ContentDocument, language: str) -> tuple[NavigationPoint, ...]:
    """The headings of a document as a tree by their levels, which never jump."""

    def below(level: int, start: int) -> tuple[list[NavigationPoint], int]:
        points: list[NavigationPoint] = []
        at = start
        while at < len(document.outline) and document.outline[at].level >= level:
            entry = document.outline[at]
            children, at = below(entry.level + 1, at + 1)
            text = entry.text.strip() or term("untitled", language)
            points.append(NavigationPoint(text, f"{document.file}#{entry.id}", tuple(children)))
        return points, at

    return tuple(below(2, 0)[0])
