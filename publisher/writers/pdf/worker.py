"""A PDF engine in a process of its own, kept warm for a run.

Its start (a third of a second) passes while the first article is still being read, and its work while the EPUB is packed. What
crashes it, crashes only one article. Requests and answers are MessagePack frames on its standard input and output, each after
its length in four bytes; the process ends when its input does.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import IO
from xml.etree import ElementTree

import msgspec
from msgspec import Struct

from publisher.errors import EngineError, PublisherError
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import HORIZONTAL, PageSetting
from publisher.writers.pdf import Assets, WrittenPDF, write_pdf

_LENGTH = struct.Struct(">I")


class Request(Struct, frozen=True):
    """What `write_pdf` takes; the tree travels as its HTML."""

    html: str
    stylesheet: str
    slices: tuple[FontSlice, ...]
    images: dict[str, tuple[bytes, str]]
    setting: PageSetting


class Answer(Struct, frozen=True):
    """What `write_pdf` gave, or the code and values of the error it raised."""

    written: WrittenPDF | None = None
    code: str = ""
    values: dict[str, str] = {}


class PDFWorker:
    """The process, started at once and used as a context manager. One request is in work at a time, in the order given."""

    def __init__(self) -> None:
        # WeasyPrint keeps the faces of a page in the temporary folder until its process ends of itself. This one is killed.
        self._scratch = tempfile.TemporaryDirectory(prefix="publisher-", ignore_cleanup_errors=True)
        self._process = _start(self._scratch.name)
        self._broken = False
        self._thread = ThreadPoolExecutor(1, "pdf")

    @property
    def pid(self) -> int:
        """The process in work or waiting for it."""
        return self._process.pid

    def __enter__(self) -> PDFWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Whoever wanted an answer has it by now; the engine may still be loading for nothing.
        self._process.kill()
        self._thread.shutdown(cancel_futures=True)
        _stop(self._process)
        self._scratch.cleanup()

    def submit(
        self,
        html: str,
        stylesheet: str,
        slices: Sequence[FontSlice],
        images: Assets,
        setting: PageSetting = HORIZONTAL,
    ) -> Future[WrittenPDF]:
        """Begin a PDF; the future gives it, or raises EngineError: `engine-failed`, or `engine-died` if the process did."""
        request = Request(html, stylesheet, tuple(slices), dict(images), setting)
        return self._thread.submit(self._ask, request)

    def _ask(self, request: Request) -> WrittenPDF:
        if self._broken:
            self._process, self._broken = _start(self._scratch.name), False
        assert self._process.stdin and self._process.stdout
        try:
            _send(self._process.stdin, msgspec.msgpack.encode(request))
            answer = msgspec.msgpack.decode(_receive(self._process.stdout), type=Answer)
        except (OSError, EOFError, msgspec.DecodeError):
            _stop(self._process)
            self._broken = True
            raise EngineError("engine-died", reason=_reason(self._process.returncode)) from None
        if answer.written is None:
            error = EngineError(answer.code)
            error.values = answer.values
            raise error
        return answer.written


def _start(scratch: str) -> subprocess.Popen[bytes]:
    # -P: nothing in the current folder is imported in place of a library.
    command = [sys.executable, "-P", "-c", "from publisher.writers.pdf.worker import serve; serve()"]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": scratch}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)


def _stop(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if stream:
                stream.close()
    process.wait()


def _reason(status: int) -> str:
    if status < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-status).name
    return f"status {status}"


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    """The next frame. Raises EOFError where the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    size = _LENGTH.unpack(head)[0]
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def serve() -> None:
    """The worker's side: load the engine, then answer until the input ends."""
    # The terminal's Ctrl-C reaches both; the parent decides what becomes of the run.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not run into the frames.
    os.dup2(2, 1)
    _warm()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            request = msgspec.msgpack.decode(_receive(source), type=Request)
            _send(target, msgspec.msgpack.encode(_answer(request)))


def _warm() -> None:
    from publisher.writers.pdf import engine

    # Nothing that is imported becomes garbage: looking for it costs a tenth of the start.
    gc.disable()
    with contextlib.suppress(OSError):
        engine.weasyprint()
    gc.freeze()
    gc.enable()


def _answer(request: Request) -> Answer:
    tree = ElementTree.fromstring(request.html)
    try:
        return Answer(write_pdf(tree, request.stylesheet, request.slices, request.images, request.setting))
    except PublisherError as error:
        return Answer(code=error.code, values=error.values)
