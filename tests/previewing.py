"""A preview that runs as a user's does, for the tests: the command in a process of its own, and what it tells."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from browsing import PATIENCE
from conftest import ROOT

State = dict[str, Any]


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Preview:
    """A running `publisher preview`. Its states are read from the stream that the page reads."""

    def __init__(self, *words: str, cwd: Path, environment: Mapping[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "publisher", "preview", *words]
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self.process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, "PYTHONPATH": path, "LANG": "C.UTF-8", **(environment or {})},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address, self.process.communicate()[1]
        self.host = urlsplit(self.address).netloc
        self._states = self._stream()
        self.first: State = {}
        """The first state that was shown, where a test has noted it."""

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """An answer; `_` in the name of a header is `-`."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=given)
            answer = connection.getresponse()
            return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def json(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status == 200, path
        return json.loads(answer.body)

    def until(self, is_wanted: Callable[[State], bool]) -> State:
        """The next state that is wanted."""
        return next(state for state in self._states if is_wanted(state))

    def shown(self, after: int = 0) -> State:
        """The next version after that number, once it is shown."""
        return self.until(lambda state: state["number"] > after and not state["building"])

    def stopped(self) -> State:
        """The next state in which a build has been stopped by an error."""
        return self.until(lambda state: state["trouble"] is not None and not state["building"])

    def _stream(self) -> Iterator[State]:
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        connection.request("GET", "/events")
        try:
            begun = monotonic()
            for line in connection.getresponse():
                # The stream says every few seconds that nothing has happened.
                assert monotonic() - begun < PATIENCE, "nothing more was told"
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))
                    begun = monotonic()
        finally:
            connection.close()

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it as Ctrl-C does; its exit status and what it said."""
        self._states.close()  # type: ignore[attr-defined]
        self.process.send_signal(number)
        said = self.process.communicate(timeout=PATIENCE)[1]
        return self.process.returncode, said


@contextmanager
def previewing(*words: str, cwd: Path) -> Iterator[Preview]:
    """A preview that must end well, without a word on standard error."""
    preview = Preview(*words, cwd=cwd)
    try:
        yield preview
    except BaseException:
        preview.process.kill()
        preview.process.communicate()
        raise
    assert preview.end() == (0, "")
