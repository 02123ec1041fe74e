"""The process of a PDF worker: the engine loaded, and one article after the other made within its limits."""

from __future__ import annotations

from contextlib import suppress
from xml.etree import ElementTree

import msgspec

from publisher.errors import PublisherError
from publisher.processes import serving as process
from publisher.processes.limits import Fence
from publisher.writers.pdf import write_pdf
from publisher.writers.pdf.frames import Answer, Request, short_of_memory


def serve() -> None:
    """The worker's side: load the engine, then answer until the input ends."""
    process.serve(warm, lambda frame, fence, _say: _answer_within(_request(frame), fence))


def warm() -> None:
    """Load the engine."""
    from publisher.writers.pdf import engine

    with suppress(OSError):
        engine.weasyprint()


def _request(frame: bytes) -> Request:
    return msgspec.msgpack.decode(frame, type=Request)


def _answer_within(request: Request, fence: Fence) -> bytes:
    """The frame of the answer, made within the request's limits."""
    frame = b""
    # By the time the fence is opened, what the engine had has been given back.
    with suppress(MemoryError):
        fence.close(request.limits)
        frame = msgspec.msgpack.encode(_answer(request))
    fence.open()
    if frame and not fence.was_touched():
        return frame
    return msgspec.msgpack.encode(_refusal(short_of_memory(request.limits)))


def _answer(request: Request) -> Answer:
    tree = ElementTree.fromstring(request.html)
    try:
        return Answer(write_pdf(tree, request.stylesheet, request.slices, request.images, request.setting))
    except PublisherError as error:
        return _refusal(error)


def _refusal(error: PublisherError) -> Answer:
    return Answer(error=type(error).__name__, code=error.code, values=error.values)
