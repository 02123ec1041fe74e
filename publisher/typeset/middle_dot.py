"""The Chinese middle dot and the Japanese one, told apart in the text of a PDF.

In its full width `·` (U+00B7) is drawn by the very glyph of `・` (U+30FB), and a glyph of a PDF has one text. Where a document has
both, the second is given a glyph of its own that looks the same.
"""

from __future__ import annotations

from publisher.typeset.cmap import written_cmap
from publisher.typeset.outlines import Outlines
from publisher.typeset.shaped import shaped_alone

CHINESE, JAPANESE = "\u00b7", "\u30fb"


def with_own_dot(data: bytes) -> bytes:
    """The slice `data`, in which `・` shares no glyph with the full-width form of `·`.

    Raises ValueError for a font without CFF or TrueType outlines.
    """
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(data))
    glyph = font.get_nominal_glyph(ord(JAPANESE))
    if not glyph or not font.get_nominal_glyph(ord(CHINESE)):
        return data
    if [each.glyph for each in shaped_alone(font, [CHINESE], "zh-Hans", "ltr", fwid=True)[0]] != [glyph]:
        return data
    source = Outlines(data)
    cmap = {point: font.get_nominal_glyph(point) or 0 for point in font.face.unicodes} | {ord(JAPANESE): len(source)}
    return source.with_glyphs({}, [source[glyph]], {"cmap": written_cmap(cmap, source.tables["cmap"])})
