"""The documents an EPUB packs: cover, content, navigation, style sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from publisher.model import Article
from publisher.render.blocks import BlockRenderer, joined
from publisher.render.budget import budgeted
from publisher.render.chapters import divided
from publisher.render.front import front, opened_by_dateline
from publisher.render.inlines import line_setter
from publisher.render.landmarks import DocumentRole, landmarks
from publisher.render.navigation import NavigationPoint, navigation_points
from publisher.render.official import official
from publisher.render.outline import OutlineEntry
from publisher.render.reflow import HORIZONTAL, Reflow
from publisher.render.stylesheets import modern_stylesheet, plain_stylesheet
from publisher.render.templates import fill
from publisher.themes import Theme

NAVIGATION_FILE = "nav.xhtml"
STYLESHEET_FILE = "style.css"
MODERN_FILE = "modern.css"
"""What older readers would stumble over: a file of its own, so that they lose nothing else with it."""


class ContentDocument(Struct, frozen=True):
    """One XHTML file of the book. `headings` are those in it, by their ids."""

    file: str
    title: str
    xhtml: str
    headings: tuple[OutlineEntry, ...]
    role: DocumentRole = "bodymatter"
    in_words: str = ""
    """Of a cover: the XHTML that stands in where there is no picture."""


class RenderedBook(Struct, frozen=True):
    """All that is text in an EPUB. `points` is the table of contents that `navigation` shows, a page itself with `contents_page`,
    after the first document of the text. `stylesheet` and `modern` are the style sheets of `STYLESHEET_FILE` and `MODERN_FILE`.
    """

    title: str
    language: str
    documents: tuple[ContentDocument, ...]
    points: tuple[NavigationPoint, ...]
    navigation: str
    stylesheet: str
    modern: str
    contents_page: bool

    def in_words(self) -> RenderedBook:
        """The book with a cover in words, where the picture of one cannot be had."""
        documents = tuple(replace(each, xhtml=each.in_words or each.xhtml) for each in self.documents)
        return replace(self, documents=documents)


@budgeted
def render_book(
    article: Article,
    theme: Theme,
    images: Mapping[str, str],
    reflow: Reflow = HORIZONTAL,
    cover: ContentDocument | None = None,
) -> RenderedBook:
    """`article` as a book after its cover, in several documents if it is long. `images` maps an image's `src` to its path there."""
    text = tuple(_documents(article, theme, images, reflow))
    title, language = text[0].title, article.language
    headings = [(document.file, entry) for document in text for entry in document.headings]
    points = (NavigationPoint(title, text[0].file, navigation_points(headings, language)),)
    # A contents page before a single article would be noise: the reader's own menu shows the navigation.
    contents_page = len(text) > 1
    documents = (cover, *text) if cover else text
    values = {
        "points": points, "language": language, "title": title,
        "landmarks": landmarks(documents, language, NAVIGATION_FILE if contents_page else ""),
        "classes": reflow.classes, "stylesheet": STYLESHEET_FILE, "modern_stylesheet": MODERN_FILE,
        "line": line_setter("epub", reflow.upright_digits),
    }  # fmt: skip
    navigation = fill(theme, "nav.xhtml", values)
    modern = modern_stylesheet(theme, vertical=reflow.vertical)
    return RenderedBook(
        title, language, documents, points, navigation, plain_stylesheet(theme), modern, contents_page
    )  # fmt: skip


@budgeted
def article_documents(
    article: Article, theme: Theme, images: Mapping[str, str], reflow: Reflow, name: str
) -> tuple[ContentDocument, ...]:
    """The documents of an article in a book of many: `name.xhtml`, and `name-2.xhtml` … where it is too long for one."""
    return tuple(
        replace(each, file=f"{name}-{number}.xhtml" if number > 1 else f"{name}.xhtml")
        for number, each in enumerate(_documents(article, theme, images, reflow), 1)
    )


def _documents(article: Article, theme: Theme, images: Mapping[str, str], reflow: Reflow) -> Iterator[ContentDocument]:
    blocks = BlockRenderer(theme, "epub", article, images, reflow=reflow)
    shown = front(article, blocks.inline, anchor=reflow.anchors.head)
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
            "medium": "epub",
            "line": blocks.inline.line,
            "classes": reflow.classes,
            "stylesheet": STYLESHEET_FILE,
            "modern_stylesheet": MODERN_FILE,
        }
        yield ContentDocument(f"c{number:04}.xhtml", title, fill(theme, "content.xhtml", values), headings)
        notes = ()
