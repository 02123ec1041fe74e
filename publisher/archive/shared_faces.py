"""The folder of faces beside the outputs of an archive (`--fonts shared`): one for the whole target, whichever run made them."""

from __future__ import annotations

from msgspec import Struct

from publisher.archive.journal import Journal
from publisher.archive.storage import Storage
from publisher.shared_fonts import bytes_saved, files_named, shared_fonts


class Shared(Struct, frozen=True):
    """What the folder holds and saves: its bytes, the outputs without faces, and how much smaller they are together."""

    size: int
    outputs: int
    saved: int


def write_shared_faces(journal: Journal, target: Storage) -> Shared | None:
    """Put the faces that outputs of the journal leave out into the target; None where none does. Raises OutputError."""
    files: set[str] = set()
    outputs = saved = 0
    for remark in journal.remarks_with("fonts-shared"):
        files |= files_named([remark])
        saved += bytes_saved([remark])
        outputs += 1
    if not files:
        return None
    return Shared(shared_fonts(target, files).size, outputs, saved)
