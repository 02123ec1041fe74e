"""What a PDF worker and its process say to each other: MessagePack frames, each after its length in four bytes."""

from __future__ import annotations

import struct
from typing import IO

from msgspec import Struct

from publisher.errors import LimitError
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import PageSetting
from publisher.writers.pdf import WrittenPDF
from publisher.writers.pdf.limits import Limits

_LENGTH = struct.Struct(">I")


class Request(Struct, frozen=True):
    """What `write_pdf` takes; the tree travels as its HTML."""

    html: str
    stylesheet: str
    slices: tuple[FontSlice, ...]
    images: dict[str, tuple[bytes, str]]
    setting: PageSetting
    limits: Limits


class Answer(Struct, frozen=True):
    """What `write_pdf` gave, or the class, code and values of the error it raised."""

    written: WrittenPDF | None = None
    error: str = ""
    code: str = ""
    values: dict[str, str] = {}


class Ready(Struct, frozen=True):
    """The engine is loaded; `holds_memory`: the system keeps it within a limit on memory."""

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


def short_of_memory(limits: Limits) -> LimitError:
    return LimitError("engine-memory", limit=_shown(limits.memory)) if limits.memory else LimitError("out-of-memory")


def _shown(size: int) -> str:
    """`2G`, `1.5G`, `800M`: as it may be given."""
    for power, unit in ((3, "G"), (2, "M"), (1, "K")):
        if size >= 1024**power:
            return f"{round(size / 1024**power, 3):g}{unit}"
    return str(size)
