"""A line box's tree of inlines as one run of characters.

A *leaf* is a text box, an atom (image, inline block) or what is out of the flow; each knows which characters of the run are its own.
A newline that the style keeps (`<br>`) is a character of its own, and belongs to no line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.layout.percent import resolve_percentages

from publisher.clreq import EXCLAMATIONS
from publisher.typeset.classes import ATOM, Region, closed_marks
from publisher.typeset.mark_forms import form_runs
from publisher.typeset.regions import region_of
from publisher.writers.pdf.paragraphs.document import Composing
from publisher.writers.pdf.paragraphs.looks import letter_spacing
from publisher.writers.pdf.paragraphs.shaping import advances, text_attributes

NEWLINE = "\n"

_LIKE = {"“": '"', "”": '"', "‘": "'", "’": "'", "…": ".", "·": "."}
"""What a mark in its Latin form is like for the rules on lines."""

_CENTRED_MARK = "・"

_KERNED = 0.88

_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3098\u309b-\u30ff"
    "\u3400-\u9fff\uac00-\ud7a3\uff01-\uffe6]*"
)
"""Text in which every code point is a character."""

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

    `raised` are superscripts and note calls; `like` says what a character is like for the rules where it is not what it seems: a
    quote in its Latin form; `upright` are numbers that stand upright in a vertical line, each one character of it.
    """

    nodes: list[Node]
    units: list[str]
    widths: list[float]
    padding: dict[int, float]
    sizes: list[float]
    allowed: list[bool]
    wraps: list[bool]
    raised: set[int]
    like: dict[int, str]
    upright: dict[int, str]


class NotComposedError(Exception):
    """The line box holds what only the engine's own way can set: floats, preserved white space, leaders."""


def flatten(context: Any, line_box: Any, containing_block: Any, shared: Composing) -> FlatParagraph:
    """The characters of `line_box`, its atoms laid out. Raises NotComposedError."""

    def width_of(atom: Any) -> float:
        resolve_percentages(atom, containing_block)
        made = inline.atomic_box(context, atom, 0, None, containing_block, [], [])
        return float(made.margin_width())

    return _Flattening(containing_block, width_of, shared).paragraph(line_box)


def flatten_unplaced(context: Any, line_box: Any, shared: Composing) -> FlatParagraph:
    """The characters of `line_box` before it is known where it will stand; atoms as wide as they like to be."""

    def width_of(atom: Any) -> float:
        return float(preferred.max_content_width(context, atom))

    return _Flattening((0, 0), width_of, shared).paragraph(line_box)


class _Flattening:
    def __init__(self, containing_block: Any, width_of: Callable[[Any], float], shared: Composing):
        self._numbers, self._vertical = shared.numbers, shared.vertical
        self._region: Region = "hans"
        self._width_of = width_of
        self._containing_block = containing_block
        self._flat = FlatParagraph([], [], [], {}, [], [], [], set(), {}, {})
        self._open = 0.0
        self._language: str | None = None
        self._styles: dict[tuple[int, str], Any] = {}

    def paragraph(self, line_box: Any) -> FlatParagraph:
        flat = self._flat
        self._language = line_box.style["lang"]
        self._region = region_of(self._language or "")
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
        region = region_of(box.style["lang"] or "")
        for text, form in form_runs(box.text, latin=region == "other", wide=region == "ja"):
            piece = box
            if text != box.text or form:
                piece = box.copy()
                piece.text = text
                piece.style = self._in_form(box.style, form)
            start = len(self._flat.units)
            offsets = self._text(piece, raised=raised)
            if region != self._region:
                self._unlike(start, region)
            if form == "pwid":
                self._flat.like.update(
                    (at, _LIKE.get(self._flat.units[at], self._flat.units[at]))
                    for at in range(start, len(self._flat.units))
                )
            yield Node(piece, start, len(self._flat.units), None, offsets)

    def _unlike(self, start: int, region: Region) -> None:
        """Marks of a run in another language that stand in the middle of their em there, and at its edge in the paragraph's own."""
        centred = closed_marks(self._region, vertical=self._vertical) - closed_marks(region, vertical=self._vertical)
        for at, unit in enumerate(self._flat.units[start:], start):
            if unit in centred:
                self._flat.like[at] = _CENTRED_MARK

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
        start = len(flat.units)
        if self._numbers is None and _PLAIN.fullmatch(text) and None not in widths:
            offsets = list(range(len(text)))
            flat.units += text
            flat.widths += [_unkerned(*each, size) for each in zip(text, widths, strict=True)]  # type: ignore[arg-type]
        else:
            offsets = self._clusters(text, widths, style)
        count = len(offsets)
        if (spacing := letter_spacing(style)) and text != NEWLINE:
            flat.widths[start:] = [width + spacing for width in flat.widths[start:]]
        flat.sizes += [size] * count
        flat.wraps += [style["white_space"] in _WRAPS] * count
        if raised:
            flat.raised.update(range(start, start + count))
        self._pad(start, self._taken())
        return offsets

    def _clusters(self, text: str, widths: Sequence[float | None], style: Any) -> list[int]:
        """Add the characters of a text where some are more than a code point; where each begins."""
        flat, size = self._flat, style["font_size"]
        begins, _ = text_attributes(text, style["lang"])
        numbers = {match.start(): match[0] for match in self._numbers.finditer(text)} if self._numbers else {}
        offsets: list[int] = []
        within = 0
        for at, (character, width) in enumerate(zip(text, widths, strict=True)):
            if at < within:
                flat.units[-1] += character
                continue
            if offsets and (width is None or not begins[at]) and character != NEWLINE:
                flat.units[-1] += character
                flat.widths[-1] += width or 0.0
                continue
            offsets.append(at)
            if at in numbers:
                within = at + len(numbers[at])
                flat.upright[len(flat.units)] = numbers[at]
                flat.like[len(flat.units)] = numbers[at][0] if numbers[at][0] in EXCLAMATIONS else ATOM
                width = size
            flat.units.append(character)
            flat.widths.append(_unkerned(character, width or 0.0, size))
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
