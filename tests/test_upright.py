"""Numbers that stand upright in vertical lines: which they are, their glyphs, and what programs that read PDFs make of them."""

from __future__ import annotations

import io
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from test_spaced import PROGRAMS, Run, for_gaps, glyph, hb_font, path, plain, read_back, written

from publisher.clreq import number_pattern
from publisher.fonts import face_of, families, family
from publisher.typeset.geta import slice_with_geta
from publisher.typeset.slices import drawn_glyphs, slice_face
from publisher.typeset.spaced import spaced_glyphs, with_spaced_copies
from publisher.typeset.turned import turned_slice
from publisher.typeset.upright import numbers_in, upright_numbers, with_upright_numbers

FACES = [(each.name, language, file.weight) for each in families() for file in each.file for language in each.languages]
SERIF, KAI = "Noto Serif CJK", "Publisher WenKai"
TEXT = frozenset("年月日第汉字0123456789!?A%")
NUMBERS = ("3", "1", "12", "21", "25", "88", "100", "365", "!?", "!!", "??", "7!")
UPRIGHT = (0, -1, 1, 0, 120, 880)
"""From the sideways page to the finished one, turned clockwise: x = y' + 120, y = 880 - x'."""


def sliced(name: str = SERIF, language: str = "zh-Hans", weight: int = 400, text: frozenset[str] = TEXT) -> bytes:
    face = face_of(family(name), language, weight)
    return turned_slice(slice_face(face, frozenset(filter(face.covers, text)), (language,)), language)


def standing(data: bytes, number: str) -> list[tuple[str, Any]]:
    """What a number draws, as it stands on the finished page."""
    pen = RecordingPen()
    hb_font(data).draw_glyph_with_pen(upright_numbers(data)[number], TransformPen(pen, UPRIGHT))
    return list(pen.value)


