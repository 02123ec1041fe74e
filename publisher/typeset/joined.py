"""Glyphs joined to one: drawn by HarfBuzz, narrowed, turned, and encoded again, each at its place.

Adobe Technical Note 5177 (The Type 2 Charstring Format) and OpenType 1.9, `glyf`
(https://learn.microsoft.com/typography/opentype/spec/glyf). Both tell points by their differences; so what a glyph is encoded as is
made once, and only its first point depends on where it comes to stand.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from publisher.typeset.cff import number

if TYPE_CHECKING:
    import uharfbuzz

_RMOVETO, _RLINETO, _RRCURVETO, _ENDCHAR = b"\x15", b"\x05", b"\x08", b"\x0e"
_STEPS = {1: _RLINETO, 3: _RRCURVETO}
"""The operators of a charstring, by the number of points they take."""

_ON_CURVE = b"\1"
_NO_INSTRUCTIONS = b"\0\0"

Point = tuple[int, int]
Contour = list[tuple[Point, ...]]
"""A closed outline by its steps: for each the points that pull at it, and the one it comes to; the first is the start alone."""


class Points(NamedTuple):
    """The points of a simple glyph: their flags, which is the last of each contour, and the steps from each to the next."""

    flags: bytes
    ends: list[int]
    end: Point
    box: tuple[int, int, int, int]
    right: bytes
    up: bytes


def contours_of(font: uharfbuzz.Font, glyph: int) -> list[Contour]:
    """The outline of a glyph as HarfBuzz draws it, in whole font units."""
    import uharfbuzz

    contours: list[Contour] = []

    def begin(x: float, y: float, _: object) -> None:
        contours.append([((round(x), round(y)),)])

    def go(*arguments: float) -> None:
        values = [round(each) for each in arguments[:-1]]
        contours[-1].append(tuple(zip(values[::2], values[1::2], strict=True)))

    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(begin)
    draw.set_line_to_func(go)
    draw.set_quadratic_to_func(go)
    draw.set_cubic_to_func(go)
    draw.set_close_path_func(lambda _: None)
    font.draw_glyph(glyph, draw, None)
    for contour in contours:
        # A line back to the start goes without saying.
        if len(contour) > 1 and contour[-1] == contour[0]:
            contour.pop()
    return contours


class Piece:
    """The outline of a glyph narrowed by a factor, then turned a quarter counter-clockwise about its origin."""

    def __init__(self, contours: Sequence[Contour], narrowed: float):
        self._contours = [
            [tuple((-y, round(narrowed * x)) for x, y in step) for step in contour] for contour in contours
        ]
        self.start = self._contours[0][0][0]
        self.end = self._contours[-1][-1][-1]

    @cached_property
    def steps(self) -> bytes:
        """What a charstring has after the move to `start`, up to `end`."""
        made: list[bytes] = []
        at = self.start
        for contour in self._contours:
            for step in contour:
                for x, y in step:
                    made += (number(x - at[0]), number(y - at[1]))
                    at = x, y
                made.append(_RMOVETO if step is contour[0] else _STEPS[len(step)])
        return b"".join(made[3:])

    @cached_property
    def points(self) -> Points:
        flags, ends = b"", []
        places: list[Point] = []
        for contour in self._contours:
            for step in contour:
                flags += bytes(len(step) - 1) + _ON_CURVE
                places += step
            if len(contour[-1]) > 1 and places[-1] == contour[0][0]:
                # After a curve back to the start, as charstrings draw it, the start is not told again.
                flags = flags[:-1]
                places.pop()
            ends.append(len(places) - 1)
        xs, ys = zip(*places, strict=True)
        box = min(xs), min(ys), max(xs), max(ys)
        return Points(flags, ends, places[-1], box, _differences(xs), _differences(ys))


Placed = Sequence[tuple[Piece, Point]]
"""Pieces, and where the origin of each is."""


def charstring_of(pieces: Placed) -> bytes:
    """Pieces of a CFF font as one charstring, without its width."""
    made: list[bytes] = []
    at_x = at_y = 0
    for piece, (right, up) in pieces:
        (x, y), end = piece.start, piece.end
        made += (number(x + right - at_x), number(y + up - at_y), _RMOVETO, piece.steps)
        at_x, at_y = end[0] + right, end[1] + up
    return b"".join([*made, _ENDCHAR])


def record_of(pieces: Placed) -> bytes:
    """Pieces of a TrueType font as the record of one simple glyph, each coordinate in 16 bits."""
    flags = xs = ys = b""
    ends: list[int] = []
    at_x = at_y = 0
    corners: list[tuple[int, int, int, int]] = []
    for piece, (right, up) in pieces:
        points, (x, y) = piece.points, piece.start
        ends += [each + len(flags) for each in points.ends]
        flags += points.flags
        xs += struct.pack(">h", x + right - at_x) + points.right
        ys += struct.pack(">h", y + up - at_y) + points.up
        at_x, at_y = points.end[0] + right, points.end[1] + up
        left, bottom, far, top = points.box
        corners.append((left + right, bottom + up, far + right, top + up))
    lefts, bottoms, rights, tops = zip(*corners, strict=True)
    head = struct.pack(f">h4h{len(ends)}H", len(ends), min(lefts), min(bottoms), max(rights), max(tops), *ends)
    return b"".join((head, _NO_INSTRUCTIONS, flags, xs, ys))


def _differences(values: Sequence[int]) -> bytes:
    steps = [after - before for before, after in pairwise(values)]
    return struct.pack(f">{len(steps)}h", *steps)
