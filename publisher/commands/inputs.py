"""The inputs of a command: files, `-` for text pasted into standard input, and addresses of the web under `--fetch`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from publisher.errors import UsageError

if TYPE_CHECKING:
    from publisher.model import Article
    from publisher.options import ReadOptions
    from publisher.provenance.origin import SourceFile

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


class Input(NamedTuple):
    """An article, and the file it was read from."""

    article: Article
    source: SourceFile


def read_input(name: str, options: ReadOptions) -> Input:
    """The article of an input. Raises what `publisher.readers` and `publisher.fetch` raise, UsageError `fetch-not-asked`."""
    from publisher.provenance.origin import SourceFile
    from publisher.readers import file_bytes, read_bytes

    if _ADDRESS.match(name):
        return _fetched(name, options)
    if name != STDIN:
        data = file_bytes(Path(name), options)
        return Input(read_bytes(data, name, options), SourceFile(Path(name).name, data))
    # Piece by piece, for a limit may be set far above what there is memory for; one byte too many is refused.
    pasted = bytearray()
    while len(pasted) <= options.max_size and (piece := sys.stdin.buffer.read(_PIECE)):
        pasted += piece
    data = bytes(pasted)
    return Input(read_bytes(data, STDIN, options), SourceFile("pasted.txt", data))


def _fetched(address: str, options: ReadOptions) -> Input:
    """The article of a page of the web; its pictures are named by their whole addresses."""
    if not options.fetch:
        raise UsageError("fetch-not-asked", address=address)
    from publisher.fetch import Limits, fetch
    from publisher.provenance.origin import SourceFile
    from publisher.readers import read_bytes
    from publisher.tree import mapped_sources

    page = fetch(address, Limits(size=options.max_size))
    name = PurePosixPath(urlsplit(page.url).path).name
    article = read_bytes(page.data, name or address, options)
    whole = mapped_sources(article, lambda src: urljoin(page.url, src))
    return Input(whole, SourceFile(name or "page.html", page.data, page.url))


def exit_status(statuses: Sequence[int]) -> int:
    """The status of the whole run from those of its inputs."""
    return SOME_FAILED if len(statuses) > 1 and any(statuses) else statuses[0]
