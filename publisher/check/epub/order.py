"""Table of contents, headings and notes of a book (EPUB 3.3, 7; DPUB-ARIA 1.1; WCAG 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from publisher.check.epub.book import Book, Fault, elements, line_of, local, roles, said
from publisher.containers import resolved

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile("h[1-6]")
_NOTES = frozenset(("footnote", "endnote", "rearnote", "note"))


class _Entry(NamedTuple):
    label: str
    address: str
    line: int


def navigation(book: Book) -> Iterator[Fault]:
    """The table of contents, of EPUB 3 and of EPUB 2: there, in words, in the order of the text."""
    contents = _of_navigation(book), _of_ncx(book)
    needed = book.navigation if book.is_epub_3 else book.ncx
    if not needed or not contents[0 if book.is_epub_3 else 1]:
        yield Fault("nav-none", needed or book.package_name)
    for name, entries in zip((book.navigation, book.ncx), contents, strict=True):
        yield from _entries(book, name, entries)


def _of_navigation(book: Book) -> list[_Entry]:
    root = book.tree(book.navigation) if book.navigation else None
    toc = next((each for each in elements(root) if local(each) == "nav" and "toc" in roles(each)), None)
    return [
        _Entry(_label(each), each.get("href", ""), line_of(each))
        for each in elements(toc)
        if local(each) == "a" or (local(each) == "span" and local(_above(each)) == "li")
    ]


def _above(element: _Element) -> _Element:
    above = element.getparent()
    return element if above is None else above


def _label(element: _Element) -> str:
    pictures = " ".join(each.get("alt", "") for each in elements(element) if local(each) == "img")
    return said(element) or pictures.strip() or element.get("aria-label", "") or element.get("title", "")


def _of_ncx(book: Book) -> list[_Entry]:
    root = book.tree(book.ncx) if book.ncx else None
    found = []
    for point in () if root is None else root.iter("{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        address = "" if content is None else content.get("src", "")
        found.append(_Entry("" if label is None else said(label), address, line_of(point)))
    return found


def _entries(book: Book, name: str, entries: list[_Entry]) -> Iterator[Fault]:
    spine = {document: at for at, document in enumerate(book.spine)}
    last = (-1, -1)
    for each in entries:
        if not each.label.strip():
            yield Fault("nav-label", name, each.line, each.address)
        path, _, fragment = each.address.partition("#")
        target = resolved(name, path) if path else name
        if target not in spine:
            # A heading without a link, or a dead one, which the links tell of.
            continue
        known = book.identifiers.get(target, {})
        place = spine[target], known.get(fragment, known.get(unquote(fragment), -1))
        if place < last:
            yield Fault("nav-order", name, each.line, f"{each.label} {each.address}".strip())
        last = max(place, last)


def headings(book: Book) -> Iterator[Fault]:
    """Levels that are passed over within a document, and headings without words."""
    for document in book.documents:
        if document == book.navigation:
            continue
        level = 0
        for each in elements(book.tree(document)):
            kind = local(each)
            if not _HEADING.fullmatch(kind):
                continue
            if not _label(each).strip():
                yield Fault("heading-empty", document, line_of(each), kind)
            now = int(kind[1])
            # The first may have any level: a chapter's file begins where the book is.
            if level and now > level + 1:
                yield Fault("heading-jump", document, line_of(each), f"h{level} → {kind} {said(each)}")
            level = now


# --- notes ---------------------------------------------------------------------------------------------------------


class _Call(NamedTuple):
    document: str
    element: _Element
    target: tuple[str, str]
    """The document and the identifier it leads to."""


def notes(book: Book) -> tuple[list[Fault], int]:
    """Calls without a note, notes without a call, notes that do not lead back; and how many notes and calls there are."""
    calls: list[_Call] = []
    known: dict[tuple[str, str], _Element] = {}
    bare: list[tuple[str, _Element]] = []
    for document in book.documents:
        for each in elements(book.tree(document)):
            kinds = roles(each)
            if local(each) == "a" and "noteref" in kinds:
                calls.append(_Call(document, each, _target(document, each.get("href", ""))))
            elif kinds & _NOTES and local(each) != "section":
                bare.append((document, each))
            if uid := each.get("id"):
                known.setdefault((document, uid), each)
    faults = [
        Fault("note-missing", call.document, line_of(call.element), call.element.get("href", ""))
        for call in calls
        if call.target not in known
    ]
    called: dict[tuple[str, str], list[_Call]] = {}
    for call in calls:
        called.setdefault(call.target, []).append(call)
    faults += _uncalled(bare, called) if calls else []
    for target, callers in called.items():
        if target in known and not _leads_back(target[0], known[target], callers):
            faults.append(Fault("note-back", target[0], line_of(known[target]), target[1]))
    return faults, len({*called, *((document, each.get("id", "")) for document, each in bare)})


def _target(document: str, address: str) -> tuple[str, str]:
    path, _, fragment = address.partition("#")
    return (resolved(document, path) or "" if path else document), unquote(fragment)


def _uncalled(bare: list[tuple[str, _Element]], called: dict[tuple[str, str], list[_Call]]) -> list[Fault]:
    found = []
    for document, each in bare:
        # A call may lead to the note or to what stands in it.
        uids = {inner.get("id") for inner in elements(each)} - {None}
        if not any((document, uid) in called for uid in uids):
            found.append(Fault("note-uncalled", document, line_of(each), each.get("id", "")))
    return found


def _leads_back(document: str, note: _Element, callers: list[_Call]) -> bool:
    """Whether a link in the note leads to one of its calls, or to the element one stands in."""
    back = {_target(document, each.get("href", "")) for each in elements(note) if local(each) == "a"}
    places = set()
    for call in callers:
        element: _Element | None = call.element
        while element is not None:
            if uid := element.get("id"):
                places.add((call.document, uid))
            element = element.getparent()
    return bool(back & places)
