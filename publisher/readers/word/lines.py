"""From what a document holds to the lines that the press rooms read: lists and captions together, headings at their levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec

from publisher.model import (
    NO_LINES,
    Block,
    CodeBlock,
    Figure,
    Lines,
    List,
    ListItem,
    Paragraph,
    Quote,
    Reading,
    ReadingRole,
    Table,
)  # fmt: skip
from publisher.readers.press import wording
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, Markup, is_closed
from publisher.readers.word.body import Entry, LeftAside, Printed, TextRow, Whole, labelled

_HEAD: Final = 6
"""Among so many first lines the largest is the headline, where no style says which."""
_LARGER: Final = 6
"""Half points by which a headline is larger than text."""
_LONGEST_CAPTION: Final = 60
_SURE: Final = 0.95


def lines_of(entries: Sequence[Entry]) -> list[Line]:
    """The lines of a document, in order."""
    headline = _headline(entries)
    shift = _shift(entries, headline)
    found: list[Line] = []
    for is_list, run in groupby(_captioned(entries), key=_in_list):
        if is_list:
            found += _listed([entry for entry in run if isinstance(entry, Printed)])
            continue
        for kind, group in groupby(run, key=_grouping):
            members = list(group)
            if kind:
                found.append(_group(kind, [each for each in members if isinstance(each, Printed)]))
            else:
                found += [_line(entry, headline, shift) for entry in members]
    return found


# --- headings


def _headline(entries: Sequence[Entry]) -> Printed | None:
    """The line that is the headline by its style, its level or its size; None: the press rules tell."""
    printed = [entry for entry in entries if isinstance(entry, Printed)]
    titled = next((entry for entry in printed if entry.kind == "title"), None)
    if titled is not None:
        return titled
    head = printed[:_HEAD]
    headings = [entry for entry in printed if entry.heading]
    if headings and headings[0] in head:
        first = headings[0]
        alone = all(other.heading > first.heading for other in headings[1:])
        return first if alone and first.item is None else None
    if len(printed) <= len(head):
        return None
    rest = sorted(entry.size for entry in printed[1:])
    largest = max(head, key=lambda entry: entry.size)
    is_larger = largest.size >= rest[len(rest) // 2] + _LARGER and sum(each.size == largest.size for each in head) == 1
    return largest if is_larger and not is_closed(largest.text) and largest.size > 0 else None


def _shift(entries: Sequence[Entry], headline: Printed | None) -> int:
    """How many levels the headings rise, so that the highest below the headline is the first."""
    levels = [
        entry.heading for entry in entries if isinstance(entry, Printed) and entry.heading and entry is not headline
    ]
    return min(levels, default=1) - 1


# --- captions


def _captioned(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, with captions put to the pictures and tables that they stand by."""
    waiting: Printed | None = None
    found: list[Entry] = []
    for entry in entries:
        last = found[-1] if found else None
        if waiting is not None and isinstance(entry, Whole) and _bare(entry.block):
            found[-1] = _with_caption(entry, waiting)
            waiting = None
            continue
        waiting = None
        if isinstance(entry, Printed) and isinstance(last, Whole) and _bare(last.block) and _is_caption(entry, last):
            found[-1] = _with_caption(last, entry)
            continue
        if isinstance(entry, Printed) and entry.kind == "caption":
            waiting = entry
        found.append(entry)
    yield from found


def _bare(block: Block) -> bool:
    return isinstance(block, Figure | Table) and not block.caption


def _is_caption(entry: Printed, above: Whole) -> bool:
    if entry.kind == "caption":
        return True
    if isinstance(above.block, Table) or entry.heading or entry.item or entry.gap:
        return False
    told = wording.told(_plain(entry))
    if told is not None:
        return told.role == "caption" or (told.role == "credit" and told.kind == "photographer")
    # Centred under a picture that has no other caption, and no more than a sentence.
    return entry.align == "centre" and len(entry.text) <= _LONGEST_CAPTION


def _with_caption(whole: Whole, caption: Printed) -> Whole:
    row = TextRow((caption.number, caption.number), labelled_text(caption))
    rows = (row, *whole.rows) if caption.number < whole.number else (*whole.rows, row)
    block = whole.block
    assert isinstance(block, Figure | Table)
    lines = (min(block.lines[0], caption.number), max(block.lines[1], caption.number))
    made = msgspec.structs.replace(block, caption=labelled(caption), lines=lines)
    return msgspec.structs.replace(whole, block=made, rows=rows, number=lines[0])


# --- lists


def _in_list(entry: Entry) -> bool:
    return isinstance(entry, Printed) and entry.item is not None and not entry.heading and not entry.kind


def _listed(run: list[Printed]) -> Iterator[Line]:
    """Lists of neighbouring items; a number alone between paragraphs may be a heading's, and 一、 no list prints by itself."""
    for part in _parts(run):
        items = [entry.item for entry in part if entry.item is not None]
        base = min(item.depth for item in items)
        own = [item for item in items if item.depth == base]
        if len(part) > 1 and all(item.level.plain for item in own):
            block = _list(part, base)
            rows = tuple(TextRow((entry.number, entry.number), entry.text) for entry in part)
            yield _whole(Whole(block=block, number=part[0].number, rows=rows, gap=part[0].gap), "list_item")
        else:
            yield from (_line(entry, None, 0) for entry in part)


