"""What is handed between the parts of a batch: a task, and what became of it.

Both cross the borders of processes and machines (as MessagePack), so both are closed values. A task has the same outcome whoever
does it, but for the time and memory it took.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec import Struct

from publisher.diagnostics import Diagnostic
from publisher.messages import sentence


class Task(Struct, frozen=True):
    """One article to be made. `name` is the source's, relative to `root` and with `/` on every system, and its own in the archive;
    `stem` is the outputs' path in the target, without a suffix; `request` is the hash of all that is asked (see `content_key`).
    """

    name: str
    stem: str
    request: str
    data: bytes | None = None
    """The source itself where it is no file of its own, as a line of JSON Lines."""


class Job(Struct, frozen=True):
    """What the tasks of a run share: `root` and `target` are folders or addresses, `words` are those of the command line."""

    root: str
    target: str
    words: dict[str, object]
    environment: str
    """The hash of program, templates, fonts and engines: whoever has another may not take part."""


class Output(Struct, frozen=True):
    """A file in the target: its path there, the SHA-256 of its bytes in hex, its size."""

    path: str
    sha256: str
    size: int


class Dependency(Struct, frozen=True):
    """A file that an article was found to need while it was made (a picture, a theme): its name as asked for, and its SHA-256 in hex,
    empty where there was none.
    """

    name: str
    sha256: str


class Failure(Struct, frozen=True):
    """Why an article could not be made. `passing` says that nothing about the article itself is wrong (a full disk, a store that does
    not answer), so that the next run tries again.
    """

    code: str
    message: str
    line: int = 0
    values: dict[str, str] = {}
    passing: bool = False

    def text(self, language: str) -> str:
        """The sentence in `en` or `zh`."""
        return sentence(self.code, language, self.values)


class Outcome(Struct, frozen=True):
    """What became of a task; some outputs may be there beside a failure. `seconds` and `peak` (bytes) tell, and decide nothing."""

    name: str
    request: str
    key: str = ""
    """The content key: of the request and of the dependencies."""
    outputs: tuple[Output, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: Failure | None = None
    adopted: bool = False
    """The outputs were there already, with this key."""
    seconds: float = 0.0
    peak: int = 0


class Engine(Protocol):
    """Does tasks, in no order, each at least once to an outcome. Closed at the end; a closed engine leaves no process behind."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """The outcomes as they come. Takes no more tasks ahead than keep it busy."""

    def close(self) -> None: ...
