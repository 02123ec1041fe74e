"""Which books a folder holds: every EPUB below it, with what lies beside it under the same name in other formats."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Final, NamedTuple
from urllib.parse import quote

OWN_FOLDERS: Final = ("catalogue", "fonts")
"""At the top: what the catalogue itself makes, and shared faces."""
BOOK: Final = ".epub"
OTHERS: Final = (".pdf", ".html")
MEDIA_TYPES: Final = {".epub": "application/epub+zip", ".pdf": "application/pdf", ".html": "text/html"}


class Found(NamedTuple):
    """A book's file, relative to the folder, and the suffixes of what lies beside it as they are spelled there."""

    name: str
    others: tuple[str, ...]


def found_books(folder: Path) -> list[Found]:
    """The EPUBs below the folder, sorted; hidden files and folders and those that a catalogue makes are passed over."""
    return [each for place, names in _folders(folder) for each in _books_of(place, names)]


def _folders(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for place, folders, names in os.walk(folder):
        relative = os.path.relpath(place, folder)
        at_top = relative == os.curdir
        folders[:] = sorted(
            each for each in folders if not each.startswith(".") and not (at_top and each in OWN_FOLDERS)
        )
        yield "" if at_top else relative.replace(os.sep, "/") + "/", sorted(names)


def _books_of(place: str, names: list[str]) -> Iterator[Found]:
    there = set(names)
    for name in names:
        stem, suffix = PurePath(name).stem, PurePath(name).suffix
        if suffix.lower() == BOOK and not name.startswith("."):
            beside = (suffix for kind in OTHERS for suffix in (kind, kind.upper()) if stem + suffix in there)
            # The page of the catalogue is nobody's other format.
            others = tuple(each for each in beside if f"{place}{stem}{each}" != "index.html")
            yield Found(place + name, others)


def address(name: str) -> str:
    """A file's name as a relative reference (RFC 3986): nothing but ASCII, whatever bytes the file system has."""
    return quote(os.fsencode(name), safe="/")
