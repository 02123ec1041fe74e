"""A PDF engine in a process of its own, kept warm for a run.

Its start (a third of a second) passes while the first article is still being read, and its work while the EPUB is packed. What
crashes it, or goes beyond its limits, ends only one article. `publisher.processes` is how it is asked; `serving` is its side.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from types import TracebackType

import msgspec

from publisher import errors
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import EngineError, LimitError, PublisherError
from publisher.processes.child import Child, EndedError, pass_on
from publisher.processes.limits import UNLIMITED, Limits
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import HORIZONTAL, PageSetting
from publisher.writers.pdf import Assets, WrittenPDF
from publisher.writers.pdf.frames import Answer, Request, short_of_memory

_PROGRAM = "from publisher.writers.pdf.serving import serve; serve()"


class PDFWorker:
    """The process, started at once and used as a context manager. One request is in work at a time, in the order given.

    Raises EngineError `engine-start` where no process can be started.
    """

    def __init__(self, limits: Limits = UNLIMITED) -> None:
        self._engine = _Engine()
        self._thread = ThreadPoolExecutor(1, "pdf")
        self._limits = limits

    def within(self, limits: Limits) -> PDFWorker:
        """The same process, its articles kept within other limits."""
        other = copy(self)
        other._limits = limits
        return other

    @property
    def pid(self) -> int:
        """The process in work or waiting for it."""
        return self._engine.child.pid

    def __enter__(self) -> PDFWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; what it is at work on becomes an EngineError."""
        # Whoever wanted an answer has it by now; the engine may still be loading for nothing.
        self._engine.child.kill()
        self._thread.shutdown(cancel_futures=True)
        self._engine.child.clear()

    def abandon(self) -> None:
        """In a forked child: let go of the parent's process, without a word to it."""
        self._engine.child.abandon()

    def remarks(self) -> list[Diagnostic]:
        """What is to be said of the limits, once a run: that this system does not hold one."""
        return self._engine.remarks() if self._limits.memory else []

    def submit(
        self,
        html: str,
        stylesheet: str,
        slices: Sequence[FontSlice],
        images: Assets,
        setting: PageSetting = HORIZONTAL,
    ) -> Future[WrittenPDF]:
        """Begin a PDF; the future gives it, or raises EngineError: `engine-failed`, or `engine-died` if the process did; or
        LimitError `engine-time` or `engine-memory`.
        """
        request = Request(html, stylesheet, tuple(slices), dict(images), setting, self._limits)
        return self._thread.submit(self._engine.ask, request)


class _Engine:
    """The process behind a worker. Asked from one thread at a time."""

    def __init__(self) -> None:
        self.child = Child(_PROGRAM)
        self._told = False

    def remarks(self) -> list[Diagnostic]:
        if self._told or self.child.ready is None or self.child.ready.holds_memory:
            return []
        self._told = True
        return [diagnostic("limit-not-held", "info")]

    def ask(self, request: Request) -> WrittenPDF:
        had_made = self.child.answered
        try:
            return self._asked(request)
        except LimitError as error:
            # Memory that earlier articles left behind is no fault of this one.
            if error.code != "engine-memory" or not had_made:
                raise
            return self._asked(request)

    def _asked(self, request: Request) -> WrittenPDF:
        answer = self._answer(request)
        if answer.written is not None:
            return answer.written
        if answer.error == LimitError.__name__:
            self.child.stop()
        error: PublisherError = getattr(errors, answer.error)(answer.code)
        error.values = answer.values
        raise error

    def _answer(self, request: Request) -> Answer:
        try:
            answer = msgspec.msgpack.decode(
                self.child.ask(msgspec.msgpack.encode(request), request.limits), type=Answer
            )
        except EndedError as death:
            raise _error_of(death, request.limits) from None
        said = self.child.said()
        if answer.error != LimitError.__name__:
            pass_on(said)
        return answer


def _error_of(death: EndedError, limits: Limits) -> PublisherError:
    if death.cause == "time":
        return LimitError("engine-time", limit=limits.seconds)
    if death.cause == "memory":
        return short_of_memory(limits)
    return EngineError("engine-died", reason=death.reason)
