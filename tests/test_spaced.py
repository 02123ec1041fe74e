"""Glyphs that carry a Han–Latin gap, and what programs that read PDFs make of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from validators import page_texts

from publisher.fonts import face_of, families, family
from publisher.typeset.slices import drawn_glyphs, slice_face
from publisher.typeset.spaced import GAPS, GapCharacters, Side, spaced_glyphs, with_spaced_copies
from publisher.typeset.turned import turned_slice

FACES = [(each.name, language, file.weight) for each in families() for file in each.file for language in each.languages]
TEXT = frozenset("共有名第页汉字25Aé%")
SERIF, KAI = "Noto Serif CJK", "Publisher WenKai"


def for_gaps(leading: str, trailing: str, both: str = "") -> GapCharacters:
    return GapCharacters(frozenset(leading), frozenset(trailing), frozenset(both))


def sliced(name: str = SERIF, language: str = "zh-Hans", weight: int = 400, *, turned: bool = False) -> bytes:
    face = face_of(family(name), language, weight)
    data = slice_face(face, frozenset(filter(face.covers, TEXT)), (language,))
    return turned_slice(data, language) if turned else data


def hb_font(data: bytes) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(data))


def glyph(data: bytes, character: str) -> int:
    found = hb_font(data).get_nominal_glyph(ord(character))
    assert found
    return int(found)


def path(font: uharfbuzz.Font, number: int, right: float = 0) -> list[object]:
    pen = RecordingPen()
    font.draw_glyph_with_pen(number, TransformPen(pen, (1, 0, 0, 1, right, 0)))
    return list(pen.value)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_a_copy_is_its_glyph_with_a_gap(name: str, language: str, weight: int, turned: bool) -> None:
    before = sliced(name, language, weight, turned=turned)
    after = with_spaced_copies(before, for_gaps("2Aé", "5%é", "5"))
    font, copies = hb_font(after), spaced_glyphs(after)
    wanted: list[tuple[str, Side]] = [("2", "leading"), ("A", "leading"), ("é", "leading"), ("é", "trailing")]
    wanted += [("5", "trailing"), ("%", "trailing"), ("5", "both")]
    assert copies.keys() == {(glyph(before, character), side) for character, side in wanted}
    for (plain, side), steps in copies.items():
        assert [gap for gap, _ in steps] == sorted(GAPS)
        for gap, copy in steps:
            assert path(font, copy) == path(hb_font(before), plain, 0 if side == "trailing" else gap)
            wider = gap * (2 if side == "both" else 1)
            assert font.get_glyph_h_advance(copy) == font.get_glyph_h_advance(plain) + wider


@pytest.mark.parametrize("name", [SERIF, KAI])
def test_nothing_else_changes(name: str) -> None:
    before = sliced(name)
    after = with_spaced_copies(before, for_gaps("25", "25"))
    count = hb_font(before).face.glyph_count
    for number in range(count):
        assert path(hb_font(after), number) == path(hb_font(before), number)
    assert hb_font(after).face.glyph_count == count + 4 * len(GAPS)
    assert set(hb_font(after).face.unicodes) == set(hb_font(before).face.unicodes)


def test_characters_the_slice_does_not_have_are_passed_over() -> None:
    before = sliced()
    assert with_spaced_copies(before, for_gaps("xyz", "ж")) == before == with_spaced_copies(before, for_gaps("", ""))
    assert spaced_glyphs(before) == {}


@pytest.mark.parametrize("name", [SERIF, KAI])
def test_a_pdf_gets_only_what_it_draws(name: str) -> None:
    after = with_spaced_copies(sliced(name), for_gaps("25Aé", "25Aé"))
    (_, copy), *_ = spaced_glyphs(after)[glyph(after, "5"), "trailing"]
    cut = drawn_glyphs(after, [glyph(after, "名"), copy], notdef=False)
    assert path(hb_font(cut), copy) == path(hb_font(after), copy) != []
    assert path(hb_font(cut), glyph(after, "A")) == []
    font: Any = TTFont(io.BytesIO(cut), checkChecksums=2)
    assert "Gaps" not in font
    if "CFF " in font:
        string = font["CFF "].cff.topDictIndex[0].CharStrings[font.getGlyphName(copy)]
        string.draw(RecordingPen())
        assert string.width == font["hmtx"][font.getGlyphName(copy)][0]


# --- what is read out of a PDF ---------------------------------------------------------------------------------------

Run = tuple[int, str, float]
"""A glyph, the text it stands for, and how far the pen is moved after it, in thousandths of an em."""


def written(target: Path, font: bytes, lines: Sequence[Sequence[Run]], *, rotated: bool = False) -> Path:
    """A page with each line as one TJ in a font that is embedded as it is."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    pdf = pikepdf.new()
    metrics = [hb_font(font).get_glyph_h_advance(number) for number in range(hb_font(font).face.glyph_count)]
    pairs = "".join(
        f"<{number:04x}> <{text.encode('utf-16-be').hex()}>\n"
        for number, text, _ in {run[:2]: run for line in lines for run in line}.values()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange {pairs.count(chr(10))} beginbfchar\n{pairs}endbfchar endcmap"
    )
    true_type = "glyf" in TTFont(io.BytesIO(font))
    program = pdf.make_stream(font) if true_type else pdf.make_stream(font, Subtype=Name.OpenType)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Slice, Flags=4, FontBBox=[0, -120, 1000, 880], ItalicAngle=0, Ascent=880,
        Descent=-120, CapHeight=700, StemV=80,
    )  # fmt: skip
    descriptor[Name.FontFile2 if true_type else Name.FontFile3] = program
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2 if true_type else Name.CIDFontType0, BaseFont=Name.Slice,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0), W=[0, Array(metrics)],
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    composite = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Slice, Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(descendant)], ToUnicode=pdf.make_stream(cmap.encode()),
    )  # fmt: skip
    content = ["BT /F 12 Tf 0 -24 TD 24 TL 50 800 Td"]
    for line in lines:
        content += ["[", *(f"<{number:04x}> {-moved:g}" for number, _, moved in line), "] TJ T*"]
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(composite)))
    page.Contents = pdf.make_stream("\n".join([*content, "ET"]).encode())
    page.Rotate = 90 if rotated else 0
    pdf.save(target)
    return target


