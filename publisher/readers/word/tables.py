"""Tables of a document as the model's: spans across columns and rows made from `gridSpan` and `vMerge` (ECMA-376-1, 17.4).

A table of one cell is a frame, a table that holds pictures is a layout: their lines stand for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from publisher.model import Block, Cell, Figure, Inline, Inlines, LineBreak, Lines, Table, Text
from publisher.readers.press.inlines import plain_text
from publisher.readers.word.body import Body, Entry, LeftAside, Printed, TextRow, Whole, labelled, value
from publisher.readers.word.package import W, local
from publisher.readers.word.styles import switched

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_SPAN: Final = 1000
"""What the model allows; no page is so wide."""


class _Read(msgspec.Struct):
    """A cell that was read: where it stands in the grid and what is in it."""

    column: int
    colspan: int
    continues: bool
    """It is the lower part of a cell above (`vMerge` without `restart`)."""
    restarts: bool
    entries: list[Entry]
    rowspan: int = 1


def read_table(body: Body, element: _Element) -> None:
    """Adds the table to the body's entries."""
    rows: list[list[_Read]] = []
    spans: list[Lines] = []
    heads: list[bool] = []
    for row in _rows(element):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            body.story.findings.count("word-deletions")
            continue
        first = body.number
        rows.append(list(_cells(body, row)))
        spans.append((first, max(body.number - 1, first)))
        heads.append(bool(switched(properties, "tblHeader")))
    entries = [entry for row in rows for cell in row for entry in cell.entries]
    if sum(len(row) for row in rows) == 1:
        body.boxed(entries)
    elif any(isinstance(entry, Whole) and isinstance(entry.block, Figure) for entry in entries):
        body.entries += entries
    elif any(isinstance(entry, Printed | Whole) for entry in entries):
        _add(body, rows, _head_count(heads), spans)


def _add(body: Body, rows: list[list[_Read]], head: int, spans: list[Lines]) -> None:
    _merge_down(rows)
    nested = sum(isinstance(entry, Whole) for row in rows for cell in row for entry in cell.entries)
    if nested:
        body.story.findings.count("word-tables-nested", nested)
    made = tuple(
        tuple(
            Cell(_content(cell.entries), header=number < head, colspan=cell.colspan, rowspan=cell.rowspan)
            for cell in row
            if not cell.continues
        )
        for number, row in enumerate(rows)
    )
    texts = ("  ".join(filter(None, (_text(cell.content) for cell in row))) for row in made)
    read = tuple(TextRow(lines, text) for lines, text in zip(spans, texts, strict=True) if text)
    table = Table(rows=made, head=head, lines=(spans[0][0], spans[-1][1]))
    body.entries.append(Whole(block=table, number=spans[0][0], rows=read, gap=True))
    asides = (entry for row in rows for cell in row for entry in cell.entries if isinstance(entry, LeftAside))
    body.entries.extend(asides)


def _rows(element: _Element) -> Iterator[_Element]:
    """The rows, out of content controls and insertions too."""
    for child in element:
        name = local(child)
        if name == "tr":
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(child)


def _cells(body: Body, row: _Element) -> Iterator[_Read]:
    properties = row.find(f"{W}trPr")
    column = _count(value(properties, "gridBefore"), 0)
    if column:
        yield _Read(0, column, False, False, [])
    for cell in _cell_elements(row):
        own = cell.find(f"{W}tcPr")
        colspan = _count(value(own, "gridSpan"), 1)
        merge = own.find(f"{W}vMerge") if own is not None else None
        restarts = merge is not None and merge.get(f"{W}val") == "restart"
        inner = Body(body.story, body.numbering)
        inner.walk(cell)
        yield _Read(column, colspan, merge is not None and not restarts, restarts, inner.entries)
        column += colspan


def _cell_elements(row: _Element) -> Iterator[_Element]:
    for child in row:
        name = local(child)
        if name == "tc":
            yield child
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _cell_elements(child)


def _merge_down(rows: list[list[_Read]]) -> None:
    """Give the cells that run on below their height; a lower part with nothing above it stands for itself."""
    above: dict[int, _Read] = {}
    for row in rows:
        now: dict[int, _Read] = {}
        for cell in row:
            upper = above.get(cell.column)
            if cell.continues and upper is not None and upper.rowspan < _MOST_SPAN and upper.colspan == cell.colspan:
                upper.rowspan += 1
                # Word shows nothing of what a lower part holds, but it may hold something.
                upper.entries.extend(cell.entries)
                now[cell.column] = upper
            else:
                cell.continues = False
                if cell.restarts:
                    now[cell.column] = cell
        above = now


def _content(entries: list[Entry]) -> Inlines:
    """The lines of a cell as one run; a table in it is told line by line."""
    found: list[Inline] = []
    for entry in entries:
        for line in _lines(entry):
            found += [LineBreak(), *line] if found else line
    return tuple(found)


def _lines(entry: Entry) -> Iterator[Inlines]:
    if isinstance(entry, Printed):
        yield labelled(entry)
    elif isinstance(entry, Whole):
        yield from (
            ((Text(row.text),) for row in entry.rows) if not _is_table(entry.block) else _table_lines(entry.block)
        )


def _is_table(block: Block) -> bool:
    return isinstance(block, Table)


def _table_lines(block: Block) -> Iterator[Inlines]:
    assert isinstance(block, Table)
    for row in block.rows:
        cells = [cell.content for cell in row if cell.content]
        yield tuple(inline for place, cell in enumerate(cells) for inline in ((Text("　"), *cell) if place else cell))


def _text(content: Inlines) -> str:
    return " ".join(plain_text(content).split())


def _head_count(heads: list[bool]) -> int:
    """How many rows from the first on are repeated on each page."""
    return next((place for place, head in enumerate(heads) if not head), len(heads))


def _count(text: str, default: int) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() and len(text) < 9 else default
