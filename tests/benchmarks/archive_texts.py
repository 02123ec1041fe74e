"""Articles of an archive, each with words of its own: no two share a paragraph or the set of characters they hold.

A feature as it is pasted: headline, deck, byline, paragraphs under crossheads, with quotes, numbers and Latin words. The text
means nothing, but holds as many different characters as Chinese of its length does, the common ones often: a face's slice, its
share of an EPUB and the shaping of lines cost what they cost of a real article.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

from publisher.readers import read_bytes

from .fresh_text import common_han

SHORTEST, LONGEST = 1500, 3000
"""Characters of an article, as asked; white space is counted."""

_PARTICLES = "的的的的的的了了在在在是是和和有不这为上中大到说与对以也要就着把被从将"
"""Characters that every Chinese text repeats; how often they stand here is how often they come up."""
_SYLLABLES = (
    "ba",
    "co",
    "da",
    "fi",
    "ga",
    "lo",
    "me",
    "ni",
    "po",
    "ra",
    "se",
    "ti",
    "vo",
    "en",
    "or",
    "ar",
    "il",
    "um",
    "ex",
)
_SURNAMES = "王李张刘陈杨赵黄周吴"
_UNITS = ("年", "个", "公里", "万元", "米", "名", "次")
_WORDS_A_TEXT = (460, 640)
_BEFORE_A_CROSSHEAD = 4


def archive_text(number: int) -> str:
    """Article `number` of the archive; the same number gives the same text."""
    for attempt in count():
        text = _Writer(random.Random(f"archive {number} {attempt}")).article()
        article = read_bytes(text.encode(), "article.txt")
        # Characters put together at random look damaged now and then, or like no name.
        if article.bylines and all(said.severity == "info" for said in article.diagnostics):
            return text
    raise AssertionError("attempts do not end")


class _Writer:
    """Writes one article out of a vocabulary that it makes up first."""

    def __init__(self, chance: random.Random):
        self._chance = chance
        characters = sorted(set(common_han()).difference(_PARTICLES))
        chance.shuffle(characters)
        words = chance.randint(*_WORDS_A_TEXT)
        self._words = [
            "".join(chance.choices(characters[: words + words // 3], k=chance.choice((1, 2, 2, 2, 3))))
            for _ in range(words)
        ]
        self._latin = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))).title() for _ in range(6)]

    def article(self) -> str:
        wanted = self._chance.randint(SHORTEST + 50, LONGEST - 250)
        text = "\n\n".join(
            [
                self._words_of(10),
                "——" + self._words_of(8),
                f"□ 本报记者 {self._chance.choice(_SURNAMES)}{self._words[0][:2]}",
            ]
        )
        text += "\n\n"
        for at, paragraph in enumerate(self._paragraphs()):
            if at and at % _BEFORE_A_CROSSHEAD == 0:
                text += self._words_of(9) + "\n"
            text += f"\u3000\u3000{paragraph}\n"
            if len(text) >= wanted:
                break
        return text

    def _paragraphs(self) -> Iterator[str]:
        while True:
            yield "".join(self._sentence() for _ in range(self._chance.randint(2, 5)))

    def _sentence(self) -> str:
        clauses = [self._clause() for _ in range(self._chance.randint(2, 4))]
        kind = self._chance.random()
        if kind < 0.15:
            return f"{clauses[0]}说，“{'，'.join(clauses[1:])}。”"
        if kind < 0.25:
            clauses[0] += f"（{self._words_of(5)}）"
        elif kind < 0.35:
            clauses[-1] += f"《{self._words_of(4)}》"
        elif kind < 0.45:
            clauses[0] = f"“{self._words_of(3)}”" + clauses[0]
        return "，".join(clauses) + "。"

    def _clause(self) -> str:
        kind = self._chance.random()
        text = self._words_of(self._chance.randint(6, 14))
        if kind < 0.15:
            return f"{text}{self._number()}{self._chance.choice(_UNITS)}"
        if kind < 0.22:
            return f"{self._chance.choice(self._latin)}{text}"
        if kind < 0.27:
            return f"{text}、{self._words_of(3)}、{self._words_of(3)}"
        return text

    def _number(self) -> str:
        chance = self._chance
        return chance.choice((str(chance.randint(2, 2026)), f"{chance.randint(1, 99)}.{chance.randint(1, 9)}"))

    def _words_of(self, length: int) -> str:
        """About `length` characters of words with particles between them."""
        text = ""
        while len(text) < length:
            at = int(len(self._words) * self._chance.random() ** 1.5)  # the first words often, the last ones seldom
            text += self._words[at] + (self._chance.choice(_PARTICLES) if self._chance.random() < 0.45 else "")
        return text
