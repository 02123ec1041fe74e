"""The feeds of a catalogue: a tree of menus, and of shelves with books, the same in both versions of OPDS.

root ── new                     the newest, one page
     ├─ all                     every book, the newest first, in pages
     ├─ dates ── year ── month
     ├─ sections ── section     by subject
     ├─ series ── one           series, and issues
     └─ authors ── author       by reading, else by name
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from publisher.catalogue.ledger import NO_YEAR, Group, Kind, Ledger
from publisher.messages.catalogue import words_in

ROOT: Final = "opds"
FOLDER: Final = "catalogue/opds"
UP: Final = "../../"
"""From a feed in FOLDER to the folder of the books."""
MOST_FACETS: Final = 24

MENUS: Final[tuple[tuple[str, Kind], ...]] = (("sections", "section"), ("series", "series"), ("authors", "author"))


class Setting(Struct, frozen=True):
    """What all feeds share. `url` is where the catalogue will be, without a slash at its end; empty: links are relative."""

    title: str
    url: str
    page_size: int
    language: str

    def word(self, key: str, **values: object) -> str:
        """A word of the catalogue, in its language."""
        return words_in(self.language)[key].format_map({name: str(value) for name, value in values.items()})


class Link(Struct, frozen=True):
    """The way to a feed from a menu. `holds_books` tells what kind of feed it is."""

    name: str
    title: str
    count: int
    updated: str
    holds_books: bool


class Shelf(Struct, frozen=True):
    """A feed. A menu has `links`; a shelf has books: those of a group, or all; `most` limits them. `up` is the menu above it."""

    name: str
    title: str
    updated: str
    count: int
    up: str = ""
    links: tuple[Link, ...] = ()
    kind: Kind | None = None
    key: str = ""
    facets: tuple[Link, ...] = ()

    @property
    def holds_books(self) -> bool:
        return not self.links

    @property
    def link(self) -> Link:
        return Link(self.name, self.title, self.count, self.updated, self.holds_books)

    def pages(self, size: int) -> int:
        return max(1, -(-self.length // size))

    @property
    def length(self) -> int:
        """Of what is divided into pages: books, or links."""
        return self.count if self.holds_books else len(self.links)


def shelves(ledger: Ledger, setting: Setting) -> Iterator[Shelf]:
    """Every feed of the catalogue, each once, the root last. What has nothing in it is left out."""
    updated, count = ledger.updated(), ledger.count
    menus: list[Shelf] = []
    newest = Shelf("new", setting.word("new"), updated, min(count, setting.page_size), ROOT)
    facets = _facets(ledger)
    every = Shelf("all", setting.word("all"), updated, count, ROOT, facets=facets)
    yield from (newest, every)
    dates, *below = _dates(ledger, setting)
    menus.append(dates)
    yield from (dates, *below)
    for name, kind in MENUS:
        below = [_of_group(kind, group, name) for group in ledger.groups(kind)]
        if below:
            menus.append(_menu(name, setting.word(name), below, ROOT))
            yield from (menus[-1], *below)
    links = tuple(each.link for each in (newest, every, *menus))
    yield Shelf(ROOT, setting.title, updated, count, links=links)


def _menu(name: str, title: str, below: Sequence[Shelf], up: str) -> Shelf:
    updated = max(each.updated for each in below)
    return Shelf(name, title, updated, sum(each.count for each in below), up, tuple(each.link for each in below))


def _of_group(kind: Kind, group: Group, up: str) -> Shelf:
    return Shelf(f"{kind}-{group.key}", group.label, group.updated, group.books, up, kind=kind, key=group.key)


def _facets(ledger: Ledger) -> tuple[Link, ...]:
    """The sections with most books; one alone chooses nothing."""
    most = sorted(ledger.groups("section"), key=lambda group: (-group.books, group.key))[:MOST_FACETS]
    return tuple(_of_group("section", group, "").link for group in most) if len(most) > 1 else ()


def _dates(ledger: Ledger, setting: Setting) -> Iterator[Shelf]:
    """The menu of years, and below it years with their months; a year of one month needs no menu of its own."""
    years: list[Shelf] = []
    shelves_: list[Shelf] = []
    for year in ledger.groups("year"):
        name = f"year-{year.key}"
        title = year_title(year, setting)
        months = ledger.groups("month", year.key)
        if len(months) < 2:
            years.append(Shelf(name, title, year.updated, year.books, "dates", kind="year", key=year.key))
            continue
        below = [
            Shelf(
                f"month-{month.key}",
                month_title(month, setting),
                month.updated,
                month.books,
                name,
                kind="month",
                key=month.key,
            )
            for month in months
        ]
        years.append(_menu(name, title, below, "dates"))
        shelves_ += below
    yield _menu("dates", setting.word("dates"), years, ROOT)
    yield from (*years, *shelves_)


def year_title(group: Group, setting: Setting) -> str:
    return setting.word("undated") if group.key == NO_YEAR else setting.word("year", year=group.label)


def month_title(group: Group, setting: Setting) -> str:
    """That of its year, where the month is not known."""
    year, _, month = group.key.partition("-")
    return setting.word("month", year=year, month=int(month)) if month != "00" else setting.word("year", year=year)
