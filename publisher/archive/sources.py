"""The articles of an archive, one after the other, by name and by the digests of the files that say what becomes of them.

A source is a folder with all below it, a pattern (`2024/**/*.txt`), some files, a file of JSON Lines with an article in each, or an
address of any of these. Nothing is held beyond the listing of one folder: an archive may have a million articles. Of the files of a
folder those are articles that some reader takes by their suffix; sidecars, project files, pictures and hidden files are not, and what
else is there is counted as passed over.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from publisher.archive.json_lines import JSON_LINES, Line, lines_of
from publisher.archive.layers import Layers, digest_in
from publisher.archive.places import LINE
from publisher.archive.selection import Selection, selected
from publisher.archive.storage import Stored, is_address, open_storage
from publisher.archive.storage.addresses import shown
from publisher.archive.work import Failure
from publisher.config import PROJECT_FILE
from publisher.errors import InputError, PublisherError, UsageError
from publisher.readers.formats import READERS
from publisher.slug import slug

_READ = frozenset(suffix for row in READERS for suffix in row.suffixes)
_NO_ARTICLES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".toml"))


class Source(Struct, frozen=True):
    """An article to be: its name in the archive, and the digests of its source, its sidecar and its project file, empty where
    there is none. `path` is what its stem is made of; `data` is that of a line, `line` its number; `fault` says why it cannot be
    read.
    """

    name: str
    path: str
    files: tuple[str, str, str] = ("", "", "")
    data: bytes | None = None
    line: int = 0
    fault: Failure | None = None

    @property
    def wanted(self) -> str:
        """The stem it would like for its outputs."""
        return safe(self.path)


class Sources:
    """The articles that some SOURCE arguments name, for outputs in `target`. `passed_over` counts other files by suffix.

    Raises UsageError `batch-…` where they cannot go together with the target, InputError `source-missing`.
    """

    def __init__(self, given: Sequence[str], target: str) -> None:
        self._selection = selected(given)
        self._storage = open_storage(self._selection.root)
        self._layers = Layers(self._storage)
        self._outputs = _within(self._selection, target)
        self.passed_over: Counter[str] = Counter()

    @property
    def root(self) -> str:
        """The folder or address from which names count."""
        return self._selection.root

    def __iter__(self) -> Iterator[Source]:
        """The articles, folder by folder and sorted in each. Raises InputError where a folder cannot be listed."""
        self.passed_over.clear()
        for folder, files in self._folders():
            there = frozenset(each.name for each in files if each.name.endswith(PROJECT_FILE))
            siblings = None if self._selection.listed else there
            for each in files:
                if self._is_article(each.name):
                    yield from self._articles(each, folder, siblings)

    def count(self) -> int:
        """How many there are; only files of JSON Lines are read for it."""
        articles = (each for _, files in self._folders() for each in files if self._is_article(each.name))
        count = sum(1 if not each.name.endswith(JSON_LINES) else self._lines_in(each) for each in articles)
        self.passed_over.clear()
        return count

    def _lines_in(self, file: Stored) -> int:
        try:
            return sum(1 for _ in lines_of(self._storage, file.name))
        except PublisherError:
            return 1

    def _folders(self) -> Iterator[tuple[str, list[Stored]]]:
        for folder, files in groupby(self._selection.files(self._storage), lambda each: posixpath.dirname(each.name)):
            yield folder, [each for each in files if not self._is_output(each.name)]

    def _is_output(self, name: str) -> bool:
        return bool(self._outputs) and name.startswith(self._outputs)

    def _is_article(self, name: str) -> bool:
        suffix = posixpath.splitext(name)[1].lower()
        if suffix in _READ or suffix == JSON_LINES or name.endswith("/"):
            return True
        if suffix not in _NO_ARTICLES:
            self.passed_over[suffix] += 1
        return False

    def _articles(self, file: Stored, folder: str, siblings: frozenset[str] | None) -> Iterator[Source]:
        stem = posixpath.splitext(file.name)[0]
        if not _is_text(file.name):
            printable = file.name.encode("utf-8", "backslashreplace").decode()
            yield Source(printable, printable, fault=_failure(InputError("source-name", name=printable)))
            return
        if file.name.endswith("/"):
            reason = "the folder cannot be listed"
            yield Source(file.name, folder, fault=_failure(InputError("source-unreadable", reason=reason)))
            return
        try:
            beside = self._layers.sidecar(file.name, siblings), self._layers.project(folder)
            if not file.name.endswith(JSON_LINES):
                yield Source(file.name, stem, (digest_in(self._storage, file), *beside))
                return
            inner = "" if self._selection.is_one_file else f"{posixpath.basename(stem)}/"
            for line in lines_of(self._storage, file.name):
                yield _of_line(line, file.name, posixpath.join(folder, inner), beside)
        except PublisherError as fault:
            yield Source(file.name, stem, fault=_failure(fault))


def safe(stem: str) -> str:
    """The stem of outputs from the path of a source without its suffix: each folder's and the file's name safe on any file system.

    Not from the headline, as a single article's: a name must not depend on the order in which workers finish, must be known before
    the article is read, and must be the same whichever engine makes it.
    """
    return "/".join(map(_slug, stem.split("/")))


_slug = lru_cache(1000)(slug)


def _of_line(line: Line, file: str, folder: str, beside: tuple[str, str]) -> Source:
    fault = _failure(line.fault, line.number) if line.fault else None
    return Source(
        f"{file}{LINE}{line.name}",
        posixpath.join(folder, line.name),
        (line.digest, *beside),
        line.data,
        line.number,
        fault,
    )


def _failure(fault: PublisherError, line: int = 0) -> Failure:
    # The file is there or not, readable or not, the next time.
    return Failure(fault.code, fault.message(), line or fault.line, dict(fault.values), passing=not line)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _within(selection: Selection, target: str) -> str:
    """The beginning of names in the source that are outputs. Raises UsageError `batch-same-place`."""
    root = selection.root
    if is_address(root) != is_address(target):
        return ""
    if is_address(root):
        here, there = root.rstrip("/") + "/", target.rstrip("/") + "/"
    else:
        here, there = (f"{Path(each).resolve().as_posix().rstrip('/')}/" for each in (root, target))
    if here == there and not selection.is_one_file:
        raise UsageError("batch-same-place", target=shown(target))
    return there.removeprefix(here) if there.startswith(here) and here != there else ""
