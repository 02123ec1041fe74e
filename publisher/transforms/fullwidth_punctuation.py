"""Half-width marks of Chinese text become full-width.

GB/T 15834-2011, 4.1-4.7 (句号 to 冒号), 4.9 (括号) and 5.1 (in horizontal text each takes the place of a character);
CLREQ, “Punctuation marks”.

    in                        out                   why
    27名,139                  27名，139             beside Han; the comma is not inside a number
    “三型”(市场化)            “三型”（市场化）      a closing quote on Han; brackets go in pairs
    市(县)、区                市（县）、区          a CJK mark counts as a neighbour
    你好, 世界                你好，世界            a full-width mark holds its own space
    Hello, 世界               Hello，世界           Han after the space; but not `!` and `?`: `Yahoo! 公司`
    他来了.                   他来了。              a full stop on Han at a sentence's end
    1,000  10:30  3:2         the same              inside a number, time, ratio
    Hello, world  f(x)是      the same              inside a Latin phrase, a function
    卡尔.马克思  五.四  一. 总则  the same          a dot between name parts, dates or after a number is no full stop
    a) 好  :)  A::方法  甲!=乙  the same            a lone bracket, a face, code
    http://a.cn/?q=1  报告(1).doc  &nbsp;  the same addresses, file names, entities
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from publisher.patterns import lazily
from publisher.transforms.characters import (
    CLOSING,
    HAN_CHARACTER,
    Protected,
    beside_cjk,
    blanks_end,
    blanks_start,
    cjk_after,
    cjk_before,
)
from publisher.transforms.full_stops import STOP, ends_sentence
from publisher.transforms.runs import Edit, Setting

_TRIGGERS = ",;:?!()."
_WIDE = str.maketrans(",;:?!().", "，；：？！（）。")

# A run of marks is taken whole; before `=` it is an operator (`!=`).
_POINTS = lazily(r"[,;:?!]+(?![,;:?!=])")
_BRACKETS = lazily(r"[()（）]")
_FACE = lazily(r"[:;]-?[()]")

# `f(x)`, `main()`, `P(A|B)`: a name of one letter or in lower case, with its bracket attached.
_FUNCTION = lazily(r"(?<![A-Za-z0-9_.])(?:[A-Za-z]|[a-z_][a-z0-9_.]{0,40})\Z")
_CLOSING_OR_PAUSE = frozenset(CLOSING + "，。；：？！、")


class _Points(NamedTuple):
    """A run of `, ; : ? !`, or a full stop."""

    start: int
    end: int


class _Pair(NamedTuple):
    """A pair of brackets; one of them may be full-width already."""

    open: int
    close: int
    has_han: bool


def edits(text: str, setting: Setting) -> list[Edit]:
    """The edits of the table above, in order."""
    if not any(trigger in text for trigger in _TRIGGERS):
        return []
    protected = Protected(text)
    pairs = list(_pairs(text, protected)) if "(" in text or ")" in text else []
    points = [_Points(*found.span()) for found in _POINTS.finditer(text) if found.start() not in protected]
    if "." in text:
        points += [
            _Points(found.start(), found.start() + 1) for found in STOP.finditer(text) if found.start() not in protected
        ]
    return _Widening(text, pairs, points).edits()


def _pairs(text: str, protected: Protected) -> Iterator[_Pair]:
    """The pairs of brackets, inner ones first."""
    stack: list[tuple[int, int]] = []
    next_han = -1
    for bracket in _BRACKETS.finditer(text):
        at = bracket.start()
        if at in protected:
            continue
        if text[at] in "(（":
            if next_han <= at:
                han = HAN_CHARACTER.search(text, at)
                next_han = han.start() if han else len(text)
            stack.append((at, next_han))
        elif stack:
            start, han_at = stack.pop()
            yield _Pair(start, at, han_at < at)


class _Widening:
    """Marks decide for their neighbours (`(a),(b),` after Han): each that is widened has its neighbours asked again."""

    def __init__(self, text: str, pairs: list[_Pair], points: list[_Points]) -> None:
        self._text = text
        self._now = list(text)
        """The characters as they are so far; "" where a blank went."""
        self._mates = {place for pair in pairs for place in pair[:2]}
        sites: list[tuple[int, _Pair | _Points]] = [(each.start, each) for each in points]
        for pair in pairs:
            sites += [(pair.open, pair), (pair.close, pair)]
        sites.sort()
        self._units = [unit for _, unit in sites]
        self._sites: dict[_Pair | _Points, list[int]] = {}
        for number, unit in enumerate(self._units):
            self._sites.setdefault(unit, []).append(number)

    def edits(self) -> list[Edit]:
        found: list[Edit] = []
        waiting = deque(range(len(self._units)))
        done: set[_Pair | _Points] = set()
        while waiting:
            unit = self._units[waiting.popleft()]
            if unit in done or not self._is_chinese(unit):
                continue
            done.add(unit)
            found += self._widened(unit)
            for site in self._sites[unit]:
                waiting.extend(
                    near for near in range(max(0, site - 3), min(site + 4, len(self._units))) if near != site
                )
        return sorted(found)

    def _is_chinese(self, unit: _Pair | _Points) -> bool:
        return self._has_chinese_pair(unit) if isinstance(unit, _Pair) else self._ends_chinese(unit)

    def _has_chinese_pair(self, pair: _Pair) -> bool:
        text = self._text
        if pair.has_han or text[pair.open] == "（" or text[pair.close] == "）" or self._cjk_before(pair.open):
            return True
        after = "".join(self._now[pair.close + 1 : pair.close + 2])
        beside = self._cjk_after(pair.close + 1) or after in _CLOSING_OR_PAUSE
        return beside and not _FUNCTION.search(text, max(0, pair.open - 42), pair.open)

    def _ends_chinese(self, points: _Points) -> bool:
        text, (start, end) = self._text, points
        if text[start] == ".":
            return self._cjk_before(start) and ends_sentence(text, start)
        if "::" in text[start:end] or (end not in self._mates and _FACE.match(text, end - 1)):
            return False
        if self._cjk_before(start) or self._cjk_after(end) or beside_cjk(text, start, end):
            return True
        # A list goes on in Chinese (`Python, 以及`); an exclamation may be a name's (`Yahoo! 公司`).
        after = blanks_end(text, end)
        return after > end and cjk_after(text, after) and text[end - 1] in ",;:"

    def _cjk_before(self, index: int) -> bool:
        if cjk_before(self._text, index):
            return True
        if index and not self._now[index - 1]:
            index = blanks_start(self._text, index)
        now = "".join(self._now[max(0, index - 4) : index])
        return cjk_before(now, len(now))

    def _cjk_after(self, index: int) -> bool:
        return cjk_after(self._text, index) or cjk_after("".join(self._now[index : index + 4]), 0)

    def _widened(self, unit: _Pair | _Points) -> Iterator[Edit]:
        """The edits, with the blanks that the full-width mark stands for: after points, inside brackets."""
        if isinstance(unit, _Points):
            start, end = unit
            after = blanks_end(self._text, end)
            wide = self._text[start:end].translate(_WIDE)
            yield self._put(start, after if after > end and self._now[end] else end, wide)
            return
        for at in unit[:2]:
            if self._text[at] in "()":
                yield self._put(at, at + 1, self._text[at].translate(_WIDE))
        if self._text[unit.open] == "(":
            yield from self._blanks_gone(unit.open + 1, blanks_end(self._text, unit.open + 1))
        if self._text[unit.close] == ")":
            yield from self._blanks_gone(blanks_start(self._text, unit.close), unit.close)

    def _blanks_gone(self, start: int, end: int) -> Iterator[Edit]:
        # Blanks between two widened marks are both marks' own: the first one has them.
        if start < end and self._now[start]:
            yield self._put(start, end, "")

    def _put(self, start: int, end: int, after: str) -> Edit:
        self._now[start:end] = [*after, *[""] * (end - start - len(after))]
        return Edit(start, end, after)
