"""Covers that were drawn before, in the user's cache (XDG Base Directory Specification 0.8).

They are in `$PUBLISHER_CACHE/covers`, else in `$XDG_CACHE_HOME/publisher/covers`, else in `~/.cache/publisher/covers`; where
PUBLISHER_CACHE is set and empty, none are kept. A file holds the picture and after it a digest, so that what was damaged or cut
short is drawn again. Nothing here is an error: a folder that cannot be written or read is as good as none. Files used least recently
go when there are too many.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from publisher.atomic import write_atomically
from publisher.errors import OutputError

VARIABLE = "PUBLISHER_CACHE"
MOST_FILES, MOST_BYTES = 200, 64 << 20
_DIGEST = 32
_SUFFIX = ".jpg"


def kept(key: str) -> bytes | None:
    """The picture of that key; None where it is not there, or not whole."""
    if (folder := _folder()) is None:
        return None
    path = folder / (key + _SUFFIX)
    with suppress(OSError):
        found = path.read_bytes()
        data, digest = found[:-_DIGEST], found[-_DIGEST:]
        if data and _digest(key, data) == digest:
            with suppress(OSError):
                os.utime(path)
            return data
    return None


def keep(key: str, data: bytes) -> None:
    """Have `data` found by `kept` from now on."""
    if (folder := _folder()) is None:
        return
    with suppress(OSError, OutputError):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / (key + _SUFFIX), data + _digest(key, data))
        _make_room(folder)


def _digest(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + data).digest()


def _folder() -> Path | None:
    own = os.environ.get(VARIABLE)
    if own == "":
        return None
    if own:
        return Path(own).absolute() / "covers"
    home = os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):  # there are users without a home
        # What is relative is to be ignored, says the specification.
        return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "publisher" / "covers"
    return None


def _make_room(folder: Path) -> None:
    """Remove the files used least recently where there are more than there may be."""
    files = []
    for entry in os.scandir(folder):
        # Another process may have removed it meanwhile.
        with suppress(OSError):
            if entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
                files.append((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path))
    size = count = 0
    for _, bytes_held, path in sorted(files, reverse=True):
        size, count = size + bytes_held, count + 1
        if count > MOST_FILES or size > MOST_BYTES:
            with suppress(OSError):
                Path(path).unlink()
