"""The articles of a book on paper: several in one document, each as it is alone, with titles of parts between them.

A theme's page is designed for one article. Here every article has a first page, so `@page :first` becomes the first page of each; and
front matter has folios in Roman numerals, so `counter(page)` becomes that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from publisher.model import Article
from publisher.options import ComposeOptions
from publisher.page import TypeArea
from publisher.render.anchors import anchors_of
from publisher.render.budget import budgeted
from publisher.render.page import PageImage, article_values, filled_layers, layered, page_stylesheet
from publisher.render.reflow import has_dots
from publisher.render.templates import fill
from publisher.themes import Theme

STYLESHEET = "book_page.css"

_FIRST = re.compile(r"(@page[^{};]*):first\b")
_FOLIO = re.compile(r"counter\(\s*page\s*(?:,[^)]*)?\)")


class BoundArticle(Struct, frozen=True):
    """An article of a book as HTML, what the running heads over it say, and the sizes of its figures in pt by their `src`."""

    html: str
    title: str
    verso: str
    dots: bool
    sizes: Mapping[str, tuple[float, float]]


class PartHead(Struct, frozen=True):
    """A part of a book as its pages know it: its name among the places, its title, and how deep it is, 1 the highest."""

    anchor: str
    title: str
    level: int


class Piece(Struct, frozen=True):
    """What comes next in a document: a part that is opened, with its title unless it was opened in the document before; an article;
    or the end of the part opened last.
    """

    kind: Literal["open", "article", "close"]
    part: PartHead | None = None
    begins: bool = False
    article: BoundArticle | None = None


class BookHead(Struct, frozen=True):
    """What a document says of the book: title, authors, language, and a W3C date and time."""

    title: str
    authors: tuple[str, ...]
    language: str
    created: str


class Leaves(Struct, frozen=True):
    """How the pages of a document are counted: the number of the first, in Roman numerals or not."""

    first: int = 1
    roman: bool = False


@budgeted
def render_bound(
    article: Article,
    number: int,
    theme: Theme,
    area: TypeArea,
    images: Mapping[str, PageImage],
    compose: ComposeOptions,
) -> BoundArticle:
    """The article that has this number in its book, 0 the first, in pages of the theme."""
    values, sizes = article_values(article, theme, area, images, anchors_of(article, number))
    front = values["front"]
    verso = front.source or "\u3000".join(front.authors) or front.title
    html = fill(theme, "article.html", values)
    return BoundArticle(html, front.title, verso, has_dots(article.language, compose), sizes)


@budgeted
def render_gathering(pieces: Sequence[Piece], head: BookHead, theme: Theme) -> str:
    """A document of articles, and of parts that may go on in the next one; of no pieces, an empty page."""
    articles = [each.article for each in pieces if each.article]
    titles = [each.part.title for each in pieces if each.part]
    # Margin boxes repeat these: by their characters here it is known what faces have to draw there.
    heads = characters_of([*titles, *(text for each in articles for text in (each.title, each.verso))])
    shown = [{"it": each, "html": Markup(each.article.html) if each.article else ""} for each in pieces]
    return fill(theme, "bound.html", {"pieces": shown, "heads": heads, "head": head})


def characters_of(texts: Iterable[str]) -> str:
    """Each character of the texts once."""
    return "".join(sorted({character for text in texts for character in text}))


def bound_stylesheet(theme: Theme, area: TypeArea, leaves: Leaves) -> str:
    """The style sheet of a document of a book, whose first page has the number that `leaves` say."""
    sheet = _FIRST.sub(r"\1:nth(1 of article)", page_stylesheet(theme, area))
    values = {"area": area, "page": theme.page.set_in(area.columns)}
    layers = layered((str(path), text) for path, text in filled_layers(theme, STYLESHEET, values))
    sheet = f"{sheet}\n{layers}"
    if leaves.roman:
        sheet = _FOLIO.sub("counter(page, lower-roman)", sheet)
    side = "left" if leaves.first % 2 == 0 else "right"
    return f"{sheet}\n@page :first {{ counter-reset: page {leaves.first} }}\nhtml {{ break-before: {side} }}\n"


def prints_chinese(stylesheet: str) -> bool:
    """Whether folios are set in Chinese digits."""
    return any("cjk-decimal" in folio for folio in _FOLIO.findall(stylesheet))
