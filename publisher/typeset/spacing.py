"""The room between the characters of a line: natural, and by how much it may shrink and stretch.

CLREQ 3.2.2 (行内调整, https://www.w3.org/TR/clreq/#line_adjustment) and JLREQ 3.8 give the order and the limits. A line that
is too long takes from word spaces, then from marks, then from Han–Latin gaps; one that is too short gives to word spaces, then
to Han–Latin gaps, then evenly to all places between characters. Nothing is ever put inside a word, a number, `——` or `……`, nor
between two marks that meet, which stay within 1.5 em on a stretched line too.

Lengths are in ems of the character before the gap. A character is *open* or *closed* where half its em is blank before or
after its ink; where marks meet, that half is left out (标点挤压), unless the face did so already.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Literal

from msgspec import Struct

from publisher import clreq

PunctuationStyle = Literal["full-width", "kaiming", "half-width"]
"""全角, 开明 and 半角 (CLREQ 3.1.6.1): all marks an em; only those that end a sentence; none."""

Region = Literal["hans", "hant", "ja", "ko", "other"]

HAN_LATIN, HAN_LATIN_LEAST, HAN_LATIN_MOST = 0.25, 0.125, 0.5
WORD_LEAST, WORD_MOST = 0.17, 0.5
QUARTER = 0.25
"""What a mark in the middle of its em has blank on either side."""
EVEN_MOST = 0.05
"""What stretching evenly may add at one place before the line is called loose."""

HYPHEN = 0.35
"""How wide a hyphen is where a word is parted."""

_FULL = 0.9
"""From this width on a mark has its blank half."""

_HALF = 0.45, 0.55
"""How wide a mark is that the face has squeezed."""


class Kind(IntEnum):
    """The order in which gaps are adjusted."""

    NONE = 0
    WORD = 1
    MARK = 2
    HAN_LATIN = 3
    EVEN = 4


class _Class(IntEnum):
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


class _Pair(IntEnum):
    """What may stand between two neighbours."""

    NONE = 0
    EVEN = 1
    HAN_LATIN = 2
    AFTER_SPACE = 3
    MEETING = 4


_OPEN, _CLOSED, _MIDDLE, _DOT = _Class.OPEN, _Class.CLOSED, _Class.MIDDLE, _Class.DOT
_CENTRED_CLASSES = frozenset((_MIDDLE, _DOT))
_MEETING = (
    (_CLOSED, _CLOSED), (_CLOSED, _OPEN), (_OPEN, _OPEN), (_CLOSED, _DOT), (_DOT, _OPEN),
    (_CLOSED, _Class.MARK), (_Class.MARK, _OPEN),
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


class Gaps(Struct):
    """For each character the gap after it, in ems of that character: `natural` is negative where marks meet.

    `before` and `after` are the blank halves of the character itself, which go where it begins or ends a line; `after` is negative
    for a soft hyphen, which is drawn there. `quarter` is the blank quarter of a centred mark, which goes at a line's end if that is
    what the line needs.
    """

    natural: list[float]
    shrink: list[float]
    stretch: list[float]
    shrink_kind: list[Kind]
    stretch_kind: list[Kind]
    before: list[float]
    after: list[float]
    quarter: list[float]


class _Classes(dict[str, _Class]):
    """The class of each character, told when it is first asked for."""

    def __init__(self, closed: frozenset[str], centred: frozenset[str]):
        super().__init__()
        self._closed, self._centred = closed, centred

    def __missing__(self, character: str) -> _Class:
        found = self[character] = _classified(character, self._closed, self._centred)
        return found


class Spacing:
    """The rules for one region, style of punctuation and direction of lines."""

    def __init__(self, region: Region, style: PunctuationStyle = "full-width", *, vertical: bool = False):
        closed = closed_marks(region, vertical=vertical)
        self._halved = _halved(closed, style)
        self._pairs = _pairs(han_latin=region != "ko")
        self._classes = _Classes(closed, (clreq.COMMAS_AND_STOPS if vertical else _CENTRED) - closed)

    def gaps(self, units: Sequence[str], widths: Sequence[float], raised: Collection[int]) -> Gaps:
        """The gaps of a paragraph.

        `units` are its characters (grapheme clusters; atoms as the text they stand for, else `ATOM`), `widths` their advances in
        ems as the face sets them, `raised` the places of superscripts and note calls, which no gap sets off.
        """
        count = len(units)
        units = [unit if len(unit) == 1 else clreq.bases(unit) for unit in units]
        classes = self._classes
        first = [classes[unit[0]] for unit in units]
        last = [classes[unit[-1]] for unit in units]
        gaps = Gaps(
            [0.0] * count, [0.0] * count, [0.0] * count, [Kind.NONE] * count, [Kind.NONE] * count,
            *_blanks(units, widths, first, last),
        )  # fmt: skip
        natural, stretch, stretch_kind, pairs = gaps.natural, gaps.stretch, gaps.stretch_kind, self._pairs
        before, after = gaps.before, gaps.after
        for at in range(count - 1):
            pair = pairs[last[at]][first[at + 1]]
            if pair is _Pair.EVEN:
                stretch[at], stretch_kind[at] = EVEN_MOST, Kind.EVEN
                if after[at] or before[at + 1] or last[at] in _CENTRED_CLASSES or first[at + 1] in _CENTRED_CLASSES:
                    self._beside_marks(gaps, at, units, widths, (last[at], first[at + 1]))
            elif pair is _Pair.MEETING:
                self._beside_marks(gaps, at, units, widths, (last[at], first[at + 1]))
            elif pair is _Pair.HAN_LATIN and not (at in raised or at + 1 in raised):
                natural[at] = HAN_LATIN
                _limit(gaps, at, Kind.HAN_LATIN, HAN_LATIN - HAN_LATIN_LEAST, HAN_LATIN_MOST - HAN_LATIN)
            elif pair is _Pair.AFTER_SPACE:
                around = last[at - 1] if at else _Class.SPACE, first[at + 1]
                self._after_space(gaps, at, widths[at], pairs[around[0]][around[1]] is _Pair.HAN_LATIN)
        return gaps

    def _after_space(self, gaps: Gaps, at: int, width: float, between_han_and_latin: bool) -> None:
        """A typed space is itself what is adjusted; between Han and Latin it stands for the gap, and is as wide as that."""
        least, most = WORD_LEAST, WORD_MOST
        if between_han_and_latin:
            gaps.natural[at] = HAN_LATIN - width
            width, least = HAN_LATIN, HAN_LATIN_LEAST
        _limit(gaps, at, Kind.WORD, max(0.0, width - least), max(0.0, most - width))

    def _beside_marks(
        self, gaps: Gaps, at: int, units: Sequence[str], widths: Sequence[float], pair: tuple[_Class, _Class]
    ) -> None:
        """Leave out what two marks have blank between them, and let the rest shrink."""
        if pair[0] is _OPEN and widths[at] < _FULL:
            # The face has squeezed the pair: the ink of the first is on the blank of the second.
            return
        one, other = units[at][-1], units[at + 1][0]
        behind, ahead = gaps.after[at], gaps.before[at + 1]
        natural = -(behind if one in self._halved else 0.0) - (ahead if other in self._halved else 0.0)
        behind = 0.0 if one in self._halved else behind
        ahead = 0.0 if other in self._halved else ahead
        blank = behind + ahead
        meeting = pair in _MEETING
        squeezed = blank if meeting else 0.0
        if pair == (_CLOSED, _OPEN):
            squeezed = max(0.0, blank - 0.5)
        gaps.natural[at] = natural - squeezed
        rest = blank - squeezed
        for place, each in zip((at, at + 1), pair, strict=True):
            # A centred mark has a quarter on either side, unless the face sets it as narrow as its ink.
            rest += QUARTER if each in _CENTRED_CLASSES and widths[place] >= _FULL else 0.0
        if rest > 0:
            gaps.shrink[at], gaps.shrink_kind[at] = rest, Kind.MARK


def _limit(gaps: Gaps, at: int, kind: Kind, shrink: float, stretch: float) -> None:
    gaps.shrink[at], gaps.shrink_kind[at] = shrink, kind
    gaps.stretch[at], gaps.stretch_kind[at] = stretch, kind


def _blanks(
    units: Sequence[str], widths: Sequence[float], first: Sequence[_Class], last: Sequence[_Class]
) -> tuple[list[float], list[float], list[float]]:
    """The blank halves before and after each character's ink, and the quarters after that of centred marks.

    Of two opening marks that meet a face narrows either: the first still has its blank before it, the second has lost it.
    """
    before, after, quarter = [0.0] * len(units), [0.0] * len(units), [0.0] * len(units)
    # Whether the face has moved this mark back, onto the blank of the one before it.
    second = False
    for at, (width, begins, ends) in enumerate(zip(widths, first, last, strict=True)):
        narrow = begins is _OPEN and _HALF[0] <= width <= _HALF[1]
        second = narrow and at > 0 and (last[at - 1], _OPEN) in _MEETING and (second or widths[at - 1] >= _FULL)
        if begins is _OPEN:
            meets = narrow and not second and at + 1 < len(units) and first[at + 1] is _OPEN
            before[at] = 0.5 if width >= _FULL or meets else 0.0
        if ends is _CLOSED and width >= _FULL * len(units[at]):
            after[at] = 0.5
        elif units[at] == clreq.SOFT_HYPHEN:
            # It is seen at a line's end alone.
            after[at] = -HYPHEN
        elif ends is _DOT and width >= _FULL:
            quarter[at] = QUARTER
    return before, after, quarter


def _classified(character: str, closed: frozenset[str], centred: frozenset[str]) -> _Class:
    if character in (" ", _NO_BREAK_SPACE):
        return _Class.SPACE
    if character in clreq.OPENING:
        return _OPEN
    if character in closed:
        return _CLOSED
    if character in clreq.MIDDLE_DOTS or character in centred:
        return _MIDDLE if character in clreq.EXCLAMATIONS else _DOT
    if character in clreq.UNBROKEN:
        return _Class.UNBROKEN
    if character in clreq.COLONS or character in clreq.EXCLAMATIONS:
        return _Class.MARK
    if clreq.is_ideographic(character):
        return _Class.HAN
    if clreq.is_latin(character):
        return _Class.LATIN
    return _Class.FULL if clreq.is_full_width(character) or character == ATOM else _Class.WORD


def closed_marks(region: Region, *, vertical: bool) -> frozenset[str]:
    """Marks whose second half is blank: traditional Chinese centres commas and stops, Japanese colons and `！？`.

    In vertical lines colons and `！？` take most of their em everywhere.
    """
    if region == "hant":
        return clreq.CLOSING_BRACKETS
    if region in ("ja", "ko") or vertical:
        return clreq.CLOSING
    return clreq.CLOSING | clreq.COLONS | clreq.EXCLAMATIONS


def _halved(closed: frozenset[str], style: PunctuationStyle) -> frozenset[str]:
    """The marks that a style sets in half an em."""
    if style == "full-width":
        return frozenset()
    marks = closed | clreq.OPENING
    return marks - _ENDS_SENTENCE if style == "kaiming" else marks


def _pairs(*, han_latin: bool) -> list[list[_Pair]]:
    """What stands between a character of one class (row) and one of another (column)."""
    table = [[_Pair.EVEN for _ in _Class] for _ in _Class]
    for one in _Class:
        table[one][_Class.SPACE] = _Pair.NONE
        table[_Class.SPACE][one] = _Pair.AFTER_SPACE
    words = (_Class.WORD, _Class.LATIN)
    for one in words:
        for other in words:
            table[one][other] = _Pair.NONE
    for one, other in _MEETING:
        table[one][other] = _Pair.MEETING
    table[_Class.UNBROKEN][_Class.UNBROKEN] = _Pair.NONE
    if han_latin:
        table[_Class.HAN][_Class.LATIN] = table[_Class.LATIN][_Class.HAN] = _Pair.HAN_LATIN
    return table
