"""The character map of a slice, written anew.

OpenType 1.9, `cmap` (https://learn.microsoft.com/typography/opentype/spec/cmap): one table for all planes (format 12), which every
engine of today reads, and the variation sequences (format 14) as they were.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping


def written_cmap(glyphs: Mapping[int, int], before: bytes) -> bytes:
    """A `cmap` that leads from code points to glyph ids, with the variation sequences of the table `before`."""
    groups: list[list[int]] = []
    for point, glyph in sorted(glyphs.items()):
        if groups and point == groups[-1][1] + 1 and glyph == groups[-1][2] + point - groups[-1][0]:
            groups[-1][1] = point
        else:
            groups.append([point, point, glyph])
    body = b"".join(struct.pack(">III", *group) for group in groups)
    table = struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(groups)) + body
    sequences = _sequences(before)
    # Records stand in the order of platform and encoding: 0, 5 for sequences comes before 3, 10.
    count = 1 + bool(sequences)
    start = 4 + 8 * count
    records = struct.pack(">HHI", 0, 5, start) if sequences else b""
    records += struct.pack(">HHI", 3, 10, start + len(sequences))
    return struct.pack(">HH", 0, count) + records + sequences + table


def _sequences(table: bytes) -> bytes:
    """The subtable of variation sequences, if there is one."""
    count = struct.unpack_from(">H", table, 2)[0]
    for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count]):
        if (platform, encoding) == (0, 5):
            return table[offset : offset + struct.unpack_from(">I", table, offset + 2)[0]]
    return b""
