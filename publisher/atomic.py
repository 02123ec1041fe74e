"""Files written whole or not at all.

The bytes go into a temporary file in the target's own folder, are forced to the disk, and take the target's name in one
step (POSIX `rename`). A full disk, an exception or a kill leaves the old file as it was. What a killed process leaves behind
is swept by the next one that writes into that folder.

A target that is a symbolic link is replaced, not followed: nobody who can put a link into an output folder chooses thereby
what is overwritten elsewhere. Devices, pipes and folders are refused. The new file has the permissions of the umask.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import socket
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from publisher.errors import OutputError

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "file-too-big",
    errno.EACCES: "not-writable",
    errno.EPERM: "not-writable",
    errno.EROFS: "not-writable",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "not-a-folder",
    errno.EISDIR: "is-a-folder",
    errno.EEXIST: "exists",
    errno.ENAMETOOLONG: "name-too-long",
}
_TEMPORARY = re.compile(r"\.publisher-(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-[0-9a-f]+\.tmp")
_LONG_DEAD_SECONDS = 24 * 3600


def write_atomically(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write `data` to `path`, which is then the whole new file or the whole old one.

    With `replace=False` a file that exists stays: OutputError `exists`. Raises OutputError (codes in `_CODES`, else
    `write-failed`).
    """
    with open_atomically(path, replace=replace) as file:
        file.write(data)


@contextmanager
def open_atomically(path: Path, *, replace: bool = True) -> Iterator[BinaryIO]:
    """A file open for writing that becomes `path` when the block ends well, and goes when it does not.

    Raises OutputError like `write_atomically`, for an OSError of the block too.
    """
    with as_output_errors(path):
        _refuse_what_is_no_file(path)
        sweep(path.parent)
        temporary = path.parent / _temporary_name()
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _rename(temporary, path, replace)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(path.parent)


def ready_folder(folder: Path) -> None:
    """Make the folder if it is missing and prove that a file can be written into it. Raises OutputError."""
    if folder.exists() and not folder.is_dir():
        raise OutputError("not-a-folder", file=os.fspath(folder))
    with as_output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # Permission bits do not tell of read-only file systems, quotas or what root may do; a file does.
        probe = folder / _temporary_name()
        probe.touch(exist_ok=False)
        probe.unlink()


def sweep(folder: Path) -> None:
    """Remove what killed processes left in `folder`, once for each folder and process."""
    _sweep_once(os.fspath(folder.absolute()), os.getpid())


@cache
def _sweep_once(folder: str, _process: int) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = _TEMPORARY.fullmatch(entry.name)
            if name and _is_stale(entry, name["host"], int(name["pid"])):
                with suppress(OSError):
                    Path(entry.path).unlink()


def _is_stale(entry: os.DirEntry[str], host: str, process: int) -> bool:
    # A process of another machine that shares the folder cannot be asked for, and numbers come again: a day settles it.
    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _LONG_DEAD_SECONDS:
        return True
    return host == _host() and not _is_alive(process)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@cache
def _host() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def _temporary_name() -> str:
    # Not made from the target's name, which may already be as long as a name can be.
    return f".publisher-{_host()}-{os.getpid()}-{secrets.token_hex(4)}.tmp"


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise OutputError("is-a-folder", file=os.fspath(path))
    if not stat.S_ISREG(mode):
        raise OutputError("not-a-file", file=os.fspath(path))


def _rename(temporary: Path, path: Path, replace: bool) -> None:
    if replace:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)  # fails if the name is taken, with no moment in between
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        temporary.replace(path)
    else:
        temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power failure, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def as_output_errors(path: Path) -> Iterator[None]:
    """An OSError of the block as the OutputError of its kind, on `path`."""
    try:
        yield
    except OSError as fault:
        code = _CODES.get(fault.errno or 0, "write-failed")
        raise OutputError(code, file=os.fspath(path), fault=fault.strerror or type(fault).__name__) from fault
