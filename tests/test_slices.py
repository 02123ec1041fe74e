"""Slices: what a subset for one document must keep of its face."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from conftest import Published, article_of, options, text
from fontTools.ttLib import TTFont
from validators import ink, page_texts

from publisher.fonts import Face, face_of, families, family
from publisher.model import LanguageRun, Paragraph, Text
from publisher.typeset.slices import slice_face

FACES = [(each.name, language, file.weight) for each in families() for file in each.file for language in each.languages]
SENTENCE = frozenset("永和九年，岁在癸丑——“暮春之初”……《兰亭集序》（一）、二：三；四！五？Ab 12·ー가나다。")
KAI = next(each.name for each in families() if each.style == "kai")
OUTLINES = {"song": "CFF ", "hei": "CFF ", "mono": "CFF ", "kai": "glyf"}


def face(name: str, language: str = "zh-Hans", weight: int = 400) -> Face:
    return face_of(family(name), language, weight)


def opened(data: bytes) -> Any:
    return TTFont(io.BytesIO(data))


@cache
def hb_font(data: bytes) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(data))


def advances(font: uharfbuzz.Font, line: str, language: str = "zh-Hans") -> list[float]:
    """The advance of each glyph of a line of that language, in ems."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    buffer.script = "Hani"
    buffer.language = language
    uharfbuzz.shape(font, buffer, {"chws": True})
    return [position.x_advance / font.face.upem for position in buffer.glyph_positions]


def whole(chosen: Face) -> uharfbuzz.Font:
    return uharfbuzz.Font(chosen.blob)


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_every_face_can_be_sliced(name: str, language: str, weight: int) -> None:
    chosen = face(name, language, weight)
    wanted = frozenset(character for character in SENTENCE if chosen.covers(character))
    font = opened(slice_face(chosen, wanted))
    assert {chr(point) for point in font.getBestCmap()} == wanted | {" "}
    assert font["maxp"].numGlyphs < 6 * len(wanted)
    assert OUTLINES[family(name).style] in font


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_the_cid_of_a_glyph_is_its_number(name: str, language: str, weight: int) -> None:
    """Else the PDF is blank in MuPDF."""
    font = opened(slice_face(face(name, language, weight), SENTENCE))
    if "CFF " not in font:
        return
    top = font["CFF "].cff.topDictIndex[0]
    assert hasattr(top, "ROS")
    assert top.charset == [".notdef", *(f"cid{at:05}" for at in range(1, font["maxp"].numGlyphs))]


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_advances_are_those_of_the_whole_face(name: str, language: str, weight: int) -> None:
    chosen = face(name, language, weight)
    line = "".join(sorted(character for character in SENTENCE if chosen.covers(character)))
    sliced = hb_font(slice_face(chosen, frozenset(line), (language,)))
    assert advances(sliced, line, language) == advances(whole(chosen), line, language)


@pytest.mark.parametrize("name", ["Noto Serif CJK", "Noto Sans CJK", KAI])
@pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 257, 258, 700])
def test_any_number_of_glyphs(name: str, count: int) -> None:
    """The charset of a CFF font is written differently for two, up to 257 and more glyphs."""
    chosen = face(name)
    characters = [chr(point) for point in range(0x4E00, 0x5A00) if chosen.covers(chr(point))][:count]
    data = slice_face(chosen, frozenset(characters))
    assert opened(data)["maxp"].numGlyphs >= len(characters) + 1
    for character in characters:
        assert outline(hb_font(data), character) == outline(whole(chosen), character)


def outline(font: uharfbuzz.Font, character: str) -> list[object]:
    from fontTools.pens.recordingPen import RecordingPen

    pen = RecordingPen()
    glyph = font.get_nominal_glyph(ord(character))
    assert glyph
    font.draw_glyph_with_pen(glyph, pen)
    return list(pen.value)


def test_no_character_at_all() -> None:
    assert set(opened(slice_face(face("Noto Serif CJK"), frozenset())).getBestCmap()) == {0x20}


@pytest.mark.parametrize(
    ("name", "language", "weight"),
    # 楷 leaves its dash to 宋; Korean has a dash of its own width.
    [
        (name, language, weight)
        for name, language, weight in FACES
        if "—" not in family(name).leave_out and language != "ko"
    ],
)
def test_a_dash_is_one_stroke_of_two_ems(name: str, language: str, weight: int) -> None:
    chosen = face(name, language, weight)
    sliced = hb_font(slice_face(chosen, frozenset("字—"), (language,)))
    assert advances(sliced, "字——字", language) == [1.0, 2.0, 1.0]
    assert advances(sliced, "—", language) == [1.0]


SQUEEZED = [
    # line, advance of all its glyphs in ems with chws: each pair of marks gives up half an em
    ("，”", 1.5),
    ("。）", 1.5),
    ("“《", 1.5),
    ("）（", 1.5),
    ("。”——", None),
    ("”。（", 2.0),
    ("中、国", 3.0),
]


@pytest.mark.parametrize(("line", "expected"), SQUEEZED)
@pytest.mark.parametrize("name", ["Noto Serif CJK", "Noto Sans CJK", KAI])
def test_adjacent_marks_are_squeezed_on_the_slice(name: str, line: str, expected: float | None) -> None:
    chosen = face(name)
    sliced = sum(advances(hb_font(slice_face(chosen, frozenset(line), ("zh-Hans",))), line))
    if expected is not None and not ((name == KAI and "”" in line) or "“" in line):
        assert sliced == pytest.approx(expected, abs=0.01)
    assert sliced == pytest.approx(sum(advances(whole(chosen), line)))


