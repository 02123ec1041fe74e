"""What an EPUB says of itself for a catalogue, taken with suspicion: anybody may have made it.

Containers are opened under limits and XML without entities (`publisher.containers`); what is said is cut to lengths that a feed can
bear, and dates are those of the book alone. A book that cannot be read is left out, with a remark.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from publisher.catalogue.covers import Cover, cover_of
from publisher.catalogue.postings import Packed, packed
from publisher.catalogue.scanning import MEDIA_TYPES, Found, address
from publisher.catalogue.terms import Field, Weights, weighed
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError, LimitError, PublisherError
from publisher.readers.epub.metadata import Creator, Metadata
from publisher.readers.epub.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

NO_DATE: Final = ""
_EPOCH: Final = "2000-01-01"
_MOST_PART: Final = 30_000_000
_MOST_TEXT: Final = 60_000
"""Characters of a book that its search terms are taken from."""
_LONGEST: Final = 500
_LONGEST_DESCRIPTION: Final = 2_000
_MOST_PEOPLE: Final = 40
_UNREAD: Final = ("rt", "rp", "script", "style")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NAME = re.compile(r"(?:urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:|doi:|https?://)[!-~]{1,300}")
_UNFIT = re.compile(r'[<>{}|^`"\\\s]')


class Person(Struct, frozen=True):
    """Somebody of the book; `role` is one of the model's, `contributes` says that they are no author."""

    name: str
    role: str
    sort_as: str
    contributes: bool


class Format(Struct, frozen=True):
    """A file of the book: its address relative to the folder (RFC 3986), media type and size in bytes."""

    href: str
    media_type: str
    size: int


class Book(Struct, frozen=True):
    """A book of the catalogue. `date` is that of publication, YYYY, YYYY-MM or YYYY-MM-DD, or empty; `updated` is RFC 3339."""

    href: str
    identifier: str
    own_identifier: str
    """A name made of the first and the place in the folder, where another book has the first."""
    title: str
    subtitle: str
    people: tuple[Person, ...]
    language: str
    date: str
    updated: str
    publisher: str
    rights: str
    source: str
    description: str
    subjects: tuple[str, ...]
    series: str
    position: str
    issue: str
    formats: tuple[Format, ...]
    cover: Cover | None


class ReadBook(Struct, frozen=True):
    """A book under its number, with its pictures by file name; or none, and why."""

    number: int
    name: str
    book: Book | None = None
    pictures: Mapping[str, bytes] = {}
    remarks: tuple[Diagnostic, ...] = ()


class Reading(Struct, frozen=True):
    """Where books are read from: their folder, that of pictures of earlier runs, and how many shards the index has."""

    folder: Path
    covers: Path
    shards: int


def read_some(reading: Reading, first: int, found: Sequence[Found]) -> tuple[list[ReadBook], Packed]:
    """Some books, numbered from `first` on, and the postings of all."""
    read: list[ReadBook] = []
    weights: list[tuple[int, Weights]] = []
    for number, each in enumerate(found, first):
        one, terms = _read(reading, number, each)
        read.append(one)
        weights.append((number, terms))
    return read, packed(weights, reading.shards)


def _read(reading: Reading, number: int, found: Found) -> tuple[ReadBook, Weights]:
    remarks: list[Diagnostic] = []
    try:
        package = Package(reading.folder / found.name, _MOST_PART)
        try:
            cover, pictures = cover_of(package, reading.covers, remarks)
            book = _book(reading.folder, found, package, cover)
            return ReadBook(number, found.name, book, pictures, tuple(remarks)), _terms(book, _text(package))
        finally:
            package.container.close()
    except PublisherError as fault:
        reason = fault.message()
    except OSError as fault:
        reason = fault.strerror or str(fault)
    return ReadBook(number, found.name, remarks=(diagnostic("catalogue-left-out", reason=reason),)), {}


