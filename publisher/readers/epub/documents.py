"""Content documents as trees: XHTML by the rules of XML where it is well-formed, else by those of HTML5, as browsers do.

Both come out as the tree of `publisher.readers.html.dom`. A document that declares entities of its own is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from publisher.containers import parsed
from publisher.diagnostics import Diagnostic
from publisher.errors import InputError, LimitError
from publisher.readers import characters
from publisher.readers.epub.package import Document, Package
from publisher.readers.html.dom import Element, parse

_ENTITY: Final = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
_PROLOG: Final = 65_536
_PICTURES: Final = frozenset({"{http://www.w3.org/2000/svg}svg", "{http://www.w3.org/1998/Math/MathML}math"})
# What stands around a text in a book of its own kind: the publication has its own of each.
_AROUND: Final = frozenset({
    "nav", "toc", "landmarks", "page-list", "cover", "cover-image", "titlepage", "title-page", "halftitlepage", "copyright-page",
    "colophon", "loi", "lot", "index", "imprint", "other-credits", "seriespage",
})  # fmt: skip
_NOTES: Final = frozenset({"footnotes", "endnotes", "rearnotes", "notes"})
_FILE: Final = re.compile(
    r"(?:^|/)(?:nav|toc|cover|cover[-_]?page|title[-_]?page|copyright|colophon|imprint)(?:[-_.]?\d{0,3})\.x?html?$",
    re.IGNORECASE,
)
_OWN: Final = ('<header class="opening', '<section class="article chapter"')
JOINT: Final = "\U0010fffd"
"""The last character of private use. It stands between the wide spaces of an EPUB of ours while it is read, where in other pages they
part paragraphs that were glued together."""
_LONGEST_AROUND: Final = 3000
"""Characters: whatever a file is called, a longer one is text."""


class Parsed(msgspec.Struct, frozen=True):
    """A content document. `broken` was read by the rules of HTML; `flattened` elements were too deep; `pictures` cannot be read."""

    name: str
    body: Element
    linear: bool
    types: frozenset[str]
    broken: bool
    flattened: int
    pictures: int
    diagnostics: tuple[Diagnostic, ...]
    """Characters that were removed."""

    @property
    def is_around(self) -> bool:
        """Whether it is a cover, a contents page or the like."""
        if self.types & _AROUND:
            return True
        named = _FILE.search(self.name) is not None or not self.linear
        return named and len("".join(self.body.text.split())) < _LONGEST_AROUND

    @property
    def is_notes(self) -> bool:
        return bool(self.types & _NOTES)


def documents(package: Package, found: list[Document]) -> Iterator[Parsed]:
    """The documents, parsed. Raises InputError `xml-doctype` and what `Container.read` raises."""
    for each in found:
        yield _document(package.container.read(each.name), each)


def _document(data: bytes, document: Document) -> Parsed:
    if _ENTITY.search(data[:_PROLOG]):
        raise InputError("xml-doctype", part=document.name)
    pictures, broken = 0, False
    try:
        from lxml import etree

        root = parsed(data, document.name)
        pictures = sum(1 for each in root.iter() if each.tag in _PICTURES)
        html = etree.tostring(root, method="html", encoding="unicode")
    except (InputError, LimitError):
        html, broken = _decoded(data), True
    html, said = characters.clean(html, entities=False)
    # Their lines are those of one file among many.
    removed = tuple(msgspec.structs.replace(each, line=0) for each in said)
    if any(mark in html for mark in _OWN) and JOINT not in html:
        html = html.replace("\u3000\u3000", f"\u3000{JOINT}\u3000").replace("\u3000\u3000", f"\u3000{JOINT}\u3000")
    page = parse(html, xhtml=broken)
    types = document.types | _types(page.body)
    return Parsed(document.name, page.body, document.linear, types, broken, page.flattened, pictures, removed)


def _decoded(data: bytes) -> str:
    """EPUB knows UTF-8 and UTF-16 (EPUB 3.3, 3.9); bytes that are neither are shown as such."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, "replace")


def _types(body: Element) -> frozenset[str]:
    """The `epub:type` of the body, and of the one element that holds all of it."""
    said = body.get("epub:type").split()
    inner = [child for child in body.children if isinstance(child, Element)]
    if len(inner) == 1:
        said += inner[0].get("epub:type").split()
    return frozenset(each.lower() for each in said)