def ink(data: bytes, glyph_id: int, transform: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> tuple[float, ...]:
    """Left, bottom, right and top."""
    pen = BoundsPen(None)
    hb_font(data).draw_glyph_with_pen(glyph_id, TransformPen(pen, transform))
    return tuple(pen.bounds)


def of_character(data: bytes, character: str, transform: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> tuple[float, ...]:
    return ink(data, glyph(data, character), transform)


def natural(data: bytes, number: str) -> list[int]:
    """Where each character of a number begins, and where the last ends, in horizontal text."""
    return list(accumulate((hb_font(data).get_glyph_h_advance(glyph(data, each)) for each in number), initial=0))


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_a_number_is_its_characters_side_by_side(name: str, language: str, weight: int) -> None:
    before = sliced(name, language, weight)
    after = with_upright_numbers(before, NUMBERS)
    assert upright_numbers(after).keys() == set(NUMBERS)
    for number in NUMBERS:
        *pens, end = natural(before, number)
        narrowed = min(1, 960 / end)
        start = ink(after, upright_numbers(after)[number], UPRIGHT)[0] - narrowed * of_character(before, number[0])[0]
        digits = "0123456789" if number[0].isdigit() else "!?"
        boxes = [of_character(before, each) for each in digits]
        rise = 380 - (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
        expected = RecordingPen()
        for character, pen in zip(number, pens, strict=True):
            there = TransformPen(expected, (narrowed, 0, 0, 1, start + narrowed * pen, rise))
            hb_font(before).draw_glyph_with_pen(glyph(before, character), there)
        found = standing(after, number)
        assert [step for step, _ in found] == [step for step, _ in expected.value], number
        for (_, points), (_, wanted) in zip(found, expected.value, strict=True):
            for one, other in zip(points, wanted, strict=True):
                assert one == pytest.approx(other, abs=1.6), number


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_it_stands_in_the_middle_of_its_em(name: str, language: str, weight: int) -> None:
    data = with_upright_numbers(sliced(name, language, weight), NUMBERS)
    for number, glyph_id in upright_numbers(data).items():
        assert hb_font(data).get_glyph_h_advance(glyph_id) == 1000
        left, bottom, right, top = ink(data, glyph_id, UPRIGHT)
        assert 20 <= left < right <= 980, number
        assert (left + right) / 2 == pytest.approx(500, abs=1.5), number
        assert (bottom + top) / 2 == pytest.approx(380, abs=15), number


def test_the_first_digit_is_on_the_left() -> None:
    data = with_upright_numbers(sliced(), ("10", "01"))
    one, two = (ink_of_contours(standing(data, number)) for number in ("10", "01"))
    assert len(one) == len(two) == 3
    # A 0 has two contours, of which one is in the other.
    assert one[0][1] < min(left for left, _ in one[1:])
    assert max(right for _, right in two[:2]) < two[2][0]


def ink_of_contours(drawn: list[tuple[str, Any]]) -> list[tuple[float, float]]:
    """From where to where each contour goes across."""
    found: list[list[float]] = []
    for step, points in drawn:
        if step == "moveTo":
            found.append([])
        found[-1] += [x for x, _ in points]
    return [(min(each), max(each)) for each in found]


def test_digits_stand_on_one_line() -> None:
    """`6` and `9` of some faces have other heights; all the same they are not moved against each other."""
    data = with_upright_numbers(sliced(), ("1", "2", "25", "12"))
    bottoms = {number: ink(data, upright_numbers(data)[number], UPRIGHT)[1] for number in ("1", "12", "2", "25")}
    assert bottoms["1"] == bottoms["12"] and bottoms["2"] - 15 <= bottoms["25"] <= bottoms["2"]


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_all_widths_agree(name: str, language: str, weight: int) -> None:
    """Of the charstring, of `hmtx`, and after the cut for a PDF (ISO 19005-1, 6.3.6)."""
    whole = with_upright_numbers(sliced(name, language, weight), NUMBERS)
    numbers = upright_numbers(whole)
    for data in (whole, drawn_glyphs(whole, numbers.values(), notdef=True)):
        font: Any = TTFont(io.BytesIO(data), checkChecksums=2)
        names = [font.getGlyphName(each) for each in numbers.values()]
        assert [font["hmtx"][each][0] for each in names] == [1000] * len(NUMBERS)
        for glyph_id, each in zip(numbers.values(), names, strict=True):
            assert font["hmtx"][each][1] == round(ink(data, glyph_id)[0])
            if "CFF " in font:
                string = font["CFF "].cff.topDictIndex[0].CharStrings[each]
                string.draw(RecordingPen())
                assert string.width == 1000
        assert ("Upri" in font) == (data is whole)


@pytest.mark.parametrize("name", [SERIF, KAI])
def test_a_pdf_gets_only_what_it_draws(name: str) -> None:
    whole = with_upright_numbers(sliced(name), ("25", "31"))
    number = upright_numbers(whole)["25"]
    cut = drawn_glyphs(whole, [number], notdef=False)
    assert path(hb_font(cut), number) == path(hb_font(whole), number) != []
    assert path(hb_font(cut), glyph(whole, "2")) == []


@pytest.mark.parametrize("name", [SERIF, KAI])
def test_nothing_else_changes(name: str) -> None:
    before = sliced(name)
    after = with_upright_numbers(before, NUMBERS)
    count = hb_font(before).face.glyph_count
    for number in range(count):
        assert path(hb_font(after), number) == path(hb_font(before), number)
    assert hb_font(after).face.glyph_count == count + len(NUMBERS)
    assert set(hb_font(after).face.unicodes) == set(hb_font(before).face.unicodes)


@pytest.mark.parametrize("numbers", [(), ("",), ("2025",), ("A",), ("2A",), ("年",), ("\0",)])
def test_what_is_no_number_is_passed_over(numbers: tuple[str, ...]) -> None:
    before = sliced()
    assert with_upright_numbers(before, numbers) == before
    assert upright_numbers(before) == {}


def test_digits_the_slice_does_not_have() -> None:
    data = with_upright_numbers(sliced(text=frozenset("月25")), ("25", "26", "5", "!?"))
    assert upright_numbers(data).keys() == {"25", "5"}


def test_more_numbers_later() -> None:
    once = with_upright_numbers(sliced(), ("25", "3"))
    twice = with_upright_numbers(once, ("3", "12"))
    assert upright_numbers(twice).items() > upright_numbers(once).items()
    assert upright_numbers(twice).keys() == {"25", "3", "12"}
    for number in ("25", "3"):
        assert standing(twice, number) == standing(once, number)


@pytest.mark.parametrize("name", [SERIF, KAI])
def test_with_glyphs_for_gaps_in_any_order(name: str) -> None:
    before, gaps = sliced(name), for_gaps("2A", "5%", "5")
    numbered, spaced = with_upright_numbers(before, NUMBERS), with_spaced_copies(before, gaps)
    orders = [with_spaced_copies(numbered, gaps), with_upright_numbers(spaced, NUMBERS)]
    for data in orders:
        assert upright_numbers(data).keys() == set(NUMBERS)
        for number in NUMBERS:
            assert standing(data, number) == standing(numbered, number)
        assert spaced_glyphs(data).keys() == spaced_glyphs(spaced).keys()
        for key, copies in spaced_glyphs(data).items():
            for (gap, copy), (same, other) in zip(copies, spaced_glyphs(spaced)[key], strict=True):
                assert gap == same
                assert path(hb_font(data), copy) == path(hb_font(spaced), other)


def test_beside_a_geta() -> None:
    face = face_of(family(SERIF), "zh-Hans", 400)
    source = slice_with_geta(face, frozenset("月25"), frozenset("\ue000"), ("zh-Hans",))
    data = with_upright_numbers(turned_slice(source, "zh-Hans"), ("25",))
    assert standing(data, "25") == standing(with_upright_numbers(sliced(text=frozenset("月25")), ("25",)), "25")


# --- a face of one's own ---------------------------------------------------------------------------------------------


def ring_and_bar(em: int, bearing: int) -> bytes:
    """A font with a `0` of which no point is on its curve, and a `1` that ends in a curve to where it starts."""
    ring = TTGlyphPen(None)
    ring.qCurveTo((bearing, 0), (em // 2, 0), (em // 2, em // 2), (bearing, em // 2), None)
    ring.closePath()
    bar = TTGlyphPen(None)
    bar.moveTo((100, 0))
    bar.lineTo((100, em // 2))
    bar.lineTo((200, em // 2))
    bar.qCurveTo((200, 0), (100, 0))
    bar.closePath()
    builder = FontBuilder(em, isTTF=True)
    builder.setupGlyphOrder([".notdef", "ring", "bar"])
    builder.setupCharacterMap({ord("0"): "ring", ord("1"): "bar"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "ring": ring.glyph(), "bar": bar.glyph()})
    builder.setupHorizontalMetrics({".notdef": (em, 0), "ring": (em // 2, bearing), "bar": (300, 100)})
    builder.setupHorizontalHeader(ascent=em, descent=0)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


@pytest.mark.parametrize("em", [1000, 2048])
@pytest.mark.parametrize("bearing", [20, -100])
def test_a_face_of_ones_own(em: int, bearing: int) -> None:
    data = with_upright_numbers(turned_slice(ring_and_bar(em, bearing), "zh-Hans"), ("0", "10", "000"))
    font, numbers = uharfbuzz.Font(uharfbuzz.Face(data)), upright_numbers(data)
    assert numbers.keys() == {"0", "10", "000"}
    for number in numbers.values():
        extents = font.get_glyph_extents(number)
        assert extents and font.get_glyph_h_advance(number) == em
        low, high = extents.y_bearing + extents.height, extents.y_bearing
        assert (low + high) / 2 == pytest.approx(0.38 * em, abs=1.5)
        assert high - low <= 0.96 * em + 2
    opened: Any = TTFont(io.BytesIO(data))
    assert opened["glyf"][opened.getGlyphName(numbers["10"])].endPtsOfContours == [3, 11]


# --- what is read out of a PDF ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", [SERIF, KAI])
def test_a_number_is_read_in_its_line(program: str, name: str, tmp_path: Path) -> None:
    font = with_upright_numbers(sliced(name), ("2", "25", "100"))
    numbers = upright_numbers(font)

    def standing_in(*pieces: str) -> list[Run]:
        return [
            run
            for piece in pieces
            for run in ([(numbers[piece], piece, 0.0)] if piece in numbers else plain(font, piece, {}))
        ]

    lines = [standing_in("汉", "2", "月", "25", "日"), standing_in("第", "100", "日汉字"), standing_in("25", "年")]
    pdf = written(tmp_path / "a.pdf", font, lines, rotated=True)
    assert sorted(read_back(program, pdf)) == sorted(["汉2月25日", "第100日汉字", "25年"])


# --- which they are --------------------------------------------------------------------------------------------------

PIECES = [
    # text, digits, what stands upright in it
    ("2月25日", 2, ["2", "25"]),
    ("25", 2, ["25"]),
    ("第3回", 2, ["3"]),
    ("（12）", 2, ["12"]),
    ("25人、30岁。", 2, ["25", "30"]),
    ("2025年", 2, []),
    ("100人", 2, []),
    ("100人", 3, ["100"]),
    ("25日3时", 1, ["3"]),
    ("25日", 0, []),
    ("３月", 2, []),
    ("3.5亿", 2, []),
    ("1,000人", 3, []),
    ("8:30开", 2, []),
    ("1/2强", 2, []),
    ("25%", 2, []),
    ("25‰", 2, []),
    ("25℃", 2, []),
    ("25°", 2, []),
    ("+5，-5，−5", 2, []),
    ("#3", 2, []),
    ("10～20人", 2, []),
    ("10〜20人", 2, []),
    ("10–20人", 2, []),
    ("10-20人", 2, []),
    ("A4纸", 2, []),
    ("4K片", 2, []),
    ("é4ß", 2, []),
    ("10²米", 2, []),
    ("$25，25€，¥25", 2, []),
    ("&#39;", 2, []),
    ("真的!?", 2, ["!?"]),
    ("啊!!好??", 2, ["!!", "??"]),
    ("啊!", 2, []),
    ("啊!!!", 2, []),
    ("啊!?!?", 2, []),
    ("what?!", 2, []),
    ("啊!?", 0, []),
    ("第25!", 2, ["25"]),
    ("", 2, []),
]


@pytest.mark.parametrize(("text", "digits", "expected"), PIECES)
def test_pieces_that_stand_upright(text: str, digits: int, expected: list[str]) -> None:
    assert number_pattern(digits).findall(text) == expected
    assert numbers_in(text, digits) == set(expected)


def test_the_pattern_is_made_once() -> None:
    assert number_pattern(2) is number_pattern(2)
