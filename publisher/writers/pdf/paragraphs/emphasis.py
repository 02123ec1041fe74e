"""Emphasis marks 着重号 (圏点): a dot or a sesame beside each character that is stressed.

The engine has no `text-emphasis`; a theme asks for the marks with custom properties that are named and inherited like it (CSS Text
Decoration 3, https://www.w3.org/TR/css-text-decor-3/#emphasis-marks): `--text-emphasis: dot | sesame | none` and
`--text-emphasis-position: over | under`. Only characters of CJK text get one: no marks, spaces or Latin (CLREQ 3.3.1,
JLREQ 3.3.9). They are drawn, not set: they are no text, and no text can lose them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from msgspec import Struct

from publisher.clreq import is_full_width

_RADIUS = 0.085
_FROM_BASELINE = {"under": -0.27, "over": 1.02}
"""The middle of a mark above the baseline, in ems: half its size from the em box."""

_CIRCLE = 0.5523
"""How far the handles of a quarter circle are from its ends."""


class Marks(Struct, frozen=True):
    """The marks of a piece of text: their `shape`, and the middle of each from the text's start and baseline, in px; on a
    `vertical` page they are turned with it.
    """

    shape: str
    places: Sequence[float]
    above: float
    size: float
    vertical: bool


def marks_of(style: Any, text: Sequence[str], advances: Sequence[int], *, vertical: bool) -> Marks | None:
    """The marks for characters that advance by thousandths of their size; None where the style asks for none."""
    shape = _word(style, "__text_emphasis")
    if shape not in ("dot", "sesame"):
        return None
    size = style["font_size"]
    above = _FROM_BASELINE.get(_word(style, "__text_emphasis_position"), _FROM_BASELINE["over"]) * size
    places = [
        start * size / 1000 + size / 2
        for unit, start in zip(text, accumulate(advances, initial=0), strict=False)
        if unit[0].isalnum() and is_full_width(unit[0])
    ]
    return Marks(shape, places, above, size, vertical) if places else None


def _word(style: Any, name: str) -> str:
    """The one word a custom property of the style holds; empty where it is not set."""
    for token in style[name] or ():
        if token.type == "ident":
            return str(token.lower_value)
    return ""


def draw_marks(stream: Any, marks: Marks, x: float, baseline: float, color: Any) -> None:
    """Fill the marks of a text that starts at `x` on `baseline` (px, downwards)."""
    with stream.stacked():
        stream.set_color(color)
        for place in marks.places:
            middle = x + place, baseline - marks.above
            if marks.shape == "dot":
                _dot(stream, middle, _RADIUS * marks.size)
            else:
                _sesame(stream, middle, _RADIUS * marks.size, vertical=marks.vertical)
            stream.fill()


def _dot(stream: Any, middle: tuple[float, float], radius: float) -> None:
    x, y = middle
    handle = radius * _CIRCLE
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + handle, x + handle, y + radius, x, y + radius)
    stream.curve_to(x - handle, y + radius, x - radius, y + handle, x - radius, y)
    stream.curve_to(x - radius, y - handle, x - handle, y - radius, x, y - radius)
    stream.curve_to(x + handle, y - radius, x + radius, y - handle, x + radius, y)


def _sesame(stream: Any, middle: tuple[float, float], radius: float, *, vertical: bool) -> None:
    """A seed that falls from the upper left to the lower right, as it is seen on the finished page."""

    def at(right: float, down: float) -> tuple[float, float]:
        # What is right on a page that is turned by a quarter clockwise is up as it is laid out.
        across, along = (down, -right) if vertical else (right, down)
        return middle[0] + across * radius, middle[1] + along * radius

    stream.move_to(*at(-1.5, -1.5))
    stream.curve_to(*at(-0.4, -1.4), *at(1.5, -0.2), *at(1.5, 0.8))
    stream.curve_to(*at(1.5, 1.4), *at(0.9, 1.7), *at(0.4, 1.4))
    stream.curve_to(*at(-0.6, 0.8), *at(-0.9, -0.4), *at(-1.5, -1.5))
