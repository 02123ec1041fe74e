"""What programs that take the text out of a PDF make of gaps: the spaces they put where the text has none.

The check counts those of PDFium, between Han and Latin; here are others, anywhere in a line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

_PROGRAMS = {
    "pdftotext": ("pdftotext", "-enc", "UTF-8", "{file}", "-"),
    "mutool": ("mutool", "draw", "-q", "-F", "text", "{file}"),
}
_BLANK = re.compile(r"\s+")
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def invented_spaces(path: Path, text: str) -> dict[str, int]:
    """By program the spaces within lines that `text`, which the pages show, does not have; only programs that are there.

    The place of a space is known by the characters around it. What is not of the text (a page number, a sign before a heading) may
    stand apart from it.
    """
    return {name: len(list(invented(found, text))) for name, found in _extracted(path).items()}


def invented(found: str, text: str) -> Iterator[tuple[str, str]]:
    """Up to two characters on either side of each space in `found` that `text` has not."""
    solid = _BLANK.sub("", text)
    spaced = set(accumulate(len(piece) for piece in _BLANK.split(text)))
    for before, after in _spaces(found):
        places = [each.start() + len(before) for each in re.finditer(f"(?={re.escape(before + after)})", solid)]
        if places and spaced.isdisjoint(places):
            yield before, after


def _extracted(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, command in _PROGRAMS.items():
        if shutil.which(command[0]):
            filled = [each.format(file=path) for each in command]
            found[name] = subprocess.run(filled, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return found


def _spaces(text: str) -> Iterator[tuple[str, str]]:
    """Up to two characters before and after each space in a line, spaces left out; not those at the line's ends."""
    for line in re.split("[\r\n\f]+", text):
        pieces = [piece for piece in _SPACES.split(line) if piece]
        for number in range(1, len(pieces)):
            before, after = "".join(pieces[:number]), "".join(pieces[number:])
            yield before[-2:], after[:2]
