"""The mark of a batch in each of its outputs: from what article it was made, and by which key.

A lost journal is rebuilt from the marks of the files, and a file that has the very key is not made again. A mark is one line of JSON
in ASCII. It stands where readers pass over it, and where it is found without the whole file being read:

    EPUB   META-INF/publisher/batch.json, which no manifest lists (OCF 3.3, 4.2.6)
    PDF    the page-piece dictionary of the catalogue (ISO 32000-1, 14.5), a stream near the end
    HTML   <meta name="publisher-batch">, before the faces
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from publisher.writers.html import MARK_NAME
from publisher.writers.page_setting import Attachment

BOOK_ENTRY = "META-INF/publisher/batch.json"
FORMAT = 1
_MOST = 4 << 20
"""Bytes of a file's beginning or end that are looked at, and those of a mark."""
_PIECE = re.compile(rb"/CJKPublisherMark[^<>]*>>\s*stream\r?\n(\{[ -~]*\})\r?\nendstream")
_META = re.compile(rb'<meta name="' + MARK_NAME.encode() + rb'" content="([^"<>]*)"')


class Needed(Struct, frozen=True, array_like=True):
    """A file that an article needed: its name, and its SHA-256 in hex, empty where there was none."""

    name: str
    sha256: str


class Mark(Struct, frozen=True):
    """`name` is the source's in its archive, `stem` the outputs' path in the target without a suffix; `request` is the hash of what
    was asked, `key` that of it and of what was `needed` besides. `outputs` are the names of all that are made of the article; each
    has this mark.
    """

    name: str
    stem: str
    request: str
    key: str
    outputs: tuple[str, ...] = ()
    needed: tuple[Needed, ...] = ()
    format: int = FORMAT


def written(mark: Mark) -> str:
    """A line of ASCII. Bytes of a path that are no text are in it as escapes."""
    return json.dumps(msgspec.to_builtins(mark), separators=(",", ":"))


def attachment(mark: str) -> Attachment:
    return Attachment(BOOK_ENTRY, mark.encode("ascii"), "application/json", "Data", "Mark of a batch")


def line_in(data: bytes) -> str:
    """The line of the mark in a file's bytes, as it was put there; empty where there is none."""
    return _line(io.BytesIO(data))


def mark_of(file: BinaryIO) -> Mark | None:
    """The mark in an open file; None where there is none, or none that can be read."""
    return parsed(_line(file))


def mark_at(path: Path) -> Mark | None:
    """The same of a file by its path; None too where the file cannot be read."""
    with suppress(OSError), path.open("rb") as file:
        return mark_of(file)
    return None


def parsed(line: str) -> Mark | None:
    with suppress(msgspec.DecodeError, ValueError):
        # Not msgspec's own parser, which takes no lone surrogates.
        mark = msgspec.convert(json.loads(line), Mark)
        return mark if mark.format == FORMAT else None
    return None


def _line(file: BinaryIO) -> str:
    start = file.read(4)
    if start == b"PK\x03\x04":
        return _in_book(file)
    if start == b"%PDF":
        return _in_pages(file)
    found = _META.search(start + file.read(_MOST))
    return unescape(found[1].decode("ascii", "replace")) if found else ""


def _in_book(file: BinaryIO) -> str:
    faults = (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, EOFError, zlib.error)
    with suppress(*faults), zipfile.ZipFile(file) as book, book.open(BOOK_ENTRY) as entry:
        return entry.read(_MOST).decode("ascii", "replace")
    return ""


def _in_pages(file: BinaryIO) -> str:
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _MOST))
    found = _PIECE.findall(file.read())
    return found[-1].decode("ascii") if found else ""
