"""The outline of an article: its headings with ids and levels that never jump.

PDF/UA-1 7.4.2 and WCAG want heading levels without gaps; sources have them. The headline is level 1, so the first heading is
level 2 whatever the source called it, and a heading is at most one below the one before.
"""

from __future__ import annotations

from msgspec import Struct

from publisher.model import Article, Heading
from publisher.render.inlines import plain_text
from publisher.tree import nodes

DEEPEST = 6


class OutlineEntry(Struct, frozen=True):
    """A heading's id in the document, its level there (2 to 6), and its text."""

    id: str
    level: int
    text: str


def outline(article: Article, prefix: str = "") -> tuple[OutlineEntry, ...]:
    """An entry for each heading, in order of the text; `prefix` begins their ids."""
    entries: list[OutlineEntry] = []
    last, shift_from = 1, {0: 1}
    headings = (node for node, _ in nodes(article) if isinstance(node, Heading))
    for number, heading in enumerate(headings, 1):
        # The nearest source level above decides where this one hangs, so that 1, 3, 3, 2 becomes 2, 3, 3, 3.
        above = max((level for level in shift_from if level < heading.level), default=0)
        level = min(shift_from[above] + 1, last + 1, DEEPEST)
        shift_from = {known: at for known, at in shift_from.items() if known < heading.level} | {heading.level: level}
        last = level
        entries.append(OutlineEntry(f"{prefix}h{number}", level, plain_text(heading.content)))
    return tuple(entries)
