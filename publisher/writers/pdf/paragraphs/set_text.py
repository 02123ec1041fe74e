"""A piece of a line whose glyphs stand where the line was set.

The engine draws what Pango gives it, glyph by glyph, and writes each difference from a glyph's own width into a `TJ` operator. So the
widths are changed just before they are drawn. It cuts these numbers to whole thousandths; a width is therefore rounded to the side
from which the cut comes out right.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, strut

from publisher.typeset.spaced import Side, SpacedGlyphs
from publisher.writers.pdf.paragraphs.emphasis import Marks

_EDGE = 1e-3
"""In Pango units: keeps a width from falling on the very edge of the cut."""


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


class _Drawn(NamedTuple):
    """The glyphs `first` to `end` (exclusive) of a run, which draw the character that begins at byte `start`."""

    first: int
    end: int
    start: int


class SetLayout(Layout):  # type: ignore[misc]
    """A layout of one line, its glyphs where `setting` has them."""

    def __init__(self, style: Any, text: str, setting: Setting, faces: SpacedFaces):
        self.justification_spacing = 0
        self.max_width = None
        self.text = text
        self._setting = setting
        self._starts = sorted(setting.advances)
        self._faces = faces
        if style["text_decoration_line"] == "none":
            # What decorations need is asked of the library only where there are any.
            self.first_line_direction = 0
            self.ascent = self.underline_position = self.strikethrough_position = None
        else:
            self.setup(style)
            self.deactivate()

    def get_first_line(self) -> tuple[Any, int | None]:
        line, index = super().get_first_line()
        run = line.runs
        while run != ffi.NULL:
            self._set_run(run.data)
            run = run.next
        return line, index

    def _set_run(self, item: Any) -> None:
        glyphs, offset = item.glyphs, item.item.offset
        count = glyphs.num_glyphs
        clusters = glyphs.log_clusters
        advances, starts = self._setting.advances, self._starts
        # Characters of a right-to-left run come in the order they are seen; each keeps its glyphs together.
        owner = [
            at if (at := offset + clusters[number]) in advances else starts[bisect_right(starts, at) - 1]
            for number in range(count)
        ]
        characters: list[_Drawn] = []
        number = 0
        while number < count:
            end = number + 1
            while end < count and owner[end] == owner[number]:
                end += 1
            characters.append(_Drawn(number, end, owner[number]))
            number = end
        if item.item.analysis.level % 2:
            self._set_backwards(item, characters)
            return
        for character in characters:
            self._set_character(item, character)

    def _set_backwards(self, item: Any, characters: Sequence[_Drawn]) -> None:
        """A run from right to left: what a character advances by beyond its own is at its left.

        But what follows the last one, which is leftmost, is at the right of the whole run.
        """
        infos, size = item.glyphs.glyphs, self.style["font_size"]
        final = max(character.start for character in characters)
        behind = 0.0
        for character in characters:
            own = sum(infos[at].geometry.width for at in range(character.first, character.end))
            extra = self._setting.advances[character.start] * size * TO_UNITS / 1000 - own
            if character.start == final:
                behind = extra
            else:
                infos[character.first].geometry.x_offset += round(extra * 1000 / TO_UNITS)
                infos[character.end - 1].geometry.width += round(extra)
        infos[characters[-1].end - 1].geometry.width += round(behind)

    def _set_character(self, item: Any, character: _Drawn) -> None:
        """Give the last glyph of a character what makes its advance right."""
        span, start = (character.first, character.end), character.start
        infos, size = item.glyphs.glyphs, self.style["font_size"]
        if start in self._setting.numbers and self._set_number(item, span, self._setting.numbers[start]):
            span = span[0], span[0] + 1
        per_unit = 1000 / (size * TO_UNITS)
        target = self._setting.advances[start]
        for at in range(span[0], span[1] - 1):
            target -= round(infos[at].geometry.width * per_unit)
        if infos[span[0]].geometry.x_offset < -0.4 * size * TO_UNITS:
            # An opening mark after another the face itself moves back by half an em; what is squeezed here is not for it to say.
            infos[span[0]].geometry.x_offset += round(0.5 * size * TO_UNITS)
        if start == 0 and self._setting.shift:
            infos[span[0]].geometry.x_offset -= round(self._setting.shift * size)
        geometry = infos[span[1] - 1].geometry
        own = geometry.width * per_unit
        if start in self._setting.gaps:
            wider = self._carry(item, infos[span[0]], self._setting.gaps[start], size)
            # A mark may have been squeezed by the face; its copy is narrower than the whole.
            own = 1000 + wider if wider < 0 else own + wider
        exact = target / per_unit
        geometry.width = math.floor(exact - _EDGE) if own > target else math.ceil(exact + _EDGE)

    def _set_number(self, item: Any, span: tuple[int, int], number: str) -> bool:
        """Draw a number by its one glyph, whose text is the whole of it; False where the face has none."""
        glyph = self._faces.of_font(item.item.analysis.font).numbers.get(number)
        if glyph is None:
            return False
        infos, clusters = item.glyphs.glyphs, item.glyphs.log_clusters
        final = item.glyphs.num_glyphs
        end = clusters[span[1]] if span[1] < final else item.item.length
        infos[span[0]].glyph = glyph
        infos[span[0]].geometry.width = round(self.style["font_size"] * TO_UNITS)
        for at in range(span[0] + 1, span[1]):
            infos[at].glyph = pango.PANGO_GLYPH_EMPTY
            infos[at].geometry.width = 0
            clusters[at] = end
        return True

    def _carry(self, item: Any, info: Any, gap: tuple[Side, int], size: float) -> int:
        """Put the copy that carries the gap in the place of a glyph; what it is wider by. Without a copy the glyph is moved."""
        side, width = gap
        for each, copy in self._faces.of_font(item.item.analysis.font).spaced.get((info.glyph, side), ()):
            if each == width:
                info.glyph = copy
                return width * (2 if side == "both" else 1)
        if side != "trailing":
            info.geometry.x_offset += round(width * size)
        return 0


class SetText(boxes.TextBox):  # type: ignore[misc]
    """Text of one line, already set: `set_width` is its width in px, `marks` what stresses it."""

    set_width: float
    marks: Marks | None = None

    # A text box has no decorations: asking the style for each would cost as much as shaping the text.
    margin_left = margin_right = 0
    padding_top = padding_right = padding_bottom = padding_left = 0
    border_top_width = border_right_width = border_bottom_width = border_left_width = 0
    min_width = min_height = 0
    max_width = max_height = math.inf

    def place(self) -> SetText:
        """Give the box its sizes, which the engine resets to those of its style before it asks for them."""
        line_height, baseline = strut(self.style)
        self.width = self.set_width
        # All our faces have one ascent and descent, an em together, so that any text stands as a strut does.
        self.height = self.style["font_size"]
        self.margin_top = self.margin_bottom = (line_height - self.height) / 2
        self.baseline = baseline
        return self


def set_text(
    box: Any, text: str, setting: Setting, width: float, faces: SpacedFaces, marks: Marks | None = None
) -> SetText:
    """A copy of the text box `box` that holds `text`, `width` px wide."""
    new = SetText.__new__(SetText)
    new.__dict__.update(box.__dict__)
    new.text = text
    new.set_width = width
    new.marks = marks
    new.pango_layout = SetLayout(box.style, text, setting, faces)
    return new
