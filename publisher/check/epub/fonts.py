"""Whether the fonts of a book can be used, and which characters of its text none of them has (CSS Fonts 4; OpenType 1.9)."""

from __future__ import annotations

import hashlib
import io
import re
import struct
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from publisher.check.epub.book import Book, Fault, Item, said
from publisher.check.epub.container import obfuscated
from publisher.check.epub.links import in_style
from publisher.check.epub.package import body_text
from publisher.check.epub.woff import refuse_bomb
from publisher.containers import resolved

_SUFFIXES = (".otf", ".ttf", ".woff", ".woff2", ".ttc")
_TYPES = {
    b"OTTO": ("font/otf", "application/vnd.ms-opentype", "application/font-sfnt", "font/sfnt"),
    b"\0\1\0\0": ("font/ttf", "font/otf", "application/vnd.ms-opentype", "application/font-sfnt", "application/x-font-ttf",
                  "application/x-font-truetype", "font/sfnt"),
    b"true": ("font/ttf", "application/x-font-ttf"),
    b"wOFF": ("font/woff", "application/font-woff"),
    b"wOF2": ("font/woff2",),
}  # fmt: skip
_PACKED = (b"wOFF", b"wOF2")
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
_OUTLINES = ("glyf", "CFF ", "CFF2", "CBDT", "sbix", "SVG ")
_IDPF = "http://www.idpf.org/2008/embedding"
_OBFUSCATED = {_IDPF: 1040, "http://ns.adobe.com/pdf/enc#RC": 1024}
_DC_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_IGNORABLE = ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs")
"""What is not drawn. A code point unknown to this Python (Cn) may be a character of a later Unicode."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class FontReport(NamedTuple):
    """What was found: faults, how many fonts there are, and the code points they have together."""

    faults: list[Fault]
    number: int
    covered: frozenset[int]


def fonts(book: Book) -> FontReport:
    """Each font of the manifest: that it can be parsed, has the type it says, and is a face of a style sheet."""
    listed = [
        item
        for item in book.items
        if item.name and (item.name.lower().endswith(_SUFFIXES) or item.media_type.startswith("font/"))
    ]
    faults = list(_faces(book, {item.name for item in listed}))
    covered: set[int] = set()
    hidden = obfuscated(book)
    for item in listed:
        data = book.read(item.name)
        if data is None:
            continue
        if item.name in hidden:
            data = _shown(data, hidden[item.name], book)
        found, characters = _font(item, data)
        faults += found
        covered |= characters
    return FontReport(faults, len(listed), frozenset(covered))


def _faces(book: Book, listed: set[str]) -> Iterator[Fault]:
    used: set[str] = set()
    for item in book.items:
        data = book.read(item.name) if item.media_type == "text/css" and item.name else None
        for reference in () if data is None else in_style(data.decode("utf-8", "replace")):
            target = resolved(item.name, reference.address)
            if reference.use == "media" and target and not target.lower().endswith(".css"):
                used.add(target)
                if target not in book.names:
                    yield Fault("font-missing", item.name, reference.line, reference.address)
    for document in book.documents:
        for element in () if (root := book.tree(document)) is None else root.iter("{*}style"):
            used |= {resolved(document, each.address) or "" for each in in_style(element.text or "")}
    yield from (Fault("font-unused", name) for name in sorted(listed - used))


def _font(item: Item, data: bytes) -> tuple[list[Fault], frozenset[int]]:
    """What is wrong with a font, and the code points it has."""
    faults = []
    types = _TYPES.get(data[:4])
    if types is None:
        return [Fault("font-broken", item.name, text=repr(data[:4])[2:-1] if data else "0")], frozenset()
    if item.media_type not in types:
        faults.append(Fault("font-type", item.name, text=f"{item.media_type}, {types[0]}"))
    try:
        characters = _characters(data)
    except Exception as fault:  # fontTools raises whatever a broken table leads to
        return [*faults, Fault("font-broken", item.name, text=str(fault) or type(fault).__name__)], frozenset()
    return faults, characters


def _characters(data: bytes) -> frozenset[int]:
    """The code points that a font draws. Raises ValueError for what a reader could not use, and whatever fontTools raises."""
    from fontTools.ttLib import TTFont

    refuse_bomb(data)
    with TTFont(io.BytesIO(data), lazy=True) as font:
        tables = set(font.keys())
        missing = [tag for tag in _NEEDED if tag not in tables]
        if missing or not tables.intersection(_OUTLINES):
            raise ValueError(f"no {', '.join(missing) or 'outlines'}")
        if data[:4] not in _PACKED:
            _refuse_cut(data)
        glyphs = font["maxp"].numGlyphs
        cmap = font.getBestCmap() or {}
        order = {name for name in cmap.values() if font.getGlyphID(name) < glyphs}
        return frozenset(code for code, name in cmap.items() if name in order)


def _refuse_cut(data: bytes) -> None:
    (count,) = struct.unpack_from(">H", data, 4)
    for tag, _, offset, length in struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count]):
        if offset + length > len(data):
            raise ValueError(f"{tag.decode('latin-1')} is cut short")


def _shown(data: bytes, algorithm: str, book: Book) -> bytes:
    """A font as it is behind its obfuscation: the first bytes mixed with the book's identifier."""
    root = book.package
    identifiers = (
        []
        if root is None
        else [each for each in root.iter(_DC_IDENTIFIER) if each.get("id") == root.get("unique-identifier")]
    )
    name = "".join(said(identifiers[0]).split()) if identifiers else ""
    if algorithm == _IDPF:
        key = hashlib.sha1(name.encode(), usedforsecurity=False).digest()
    else:
        key = (
            bytes.fromhex(found)
            if len(found := "".join(re.findall("[0-9a-fA-F]", name.removeprefix("urn:uuid:")))) == 32
            else b"\0"
        )
    count = _OBFUSCATED[algorithm]
    return bytes(each ^ key[at % len(key)] for at, each in enumerate(data[:count])) + data[count:]


def lacking(book: Book, covered: frozenset[int]) -> tuple[list[Fault], int]:
    """Characters of the text that no embedded font has, each where it stands first; and how many kinds of them the text has."""
    faults: dict[str, Fault] = {}
    kinds: set[str] = set()
    for document in book.documents:
        text = _SELECTORS.sub("", body_text(book.tree(document)))
        for character in sorted(set(text) - kinds):
            if category(character) in _IGNORABLE:
                continue
            kinds.add(character)
            if ord(character) not in covered:
                faults[character] = Fault("", document, text=f"{character} U+{ord(character):04X}")
    return list(faults.values()), len(kinds)
