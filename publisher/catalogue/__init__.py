"""A catalogue of a folder of finished books: OPDS 1.2 and 2.0 for reading systems, and an index for browsers, all static files.

    scanning   which books a folder holds, with their other formats beside them
    books      what an EPUB says of itself, taken with suspicion
    covers     its cover and a thumbnail, drawn anew
    terms      what a text can be found by: words, and pairs of ideographs, kana and syllables
    postings   where terms stand, gathered in files on disk and written as shards of the search index
    ledger     all books on disk, sorted and grouped; nothing here holds an archive in memory
    shelves    which feeds there are: new, all, by date, section, series and author
    atom       feeds in OPDS 1.2 (Atom)
    opds       feeds in OPDS 2.0 (JSON)
    web        the page, its records and lists
    workers    the same work in this process or in several
    files      what is written: changed files alone, each whole, and none left that is no longer needed

Dates come from the books, never from a clock: the same books give the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from publisher.catalogue.books import Reading, read_some
from publisher.catalogue.covers import COVERS
from publisher.catalogue.files import Files
from publisher.catalogue.ledger import Ledger
from publisher.catalogue.postings import Postings, shard_count
from publisher.catalogue.scanning import Found, found_books
from publisher.catalogue.shelves import Setting, shelves
from publisher.catalogue.workers import Work, working
from publisher.diagnostics import Diagnostic
from publisher.errors import InputError

_AT_ONCE = 16
"""Books that are read together."""


class Asked(Struct, frozen=True):
    """What is asked of a catalogue: its title (empty: the folder's name), the address it will have (empty: links are relative), the
    books of a page.
    """

    title: str = ""
    url: str = ""
    page_size: int = 50


class LeftOut(Struct, frozen=True):
    """A book that is not in the catalogue, or a part of one, and why."""

    file: str
    remark: Diagnostic


class Catalogue(Struct, frozen=True):
    """What was made: how many books, which are left out or lack something, and what became of the files."""

    books: int
    remarks: tuple[LeftOut, ...]
    files: int
    written: int
    removed: int
    index_bytes: int
    """Of the search index."""

    @property
    def is_whole(self) -> bool:
        """Whether every book of the folder is in it."""
        return all(each.remark.severity == "info" for each in self.remarks)


def write_catalogue(folder: Path, asked: Asked) -> Catalogue:
    """Write the catalogue of a folder into it.

    Raises InputError `catalogue-no-folder`, `catalogue-empty`, OutputError `catalogue-foreign` or what writing raises.
    """
    if not folder.is_dir():
        raise InputError("catalogue-no-folder", file=str(folder))
    found = found_books(folder)
    if not found:
        raise InputError("catalogue-empty", file=str(folder))
    files = Files(folder)
    with tempfile.TemporaryDirectory(prefix="publisher-catalogue-") as scratch, working(len(found)) as work:
        return _written(folder, found, files, Run(Path(scratch), work, asked))


class Run(NamedTuple):
    """Where what is under way lies on disk, who works on it, and what is asked."""

    scratch: Path
    work: Work
    asked: Asked


def _written(folder: Path, found: Sequence[Found], files: Files, run: Run) -> Catalogue:
    with closing(Ledger(run.scratch / "ledger.sqlite")) as ledger:
        postings = Postings(run.scratch, shard_count(len(found)))
        reading = Reading(folder, folder / COVERS, postings.count)
        remarks = _gather(reading, found, (files, ledger, postings), run.work)
        if not ledger.count:
            raise InputError("catalogue-empty", file=str(folder))
        title = run.asked.title.strip() or folder.resolve().name or "/"
        setting = Setting(title, run.asked.url.rstrip("/"), run.asked.page_size, ledger.language())
        ledger.sort()
        index = 0
        for name, data in postings.shards(ledger.ranks(len(found)), run.work):
            files.write(name, data)
            index += len(data)
        _write(files, ledger, setting, postings.count)
        written, removed = files.finish()
        return Catalogue(ledger.count, tuple(remarks), files.count, written, removed, index)


def _gather(
    reading: Reading, found: Sequence[Found], kept: tuple[Files, Ledger, Postings], work: Work
) -> list[LeftOut]:
    """Read every book once: its cover is written, its postings and what it says of itself go to disk."""
    files, ledger, postings = kept
    remarks: list[LeftOut] = []
    starts = range(0, len(found), _AT_ONCE)
    some = [found[start : start + _AT_ONCE] for start in starts]
    for books, packed in work(read_some, [reading] * len(some), starts, some):
        postings.add(packed)
        for read in books:
            remarks += [LeftOut(read.name, remark) for remark in read.remarks]
            for name, data in read.pictures.items():
                files.write(f"{COVERS}/{name}", data)
            if read.book:
                ledger.add(read.number, read.book)
    return remarks


def _write(files: Files, ledger: Ledger, setting: Setting, shards: int) -> None:
    from publisher.catalogue.atom import write_feed as write_atom
    from publisher.catalogue.opds import write_feed as write_opds
    from publisher.catalogue.web import write_web

    for shelf in shelves(ledger, setting):
        write_atom(files, ledger, setting, shelf)
        write_opds(files, ledger, setting, shelf)
    write_web(files, ledger, setting, shards)


__all__ = ["Asked", "Catalogue", "LeftOut", "write_catalogue"]
