"""A line box's paragraph, ready to be composed for any measure, as often as the engine asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import inf
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from publisher.typeset.breaks import break_costs
from publisher.typeset.classes import ATOM, PunctuationStyle, Region
from publisher.typeset.composer import compose
from publisher.typeset.paragraph import Line, Paragraph, natural_width
from publisher.typeset.regions import region_of, strictness_of
from publisher.typeset.spacing import Spacing
from publisher.writers.pdf.paragraphs.document import Composing
from publisher.writers.pdf.paragraphs.flat import NEWLINE, FlatParagraph

_EVEN_ENOUGH = 0.01
"""px that nobody sees."""


class Segment(Struct):
    """The characters between two forced breaks, from `start` on."""

    start: int
    end: int
    paragraph: Paragraph | None


class Flow:
    """A line box's paragraph, ready to be composed for any measure."""

    def __init__(self, flat: FlatParagraph, style: Any, shared: Composing):
        self.flat = flat
        self.shared = shared
        self.has_atoms = any(node.offsets is None for node in flat.nodes)
        self._justified = style["text_align_all"] == "justify"
        self._indented = bool(style["text_indent"].value)
        language = style["lang"] or ""
        self._strictness = shared.options.line_break or strictness_of(language)
        self._spacing = spacing_for(region_of(language), shared.options.punctuation, shared.vertical)
        self.segments = self._segments()
        self._planned: dict[tuple[int, float, float], tuple[list[Line], int]] = {}

    def _segments(self) -> list[Segment]:
        units = self.flat.units
        ends = [at for at, unit in enumerate(units) if unit == NEWLINE]
        segments: list[Segment] = []
        start = 0
        for end in [*ends, len(units)]:
            while start < end and units[start] == " ":
                start += 1
            if start < len(units):
                segments.append(Segment(start, end, self._paragraph(start, end) if end > start else None))
            start = end + 1
        return segments

    def _paragraph(self, start: int, end: int) -> Paragraph:
        flat = self.flat
        units, widths, sizes = flat.units[start:end], flat.widths[start:end], flat.sizes[start:end]
        for at, like in flat.like.items():
            if start <= at < end:
                units[at - start] = like
        raised = {at - start for at in flat.raised if start <= at < end}
        ems = [width / size for width, size in zip(widths, sizes, strict=True)]
        costs = break_costs(units, flat.allowed[start:end], self._strictness)
        for at, wraps in enumerate(flat.wraps[start:end]):
            if not wraps or at + 1 in raised:
                costs[at] = inf
        return Paragraph(
            widths, sizes, self._spacing.gaps(units, ems, raised), costs,
            [unit == " " for unit in units], [unit[0].isalnum() or unit[0] == ATOM for unit in units],
            self._justified, not (self._indented and start == 0),
        )  # fmt: skip

    def natural_width(self) -> float:
        """The width of the longest segment in one line, in px."""
        return max((natural_width(each.paragraph) for each in self.segments if each.paragraph), default=0.0)

    def segment_of(self, start: int) -> Segment:
        """The segment of the line that begins at character `start`."""
        return next(segment for segment in self.segments if start <= segment.end)

    def following(self, segment: Segment) -> int | None:
        """Where the next segment starts, if there is one."""
        return next((other.start for other in self.segments if other.start > segment.end), None)

    def plan(self, start: int, first: float, others: float) -> list[Line]:
        """The lines from `start` to the end of its segment, for a first line of `first` px and others of `others`.

        A paragraph that goes on over a page is not composed anew: its lines are those that were chosen with the ones before.
        """
        known = self._planned.get((start, first, others))
        if known is None:
            lines = self.composed(self.segment_of(start), start, lambda number: others if number else first)
            for number, line in enumerate(lines):
                self._planned[line.start, line.measure, others] = lines, number
            known = lines, 0
        lines, number = known
        return lines[number:]

    def composed(
        self, segment: Segment, start: int, measure_of: Callable[[int], float], *, uniform: bool = True
    ) -> list[Line]:
        """Lines by the places of the whole paragraph; an empty segment is one empty line."""
        if segment.paragraph is None:
            return [Line(start, start, start, measure_of(0), True)]
        if not any(self.flat.wraps[segment.start : segment.end]):
            measure = measure_of(0)
            excess = max(0.0, natural_width(segment.paragraph) - measure)
            return [Line(start, segment.end, segment.end, measure, True, excess if excess > _EVEN_ENOUGH else 0.0)]
        lines = compose(segment.paragraph, measure_of, start=start - segment.start, uniform=uniform)
        return [
            replace(line, start=line.start + segment.start, end=line.end + segment.start, next=line.next + segment.start)
            for line in lines
        ]  # fmt: skip


@lru_cache(maxsize=32)
def spacing_for(region: Region, style: PunctuationStyle, vertical: bool) -> Spacing:
    """The rules of a region, kept for what they learn of characters."""
    return Spacing(region, style, vertical=vertical)
