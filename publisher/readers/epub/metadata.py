"""What an EPUB's package document says of the book: Dublin Core, refined as EPUB 3 or EPUB 2 does it, and its collections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from publisher.identifiers import canonical
from publisher.publication import Publication, publication_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_MARC: Final = {
    "aut": "author", "rpt": "reporter", "pht": "photographer", "ill": "illustrator", "trl": "translator", "edt": "editor",
    "com": "compiler", "ctb": "other",
}  # fmt: skip


class Creator(msgspec.Struct, frozen=True):
    name: str
    role: str
    """One of the model's roles."""
    file_as: str
    place: int = 0
    """In the order of all who are named, as `display-seq` has it; 0: it is not told."""
    contributes: bool = False


class Metadata(msgspec.Struct, frozen=True):
    title: str
    subtitle: str
    creators: tuple[Creator, ...]
    """Contributors behind the creators."""
    date: str
    source: str
    publisher: str
    language: str
    publication: Publication
    """What it says for catalogues; identifiers that name a file and no publication are left out."""


class Said:
    """The metadata of a package document, given its root."""

    def __init__(self, root: _Element) -> None:
        self._root = root

    def metadata(self) -> Metadata:
        """What the package says of the book; empty strings where it says nothing."""
        titles = [(text, self._refined(each, "title-type")) for each, text in self._said("title")]
        return Metadata(
            title=next((text for text, kind in titles if kind in ("", "main")), titles[0][0] if titles else ""),
            subtitle=next((text for text, kind in titles if kind == "subtitle"), ""),
            creators=(*self._persons("creator"), *self._persons("contributor")),
            date=self._first("date"),
            source=self._first("source"),
            publisher=self._first("publisher"),
            language=self._first("language"),
            publication=self._publication(),
        )

    def _persons(self, name: str) -> Iterator[Creator]:
        contributes = name == "contributor"
        for each, text in self._said(name):
            place = self._refined(each, "display-seq")
            role = self._refined(each, "role")
            yield Creator(
                text,
                _MARC.get(role or ("ctb" if contributes else "aut"), "other"),
                self._refined(each, "file-as"),
                int(place) if place.isdecimal() and len(place) < 9 else 0,
                contributes,
            )

    def _publication(self) -> Publication:
        identifiers = (canonical(text) or "" for _, text in self._said("identifier"))
        series, position = self._series()
        stated = {
            "identifier": next((each for each in identifiers if each and not each.startswith("urn:uuid:")), ""),
            "publisher": self._first("publisher"),
            "rights": self._first("rights"),
            "licence": next(self._stated("dcterms:license"), ""),
            "subjects": [text for _, text in self._said("subject")],
            "description": self._first("description"),
            "series": series,
            "position": position,
            "issue": next((text for text, kind, _ in self._collections() if kind == "set"), ""),
        }
        return publication_of({key: value for key, value in stated.items() if value})[0]

    def _series(self) -> tuple[str, str]:
        """The series and the number in it, as EPUB 3 says it, else as calibre does in books of EPUB 2."""
        found = next(((text, place) for text, kind, place in self._collections() if kind == "series"), None)
        return found or (self._named("calibre:series"), self._named("calibre:series_index"))

    def _collections(self) -> Iterator[tuple[str, str, str]]:
        """Name, type and number of each collection the book belongs to."""
        for meta in self._root.iter("{*}meta"):
            if meta.get("property") == "belongs-to-collection" and meta.get("refines") is None:
                yield (
                    " ".join((meta.text or "").split()),
                    self._refined(meta, "collection-type"),
                    self._refined(meta, "group-position"),
                )

    def _stated(self, name: str) -> Iterator[str]:
        for meta in self._root.iter("{*}meta"):
            if meta.get("property") == name and meta.get("refines") is None and (meta.text or "").strip():
                yield (meta.text or "").strip()

    def _named(self, name: str) -> str:
        return next((meta.get("content", "") for meta in self._root.iter("{*}meta") if meta.get("name") == name), "")

    def _first(self, name: str) -> str:
        return next((text for _, text in self._said(name)), "")

    def _said(self, name: str) -> Iterator[tuple[_Element, str]]:
        for each in self._root.iter(f"{_DC}{name}"):
            text = " ".join("".join(each.itertext()).split())
            if text:
                yield each, text

    def _refined(self, element: _Element, name: str) -> str:
        """What EPUB 3 says of an element by `refines`, EPUB 2 by an attribute; empty where neither says it."""
        said = next((value for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")
        uid = element.get("id")
        for meta in self._root.iter("{*}meta") if uid and not said else ():
            if meta.get("property") == name and meta.get("refines") == f"#{uid}":
                said = (meta.text or "").strip()
        return str(said)
