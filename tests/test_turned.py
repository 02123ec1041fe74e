"""Turned slices: a horizontal line in one is the vertical line of its source, turned by a quarter."""

from __future__ import annotations

import io
import subprocess
import sys
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from conftest import ROOT
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from publisher.fonts import face_of, families, family
from publisher.typeset.slices import drawn_glyphs, slice_face
from publisher.typeset.turned import turned_slice, vertical_extras
from publisher.typeset.vertical_orientation import orientation

FACES = [(each.name, language, file.weight) for each in families() for file in each.file for language in each.languages]
MARKS = "，。、；：！？「」『』（）《》・ー〜"
QUOTES = "“”‘’"
TEXT = frozenset(MARKS + QUOTES + "国あぁっァ한×①—…·%é“Latin 12”")
KAI = "Publisher WenKai"
SERIF = "Noto Serif CJK"


@cache
def pair(name: str, language: str, weight: int = 400, languages: tuple[str, ...] = ()) -> tuple[bytes, bytes]:
    """A slice, and the same turned."""
    face = face_of(family(name), language, weight)
    wanted = TEXT | vertical_extras(TEXT, language)
    source = slice_face(face, frozenset(filter(face.covers, wanted)), languages or (language,))
    return source, turned_slice(source, language)


@cache
def hb_font(data: bytes) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(data))


def shaped(data: bytes, line: str, language: str, direction: str = "ltr", /, **features: bool) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    buffer.direction, buffer.script, buffer.language = direction, "Hani", language
    uharfbuzz.shape(hb_font(data), buffer, features)
    return buffer


def drawn(data: bytes, line: str, language: str, direction: str = "ltr", /, **features: bool) -> list[object]:
    """All that a line draws, and how long it is. A vertical line is turned by a quarter about its middle."""
    buffer = shaped(data, line, language, direction, **features)
    pen = RecordingPen()
    x = y = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        right, up = x + position.x_offset, y + position.y_offset
        transform = (1, 0, 0, 1, right, up) if direction == "ltr" else (0, 1, -1, 0, -up, right + 380)
        hb_font(data).draw_glyph_with_pen(info.codepoint, TransformPen(pen, transform))
        x, y = x + position.x_advance, y + position.y_advance
    steps = [(step, [tuple(map(round, point)) for point in points if point]) for step, points in pen.value]
    return [*steps, x if direction == "ltr" else -y]


def held(data: bytes, characters: str) -> str:
    return "".join(each for each in characters if hb_font(data).get_nominal_glyph(ord(each)))


def advances(data: bytes, line: str, language: str, **features: bool) -> list[float]:
    return [position.x_advance / 1000 for position in shaped(data, line, language, **features).glyph_positions]


