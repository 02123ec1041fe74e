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

from msgspec import Struct

from publisher import clreq
from publisher.typeset.classes import (
    CENTRED_CLASSES,
    MEETING,
    Class,
    Classes,
    Pair,
    PunctuationStyle,
    Region,
    closed_marks,
    halved_marks,
    pair_table,
)

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


_HAN, _OPEN, _CLOSED, _DOT = Class.HAN, Class.OPEN, Class.CLOSED, Class.DOT


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


class Spacing:
    """The rules for one region, style of punctuation and direction of lines."""

    def __init__(self, region: Region, style: PunctuationStyle = "full-width", *, vertical: bool = False):
        self._halved = halved_marks(closed_marks(region, vertical=vertical), style)
        self._pairs = pair_table(han_latin=region != "ko")
        self._classes = Classes(region, vertical=vertical)

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
        for at, (one, other) in enumerate(zip(last, first[1:], strict=False)):
            pair = pairs[one][other]
            if pair is Pair.EVEN:
                stretch[at], stretch_kind[at] = EVEN_MOST, Kind.EVEN
                if one is _HAN and other is _HAN:
                    continue
                if after[at] or before[at + 1] or one in CENTRED_CLASSES or other in CENTRED_CLASSES:
                    self._beside_marks(gaps, at, units, widths, (one, other))
            elif pair is Pair.MEETING:
                self._beside_marks(gaps, at, units, widths, (one, other))
            elif pair is Pair.HAN_LATIN and not (at in raised or at + 1 in raised):
                natural[at] = HAN_LATIN
                _limit(gaps, at, Kind.HAN_LATIN, HAN_LATIN - HAN_LATIN_LEAST, HAN_LATIN_MOST - HAN_LATIN)
            elif pair is Pair.AFTER_SPACE:
                before_it = last[at - 1] if at else Class.SPACE
                self._after_space(gaps, at, widths[at], pairs[before_it][other] is Pair.HAN_LATIN)
        return gaps

    def _after_space(self, gaps: Gaps, at: int, width: float, between_han_and_latin: bool) -> None:
        """A typed space is itself what is adjusted; between Han and Latin it stands for the gap, and is as wide as that."""
        least, most = WORD_LEAST, WORD_MOST
        if between_han_and_latin:
            gaps.natural[at] = HAN_LATIN - width
            width, least = HAN_LATIN, HAN_LATIN_LEAST
        _limit(gaps, at, Kind.WORD, max(0.0, width - least), max(0.0, most - width))

    def _beside_marks(
        self, gaps: Gaps, at: int, units: Sequence[str], widths: Sequence[float], pair: tuple[Class, Class]
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
        meeting = pair in MEETING
        squeezed = blank if meeting else 0.0
        if pair == (_CLOSED, _OPEN):
            squeezed = max(0.0, blank - 0.5)
        gaps.natural[at] = natural - squeezed
        rest = blank - squeezed
        for place, each in zip((at, at + 1), pair, strict=True):
            # A centred mark has a quarter on either side, unless the face sets it as narrow as its ink.
            rest += QUARTER if each in CENTRED_CLASSES and widths[place] >= _FULL else 0.0
        if rest > 0:
            gaps.shrink[at], gaps.shrink_kind[at] = rest, Kind.MARK


def _limit(gaps: Gaps, at: int, kind: Kind, shrink: float, stretch: float) -> None:
    gaps.shrink[at], gaps.shrink_kind[at] = shrink, kind
    gaps.stretch[at], gaps.stretch_kind[at] = stretch, kind


def _blanks(
    units: Sequence[str], widths: Sequence[float], first: Sequence[Class], last: Sequence[Class]
) -> tuple[list[float], list[float], list[float]]:
    """The blank halves before and after each character's ink, and the quarters after that of centred marks.

    Of two opening marks that meet a face narrows either: the first still has its blank before it, the second has lost it.
    """
    before, after, quarter = [0.0] * len(units), [0.0] * len(units), [0.0] * len(units)
    # Whether the face has moved this mark back, onto the blank of the one before it.
    second = False
    for at, (width, begins, ends) in enumerate(zip(widths, first, last, strict=True)):
        if begins is _HAN and ends is _HAN:
            second = False
            continue
        narrow = begins is _OPEN and _HALF[0] <= width <= _HALF[1]
        second = narrow and at > 0 and (last[at - 1], _OPEN) in MEETING and (second or widths[at - 1] >= _FULL)
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
