"""One ascent and descent for all slices: those of the ideographic em box.

With its own, a face in the middle of a line would move the baseline and make the line taller than the grid. The bytes are
written in place (OpenType 1.9, `hhea` and `OS/2`, https://learn.microsoft.com/typography/opentype/spec/).
"""

from __future__ import annotations

import struct
from typing import NamedTuple

EM_BOX = 0.88, 0.12
"""Ascent and descent of the ideographic em box, in ems."""

_WORD = 0xFFFFFFFF


def with_em_box(font: bytes) -> bytes:
    """`font` with the ascent and descent of the em box and no line gap; nothing else of it changes."""
    data = bytearray(font)
    tables = _tables(data)
    upem = struct.unpack_from(">H", data, tables[b"head"].offset + 18)[0]
    ascent, descent = (round(share * upem) for share in EM_BOX)
    _write(data, tables, b"hhea", 4, struct.pack(">hhh", ascent, -descent, 0))
    if b"OS/2" in tables:
        _write(data, tables, b"OS/2", 68, struct.pack(">hhhHH", ascent, -descent, 0, ascent, descent))
    return bytes(data)


class _Table(NamedTuple):
    """Where a table is, and where the directory holds its checksum."""

    offset: int
    checksum_at: int


def _tables(data: bytearray) -> dict[bytes, _Table]:
    records = range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    return {bytes(data[at : at + 4]): _Table(struct.unpack_from(">I", data, at + 8)[0], at + 4) for at in records}


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
