"""What is done to the bytes of a slice (OpenType 1.9, https://learn.microsoft.com/typography/opentype/spec/).

CIDs equal to glyph ids: the engine writes glyph ids as CIDs (PDF 32000-1, 9.7.4.2); in a plain subset of a CID-keyed CFF they
differ, and some viewers draw a blank page. One ascent and descent, those of the ideographic em box, for all faces: with its
own, a face in the middle of a line would move the baseline and make the line taller than the grid.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import NamedTuple

EM_BOX = 0.88, 0.12
"""Ascent and descent of the ideographic em box, in ems."""

_CHARSET_OPERATOR = 15
_CHARSTRINGS_OPERATOR = 17
_ROS_OPERATOR = (12, 30)
_WORD = 0xFFFFFFFF


def finished(font: bytes) -> bytes:
    """`font` with CIDs equal to glyph ids and the metrics of the em box; its length stays the same."""
    data = bytearray(font)
    tables = _tables(data)
    if b"CFF " in tables:
        _set_identity_charset(data, tables)
    _set_metrics(data, tables)
    return bytes(data)


class _Table(NamedTuple):
    """Where a table is, and where the directory holds its checksum."""

    offset: int
    checksum_at: int


def _tables(data: bytearray) -> dict[bytes, _Table]:
    records = range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    return {bytes(data[at : at + 4]): _Table(struct.unpack_from(">I", data, at + 8)[0], at + 4) for at in records}


def _set_metrics(data: bytearray, tables: dict[bytes, _Table]) -> None:
    upem = struct.unpack_from(">H", data, tables[b"head"].offset + 18)[0]
    ascent, descent = (round(share * upem) for share in EM_BOX)
    _write(data, tables, b"hhea", 4, struct.pack(">hhh", ascent, -descent, 0))
    if b"OS/2" in tables:
        _write(data, tables, b"OS/2", 68, struct.pack(">hhhHH", ascent, -descent, 0, ascent, descent))


def _write(data: bytearray, tables: dict[bytes, _Table], tag: bytes, at: int, new: bytes) -> None:
    """Write `new` at an offset of a table, and carry the difference into its checksum and that of the whole file.

    Tables start at multiples of four bytes and checksums are sums of 32-bit words, so only the words written over count.
    """
    table = tables[tag]
    start = table.offset + at
    first, last = start // 4 * 4, -(-(start + len(new)) // 4) * 4
    before = _sum(data[first:last])
    data[start : start + len(new)] = new
    change = _sum(data[first:last]) - before
    _add(data, table.checksum_at, change)
    # The whole file's sum grows by the words and by the checksum in the directory.
    _add(data, tables[b"head"].offset + 8, -2 * change)


def _add(data: bytearray, at: int, change: int) -> None:
    struct.pack_into(">I", data, at, (struct.unpack_from(">I", data, at)[0] + change) & _WORD)


def _sum(words: bytearray) -> int:
    return sum(struct.unpack(f">{len(words) // 4}I", words))


def _set_identity_charset(data: bytearray, tables: dict[bytes, _Table]) -> None:
    """Make the charset of a CID-keyed CFF table 1, 2, 3 …; one that is keyed by names stays.

    The new charset is the shortest there is for so many glyphs (Adobe TN 5176, section 13), so it fits where the old one was.
    """
    start = tables[b"CFF "].offset
    _, after_names = _index(data, start + data[start + 2])
    tops, _ = _index(data, after_names)
    operators = _dict(data, *tops[0])
    if _ROS_OPERATOR not in operators:
        return
    glyphs = struct.unpack_from(">H", data, start + operators[_CHARSTRINGS_OPERATOR])[0]
    _write(data, tables, b"CFF ", operators[_CHARSET_OPERATOR], _identity(glyphs))


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
