"""What pages paint, in which colours and where, through forms and patterns (ISO 32000-1, 8.4 to 8.10)."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.check.codes import CodedFont, coded_font
from publisher.check.facts import resources_of
from publisher.check.matrices import Matrix, Point, matrix_of, moved, times
from publisher.check.press.colour import Colour, of_a_shading, space_of
from publisher.check.press.geometry import EVERYWHERE, Box, around, corners, points
from publisher.check.press.state import State, graphics, set_colour

if TYPE_CHECKING:
    from pikepdf import Pdf

_OPERATORS = (
    "q Q cm gs BT ET Tf Tr Td TD Tm T* Tj TJ ' \" g G k K rg RG cs CS sc SC scn SCN "
    "m l c v y re n f F f* B B* b b* S s sh Do BI ID EI"
)
_FILLS, _STROKES = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"}), frozenset({"S", "s", "B", "B*", "b", "b*"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_INVISIBLE = frozenset({3, 7})
_DEEPEST = 12
_WORDS = 24


class Painted(NamedTuple):
    """Something a page paints. `kind` is `fill`, `stroke`, `text`, `shading` or `image`."""

    page: int
    kind: str
    colour: Colour
    box: Box
    """Around it, in the page's own space; of text where it begins."""
    overprints: bool = False
    words: str = ""
    image: Any = None
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    resources: Any = None


def painted(pdf: Pdf) -> list[Painted]:
    """All that the pages paint, in their order; text of one colour that follows itself is one."""
    fonts: dict[object, CodedFont | None] = {}
    found: list[Painted] = []
    for number, page in enumerate(pdf.pages, 1):
        brush = _Brush(number, fonts)
        brush.follow(page.obj, next(resources_of(page.obj), {}), State((1, 0, 0, 1, 0, 0)), 0)
        found += brush.painted
    return found


