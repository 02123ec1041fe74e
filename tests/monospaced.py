"""A face in which every full-width character is 1 em wide, every other 0.5 em and a space 0.25 em: lines can be counted by hand.

A text becomes a paragraph here as it does behind the engine: UAX #14 and grapheme clusters come from its shaping library.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from unicodedata import category

from publisher.clreq import Strictness, is_full_width
from publisher.typeset.breaks import break_costs
from publisher.typeset.classes import ATOM, PunctuationStyle
from publisher.typeset.composer import compose
from publisher.typeset.paragraph import Line, Paragraph
from publisher.typeset.regions import region_of, strictness_of
from publisher.typeset.setting import SetLine, set_line
from publisher.typeset.spacing import Spacing

WIDTHS = {" ": 0.25, "\u00a0": 0.25}


def width(unit: str) -> float:
    """The advance of a grapheme cluster in em."""
    if unit in WIDTHS:
        return WIDTHS[unit]
    bare = [each for each in unit if category(each)[0] not in "MC"]
    return sum(1.0 if is_full_width(each) or each == ATOM else 0.5 for each in bare)


def clusters(text: str, language: str) -> tuple[list[str], list[bool]]:
    """Grapheme clusters, and whether UAX #14 lets a line end after each."""
    from publisher.writers.pdf import engine

    engine.weasyprint()
    from publisher.writers.pdf.paragraphs.shaping import text_attributes

    begins, may_end = text_attributes(text, language)
    units: list[str] = []
    allowed: list[bool] = []
    for character, first, end in zip(text, begins, may_end, strict=True):
        if first or not units:
            units.append(character)
            allowed.append(end)
        else:
            units[-1] += character
            allowed[-1] = end
    return units, allowed


def paragraph_of(
    units: Sequence[str],
    costs: Sequence[float],
    spacing: Spacing,
    *,
    raised: Collection[int] = (),
    size: float = 1.0,
    justified: bool = True,
    trim_first: bool = True,
) -> Paragraph:
    """A paragraph in this face: `size` px to the em."""
    ems = [width(unit) for unit in units]
    gaps = spacing.gaps(units, ems, raised)
    counts = [unit[0].isalnum() or unit[0] == ATOM for unit in units]
    return Paragraph(
        [em * size for em in ems], [size] * len(units), gaps, list(costs), [unit == " " for unit in units], counts,
        justified, trim_first,
    )  # fmt: skip


def composed(
    text: str,
    measure: float,
    language: str = "zh-Hans",
    *,
    strictness: Strictness | None = None,
    style: PunctuationStyle = "full-width",
    justified: bool = True,
) -> tuple[list[str], list[SetLine], list[Line]]:
    """A text at a measure in em: what stands in each line, how it is set, and the lines."""
    units, allowed = clusters(text, language)
    costs = break_costs(units, allowed, strictness or strictness_of(language))
    paragraph = paragraph_of(units, costs, Spacing(region_of(language), style), justified=justified)
    lines = compose(paragraph, lambda _: measure)
    return (
        ["".join(units[line.start : line.end]) for line in lines],
        [set_line(paragraph, line) for line in lines],
        lines,
    )
