"""The side of the process: everything loaded, and one request after the other answered until the input ends."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

import msgspec

from publisher.processes.frames import Ready, receive, send
from publisher.processes.limits import Fence, peak

Say = Callable[[bytes], None]
"""Sends a frame that is no answer yet."""


def serve(warm: Callable[[], None], answer: Callable[[bytes, Fence, Say], bytes]) -> None:
    """Load with `warm`, then give what `answer` makes of each frame; it closes the fence as far as the request says."""
    # The terminal's Ctrl-C reaches both; the parent decides what becomes of the run.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not run into the frames.
    os.dup2(2, 1)
    # Nothing that is imported becomes garbage: looking for it costs a tenth of the start.
    gc.disable()
    warm()
    gc.freeze()
    gc.enable()
    fence = Fence()
    with suppress(EOFError, BrokenPipeError):
        send(target, msgspec.msgpack.encode(Ready(fence.holds_memory, peak())))
        while True:
            request = receive(source)
            send(target, answer(request, fence, lambda frame: send(target, frame)))
