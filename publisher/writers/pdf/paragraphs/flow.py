"""The engine's iterator of line boxes, with paragraphs composed as a whole.

It is asked for a paragraph's lines where the measure is known: in the page's one column or in several, in a list, a quote, a
cell, beside a float. Where the measure turns out to be another than a line was composed for, the rest of the paragraph is composed
anew. What is not text in a line (floats, preserved white space, leaders) is left to the engine's own way.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import lru_cache
from math import inf
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, preferred
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.text.line_break import strut

from publisher.options import ComposeOptions
from publisher.typeset.breaks import break_costs
from publisher.typeset.composer import Line, Paragraph, compose, natural_width
from publisher.typeset.regions import region_of, strictness_of
from publisher.typeset.setting import SetLine, set_line
from publisher.typeset.spaced import SpacedGlyphs
from publisher.typeset.spacing import ATOM, EVEN_MOST, PunctuationStyle, Region, Spacing
from publisher.writers.page_setting import LineRemark, PageSetting
from publisher.writers.pdf.paragraphs.emphasis import draw_marks
from publisher.writers.pdf.paragraphs.flat import (
    NEWLINE,
    FlatParagraph,
    NotComposedError,
    flatten,
    flatten_unplaced,
    line_children,
)
from publisher.writers.pdf.paragraphs.set_text import SetText, SpacedFaces

_EVEN_ENOUGH = 0.01
"""px by which a measure may differ from the one a line was composed for."""

_LOOSE = EVEN_MOST + 5e-4


class Composing(Struct):
    """What all paragraphs of a document share; `remarked` tells that some line has a remark."""

    options: ComposeOptions
    vertical: bool
    faces: SpacedFaces
    remarked: bool = False


_composing: ContextVar[Composing | None] = ContextVar("composing", default=None)
_engine_lines = inline.iter_line_boxes
_engine_split = inline.split_text_box
_engine_width = preferred.inline_max_content_width
_engine_draw = draw.draw_text


@contextlib.contextmanager
def composing(setting: PageSetting, faces: Mapping[tuple[str, int], SpacedGlyphs]) -> Iterator[Composing | None]:
    """Compose the paragraphs of what is laid out while this is open; with `greedy` leave them to the engine.

    `faces` are the copies that carry gaps, by the family and weight of each face.
    """
    greedy = setting.compose.line_breaking == "greedy"
    chosen = None if greedy else Composing(setting.compose, setting.vertical, SpacedFaces(faces))
    token = _composing.set(chosen)
    try:
        yield chosen
    finally:
        _composing.reset(token)


def install() -> None:
    """Put our iterator in the place of the engine's."""
    block.iter_line_boxes = _lines
    inline.split_text_box = _split
    preferred.inline_max_content_width = _most_content_width
    draw.draw_text = _draw_text


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


def _draw_text(stream: Any, textbox: Any, *more: Any) -> None:
    """Takes the place of `draw_text`: what stresses the text is drawn with it."""
    _engine_draw(stream, textbox, *more)
    if isinstance(textbox, SetText) and textbox.marks:
        baseline = textbox.position_y + textbox.baseline
        color = textbox.style["color"]
        draw_marks(stream, textbox.marks, textbox.position_x, baseline, color)


