"""Boxes around points (ISO 32000-1, 8.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import Any

from publisher.check.matrices import Point

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
EVERYWHERE: Box = (-inf, -inf, inf, inf)
"""Around what has no edges of its own, as a shading that fills all that is not clipped."""
MM = 72 / 25.4


def points(operator: str, operands: list[Any]) -> Iterator[Point]:
    numbers = [float(each) for each in operands]
    if operator == "re":
        x, y, width, height = numbers
        yield from ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
    else:
        yield from zip(numbers[::2], numbers[1::2], strict=False)


def corners(box: Any) -> Iterator[Point]:
    left, bottom, right, top = (float(each) for each in box)
    yield from ((left, bottom), (right, bottom), (left, top), (right, top))


def around(points: Iterable[Point]) -> Box | None:
    all_points = list(points)
    if not all_points:
        return None
    across, up = zip(*all_points, strict=True)
    return min(across), min(up), max(across), max(up)


def box_of(page: Any, name: str, other: Box) -> Box:
    """A box of a page by its name, `other` where it has none."""
    if name not in page:
        return other
    x, y, right, top = (float(edge) for edge in page[name])
    return min(x, right), min(y, top), max(x, right), max(y, top)


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
