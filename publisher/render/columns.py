"""What stands across all columns of a page: the picture that opens an article, panoramas, and tables too wide for one column.

A block across parts the columns in two: what is above it is read to its end before what is below. So only what gains by it
stands across, and in vertical tiers, where a picture is as high in one tier as it is wide across them, tables alone do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from publisher.model import Article, Block, Figure, LeftOut, Table
from publisher.page import TypeArea
from publisher.render.tables import USUAL, least_widths
from publisher.tree import nodes

PANORAMA = 2.0
"""Width by height from which a picture is too flat for a column."""

_LEAST_CELL = 5.0
"""Ems of longer text that a cell shows on a line at least: a column narrower than that is hard to read."""


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
    """The ems of the text that a table needs in its usual type, none of its columns narrower than its words or a few characters."""
    _, size, gap = USUAL
    columns = least_widths(table, _LEAST_CELL)
    return size * (sum(columns) + gap * len(columns))
