"""CFF surgery: the charstrings of a slice, read and replaced without loading the font.

Adobe Technical Note 5176 (The Compact Font Format). A CID-keyed font, as slices of Noto CJK are, shares out its glyphs over
font dictionaries (FDSelect), each with a width that charstrings count from (nominalWidthX) and one they may leave unsaid
(defaultWidthX). What is not touched here is carried over byte for byte.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

CHARSET, ENCODING, CHARSTRINGS, PRIVATE, SUBRS, DEFAULT_WIDTH, NOMINAL_WIDTH = 15, 16, 17, 18, 19, 20, 21
ROS, CID_COUNT, FD_ARRAY, FD_SELECT = 0x0C1E, 0x0C22, 0x0C24, 0x0C25
"""Operators of dictionaries; those of two bytes are escaped by 12."""

_STANDARD_STRINGS = 391

Dict = dict[int, bytes]
"""Operator to the bytes of its operands, in the order of the font."""


class FontDict(NamedTuple):
    """A font dictionary with its Private dictionary and local subroutines, and the widths in it in font units."""

    entries: Dict
    private: Dict
    subrs: bytes
    nominal_width: int
    default_width: int


class Cff(NamedTuple):
    """A CFF table with one font in it."""

    header: bytes
    names: bytes
    top: Dict
    strings: list[bytes]
    global_subrs: bytes
    charset: bytes
    """As written, of a name-keyed font; that of a CID-keyed one is always the identity."""
    charstrings: list[bytes]
    fd_select: bytes
    """The font dictionary of each glyph."""
    font_dicts: list[FontDict]

    @property
    def cid_keyed(self) -> bool:
        return ROS in self.top


def read_cff(table: bytes) -> Cff:
    """The parts of a CFF table. Raises ValueError where there is more than one font in it, or none."""
    _, at_of_tops = _index(table, table[2])
    tops, at_of_strings = _index(table, at_of_tops)
    if len(tops) != 1:
        raise ValueError(f"a CFF table with {len(tops)} fonts")
    strings, at_of_globals = _index(table, at_of_strings)
    _, end = _index(table, at_of_globals)
    top = _dict(tops[0])
    charstrings, _ = _index(table, _offset(top, CHARSTRINGS))
    if ROS in top:
        dicts = [_font_dict(table, _dict(each)) for each in _index(table, _offset(top, FD_ARRAY))[0]]
        select, charset = _fd_select(table, _offset(top, FD_SELECT), len(charstrings)), b""
    else:
        dicts = [_font_dict(table, {PRIVATE: top[PRIVATE]})]
        select, charset = bytes(len(charstrings)), _named_charset(table, top, len(charstrings))
    return Cff(
        header=table[: table[2]],
        names=table[table[2] : at_of_tops],
        top=top,
        strings=strings,
        global_subrs=table[at_of_globals:end],
        charset=charset,
        charstrings=charstrings,
        fd_select=select,
        font_dicts=dicts,
    )


def written_cff(font: Cff) -> bytes:
    """The table of a font, with as many glyphs as it has charstrings and CIDs equal to glyph ids."""
    count = len(font.charstrings)
    strings = font.strings
    charset = _identity_charset(count)
    if not font.cid_keyed:
        # Glyphs that are new need names, or an embedded font would have two of one.
        fresh = range(len(strings), len(strings) + count - 1 - len(font.charset) // 2)
        strings = [*strings, *(f"copy{at}".encode() for at in fresh)]
        charset = b"\0" + font.charset + b"".join(struct.pack(">H", _STANDARD_STRINGS + at) for at in fresh)
    top = {operator: operands for operator, operands in font.top.items() if operator != ENCODING}
    places = [CHARSET, CHARSTRINGS, *((FD_ARRAY, FD_SELECT) if font.cid_keyed else (PRIVATE,))]
    top |= {each: _placed(0) * (2 if each == PRIVATE else 1) for each in places}
    if font.cid_keyed:
        top[CID_COUNT] = _placed(count)
    before = len(font.header + font.names + font.global_subrs) + len(_written_index(strings))
    at = before + len(_written_index([_written_dict(top)]))
    body = []

    def place(data: bytes) -> bytes:
        nonlocal at
        body.append(data)
        at += len(data)
        return _placed(at - len(data))

    top[CHARSET] = place(charset)
    top[CHARSTRINGS] = place(_written_index(font.charstrings))
    if font.cid_keyed:
        top[FD_SELECT] = place(_written_fd_select(font.fd_select))
        entries = [each.entries | {PRIVATE: _place_private(each, place)} for each in font.font_dicts]
        top[FD_ARRAY] = place(_written_index([_written_dict(each) for each in entries]))
    else:
        top[PRIVATE] = _place_private(font.font_dicts[0], place)
    start = [font.header, font.names, _written_index([_written_dict(top)]), _written_index(strings), font.global_subrs]
    return b"".join(start + body)


def number(value: int) -> bytes:
    """An integer as DICT data and charstrings have it, as short as it can be."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    if 108 <= value <= 1131:
        return bytes((247 + (value - 108 >> 8), value - 108 & 0xFF))
    if -1131 <= value <= -108:
        return bytes((251 + (-value - 108 >> 8), -value - 108 & 0xFF))
    return struct.pack(">Bh", 28, value)


# --- INDEX ---------------------------------------------------------------------------------------------------------


