"""Lines from glyphs: what stands on one baseline and follows in reading order, without readings, note calls and page furniture.

A line is glyphs whose baselines are near and whose boxes follow each other. Smaller glyphs off its baseline belong to it as note
calls and exponents do, or are read with it as ruby is, and then only tell where the line was opened for them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from publisher.check.glyphs import Glyph, PageGlyphs
from publisher.check.structure import Block, Structure

SMALL = 0.86
"""Below this share of the line's size a glyph does not set the line: a note call, an exponent, a reading."""

_SAME_BASELINE = 0.25
_NOTE_CALL = 0.62
"""How far a note call or an exponent may stand off the baseline, in em."""
_READING = (0.4, 1.45)
"""How far a ruby reading or an emphasis dot may stand off, in em."""
_READING_SIZE = 0.66
_GUTTER = 1.45
"""A gap this wide parts columns where no tag says what belongs together, in em."""
_BACKWARDS = 0.1
"""How far a glyph may begin before the one it follows, in em: more is another line."""
_SPACES = " \u00a0\u3000\u2002\u2003\u2009\u200a\u202f"
_SKIPPED = frozenset({"RT", "RP", "Figure", "Formula", "Lbl", "Warichu"})


class Line:
    """One line. Glyphs in the order they are read; spaces at its ends are left out."""

    def __init__(self, page: int, glyphs: Sequence[Glyph], block: Block | None) -> None:
        self.page, self.block = page, block
        self.size = _commonest(glyphs)
        self.order = glyphs[0].order
        shown = list(glyphs)
        while len(shown) > 1 and shown[-1].text in _SPACES:
            shown.pop()
        self.space_after = len(shown) < len(glyphs)
        while len(shown) > 1 and shown[0].text in _SPACES:
            del shown[0]
        self.glyphs = tuple(shown)
        self.main = tuple(each for each in shown if self.is_main(each)) or self.glyphs
        self.baseline = Counter(round(each.baseline, 3) for each in self.main).most_common(1)[0][0]
        self.opened: list[tuple[float, float]] = []
        """From where to where readings stand beside it."""

    def is_main(self, glyph: Glyph) -> bool:
        """Whether the glyph is of the line's own size, not a note call or an exponent."""
        return glyph.size >= SMALL * self.size

    @property
    def start(self) -> float:
        return self.glyphs[0].start

    @property
    def end(self) -> float:
        return self.glyphs[-1].end

    @cached_property
    def text(self) -> str:
        return "".join(each.text for each in self.glyphs)


class _Segment(NamedTuple):
    """Glyphs that follow one another in the content, on one baseline and in one size."""

    glyphs: list[Glyph]
    block: Block | None

    @property
    def first(self) -> Glyph:
        return self.glyphs[0]

    @property
    def last(self) -> Glyph:
        return self.glyphs[-1]


def lines_of(page: PageGlyphs, structure: Structure | None) -> list[Line]:
    """The lines of a page in the order of its content. In a tagged file artifacts, figures, labels and readings are left out."""
    blocks = structure.get(page.page, {}) if structure is not None else {}
    tagged = structure is not None
    readings: list[_Segment] = []
    segments: list[_Segment] = []
    for segment in _segments(page.glyphs, blocks, tagged):
        kind = segment.block.kind if segment.block else ""
        if kind == "RT":
            readings.append(segment)
        elif kind not in _SKIPPED and (segment.block or not tagged):
            segments.append(segment)
    lines: list[Line] = []
    for _, group in _by_block(segments):
        found, beside = _grouped(group, page.page, tagged)
        lines += found
        readings += beside
    _open(lines, readings)
    return sorted(lines, key=lambda line: line.order)


def _by_block(segments: Iterable[_Segment]) -> Iterator[tuple[int, list[_Segment]]]:
    groups: dict[int, list[_Segment]] = defaultdict(list)
    for segment in segments:
        groups[segment.block.number if segment.block else 0].append(segment)
    yield from groups.items()


def _segments(glyphs: Iterable[Glyph], blocks: dict[int, Block] | object, tagged: bool) -> Iterator[_Segment]:
    held: _Segment | None = None
    find = blocks.get if isinstance(blocks, dict) else None
    for glyph in glyphs:
        block = find(glyph.mark) if find is not None else None
        if held is not None and block == held.block and _follows(held.last, glyph, tagged):
            held.glyphs.append(glyph)
            continue
        if held is not None:
            yield held
        held = _Segment([glyph], block)
    if held is not None:
        yield held


def _follows(last: Glyph, glyph: Glyph, tagged: bool) -> bool:
    size = max(last.size, glyph.size)
    if abs(last.baseline - glyph.baseline) > 0.02 * size or not SMALL <= glyph.size / last.size <= 1 / SMALL:
        return False
    # Not by the end: squeezed marks overlap by more than half an em.
    return glyph.start > last.start - _BACKWARDS * size and (tagged or glyph.start - last.end < _GUTTER * size)


def _grouped(segments: list[_Segment], page: int, tagged: bool) -> tuple[list[Line], list[_Segment]]:
    """The lines of one block, or of an untagged page, and the readings beside them."""
    widest = _commonest([glyph for segment in segments for glyph in segment.glyphs]) if tagged else 0.0
    rows = _Rows(tagged)
    later: list[_Segment] = []
    for segment in segments:
        if segment.first.size < SMALL * widest:
            later.append(segment)
        else:
            rows.add(segment)
    if not tagged:
        later = rows.take_small()
    readings = [segment for segment in later if not rows.attach(segment)]
    beside = [segment for segment in readings if rows.is_beside(segment)]
    for segment in readings:
        if segment not in beside:
            rows.add(segment)
    return [Line(page, glyphs, segments[0].block) for glyphs in rows.glyphs()], beside


