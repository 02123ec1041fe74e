"""Which marks have blank where, and which pairs of characters may stand apart: what the gaps of a line are told by.

CLREQ 3.1.2 and 3.1.6, JLREQ 3.1.2 and appendix A. By region a mark stands at the edge of its em or in the middle; the style of
punctuation says which marks have a whole em.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from publisher import clreq

PunctuationStyle = Literal["full-width", "kaiming", "half-width"]
"""全角, 开明 and 半角 (CLREQ 3.1.6.1): all marks an em; only those that end a sentence; none."""

Region = Literal["hans", "hant", "ja", "ko", "other"]


class Class(IntEnum):
    """What a character is to its neighbours: OPEN and CLOSED have blank before or after their ink, MIDDLE and DOT on both sides."""

    WORD = 0
    LATIN = 1
    SPACE = 2
    HAN = 3
    OPEN = 4
    CLOSED = 5
    MIDDLE = 6
    DOT = 7
    UNBROKEN = 8
    FULL = 9
    MARK = 10


class Pair(IntEnum):
    """What may stand between two neighbours."""

    NONE = 0
    EVEN = 1
    HAN_LATIN = 2
    AFTER_SPACE = 3
    MEETING = 4


_OPEN, _CLOSED, _MIDDLE, _DOT = Class.OPEN, Class.CLOSED, Class.MIDDLE, Class.DOT
CENTRED_CLASSES = frozenset((_MIDDLE, _DOT))

MEETING = (
    (_CLOSED, _CLOSED), (_CLOSED, _OPEN), (_OPEN, _OPEN), (_CLOSED, _DOT), (_DOT, _OPEN),
    (_CLOSED, Class.MARK), (Class.MARK, _OPEN),
)  # fmt: skip
"""Pairs of marks whose blank halves meet, or meet a mark that is drawn in the middle of its em or takes most of it: together they
are never wider than 1.5 em.
"""

ATOM = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: an image or a box that stands in the line like a character."""

_NO_BREAK_SPACE = "\u00a0"
_ENDS_SENTENCE = frozenset("。．？！")
_CENTRED = clreq.COMMAS_AND_STOPS | clreq.COLONS | clreq.EXCLAMATIONS
"""What some regions set in the middle of its em, with a quarter blank on either side, as a middle dot always is."""


class Classes(dict[str, Class]):
    """The class of each character in one region and direction, told when it is first asked for."""

    def __init__(self, region: Region, *, vertical: bool):
        super().__init__()
        self._closed = closed_marks(region, vertical=vertical)
        self._centred = (clreq.COMMAS_AND_STOPS if vertical else _CENTRED) - self._closed

    def __missing__(self, character: str) -> Class:
        found = self[character] = _classified(character, self._closed, self._centred)
        return found


def _classified(character: str, closed: frozenset[str], centred: frozenset[str]) -> Class:
    if character in (" ", _NO_BREAK_SPACE):
        return Class.SPACE
    if character in clreq.OPENING:
        return _OPEN
    if character in closed:
        return _CLOSED
    if character in clreq.MIDDLE_DOTS or character in centred:
        return _MIDDLE if character in clreq.EXCLAMATIONS else _DOT
    if character in clreq.UNBROKEN:
        return Class.UNBROKEN
    if character in clreq.COLONS or character in clreq.EXCLAMATIONS:
        return Class.MARK
    if clreq.is_ideographic(character):
        return Class.HAN
    if clreq.is_latin(character):
        return Class.LATIN
    return Class.FULL if clreq.is_full_width(character) or character == ATOM else Class.WORD


def closed_marks(region: Region, *, vertical: bool) -> frozenset[str]:
    """Marks whose second half is blank: traditional Chinese centres commas and stops, Japanese colons and `！？`.

    In vertical lines colons and `！？` take most of their em everywhere.
    """
    if region == "hant":
        return clreq.CLOSING_BRACKETS
    if region in ("ja", "ko") or vertical:
        return clreq.CLOSING
    return clreq.CLOSING | clreq.COLONS | clreq.EXCLAMATIONS


def halved_marks(closed: frozenset[str], style: PunctuationStyle) -> frozenset[str]:
    """The marks that a style sets in half an em; `closed` are those whose second half is blank."""
    if style == "full-width":
        return frozenset()
    marks = closed | clreq.OPENING
    return marks - _ENDS_SENTENCE if style == "kaiming" else marks


def pair_table(*, han_latin: bool) -> list[list[Pair]]:
    """What stands between a character of one class (row) and one of another (column)."""
    table = [[Pair.EVEN for _ in Class] for _ in Class]
    for one in Class:
        table[one][Class.SPACE] = Pair.NONE
        table[Class.SPACE][one] = Pair.AFTER_SPACE
    words = (Class.WORD, Class.LATIN)
    for one in words:
        for other in words:
            table[one][other] = Pair.NONE
    for one, other in MEETING:
        table[one][other] = Pair.MEETING
    table[Class.UNBROKEN][Class.UNBROKEN] = Pair.NONE
    if han_latin:
        table[Class.HAN][Class.LATIN] = table[Class.LATIN][Class.HAN] = Pair.HAN_LATIN
    return table
