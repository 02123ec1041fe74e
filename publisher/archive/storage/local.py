"""A folder of this machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from publisher.archive.storage import Stored
from publisher.atomic import as_output_errors, write_atomically
from publisher.errors import InputError
from publisher.source_files import opened

_PIECE = 1 << 20


class LocalStorage:
    """Files below a folder. Their fingerprints are empty: to read one costs no more than to ask for it.

    Links are followed, but for one that leads back to a folder it stands in.
    """

    def __init__(self, location: str) -> None:
        self.location = location
        self.folder = Path(location)

    def walk(self, under: str = "") -> Iterator[Stored]:
        """As `Storage.walk`. Raises InputError `source-missing`, `source-unreadable` for a folder that cannot be listed."""
        yield from self._walk(under, frozenset())

    def _walk(self, under: str, above: frozenset[str]) -> Iterator[Stored]:
        path = self.folder / under
        try:
            here = os.path.realpath(path)
            if here in above:
                return
            with os.scandir(path) as found:
                entries = sorted((each for each in found if not each.name.startswith(".")), key=lambda each: each.name)
        except FileNotFoundError:
            if above:
                return  # it has vanished since its name was read
            raise InputError("source-missing", file=str(path)) from None
        except (OSError, ValueError) as fault:
            if above:
                yield Stored(f"{under}/", 0)
                return
            reason = getattr(fault, "strerror", None) or str(fault)
            raise InputError("source-unreadable", file=str(path), reason=reason) from None
        folders = []
        for each in entries:
            name = f"{under}/{each.name}" if under else each.name
            with suppress(OSError):  # gone meanwhile, or a link to nothing
                if each.is_dir():
                    folders.append(name)
                elif each.is_file():
                    yield Stored(name, each.stat().st_size)
        for name in folders:
            yield from self._walk(name, above | {here})

    def find(self, name: str) -> Stored | None:
        try:
            # Not by a Path: of a large archive every file is asked for, and a Path takes longer than the system.
            found = os.stat(f"{self.location}/{name}")  # noqa: PTH116
        except (OSError, ValueError):
            return None
        return Stored(name, found.st_size)

    def digest(self, name: str) -> str:
        """SHA-256 in hex of a file, piece by piece however large it is. Raises InputError as `read` does."""
        try:
            handle = os.open(f"{self.location}/{name}", os.O_RDONLY)
        except (OSError, ValueError):
            return hashlib.sha256(self.read(name)).hexdigest()  # which says what is wrong
        try:
            digest = hashlib.sha256()
            while piece := os.read(handle, _PIECE):
                digest.update(piece)
            return digest.hexdigest()
        except OSError as fault:
            raise InputError("source-unreadable", file=str(self.folder / name), reason=fault.strerror or "") from None
        finally:
            os.close(handle)

    def read(self, name: str) -> bytes:
        with opened(self.folder / name) as stream:
            return stream.read()

    def write(self, name: str, data: bytes, *, replace: bool = True) -> None:
        path = self.folder / name
        with as_output_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data, replace=replace)

    def remove(self, name: str) -> None:
        with as_output_errors(self.folder / name):
            (self.folder / name).unlink(missing_ok=True)
