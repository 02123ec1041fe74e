"""Page sizes and the type area 版心.

A CJK page is designed from the character: the measure is a whole number of ems, the text block a whole number of lines, and
the margins take what is left (JLREQ 2.3, https://www.w3.org/TR/jlreq/#kihanmen; CLREQ 4.1). All lengths in mm but for the
font size and leading, which are in pt.
"""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from publisher.errors import UsageError

MM_PER_PT = 25.4 / 72

TRIM_SIZES: dict[str, tuple[float, float]] = {
    "a4": (210, 297),
    "a5": (148, 210),
    "b5": (176, 250),
    "jis-b5": (182, 257),
    "16k": (185, 260),
    "letter": (215.9, 279.4),
}

_CUSTOM = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)mm", re.IGNORECASE | re.ASCII)
_SMALLEST_MM, _LARGEST_MM = 50, 2000

Share = Annotated[float, Meta(gt=0, lt=0.5)]


def trim_size(name: str) -> tuple[float, float]:
    """Width and height in mm of `a4 a5 b5 jis-b5 16k letter` or `WxHmm`.

    Raises UsageError `trim-unknown` or `trim-out-of-range`.
    """
    known = TRIM_SIZES.get(name.lower())
    if known:
        return known
    custom = _CUSTOM.fullmatch(name)
    if not custom:
        raise UsageError("trim-unknown", trim=name, known=", ".join(TRIM_SIZES))
    size = float(custom[1]), float(custom[2])
    if not all(_SMALLEST_MM <= side <= _LARGEST_MM for side in size):
        raise UsageError("trim-out-of-range", trim=name, smallest=_SMALLEST_MM, largest=_LARGEST_MM)
    return size


RUBY_LEADING = 2.1
"""Ems from line to line where there are readings over all of them: JLREQ 3.3.3 has them half as large as their base."""


