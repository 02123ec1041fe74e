"""Computed values of CSS properties that are initial or inherited (CSS Cascade 4, 4.4), and the strut of a line.

Most properties of most elements are set by no rule. The engine works each out by the way that a value with variables, arithmetic
and logical directions needs.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.text import line_break

_engine_missing = ComputedStyle.__missing__
_engine_strut = line_break.strut

_OWN_WAYS = frozenset(("float", "display", "position", "page"))
"""Properties whose values change others, or come from further up."""

_PROPAGATED = "text_decoration_"

_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED
    and name not in INITIAL_NOT_COMPUTED
    and name not in _OWN_WAYS
    and not name.startswith(_PROPAGATED)
}
_BORDER_WIDTHS = {
    name: name.replace("width", "style")
    for name in INITIAL_NOT_COMPUTED
    if name.startswith("border_") and name in PHYSICAL_FUNCTIONS and name in COMPUTER_FUNCTIONS
}
_LOGICAL = frozenset(
    function(block="ttb", inline=inline) for function in PHYSICAL_FUNCTIONS.values() for inline in ("ltr", "rtl")
)

_STRUT = itemgetter(
    "font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings", "font_variation_settings", "font_language_override", "lang", "font_size", "line_height",
)  # fmt: skip
"""What the engine's strut depends on."""


def missing(style: Any, key: str) -> Any:
    """Takes the place of `ComputedStyle.__missing__`: the computed value of a property that is asked for the first time."""
    if key in style.cascaded or style.parent_style is None:
        return _engine_missing(style, key)
    if key in INHERITED:
        value = style[key] = style.parent_style[key]
        return value
    if key in PHYSICAL_FUNCTIONS and not _LOGICAL.isdisjoint(style.cascaded):
        return _engine_missing(style, key)
    if key in _INITIAL:
        value = style[key] = _INITIAL[key]
        return value
    if key in _BORDER_WIDTHS and style[_BORDER_WIDTHS[key]] == "none":
        value = style[key] = 0
        return value
    return _engine_missing(style, key)


def strut(style: Any) -> tuple[float, float]:
    """Takes the place of `strut`: height and baseline of a line of a style, known by the values themselves, not by their text."""
    key = _STRUT(style)
    known: dict[Any, tuple[float, float]] = vars(style.font_config).setdefault("struts", {})
    if key not in known:
        known[key] = _engine_strut(style)
    return known[key]
