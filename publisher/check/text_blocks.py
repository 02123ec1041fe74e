"""Where lines begin and where they should end: left edges and measures, told from all lines of a document.

A closing full-width mark at a line's end may be set at its full or at its half width (CLREQ 3.1.6.3, JLREQ 3.1.9), an opening mark
at its beginning likewise: such an edge has two readings, and the nearer one counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from publisher.check.glyphs import Glyph
from publisher.check.lines import Line
from publisher.clreq import (
    CLOSING,
    COLONS,
    COMMAS_AND_STOPS,
    EXCLAMATIONS,
    MIDDLE_DOTS,
    NO_START,
    OPENING,
    is_full_width,
)

EDGE_MARKS = OPENING | CLOSING | COLONS | EXCLAMATIONS
FULL = 0.9
"""A mark at least this wide, in em, is set full width."""

_Key = tuple[int, float]
"""A left edge in steps of half a point, and a size: lines that have both in common are of one measure."""

_MAY_BE_CENTRED = COMMAS_AND_STOPS | COLONS
_INK_HALF = 0.62
_CENTRED = 0.2
"""Blank before the ink of a centred mark, in em."""
_STEP = 0.5
"""Left edges nearer than this, in points, are one."""
_NEAR = 0.05
_SUPPORT = 0.12
_FEW = 3
_HANGING = 0.55
"""How far the half of a hanging mark that holds its ink may go beyond the measure, in em."""


def closes(glyph: Glyph, size: float) -> bool:
    """Whether it is a mark whose second half is blank and may be trimmed, or has been trimmed in the font.

    The ink decides: a Taiwanese comma is centred, and so is the colon of a vertical line.
    """
    if glyph.text not in EDGE_MARKS or glyph.text in OPENING:
        return False
    before, end = glyph.ink[0] - glyph.start, glyph.ink[1] - glyph.start
    return end <= _INK_HALF * size and not (before >= _CENTRED * size and end > size / 2)


def is_centred(glyph: Glyph, size: float) -> bool:
    """Whether it is a mark with blank on both sides of its ink: a middle dot, or a comma, stop or colon that does not close."""
    return glyph.text in MIDDLE_DOTS or (glyph.text in _MAY_BE_CENTRED and not closes(glyph, size))


def opens(glyph: Glyph, size: float) -> bool:
    """Whether it is a mark whose first half is blank and may be trimmed, or has been."""
    if glyph.text not in OPENING:
        return False
    return glyph.end - glyph.start < FULL * size or glyph.end - glyph.ink[0] <= _INK_HALF * size


def ends(line: Line) -> tuple[float, ...]:
    """Where a line ends: one point, or two where its last mark may be trimmed, or a reading goes beyond its last character."""
    last = line.glyphs[-1]
    trimmed = last.start + line.size / 2
    if trimmed < last.end and closes(last, line.size):
        return last.end, trimmed
    beyond = [end for start, end in line.read if start < last.end < end]
    return (max(beyond), last.end) if beyond else (last.end,)


def starts(line: Line) -> tuple[float, ...]:
    first = line.glyphs[0]
    trimmed = first.end - line.size / 2
    return (first.start, trimmed) if trimmed > first.start and opens(first, line.size) else (first.start,)


def nearest_end(line: Line, measure: float) -> float:
    """The end of a line that lies nearest to the measure."""
    return min(ends(line), key=lambda end: abs(end - measure))


def first_piece(line: Line) -> float:
    """The width of what would have had to go to the line before: a word, or an ideograph with its marks."""
    glyphs = line.glyphs
    count = 1
    while count < len(glyphs) and _holds(glyphs[count - 1], glyphs[count]):
        count += 1
    return glyphs[count - 1].end - glyphs[0].start


def _holds(one: Glyph, other: Glyph) -> bool:
    """Whether a line may not be broken between two glyphs, roughly: enough to know what would have fitted."""
    if one.text in OPENING or other.text in NO_START["strict"]:
        return True
    if one.text.isspace() or other.text.isspace():
        return False
    return not any(each.upright or is_full_width(each.text[0]) for each in (one, other))


class TextBlocks:
    """The left edges and measures of a document's text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lefts: dict[int, list[float]] = defaultdict(list)
        """Page -> the edges at which several lines begin, leftmost first."""
        self._ends: dict[_Key, float] = {}
        self._around: dict[int, set[float]] = defaultdict(set)
        """Page -> where its lines end that end together: one end for each of its columns."""
        self._sides: dict[int, list[float]] = {}
        """The same for all left pages, and all right ones."""
        by_page: dict[int, list[float]] = defaultdict(list)
        by_side: dict[int, list[float]] = defaultdict(list)
        for line in lines:
            by_page[line.page].append(starts(line)[-1])
            by_side[line.page % 2].append(starts(line)[-1])
        for page, found in by_page.items():
            self._lefts[page] = _popular(found)
        for side, found in by_side.items():
            self._sides[side] = _popular(found)
        self.measure_by((line, self.left(line)) for line in lines)

    def left(self, line: Line) -> float:
        """The edge of the column a line stands in: the nearest popular one at its start or up to 2.6 em before it."""
        for edges in (self._lefts[line.page], self._sides.get(line.page % 2, [])):
            near = [edge for edge in edges if -0.55 * line.size <= line.start - edge <= 2.6 * line.size]
            if near:
                return near[0]
        return starts(line)[-1]

    def left_of(self, lines: Sequence[Line], *, begins: bool) -> float:
        """The edge of lines under one another: where they begin, but for the first if a paragraph begins with it.

        Of one line alone, the edge of its column.
        """
        later = lines[1:] if begins else lines
        if len(lines) < 2:
            return self.left(lines[0])
        edges = [start for line in later for start in starts(line)]
        best = Counter(round(edge / _STEP) for edge in edges).most_common(1)[0][0]
        return min((edge for edge in edges if round(edge / _STEP) == best), key=lambda edge: abs(edge - best * _STEP))

    def measure_by(self, full_lines: Iterable[tuple[Line, float]]) -> None:
        """Tell the measure at each left edge from lines that should be full, each with its edge."""
        found: dict[_Key, list[Line]] = defaultdict(list)
        for line, left in full_lines:
            found[_key(left, line.size)].append(line)
        known = {key: lines for key, lines in found.items() if len(lines) >= _FEW}
        self._ends = {key: _measure(lines, key[1]) for key, lines in known.items()}
        together = {key for key, lines in known.items() if _agree(lines, self._ends[key])}
        self._around.clear()
        for key in together:
            for line in known[key]:
                self._around[line.page].add(self._ends[key])
        # Lines of many lengths, narrower than the text around them, are verse: that text tells their measure.
        for key in known.keys() - together:
            own = self._ends[key]
            self._ends[key] = max(self._end_around(line, own) for line in known[key])

    def end(self, line: Line) -> float:
        """The measure of the column a line stands in."""
        return self.end_of(line, self.left(line), [line])

    def end_of(self, line: Line, left: float, part: Sequence[Line]) -> float:
        """The measure of the lines `part`, which begin at `left`; of a short block by itself, the end of its longest line."""
        step, size = _key(left, line.size)
        known = next((end for near in (0, -1, 1) if (end := self._ends.get((step + near, size))) is not None), None)
        if known is not None:
            return known
        longest = max(min(ends(each)) for each in part)
        return longest if len(part) < 2 or _agree(part[:-1], longest) else self._end_around(line, longest)

    def _end_around(self, line: Line, own: float) -> float:
        """The measure of the column around a line that ends at `own` at most: on its page, else in the document."""
        least = own - _NEAR * line.size
        near = [end for end in self._around.get(line.page, ()) if end >= least]
        found = near or [end for ends_of in self._around.values() for end in ends_of if end >= least]
        return max(own, min(found, default=own))


def _key(left: float, size: float) -> _Key:
    return round(left / _STEP), round(size, 1)


def _popular(found: Sequence[float]) -> list[float]:
    counts = Counter(round(start / _STEP) for start in found)
    least = max(2, _NEAR * len(found))
    return sorted(step * _STEP for step, count in counts.items() if count >= least)


def _agree(lines: Sequence[Line], measure: float) -> bool:
    """Whether most of the lines end together, and none ends beyond them but for a hanging mark."""
    off = [(nearest_end(line, measure) - measure) / line.size for line in lines]
    return sum(abs(each) <= _NEAR for each in off) * 2 > len(off) and all(each <= _HANGING for each in off)


def _measure(lines: Sequence[Line], size: float) -> float:
    """The outermost end that several lines share; where the lines are ragged and none is shared, the outermost."""
    found = [ends(line)[0] for line in lines if len(ends(line)) == 1] or [line.end for line in lines]
    least = max(2.0, _SUPPORT * len(found))
    for end in sorted(found, reverse=True):
        near = [other for other in found if abs(other - end) <= _NEAR * size]
        if len(near) >= least:
            return Counter(round(other, 2) for other in near).most_common(1)[0][0]
    return max(found)
