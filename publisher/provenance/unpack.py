"""Out of an archive or a book: the record, and the files it names, each held against its hash."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from publisher.containers import Container, kind_of
from publisher.errors import InputError, LimitError
from publisher.provenance import record, shelves
from publisher.provenance.marks import line_in
from publisher.provenance.record import BuildRecord, sha256
from publisher.provenance.shelves import Shelf

_Reading = Callable[[str], bytes | None]
"""What a file carries under a name; None: nothing."""


class Carried(Struct, frozen=True):
    """What a file carries. `altered` are the names of files that are missing, or are not what the record says."""

    record: BuildRecord
    files: Mapping[str, bytes]
    altered: tuple[str, ...]
    shelf: Shelf
    mark: str = ""
    """That of a batch, which is no proof, and part of the bytes."""


def carried_by(data: bytes, file: Path) -> Carried:
    """What the PDF or EPUB `data`, read from `file`, carries.

    Raises InputError `pdf-unreadable`, `pdf-encrypted`, `container-…`, `verify-nothing-carried`, `verify-book-of-many`, what
    `record.from_json` raises, and LimitError `container-…` for a book that swells beyond measure.
    """
    shelf, opened = (shelves.EPUB, _book) if kind_of(data) == "epub" else (shelves.PDF, _attachments)
    with opened(data, str(file)) as read:
        found = read(shelf.record)
        if found is None:
            many = read(shelves.BOOK_RECORD_NAME) is not None
            raise InputError("verify-book-of-many" if many else "verify-nothing-carried", file=str(file))
        built = record.from_json(found, str(file))
        names = dict.fromkeys(each.name for each in built.files())
        there = {name: held for name in names if (held := read(name)) is not None}
    altered = tuple(each.name for each in built.files() if sha256(there.get(each.name, b"")) != each.sha256)
    return Carried(built, {**there, shelf.record: found}, altered, shelf, line_in(data))


@contextmanager
def _attachments(data: bytes, file: str) -> Iterator[_Reading]:
    from io import BytesIO

    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            files = {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}
    except pikepdf.PasswordError:
        raise InputError("pdf-encrypted", file=file) from None
    except pikepdf.PdfError as fault:
        raise InputError("pdf-unreadable", file=file, fault=str(fault).rstrip(".")) from None
    yield files.get


@contextmanager
def _book(data: bytes, file: str) -> Iterator[_Reading]:
    try:
        with Container(data) as container:
            # The container itself would take a name in another case.
            names = frozenset(container.names)
            yield lambda name: container.read(name) if name in names else None
    except (InputError, LimitError) as fault:
        fault.file = fault.file or file
        raise
