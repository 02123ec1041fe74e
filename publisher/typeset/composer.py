"""The paragraph composer: all line ends of a paragraph chosen together (total fit).

After D. E. Knuth and M. F. Plass, “Breaking Paragraphs into Lines” (1981), over what CLREQ lets shrink and stretch
(`publisher.typeset.spacing`). Each line gets a badness from how far it must be shrunk or stretched; the breaks with the least sum of
squares win. Where no line fits at all, the longest that does is taken, however loose, and last a word is broken where it must.

The widths of lines may differ (first-line indent, floats). Prefix sums make a line's width three subtractions, and a line end is only
compared with the starts from which the line could fit, so that the time is linear in the length of the paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import inf

from msgspec import Struct

from publisher.typeset.spacing import Gaps, Kind

LOOSEST = 2.5, 12.0
"""How many times what even stretching may add a line can take: at first, and where some place has no such line."""

_RUNT = 4000.0
_EMERGENCY = 1e7
_SLACK = 1e-6


class Sums(Struct):
    """Prefix sums over the paragraph: a line from i to j is `ends[j] - starts[i]` long, and so on."""

    starts: list[float]
    ends: list[float]
    shrink: list[float]
    ready: list[float]
    even: list[float]
    shrink_ends: list[float]
    ready_ends: list[float]
    even_ends: list[float]


class Paragraph(Struct):
    """What is known of a paragraph before it has lines. Lengths in px; lists run over its characters.

    `sizes` are font sizes, `break_costs` as `publisher.typeset.breaks` gives them, `is_space` tells spaces that go at a line's
    end, `counts` characters that keep a last line from being a runt. `justified` lines are set to the measure.
    """

    widths: list[float]
    sizes: list[float]
    gaps: Gaps
    break_costs: list[float]
    is_space: list[bool]
    counts: list[bool]
    justified: bool = True
    trim_first: bool = False
    sums: Sums | None = None
    """Made by the composer when it first needs them."""


class Line(Struct, frozen=True):
    """Characters `start` to `end` (exclusive; spaces at its end are left out) and where the next line starts.

    `excess` is what the line is longer than its measure, in px, after all shrinking; `broken` tells that a word was cut.
    """

    start: int
    end: int
    next: int
    measure: float
    last: bool = False
    excess: float = 0.0
    broken: bool = False


class _Start(Struct):
    """A place a line may start at, by the cheapest way there; the sums at that place stand with it, for they are read often."""

    at: int
    line: int
    cost: float
    measure: float
    before: _Start | None
    place: float
    shrink: float
    ready: float
    even: float
    from_word: bool = False


def compose(
    paragraph: Paragraph, measure_of: Callable[[int], float], *, start: int = 0, uniform: bool = True
) -> list[Line]:
    """The lines of the paragraph from character `start` on.

    `measure_of` gives the length of the n-th line from there in px (its indent taken off). With `uniform` all but the first have
    one measure, so that lines are told apart by their place alone.
    """
    if start >= len(paragraph.widths):
        return []
    composition = _Composition(paragraph, measure_of, start, uniform, LOOSEST[0])
    lines = composition.lines()
    if composition.rescued:
        lines = _Composition(paragraph, measure_of, start, uniform, LOOSEST[1]).lines()
    return lines


def natural_width(paragraph: Paragraph) -> float:
    """The width in px of the whole paragraph in one line, with neither shrinking nor stretching."""
    sums = paragraph.sums = paragraph.sums or _sums(paragraph)
    return sums.ends[-1] - sums.starts[0]


class _Composition:
    def __init__(
        self, paragraph: Paragraph, measure_of: Callable[[int], float], start: int, uniform: bool, loosest: float
    ):
        self._paragraph = paragraph
        self._measure_of = measure_of
        self._start = start
        self._uniform = uniform
        self._loosest = loosest
        self._count = len(paragraph.widths)
        self._sums = paragraph.sums = paragraph.sums or _sums(paragraph)
        self._ends = _line_ends(paragraph, start)
        self.rescued = False

    def lines(self) -> list[Line]:
        return self._traced(self._final())

    def _final(self) -> _Start:
        """The node of the paragraph's end."""
        active = [self._started(self._start, 0, 0.0, None)]
        first, place = 0, 0
        while True:
            end = self._ends[place]
            first = self._still_open(active, first, end)
            if first == len(active):
                # From no start is there a line to this end: the last start gets the best line that there is.
                place, forced = self._rescue(active[-1], place)
                if forced.at >= self._count:
                    return forced
                first = len(active)
                active.append(forced)
                continue
            found = self._best(active, first, end)
            for node in found:
                if end == self._count:
                    return node
                active.append(node)
            if end == self._count:
                _, forced = self._rescue(active[-1], place, final=True)
                if forced.at >= self._count:
                    return forced
                first = len(active)
                active.append(forced)
                continue
            place += 1

    def _still_open(self, active: list[_Start], first: int, end: int) -> int:
        """The first start from which a line to `end` can be shrunk to its measure."""
        rest = self._sums.ends[end] - self._sums.shrink_ends[end] - _SLACK
        while first < len(active):
            node = active[first]
            if rest - node.place + node.shrink <= node.measure:
                break
            first += 1
        return first

    def _best(self, active: list[_Start], first: int, end: int) -> list[_Start]:
        """The cheapest way to end a line at `end`; one for each number of lines where that decides their measures."""
        sums, final, loosest = self._sums, end == self._count, self._loosest
        justified, uniform = self._paragraph.justified, self._uniform
        long, shrink = sums.ends[end], sums.shrink_ends[end]
        ready, even = sums.ready_ends[end], sums.even_ends[end]
        best: dict[int, tuple[float, _Start]] = {}
        for at in range(first, len(active)):
            node = active[at]
            spare = node.measure - long + node.place
            if spare < 0:
                share = spare / (shrink - node.shrink or 1e-9)
                bad = 6.0 * share * share
            elif final:
                bad = self._runt(node.at, end)
            elif not justified:
                bad = 10.0 * spare / node.measure
            elif spare <= (free := ready - node.ready):
                # What word spaces and Han–Latin gaps take is nearly free, even stretching is not.
                share = spare / (free or 1e-9)
                bad = 2.0 * share * share
            else:
                share = (spare - free) / (even - node.even or 1e-9)
                if share > loosest:
                    break
                bad = 2.0 + 10.0 * share * share if share <= 1.0 else 40.0 + 60.0 * (share - 1.0)
            cost = node.cost + (1.0 + bad) * (1.0 + bad)
            key = 0 if uniform else node.line
            known = best.get(key)
            if known is None or cost < known[0]:
                best[key] = cost, node
        penalty = 0.0 if final else self._paragraph.break_costs[end - 1]
        return [self._started(self._after(end), node.line + 1, cost + penalty, node) for cost, node in best.values()]

    def _started(self, at: int, line: int, cost: float, before: _Start | None, *, from_word: bool = False) -> _Start:
        sums = self._sums
        return _Start(
            at, line, cost, self._measure_of(line), before, sums.starts[at], sums.shrink[at], sums.ready[at], sums.even[at],
            from_word,
        )  # fmt: skip

    def _runt(self, start: int, end: int) -> float:
        """Badness of a last line: a single character alone is to be avoided at nearly any price."""
        if start == self._start and start == 0:
            return 0.0
        counts = self._paragraph.counts
        return _RUNT if sum(counts[start:end]) <= 1 else 0.0

    def _rescue(self, node: _Start, place: int, *, final: bool = False) -> tuple[int, _Start]:
        """The longest line from `node` that fits, however loose; else as much of its first word as fits.

        Also the place in the list of ends to go on from.
        """
        self.rescued = True
        ends = self._ends
        at = place if final else place - 1
        while at >= 0 and ends[at] > node.at:
            if ends[at] < self._count and self._fits(node, ends[at]):
                return at + 1, self._forced(node, ends[at], _EMERGENCY, False)
            at -= 1
        end = node.at + 1
        while end < self._count and self._fits(node, end + 1):
            end += 1
        if end == self._count:
            return place, self._forced(node, end, 0.0, False)
        following = next(number for number, each in enumerate(ends[max(at, 0) :], max(at, 0)) if each > end)
        return following, self._forced(node, end, _EMERGENCY, True)

    def _forced(self, node: _Start, end: int, cost: float, broken: bool) -> _Start:
        return self._started(self._after(end), node.line + 1, node.cost + cost, node, from_word=broken)

    def _fits(self, node: _Start, end: int) -> bool:
        sums = self._sums
        least = sums.ends[end] - sums.starts[node.at] - (sums.shrink_ends[end] - sums.shrink[node.at])
        return least <= node.measure + _SLACK

    def _after(self, end: int) -> int:
        """Where the next line starts: spaces at the break go."""
        is_space = self._paragraph.is_space
        while end < self._count and is_space[end]:
            end += 1
        return end

    def _traced(self, node: _Start | None) -> list[Line]:
        lines: list[Line] = []
        while node is not None and node.before is not None:
            lines.append(self._line(node.before, node))
            node = node.before
        return lines[::-1]

    def _line(self, node: _Start, following: _Start) -> Line:
        end = following.at
        while end - 1 > node.at and self._paragraph.is_space[end - 1]:
            end -= 1
        sums = self._sums
        least = sums.ends[end] - sums.starts[node.at] - (sums.shrink_ends[end] - sums.shrink[node.at])
        excess = max(0.0, least - node.measure)
        last = following.at >= self._count
        return Line(
            node.at, end, following.at, node.measure, last, excess if excess > 1e-3 else 0.0, following.from_word
        )


