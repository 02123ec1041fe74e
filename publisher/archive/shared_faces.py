"""The folder of faces beside the outputs of an archive (`--fonts shared`): one for the whole target, whichever run made them."""

from __future__ import annotations

from publisher.archive.journal import Journal
from publisher.archive.storage import Storage
from publisher.shared_fonts import Saved, bytes_saved, files_named, shared_fonts


def write_shared_faces(journal: Journal, target: Storage) -> Saved | None:
    """Put the faces that outputs of the journal leave out into the target; None where none does. Raises OutputError."""
    files: set[str] = set()
    books = saved = 0
    for remark in journal.remarks_with("fonts-shared"):
        files |= files_named([remark])
        saved += bytes_saved([remark])
        books += 1
    if not files:
        return None
    return Saved(shared_fonts(target, files).size, books, saved)
