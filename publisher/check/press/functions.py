"""Functions of one variable and of several, as tints and shadings use them (ISO 32000-1, 7.10)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_MOST_BITS = 32
_NESTED = 8


def evaluated(function: Any, inputs: Sequence[float], depth: int = 0) -> tuple[float, ...] | None:
    """The values of a function; None for a PostScript calculator, or a sampled function of several variables.

    An array of functions gives a value each. `depth` keeps a damaged function from leading back into itself.
    """
    from pikepdf import Array

    if isinstance(function, Array):
        values = [evaluated(each, inputs, depth + 1) for each in function] if depth < _NESTED else [None]
        return None if None in values else tuple(value for each in values if each for value in each)
    kind = int(function.get("/FunctionType", -1))
    if len(inputs) != 1 or kind not in _KINDS or depth > _NESTED:
        return None
    low, high = (float(edge) for edge in function.Domain[:2])
    found = _KINDS[kind](function, min(max(inputs[0], low), high), depth)
    limits = [float(edge) for edge in function.get("/Range", ())]
    if found is None or not limits:
        return found
    return tuple(min(max(value, limits[2 * at]), limits[2 * at + 1]) for at, value in enumerate(found))


def _exponential(function: Any, x: float, _: int) -> tuple[float, ...]:
    first = [float(each) for each in function.get("/C0", (0,))]
    last = [float(each) for each in function.get("/C1", (1,))]
    share = x ** float(function.N)
    return tuple(one + share * (other - one) for one, other in zip(first, last, strict=True))


def _stitched(function: Any, x: float, depth: int) -> tuple[float, ...] | None:
    edges = [float(function.Domain[0]), *(float(each) for each in function.Bounds), float(function.Domain[1])]
    encode = [float(each) for each in function.Encode]
    parts = list(pairwise(edges))
    number = next((at for at, (_, end) in enumerate(parts) if x < end), len(parts) - 1)
    start, end = parts[number]
    low, high = encode[2 * number : 2 * number + 2]
    inner = low if end == start else low + (x - start) / (end - start) * (high - low)
    return evaluated(function.Functions[number], [inner], depth + 1)


def _sampled(function: Any, x: float, _: int) -> tuple[float, ...] | None:
    size, bits = int(function.Size[0]), int(function.BitsPerSample)
    decode = [float(each) for each in function.get("/Decode", function.Range)]
    count = len(decode) // 2
    low, high = (float(edge) for edge in function.Domain[:2])
    start, end = (float(each) for each in function.get("/Encode", (0, size - 1)))
    if not 0 < bits <= _MOST_BITS or high == low:
        return None
    at = min(max(start + (x - low) / (high - low) * (end - start), 0), size - 1)
    data, most = int.from_bytes(function.read_bytes(), "big"), (1 << bits) - 1
    length = 8 * len(function.read_bytes())

    def sample(number: int, output: int) -> float:
        place = (number * count + output + 1) * bits
        share = (data >> (length - place) & most) / most
        return decode[2 * output] + share * (decode[2 * output + 1] - decode[2 * output])

    before, after = int(at), min(int(at) + 1, size - 1)
    share = at - before
    return tuple(sample(before, each) * (1 - share) + sample(after, each) * share for each in range(count))


_KINDS = {0: _sampled, 2: _exponential, 3: _stitched}
