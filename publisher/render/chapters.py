"""The blocks of an article, divided into the documents of a book.

An e-reader lays out one document at a time: a book in a single one opens slowly, and older engines (Adobe's RMSDK, in many e-ink
readers) refuse documents beyond 300 kB. So what is longer than that is divided at its headings, the highest first. An article of
ordinary length is one document: a crosshead begins no page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from publisher.render.inlines import PlacedNote
from publisher.render.outline import DEEPEST, OutlineEntry

LARGEST = 90_000
"""Characters of markup in a document: of Chinese about 270 kB in UTF-8."""
LEAST_CHAPTER = 800
"""Sections that are shorter than this on the average, such as the articles of a law, share their documents."""
_HIGHEST = 2
"""Of the headings below the headline."""


class Part(Struct, frozen=True):
    """One block of an article as HTML, with the notes it calls and the headings in it. `level` is its own as a heading, else 0."""

    html: str
    notes: tuple[PlacedNote, ...] = ()
    headings: tuple[OutlineEntry, ...] = ()
    level: int = 0


Chapter = Sequence[Part]
"""The parts of one document."""


def divided(parts: Sequence[Part]) -> list[Chapter]:
    """The parts by document, in their order and none left out; one empty document where there are none."""
    return _divided(parts, _HIGHEST)


def _divided(parts: Sequence[Part], level: int) -> list[Chapter]:
    if _size(parts) <= LARGEST:
        return [parts]
    if level > DEEPEST:
        return list(_packed([[part] for part in parts]))
    sections = list(_sections(parts, level))
    if len(sections) > 1 and _size(parts) < LEAST_CHAPTER * len(sections):
        sections = list(_packed(sections))
    return [chapter for section in sections for chapter in _divided(section, level + 1)]


def _sections(parts: Sequence[Part], level: int) -> Iterator[Chapter]:
    """What begins with each heading of a level; headings that only lead up to another stay with it."""
    return _cut(parts, lambda before, part: part.level == level and not all(each.level for each in before))


def _packed(sections: Sequence[Chapter]) -> Iterator[Chapter]:
    """As many sections to a document as it holds; none ends with a heading."""
    room = LARGEST
    pieces: list[Part] = []
    for section in sections:
        if pieces and room < _size(section) and not pieces[-1].level:
            yield pieces
            pieces, room = [], LARGEST
        pieces += section
        room -= _size(section)
    yield pieces


def _cut(parts: Sequence[Part], is_start: Callable[[Chapter, Part], bool]) -> Iterator[Chapter]:
    begun = 0
    for at, part in enumerate(parts):
        if at > begun and is_start(parts[begun:at], part):
            yield parts[begun:at]
            begun = at
    yield parts[begun:]


def _size(parts: Sequence[Part]) -> int:
    return sum(len(part.html) for part in parts)