def box(data: bytes, line: str, language: str, **features: bool) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the ink of the first glyph of a line."""
    pen = BoundsPen(None)
    hb_font(data).draw_glyph_with_pen(shaped(data, line, language, **features).glyph_infos[0].codepoint, pen)
    left, bottom, right, top = pen.bounds
    return left, bottom, right, top


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_characters_stand_as_in_vertical_lines(name: str, language: str, weight: int) -> None:
    source, turned = pair(name, language, weight)
    for character in held(source, MARKS + "国あぁっァ한×①"):
        assert drawn(turned, character, language) == drawn(source, character, language, "ttb"), character


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_marks_are_squeezed_as_in_vertical_lines(name: str, language: str, weight: int) -> None:
    source, turned = pair(name, language, weight)
    marks = held(source, MARKS)
    for one, other in product(marks, marks):
        for line in (one + other, f"国{one}{other}国", f"{one}{other}」"):
            assert drawn(turned, line, language, chws=True) == drawn(source, line, language, "ttb", vchw=True), line


SQUEEZED = [
    # language, line, its length in ems with chws
    ("zh-Hans", "国，“国", 3.5),
    ("zh-Hans", "国）（国", 3.5),
    ("zh-Hans", "国。」国", 3.5),
    ("zh-Hans", "国。”）国", 4.0),
    ("zh-Hans", "国“‘国", 3.5),
    ("zh-Hans", "国，国", 3.0),
    ("zh-Hant-TW", "国”）国", 3.5),
    ("ja", "国。」「国", 4.0),
    ("ja", "国）“国", 3.5),
]


@pytest.mark.parametrize(("language", "line", "length"), SQUEEZED)
def test_lengths_of_squeezed_lines(language: str, line: str, length: float) -> None:
    _, turned = pair(SERIF, language)
    assert sum(advances(turned, line, language, chws=True)) == length
    assert sum(advances(turned, line, language, chws=False)) == len(line)


STANDING_QUOTES = [
    # language, quote, the bracket it is drawn as
    *[("zh-Hans", *each) for each in zip("“”‘’", "『』「」", strict=True)],
    *[("zh-Hant-TW", *each) for each in zip("“”‘’", "「」『』", strict=True)],
    *[("zh-Hant-HK", *each) for each in zip("“”‘’", "「」『』", strict=True)],
    *[("ja", *each) for each in zip("“”‘’", "「」『』", strict=True)],
]


@pytest.mark.parametrize(("language", "quote", "bracket"), STANDING_QUOTES)
@pytest.mark.parametrize("name", [SERIF, "Noto Sans CJK", "Noto Sans Mono CJK"])
def test_quotes_are_drawn_as_brackets(name: str, language: str, quote: str, bracket: str) -> None:
    """GB/T 15834, A.5; and still are glyphs of their own, so that a PDF can say which character each is."""
    _, turned = pair(name, language)
    assert drawn(turned, quote, language) == drawn(turned, bracket, language)
    quoted, bracketed = (shaped(turned, each, language).glyph_infos[0].codepoint for each in (quote, bracket))
    assert quoted != bracketed


@pytest.mark.parametrize(("name", "language"), [(SERIF, "ko"), ("Noto Sans CJK", "ko"), (KAI, "zh-Hans")])
def test_korean_and_latin_quotes_lie(name: str, language: str) -> None:
    source, turned = pair(name, language)
    for quote in QUOTES:
        assert drawn(turned, quote, language) == drawn(source, quote, language)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko"])
@pytest.mark.parametrize("name", [SERIF, "Noto Sans CJK"])
def test_quotes_in_latin_text_are_latin(name: str, language: str) -> None:
    source, turned = pair(name, language)
    for line in ("“Latin”", "‘12’"):
        assert drawn(turned, line, language, pwid=True) == drawn(source, line, language, pwid=True)
        assert sum(advances(turned, line[0], language, pwid=True)) < 0.6


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-Hans", "『「』"),
        ("zh-CN", "『「』"),
        ("zh-Hant-HK", "「『」"),
        ("zh-TW", "「『」"),
        ("ja", "「『」"),
        ("ko", ""),
        ("en", ""),
    ],
)
def test_what_a_slice_needs_besides(language: str, expected: str) -> None:
    assert vertical_extras("国“‘”，", language) == set(expected)
    assert vertical_extras("国，", language) == set()


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_latin_lies_as_it_was(name: str, language: str, weight: int) -> None:
    source, turned = pair(name, language, weight)
    for line in ("Latin 12%é", "AVATo"):
        assert drawn(turned, line, language) == drawn(source, line, language)


STROKES = [(name, language) for name in (SERIF, "Noto Sans CJK") for language in ("zh-Hans", "zh-Hant-TW", "ja", "ko")]


@pytest.mark.parametrize(("name", "language"), [*STROKES, (KAI, "zh-Hans")])
def test_dashes_and_ellipses_run_along_the_middle(name: str, language: str) -> None:
    _, turned = pair(name, language)
    for line in ("—", "——", "…"):
        _, bottom, _, top = box(turned, line, language)
        assert (bottom + top) / 2 == pytest.approx(380, abs=20), line


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja"])
@pytest.mark.parametrize("name", [SERIF, "Noto Sans CJK", "Noto Sans Mono CJK"])
def test_a_double_dash_is_one_stroke_of_two_ems(name: str, language: str) -> None:
    _, turned = pair(name, language)
    assert advances(turned, "国——国", language) == [1.0, 2.0, 1.0]
    left, bottom, right, top = box(turned, "——", language)
    assert right - left > 1800 > 150 > top - bottom


CORNERS = [
    # language, mark, the part of the upright em box that its ink is in: across, down
    ("zh-Hans", "，", (0.5, 1), (0, 0.5)),
    ("zh-Hans", "。", (0.5, 1), (0, 0.5)),
    ("zh-Hans", "、", (0.5, 1), (0, 0.5)),
    ("ja", "、", (0.5, 1), (0, 0.5)),
    ("ja", "っ", (0.2, 1), (0, 0.85)),
    ("zh-Hant-TW", "，", (0.2, 0.8), (0.2, 0.8)),
    ("zh-Hans", "（", (0, 1), (0.5, 1)),
    ("zh-Hans", "）", (0, 1), (0, 0.5)),
    ("zh-Hans", "“", (0.4, 1), (0.5, 1)),
    ("zh-Hans", "”", (0, 0.6), (0, 0.5)),
]


@pytest.mark.parametrize(("language", "mark", "across", "down"), CORNERS)
def test_marks_are_in_their_corner(
    language: str, mark: str, across: tuple[float, float], down: tuple[float, float]
) -> None:
    """When the page is turned clockwise, what is at the left comes to the top and what is high to the right."""
    left, bottom, right, top = box(pair(SERIF, language)[1], mark, language)
    assert across[0] - 0.1 <= bottom / 1000 + 0.12 and top / 1000 + 0.12 <= across[1] + 0.1
    assert down[0] - 0.1 <= left / 1000 and right / 1000 <= down[1] + 0.1


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_all_widths_agree(name: str, language: str, weight: int) -> None:
    """Of the charstring, of `hmtx`, and after the cut for a PDF (ISO 19005-1, 6.3.6)."""
    turned = pair(name, language, weight)[1]
    count = hb_font(turned).face.glyph_count
    for data in (turned, drawn_glyphs(turned, range(1, count), notdef=True)):
        font: Any = TTFont(io.BytesIO(data), checkChecksums=2)
        strings = font["CFF "].cff.topDictIndex[0].CharStrings if "CFF " in font else {}
        for glyph in font.getGlyphOrder() if strings else ():
            strings[glyph].draw(RecordingPen())
            assert strings[glyph].width == font["hmtx"][glyph][0]
        assert len(font.getGlyphOrder()) == count


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_what_was_for_other_lines_is_gone(name: str, language: str, weight: int) -> None:
    font: Any = TTFont(io.BytesIO(pair(name, language, weight)[1]))
    assert not {"vhea", "vmtx", "VORG", "BASE"} & set(font.keys())
    records = [
        record for tag in ("GSUB", "GPOS") if tag in font for record in font[tag].table.FeatureList.FeatureRecord
    ]
    assert {record.FeatureTag for record in records} <= {"ccmp", "chws", "fwid", "kern", "locl", "pwid"}
    assert [record.FeatureTag for record in records].count("chws") >= 1


def test_kana_is_not_kerned_as_if_it_lay() -> None:
    source, turned = pair(SERIF, "zh-Hans")
    line = "あァっ"
    assert advances(turned, line, "ja", kern=True) == [1.0] * 3
    assert advances(source, "AVATo", "en", kern=True) == advances(turned, "AVATo", "en", kern=True)


@pytest.mark.parametrize("run", ["ja", "ko", "zh-Hant-TW"])
def test_a_run_in_another_language_stands_in_its_forms(run: str) -> None:
    face = face_of(family(SERIF), "zh-Hans", 400)
    source = slice_face(face, frozenset("骨直国"), ("zh-Hans", run))
    turned = turned_slice(source, "zh-Hans")
    for character in "骨直国":
        assert drawn(turned, character, run) == drawn(source, character, run, "ttb")
    assert drawn(turned, "骨", run) != drawn(turned, "骨", "zh-Hans") or run == "ko"


def test_variation_sequences_stand() -> None:
    sequence = "葛\U000e0100"
    source = slice_face(face_of(family(SERIF), "ja", 400), frozenset(sequence + "“「"), ("ja",))
    turned = turned_slice(source, "ja")
    assert drawn(turned, sequence, "ja") == drawn(source, sequence, "ja", "ttb") != drawn(turned, "葛", "ja")


def test_every_ideograph_advances_by_its_em() -> None:
    """In WenKai the vertical advance of 斓 is nothing, and that of 䶺 is 1013."""
    turned = turned_slice(slice_face(face_of(family(KAI), "zh-Hans", 400), frozenset("斓䶺国")), "zh-Hans")
    assert advances(turned, "斓䶺国", "zh-Hans") == [1.0, 1.0, 1.0]


def test_nothing_to_turn() -> None:
    face = face_of(family(SERIF), "zh-Hans", 400)
    for characters in (frozenset[str](), frozenset("Latin")):
        source = slice_face(face, characters)
        assert drawn(turned_slice(source, "zh-Hans"), "Latin", "en") == drawn(source, "Latin", "en")


ORIENTATIONS = [
    ("U", "国あ가×①％Ａ"),
    ("R", "A1é%—…·“”‘’°→Жα"),
    ("Tu", "、。，！？ぁっァヶ"),
    ("Tr", "（）「」《》：；ー〜"),
    ("U", "\U00020000\ue000\U00100000"),
    ("R", "\0\u10ff"),
]


@pytest.mark.parametrize(("expected", "characters"), ORIENTATIONS)
def test_orientations(expected: str, characters: str) -> None:
    assert {orientation(each) for each in characters} == {expected}


def test_the_table_is_that_of_unicode() -> None:
    if not Path("/usr/share/unicode/VerticalOrientation.txt").is_file():
        pytest.skip("Debian's unicode-data is not installed: the table was not compared")
    tool = ROOT / "tools" / "vertical_orientation.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
