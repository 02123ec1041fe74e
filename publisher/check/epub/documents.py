"""Every text of a book: its encoding, and whether it is XML where it has to be (EPUB 3.3, 3.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.check.epub.book import Book, Fault, is_text, is_xml

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_CONTEXT = 12
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def encoding(book: Book) -> Iterator[Fault]:
    """Whether each text decodes as strict UTF-8, in which an encoded surrogate is none, and holds no control characters."""
    for name in sorted(book.names):
        data = book.read(name) if is_text(name) else None
        if data is None:
            continue
        # XML may be UTF-16 with its mark (EPUB 3.3, 3.9).
        codec = "utf-16" if data.startswith(_UTF_16) and is_xml(name) else "utf-8"
        try:
            text = data.decode(codec, "strict")
        except UnicodeDecodeError as fault:
            yield _undecodable(name, data, fault)
            continue
        if found := _CONTROLS.search(text):
            around = text[max(found.start() - _CONTEXT, 0) : found.start()].split("\n")[-1]
            line = text.count("\n", 0, found.start()) + 1
            yield Fault("control", name, line, f"{around}U+{ord(found[0]):04X}")


def _undecodable(name: str, data: bytes, fault: UnicodeDecodeError) -> Fault:
    line = data.count(b"\n", 0, fault.start) + 1
    bad = data[fault.start : fault.start + 3]
    is_surrogate = len(bad) == 3 and bad[0] == 0xED and bad[1] >= 0xA0
    before = data[max(fault.start - 3 * _CONTEXT, 0) : fault.start].decode("utf-8", "ignore").split("\n")[-1]
    shown = " ".join(f"{each:02X}" for each in bad)
    return Fault("surrogate" if is_surrogate else "not-utf-8", name, line, f"{before}‹{shown}›")


def xml(book: Book) -> Iterator[Fault]:
    """What is no well-formed XML, declares entities, or nests beyond all measure."""
    named = {item.name for item in book.items if item.media_type.endswith(("+xml", "/xml"))}
    for name in sorted(name for name in book.names if is_xml(name) or name in named):
        book.tree(name)
    yield from (fault for _, fault in sorted(book.unparsed.items()))
