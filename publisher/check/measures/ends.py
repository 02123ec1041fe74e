"""How lines fill the measure: flush, overfull, and how loose or tight ideographs are set for it (CLREQ 3.2.5, 行内调整)."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.check.glyphs import Glyph
from publisher.check.limits import APART, FLUSH, FLUSH_SHARE, LOOSE, NEARLY_FLUSH, OVERFULL, TIGHT
from publisher.check.lines import Line
from publisher.check.report import Finding, Place, em, percent, row, verdict
from publisher.check.setting import Setting, is_opened, neighbours, place
from publisher.check.text_blocks import closes, ends, nearest_end
from publisher.clreq import is_ideographic


def lines(setting: Setting) -> Finding:
    """How many lines there are, and how many of them should fill the measure."""
    count, full = len(setting.lines), len(setting.full_lines)
    return Finding([row("lines", "info", lines=count, full=full)], {"lines": count, "full_lines": full})


def flush(setting: Setting) -> Finding:
    """Whether full lines end on the measure; what hangs beyond it does not."""
    full = setting.full_lines
    if not full:
        return Finding([row("flush", "skipped", reason="no-full-lines")], {})
    off = [(line, (nearest_end(line, measure) - measure) / line.size) for line, measure in full]
    near = sum(abs(figure) <= FLUSH for _, figure in off)
    nearly = sum(abs(figure) <= NEARLY_FLUSH for _, figure in off)
    worst = max((figure for _, figure in off), key=abs)
    hanging = sum(hangs(line, measure) for line, measure in full)
    good = near >= FLUSH_SHARE * len(full) and nearly == len(full)
    places = _worst_first((line, figure) for line, figure in off if abs(figure) > FLUSH)
    found = row(
        "flush", verdict(good), places=places if not good else (), near=percent(near, len(full)), lines=len(full),
        nearly=percent(nearly, len(full)), worst=em(abs(worst)), hanging=hanging, reason="hanging" if hanging else "",
    )  # fmt: skip
    return Finding(
        [found],
        {
            "flush": near / len(full),
            "nearly_flush": nearly / len(full),
            "worst_end": round(abs(worst), 4),
            "hanging": hanging,
        },
    )


def hangs(line: Line, measure: float) -> bool:
    """Whether a closing mark stands beyond the measure as hanging punctuation does."""
    last = line.glyphs[-1]
    return closes(last, line.size) and last.start >= measure - NEARLY_FLUSH * line.size


def overfull(setting: Setting) -> Finding:
    """Lines that go beyond the measure."""
    found = []
    for paragraph in setting.prose:
        for line, measure in zip(paragraph.lines, paragraph.measures, strict=True):
            beyond = (min(ends(line)) - measure) / line.size
            if beyond > OVERFULL and not hangs(line, measure):
                found.append(place(line, beyond))
    said = row("overfull", verdict(not found), places=found, count=len(found))
    return Finding([said], {"overfull": len(found)})


def looseness(setting: Setting) -> Finding:
    """The space between ideographs beyond their em, or short of it."""
    full = {id(line) for line, _ in setting.full_lines}
    spread = [(line, min(gaps), max(gaps)) for line in setting.prose_lines if (gaps := _gaps(line, id(line) in full))]
    if not spread:
        return Finding([row(name, "skipped", reason="no-ideographs") for name in ("loose", "tight")], {})
    tightest, loosest = min(least for _, least, _ in spread), max(most for _, _, most in spread)
    loose = [(line, most) for line, _, most in spread if most > LOOSE]
    tight = [(line, least) for line, least, _ in spread if least < TIGHT]
    loose_full = sum(id(line) in full for line, _ in loose)
    return Finding(
        [
            row("loose", verdict(not loose), places=_worst_first(loose), most=em(loosest), lines=loose_full),
            row("tight", verdict(not tight), places=_worst_first(tight), least=em(tightest), lines=len(tight)),
        ],
        {"loosest": round(loosest, 4), "tightest": round(tightest, 4), "loose_lines": loose_full},
    )


def _gaps(line: Line, is_full: bool) -> list[float]:
    """The space between each two ideographs, or numbers that stand upright, in em, but where a reading may have opened it."""
    found = [
        (other.start - one.end) / line.size
        for one, other in neighbours(line)
        if _is_square(one) and _is_square(other) and not is_opened(line, one, other)
    ]
    return found if is_full else [gap for gap in found if gap < APART]


def _worst_first(found: Iterable[tuple[Line, float]]) -> list[Place]:
    return [place(line, figure) for line, figure in sorted(found, key=lambda each: -abs(each[1]))]


def _is_square(glyph: Glyph) -> bool:
    """Whether it is an ideograph, or is set like one."""
    return glyph.upright or (len(glyph.text) == 1 and is_ideographic(glyph.text))
