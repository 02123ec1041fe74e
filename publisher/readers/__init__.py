"""Readers: bytes of a source in, `Article` out. One row a format, one function a row, imported when it is needed.

A source is chosen by its name's suffix, then by what it holds; whatever has no row of its own and decodes is text.
Every reader is `(data, name, options) -> Article`, pure, and raises nothing but `PublisherError`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import NamedTuple, cast

from publisher.errors import InputError, LimitError
from publisher.model import SCHEMA, Article
from publisher.options import ReadOptions

_DEFAULT = ReadOptions()

Reader = Callable[[bytes, str, ReadOptions], Article]


class Format(NamedTuple):
    """A row of READERS."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    """Dotted path of the module whose `read` is the reader."""


TEXT = Format("text", (".txt", ".text"), "publisher.readers.text")
JSON = Format("json", (".json",), "publisher.readers.json")
READERS: tuple[Format, ...] = (TEXT, JSON)

# First bytes of files that people drop on a text reader by mistake.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (docx, epub)"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office (doc)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
)
_UTF_16_32_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_file(path: Path, options: ReadOptions = _DEFAULT) -> Article:
    """The article of a file.

    Raises InputError `source-missing`, `source-folder`, `source-unreadable`; LimitError `source-too-large` before more than
    `options.max_size` bytes are in memory; and what `read_bytes` raises, with the file's name in it.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(options.max_size + 1)
    except FileNotFoundError:
        raise InputError("source-missing", file=str(path)) from None
    except IsADirectoryError:
        raise InputError("source-folder", file=str(path)) from None
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise InputError("source-unreadable", file=str(path), reason=reason) from None
    return read_bytes(data, str(path), options)


def read_bytes(data: bytes, name: str, options: ReadOptions = _DEFAULT) -> Article:
    """The article of `data`, which came from a file called `name` (or `-`); `name` chooses the format by its suffix.

    Raises LimitError `source-too-large`, InputError `source-binary`, and whatever the format's reader raises; every error
    names the file.
    """
    if len(data) > options.max_size:
        raise LimitError("source-too-large", file=name, limit=options.max_size)
    try:
        _refuse_binary(data, options)
        module = importlib.import_module(choose(data, name).module)
        return cast(Reader, module.read)(data, name, options)
    except (InputError, LimitError) as fault:
        fault.file = fault.file or name
        raise


def choose(data: bytes, name: str) -> Format:
    """The format of `data`: by the name's suffix, else JSON if it carries our schema's name, else text."""
    suffix = PurePath(name).suffix.lower()
    for row in READERS:
        if suffix in row.suffixes:
            return row
    start = data[:400].lstrip()
    return JSON if start.startswith(b"{") and SCHEMA.encode() in start else TEXT


def _refuse_binary(data: bytes, options: ReadOptions) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError("source-binary", kind=kind)
    if data.startswith(_UTF_16_32_MARKS) or (options.encoding or "").lower().startswith("utf-16"):
        return
    # A stray NUL is dropped and reported by the readers; one byte in fifty is no text.
    start = data[:65536]
    if start.count(0) * 50 > len(start):
        raise InputError("source-binary", kind="NUL")
