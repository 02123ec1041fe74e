"""The documents an EPUB packs: content, navigation, style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from publisher.model import Article
from publisher.render.blocks import BlockRenderer
from publisher.render.budget import budgeted
from publisher.render.front import front, opened_by_dateline
from publisher.render.official import official
from publisher.render.outline import OutlineEntry
from publisher.render.reflow import HORIZONTAL, Reflow
from publisher.render.stylesheets import modern_stylesheet, plain_stylesheet
from publisher.render.templates import fill, term
from publisher.themes import Theme

NAVIGATION_FILE = "nav.xhtml"
STYLESHEET_FILE = "style.css"
MODERN_FILE = "modern.css"
"""What older readers would stumble over: a file of its own, so that they lose nothing else with it."""


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
    modern: str = ""
    """The style sheet of `MODERN_FILE`."""


@budgeted
def render_book(article: Article, theme: Theme, images: Mapping[str, str], reflow: Reflow = HORIZONTAL) -> RenderedBook:
    """`article` as a book of one content document. `images` maps an image's `src` to its path beside the documents."""
    document = _content(article, theme, images, reflow, "c0001.xhtml")
    headings = navigation_points(document.outline, document.file, article.language)
    points = (NavigationPoint(document.title, document.file, headings),)
    # A contents page before a single article would be noise: the reader's own menu shows the navigation.
    values = {
        "points": points, "language": article.language, "title": document.title, "start": document.file,
        "contents_page": False,
    }  # fmt: skip
    navigation = fill(theme, "nav.xhtml", values)
    stylesheet = plain_stylesheet(theme)
    modern = modern_stylesheet(theme, vertical=reflow.vertical)
    return RenderedBook(document.title, article.language, (document,), points, navigation, stylesheet, modern)


def _content(article: Article, theme: Theme, images: Mapping[str, str], reflow: Reflow, file: str) -> ContentDocument:
    blocks = BlockRenderer(theme, "epub", article, images, reflow=reflow)
    shown = front(article, blocks.inline)
    values = {
        "front": shown,
        "official": official(article, theme),
        "body": blocks.text(opened_by_dateline(article)),
        "notes": blocks.notes,
        "language": article.language,
        "medium": "epub",
        "line": blocks.inline.line,
        "classes": reflow.classes,
        "stylesheet": STYLESHEET_FILE,
        "modern_stylesheet": MODERN_FILE,
    }
    return ContentDocument(file, shown.title, fill(theme, "content.xhtml", values), blocks.outline)


def navigation_points(outline: Sequence[OutlineEntry], file: str, language: str) -> tuple[NavigationPoint, ...]:
    """The headings of a document as a tree by their levels, which never jump."""

    def below(level: int, start: int) -> tuple[list[NavigationPoint], int]:
        points: list[NavigationPoint] = []
        at = start
        while at < len(outline) and outline[at].level >= level:
            entry = outline[at]
            children, at = below(entry.level + 1, at + 1)
            text = entry.text.strip() or term("untitled", language)
            points.append(NavigationPoint(text, f"{file}#{entry.id}", tuple(children)))
        return points, at

    return tuple(below(2, 0)[0])
