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

from msgspec.structs import replace

from publisher.check.glyphs import Glyph, PageGlyphs
from publisher.check.rows import BACKWARDS, GUTTER, READING, SMALL, Rows, Segment
from publisher.check.structure import Block, Structure

_OFF_CENTRE = 0.25
_SPACES = " \u00a0\u3000\u2002\u2003\u2009\u200a\u202f"
_SKIPPED = frozenset({"RT", "RP", "Figure", "Formula", "Lbl", "Warichu"})


class Line:
    """One line. Glyphs in the order they are read; spaces at its ends are left out."""

    def __init__(self, page: int, glyphs: Sequence[Glyph], block: Block | None) -> None:
        self.page, self.block = page, block
        self.size = _commonest(glyphs)
        self.order = min(each.order for each in glyphs)
        shown = list(glyphs)
        while len(shown) > 1 and shown[-1].text in _SPACES:
            shown.pop()
        self.space_after = len(shown) < len(glyphs)
        while len(shown) > 1 and shown[0].text in _SPACES:
            del shown[0]
        self.glyphs = tuple(_centred(shown))
        self.main = tuple(each for each in self.glyphs if self.is_main(each)) or self.glyphs
        self.baseline = Counter(round(each.baseline, 3) for each in self.main).most_common(1)[0][0]
        self.opened: list[tuple[float, float]] = []
        """From where to where readings stand beside it, with what they may have opened."""
        self.read: list[tuple[float, float]] = []
        """From where to where its own readings go."""

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


def _centred(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """The glyphs, with each that stands upright in the middle of its room.

    A file does not tell where the em of Latin begins that is turned against its line; engines differ by a twentieth.
    """
    for number, glyph in enumerate(glyphs):
        if glyph.upright and 0 < number < len(glyphs) - 1:
            before, after = glyph.start - glyphs[number - 1].end, glyphs[number + 1].start - glyph.end
            if abs(after - before) < _OFF_CENTRE * glyph.size:
                move = (after - before) / 2
                glyph = replace(glyph, start=glyph.start + move, end=glyph.end + move)
        yield glyph


def lines_of(page: PageGlyphs, structure: Structure | None) -> list[Line]:
    """The lines of a page in the order of its content. In a tagged file artifacts, figures, labels and readings are left out."""
    blocks = structure.get(page.page, {}) if structure is not None else {}
    tagged = structure is not None
    readings: list[Segment] = []
    segments: list[Segment] = []
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


def _by_block(segments: Iterable[Segment]) -> Iterator[tuple[int, list[Segment]]]:
    groups: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        groups[segment.block.number if segment.block else 0].append(segment)
    yield from groups.items()


def _segments(glyphs: Iterable[Glyph], blocks: dict[int, Block] | object, tagged: bool) -> Iterator[Segment]:
    held: Segment | None = None
    find = blocks.get if isinstance(blocks, dict) else None
    for glyph in glyphs:
        block = find(glyph.mark) if find is not None else None
        if held is not None and block == held.block and _follows(held.last, glyph, tagged):
            held.glyphs.append(glyph)
            continue
        if held is not None:
            yield held
        held = Segment([glyph], block)
    if held is not None:
        yield held


def _follows(last: Glyph, glyph: Glyph, tagged: bool) -> bool:
    size = max(last.size, glyph.size)
    if abs(last.baseline - glyph.baseline) > 0.02 * size or not SMALL <= glyph.size / last.size <= 1 / SMALL:
        return False
    # What stands upright may come in the content without what stands between.
    if last.upright and glyph.upright and glyph.start - last.end > size / 2:
        return False
    # Not by the end: squeezed marks overlap by more than half an em.
    return glyph.start > last.start - BACKWARDS * size and (tagged or glyph.start - last.end < GUTTER * size)


def _grouped(segments: list[Segment], page: int, tagged: bool) -> tuple[list[Line], list[Segment]]:
    """The lines of one block, or of an untagged page, and the readings beside them."""
    widest = _commonest([glyph for segment in segments for glyph in segment.glyphs]) if tagged else 0.0
    rows = Rows(tagged)
    later: list[Segment] = []
    for segment in segments:
        if segment.first.size < SMALL * widest or segment.is_upright:
            later.append(segment)
        else:
            rows.add(segment)
    if not tagged:
        later += rows.take_small()
    readings = rows.attach_all(later)
    beside = [segment for segment in readings if rows.is_beside(segment)]
    for segment in readings:
        if segment not in beside:
            rows.add(segment)
    return [Line(page, glyphs, segments[0].block) for glyphs in rows.glyphs()], beside


def _open(lines: list[Line], readings: list[Segment]) -> None:
    """Tell each line where readings stand beside it: there it may be wider set."""
    by_baseline = sorted(lines, key=lambda line: line.baseline)
    baselines = [line.baseline for line in by_baseline]
    for segment in readings:
        base = segment.first.baseline
        reach = 3 * segment.first.size
        first, last = bisect_left(baselines, base - reach), bisect_left(baselines, base + reach)
        for line in by_baseline[first:last]:
            start, end = segment.first.start, segment.last.end
            line.opened.append((start - line.size, end + line.size))
            if READING[0] * line.size <= line.baseline - base <= READING[1] * line.size:
                line.read.append((start, end))


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
