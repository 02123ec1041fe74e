"""Where a line may end: the Unicode line breaking algorithm (UAX #14), tailored to CJK text.

The engine's shaping library answers for UAX #14. CLREQ 3.1.5 (避头尾, https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end),
JLREQ 3.1.7 and CSS Text 3 (`line-break`) add what may not begin or end a line; and as UAX #14 takes curly quotes for Latin ones,
a break beside them is allowed where they stand in CJK text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from publisher import clreq
from publisher.clreq import Strictness

BEFORE_MEASURE_WORD = 60.0
"""What it costs to part a number from the ideograph after it, which may be its unit: rather not, but no law."""

AT_HYPHEN = 60.0
"""What it costs to part a word at a soft hyphen."""

_OPENING_QUOTES, _CLOSING_QUOTES = frozenset("“‘"), frozenset("”’")
_LATIN_NO_START = frozenset(",.;:?!)]}»›")
_NUMBER_AND_UNIT = re.compile(
    r"\d ?(?=(?:k|c|m|µ|M|G|T|h)?(?:m|g|t|L|l|Hz|W|Wh|V|A|Pa|B|b|s|h|mol|cal|ha|K)[²³]?(?![A-Za-z0-9])|[%‰°℃℉])"
)
_THOUSANDS = re.compile(r"\d[ \u00a0\u2009](?=\d{3}(?!\d))")
_RANGE = re.compile(r"\d[~～–\-‐/:：.,](?=\d)|[~～–‐:：](?=\d)|[０-９][．，：]?(?=[０-９])")
_DOUBLED = re.compile(r"(?<=[A-Za-z])\+(?=\+)")
_SIGNED_NAME = re.compile(r"(?<=[A-Za-z])(?:\+{1,2}|#)(?![A-Za-z0-9+#])")
"""The signs of C++ and C#, which belong to the word before them."""


def break_costs(units: Sequence[str], allowed: Sequence[bool], strictness: Strictness) -> list[float]:
    """For each character what it costs to end a line after it: 0 nothing, `inf` never.

    `units` are a paragraph's grapheme clusters, `allowed` what UAX #14 says of the place after each.
    """
    units = [unit if len(unit) == 1 else clreq.bases(unit) for unit in units]
    text = "".join([unit[-1] for unit in units])
    heads = "".join([unit[0] for unit in units])
    names = {match.end() - 1 for match in _SIGNED_NAME.finditer(text)}
    no_start, no_end = clreq.NO_START[strictness], clreq.NO_END[strictness]
    lenient = _lenient(strictness)
    costs = [inf] * len(units)
    for at, (one, other) in enumerate(zip(text, heads[1:], strict=False)):
        if other in no_start or (one in no_end and at not in names) or other == " ":
            continue
        if allowed[at] or (at in names and clreq.is_full_width(other)):
            costs[at] = 0.0
            if one == clreq.SOFT_HYPHEN:
                costs[at] = AT_HYPHEN
            elif one.isdigit() and clreq.is_ideographic(other):
                costs[at] = BEFORE_MEASURE_WORD
        elif _beside_quote(units, at) or (other in lenient and clreq.is_full_width(one) and one not in no_end):
            costs[at] = 0.0
        if one in clreq.UNBROKEN and other == one:
            costs[at] = inf
    for place in _kept_together(text):
        costs[place] = inf
    return costs


def _beside_quote(units: Sequence[str], at: int) -> bool:
    """A curly quote beside or round CJK text is a full-width mark: before an opening one and after a closing one a line may end.

    A single closing one may be an apostrophe, and is told by what follows alone.
    """
    one, other = units[at][-1], units[at + 1][0]
    if other in _OPENING_QUOTES:
        return clreq.is_full_width(one) or (at + 2 < len(units) and clreq.is_full_width(units[at + 2][0]))
    if one not in _CLOSING_QUOTES:
        return False
    return clreq.is_full_width(other) or (one == "”" and at > 0 and clreq.is_full_width(units[at - 1][-1]))


def _lenient(strictness: Strictness) -> frozenset[str]:
    """What UAX #14 as resolved for strict text forbids at a line's start, and the level allows."""
    return clreq.NO_START["strict"] - clreq.NO_START[strictness] - _LATIN_NO_START


def _kept_together(text: str) -> list[int]:
    """Places inside numbers with their units and signs, in ranges, and in names with a sign: `25 km`, `1 200`, `10～20`, `C++`."""
    places: list[int] = []
    if "++" in text:
        places += [match.start() for match in _DOUBLED.finditer(text)]
    if not any(character.isdigit() for character in text):
        return places
    for pattern in (_NUMBER_AND_UNIT, _THOUSANDS, _RANGE):
        for match in pattern.finditer(text):
            places += range(match.start(), match.end())
    return places
