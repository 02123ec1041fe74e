"""What is known of a paragraph before it has lines, the lines themselves, and the sums that make any line's width a subtraction.

A line from character i to j is measured in constant time by prefix sums (D. E. Knuth and M. F. Plass, “Breaking Paragraphs into
Lines”, 1981): of widths with natural gaps, and of what the gaps between may shrink and stretch. What goes at a line's ends is in
the sums too: the blank half of a mark that begins or ends a line (CLREQ 3.1.6.3), and spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import add, mul, sub

from msgspec import Struct

from publisher.typeset.spacing import Gaps, Kind


class Sums(Struct, gc=False):
    """Prefix sums over the paragraph, in px: a line from i to j is `ends[j] - starts[i]` long.

    It may shrink by `shrink_ends[j] - shrink[i]`, what its last mark may give included; `ready` is what word spaces and Han–Latin
    gaps take, `even` what is left to all.
    """

    starts: list[float]
    ends: list[float]
    shrink: list[float]
    ready: list[float]
    even: list[float]
    shrink_ends: list[float]
    ready_ends: list[float]
    even_ends: list[float]


class Paragraph(Struct, gc=False):
    """What is known of a paragraph before it has lines. Lengths in px; lists run over its characters.

    `sizes` are font sizes, `break_costs` as `publisher.typeset.breaks` gives them, `is_space` tells spaces that go at a line's
    end (a line may end after them, not before), `counts` characters that keep a last line from being a runt. `justified` lines are
    set to the measure; with `trim_first` the first line begins as the others do, without the blank half of its mark.
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


class Line(Struct, frozen=True, gc=False):
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


def natural_width(paragraph: Paragraph) -> float:
    """The width in px of the whole paragraph in one line, with neither shrinking nor stretching."""
    sums = paragraph.sums = paragraph.sums or sums_of(paragraph)
    return sums.ends[-1] - sums.starts[0]


def sums_of(paragraph: Paragraph) -> Sums:
    """The prefix sums of a paragraph, each one longer than it has characters."""
    widths, sizes, gaps, justified = paragraph.widths, paragraph.sizes, paragraph.gaps, paragraph.justified
    # List by list and not character by character: this is done for all the text of a document.
    advances = [width + gap * size for width, gap, size in zip(widths, gaps.natural, sizes, strict=True)]
    pens = list(accumulate(advances, initial=0.0))
    shrink = list(accumulate(map(mul, gaps.shrink, sizes), initial=0.0))
    stretch = list(map(mul, gaps.stretch, sizes))
    is_even = [kind is Kind.EVEN for kind in gaps.stretch_kind]
    even = list(accumulate(map(mul, stretch, is_even), initial=0.0))
    ready = list(map(sub, accumulate(stretch, initial=0.0), even))
    starts = [*map(add, pens, map(mul, gaps.before, sizes)), pens[-1]]
    if not paragraph.trim_first:
        starts[0] = 0.0
    # What ends a line has no gap after it.
    shown = [0.0, *map(add, pens, widths)]
    ends, shrink_ends = shown, [0.0, *shrink[:-1]]
    if justified:
        ends = [0.0, *map(sub, shown[1:], map(mul, gaps.after, sizes))]
        shrink_ends = [0.0, *map(add, shrink, map(mul, gaps.quarter, sizes))]
    sums = Sums(starts, ends, shrink, ready, even, shrink_ends, [0.0, *ready[:-1]], [0.0, *even[:-1]])
    _end_before_spaces(sums, paragraph.is_space)
    # The last line keeps the blank of its last mark if there is room.
    last = len(widths) - 1
    while last > 0 and paragraph.is_space[last]:
        last -= 1
    ends[-1] = shown[last + 1]
    sums.shrink_ends[-1] = shrink[last] + blank_at_end(paragraph, last, last_line=True)
    sums.ready_ends[-1], sums.even_ends[-1] = ready[-1], even[-1]
    return sums


def blank_at_end(paragraph: Paragraph, at: int, *, last_line: bool) -> float:
    """What the character there may give in px if it ends a line that is too long; what it gives in any case is not counted."""
    if not paragraph.justified:
        return 0.0
    gaps = paragraph.gaps
    blank = max(gaps.after[at], gaps.quarter[at]) if last_line else gaps.quarter[at]
    return blank * paragraph.sizes[at]


def _end_before_spaces(sums: Sums, is_space: Sequence[bool]) -> None:
    """A line that ends after spaces ends before them."""
    for at, space in enumerate(is_space):
        if space and at:
            for ends in (sums.ends, sums.shrink_ends, sums.ready_ends, sums.even_ends):
                ends[at + 1] = ends[at]
