"""Marks: pairs squeezed (标点挤压, CLREQ 3.1.6), dashes and ellipses in one piece (CLREQ 3.1.2), middle dots of one em."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from publisher.check.glyphs import Glyph
from publisher.check.limits import DASH_INK, DOT, LEAST_DOT, ROUNDING, SQUEEZED
from publisher.check.lines import Line
from publisher.check.rendering import Renderer, Stretch
from publisher.check.report import Finding, Place, row, verdict
from publisher.check.setting import Setting, neighbours, place
from publisher.check.text_blocks import FULL, closes, is_centred, nearest_end, opens
from publisher.clreq import DASHES, ELLIPSES, MIDDLE_DOTS, UNBROKEN, is_ideographic

_SIDES = 0.1
"""By how much the blank on the two sides of a dot differs, in em, if one was narrowed."""


def squeeze(setting: Setting) -> Finding:
    """Adjacent full-width marks, and marks at the ends of full lines."""
    pairs, wide = 0, []
    for line in setting.lines:
        for one, other in neighbours(line):
            if _may_squeeze(one, other, line.size):
                pairs += 1
                width = (other.end - one.start) / line.size
                if width > SQUEEZED + ROUNDING:
                    wide.append(place(line, width, one))
    edge = [(line, measure) for line, measure in setting.full_lines if closes(line.glyphs[-1], line.size)]
    trimmed = sum(_is_trimmed(line, measure) for line, measure in edge)
    figures: dict[str, float | int | None] = {
        "mark_pairs": pairs,
        "squeezed_pairs": pairs - len(wide),
        "edge_marks": len(edge),
        "trimmed_edge_marks": trimmed,
    }
    if not pairs:
        return Finding([row("squeeze", "skipped", reason="no-mark-pairs")], figures)
    said = row(
        "squeeze", verdict(not wide), places=wide, squeezed=pairs - len(wide), pairs=pairs, edge=len(edge),
        trimmed=trimmed, reason="edge-marks" if edge else "",
    )  # fmt: skip
    return Finding([said], figures)


def _is_trimmed(line: Line, measure: float) -> bool:
    """Whether the last mark is set at half its width: by the pen, or by a glyph that is narrow of itself."""
    last = line.glyphs[-1]
    return nearest_end(line, measure) < line.end or last.end - last.start < FULL * line.size


def _may_squeeze(one: Glyph, other: Glyph, size: float) -> bool:
    """Whether blank halves meet, or one meets a mark that is centred in its em (CLREQ 3.1.6.2; JLREQ, table 1, cl-05)."""
    if one.text in UNBROKEN or other.text in UNBROKEN:
        return False
    if closes(one, size):
        return closes(other, size) or opens(other, size) or is_centred(other, size)
    return opens(other, size) and (opens(one, size) or is_centred(one, size))


# --- dashes, ellipses, middle dots -------------------------------------------------------------------------------


class _Run(NamedTuple):
    """Two or more dashes, or dots of an ellipsis, in a row."""

    line: Line
    glyphs: tuple[Glyph, ...]

    @property
    def length(self) -> int:
        return sum(len(glyph.text) for glyph in self.glyphs)

    @property
    def advance(self) -> float:
        return (self.glyphs[-1].end - self.glyphs[0].start) / self.line.size

    @property
    def shape(self) -> tuple[object, ...]:
        """What two runs must share to be drawn alike."""
        base = self.glyphs[0].start
        size = self.line.size
        return tuple((glyph.font, glyph.text, round((glyph.start - base) / size, 2)) for glyph in self.glyphs), round(
            size
        )


def dashes(setting: Setting, renderer: Renderer) -> Finding:
    """Whether each `——` and `……` takes 2 em, and the ink of a dash is one stroke."""
    runs = [run for line in setting.lines for run in _runs(line)]
    if not runs:
        return Finding([row("dashes", "skipped", reason="no-dashes")], {})
    drawn: dict[tuple[object, ...], bool] = {}
    faults: list[Place] = []
    broken = 0
    for run in runs:
        if abs(run.advance - run.length) > ROUNDING * run.length:
            faults.append(place(run.line, run.advance, run.glyphs[0]))
        elif run.glyphs[0].text[0] in DASHES:
            if run.shape not in drawn:
                drawn[run.shape] = renderer.is_one_stroke(_stretch(run, setting), DASH_INK)
            if not drawn[run.shape]:
                broken += 1
                faults.append(place(run.line, None, run.glyphs[0]))
    said = row("dashes", verdict(not faults), places=faults, count=len(runs), faulty=len(faults), broken=broken)
    return Finding([said], {"dashes": len(runs), "faulty_dashes": len(faults)})


def _runs(line: Line) -> list[_Run]:
    runs = []
    for kind, group in groupby(line.main, lambda glyph: _kind(glyph.text)):
        glyphs = tuple(group)
        if kind and sum(len(glyph.text) for glyph in glyphs) > 1:
            runs.append(_Run(line, glyphs))
    return runs


def _kind(text: str) -> str:
    for known in (DASHES, ELLIPSES):
        if all(each in known for each in text):
            return text[0]
    return ""


def _stretch(run: _Run, setting: Setting) -> Stretch:
    page = setting.pages[run.line.page - 1]
    return Stretch(
        run.line.page, page.flow, run.glyphs[0].start, run.glyphs[-1].end, run.glyphs[0].baseline, run.line.size
    )


def dots(setting: Setting) -> Finding:
    """Whether a middle dot between ideographs takes one em, or half of it where a line shrinks, and is drawn by a glyph of one em."""
    count, faults = 0, []
    for line in setting.lines:
        for one, dot, other in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:], strict=False):
            if dot.text not in MIDDLE_DOTS or not (_is_square(one) and _is_square(other)):
                continue
            if not (line.is_main(one) and line.is_main(other)):
                continue
            count += 1
            room = (other.start - one.end) / line.size
            if not LEAST_DOT - ROUNDING <= room <= 1 + DOT or _is_proportional(dot, line.size):
                faults.append(place(line, room, one))
    if not count:
        return Finding([row("dots", "skipped", reason="no-dots")], {})
    said = row("dots", verdict(not faults), places=faults, count=count, faulty=len(faults))
    return Finding([said], {"dots": count, "faulty_dots": len(faults)})


def _is_square(glyph: Glyph) -> bool:
    return glyph.upright or is_ideographic(glyph.text[0])


def _is_proportional(dot: Glyph, size: float) -> bool:
    """Whether a dot has a narrow box of its own. A narrow copy of one in an em gave of the blank on one side only."""
    before, after = dot.ink[0] - dot.start, dot.end - dot.ink[1]
    return dot.end - dot.start < FULL * size and abs(before - after) < _SIDES * size
