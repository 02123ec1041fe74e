"""Pages: runts 孤字, widows and orphans, headings left behind, the baseline grid (CLREQ 2.4), and what leaves the page."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from publisher.check.limits import GRID
from publisher.check.lines import Line
from publisher.check.paragraphs import columns, fragments
from publisher.check.report import Finding, Place, row, verdict
from publisher.check.setting import Setting, place
from publisher.clreq import MARKS, is_ideographic

_BODY = 0.95
_SAME_PITCH = 0.03


def runts(setting: Setting) -> Finding:
    """Last lines of one ideograph."""
    found = []
    for paragraph in setting.prose:
        count = len(paragraph.lines)
        if count < 2 or count - 2 in paragraph.ended:
            continue
        bare = [each for each in paragraph.lines[-1].main if each.text[0] not in MARKS and not each.text.isspace()]
        if len(bare) == 1 and (bare[0].upright or is_ideographic(bare[0].text[0])):
            found.append(place(paragraph.lines[-2]))
    return Finding([row("runts", verdict(not found), places=found, count=len(found))], {"runts": len(found)})


def widows_and_orphans(setting: Setting) -> Finding:
    """Paragraphs with one line alone on a page or in a column."""
    orphans, widows = [], []
    for paragraph in setting.prose:
        if paragraph.lines[0].size < _BODY * setting.body_size:
            continue
        parts = fragments(paragraph.lines)
        if len(parts) < 2:
            continue
        if len(parts[0]) == 1:
            orphans.append(place(parts[0][0]))
        if len(parts[-1]) == 1:
            widows.append(place(parts[-1][0]))
    places = [*widows, *orphans]
    said = row("widows", verdict(not places), places=places, widows=len(widows), orphans=len(orphans))
    return Finding([said], {"widows": len(widows), "orphans": len(orphans)})


def headings(setting: Setting) -> Finding:
    """Headings that are the last thing on a page or in a column."""
    text = [
        paragraph
        for paragraph in setting.paragraphs
        if paragraph.is_heading or paragraph.lines[0].size >= _BODY * setting.body_size
    ]
    parts = columns(text)
    # Titles of parts have a page of their own.
    alone = [part for part in parts[:-1] if not all(each.is_heading for each, _ in part)]
    found = [place(part[-1][1]) for part in alone if part[-1][0].is_heading]
    said = row("headings", verdict(not found), places=found, count=len(found))
    return Finding([said], {"stranded_headings": len(found)})


class _Grid(NamedTuple):
    """How far lines are off one grid, in pt: the worst of a page, the most between pages, and where."""

    worst: float
    between: float
    places: list[Place]


def grid(setting: Setting) -> Finding:
    """How far the baselines of the text are off one grid, on each page and between pages.

    In a bound book of vertical lines the margin at the spine moves rectos and versos apart: then each are compared with their like.
    """
    body = [line for line in setting.prose_lines if abs(line.size - setting.body_size) <= 0.06]
    pitch = _pitch(body)
    if not pitch:
        return Finding([row("grid", "skipped", reason="no-grid")], {})
    edges = {page.page: page.edge for page in setting.pages}
    found = _grid_of(body, edges, pitch)
    if found.between > GRID and all(page.vertical for page in setting.pages):
        sides = [[line for line in body if line.page % 2 == side] for side in (0, 1)]
        parts = [_grid_of(lines, edges, pitch) for lines in sides if lines]
        found = _Grid(
            max(part.worst for part in parts),
            max(part.between for part in parts),
            [each for part in parts for each in part.places],
        )
    good = found.worst <= GRID and found.between <= GRID
    said = row(
        "grid", verdict(good), places=found.places if not good else (), pitch=f"{pitch:.2f}", worst=f"{found.worst:.2f}",
        between=f"{found.between:.2f}",
    )  # fmt: skip
    figures = {"grid_pt": round(found.worst, 3), "grid_between_pages_pt": round(found.between, 3)}
    return Finding([said], {**figures})


def _grid_of(lines: list[Line], edges: dict[int, float], pitch: float) -> _Grid:
    heights = {id(line): line.baseline - edges[line.page] for line in lines}
    phase = Counter(round(height % pitch, 1) % pitch for height in heights.values()).most_common(1)[0][0]
    off: dict[int, list[tuple[float, Line]]] = defaultdict(list)
    for line in lines:
        off[line.page].append(((heights[id(line)] - phase + pitch / 2) % pitch - pitch / 2, line))
    middles = {page: _middle([figure for figure, _ in found]) for page, found in off.items()}
    base = _middle([figure for found in off.values() for figure, _ in found])
    return _Grid(
        max(abs(figure - middles[page]) for page, found in off.items() for figure, _ in found),
        max(middles.values()) - min(middles.values()),
        [
            Place(line.page, line.text, round(figure - base, 2), "pt")
            for found in off.values()
            for figure, line in found
            if abs(figure - base) > GRID
        ],
    )


def _pitch(lines: list[Line]) -> float:
    """The distance most lines have from the one before; 0 where there are too few to tell."""
    steps = [
        after.baseline - before.baseline
        for before, after in pairwise(lines)
        if before.page == after.page and after.baseline > before.baseline
    ]
    if len(steps) < 2:
        return 0.0
    usual = Counter(round(step, 1) for step in steps).most_common(1)[0][0]
    near = [step for step in steps if abs(step - usual) <= _SAME_PITCH + 0.05]
    return sum(near) / len(near)


def _middle(figures: list[float]) -> float:
    return sorted(figures)[len(figures) // 2]


def outside(setting: Setting) -> Finding:
    """Glyphs that stand outside the page."""
    places = [Place(page.page, "".join(page.outside)) for page in setting.pages if page.outside]
    count = sum(len(page.outside) for page in setting.pages)
    return Finding([row("outside", verdict(not count), places=places, count=count)], {"outside": count})


def text(setting: Setting) -> Finding:
    """Whether text can be had from every glyph, and the spaces that extraction invents between Han and Latin."""
    unmapped = sum(page.unmapped for page in setting.pages)
    invented = sum(page.invented_spaces for page in setting.pages)
    places = [Place(page.page, "", page.unmapped) for page in setting.pages if page.unmapped]
    return Finding(
        [
            row("text", verdict(not unmapped), places=places, count=unmapped),
            row("spaces", "info", count=invented),
        ],
        {"unmapped": unmapped, "invented_spaces": invented},
    )
