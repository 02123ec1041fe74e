"""From what each line was taken for to the model's blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import cast

import msgspec

from publisher.model import (
    Block,
    Box,
    Credit,
    Figure,
    Heading,
    Inlines,
    LeftOut,
    Lines,
    List,
    ListItem,
    NoteBlock,
    Paragraph,
    Quote,
    Role,
    Separator,
    Signature,
    Text,
    Verse,
)  # fmt: skip
from publisher.readers.characters import BREAK
from publisher.readers.press.glue import pieces
from publisher.readers.press.head import Taken
from publisher.readers.press.inlines import content_of, unbolded, without_start
from publisher.readers.press.numbering import BULLET_ITEM, number_of

_BULLET_SCHEME = "bullet"
MADE_MARKERS = (_BULLET_SCHEME, "arabic")
"""Markers of items that the page makes; others are kept as they are printed."""


def blocks_of(body: list[Taken]) -> tuple[Block, ...]:
    """The blocks of the body's lines."""
    found: list[Block] = []
    for kind, group in groupby(_with_lead(list(_boxed(body))), key=_grouping):
        found.extend(_grouped(kind, list(group)))
    return tuple(_captioned(found))


def _captioned(blocks: list[Block]) -> Iterator[Block]:
    """A caption printed right under a figure that has none is that figure's."""
    figure: Figure | None = None
    for block in blocks:
        if isinstance(block, Figure) and figure and not block.src and not figure.caption:
            lines = (figure.lines[0], block.lines[1]) if all((*figure.lines, *block.lines)) else figure.lines
            yield msgspec.structs.replace(figure, caption=block.caption, lines=lines)
            figure = None
            continue
        if figure:
            yield figure
        figure = block if isinstance(block, Figure) and block.src else None
        if figure is None:
            yield block
    if figure:
        yield figure


def _with_lead(body: list[Taken]) -> list[Taken]:
    """The first paragraph before the first heading opens the feature."""
    for place, taken in enumerate(body):
        if taken.role == "heading":
            break
        if taken.role == "paragraph" and not taken.kind.startswith(("box", "salutation")):
            is_lead = not taken.kind and any(after.role == "heading" for after in body[place + 1 :])
            lead = Taken(taken.line, taken.role, taken.rule, taken.confidence, "lead", taken.level)
            return [*body[:place], lead, *body[place + 1 :]] if is_lead else body
    return body


def _boxed(body: list[Taken]) -> Iterator[Taken]:
    """Paragraphs right under a box's title, up to a blank line or anything else, go into the box."""
    inside = first = False
    for taken in body:
        inside = inside and taken.role == "paragraph" and not taken.kind and (first or not taken.line.gap)
        if inside:
            taken = Taken(taken.line, taken.role, taken.rule, taken.confidence, "box-text", taken.level)
        first = taken.kind == "box-title"
        inside = inside or first
        yield taken


def _grouping(taken: Taken) -> str:
    if taken.kind == "block":
        return "one"
    if taken.role in ("list_item", "verse"):
        return f"{taken.role} {taken.kind}"
    if taken.role == "quote" or taken.kind == "attribution":
        return "quote"
    return "box" if taken.kind.startswith("box") else "one"


def _grouped(kind: str, group: list[Taken]) -> Iterable[Block]:
    lines = (group[0].line.first, group[-1].line.last)
    if kind in (f"list_item {scheme}" for scheme in MADE_MARKERS):
        return _lists(group)
    if kind.startswith("list_item"):
        # The model's lists count in Arabic numerals; items numbered otherwise keep their printed numbers.
        return [block for taken in group for block in _paragraphs(taken)]
    if kind.startswith("verse"):
        return [Verse(lines=lines, stanzas=tuple(_stanzas(group)))]
    if kind == "box":
        return _boxes(group)
    if kind == "quote":
        return _quotes(group)
    return [block for taken in group for block in _single(taken)]


def _stanzas(group: list[Taken]) -> Iterator[tuple[Inlines, ...]]:
    """A blank line parts stanzas."""
    starts = [place for place, taken in enumerate(group) if taken.line.gap or not place]
    for start, stop in zip(starts, [*starts[1:], len(group)], strict=True):
        yield tuple(_inlines(taken) for taken in group[start:stop])


def _boxes(group: list[Taken]) -> Iterator[Block]:
    """One box for each title; an opening such as 编者按： is a box of its own."""
    starts = [place for place, taken in enumerate(group) if taken.kind != "box-text"] or [0]
    for start, stop in zip(starts, [*starts[1:], len(group)], strict=True):
        part = group[start:stop]
        titled = part[0].kind == "box-title"
        texts = part[1:] if titled else part
        lines = (part[0].line.first, part[-1].line.last)
        content = tuple(block for taken in texts for block in _paragraphs(taken))
        yield Box(lines=lines, blocks=content, title=_inlines(part[0]) if titled else ())


