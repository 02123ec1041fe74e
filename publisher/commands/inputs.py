"""The inputs of a command: files, and `-` for text pasted into standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.errors import UsageError

if TYPE_CHECKING:
    from publisher.model import Article
    from publisher.options import ReadOptions

STDIN = "-"

SOME_FAILED = 1
"""Exit status where some inputs of several failed; one input alone has its own."""

_PIECE = 1 << 20


def check_inputs(names: Sequence[str]) -> None:
    """Raises UsageError `stdin-twice`: what was read once is gone."""
    if names.count(STDIN) > 1:
        raise UsageError("stdin-twice")


def path_of(name: str) -> Path | None:
    """The path of an input; None for standard input."""
    return None if name == STDIN else Path(name)


def read_input(path: Path | None, options: ReadOptions) -> Article:
    """The article of a file, or of standard input. Raises what `publisher.readers` raises."""
    from publisher.readers import read_bytes, read_file

    if path is not None:
        return read_file(path, options)
    # Piece by piece, for a limit may be set far above what there is memory for; one byte too many is refused.
    data = bytearray()
    while len(data) <= options.max_size and (piece := sys.stdin.buffer.read(_PIECE)):
        data += piece
    return read_bytes(bytes(data), STDIN, options)


def exit_status(statuses: Sequence[int]) -> int:
    """The status of the whole run from those of its inputs."""
    return SOME_FAILED if len(statuses) > 1 and any(statuses) else statuses[0]
