"""The part of a paragraph's tree that one line needs: copies of its boxes, their text set.

Here the advances of a line become what its glyphs carry: a Han–Latin gap goes with the Latin glyph, and squeezed marks are drawn by
narrow copies (`publisher.typeset.spaced`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any
from unicodedata import bidirectional, normalize

from weasyprint.formatting_structure import boxes

from publisher.clreq import MARKS, OPENING, SOFT_HYPHEN, bases, is_latin
from publisher.typeset.paragraph import Line
from publisher.typeset.setting import SetLine
from publisher.typeset.spaced import GAPS, NARROWED, Side
from publisher.writers.pdf.paragraphs.document import Composing
from publisher.writers.pdf.paragraphs.emphasis import marks_of
from publisher.writers.pdf.paragraphs.flat import FlatParagraph, Node
from publisher.writers.pdf.paragraphs.glyph_runs import Setting
from publisher.writers.pdf.paragraphs.set_text import set_text

_LEAST_CUT = 3
"""Characters before the cut: further in than the next line may be indented."""

_SQUEEZED, _HALF = 810, 590
"""A mark that advances by less is drawn by a narrow copy, or by the narrowest. Then what is left to the pen is too little to be
taken for a space or for the end of a line (`publisher.typeset.spaced`).
"""

_OVERLAP, _WIDE_OVERLAP = 160, 430
"""The same for what lies over the blank of an opening mark."""


def line_children(flat: FlatParagraph, line: Line, set_: SetLine, shared: Composing) -> list[Any]:
    """The tree of a line: copies of the boxes that hold its characters, their text set."""
    return _Slicing(flat, line, set_, shared).children(flat.nodes)


class _Slicing:
    def __init__(self, flat: FlatParagraph, line: Line, set_: SetLine, shared: Composing):
        self._flat = flat
        self._start, self._end, self._last = line.start, line.end, line.last
        self._shift = set_.shift
        self._faces, self._vertical = shared.faces, shared.vertical
        self._advances, self._gaps = self._carried(set_)
        if set_.shift == -NARROWED[0] and flat.units[line.start] in OPENING:
            # The blank before its ink goes with the narrowest copy.
            self._gaps[0], self._shift = ("leading", NARROWED[0]), 0

    def _carried(self, set_: SetLine) -> tuple[list[int], dict[int, tuple[Side, int]]]:
        """The advances when each Han–Latin gap goes with its Latin glyph, and what each glyph is to carry."""
        advances, gaps = list(set_.advances), dict[int, tuple[Side, int]]()
        units, sizes, start = self._flat.units, self._flat.sizes, self._start
        for at, gap in set_.gaps.items():
            here, there = sizes[start + at], sizes[start + at + 1]
            if is_latin(bases(units[start + at])[-1]):
                before = gaps.get(at)
                if before:
                    # One glyph has the same gap on both its sides, or the one before it.
                    gaps[at] = "both", before[1]
                elif _is_carrier(units[start + at]):
                    gaps[at] = "trailing", _nearest(gap)
            elif _is_carrier(units[start + at + 1]):
                width = _nearest(gap * here / there)
                gaps[at + 1] = "leading", width
                advances[at] -= round(width * there / here)
                advances[at + 1] += width
        self._narrow(advances, gaps)
        return advances, gaps

    def _narrow(self, advances: list[int], gaps: dict[int, tuple[Side, int]]) -> None:
        """Have marks that are squeezed drawn by narrow copies, so that no glyph lies over the one before it."""
        units, sizes, start = self._flat.units, self._flat.sizes, self._start
        for at, advance in enumerate(advances):
            unit = units[start + at]
            if unit in MARKS:
                if at not in gaps and advance < _SQUEEZED and self._flat.widths[start + at] > 0.4 * sizes[start + at]:
                    gaps[at] = "trailing", -500 if advance <= _HALF else -250
            elif at + 1 < len(advances) and units[start + at + 1] in OPENING and at + 1 not in gaps:
                over = round(1000 * self._flat.widths[start + at] / sizes[start + at]) - advance
                if over >= _OVERLAP:
                    width = -250 if over < _WIDE_OVERLAP else -500
                    gaps[at + 1] = "leading", width
                    advances[at] -= round(width * sizes[start + at + 1] / sizes[start + at])
                    advances[at + 1] += width

    def children(self, nodes: list[Node]) -> list[Any]:
        made: list[Any] = []
        for node in self._within(nodes):
            if node.children is None and node.offsets is None and node.end > node.start:
                made += self._spaced(node)
            else:
                made += self._copies(node)
        return made

    def _within(self, nodes: list[Node]) -> Iterator[Node]:
        """The nodes that hold characters of the line; what holds none goes with the character after it, else with the last."""
        start, end = self._start, self._end
        for node in nodes[_first_from(nodes, start) :]:
            if node.start >= end and not (self._last and node.start == node.end == end):
                if node.start > end:
                    break
                continue
            if node.end > start or node.start == node.end == start:
                yield node

    def _copies(self, node: Node) -> list[Any]:
        if node.children is not None:
            return [self._inline(node)]
        if node.offsets is None:
            return [node.box]
        start, end = max(node.start, self._start), min(node.end, self._end)
        cut = self._cut(start, end) if self._vertical and end == self._end and self._flat.wraps[start] else 0
        spans = [(start, cut), (cut, end)] if cut else [(start, end)]
        return [self._text(node, node.offsets, *span) for span in spans if node.offsets]

    def _cut(self, start: int, end: int) -> int:
        """Where the last text of a vertical line is drawn as two: between ideographs near its middle; 0 if there is no such place.

        PDFium takes texts that begin at one height for one line, so that lines side by side would be read as one. Readings of ruby,
        which do not wrap, stand apart.
        """
        units = self._flat.units
        middle = (start + end) // 2
        places = sorted(range(start + _LEAST_CUT, end), key=lambda at: abs(at - middle))
        return next((at for at in places if MARKS.isdisjoint((units[at - 1], units[at]))), 0)

    def _spaced(self, node: Node) -> list[Any]:
        """An atom and the gap after it, which only a piece of blank text can make."""
        at = node.start - self._start
        gap = self._advances[at] * self._flat.sizes[node.start] / 1000 - self._flat.widths[node.start]
        if abs(gap) < 1e-3:
            return [node.box]
        blank = boxes.TextBox.anonymous_from(node.box, " ")
        return [node.box, set_text(blank, " ", Setting({0: 0}, {}, {}), gap, self._faces)]

    def _inline(self, node: Node) -> Any:
        new = node.box.copy_with_children(self.children(node.children or []))
        new.remove_decoration_sides = set()
        new.remove_decoration(start=node.start < self._start, end=node.end > self._end)
        return new

    def _text(self, node: Node, offsets: list[int], start: int, end: int) -> Any:
        text = node.box.text
        first = offsets[start - node.start]
        final = offsets[end - node.start] if end < node.end else len(text)
        text = text[first:final]
        if end == self._end and not self._last and text.endswith(SOFT_HYPHEN):
            text = text[:-1] + "-"
        flat, size, own = self._flat, node.box.style["font_size"], self._start
        units, advances = flat.units[start:end], self._advances[start - own : end - own]
        for at in flat.padding.keys() & range(start, end):
            advances[at - start] -= round(1000 * flat.padding[at] / size)
        # Counted in bytes, as the engine's shaping counts.
        bytes_at = list(accumulate((len(unit.encode()) for unit in units), initial=0))
        setting = Setting(
            dict(zip(bytes_at, advances, strict=False)),
            {bytes_at[at + own - start]: gap for at, gap in self._gaps.items() if start <= at + own < end},
            {bytes_at[at - start]: flat.upright[at] for at in flat.upright.keys() & range(start, end)},
            self._shift if start == own else 0,
        )
        marks = marks_of(node.box.style, units, advances, vertical=self._vertical)
        return set_text(node.box, text, setting, sum(advances) * size / 1000, self._faces, marks)


def _is_carrier(unit: str) -> bool:
    """Whether one glyph draws the character, from left to right: only such a one can carry a gap."""
    letter = normalize("NFC", unit)
    return len(letter) == 1 and bidirectional(letter) not in ("R", "AL")


def _nearest(gap: float) -> int:
    return min(GAPS, key=lambda each: abs(each - gap))


def _first_from(nodes: list[Node], start: int) -> int:
    """The first node that may hold character `start`."""
    low, high = 0, len(nodes)
    while low < high:
        middle = (low + high) // 2
        if nodes[middle].end < start:
            low = middle + 1
        else:
            high = middle
    return low