class _Brush:
    """One page, and what it has painted so far."""

    def __init__(self, page: int, fonts: dict[object, CodedFont | None]) -> None:
        self.page, self.fonts = page, fonts
        self.painted: list[Painted] = []
        self.patterns: set[object] = set()
        self.line: Matrix = (1, 0, 0, 1, 0, 0)
        self.path: list[Point] = []

    def follow(self, holder: Any, resources: Any, state: State, depth: int) -> None:
        from pikepdf import ContentStreamInlineImage, parse_content_stream

        saved: list[State] = []
        state = copy(state)
        for instruction in parse_content_stream(holder, _OPERATORS):
            if isinstance(instruction, ContentStreamInlineImage):
                self._image(instruction.iimage.obj, state, resources)
                continue
            operator = str(instruction.operator)
            if operator == "q":
                saved.append(copy(state))
            elif operator == "Q":
                state = saved.pop() if saved else state
            else:
                self._act(operator, list(instruction.operands), state, resources)
                if operator == "Do":
                    self._place(
                        resources.get("/XObject", {}).get(str(instruction.operands[0])), state, resources, depth
                    )

    def _act(self, operator: str, operands: list[Any], state: State, resources: Any) -> None:
        if operator in _SHOWS:
            self._show(operands[-1], state, resources)
        elif operator in ("m", "l", "c", "v", "y", "re"):
            self.path += [moved(state.matrix, point) for point in points(operator, operands)]
        elif operator in _FILLS | _STROKES | {"n"}:
            self._draw(operator, state, resources)
        elif operator == "sh":
            shading = resources.get("/Shading", {}).get(str(operands[0]))
            self._shade(shading, state, resources)
        elif operator.lower() in ("g", "k", "rg", "cs", "sc", "scn"):
            set_colour(operator, operands, state, resources)
        else:
            self._set(operator, operands, state, resources)

    def _set(self, operator: str, operands: list[Any], state: State, resources: Any) -> None:
        if operator == "cm":
            state.matrix = times(matrix_of(operands), state.matrix)
        elif operator == "gs":
            graphics(resources.get("/ExtGState", {}).get(str(operands[0]), {}), state)
        elif operator == "Tf":
            state.font = self._font(resources.get("/Font", {}).get(str(operands[0])))
        elif operator == "Tr":
            state.mode = int(operands[0])
        elif operator == "BT":
            self.line = (1, 0, 0, 1, 0, 0)
        elif operator == "Tm":
            self.line = matrix_of(operands)
        elif operator in ("Td", "TD"):
            self.line = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.line)

    # --- what is painted -----------------------------------------------------------------------------------------

    def _draw(self, operator: str, state: State, resources: Any) -> None:
        box = around(self.path)
        self.path = []
        if box is None or operator == "n":
            return
        if operator in _FILLS:
            self._fill("fill", box, state, resources)
        if operator in _STROKES:
            self._add("stroke", state.stroke, box, state.overprints_stroke)

    def _fill(self, kind: str, box: Box, state: State, resources: Any, words: str = "") -> None:
        pattern = state.fill_pattern
        if pattern is None:
            self._add(kind, state.fill, box, state.overprints_fill, words)
        elif int(pattern.get("/PatternType", 1)) == 2:
            for colour in of_a_shading(pattern.Shading, resources):
                self._add("shading", colour, box, state.overprints_fill)
        elif pattern.objgen not in self.patterns:
            self.patterns.add(pattern.objgen)
            # Its cells stand where it is painted, wherever that is: they are taken to be in the page.
            start = len(self.painted)
            self.follow(pattern, pattern.get("/Resources", {}), State((1, 0, 0, 1, 0, 0)), 1)
            self.painted[start:] = [each._replace(box=box) for each in self.painted[start:]]

    def _show(self, shown: Any, state: State, resources: Any) -> None:
        words = _words(shown, state.font)
        if words is None or state.mode in _INVISIBLE:
            return
        x, y = moved(state.matrix, (self.line[4], self.line[5]))
        if state.mode in (0, 2, 4, 6):
            self._fill("text", (x, y, x, y), state, resources, words)
        if state.mode in (1, 2, 5, 6):
            self._add("text", state.stroke, (x, y, x, y), state.overprints_stroke, words)

    def _shade(self, shading: Any, state: State, resources: Any) -> None:
        if shading is None:
            return
        box = around(moved(state.matrix, corner) for corner in corners(shading.BBox)) if "/BBox" in shading else None
        for colour in of_a_shading(shading, resources):
            self._add("shading", colour, box or EVERYWHERE, state.overprints_fill)

    def _image(self, image: Any, state: State, resources: Any) -> None:
        box = around(moved(state.matrix, corner) for corner in ((0, 0), (0, 1), (1, 0), (1, 1)))
        is_mask = bool(image.get("/ImageMask", image.get("/IM", False)))
        named = image.get("/ColorSpace", image.get("/CS", "?"))
        colour = state.fill if is_mask else Colour(space_of(named, resources).kind, None)
        self.painted.append(
            Painted(
                self.page,
                "image",
                colour,
                box or EVERYWHERE,
                state.overprints_fill,
                "",
                image,
                state.matrix,
                resources,
            )
        )

    def _place(self, drawn: Any, state: State, resources: Any, depth: int) -> None:
        if drawn is None:
            return
        if str(drawn.get("/Subtype", "")) == "/Image":
            self._image(drawn, state, resources)
        elif str(drawn.get("/Subtype", "")) == "/Form" and depth < _DEEPEST:
            inner = copy(state)
            if "/Matrix" in drawn:
                inner.matrix = times(matrix_of(list(drawn.Matrix)), state.matrix)
            self.follow(drawn, drawn.get("/Resources", resources), inner, depth + 1)

    def _add(self, kind: str, colour: Colour, box: Box, overprints: bool, words: str = "") -> None:
        last = self.painted[-1] if self.painted else None
        if last is not None and kind == "text" == last.kind and (last.colour, last.overprints) == (colour, overprints):
            if len(last.words) <= _WORDS:
                self.painted[-1] = last._replace(words=last.words + words)
            return
        self.painted.append(Painted(self.page, kind, colour, box, overprints, words))

    def _font(self, font: Any) -> CodedFont | None:
        if font is None:
            return None
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.fonts:
            self.fonts[key] = coded_font(font)
        return self.fonts[key]


def _words(shown: Any, font: CodedFont | None) -> str | None:
    from pikepdf import Array, String

    pieces = [bytes(each) for each in (shown if isinstance(shown, Array) else [shown]) if isinstance(each, String)]
    if not any(pieces):
        return None
    return "".join(font.text(code) for piece in pieces for code, _ in font.codes(piece)) if font else ""
