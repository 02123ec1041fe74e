"""The folder of faces beside the outputs of an archive (`--fonts shared`): one for the whole target, whichever run made them."""

from __future__ import annotations

from msgspec import Struct

from publisher.archive.journal import Journal
from publisher.archive.storage import Storage
from publisher.shared_fonts import FOLDER, bytes_saved, files_named, shared_fonts


class Shared(Struct, frozen=True):
    """What the folder holds and saves: its bytes, the outputs without faces, and how much smaller they are together."""

    size: int
    outputs: int
    saved: int


class _Store:
    """A storage as `publisher.shared_fonts` asks it."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def size_of(self, name: str) -> int | None:
        found = self._storage.find(name)
        return found.size if found else None

    def read(self, name: str) -> bytes:
        return self._storage.read(name)

    def write(self, name: str, data: bytes) -> None:
        self._storage.write(name, data)


def write_shared_faces(journal: Journal, target: Storage) -> Shared | None:
    """Put the faces that outputs of the journal leave out into the target; None where none does. Raises OutputError."""
    files: set[str] = set()
    outputs = saved = 0
    for remark in journal.remarks_with("fonts-shared"):
        files |= files_named([remark])
        saved += bytes_saved([remark])
        outputs += 1
    if not files:
        return None
    return Shared(shared_fonts(_Store(target), files).size, outputs, saved)


__all__ = ["FOLDER", "Shared", "write_shared_faces"]
