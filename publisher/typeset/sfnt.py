"""The container of an OpenType font: its tables by tag, and a font made of tables.

OpenType 1.9, `otff` (https://learn.microsoft.com/typography/opentype/spec/otff): a directory of tables, each with the sum of its
32-bit words; `head` makes the sum of the whole file come out at a fixed value.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence

_WORD = 0xFFFFFFFF
_WHOLE = 0xB1B0AFBA
_ADJUSTMENT_AT = 8
"""Where in `head` the difference to `_WHOLE` stands."""


def tables_of(font: bytes) -> dict[str, bytes]:
    """The tables of a font (not of a collection) by tag."""
    count = struct.unpack_from(">H", font, 4)[0]
    found = {}
    for tag, _, offset, length in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count]):
        found[tag.decode("latin-1")] = font[offset : offset + length]
    return found


def font_of(tables: Mapping[str, bytes]) -> bytes:
    """A font of the tables, in the order of their tags, with all checksums."""
    tags = sorted(tables)
    search = 1 << (len(tags).bit_length() - 1)
    flavour = b"OTTO" if "CFF " in tables else b"\0\1\0\0"
    header = flavour + struct.pack(">HHHH", len(tags), search * 16, search.bit_length() - 1, (len(tags) - search) * 16)
    head = bytearray(tables["head"])
    head[_ADJUSTMENT_AT : _ADJUSTMENT_AT + 4] = bytes(4)
    directory, bodies, total = [], [], 0
    offset = 12 + 16 * len(tags)
    for tag in tags:
        body = bytes(head) if tag == "head" else tables[tag]
        padded = body + bytes(-len(body) % 4)
        checksum = _sum(padded)
        directory.append(struct.pack(">4sIII", tag.encode("latin-1"), checksum, offset, len(body)))
        bodies.append(padded)
        offset += len(padded)
        total += checksum
    start = header + b"".join(directory)
    struct.pack_into(">I", head, _ADJUSTMENT_AT, (_WHOLE - _sum(start) - total) & _WORD)
    bodies[tags.index("head")] = bytes(head) + bytes(-len(head) % 4)
    return start + b"".join(bodies)


def units_per_em(tables: Mapping[str, bytes]) -> int:
    return int(struct.unpack_from(">H", tables["head"], 18)[0])


def glyph_count(tables: Mapping[str, bytes]) -> int:
    return int(struct.unpack_from(">H", tables["maxp"], 4)[0])


def metrics_of(tables: Mapping[str, bytes]) -> list[tuple[int, int]]:
    """Advance and left side bearing of each glyph, in font units (`hmtx`)."""
    long = struct.unpack_from(">H", tables["hhea"], 34)[0]
    data = tables["hmtx"]
    metrics: list[tuple[int, int]] = list(struct.iter_unpack(">Hh", data[: 4 * long]))
    last = metrics[-1][0]
    metrics += [(last, bearing) for (bearing,) in struct.iter_unpack(">h", data[4 * long :])]
    return metrics[: glyph_count(tables)]


def metrics_tables(tables: Mapping[str, bytes], metrics: Sequence[tuple[int, int]]) -> dict[str, bytes]:
    """`hmtx` with an advance and bearing for each glyph, and the `hhea` and `maxp` that go with it.

    `vmtx`, where there is one, is made as long: glyphs beyond its end have the vertical advance of its last.
    """
    hhea = bytearray(tables["hhea"])
    struct.pack_into(">Hh", hhea, 10, max(each[0] for each in metrics), min(each[1] for each in metrics))
    struct.pack_into(">H", hhea, 34, len(metrics))
    made = {
        "hmtx": b"".join([struct.pack(">Hh", *each) for each in metrics]),
        "hhea": bytes(hhea),
        "maxp": tables["maxp"][:4] + struct.pack(">H", len(metrics)) + tables["maxp"][6:],
    }
    more = len(metrics) - glyph_count(tables)
    if more and "vmtx" in tables:
        made["vmtx"] = tables["vmtx"] + bytes(2 * more)
    return made


def _sum(words: bytes) -> int:
    numbers = array("I", words)
    if sys.byteorder == "little":
        numbers.byteswap()
    return sum(numbers) & _WORD
