"""The lines of a paragraph as the engine's line boxes, each in its place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import inf
from typing import Any

from msgspec.structs import replace
from weasyprint.layout import inline
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.text.line_break import strut

from publisher.typeset.paragraph import Line
from publisher.typeset.setting import SetLine, set_line
from publisher.typeset.spacing import EVEN_MOST
from publisher.writers.page_setting import LineRemark
from publisher.writers.pdf.paragraphs.composed import Flow, Segment
from publisher.writers.pdf.paragraphs.line_tree import line_children

_EVEN_ENOUGH = 0.01
"""px by which a measure may differ from the one a line was composed for."""

_LOOSE = EVEN_MOST + 5e-4


class Placing:
    """Lines of one paragraph, from one place on, as the engine asks for them."""

    def __init__(
        self, context: Any, box: Any, containing_block: Any, flow: Flow, bottom_space: float, lists: tuple[Any, ...]
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

    def _planned(self, segment: Segment, start: int, indent: float, position_y: float) -> list[Line]:
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

    def _laid_out(self, segment: Segment, line: Line, place: tuple[float, float, float]) -> Any:
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

    def _set(self, segment: Segment, line: Line) -> SetLine | None:
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
