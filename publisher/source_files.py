"""Opening a file that a user named: what can be wrong with it is an InputError that says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from publisher.errors import InputError


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for its bytes.

    Raises InputError `source-missing`, `source-folder` or `source-unreadable`, for faults met while it is being read too.
    """
    try:
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise InputError("source-missing", file=str(path)) from None
    except IsADirectoryError:
        raise InputError("source-folder", file=str(path)) from None
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise InputError("source-unreadable", file=str(path), reason=reason) from None