def _most_content_width(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> float:
    """How wide the content of a line box is if it is not broken: cells and inline blocks are made as wide as this."""
    engine = float(_engine_width(context, box, outer, is_line_start))
    shared = _composing.get()
    if shared is None or not isinstance(box, boxes.LineBox):
        return engine
    with contextlib.suppress(NotComposedError):
        return max(engine, _Flow(flatten_unplaced(context, box), box.style, shared).natural_width())
    return engine


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
    yield from _Placing(context, box, containing_block, flow, bottom_space, more[:2]).lines(start, position_y)


def _flow_of(context: Any, box: Any, containing_block: Any, shared: Composing, more: tuple[Any, ...]) -> _Flow | None:
    """The paragraph of a line box, made once; None where the engine's own way is taken, then and always."""
    width = containing_block.width
    known: tuple[float, _Flow | None] | None = getattr(box, "composed", None)
    if known is not None and (known[0] == width or known[1] is None or not known[1].has_atoms):
        return known[1]
    flow: _Flow | None = None
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
            flow = _Flow(flatten(context, box, containing_block), box.style, shared)
            flow = flow if flow.segments else None
    box.composed = width, flow
    return flow


class _Segment(Struct):
    """The characters between two forced breaks, from `start` on."""

    start: int
    end: int
    paragraph: Paragraph | None


class _Flow:
    """A line box's paragraph, ready to be composed for any measure."""

    def __init__(self, flat: FlatParagraph, style: Any, shared: Composing):
        self.flat = flat
        self.shared = shared
        self.has_atoms = any(node.offsets is None for node in flat.nodes)
        self._justified = style["text_align_all"] == "justify"
        self._indented = bool(style["text_indent"].value)
        language = style["lang"] or ""
        self._strictness = shared.options.line_break or strictness_of(language)
        self._spacing = spacing_for(region_of(language), shared.options.punctuation, shared.vertical)
        self.segments = self._segments()
        self._planned: dict[tuple[int, float, float], tuple[list[Line], int]] = {}

    def _segments(self) -> list[_Segment]:
        units = self.flat.units
        ends = [at for at, unit in enumerate(units) if unit == NEWLINE]
        segments: list[_Segment] = []
        start = 0
        for end in [*ends, len(units)]:
            while start < end and units[start] == " ":
                start += 1
            if start < len(units):
                segments.append(_Segment(start, end, self._paragraph(start, end) if end > start else None))
            start = end + 1
        return segments

    def _paragraph(self, start: int, end: int) -> Paragraph:
        flat = self.flat
        units, widths, sizes = flat.units[start:end], flat.widths[start:end], flat.sizes[start:end]
        for at, like in flat.latin_marks.items():
            if start <= at < end:
                units[at - start] = like
        raised = {at - start for at in flat.raised if start <= at < end}
        ems = [width / size for width, size in zip(widths, sizes, strict=True)]
        costs = break_costs(units, flat.allowed[start:end], self._strictness)
        for at, wraps in enumerate(flat.wraps[start:end]):
            if not wraps or at + 1 in raised:
                costs[at] = inf
        return Paragraph(
            widths, sizes, self._spacing.gaps(units, ems, raised), costs,
            [unit == " " for unit in units], [unit[0].isalnum() or unit[0] == ATOM for unit in units],
            self._justified, not (self._indented and start == 0),
        )  # fmt: skip

    def natural_width(self) -> float:
        """The width of the longest segment in one line, in px."""
        return max((natural_width(each.paragraph) for each in self.segments if each.paragraph), default=0.0)

    def segment_of(self, start: int) -> _Segment:
        """The segment of the line that begins at character `start`."""
        return next(segment for segment in self.segments if start <= segment.end)

    def following(self, segment: _Segment) -> int | None:
        """Where the next segment starts, if there is one."""
        return next((other.start for other in self.segments if other.start > segment.end), None)

    def plan(self, start: int, first: float, others: float) -> list[Line]:
        """The lines from `start` to the end of its segment, for a first line of `first` px and others of `others`.

        A paragraph that goes on over a page is not composed anew: its lines are those that were chosen with the ones before.
        """
        known = self._planned.get((start, first, others))
        if known is None:
            lines = self.composed(self.segment_of(start), start, lambda number: others if number else first)
            for number, line in enumerate(lines):
                self._planned[line.start, line.measure, others] = lines, number
            known = lines, 0
        lines, number = known
        return lines[number:]

    def composed(
        self, segment: _Segment, start: int, measure_of: Callable[[int], float], *, uniform: bool = True
    ) -> list[Line]:
        """Lines by the places of the whole paragraph; an empty segment is one empty line."""
        if segment.paragraph is None:
            return [Line(start, start, start, measure_of(0), True)]
        if not any(self.flat.wraps[segment.start : segment.end]):
            return [Line(start, segment.end, segment.end, measure_of(0), True)]
        lines = compose(segment.paragraph, measure_of, start=start - segment.start, uniform=uniform)
        return [
            replace(line, start=line.start + segment.start, end=line.end + segment.start, next=line.next + segment.start)
            for line in lines
        ]  # fmt: skip


@lru_cache(maxsize=32)
def spacing_for(region: Region, style: PunctuationStyle, vertical: bool) -> Spacing:
    """The rules of a region, kept for what they learn of characters."""
    return Spacing(region, style, vertical=vertical)


class _Placing:
    """Lines of one paragraph, from one place on, as the engine asks for them."""

    def __init__(
        self, context: Any, box: Any, containing_block: Any, flow: _Flow, bottom_space: float, lists: tuple[Any, ...]
    ):
        self._context = context
        self._box = box
        self._containing_block = containing_block
        self._flow = flow
        self._bottom_space = bottom_space
        self._absolute, self._fixed = lists
        self._height = strut(box.style)[0]

    def lines(self, start: int, position_y: float) -> Iterator[tuple[Any, Any]]:
        box = self._box
        resolve_percentages(box, self._containing_block)
        resolve_one_percentage(box, "text_indent", self._containing_block.width)
        indent = box.text_indent if start == 0 else 0.0
        following: int | None = start
        while following is not None:
            segment = self._flow.segment_of(following)
            lines = deque(self._planned(segment, max(following, segment.start), indent, position_y))
            while lines:
                line = lines.popleft()
                place = self._place(position_y)
                if abs(place[2] - indent - line.measure) > _EVEN_ENOUGH:
                    lines = deque(self._planned(segment, line.start, indent, position_y))
                    line = lines.popleft()
                following = line.next if lines else self._flow.following(segment)
                box.text_indent = indent
                laid = self._laid_out(segment, line, place)
                position_y = laid.position_y + laid.height
                indent = 0.0
                yield laid, None if following is None else {following: None}

    def _planned(self, segment: _Segment, start: int, indent: float, position_y: float) -> list[Line]:
        width = self._place(position_y)[2]
        if not self._context.excluded_shapes:
            return self._flow.plan(start, width - indent, width)

        def measure_of(number: int) -> float:
            return self._place(position_y + number * self._height)[2] - (0 if number else indent)

        return self._flow.composed(segment, start, measure_of, uniform=False)

    def _place(self, position_y: float) -> tuple[float, float, float]:
        """Left edge, top and width of a line at `position_y`, beside the floats that are there."""
        if not self._context.excluded_shapes:
            return self._containing_block.content_box_x(), position_y, self._containing_block.width
        box = self._box
        box.position_y, box.height = position_y, self._height
        box.width = min(2 * box.style["font_size"], self._containing_block.width)
        x, y, width = avoid_collisions(self._context, box, self._containing_block, outer=False)
        return x, y, width

    def _laid_out(self, segment: _Segment, line: Line, place: tuple[float, float, float]) -> Any:
        """The engine's line box for a line, in its place."""
        set_ = self._set(segment, line)
        children = line_children(self._flow.flat, line, set_, self._flow.shared) if set_ else []
        box = self._box.copy_with_children(children)
        x, y, available = place
        box.position_x, box.position_y = x, y
        placeholders: list[Any] = []
        laid = inline.split_inline_box(
            self._context, box, x + self._box.text_indent, inf, self._bottom_space, None, self._containing_block,
            self._absolute, self._fixed, placeholders, [], [], None, None,
        )[0]  # fmt: skip
        offset_x = 0.0
        if box.style["text_align_all"] != "justify" and laid.width < available:
            offset_x = inline.text_align(self._context, laid, available, last=line.last)
        bottom, top = inline.line_box_verticality(laid)
        laid.baseline = -top
        laid.position_y = top
        laid.height = bottom - top
        laid.margin_top = laid.margin_bottom = 0
        laid.translate(offset_x, y - top)
        laid.position_y = y
        for placeholder in placeholders:
            _put(placeholder, laid)
        laid.remark = self._remark(line, set_)
        return laid

    def _set(self, segment: _Segment, line: Line) -> SetLine | None:
        if segment.paragraph is None or line.end == line.start:
            return None
        shift = segment.start
        own = replace(line, start=line.start - shift, end=line.end - shift, next=line.next - shift)
        return set_line(segment.paragraph, own)

    def _remark(self, line: Line, set_: SetLine | None) -> LineRemark | None:
        code = "line-overfull" if line.excess else "word-broken" if line.broken else ""
        if set_ is None:
            return None
        if set_.loose > _LOOSE or set_.short > _LOOSE:
            code = code or ("line-short" if set_.short else "line-loose")
        if not code:
            return None
        self._flow.shared.remarked = True
        flat = self._flow.flat
        text = "".join(
            unit for at, unit in enumerate(flat.units[line.start : line.end], line.start) if at not in flat.raised
        )
        size = flat.sizes[line.start]
        return LineRemark(code, text, 0, line.excess / size or set_.short or set_.loose)


def _put(placeholder: Any, line: Any) -> None:
    """The static position of what is positioned absolutely: in its line, or below it."""
    if "inline" in placeholder.style.specified["display"]:
        placeholder.translate(0, line.position_y - placeholder.position_y)
    else:
        placeholder.translate(
            line.position_x - placeholder.position_x, line.position_y + line.height - placeholder.position_y
        )