def plain(font: bytes, text: str, gaps: dict[int, float]) -> list[Run]:
    """The glyphs of a text, with the pen moved after some of them."""
    return [(glyph(font, character), character, gaps.get(at, 0)) for at, character in enumerate(text)]


PROGRAMS = ["pdftotext", "mutool", "pypdfium2"]
REST = (0, (GAPS[1] - GAPS[0]) / 2, -(GAPS[1] - GAPS[0]) / 2)
"""What is at most left to the pen."""


def read_back(program: str, pdf: Path) -> list[str]:
    return [line.strip() for line in page_texts(program, pdf)[0].splitlines() if line.strip()]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("rotated", [False, True])
@pytest.mark.parametrize("name", [SERIF, KAI])
def test_no_space_is_read_into_a_gap(program: str, rotated: bool, name: str, tmp_path: Path) -> None:
    font = with_spaced_copies(sliced(name, turned=rotated), for_gaps("25A", "25A", "5"))
    copies = spaced_glyphs(font)
    lines = []
    for rest in REST:
        for step in range(len(GAPS)):

            def copy(character: str, side: Side, step: int = step) -> int:
                return copies[glyph(font, character), side][step][1]

            line = plain(font, "共有25名", {1: rest, 3: rest})
            line[2] = copy("2", "leading"), "2", 0
            line[3] = copy("5", "trailing"), "5", rest
            lone = plain(font, "第5页名", {0: rest, 1: rest})
            lone[1] = copy("5", "both"), "5", rest
            lines += [line, lone]
    pdf = written(tmp_path / "a.pdf", font, lines, rotated=rotated)
    assert sorted(read_back(program, pdf)) == sorted(["共有25名", "第5页名"] * len(GAPS) * len(REST))


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_space_is_read_into_a_movement_of_the_pen(program: str, tmp_path: Path) -> None:
    """What the copies are for."""
    font = sliced()
    pdf = written(tmp_path / "a.pdf", font, [plain(font, "共有25名", {1: 250, 3: 250})])
    assert read_back(program, pdf) == ["共有 25 名"]
