"""Latin glyphs that carry the Han–Latin gap in their own advance.

Between Han and Latin stands a gap of about a quarter of an em (CLREQ 3.2.4, CSS Text 4 `text-autospace`) that is no space: `25名`.
Written as a movement of the pen, programs that read PDFs take it for one: pdftotext from 0.10 em on, pdfium from 0.13, MuPDF from
0.15. So a slice is given copies of the glyphs that stand beside a gap, with the gap inside their advance: then the boxes of the
glyphs touch, and nothing is read into it. There are copies for a few gaps; what a line needs more or less, at most half a step, is
left to the pen.

Which copies there are stands in a table of the font's own, `Gaps`: for each its plain glyph, side, gap and glyph, in numbers of 16
bits. A copy has no code point, so no text can come to it by chance. `publisher.typeset.slices.drawn_glyphs` leaves the table out.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Literal

from publisher.typeset.outlines import Glyph, Outlines
from publisher.typeset.sfnt import tables_of, units_per_em

Side = Literal["leading", "trailing", "both"]

GAPS = (125, 250, 375, 500)
"""The gaps there are copies for, in thousandths of an em, each half a step from what no program takes for a space."""

_SIDES: tuple[Side, ...] = ("leading", "trailing", "both")
_TABLE = "Gaps"
_ROW = struct.Struct(">HHHH")

SpacedGlyphs = Mapping[tuple[int, Side], tuple[tuple[int, int], ...]]


def with_spaced_copies(
    data: bytes, leading: Collection[str], trailing: Collection[str], both: Collection[str] = ()
) -> bytes:
    """The slice `data` with copies of the glyphs of characters that a gap stands before, after, or on both sides of.

    A copy for both sides has the same gap on each. Characters that the slice has no glyph for are passed over, and so are those
    whose outline cannot be moved. Raises ValueError for a font without CFF or TrueType outlines.
    """
    return _with_copies(data, frozenset(leading), frozenset(trailing), frozenset(both))


@lru_cache(maxsize=64)
def _with_copies(data: bytes, *wanted: frozenset[str]) -> bytes:
    import uharfbuzz

    source = Outlines(data)
    em = units_per_em(source.tables)
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    copies: list[Glyph] = []
    rows = []
    for number, characters in enumerate(wanted):
        side = _SIDES[number]
        found = (font.get_nominal_glyph(ord(character)) for character in characters)
        for plain in sorted({glyph for glyph in found if glyph}):
            for gap in GAPS:
                width = round(gap * em / 1000)
                copy = source.shifted(plain, 0 if side == "trailing" else width)
                if copy is None:
                    break
                rows.append(_ROW.pack(plain, number, gap, len(source) + len(copies)))
                copies.append(copy._replace(advance=copy.advance + width * (2 if side == "both" else 1)))
    return source.with_glyphs({}, copies, {_TABLE: b"".join(rows)}) if copies else data


def spaced_glyphs(data: bytes) -> SpacedGlyphs:
    """The copies in a font: for a plain glyph and a side, each gap in thousandths of an em and the glyph that carries it, sorted."""
    found: dict[tuple[int, Side], list[tuple[int, int]]] = {}
    for plain, side, gap, copy in _ROW.iter_unpack(tables_of(data).get(_TABLE, b"")):
        found.setdefault((plain, _SIDES[side]), []).append((gap, copy))
    return {key: tuple(sorted(copies)) for key, copies in found.items()}
