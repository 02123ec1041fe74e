"""Tables as grids: each cell has its own place, rows are equally wide, header cells can be found (ISO 14289-1, 7.2 and 7.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.check.tagging.tree import Element, Fault, Tree

_ROWS_IN = ("THead", "TBody", "TFoot")
_MOST = 1000
"""More columns or rows than this no cell spans."""


class _Cell(NamedTuple):
    element: Element
    row: int
    column: int
    rows: int
    columns: int

    @property
    def places(self) -> Iterator[tuple[int, int]]:
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                yield row, column


def grids(tree: Tree) -> Iterator[Fault]:
    """Rules on the grids of all tables, and on the headers of their cells."""
    for table in tree.elements:
        if table.kind == "Table":
            rows = list(_rows(table))
            cells = list(_cells(rows))
            yield from _shape(tree, table, cells, len(rows))
            yield from _headers(tree, table, cells)


def tables_without_headers(tree: Tree) -> Iterator[Element]:
    """Tables that have no header cell: a program cannot tell whether they should."""
    for table in tree.elements:
        if table.kind == "Table" and not any(each.kind == "TH" for each in table.walk()):
            yield table


def _rows(table: Element) -> Iterator[Element]:
    for kid in table.children:
        if kid.kind == "TR":
            yield kid
        elif kid.kind in _ROWS_IN:
            yield from (each for each in kid.children if each.kind == "TR")


def _cells(rows: list[Element]) -> Iterator[_Cell]:
    """Each cell where it stands, as in the layout of HTML tables: in the first column that no cell from above reaches."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for element in row.children:
            if element.kind not in ("TH", "TD"):
                continue
            while (number, column) in taken:
                column += 1
            cell = _Cell(element, number, column, _span(element, "/RowSpan"), _span(element, "/ColSpan"))
            taken.update(cell.places)
            column += cell.columns
            yield cell


def _span(element: Element, key: str) -> int:
    said = [int(each[key]) for each in element.attributes("/Table") if key in each]
    return min(max(said[-1] if said else 1, 1), _MOST)


def _shape(tree: Tree, table: Element, cells: list[_Cell], count: int) -> Iterator[Fault]:
    taken: set[tuple[int, int]] = set()
    for cell in cells:
        if not taken.isdisjoint(cell.places):
            yield tree.fault("7.2-15", cell.element)
        taken.update(cell.places)
    if any(cell.row + cell.rows > count for cell in cells):
        yield tree.fault("7.2-41", table)
    widths = [len([1 for row, _ in taken if row == number]) for number in range(count)]
    wrong = [str(number) for number, width in enumerate(widths, 1) if width != widths[0]]
    if wrong:
        yield tree.fault("7.2-42", table, ", ".join(wrong))


# --- headers -----------------------------------------------------------------------------------------------------


def _headers(tree: Tree, table: Element, cells: list[_Cell]) -> Iterator[Fault]:
    """Data cells of a table with header cells that no header cell speaks for, by name or by its scope."""
    heads = [cell for cell in cells if cell.element.kind == "TH"]
    if not heads:
        return
    names = {head.element.get("/ID") for head in heads} - {""}
    down = {cell.column + at for cell in heads if _scope(cell) in ("/Column", "/Both") for at in range(cell.columns)}
    along = {cell.row + at for cell in heads if _scope(cell) in ("/Row", "/Both") for at in range(cell.rows)}
    for cell in cells:
        if cell.element.kind != "TD":
            continue
        said = _named(cell.element)
        unknown = said - names
        scoped = not down.isdisjoint(range(cell.column, cell.column + cell.columns))
        scoped = scoped or not along.isdisjoint(range(cell.row, cell.row + cell.rows))
        if not scoped and (unknown or not said):
            yield tree.fault("7.5-1", cell.element, ", ".join(sorted(unknown)))


def _scope(cell: _Cell) -> str:
    return next((str(each.Scope) for each in cell.element.attributes("/Table") if "/Scope" in each), "")


def _named(cell: Element) -> set[str]:
    return {str(name) for each in cell.attributes("/Table") for name in each.get("/Headers", ())}
