"""Numbered and marked lines, beside each other and over the whole article: one alone is a heading or a paragraph, several a list."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.readers.press.lines import Line
from publisher.readers.press.numbering import Number, faint_number_of, number_of

# A longer line is a paragraph, whatever it opens with.
_LONGEST = 60


class Counted:
    """The faint numbers of an article that are numbers: another line counts on from them."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._values: dict[tuple[str, str], set[int]] = {}
        for line in lines:
            number = _faint(line)
            if number:
                self._values.setdefault((number.scheme, number.rank), set()).add(number.value)

    def number(self, line: Line) -> Number | None:
        """The number that opens the line, faint or not."""
        return number_of(line.text) or self.faint(line)

    def faint(self, line: Line) -> Number | None:
        """The faint number that opens the line, if there is a line with the number before or after it."""
        number = _faint(line) if self._values else None
        if number is None:
            return None
        values = self._values.get((number.scheme, number.rank), ())
        return number if number.value - 1 in values or number.value + 1 in values else None


def _faint(line: Line) -> Number | None:
    text = line.text
    if len(text) > _LONGEST or line.closed or number_of(text):
        return None
    return faint_number_of(text)


def has_sibling(lines: list[Line], place: int, number: Number, counted: Counted | None = None) -> bool:
    """Whether the line before or after counts on from `number`, the number of the line at `place`."""
    return any(
        0 <= place + step < len(lines) and _counts_on(lines[place + step], number, step, counted) for step in (-1, 1)
    )


def _counts_on(line: Line, number: Number, step: int, counted: Counted | None) -> bool:
    other = counted.number(line) if counted else number_of(line.text)
    if other is None or (other.scheme, other.rank) != (number.scheme, number.rank):
        return False
    # Items that are all `一、` are a list too: the old way of giving each its own stroke.
    return other.value - number.value in (step, 0)


def has_bulleted_neighbour(lines: list[Line], place: int) -> bool:
    """Whether the line before or after opens with the same mark as the line at `place`."""
    return _same_mark(lines, place, -1) or _same_mark(lines, place, 1)


def in_bulleted_run(lines: list[Line], place: int) -> bool:
    """Whether the line is one of three or more in a row with the same mark."""
    before, after = _same_mark(lines, place, -1), _same_mark(lines, place, 1)
    return (before and after) or (before and _same_mark(lines, place, -2)) or (after and _same_mark(lines, place, 2))


def _same_mark(lines: list[Line], place: int, step: int) -> bool:
    return 0 <= place + step < len(lines) and lines[place + step].text[:1] == lines[place].text[:1]
