"""A lost journal from what the outputs in a target say of themselves.

An article is taken over where all of its outputs are there and say the same; of any other only the name is, so that it keeps the stem
it had, and is made again. What was remarked when the outputs were made is not in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from publisher.archive.content_key import digest_of
from publisher.archive.journal import Journal
from publisher.archive.storage import Storage, Stored
from publisher.archive.work import Dependency, Outcome, Output
from publisher.errors import InputError
from publisher.provenance import marks
from publisher.provenance.marks import Mark

_SUFFIXES = (".epub", ".pdf", ".html")


def rebuild(journal: Journal, target: Storage) -> int:
    """How many articles were taken over. Raises InputError."""
    count = 0
    files = (each for each in walked(target) if each.name.endswith(_SUFFIXES))
    for _, folder in groupby(files, lambda each: each.name.rpartition("/")[0]):
        found: dict[str, list[tuple[Mark, Output]]] = {}
        for each in folder:
            if marked := _marked(target, each):
                found.setdefault(marked[0].name, []).append(marked)
        for marked_alike in found.values():
            count += _adopt(journal, marked_alike)
    return count


def walked(target: Storage) -> Iterator[Stored]:
    """The files of a target; none where it is not there yet."""
    try:
        yield from target.walk()
    except InputError as fault:
        if fault.code != "source-missing":
            raise


def _marked(target: Storage, file: Stored) -> tuple[Mark, Output] | None:
    try:
        data = target.read(file.name)
    except InputError:
        return None
    mark = marks.parsed(marks.line_in(data))
    return (
        None if mark is None or file.name not in mark.outputs else (mark, Output(file.name, digest_of(data), len(data)))
    )


def _adopt(journal: Journal, marked: list[tuple[Mark, Output]]) -> int:
    mark = marked[0][0]
    whole = all(each == mark for each, _ in marked) and {output.path for _, output in marked} == set(mark.outputs)
    needed = tuple(Dependency(each.name, each.sha256) for each in mark.needed)
    outputs = tuple(output for _, output in marked)
    known = Outcome(mark.name, mark.request, mark.key, outputs, needed) if whole else Outcome(mark.name, "")
    journal.adopt(mark.stem, known)
    return int(whole)
