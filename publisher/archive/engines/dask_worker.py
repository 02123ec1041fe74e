"""What a worker of a Dask cluster does: it keeps processes warm that make articles, and says what it would make them with.

The articles are made in processes of our own, as on one machine: whatever one does to its process, Dask's worker sees an outcome. A
process is kept for each thread of the worker, and ended when a run ends, or by itself when the worker does.
"""

from __future__ import annotations

import socket
import threading
from collections import deque
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from publisher.archive.content_key import environment, versions
from publisher.archive.storage import is_address, open_storage
from publisher.archive.work import Job, Outcome, Task
from publisher.archive.workers import Worker
from publisher.errors import PublisherError


class Trouble(Struct, frozen=True):
    """Why a worker can make nothing: the code and values of an error."""

    code: str
    values: dict[str, str]
    file: str = ""


class Look(Struct, frozen=True):
    """What a worker would make articles with, and why it could not reach sources or target."""

    host: str
    environment: str
    versions: dict[str, str]
    trouble: Trouble | None = None


class Answer(Struct, frozen=True):
    """What became of a task; else why this worker does none of this job: another environment, or no process can be started."""

    outcome: Outcome | None = None
    look: Look | None = None


class _Warm:
    """Processes that wait for tasks, by job. Those of a job that has not asked for longest are ended first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: deque[tuple[bytes, Worker]] = deque()
        self._ended: set[bytes] = set()

    def take(self, job: bytes) -> Worker:
        """Raises EngineError `engine-start`."""
        with self._lock:
            self._ended.discard(job)
            found = next((each for each in reversed(self._idle) if each[0] == job), None)
            if found:
                self._idle.remove(found)
                return found[1]
            other = self._idle.popleft()[1] if self._idle else None
        if other:
            other.close()
        return Worker(msgspec.msgpack.decode(job, type=Job))

    def put_back(self, job: bytes, worker: Worker) -> None:
        with self._lock:
            if job not in self._ended:
                self._idle.append((job, worker))
                return
        worker.close()

    def end(self, job: bytes) -> None:
        """Those in work end with their articles."""
        with self._lock:
            self._ended.add(job)
            ended = [each for each in self._idle if each[0] == job]
            for each in ended:
                self._idle.remove(each)
        for _, worker in ended:
            worker.close()


_warm = _Warm()


def do(job: bytes, task: bytes) -> bytes:
    """Do a task: `Job` and `Task` come as MessagePack, and an `Answer` goes back."""
    if msgspec.msgpack.decode(job, type=Job).environment != _environment():
        return look(job)
    try:
        worker = _warm.take(job)
        try:
            outcome = worker.do(msgspec.msgpack.decode(task, type=Task))
        finally:
            _warm.put_back(job, worker)
    except PublisherError as fault:
        return msgspec.msgpack.encode(Answer(look=_look(_trouble(fault))))
    return msgspec.msgpack.encode(Answer(outcome=outcome))


def look(job: bytes) -> bytes:
    """What this worker would make articles with, as an `Answer`."""
    asked = msgspec.msgpack.decode(job, type=Job)
    return msgspec.msgpack.encode(Answer(look=_look(_reached(asked.root) or _reached(asked.target))))


def end(job: bytes) -> None:
    """End the processes that wait for tasks of a job."""
    _warm.end(job)


def _look(trouble: Trouble | None) -> Look:
    return Look(socket.gethostname(), _environment(), versions(), trouble)


def _reached(location: str) -> Trouble | None:
    if not is_address(location):
        return None if Path(location).is_dir() else Trouble("worker-folder", {}, location)
    try:
        open_storage(location)
    except PublisherError as fault:
        return _trouble(fault)
    return None


def _trouble(fault: PublisherError) -> Trouble:
    return Trouble(fault.code, fault.values, fault.file or "")


@cache
def _environment() -> str:
    return environment()
