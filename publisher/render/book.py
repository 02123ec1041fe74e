"""The documents an EPUB packs: content, navigation, style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

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


@budgeted
def render_book(article: Article, theme: Theme, images: Mapping[str, str]) -> RenderedBook:
    """`article` as a book of one content document. `images` maps an image's `src` to its path beside the documents."""
    document = _content(article, theme, images, "c0001.xhtml")
    points = (NavigationPoint(document.title, document.file, _nested(document, article.language)),)
    # A contents page before a single article would be noise: the reader's own menu shows the navigation.
    values = {
        "points": points, "language": article.language, "title": document.title, "start": document.file,
        "contents_page": False,
    }  # fmt: skip
    navigation = fill(theme, "nav.xhtml", values)
    stylesheet = theme.stylesheets("style.css") + "\n" + theme.stylesheets("reflow.css")
    return RenderedBook(document.title, article.language, (document,), points, navigation, stylesheet)


def _content(article: Article, theme: Theme, images: Mapping[str, str], file: str) -> ContentDocument:
    blocks = BlockRenderer(theme, "epub", article, images)
    shown = front(article, blocks.inline)
    values = {
        "front": shown,
        "official": official(article, theme),
        "body": blocks.text(opened_by_dateline(article)),
        "notes": blocks.notes,
        "language": article.language,
        "line": blocks.inline.line,
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
