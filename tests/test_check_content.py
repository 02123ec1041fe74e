"""Where a content stream draws its codes, and what a font says of them (ISO 32000-1, 9.3, 9.4, 9.6, 9.7 and 9.10)."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from publisher.check.codes import Down, coded_font, plain_form
from publisher.check.content import Contents, Drawn

FIRST = 65
"""The code of `A`; `A`, `B` and `C` are 500, 600 and 700 thousandths of an em wide."""


def simple(**more: Any) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.TrueType, FirstChar=FIRST, Widths=Array([500, 600, 700]), **more)


def composite(encoding: Any, **more: Any) -> Dictionary:
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, **more)
    return Dictionary(Type=Name.Font, Subtype=Name.Type0, Encoding=encoding, DescendantFonts=Array([descendant]))


def drawn(content: str, **resources: Any) -> list[Drawn]:
    """What a page draws; `F` is a simple font, `V` a vertical one whose glyphs are all an em wide."""
    with pikepdf.new() as pdf:
        fonts = Dictionary(F=pdf.make_indirect(simple()), V=pdf.make_indirect(composite(Name("/Identity-V"))))
        page = pdf.add_blank_page(page_size=(200, 200))
        page.obj.Resources = Dictionary(Font=fonts)
        if "form" in resources:
            form = Stream(pdf, resources["form"].encode())
            form.Subtype, form.Matrix = Name.Form, Array([1, 0, 0, 1, 5, 0])
            page.obj.Resources.XObject = Dictionary(X=form)
        page.obj.Contents = pdf.make_stream(content.encode())
        return Contents(pdf).drawn_on(1).drawn


PENS = {
    "one after another": ("BT /F 10 Tf 20 30 Td (AB) Tj ET", [(20, 30), (25, 30)]),
    "moved": ("BT /F 10 Tf 20 30 Td [(A) -100 (B)] TJ ET", [(20, 30), (26, 30)]),
    "spaced": ("BT /F 10 Tf 2 Tc 20 30 Td (AB) Tj ET", [(20, 30), (27, 30)]),
    "scaled": ("BT /F 10 Tf 50 Tz 20 30 Td [(A) -100 (B)] TJ ET", [(20, 30), (23, 30)]),
    "raised": ("BT /F 10 Tf 4 Ts 20 30 Td (A) Tj ET", [(20, 34)]),
    "turned": ("BT /F 10 Tf 0 1 -1 0 20 30 Tm (AB) Tj ET", [(20, 30), (20, 35)]),
    "moved with the page": ("q 2 0 0 2 1 1 cm BT /F 5 Tf 20 30 Td (AB) Tj ET Q", [(41, 61), (46, 61)]),
    "on the next line": ("BT /F 10 Tf 12 TL 20 30 Td (A) Tj T* (B) Tj (C) ' ET", [(20, 30), (20, 18), (20, 6)]),
    "on a line with its leading": (
        "BT /F 10 Tf 20 30 Td (A) Tj 1 -9 TD (B) Tj T* (C) Tj ET",
        [(20, 30), (21, 21), (21, 12)],
    ),
    "with spaces of the operator": ('BT /F 10 Tf 20 30 Td 0 1 (AB) " ET', [(20, 30), (26, 30)]),
    "saved and restored": ("q /F 10 Tf q /F 20 Tf Q BT 20 30 Td (AB) Tj ET Q", [(20, 30), (25, 30)]),
    "after a glyph of unknown advance": ("BT /F 10 Tf 20 30 Td (Z) Tj (A) Tj 0 -9 Td (A) Tj ET", [(20, 21)]),
    "down": ("BT /V 10 Tf 20 190 Td <00010002> Tj ET", [(20, 190), (20, 180)]),
    "down, moved": ("BT /V 10 Tf 20 190 Td [<0001> 100 <0002>] TJ ET", [(20, 190), (20, 179)]),
}


@pytest.mark.parametrize("case", PENS.values(), ids=PENS)
def test_where_the_pen_stands(case: tuple[str, list[tuple[float, float]]]) -> None:
    content, pens = case
    assert [each.pen for each in drawn(content)] == [pytest.approx(pen) for pen in pens]


def test_a_form_is_followed() -> None:
    found = drawn("1 0 0 1 1 1 cm /X Do BT /F 10 Tf (A) Tj ET", form="BT /F 10 Tf 2 2 Td (B) Tj ET")
    assert [each.pen for each in found] == [pytest.approx((8, 3)), pytest.approx((1, 1))]


@pytest.mark.parametrize(("matrix", "axis", "up", "size", "advance"), [
    ("1 0 0 1", (1, 0), (0, 1), 10, 5), ("0 1 -1 0", (0, 1), (-1, 0), 10, 5), ("0 0.88 -1 0", (0, 1), (-1, 0), 10, 4.4),
    ("1 0 0 -1", (1, 0), (0, -1), 10, 5), ("1 0 0.3 1", (1, 0), (0, 1), 10, 5),
])  # fmt: skip
def test_how_a_glyph_lies(
    matrix: str, axis: tuple[float, float], up: tuple[float, float], size: float, advance: float
) -> None:
    (glyph,) = drawn(f"BT /F 10 Tf {matrix} 20 30 Tm (A) Tj ET")
    assert [*glyph.axis, *glyph.up, glyph.size, glyph.advance] == pytest.approx([*axis, *up, size, advance])


def test_a_glyph_of_a_vertical_font_hangs_from_its_pen() -> None:
    (glyph,) = drawn("BT /V 10 Tf 20 190 Td <0001> Tj ET")
    assert glyph.vertical
    assert [*glyph.origin, glyph.advance] == pytest.approx([15, 181.2, 10])


def test_of_damaged_content_what_comes_before_is_told() -> None:
    assert len(drawn("BT /F 10 Tf (A) Tj /Nothing 3 Tf (A) Tj ET")) == 1


# --- fonts -------------------------------------------------------------------------------------------------------


def advances(font: Dictionary, *codes: int) -> list[float | None]:
    known = coded_font(font)
    assert known is not None
    return [known.advance(code) for code in codes]


def test_advances() -> None:
    assert advances(simple(), 65, 67, 90) == [500, 700, None]
    assert advances(simple(FontDescriptor=Dictionary(MissingWidth=250)), 90) == [250]
    assert advances(simple(FontMatrix=Array([0.01, 0, 0, 0.01, 0, 0])), 65) == [5000]
    identity = Name("/Identity-H")
    assert advances(composite(identity), 7) == [1000]
    listed = Array([1, Array([300, 400]), 10, 12, 250])
    assert advances(composite(identity, DW=900, W=listed), 1, 2, 3, 10, 12, 13) == [300, 400, 900, 250, 250, 900]


def test_vertical_advances() -> None:
    font = coded_font(composite(Name("/Identity-V"), DW2=Array([800, -900]), W2=Array([5, Array([-500, 250, 700])])))
    assert font is not None and font.vertical
    assert (font.down(5), font.down(6)) == (Down(250, 700, -500), Down(500, 800, -900))


def test_a_collection_that_only_a_viewer_knows() -> None:
    assert coded_font(composite(Name("/GBK-EUC-H"))) is None


CMAP = b"""/WMode 1 def 2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange
1 begincidrange <20> <7e> 100 endcidrange 1 begincidchar <8140> 7 endcidchar"""
TEXTS = b"""2 beginbfchar <01> <6C34> <02> <20142014> endbfchar
2 beginbfrange <10> <12> <0041> <20> <21> [<0031> <00320033>] endbfrange 1 beginbfchar <30> <D842DFB7> endbfchar"""


def test_an_embedded_encoding() -> None:
    with pikepdf.new() as pdf:
        font = coded_font(composite(Stream(pdf, CMAP), DW=0, W=Array([7, Array([900]), 101, Array([510])])))
    assert font is not None and font.vertical
    assert list(font.codes(b"!\x81\x40")) == [(0x21, 1), (0x8140, 2)]
    assert [font.advance(code) for code in (0x21, 0x8140, 0x22)] == [510, 900, 0]


def test_the_text_of_codes() -> None:
    with pikepdf.new() as pdf:
        font = coded_font(simple(ToUnicode=Stream(pdf, TEXTS)))
    assert font is not None
    assert [font.text(code) for code in (0x01, 0x02, 0x12, 0x21, 0x30, 0x99)] == ["水", "——", "C", "23", "𠮷", ""]


@pytest.mark.parametrize(("form", "plain"), [
    ("︑", "、"), ("︒", "。"), ("︐", "，"), ("︓", "："), ("﹁", "「"), ("︱", "—"), ("⽉", "月"), ("月", "月"), ("ﬁ", "ﬁ"),
    ("——", "——"), ("", ""),
])  # fmt: skip
def test_vertical_forms_and_radicals(form: str, plain: str) -> None:
    assert plain_form(form) == plain


def test_a_page_without_anything() -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        assert Contents(pdf).drawn_on(1).drawn == []
