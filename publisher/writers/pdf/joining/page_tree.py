"""The pages of a long file as a balanced tree (ISO 32000-1, 7.7.3): a viewer finds one of thousands in a few steps."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

WIDTH = 32
"""Kids of a node at most."""


def plant(book: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> None:
    """Give `book` a tree of its `pages`. Afterwards it may only be saved: the library knows its pages by a list."""
    root = book.Root.Pages
    kids: list[pikepdf.Object] = list(pages)
    counts = [1] * len(pages)
    while len(kids) > WIDTH:
        starts = range(0, len(kids), WIDTH)
        nodes = [book.make_indirect(Dictionary(Type=Name.Pages)) for _ in starts]
        for node, start in zip(nodes, starts, strict=True):
            _fill(node, kids[start : start + WIDTH], sum(counts[start : start + WIDTH]))
        kids, counts = list(nodes), [int(node.Count) for node in nodes]
    _fill(root, kids, sum(counts))


def _fill(node: pikepdf.Object, kids: Sequence[pikepdf.Object], count: int) -> None:
    node.Kids, node.Count = Array(kids), count
    for kid in kids:
        kid.Parent = node
