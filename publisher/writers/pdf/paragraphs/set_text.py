"""A piece of a line whose glyphs stand where the line was set (`glyph_runs`)."""

from __future__ import annotations

import math
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import Layout, strut

from publisher.writers.pdf.paragraphs.emphasis import Marks
from publisher.writers.pdf.paragraphs.glyph_runs import LineSetting, Run, Setting, SpacedFaces, items_of, read_run
from publisher.writers.pdf.paragraphs.looks import layout_of, unspaced


class SetLayout(Layout):  # type: ignore[misc]
    """A layout of one line, its glyphs where `setting` has them."""

    def __init__(self, style: Any, text: str, setting: Setting, faces: SpacedFaces):
        self.justification_spacing = 0
        self.max_width = None
        self.text = text
        self._setting = setting
        self._faces = faces
        if style["text_decoration_line"] == "none":
            # What decorations need is asked of the library only where there are any.
            self.first_line_direction = 0
            self.ascent = self.underline_position = self.strikethrough_position = None
        else:
            self.setup(style)
            self.deactivate()

    def reactivate(self, style: Any) -> None:
        """Be ready to draw; lines of one look share what they are shaped by."""
        shared = layout_of(style) if style["text_decoration_line"] == "none" else None
        if shared is None:
            super().reactivate(unspaced(style))
            return
        shared.set_text(self.text)
        self.style, self.layout, self.language = style, shared.layout, shared.language

    def set_runs(self) -> list[Run]:
        """The glyphs of the line, set."""
        setting = LineSetting(self._setting, self.style["font_size"], self._faces)
        runs = [read_run(item) for item in items_of(super().get_first_line()[0])]
        for run in runs:
            setting.set_run(run)
        return runs

    def get_first_line(self) -> tuple[Any, int | None]:
        line, index = super().get_first_line()
        setting = LineSetting(self._setting, self.style["font_size"], self._faces)
        for item in items_of(line):
            run = read_run(item)
            setting.set_run(run)
            run.write_back(item)
        return line, index


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
