"""The glyphs of a finished PDF, where they stand: ISO 32000-1, 9.4.4 (text space).

A page is measured in the direction its text runs. `start` and `end` are points along that direction, `baseline` grows from line to
line: for horizontal text from the top of the page down, for vertical text from its right edge leftwards, whether the page is laid
out sideways and turned by /Rotate or set in vertical fonts. `start` to `end` is the advance box, not the ink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct


class Glyph(Struct, frozen=True, gc=False):
    """One drawn glyph. Lengths are points; `text` has several characters where one glyph stands for them."""

    text: str
    start: float
    end: float
    baseline: float
    size: float
    order: int
    """Its place in the content of the page."""
    mark: int
    """Marked-content identifier (ISO 32000-1, 14.6); -1 where there is none."""
    font: int
    ink: tuple[float, float]
    """Where the ink begins and ends along the line, for the characters that were asked for; else the advance box."""
    upright: bool = False
    """Latin that stands upright in a vertical line: all of `text` is one em of it, as tate-chu-yoko is."""


class PageGlyphs(NamedTuple):
    """What stands on one page, in the order of its content."""

    page: int
    """From 1."""
    glyphs: list[Glyph]
    flow: tuple[int, int]
    """The direction of the text in the page's own space, before /Rotate."""
    edge: float
    """The baseline a line at the very edge of the page would have: from it baselines are compared between pages."""
    vertical: bool
    """Whether the text runs down the displayed page."""
    outside: list[str]
    """Characters that stand outside the page, whole or in part."""
    unmapped: int
    """Glyphs from which no text can be had."""
    hidden: int
    """Characters that are not drawn, such as the text under a scanned page."""
    invented_spaces: int
    """Spaces between Han and Latin that extraction makes out of a gap."""


def merged(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """One glyph where PDFium tells several characters at one place: `——` in one stroke, a ligature."""
    held: Glyph | None = None
    for glyph in glyphs:
        if held is not None and _is_one(held, glyph):
            held = Glyph(
                held.text + glyph.text, min(held.start, glyph.start), max(held.end, glyph.end), held.baseline,
                held.size, held.order, held.mark, held.font,
                (min(held.ink[0], glyph.ink[0]), max(held.ink[1], glyph.ink[1])), held.upright,
            )  # fmt: skip
            continue
        if held is not None:
            yield held
        held = glyph
    if held is not None:
        yield held


def _is_one(held: Glyph, glyph: Glyph) -> bool:
    return (
        held.start == glyph.start
        and held.end == glyph.end
        and held.baseline == glyph.baseline
        and held.font == glyph.font
    )
