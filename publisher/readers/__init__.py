"""Readers: bytes of a source in, `Article` out. One row a format, one function a row, imported when it is needed.

A source is chosen by its name's suffix, then by what it holds; whatever has no row of its own and decodes is text.
Every reader is `(data, name, options) -> Article`, pure, and raises nothing but `PublisherError`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from publisher.errors import InputError, LimitError
from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers.formats import READERS, choose, refuse_binary
from publisher.readers.publication import edited
from publisher.source_files import opened

__all__ = ["READERS", "choose", "file_bytes", "read_bytes", "read_file", "read_pieces"]

_DEFAULT = ReadOptions()

Reader = Callable[[bytes, str, ReadOptions], Article]


_PIECE = 1 << 20


def read_file(path: Path, options: ReadOptions = _DEFAULT) -> Article:
    """The article of a file. Raises what `file_bytes` and `read_bytes` raise, with the file's name in it."""
    return read_bytes(file_bytes(path, options), str(path), options)


def file_bytes(path: Path, options: ReadOptions = _DEFAULT) -> bytes:
    """The bytes of a file, one more than `options.max_size` at most: `read_bytes` refuses what is too large.

    Raises InputError `source-missing`, `source-folder`, `source-unreadable`.
    """
    with opened(path) as stream:
        return read_pieces(stream, options.max_size + 1)


def read_pieces(stream: BinaryIO, most: int) -> bytes:
    """Up to `most` bytes of `stream`, piece by piece: a limit may be set far above what there is memory for."""
    data = BytesIO()
    while (left := most - data.tell()) > 0 and (piece := stream.read(min(_PIECE, left))):
        data.write(piece)
    return data.getvalue()


def read_bytes(data: bytes, name: str, options: ReadOptions = _DEFAULT) -> Article:
    """The article of `data`, which came from a file called `name` (or `-`); `name` chooses the format by its suffix.

    Raises LimitError `source-too-large`, InputError `source-binary`, and whatever the format's reader raises; every error
    names the file.
    """
    if len(data) > options.max_size:
        raise LimitError("source-too-large", file=name, limit=options.max_size)
    try:
        row = choose(data, name)
        refuse_binary(data, row)
        module = importlib.import_module(row.module)
        return edited(cast(Reader, module.read)(data, name, options), options.corrections)
    except (InputError, LimitError) as fault:
        fault.file = fault.file or name
        raise
