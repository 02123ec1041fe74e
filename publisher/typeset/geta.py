"""The geta 〓: what is drawn where no face has the character.

The slice is given a glyph for each missing character, drawn as U+3013, and a cmap entry that leads to it. So the text of the
PDF stays the real character (its ToUnicode says so, and search and copying find it), while the eye sees that a glyph was not
to be had. JIS X 4051 and Chinese practice use 〓 for this.
"""

from __future__ import annotations

import io
from typing import Any

from publisher.fonts import Face
from publisher.typeset.slices import slice_face

GETA = "\u3013"
_DONORS = range(0x4E00, 0x9FA6)
"""Ideographs whose glyph slots are taken over: any that the document does not use will do."""


def slice_with_geta(
    face: Face, characters: frozenset[str], missing: frozenset[str], languages: tuple[str, ...] = ()
) -> bytes:
    """The slice of `face` for `characters`, in which each of `missing` is drawn as 〓 by a glyph of its own."""
    from fontTools.ttLib import TTFont

    donors = _donors(face, characters, len(missing))
    data = slice_face(face, characters | {GETA, *donors}, languages)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    cmap = font.getBestCmap()
    geta = cmap[ord(GETA)]
    drawn = {}
    for character, donor in zip(sorted(missing), donors, strict=True):
        _copy_glyph(font, geta, cmap[ord(donor)])
        drawn[ord(character)] = cmap.pop(ord(donor))
    _set_cmap(font, cmap | drawn)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def _donors(face: Face, characters: frozenset[str], count: int) -> list[str]:
    free = (chr(point) for point in _DONORS if chr(point) not in characters and face.covers(chr(point)))
    return [donor for donor, _ in zip(free, range(count), strict=False)]


def _copy_glyph(font: Any, source: str, target: str) -> None:
    """Make `target` look as `source` does, in CFF or TrueType outlines."""
    if "CFF " in font:
        top = font["CFF "].cff.topDictIndex[0]
        strings = top.CharStrings
        drawn = strings[source]
        strings[target] = type(drawn)(bytecode=drawn.bytecode, private=drawn.private, globalSubrs=drawn.globalSubrs)
        select = getattr(top, "FDSelect", None)
        if select is not None:
            # The width in a charstring counts from its font dictionary's own, so the dictionary goes along.
            select.gidArray[font.getGlyphID(target)] = select.gidArray[font.getGlyphID(source)]
    else:
        font["glyf"][target] = font["glyf"][source]
    font["hmtx"][target] = font["hmtx"][source]


def _set_cmap(font: Any, cmap: dict[int, str]) -> None:
    """Give the font one table for the basic plane and one for all planes: a slice without rarer characters has only the first.

    Variation sequences (format 14) stay as they are.
    """
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    kept = [table for table in font["cmap"].tables if table.format == 14]
    for number, encoding, most in ((4, 1, 0xFFFF), (12, 10, 0x10FFFF)):
        table = CmapSubtable.newSubtable(number)
        table.platformID, table.platEncID, table.language = 3, encoding, 0
        table.cmap = {point: glyph for point, glyph in cmap.items() if point <= most}
        kept.append(table)
    font["cmap"].tables = kept
