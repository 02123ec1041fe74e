"""The glyphs of a line as Pango shaped them, run by run, and where the line has them stand.

A run is read as a whole, changed as plain numbers, and drawn from these or written back. A `TJ` operator takes whole thousandths of
the font size, to which the difference from a glyph's own width is cut (ISO 32000-1, 9.4.3); a width is therefore rounded to the side
from which the cut comes out right.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from publisher.typeset.spaced import Side, SpacedGlyphs

_EDGE = 1e-3
"""In Pango units: keeps a width from falling on the very edge of the cut."""

_GLYPH_INFO = 5
"""32-bit words of a PangoGlyphInfo: glyph, width, x and y offset, attributes."""


class FaceGlyphs(Struct, frozen=True):
    """Glyphs of a face that no character leads to: copies that carry a gap, and numbers that stand upright."""

    spaced: SpacedGlyphs = {}
    numbers: Mapping[str, int] = {}


_NONE = FaceGlyphs()


class SpacedFaces:
    """The faces of a document, by family and weight."""

    def __init__(self, faces: Mapping[tuple[str, int], FaceGlyphs]):
        self._faces = faces
        self._known: dict[int, FaceGlyphs] = {}

    def of_font(self, font: Any) -> FaceGlyphs:
        """The glyphs of a PangoFont."""
        key = int(ffi.cast("uintptr_t", font))
        if key not in self._known:
            described = ffi.gc(pango.pango_font_describe_with_absolute_size(font), pango.pango_font_description_free)
            family = ffi.string(pango.pango_font_description_get_family(described)).decode()
            weight = int(pango.pango_font_description_get_weight(described))
            self._known[key] = self._faces.get((family, weight), _NONE)
        return self._known[key]


class Setting(Struct, gc=False):
    """How a piece of text is set. By the byte at which a character begins: `advances` in thousandths of the font size, in `gaps` the
    side and size of a gap that its glyph is to carry, in `numbers` a number that one glyph is to draw; `shift` is by how much the
    first is moved back.
    """

    advances: dict[int, int]
    gaps: dict[int, tuple[Side, int]]
    numbers: dict[int, str]
    shift: int = 0


class Run(Struct):
    """Glyphs of one PangoFont, in the order they are drawn: their ids, widths and offsets in Pango units, and the byte of `text`
    at which the cluster of each begins, from `offset` on.
    """

    font: Any
    offset: int
    length: int
    backwards: bool
    glyphs: list[int]
    widths: list[int]
    rights: list[int]
    ups: list[int]
    clusters: list[int]

    def write_back(self, item: Any) -> None:
        """Into the PangoGlyphItem it was read from."""
        words = array("i", bytes(ffi.buffer(item.glyphs.glyphs, len(self.glyphs) * _GLYPH_INFO * 4)))
        for at, column in enumerate((self.glyphs, self.widths, self.rights)):
            words[at::_GLYPH_INFO] = array("i", column)
        ffi.buffer(item.glyphs.glyphs, len(words) * 4)[:] = words.tobytes()
        ffi.buffer(item.glyphs.log_clusters, len(self.clusters) * 4)[:] = array("i", self.clusters).tobytes()


def items_of(line: Any) -> Iterator[Any]:
    """The PangoGlyphItems of a PangoLayoutLine."""
    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def read_run(item: Any) -> Run:
    """The glyphs of a PangoGlyphItem."""
    glyphs, shaped = item.glyphs, item.item
    count = glyphs.num_glyphs
    words = array("i", bytes(ffi.buffer(glyphs.glyphs, count * _GLYPH_INFO * 4)))
    clusters = array("i", bytes(ffi.buffer(glyphs.log_clusters, count * 4)))
    ids, widths, rights, ups = (words[at::_GLYPH_INFO].tolist() for at in range(4))
    analysis = shaped.analysis
    backwards = bool(analysis.level % 2)
    return Run(analysis.font, shaped.offset, shaped.length, backwards, ids, widths, rights, ups, clusters.tolist())


class _Drawn(NamedTuple):
    """The glyphs `first` to `end` (exclusive) of a run, which draw the character that begins at byte `start`."""

    first: int
    end: int
    start: int


class LineSetting:
    """Sets the glyphs of one line, whose text is `size` px large."""

    def __init__(self, setting: Setting, size: float, faces: SpacedFaces):
        self._setting = setting
        self._starts = sorted(setting.advances)
        self._size = size
        self._per_unit = 1000 / (size * TO_UNITS)
        self._faces = faces

    def set_run(self, run: Run) -> None:
        """Change the glyphs of a run so that they stand where they are set."""
        characters = self._characters(run)
        if run.backwards:
            self._set_backwards(run, characters)
            return
        for character in characters:
            self._set_character(run, *character)

    def _characters(self, run: Run) -> list[_Drawn]:
        """Characters of a right-to-left run come in the order they are seen; each keeps its glyphs together."""
        advances, starts, offset = self._setting.advances, self._starts, run.offset
        owner = [
            at if (at := offset + cluster) in advances else starts[bisect_right(starts, at) - 1]
            for cluster in run.clusters
        ]
        first = [at for at, start in enumerate(owner) if not at or owner[at - 1] != start]
        return [_Drawn(at, end, owner[at]) for at, end in zip(first, [*first[1:], len(owner)], strict=True)]

    def _set_backwards(self, run: Run, characters: Sequence[_Drawn]) -> None:
        """A run from right to left: what a character advances by beyond its own is at its left.

        But what follows the last one, which is leftmost, is at the right of the whole run.
        """
        widths = run.widths
        final = max(character.start for character in characters)
        behind = 0.0
        for first, end, start in characters:
            own = sum(widths[first:end])
            extra = self._setting.advances[start] * self._size * TO_UNITS / 1000 - own
            if start == final:
                behind = extra
            else:
                run.rights[first] += round(extra * 1000 / TO_UNITS)
                widths[end - 1] += round(extra)
        widths[characters[-1].end - 1] += round(behind)

    def _set_character(self, run: Run, first: int, end: int, start: int) -> None:
        """Give the last glyph of a character what makes its advance right."""
        setting, size, per_unit = self._setting, self._size, self._per_unit
        widths, rights = run.widths, run.rights
        if start in setting.numbers and self._set_number(run, first, end, setting.numbers[start]):
            end = first + 1
        target = setting.advances[start]
        for at in range(first, end - 1):
            target -= round(widths[at] * per_unit)
        if rights[first] < -0.4 * size * TO_UNITS:
            # An opening mark after another the face itself moves back by half an em; what is squeezed here is not for it to say.
            rights[first] += round(0.5 * size * TO_UNITS)
        if start == 0 and setting.shift:
            rights[first] -= round(setting.shift * size)
        own = widths[end - 1] * per_unit
        if start in setting.gaps:
            wider = self._carry(run, first, setting.gaps[start])
            # A mark may have been squeezed by the face; its copy is narrower than the whole.
            own = 1000 + wider if wider < 0 else own + wider
        exact = target / per_unit
        widths[end - 1] = math.floor(exact - _EDGE) if own > target else math.ceil(exact + _EDGE)

    def _set_number(self, run: Run, first: int, end: int, number: str) -> bool:
        """Draw a number by its one glyph, whose text is the whole of it; False where the face has none."""
        glyph = self._faces.of_font(run.font).numbers.get(number)
        if glyph is None:
            return False
        behind = run.clusters[end] if end < len(run.clusters) else run.length
        run.glyphs[first] = glyph
        run.widths[first] = round(self._size * TO_UNITS)
        for at in range(first + 1, end):
            run.glyphs[at] = pango.PANGO_GLYPH_EMPTY
            run.widths[at] = 0
            run.clusters[at] = behind
        return True

    def _carry(self, run: Run, at: int, gap: tuple[Side, int]) -> int:
        """Put the copy that carries the gap in the place of a glyph; what it is wider by. Without a copy the glyph is moved."""
        side, width = gap
        for each, copy in self._faces.of_font(run.font).spaced.get((run.glyphs[at], side), ()):
            if each == width:
                run.glyphs[at] = copy
                return width * (2 if side == "both" else 1)
        if side != "trailing":
            run.rights[at] += round(width * self._size)
        return 0