class _Rows:
    """Segments gathered into rows by their baselines."""

    def __init__(self, tagged: bool) -> None:
        self.tagged = tagged
        self.rows: list[list[_Segment]] = []

    def add(self, segment: _Segment) -> None:
        """To the last row on its baseline that it follows, else to a new one."""
        for row in reversed(self.rows):
            if self._continues(row, segment):
                row.append(segment)
                return
        self.rows.append([segment])

    def _continues(self, row: list[_Segment], segment: _Segment) -> bool:
        size = max(row[-1].first.size, segment.first.size)
        if abs(row[0].first.baseline - segment.first.baseline) > _SAME_BASELINE * size:
            return False
        if segment.first.start < max(each.last.start for each in row) - _BACKWARDS * size:
            return False
        # What a tag holds together may be far apart, but not with other lines between: that is the next column.
        together = self.tagged and row is self.rows[-1]
        return together or segment.first.start - max(each.last.end for each in row) < _GUTTER * size

    def take_small(self) -> list[_Segment]:
        """Take out the rows that are small against a row so near that they cannot be lines of their own."""
        small = [row for row in self.rows if any(_is_small_beside(row, other) for other in self.rows)]
        self.rows = [row for row in self.rows if row not in small]
        return [segment for row in small for segment in row]

    def attach(self, segment: _Segment) -> bool:
        """To the row it stands in as a note call or an exponent does; whether there is one."""
        for row in self.rows:
            size = row[0].first.size
            if abs(row[0].first.baseline - segment.first.baseline) > _NOTE_CALL * size:
                continue
            ends = sorted((each.first.start, each.last.end) for each in row)
            inside = ends[0][0] - size < segment.first.start < max(end for _, end in ends) + size
            overlap = any(_overlap(segment, glyph) for each in row for glyph in each.glyphs)
            if inside and not overlap:
                row.append(segment)
                row.sort(key=lambda each: each.first.start)
                return True
        return False

    def is_beside(self, segment: _Segment) -> bool:
        """Whether it is a reading or an emphasis mark over (or under) a row."""
        return any(_is_reading(segment, row) for row in self.rows)

    def glyphs(self) -> Iterator[list[Glyph]]:
        """Each row's glyphs in reading order; rows that only a baseline joins are mended: a gap in the content is no gap."""
        for row in self.rows:
            yield [glyph for segment in row for glyph in segment.glyphs]


def _is_small_beside(row: list[_Segment], other: list[_Segment]) -> bool:
    size = other[0].first.size
    if row is other or row[0].first.size >= SMALL * size:
        return False
    if abs(row[0].first.baseline - other[0].first.baseline) > _READING[1] * size:
        return False
    start, end = other[0].first.start - size, max(each.last.end for each in other) + size
    return start < row[0].first.start < end


def _is_reading(segment: _Segment, row: list[_Segment]) -> bool:
    size = row[0].first.size
    off = abs(row[0].first.baseline - segment.first.baseline)
    if segment.first.size > _READING_SIZE * size or not _READING[0] * size <= off <= _READING[1] * size:
        return False
    return any(_overlap(segment, glyph) for each in row for glyph in each.glyphs)


def _overlap(segment: _Segment, glyph: Glyph) -> bool:
    return min(segment.last.end, glyph.end) - max(segment.first.start, glyph.start) > 0.2 * segment.first.size


def _open(lines: list[Line], readings: list[_Segment]) -> None:
    """Tell each line where readings stand beside it: there it may be wider set."""
    by_baseline = sorted(lines, key=lambda line: line.baseline)
    baselines = [line.baseline for line in by_baseline]
    for segment in readings:
        base = segment.first.baseline
        reach = 3 * segment.first.size
        first, last = bisect_left(baselines, base - reach), bisect_left(baselines, base + reach)
        for line in by_baseline[first:last]:
            line.opened.append((segment.first.start - line.size, segment.last.end + line.size))


def _commonest(glyphs: Sequence[Glyph]) -> float:
    """The size most glyphs have."""
    sizes = Counter(round(each.size, 2) for each in glyphs if each.text not in _SPACES)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else glyphs[0].size


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of untagged pages without folios and what repeats at the edge of pages."""
    edges: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        edges.update({_edge_key(line) for line in _outermost(lines)})
    kept = []
    for lines in pages:
        outer = _outermost(lines)
        gone = {id(line) for line in outer if edges[_edge_key(line)] > 1 or _is_folio(line, lines)}
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _outermost(lines: Sequence[Line]) -> list[Line]:
    """The lines on the first and last baseline."""
    if not lines:
        return []
    rows = [list(row) for _, row in groupby(sorted(lines, key=lambda line: line.baseline), lambda line: line.baseline)]
    return rows[0] + (rows[-1] if len(rows) > 1 else [])


def _edge_key(line: Line) -> tuple[str, int]:
    return "".join("0" if each.isdecimal() else each for each in line.text), round(line.baseline)


def _is_folio(line: Line, lines: Sequence[Line]) -> bool:
    bare = line.text.strip(" -–—·•/[]()（）〔〕第页頁")
    if (
        not bare
        or len(bare) > 9
        or not all(each.isdecimal() or each in "/ ivxlIVXL〇一二三四五六七八九十" for each in bare)
    ):
        return False
    nearest = min((abs(other.baseline - line.baseline) for other in lines if other is not line), default=0.0)
    return nearest > 1.2 * line.size
