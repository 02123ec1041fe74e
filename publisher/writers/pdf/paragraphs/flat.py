"""A line box's tree of inlines as one run of characters, and the part of the tree that a line needs.

A *leaf* is a text box, an atom (image, inline block) or what is out of the flow; each knows which characters of the run are its own.
A newline that the style keeps (`<br>`) is a character of its own, and belongs to no line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from msgspec import Struct
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.layout.percent import resolve_percentages

from publisher.clreq import MARKS, OPENING, is_latin
from publisher.typeset.composer import Line
from publisher.typeset.mark_forms import form_runs
from publisher.typeset.regions import region_of
from publisher.typeset.setting import SetLine
from publisher.typeset.spaced import GAPS, NARROWED, Side
from publisher.typeset.spacing import ATOM
from publisher.writers.pdf.paragraphs.emphasis import marks_of
from publisher.writers.pdf.paragraphs.set_text import Setting, SpacedFaces, set_text
from publisher.writers.pdf.paragraphs.shaping import advances, text_attributes

NEWLINE = "\n"

_LIKE = {"“": '"', "”": '"', "‘": "'", "’": "'", "…": ".", "·": "."}
"""What a mark in its Latin form is like for the rules on lines."""

_KERNED = 0.88

_WRAPS = frozenset(("normal", "pre-line"))
_COMPOSED = _WRAPS | {"nowrap"}


class Node(Struct):
    """An inline or a leaf, with the characters from `start` to `end` (exclusive); for text `offsets` are where each begins in it."""

    box: Any
    start: int
    end: int
    children: list[Node] | None = None
    offsets: list[int] | None = None


class FlatParagraph(Struct):
    """The characters of a line box; lists run over them. `widths` are with decorations (padding, borders), which `padding` says.

    `raised` are superscripts and note calls, `latin_marks` quotes in their Latin form, each with what it is like for the rules.
    """

    nodes: list[Node]
    units: list[str]
    widths: list[float]
    padding: dict[int, float]
    sizes: list[float]
    allowed: list[bool]
    wraps: list[bool]
    raised: set[int]
    latin_marks: dict[int, str]


class NotComposedError(Exception):
    """The line box holds what only the engine's own way can set: floats, preserved white space, leaders."""


def flatten(context: Any, line_box: Any, containing_block: Any) -> FlatParagraph:
    """The characters of `line_box`, its atoms laid out. Raises NotComposedError."""

    def width_of(atom: Any) -> float:
        resolve_percentages(atom, containing_block)
        made = inline.atomic_box(context, atom, 0, None, containing_block, [], [])
        return float(made.margin_width())

    return _Flattening(containing_block, width_of).paragraph(line_box)


def flatten_unplaced(context: Any, line_box: Any) -> FlatParagraph:
    """The characters of `line_box` before it is known where it will stand; atoms as wide as they like to be."""
    return _Flattening((0, 0), lambda atom: float(preferred.max_content_width(context, atom))).paragraph(line_box)


