"""Glyphs of CFF fonts moved and turned on their byte code, without drawing them.

Adobe Technical Note 5177 (The Type 2 Charstring Format). An outline is a string of relative moves, lines and curves. Turned by a
quarter, a horizontal step becomes a vertical one, so each operator has a twin for which its numbers stay or change their sign;
only the first move, which starts at the origin, is calculated. The charstrings of slices have no subroutines and no hints; of a
font that has hints they are left out, as they would be wrong.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from publisher.typeset.cff import number

_NUMBER = rb"[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff...."
_NUMBERS = re.compile(_NUMBER, re.DOTALL)
_STEP = re.compile(rb"((?:" + _NUMBER + rb")*)(\x0c.|[\x00-\x0b\x0d-\x1b\x1d-\x1f])", re.DOTALL)
"""The operands of an operator, and the operator."""

_HSTEM, _VSTEM, _HSTEMHM, _HINTMASK, _CNTRMASK, _VSTEMHM = b"\x01", b"\x03", b"\x12", b"\x13", b"\x14", b"\x17"
_STEMS = (_HSTEM, _VSTEM, _HSTEMHM, _VSTEMHM)
_MASKS = (_HINTMASK, _CNTRMASK)
_RMOVETO, _HMOVETO, _VMOVETO, _ENDCHAR = b"\x15", b"\x16", b"\x04", b"\x0e"
_RLINETO, _HLINETO, _VLINETO = b"\x05", b"\x06", b"\x07"
_RRCURVETO, _HHCURVETO, _VVCURVETO, _HVCURVETO, _VHCURVETO = b"\x08", b"\x1b", b"\x1a", b"\x1f", b"\x1e"
_RCURVELINE, _RLINECURVE = b"\x18", b"\x19"
_HFLEX, _FLEX, _HFLEX1, _FLEX1 = b"\x0c\x22", b"\x0c\x23", b"\x0c\x24", b"\x0c\x25"

_MOVES = {_RMOVETO: 2, _HMOVETO: 1, _VMOVETO: 1}
_ZERO = number(0)


class Charstring(NamedTuple):
    """An outline, and the number before it that tells its width: its difference from the font dictionary's, if it is told."""

    outline: bytes
    width: int | None


