"""A map from glyph ids to text, as a CMap (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

from collections.abc import Mapping

_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_MOST = 100
"""Entries of a block."""


def to_unicode(texts: Mapping[int, bytes]) -> bytes:
    """The map of `texts`, UTF-16 in hex digits by glyph id."""
    entries = [b"<%04x> <%s>\n" % (glyph, texts[glyph]) for glyph in sorted(texts)]
    blocks = (entries[at : at + _MOST] for at in range(0, len(entries), _MOST))
    mapped = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
    return _HEAD + mapped + _FOOT
