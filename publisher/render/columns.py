"""What stands across all columns of a page: the picture that opens an article, panoramas, and tables too wide for one column.

A block across parts the columns in two: what is above it is read to its end before what is below. So only what gains by it
stands across, and in vertical tiers, where a picture is as high in one tier as it is wide across them, tables alone do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from publisher.model import Article, Block, Cell, Figure, LeftOut, Table
from publisher.page import TypeArea
from publisher.render.headline import width
from publisher.tree import nodes, plain_text

PANORAMA = 2.0
"""Width by height from which a picture is too flat for a column."""

SHORT_CELL = 6
"""Characters that a cell keeps on one line where its row has no more than so many cells (`blocks/table.html`)."""
_LEAST_CELL = 5.0
_TYPE_OF_TABLES, _PADDING = 0.9, 0.9


def across_columns(article: Article, pixels: Mapping[str, tuple[int, int]], area: TypeArea) -> frozenset[int]:
    """The blocks of the text, by `id`, that stand across the columns of `area`; none where there is one column.

    `pixels` are width and height of the images by their `src`. A picture that is shown twice stays in its column: both have one size.
    """
    if area.columns == 1:
        return frozenset()
    shown = [block for block in article.blocks if not isinstance(block, LeftOut)]
    uses = Counter(node.src for node, _ in nodes(article) if isinstance(node, Figure))
    wide = (block for at, block in enumerate(shown) if _is_wide(block, at == 0, pixels, area))
    return frozenset(id(block) for block in wide if not isinstance(block, Figure) or uses[block.src] == 1)


def _is_wide(block: Block, opens: bool, pixels: Mapping[str, tuple[int, int]], area: TypeArea) -> bool:
    if isinstance(block, Table):
        return least_width(block) > area.measure
    if not isinstance(block, Figure) or block.src not in pixels or area.vertical:
        return False
    across, down = pixels[block.src]
    return across >= PANORAMA * down or (opens and across > down)


def least_width(table: Table) -> float:
    """The ems of the text that the columns of a table need so that none is narrower than its words or a few characters."""
    widths: dict[int, float] = {}
    for column, cell, cells in _placed(table):
        if cell.colspan == 1:
            widths[column] = max(widths.get(column, 0.0), _least(cell, cells))
    return sum(widths.values())


def _least(cell: Cell, cells: int) -> float:
    text = plain_text(cell.content)
    if len(text) <= SHORT_CELL and cells <= SHORT_CELL:
        needed = width(text)
    else:
        words = "".join(each if each.isascii() else " " for each in text).split()
        needed = max([min(width(text), _LEAST_CELL), *(width(word) for word in words)])
    return (needed + _PADDING) * _TYPE_OF_TABLES


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
