"""Display text fitted into a box: its size and its lines, chosen together.

A cover has one headline of four characters and the next of sixty. The largest size is rarely the best: at it lines end in the
middle of words. So for every number of lines all line ends are chosen together (dynamic programming), by what a break costs there
and by how even the lines are; the lines give the size, and a size is worth its logarithm.

There is no dictionary of words. What a break costs goes by what CJK writes down of its words: marks, spaces, brackets, digits,
Latin, the small words that begin or end a phrase; and by the article itself, in which the characters of a word meet again.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise
from unicodedata import combining, east_asian_width

from msgspec import Struct

_PAUSE = frozenset("，；：、。！？—…／　 ,;:!?/")
_NO_START = frozenset(
    "，。、；：？！／/）］｝〕〉》」』】〗”’…—·・ー～々％‰℃,.;:?!)]}%°ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_NO_END = frozenset("（［｛〔〈《「『【〖“‘([{￥＄#")
_PAIRS = dict(zip("（〔〈《「『【〖“‘([", "）〕〉》」』】〗”’)]", strict=True))
_CLOSING = frozenset(_PAIRS.values())
_LEADING = frozenset("与和同跟及或在从自向往对把被让使给为因由当将以並與從對讓為將")
"""Small words that stand before what they belong to: a line may well begin with one."""
_TRAILING = frozenset("的地得了着过们之者吗呢吧啊呀們過著嗎のはがをにへとでもや")
"""Those that stand after it: a line may well end in one, and should not begin with it."""

_GRAMMAR = (
    "关于对于由于至于终于關於對於由於因为因為为了為了为何為何如何怎样怎樣什么什麼怎么怎麼我们我們他们他們她们她們你们你們"
    "自己一个一個这个這個那个那個没有沒有不是可以可能已经已經如果但是还是還是或者以及以来以來以后以後之间之間"
)
_TOGETHER = frozenset(_GRAMMAR[at : at + 2] for at in range(0, len(_GRAMMAR), 2))
"""Words that grammar is made of: no article is too short to know them."""

_FORBIDDEN = math.inf
_ANYWHERE, _BOND = 0.7, 1.6
"""What a break costs between two characters of which nothing is known, and how much more between two that always meet."""
_AT_SPACE, _AFTER_TRAILING, _BEFORE_LEADING, _BEFORE_TRAILING, _AT_NUMBER, _BEFORE_BRACKET = (
    0.25,
    0.3,
    0.45,
    2.5,
    2.0,
    0.1,
)
_BEFORE_KANA, _AFTER_KANA = 2.0, 0.3
"""In Japanese a phrase begins in kanji or katakana and goes on in hiragana."""
_IN_BRACKETS, _SHORT_BRACKETS = 1.2, 10
_UNEVEN, _LONE = 2.0, 3.0
_SIZE = 2.8
"""What doubling the size is worth."""

_CUT = "…"
_MOST = 200
"""Characters; no cover shows more."""
_MOST_LINES = 12
_LEAST = 0.6


class Fitted(Struct, frozen=True):
    """`lines` at `size` pt; `cut` where they do not hold all of the text."""

    size: float
    lines: tuple[str, ...]
    cut: bool = False


class Fitter:
    """Fits display text of one article, whose `text` tells which characters belong together."""

    def __init__(self, text: str = "") -> None:
        self._pairs = Counter(pairwise(text))
        self._characters = Counter(text)

    def __call__(
        self, text: str, measure: float, depth: float, largest: float, smallest: float, leading: float = 1.3
    ) -> Fitted:
        """`text` in lines no longer than `measure` that are no higher together than `depth`, at a size between the two, in pt.

        `leading` is the distance of two lines in ems. What does not fit at the smallest size is cut off, with … at its end.
        """
        line = _Line(text.strip(), self)
        # A word that is too long for the box is made smaller still before it is broken.
        for least in (smallest, smallest * _LEAST):
            if found := self._best(line, (measure, depth), (largest, least), leading):
                return found
        return _cut_off(line, measure / smallest, _most_lines(depth, smallest, leading), smallest)

    def _best(self, line: _Line, box: tuple[float, float], sizes: tuple[float, float], leading: float) -> Fitted | None:
        (measure, depth), (largest, smallest) = box, sizes
        if line.cut:
            return None
        best: tuple[float, Fitted] | None = None
        fewest = math.ceil(line.width(0, len(line.text)) * smallest / measure)
        for count in range(max(fewest, 1), min(_most_lines(depth, smallest, leading), _MOST_LINES) + 1):
            cost, ends = line.broken(count)
            size = (
                min(largest, measure / max(line.longest(ends), 0.1), depth / (1 + leading * (count - 1)))
                if ends
                else 0.0
            )
            if size < smallest:
                continue
            worth = _SIZE * math.log2(size) - cost
            if best is None or worth > best[0] + 1e-9:
                best = worth, Fitted(math.floor(size * 10) / 10, line.pieces(ends))
        return best[1] if best else None

    def bond(self, before: str, after: str) -> float:
        """How surely two characters belong together, from 0 to 1."""
        met = self._pairs[before, after]
        return met / min(self._characters[before], self._characters[after]) if met > 1 else 0.0


class _Line:
    """A text, where it may be broken and at what cost, and how wide its pieces are, in ems."""

    def __init__(self, text: str, fitter: Fitter) -> None:
        self.cut = len(text) > _MOST
        self.text = text = text[:_MOST]
        gaps = [0.0, *(0.25 if _has_gap(*pair) else 0.0 for pair in pairwise(text)), 0.0]
        upto = [0.0, *accumulate(_advance(character) + gap for character, gap in zip(text, gaps, strict=False))]
        self._begin = [width + gap for width, gap in zip(upto, gaps, strict=False)]
        # A space at the end of a line goes.
        self._end = [upto[len(text[:at].rstrip())] for at in range(len(text) + 1)]
        self._shown = [0, *accumulate(character not in _MARKS for character in text)]
        inside = _within_brackets(text)
        self.costs = [_FORBIDDEN, *(_break_cost(text, at, fitter) + inside[at] for at in range(1, len(text)))]
        self._places = [at for at, cost in enumerate(self.costs) if cost < _FORBIDDEN]

    def width(self, start: int, end: int) -> float:
        """Of what stands between two places, but for spaces at its end."""
        return self._end[end] - self._begin[start]

    def longest(self, ends: tuple[int, ...]) -> float:
        return max(self.width(start, end) for start, end in pairwise((0, *ends)))

    def pieces(self, ends: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self.text[start:end].strip() for start, end in pairwise((0, *ends)))

    def broken(self, count: int) -> tuple[float, tuple[int, ...]]:
        """The cheapest way to so many lines: its cost, and where each line ends; nowhere if there is no way."""
        last = len(self.text)
        if not last:
            return _FORBIDDEN, ()
        if count == 1:
            return 0.0, (last,)
        ideal = self.width(0, last) / count
        reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for left in range(count - 1, -1, -1):
            after: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (cost, ends) in reached.items():
                for at in self._within(start, ideal) if left else (last,):
                    spent = cost + self._unevenness(start, at, ideal) + (self.costs[at] if left else 0)
                    if start < at and (at not in after or spent < after[at][0]):
                        after[at] = spent, (*ends, at)
            reached = after
        return reached.get(last, (_FORBIDDEN, ()))

    def _within(self, start: int, ideal: float) -> Iterator[int]:
        """The places where a line from `start` may end without being absurdly short or long."""
        for at in self._places[bisect_right(self._places, start) :]:
            width = self.width(start, at)
            if width > ideal / 3:
                yield at
            if width > ideal * 1.8:
                return

    def _unevenness(self, start: int, end: int, ideal: float) -> float:
        lone = _LONE if self._shown[end] - self._shown[start] <= 1 else 0.0
        return _UNEVEN * ((self.width(start, end) - ideal) / ideal) ** 2 + lone


def _most_lines(depth: float, size: float, leading: float) -> int:
    return max(int((depth / size - 1) / leading + 1e-6) + 1, 1)


_MARKS = "".join(_PAUSE | _NO_START - {"々", "ー"} | _NO_END)


def _advance(character: str) -> float:
    """The most ems that a character takes in a bold face: capitals and digits are wider than other letters."""
    if combining(character):
        return 0.0
    if east_asian_width(character) in "FWA":
        return 1.0
    return 0.3 if character == " " else 0.78 if character.isupper() else 0.62


def _has_gap(before: str, after: str) -> bool:
    return (_is_letter(before) and _is_ideograph(after)) or (_is_ideograph(before) and _is_letter(after))


def _is_letter(character: str) -> bool:
    return character.isalnum() and east_asian_width(character) not in "FW"


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _is_hiragana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7af"


def _break_cost(text: str, at: int, fitter: Fitter) -> float:
    """What it costs to end a line before the character at `at`."""
    before, after = text[at - 1], text[at]
    if after.isspace() or after in _NO_START or combining(after) or text[:at].rstrip()[-1:] in _NO_END:
        return _FORBIDDEN  # a line ends after a space, which goes
    if before in _PAUSE or before in _CLOSING or before.isspace():
        return _AT_SPACE if before == " " and text[:at].rstrip()[-1:] not in _PAUSE else 0.0
    if (_is_letter(before) and _is_letter(after)) or (_is_hangul(before) and _is_hangul(after)):
        return _FORBIDDEN
    if after in _PAIRS:
        return _BEFORE_BRACKET
    if before.isdigit() or (after.isdigit() and before == "第"):
        return _AT_NUMBER
    if after in _TRAILING:
        return _BEFORE_TRAILING
    if _has_gap(before, after):
        return _BEFORE_LEADING
    if before + after in _TOGETHER:
        return _BEFORE_TRAILING
    if _is_hiragana(after):
        return _BEFORE_KANA
    phrase = _AFTER_KANA if _is_hiragana(before) else _BEFORE_LEADING if after in _LEADING else _ANYWHERE
    return (_AFTER_TRAILING if before in _TRAILING else phrase) + _BOND * fitter.bond(before, after)


def _within_brackets(text: str) -> list[float]:
    """What a break costs more at each place of `text` because it lies within brackets that hold a few characters."""
    more = [0.0] * (len(text) + 1)
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if character in _PAIRS:
            opened.append((_PAIRS[character], at))
        elif opened and character == opened[-1][0]:
            _, start = opened.pop()
            if at - start <= _SHORT_BRACKETS:
                more[start + 1 : at + 1] = [_IN_BRACKETS] * (at - start)
    return more


def _cut_off(line: _Line, measure: float, most: int, size: float) -> Fitted:
    """As much of a text as so many lines of so many ems hold; a word that is longer than a line is broken."""
    ends: list[int] = []
    start, last = 0, len(line.text)
    while start < last and len(ends) < most:
        end = start + 1
        while end < last and line.width(start, end + 1) <= measure:
            end += 1
        if end < last:
            end = next((at for at in range(end, start, -1) if line.costs[at] < _FORBIDDEN), end)
        ends.append(end)
        start = end
    pieces = line.pieces(tuple(ends))
    if start >= last and not line.cut:
        return Fitted(size, pieces)
    end = ends[-1]
    begin = ends[-2] if len(ends) > 1 else 0
    while end > begin + 1 and line.width(begin, end) + 1 > measure:
        end -= 1
    return Fitted(size, (*pieces[:-1], line.text[begin:end].rstrip("".join(_PAUSE | _NO_END)) + _CUT), cut=True)
