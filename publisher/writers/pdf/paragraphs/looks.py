"""What texts of one look share in a document: making a layout costs as much as shaping a paragraph, so it is made once."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from weasyprint.text.line_break import Layout

_spacing = itemgetter("letter_spacing", "word_spacing")

look_of = itemgetter(
    "font_family", "font_size", "font_weight", "font_style", "font_stretch", "font_feature_settings", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_variation_settings", "font_language_override", "lang", "letter_spacing", "word_spacing",
    "overflow_wrap", "direction",
)  # fmt: skip
"""What a layout takes from its style."""


def layout_of(style: Any) -> Layout | None:
    """The layout of a style's look; None where words or letters are given room, which a layout would keep for its next text."""
    if _spacing(style) not in (("normal", 0), (0, 0)):
        return None
    layouts: dict[Any, Layout] = vars(style.font_config).setdefault("drawn_looks", {})
    look = look_of(style)
    if look not in layouts:
        layouts[look] = Layout(style)
    return layouts[look]
