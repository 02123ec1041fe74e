"""Setting one line to its measure: how far each character advances.

What the line lacks or has too much is shared out by kind, in the order of CLREQ 3.2.2: each kind of gap takes all it can before the
next takes any. A line that still lacks is stretched evenly beyond its limit, one that still has too much stays too long; both are for
the caller to report. Advances are whole thousandths of the font size, the remainder carried on, for that is all a PDF can say in a
`TJ` operator (ISO 32000-1, 9.4.3), and so the end of the line is exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from publisher.typeset.paragraph import Line, Paragraph, blank_at_end
from publisher.typeset.spacing import Kind

_SHRINK_ORDER = (Kind.WORD, Kind.MARK, Kind.HAN_LATIN)
_STRETCH_ORDER = (Kind.WORD, Kind.HAN_LATIN, Kind.EVEN)


class SetLine(Struct, frozen=True, gc=False):
    """A line's advances: for each character thousandths of its font size, and by how much the first is shifted back.

    `loose` is what was added between two characters evenly, in ems of the text; `gaps` are the Han–Latin gaps by place, in
    thousandths too; `short` is what the line ends before its measure, in ems, for want of a place to stretch.
    """

    advances: list[int]
    shift: int
    width: float
    loose: float
    gaps: dict[int, int]
    short: float = 0.0


def set_line(paragraph: Paragraph, line: Line) -> SetLine:
    """The characters of `line` set to its measure, or to their natural width where the paragraph is not justified or ends."""
    start, end = line.start, line.end
    gaps = paragraph.gaps
    sizes = paragraph.sizes[start:end]
    extra = [gap * size for gap, size in zip(gaps.natural[start : end - 1], sizes, strict=False)]
    extra.append(0.0)
    shift = gaps.before[start] * sizes[0] if start or paragraph.trim_first else 0.0
    extra[0] -= shift
    if not line.last and paragraph.justified:
        extra[-1] -= gaps.after[end - 1] * sizes[-1]
    widths = paragraph.widths[start:end]
    spare = line.measure - sum(widths) - sum(extra)
    blank = blank_at_end(paragraph, end - 1, last_line=line.last) if spare < -1e-6 else 0.0
    if blank and _is_short_of(spare, paragraph, line):
        extra[-1] -= blank
        spare += blank
    loose = short = 0.0
    if spare < -1e-6:
        _share(spare, extra, gaps.shrink[start : end - 1], gaps.shrink_kind[start : end - 1], sizes, _SHRINK_ORDER)
    elif spare > 0 and paragraph.justified and not line.last:
        stretch, kinds = gaps.stretch[start : end - 1], gaps.stretch_kind[start : end - 1]
        rest = _share(spare, extra, stretch, kinds, sizes, _STRETCH_ORDER)
        loose, short = _evenly(spare, rest, extra, (stretch, kinds), sizes)
    advances, width = _in_thousandths(widths, extra, sizes)
    own = {
        at: round(1000 * extra[at] / sizes[at])
        for at, kind in enumerate(gaps.stretch_kind[start : end - 1])
        if kind is Kind.HAN_LATIN
    }
    return SetLine(advances, round(1000 * shift / sizes[0]), width, loose, own, short)


def _is_short_of(spare: float, paragraph: Paragraph, line: Line) -> bool:
    """Whether the gaps between the characters cannot shrink as far as the line needs."""
    sizes, shrink = paragraph.sizes, paragraph.gaps.shrink
    return -spare > sum(shrink[at] * sizes[at] for at in range(line.start, line.end - 1)) + 1e-6


def _share(
    spare: float,
    extra: list[float],
    limits: Sequence[float],
    kinds: Sequence[Kind],
    sizes: Sequence[float],
    order: Sequence[Kind],
) -> float:
    """Add `spare` to `extra`, kind after kind up to its limits; what is left."""
    room = dict.fromkeys(Kind, 0.0)
    for limit, kind, size in zip(limits, kinds, sizes, strict=False):
        room[kind] += limit * size
    shares = dict.fromkeys(Kind, 0.0)
    left = abs(spare)
    sign = 1.0 if spare > 0 else -1.0
    for kind in order:
        if room[kind] > 0 and left > 0:
            taken = min(left, room[kind])
            shares[kind] = sign * taken / room[kind]
            left -= taken
    for at, (limit, kind, size) in enumerate(zip(limits, kinds, sizes, strict=False)):
        if limit:
            extra[at] += shares[kind] * limit * size
    return left


def _evenly(
    spare: float,
    rest: float,
    extra: list[float],
    stretches: tuple[Sequence[float], Sequence[Kind]],
    sizes: Sequence[float],
) -> tuple[float, float]:
    """Share what is left beyond all limits over the places that stretch evenly, else over all.

    In ems how loose that is, and what is left where there is no such place.
    """
    stretch, kinds = stretches
    even = [at for at, kind in enumerate(kinds) if kind is Kind.EVEN]
    room = sum(stretch[at] * sizes[at] for at in even)
    if rest <= 1e-6:
        used = spare - sum(
            limit * size for limit, kind, size in zip(stretch, kinds, sizes, strict=False) if kind is not Kind.EVEN
        )
        return (max(0.0, used) / room * max(stretch[at] for at in even) if room else 0.0), 0.0
    places = even or [at for at, kind in enumerate(kinds) if kind is not Kind.NONE]
    if not places:
        return 0.0, rest / sizes[0]
    whole = sum(sizes[at] for at in places)
    for at in places:
        extra[at] += rest * sizes[at] / whole
    return (max(stretch[at] for at in even) if even else 0.0) + rest / whole, 0.0


def _in_thousandths(widths: Sequence[float], extra: Sequence[float], sizes: Sequence[float]) -> tuple[list[int], float]:
    """Advances in whole thousandths whose sum is right, and that sum in px."""
    advances: list[int] = []
    wanted = reached = 0.0
    for width, more, size in zip(widths, extra, sizes, strict=True):
        wanted += width + more
        advance = round(1000 * (wanted - reached) / size)
        reached += advance * size / 1000
        advances.append(advance)
    return advances, reached
