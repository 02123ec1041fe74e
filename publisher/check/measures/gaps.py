"""Han–Latin gaps 中西间距: a quarter of an em, none at a line's edges (CLREQ 3.2.2, JLREQ 3.2.6, CSS Text 4 `text-autospace`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.check.advances import Advances
from publisher.check.glyphs import Glyph
from publisher.check.limits import APART, FLUSH, LEAST_GAP, MOST_GAP, ROUNDING
from publisher.check.lines import Line
from publisher.check.report import Finding, Place, em, row, verdict
from publisher.check.setting import Setting, is_opened, neighbours, place
from publisher.clreq import is_ideographic, is_latin

_AT_EDGE = 0.6
"""More than this at a line's edge, in em, is no gap but a ragged line or an indent."""


def gaps(setting: Setting) -> Finding:
    """The space between an ideograph and a Latin letter or digit beside it, where no space was typed."""
    found, wrong = [], []
    full = {id(line) for line, _ in setting.full_lines}
    advances = Advances(setting.lines)
    for line in setting.prose_lines:
        for gap, doubt, glyph in _gaps(line, advances):
            if gap >= APART and id(line) not in full:
                continue
            found.append(gap)
            if not LEAST_GAP - ROUNDING - doubt <= gap <= MOST_GAP + ROUNDING + doubt:
                wrong.append(place(line, gap, glyph))
    at_edges = _at_edges(setting, advances)
    if not found:
        return Finding([row("gaps", "skipped", reason="no-gaps")], {"gaps_at_edges": len(at_edges)})
    mean, least, most = sum(found) / len(found), min(found), max(found)
    said = row(
        "gaps", verdict(not wrong and not at_edges), places=[*wrong, *at_edges], count=len(found), mean=em(mean),
        least=em(least), most=em(most), edges=len(at_edges),
    )  # fmt: skip
    figures: dict[str, float | int | None] = {
        "gaps": len(found),
        "gap_mean": round(mean, 4),
        "gap_least": round(least, 4),
        "gap_most": round(most, 4),
        "gaps_at_edges": len(at_edges),
    }
    return Finding([said], figures)


def _gaps(line: Line, advances: Advances) -> Iterator[tuple[float, float, Glyph]]:
    """Each gap of a line in em, how far that may be off, and the glyph before it."""
    pairs = [pair for pair in neighbours(line) if _meet(*pair)]
    sides = Counter(id(glyph) for pair in pairs for glyph in pair if is_latin(glyph.text[0]))
    for one, other in pairs:
        if not is_opened(line, one, other):
            latin = one if is_latin(one.text[-1]) else other
            moved = other.start - one.end
            guess = moved < LEAST_GAP * line.size
            within = advances.surplus(latin, guess=guess) / sides[id(latin)]
            doubt = advances.doubt(latin) / sides[id(latin)] if guess else 0.0
            # A guess that finds no gap at all is none: then the glyph is no wider than its ink.
            yield (moved + within) / line.size, doubt / line.size if within else 0.0, one


def _meet(one: Glyph, other: Glyph) -> bool:
    """Whether one is an ideograph and the other Latin that runs along the line, on either side."""
    if one.upright or other.upright:
        return False
    before, after = one.text[-1], other.text[0]
    return (is_latin(before) and is_ideographic(after)) or (is_ideographic(before) and is_latin(after))


def _at_edges(setting: Setting, advances: Advances) -> list[Place]:
    """Lines that begin or end with Latin, and with a gap that belongs inside a line."""
    found: list[Place] = []
    for paragraph in setting.prose:
        lines = list(zip(paragraph.lines, paragraph.lefts, paragraph.measures, strict=True))
        for number, (line, left, measure) in enumerate(lines):
            first, last = line.glyphs[0], line.glyphs[-1]
            inner = {id(glyph) for pair in neighbours(line) if _meet(*pair) for glyph in pair}
            before = line.start - left if number else 0.0
            after = measure - line.end if number not in paragraph.ended else 0.0
            for glyph, space in ((first, before), (last, after)):
                if glyph.upright or not is_latin(glyph.text[0]) or not line.is_main(glyph):
                    continue
                within, doubt = 0.0, 0.0
                if id(glyph) not in inner:
                    within, doubt = advances.surplus(glyph), advances.doubt(glyph)
                gap = (space + within) / line.size
                if FLUSH + doubt / line.size < gap < _AT_EDGE:
                    found.append(place(line, gap, glyph))
    return found
