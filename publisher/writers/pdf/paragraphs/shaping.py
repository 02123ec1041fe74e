"""What Pango says of a text: the advance of each cluster, where graphemes begin, and where UAX #14 allows a line to end.

Shaped by the engine's own layout object, so that what is measured is what will be drawn. Arrays of the library are read as a whole.
"""

from __future__ import annotations

import re
from array import array
from typing import Any

from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout, get_log_attrs

_INSIDE = re.compile("(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]+(?=[\u4e00-\u9fff])")
"""What stands between the first and the last ideograph of a run."""

_LOOK = (
    "font_family", "font_size", "font_weight", "font_style", "font_stretch", "font_feature_settings", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_variation_settings", "font_language_override", "lang", "letter_spacing", "word_spacing",
    "overflow_wrap", "direction",
)  # fmt: skip
"""What a layout takes from its style."""

_MOST_AT_ONCE = 4000
"""Characters shaped in one layout: the library's time grows faster than the text."""

_LINE_BREAK, _CURSOR_POSITION = 1 << 0, 1 << 4
_GLYPH_INFO = 5
"""32-bit words of a PangoGlyphInfo: glyph, width, x and y offset, attributes."""


def advances(text: str, style: Any) -> list[float | None]:
    """For each character its advance in px; None for one that belongs to the cluster before it.

    Inside a run of ideographs each advances as the first: only their ends, which marks and Latin stand beside, are shaped.
    """
    inner = [match.span() for match in _INSIDE.finditer(text)]
    shaped = _shaped(_INSIDE.sub("", text) if inner else text, style)
    found: list[float | None] = []
    taken = at = 0
    for start, end in inner:
        found += shaped[taken : taken + start - at]
        taken, at = taken + start - at, end
        found += [found[-1]] * (end - start)
    return found + shaped[taken:]


def _shaped(text: str, style: Any) -> list[float | None]:
    layout = _layout(style)
    found: list[float | None] = []
    for piece in _pieces(text):
        layout.set_text(piece)
        line, _ = layout.get_first_line()
        found += _by_character(piece, _by_byte(line))
    return found


def _layout(style: Any) -> Any:
    """A layout for texts of this look: making one costs as much as shaping a paragraph, so those of a document share a few."""
    layouts: dict[tuple[Any, ...], Any] = vars(style.font_config).setdefault("composed_layouts", {})
    look = tuple(style[name] for name in _LOOK)
    if look not in layouts:
        layouts[look] = Layout(style)
    return layouts[look]


def text_attributes(text: str, language: str | None) -> tuple[list[bool], list[bool]]:
    """For each character whether a grapheme begins with it, and whether UAX #14 allows a line to end after it."""
    bits = array("I")
    # One more than there are characters: the last is the place at the end.
    bits.frombytes(bytes(ffi.buffer(get_log_attrs(text, language))))
    begins = [bool(each & _CURSOR_POSITION) for each in bits[:-1]]
    may_end = [bool(each & _LINE_BREAK) for each in bits[1:]]
    return begins, may_end


def _pieces(text: str) -> list[str]:
    """The text in pieces, cut where two ideographs meet so that no mark loses its neighbour."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > _MOST_AT_ONCE:
        end = start + _MOST_AT_ONCE
        while end > start + _MOST_AT_ONCE // 2 and not (
            "\u4e00" <= text[end - 1] <= "\u9fff" and "\u4e00" <= text[end] <= "\u9fff"
        ):
            end -= 1
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _by_byte(line: Any) -> dict[int, int]:
    """Advance in Pango units of each cluster, by the place of its first byte."""
    found: dict[int, int] = {}
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        count, offset = glyphs.num_glyphs, item.offset
        words, clusters = array("i"), array("i")
        words.frombytes(bytes(ffi.buffer(glyphs.glyphs, count * _GLYPH_INFO * 4)))
        clusters.frombytes(bytes(ffi.buffer(glyphs.log_clusters, count * 4)))
        for cluster, width in zip(clusters, words[1::_GLYPH_INFO], strict=True):
            at = offset + cluster
            found[at] = found.get(at, 0) + width
    return found


def _by_character(text: str, by_byte: dict[int, int]) -> list[float | None]:
    found: list[float | None] = []
    at = 0
    scale = 1 / TO_UNITS
    for character in text:
        width = by_byte.get(at)
        found.append(None if width is None else width * scale)
        at += 1 if character < "\x80" else 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
    return found
