"""All books of a catalogue in a file on disk while it is made: sorted by date, grouped by what they are tagged with.

SQLite holds what no archive may ask of memory. The file lives as long as the run.
"""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from publisher.catalogue.books import NO_DATE, Book

Kind = Literal["section", "series", "author", "year", "month"]
_BATCH = 500


class Group(NamedTuple):
    """The books that share a tag: the tag's key (fit for a file name), what it is called, how many, the newest one's change."""

    key: str
    label: str
    books: int
    updated: str


class Ledger:
    """Books are added in any order, sorted once, and then read as often as wanted."""

    def __init__(self, path: Path) -> None:
        self._data = sqlite3.connect(path, isolation_level=None)
        self._data.execute("PRAGMA journal_mode = OFF")
        self._data.execute("PRAGMA synchronous = OFF")
        self._data.execute(
            "CREATE TABLE book (number INTEGER PRIMARY KEY, date TEXT, path TEXT, updated TEXT, language TEXT, stated BLOB,"
            " rank INTEGER)"
        )
        self._data.execute("CREATE TABLE tag (kind TEXT, key TEXT, label TEXT, sort TEXT, number INTEGER)")
        self._data.execute("CREATE TABLE name (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._data.execute("BEGIN")
        self.count = 0

    def close(self) -> None:
        self._data.close()

    def add(self, number: int, book: Book) -> None:
        """Keep a book under a number. One whose name another has already gets a name of its own."""
        book = self._named(book)
        self.count += 1
        row = (number, book.date, book.href, book.updated, book.language, msgspec.json.encode(book))
        self._data.execute("INSERT INTO book VALUES (?, ?, ?, ?, ?, ?, NULL)", row)
        self._data.executemany("INSERT INTO tag VALUES (?, ?, ?, ?, ?)", _tags(book, number))

    def _named(self, book: Book) -> Book:
        done = self._data.execute("INSERT OR IGNORE INTO name VALUES (?)", (book.identifier,))
        return book if done.rowcount else msgspec.structs.replace(book, identifier=book.own_identifier)

    def sort(self) -> None:
        """Give every book its rank: the oldest first, then by path, so that one that is new changes the rank of no other."""
        self._data.execute("CREATE INDEX by_tag ON tag (kind, key)")
        self._data.execute(
            "UPDATE book SET rank = ranked.at FROM (SELECT number AS which, row_number() OVER (ORDER BY date, path) - 1 AS at"
            " FROM book) AS ranked WHERE ranked.which = book.number"
        )
        self._data.execute("CREATE UNIQUE INDEX by_rank ON book (rank)")

    def ranks(self, numbers: int) -> array[int]:
        """The rank of each book by its number, of which there may be more than books."""
        ranks = array("Q", bytes(8 * numbers))
        for number, rank in self._data.execute("SELECT number, rank FROM book"):
            ranks[number] = rank
        return ranks

    def language(self) -> str:
        """The language of most books (of equals the first by code), `und` where none says one."""
        asked = (
            "SELECT language FROM book WHERE language != '' GROUP BY language ORDER BY count(*) DESC, language LIMIT 1"
        )
        row = self._data.execute(asked).fetchone()
        return str(row[0]) if row else "und"

    def updated(self) -> str:
        row = self._data.execute("SELECT max(updated) FROM book").fetchone()
        return str(row[0])

    def groups(self, kind: Kind, under: str = "") -> list[Group]:
        """The groups of a kind, sorted: dates the newest first, all else by name. `under` is the beginning of their keys."""
        direction = "DESC" if kind in ("year", "month") else "ASC"
        # Of labels that come to one key the first is taken, so that the same books give the same bytes.
        asked = (
            "SELECT tag.key, min(tag.label), count(*), max(book.updated) FROM tag JOIN book USING (number)"
            " WHERE tag.kind = ? AND substr(tag.key, 1, ?) = ?"
            f" GROUP BY tag.key ORDER BY min(tag.sort) {direction}, tag.key"
        )
        return [Group(*row) for row in self._data.execute(asked, (kind, len(under), under))]

    def books(self, kind: Kind | None = None, key: str = "", first: int = 0, most: int = -1) -> Iterator[Book]:
        """Books, the newest first: all, or those of a group; from the `first` on, at most so many (-1: all)."""
        if kind is None:
            asked = "SELECT stated FROM book ORDER BY rank DESC LIMIT ? OFFSET ?"
            rows = self._data.execute(asked, (most, first))
        else:
            asked = "SELECT stated FROM book JOIN tag USING (number) WHERE kind = ? AND key = ? ORDER BY rank DESC LIMIT ? OFFSET ?"
            rows = self._data.execute(asked, (kind, key, most, first))
        for (stated,) in rows:
            yield msgspec.json.decode(stated, type=Book)

    def ranked(self) -> Iterator[Book]:
        """All books by rank, the oldest first."""
        for (stated,) in self._data.execute("SELECT stated FROM book ORDER BY rank"):
            yield msgspec.json.decode(stated, type=Book)

    def members(self, kind: Kind, key: str) -> list[int]:
        """The ranks of a group's books, rising."""
        asked = "SELECT rank FROM book JOIN tag USING (number) WHERE kind = ? AND key = ? ORDER BY rank"
        return [rank for (rank,) in self._data.execute(asked, (kind, key))]


def key_of(name: str) -> str:
    """A name as a key fit for file names, the same for names that look alike."""
    return hashlib.sha256(_folded(name).encode("utf-8", "replace")).hexdigest()[:12]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _tags(book: Book, number: int) -> Iterable[tuple[str, str, str, str, int]]:
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for subject in book.subjects:
        found.setdefault(("section", key_of(subject)), (subject, _folded(subject)))
    for name in (book.series, book.issue):
        if name:
            found.setdefault(("series", key_of(name)), (name, _folded(name)))
    for person in book.people:
        if not person.contributes:
            found.setdefault(("author", key_of(person.name)), (person.name, _folded(person.sort_as or person.name)))
    year, month = book.date[:4], book.date[:7]
    if book.date != NO_DATE:
        found["year", year] = (year, year)
        found["month", month if len(month) == 7 else f"{year}-00"] = (month, month)
    else:
        found["year", NO_YEAR] = ("", "0")
        found["month", f"{NO_YEAR}-00"] = ("", "0")
    return [(kind, key, label, sort, number) for (kind, key), (label, sort) in found.items()]


NO_YEAR = "none"
"""Key of the books that have no date."""