def _index(table: bytes, at: int) -> tuple[list[bytes], int]:
    """The members of the INDEX at an offset, and the offset after it."""
    count, size = struct.unpack_from(">HB", table + b"\0", at)
    if not count:
        return [], at + 2
    start = at + 3 + (count + 1) * size
    raw = table[at + 3 : start]
    parts = [raw[each::size] for each in range(size)]
    offsets = [int.from_bytes(each) for each in zip(*parts, strict=True)]
    base = start - 1
    members = [table[base + first : base + last] for first, last in pairwise(offsets)]
    return members, base + offsets[-1]


def _written_index(members: Sequence[bytes]) -> bytes:
    if not members:
        return b"\0\0"
    offsets = list(accumulate((len(each) for each in members), initial=1))
    size = (offsets[-1].bit_length() + 7) // 8
    head = struct.pack(">HB", len(members), size)
    return b"".join([head, *(each.to_bytes(size) for each in offsets), *members])


# --- DICT ----------------------------------------------------------------------------------------------------------


def _dict(data: bytes) -> Dict:
    found: Dict = {}
    start = at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            operands = data[start:at]
            at += 1
            if first == 12:
                first, at = 0x0C00 | data[at], at + 1
            found[first] = operands
            start = at
        else:
            at += _length(data, at)
    return found


def _length(data: bytes, at: int) -> int:
    """How many bytes the operand at an offset takes."""
    first = data[at]
    if first == 30:  # a real number: nibbles up to one of 15
        end = at + 1
        while data[end] & 0xF != 0xF and data[end] >> 4 != 0xF:
            end += 1
        return end + 1 - at
    return {28: 3, 29: 5}.get(first, 1 if first < 247 else 2)


def _integers(operands: bytes) -> Iterator[int]:
    """The operands as integers; what is a real number, as widths of no slice are, is cut off at its point."""
    at = 0
    while at < len(operands):
        first, length = operands[at], _length(operands, at)
        piece = operands[at : at + length]
        if first == 30:
            digits = piece[1:].hex().translate({ord("a"): ".", ord("e"): "-", ord("b"): "E", ord("c"): "E-"})
            yield int(float(digits.rstrip("f")))
        elif first in (28, 29):
            yield int.from_bytes(piece[1:], signed=True)
        elif first < 247:
            yield first - 139
        elif first < 251:
            yield (first - 247) * 256 + piece[1] + 108
        else:
            yield -(first - 251) * 256 - piece[1] - 108
        at += length


def _offset(entries: Dict, operator: int) -> int:
    return next(_integers(entries[operator]))


def _written_dict(entries: Dict) -> bytes:
    return b"".join(
        operands + (struct.pack(">H", operator) if operator > 0xFF else bytes((operator,)))
        for operator, operands in entries.items()
    )


def _placed(offset: int) -> bytes:
    """An offset in five bytes, so that a dictionary's length does not depend on where things come to stand."""
    return struct.pack(">Bi", 29, offset)


def _font_dict(table: bytes, entries: Dict) -> FontDict:
    size, at = _integers(entries[PRIVATE])
    private = _dict(table[at : at + size])
    subrs = b""
    if SUBRS in private:
        start = at + _offset(private, SUBRS)
        subrs = table[start : _index(table, start)[1]]
    widths = [next(_integers(private.get(each, b"\x8b"))) for each in (NOMINAL_WIDTH, DEFAULT_WIDTH)]
    return FontDict(entries, private, subrs, *widths)


def _place_private(font_dict: FontDict, place: Callable[[bytes], bytes]) -> bytes:
    private = dict(font_dict.private)
    if font_dict.subrs:
        private[SUBRS] = _placed(0)
        private[SUBRS] = _placed(len(_written_dict(private)))
    written = _written_dict(private)
    return _placed(len(written)) + place(written + font_dict.subrs)


# --- charset and FDSelect ------------------------------------------------------------------------------------------


def _identity_charset(count: int) -> bytes:
    return struct.pack(">BHH", 2, 1, count - 2) if count > 1 else b"\0"


def _named_charset(table: bytes, top: Dict, count: int) -> bytes:
    """The names of the glyphs but `.notdef`, as string ids of two bytes each."""
    at = _offset(top, CHARSET) if CHARSET in top else 0
    if at <= 2:  # one of the three that are predefined; their names are of no use to anybody here
        return b"".join(struct.pack(">H", sid) for sid in range(1, count))
    form = table[at]
    if form == 0:
        return table[at + 1 : at + 2 * count - 1]
    names: list[int] = []
    at += 1
    record = struct.Struct(">HB" if form == 1 else ">HH")
    while len(names) < count - 1:
        first, left = record.unpack_from(table, at)
        names.extend(range(first, first + left + 1))
        at += record.size
    return struct.pack(f">{count - 1}H", *names[: count - 1])


def _fd_select(table: bytes, at: int, count: int) -> bytes:
    if table[at] == 0:
        return table[at + 1 : at + 1 + count]
    ranges = struct.unpack_from(">H", table, at + 1)[0]
    selected = bytearray()
    for place in range(at + 3, at + 3 + 3 * ranges, 3):
        first, chosen, end = struct.unpack_from(">HBH", table, place)
        selected += bytes((chosen,)) * (end - first)
    return bytes(selected)


def _written_fd_select(selected: bytes) -> bytes:
    starts = [at for at, each in enumerate(selected) if not at or each != selected[at - 1]]
    ranges = b"".join(struct.pack(">HB", at, selected[at]) for at in starts)
    form_3 = struct.pack(">BH", 3, len(starts)) + ranges + struct.pack(">H", len(selected))
    form_0 = b"\0" + selected
    return min(form_3, form_0, key=len)
