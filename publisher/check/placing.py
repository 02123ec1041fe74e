"""Where each glyph stands along its line and across it, and what stands upright in a vertical line.

A vertical line holds glyphs of a vertical font, or glyphs turned against it, each upright in its em; Latin runs along it. Latin
letters and digits that are turned against it are one em of the line together: tate-chu-yoko 纵中横 (CLREQ 2.3.4, JLREQ 3.2.5). A font
may also have one glyph for a number, or a Latin glyph for vertical lines, that is an em of the line by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.check.content import Drawn
from publisher.check.flow import Flow, Found, across, along
from publisher.check.glyphs import Glyph
from publisher.clreq import is_full_width, is_latin

Ink = Callable[[Found], tuple[float, float] | None]
"""Where the ink of a glyph begins and ends along the line; None where that was not asked for."""

_PARALLEL = 0.9
_ASCENT = 0.88
"""The top of the em above the baseline, in em: that of nearly every CJK font, and of a vertical one (ISO 32000-1, 9.7.4.3)."""
_MIDDLE = _ASCENT - 0.5
_WIDEST = 2.2
"""More than this, in em, turned against the line is not one character of it but a line that runs another way."""
_NUMBER = frozenset("0123456789!?")
_EM = 0.005
"""An advance this near to an em is one."""
_TALL = 0.6
"""Ink this long, in em, is the height of a digit that stands upright; lying on its side it is as long as a digit is wide."""
_BESIDE = 0.35
_SAME = 0.1


class _Upright(NamedTuple):
    """A glyph turned against its line: its em along the line, and where its advance begins and ends, first as it is read."""

    found: Found
    start: float
    sides: tuple[float, float]
    """Across the line."""
    size: float


def placed(found: Iterable[Found], flow: Flow, vertical: bool, ink_of: Ink) -> Iterator[Glyph]:
    """The glyphs of a page's text, in the order they are given. What runs another way is left out.

    `vertical`: whether the text runs down the displayed page, so that glyphs may stand upright in it.
    """
    held: list[_Upright] = []
    for number, each in enumerate(found):
        upright, glyph = _one(each, flow, vertical, number, ink_of)
        if held and (upright is None or not _is_beside(held[-1], upright)):
            yield from _together(held, number - len(held), ink_of)
            held = []
        if upright is not None:
            held.append(upright)
        elif glyph is not None:
            yield glyph
    if held:
        yield from _together(held, number + 1 - len(held), ink_of)


def _one(each: Found, flow: Flow, vertical: bool, order: int, ink_of: Ink) -> tuple[_Upright | None, Glyph | None]:
    """A glyph as one that stands upright in its line, or as one of the line; neither if it is not of the page's text."""
    drawn = each.drawn
    axis, up = along(flow, *drawn.axis), along(flow, *drawn.up)
    if drawn.vertical:
        if -up < _PARALLEL:
            return None, None
        baseline = across(flow, *drawn.pen) + _MIDDLE * drawn.size
    elif axis > _PARALLEL:
        baseline = across(flow, *drawn.pen)
    elif vertical and abs(up) > _PARALLEL:
        return _upright(each, drawn, flow, up), None
    else:
        return None, None
    start, style = along(flow, *drawn.pen), each.style
    ends = start, start + drawn.advance
    ink = ink_of(each) or ends
    return None, Glyph(
        each.text, *ends, baseline, drawn.size, order, style.mark, style.font, ink,
        vertical and _fills_an_em(each, ink),
    )  # fmt: skip


def _fills_an_em(each: Found, ink: tuple[float, float]) -> bool:
    """Whether a glyph of Latin is drawn for an em of a vertical line, upright."""
    drawn, text = each.drawn, each.text
    if is_full_width(text[0]) or abs(drawn.advance - drawn.size) > _EM * drawn.size:
        return False
    if drawn.vertical:
        return is_latin(text[0]) or _NUMBER.issuperset(text)
    return _NUMBER.issuperset(text) and (len(text) > 1 or ink[1] - ink[0] > _TALL * drawn.size)


def _upright(each: Found, drawn: Drawn, flow: Flow, up: float) -> _Upright:
    above = _ASCENT if up < 0 else 1 - _ASCENT
    first = across(flow, *drawn.pen)
    last = first + across(flow, *drawn.axis) * drawn.advance
    return _Upright(each, along(flow, *drawn.pen) - above * drawn.size, (first, last), drawn.size)


def _is_beside(one: _Upright, other: _Upright) -> bool:
    """Whether two glyphs stand beside each other in one em of the line, as they are read."""
    size = max(one.size, other.size)
    way = 1 if one.sides[1] >= one.sides[0] else -1
    step = (other.sides[0] - one.sides[1]) * way
    return abs(one.start - other.start) < _SAME * size and abs(step) < _BESIDE * size


def _together(held: Sequence[_Upright], order: int, ink_of: Ink) -> Iterator[Glyph]:
    """Glyphs beside each other as one of the line."""
    first = held[0]
    edges = first.sides[0], held[-1].sides[1]
    size = max(each.size for each in held)
    if abs(edges[1] - edges[0]) > _WIDEST * size:
        return
    text = "".join(each.found.text for each in held)
    ends = first.start, first.start + size
    inks = [ink for each in held if (ink := ink_of(each.found)) is not None]
    ink = (min(low for low, _ in inks), max(high for _, high in inks)) if inks else ends
    style = first.found.style
    yield Glyph(
        text, *ends, sum(edges) / 2 + _MIDDLE * size, size, order, style.mark, style.font, ink,
        len(held) > 1 or not is_full_width(text[0]),
    )  # fmt: skip
