"""What a catalogue writes into its folder: changed files alone, each whole or not at all, and none left that is no longer needed.

`catalogue/files.json` lists the files of the last run. Only what it lists is ever replaced or removed: a page of the user's own that
has the name of one of ours is refused. While a run is under way the list says so, and then all below `catalogue/` is ours.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from publisher.atomic import as_output_errors, ready_folder, write_atomically
from publisher.errors import OutputError

FOLDER: Final = "catalogue"
LIST: Final = f"{FOLDER}/files.json"
AT_TOP: Final = ("index.html", "opds.atom", "opds.json")
"""What lies outside `catalogue/`."""
_OURS = re.compile(rf"(?:{'|'.join(map(re.escape, AT_TOP))}|{FOLDER}(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*){{1,3}})")
_MOST_LIST: Final = 500_000_000


class _List(Struct):
    format: int
    finished: bool
    files: list[str]


class Files:
    """The files of a run in `folder`. Raises OutputError `catalogue-foreign` where one of the names is taken by something else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ready_folder(folder)
        known = self._listed()
        if known is None:
            self._refuse_foreign()
        self._known = set(known.files) if known else set()
        self._swept = known is not None and not known.finished
        self._named: set[str] = set()
        self._ready: set[Path] = set()
        self._written = 0
        self._put(LIST, _encoded(finished=False, files=sorted(self._known)))

    @property
    def count(self) -> int:
        return len(self._named)

    def write(self, name: str, data: bytes) -> None:
        """A file of the catalogue, written if it is not there with these bytes. Raises OutputError."""
        self._named.add(name)
        if not _holds(self.folder / name, data):
            if name in AT_TOP and name not in self._known and not self._swept:
                self._refuse(name)
            self._put(name, data)
            self._written += 1

    def finish(self) -> tuple[int, int]:
        """Remove what is no longer needed and write the list: how many files were written and removed."""
        stale = (self._known | (self._strays() if self._swept else set())) - self._named
        removed = 0
        for name in sorted(stale):
            if _OURS.fullmatch(name) and name != LIST:
                with as_output_errors(self.folder / name):
                    (self.folder / name).unlink(missing_ok=True)
                removed += 1
        for place in sorted({(self.folder / name).parent for name in stale}, reverse=True):
            with suppress(OSError):
                place.rmdir()  # an empty one
        self._put(LIST, _encoded(finished=True, files=sorted(self._named)))
        return self._written, removed

    def _put(self, name: str, data: bytes) -> None:
        path = self.folder / name
        if path.parent not in self._ready:
            with as_output_errors(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
            self._ready.add(path.parent)
        write_atomically(path, data)

    def _listed(self) -> _List | None:
        path = self.folder / LIST
        try:
            if (self.folder / FOLDER).is_symlink() or path.stat().st_size > _MOST_LIST:
                return None
            return msgspec.json.decode(path.read_bytes(), type=_List)
        except (OSError, msgspec.DecodeError):
            return None

    def _refuse_foreign(self) -> None:
        place = self.folder / FOLDER
        if place.is_symlink() or (place.exists() and (not place.is_dir() or any(place.iterdir()))):
            raise OutputError("catalogue-foreign", file=str(place))
        for name in AT_TOP:
            self._refuse(name)

    def _refuse(self, name: str) -> None:
        if os.path.lexists(self.folder / name):
            raise OutputError("catalogue-foreign", file=str(self.folder / name))

    def _strays(self) -> set[str]:
        """What lies below `catalogue/` after a run that was broken off."""
        paths = (self.folder / FOLDER).rglob("*")
        return {path.relative_to(self.folder).as_posix() for path in paths if path.is_file() or path.is_symlink()}


def _encoded(*, finished: bool, files: list[str]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(_List(1, finished, files)), indent=0) + b"\n"


def _holds(path: Path, data: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
