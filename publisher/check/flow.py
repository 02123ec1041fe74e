"""In which direction the text of a page runs, told from how glyphs follow one another (ISO 32000-1, 9.4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.check.content import Drawn

Flow = tuple[int, int]
"""A direction in the page's own space, before /Rotate."""

_FLOWS: tuple[Flow, ...] = ((1, 0), (0, -1), (0, 1), (-1, 0))
_STEP = (0.2, 1.6)
"""How far one glyph follows another, in em, where they tell the direction of the text."""
_STRAIGHT = 0.1


class Style(NamedTuple):
    """What the glyphs of one text object share."""

    size: float
    matrix: tuple[float, float, float, float]
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
    drawn: Drawn
    """The same glyph as the file tells it; where that cannot be made out, as PDFium does."""


def flow_of(found: Sequence[Found]) -> Flow:
    """The direction in which most glyphs follow one another."""
    steps: Counter[Flow] = Counter()
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


def displayed(flow: Flow, rotation: int) -> Flow:
    """The direction on the page as it is shown, turned clockwise by /Rotate."""
    x, y = flow
    for _ in range(rotation // 90):
        x, y = y, -x
    return x, y


def along(flow: Flow, x: float, y: float) -> float:
    """How far along its line a point is."""
    return x * flow[0] + y * flow[1]


def across(flow: Flow, x: float, y: float) -> float:
    """On which baseline a point is: more from line to line."""
    return x * flow[1] - y * flow[0]
