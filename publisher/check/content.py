"""Where the content of a page draws each of its codes: the graphics and text state followed (ISO 32000-1, 8.4, 9.3 and 9.4).

PDFium tells where a glyph stands, but its advance only grown by its ink, and for turned text not at all; and on a turned page it
takes the end of a line for text that runs from the right, and mirrors its brackets. Here the file itself is asked.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from publisher.check.codes import CodedFont, coded_font
from publisher.check.matrices import IDENTITY, Matrix, Point, matrix_of, moved, times

if TYPE_CHECKING:
    from pikepdf import Pdf


_OPERATORS = "q Q cm gs BT ET Tc Tw Tz TL Ts Tf Tm Td TD T* Tj TJ ' \" Do"
_DEEPEST = 12
_SPACE = 0x20
_NEAR = 0.04


class Drawn(NamedTuple):
    """A glyph that is drawn, in points of the page's own space."""

    text: str
    """By ToUnicode; empty where the file does not say."""
    origin: Point
    pen: Point
    """Where the glyph's advance begins: its origin, but in a vertical font."""
    axis: Point
    """The direction of its baseline, of length 1."""
    up: Point
    """Across that."""
    advance: float
    size: float
    vertical: bool
    """Whether its font is one for vertical lines: it advances against `up`."""
    order: int
    """Its place in the content of the page."""


