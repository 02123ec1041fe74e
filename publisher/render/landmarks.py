"""The landmarks of a book: where its parts begin, for readers that go to a part by its kind (EPUB 3.3, 7.4.3.2).

They come from the documents: each has a role, and parts inside it say theirs by `epub:type` on an element with an id. So a document
that is added to the book is a landmark by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from publisher.render.templates import term

if TYPE_CHECKING:
    from publisher.render.book import ContentDocument

DocumentRole = Literal["cover", "titlepage", "toc", "part", "bodymatter", "endnotes", "loi", "index", "colophon"]
"""What a document of the book is, in the words of EPUB's structural semantics vocabulary."""

_LABELS = {
    "cover": "cover", "titlepage": "titlepage", "toc": "contents", "bodymatter": "text", "endnotes": "notes",
    "footnotes": "notes", "colophon": "colophon", "loi": "figures", "index": "index",
}  # fmt: skip
"""Kind -> term of the templates."""
_TYPED = re.compile(r'<[a-z0-9]+\b[^>]*\sepub:type="([^"]*)"[^>]*>')
_ID = re.compile(r'\sid="([^"]+)"')


class Landmark(Struct, frozen=True):
    """`type` as `epub:type` has it, the place, and what a reader shows for it."""

    type: str
    href: str
    text: str


def landmarks(
    documents: Sequence[ContentDocument], language: str, contents: str = "", *, inside: bool = True
) -> tuple[Landmark, ...]:
    """The first place of each kind, in the order of the book; `contents` is the contents page where there is one to be seen.

    Without `inside` documents are places alone: of a book of many articles the notes of the first are no landmark.
    """
    found: dict[str, str] = {}
    for kind, href in _places(documents, contents, inside):
        if kind in _LABELS:
            found.setdefault(kind, href)
    return tuple(Landmark(kind, href, term(_LABELS[kind], language)) for kind, href in found.items())


def _places(documents: Sequence[ContentDocument], contents: str, inside: bool) -> Iterator[tuple[str, str]]:
    listed = not contents
    for document in documents:
        if document.role not in ("cover", "titlepage") and not listed:
            # A contents page stands before the text.
            yield "toc", contents
            listed = True
        yield document.role, document.file
        for tag in _TYPED.finditer(document.xhtml) if inside else ():
            anchor = _ID.search(tag[0])
            for kind in tag[1].split():
                if kind in _LABELS and anchor:
                    yield kind, f"{document.file}#{anchor[1]}"
