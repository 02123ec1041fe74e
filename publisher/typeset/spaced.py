"""Latin glyphs that carry the Han–Latin gap in their own advance.

Between Han and Latin stands a gap of about a quarter of an em (CLREQ 3.2.4, CSS Text 4 `text-autospace`) that is no space: `25名`.
Written as a movement of the pen, programs that read PDFs take it for one: pdftotext from 0.10 em on, pdfium from 0.13, MuPDF from
0.15. So a slice is given copies of the glyphs that stand beside a gap, with the gap inside their advance: then the boxes of the
glyphs touch, and nothing is read into it. There are copies for a few gaps; what a line needs more or less, at most half a step, is
left to the pen. Marks that meet are squeezed; where the pen moves back by more than 0.2 em, pdftotext begins a new line. So there
are narrow copies of marks too.

Which copies there are stands in a table of the font's own, `Gaps`: for each its plain glyph, side, gap and glyph, in numbers of 16
bits. A copy has no code point, so no text can come to it by chance. `publisher.typeset.slices.drawn_glyphs` leaves the table out.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from publisher.clreq import OPENING, is_ideographic, is_latin
from publisher.typeset.outlines import Glyph, Outlines
from publisher.typeset.sfnt import tables_of, units_per_em
from publisher.typeset.shaped import shaped_alone

if TYPE_CHECKING:
    import uharfbuzz

Side = Literal["leading", "trailing", "both"]

GAPS = (125, 250, 375, 500)
"""The gaps there are copies for, in thousandths of an em, each half a step from what no program takes for a space."""

NARROWED = (-500, -250)
"""By how much the copies of marks are narrower; opening ones have copies that give of the blank before their ink too."""

_NARROWEST = 0.4
"""A mark that is this narrow, in ems, has nothing to give."""

_SIDES: tuple[Side, ...] = ("leading", "trailing", "both")
_TABLE = "Gaps"
_ROW = struct.Struct(">HHhH")

_IDEOGRAPHIC = "\u2e80"

SpacedGlyphs = Mapping[tuple[int, Side], tuple[tuple[int, int], ...]]


class GapCharacters(NamedTuple):
    """Latin characters of a text that follow Han, that Han follows, and that stand between two."""

    leading: frozenset[str]
    trailing: frozenset[str]
    both: frozenset[str]


def gap_characters(text: str) -> GapCharacters:
    """The characters of `text` for `with_spaced_copies`."""
    leading, trailing, both = set[str](), set[str](), set[str]()
    opened = -1
    for at, (one, other) in enumerate(pairwise(text)):
        if (one < _IDEOGRAPHIC) == (other < _IDEOGRAPHIC):
            continue
        if is_latin(other) and is_ideographic(one):
            leading.add(other)
            opened = at + 1
        elif is_latin(one) and is_ideographic(other):
            (both if opened == at else trailing).add(one)
    return GapCharacters(frozenset(leading), frozenset(trailing), frozenset(both))


def with_spaced_copies(
    data: bytes, wanted: GapCharacters, narrowed: Collection[str] = (), languages: tuple[str, ...] = ()
) -> bytes:
    """The slice `data` with copies of the glyphs of characters that a gap stands before, after, or on both sides of, and with narrow
    copies of the marks `narrowed`; also of the forms they have in `languages` (BCP 47).

    A copy for both sides has the same gap on each. Characters that the slice has no glyph for are passed over, and so are those
    whose outline cannot be moved. Raises ValueError for a font without CFF or TrueType outlines.
    """
    return _with_copies(data, wanted, frozenset(narrowed), languages)


@lru_cache(maxsize=64)
def _with_copies(data: bytes, wanted: GapCharacters, narrowed: frozenset[str], languages: tuple[str, ...]) -> bytes:
    import uharfbuzz

    source = Outlines(data)
    em = units_per_em(source.tables)
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    copies: list[Glyph] = []
    rows = []
    kinds = [
        *((side, GAPS, each) for side, each in zip(_SIDES, wanted, strict=True)),
        ("trailing", NARROWED, narrowed),
        ("leading", NARROWED, narrowed & OPENING),
    ]
    for side, gaps, characters in kinds:
        for plain in sorted(_glyphs(font, characters, languages)):
            for gap in gaps:
                width = round(gap * em / 1000)
                copy = source.shifted(plain, 0 if side == "trailing" else width)
                if copy is None or (width < 0 and copy.advance + width < _NARROWEST * em):
                    break
                rows.append(_ROW.pack(plain, _SIDES.index(side), gap, len(source) + len(copies)))
                copies.append(copy._replace(advance=copy.advance + width * (2 if side == "both" else 1)))
    return source.with_glyphs({}, copies, {_TABLE: b"".join(rows)}) if copies else data


def _glyphs(font: uharfbuzz.Font, characters: Collection[str], languages: tuple[str, ...]) -> set[int]:
    """The glyphs of characters, each alone, by themselves and in each language."""
    known = [character for character in sorted(characters) if font.get_nominal_glyph(ord(character))]
    found = {font.get_nominal_glyph(ord(character)) or 0 for character in known}
    for language in languages:
        found.update(each.glyph for drawn in shaped_alone(font, known, language, "ltr") for each in drawn)
    return found - {font.get_nominal_glyph(ord(" ")), 0}


def spaced_glyphs(data: bytes) -> SpacedGlyphs:
    """The copies in a font: for a plain glyph and a side, each gap in thousandths of an em and the glyph that carries it, sorted."""
    found: dict[tuple[int, Side], list[tuple[int, int]]] = {}
    for plain, side, gap, copy in _ROW.iter_unpack(tables_of(data).get(_TABLE, b"")):
        found.setdefault((plain, _SIDES[side]), []).append((gap, copy))
    return {key: tuple(sorted(copies)) for key, copies in found.items()}
