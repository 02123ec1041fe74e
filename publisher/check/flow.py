"""In which direction the text of a page runs, told from how glyphs follow one another; and glyphs set across it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_FLOWS = ((1, 0), (0, -1), (0, 1), (-1, 0))
_STEP = (0.2, 1.6)
"""How far one glyph follows another, in em, where they tell the direction of the text."""
_STRAIGHT = 0.1
_NARROW = 0.9
_ASCENT = 0.88
"""Where a vertical font has the top of the em above its origin, unless it says otherwise (ISO 32000-1, 9.7.4.3)."""


class Style(NamedTuple):
    """What the glyphs of one text object share."""

    size: float
    matrix: tuple[float, float, float, float]
    scale: float
    font: int
    mark: int
    drawn: bool
    address: int
    """Of the text object."""


class Found(NamedTuple):
    """A glyph as PDFium tells it: its origin and its loose box in the page's own space."""

    text: str
    x: float
    y: float
    box: tuple[float, float, float, float]
    style: Style
    order: int


def flow_of(found: Sequence[Found]) -> tuple[int, int]:
    """The direction in which most glyphs follow one another."""
    steps: Counter[tuple[int, int]] = Counter()
    for one, other in pairwise(found):
        size = one.style.size
        if not size or one.style.font != other.style.font:
            continue
        x, y = (other.x - one.x) / size, (other.y - one.y) / size
        for flow in _FLOWS:
            step = x * flow[0] + y * flow[1]
            if _STEP[0] < step < _STEP[1] and abs(x * flow[1] - y * flow[0]) < _STRAIGHT:
                steps[flow] += 1
    return max(_FLOWS, key=lambda flow: steps[flow])


def displayed(flow: tuple[int, int], rotation: int) -> tuple[int, int]:
    """The direction on the page as it is shown, turned clockwise by /Rotate."""
    x, y = flow
    for _ in range(rotation // 90):
        x, y = y, -x
    return x, y


def across(each: Found, flow: tuple[int, int]) -> tuple[float, float, float, bool]:
    """Start, end, baseline of an upright glyph where text runs down, and whether it is narrower than its em, as in tate-chu-yoko.

    PDFium's box of a glyph in a vertical font is its advance, but knows nothing of the scale of the text matrix.
    """
    left, bottom, right, top = each.box
    scale, size = each.style.scale, each.style.size
    narrow = right - left < _NARROW * (top - bottom)
    if not flow[1]:
        # Text that runs along x holds a glyph turned back: tate-chu-yoko on a page laid out sideways.
        # Its em begins above its baseline, which is towards the line's start, or its end if it is turned the other way.
        ends = each.x - _ASCENT * size * flow[0], each.x + (1 - _ASCENT) * size * flow[0]
        along = (ends[0] * flow[0], ends[1] * flow[0])
        return min(along), max(along), -each.y * flow[0], True
    factor = 1.0 if narrow else scale
    low, high = (each.y + (edge - each.y) * factor for edge in (bottom, top))
    if high - low > size:
        high = each.y + _ASCENT * size
        low = high - size
    middle = each.x + ((left + right) / 2 - each.x) * factor
    ends = (low * flow[1], high * flow[1])
    return min(ends), max(ends), middle * flow[1], narrow
