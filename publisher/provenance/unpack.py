"""Out of an archive: the record, and the files it names, each held against its hash."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from publisher.errors import InputError
from publisher.provenance import record
from publisher.provenance.record import BuildRecord, sha256


class Carried(Struct, frozen=True):
    """What an archive carries. `altered` are the names of files that are missing, or are not what the record says."""

    record: BuildRecord
    files: Mapping[str, bytes]
    altered: tuple[str, ...]


def carried_by(data: bytes, file: Path) -> Carried:
    """What the PDF `data`, read from `file`, carries.

    Raises InputError `pdf-unreadable`, `pdf-encrypted`, `verify-nothing-carried`, and what `record.from_json` raises.
    """
    files = _attachments(data, str(file))
    if record.RECORD_NAME not in files:
        raise InputError("verify-nothing-carried", file=str(file))
    built = record.from_json(files[record.RECORD_NAME], str(file))
    altered = tuple(each.name for each in built.files() if sha256(files.get(each.name, b"")) != each.sha256)
    return Carried(built, files, altered)


def _attachments(data: bytes, file: str) -> dict[str, bytes]:
    from io import BytesIO

    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return {name: each.get_file().read_bytes() for name, each in pdf.attachments.items()}
    except pikepdf.PasswordError:
        raise InputError("pdf-encrypted", file=file) from None
    except pikepdf.PdfError as fault:
        raise InputError("pdf-unreadable", file=file, fault=str(fault).rstrip(".")) from None
