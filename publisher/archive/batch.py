"""A run over an archive: what has to be made is handed to an engine, and every outcome is on record before the next is looked at.

An article is left alone where its request, its dependencies and its outputs are what the journal says; one that failed for a reason
of its own fails again without being tried, until something changes or the user asks for another try.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from publisher.archive.content_key import key_of, request_of
from publisher.archive.dependencies import Digests
from publisher.archive.journal import Journal, Known
from publisher.archive.journal_file import save_snapshot
from publisher.archive.making import OF_TARGET
from publisher.archive.rebuild import walked
from publisher.archive.sources import Source, Sources
from publisher.archive.storage import is_address, open_storage
from publisher.archive.work import Engine, Failure, Job, Outcome, Task
from publisher.atomic import ready_folder
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import OutputError

State = Literal["made", "adopted", "unchanged", "failed"]
Hear = Callable[[str, State, Outcome | None], None]
"""Told what became of each article, with its outcome where it was in work."""

_CHUNK = 250
_SNAPSHOT_EVERY = 5000
"""Outcomes between two snapshots of the journal of a remote target."""
_SHUT = frozenset(("disk-full", "store-credentials", "store-denied", "store-no-bucket", "store-read-only"))
"""What ends a run where a target says it: a million articles would all fail of it."""
_LOST = 25
"""So many failures one after the other that are no fault of an article end it too."""
_FIRST = 5


class Fault(Struct):
    """How many articles failed with a code, and the first of them."""

    count: int = 0
    first: list[str] = []


class Summary(Struct):
    """What became of the articles of a run. `gone` are those whose sources are no more; their outputs stay."""

    states: Counter[str]
    faults: dict[str, Fault]
    remarks: Counter[str]
    gone: int = 0
    passed_over: dict[str, int] = {}

    @property
    def status(self) -> int:
        """The exit status: 1 where some failed."""
        return int(self.states["failed"] > 0)


class Batch:
    """A run with its journal; `retry_failed` tries again what failed for reasons of its own."""

    def __init__(self, sources: Sources, job: Job, journal: Journal, *, retry_failed: bool = False) -> None:
        self._sources = sources
        self._job = job
        self._journal = journal
        self._retry_failed = retry_failed
        self._target, self._is_remote = open_storage(job.target), is_address(job.target)
        self._digests = Digests(open_storage(job.root))
        self._in_work: dict[str, tuple[Source, str]] = {}
        self._lost = 0
        self._summary = Summary(Counter(), {}, Counter())
        self._hear: Hear = lambda _name, _state, _outcome: None

    def run(self, engine: Engine, hear: Hear) -> Summary:
        """Do all there is to do. Raises OutputError where the target as a whole cannot be written, InputError where the source cannot
        be listed; what was made by then is on record.
        """
        self._hear = hear
        if self._is_remote:
            self._journal.list_present(walked(self._target))
        try:
            for count, outcome in enumerate(engine.run(self._tasks()), 1):
                self._settle(outcome)
                if self._is_remote and count % _SNAPSHOT_EVERY == 0:
                    save_snapshot(self._journal, self._target)
        finally:
            engine.close()
        self._close()
        return self._summary

    def _close(self) -> None:
        gone = list(self._journal.gone())
        self._journal.forget(name for name, has_outputs in gone if not has_outputs)
        self._summary.gone = sum(has_outputs for _, has_outputs in gone)
        self._summary.passed_over = dict(sorted(self._sources.passed_over.items()))
        if self._is_remote:
            save_snapshot(self._journal, self._target)

    # --- what there is to do --------------------------------------------------------------------------------------

    def _tasks(self) -> Iterator[Task]:
        sources = iter(self._sources)
        while chunk := list(itertools.islice(sources, _CHUNK)):
            stems = self._journal.allot({each.name: partial(getattr, each, "wanted") for each in chunk})
            known = self._journal.known([each.name for each in chunk])
            settled: list[tuple[str, str]] = []
            for source in chunk:
                stem = stems[source.name]
                request = request_of(self._job.environment, self._job.words, (source.name, stem), source.files)
                state = self._standing(known[source.name], request)
                if source.fault is not None:
                    self._in_work[source.name] = source, stem
                    self._settle(Outcome(source.name, request, failure=source.fault))
                elif state is not None:
                    settled.append((source.name, state))
                    self._count(source.name, state, known[source.name])
                    self._hear(source.name, state, None)
                else:
                    self._in_work[source.name] = source, stem
                    yield Task(source.name, stem, request, source.data)
            self._journal.saw(settled)

    def _standing(self, known: Known, request: str) -> State | None:
        """What an article is without being made: `unchanged`, or `failed` as before; None: it has to be made."""
        if known.request != request or not all(self._digests(each.name) == each.sha256 for each in known.dependencies):
            return None
        if any(self._size(each.path) != each.size for each in known.outputs):
            return None
        if known.failure:
            return None if known.failure.passing or self._retry_failed else "failed"
        return "unchanged" if known.outputs and key_of(request, known.dependencies) == known.key else None

    def _size(self, path: str) -> int | None:
        if self._is_remote:
            return self._journal.present_size(path)
        found = self._target.find(path)
        return found.size if found else None

    # --- what became of it ----------------------------------------------------------------------------------------

    def _settle(self, outcome: Outcome) -> None:
        """Put an outcome on record. Raises OutputError where the target takes no more."""
        source, stem = self._in_work.pop(outcome.name)
        failure = outcome.failure
        if failure and source.line:
            outcome = replace(outcome, failure=replace(failure, line=source.line))
        if stem != source.wanted:
            said = diagnostic("slug-taken", "info", name=stem.rpartition("/")[2])
            outcome = replace(outcome, diagnostics=(*outcome.diagnostics, said))
        self._journal.record(outcome, datetime.now(UTC).isoformat(timespec="seconds"))
        state: State = "failed" if failure else "adopted" if outcome.adopted else "made"
        self._journal.saw([(outcome.name, state)])
        self._count(outcome.name, state, Known(stem, failure=failure), outcome.diagnostics)
        self._hear(outcome.name, state, outcome)
        self._refuse_shut(failure)

    def _refuse_shut(self, failure: Failure | None) -> None:
        """Raises OutputError where it is the target that is wrong; `failure_of` gives its file."""
        if failure is None or not failure.passing or OF_TARGET not in failure.values:
            self._lost = 0
            return
        self._lost += 1
        if failure.code in _SHUT or self._lost >= _LOST:
            shut = OutputError(failure.code, file=failure.values[OF_TARGET])
            shut.values = dict(failure.values)
            raise shut
        if not self._is_remote:
            ready_folder(Path(self._job.target))  # a folder of it may be shut, or all

    def _count(self, name: str, state: State, known: Known, remarks: tuple[Diagnostic, ...] = ()) -> None:
        self._summary.states[state] += 1
        self._summary.remarks.update(each.code for each in remarks)
        if known.failure:
            fault = self._summary.faults.setdefault(known.failure.code, Fault())
            fault.count += 1
            if len(fault.first) < _FIRST:
                fault.first.append(name)
