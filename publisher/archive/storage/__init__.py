"""Where sources and outputs are kept: `open_storage(location)` for a folder of this machine or an address that fsspec knows.

Names within a storage are relative, with `/` between folders. What is written is there whole or not at all, for readers too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct


class Stored(Struct, frozen=True):
    """A file of a storage. `fingerprint` changes with its bytes: the store's own (an ETag); empty where reading is as cheap.
    A folder that cannot be listed has a name that ends in `/` and no size.
    """

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


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def is_address(location: str) -> bool:
    """Whether it is an address (`s3://archive/2024`), and no path of this machine."""
    return _ADDRESS.match(location) is not None


def is_in_memory(location: str) -> bool:
    """Whether no other process sees what is there."""
    return location.startswith("memory://")


def open_storage(location: str) -> Storage:
    """The storage of a folder or an address. Raises UsageError for an address that nobody knows."""
    if is_address(location):
        from publisher.archive.storage.remote import RemoteStorage

        return RemoteStorage(location)
    from publisher.archive.storage.local import LocalStorage

    return LocalStorage(location)