def _parts(run: list[Printed]) -> Iterator[list[Printed]]:
    """A run of items cut where another list begins at the level of the first."""
    part: list[Printed] = []
    for entry in run:
        first, item = part[0].item if part else None, entry.item
        assert item is not None
        is_other = (
            first is not None
            and item.depth <= first.depth
            and (item.list, item.level.plain) != (first.list, first.level.plain)
        )
        if part and is_other:
            yield part
            part = []
        part.append(entry)
    if part:
        yield part


def _list(part: list[Printed], depth: int) -> List:
    """The items of a list at `depth`, with those below each in lists of their own."""
    starts = [place for place, entry in enumerate(part) if entry.item and entry.item.depth <= depth] or [0]
    starts[0] = 0
    items: list[ListItem] = []
    for start, stop in zip(starts, [*starts[1:], len(part)], strict=True):
        entry, below = part[start], part[start + 1 : stop]
        where: Lines = (entry.number, (below or [entry])[-1].number)
        blocks: tuple[Block, ...] = (Paragraph(content=entry.content, lines=(entry.number, entry.number)),)
        items.append(ListItem((*blocks, *_below(below)), where))
    first = part[0].item
    ordered = first is not None and first.level.form != "bullet"
    start_value = first.value if first and ordered else 1
    return List(items=tuple(items), ordered=ordered, start=start_value, lines=(part[0].number, part[-1].number))


def _below(part: list[Printed]) -> Iterator[Block]:
    """The blocks of the items under an item."""
    if not part:
        return
    if all(entry.item is not None and entry.item.level.plain for entry in part):
        yield _list(part, min(entry.item.depth for entry in part if entry.item is not None))
    else:
        yield from (Paragraph(content=labelled(entry), lines=(entry.number, entry.number)) for entry in part)


# --- the lines


def _grouping(entry: Entry) -> str:
    return entry.kind if isinstance(entry, Printed) and entry.kind in ("quote", "code") and not entry.heading else ""


def _group(kind: str, group: list[Printed]) -> Line:
    """Neighbouring paragraphs of a style for quotations, or for code, as one block."""
    lines: Lines = (group[0].number, group[-1].number)
    rows = tuple(TextRow((entry.number, entry.number), labelled_text(entry)) for entry in group)
    if kind == "code":
        return _whole(
            Whole(block=CodeBlock(text="\n".join(row.text for row in rows), lines=lines), number=lines[0], rows=rows)
        )
    blocks = tuple(Paragraph(content=labelled(entry), lines=(entry.number, entry.number)) for entry in group)
    return _whole(Whole(block=Quote(blocks=blocks, lines=lines), number=lines[0], rows=rows), "quote")


def _line(entry: Entry, headline: Printed | None, shift: int) -> Line:
    if isinstance(entry, Whole):
        return _whole(entry)
    if isinstance(entry, LeftAside):
        aside = Markup(role="boilerplate", kind=entry.reason, rule="word-left-aside")
        return Line(entry.number, entry.number, entry.text, 0, False, True, markup=aside)
    content = labelled(entry)
    markup = Markup(content=content, heading=entry.heading, strong=entry.strong, align=entry.align, rule="word-style")
    if entry is headline:
        styled = entry.kind == "title" or entry.heading > 0
        markup = Markup(
            content=content,
            role="headline",
            rule="word-title" if styled else "word-large-type",
            confidence=_SURE if styled else 0.85,
        )
    elif entry.kind == "title":
        markup = Markup(content=content, heading=1, rule="word-style")
    elif entry.kind == "subtitle":
        markup = Markup(content=content, role="deck", rule="word-title")
    elif entry.kind == "caption":
        markup = Markup(content=content, role="caption", rule="word-caption")
    elif entry.heading:
        markup = msgspec.structs.replace(markup, heading=min(max(entry.heading - shift, 1), 6))
    return msgspec.structs.replace(_plain(entry), markup=markup)


def _plain(entry: Printed) -> Line:
    text = labelled_text(entry)
    return Line(entry.number, entry.number, text, entry.indent, entry.gap, is_closed(text))


def _whole(whole: Whole, role: ReadingRole = "paragraph") -> Line:
    block = whole.block
    read = tuple(_reading(row, role if not _is_caption_row(block, row) else "caption") for row in whole.rows)
    text = "\n".join(row.text for row in whole.rows)
    # What has no text, a rule or a picture, is no line of the reading.
    return _opaque(block, text, block.lines if read else NO_LINES, read, gap=whole.gap)


def _reading(row: TextRow, role: ReadingRole) -> Reading:
    return Reading(row.lines, role, "word-block", _SURE, row.text)


def _is_caption_row(block: Block, row: TextRow) -> bool:
    return isinstance(block, Figure | Table) and bool(block.caption) and row.text == plain_text(block.caption)


def _opaque(block: Block, text: str, lines: Lines, read: tuple[Reading, ...], *, gap: bool) -> Line:
    return Line(*lines, text, 0, gap, True, markup=Markup(block=block, reading=read, rule="word-block"))


def labelled_text(entry: Printed) -> str:
    """The text of a line with its automatic number."""
    return plain_text(labelled(entry))
