"""The engine of a cluster: tasks are sent to the workers of Dask `distributed`, and outcomes come back as they are ready.

A task whose worker is lost is given to another one by the scheduler. If the scheduler is lost, whatever has no outcome is handed in
anew as soon as there is one again: outputs that were made meanwhile carry their content key and are adopted. The journal is written
by whoever asks for the outcomes, so that it has one row an article whatever happens here.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

import msgspec
from msgspec import Struct

from publisher.archive.engines import dask_worker
from publisher.archive.engines.dask_client import Connection, unreachable
from publisher.archive.engines.dask_worker import Answer, Look
from publisher.archive.making import failure_of
from publisher.archive.storage.patience import Patience
from publisher.archive.work import Job, Outcome, Task
from publisher.errors import EngineError, PublisherError, UsageError

_LISTEN_SECONDS = 0.5
_LOOK_SECONDS = 5.0
_AHEAD = 2
"""Tasks handed in for each thread of the cluster: one in work, one that waits."""
_MOST_LOSSES = 10
"""So many times the scheduler may be lost without one outcome between."""
_GONE = ("lost", "cancelled")


class Waits(Struct, frozen=True):
    """How long an absent scheduler is called, at the start and later, and how many seconds a cluster may be without any worker."""

    start: Patience = Patience(attempts=3, first=1)
    again: Patience = Patience(attempts=12, first=1, longest=30)
    workers: float = 600
    connect: float = 10


class DaskEngine:
    """Does tasks on the cluster at `scheduler`, else in `jobs` processes of this machine. See `Engine`.

    `run` raises UsageError `cluster-missing`; EngineError `scheduler-unreachable`, `cluster-empty`; and, for a worker that would make
    other bytes or can make none, `worker-version`, `worker-folder`, `worker-unfit`. What was made by then has its outcome.
    """

    def __init__(self, job: Job, scheduler: str | None, jobs: int, waits: Waits | None = None) -> None:
        self._job, self._frame = job, msgspec.msgpack.encode(job)
        self._scheduler, self._jobs = scheduler, jobs
        self._waits = waits or Waits()
        self._connection: Connection | None = None
        self._numbers = itertools.count(1)
        self._sent: dict[str, tuple[Task, Any]] = {}
        self._done: SimpleQueue[str] = SimpleQueue()
        self._room = jobs * _AHEAD
        self._looked = self._had_workers = 0.0
        self._losses = 0

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcomes as they come; two tasks for each thread of the cluster are handed in at a time."""
        self._connect(self._waits.start)
        for task in tasks:
            self._send(task)
            yield from self._outcomes(lambda: len(self._sent) >= self._room)
        yield from self._outcomes(lambda: bool(self._sent))

    def close(self) -> None:
        """Take back what has no outcome, have the workers end their processes, and leave."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if connection.is_up:
            with suppress(Exception):  # the cluster may be gone: nothing is left to be ended
                connection.client.cancel([future for _, future in self._sent.values()], force=True)
                connection.on_all(dask_worker.end, self._frame)
        self._sent.clear()
        connection.close()

    # --- tasks out, outcomes in -----------------------------------------------------------------------------------

    def _send(self, task: Task) -> None:
        key = f"publisher-{next(self._numbers)}-{task.request[:16]}"
        self._sent[key] = task, None
        connection = self._connection
        assert connection
        try:
            frame = msgspec.msgpack.encode(task)
            future = connection.client.submit(dask_worker.do, self._frame, frame, key=key, pure=False)
            self._sent[key] = task, future
            future.add_done_callback(lambda _: self._done.put(key))
        except Exception as fault:  # a client that has lost its scheduler raises of all kinds
            self._reconnect(fault)

    def _outcomes(self, wanted: Callable[[], bool]) -> Iterator[Outcome]:
        """Those that are there; while `wanted`, those that come."""
        while True:
            patient = wanted()
            keys = self._arrived(_LISTEN_SECONDS if patient else 0)
            try:
                answers = self._answers(keys)
                self._look_around()
            except PublisherError:
                raise
            except Exception as fault:  # as above
                self._reconnect(fault)
                continue
            for key, outcome in answers:
                del self._sent[key]
                self._losses = 0
                yield outcome
            if not patient:
                return

    def _arrived(self, seconds: float) -> list[str]:
        keys = []
        with suppress(Empty):
            keys.append(self._done.get(timeout=seconds) if seconds else self._done.get_nowait())
            while True:
                keys.append(self._done.get_nowait())
        return [key for key in keys if key in self._sent]

    def _answers(self, keys: list[str]) -> list[tuple[str, Outcome]]:
        """Outcomes by key. Raises LostError where the scheduler has forgotten a task."""
        assert self._connection
        futures = {key: self._sent[key][1] for key in keys}
        if any(future.status in _GONE for future in futures.values()):
            raise LostError
        ready = [key for key, future in futures.items() if future.status == "finished"]
        frames = self._connection.client.gather([futures[key] for key in ready])
        found = [(key, self._outcome(frame)) for key, frame in zip(ready, frames, strict=True)]
        failed = [key for key in keys if key not in ready]
        return found + [(key, self._failed(self._sent[key][0], futures[key].exception())) for key in failed]

    def _outcome(self, frame: bytes) -> Outcome:
        answer = msgspec.msgpack.decode(frame, type=Answer)
        if answer.outcome is not None:
            return answer.outcome
        assert answer.look
        raise self._refusal(answer.look)

    def _failed(self, task: Task, fault: BaseException) -> Outcome:
        if type(fault).__name__ == "KilledWorker":
            # As many workers were lost with it as the scheduler allows: perhaps by it, perhaps not.
            failure = failure_of(EngineError("article-killed", reason="worker lost"))
            return Outcome(task.name, task.request, failure=failure)
        raise _unfit("?", fault)

    # --- the cluster ----------------------------------------------------------------------------------------------

    def _connect(self, patience: Patience) -> None:
        """Raises EngineError `scheduler-unreachable`, and what `_check` does."""
        for wait in [*patience.waits(), None]:
            try:
                self._connection = Connection(self._scheduler, self._jobs, self._waits.connect)
                self._looked, self._had_workers = 0.0, time.monotonic()
                self._check()
                self._look_around()
                return
            except (EngineError, UsageError) as fault:
                if fault.code != "scheduler-unreachable" or wait is None:
                    raise
            except Exception as fault:  # lost again while it was asked
                if wait is None:
                    raise unreachable(self._scheduler or "local", fault) from None
            self._leave()
            patience.pause(wait)

    def _reconnect(self, fault: Exception) -> None:
        """Hand in anew whatever has no outcome. Raises EngineError `scheduler-unreachable` after a time."""
        self._leave()
        self._losses += 1
        if self._losses > _MOST_LOSSES:
            raise unreachable(self._scheduler or "local", fault)
        self._connect(self._waits.again)
        unanswered = [task for task, _ in self._sent.values()]
        self._sent.clear()
        for task in unanswered:
            self._send(task)

    def _leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            connection.close()

    def _check(self) -> None:
        """Have every worker say what it would make articles with."""
        assert self._connection
        for address, answer in sorted(self._connection.on_all(dask_worker.look, self._frame).items()):
            if isinstance(answer, OSError):
                continue  # it is leaving, or will be asked with its first task
            if isinstance(answer, BaseException):
                raise _unfit(address, answer)
            look = msgspec.msgpack.decode(answer, type=Answer).look
            assert look
            if look.environment != self._job.environment or look.trouble:
                raise self._refusal(look)

    def _refusal(self, look: Look) -> PublisherError:
        if look.environment != self._job.environment:
            from publisher.archive.content_key import versions

            return UsageError("worker-version", worker=look.host, differences=differences(versions(), look.versions))
        assert look.trouble
        values: dict[str, Any] = dict(look.trouble.values)
        said = PublisherError(look.trouble.code, file=look.trouble.file, **values)
        if said.code == "worker-folder":
            return UsageError(said.code, worker=look.host, folder=look.trouble.file)
        return EngineError("worker-unfit", worker=look.host, fault=said.message().rstrip("."))

    def _look_around(self) -> None:
        """See how many workers there are now. Raises EngineError `cluster-empty` where there has been none for long."""
        now = time.monotonic()
        if now - self._looked < _LOOK_SECONDS:
            return
        assert self._connection
        if not self._connection.is_up:
            raise LostError
        threads = self._connection.threads()
        self._looked = now
        if threads:
            self._had_workers = now
            self._room = max(threads, 1) * _AHEAD
        elif now - self._had_workers > self._waits.workers:
            raise EngineError("cluster-empty", address=self._connection.address)


class LostError(Exception):
    """The scheduler, and with it what was handed in, is gone."""


def differences(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """What two machines have in different versions: `weasyprint 70.0 ≠ 69.0`."""
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    # Wherever the version says it, the digest of the same thing adds nothing.
    shown = [name for name in names if name != "program" or "publisher" not in names]
    return ", ".join(f"{name} {_short(ours.get(name))} ≠ {_short(theirs.get(name))}" for name in shown)


def _short(version: str | None) -> str:
    return (version or "none")[:12]


def _unfit(worker: str, fault: BaseException) -> EngineError:
    return EngineError("worker-unfit", worker=worker, fault=f"{type(fault).__name__}: {fault}")
