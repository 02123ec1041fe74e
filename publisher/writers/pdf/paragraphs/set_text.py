"""A piece of a line whose glyphs stand where the line was set.

The engine draws what Pango gives it, glyph by glyph, and writes each difference from a glyph's own width into a `TJ` operator. So the
widths are changed just before they are drawn. It cuts these numbers to whole thousandths; a width is therefore rounded to the side
from which the cut comes out right.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout, strut

_EDGE = 1e-3
"""In Pango units: keeps a width from falling on the very edge of the cut."""


class SetLayout(Layout):  # type: ignore[misc]
    """A layout of one line. `advances` gives, by the byte at which a character begins, its advance in thousandths of the font size;
    `shift` is by how much the first is moved back.
    """

    def __init__(self, style: Any, text: str, advances: Mapping[int, int], shift: int):
        self.justification_spacing = 0
        self.max_width = None
        self.text = text
        self._advances = advances
        self._starts: Sequence[int] = sorted(advances)
        self._shift = shift
        if style["text_decoration_line"] == "none":
            # What decorations need is asked of the library only where there are any.
            self.first_line_direction = 0
            self.ascent = self.underline_position = self.strikethrough_position = None
        else:
            self.setup(style)
            self.deactivate()

    def get_first_line(self) -> tuple[Any, int | None]:
        line, index = super().get_first_line()
        size = self.style["font_size"]
        run = line.runs
        while run != ffi.NULL:
            self._set_run(run.data, size)
            run = run.next
        return line, index

    def _set_run(self, item: Any, size: float) -> None:
        glyphs, offset = item.glyphs, item.item.offset
        count = glyphs.num_glyphs
        infos, clusters = glyphs.glyphs, glyphs.log_clusters
        starts = self._starts
        # Characters of a right-to-left run come in the order they are seen; each keeps its glyphs together.
        owner = [starts[bisect_right(starts, offset + clusters[at]) - 1] for at in range(count)]
        at = 0
        while at < count:
            end = at + 1
            while end < count and owner[end] == owner[at]:
                end += 1
            self._set_character(infos, (at, end), owner[at], size)
            at = end

    def _set_character(self, infos: Any, span: tuple[int, int], start: int, size: float) -> None:
        """Give the last glyph of a character what makes its advance right."""
        per_unit = 1000 / (size * TO_UNITS)
        target = self._advances[start]
        for at in range(span[0], span[1] - 1):
            target -= round(infos[at].geometry.width * per_unit)
        if start == 0 and self._shift:
            infos[span[0]].geometry.x_offset -= round(self._shift * size)
        geometry = infos[span[1] - 1].geometry
        own = geometry.width * per_unit
        exact = target / per_unit
        geometry.width = math.floor(exact - _EDGE) if own > target else math.ceil(exact + _EDGE)


class SetText(boxes.TextBox):  # type: ignore[misc]
    """Text of one line, already set: `set_width` is its width in px."""

    set_width: float

    def place(self) -> SetText:
        """Give the box its sizes, which the engine resets to those of its style before it asks for them."""
        line_height, baseline = strut(self.style)
        self.width = self.set_width
        # All our faces have one ascent and descent, an em together, so that any text stands as a strut does.
        self.height = self.style["font_size"]
        self.margin_top = self.margin_bottom = (line_height - self.height) / 2
        self.baseline = baseline
        return self


def set_text(box: Any, text: str, advances: Mapping[int, int], shift: int, width: float) -> SetText:
    """A copy of the text box `box` that holds `text`, `width` px wide."""
    new = SetText.__new__(SetText)
    new.__dict__.update(box.__dict__)
    new.text = text
    new.set_width = width
    new.pango_layout = SetLayout(box.style, text, advances, shift)
    return new
