"""The paragraph composer: all line ends of a paragraph chosen together (total fit).

After D. E. Knuth and M. F. Plass, “Breaking Paragraphs into Lines” (1981), over what CLREQ lets shrink and stretch
(`publisher.typeset.spacing`). Each line gets a badness from how far it must be shrunk or stretched; the breaks with the least sum of
squares win. Where no line fits at all, the longest that does is taken, however loose, and last a word is broken where it must.

The widths of lines may differ (first-line indent, floats). Prefix sums make a line's width three subtractions, and a line end is only
compared with the starts from which the line could fit, so that the time is linear in the length of the paragraph. Ways to one place
are told apart by their number of lines only as far as that decides how long the lines after it may be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from math import inf

from msgspec import Struct

from publisher.typeset.paragraph import Line, Paragraph, sums_of

LOOSEST = 1.0, 2.5, 12.0
"""How many times what even stretching may add a line can take: at first, where that leaves a runt or some place has no such line, and
where it still has none. The fewer lines are looked at the sooner it is done, and most paragraphs need none that is loose.
"""

_RUNT = 4000.0
_EMERGENCY = 1e7
_HALF_FULL = 0.7
_SLACK = 1e-6
_LEAST = 1e-9
_EMPTIEST = 0.75
"""The share of their measures that the lines of a paragraph fill together at least, when it is asked how many there can be."""

_TOLD = 1e-3
"""px of excess that nobody sees."""


class _Start(Struct, gc=False):
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


def _cost(node: _Start) -> float:
    return node.cost


def compose(
    paragraph: Paragraph, measure_of: Callable[[int], float], *, start: int = 0, uniform: bool = True
) -> list[Line]:
    """The lines of the paragraph from character `start` on.

    `measure_of` gives the length of the n-th line from there in px (its indent taken off); it is asked once for each n. With
    `uniform` all but the first have one measure. Every character is in one line, and each line but those with `excess` fits its
    measure; the lines are the same whenever they are asked for.
    """
    if start >= len(paragraph.widths):
        return []
    composition = _Composition(paragraph, measure_of, start, uniform)
    best = composition.best(LOOSEST[0])
    if best is None or best.cost > _RUNT * _RUNT:
        best = composition.best(LOOSEST[1])
    if best is None:
        best = composition.best_rescued(LOOSEST[2])
    return composition.traced(best)


class _Composition:
    def __init__(self, paragraph: Paragraph, measure_of: Callable[[int], float], start: int, uniform: bool):
        self._paragraph = paragraph
        self._measure_of = measure_of
        self._measures: list[float] = []
        self._start = start
        self._loosest = LOOSEST[0]
        self._justified = paragraph.justified
        self._count = len(paragraph.widths)
        self._sums = paragraph.sums = paragraph.sums or sums_of(paragraph)
        self._content = _content(paragraph, start)
        self._ends = _line_ends(paragraph, start, self._content)
        # From this line on all have one measure, and how many came before no longer matters.
        self._settled = 1 if uniform else self._last_change()

    def _measure(self, line: int) -> float:
        measures = self._measures
        while line >= len(measures):
            measures.append(self._measure_of(len(measures)))
        return measures[line]

    def _last_change(self) -> int:
        """The first line from which on all have one measure, looking as far as the paragraph can reach."""
        sums = self._sums
        rest = sums.ends[self._count] - sums.starts[self._start]
        line = 0
        while rest > 0 and line <= self._count - self._start:
            rest -= _EMPTIEST * max(self._measure(line), 0.0)
            line += 1
        while line > 0 and self._measure(line) == self._measure(line - 1):
            line -= 1
        return line

    def best(self, loosest: float) -> _Start | None:
        """The end of the cheapest lines, none looser than that; None where no line fits some place."""
        self._loosest = loosest
        active = [self._started(self._start, 0, 0.0, None)]
        first = 0
        found: list[_Start] = []
        for end in self._ends:
            if self._falls_short(active[first], end):
                continue
            first = self._still_open(active, first, end)
            if first == len(active):
                return None
            found = self._best(active, first, end)
            active += found
        return min(found, key=_cost, default=None)

    def best_rescued(self, loosest: float) -> _Start:
        """The same, but where no line fits, the best that there is goes on."""
        self._loosest = loosest
        active = [self._started(self._start, 0, 0.0, None)]
        first, place = 0, 0
        while True:
            end = self._ends[place]
            first = self._still_open(active, first, end)
            found = self._best(active, first, end)
            if first == len(active):
                # From no start is there a line to this end: the last start gets the best line that there is.
                place, forced = self._rescue(active[-1], place)
            elif end < self._count:
                active += found
                place += 1
                continue
            elif found:
                return min(found, key=_cost)
            else:
                _, forced = self._rescue(active[-1], place, final=True)
            if forced.at >= self._count:
                return forced
            first = len(active)
            active.append(forced)

    def _still_open(self, active: list[_Start], first: int, end: int) -> int:
        """The first start from which a line to `end` can be shrunk to its measure."""
        rest = self._sums.ends[end] - self._sums.shrink_ends[end] - _SLACK
        while first < len(active):
            node = active[first]
            if rest - node.place + node.shrink <= node.measure:
                break
            first += 1
        return first

    def _falls_short(self, longest: _Start, end: int) -> bool:
        """Whether no line may end there, for even the longest would be too loose: true of most places."""
        sums = self._sums
        spare = longest.measure - sums.ends[end] + longest.place - _SLACK
        if spare <= 0 or end == self._count or not self._justified:
            return False
        return spare > sums.ready_ends[end] - longest.ready + self._loosest * (sums.even_ends[end] - longest.even)

    def _best(self, active: list[_Start], first: int, end: int) -> list[_Start]:
        """The cheapest way to end a line at `end`; one for each number of lines where that decides their measures."""
        sums, final, loosest = self._sums, end == self._count, self._loosest
        justified, settled = self._justified, self._settled
        long, shrink = sums.ends[end], sums.shrink_ends[end]
        ready, even = sums.ready_ends[end], sums.even_ends[end]
        best: dict[int, tuple[float, _Start]] = {}
        for at in range(first, len(active)):
            node = active[at]
            spare = node.measure - long + node.place
            if spare < 0:
                room = shrink - node.shrink
                if spare + room < -_SLACK:
                    continue
                share = spare / (room or _LEAST)
                bad = 6.0 * share * share
            elif final:
                bad = self._runt(node.at, end)
            elif not justified:
                bad = 10.0 * spare / max(node.measure, _LEAST)
            elif spare <= (free := ready - node.ready):
                # What word spaces and Han–Latin gaps take is nearly free, even stretching is not.
                share = spare / (free or _LEAST)
                bad = 2.0 * share * share
            else:
                share = (spare - free) / (even - node.even or _LEAST)
                if share > loosest:
                    break
                bad = 2.0 + 10.0 * share * share if share <= 1.0 else 40.0 + 60.0 * (share - 1.0)
            cost = node.cost + (1.0 + bad) * (1.0 + bad)
            key = min(node.line + 1, settled)
            known = best.get(key)
            if known is None or cost < known[0]:
                best[key] = cost, node
        penalty = 0.0 if final else self._paragraph.break_costs[end - 1]
        return [self._started(self._after(end), node.line + 1, cost + penalty, node) for cost, node in best.values()]

    def _started(self, at: int, line: int, cost: float, before: _Start | None, *, from_word: bool = False) -> _Start:
        sums = self._sums
        return _Start(
            at, line, cost, self._measure(line), before, sums.starts[at], sums.shrink[at], sums.ready[at], sums.even[at],
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
        ends = self._ends
        at = place if final else place - 1
        while at >= 0 and ends[at] > node.at:
            if ends[at] < self._count and self._fits(node, ends[at]):
                if self._leaves_hole(node, at):
                    break
                return at + 1, self._forced(node, ends[at], _EMERGENCY, False)
            at -= 1
        end = node.at + 1
        while end < self._count and self._fits(node, end + 1 if end + 1 < self._content else self._count):
            end += 1
        if end == self._count:
            return place, self._forced(node, end, 0.0, False)
        following = self._after(end)
        broken = self._paragraph.break_costs[following - 1] == inf
        return bisect_right(ends, following), self._forced(node, end, _EMERGENCY, broken)

    def _leaves_hole(self, node: _Start, at: int) -> bool:
        """Whether a line that ends there would be half empty before a word that no line can hold, which is cut in any case."""
        sums, end, following = self._sums, self._ends[at], self._ends[at + 1]
        length = sums.ends[end] - sums.starts[node.at]
        word = sums.ends[following] - sums.starts[self._after(end)]
        return length < _HALF_FULL * node.measure and word > node.measure

    def _forced(self, node: _Start, end: int, cost: float, broken: bool) -> _Start:
        return self._started(self._after(end), node.line + 1, node.cost + cost, node, from_word=broken)

    def _fits(self, node: _Start, end: int) -> bool:
        return self._least(node, end) <= node.measure + _SLACK

    def _least(self, node: _Start, end: int) -> float:
        """How long the line from `node` to `end` is when it is shrunk as far as it may be."""
        sums = self._sums
        return sums.ends[end] - sums.starts[node.at] - (sums.shrink_ends[end] - sums.shrink[node.at])

    def _after(self, end: int) -> int:
        """Where the next line starts: spaces at the break go."""
        is_space = self._paragraph.is_space
        while end < self._count and is_space[end]:
            end += 1
        return end

    def traced(self, node: _Start | None) -> list[Line]:
        """The lines that lead to a node."""
        lines: list[Line] = []
        while node is not None and node.before is not None:
            lines.append(self._line(node.before, node))
            node = node.before
        return lines[::-1]

    def _line(self, node: _Start, following: _Start) -> Line:
        end = following.at
        while end - 1 > node.at and self._paragraph.is_space[end - 1]:
            end -= 1
        excess = self._least(node, following.at) - node.measure
        last = following.at >= self._count
        return Line(
            node.at, end, following.at, node.measure, last, excess if excess > _TOLD else 0.0, following.from_word
        )


def _content(paragraph: Paragraph, start: int) -> int:
    """Where the paragraph ends but for its spaces."""
    end = len(paragraph.widths)
    while end > start and paragraph.is_space[end - 1]:
        end -= 1
    return end


def _line_ends(paragraph: Paragraph, start: int, content: int) -> list[int]:
    """Where lines may end, the paragraph's end last: a line that only spaces follow is the last one."""
    costs, is_space = paragraph.break_costs, paragraph.is_space
    ends = (end for end in range(start + 1, content) if costs[end - 1] != inf and not is_space[end])
    return [*ends, len(paragraph.widths)]