def _book(folder: Path, found: Found, package: Package, cover: Cover | None) -> Book:
    said = package.metadata()
    about = said.publication
    formats = tuple(_formats(folder, found))
    identifier = _identifier(package, said)
    href = formats[0].href
    published = _date(said.date)
    return Book(
        href=href,
        identifier=identifier or _uuid(href),
        own_identifier=_uuid(f"{identifier} {href}"),
        title=_cut(said.title) or _stem(found.name),
        subtitle=_cut(said.subtitle),
        people=tuple(_person(each) for each in said.creators[:_MOST_PEOPLE]),
        language=said.language if _TAG.fullmatch(said.language) else "",
        date=published,
        updated=_moment(package) or f"{(published + '-01-01')[:10] if published else _EPOCH}T00:00:00Z",
        publisher=_cut(said.publisher),
        rights=_cut(about.rights or ""),
        source=_cut(said.source),
        description=_cut(about.description or "", _LONGEST_DESCRIPTION),
        subjects=about.subjects,
        series=_cut(about.series or ""),
        position=about.position or "",
        issue=_cut(about.issue or ""),
        formats=formats,
        cover=cover,
    )


def _formats(folder: Path, found: Found) -> Iterator[Format]:
    own = PurePosixPath(found.name)
    for each in (own.suffix, *found.others):
        name = str(own.with_suffix(each))
        yield Format(address(name), MEDIA_TYPES[each.lower()], (folder / name).stat().st_size)


def _person(each: Creator) -> Person:
    return Person(_cut(each.name), each.role, _cut(each.file_as), each.contributes)


def _identifier(package: Package, said: Metadata) -> str:
    """The name of the publication where it says one that is an address, else the unique identifier of the package."""
    texts = [said.publication.identifier or ""]
    unique = package.root.get("unique-identifier", "")
    for each in package.root.iter("{*}identifier"):
        text = "".join(each.itertext()).strip()
        if each.get("id") == unique:
            texts.insert(1, text)
            texts.append(f"urn:uuid:{text}")
    return next((text for text in texts if _is_name(text)), "")


def _is_name(text: str) -> bool:
    if text.startswith("urn:uuid:"):
        return bool(re.fullmatch(r"urn:uuid:[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", text))
    return bool(_NAME.fullmatch(text)) and not _UNFIT.search(text)


def _uuid(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _date(said: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD at the beginning of what is said; empty where that is no date."""
    found = _DATE.match(said.strip())
    if not found:
        return NO_DATE
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return NO_DATE
    return found[0]


def _moment(package: Package) -> str:
    """When the package says it was last changed (EPUB 3.3, 5.5.6); empty where it does not, or wrongly."""
    for meta in package.root.iter("{*}meta"):
        text = (meta.text or "").strip()
        if meta.get("property") == "dcterms:modified" and meta.get("refines") is None and _MOMENT.fullmatch(text):
            try:
                datetime.fromisoformat(text)
            except ValueError:
                continue
            return text
    return ""


def _text(package: Package) -> Iterator[str]:
    """The text of the spine, up to a measure; without readings over it. What is broken of it is not found, and no matter."""
    left = _MOST_TEXT
    for document in package.documents()[0]:
        if left <= 0 or not document.linear or "nav" in document.types:
            continue
        try:
            root = package.container.xml(document.name)
        except (InputError, LimitError):
            continue
        text = _body(root)[:left]
        left -= len(text)
        yield text


def _body(root: _Element) -> str:
    from lxml import etree

    etree.strip_elements(root, *(f"{{*}}{name}" for name in _UNREAD), with_tail=False)
    body = root.find("{*}body")
    return "\n".join((root if body is None else body).itertext())


def _terms(book: Book, text: Iterator[str]) -> Weights:
    return weighed(
        [
            (Field.TITLE, [book.title]),
            (
                Field.NAMES,
                [book.subtitle, *(each.name for each in book.people), *book.subjects, book.series, book.issue],
            ),
            (Field.ABOUT, [book.description, book.publisher, book.source]),
            (Field.TEXT, text),
        ]
    )


def _stem(name: str) -> str:
    return PurePosixPath(name).stem.encode("utf-8", "replace").decode()


def _cut(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
