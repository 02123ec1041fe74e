"""Streams of a PDF as bytes (ISO 32000-1, 7.3.8), compressed as hard as it is worth."""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

from publisher.writers.font_slices import compression_level

_engine_data = pydyf.Stream.data.fget


def data(stream: Any) -> bytes:
    """Takes the place of `Stream.data`."""
    if not stream.compress or not all(isinstance(each, bytes) for each in stream.stream):
        written: bytes = _engine_data(stream)
        return written
    plain = b"\n".join(stream.stream)
    body = zlib.compress(plain, compression_level(plain))
    extra = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode", "Length": len(body)})
    return b"\n".join((extra.data, b"stream", body, b"endstream"))
