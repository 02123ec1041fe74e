"""Where lines begin and where they should end: left edges and measures, told from all lines of a document.

A closing full-width mark at a line's end may be set at its full or at its half width (CLREQ 3.1.6.3, JLREQ 3.1.9), an opening mark
at its beginning likewise: such an edge has two readings, and the nearer one counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from publisher.check.glyphs import Glyph
from publisher.check.lines import Line
from publisher.clreq import CLOSING, COLONS, EXCLAMATIONS, NO_START, OPENING, is_full_width

EDGE_MARKS = OPENING | CLOSING | COLONS | EXCLAMATIONS
FULL = 0.9
"""A mark at least this wide, in em, is set full width."""

_Key = tuple[int, float]
"""A left edge in steps of half a point, and a size: lines that have both in common are of one measure."""

_INK_HALF = 0.62
_STEP = 0.5
"""Left edges nearer than this, in points, are one."""
_NEAR = 0.05
_SUPPORT = 0.12
_FEW = 3
_HANGING = 0.55
"""How far the half of a hanging mark that holds its ink may go beyond the measure, in em."""


def closes(glyph: Glyph, size: float) -> bool:
    """Whether it is a mark whose second half is blank and may be trimmed, or has been trimmed in the font.

    Of a mark set at its full width the ink decides: a Taiwanese comma is centred.
    """
    if glyph.text not in EDGE_MARKS or glyph.text in OPENING:
        return False
    return glyph.end - glyph.start < FULL * size or glyph.ink[1] - glyph.start <= _INK_HALF * size


def opens(glyph: Glyph, size: float) -> bool:
    """Whether it is a mark whose first half is blank and may be trimmed, or has been."""
    if glyph.text not in OPENING:
        return False
    return glyph.end - glyph.start < FULL * size or glyph.end - glyph.ink[0] <= _INK_HALF * size


def ends(line: Line) -> tuple[float, ...]:
    """Where a line ends: one point, or two where its last mark may be trimmed."""
    last = line.glyphs[-1]
    trimmed = last.start + line.size / 2
    return (last.end, trimmed) if trimmed < last.end and closes(last, line.size) else (last.end,)


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
    return not is_full_width(one.text[0]) and not is_full_width(other.text[0])


class TextBlocks:
    """The left edges and measures of a document's text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lefts: dict[int, list[float]] = defaultdict(list)
        """Page -> the edges at which several lines begin, leftmost first."""
        self._ends: dict[_Key, float] = {}
        self._around: dict[int, float] = {}
        """Page -> where most of its lines end that end together."""
        by_page: dict[int, list[float]] = defaultdict(list)
        for line in lines:
            by_page[line.page].append(starts(line)[-1])
        for page, found in by_page.items():
            self._lefts[page] = _popular(found)
        self.measure_by((line, self.left(line)) for line in lines)

    def left(self, line: Line) -> float:
        """The edge of the column a line stands in: the nearest popular one at its start or up to 2.6 em before it."""
        near = [
            edge for edge in self._lefts[line.page] if -0.55 * line.size <= line.start - edge <= 2.6 * line.size
        ]  # fmt: skip
        return near[0] if near else starts(line)[-1]

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
        votes: dict[int, Counter[float]] = defaultdict(Counter)
        for key in together:
            for line in known[key]:
                votes[line.page][self._ends[key]] += 1
        self._around = {page: counts.most_common(1)[0][0] for page, counts in votes.items()}
        # Lines of many lengths, narrower than the text around them, are verse: that text tells their measure.
        for key in known.keys() - together:
            own = self._ends[key]
            self._ends[key] = max(own, *(self._around.get(line.page, own) for line in known[key]))

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
        return (
            longest
            if len(part) < 2 or _agree(part[:-1], longest)
            else max(longest, self._around.get(line.page, longest))
        )


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
