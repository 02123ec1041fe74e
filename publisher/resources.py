"""Where the files that are not Python are: in the installed package, else beside it in a checkout; digests of either."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """The folder `templates`, `fonts`, `icc`, `schema` or `collation`.

    A wheel carries them inside the package; a checkout has them beside it (the last three under `data/`).
    """
    installed = _PACKAGE / name
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent
    return checkout / "data" / name if name in ("icc", "schema", "collation") else checkout / name


def program_digest(parts: Iterable[str]) -> str:
    """SHA-256 of the program's own modules in `parts`, folders and files of the package: what they make must not outlive them."""
    digest = hashlib.sha256()
    for part in parts:
        path = _PACKAGE / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def folder_digest(folder: Path) -> str:
    """SHA-256 of all files of a folder, with their paths in it."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        data = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return digest.hexdigest()
