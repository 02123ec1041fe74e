"""The source's line of each text of a page.

Parsers of HTML do not tell; so the source is read once more, coarsely, as texts between tags, and the tree's texts are found
among them in order. Where the parser moved a text, or none fits, the line of the one before is close enough.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from publisher.readers.html.dom import Page, Text

# Raw text elements and comments hold no text of the tree.
_BETWEEN = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|(?P<raw>script|style|title|textarea|iframe|noframes|xmp|template)\b.*?(?:</(?P=raw)|\Z)"
    r"|/?[a-zA-Z!?][^<>]*)>?",
    re.DOTALL | re.IGNORECASE,
)
_SHOWN = 12
_AHEAD = 60


def set_lines(page: Page, source: str) -> None:
    """Give each text of `page` the line of `source` its first word stands on. `source` has LF line ends."""
    places = list(_source_texts(source))
    at = 0
    line = 1
    for text in _in_order(page):
        start = _start(text.text)
        if start:
            found = next(
                (place for place in range(at, min(at + _AHEAD, len(places))) if _fits(places[place][1], start)), None
            )
            if found is not None:
                line, at = places[found][0], found + 1
        text.line = line


def _in_order(page: Page) -> Iterator[Text]:
    return page.body.texts()


def _start(text: str) -> str:
    return text.lstrip()[:_SHOWN].rstrip()


def _fits(piece: str, start: str) -> bool:
    return piece.startswith(start) or (len(piece) >= 4 and start.startswith(piece))


def _source_texts(source: str) -> Iterator[tuple[int, str]]:
    """Line and first characters of each text between tags."""
    line, at = 1, 0
    for match in _BETWEEN.finditer(source):
        if match.start() > at:
            yield from _piece(source, at, match.start(), line)
        line += source.count("\n", at, match.end())
        at = match.end()
    yield from _piece(source, at, len(source), line)


def _piece(source: str, start: int, stop: int, line: int) -> Iterator[tuple[int, str]]:
    piece = source[start:stop]
    shown = piece.lstrip()
    if shown:
        before = piece[: len(piece) - len(shown)]
        yield line + before.count("\n"), html.unescape(shown[: _SHOWN * 9]).lstrip()[:_SHOWN]
