"""Outlines of slices: turned, moved, added to and written back, held against fontTools and HarfBuzz."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from publisher.fonts import face_of, families, family
from publisher.typeset import charstrings
from publisher.typeset.cff import number, read_cff
from publisher.typeset.outlines import Outlines
from publisher.typeset.sfnt import tables_of
from publisher.typeset.slices import drawn_glyphs, slice_face

FACES = [(each.name, language, file.weight) for each in families() for file in each.file for language in each.languages]
CHARACTERS = frozenset("永龜鬱國骨，。“”——…《》（）ーガ한글Abg%é12·①℃")
TURN = (0, 1, -1, 0, 880, -120)
"""x' = 880 - y, y' = x - 120, as a matrix."""

Path = list[tuple[str, Any]]


def sliced(name: str = "Noto Serif CJK", language: str = "zh-Hans", weight: int = 400) -> bytes:
    face = face_of(family(name), language, weight)
    return slice_face(face, frozenset(each for each in CHARACTERS if face.covers(each)), (language,))


def paths(font: bytes, transform: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> list[Path]:
    """What HarfBuzz draws for each glyph, on whole units."""
    drawn = uharfbuzz.Font(uharfbuzz.Face(font))
    found = []
    for glyph in range(drawn.face.glyph_count):
        pen = RecordingPen()
        drawn.draw_glyph_with_pen(glyph, TransformPen(pen, transform))
        found.append([(step, tuple(tuple(map(round, point)) for point in points)) for step, points in pen.value])
    return found


def opened(font: bytes) -> Any:
    """The font as fontTools reads it, which holds every checksum against its table."""
    return TTFont(io.BytesIO(font), checkChecksums=2)


def widths(font: Any) -> list[int]:
    """The advance of each glyph, in CFF as its charstring says."""
    if "CFF " not in font:
        return [font["hmtx"][name][0] for name in font.getGlyphOrder()]
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    found = []
    for name in font.getGlyphOrder():
        strings[name].draw(RecordingPen())
        found.append(round(strings[name].width))
    return found


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_a_font_written_back_is_the_same_font(name: str, language: str, weight: int) -> None:
    before = sliced(name, language, weight)
    after = Outlines(before).with_glyphs({})
    assert paths(after) == paths(before)
    one, other = opened(before), opened(after)
    assert widths(other) == widths(one) == [one["hmtx"][each][0] for each in one.getGlyphOrder()]
    for table in {"cmap", "GSUB", "GPOS", "name", "OS/2"} & set(one.keys()):
        assert tables_of(after)[table] == tables_of(before)[table]


@pytest.mark.parametrize(("name", "language", "weight"), FACES)
def test_every_glyph_can_be_turned_and_moved(name: str, language: str, weight: int) -> None:
    before = sliced(name, language, weight)
    source = Outlines(before)
    everyone = range(len(source))
    turned = {glyph: source[glyph].turned(880, -120, 1000, 7) for glyph in everyone}
    moved = [source[glyph].moved(250, -30)._replace(advance=source[glyph].advance + 321) for glyph in everyone]
    after = source.with_glyphs(turned, moved)
    count = len(source)
    assert paths(after)[:count] == paths(before, TURN)
    assert paths(after)[count:] == paths(before, (1, 0, 0, 1, 250, -30))
    font = opened(after)
    assert widths(font) == [1000] * count + [advance + 321 for advance in widths(opened(before))]
    assert [font["hmtx"][each][0] for each in font.getGlyphOrder()] == widths(font)
    assert font["hhea"].numberOfHMetrics == font["maxp"].numGlyphs == 2 * count
    assert font["hhea"].advanceWidthMax == max(widths(font))


def test_new_glyphs_have_cids_equal_to_their_numbers() -> None:
    source = Outlines(sliced())
    font = opened(source.with_glyphs({}, [source[5], source[1]]))
    top = font["CFF "].cff.topDictIndex[0]
    count = len(source) + 2
    assert top.charset == [".notdef", *(f"cid{at:05}" for at in range(1, count))]
    assert top.CIDCount == count == len(top.FDSelect)
    assert list(top.FDSelect)[-2:] == [top.FDSelect[5], top.FDSelect[1]]


@pytest.mark.parametrize("name", ["Noto Serif CJK", "Publisher WenKai"])
def test_what_was_written_can_be_cut_for_a_pdf(name: str) -> None:
    source = Outlines(sliced(name))
    last = len(source)
    written = source.with_glyphs({}, [source[3].moved(100)])
    cut = drawn_glyphs(written, [3, last], notdef=False)
    assert paths(cut)[last] == paths(written)[last] != paths(cut)[3]
    assert widths(opened(cut))[last] == source[3].advance


def test_a_slice_of_any_size_of_offsets() -> None:
    face = face_of(family("Noto Serif CJK"), "zh-Hans", 400)
    for count in (1, 2, 300, 900):
        before = slice_face(face, frozenset(map(chr, range(0x4E00, 0x4E00 + count))))
        assert paths(Outlines(before).with_glyphs({})) == paths(before)


@pytest.mark.parametrize("table", ["CFF ", "glyf"])
def test_a_font_without_outlines_is_refused(table: str) -> None:
    from publisher.typeset.sfnt import font_of

    data = sliced("Noto Serif CJK" if table == "CFF " else "Publisher WenKai")
    with pytest.raises(ValueError, match="neither"):
        Outlines(font_of({tag: body for tag, body in tables_of(data).items() if tag != table}))


# --- Type 2 charstrings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0, 107, -107, 108, -108, 1131, -1131, 1132, -1132, 32767, -32768])
def test_numbers(value: int) -> None:
    program = T2CharString(bytecode=number(value) + b"\x0e")
    program.decompile()
    assert program.program == [value, "endchar"]


PROGRAMS = [
    # each drawing operator, with the numbers it takes once and repeatedly
    "10 20 rmoveto 1 2 3 4 rlineto endchar",
    "10 hmoveto 5 hlineto 5 6 hlineto 5 6 7 hlineto endchar",
    "10 vmoveto 5 vlineto 5 6 vlineto 5 6 7 8 vlineto endchar",
    "1 2 rmoveto 1 2 3 4 5 6 rrcurveto 1 2 3 4 5 6 7 8 9 10 11 12 rrcurveto endchar",
    "1 2 rmoveto 1 2 3 4 hhcurveto 9 1 2 3 4 5 6 7 8 hhcurveto endchar",
    "1 2 rmoveto 1 2 3 4 vvcurveto 9 1 2 3 4 5 6 7 8 vvcurveto endchar",
    "1 2 rmoveto 1 2 3 4 hvcurveto 1 2 3 4 5 hvcurveto 1 2 3 4 5 6 7 8 9 hvcurveto endchar",
    "1 2 rmoveto 1 2 3 4 vhcurveto 1 2 3 4 5 vhcurveto 1 2 3 4 5 6 7 8 9 vhcurveto endchar",
    "1 2 rmoveto 1 2 3 4 5 6 7 8 9 10 11 12 hvcurveto endchar",
    "1 2 rmoveto 1 2 3 4 5 6 7 8 9 10 11 12 13 vhcurveto endchar",
    "1 2 rmoveto 1 2 3 4 5 6 7 8 rcurveline 1 2 3 4 5 6 7 8 rlinecurve endchar",
    "1 2 rmoveto 1 2 3 4 5 6 7 hflex 1 2 3 4 5 6 7 8 9 hflex1 endchar",
    "1 2 rmoveto 1 2 3 4 5 6 7 8 9 10 11 12 50 flex endchar",
    "1 2 rmoveto 90 2 3 4 5 6 7 8 9 10 11 flex1 1 90 3 4 5 6 7 8 9 10 11 flex1 endchar",
    "1 2 rmoveto 300 -300 1500 -1500 rlineto 1.5 -2.25 rlineto endchar",
    "endchar",
    # a width before each kind of first step, and hints that go
    "40 10 20 rmoveto 1 2 rlineto endchar",
    "40 10 hmoveto 1 2 rlineto endchar",
    "40 endchar",
    "40 1 2 hstem 3 4 vstem 10 vmoveto 1 2 rlineto endchar",
    "40 1 2 hstemhm 3 4 5 6 hintmask 11100000 10 20 rmoveto 1 2 rlineto hintmask 01000000 5 6 rlineto endchar",
    "1 2 hstemhm 3 4 vstemhm cntrmask 11000000 10 20 rmoveto 1 2 rlineto endchar",
]


def bytecode(program: str) -> bytes:
    steps: list[object] = []
    masked = False
    for word in program.split():
        if masked:
            steps.append(bytes((int(word, 2),)))
        else:
            steps.append(word if word[0].isalpha() else float(word) if "." in word else int(word))
        masked = word in ("hintmask", "cntrmask")
    string = T2CharString(program=steps)
    string.compile()
    return bytes(string.bytecode)


class NoPrivate:
    """The Private dictionary of a charstring that is drawn on its own."""

    nominalWidthX = defaultWidthX = 0  # noqa: N815


def drawn(code: bytes, transform: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> tuple[Path, float]:
    pen = RecordingPen()
    string = T2CharString(bytecode=code, private=NoPrivate())
    string.draw(TransformPen(pen, transform))
    steps = [(step, tuple(tuple(round(each, 3) for each in point) for point in points)) for step, points in pen.value]
    return steps, string.width


@pytest.mark.parametrize("program", PROGRAMS)
def test_charstrings_are_turned_step_by_step(program: str) -> None:
    code = bytecode(program)
    outline, width = charstrings.parted(code)
    assert drawn(outline)[0] == drawn(code)[0]
    assert (width or 0) == drawn(code)[1]
    assert drawn(charstrings.turned(outline, 880, -120))[0] == drawn(code, TURN)[0]
    assert drawn(charstrings.moved(outline, -10, 30))[0] == drawn(code, (1, 0, 0, 1, -10, 30))[0]


@pytest.mark.parametrize("program", ["5 callsubr", "10 20 rmoveto 5 callgsubr", "3 4 add 5 rmoveto endchar"])
def test_charstrings_that_need_more_than_themselves_are_refused(program: str) -> None:
    with pytest.raises(ValueError, match="charstring"):
        charstrings.turned(charstrings.parted(bytecode(program)).outline, 0, 0)


def test_a_letter_composed_by_a_type_1_font_stays_where_it_is() -> None:
    outline = charstrings.parted(bytecode("10 20 65 194 endchar")).outline
    for change in (charstrings.moved, charstrings.turned):
        with pytest.raises(ValueError, match="composed"):
            change(outline, 1, 2)


# --- fonts of other makers ------------------------------------------------------------------------------------------


def built(setup: Callable[[FontBuilder], None], *, true_type: bool) -> bytes:
    builder = FontBuilder(1000, isTTF=true_type)
    builder.setupGlyphOrder([".notdef", "A", "B", "C"])
    builder.setupCharacterMap({65: "A", 66: "B", 67: "C"})
    setup(builder)
    builder.setupHorizontalMetrics({name: (500 + 10 * at, 0) for at, name in enumerate([".notdef", "A", "B", "C"])})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def test_a_name_keyed_font_gives_new_glyphs_names() -> None:
    def cff(builder: FontBuilder) -> None:
        strings = {
            name: T2CharString(program=[500 + 10 * at, 10, 20, "rmoveto", 30, "hlineto", 40, "vlineto", "endchar"])
            for at, name in enumerate([".notdef", "A", "B", "C"])
        }
        builder.setupCFF("Own", {"FullName": "Own"}, strings, {"nominalWidthX": 0, "defaultWidthX": 520})

    source = Outlines(built(cff, true_type=False))
    after = source.with_glyphs({1: source[1].turned(880, -120, 520, 0)}, [source[2].moved(9), source[3]])
    font = opened(after)
    assert font.getGlyphOrder()[:4] == [".notdef", "A", "B", "C"]
    assert len(set(font.getGlyphOrder())) == 6
    assert widths(font) == [500, 520, 520, 530, 520, 530]
    assert paths(after)[1] == paths(after, TURN)[2]
    assert not read_cff(tables_of(after)["CFF "]).cid_keyed


def test_composite_glyphs_are_turned_as_one() -> None:
    def glyf(builder: FontBuilder) -> None:
        def square(pen: Any) -> None:
            pen.moveTo((10, 20))
            pen.qCurveTo((15, 300), (10, 400))
            pen.lineTo((300, 400))
            pen.lineTo((300, 20))
            pen.closePath()

        glyphs: dict[str, Any] = {}
        for name in (".notdef", "A", "B", "C"):
            pen = TTGlyphPen(glyphs)
            if name == "B":
                pen.addComponent("A", (1, 0, 0, 1, 40, -300))
                pen.addComponent("A", (0.5, 0.25, -0.25, 0.5, 400, 7))
            elif name == "C":
                pen.addComponent("B", (0.5, 0, 0, 0.75, 0, 0))
                pen.addComponent("A", (1, 0, 0, 1, 0, 500))
            else:
                square(pen)
            glyphs[name] = pen.glyph()
        builder.setupGlyf(glyphs)

    before = built(glyf, true_type=True)
    font = TTFont(io.BytesIO(before))
    for name in font.getGlyphOrder():  # side bearings that agree with the ink
        font["hmtx"][name] = (font["hmtx"][name][0], font["glyf"][name].xMin)
    out = io.BytesIO()
    font.save(out)
    source = Outlines(out.getvalue())
    turned = {glyph: source[glyph].turned(880, -120, 1000, 0) for glyph in range(4)}
    copies = [copy for copy in (source.shifted(glyph, 90) for glyph in range(4)) if copy]
    after = source.with_glyphs(turned)
    assert near(paths(after), paths(out.getvalue(), TURN))
    assert near(paths(source.with_glyphs({}, copies))[4:], paths(out.getvalue(), (1, 0, 0, 1, 90, 0)))
    assert opened(after)["maxp"].maxPoints == 15


def near(some: list[Path], others: list[Path]) -> bool:
    """Whether paths are the same but for a unit: parts that are scaled come to stand between units."""
    flat, other = (
        [number for path in paths_ for _, points in path for point in points for number in point]
        for paths_ in (some, others)
    )
    return len(flat) == len(other) > 0 and all(abs(a - b) <= 1 for a, b in zip(flat, other, strict=True))
