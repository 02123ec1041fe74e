"""New text for every timed run: the same article in other characters.

A slice is cached by the characters it holds, so a text that was published before measures the cache. Here a share of the
distinct Han characters is exchanged one for one for common ones that the text does not hold: length, marks, line breaks and
the number of distinct glyphs stay, and the character set of every line changes, headings and lead included.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from publisher.model import Article, LeftOut
from publisher.readers import read_bytes

HAN = re.compile(r"[\u4e00-\u9fff]")
SHARE = 0.15
_TRIES = 200


def common_han() -> list[str]:
    """The 3,755 characters of GB 2312 level 1 (rows 16 to 55), which every face of a Chinese press has."""
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in range(16, 56) for cell in range(1, 95))
    return [character for cell in cells if (character := cell.decode("gb2312", "ignore"))]


class FreshText:
    """Endless texts that read as the one in `path` does: the same blocks in the same lines."""

    def __init__(self, path: Path, seed: int = 1):
        self.original = path.read_text("utf-8")
        self._article = read_bytes(self.original.encode(), path.name)
        self._random = random.Random(seed)
        fixed = set(self._furniture())
        self._own = sorted(set(HAN.findall(self.original)) - fixed)
        self._others = sorted(set(common_han()) - set(self.original))

    def __call__(self) -> str:
        """The next text. Raises ValueError where the article cannot be kept as it is read."""
        for _ in range(_TRIES):
            text = self._exchanged()
            if shape(read_bytes(text.encode(), "fresh.txt")) == shape(self._article):
                return text
        raise ValueError("no exchange of characters leaves the article as it is read")

    def _exchanged(self) -> str:
        chosen = set(self._random.sample(self._own, round(len(self._own) * SHARE)))
        for line in self.original.splitlines():
            free = sorted(set(line) & set(self._own))
            if free and chosen.isdisjoint(free):
                chosen.add(self._random.choice(free))
        others = self._random.sample(self._others, len(chosen))
        return self.original.translate(str.maketrans(dict(zip(sorted(chosen), others, strict=True))))

    def _furniture(self) -> str:
        """What the reader knows by its wording: the lines it leaves out, and the word before the name in a byline."""
        left_out = [block.text for block in self._article.blocks if isinstance(block, LeftOut)]
        return "".join([*left_out, *(byline.affiliation or "" for byline in self._article.bylines), "本报记者"])


def shape(article: Article) -> object:
    """What must not change: the role of every line, and who is named."""
    return [(reading.lines, reading.role) for reading in article.reading], len(article.bylines)
