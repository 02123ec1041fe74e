"""Feeds in OPDS 1.2: Atom (RFC 4287) in pages (RFC 5005), every entry complete.

A feed has `first`, `previous`, `next` and `last`; a shelf says with every book what formats it is in, its cover and thumbnail. No
feed has a search link, which would need a server. Without an address of its own a catalogue's links are relative, so that it works
wherever it is put.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from publisher.catalogue.books import Book, Format, Person
from publisher.catalogue.covers import COVERS, MEDIA_TYPE
from publisher.catalogue.files import Files
from publisher.catalogue.ledger import Ledger
from publisher.catalogue.shelves import FOLDER, ROOT, UP, Link, Setting, Shelf

NAVIGATION: Final = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION: Final = "application/atom+xml;profile=opds-catalog;kind=acquisition"
RELATION: Final = "http://opds-spec.org/"
_SPACES: Final = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" xmlns:opds="http://opds-spec.org/2010/catalog" '
    'xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:os="http://a9.com/-/spec/opensearch/1.1/"'
)


def write_feed(files: Files, ledger: Ledger, setting: Setting, shelf: Shelf) -> None:
    """Write a feed, all its pages."""
    size, pages = setting.page_size, shelf.pages(setting.page_size)
    books = ledger.books(shelf.kind, shelf.key) if shelf.holds_books else iter(())
    for page in range(1, pages + 1):
        parts = ['<?xml version="1.0" encoding="utf-8"?>\n', *_head(setting, shelf, page, pages)]
        if shelf.holds_books:
            some = islice(books, min(size, shelf.count - (page - 1) * size))
            parts += [_book(book, setting) for book in some]
        else:
            parts += [_link_entry(link, setting, shelf) for link in shelf.links[(page - 1) * size : page * size]]
        parts.append("</feed>\n")
        files.write(file_of(shelf.name, page), "".join(parts).encode())


def file_of(name: str, page: int = 1, kind: str = "atom") -> str:
    """The file of a page of a feed, relative to the folder of the books."""
    return f"{ROOT}.{kind}" if (name, page) == (ROOT, 1) else f"{FOLDER}/{name}-{page}.{kind}"


def href(setting: Setting, at_root: bool, target: str) -> str:
    """The address of a file of the folder, in a feed: absolute where the catalogue has one, else relative."""
    return f"{setting.url}/{target}" if setting.url else target if at_root else UP + target


def identity(setting: Setting, name: str) -> str:
    """The name of a feed, the same on all its pages and in every run."""
    if setting.url:
        return f"{setting.url}/{file_of(name)}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{setting.title}\n{name}").urn


def _head(setting: Setting, shelf: Shelf, page: int, pages: int) -> Iterator[str]:
    at_root = (shelf.name, page) == (ROOT, 1)
    own = _kind(shelf.holds_books)

    def link(rel: str, target: str, kind: str = own, more: str = "") -> str:
        return f'<link rel="{rel}" href="{href(setting, at_root, target)}" type="{kind}"{more}/>\n'

    yield f"<feed {_SPACES} xml:lang={quoteattr(setting.language)}>\n"
    yield f"<id>{escape(identity(setting, shelf.name))}</id>\n<title>{_text(shelf.title)}</title>\n"
    yield f"<updated>{shelf.updated}</updated>\n<author><name>{_text(setting.title)}</name></author>\n"
    yield link("self", file_of(shelf.name, page)) + link("start", file_of(ROOT), NAVIGATION)
    if shelf.up:
        yield link("up", file_of(shelf.up), NAVIGATION)
    if pages > 1:
        steps = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
        yield "".join(link(rel, file_of(shelf.name, at)) for rel, at in steps.items() if 1 <= at <= pages)
    if shelf.holds_books:
        yield f"<os:totalResults>{shelf.count}</os:totalResults>\n<os:itemsPerPage>{setting.page_size}</os:itemsPerPage>\n"
    group = f" opds:facetGroup={quoteattr(setting.word('sections'))}"
    for facet in shelf.facets:
        more = f' title={quoteattr(_plain(facet.title))} thr:count="{facet.count}"{group}'
        yield link(f"{RELATION}facet", file_of(facet.name), ACQUISITION, more)


def _link_entry(link: Link, setting: Setting, shelf: Shelf) -> str:
    rel = f"{RELATION}sort/new" if link.name == "new" else "subsection"
    target = href(setting, shelf.name == ROOT, file_of(link.name))
    count = setting.word("one") if link.count == 1 else setting.word("count", count=link.count)
    return (
        f"<entry>\n<id>{escape(identity(setting, link.name))}</id>\n<title>{_text(link.title)}</title>\n"
        f'<updated>{link.updated}</updated>\n<content type="text">{_text(count)}</content>\n'
        f'<link rel="{rel}" href="{target}" type="{_kind(link.holds_books)}" thr:count="{link.count}"/>\n</entry>\n'
    )


def _book(book: Book, setting: Setting) -> str:
    lines = [
        f"<id>{escape(book.identifier)}</id>",
        f"<title>{_text(book.title)}</title>",
        f"<updated>{book.updated}</updated>",
        *_stated(book),
        *(_person(each) for each in book.people),
        *(f"<category term={quoteattr(_plain(each))} label={quoteattr(_plain(each))}/>" for each in book.subjects),
    ]
    about = "\n".join(filter(None, (book.subtitle, book.description)))
    if about:
        lines.append(f'<summary type="text">{_text(about)}</summary>')
    # An entry without an alternate page must have content (RFC 4287, 4.1.2).
    lines.append(f'<content type="text">{_text(about or book.title)}</content>')
    lines += _links(book, setting)
    return "<entry>\n" + "\n".join(lines) + "\n</entry>\n"


def _stated(book: Book) -> Iterator[str]:
    if len(book.date) == len("2000-01-01"):
        yield f"<published>{book.date}T00:00:00Z</published>"
    for name, value in (
        ("dc:issued", book.date),
        ("dc:language", book.language),
        ("dc:publisher", book.publisher),
        ("dc:source", book.source),
        ("dc:identifier", book.identifier),
        ("rights", book.rights),
    ):
        if value:
            yield f"<{name}>{_text(value)}</{name}>"
    for name in filter(None, (book.series, book.issue)):
        yield f"<dc:isPartOf>{_text(name)}</dc:isPartOf>"


def _person(person: Person) -> str:
    name = "contributor" if person.contributes else "author"
    return f"<{name}><name>{_text(person.name)}</name></{name}>"


def _links(book: Book, setting: Setting) -> Iterator[str]:
    for each in book.formats:
        target = href(setting, False, each.href)
        yield f'<link rel="{relation(each)}" href="{target}" type="{each.media_type}" length="{each.size}"/>'
    if book.cover:
        for rel, picture in (("image", book.cover.large), ("image/thumbnail", book.cover.small)):
            target = href(setting, False, f"{COVERS}/{picture.name}")
            yield f'<link rel="{RELATION}{rel}" href="{target}" type="{MEDIA_TYPE}"/>'


def relation(held: Format) -> str:
    """What a file is to its book: another page of it, or what is acquired."""
    return "alternate" if held.media_type == "text/html" else f"{RELATION}acquisition"


def _kind(holds_books: bool) -> str:
    return ACQUISITION if holds_books else NAVIGATION


def _text(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """The text without characters that XML 1.0 has none for, lone surrogates and noncharacters."""
    return "".join(
        each
        for each in text
        if each in "\t\n" or (" " <= each <= "\ud7ff") or ("\ue000" <= each <= "\ufffd") or each > "\uffff"
    )
