"""Nesting deeper than anybody reads is flattened before the parser sees it, so that no input can exhaust it.

Quotes and lists nest by marks before a line (`> - > …`) or by its indent; both are cut at a depth that no page shows.
"""

from __future__ import annotations

import re

MOST_NESTED = 12
"""Quotes and lists within each other; what is deeper stands at this depth."""

_MOST_COLUMNS = 60
_MARK = re.compile(r"[ \t]{0,8}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,80}\]:|[:~](?=[ \t]))")
_DEEP_INDENT = re.compile(rf"[ \t]{{{_MOST_COLUMNS // 4},}}(?=>|[-+*][ \t]|\d{{1,9}}[.)][ \t])")
_FENCE = re.compile(r"[ \t>]{0,20}(`{3,}|~{3,})")


def flattened(lines: list[str]) -> tuple[list[str], list[int]]:
    """The lines with at most `MOST_NESTED` marks of nesting before each, and the numbers (1-based) of those that had more."""
    cut: list[int] = []
    kept = list(lines)
    fence = ""
    for place, line in enumerate(lines):
        opening = _FENCE.match(line)
        if opening:
            # Code is as it is: only a fence of the same kind, as long at least, ends it.
            fence = "" if fence and opening[1].startswith(fence) else fence or opening[1]
        if fence or not line:
            continue
        shallow = _shallow(line)
        if shallow is not line:
            kept[place] = shallow
            cut.append(place + 1)
    return kept, cut


def _shallow(line: str) -> str:
    indent = _DEEP_INDENT.match(line)
    if indent and len(indent[0].expandtabs(4)) > _MOST_COLUMNS:
        return _shallow(" " * _MOST_COLUMNS + line[indent.end() :])
    end = count = last = 0
    while mark := _MARK.match(line, end):
        end, count = mark.end(), count + 1
        if count == MOST_NESTED:
            last = end
    # A row of dashes or stars is a rule, however long; it holds no text that could nest.
    if count <= MOST_NESTED or not line[end:].strip(" \t-*+"):
        return line
    return f"{line[:last]} {line[end:].lstrip()}"
