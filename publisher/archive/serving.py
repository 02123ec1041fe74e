"""The process of a worker: engine and faces warm, and one article after the other made within its limits."""

from __future__ import annotations

from contextlib import suppress

import msgspec
from msgspec import Struct

from publisher.archive.making import Maker, failure_of, short_of_memory
from publisher.archive.work import Job, Outcome, Task
from publisher.processes import serving
from publisher.processes.limits import Fence, Limits, most_held


class Request(Struct, frozen=True):
    """A task with the job it is of; `limits` hold until its own are known."""

    job: Job
    task: Task
    limits: Limits


class Answer(Struct, frozen=True):
    """Either the limits of the article, which is begun, or what became of it."""

    begun: Limits | None = None
    outcome: Outcome | None = None


_maker: tuple[Job, Maker] | None = None


def serve() -> None:
    """The worker's side: load the engine, then make articles until the input ends."""
    serving.serve(_warm, _answer)


def _warm() -> None:
    from publisher.writers.pdf.serving import warm

    warm()


def _answer(frame: bytes, fence: Fence, say: serving.Say) -> bytes:
    request = msgspec.msgpack.decode(frame, type=Request)
    held = [request.limits]

    def begun(limits: Limits) -> None:
        held.append(limits)
        fence.close(limits)
        say(msgspec.msgpack.encode(Answer(begun=limits)))

    answer = b""
    # By the time the fence is opened, what the article had has been given back.
    with suppress(MemoryError):
        fence.close(request.limits)
        answer = msgspec.msgpack.encode(Answer(outcome=_maker_of(request.job).make(request.task, begun)))
    fence.open()
    if answer and not fence.was_touched():
        return answer
    failure = failure_of(short_of_memory(held[-1]))
    outcome = Outcome(request.task.name, request.task.request, failure=failure, peak=most_held())
    return msgspec.msgpack.encode(Answer(outcome=outcome))


def _maker_of(job: Job) -> Maker:
    global _maker
    if _maker is None or _maker[0] != job:
        _maker = job, Maker(job)
    return _maker[1]
