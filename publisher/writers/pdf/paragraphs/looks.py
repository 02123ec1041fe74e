"""What texts of one look share in a document: making a layout costs as much as shaping a paragraph, so it is made once.

Layouts know nothing of `letter-spacing`: Pango gives half of it to either side of a glyph, and none at the ends of a text, so that
what is measured a piece at a time would not be what is drawn. It is a part of how far a character advances (CSS Text 3, 8.2).
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from weasyprint.text.line_break import Layout

look_of = itemgetter(
    "font_family", "font_size", "font_weight", "font_style", "font_stretch", "font_feature_settings", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_variation_settings", "font_language_override", "lang", "word_spacing",
    "overflow_wrap", "direction",
)  # fmt: skip
"""What a layout takes from its style."""


def layout_of(style: Any) -> Layout | None:
    """The layout of a style's look; None where words are given room, which a layout would keep for its next text."""
    if style["word_spacing"]:
        return None
    layouts: dict[Any, Layout] = vars(style.font_config).setdefault("drawn_looks", {})
    look = look_of(style)
    if look not in layouts:
        layouts[look] = Layout(unspaced(style))
    return layouts[look]


def letter_spacing(style: Any) -> float:
    """What is between two characters beside their own advances, in px."""
    spacing = style["letter_spacing"]
    return 0.0 if spacing == "normal" else float(spacing)


def unspaced(style: Any) -> Any:
    """The style, its letters as near as the face has them."""
    if not letter_spacing(style):
        return style
    copy = style.copy()
    copy["letter_spacing"] = "normal"
    return copy
