"""What is known of a paragraph before it has lines, the lines themselves, and the sums that make any line's width a subtraction.

A line from character i to j is measured in constant time by prefix sums (D. E. Knuth and M. F. Plass, “Breaking Paragraphs into
Lines”, 1981): of widths with natural gaps, and of what the gaps between may shrink and stretch. What goes at a line's ends is in
the sums too: the blank half of a mark that begins or ends a line (CLREQ 3.1.6.3), and spaces.
"""

from __future__ import annotations

from msgspec import Struct

from publisher.typeset.spacing import Gaps, Kind


class Sums(Struct, gc=False):
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
    gaps, is_space, justified = paragraph.gaps, paragraph.is_space, paragraph.justified
    final = len(paragraph.widths)
    sums = Sums(*([0.0] * (final + 1) for _ in range(8)))
    starts, ends = sums.starts, sums.ends
    pen = shrink = ready = even = 0.0
    shown = 0.0
    # One loop over all lists: this is done for every character of a document.
    for at, (width, size, natural, gives, takes, kind) in enumerate(
        zip(paragraph.widths, paragraph.sizes, gaps.natural, gaps.shrink, gaps.stretch, gaps.stretch_kind, strict=True)
    ):
        starts[at] = pen + gaps.before[at] * size
        sums.shrink[at], sums.ready[at], sums.even[at] = shrink, ready, even
        end = at + 1
        if is_space[at] and at:
            # A line that ends after spaces ends before them.
            ends[end], sums.shrink_ends[end] = ends[at], sums.shrink_ends[at]
            sums.ready_ends[end], sums.even_ends[end] = sums.ready_ends[at], sums.even_ends[at]
        else:
            shown = pen + width
            ends[end] = shown - gaps.after[at] * size if justified else shown
            sums.shrink_ends[end] = shrink + gaps.quarter[at] * size if justified else shrink
            sums.ready_ends[end], sums.even_ends[end] = ready, even
        pen += width + natural * size
        shrink += gives * size
        if kind is Kind.EVEN:
            even += takes * size
        else:
            ready += takes * size
    starts[final] = pen
    # The last line keeps the blank of its last mark.
    ends[final] = shown
    sums.shrink[final], sums.ready[final], sums.even[final] = shrink, ready, even
    if not paragraph.trim_first:
        starts[0] = 0.0
    return sums
