"""The documents an EPUB packs: content, navigation, style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from publisher.model import Article
from publisher.render.blocks import BlockRenderer, joined
from publisher.render.budget import budgeted
from publisher.render.chapters import divided
from publisher.render.front import front, opened_by_dateline
from publisher.render.landmarks import DocumentRole, landmarks
from publisher.render.official import official
from publisher.render.outline import OutlineEntry
from publisher.render.templates import fill, term
from publisher.themes import Theme

NAVIGATION_FILE = "nav.xhtml"
STYLESHEET_FILE = "style.css"


class ContentDocument(Struct, frozen=True):
    """One XHTML file of the book. `headings` are those in it, by their ids."""

    file: str
    title: str
    xhtml: str
    headings: tuple[OutlineEntry, ...]
    role: DocumentRole = "bodymatter"
    in_words: str = ""
    """Of a cover: the XHTML that stands in where there is no picture."""


class NavigationPoint(Struct, frozen=True):
    """A place the table of contents points to, and those below it."""

    text: str
    href: str
    children: tuple[NavigationPoint, ...] = ()


class RenderedBook(Struct, frozen=True):
    """All that is text in an EPUB. `points` is the table of contents that `navigation` shows, a page itself with `contents_page`,
    after the first document of the text.
    """

    title: str
    language: str
    documents: tuple[ContentDocument, ...]
    points: tuple[NavigationPoint, ...]
    navigation: str
    stylesheet: str
    contents_page: bool

    def in_words(self) -> RenderedBook:
        """The book with a cover in words, where the picture of one cannot be had."""
        documents = tuple(replace(each, xhtml=each.in_words or each.xhtml) for each in self.documents)
        return replace(self, documents=documents)


@budgeted
def render_book(
    article: Article, theme: Theme, images: Mapping[str, str], cover: ContentDocument | None = None
) -> RenderedBook:
    """`article` as a book after its cover, in several documents if it is long. `images` maps an image's `src` to its path there."""
    text = tuple(_documents(article, theme, images))
    title = text[0].title
    points = (NavigationPoint(title, text[0].file, _nested(text, article.language)),)
    # A contents page before a single article would be noise: the reader's own menu shows the navigation.
    contents_page = len(text) > 1
    documents = (cover, *text) if cover else text
    values = {
        "points": points, "language": article.language, "title": title,
        "landmarks": landmarks(documents, article.language, NAVIGATION_FILE if contents_page else ""),
    }  # fmt: skip
    navigation = fill(theme, "nav.xhtml", values)
    stylesheet = theme.stylesheets("style.css") + "\n" + theme.stylesheets("reflow.css")
    return RenderedBook(title, article.language, documents, points, navigation, stylesheet, contents_page)


def _documents(article: Article, theme: Theme, images: Mapping[str, str]) -> Iterator[ContentDocument]:
    blocks = BlockRenderer(theme, "epub", article, images)
    shown = front(article, blocks.inline)
    notes = tuple(blocks.notes)
    chapters = divided(blocks.parts(opened_by_dateline(article)))
    title, around = shown.title, official(article, theme)
    for number, chapter in enumerate(chapters, 1):
        headings = tuple(entry for part in chapter for entry in part.headings)
        heading = headings[0] if number > 1 and chapter[0].level else None
        title = heading.text.strip() or title if heading else title
        values = {
            "front": shown,
            "official": around,
            "title": title,
            "body": joined(chapter),
            "notes": [*notes, *(note for part in chapter for note in part.notes)],
            "opens": number == 1,
            "closes": number == len(chapters),
            "heading": heading,
            "language": article.language,
            "line": blocks.inline.line,
            "medium": "epub",
            "stylesheet": STYLESHEET_FILE,
        }
        yield ContentDocument(f"c{number:04}.xhtml", title, fill(theme, "content.xhtml", values), headings)
        notes = ()


def _nested(documents: Sequence[ContentDocument], language: str) -> tuple[NavigationPoint, ...]:
    """The headings of a book as a tree by their levels, which never jump."""
    entries = [(document.file, entry) for document in documents for entry in document.headings]

    def below(level: int, start: int) -> tuple[list[NavigationPoint], int]:
        points: list[NavigationPoint] = []
        at = start
        while at < len(entries) and entries[at][1].level >= level:
            file, entry = entries[at]
            children, at = below(entry.level + 1, at + 1)
            text = entry.text.strip() or term("untitled", language)
            points.append(NavigationPoint(text, f"{file}#{entry.id}", tuple(children)))
        return points, at

    return tuple(below(2, 0)[0])
