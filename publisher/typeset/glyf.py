"""Glyphs of TrueType fonts moved and turned on their records.

OpenType 1.9, `glyf` and `loca` (https://learn.microsoft.com/typography/opentype/spec/glyf). A simple glyph is a row of points told
by their differences; a composite one is built of others, and is written here as a simple one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME, _OVERLAP = 1, 2, 4, 8, 16, 32, 64
_ARGS_ARE_WORDS, _ARGS_ARE_XY, _SCALE, _MORE, _XY_SCALE, _MATRIX, _SCALED_OFFSET = 1, 2, 8, 32, 64, 128, 2048
_DEEPEST = 8
"""Composites of composites: deeper ones are loops."""

Point = tuple[int, int]


class Contours(NamedTuple):
    """A simple glyph: where each contour ends, and flags and places of all points in font units."""

    ends: Sequence[int]
    flags: Sequence[int]
    xs: Sequence[int]
    ys: Sequence[int]


_EMPTY = Contours((), (), (), ())


def records_of(tables: dict[str, bytes]) -> list[bytes]:
    """The `glyf` record of each glyph, empty for one that draws nothing."""
    loca = tables["loca"]
    if struct.unpack_from(">h", tables["head"], 50)[0]:
        offsets = list(struct.unpack(f">{len(loca) // 4}I", loca))
    else:
        offsets = [2 * each for each in struct.unpack(f">{len(loca) // 2}H", loca)]
    data = tables["glyf"]
    return [data[first:last] for first, last in pairwise(offsets)]


def glyph_tables(tables: dict[str, bytes], records: Sequence[bytes]) -> dict[str, bytes]:
    """`glyf` and `loca` for the records, and the `head` and `maxp` that go with them."""
    padded = [each + bytes(-len(each) % 4) for each in records]
    offsets = [0]
    for each in padded:
        offsets.append(offsets[-1] + len(each))
    head = bytearray(tables["head"])
    struct.pack_into(">h", head, 50, 1)
    maxp = bytearray(tables["maxp"])
    contours = max((struct.unpack_from(">h", each)[0] for each in records if each), default=0)
    points = max((_point_count(each) for each in records if each), default=0)
    # Of points and contours in simple glyphs, then in composite ones (each is at most one part more), parts, and their depth.
    for at, most in ((6, points), (8, contours), (10, points), (12, contours), (28, 1), (30, 2)):
        struct.pack_into(">H", maxp, at, max(most, struct.unpack_from(">H", maxp, at)[0]))
    return {
        "glyf": b"".join(padded),
        "loca": struct.pack(f">{len(offsets)}I", *offsets),
        "head": bytes(head),
        "maxp": bytes(maxp),
    }


def flattened(record: bytes, records: Sequence[bytes]) -> bytes:
    """A composite glyph as a simple one; any other as it is. Raises ValueError for one that holds itself."""
    if not record or struct.unpack_from(">h", record)[0] >= 0:
        return record
    return _written(_contours(record, records, _DEEPEST))


@lru_cache(maxsize=4096)
def moved(record: bytes, right: int, up: int) -> bytes:
    """A simple glyph at another place."""
    if not record:
        return record
    ends, flags, xs, ys = _simple(record)
    return _written(Contours(ends, flags, [x + right for x in xs], [y + up for y in ys]))


@lru_cache(maxsize=4096)
def turned(record: bytes, right: int, up: int) -> bytes:
    """A simple glyph turned a quarter counter-clockwise about the origin, then moved: x' = right - y, y' = up + x."""
    if not record:
        return record
    ends, flags, xs, ys = _simple(record)
    return _written(Contours(ends, flags, [right - y for y in ys], [up + x for x in xs]))


def composed_of(glyph: int, record: bytes, right: int) -> bytes:
    """A composite of one part, the glyph with this record, further right. In bytes and time it costs next to nothing."""
    _, left, bottom, end, top = struct.unpack_from(">hhhhh", record)
    flags = _ARGS_ARE_WORDS | _ARGS_ARE_XY
    return struct.pack(">hhhhhHHhh", -1, left + right, bottom, end + right, top, flags, glyph, right, 0)


def left_edge(record: bytes) -> int:
    """Where the ink of a glyph begins: it is drawn there or, if its left side bearing differs, as far off."""
    return int(struct.unpack_from(">h", record, 2)[0]) if record else 0


def _point_count(record: bytes) -> int:
    contours = struct.unpack_from(">h", record)[0]
    return struct.unpack_from(">H", record, 8 + 2 * contours)[0] + 1 if contours > 0 else 0


def _simple(record: bytes) -> Contours:
    count = struct.unpack_from(">h", record)[0]
    if not count:
        return _EMPTY
    ends = struct.unpack_from(f">{count}H", record, 10)
    at = 10 + 2 * count
    at += 2 + struct.unpack_from(">H", record, at)[0]
    flags: list[int] = []
    total = ends[-1] + 1
    while len(flags) < total:
        flag = record[at]
        at += 1
        if flag & _REPEAT:
            flags += [flag] * (record[at] + 1)
            at += 1
        else:
            flags.append(flag)
    xs, at = _coordinates(record, at, flags, _X_SHORT, _X_SAME)
    ys, _ = _coordinates(record, at, flags, _Y_SHORT, _Y_SAME)
    return Contours(ends, [flag & (_ON_CURVE | _OVERLAP) for flag in flags], xs, ys)


def _coordinates(record: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    """One coordinate of all points, and the offset after them."""
    found, value = [], 0
    for flag in flags:
        if flag & short:
            value += record[at] if flag & same else -record[at]
            at += 1
        elif not flag & same:
            value += int.from_bytes(record[at : at + 2], signed=True)
            at += 2
        found.append(value)
    return found, at


def _written(glyph: Contours) -> bytes:
    """The record of a simple glyph, without instructions."""
    ends, own_flags, xs, ys = glyph
    if not ends:
        return b""
    # Bits of a coordinate's length are for x; those for y are the next higher ones.
    x_flags, x_data = _differences(xs)
    y_flags, y_data = _differences(ys)
    flags = bytearray()
    last, repeats = -1, 0
    for own, x, y in zip(own_flags, x_flags, y_flags, strict=True):
        flag = own | x | y << 1
        if flag == last and repeats < 255:
            repeats += 1
            if repeats == 1:
                flags[-1] |= _REPEAT
                flags.append(1)
            else:
                flags[-1] = repeats
        else:
            flags.append(flag)
            last, repeats = flag, 0
    count = len(ends)
    head = struct.pack(f">hhhhh{count}HH", count, min(xs), min(ys), max(xs), max(ys), *ends, 0)
    return b"".join((head, bytes(flags), x_data, y_data))


def _differences(values: Sequence[int]) -> tuple[list[int], bytes]:
    """Flags as for x, and the data, of one coordinate of all points."""
    flags, data, before = [], bytearray(), 0
    for value in values:
        step, before = value - before, value
        if not step:
            flags.append(_X_SAME)
        elif -256 < step < 256:
            flags.append(_X_SHORT | _X_SAME if step > 0 else _X_SHORT)
            data.append(abs(step))
        else:
            flags.append(0)
            data += step.to_bytes(2, signed=True)
    return flags, bytes(data)


def _contours(record: bytes, records: Sequence[bytes], depth: int) -> Contours:
    """All contours of a glyph, those of its parts where they come to stand."""
    if not record or struct.unpack_from(">h", record)[0] >= 0:
        return _simple(record) if record else _EMPTY
    if not depth:
        raise ValueError("a composite glyph that holds itself")
    whole = _EMPTY
    for glyph, offset, (a, b, c, d) in _parts(record):
        part = _contours(records[glyph], records, depth - 1)
        xs = [round(a * x + c * y) for x, y in zip(part.xs, part.ys, strict=True)]
        ys = [round(b * x + d * y) for x, y in zip(part.xs, part.ys, strict=True)]
        right, up = offset if isinstance(offset, tuple) else _meeting(whole, offset >> 16, (xs, ys), offset & 0xFFFF)
        start = len(whole.xs)
        whole = Contours(
            [*whole.ends, *(end + start for end in part.ends)],
            [*whole.flags, *part.flags],
            [*whole.xs, *(x + right for x in xs)],
            [*whole.ys, *(y + up for y in ys)],
        )
    return whole


def _meeting(whole: Contours, point: int, part: tuple[list[int], list[int]], own: int) -> Point:
    """How far a part has to go for one of its points to meet one that is there."""
    return whole.xs[point] - part[0][own], whole.ys[point] - part[1][own]


def _parts(record: bytes) -> Iterator[tuple[int, Point | int, tuple[float, float, float, float]]]:
    """Of each part of a composite: the glyph, its offset (or the points that are to meet, in one number), its matrix."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", record, at)
        at += 4
        signed = bool(flags & _ARGS_ARE_XY)
        form = ("h" if signed else "H") if flags & _ARGS_ARE_WORDS else ("b" if signed else "B")
        first, second = struct.unpack_from(f">{form}{form}", record, at)
        at += 4 if flags & _ARGS_ARE_WORDS else 2
        count = 1 if flags & _SCALE else 2 if flags & _XY_SCALE else 4 if flags & _MATRIX else 0
        scales = [each / 0x4000 for each in struct.unpack_from(f">{count}h", record, at)]
        at += 2 * count
        a, b, c, d = {0: (1, 0, 0, 1), 1: (*scales, 0, 0, *scales), 2: (*scales[:1], 0, 0, *scales[1:])}.get(
            count, tuple(scales)
        )
        offset: Point | int = first << 16 | second
        if signed:
            offset = (first, second)
            if flags & _SCALED_OFFSET:
                offset = (round(first * (a * a + b * b) ** 0.5), round(second * (c * c + d * d) ** 0.5))
        yield glyph, offset, (a, b, c, d)
