"""How large the files are, and how much of them is type."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

_STREAM = re.compile(rb"\b(\d+) 0 obj\s*<<((?:(?!endobj).){0,400}?)>>\s*stream", re.DOTALL)
_FONT_PROGRAM = re.compile(rb"/OpenType\b|/CIDFontType0C\b|/Type1C\b|/Length1\b")
_REFERENCE = re.compile(rb"/FontFile[23]? (\d+) 0 R")
_LENGTH = re.compile(rb"/Length (\d+)(?! \d+ R)")


class Size(NamedTuple):
    """A file's bytes, those of its embedded fonts as they lie in it (compressed), and how many those are."""

    whole: int
    fonts: int
    faces: int


def pdf_size(path: Path) -> Size:
    """Font programs are streams, which no PDF packs away: they show by their dictionary, or by the font that refers to them."""
    data = path.read_bytes()
    referred = set(_REFERENCE.findall(data))
    lengths = [
        int(length[1])
        for number, head in _STREAM.findall(data)
        if (number in referred or _FONT_PROGRAM.search(head)) and (length := _LENGTH.search(head))
    ]
    return Size(len(data), sum(lengths), len(lengths))


def epub_size(path: Path) -> Size:
    with zipfile.ZipFile(path) as book:
        fonts = [
            entry.compress_size for entry in book.infolist() if entry.filename.endswith((".otf", ".ttf", ".woff2"))
        ]
    return Size(path.stat().st_size, sum(fonts), len(fonts))
