"""Where a worker finds an article's files and puts its outputs: in the folders themselves, or, for addresses, in a folder for the
time being into which source, sidecar, project file and pictures are brought.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.archive.dependencies import pictures_of
from publisher.archive.storage import Storage, is_address
from publisher.archive.work import Task
from publisher.assets import IN_CONTAINER
from publisher.config import PROJECT_FILE
from publisher.model import Article

LINE = "#"
"""Between the name of a file and that of an article in one of its lines."""


class Place:
    """The file of an article on this machine, below the `root` of its archive. Lines of a file share that file's place."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.path = root / name

    def fetch_pictures(self, article: Article) -> None:
        """Bring the pictures that the article names, where they are not here already."""


class _Brought(Place):
    """A place into which files are brought from a storage."""

    def __init__(self, storage: Storage, scratch: Path, name: str) -> None:
        super().__init__(scratch, name)
        self._storage = storage
        self._name = name

    def fetch(self, task: Task) -> None:
        """Raises InputError where the source cannot be read."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self._storage.read(self._name) if task.data is None else b"")
        stem = posixpath.splitext(self._name)[0]
        sidecars = (f"{self._name}.{PROJECT_FILE}", f"{stem}.{PROJECT_FILE}")
        next((name for name in sidecars if self._brought(name)), None)
        folder = posixpath.dirname(self._name)
        while not self._brought(posixpath.join(folder, PROJECT_FILE)) and folder:
            folder = posixpath.dirname(folder)

    def fetch_pictures(self, article: Article) -> None:
        folder = posixpath.dirname(self._name)
        for src in pictures_of(article):
            names = src.split(IN_CONTAINER)
            tried = [IN_CONTAINER.join(names[:count]) for count in range(len(names), 0, -1)]
            paths = [posixpath.normpath(posixpath.join(folder, each)) for each in tried]
            next((path for path in paths if not path.startswith(("..", "/")) and self._brought(path)), None)

    def _brought(self, name: str) -> bool:
        path = self.root / name
        if path.is_file():
            return True
        if self._storage.find(name) is None:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._storage.read(name))
        return True


@contextmanager
def source_place(root: Storage, task: Task) -> Iterator[Place]:
    """The place of a task's source. Raises InputError where it has to be brought and cannot be read."""
    name = task.name if task.data is None else task.name.partition(LINE)[0]
    if not is_address(root.location):
        yield Place(Path(root.location), name)
        return
    with tempfile.TemporaryDirectory(prefix="publisher-source-") as scratch:
        place = _Brought(root, Path(scratch), name)
        place.fetch(task)
        yield place


@contextmanager
def output_place(target: Storage) -> Iterator[Path]:
    """The folder that outputs are written into: the target itself, else one from which they are taken there."""
    if not is_address(target.location):
        yield Path(target.location)
        return
    with tempfile.TemporaryDirectory(prefix="publisher-output-") as scratch:
        yield Path(scratch)
