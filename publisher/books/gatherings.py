"""A book divided into gatherings: runs of articles that are laid out together, none of them longer than the engine is quick with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from publisher.book import Book, Part, articles_of
from publisher.model import Article
from publisher.render.bound import BoundArticle, PartHead, Piece
from publisher.render.inlines import plain_text

CHARACTERS = 40_000
"""Of HTML in a gathering, at which it is closed: few enough for little memory, enough that the faces are loaded seldom."""


class Leaf(Struct, frozen=True):
    """An article with its number in the book, 0 the first, and the parts with titles that it is in, outermost first."""

    number: int
    article: Article
    parts: tuple[PartHead, ...]


def leaves_of(book: Book) -> tuple[Leaf, ...]:
    """The articles of a book in order."""
    found: list[Leaf] = []
    _add(book.parts, (), found, [0])
    return tuple(found)


def _add(parts: Sequence[Part], above: tuple[PartHead, ...], found: list[Leaf], numbered: list[int]) -> None:
    """`numbered` counts the titles, which are numbered in the order of the contents."""
    for part in parts:
        title, within = plain_text(part.title).strip(), above
        if title and articles_of(part):
            numbered[0] += 1
            within = (*above, PartHead(f"p{numbered[0]}", title, len(above) + 1))
        for article in part.articles:
            found.append(Leaf(len(found), article, within))
        _add(part.parts, within, found, numbered)


def parts_of(leaves: Sequence[Leaf]) -> list[PartHead]:
    """The parts with titles, in the order of the contents."""
    return list(dict.fromkeys(part for leaf in leaves for part in leaf.parts))


def gathered(leaves: Sequence[Leaf], articles: Sequence[BoundArticle]) -> list[list[Leaf]]:
    """Leaves by gatherings."""
    made: list[list[Leaf]] = []
    size = CHARACTERS
    for leaf in leaves:
        if size >= CHARACTERS:
            made.append([])
            size = 0
        made[-1].append(leaf)
        size += len(articles[leaf.number].html)
    return made


def pieces_of(leaves: Sequence[Leaf], articles: Mapping[int, BoundArticle], begun: set[str]) -> Iterator[Piece]:
    """What a gathering is made of. The parts that are `begun` go on from the one before; those that begin are added to them."""
    opened: list[PartHead] = []
    for leaf in leaves:
        while opened and (len(opened) > len(leaf.parts) or opened[-1] != leaf.parts[len(opened) - 1]):
            opened.pop()
            yield Piece("close")
        for part in leaf.parts[len(opened) :]:
            yield Piece("open", part, begins=part.anchor not in begun)
            begun.add(part.anchor)
            opened.append(part)
        yield Piece("article", article=articles[leaf.number])
    yield from (Piece("close") for _ in opened)
