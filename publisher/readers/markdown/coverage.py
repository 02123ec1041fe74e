"""Every non-blank line of the source once in the reading, in order: what the parser passed over is found here."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from publisher.model import Block, Reading
from publisher.readers.markdown.nodes import Node
from publisher.readers.press.lines import Line, is_closed

_LEAVES = frozenset({"paragraph", "heading", "fence", "code_block", "html_block", "hr", "table", "dl", "definition"})
_MARKS = re.compile(r"(?:[\s>|:*+_=~#`-]|\d{1,9}[.)](?=\s|$)|\[\^[^\]\s]{1,80}\]:)*")
_SURE = 0.9


def passed_over(lines: list[str], top: list[Node]) -> Iterator[Line]:
    """The lines that hold words and that no node has: too deep for the parser."""
    covered: set[int] = set()
    for node in top:
        for leaf in node.below():
            if leaf.kind in _LEAVES:
                covered.update(range(leaf.lines[0], leaf.lines[1] + 1))
    for number, line in enumerate(lines, 1):
        if number not in covered and line.strip():
            text = line[_end_of_marks(line) :].strip()
            if text:
                yield Line(number, number, text, 0, True, is_closed(text))


def _end_of_marks(line: str) -> int:
    match = _MARKS.match(line)
    return match.end() if match else 0


def complete(entries: Iterable[Reading], lines: list[str]) -> tuple[Reading, ...]:
    """The entries in order, none over another, with the lines between them that are nothing but marks."""
    found: list[Reading] = []
    done = 0
    for entry in sorted(entries, key=lambda entry: entry.lines):
        first, last = entry.lines
        while last > first and not lines[last - 1].strip():
            last -= 1
        if last <= done:
            # Several pieces glued on one line are one entry.
            if found and found[-1].lines == (first, last) and "boilerplate" not in (found[-1].role, entry.role):
                found[-1] = msgspec.structs.replace(found[-1], text=f"{found[-1].text} {entry.text}".strip())
            continue
        found.extend(_marks(lines, done, first - 1))
        start = max(first, done + 1)
        found.append(msgspec.structs.replace(entry, lines=(start, last)))
        done = last
    found.extend(_marks(lines, done, len(lines)))
    return tuple(found)


def _marks(lines: list[str], after: int, last: int) -> list[Reading]:
    """Entries for non-blank lines that no other has: signs of a quotation or a list with nothing in them."""
    return [
        Reading((number, number), "boilerplate", "markdown-marks", _SURE, lines[number - 1].strip())
        for number in range(after + 1, last + 1)
        if lines[number - 1].strip()
    ]


def merged(blocks: tuple[Block, ...], more: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with others put in where their lines stand; those of the head come first."""
    waiting = deque(sorted(more, key=lambda block: block.lines))
    found: list[Block] = []
    for block in blocks:
        while waiting and block.lines[0] and waiting[0].lines[0] < block.lines[0]:
            found.append(waiting.popleft())
        found.append(block)
    return (*found, *waiting)
