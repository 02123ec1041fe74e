"""File names in the order a person gives them: numbers by their value, Chinese numerals too.

2.txt 10.txt        第一章 第二章 第十章        01版 02版        上册 中册 下册
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from publisher.patterns import lazily
from publisher.readers.press.numbering import value_of

_NUMERALS = "〇零一二三四五六七八九十百千万两廿卅"
_COUNTED = lazily(
    f"\\d+|(?<=[第卷编篇])[{_NUMERALS}]+|[{_NUMERALS}]+(?=[章回节節卷部编編篇版期册冊集月日、．.])|^[{_NUMERALS}]+$"
    "|(?<![\u4e00-\u9fff])[上中下](?=[卷编編篇册冊集部]?$)"
)
_VOLUMES = {"上": 1, "中": 2, "下": 3}

Key = tuple[tuple[int, int, str], ...]


def natural_key(name: str) -> Key:
    """What names are sorted by. Numbers come before letters, as in most lists of files."""
    text = unicodedata.normalize("NFKC", name).casefold()
    pieces: list[tuple[int, int, str]] = []
    reached = 0
    for found in _COUNTED.finditer(text):
        if found.start() > reached:
            pieces.append((1, 0, text[reached : found.start()]))
        pieces.append((0, _VOLUMES.get(found[0]) or value_of(found[0]), ""))
        reached = found.end()
    if reached < len(text):
        pieces.append((1, 0, text[reached:]))
    return (*pieces, (-1, 0, name))


def path_key(path: Path) -> tuple[Key, ...]:
    """The same for a path, folder by folder; the last name without its suffix."""
    return (*(natural_key(part) for part in path.parent.parts), natural_key(path.stem), natural_key(path.suffix))
