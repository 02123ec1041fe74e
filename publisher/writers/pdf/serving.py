"""The process of a PDF worker: the engine loaded, and one article after the other made within its limits."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from xml.etree import ElementTree

import msgspec

from publisher.errors import PublisherError
from publisher.processes.frames import Ready, receive, send
from publisher.processes.limits import Fence, peak
from publisher.writers.pdf import write_pdf
from publisher.writers.pdf.frames import Answer, Request, short_of_memory


def serve() -> None:
    """The worker's side: load the engine, then answer until the input ends."""
    # The terminal's Ctrl-C reaches both; the parent decides what becomes of the run.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not run into the frames.
    os.dup2(2, 1)
    _warm()
    fence = Fence()
    with suppress(EOFError, BrokenPipeError):
        send(target, msgspec.msgpack.encode(Ready(fence.holds_memory, peak())))
        while True:
            request = msgspec.msgpack.decode(receive(source), type=Request)
            send(target, _answer_within(request, fence))


def _warm() -> None:
    from publisher.writers.pdf import engine

    # Nothing that is imported becomes garbage: looking for it costs a tenth of the start.
    gc.disable()
    with suppress(OSError):
        engine.weasyprint()
    gc.freeze()
    gc.enable()


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
