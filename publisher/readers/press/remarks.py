"""What is said of the reading: an entry for each line, what an editor should look at, and where there is nothing to publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.diagnostics import Diagnostic, Severity, diagnostic
from publisher.errors import InputError, LimitError
from publisher.model import Block, Heading, LeftOut, Reading, Separator
from publisher.readers.press.blocks import MADE_MARKERS, one_line
from publisher.readers.press.corrected import BY_HAND
from publisher.readers.press.head import Taken

_DOUBTFUL, _SURE_ENOUGH = 0.6, 0.9
_SHOWN = 40


def reading(taken: Iterable[Taken]) -> tuple[Reading, ...]:
    """One entry for each line or wrapped paragraph."""
    return tuple(_entries(taken))


def _entries(taken: Iterable[Taken]) -> Iterator[Reading]:
    for item in taken:
        markup = item.line.markup
        if markup is not None and markup.block is not None and (markup.reading or not item.line.first):
            yield from markup.reading
        else:
            yield Reading((item.line.first, item.line.last), item.role, item.rule, item.confidence, item.line.text)


def remarks(taken: Iterable[Taken]) -> Iterator[Diagnostic]:
    """What an editor should look at: lines left out, and lines the reader was not sure of."""
    for item in taken:
        line = item.line
        if item.role == "boilerplate" and item.kind == BY_HAND:
            yield diagnostic("skipped", "info", line.first)
        elif item.role == "boilerplate" and item.kind and item.kind != "block":
            severity: Severity = "info" if item.confidence >= _SURE_ENOUGH else "warning"
            shown = line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}…"
            yield diagnostic("left-out", severity, line.first, reason=item.kind, text=one_line(shown))
        if item.confidence < _DOUBTFUL:
            yield diagnostic("doubtful-reading", line=line.first, role=item.role)


def list_markers(taken: Iterable[Taken]) -> Iterator[Diagnostic]:
    """The remark on list items whose printed marks the page now makes."""
    items = [item for item in taken if item.role == "list_item" and item.kind in MADE_MARKERS]
    if items:
        yield diagnostic("list-markers", "info", items[0].line.first, count=len(items))


def demand_content(found: tuple[Block, ...], limit: int) -> None:
    """Raises InputError `no-content` for a title alone, LimitError `too-many-headings` above `limit` headings."""
    headings = [block for block in found if isinstance(block, Heading)]
    if len(headings) > limit:
        raise LimitError("too-many-headings", line=headings[limit].lines[0], count=len(headings), limit=limit)
    if not any(not isinstance(block, LeftOut | Separator | Heading) for block in found):
        raise InputError("no-content")
