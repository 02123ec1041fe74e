"""The archive and the names in it (EPUB 3.3, 4.2 and 4.3)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from unicodedata import category, normalize

from publisher.check.epub.book import CONTAINER_FILE, ENCRYPTION_FILE, Book, Fault

_MIMETYPE = b"application/epub+zip"
_LOCKED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LONGEST_NAME = 255
_FORBIDDEN = frozenset('"*:<>?\\|')
_OBFUSCATION = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))


def container(book: Book) -> Iterator[Fault]:
    """The mimetype, how entries are packed, whether all can be unpacked, and where the package is."""
    yield from _mimetype(book)
    for entry in book.container.entries:
        if entry.flag_bits & _LOCKED:
            yield Fault("entry-locked", entry.filename)
        elif entry.compress_type not in _METHODS:
            yield Fault("entry-method", entry.filename)
    known = {
        entry.filename
        for entry in book.container.entries
        if entry.flag_bits & _LOCKED or entry.compress_type not in _METHODS
    }
    book.touch_all()
    yield from (fault for name, fault in sorted(book.unreadable.items()) if name not in known)
    if book.package is None:
        yield Fault("container-file", CONTAINER_FILE, text=book.package_name)
    yield from _encryption(book)


def _mimetype(book: Book) -> Iterator[Fault]:
    first = book.container.entries[0] if book.container.entries else None
    if first is None or first.filename != "mimetype" or first.header_offset:
        yield Fault("mimetype-first", first.filename if first else "")
        return
    # The table of contents may say something else than the header that readers look at.
    if first.compress_type != zipfile.ZIP_STORED or first.extra or book.container.extra_of(first):
        yield Fault("mimetype-stored", "mimetype")
    if (data := book.read("mimetype")) is not None and data != _MIMETYPE:
        yield Fault("mimetype-content", "mimetype", text=repr(data[:40])[2:-1])


def _encryption(book: Book) -> Iterator[Fault]:
    root = book.tree(ENCRYPTION_FILE) if ENCRYPTION_FILE in book.names else None
    for each in () if root is None else root.iter("{*}EncryptedData"):
        method = next(iter(each.iter("{*}EncryptionMethod")), None)
        if method is None or method.get("Algorithm") not in _OBFUSCATION:
            target = next(iter(each.iter("{*}CipherReference")), None)
            yield Fault("encrypted", "" if target is None else target.get("URI", ""))


def obfuscated(book: Book) -> dict[str, str]:
    """The entries whose bytes are obfuscated, with the algorithm (EPUB 3.3, 4.4)."""
    root = book.tree(ENCRYPTION_FILE) if ENCRYPTION_FILE in book.names else None
    found = {}
    for each in () if root is None else root.iter("{*}EncryptedData"):
        method, target = (
            next(iter(each.iter("{*}EncryptionMethod")), None),
            next(iter(each.iter("{*}CipherReference")), None),
        )
        if method is not None and target is not None and method.get("Algorithm") in _OBFUSCATION:
            found[target.get("URI", "")] = method.get("Algorithm", "")
    return found


def names(book: Book) -> Iterator[Fault]:
    """Each name by itself, and against the others."""
    seen: set[str] = set()
    folded: dict[str, str] = {}
    for name in book.container.listed:
        if name in seen:
            yield Fault("name-twice", name)
            continue
        seen.add(name)
        yield from _name(name)
        key = normalize("NFC", normalize("NFC", name).casefold())
        if key in folded:
            yield Fault("name-alike", name, text=folded[key])
        folded.setdefault(key, name)


def _name(name: str) -> Iterator[Fault]:
    parts = name.removesuffix("/").split("/")
    if name.startswith("/") or ".." in parts or "" in parts or "\\" in name:
        yield Fault("name-outside", name)
    if any(len(part.encode("utf-8", "surrogatepass")) > _LONGEST_NAME for part in parts):
        yield Fault("name-long", name)
    if _FORBIDDEN & set(name) or any(category(each) == "Cc" for each in name):
        yield Fault("name-forbidden", name)
    if any(_is_private(each) for each in name):
        yield Fault("name-private", name)
    if any(part.endswith(".") and part not in (".", "..") for part in parts):
        yield Fault("name-dot", name)
    if any(category(each) == "Zs" for each in name):
        yield Fault("name-space", name)


def _is_private(character: str) -> bool:
    code = ord(character)
    return (
        category(character) in ("Co", "Cs")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or 0xFFF0 <= code <= 0xFFFF
    )