class Contents:
    """The glyphs a document draws, page by page."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._fonts: dict[tuple[int, int], CodedFont | None] = {}

    def drawn_on(self, page: int) -> Places:
        """What a page draws, `page` from 1. Of damaged content, what comes before the damage."""
        from publisher.check.facts import resources_of

        pen = _Pen(self._fonts)
        # The checks of syntax and objects tell of damage; what follows it is measured as PDFium tells it.
        with contextlib.suppress(*_damage()):
            obj = self._pdf.pages[page - 1].obj
            pen.follow(obj, next(resources_of(obj), None), IDENTITY, 0)
        return Places(pen.drawn)


def _damage() -> tuple[type[Exception], ...]:
    """What reading the content or the fonts of a damaged file ends in."""
    from pikepdf import PdfError

    return PdfError, AttributeError, LookupError, TypeError, ValueError, ArithmeticError, NotImplementedError


class Places:
    """What is drawn on a page, by where it stands."""

    def __init__(self, drawn: Iterable[Drawn]) -> None:
        self.drawn = list(drawn)
        """In the order of the content."""
        self._by_place: dict[tuple[float, float], list[Drawn]] = defaultdict(list)
        for each in self.drawn:
            self._by_place[round(each.origin[0], 1), round(each.origin[1], 1)].append(each)

    def at(self, x: float, y: float, character: str) -> Drawn | None:
        """The glyph whose origin is there: of several the one whose text has the character, else the first."""
        found: list[Drawn] = []
        for near in {(round(x + one, 1), round(y + other, 1)) for one in (-_NEAR, _NEAR) for other in (-_NEAR, _NEAR)}:
            found += self._by_place.get(near, ())
        near_ones = [
            each for each in found if abs(each.origin[0] - x) <= _NEAR and abs(each.origin[1] - y) <= _NEAR
        ]  # fmt: skip
        return min(near_ones, key=lambda each: (character not in each.text, each.order), default=None)


class _State(Struct):
    """The part of the graphics state that moves glyphs."""

    matrix: Matrix
    font: CodedFont | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Pen:
    """Follows a content stream and the forms it draws."""

    def __init__(self, fonts: dict[tuple[int, int], CodedFont | None]) -> None:
        self.drawn: list[Drawn] = []
        self._fonts = fonts
        self._state = _State(IDENTITY)
        self._line = self._text = IDENTITY
        self._lost = False
        """Whether a glyph of unknown advance came before on this line."""

    def follow(self, content: Any, resources: Any, matrix: Matrix, depth: int) -> None:
        from pikepdf import Page, parse_content_stream

        outer, self._state = self._state, replace(self._state, matrix=matrix)
        stack: list[_State] = []
        instructions = parse_content_stream(content if depth else Page(content), operators=_OPERATORS)
        for instruction in instructions:
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "q":
                stack.append(copy(self._state))
            elif operator == "Q":
                self._state = stack.pop() if stack else self._state
            elif operator == "cm":
                self._state.matrix = times(matrix_of(operands), self._state.matrix)
            elif operator == "Do":
                self._form(resources.XObject[str(operands[0])], resources, depth)
            elif operator in ("Tf", "gs"):
                self._set_font(operator, operands, resources)
            elif operator in ("Tj", "TJ", "'", '"'):
                self._show(operator, operands)
            else:
                self._move(operator, [float(each) for each in operands])
        self._state = outer

    def _form(self, form: Any, resources: Any, depth: int) -> None:
        if str(form.get("/Subtype")) != "/Form" or depth >= _DEEPEST:
            return
        matrix = times(matrix_of(form.Matrix) if "/Matrix" in form else IDENTITY, self._state.matrix)
        self.follow(form, form.get("/Resources", resources), matrix, depth + 1)

    def _set_font(self, operator: str, operands: Any, resources: Any) -> None:
        if operator == "Tf":
            font, size = resources.Font[str(operands[0])], operands[1]
        else:
            setting = resources.ExtGState[str(operands[0])]
            if "/Font" not in setting:
                return
            font, size = setting.Font
        key = font.objgen
        if key == (0, 0) or key not in self._fonts:
            self._fonts[key] = None
            with contextlib.suppress(*_damage()):
                self._fonts[key] = coded_font(font)
        self._state.font, self._state.size = self._fonts[key], float(size)

    def _move(self, operator: str, figures: list[float]) -> None:
        state = self._state
        if operator == "Tc":
            state.character_space = figures[0]
        elif operator == "Tw":
            state.word_space = figures[0]
        elif operator == "Tz":
            state.scale = figures[0] / 100
        elif operator == "TL":
            state.leading = figures[0]
        elif operator == "Ts":
            state.rise = figures[0]
        elif operator == "BT":
            self._begin(IDENTITY)
        elif operator == "Tm":
            self._begin(matrix_of(figures))
        elif operator == "T*":
            self._next_line(0, -state.leading)
        elif operator in ("Td", "TD"):
            if operator == "TD":
                state.leading = -figures[1]
            self._next_line(figures[0], figures[1])

    def _begin(self, matrix: Matrix) -> None:
        self._line = self._text = matrix
        self._lost = False

    def _next_line(self, x: float, y: float) -> None:
        self._begin(times((1, 0, 0, 1, x, y), self._line))

    def _show(self, operator: str, operands: Any) -> None:
        from pikepdf import String

        if operator == '"':
            self._state.word_space, self._state.character_space = float(operands[0]), float(operands[1])
        if operator in ("'", '"'):
            self._next_line(0, -self._state.leading)
        for part in operands[0] if operator == "TJ" else [operands[-1]]:
            if isinstance(part, String):
                self._glyphs(bytes(part))
            else:
                self._advance(-float(part) / 1000 * self._state.size)

    def _advance(self, by: float) -> None:
        """Move on along the line, by so much in unscaled text space."""
        vertical = self._state.font is not None and self._state.font.vertical
        move = (0.0, by) if vertical else (by * self._state.scale, 0.0)
        self._text = times((1, 0, 0, 1, *move), self._text)

    def _glyphs(self, shown: bytes) -> None:
        state = self._state
        font = state.font
        if font is None:
            self._lost = True
            return
        for code, length in font.codes(shown):
            width = font.advance(code)
            if width is None or self._lost:
                self._lost = True
                return
            space = state.character_space + (state.word_space if length == 1 and code == _SPACE else 0.0)
            self.drawn.append(self._glyph(font, code, width))
            step = font.down(code).advance if font.vertical else width
            self._advance(step / 1000 * state.size + space)

    def _glyph(self, font: CodedFont, code: int, width: float) -> Drawn:
        state = self._state
        em = state.size / 1000
        a, b, c, d, *_ = matrix = times(self._text, state.matrix)
        pen = moved(matrix, (0, state.rise))
        along = (a * a + b * b) ** 0.5 or 1.0
        turn = a * d - b * c
        axis = a / along, b / along
        up = (-axis[1], axis[0]) if turn >= 0 else (axis[1], -axis[0])
        height = abs(turn) / along
        if not font.vertical:
            advance, origin = width * em * state.scale * along, pen
        else:
            down = font.down(code)
            origin = moved(matrix, (-down.x * em * state.scale, state.rise - down.y * em))
            advance = -down.advance * em * height
        return Drawn(
            font.text(code), origin, pen, axis, up, advance, state.size * height, font.vertical, len(self.drawn)
        )
