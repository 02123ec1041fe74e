"""How much a packed font unpacks to, told before it is unpacked (WOFF 1.0, WOFF 2.0)."""

from __future__ import annotations

import struct

MOST = 100_000_000
"""Bytes of a font, unpacked: the largest CJK collections have some forty million."""
_WOFF, _WOFF2 = b"wOFF", b"wOF2"
_WOFF_ENTRY = 20
_WOFF2_HEADER = 48
_OWN_TAG = 0x3F
_GLYF_AND_LOCA = (10, 11)
_PIECE = 1 << 20


def refuse_bomb(font: bytes) -> None:
    """Raises ValueError for a font that unpacks to more than it may or says, and struct.error or IndexError where it is cut short."""
    if font[:4] == _WOFF:
        (count,) = struct.unpack_from(">H", font, 12)
        entries = struct.iter_unpack(">4sIIII", font[44 : 44 + _WOFF_ENTRY * count])
        # zlib makes at most a thousandfold of it.
        if sum(min(original, 1100 * packed) for _, _, packed, original, _ in entries) > MOST:
            raise ValueError(f"more than {MOST} bytes")
        for _, _, packed, original, _ in struct.iter_unpack(">4sIIII", font[44 : 44 + _WOFF_ENTRY * count]):
            if packed * 1100 > MOST and original < packed:
                raise ValueError("a table unpacks to more than it says")
    elif font[:4] == _WOFF2:
        _refuse_brotli(font)


def _refuse_brotli(font: bytes) -> None:
    import brotli

    (count,) = struct.unpack_from(">H", font, 12)
    (packed,) = struct.unpack_from(">I", font, 20)
    start = _after_directory(font, count)
    stream, left = brotli.Decompressor(), MOST
    piece = font[start : start + packed]
    while not stream.is_finished():
        made = stream.process(piece, output_buffer_limit=_PIECE)
        left -= len(made)
        if left < 0:
            raise ValueError(f"more than {MOST} bytes")
        if not made and stream.can_accept_more_data() and not piece:
            raise ValueError("cut short")
        piece = b""


def _after_directory(font: bytes, count: int) -> int:
    """Where the compressed data of a WOFF2 begin."""
    at = _WOFF2_HEADER
    for _ in range(count):
        flags = font[at]
        at += 1
        tag = flags & _OWN_TAG
        if tag == _OWN_TAG:
            at += 4
        at = _after_number(font, at)
        if (flags >> 6 == 0) == (tag in _GLYF_AND_LOCA):
            at = _after_number(font, at)
    return at


def _after_number(font: bytes, at: int) -> int:
    while font[at] & 0x80:
        at += 1
    return at + 1
