"""A book of many articles: an issue of a periodical, or an anthology. Articles stay what they are alone.

Terms: edition or section 版 of an issue, part 编 / 部 / 卷 of a book, colophon 版权页, running head 书眉.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from publisher.model import Article, Byline, Inlines, Language
from publisher.publication import NONE as NO_PUBLICATION
from publisher.publication import Publication

IndexOrder = Literal["pinyin", "stroke", "kana"]
"""How an index is put in order: by pinyin, by number and kind of strokes, by kana."""


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a book or a section of an issue, its articles before its own parts. One without a title groups nothing to be seen."""

    title: Inlines = ()
    articles: tuple[Article, ...] = ()
    parts: tuple[Part, ...] = ()


class Imprint(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the colophon: `责任编辑`, `张三`. A line without a label is a sentence of its own."""

    label: str
    text: str


class Book(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What is bound together, in order. `number` is as it is printed (`总第 1204 期`), `bylines` are those of the whole."""

    title: str
    kind: Literal["issue", "anthology"] = "anthology"
    subtitle: str = ""
    number: str = ""
    date: Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    bylines: tuple[Byline, ...] = ()
    language: Language = "zh-Hans"
    parts: tuple[Part, ...] = ()
    publication: Publication = NO_PUBLICATION
    imprint: tuple[Imprint, ...] = ()
    index: IndexOrder | None = None
    """None: there is no index."""
    index_kinds: tuple[Literal["person", "place", "topic"], ...] = ("person", "place", "topic")
    """Of what there are indexes, in this order."""
    readings: dict[str, str] = {}
    """How terms are read (pinyin, kana), which puts them in order."""
    figures: bool = True
    """Whether there is a list of figures, where there are any."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of the book. A place in the book is (number in this order, id in the article)."""
        return tuple(article for part in self.parts for article in articles_of(part))


def articles_of(part: Part) -> tuple[Article, ...]:
    """The articles of a part and of its parts, in their order."""
    return (*part.articles, *(article for inner in part.parts for article in articles_of(inner)))


class Place(Struct, frozen=True):
    """A place in a book: the article by its number (0 the first), and the id of an element in it; without one the article's head."""

    article: int
    anchor: str = ""


class ContentsEntry(Struct, frozen=True):
    """A line of the contents: a part (no place of its own: that of its first article), or an article with who wrote it."""

    text: str
    place: Place
    level: int
    """1 the highest."""
    is_part: bool = False
    byline: str = ""


class IndexEntry(Struct, frozen=True):
    """A line of the index: the term, where it stands, in order and none twice, and a reading that tells it from others."""

    term: str
    places: tuple[Place, ...]
    see: str = ""


class IndexGroup(Struct, frozen=True):
    """What stands under one letter heading: `A`, `三画`, `か`."""

    letter: str
    entries: tuple[IndexEntry, ...]


class Index(Struct, frozen=True):
    """An index of one kind."""

    kind: Literal["person", "place", "topic"]
    groups: tuple[IndexGroup, ...]


class FigureEntry(Struct, frozen=True):
    """A line of the list of figures: the caption, and where the figure is."""

    caption: str
    place: Place


class Matter(Struct, frozen=True):
    """What a book has before and after its text, with places instead of pages: each medium says where they are its own way."""

    contents: tuple[ContentsEntry, ...] = ()
    figures: tuple[FigureEntry, ...] = ()
    indexes: tuple[Index, ...] = ()
