"""A character that no face has: drawn as 〓, read as itself, told to the editor, refused under --strict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Published, article_of, heading, options, publish_all, text
from test_epub import Book, shown
from validators import page_texts

from publisher.errors import GlyphError
from publisher.fonts import Face, face_of, families
from publisher.model import CodeBlock, Figure, Paragraph, Quote, Ruby, Strong, Text

GRINNING_FACE = "\U0001f600"
PRIVATE_USE = "\ue000"
HIEROGLYPH = "\U00013000"
RARE_IDEOGRAPH = "\U0002ebe0"
"""In CJK Extension F, and in no bundled face."""
MISSING = [GRINNING_FACE, PRIVATE_USE, HIEROGLYPH, RARE_IDEOGRAPH]
GETA = "〓"


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


@pytest.mark.parametrize("character", MISSING, ids=code_point)
def test_it_is_reported_with_its_line_and_count(made: Callable[..., Published], character: str) -> None:
    source = article_of(
        Paragraph(content=text("甲"), lines=(3, 3)),
        Paragraph(content=text(f"乙{character}丙{character}"), lines=(5, 6)),
        Quote(blocks=(Paragraph(content=(Strong(content=text(character)),)),), lines=(8, 9)),
    )
    (said,) = made(source).diagnostics
    assert (said.code, said.line, said.severity) == ("glyph-missing", 5, "warning")
    assert said.values == {"character": character, "code_point": code_point(character), "count": "3"}


@pytest.mark.parametrize("extractor", ["pypdfium2", "pdftotext", "mutool"])
@pytest.mark.parametrize("character", MISSING, ids=code_point)
def test_its_text_in_the_pdf_is_the_character(made: Callable[..., Published], character: str, extractor: str) -> None:
    read_ = Counter("".join(page_texts(extractor, made(article_of(f"甲{character}乙{character}")).pdf)))
    assert read_[character] == 2
    assert read_[GETA] == 0


@pytest.mark.parametrize("character", MISSING, ids=code_point)
def test_what_is_drawn_is_the_geta(made: Callable[..., Published], character: str, tmp_path: Path) -> None:
    """The page looks the same as one that has 〓 there."""
    import pypdfium2

    def drawn(mark: str) -> bytes:
        with pypdfium2.PdfDocument(made(article_of(f"甲{mark}乙。")).pdf) as pdf:
            return bytes(pdf[0].render(scale=3).to_pil().tobytes())

    assert drawn(character) == drawn(GETA) != drawn("〒")


WHERE = {
    "headline": article_of("正文。", headline=f"题{GRINNING_FACE}目"),
    "heading": article_of(heading(f"小{GRINNING_FACE}题"), "正文。"),
    "lead": article_of(Paragraph(content=text(f"导{GRINNING_FACE}语"), role="lead")),
    "code": article_of(CodeBlock(text=f"print('{GRINNING_FACE}')")),
    "strong": article_of(Paragraph(content=(Strong(content=text(f"重{GRINNING_FACE}")),))),
    "ruby": article_of(Paragraph(content=(Ruby(base=f"字{GRINNING_FACE}", text="zì"),))),
    "caption": article_of(Figure(src="", caption=text(f"图{GRINNING_FACE}"))),
    "byline": article_of("正文。", byline_text=f"文／{GRINNING_FACE}"),
    "source": article_of("正文。", source=f"《{GRINNING_FACE}报》"),
    "japanese": article_of(f"本文{GRINNING_FACE}。", language="ja"),
    "korean": article_of(f"본문 {GRINNING_FACE}.", language="ko"),
}


@pytest.mark.parametrize("place", WHERE)
def test_wherever_it_stands(made: Callable[..., Published], place: str) -> None:
    published = made(WHERE[place])
    assert [(said.code, said.values["count"]) for said in published.diagnostics] == [("glyph-missing", "1")]
    assert GRINNING_FACE in "".join(page_texts("pypdfium2", published.pdf))


def test_the_epub_keeps_the_character(made: Callable[..., Published]) -> None:
    book = Book(made(article_of(f"甲{GRINNING_FACE}乙")).epub)
    (body,) = book.find("//h:div[@class='body']")
    assert shown(body) == f"甲{GRINNING_FACE}乙"


def test_strict_makes_no_file(tmp_path: Path) -> None:
    targets = [tmp_path / "a.epub", tmp_path / "a.pdf"]
    with pytest.raises(GlyphError) as caught:
        publish_all(article_of(f"甲{HIEROGLYPH}{GRINNING_FACE}"), targets, options(strict=True))
    assert (caught.value.code, caught.value.status) == ("glyphs-missing", 5)
    assert caught.value.values == {"characters": f"{HIEROGLYPH}、{GRINNING_FACE}"}
    assert [said.code for said in caught.value.diagnostics] == ["glyph-missing"] * 2
    assert list(tmp_path.iterdir()) == []


def test_many_kinds_at_once(made: Callable[..., Published]) -> None:
    characters = "".join(map(chr, (*range(0x13000, 0x130A0), *range(0x1F600, 0x1F640))))
    published = made(article_of(*characters))
    assert len(published.diagnostics) == len(characters)
    read_ = "".join(page_texts("mutool", published.pdf))
    assert [character for character in characters if character not in read_] == []


def test_a_face_of_ones_own_fills_the_gap(made: Callable[..., Published], tmp_path: Path) -> None:
    font = tmp_path / "own.ttf"
    one_glyph_font(font, GRINNING_FACE)
    published = made(article_of(f"甲{GRINNING_FACE}乙"), options(font=(str(font),)))
    assert published.diagnostics == ()
    assert GRINNING_FACE in "".join(page_texts("pypdfium2", published.pdf))


def one_glyph_font(path: Path, character: str) -> Face:
    """A font with one black square, as somebody's own."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 800))
    pen.lineTo((900, 800))
    pen.lineTo((900, 0))
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(character): "square"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 100)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return Face(path, 0, 400)


def test_no_bundled_face_has_them() -> None:
    """What the tests above rest on."""
    for each in families():
        face = face_of(each, "zh-Hans", 400)
        assert [code_point(character) for character in MISSING if face.covers(character)] == []


def test_a_text_of_nothing_else(made: Callable[..., Published]) -> None:
    published = made(article_of(Paragraph(content=(Text(GRINNING_FACE),)), headline=GRINNING_FACE, language="en"))
    assert GRINNING_FACE in "".join(page_texts("pypdfium2", published.pdf))