def _line_ends(paragraph: Paragraph, start: int) -> list[int]:
    ends = [at + 1 for at, cost in enumerate(paragraph.break_costs) if cost != inf and at >= start]
    count = len(paragraph.widths)
    if not ends or ends[-1] != count:
        ends.append(count)
    return ends


def _sums(paragraph: Paragraph) -> Sums:
    gaps, sizes = paragraph.gaps, paragraph.sizes
    natural = [gap * size for gap, size in zip(gaps.natural, sizes, strict=True)]
    shrink = [gap * size for gap, size in zip(gaps.shrink, sizes, strict=True)]
    ready: list[float] = []
    even: list[float] = []
    for kind, gap, size in zip(gaps.stretch_kind, gaps.stretch, sizes, strict=True):
        stretch = gap * size
        ready.append(stretch if kind is not Kind.EVEN else 0.0)
        even.append(stretch if kind is Kind.EVEN else 0.0)
    run = [0.0, *accumulate(width + gap for width, gap in zip(paragraph.widths, natural, strict=True))]
    starts = [at + blank * size for at, blank, size in zip(run, [*gaps.before, 0.0], [*sizes, 0.0], strict=True)]
    if not paragraph.trim_first:
        starts[0] = 0.0
    sums = [[0.0, *accumulate(values)] for values in (shrink, ready, even)]
    spaces = _trailing_spaces(paragraph, run)
    ends, final = [0.0], len(paragraph.widths)
    last = list(range(final + 1))
    for end in range(1, final + 1):
        # Without the gap after the last character, its blank half, and spaces.
        at = last[end] = spaces[end]
        blank = gaps.after[at - 1] * sizes[at - 1] if end < final and paragraph.justified else 0.0
        ends.append(run[at] - natural[at - 1] - blank)
    inner = [[0.0, *(total[last[end] - 1] for end in range(1, final + 1))] for total in sums]
    return Sums(starts, ends, sums[0], sums[1], sums[2], inner[0], inner[1], inner[2])


def _trailing_spaces(paragraph: Paragraph, run: Sequence[float]) -> list[int]:
    """For each end the end without the spaces before it."""
    stripped = list(range(len(run)))
    for end in range(1, len(run)):
        if paragraph.is_space[end - 1] and end > 1:
            stripped[end] = stripped[end - 1]
    return stripped
