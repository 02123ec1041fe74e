"""The inputs of a command: files, `-` for text pasted into standard input, and addresses of the web under `--fetch`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from publisher.errors import UsageError

if TYPE_CHECKING:
    from publisher.model import Article
    from publisher.options import ReadOptions

STDIN = "-"
_ADDRESS = re.compile("https?://", re.IGNORECASE)

SOME_FAILED = 1
"""Exit status where some inputs of several failed; one input alone has its own."""

_PIECE = 1 << 20


def check_inputs(names: Sequence[str]) -> None:
    """Raises UsageError `stdin-twice`: what was read once is gone."""
    if names.count(STDIN) > 1:
        raise UsageError("stdin-twice")


def path_of(name: str) -> Path | None:
    """The path of an input; None for standard input and addresses."""
    return None if name == STDIN or _ADDRESS.match(name) else Path(name)


def read_input(name: str, options: ReadOptions) -> Article:
    """The article of an input. Raises what `publisher.readers` and `publisher.fetch` raise, UsageError `fetch-not-asked`."""
    from publisher.readers import read_bytes, read_file

    if _ADDRESS.match(name):
        return _fetched(name, options)
    if name != STDIN:
        return read_file(Path(name), options)
    # Piece by piece, for a limit may be set far above what there is memory for; one byte too many is refused.
    data = bytearray()
    while len(data) <= options.max_size and (piece := sys.stdin.buffer.read(_PIECE)):
        data += piece
    return read_bytes(bytes(data), STDIN, options)


def _fetched(address: str, options: ReadOptions) -> Article:
    """The article of a page of the web; its pictures are named by their whole addresses."""
    if not options.fetch:
        raise UsageError("fetch-not-asked", address=address)
    from publisher.fetch import Limits, fetch
    from publisher.readers import read_bytes
    from publisher.tree import mapped_sources

    page = fetch(address, Limits(size=options.max_size))
    article = read_bytes(page.data, PurePosixPath(urlsplit(page.url).path).name or address, options)
    return mapped_sources(article, lambda src: urljoin(page.url, src))


def exit_status(statuses: Sequence[int]) -> int:
    """The status of the whole run from those of its inputs."""
    return SOME_FAILED if len(statuses) > 1 and any(statuses) else statuses[0]
