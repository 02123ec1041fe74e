"""How often the language is told, by language and length.

`measure()` gives the rows, `python -m tests.benchmarks.language_table` prints them.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from publisher.readers.languages import MULTIPLE, detect_language

from .press_sentences import LANGUAGES, prose

LENGTHS = (30, 60, 100, 200, 2000)
CASES = 60
# Languages that a text is half in one, half in the other of; the two sets of Chinese are languages here.
MIXTURES = (("zh-Hans", "ja"), ("zh-Hans", "ko"), ("ja", "ko"), ("zh-Hant-TW", "ja"), ("zh-Hans", "zh-Hant-HK"))


class Row(NamedTuple):
    language: str
    length: int
    right: int
    cases: int


def mixture(length: int, seed: int) -> str:
    """A text of two languages, a third to a half of it in the second, in paragraphs."""
    chance = random.Random(f"mul {length} {seed}")
    first, second = chance.choice(MIXTURES)
    share = chance.randint(length // 3, length // 2)
    parts = [prose(first, length - share, seed), prose(second, share, seed)]
    chance.shuffle(parts)
    return "\n".join(parts)


def measure(count: int = CASES) -> list[Row]:
    """A row for each language and length."""
    rows = []
    for language in (*LANGUAGES, MULTIPLE):
        for length in LENGTHS:
            texts = [
                mixture(length, seed) if language == MULTIPLE else prose(language, length, seed)
                for seed in range(count)
            ]
            rows.append(Row(language, length, sum(detect_language(text) == language for text in texts), count))
    return rows


def share(rows: list[Row], length: int) -> float:
    """Share of right answers at a length, over all languages."""
    found = [row for row in rows if row.length == length]
    return sum(row.right for row in found) / sum(row.cases for row in found)


def table(rows: list[Row]) -> str:
    """The rows as text: a line a language, a column a length."""
    lines = [f"{'':11}" + "".join(f"{length:>10}" for length in LENGTHS)]
    for language in dict.fromkeys(row.language for row in rows):
        cells = [f"{row.right}/{row.cases}" for row in rows if row.language == language]
        lines.append(f"{language:11}" + "".join(f"{cell:>10}" for cell in cells))
    lines.append(f"{'all':11}" + "".join(f"{share(rows, length):>10.2%}" for length in LENGTHS))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(measure()))
