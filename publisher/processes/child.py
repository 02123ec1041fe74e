"""A process that answers one request after the other, and the next one where it died.

Requests and answers are frames on its standard input and output, and its first frame says that it is ready; it ends when its input
does. What its libraries print is passed on, but for their last words when they end for want of memory.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from threading import Timer
from typing import Literal

import msgspec

from publisher.errors import EngineError
from publisher.processes.frames import Ready, receive, send
from publisher.processes.limits import Limits

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


class EndedError(Exception):
    """The process has ended before it answered: of the limit on time or memory, or by itself (`reason`: a signal, a status)."""

    def __init__(self, cause: Literal["time", "memory", "crash"], reason: str = "") -> None:
        super().__init__(cause, reason)
        self.cause = cause
        self.reason = reason


class Child:
    """The process, started at once with the Python `program`. Asked from one thread at a time; raises EngineError `engine-start`."""

    def __init__(self, program: str, environment: Mapping[str, str] | None = None) -> None:
        self._program = program
        self._environment = environment or {}
        # WeasyPrint keeps the faces of a page in the temporary folder until its process ends of itself. This one is killed.
        self._scratch = Path(tempfile.mkdtemp(prefix="publisher-"))
        self._process = self._start()
        self.ready: Ready | None = None
        self.answered = 0
        """Requests that this very process has answered."""
        self._heard = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()

    def stop(self) -> None:
        """End the process; the next request starts another."""
        _stop(self._process)

    def clear(self) -> None:
        _stop(self._process)
        rmtree(self._scratch, ignore_errors=True)

    def abandon(self) -> None:
        """After a fork: the process and its folder are the parent's."""
        _close(self._process)
        self._process.returncode = 0

    def ask(
        self, request: bytes, limits: Limits, renewed: Callable[[bytes], Limits | None] = lambda _frame: None
    ) -> bytes:
        """The answer to a request. A frame in which `renewed` finds limits is none: the clock starts anew with
        them. Raises EndedError.
        """
        if self._process.returncode is not None:
            self._process = self._start()
            self.ready, self.answered = None, 0
        assert self._process.stdin and self._process.stdout
        ran_out = False
        try:
            if self.ready is None:
                self.ready = msgspec.msgpack.decode(receive(self._process.stdout), type=Ready)
            frame = request
            current: Limits | None = limits
            while current is not None:
                limits = current
                clock = _Clock(limits.seconds, self._process)
                try:
                    with clock:
                        if frame:
                            send(self._process.stdin, frame)
                        answer = receive(self._process.stdout)
                finally:
                    ran_out = clock.ran_out
                frame, current = b"", renewed(answer)
        except (OSError, EOFError, msgspec.DecodeError):
            raise self._cause(limits, ran_out=ran_out) from None
        if ran_out:  # at the very last moment
            _stop(self._process)
        self.answered += 1
        return answer

    def said(self) -> str:
        """What libraries printed since the last time."""
        with suppress(OSError), (self._scratch / _LOG).open("rb") as log:
            log.seek(self._heard)
            said = log.read()
            self._heard += len(said)
            return said.decode("utf-8", "replace")
        return ""

    def _cause(self, limits: Limits, *, ran_out: bool) -> EndedError:
        """What the process died of."""
        held = _stop(self._process)
        if self.ready is None or held <= self.ready.peak:
            held = 0  # nothing of its own: a large program that starts a process hands its peak on
        reason, said = _reason(self._process.returncode), self.said()
        if ran_out or reason == "SIGXCPU":
            return EndedError("time")
        # Not all of the engine's libraries look whether they were given the memory they asked for; and Python, when it has none
        # left, cannot always say so.
        blindly = reason != "SIGKILL" and limits.memory and held > limits.memory * _MUCH
        if blindly or any(words in said for words in _NO_MEMORY):
            return EndedError("memory")
        pass_on(said)
        return EndedError("crash", reason)

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: nothing in the current folder is imported in place of a library.
        command = [sys.executable, "-P", "-c", self._program]
        path = os.pathsep.join(entry for entry in sys.path if entry)
        environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(self._scratch)}
        # An arena for each of Pango's short threads would map 128 MB that nothing uses.
        environment.setdefault("MALLOC_ARENA_MAX", "1")
        environment.update(self._environment)
        try:
            with (self._scratch / _LOG).open("ab") as log:
                # No buffers: a child that is forked while a thread waits for an answer could never close them.
                return subprocess.Popen(
                    command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=environment
                )
        except OSError as fault:
            raise EngineError("engine-start", fault=str(fault)) from None


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


def pass_on(said: str) -> None:
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
