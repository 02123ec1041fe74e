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


def slice_with_geta(face: Face, characters: frozenset[str], missing: frozenset[str], forms: bool = False) -> bytes:
    """The slice of `face` for `characters`, in which each of `missing` is drawn as 〓 by a glyph of its own."""
    from fontTools.ttLib import TTFont

    donors = _donors(face, characters, len(missing))
    data = slice_face(face, characters | {GETA, *donors}, forms)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    cmap = font.getBestCmap()
    geta = cmap[ord(GETA)]
    for character, donor in zip(sorted(missing), donors, strict=True):
        _copy_glyph(font, geta, cmap[ord(donor)])
        _remap(font, ord(donor), ord(character))
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


def _remap(font: Any, old: int, new: int) -> None:
    for table in font["cmap"].tables:
        if not table.isUnicode() or old not in table.cmap:
            continue
        glyph = table.cmap.pop(old)
        if new <= 0xFFFF or table.format in (12, 13):
            table.cmap[new] = glyph
