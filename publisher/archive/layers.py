"""The files beside a source that say how it is published: its sidecar, and the nearest `publisher.toml` upward, by their digests.

The same that `publisher.config` reads when the article is made; a project file above the root of a local archive counts too.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from publisher.archive.content_key import digest_of
from publisher.archive.storage import Storage, Stored, is_address
from publisher.archive.storage.local import LocalStorage
from publisher.config import PROJECT_FILE


class Layers:
    """Of one archive; what is known of a folder is kept for the run."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._projects: dict[str, str] = {}

    def sidecar(self, name: str, siblings: frozenset[str] | None) -> str:
        """The digest of the sidecar of `name`, if it is among the `siblings` (None: nobody has listed them); empty where there is
        none."""
        for candidate in (f"{name}.{PROJECT_FILE}", f"{posixpath.splitext(name)[0]}.{PROJECT_FILE}"):
            if self._storage.find(candidate) if siblings is None else candidate in siblings:
                return digest_at(self._storage, candidate)
        return ""

    def project(self, folder: str) -> str:
        """The digest of the project file that holds in a folder of the archive; empty where there is none."""
        known = self._projects.get(folder)
        if known is None:
            known = digest_at(self._storage, posixpath.join(folder, PROJECT_FILE))
            known = known or (self.project(posixpath.dirname(folder)) if folder else self._above())
            self._projects[folder] = known
        return known

    def _above(self) -> str:
        if is_address(self._storage.location):
            return ""
        found = (up / PROJECT_FILE for up in Path(self._storage.location).absolute().parents)
        path = next((each for each in found if each.is_file()), None)
        return digest_of(path.read_bytes()) if path else ""


def digest_at(storage: Storage, name: str) -> str:
    """The digest of a file by its fingerprint, else of its bytes; empty where it is not there. Raises InputError."""
    found = storage.find(name)
    return digest_in(storage, found) if found else ""


def digest_in(storage: Storage, file: Stored) -> str:
    """That of a file known to be there. Raises InputError `source-missing`, `source-unreadable` …"""
    if file.fingerprint:
        return digest_of(file.fingerprint.encode())
    if isinstance(storage, LocalStorage):
        return storage.digest(file.name)
    return digest_of(storage.read(file.name))
