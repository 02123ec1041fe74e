"""Classes of characters as CLREQ (https://www.w3.org/TR/clreq/) and JLREQ (https://www.w3.org/TR/jlreq/) draw them.

One table for whoever sets lines and whoever checks them: which marks open and close, what takes half an em, what may not
begin or end a line at each level of strictness (CSS Text 3, `line-break`), between which characters a Han–Latin gap stands, and which
numbers stand upright in vertical lines.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal
from unicodedata import category, east_asian_width

Strictness = Literal["strict", "normal", "loose"]

OPENING = frozenset("（［｛〔〈《「『【〖〘〚“‘｟〝")
"""Marks whose ink is in the second half of their em (CLREQ 3.1.6.1, JLREQ cl-01)."""

CLOSING_BRACKETS = frozenset("）］｝〕〉》」』】〗〙〛”’｠〞〟")
COMMAS_AND_STOPS = frozenset("，、。．")
COLONS = frozenset("：；")
EXCLAMATIONS = frozenset("！？‼⁇⁈⁉")
CLOSING = CLOSING_BRACKETS | COMMAS_AND_STOPS
"""Marks whose ink is in the first half of their em, in every region that sets them at its edge (cl-02, cl-06, cl-07)."""

MIDDLE_DOTS = frozenset("·・‧•")
DASHES = frozenset("—―⸺")
ELLIPSES = frozenset("…‥⋯")
UNBROKEN = DASHES | ELLIPSES
"""Two of a kind are one mark, of 2 em, that nothing may come between (cl-08)."""

MARKS = OPENING | CLOSING | COLONS | EXCLAMATIONS | MIDDLE_DOTS | UNBROKEN | frozenset("～〜／")

SOFT_HYPHEN = "\u00ad"

ITERATION = frozenset("々〻ゝゞヽヾ〱〲〳〴〵")
SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー")
SUFFIXES = frozenset("%％‰‱℃℉°′″￠¢㎜㎝㎞㎎㎏㏄")
"""Units and signs that stay with the number before them (cl-13)."""

PREFIXES = frozenset("￥¥＄$￡£€№＃#＠±－＋")
"""Signs that stay with the number after them (cl-12)."""

_NO_START = (
    CLOSING | COLONS | EXCLAMATIONS | MIDDLE_DOTS | UNBROKEN | SUFFIXES | ITERATION | SMALL_KANA
    | frozenset("～〜゠‐–／,.;:?!)]}»›")
)  # fmt: skip
_NO_END = OPENING | PREFIXES | frozenset("([{«‹")

NO_START: dict[Strictness, frozenset[str]] = {
    "strict": _NO_START,
    "normal": _NO_START - SMALL_KANA - frozenset("〜゠‐–"),
    "loose": CLOSING | frozenset(",.;:?!)]}»›"),
}
"""What may not begin a line."""

NO_END: dict[Strictness, frozenset[str]] = {
    "strict": _NO_END,
    "normal": _NO_END,
    "loose": OPENING | frozenset("([{«‹"),
}
"""What may not end a line."""

_JOINING = ".,:/%°℃+-#&;‰～–〜−$£€¥"
"""What makes one thing of the numbers beside it. It lies on its side with them, or would part them."""

_DEPENDENT = frozenset(("Mn", "Mc", "Me", "Cf"))


@lru_cache(maxsize=8192)
def is_ideographic(character: str) -> bool:
    """Han, kana and what stands among them like a character: the CJK side of a Han–Latin gap (CSS Text 4, `text-autospace`)."""
    point = ord(character)
    return (
        0x3400 <= point <= 0x9FFF
        or (0x3041 <= point <= 0x30FF and point not in (0x30A0, 0x30FB))
        or 0x20000 <= point <= 0x3FFFF
        or 0xF900 <= point <= 0xFAFF
        or 0x31F0 <= point <= 0x31FF
        or 0x2E80 <= point <= 0x2FDF
        or character in "〇々〆〻〓"
    )


@lru_cache(maxsize=8192)
def is_latin(character: str) -> bool:
    """Letters and digits of scripts that are set with word spaces: the other side of a Han–Latin gap."""
    if east_asian_width(character) in "WF" or is_ideographic(character):
        return False
    if character > "\uffff":
        # What is rarer is set as a sign of its own: old scripts, or 〓 where no face has the character.
        return "\U0001d400" <= character <= "\U0001d7ff"
    return (category(character)[0] in "LN" and not _is_hangul(character)) or character in "%‰°℃℉′″"


@lru_cache(maxsize=8192)
def is_full_width(character: str) -> bool:
    """Whether the character takes an em in CJK text: ideographs, kana, Hangul, full-width forms and marks."""
    return east_asian_width(character) in "WF" or character in MARKS


@cache
def number_pattern(digits: int) -> re.Pattern[str]:
    """The pieces of a text that stand upright: numbers of 1 to `digits` ASCII digits, and two of `!?` of either width.

    Nothing is one if `digits` is 0.

    They stand by themselves: not beside another digit, Latin, or a sign that joins numbers (`3.5`, `A4`, `10～20`, `25%`), nor
    beside a space with one of these behind it (`1 200`, `18 km`).
    """
    if not digits:
        return re.compile(r"(?!)")
    beside = re.escape("".join(filter(is_latin, map(chr, range(0x100)))) + _JOINING)
    # The search goes by the first character; asked first what stands before it, it would take twice as long.
    spaces = " \u00a0\u2009\u202f"
    first = f"(?=[0-9!?])(?<![{beside}])(?<![{beside}][{spaces}])"
    numbers = rf"{first}(?:[0-9]{{1,{digits}}}|(?<![!?])[!?]{{2}}(?![!?]))(?![{spaces}]?[{beside}])"
    return re.compile(rf"{numbers}|(?<![！？])[！？]{{2}}(?![！？])")


def bases(cluster: str) -> str:
    """A grapheme cluster without its combining marks, variation selectors and joiners: what tells of which class it is."""
    return "".join(each for each in cluster if category(each) not in _DEPENDENT) or cluster


def _is_hangul(character: str) -> bool:
    point = ord(character)
    return 0xAC00 <= point <= 0xD7FF or 0x1100 <= point <= 0x11FF or 0x3130 <= point <= 0x318F
