"""The part of the graphics state that inks depend on (ISO 32000-1, 8.4)."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from publisher.check.codes import CodedFont
from publisher.check.matrices import Matrix
from publisher.check.press.colour import BLACK, Colour, Space, colour_of, initial, space_of

_SHORTHAND = {"g": "DeviceGray", "k": "DeviceCMYK", "rg": "DeviceRGB"}


class State(Struct):
    """What painting depends on."""

    matrix: Matrix
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Space = Space("DeviceGray")
    stroke_space: Space = Space("DeviceGray")
    fill_pattern: Any = None
    font: CodedFont | None = None
    mode: int = 0
    overprints_fill: bool = False
    overprints_stroke: bool = False


def set_colour(operator: str, operands: list[Any], state: State, resources: Any) -> None:
    """Set a colour or a space: what a lower-case operator sets is for filling, the other for strokes."""
    from pikepdf import Name

    filling = operator.islower()
    low = operator.lower()
    pattern = None
    if low == "cs":
        space = space_of(operands[0], resources)
        colour = initial(space, resources)
    elif low in _SHORTHAND:
        space = Space(_SHORTHAND[low])
        colour = colour_of(space, [float(each) for each in operands], resources)
    else:
        space = state.fill_space if filling else state.stroke_space
        if operands and isinstance(operands[-1], Name):
            pattern = resources.get("/Pattern", {}).get(str(operands[-1]))
        numbers = [float(each) for each in operands if not isinstance(each, Name)]
        colour = colour_of(space, numbers, resources)
    if filling:
        state.fill_space, state.fill, state.fill_pattern = space, colour, pattern
    else:
        state.stroke_space, state.stroke = space, colour


def graphics(held: Any, state: State) -> None:
    """What a dictionary of parameters sets: overprint; that of filling is that of stroking where it is not said (8.6.7)."""
    if "/OP" in held:
        state.overprints_stroke = bool(held.OP)
        state.overprints_fill = bool(held.get("/op", held.OP))
    elif "/op" in held:
        state.overprints_fill = bool(held.op)
