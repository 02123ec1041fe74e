"""How large the type of a table may be on paper, so that the table keeps within the measure; and what is wide for a telephone.

A column is no narrower than its longest word, where an ideograph is a word. A table whose columns do not find room beside each other
in the usual type is set smaller, then smallest with its words broken anywhere; what is wider still is reported when it is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model import Cell, Table
from publisher.render.headline import width
from publisher.render.inlines import plain_text

_WORD = re.compile(r"[^\W\u2e80-\uffef\U00020000-\U0003ffff]+(?:[.,:/%-]*[^\W\u2e80-\uffef\U00020000-\U0003ffff]+)*")
"""What is not broken: letters and digits of other scripts, with the marks between them."""
SHORT_ROW = SHORT_CELL = 6
"""So many cells of so many characters are each kept on one line (`blocks/table.html`)."""

NARROW = 18.0
"""Ems of a line on a telephone of 320 px, margins left out."""
CELL_GAP = 1.3

USUAL = ("", 0.9, 1.0)
_SIZES = (USUAL, ("small", 0.75, 0.7), ("smallest", 0.6, 0.4))
"""Class, size of type and what is left and right of a cell together, in ems of the text and of that size; as in `page.css`."""


def table_class(table: Table, measure: float) -> str:
    """The class of the largest type in which the columns find room in `measure` ems of the text."""
    columns = least_widths(table)
    for name, size, gap in _SIZES:
        if size * (sum(columns) + gap * len(columns)) <= measure:
            return name
    return "smallest broken"


def is_wide(table: Table) -> bool:
    """Whether a narrow screen has no room for the columns beside each other in the type of the text."""
    columns = least_widths(table)
    return sum(columns) + CELL_GAP * len(columns) > NARROW


def least_widths(table: Table, least: float = 1.0) -> list[float]:
    """What each column needs, in ems of the table's type: its longest word or short cell, and `least` ems of longer text."""
    widths: dict[int, float] = {}
    for column, cell, cells in _placed(table):
        if cell.colspan == 1:
            widths[column] = max(widths.get(column, 1.0), _least(plain_text(cell.content), cells, least))
    return [widths.get(column, 1.0) for column in range(max(widths, default=-1) + 1)]


def _least(text: str, cells: int, least: float) -> float:
    whole = width(text)
    if cells <= SHORT_ROW and len(text) <= SHORT_CELL:
        return whole
    return max([min(whole, least), *(width(word) for word in _WORD.findall(text))])


def _placed(table: Table) -> Iterator[tuple[int, Cell, int]]:
    """Each cell with its column, those above it that span rows counted, and the number of cells of its row."""
    taken: dict[int, int] = {}
    for row in table.rows:
        column = 0
        held = taken
        taken = {each: rows - 1 for each, rows in held.items() if rows > 1}
        for cell in row:
            while column in held:
                column += 1
            yield column, cell, len(row)
            for each in range(column, column + cell.colspan):
                if cell.rowspan > 1:
                    taken[each] = cell.rowspan - 1
            column += cell.colspan
