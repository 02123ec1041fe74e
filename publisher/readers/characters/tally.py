"""How often each kind of a thing stands in a text, and on which line the first."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

LINE_END = re.compile(r"\r\n|\n|\r")


class Count(NamedTuple):
    number: int
    line: int
    """1-based line of the first."""


Tally: TypeAlias = dict[str, Count]
"""By what was found, in the order of first places."""


def line_ends(text: str, start: int = 0, end: int | None = None) -> int:
    """How many lines end (CRLF, LF or lone CR) between two places."""
    end = len(text) if end is None else end
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def line_of(text: str, place: int) -> int:
    """The 1-based line in which `place` lies."""
    return 1 + line_ends(text, 0, place)


def tally(pattern: re.Pattern[str], text: str) -> Tally:
    """Every match of `pattern`, counted by what it matched. One pass, however many kinds there are."""
    counts: dict[str, int] = {}
    lines: dict[str, int] = {}
    line, counted_to = 1, 0
    for match in pattern.finditer(text):
        found = match[0]
        if found not in counts:
            line += line_ends(text, counted_to, match.start())
            counted_to = match.start()
            lines[found] = line
            counts[found] = 0
        counts[found] += 1
    return {found: Count(number, lines[found]) for found, number in counts.items()}


def shown(text: str) -> str:
    """`text` where it can be seen, else its code points: `U+00A0`."""
    if text.isprintable() and not text.isspace():
        return text
    return " ".join(f"U+{ord(character):04X}" for character in text)
