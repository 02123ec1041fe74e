"""What is done to the bytes of a slice (OpenType 1.9, https://learn.microsoft.com/typography/opentype/spec/).

CIDs equal to glyph ids: the engine writes glyph ids as CIDs (PDF 32000-1, 9.7.4.2); in a plain subset of a CID-keyed CFF they
differ, and some viewers draw a blank page. One ascent and descent, those of the ideographic em box, for all faces: with its
own, a face in the middle of a line would move the baseline and make the line taller than the grid.
"""

from __future__ import annotations

import struct
from itertools import pairwise

EM_BOX = 0.88, 0.12
"""Ascent and descent of the ideographic em box, in ems."""

_CHARSET_OPERATOR = 15
_CHARSTRINGS_OPERATOR = 17
_ROS_OPERATOR = (12, 30)
_CHECKSUM_MAGIC = 0xB1B0AFBA
_WORD = 0xFFFFFFFF


def finished(font: bytes) -> bytes:
    """`font` with CIDs equal to glyph ids, the metrics of the em box, and right checksums; its length stays the same."""
    data = bytearray(font)
    tables = _tables(data)
    if b"CFF " in tables:
        _set_identity_charset(data, tables[b"CFF "][0])
    _set_metrics(data, tables)
    _seal(data, tables)
    return bytes(data)


def _tables(data: bytearray) -> dict[bytes, tuple[int, int]]:
    """Offset and length of each table."""
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * at) for at in range(count))
    return {tag: (offset, length) for tag, _, offset, length in records}


def _set_metrics(data: bytearray, tables: dict[bytes, tuple[int, int]]) -> None:
    upem = struct.unpack_from(">H", data, tables[b"head"][0] + 18)[0]
    ascent, descent = (round(share * upem) for share in EM_BOX)
    struct.pack_into(">hhh", data, tables[b"hhea"][0] + 4, ascent, -descent, 0)
    if b"OS/2" in tables:
        struct.pack_into(">hhhHH", data, tables[b"OS/2"][0] + 68, ascent, -descent, 0, ascent, descent)


def _seal(data: bytearray, tables: dict[bytes, tuple[int, int]]) -> None:
    """Set the checksum of every table, and of the whole file in `head`."""
    adjustment = tables[b"head"][0] + 8
    struct.pack_into(">I", data, adjustment, 0)
    for at, (offset, length) in enumerate(tables.values()):
        struct.pack_into(">I", data, 12 + 16 * at + 4, _checksum(data[offset : offset + length]))
    struct.pack_into(">I", data, adjustment, (_CHECKSUM_MAGIC - _checksum(data)) & _WORD)


def _checksum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}I", padded))) & _WORD


def _set_identity_charset(data: bytearray, start: int) -> None:
    """Make the charset of a CID-keyed CFF table 1, 2, 3 …; one that is keyed by names stays.

    The new charset is the shortest there is for so many glyphs (Adobe TN 5176, section 13), so it fits where the old one was.
    """
    _, after_names = _index(data, start + data[start + 2])
    tops, _ = _index(data, after_names)
    operators = _dict(data, *tops[0])
    if _ROS_OPERATOR not in operators:
        return
    charset = start + operators[_CHARSET_OPERATOR]
    charstrings = start + operators[_CHARSTRINGS_OPERATOR]
    new = _identity(struct.unpack_from(">H", data, charstrings)[0])
    data[charset : charset + len(new)] = new


def _identity(glyphs: int) -> bytes:
    """The charset 1, 2, 3 …: a list for two glyphs, one short range up to 257, one long range beyond."""
    if glyphs < 2:
        return b""
    if glyphs == 2:
        return struct.pack(">BH", 0, 1)
    if glyphs <= 257:
        return struct.pack(">BHB", 1, 1, glyphs - 2)
    return struct.pack(">BHH", 2, 1, glyphs - 2)


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
