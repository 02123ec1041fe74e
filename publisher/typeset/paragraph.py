"""What is known of a paragraph before it has lines, the lines themselves, and the sums that make any line's width a subtraction.

A line from character i to j is measured in constant time by prefix sums (D. E. Knuth and M. F. Plass, “Breaking Paragraphs into
Lines”, 1981): of widths with natural gaps, and of what the gaps between may shrink and stretch. What goes at a line's ends is in
the sums too: the blank half of a mark that begins or ends a line (CLREQ 3.1.6.3), and spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from publisher.typeset.spacing import Gaps, Kind


class Sums(Struct):
    """Prefix sums over the paragraph, in px: a line from i to j is `ends[j] - starts[i]` long.

    It may shrink by `shrink_ends[j] - shrink[i]`; `ready` is what word spaces and Han–Latin gaps take, `even` what is left to all.
    """

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


def natural_width(paragraph: Paragraph) -> float:
    """The width in px of the whole paragraph in one line, with neither shrinking nor stretching."""
    sums = paragraph.sums = paragraph.sums or sums_of(paragraph)
    return sums.ends[-1] - sums.starts[0]


def sums_of(paragraph: Paragraph) -> Sums:
    """The prefix sums of a paragraph, each one longer than it has characters."""
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
