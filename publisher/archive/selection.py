"""Which files the SOURCE arguments name: below which root, and by which pattern."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from publisher.archive.json_lines import JSON_LINES
from publisher.archive.storage import Storage, Stored, is_address
from publisher.errors import InputError, UsageError

_MAGIC = re.compile(r"[*?\[]")


class Selection(Struct, frozen=True):
    """Files below `root`: all, those whose names match `pattern`, or those `listed` (a folder stands for all below it)."""

    root: str
    pattern: str = ""
    listed: tuple[str, ...] = ()

    @property
    def is_one_file(self) -> bool:
        return len(self.listed) == 1

    def files(self, storage: Storage) -> Iterator[Stored]:
        """Folder by folder, sorted in each. Raises InputError `source-missing` for a listed file that has gone."""
        if not self.listed:
            matches = re.compile(self.pattern).fullmatch if self.pattern else bool
            yield from (each for each in storage.walk() if matches(each.name))
            return
        for name in self.listed:
            found = storage.find(name)
            if found is None or (not is_address(self.root) and (Path(self.root) / name).is_dir()):
                yield from storage.walk(name)
            else:
                yield found


def selected(given: Sequence[str]) -> Selection:
    """Raises InputError `source-missing`, UsageError `batch-several-addresses`."""
    if len(given) > 1:
        if any(map(is_address, given)):
            raise UsageError("batch-several-addresses")
        return _listed(given)
    (source,) = given
    if is_address(source):
        return _at_address(source)
    if Path(source).is_dir():
        return Selection(str(Path(source).resolve()))
    if not Path(source).exists() and _MAGIC.search(source):
        fixed, pattern = _divided(source.replace(os.sep, "/"))
        return Selection(str(Path(fixed).resolve()), expression(pattern))
    return _listed(given)


def expression(pattern: str) -> str:
    """The regular expression of a pattern: `*` and `?` within a name, `[…]` one character, `**/` any folders."""
    pieces = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]/]+\])", pattern)
    known = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(known.get(each) or (_class(each) if each.startswith("[") else re.escape(each)) for each in pieces)


def _class(given: str) -> str:
    if len(given) < 3 or not given.endswith("]"):
        return re.escape(given)
    inner = given[1:-1].replace("\\", r"\\")
    return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"


def _divided(source: str) -> tuple[str, str]:
    """The folders before the first with a sign of a pattern, and the rest."""
    parts = source.split("/")
    first = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    return "/".join(parts[:first]) + ("/" if first else ""), "/".join(parts[first:])


def _at_address(source: str) -> Selection:
    scheme, _, path = source.partition("://")
    if _MAGIC.search(path):
        fixed, pattern = _divided(path)
        return Selection(f"{scheme}://{fixed.rstrip('/')}", expression(pattern))
    if path.endswith(JSON_LINES):
        return Selection(f"{scheme}://{posixpath.dirname(path)}", listed=(posixpath.basename(path),))
    return Selection(source.rstrip("/") if path.strip("/") else source)


def _listed(given: Sequence[str]) -> Selection:
    paths = [Path(each).resolve() for each in dict.fromkeys(given)]
    missing = next((each for each in paths if not each.exists()), None)
    if missing:
        raise InputError("source-missing", file=str(missing))
    root = os.path.commonpath([each.parent for each in paths])
    names = {each.relative_to(root).as_posix() for each in paths}
    return Selection(root, listed=tuple(sorted(names, key=lambda name: (posixpath.dirname(name), name))))
