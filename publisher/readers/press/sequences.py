"""Numbered and marked lines beside each other: one alone is a heading or a paragraph, several are a list."""

from __future__ import annotations

from publisher.readers.press.lines import Line
from publisher.readers.press.numbering import Number, number_of


def has_sibling(lines: list[Line], place: int, number: Number) -> bool:
    """Whether the line before or after counts on from `number`, the number of the line at `place`."""
    return any(0 <= place + step < len(lines) and _counts_on(lines[place + step], number, step) for step in (-1, 1))


def _counts_on(line: Line, number: Number, step: int) -> bool:
    other = number_of(line.text)
    if other is None or other.scheme != number.scheme:
        return False
    # Items that are all `一、` are a list too: the old way of giving each its own stroke.
    return not number.value or other.value - number.value in (step, 0)


def has_bulleted_neighbour(lines: list[Line], place: int) -> bool:
    """Whether the line before or after opens with the same mark as the line at `place`."""
    return _same_mark(lines, place, -1) or _same_mark(lines, place, 1)


def in_bulleted_run(lines: list[Line], place: int) -> bool:
    """Whether the line is one of three or more in a row with the same mark."""
    before, after = _same_mark(lines, place, -1), _same_mark(lines, place, 1)
    return (before and after) or (before and _same_mark(lines, place, -2)) or (after and _same_mark(lines, place, 2))


def _same_mark(lines: list[Line], place: int, step: int) -> bool:
    return 0 <= place + step < len(lines) and lines[place + step].text[:1] == lines[place].text[:1]
