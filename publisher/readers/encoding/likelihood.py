"""How likely a text is as prose of a language: log-probabilities of its characters, from the structure of the national standards.

Every encoding reads the same bytes as another text. By Bayes' rule the one is right whose text is the likeliest, and since each
reading gives back the same bytes, likelihoods may be compared once they are taken per byte. A language is a mixture of classes of
characters, each with the share of running text it has:

- its commonest characters (`frequent`), by Zipf's law;
- the level of its national standard that holds the characters of daily use, arranged by reading: GB 2312-80 level 1 (rows 16-55),
  Big5 A440-C67E, JIS X 0208 level 1 (rows 16-47), the 2,350 syllables of KS X 1001;
- the level of rare ones: GB 2312 rows 56-87, Big5 C940-F9D5, JIS X 0208 level 2, the hanja of KS X 1001;
- everything else, by Unicode block: private use and control characters hardly ever.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from operator import mul
from typing import NamedTuple

from publisher.patterns import lazily
from publisher.readers.encoding import frequent
from publisher.readers.languages.scripts import HAN_RANGE, HANGUL_RANGE

_LETTER = lazily(f"[{HAN_RANGE}{HANGUL_RANGE}]")

Table = Mapping[str, float]

CHINESE_SIMPLIFIED, CHINESE_TRADITIONAL, JAPANESE, KOREAN = "zh-Hans", "zh-Hant", "ja", "ko"

# The flatness of the head of the curve (Mandelbrot's constant): fits hanzi and syllables alike, near enough.
_FLAT = 12

# First code point of a block, and the log-probability of any one character in it, for all languages: these are none of a press
# text's own characters. Roughly the share of the block in prose, divided by its size.
_BLOCKS: tuple[tuple[int, float], ...] = (
    (0x0000, -20.0),  # C0 controls: line ends, tabs and printable ASCII are never scored
    (0x0080, -20.0),  # C1 controls
    (0x00A0, -10.0),  # Latin-1 supplement
    (0x0100, -12.5),  # Latin Extended
    (0x0250, -15.0),  # phonetic, combining
    (0x0370, -12.0),  # Greek
    (0x0400, -12.5),  # Cyrillic
    (0x0530, -16.0),  # scripts that no CJK press prints
    (0x2000, -10.0),  # general punctuation
    (0x2070, -12.0),  # symbols
    (0x2190, -12.0),  # arrows, mathematics
    (0x2300, -14.0),
    (0x2460, -10.5),  # enclosed numbers
    (0x2500, -13.0),  # box drawing
    (0x25A0, -11.0),  # geometric shapes: ■ ● ◆
    (0x2600, -13.5),
    (0x2E80, -15.0),  # radicals
    (0x3000, -9.5),  # CJK punctuation
    (0x3041, -11.5),  # kana in a text that is not Japanese
    (0x3100, -14.0),  # bopomofo, compatibility jamo, enclosed
    (0x3400, -16.5),  # extension A
    (0x4E00, -14.0),  # any unified ideograph
    (0xA000, -18.0),
    (0xAC00, -13.5),  # hangul in a text that is not Korean
    (0xD7A4, -20.0),
    (0xE000, -19.0),  # private use
    (0xF900, -15.0),  # compatibility ideographs
    (0xFB00, -17.0),
    (0xFE10, -14.0),  # vertical and small forms
    (0xFE70, -20.0),
    (0xFF01, -9.0),  # full-width ASCII
    (0xFF5F, -13.0),  # half-width kana and jamo
    (0xFFE0, -12.0),
    (0xFFF0, -20.0),
    (0x10000, -17.0),
    (0x1F300, -11.5),  # emoji
    (0x1FB00, -18.0),
    (0x20000, -16.5),  # extension B and on
    (0x32000, -20.0),
)
_STARTS = [start for start, _ in _BLOCKS]
_CHANCES = [0.0, *(chance for _, chance in _BLOCKS)]
"""By how many of _STARTS are not above the character."""


class Part(NamedTuple):
    """A class of characters in a language and its share of the characters that are not ASCII."""

    characters: str
    share: float
    ranked: bool = False
    """The first are the most frequent (Zipf); else all are alike."""


def likelihoods(counts: Counter[str]) -> dict[str, float]:
    """Log-probability (nats) of a text with these characters as prose of each of LANGUAGES; order does not count."""
    # Chains of `map`, for this is most of what telling an encoding takes: no step of Python's own for each character.
    elsewhere = list(map(_CHANCES.__getitem__, map(bisect_right, repeat(_STARTS), map(ord, counts))))
    return {
        language: sum(map(mul, counts.values(), map(_table(language).get, counts, elsewhere))) for language in LANGUAGES
    }


@cache
def _table(language: str) -> Table:
    """Log-probability of each character that the language has as its own; a character in several classes has their sum."""
    chances: dict[str, float] = {}
    for part in _PARTS[language]():
        characters = list(dict.fromkeys(part.characters))
        weights = [1 / (rank + _FLAT) for rank in range(len(characters))] if part.ranked else [1.0] * len(characters)
        each = part.share / sum(weights)
        for character, weight in zip(characters, weights, strict=True):
            chances[character] = chances.get(character, 0.0) + weight * each
    return {character: math.log(chance) for character, chance in chances.items()}


def _square(codec: str, leads: Iterable[int], trails: Iterable[int]) -> str:
    """All characters of a rectangle of a double-byte code."""
    trails = tuple(trails)
    text = b"".join(bytes((lead, trail)) for lead in leads for trail in trails).decode(codec, "ignore")
    # Vendors put kana and signs into rows that the standard leaves empty.
    return "".join(_LETTER.findall(text))


_ROW = range(0xA1, 0xFF)
_BIG5_ROW = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


def _simplified() -> tuple[Part, ...]:
    return (
        Part(frequent.CHINESE_MARKS, 0.13, ranked=True),
        Part("\u3000", 0.02),
        Part(frequent.SIMPLIFIED_HAN, 0.74, ranked=True),
        Part(_square("gb2312", range(0xB0, 0xD8), _ROW), 0.09),
        Part(_square("gb2312", range(0xD8, 0xF8), _ROW), 0.008),
    )


def _traditional() -> tuple[Part, ...]:
    return (
        Part(frequent.CHINESE_MARKS, 0.13, ranked=True),
        Part("\u3000", 0.02),
        Part(frequent.TRADITIONAL_HAN, 0.72, ranked=True),
        Part(_square("big5", range(0xA4, 0xC7), _BIG5_ROW), 0.11),
        Part(_square("big5", range(0xC9, 0xFA), _BIG5_ROW), 0.006),
    )


def _japanese() -> tuple[Part, ...]:
    return (
        Part(frequent.JAPANESE_MARKS, 0.10, ranked=True),
        Part("\u3000", 0.01),
        Part(frequent.HIRAGANA, 0.45, ranked=True),
        Part(frequent.KATAKANA, 0.10, ranked=True),
        Part(frequent.JAPANESE_HAN, 0.28, ranked=True),
        Part(_square("euc_jp", range(0xB0, 0xD0), _ROW), 0.05),
        Part(_square("euc_jp", range(0xD0, 0xF5), _ROW), 0.002),
    )


def _korean() -> tuple[Part, ...]:
    return (
        Part(frequent.KOREAN_MARKS, 0.03, ranked=True),
        Part(frequent.HANGUL_SYLLABLES, 0.86, ranked=True),
        Part(_square("euc_kr", range(0xB0, 0xC9), _ROW), 0.09),
        Part(frequent.HANJA, 0.004, ranked=True),
        Part(_square("euc_kr", range(0xCA, 0xFE), _ROW), 0.006),
    )


_PARTS = {
    CHINESE_SIMPLIFIED: _simplified,
    CHINESE_TRADITIONAL: _traditional,
    JAPANESE: _japanese,
    KOREAN: _korean,
}
LANGUAGES = tuple(_PARTS)
