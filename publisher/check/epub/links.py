"""Where the links of a book lead, and where its pictures, styles and fonts come from (EPUB 3.3, 3.6 to 3.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from publisher.check.epub.book import Book, Fault, elements, line_of, local
from publisher.containers import resolved

if TYPE_CHECKING:
    from lxml.etree import _Element

_XLINK = "{http://www.w3.org/1999/xlink}href"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DROPPED = re.compile("[\t\n\r]")
_CONTROLS = "".join(map(chr, range(33)))
"""C0 controls and space: what browsers strip from the ends of an address; tabs and line ends they drop anywhere."""
_DANGEROUS = frozenset(("javascript", "vbscript", "file", "data"))
_LINKS = frozenset(("a", "area"))
_FROM_AFAR = frozenset(("audio", "video", "source", "track"))
"""What may come from the network."""
_ATTRIBUTES = ("href", "src", "poster", "data", "action", "formaction", _XLINK)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(
    r"""url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^'"()\s]*))\s*\)|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')""", re.IGNORECASE
)
_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_POINTERS = re.compile(r"[A-Za-z]+\(|t=|xywh=|:~:")
"""Fragments that name no element: EPUB CFI, times, regions, text."""
_SHOWN = 100


class Reference(NamedTuple):
    """An address in a document: what it is for is `link`, `part` (picture, style, script) or `media` (may come from afar)."""

    address: str
    line: int
    use: str


def links(book: Book) -> Iterator[Fault]:
    """Every address of documents, navigation and style sheets; and identifiers that stand twice."""
    for name in dict.fromkeys((*book.documents, book.ncx, *_drawings(book))):
        root = book.tree(name) if name else None
        seen: set[str] = set()
        for element in elements(root):
            if uid := element.get("id"):
                if uid in seen:
                    yield Fault("id-twice", name, line_of(element), uid)
                seen.add(uid)
            for reference in _references(element):
                yield from _judged(book, name, reference)
    for item in book.items:
        if item.media_type == "text/css" and item.name and (data := book.read(item.name)) is not None:
            for reference in in_style(data.decode("utf-8", "replace")):
                yield from _judged(book, item.name, reference)


def _drawings(book: Book) -> Iterator[str]:
    return (item.name for item in book.items if item.media_type == "image/svg+xml" and item.name)


def _references(element: _Element) -> Iterator[Reference]:
    kind, line = local(element), line_of(element)
    use = "link" if kind in _LINKS or kind == "content" else "media" if kind in _FROM_AFAR else "part"
    for attribute in _ATTRIBUTES:
        value = element.get(attribute)
        if value is None or (attribute == "data" and kind != "object") or kind == "base":
            continue
        # What a form is sent to, or `rel` other than a style sheet's, is a place to go to.
        is_place = attribute in ("action", "formaction") or (
            kind == "link" and "stylesheet" not in element.get("rel", "")
        )
        yield Reference(value, line, "link" if is_place else use)
    for each in element.get("srcset", "").split(","):
        if each.strip():
            yield Reference(each.split()[0], line, "part")
    style = element.get("style", "") + (element.text or "" if kind == "style" else "")
    if style:
        yield from (reference._replace(line=line + reference.line - 1) for reference in in_style(style))


def in_style(text: str) -> Iterator[Reference]:
    """The addresses in a style sheet, faces as what may come from afar."""
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    faces = [face.span() for face in _FACE.finditer(bare)]
    for found in _URL.finditer(bare):
        address = next((each for each in found.groups() if each is not None), "")
        within = any(start <= found.start() < end for start, end in faces)
        yield Reference(address, bare.count("\n", 0, found.start()) + 1, "media" if within else "part")


def _judged(book: Book, name: str, reference: Reference) -> Iterator[Fault]:
    address = _DROPPED.sub("", reference.address).strip(_CONTROLS)
    shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
    scheme = _SCHEME.match(address)
    if scheme:
        kind = scheme[1].lower()
        # A picture may be in its address; a page may not.
        if kind in _DANGEROUS and (reference.use == "link" or kind != "data"):
            yield Fault("link-scheme", name, reference.line, shown)
        elif kind in ("http", "https", "ftp") and reference.use == "part":
            yield Fault("link-remote", name, reference.line, shown)
        return
    if address.startswith("//"):
        if reference.use == "part":
            yield Fault("link-remote", name, reference.line, shown)
        return
    yield from _inside(book, name, Reference(address, reference.line, shown))


def _inside(book: Book, name: str, reference: Reference) -> Iterator[Fault]:
    """A link within the book; `use` is what to show of it."""
    path, _, fragment = reference.address.partition("#")
    target: str | None = name
    if path.split("?")[0]:
        target = resolved(name, path)
        if target is None or path.startswith("/"):
            yield Fault("link-outside", name, reference.line, reference.use)
            return
        if target not in book.names:
            yield Fault("link-dead", name, reference.line, reference.use)
            return
    if fragment and target in book.identifiers and not _POINTERS.match(fragment):
        known = book.identifiers[target or ""]
        if fragment not in known and unquote(fragment) not in known:
            yield Fault("link-fragment", name, reference.line, reference.use)
