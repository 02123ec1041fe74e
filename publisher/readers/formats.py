"""Which format a source has: by its name's suffix, else by what it holds. One row a format."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from publisher.errors import InputError
from publisher.model import SCHEMA
from publisher.readers.encoding import holds_utf_16


class Format(NamedTuple):
    """A row of READERS."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    """Dotted path of the module whose `read` is the reader."""


TEXT = Format("text", (".txt", ".text"), "publisher.readers.text")
MARKDOWN = Format("markdown", (".md", ".markdown", ".mkd", ".mdown"), "publisher.readers.markdown")
HTML = Format("html", (".html", ".htm", ".xhtml", ".shtml"), "publisher.readers.html")
WORD = Format("docx", (".docx", ".docm"), "publisher.readers.word")
EPUB = Format("epub", (".epub",), "publisher.readers.epub")
JSON = Format("json", (".json",), "publisher.readers.json")
"""Our own article or a ninjs item: the reader tells."""
READERS: tuple[Format, ...] = (TEXT, MARKDOWN, HTML, WORD, EPUB, JSON)

SAMPLE = 60_000
"""Bytes, or characters, of a text that are looked at for Markdown."""
_CONTAINERS = {row.name: row for row in (WORD, EPUB)}
_ZIP = b"PK\x03\x04"
# First bytes of files that people drop on a text reader by mistake.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (_ZIP, "ZIP"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office (doc)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
)
_COMMENT = re.compile(rb"<!--.{0,2048}?-->", re.DOTALL)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE,
)
# Without any of these bytes a text is no Markdown, whatever its encoding.
_MARKDOWN_SIGNS = (
    b"#",
    b"](",
    b"]:",
    b"][",
    b"**",
    b"===",
    b"---",
    b"+++",
    b"```",
    b"~~~",
    b"> ",
    b">\0",
    b"#\0",
    b"*\0",
    b"|-",
    b"{",
)
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF_32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")


def choose(data: bytes, name: str) -> Format:
    """The format of `data` from a file called `name`: its suffix, else what the bytes say, else Markdown or text."""
    suffix = PurePath(name).suffix.lower()
    for row in READERS:
        if suffix in row.suffixes and row is not TEXT:
            return row
    if data.startswith(_ZIP):
        from publisher.containers import kind_of

        container = _CONTAINERS.get(kind_of(data) or "")
        if container is not None:
            return container
    start = data[:400].lstrip()
    if start.startswith(b"{") and (SCHEMA.encode() in start or (b'"uri"' in start and suffix not in TEXT.suffixes)):
        return JSON
    if suffix not in TEXT.suffixes and is_page(data):
        return HTML
    return MARKDOWN if _is_markdown(data) else TEXT


def _is_markdown(data: bytes) -> bool:
    # Editors save Markdown as .txt as often as not; but the rest of the signs need not be loaded for most raw text.
    if not may_be_markdown(data):
        return False
    from publisher.readers.markdown import holds_markdown

    return holds_markdown(data)


def may_be_markdown(data: bytes) -> bool:
    """Whether any byte of Markdown stands in the beginning of `data`; if so, `markdown.signs` tells."""
    sample = data[:SAMPLE]
    return sample.startswith(_UTF_16_MARKS) or any(sign in sample for sign in _MARKDOWN_SIGNS)


def is_page(data: bytes) -> bool:
    """Whether `data` opens as HTML does: a document type or the first elements of a page, after a byte order mark and comments."""
    # UTF-16 is ASCII with a NUL in every pair, as far as the tags go.
    start = _COMMENT.sub(b"", data[:2048].replace(b"\0", b""))
    return _PAGE.match(start) is not None


def refuse_binary(data: bytes, row: Format) -> None:
    """Raises InputError `source-binary` for what is no text; the readers of containers say themselves what is wrong with one."""
    if row in _CONTAINERS.values():
        return
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError("source-binary", kind=kind)
    if data.startswith(_UTF_32_MARKS):
        return
    # A stray NUL is dropped and reported by the readers; one byte in fifty is no text, but for UTF-16.
    start = data[:65536]
    if start.count(0) * 50 > len(start) and not holds_utf_16(data):
        raise InputError("source-binary", kind="NUL")
