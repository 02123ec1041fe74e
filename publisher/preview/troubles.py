"""An error as the page shows it: what is wrong, where, with the lines around it."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from publisher.errors import PublisherError

_AROUND = 2
_MOST_BYTES = 1_000_000
_LONGEST = 400
_LINE = re.compile(r"\bline (\d+)")
_KEY = re.compile(r"\$(?:\.[\w-]+)*\.([\w-]+)|^(?:page|faces)\.([\w-]+):")


class SourceLine(Struct, frozen=True):
    """`first` to `last` are its numbers in the source; `role` is what it was taken for."""

    first: int
    last: int
    text: str
    role: str = ""


class Trouble(Struct, frozen=True):
    """What stopped a build. `file` is empty and `line` 0 where none is to blame; `around` are the lines about that line."""

    code: str
    message: str
    file: str
    line: int
    around: tuple[SourceLine, ...]


def trouble(error: PublisherError, feature: Path, language: str) -> Trouble:
    """An error in the reader's language (`en` or `zh`); what names no file is of the feature."""
    file = Path(error.file or feature)
    lines = _lines(file)
    line = error.line or _line_told(error, lines)
    return Trouble(error.code, error.message(language), str(file), line, _around(lines, line))


def _lines(file: Path) -> list[str]:
    """The lines of a file of text; none of one that cannot be shown."""
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return []
        data = file.read_bytes()
        return [] if b"\0" in data else data.decode("utf-8").splitlines()
    except (OSError, UnicodeError):
        return []


def _line_told(error: PublisherError, lines: list[str]) -> int:
    """The line that the fault itself tells, or the one of the key it names."""
    fault = error.values.get("fault", "")
    if found := _LINE.search(fault):
        return int(found[1]) if int(found[1]) <= max(len(lines), 1) else 0
    if found := _KEY.search(fault):
        key = re.compile(rf"\s*[\"']?{re.escape(found[1] or found[2])}[\"']?\s*=")
        return next((number for number, line in enumerate(lines, 1) if key.match(line)), 0)
    return 0


def _around(lines: list[str], line: int) -> tuple[SourceLine, ...]:
    if not 0 < line <= len(lines):
        return ()
    first, last = max(1, line - _AROUND), min(len(lines), line + _AROUND)
    return tuple(SourceLine(number, number, lines[number - 1][:_LONGEST]) for number in range(first, last + 1))
