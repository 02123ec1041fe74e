"""Slices: a subset of a face for one document, glyphs renumbered, made by HarfBuzz from the mapped file.

Two things make a slice right for both outputs. Layout features that CJK lines need stay in (`chws` for squeezed marks, `ccmp`
for the unbroken dash `——`, vertical forms). And in CID-keyed CFF the CIDs are made equal to the glyph ids: the engine writes
glyph ids as CIDs (PDF 32000-1, 9.7.4.2), which in a plain subset are not the same and draw a blank page in some viewers.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from itertools import pairwise

from publisher.fonts import Face

FEATURES = (
    "ccmp", "chws", "fwid", "halt", "kern", "palt", "pwid", "vchw", "vert", "vhal", "vrt2",
)  # fmt: skip
FORMS = "locl"
"""Kept only where a document mixes languages: its closure adds every region's form of each ideograph."""

_CHARSET_OPERATOR = 15
_CHARSTRINGS_OPERATOR = 17
_ROS_OPERATOR = (12, 30)


@lru_cache(maxsize=256)
def slice_face(face: Face, characters: frozenset[str], forms: bool = False) -> bytes:
    """The slice of `face` for `characters` as OpenType bytes; `forms` keeps the forms of other languages.

    Cached, so that an EPUB and a PDF of one document share it.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(sorted({ord(character) for character in characters} | {0x20}))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_tag(name) for name in (*FEATURES, *([FORMS] if forms else [])))
    wanted.name_id_set.clear()
    # Without subroutines a small CFF compresses better; hints are of no use to viewers that smooth.
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    data = uharfbuzz.subset(face.blob, wanted).blob.data
    return identity_charset(data) if data[:4] == b"OTTO" else data


def identity_charset(font: bytes) -> bytes:
    """`font` with the charset of its CID-keyed CFF table rewritten so that CID = glyph id; other fonts as they are.

    The new charset is the shortest there is for so many glyphs (Adobe TN 5176, section 13), so it fits where the old one was.
    """
    data = bytearray(font)
    start = _table(data, b"CFF ")
    _, after_names = _index(data, start + data[start + 2])
    tops, _ = _index(data, after_names)
    operators = _dict(data, *tops[0])
    if _ROS_OPERATOR not in operators:
        return font
    charset = start + operators[_CHARSET_OPERATOR]
    charstrings = start + operators[_CHARSTRINGS_OPERATOR]
    glyphs = struct.unpack_from(">H", data, charstrings)[0]
    new = _identity(glyphs)
    data[charset : charset + len(new)] = new
    return bytes(data)


def _identity(glyphs: int) -> bytes:
    """The charset 1, 2, 3 …: a list for two glyphs, one short range up to 257, one long range beyond."""
    if glyphs < 2:
        return b""
    if glyphs == 2:
        return struct.pack(">BH", 0, 1)
    if glyphs <= 257:
        return struct.pack(">BHB", 1, 1, glyphs - 2)
    return struct.pack(">BHH", 2, 1, glyphs - 2)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _table(data: bytearray, tag: bytes) -> int:
    for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[at : at + 4] == tag:
            return int(struct.unpack_from(">I", data, at + 8)[0])
    raise ValueError(f"no {tag!r} table")


def _index(data: bytearray, at: int) -> tuple[list[tuple[int, int]], int]:
    """Start and end of each object of a CFF INDEX, and where the INDEX ends."""
    count = struct.unpack_from(">H", data, at)[0]
    if not count:
        return [], at + 2
    size = data[at + 2]
    base = at + 3 + (count + 1) * size - 1
    offsets = [
        base + int.from_bytes(data[at + 3 + each * size : at + 3 + (each + 1) * size], "big")
        for each in range(count + 1)
    ]
    return list(pairwise(offsets)), offsets[-1]


def _dict(data: bytearray, at: int, end: int) -> dict[object, int]:
    """The last operand of each operator of a CFF DICT that is an integer."""
    found: dict[object, int] = {}
    last = 0
    while at < end:
        byte = data[at]
        if byte <= 21:
            operator: object = (12, data[at + 1]) if byte == 12 else byte
            found[operator] = last
            at += 2 if byte == 12 else 1
        elif byte == 30:
            at = _after_real(data, at)
        else:
            last, at = _integer(data, at)
    return found


def _after_real(data: bytearray, at: int) -> int:
    at += 1
    while data[at] & 0xF != 0xF:
        at += 1
    return at + 1


def _integer(data: bytearray, at: int) -> tuple[int, int]:
    byte = data[at]
    if byte == 28:
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if byte == 29:
        return struct.unpack_from(">i", data, at + 1)[0], at + 5
    if byte <= 246:
        return byte - 139, at + 1
    if byte <= 250:
        return (byte - 247) * 256 + data[at + 1] + 108, at + 2
    return -(byte - 251) * 256 - data[at + 1] - 108, at + 2