VARIATIONS = [
    ("Noto Serif CJK", "ja", "葛\U000e0100"),
    ("Noto Sans CJK", "ja", "葛\U000e0100"),
    ("Noto Serif CJK", "ja", "辻\U000e0101"),
]


@pytest.mark.parametrize(("name", "language", "sequence"), VARIATIONS)
def test_variation_sequences_are_kept(name: str, language: str, sequence: str) -> None:
    chosen = face(name, language)
    data = slice_face(chosen, frozenset(sequence), (language,))
    base, selector = map(ord, sequence)
    kept = hb_font(data).get_variation_glyph(base, selector)
    assert (kept is None) == (whole(chosen).get_variation_glyph(base, selector) is None)
    assert kept is not None
    buffer = uharfbuzz.Buffer()
    buffer.add_str(sequence)
    buffer.guess_segment_properties()
    uharfbuzz.shape(hb_font(data), buffer)
    assert [info.codepoint for info in buffer.glyph_infos] == [kept]


def test_forms_of_other_languages_only_where_asked() -> None:
    """骨 has a form in each language; a slice for one of them does not carry the others'."""
    chosen = face("Noto Serif CJK")
    one, two = (slice_face(chosen, frozenset("骨直角"), languages) for languages in (("zh-Hans",), ("zh-Hans", "ja")))
    assert opened(one)["maxp"].numGlyphs < opened(two)["maxp"].numGlyphs
    for language, same in (("zh-Hans", True), ("ja", False)):
        assert (shaped(two, "骨", language) == [hb_font(two).get_nominal_glyph(ord("骨"))]) == same


def shaped(data: bytes, line: str, language: str) -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    buffer.language = language
    uharfbuzz.shape(hb_font(data), buffer)
    return [info.codepoint for info in buffer.glyph_infos]


def test_a_run_in_another_language_has_its_forms(made: Callable[..., Published]) -> None:
    """骨 is drawn otherwise in Japan and in China: the page differs by the run's language alone."""
    import pypdfium2

    def drawn(language: str) -> bytes:
        run = LanguageRun(content=text("骨直"), language=language)
        with pypdfium2.PdfDocument(made(article_of(Paragraph(content=(Text("甲"), run)))).pdf) as pdf:
            return bytes(pdf[0].render(scale=3).to_pil().tobytes())

    assert drawn("zh-Hans") != drawn("ja") != drawn("zh-Hant-TW")


def test_a_slice_is_small() -> None:
    assert len(slice_face(face("Noto Serif CJK"), SENTENCE)) < 40_000
    assert len(slice_face(face(KAI), SENTENCE)) < 60_000


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_all_slices_have_the_em_box_for_their_height(name: str, language: str, weight: int) -> None:
    """Else a line with two faces in it is taller than others, and the text leaves its grid."""
    font = opened(slice_face(face(name, language, weight), frozenset("字"), (language,)))
    em, hhea, os2 = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
    heights = [
        (hhea.ascent, -hhea.descent, hhea.lineGap),
        (os2.sTypoAscender, -os2.sTypoDescender, os2.sTypoLineGap),
        (os2.usWinAscent, os2.usWinDescent, 0),
    ]
    assert heights == [(round(0.88 * em), em - round(0.88 * em), 0)] * 3
    assert "BASE" not in font


# --- in a document -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["一", "一二", "一二三"])
def test_a_page_of_hardly_any_glyphs_is_drawn_by_all(
    made: Callable[..., Published], words: str, tmp_path: Path
) -> None:
    published = made(article_of(words, headline=words, language="ja"))
    for program in ("pypdfium2", "pdftoppm", "mutool"):
        (share,) = ink(program, published.pdf, tmp_path)
        assert share > 0.0005, program


RARE = {
    "extension B": "𠮷",
    "extension G or a name's 镕": "镕",
    "compatibility ideograph": "\uf900",
    "kana with mark": "か\u3099",
    "jamo": "\u1112\u1161\u11ab",
    "old hangul": "\u1112\u119e\u11ab",
    "circled": "①⑳",
    "enclosed": "㈱㎡℃",
    "bopomofo": "ㄅㄆㄇ",
    "half-width kana": "ｱｲｳ",
    "interpunct": "·‧・",
    "zero": "〇",
    "iteration": "々〻ゝ",
    "zero width joiners": "甲\u200d乙\u2060丙\u200b丁",
    "variation": "葛\U000e0100城",
    "soft hyphen": "hyphen\u00adation",
}


@pytest.mark.parametrize("kind", RARE)
def test_rare_characters_are_set_and_read(made: Callable[..., Published], kind: str) -> None:
    published = made(
        article_of(f"前{RARE[kind]}后", language="ja" if kind in ("half-width kana", "variation") else "zh-Hans")
    )
    assert published.diagnostics == ()
    found = "".join(page_texts("pypdfium2", published.pdf))
    ignorable = "\u200d\u2060\u200b\u00ad\U000e0100"
    assert [character for character in RARE[kind] if character not in found and character not in ignorable] == []


@pytest.mark.parametrize(
    ("role", "file"), [("", "kai"), ("song=", "kai"), ("hei=", "song"), ("kai=", "hei"), ("mono=", "song")]
)
def test_a_face_of_ones_own(made: Callable[..., Published], role: str, file: str) -> None:
    """A user's file goes before the theme's face of that role; what it lacks comes from the others."""
    name = {"kai": KAI, "song": "Noto Serif CJK", "hei": "Noto Sans CJK"}[file]
    path = face(name).path
    published = made(article_of("正文“引”——Text。", headline="标题"), options(font=(f"{role}{path}",)))
    assert published.diagnostics == ()
    assert "正文“引”——Text。" in "".join(page_texts("pypdfium2", published.pdf))
