"""What a language asks of its lines: where its marks stand in their em, and how strict it is at a line's ends."""

from __future__ import annotations

from functools import lru_cache

from publisher.clreq import Strictness
from publisher.typeset.classes import Region


@lru_cache(maxsize=256)
def region_of(language: str) -> Region:
    """The region of a language tag (BCP 47): `zh-TW` and `zh-Hant` are `hant`; what is not of East Asia is `other`."""
    first, *rest = (part.lower() for part in language.split("-"))
    if first in ("ja", "ko"):
        return "ja" if first == "ja" else "ko"
    if first in ("zh", "yue", "wuu", "lzh", "mul", ""):
        traditional = "hant" in rest or ("hans" not in rest and not {"tw", "hk", "mo"}.isdisjoint(rest))
        return "hant" if traditional else "hans"
    return "other"


def strictness_of(language: str) -> Strictness:
    """Japanese lets small kana begin a line (JLREQ 3.1.7, note); Chinese and others are strict."""
    return "normal" if region_of(language) == "ja" else "strict"
