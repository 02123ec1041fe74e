"""What may be drawn over the pages: where lines end against the measure, the baseline grid, the type area and the trim.

All of it is measured in the finished PDF, but for the type area, which is the theme's. Lengths are points from the upper left
corner of the page as it is shown. Whoever asks for it must be in the thread that calls PDFium.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from publisher.check.content import Contents
from publisher.check.glyphs import Glyph, PageGlyphs
from publisher.check.limits import FLUSH, LOOSE, MOST_GAP, OVERFULL, ROUNDING
from publisher.check.lines import Line, lines_of, without_furniture
from publisher.check.measures.ends import hangs
from publisher.check.paragraphs import Paragraph, paragraphs_of
from publisher.check.reading import read_pages
from publisher.check.setting import Setting, is_opened
from publisher.check.structure import structure_of
from publisher.check.text_blocks import EDGE_MARKS, nearest_end
from publisher.clreq import is_ideographic, is_latin
from publisher.page import MM_PER_PT, TypeArea
from publisher.preview.pictures import Page, Pages
from publisher.preview.plane import Plane, Rect, Segment

if TYPE_CHECKING:
    from pikepdf import Pdf

    from publisher.check.structure import Structure

End = Literal["flush", "short", "overfull", "hanging", "last"]

_ABOVE, _BELOW = 0.88, 0.12
"""The em box of an ideograph about its baseline, in em."""
_MIDDLE = (_ABOVE - _BELOW) / 2
_SAME_SIZE = 0.06
_IDEOGRAPHIC_SPACE = "\u3000"


class LineEnd(Struct, frozen=True):
    """A set line: its box, a stroke at its end, and the room between end and measure. `off` and `loose` in em: what the end is
    beyond the measure (negative: before it), and the widest space between two of its ideographs.
    """

    box: Rect
    stroke: Segment
    room: Rect | None
    end: End
    off: float
    loose: float
    is_loose: bool
    text: str


class Overlay(Struct, frozen=True):
    """What is drawn over one page."""

    lines: list[LineEnd]
    grid: list[Segment]
    columns: list[Rect]
    trim: Rect


def overlays(pages: Pages, area: TypeArea, language: str) -> list[Overlay]:
    """An overlay for each page."""
    from pikepdf import Pdf

    with Pdf.open(io.BytesIO(pages.pdf)) as pdf:
        setting = _setting(pages, pdf, language)
    planes = [Plane(page, glyphs.flow) for page, glyphs in zip(pages.pages, setting.pages, strict=True)]
    ends: list[list[LineEnd]] = [[] for _ in planes]
    for paragraph in setting.paragraphs:
        for line, end in _ends(paragraph, planes):
            ends[line.page - 1].append(end)
    body = [line for line in setting.prose_lines if abs(line.size - setting.body_size) <= _SAME_SIZE]
    made = []
    for number, (page, plane) in enumerate(zip(pages.pages, planes, strict=True)):
        place = _Place(page, area, [line for line in body if line.page == number + 1])
        grid = list(place.grid(plane, _phase(body, setting.pages, place, area)))
        made.append(Overlay(ends[number], grid, list(place.columns(plane)), plane.own_rect(page.trim)))
    return made


def _setting(pages: Pages, pdf: Pdf, language: str) -> Setting:
    structure: Structure | None = structure_of(pdf)
    glyphs = read_pages(pages.document, Contents(pdf), EDGE_MARKS.__contains__)
    lines = [lines_of(page, structure) for page in glyphs]
    if structure is None:
        lines = without_furniture(lines)
    return Setting(paragraphs_of(lines, structure is not None), glyphs, language)


# --- lines ---------------------------------------------------------------------------------------------------------------


def _ends(paragraph: Paragraph, planes: list[Plane]) -> Iterator[tuple[Line, LineEnd]]:
    for number, (line, measure) in enumerate(zip(paragraph.lines, paragraph.measures, strict=True)):
        full = paragraph.is_prose and number not in paragraph.ended
        plane = planes[line.page - 1]
        place = nearest_end(line, measure)
        off = (place - measure) / line.size
        top, bottom = line.baseline - _ABOVE * line.size, line.baseline + _BELOW * line.size
        loose = max(_gaps(line), default=0.0) if full else 0.0
        room = plane.rect(place, measure, top, bottom) if full and abs(off) > FLUSH else None
        yield line, LineEnd(
            plane.rect(line.start, place, top, bottom), plane.segment(place, place, top, bottom), room,
            _kind(line, measure, off, full), round(off, 3) + 0.0, round(loose, 3) + 0.0, loose > LOOSE, line.text,
        )  # fmt: skip


def _kind(line: Line, measure: float, off: float, full: bool) -> End:
    if off > OVERFULL:
        return "hanging" if hangs(line, measure) else "overfull"
    if not full:
        return "last"
    return "short" if off < -FLUSH else "flush"


def _gaps(line: Line) -> Iterator[float]:
    """The space between each two ideographs, and a space between Han and Latin or between words that is too wide, in em; not what a
    reading has opened.
    """
    before: Glyph | None = None
    is_apart = False
    for glyph in line.glyphs:
        if glyph.text.isspace():
            # An ideographic space is as wide as it was typed.
            before, is_apart = (None, False) if glyph.text == _IDEOGRAPHIC_SPACE else (before, True)
            continue
        if before is not None and line.is_main(before) and line.is_main(glyph) and not is_opened(line, before, glyph):
            gap = (glyph.start - before.end) / line.size
            han = is_ideographic(before.text[-1]), is_ideographic(glyph.text[0])
            words = is_apart or (any(han) and (is_latin(before.text[-1]) or is_latin(glyph.text[0])))
            if gap > MOST_GAP + ROUNDING if words else all(han):
                yield gap
        before, is_apart = glyph, False


# --- the page --------------------------------------------------------------------------------------------------------------


class _Place:
    """Where the type area of a page is, in the page's own space with y from the top, in points."""

    def __init__(self, page: Page, area: TypeArea, body: list[Line]) -> None:
        left, _, _, top = page.trim
        self.area, self.body = area, body
        self.height = top
        self.top = area.top / MM_PER_PT
        inner, outer = left + area.inner / MM_PER_PT, left + area.outer / MM_PER_PT
        self.left = _nearer(inner, outer, body)
        self.depth = area.lines * area.leading

    def columns(self, plane: Plane) -> Iterator[Rect]:
        em = self.area.font_size
        for number in range(self.area.columns):
            left = self.left + number * (self.area.measure + self.area.column_gap) * em
            right, upper = left + self.area.measure * em, self.height - self.top
            yield plane.own_rect((left, upper - self.depth, right, upper))

    def grid(self, plane: Plane, phase: float) -> Iterator[Segment]:
        """The baselines of the grid; of vertical lines, their middles."""
        shift = _MIDDLE * self.area.font_size if self.area.vertical else 0.0
        right = self.left + self.area.characters * self.area.font_size
        for number in range(self.area.lines):
            height = self.height - self.top - phase - number * self.area.leading + shift
            yield plane.own_segment(self.left, height, right, height)

    def own_phase(self, edge: float) -> float | None:
        """How far below the head of the type area the first baseline of the grid is, told from the lines."""
        depths = (line.baseline - edge - self.top for line in self.body)
        phases = Counter(round(depth % self.area.leading, 1) for depth in depths)
        return phases.most_common(1)[0][0] if phases else None


def _nearer(inner: float, outer: float, body: list[Line]) -> float:
    """The left edge of the type area: facing pages may have their margins the other way round."""
    if not body:
        return inner
    left = min(line.start for line in body)
    return min((inner, outer), key=lambda edge: abs(edge - left))


def _phase(body: Iterable[Line], pages: list[PageGlyphs], place: _Place, area: TypeArea) -> float:
    """The phase of the grid on a page, told from its own lines, else as the engine centres a line in its leading."""
    number = next((line.page for line in place.body), 0)
    found = place.own_phase(pages[number - 1].edge) if number else None
    return found if found is not None else (area.leading - area.font_size) / 2 + _ABOVE * area.font_size
