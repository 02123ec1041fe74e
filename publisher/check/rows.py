"""Rows: what follows in the content gathered by its baselines, with what is drawn small or apart put where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.check.glyphs import Glyph
from publisher.check.structure import Block

SMALL = 0.86
"""Below this share of the line's size a glyph does not set the line: a note call, an exponent, a reading."""
READING = (0.4, 1.45)
"""How far a ruby reading or an emphasis dot may stand off, in em."""
GUTTER = 1.45
"""A gap this wide parts columns where no tag says what belongs together, in em."""
BACKWARDS = 0.1
"""How far a glyph may begin before the one it follows, in em: more is another line."""

_SAME_BASELINE = 0.25
_NOTE_CALL = 0.62
"""How far a note call or an exponent may stand off the baseline, in em."""
_READING_SIZE = 0.66
_UPRIGHT_NEAR = 0.6
"""How far what stands upright may be from the beginning or the end of its line, in em."""


class Segment(NamedTuple):
    """Glyphs that follow one another in the content, on one baseline and in one size."""

    glyphs: list[Glyph]
    block: Block | None

    @property
    def first(self) -> Glyph:
        return self.glyphs[0]

    @property
    def last(self) -> Glyph:
        return self.glyphs[-1]

    @property
    def is_upright(self) -> bool:
        """Whether it is only of what stands upright: an engine may draw that after the lines it stands in."""
        return all(glyph.upright for glyph in self.glyphs)


class Rows:
    """Segments gathered into rows by their baselines."""

    def __init__(self, tagged: bool) -> None:
        self.tagged = tagged
        self.rows: list[list[Segment]] = []

    def add(self, segment: Segment) -> None:
        """To the last row on its baseline that it follows, else to a new one."""
        for row in reversed(self.rows):
            if self._continues(row, segment):
                row.append(segment)
                return
        self.rows.append([segment])

    def _continues(self, row: list[Segment], segment: Segment) -> bool:
        size = max(row[-1].first.size, segment.first.size)
        if abs(row[0].first.baseline - segment.first.baseline) > _SAME_BASELINE * size:
            return False
        if segment.first.start < max(each.last.start for each in row) - BACKWARDS * size:
            return False
        # What a tag holds together may be far apart, but not with other lines between: that is the next column.
        together = self.tagged and row is self.rows[-1]
        return together or segment.first.start - max(each.last.end for each in row) < GUTTER * size

    def take_small(self) -> list[Segment]:
        """Take out the rows that are small against a row so near that they cannot be lines of their own."""
        small = [row for row in self.rows if any(_is_small_beside(row, other) for other in self.rows)]
        self.rows = [row for row in self.rows if row not in small]
        return [segment for row in small for segment in row]

    def attach_all(self, segments: Sequence[Segment]) -> list[Segment]:
        """Attach what can be; the others. One may reach its row only over another."""
        left = list(segments)
        while left != (rest := [segment for segment in left if not self.attach(segment)]):
            left = rest
        return left

    def attach(self, segment: Segment) -> bool:
        """To the row it stands in as a note call, an exponent or an upright number does; whether there is one."""
        for row in self.rows:
            size = row[0].first.size
            if abs(row[0].first.baseline - segment.first.baseline) > _NOTE_CALL * size:
                continue
            ends = sorted((each.first.start, each.last.end) for each in row)
            upright = segment.is_upright
            room = (_UPRIGHT_NEAR if upright else 1) * size
            reach = segment.last.end if upright else segment.first.start
            inside = ends[0][0] - room < reach and segment.first.start < max(end for _, end in ends) + room
            overlap = any(_overlap(segment, glyph) for each in row for glyph in each.glyphs)
            if inside and not overlap:
                _insert(segment, row)
                return True
        return False

    def is_beside(self, segment: Segment) -> bool:
        """Whether it is a reading or an emphasis mark over (or under) a row."""
        return any(_is_reading(segment, row) for row in self.rows)

    def glyphs(self) -> Iterator[list[Glyph]]:
        """Each row's glyphs in reading order; rows that only a baseline joins are mended: a gap in the content is no gap."""
        for row in self.rows:
            yield [glyph for segment in row for glyph in segment.glyphs]


def _insert(segment: Segment, row: list[Segment]) -> None:
    """Put a segment into its row where it stands, if need be between the glyphs of another."""
    start = segment.first.start
    row.append(segment)
    for number, each in enumerate(row):
        if each.first.start < start < each.last.start:
            at = next(count for count, glyph in enumerate(each.glyphs) if glyph.start > start)
            row[number : number + 1] = [each._replace(glyphs=each.glyphs[:at]), each._replace(glyphs=each.glyphs[at:])]
            break
    row.sort(key=lambda each: each.first.start)


def _is_small_beside(row: list[Segment], other: list[Segment]) -> bool:
    size = other[0].first.size
    if row is other or row[0].first.size >= SMALL * size:
        return False
    if abs(row[0].first.baseline - other[0].first.baseline) > READING[1] * size:
        return False
    start, end = other[0].first.start - size, max(each.last.end for each in other) + size
    return start < row[0].first.start < end


def _is_reading(segment: Segment, row: list[Segment]) -> bool:
    size = row[0].first.size
    off = abs(row[0].first.baseline - segment.first.baseline)
    if segment.first.size > _READING_SIZE * size or not READING[0] * size <= off <= READING[1] * size:
        return False
    return any(_overlap(segment, glyph) for each in row for glyph in each.glyphs)


def _overlap(segment: Segment, glyph: Glyph) -> bool:
    # A small digit that stands upright is given the room of its ink, which is less than its em.
    most = 0.6 if segment.is_upright else 0.25
    return min(segment.last.end, glyph.end) - max(segment.first.start, glyph.start) > most * segment.first.size
