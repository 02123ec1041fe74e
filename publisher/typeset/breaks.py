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

_OPENING_QUOTES, _CLOSING_QUOTES = frozenset("“‘"), frozenset("”’")
_NUMBER_AND_UNIT = re.compile(
    r"\d ?(?=(?:k|c|m|µ|M|G|T|h)?(?:m|g|t|L|l|Hz|W|Wh|V|A|Pa|B|b|s|h|mol|cal|ha|K)[²³]?(?![A-Za-z0-9])|[%‰°℃℉])"
)
_RANGE = re.compile(r"\d[~～–\-‐/:：.,](?=\d)|[~～–‐:：](?=\d)")


def break_costs(
    units: Sequence[str], allowed: Sequence[bool], strictness: Strictness, *, keep_words: bool = False
) -> list[float]:
    """For each character what it costs to end a line after it: 0 nothing, `inf` never.

    `units` are a paragraph's grapheme clusters, `allowed` what UAX #14 says of the place after each. With `keep_words`
    (Korean set by words) only spaces are such places.
    """
    no_start, no_end = clreq.NO_START[strictness], clreq.NO_END[strictness]
    lenient = _lenient(strictness)
    costs = [inf] * len(units)
    for at in range(len(units) - 1):
        one, other = units[at][-1], units[at + 1][0]
        if other in no_start or one in no_end or other == " ":
            continue
        if allowed[at]:
            costs[at] = 0.0
            if one.isdigit() and clreq.is_ideographic(other):
                costs[at] = BEFORE_MEASURE_WORD
        elif _beside_quote(one, other) or (other in lenient and clreq.is_full_width(one) and one not in no_end):
            costs[at] = 0.0
        if (one in clreq.UNBROKEN and other == one) or (keep_words and costs[at] == 0 and one not in " \u200b-"):
            costs[at] = inf
    for place in _kept_together(units):
        costs[place] = inf
    return costs


def _beside_quote(one: str, other: str) -> bool:
    """A curly quote next to CJK text is a full-width mark: before an opening one and after a closing one a line may end."""
    if other in _OPENING_QUOTES:
        return clreq.is_full_width(one)
    return one in _CLOSING_QUOTES and clreq.is_full_width(other)


def _lenient(strictness: Strictness) -> frozenset[str]:
    """What UAX #14 as resolved for strict text forbids at a line's start, and the level allows."""
    return clreq.NO_START["strict"] - clreq.NO_START[strictness] - frozenset(",.;:?!)]}»›")


def _kept_together(units: Sequence[str]) -> list[int]:
    """Places inside numbers with their units and signs, and in ranges: `25 km`, `3.5`, `10～20`."""
    if not any(unit[0].isdigit() for unit in units):
        return []
    text = "".join(unit[0] for unit in units)
    places: list[int] = []
    for pattern in (_NUMBER_AND_UNIT, _RANGE):
        for match in pattern.finditer(text):
            places += range(match.start(), match.end())
    return places
