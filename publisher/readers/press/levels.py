"""Levels of headings, once it is known which lines are headings.

Chapters stand above 一、, that above （一）, that above 1. and （1） (GB/T 9704, 7.3.3); a scheme that has no place in that order
stands under those that were there when it first came. A plain heading right under a numbered one is below it, and so are the
plain ones that follow, until the next number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from publisher.readers.press.head import Taken
from publisher.readers.press.labels import PART
from publisher.readers.press.numbering import BULLET_HEADING, Number
from publisher.readers.press.sequences import Counted

_LOWEST = 6
_ORDER = {
    "part": 0, "chapter": 1, "section": 2, "han": 3, "formal": 3, "han-space": 3, "han-paren": 4, "arabic": 5, "arabic-space": 5,
    "decimal": 5.5, "arabic-paren": 6, "circled": 7,
}  # fmt: skip
_BOOK = ("part", "chapter", "section")


class Levels:
    """What is remembered from heading to heading."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        """Numbering schemes that are open, the highest first: their place is the level."""
        self.above = 0
        """Level of the last heading that the source marked up: the others stand under it."""
        self.numbered = 0
        """Level of the last numbered or marked heading; 0: there was none."""
        self.plain = 1
        """Level of plain headings; 0: not yet known since the last number."""

    def marked_up(self, level: int) -> int:
        self.stack, self.above, self.numbered, self.plain = [], level, level, 0
        return level

    def by_number(self, number: Number) -> int:
        key = number.rank if number.scheme == "chapter" else f"{number.scheme}{number.rank}"
        if key in self.stack:
            # A scheme that comes back closes those below it.
            del self.stack[self.stack.index(key) + 1 :]
        else:
            order = _order(key)
            self.stack = [other for other in self.stack if order is None or (_order(other) or 0) < order]
            self.stack.append(key)
        self.numbered, self.plain = min(self.above + len(self.stack), _LOWEST), 0
        return self.numbered

    def of_part(self) -> int:
        """A preface or an afterword is as high as the chapters, or as the parts where there are some."""
        self.stack = self.stack[:1] if self.stack[:1] in (["part"], ["chapter"]) else []
        self.numbered, self.plain = self.above + 1, 0
        return min(self.numbered, _LOWEST)

    def by_mark(self) -> int:
        self.numbered, self.plain = min(self._base() + 1, _LOWEST), 0
        return self.numbered

    def of_plain(self, *, under_heading: bool) -> int:
        if self.numbered and not self.plain:
            base = self._base()
            self.plain = min(self.numbered + 1 if under_heading else base + 1, _LOWEST)
        return max(self.plain, 1)

    def _base(self) -> int:
        """Level of the chapter, or of the marked-up heading, that is open."""
        return self.above + sum(key in _BOOK for key in self.stack)


def _order(key: str) -> float | None:
    return next((place for name, place in _ORDER.items() if key.rstrip("0123456789") == name), None)


def with_levels(taken: Iterable[Taken], counted: Counted) -> Iterator[Taken]:
    """The same, each heading with its level; so are paragraphs that have a heading glued to their front."""
    levels = Levels()
    last: Taken | None = None
    for item in taken:
        level = _level(levels, item, counted, under_heading=last is not None and last.role == "heading")
        yield item if level == item.level else msgspec.structs.replace(item, level=level)
        if item.role != "separator":
            last = item


def _level(levels: Levels, item: Taken, counted: Counted, *, under_heading: bool) -> int:
    line = item.line
    if item.role != "heading" and item.kind != "glued":
        return item.level
    if line.markup is not None and line.markup.role == "heading":
        # One that an editor names is one of those beside it, and changes nothing for them.
        return line.markup.heading or levels.of_plain(under_heading=under_heading)
    if line.markup is not None and line.markup.heading:
        return levels.marked_up(line.markup.heading)
    number = counted.number(line)
    if number:
        return levels.by_number(number)
    if item.rule == "heading-number-alone":
        return levels.by_number(Number("alone", 0, 0))
    if PART.match(line.text):
        return levels.of_part()
    if BULLET_HEADING.match(line.text) and not under_heading:
        return levels.by_mark()
    return levels.of_plain(under_heading=under_heading)
