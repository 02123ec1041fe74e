"""The engine's iterator of line boxes, with paragraphs composed as a whole.

It is asked for a paragraph's lines where the measure is known: in the page's one column or in several, in a list, a quote, a
cell, beside a float. Where the measure turns out to be another than a line was composed for, the rest of the paragraph is composed
anew. What is not text in a line (floats, preserved white space, leaders) is left to the engine's own way.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from msgspec.structs import replace
from weasyprint import draw
from weasyprint.draw import text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, preferred

from publisher.clreq import number_pattern
from publisher.writers.page_setting import LineRemark, PageSetting
from publisher.writers.pdf.paragraphs.composed import Flow
from publisher.writers.pdf.paragraphs.document import Composing
from publisher.writers.pdf.paragraphs.drawing import draw_first_line
from publisher.writers.pdf.paragraphs.emphasis import draw_marks
from publisher.writers.pdf.paragraphs.flat import NotComposedError, flatten, flatten_unplaced
from publisher.writers.pdf.paragraphs.glyph_runs import FaceGlyphs, SpacedFaces
from publisher.writers.pdf.paragraphs.placing import Placing
from publisher.writers.pdf.paragraphs.set_text import SetText

_composing: ContextVar[Composing | None] = ContextVar("composing", default=None)
_engine_lines = inline.iter_line_boxes
_engine_split = inline.split_text_box
_engine_resolve = inline.resolve_percentages
_engine_width = preferred.inline_max_content_width
_engine_least = preferred.inline_min_content_width
_engine_draw = draw.draw_text


@contextlib.contextmanager
def composing(setting: PageSetting, faces: Mapping[tuple[str, int], FaceGlyphs]) -> Iterator[Composing | None]:
    """Compose the paragraphs of what is laid out while this is open; with `greedy` leave them to the engine.

    `faces` are the copies that carry gaps, by the family and weight of each face.
    """
    greedy = setting.compose.line_breaking == "greedy"
    upright = setting.compose.upright_digits if setting.vertical else 0
    numbers = number_pattern(upright) if upright else None
    chosen = None if greedy else Composing(setting.compose, setting.vertical, SpacedFaces(faces), numbers)
    token = _composing.set(chosen)
    try:
        yield chosen
    finally:
        _composing.reset(token)


def install() -> None:
    """Put our iterator in the place of the engine's."""
    block.iter_line_boxes = _lines
    inline.split_text_box = _split
    inline.resolve_percentages = _resolve
    preferred.inline_max_content_width = _most_content_width
    preferred.inline_min_content_width = _least_content_width
    draw.draw_text = _draw_text
    text.draw_first_line = draw_first_line


def line_remarks(document: Any, shared: Composing | None) -> Iterator[LineRemark]:
    """What is to be said of the lines of a document that was laid out, page by page."""
    if shared is None or not shared.remarked:
        return
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if isinstance(box, boxes.LineBox) and (remark := getattr(box, "remark", None)):
                yield replace(remark, page=number)


def _split(context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True) -> Any:
    if isinstance(box, SetText):
        return box.place(), None, False
    return _engine_split(context, box, available_width, skip, is_line_start)


def _resolve(box: Any, *more: Any) -> None:
    if not isinstance(box, SetText):
        _engine_resolve(box, *more)


def _draw_text(stream: Any, textbox: Any, *more: Any) -> None:
    """Takes the place of `draw_text`: what stresses the text is drawn with it."""
    _engine_draw(stream, textbox, *more)
    if isinstance(textbox, SetText) and textbox.marks:
        baseline = textbox.position_y + textbox.baseline
        color = textbox.style["color"]
        draw_marks(stream, textbox.marks, textbox.position_x, baseline, color)


def _most_content_width(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> float:
    """How wide the content of a line box is if it is not broken: cells and inline blocks are made as wide as this."""
    return max(float(_engine_width(context, box, outer, is_line_start)), _natural_width(context, box))


def _least_content_width(context: Any, box: Any, *more: Any, **named: Any) -> float:
    """How narrow it may be: where it must not be broken, as wide as it is. The column of a table is never narrower."""
    engine = float(_engine_least(context, box, *more, **named))
    return engine if box.style["white_space"] != "nowrap" else max(engine, _natural_width(context, box))


def _natural_width(context: Any, box: Any) -> float:
    """The width of a line box as we set it; 0 where it is the engine's to set."""
    shared = _composing.get()
    if shared is not None and isinstance(box, boxes.LineBox):
        with contextlib.suppress(NotComposedError):
            return Flow(flatten_unplaced(context, box, shared), box.style, shared).natural_width()
    return 0


def _lines(
    context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, containing_block: Any, *more: Any
) -> Iterator[tuple[Any, Any]]:
    """Takes the place of `iter_line_boxes`: the lines of `box` from `skip_stack` on, each with where the next begins."""
    shared = _composing.get()
    flow = _flow_of(context, box, containing_block, shared, more) if shared else None
    if flow is None:
        yield from _engine_lines(context, box, position_y, bottom_space, skip_stack, containing_block, *more)
        return
    start = 0 if skip_stack is None else next(iter(skip_stack))
    yield from Placing(context, box, containing_block, flow, bottom_space, more[:2]).lines(start, position_y)


def _flow_of(context: Any, box: Any, containing_block: Any, shared: Composing, more: tuple[Any, ...]) -> Flow | None:
    """The paragraph of a line box, made once; None where the engine's own way is taken, then and always."""
    width = containing_block.width
    known: tuple[float, Flow | None] | None = getattr(box, "composed", None)
    if known is not None and (known[0] == width or known[1] is None or not known[1].has_atoms):
        return known[1]
    flow: Flow | None = None
    first_letter_style, first_line_style = more[2], more[3]
    style = containing_block.style
    if (
        not first_letter_style
        and not first_line_style
        and style["direction"] == "ltr"
        and box.text_overflow == "clip"
        and style["max_lines"] == "none"
    ):
        with contextlib.suppress(NotComposedError):
            flow = Flow(flatten(context, box, containing_block, shared), box.style, shared)
            flow = flow if flow.segments else None
    box.composed = width, flow
    return flow