class PageDesign(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a theme says of its page; margins are the least ones, as shares of the trim size."""

    font_size: Annotated[float, Meta(gt=2, lt=72)] = 10.5
    leading: Annotated[float, Meta(gt=2, lt=144)] = 18.0
    top: Share = 0.10
    bottom: Share = 0.11
    inner: Share = 0.12
    outer: Share = 0.12
    columns: Annotated[int, Meta(ge=1, le=4)] = 1
    column_gap: Annotated[int, Meta(ge=1, le=6)] = 2
    headline_size: Annotated[float, Meta(ge=1, le=8)] = 2.0
    """Size of the headline in ems of the text; kicker and deck likewise: their lines are broken by these sizes."""
    kicker_size: Annotated[float, Meta(ge=0.5, le=4)] = 1.0
    deck_size: Annotated[float, Meta(ge=0.5, le=4)] = 1.0
    gutter: Annotated[float, Meta(ge=0, le=30)] = 5.0
    """What a bound page has at its spine beside the inner margin, in mm."""
    heading_size: Annotated[float, Meta(ge=0.5, le=4)] = 1.25
    """Of the highest headings; those below are smaller."""
    drawn_for: str | None = None
    """The trim size for which type and leading are given: on smaller pages they shrink with the page's width, as a document that is
    printed smaller does. None: they are the same on every page."""
    in_columns: dict[str, object] = {}
    """What a page in several columns changes of the above."""

    def with_readings(self) -> PageDesign:
        """The design of a page with readings over every line: lines stand so far apart that a reading is nearer its base than the
        line before.
        """
        least = round(RUBY_LEADING * self.font_size * 4) / 4
        return replace(self, leading=max(self.leading, least), in_columns=self._in_columns_with_readings(least))

    def _in_columns_with_readings(self, least: float) -> dict[str, object]:
        own = self.in_columns.get("leading")
        return self.in_columns | ({"leading": max(own, least)} if isinstance(own, int | float) else {})

    def set_in(self, columns: int) -> PageDesign:
        """The design of a page in so many columns. Raises msgspec.ValidationError where `in_columns` is wrong."""
        if columns == 1 or not self.in_columns:
            return replace(self, columns=columns)
        return replace(msgspec.convert(msgspec.to_builtins(self) | self.in_columns, PageDesign), columns=columns)


class TypeArea(Struct, frozen=True):
    """The page of one theme at one trim size. Margins in mm; `characters` a line, `lines` a page."""

    width: float
    height: float
    font_size: float
    leading: float
    characters: int
    lines: int
    top: float
    bottom: float
    inner: float
    outer: float
    columns: int
    column_gap: int
    vertical: bool = False
    bleed: float = 0
    """What is printed beyond the trim, to be cut off."""
    mirrored: bool = False
    """The margins given are those of a recto; a verso has them the other way round. A vertical page turns its top to the spine."""

    @property
    def measure(self) -> int:
        """Ems of one column."""
        return (self.characters - self.column_gap * (self.columns - 1)) // self.columns


LONGEST_VERTICAL = 45
"""Ems that a vertical line may have; a page that is higher is set in two tiers or more."""

BLEED_MM = 3.0
"""What printers ask for (ISO 12647-2 knows none; 3 mm is the trade's)."""


def type_area(
    design: PageDesign, trim: str, *, vertical: bool = False, columns: int | None = None, bound: bool = False
) -> TypeArea:
    """The type area of `design` at `trim`: as many whole ems and lines as the least margins leave room for.

    In several columns each column is a whole number of ems too; `columns` None: the design's. A vertical page is described as it is
    laid out, sideways: its width runs down the page, its top is the page's right edge. A `bound` one is for print: mirrored margins
    with a gutter, and bleed. Raises UsageError `trim-too-small` where not even ten characters fit, `columns-too-narrow` where they do
    not fit each of the columns.
    """
    width, height = trim_size(trim)
    design = _shrunk(design, width, height)
    gutter = design.gutter if bound else 0
    if vertical:
        width, height = height, width
    if columns is None:
        columns = max(design.columns, _tiers(design, width)) if vertical else design.columns
    design = design.set_in(columns)
    if vertical:
        design = _sideways(design, bound)
    area = _area(design, trim, (width, height), (0, gutter) if vertical else (gutter, 0))
    return replace(area, vertical=vertical, mirrored=bound, bleed=BLEED_MM if bound else 0)


def _shrunk(design: PageDesign, width: float, height: float) -> PageDesign:
    """The design with its type as large as the page asks, in quarters of a point."""
    if design.drawn_for is None:
        return design
    share = min(1.0, min(width, height) / min(trim_size(design.drawn_for)))
    size, leading = (round(each * share * 4) / 4 for each in (design.font_size, design.leading))
    return replace(design, font_size=size, leading=leading)


def _tiers(design: PageDesign, height: float) -> int:
    """In how many tiers vertical lines have a readable length."""
    room = int(height * (1 - design.top - design.bottom) / (design.font_size * MM_PER_PT) + 1e-6)
    return -(-room // LONGEST_VERTICAL)


def _sideways(design: PageDesign, bound: bool) -> PageDesign:
    """The design of a page that is turned by a quarter clockwise when it is done. If bound, its spine is at the right on a recto."""
    top, bottom = (design.inner, design.outer) if bound else (design.outer, design.inner)
    return replace(design, inner=design.top, outer=design.bottom, top=top, bottom=bottom)


def _area(design: PageDesign, trim: str, size: tuple[float, float], gutters: tuple[float, float]) -> TypeArea:
    """The area on a page of that width and height, with what the spine takes at its left and at its top."""
    (width, height), (at_left, at_top) = size, gutters
    em, line = design.font_size * MM_PER_PT, design.leading * MM_PER_PT
    room = int((width * (1 - design.inner - design.outer) - at_left) / em + 1e-6)
    gaps = design.column_gap * (design.columns - 1)
    characters = (room - gaps) // design.columns * design.columns + gaps
    lines = int((height * (1 - design.top - design.bottom) - at_top) / line + 1e-6)
    if room >= 10 and characters < 10 * design.columns:
        raise UsageError("columns-too-narrow", trim=trim, columns=design.columns)
    if characters < 10 or lines < 5:
        raise UsageError("trim-too-small", trim=trim)
    spare_width, spare_height = width - at_left - characters * em, height - at_top - lines * line
    inner = at_left + spare_width * design.inner / (design.inner + design.outer)
    top = at_top + spare_height * design.top / (design.top + design.bottom)
    return TypeArea(
        width, height, design.font_size, design.leading, characters, lines, top, height - lines * line - top,
        inner, width - characters * em - inner, design.columns, design.column_gap,
    )  # fmt: skip
