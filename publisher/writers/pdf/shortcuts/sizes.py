"""Used values of margins, paddings, borders and sizes (CSS 2.2, 8 and 10) where all are lengths or `auto`.

These do not depend on the containing block, so that elements with the same values have the same used values.
"""

from __future__ import annotations

import contextlib
from functools import lru_cache
from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import percent

_engine_resolve = percent.resolve_percentages

_SIDES = ("top", "right", "bottom", "left")
_SIZES = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_ASKED = (*_SIZES, *_BORDERS, "border_collapse", "box_sizing")
_values = itemgetter(*_ASKED)


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Takes the place of `resolve_percentages`: set the used values of a box as its attributes."""
    used = None
    if isinstance(box, Box):  # what stands for a box keeps attributes of its own
        with contextlib.suppress(TypeError):  # arithmetic, which cannot be looked up
            used = _used(_values(box.style))
    if used is None:
        _engine_resolve(box, containing_block)
    else:
        vars(box).update(used)


@lru_cache(maxsize=4096)
def _used(values: tuple[Any, ...]) -> dict[str, Any] | None:
    """The attributes of a box; None where a percentage, arithmetic, a collapsed border or the box's sizing has a say."""
    *lengths, collapse, sizing = values
    if collapse == "collapse" or sizing != "content-box":
        return None
    used: dict[str, Any] = {}
    for name, value in zip(_SIZES, lengths, strict=False):
        if value == "auto":
            used[name] = 0 if name.startswith("min_") else value
        elif getattr(value, "unit", None) in ("px", "PX"):
            used[name] = value.value
        else:
            return None
    return used | dict(zip(_BORDERS, lengths[len(_SIZES) :], strict=True))