def parted(code: bytes) -> Charstring:
    """A charstring as its outline, without hints, and its width. Raises ValueError where it does not begin by itself."""
    first = _STEP.match(code)
    if first and (first[2] in _STEMS or first[2] in _MASKS):
        code = _unhinted(code)
        first = _STEP.match(code)
    if not first or first[2] not in (*_MOVES, _ENDCHAR):
        raise ValueError("a charstring that begins with a subroutine or arithmetic")
    arguments = _NUMBERS.findall(first[1])
    told = len(arguments) - _MOVES.get(first[2], len(arguments) // 4 * 4)
    if told not in (0, 1):
        raise ValueError("a charstring with too many operands")
    return Charstring(code[len(arguments[0]) :], _value(arguments[0])) if told else Charstring(code, None)


@lru_cache(maxsize=16384)
def moved(outline: bytes, right: int, up: int) -> bytes:
    """An outline at another place. Raises ValueError for one that is composed of others (`endchar` with four operands)."""
    first = _STEP.match(outline)
    assert first
    return _first_move(first[1], first[2], lambda x, y: (x + right, y + up)) + outline[first.end() :]


@lru_cache(maxsize=16384)
def turned(outline: bytes, right: int, up: int) -> bytes:
    """An outline turned a quarter counter-clockwise about the origin, then moved: x' = right - y, y' = up + x.

    Raises ValueError for one that is composed of others, or needs subroutines.
    """
    (operands, operator), *rest = _STEP.findall(outline)
    made = [_first_move(operands, operator, lambda x, y: (right - y, up + x))]
    for operands, operator in rest:
        if operator not in _TURNS:
            raise ValueError("a charstring with subroutines or arithmetic")
        twin, turn = _TURNS[operator]
        made += turn(_NUMBERS.findall(operands))
        made.append(twin)
    return b"".join(made)


def _first_move(operands: bytes, operator: bytes, place: Callable[[int, int], tuple[int, int]]) -> bytes:
    """The first step of an outline for another start."""
    values = [_value(each) for each in _NUMBERS.findall(operands)]
    if operator == _ENDCHAR:
        if values:
            raise ValueError("a glyph composed of others")
        return operator
    x, y = {_RMOVETO: values, _HMOVETO: [*values, 0], _VMOVETO: [0, *values]}[operator]
    x, y = place(x, y)
    if not y:
        return number(x) + _HMOVETO
    return number(y) + _VMOVETO if not x else number(x) + number(y) + _RMOVETO


def _unhinted(code: bytes) -> bytes:
    """A charstring without stems and masks; a width told before the first of them comes before the first step."""
    made, stems, at, width = [], 0, 0, b""
    while found := _STEP.match(code, at):
        at = found.end()
        if found[2] not in _STEMS and found[2] not in _MASKS:
            made.append(found[0])
            continue
        arguments = _NUMBERS.findall(found[1])
        if not stems and len(arguments) % 2:
            width = arguments[0]
        stems += len(arguments) // 2
        if found[2] in _MASKS:
            at += (stems + 7) // 8
    return b"".join([width, *made])


def _value(token: bytes) -> int:
    first = token[0]
    if first == 28:
        return int.from_bytes(token[1:], signed=True)
    if first == 255:  # 16.16; outlines of CJK fonts stand on whole units
        return round(int.from_bytes(token[1:], signed=True) / 65536)
    if first < 247:
        return first - 139
    return (first - 247) * 256 + token[1] + 108 if first < 251 else -(first - 251) * 256 - token[1] - 108


class _Negatives(dict[bytes, bytes]):
    """Operands with the other sign; there are few that differ."""

    def __missing__(self, token: bytes) -> bytes:
        fixed = token[0] == 255
        self[token] = (
            struct.pack(">Bi", 255, -int.from_bytes(token[1:], signed=True)) if fixed else number(-_value(token))
        )
        return self[token]


_NEGATIVE = _Negatives()
_Turn = Callable[[list[bytes]], list[bytes]]


def _pairs(operands: list[bytes]) -> list[bytes]:
    """(dx, dy) becomes (-dy, dx); a single operand that is left over stays."""
    even = len(operands) // 2 * 2
    made = operands[:]
    made[:even:2] = [_NEGATIVE[each] for each in operands[1:even:2]]
    made[1:even:2] = operands[:even:2]
    return made


def _same(operands: list[bytes]) -> list[bytes]:
    return operands


def _negated(operands: list[bytes]) -> list[bytes]:
    return [_NEGATIVE[each] for each in operands]


def _horizontal_lines(operands: list[bytes]) -> list[bytes]:
    """dx dy dx … become dy dx dy …, vertical first."""
    made = operands[:]
    made[1::2] = [_NEGATIVE[each] for each in operands[1::2]]
    return made


def _vertical_lines(operands: list[bytes]) -> list[bytes]:
    made = operands[:]
    made[::2] = [_NEGATIVE[each] for each in operands[::2]]
    return made


def _horizontal_curves(operands: list[bytes]) -> list[bytes]:
    """dy? (dx, dx dy, dx)+ become dx? (dy, dx dy, dy)+."""
    odd = len(operands) % 2
    made = [_NEGATIVE[each] for each in operands[:odd]]
    for at in range(odd, len(operands), 4):
        a, bx, by, c = operands[at : at + 4]
        made += (a, _NEGATIVE[by], bx, c)
    return made


def _vertical_curves(operands: list[bytes]) -> list[bytes]:
    """dx? (dy, dx dy, dy)+ become dy? (dx, dx dy, dx)+."""
    odd = len(operands) % 2
    made = operands[:odd]
    for at in range(odd, len(operands), 4):
        a, bx, by, c = operands[at : at + 4]
        made += (_NEGATIVE[a], _NEGATIVE[by], bx, _NEGATIVE[c])
    return made


def _alternating(operands: list[bytes], horizontal: bool) -> list[bytes]:
    """Curves that begin along one axis and end along the other, the next one the other way; the last may end off its axis."""
    made: list[bytes] = []
    for at in range(0, len(operands) // 4 * 4, 4):
        a, bx, by, c = operands[at : at + 4]
        made += (a, _NEGATIVE[by], bx, _NEGATIVE[c]) if horizontal else (_NEGATIVE[a], _NEGATIVE[by], bx, c)
        horizontal = not horizontal
    if len(operands) % 4:
        # After the last curve: one that began horizontally ends vertically, and what is left is its dx, which becomes a dy.
        made.append(operands[-1] if not horizontal else _NEGATIVE[operands[-1]])
    return made


def _first_horizontal(operands: list[bytes]) -> list[bytes]:
    return _alternating(operands, True)


def _first_vertical(operands: list[bytes]) -> list[bytes]:
    return _alternating(operands, False)


def _hflex(operands: list[bytes]) -> list[bytes]:
    a, bx, by, c, d, e, f = operands
    return _pairs([a, _ZERO, bx, by, c, _ZERO, d, _ZERO, e, _NEGATIVE[by], f, _ZERO])


def _hflex1(operands: list[bytes]) -> list[bytes]:
    ax, ay, bx, by, c, d, ex, ey, f = operands
    back = number(-(_value(ay) + _value(by) + _value(ey)))
    return _pairs([ax, ay, bx, by, c, _ZERO, d, _ZERO, ex, ey, f, back])


def _flex1(operands: list[bytes]) -> list[bytes]:
    """Five points and one coordinate of the sixth: along the longer way, and back to the start in the other."""
    *points, last = operands
    x, y = sum(map(_value, points[::2])), sum(map(_value, points[1::2]))
    return _pairs([*points, last, number(-y)] if abs(x) > abs(y) else [*points, number(-x), last])


_TURNS: dict[bytes, tuple[bytes, _Turn]] = {
    # operator: its twin, and what becomes of its operands
    _RMOVETO: (_RMOVETO, _pairs),
    _HMOVETO: (_VMOVETO, _same),
    _VMOVETO: (_HMOVETO, _negated),
    _RLINETO: (_RLINETO, _pairs),
    _HLINETO: (_VLINETO, _horizontal_lines),
    _VLINETO: (_HLINETO, _vertical_lines),
    _RRCURVETO: (_RRCURVETO, _pairs),
    _HHCURVETO: (_VVCURVETO, _horizontal_curves),
    _VVCURVETO: (_HHCURVETO, _vertical_curves),
    _HVCURVETO: (_VHCURVETO, _first_horizontal),
    _VHCURVETO: (_HVCURVETO, _first_vertical),
    _RCURVELINE: (_RCURVELINE, _pairs),
    _RLINECURVE: (_RLINECURVE, _pairs),
    _FLEX: (_FLEX, _pairs),
    _HFLEX: (_RRCURVETO, _hflex),
    _HFLEX1: (_RRCURVETO, _hflex1),
    _FLEX1: (_RRCURVETO, _flex1),
    _ENDCHAR: (_ENDCHAR, _same),
}
