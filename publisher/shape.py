"""What an article's shape must be before it is rendered: not nested without end, and no cell wider than its table.

Readers see to this by themselves; whoever writes the model's JSON, or an article in Python, may not have.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import LimitError
from publisher.model import Article, Cell, Table

MOST_LEVELS: Final = 64
"""Nodes in one another, as Markdown's lists come to; the templates and the layout engine, which call themselves for each, fail near
eighty. A list takes two (it and its item)."""
MOST_COLUMNS: Final = 1000


def shaped(article: Article) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with spans that its tables have room for, and a remark on each table that was changed.

    Raises LimitError `blocks-nesting` with the line of the block that is too deep.
    """
    wide: dict[int, Table] = {}
    pending: list[tuple[Any, int, int]] = [((article.kicker, article.headline, article.deck, article.blocks), 0, 0)]
    while pending:
        value, level, line = pending.pop()
        if isinstance(value, tuple):
            pending += [(each, level, line) for each in value if isinstance(each, Struct | tuple)]
            continue
        own = getattr(value, "lines", None)
        line = own[0] if own and own[0] else line
        if level >= MOST_LEVELS:
            raise LimitError("blocks-nesting", line=line)
        if isinstance(value, Table) and (fitting := _fitting(value)) is not value:
            wide[id(value)] = fitting
        fields = (getattr(value, name) for name in value.__struct_fields__)
        pending += [(field, level + 1, line) for field in fields if isinstance(field, Struct | tuple)]
    if not wide:
        return article, ()
    blocks = _mapped(article.blocks, lambda node: wide.get(id(node), node))
    said = (diagnostic("table-spans", "warning", table.lines[0]) for table in wide.values())
    return replace(article, blocks=blocks), tuple(sorted(said, key=lambda each: each.line))


def _fitting(table: Table) -> Table:
    """No span leads out of the table: there are no more columns than cells can stand beside each other."""
    most = max(map(len, table.rows), default=0)
    most += sum(cell.rowspan > 1 for row in table.rows for cell in row)
    columns, height = min(most, MOST_COLUMNS), len(table.rows)
    if all(
        cell.colspan <= columns and cell.rowspan <= height - at for at, row in enumerate(table.rows) for cell in row
    ):
        return table
    rows = (tuple(_cut(cell, columns, height - at) for cell in row) for at, row in enumerate(table.rows))
    return replace(table, rows=tuple(rows))


def _cut(cell: Cell, columns: int, rows: int) -> Cell:
    return replace(cell, colspan=min(cell.colspan, columns), rowspan=min(cell.rowspan, rows))


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """A tree with `change` made to every node, from the outside in."""
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if not isinstance(value, Struct):
        return value
    value = change(value)
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    changed = {name: _mapped(field, change) for name, field in fields.items() if isinstance(field, Struct | tuple)}
    return replace(value, **changed) if changed else value


def heaviest_line(article: Article) -> int:
    """The line of the block that is most of a large article; 0 where none is."""
    sizes = [(_size(block), getattr(block, "lines", (0, 0))[0]) for block in article.blocks]
    size, line = max(sizes, default=(0, 0))
    return line if size > 1000 and size * 2 > sum(each for each, _ in sizes) else 0


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(_size, value))
    if isinstance(value, Struct):
        return 10 + sum(_size(getattr(value, name)) for name in value.__struct_fields__)
    return 0
