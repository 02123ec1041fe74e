"""A PDF engine in a process of its own, kept warm for a run.

Its start (a third of a second) passes while the first article is still being read, and its work while the EPUB is packed. What
crashes it, or goes beyond its limits, ends only one article. Requests and answers are frames on its standard input and output, and
its first frame says that it is ready; it ends when its input does. `serving` is its side.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from copy import copy
from pathlib import Path
from shutil import rmtree
from threading import Timer
from types import TracebackType

import msgspec

from publisher import errors
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import EngineError, LimitError, PublisherError
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import HORIZONTAL, PageSetting
from publisher.writers.pdf import Assets, WrittenPDF
from publisher.writers.pdf.frames import Answer, Ready, Request, receive, send, short_of_memory
from publisher.writers.pdf.limits import UNLIMITED, Limits

_LOG = "engine.log"
_NO_MEMORY = (
    "MemoryError",
    "failed to allocate",
    "creating thread",
    "Cannot allocate memory",
    "ut of memory",
    "bad_alloc",
)
"""What Python, GLib (and its threads) and C++ print when they end for want of memory."""

_MUCH = 0.7
"""Of what is mapped, some is never touched; whoever dies with more than this share of the limit died of the limit."""


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
        return self._engine.pid

    def __enter__(self) -> PDFWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; what it is at work on becomes an EngineError."""
        # Whoever wanted an answer has it by now; the engine may still be loading for nothing.
        self._engine.kill()
        self._thread.shutdown(cancel_futures=True)
        self._engine.clear()

    def abandon(self) -> None:
        """In a forked child: let go of the parent's process, without a word to it."""
        self._engine.abandon()

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
    """The process behind a worker, and the next one where it died. Asked from one thread at a time."""

    def __init__(self) -> None:
        # WeasyPrint keeps the faces of a page in the temporary folder until its process ends of itself. This one is killed.
        self._scratch = Path(tempfile.mkdtemp(prefix="publisher-"))
        self._process = _start(self._scratch)
        self._ready: Ready | None = None
        self._made = 0
        self._heard = 0
        self._told = False

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()

    def clear(self) -> None:
        _stop(self._process)
        rmtree(self._scratch, ignore_errors=True)

    def abandon(self) -> None:
        """After a fork: the process and its folder are the parent's."""
        _close(self._process)
        self._process.returncode = 0

    def remarks(self) -> list[Diagnostic]:
        if self._told or self._ready is None or self._ready.holds_memory:
            return []
        self._told = True
        return [diagnostic("limit-not-held", "info")]

    def ask(self, request: Request) -> WrittenPDF:
        had_made = self._made
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
            self._made += 1
            return answer.written
        if answer.error == LimitError.__name__:
            _stop(self._process)
        error: PublisherError = getattr(errors, answer.error)(answer.code)
        error.values = answer.values
        raise error

    def _answer(self, request: Request) -> Answer:
        if self._process.returncode is not None:
            self._process = _start(self._scratch)
            self._ready, self._made = None, 0
        assert self._process.stdin and self._process.stdout
        clock = _Clock(request.limits.seconds, self._process)
        try:
            if self._ready is None:
                self._ready = msgspec.msgpack.decode(receive(self._process.stdout), type=Ready)
            with clock:
                send(self._process.stdin, msgspec.msgpack.encode(request))
                data = receive(self._process.stdout)
            answer = msgspec.msgpack.decode(data, type=Answer)
        except (OSError, EOFError, msgspec.DecodeError):
            raise self._cause(request.limits, ran_out=clock.ran_out) from None
        if clock.ran_out:  # at the very last moment
            _stop(self._process)
        said = self._said()
        if answer.error != LimitError.__name__:
            _pass_on(said)
        return answer

    def _cause(self, limits: Limits, *, ran_out: bool) -> PublisherError:
        """What the process died of."""
        held = _stop(self._process)
        if self._ready is None or held <= self._ready.peak:
            held = 0  # nothing of its own: a large program that starts a process hands its peak on
        reason, said = _reason(self._process.returncode), self._said()
        if ran_out or reason == "SIGXCPU":
            return LimitError("engine-time", limit=limits.seconds)
        # Not all of the engine's libraries look whether they were given the memory they asked for; and Python, when it has none
        # left, cannot always say so.
        blindly = reason != "SIGKILL" and limits.memory and held > limits.memory * _MUCH
        if blindly or any(words in said for words in _NO_MEMORY):
            return short_of_memory(limits)
        _pass_on(said)
        return EngineError("engine-died", reason=reason)

    def _said(self) -> str:
        """What libraries printed since the last time."""
        with suppress(OSError), (self._scratch / _LOG).open("rb") as log:
            log.seek(self._heard)
            said = log.read()
            self._heard += len(said)
            return said.decode("utf-8", "replace")
        return ""


class _Clock:
    """While it is open, a process is killed as soon as its seconds have run out (0: never)."""

    def __init__(self, seconds: int, process: subprocess.Popen[bytes]) -> None:
        self._timer = Timer(seconds, self._strike, (process,)) if seconds else None
        self.ran_out = False

    def __enter__(self) -> None:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def __exit__(self, *_: object) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer.join()

    def _strike(self, process: subprocess.Popen[bytes]) -> None:
        self.ran_out = True
        process.kill()


def _start(scratch: Path) -> subprocess.Popen[bytes]:
    # -P: nothing in the current folder is imported in place of a library.
    command = [sys.executable, "-P", "-c", "from publisher.writers.pdf.serving import serve; serve()"]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(scratch)}
    # An arena for each of Pango's short threads would map 128 MB that nothing uses.
    environment.setdefault("MALLOC_ARENA_MAX", "1")
    try:
        with (scratch / _LOG).open("ab") as log:
            # No buffers: a child that is forked while a thread waits for an answer could never close them.
            return subprocess.Popen(
                command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment
            )
    except OSError as fault:
        raise EngineError("engine-start", fault=str(fault)) from None


def _pass_on(said: str) -> None:
    """To where it would have gone without us."""
    if said and sys.stderr is not None:
        print(said, end="", file=sys.stderr)


def _stop(process: subprocess.Popen[bytes]) -> int:
    """End a process, if it has not ended, and wait for it; the most memory it held, in bytes (0: nobody knows)."""
    _close(process)
    if process.returncode is not None:
        return 0
    try:
        os.kill(process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
    except OSError:
        process.wait()
        return 0
    process.returncode = os.waitstatus_to_exitcode(status)
    return int(usage.ru_maxrss) * 1024


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream:
                stream.close()


def _reason(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"status {status}"