class _Flattening:
    def __init__(self, containing_block: Any, width_of: Callable[[Any], float]):
        self._width_of = width_of
        self._containing_block = containing_block
        self._flat = FlatParagraph([], [], [], {}, [], [], [], set(), {})
        self._open = 0.0
        self._language: str | None = None
        self._styles: dict[tuple[int, str], Any] = {}

    def paragraph(self, line_box: Any) -> FlatParagraph:
        flat = self._flat
        self._language = line_box.style["lang"]
        flat.nodes = self._children(line_box, raised=False)
        self._pad(len(flat.units) - 1, self._taken())
        self._join()
        return flat

    def _children(self, parent: Any, *, raised: bool) -> list[Node]:
        nodes: list[Node] = []
        for child in parent.children:
            if isinstance(child, boxes.TextBox) and child.is_in_normal_flow() and not child.is_leader:
                nodes += self._texts(child, raised=raised)
            else:
                nodes.append(self._node(child, parent, raised=raised))
        return nodes

    def _node(self, box: Any, parent: Any, *, raised: bool) -> Node:
        start = len(self._flat.units)
        if not box.is_in_normal_flow():
            if box.is_floated():
                raise NotComposedError
            return Node(box, start, start)
        if box.is_leader:
            raise NotComposedError
        if isinstance(box, boxes.InlineBox):
            return self._inline(box, raised=raised)
        if isinstance(box, boxes.AtomicInlineLevelBox):
            self._atom(box, parent)
            return Node(box, start, start + 1)
        raise NotComposedError

    def _inline(self, box: Any, *, raised: bool) -> Node:
        resolve_percentages(box, self._containing_block)
        for side in ("left", "right"):
            if getattr(box, f"margin_{side}") == "auto":
                setattr(box, f"margin_{side}", 0)
        start = len(self._flat.units)
        self._open += box.margin_left + box.border_left_width + box.padding_left
        children = self._children(box, raised=raised or box.style["vertical_align"] not in ("baseline", 0))
        closing = box.margin_right + box.border_right_width + box.padding_right
        end = len(self._flat.units)
        if end > start:
            self._pad(end - 1, closing)
        else:
            self._open += closing
        return Node(box, start, end, children)

    def _texts(self, box: Any, *, raised: bool) -> Iterator[Node]:
        """A node for each piece of a text box that is set in one form of its marks."""
        latin = region_of(box.style["lang"] or "") == "other"
        for text, form in form_runs(box.text, latin=latin):
            piece = box
            if text != box.text or form:
                piece = box.copy()
                piece.text = text
                piece.style = self._in_form(box.style, form)
            start = len(self._flat.units)
            offsets = self._text(piece, raised=raised)
            if form == "pwid":
                self._flat.latin_marks.update(
                    (at, _LIKE.get(self._flat.units[at], self._flat.units[at]))
                    for at in range(start, len(self._flat.units))
                )
            yield Node(piece, start, len(self._flat.units), None, offsets)

    def _in_form(self, style: Any, form: str) -> Any:
        """`style` with an OpenType feature more; copies of one style are one."""
        if not form:
            return style
        key = id(style), form
        if key not in self._styles:
            copy = style.copy()
            settings = style["font_feature_settings"]
            copy["font_feature_settings"] = (*(() if settings == "normal" else settings), (form, 1))
            self._styles[key] = copy
        return self._styles[key]

    def _text(self, box: Any, *, raised: bool) -> list[int]:
        """Add the clusters of a text box; where each begins in its text."""
        style, flat = box.style, self._flat
        if style["white_space"] not in _COMPOSED:
            raise NotComposedError
        text, size = box.text, style["font_size"]
        if not text or not size:
            return []
        widths = advances(text, style) if text != NEWLINE else [0.0]
        begins, _ = text_attributes(text, style["lang"])
        wraps = style["white_space"] in _WRAPS
        offsets: list[int] = []
        for at, (character, width) in enumerate(zip(text, widths, strict=True)):
            if offsets and (width is None or not begins[at]) and character != NEWLINE:
                flat.units[-1] += character
                flat.widths[-1] += width or 0.0
                continue
            if raised:
                flat.raised.add(len(flat.units))
            offsets.append(at)
            flat.units.append(character)
            flat.widths.append(_unkerned(character, width or 0.0, size))
            self._pad(len(flat.units) - 1, self._taken())
            flat.sizes.append(size)
            flat.wraps.append(wraps)
        return offsets

    def _atom(self, box: Any, parent: Any) -> None:
        flat = self._flat
        flat.units.append(_text_of(box) or ATOM)
        flat.widths.append(self._width_of(box))
        self._pad(len(flat.units) - 1, self._taken())
        flat.sizes.append(parent.style["font_size"])
        flat.wraps.append(parent.style["white_space"] in _WRAPS)

    def _pad(self, at: int, width: float) -> None:
        if width and at >= 0:
            self._flat.widths[at] += width
            self._flat.padding[at] = self._flat.padding.get(at, 0.0) + width

    def _taken(self) -> float:
        """The decorations that have opened before the next character, in px."""
        width, self._open = self._open, 0.0
        return width

    def _join(self) -> None:
        """What UAX #14 says of the whole text, over the edges of its boxes."""
        flat = self._flat
        if not flat.units:
            return
        _, may_end = text_attributes("".join(flat.units), self._language)
        at = -1
        for unit in flat.units:
            at += len(unit)
            flat.allowed.append(may_end[at])