def _quotes(group: list[Taken]) -> Iterator[Block]:
    """A quotation of one or more paragraphs ends with the line that says whose it is."""
    run: list[Taken] = []
    for place, taken in enumerate(group):
        if taken.kind != "attribution":
            run.append(taken)
        if run and (taken.kind == "attribution" or place == len(group) - 1):
            lines = (run[0].line.first, taken.line.last)
            content = tuple(block for item in run for block in _paragraphs(item))
            by = _inlines(taken) if taken.kind == "attribution" else ()
            yield Quote(lines=lines, blocks=content, attribution=by)
            run = []
        elif taken.kind == "attribution":
            yield Credit(lines=(taken.line.first, taken.line.last), content=_inlines(taken))


def _lists(group: list[Taken]) -> Iterator[Block]:
    """A run of items; a number that does not follow the one before begins another list."""
    run: list[Taken] = []
    expected = start = 0
    for taken in group:
        number = number_of(taken.line.text)
        value = number.value if number else 0
        if run and number and value != expected:
            yield _list(run, start)
            run = []
        start = start if run else value
        expected = value + 1
        run.append(taken)
    if run:
        yield _list(run, start)


def _list(run: list[Taken], start: int) -> List:
    ordered = run[0].kind != _BULLET_SCHEME
    items = []
    for taken in run:
        text, line = taken.line.text, taken.line
        number = number_of(text)
        bullet = BULLET_ITEM.match(text)
        skip = number.end if number else bullet.end() if bullet else 1
        where = (line.first, line.last)
        content = without_start(_inlines(taken), skip)
        items.append(ListItem((Paragraph(content=content, lines=where),), where))
    lines = (run[0].line.first, run[-1].line.last)
    return List(lines=lines, items=tuple(items), ordered=ordered, start=start if ordered else 1)


def _single(taken: Taken) -> list[Block]:
    line = taken.line
    lines: Lines = (line.first, line.last)
    # A block given whole is taken as it is, whatever its entries are called.
    if line.markup is not None and line.markup.block is not None:
        return [line.markup.block]
    if taken.role == "boilerplate":
        return [LeftOut(lines=lines, text=one_line(line.text), reason=taken.kind)]
    if taken.role == "separator":
        return [Separator(lines=lines)]
    if taken.kind == "note":
        return [_note(taken)]
    if taken.role in ("paragraph", "list_item"):
        return _paragraphs(taken)
    content = _inlines(taken)
    if taken.role == "heading":
        return [Heading(lines=lines, content=unbolded(content), level=taken.level)]
    if taken.kind == "signature":
        return [Signature(lines=lines, content=content)]
    if taken.role == "credit":
        return [Credit(lines=lines, content=content, role=cast(Role, taken.kind or "other"))]
    if taken.role == "caption":
        # The picture itself is not in a plain text; what was printed under it is.
        return [Figure(lines=lines, src="", caption=content)]
    # Header lines have their fields; those at the end are set there too, where the source has them.
    return []


_ROLES = ("lead", "question", "answer", "salutation")


def _paragraphs(taken: Taken) -> list[Block]:
    """The paragraphs on a line: one, or several glued together, with headings at their fronts."""
    lines = (taken.line.first, taken.line.last)
    role = taken.kind if taken.kind in _ROLES else "text"
    if taken.line.markup is not None and taken.line.markup.content:
        return [_paragraph(taken.line.markup.content, role, lines)]
    found: list[Block] = []
    for piece in pieces(taken.line.text):
        content = (Text(piece.text),)
        if piece.is_heading:
            found.append(Heading(content=content, level=taken.level, lines=lines))
            continue
        found.append(_paragraph(content, role, lines))
        # A lead is one paragraph, whatever is glued to it.
        role = "text" if role == "lead" else role
    return found


def _paragraph(content: Inlines, role: str, lines: Lines) -> Paragraph:
    return Paragraph(content=content, role=role, lines=lines)  # type: ignore[arg-type]


def _note(taken: Taken) -> NoteBlock:
    """A note at the end, with its printed number for a label: its place in the text is marked by the same characters."""
    line = taken.line
    lines = (line.first, line.last)
    number = number_of(line.text)
    end = number.end if number else 0
    content = without_start(_inlines(taken), end)
    return NoteBlock(lines=lines, blocks=(_paragraph(content, "text", lines),), label=line.text[:end])


def _inlines(taken: Taken) -> Inlines:
    return content_of(taken.line, one_line(taken.line.text))


def one_line(text: str) -> str:
    """`text` with its inner breaks as spaces."""
    return " ".join(filter(None, map(str.strip, text.split(BREAK)))) if BREAK in text else text
