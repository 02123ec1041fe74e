"""The varieties of written Chinese, told by language tags (BCP 47), and the ways from one to another."""

from __future__ import annotations

from typing import Literal

from publisher.transforms.paired_quotes import is_traditional
from publisher.wording import Script

Variety = Literal["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]
"""What a text is in. `zh-Hant` alone is traditional of no known region."""

_WAYS: dict[tuple[Variety, Script], tuple[str, str]] = {
    # from, to -> chains of OpenCC that keep the words, and that take the region's; `+`: one after the other
    ("zh-Hans", "zh-Hant-TW"): ("s2tw", "s2twp"),
    ("zh-Hans", "zh-Hant-HK"): ("s2hk", "s2hkp"),
    ("zh-Hant", "zh-Hans"): ("t2s", "t2s"),
    ("zh-Hant", "zh-Hant-TW"): ("t2tw", "t2tw"),
    ("zh-Hant", "zh-Hant-HK"): ("t2hk", "t2hk"),
    ("zh-Hant-TW", "zh-Hans"): ("tw2s", "tw2sp"),
    ("zh-Hant-HK", "zh-Hans"): ("hk2s", "hk2sp"),
    # Nobody has a dictionary of what Taiwan and Hong Kong call things; one way over the other would be guessed twice.
    ("zh-Hant-TW", "zh-Hant-HK"): ("tw2t+t2hk", "tw2t+t2hk"),
    ("zh-Hant-HK", "zh-Hant-TW"): ("hk2t+t2tw", "hk2t+t2tw"),
}


def variety(language: str) -> Variety | None:
    """The variety of a tag, by its script or else its region; None for what is no Chinese."""
    parts = language.lower().split("-")
    if parts[0] != "zh":
        return None
    if not is_traditional(language):
        return "zh-Hans"
    return "zh-Hant-TW" if "tw" in parts else "zh-Hant-HK" if {"hk", "mo"} & set(parts) else "zh-Hant"


def chains_between(source: Variety, target: Script, *, regional: bool) -> list[str]:
    """The names of OpenCC's chains from one to the other; none where nothing is to be done."""
    way = _WAYS.get((source, target))
    return way[regional].split("+") if way else []