def _unkerned(character: str, width: float, size: float) -> float:
    """Kana stand in ems like ideographs: what the face's kerning takes from them in a line is given back (JLREQ 3.1.1)."""
    is_kerned = "\u3041" <= character <= "\u30ff" and _KERNED * size <= width < size
    return size if is_kerned else width


def _text_of(box: Any) -> str:
    """What a box that stands in a line reads like: the text in its largest size, which of ruby is the base."""
    if not isinstance(box, boxes.ParentBox) or box.style["transform"]:
        # What is turned (縦中横) stands in the line like one ideograph.
        return ""
    texts = [each for each in box.descendants() if isinstance(each, boxes.TextBox)]
    largest = max((each.style["font_size"] for each in texts), default=0)
    return "".join(each.text for each in texts if each.style["font_size"] == largest).strip()


class Drawing(Protocol):
    """What a line needs to know of its document: the faces with their copies, and whether its pages are turned."""

    faces: SpacedFaces
    vertical: bool


def line_children(flat: FlatParagraph, line: Line, set_: SetLine, drawing: Drawing) -> list[Any]:
    """The tree of a line: copies of the boxes that hold its characters, their text set."""
    return _Slicing(flat, line, set_, drawing).children(flat.nodes)


class _Slicing:
    def __init__(self, flat: FlatParagraph, line: Line, set_: SetLine, drawing: Drawing):
        self._flat = flat
        self._start, self._end, self._last = line.start, line.end, line.last
        self._shift = set_.shift
        self._faces, self._vertical = drawing.faces, drawing.vertical
        self._advances, self._gaps = self._carried(set_)
        if set_.shift == -NARROWED[0] and flat.units[line.start] in OPENING:
            # The blank before its ink goes with the narrowest copy.
            self._gaps[0], self._shift = ("leading", NARROWED[0]), 0

    def _carried(self, set_: SetLine) -> tuple[list[int], dict[int, tuple[Side, int]]]:
        """The advances when each Han–Latin gap goes with its Latin glyph, and what each glyph is to carry."""
        advances, gaps = list(set_.advances), dict[int, tuple[Side, int]]()
        units, sizes, start = self._flat.units, self._flat.sizes, self._start
        for at, gap in set_.gaps.items():
            here, there = sizes[start + at], sizes[start + at + 1]
            if is_latin(units[start + at][-1]):
                width = _nearest(gap)
                before = gaps.get(at)
                # One glyph has the same gap on both its sides, or the one before it.
                gaps[at] = ("both", before[1]) if before else ("trailing", width)
            else:
                width = _nearest(gap * here / there)
                gaps[at + 1] = "leading", width
                advances[at] -= round(width * there / here)
                advances[at + 1] += width
        self._narrow(advances, gaps)
        return advances, gaps

    def _narrow(self, advances: list[int], gaps: dict[int, tuple[Side, int]]) -> None:
        """Have marks that are squeezed drawn by narrow copies, so that no glyph lies over the one before it."""
        units, sizes, start = self._flat.units, self._flat.sizes, self._start
        for at, advance in enumerate(advances):
            unit = units[start + at]
            if unit in MARKS:
                if advance < _SQUEEZED and self._flat.widths[start + at] > 0.4 * sizes[start + at]:
                    second = at > 0 and unit in OPENING and units[start + at - 1] in OPENING
                    gaps[at] = "leading" if second else "trailing", -500 if advance <= _HALF else -250
            elif at + 1 < len(advances) and units[start + at + 1] in OPENING and at + 1 not in gaps:
                over = round(1000 * self._flat.widths[start + at] / sizes[start + at]) - advance
                if over >= _OVERLAP:
                    width = -250 if over < _WIDE_OVERLAP else -500
                    gaps[at + 1] = "leading", width
                    advances[at] -= round(width * sizes[start + at + 1] / sizes[start + at])
                    advances[at + 1] += width

    def children(self, nodes: list[Node]) -> list[Any]:
        made: list[Any] = []
        for node in self._within(nodes):
            if node.children is None and node.offsets is None and node.end > node.start:
                made += self._spaced(node)
            elif (copy := self._copy(node)) is not None:
                made.append(copy)
        return made

    def _within(self, nodes: list[Node]) -> Iterator[Node]:
        """The nodes that hold characters of the line; what holds none goes with the character after it, else with the last."""
        start, end = self._start, self._end
        for node in nodes[_first_from(nodes, start) :]:
            if node.start >= end and not (self._last and node.start == node.end == end):
                if node.start > end:
                    break
                continue
            if node.end > start or node.start == node.end == start:
                yield node

    def _copy(self, node: Node) -> Any:
        if node.children is not None:
            return self._inline(node)
        if node.offsets is None:
            return node.box
        return self._text(node, node.offsets) if node.offsets else None

    def _spaced(self, node: Node) -> list[Any]:
        """An atom and the gap after it, which only a piece of blank text can make."""
        at = node.start - self._start
        gap = self._advances[at] * self._flat.sizes[node.start] / 1000 - self._flat.widths[node.start]
        if abs(gap) < 1e-3:
            return [node.box]
        blank = boxes.TextBox.anonymous_from(node.box, " ")
        return [node.box, set_text(blank, " ", Setting({0: 0}, {}), gap, self._faces)]

    def _inline(self, node: Node) -> Any:
        new = node.box.copy_with_children(self.children(node.children or []))
        new.remove_decoration_sides = set()
        new.remove_decoration(start=node.start < self._start, end=node.end > self._end)
        return new

    def _text(self, node: Node, offsets: list[int]) -> Any:
        start, end = max(node.start, self._start), min(node.end, self._end)
        text = node.box.text
        first = offsets[start - node.start]
        final = offsets[end - node.start] if end < node.end else len(text)
        text = text[first:final]
        setting = Setting({}, {}, self._shift if start == self._start else 0)
        byte, size, width = 0, node.box.style["font_size"], 0.0
        starts: list[float] = []
        for at in range(start, end):
            starts.append(width * size / 1000)
            advance = self._advances[at - self._start]
            if at in self._flat.padding:
                advance -= round(1000 * self._flat.padding[at] / size)
            setting.advances[byte] = advance
            if gap := self._gaps.get(at - self._start):
                setting.gaps[byte] = gap
            width += advance
            byte += len(self._flat.units[at].encode())
        marks = marks_of(node.box.style, self._flat.units[start:end], starts, vertical=self._vertical)
        return set_text(node.box, text, setting, width * size / 1000, self._faces, marks)


_SQUEEZED, _HALF = 810, 590
"""A mark that advances by less is drawn by a narrow copy, or by the narrowest. Then what is left to the pen is too little to be
taken for a space or for the end of a line (`publisher.typeset.spaced`).
"""

_OVERLAP, _WIDE_OVERLAP = 160, 430
"""The same for what lies over the blank of an opening mark."""


def _nearest(gap: float) -> int:
    return min(GAPS, key=lambda each: abs(each - gap))


def _first_from(nodes: list[Node], start: int) -> int:
    """The first node that may hold character `start`."""
    low, high = 0, len(nodes)
    while low < high:
        middle = (low + high) // 2
        if nodes[middle].end < start:
            low = middle + 1
        else:
            high = middle
    return low
