"""A worker: makes whole articles in a process of its own, which is kept warm, and renewed before it grows.

Whatever an article does to the process (it hangs, crashes, eats memory) is the outcome of that article; the next one has a new one.
"""

from __future__ import annotations

import msgspec

from publisher.archive.making import failure_of, short_of_memory
from publisher.archive.serving import Answer, Request
from publisher.archive.work import Job, Outcome, Task
from publisher.errors import EngineError, LimitError, PublisherError
from publisher.options import WriteOptions
from publisher.processes.child import Child, EndedError, pass_on
from publisher.processes.limits import Limits

_PROGRAM = "from publisher.archive.serving import serve; serve()"
MOST_ARTICLES = 2000
"""After so many the process is renewed: what leaks in a library by the article stays small."""
MOST_HELD = 320 << 20
"""Bytes; a process that has held more is renewed, for what is freed does not go back to the system."""


class Worker:
    """Used by one thread at a time, and closed in the end. Raises EngineError `engine-start` where no process can be started."""

    def __init__(self, job: Job, *, most_articles: int = MOST_ARTICLES, most_held: int = MOST_HELD) -> None:
        self._job = job
        self._most = most_articles, most_held
        self._limits = limits_of(job)
        self._child = Child(_PROGRAM)

    @property
    def pid(self) -> int:
        """The process in work or waiting for it."""
        return self._child.pid

    def close(self) -> None:
        """End the process; what it is at work on becomes a failure that passes."""
        self._child.kill()
        self._child.clear()

    def kill(self) -> None:
        """End the process from another thread: whoever waits for it gets a failure that passes."""
        self._child.kill()

    def do(self, task: Task) -> Outcome:
        """Make an article. Raises EngineError `engine-start` where a new process was needed and none could be started."""
        had_made = self._child.answered
        outcome = self._do(task)
        if outcome.failure and outcome.failure.code == "article-memory" and had_made:
            # Memory that earlier articles left behind is no fault of this one.
            self._child.stop()
            outcome = self._do(task)
        articles, held = self._most
        if self._child.answered >= articles or outcome.peak > held:
            self._child.stop()
        return outcome

    def _do(self, task: Task) -> Outcome:
        limits = [self._limits]

        def renewed(frame: bytes) -> Limits | None:
            begun = msgspec.msgpack.decode(frame, type=Answer).begun
            if begun is not None:
                limits.append(begun)
            return begun

        request = msgspec.msgpack.encode(Request(self._job, task, self._limits))
        try:
            frame = self._child.ask(request, self._limits, renewed)
        except EndedError as end:
            return Outcome(task.name, task.request, failure=failure_of(_error_of(end, limits[-1])))
        pass_on(self._child.said())
        outcome = msgspec.msgpack.decode(frame, type=Answer).outcome
        assert outcome is not None
        return outcome


def _error_of(end: EndedError, limits: Limits) -> PublisherError:
    if end.cause == "time":
        return LimitError("article-time", limit=limits.seconds)
    if end.cause == "memory":
        return short_of_memory(limits)
    # Nothing that an article does kills a process in this way: the system does, or a person.
    code = "article-killed" if end.reason in ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP") else "article-crash"
    return EngineError(code, reason=end.reason)


def limits_of(job: Job) -> Limits:
    """Those of the command line, else those of everybody."""
    given = WriteOptions()
    memory = str(job.words.get("limit-memory", given.limit_memory))
    return Limits.of(
        WriteOptions(limit_memory=memory, limit_time=int(str(job.words.get("limit-time", given.limit_time))))
    )
