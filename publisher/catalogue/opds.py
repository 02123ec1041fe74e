"""Feeds in OPDS 2.0: JSON, with publications as the Readium Web Publication Manifest describes them.

The root shows the newest books beside its menu, as groups; a list of all books has its sections as facets. Pages are linked and
counted (`numberOfItems`, `itemsPerPage`, `currentPage`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import msgspec

from publisher.catalogue.atom import RELATION, file_of, href, identity, relation
from publisher.catalogue.books import Book, Person
from publisher.catalogue.covers import COVERS, MEDIA_TYPE
from publisher.catalogue.files import Files
from publisher.catalogue.ledger import Ledger
from publisher.catalogue.shelves import ROOT, Link, Setting, Shelf

FEED: Final = "application/opds+json"
_SHOWN_AT_ROOT: Final = 12
_ROLES: Final = {"translator": "translator", "editor": "editor", "compiler": "editor", "illustrator": "illustrator"}


def write_feed(files: Files, ledger: Ledger, setting: Setting, shelf: Shelf) -> None:
    """Write a feed, all its pages."""
    size, pages = setting.page_size, shelf.pages(setting.page_size)
    books = ledger.books(shelf.kind, shelf.key) if shelf.holds_books else iter(())
    for page in range(1, pages + 1):
        feed = _feed(setting, shelf, page, pages)
        if shelf.holds_books:
            some = islice(books, min(size, shelf.count - (page - 1) * size))
            feed["publications"] = [_publication(book, setting, False) for book in some]
        elif shelf.name == ROOT:
            newest = [_publication(book, setting, True) for book in ledger.books(most=_SHOWN_AT_ROOT)]
            feed["navigation"] = [_link(link, setting, True) for link in shelf.links]
            feed["groups"] = [_group(setting, shelf.links[0], newest)]
        else:
            feed["navigation"] = [_link(link, setting, False) for link in shelf.links[(page - 1) * size : page * size]]
        files.write(file_of(shelf.name, page, "json"), msgspec.json.encode(feed))


def _feed(setting: Setting, shelf: Shelf, page: int, pages: int) -> dict[str, Any]:
    at_root = shelf.name == ROOT

    def link(rel: str, name: str, at: int = 1) -> dict[str, str]:
        return {"rel": rel, "href": href(setting, at_root, file_of(name, at, "json")), "type": FEED}

    steps = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages} if pages > 1 else {}
    feed: dict[str, Any] = {
        "metadata": {
            "title": shelf.title,
            "identifier": identity(setting, shelf.name),
            "modified": shelf.updated,
            "numberOfItems": shelf.length,
            "itemsPerPage": setting.page_size,
            "currentPage": page,
        },
        "links": [
            link("self", shelf.name, page),
            link("start", ROOT),
            *([link("up", shelf.up)] if shelf.up else []),
            *(link(rel, shelf.name, at) for rel, at in steps.items() if 1 <= at <= pages),
        ],
    }
    if shelf.facets:
        links = [_link(each, setting, at_root) for each in shelf.facets]
        feed["facets"] = [{"metadata": {"title": setting.word("sections")}, "links": links}]
    return feed


def _group(setting: Setting, newest: Link, books: list[dict[str, Any]]) -> dict[str, Any]:
    target = href(setting, True, file_of(newest.name, kind="json"))
    return {
        "metadata": {"title": newest.title, "numberOfItems": newest.count},
        "links": [{"rel": "self", "href": target, "type": FEED}],
        "publications": books,
    }


def _link(link: Link, setting: Setting, at_root: bool) -> dict[str, Any]:
    return {
        "href": href(setting, at_root, file_of(link.name, kind="json")),
        "title": link.title,
        "type": FEED,
        "rel": f"{RELATION}sort/new" if link.name == "new" else "subsection",
        "properties": {"numberOfItems": link.count},
    }


def _publication(book: Book, setting: Setting, at_root: bool) -> dict[str, Any]:
    links = []
    for each in book.formats:
        links.append({"rel": relation(each), "href": href(setting, at_root, each.href), "type": each.media_type})
    made: dict[str, Any] = {"metadata": dict(_metadata(book)), "links": links}
    if book.cover:
        made["images"] = [
            {
                "href": href(setting, at_root, f"{COVERS}/{picture.name}"),
                "type": MEDIA_TYPE,
                "width": picture.width,
                "height": picture.height,
            }
            for picture in (book.cover.large, book.cover.small)
        ]
    return made


def _metadata(book: Book) -> Iterator[tuple[str, Any]]:
    yield "@type", "http://schema.org/Book"
    yield "title", book.title
    yield "identifier", book.identifier
    yield "modified", book.updated
    for name, value in (
        ("subtitle", book.subtitle),
        ("language", book.language),
        ("publisher", book.publisher),
        ("description", book.description),
        ("subject", list(book.subjects)),
        ("published", book.date if len(book.date) == len("2000-01-01") else ""),
    ):
        if value:
            yield name, value
    people: dict[str, list[dict[str, str]]] = {}
    for person in book.people:
        name = "author" if not person.contributes else _ROLES.get(person.role, "contributor")
        people.setdefault(name, []).append(_person(person))
    yield from people.items()
    series = {"name": book.series, **({"position": float(book.position)} if book.position else {})}
    held = {"series": [series] if book.series else [], "collection": [{"name": book.issue}] if book.issue else []}
    if any(held.values()):
        yield "belongsTo", {name: value for name, value in held.items() if value}


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, **({"sortAs": person.sort_as} if person.sort_as else {})}
