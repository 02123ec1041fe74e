"""How large the type of a table may be on paper, so that the table keeps within the measure.

A column is no narrower than its longest word, where an ideograph is a word. A table whose columns do not find room beside each other
in the usual type is set smaller, then smallest with its words broken anywhere; what is wider still is reported when it is laid out.
"""

from __future__ import annotations

import re

from publisher.model import Table
from publisher.render.inlines import plain_text

_WORD = re.compile(r"[^\W\u2e80-\uffef\U00020000-\U0003ffff]+(?:[.,:/%-]*[^\W\u2e80-\uffef\U00020000-\U0003ffff]+)*")
"""What is not broken: letters and digits of other scripts, with the marks between them."""
_EM_A_LETTER = 0.55
SHORT_ROW = SHORT_CELL = 6
"""So many cells of so many characters are each kept on one line (`blocks/table.html`)."""

_SIZES = (("", 0.9, 1.0), ("small", 0.75, 0.7), ("smallest", 0.6, 0.4))
"""Class, size of type and what is left and right of a cell together, in ems of the text and of that size; as in `page.css`."""


def table_class(table: Table, measure: float) -> str:
    """The class of the largest type in which the columns find room in `measure` ems of the text."""
    columns = _least_widths(table)
    for name, size, gap in _SIZES:
        if size * (sum(columns) + gap * len(columns)) <= measure:
            return name
    return "smallest broken"


def _least_widths(table: Table) -> list[float]:
    widths: list[float] = []
    for row in table.rows:
        at = 0
        for cell in row:
            if len(widths) <= at:
                widths += [1.0] * (at + 1 - len(widths))
            if cell.colspan == 1:
                widths[at] = max(widths[at], _longest(plain_text(cell.content), len(row)))
            at += cell.colspan
    return widths


def _longest(text: str, cells: int) -> float:
    if cells <= SHORT_ROW and len(text) <= SHORT_CELL:
        return sum(_EM_A_LETTER if character < "\u2e80" else 1.0 for character in text)
    return max((len(word) * _EM_A_LETTER for word in _WORD.findall(text)), default=1.0)
