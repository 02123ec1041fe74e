"""Where the outputs of an input go: `-o`, the headline's slug, and names that are taken."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple, get_args

from publisher.errors import UsageError
from publisher.options import Target, WriteOptions
from publisher.slug import collision_key

KINDS: tuple[str, ...] = get_args(Target)


class Destination(NamedTuple):
    """A folder, and the whole file name where `-o` names a file."""

    folder: Path
    name: str | None = None


def destination(options: WriteOptions, *, several: bool) -> Destination:
    """Where `options.output` points: a folder if it ends in `/` or is one, else a file.

    Raises UsageError `output-…` where one file cannot take what is to be written.
    """
    output, path = options.output, Path(options.output)
    if is_folder(output):
        return Destination(path)
    kind = kind_of(output)
    if several:
        raise UsageError("output-one-input", output=output)
    if len(options.to) > 1:
        code = "output-one-kind" if kind else "output-not-a-folder"
        raise UsageError(code, output=output, kinds=", ".join(options.to))
    if kind != options.to[0]:
        raise UsageError("output-suffix", output=output, kind=options.to[0])
    return Destination(path.parent, path.name)


def is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def kind_of(output: str) -> str | None:
    """The kind a file name's suffix stands for."""
    suffix = Path(output).suffix.lower().removeprefix(".")
    return suffix if suffix in KINDS else None


class Names:
    """The names given out in one run: twins in case or normal form would be one file on some disks."""

    def __init__(self) -> None:
        self._taken: set[tuple[Path, str]] = set()

    def free(self, folder: Path, stem: str, edition: str = "") -> str:
        """`stem`, or `stem-2`, `stem-3` … where an input before has it; an `edition` is tried with its name first."""
        name, number = stem, 1
        place = folder.resolve()
        if edition and (place, collision_key(name)) in self._taken:
            name = stem = f"{stem}-{edition}"
        while (place, collision_key(name)) in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add((place, collision_key(name)))
        return name
