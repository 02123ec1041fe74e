"""Where sources and outputs are kept: `storage(location)` for a folder of this machine or an address that fsspec knows.

Names within a storage are relative, with `/` between folders. What is written is there whole or not at all, for readers too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct


class Stored(Struct, frozen=True):
    """A file of a storage. `fingerprint` changes with its bytes: the store's own (an ETag); empty where reading is as cheap."""

    name: str
    size: int
    fingerprint: str = ""


class Storage(Protocol):
    """A place for files. All raise InputError (reading) or OutputError (writing) with a code and the file; what may pass by itself is
    tried again before (`publisher.archive.storage.remote`).
    """

    location: str

    def walk(self, under: str = "") -> Iterator[Stored]:
        """All files below a folder, folder by folder, each sorted by name; hidden ones (`.publisher/`) are left out."""

    def find(self, name: str) -> Stored | None: ...

    def read(self, name: str) -> bytes: ...

    def write(self, name: str, data: bytes, *, replace: bool = True) -> None: ...

    def remove(self, name: str) -> None: ...
