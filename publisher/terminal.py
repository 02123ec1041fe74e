"""What a person sees: the language of messages, colours, tables, progress.

Diagnostics and errors go to standard error as `file:line: severity code: message`, results to standard output. Colours only
on a terminal, and not where NO_COLOR (https://no-color.org) is set. Control and direction characters of file names and texts
are shown as escapes: a source must not be able to drive the terminal of who reads about it.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TextIO

from publisher.errors import PublisherError
from publisher.patterns import lazily

if TYPE_CHECKING:
    from rich.console import Console

    from publisher.diagnostics import Diagnostic

_CODES = {
    "bold": 1,
    "dim": 2,
    "reverse": 7,
    "red": 31,
    "green": 32,
    "yellow": 33,
    "blue": 34,
    "magenta": 35,
    "cyan": 36,
}
_SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_OPENING = r"“‘（《「『【〔(\["
_CLOSING = r"，。、；：！？）》」』】〕\]”’…—,.;:!?)"
# The class of ideographs by what it has not, which is a fifth of it and takes a fifth of the time to compile.
_OTHER = r"\x00-\u2e7f\ufff0-\U0010ffff"
_PIECE = lazily(rf"\s+|[{_OPENING}]*(?:[^{_OTHER}]|(?:(?![\s{_OPENING}])[{_OTHER}])+)?[{_CLOSING}]*")
"""What a line break does not part: an ideograph or a word, with the marks that open and close beside it."""

_ESCAPE_SEQUENCE = lazily("\x1b\\[[0-9;]*m")


def message_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """`zh` or `en`: what `--messages` says, else the locale (LC_ALL, LC_MESSAGES, LANG; the first one set decides)."""
    for word, following in pairwise([*arguments, ""]):
        if word == "--":
            break
        chosen = following if word == "--messages" else word.removeprefix("--messages=")
        if word.startswith("--messages") and chosen in ("zh", "en"):
            return chosen
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def printable(text: str) -> str:
    """The text with control, direction and surrogate characters as `\\x1b`, `\\u202e`, `\\udc80`; for one line."""
    if text.isprintable():
        return text
    return "".join(
        char if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else ascii(char)[1:-1] for char in text
    )


def width(text: str) -> int:
    """Columns of a terminal; an ideograph takes two, combining and format characters none."""
    return sum(_columns_of(char) for char in _ESCAPE_SEQUENCE.sub("", text))


def _columns_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cf"):
        return 0
    return 1 + (unicodedata.east_asian_width(char) in "WF")


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`, broken at spaces and between ideographs, no closing mark first in a line, no opening one last."""
    lines = [""]
    for piece in filter(None, _PIECE.findall(text)):
        if width(lines[-1] + piece.rstrip()) <= columns or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return [line.rstrip() for line in lines]


@dataclass(frozen=True)
class Terminal:
    """How one run of a command speaks. `language` is `en` or `zh`."""

    language: str
    quiet: bool = False
    verbose: bool = False
    json: bool = False

    def result(self, line: str) -> None:
        """A line of the command's result, on standard output."""
        print(line, flush=True)

    def path(self, path: str | os.PathLike[str]) -> None:
        """The path of a file that was written. Not with -q, and not with --json, where the object has it."""
        if not (self.quiet or self.json):
            # Unlike messages it is for programs too: a path as it is.
            self.result(os.fspath(path))

    def object(self, value: object) -> None:
        """A JSON object on a line of its own."""
        import msgspec

        sys.stdout.flush()
        sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
        sys.stdout.buffer.flush()

    def error(self, fault: PublisherError, file: str | None = None) -> None:
        """An error; with -v the traceback of what caused it too."""
        place = fault.file or file or "publisher"
        self.remark(place, fault.line if fault.file or file else 0, "error", fault.code, fault.message(self.language))
        if self.verbose and fault.__cause__ is not None:
            import traceback

            traceback.print_exception(fault.__cause__, file=sys.stderr)

    def diagnostics(self, file: str, remarks: Iterable[Diagnostic]) -> None:
        """The diagnostics of a file; with -q errors alone, with --json none, for the object has them."""
        for remark in remarks:
            if not self.json and (remark.severity == "error" or not self.quiet):
                self.remark(file, remark.line, remark.severity, remark.code, remark.text(self.language))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Columns on standard output, aligned by display width; the head in bold on a terminal."""
        cells = [list(head), *([printable(cell) for cell in row] for row in rows)]
        columns = [max(map(width, column)) for column in zip(*cells, strict=True)]
        for number, row in enumerate(cells):
            padded = (cell + " " * (most - width(cell)) for cell, most in zip(row, columns, strict=True))
            line = "  ".join(padded).rstrip()
            self.result(self.paint(line, "bold") if number == 0 else line)

    def paint(self, text: str, *colours: str, stream: TextIO | None = None) -> str:
        """The text in colours where `stream` (default: standard output) is a terminal that may have them."""
        shown = (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        if not (shown and text and colours):
            return text
        return f"\x1b[{';'.join(str(_CODES[colour]) for colour in colours)}m{text}\x1b[0m"

    def progress(self, names: Sequence[str]) -> Iterator[str]:
        """The names, one by one, with a bar on a terminal and plain lines elsewhere; nothing for one name alone."""
        if self.quiet or self.json or len(names) < 2:
            yield from names
        elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            yield from _with_bar(names)
        else:
            for number, name in enumerate(names, 1):
                print(f"[{number}/{len(names)}] {printable(name)}", file=sys.stderr, flush=True)
                yield name

    @contextmanager
    def bar(self, count: Callable[[], int]) -> Iterator[Callable[[], None]]:
        """A function that moves a bar on by one of `count()`, with rate and time left; where there is no terminal, nothing moves."""
        if self.quiet or self.json or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
            yield lambda: None
            return
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        bar = Progress(
            BarColumn(bar_width=24), MofNCompleteColumn(), TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
            console=_console(), transient=True, redirect_stdout=sys.stdout.isatty(),
        )  # fmt: skip
        with bar:
            task = bar.add_task("", total=count(), rate="")

            def advance() -> None:
                bar.advance(task)
                speed = bar.tasks[0].speed
                bar.update(task, rate=f"{speed:.1f}/s" if speed else "")

            yield advance

    def remark(self, file: str, line: int, severity: str, code: str, message: str) -> None:
        """A line on standard error; `line` 0: of the whole file."""
        place = f"{printable(file)}:{line}" if line else printable(file)
        shown = self.paint(severity, _SEVERITY_COLOURS[severity], "bold", stream=sys.stderr)
        print(f"{place}: {shown} {code}: {printable(message)}", file=sys.stderr, flush=True)


def _console() -> Console:
    """Paths on a standard output that is no terminal must not be led into the bar's stream."""
    from rich.console import Console

    return Console(stderr=True)


def _with_bar(names: Sequence[str]) -> Iterator[str]:
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}"),
        console=_console(), transient=True, redirect_stdout=sys.stdout.isatty(),
    )  # fmt: skip
    with bar:
        task = bar.add_task("", total=len(names))
        for name in names:
            bar.update(task, description=escape(printable(name)), refresh=True)
            yield name
            bar.advance(task)
