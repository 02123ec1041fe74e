"""What a book on paper has before and after its text: title page, colophon, contents, list of figures, indexes.

Each line says on which page a place is, and leads there by the address `place:NAME`, which is made a link when the book is bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from publisher.book import Book, Index, Matter, Place
from publisher.messages.book_pages import WORDS
from publisher.messages.render import in_language
from publisher.model import LineBreak, Text
from publisher.page import TypeArea
from publisher.render.anchors import head_anchor
from publisher.render.bound import BookHead, PartHead, characters_of
from publisher.render.budget import budgeted
from publisher.render.front import WIDE_SPACE, shown_date
from publisher.render.headline import balance
from publisher.render.inlines import line_setter, plain_text
from publisher.render.templates import fill, term
from publisher.themes import Theme


class Reference(Struct, frozen=True):
    """A number that leads somewhere: what is printed, and the name of the place."""

    text: str
    anchor: str


class Line(Struct, frozen=True):
    """A line of the contents or of the list of figures."""

    text: str
    byline: str
    level: int
    is_part: bool
    to: Reference


class IndexLine(Struct, frozen=True):
    """A line of an index, with where its term stands."""

    term: str
    see: str
    places: tuple[Reference, ...]


Numbered = Callable[[str], str]
"""The folio of the page a place is on, by the place's name."""
Ranges = Callable[[Sequence[str]], list[Reference]]
"""Places in order as pages: one page once, pages that follow each other as a range."""


@budgeted
def render_front_matter(
    book: Book, matter: Matter, parts: Sequence[PartHead], style: MatterStyle, folio: Numbered
) -> str:
    """Title page, colophon, contents and list of figures; `parts` are those of the contents, in order."""
    heads = iter(parts)
    contents = [
        _line(
            each.text,
            each.byline,
            next(heads).anchor if each.is_part else anchor_of(each.place),
            each.level,
            each.is_part,
            folio,
        )
        for each in matter.contents
    ]
    figures = [_line(each.caption, "", anchor_of(each.place), 1, False, folio) for each in matter.figures]
    values = {
        **style.values(book),
        "contents": contents,
        "figures": figures,
        "title_lines": _title_lines(book.title, style),
        "date": shown_date(book.date or "", book.language),
        "authors": [each.name for each in book.bylines],
        "colophon": colophon_lines(book),
    }
    return fill(style.theme, "front_matter.html", values)


@budgeted
def render_back_matter(book: Book, indexes: Sequence[Index], style: MatterStyle, ranges: Ranges) -> str:
    """The indexes, one after the other."""
    shown = [
        {
            "title": word(each.kind, book.language),
            "groups": [
                (group.letter, [
                    IndexLine(entry.term, entry.see, tuple(ranges([anchor_of(place) for place in entry.places])))
                    for entry in group.entries
                ])
                for group in each.groups
            ],
        }
        for each in indexes
    ]  # fmt: skip
    return fill(style.theme, "back_matter.html", {**style.values(book), "indexes": shown})


class MatterStyle(Struct, frozen=True):
    """How matter is set: theme, type area, what documents say of the book, and whether lines are links."""

    theme: Theme
    area: TypeArea
    head: BookHead
    links: bool = True

    def values(self, book: Book) -> dict[str, Any]:
        """What all templates of matter know."""
        return {
            "book": book,
            "head": self.head,
            "links": self.links,
            "area": self.area,
            "word": lambda key: word(key, book.language),
            "line": line_setter("pdf"),
            "heads": characters_of([book.title, *(word(key, book.language) for key in WORDS)]),
        }


def anchor_of(place: Place) -> str:
    """The name of a place, as `render.anchors` has it."""
    return place.anchor or head_anchor(place.article)


def word(key: str, language: str) -> str:
    return in_language(WORDS[key], language)


def colophon_lines(book: Book) -> list[tuple[str, str]]:
    """Labels and texts of the colophon 版权页: what is known of the book, then the imprint; a line without a label is a sentence."""
    said = book.publication
    identifier = (said.identifier or "").removeprefix("urn:isbn:").removeprefix("doi:")
    lines = [
        ("title", WIDE_SPACE.join(each for each in (book.title, book.subtitle) if each)),
        ("authors", WIDE_SPACE.join(each.name for each in book.bylines if each.role in ("author", "other"))),
        *_others(book),
        ("publisher", said.publisher or ""),
        ("number", book.number),
        ("date", shown_date(book.date or "", book.language)),
        ("identifier", identifier),
    ]
    known = [
        (term(key, book.language) if key.startswith("role-") else word(key, book.language), text)
        for key, text in lines
        if text
    ]
    closing = [("", text) for text in (said.rights, said.licence) if text]
    return [*known, *((each.label, each.text) for each in book.imprint), *closing]


def _others(book: Book) -> list[tuple[str, str]]:
    """Those who did something else than write, by what they did."""
    roles = dict.fromkeys(each.role for each in book.bylines if each.role not in ("author", "other"))
    return [
        (f"role-{role}", WIDE_SPACE.join(each.name for each in book.bylines if each.role == role)) for role in roles
    ]


def _line(text: str, byline: str, anchor: str, level: int, is_part: bool, folio: Numbered) -> Line:
    return Line(text, byline, level, is_part, Reference(folio(anchor), anchor))


def _title_lines(title: str, style: MatterStyle) -> list[str]:
    """The title in lines that fit the measure at its size on the title page."""
    broken = balance((Text(title),), style.area.characters / (style.theme.page.headline_size * 1.5))
    lines = [""]
    for each in broken:
        if isinstance(each, LineBreak):
            lines.append("")
        else:
            lines[-1] += plain_text((each,))
    return lines
