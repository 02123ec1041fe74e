"""Fonts as a reader's software needs them: text for every code, a glyph for every code, and never .notdef (ISO 14289-1, 7.21)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from publisher.check.tagging.marked_content import Content, UsedFont
from publisher.check.tagging.tree import Fault

_NAMED = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding"})
_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1", "KR"})
"""Character collections of Adobe that everybody has a way from to Unicode (7.21.7)."""
_NO_CHARACTERS = frozenset("\x00\ufeff\ufffe")
_LATEST = 12
"""How many codes a place names."""


def glyphs(content: Content) -> Iterator[Fault]:
    """Rules on the codes that pages show."""
    for used in content.fonts.values():
        if used.coded is None or not used.codes:
            continue
        yield from _faults("7.21.7-1", used, _without_text(used))
        yield from _faults(
            "7.21.7-2", used, {code for code in used.codes if _NO_CHARACTERS & set(used.coded.text(code))}
        )
        blank, absent = _without_glyph(used)
        # What a program lacks is drawn as its .notdef.
        yield from _faults("7.21.8-1", used, blank | absent)
        yield from _faults("7.21.4.1-2", used, absent)
        descendant = _descendant(used.font)
        if str(descendant.get("/Subtype", "")) == "/CIDFontType2" and "/CIDToGIDMap" not in descendant:
            yield Fault("7.21.3.2-1", 0, used.coded.name.lstrip("/"))


def _faults(rule: str, used: UsedFont, codes: set[int]) -> Iterator[Fault]:
    if codes and used.coded is not None:
        told = [f"<{code:04X}>{used.coded.text(code)}" for code in sorted(codes)]
        more = " …" if len(told) > _LATEST else ""
        first = min(used.codes[code] for code in codes)
        yield Fault(rule, first, f"{used.coded.name.lstrip('/')}: {' '.join(told[:_LATEST])}{more}")


def _without_text(used: UsedFont) -> set[int]:
    font = used.font
    if "/ToUnicode" not in font and _has_names(font):
        return set()
    assert used.coded is not None
    return {code for code in used.codes if not used.coded.has_text(code)}


def _has_names(font: Any) -> bool:
    """Whether the encoding alone says which characters the codes are."""
    from pikepdf import Dictionary, Name

    if str(font.get("/Subtype", "")) == "/Type0":
        system = _descendant(font).get("/CIDSystemInfo", {})
        return str(system.get("/Registry", "")) == "Adobe" and str(system.get("/Ordering", "")) in _COLLECTIONS
    encoding = font.get("/Encoding")
    if isinstance(encoding, Name):
        return str(encoding) in _NAMED
    return isinstance(encoding, Dictionary) and ("/Differences" in encoding or "/BaseEncoding" in encoding)


def _descendant(font: Any) -> Any:
    return font.DescendantFonts[0] if "/DescendantFonts" in font else font


# --- glyphs ------------------------------------------------------------------------------------------------------


def _without_glyph(used: UsedFont) -> tuple[set[int], set[int]]:
    """Codes that draw .notdef, and codes whose glyph the embedded program does not have."""
    descendant = _descendant(used.font)
    if str(used.font.get("/Subtype", "")) != "/Type0":
        return _undefined(used), set()
    assert used.coded is not None
    chosen = {code: _glyph(descendant, used.coded.character(code)) for code in used.codes}
    known = _glyphs_of(descendant)
    blank = {code for code, glyph in chosen.items() if glyph == 0}
    return blank, set() if known is None else {code for code, glyph in chosen.items() if glyph not in known}


def _undefined(used: UsedFont) -> set[int]:
    """Codes of a simple font that its encoding calls .notdef."""
    from pikepdf import Dictionary

    encoding = used.font.get("/Encoding")
    differences: Any = encoding.get("/Differences", ()) if isinstance(encoding, Dictionary) else ()
    found, code = set(), 0
    for each in differences:
        if isinstance(each, int):
            code = each
            continue
        if str(each) == "/.notdef":
            found.add(code)
        code += 1
    return found & set(used.codes)


def _glyph(descendant: Any, character: int) -> int:
    """The glyph of a character: by CIDToGIDMap in a TrueType font (ISO 32000-1, 9.7.4.2), else the program looks it up itself."""
    from pikepdf import Stream

    mapping = descendant.get("/CIDToGIDMap")
    if not isinstance(mapping, Stream):
        return character
    data = _data(mapping)
    return int.from_bytes(data[character * 2 : character * 2 + 2], "big")


def _data(stream: Any) -> bytes:
    return bytes(stream.read_bytes())


def _glyphs_of(descendant: Any) -> frozenset[int] | range | None:
    """The glyphs, or the characters, that a composite font's program has; None where it cannot be told."""
    descriptor = descendant.get("/FontDescriptor", {})
    if "/FontFile3" in descriptor:
        is_open_type = str(descriptor.FontFile3.get("/Subtype", "")) == "/OpenType"
        return _compact(_data(descriptor.FontFile3), is_open_type)
    return _true_type(_data(descriptor.FontFile2)) if "/FontFile2" in descriptor else None


def _true_type(program: bytes) -> range | None:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return range(TTFont(BytesIO(program), lazy=True)["maxp"].numGlyphs)
    except (TTLibError, KeyError, AttributeError, ValueError):
        return None


def _compact(program: bytes, is_open_type: bool) -> frozenset[int] | range | None:
    """What a CFF program has: characters where it is keyed by them (its charset names them), else glyphs."""
    import struct

    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont, TTLibError

    try:
        if is_open_type:
            font = TTFont(BytesIO(program), lazy=True)
            if "CFF " not in font:
                return _true_type(program)
            program = font.reader["CFF "]
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(program), None)
        top = fonts[fonts.fontNames[0]]
        names = top.charset
        if not hasattr(top, "ROS"):
            return range(len(names))
        return frozenset([0, *(int(name[3:]) for name in names if name.startswith("cid"))])
    except (TTLibError, KeyError, IndexError, AttributeError, ValueError, AssertionError, struct.error):
        return None
