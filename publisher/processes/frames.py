"""Frames between a program and a process of its own: bytes (MessagePack), each piece after its length in four bytes."""

from __future__ import annotations

import struct
from typing import IO

from msgspec import Struct

_LENGTH = struct.Struct(">I")


class Ready(Struct, frozen=True):
    """The first frame of a process: all is loaded; `holds_memory`: the system keeps it within a limit on memory."""

    holds_memory: bool
    peak: int = 0
    """What the system calls the most memory it has held so far, in bytes: it counts from the peak of whoever started it."""


def send(stream: IO[bytes], data: bytes) -> None:
    for piece in (_LENGTH.pack(len(data)), data):
        left = memoryview(piece)
        while left:
            left = left[stream.write(left) :]
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next frame. Raises EOFError where the other side has gone."""
    return _read(stream, _LENGTH.unpack(_read(stream, _LENGTH.size))[0])


def _read(stream: IO[bytes], size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = stream.read(size - len(data))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)
