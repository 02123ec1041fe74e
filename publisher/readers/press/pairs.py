"""Headings in two lines that look like text: the first breaks off (`守住老泉，`), the second ends the thought.

6 % of a daily's headings have two lines. A dash, a colon or a comma at a short line's end says of one line alone that it goes
on; that two short lines of this shape come again, each time above a paragraph, says that they are headings.
"""

from __future__ import annotations

from collections import Counter

from publisher.patterns import lazily
from publisher.readers.press.head import Taken
from publisher.readers.press.headings import SAYS, opens
from publisher.readers.press.lines import columns
from publisher.readers.press.surroundings import Surroundings, is_long

_PLAIN = ("paragraph", "paragraph-open", "paragraph-unindented", "heading-short", "heading-flush", "paragraph-row")
_BREAKS_OFF = lazily(r"(——|—|……|[：:]|[，,])$")
_ENDS = frozenset("—…：:，,")
_WIDEST = 44
_ASKS = "？！?!"


def with_pairs(around: Surroundings, taken: list[Taken]) -> list[Taken]:
    """The same, with headings where two short lines of one shape stand above paragraphs, more than once or at the edge."""
    ends = [place for place, item in enumerate(taken[:-2]) if item.line.text[-1:] in _ENDS]
    marks = {place: mark for place in ends if (mark := _breaks_off(taken, place))}
    if not marks:
        return taken
    often = Counter(marks.values())
    found = list(taken)
    for place, mark in marks.items():
        flush = all(around.is_flush(taken[at].line) for at in (place, place + 1))
        if often[mark] > 1 or (mark == "——" and flush):
            for at in (place, place + 1):
                found[at] = Taken(taken[at].line, "heading", "heading-two-lines", 0.8)
    return found


def _breaks_off(taken: list[Taken], place: int) -> str:
    """The mark in which a first line of two breaks off; empty: it is none."""
    first, second, text = taken[place], taken[place + 1], taken[place + 2]
    if first.rule not in _PLAIN or second.rule not in _PLAIN or first.kind or text.role != "paragraph":
        return ""
    match = _BREAKS_OFF.search(first.line.text)
    if match is None or first.line.indent != second.line.indent or not is_long(text.line):
        return ""
    if any(columns(item.line.text) > _WIDEST or "。" in item.line.text for item in (first, second)):
        return ""
    if (second.line.closed and second.line.text[-1] not in _ASKS) or _BREAKS_OFF.search(second.line.text):
        return ""
    # `他写道：` and what he wrote are text, however short both are.
    says = match[1] in ("：", ":") and SAYS.search(first.line.text) is not None
    return "" if says or not opens(taken[place - 1] if place else None) else match[1]
