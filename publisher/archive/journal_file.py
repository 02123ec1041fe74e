"""The file of a journal: where it is, who may write it, what is done with one that is of no use, and its snapshots.

For a folder it is `.publisher/journal.sqlite` in that folder. For an address it is in a folder of this machine's own (XDG Base
Directory Specification, `$XDG_STATE_HOME`), and a snapshot of it lies in the target, from which another machine, or this one after a
loss, goes on.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from publisher.archive.content_key import digest_of
from publisher.archive.journal import APPLICATION, TABLES, VERSION, Journal
from publisher.archive.storage import Storage, is_address
from publisher.atomic import as_output_errors, ready_folder
from publisher.errors import InputError, UsageError

FOLDER = ".publisher"
FILE = "journal.sqlite"
SNAPSHOT = f"{FOLDER}/{FILE}"
"""The name of a snapshot in the target."""
_SIDE_FILES = ("-wal", "-shm")


class Opened(Struct, frozen=True):
    """A journal, and what was found: `is_new` where it knows nothing yet, `aside` where one that is of no use was kept."""

    journal: Journal
    is_new: bool
    aside: Path | None = None
    reason: str = ""


def journal_path(target: str, given: str | None) -> Path:
    """Where the journal of a target is."""
    if given:
        return Path(given).absolute()
    if is_address(target):
        from publisher.archive.storage.addresses import shown

        return _state_folder() / digest_of(shown(target).rstrip("/").encode())[:32] / FILE
    return Path(target).absolute() / FOLDER / FILE


def open_journal(path: Path, target: Storage) -> Opened:
    """The journal at `path`, taken from the snapshot of a remote target where there is none, else a new one.

    One that is damaged or of another version is kept aside under another name. Raises OutputError where none can be written.
    """
    ready_folder(path.parent)
    if not path.exists() and is_address(target.location):
        _fetch(path, target)
    reason = _unusable(path) if path.exists() else ""
    aside = _put_aside(path, reason) if reason else None
    journal = Journal(path)
    if not journal.is_laid_out:  # or a run was killed before it was
        journal.create()
    return Opened(journal, journal.is_empty, aside, reason)


def save_snapshot(journal: Journal, target: Storage) -> None:
    """Put the journal as it is into a remote target. Raises OutputError."""
    with tempfile.TemporaryDirectory(prefix="publisher-journal-") as scratch:
        path = Path(scratch) / FILE
        journal.snapshot(path)
        target.write(SNAPSHOT, path.read_bytes())


class Lock:
    """Kept by one run on a journal at a time, and let go by the system when that run ends in whatever way."""

    def __init__(self, path: Path) -> None:
        """Raises UsageError `batch-running` where another run has it."""
        ready_folder(path.parent)
        self._file = path.with_name(f"{path.name}.lock").open("a")
        try:
            import fcntl
        except ImportError:  # a system without: two runs at once then meet in the journal
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise UsageError("batch-running", journal=str(path)) from None

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def _state_folder() -> Path:
    home = os.environ.get("XDG_STATE_HOME", "")
    # What is relative is to be ignored, says the specification.
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "state") / "publisher"


def _fetch(path: Path, target: Storage) -> None:
    with suppress(InputError):
        if target.find(SNAPSHOT) is not None:
            data = target.read(SNAPSHOT)
            with as_output_errors(path):
                path.write_bytes(data)


def _unusable(path: Path) -> str:
    """Why a journal is of no use: `damaged`, `version N`, `foreign`; empty where it is one of ours."""
    try:
        with closing(sqlite3.connect(path)) as base:
            (application,) = base.execute("PRAGMA application_id").fetchone()
            (version,) = base.execute("PRAGMA user_version").fetchone()
            tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables and not version:
                return ""  # a run was killed before it had laid it out
            if application != APPLICATION:
                return "foreign"
            if version != VERSION:
                return f"version {version}"
            (sound,) = base.execute("PRAGMA quick_check(1)").fetchone()
            return "" if sound == "ok" and tables >= {*TABLES, "made"} else "damaged"
    except sqlite3.Error:
        return "damaged"


def _put_aside(path: Path, reason: str) -> Path:
    word = reason.replace(" ", "-")
    names = (path.with_name(f"{path.name}.{word}{f'-{count}' if count > 1 else ''}") for count in range(1, 10_000))
    aside = next(each for each in names if not each.exists())
    with as_output_errors(aside):
        path.rename(aside)
        for suffix in _SIDE_FILES:
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside
