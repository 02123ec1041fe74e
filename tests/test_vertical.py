"""Vertical pages: turned, tagged, complete, read in order by every extractor, and held to the same rules along the line."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, Published, article_of, publish_both, read, text
from drawn_alike import differing
from expected_text import body_text, fragments, headings
from msgspec.structs import replace
from validators import ink, page_texts, squashed

from publisher.check import check
from publisher.model import Emphasis, Note, Paragraph
from publisher.options import ComposeOptions, Options, RenderOptions

EXTRACTORS = ("pypdfium2", "pdftotext", "mutool")
SAMPLES = ("canals.txt", "order-slips.json", "rain-names.json", "first-bus.json")
VERTICAL = Options(render=RenderOptions(writing_mode="vertical", trim="a5"))


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    source = ROOT / "data/samples" / request.param
    return publish_both(read(source), tmp_path_factory.mktemp("vertical"), VERTICAL, source.parent)


def with_options(**values: object) -> Options:
    return replace(VERTICAL, compose=ComposeOptions(**values))  # type: ignore[arg-type]


def test_pages_stand_upright(sample: Published) -> None:
    """A5 is 148 by 210 mm as it is seen; the page lies on its side and says so."""
    with pypdfium2.PdfDocument(sample.pdf) as pdf:
        for page in pdf:
            assert page.get_rotation() == 90
            width, height = page.get_size()
            assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (148, 210)


def test_it_is_tagged_and_has_its_outline(sample: Published) -> None:
    with pikepdf.open(sample.pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == sample.article.language
    with pypdfium2.PdfDocument(sample.pdf) as pdf:
        found = [squashed(entry.get_title()) for entry in pdf.get_toc(max_depth=8)]
    assert found[1:] == headings(sample.article)


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_no_character_is_lost(sample: Published, extractor: str) -> None:
    printed = Counter(squashed("".join(page_texts(extractor, sample.pdf))))
    lost = Counter(body_text(sample.article)) - printed
    assert {character: count for character, count in lost.items() if not character.isascii()} == {}


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_runs_of_text_come_out_in_one_piece(sample: Published, extractor: str) -> None:
    """PDFium puts a reading beside its line now and then; the others read every page as it is."""
    pages = [squashed(page) for page in page_texts(extractor, sample.pdf)]
    wanted = fragments(sample.article, with_ruby=extractor != "pdftotext")
    broken = [fragment for fragment in wanted if not stands(fragment, pages)]
    assert len(broken) <= (0.1 * len(wanted) if extractor == "pypdfium2" else 0), broken


def stands(fragment: str, pages: list[str]) -> bool:
    if any(fragment in page for page in pages):
        return True
    return any(
        fragment[:cut] in here and fragment[cut:] in following
        for here, following in itertools.pairwise(pages)
        for cut in range(len(fragment) - 1, 0, -1)
    )


def test_three_engines_draw_the_same_ink(sample: Published, tmp_path: Path) -> None:
    drawn = {program: ink(program, sample.pdf, tmp_path) for program in ("pypdfium2", "pdftoppm", "mutool")}
    for shares in zip(*drawn.values(), strict=True):
        assert min(shares) > 0.0002
        assert max(shares) < 1.35 * min(shares)


def test_two_engines_draw_every_spot_alike(sample: Published, tmp_path: Path) -> None:
    assert differing(sample.pdf, tmp_path) == []


RULES = (
    "flush",
    "overfull",
    "prohibitions",
    "unbroken-marks",
    "words",
    "runts",
    "widows",
    "headings",
    "grid",
    "outside",
    "text",
)


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_hold_along_the_line(sample: Published, rule: str) -> None:
    report = check(sample.pdf)
    assert report.vertical
    row = report.row(rule)
    assert row.verdict != "failed", [place.text for place in row.places]


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(("digits", "upright"), [(0, 0), (1, 1), (2, 2), (3, 3)])
def test_short_numbers_are_one_glyph_in_their_line(
    made: Callable[..., Published], extractor: str, digits: int, upright: int
) -> None:
    """Read in their place however many of them stand upright."""
    published = made(article_of("他在5月28日来，带了365枚邮票和1949年的报纸。"), with_options(upright_digits=digits))
    assert "他在5月28日来，带了365枚邮票和1949年的报纸。" in squashed("".join(page_texts(extractor, published.pdf)))
    with pikepdf.open(published.pdf) as pdf:
        names = b"".join(font.ToUnicode.read_bytes() for font in pdf.pages[0].resources.Font.values())
    glyphs = ["5", "28", "365"][:upright]
    assert all("".join(f"{ord(each):04x}" for each in number).encode() in names for number in glyphs)


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_two_marks_stand_side_by_side(made: Callable[..., Published], extractor: str) -> None:
    """Full-width or narrow, they are one glyph, and keep their own text."""
    published = made(
        article_of("「本当に！？」「まさか!?」と言った。", headline="駅で会った人", language="ja"), VERTICAL
    )
    assert "「本当に！？」「まさか!?」と言った。" in squashed("".join(page_texts(extractor, published.pdf)))


def test_quotes_are_those_of_the_region(made: Callable[..., Published]) -> None:
    """Drawn as ﹃﹄ in simplified Chinese, read as the curly quotes they are."""
    published = made(article_of("他说：“好！”又说：‘走。’"), VERTICAL)
    assert "他说：“好！”又说：‘走。’" in squashed("".join(page_texts("mutool", published.pdf)))


def test_emphasis_and_notes(made: Callable[..., Published]) -> None:
    note = Note(blocks=(Paragraph(content=text("注文。")),))
    article = article_of(
        Paragraph(content=(*text("这里"), Emphasis(content=text("要紧")), *text("，见注"), note, *text("。")))
    )
    published = made(article, with_options(emphasis="dots"))
    found = squashed("".join(page_texts("mutool", published.pdf)))
    assert "这里要紧，见注1。" in found and "注文。" in found


def test_viewers_are_told_of_the_binding_only_if_asked(made: Callable[..., Published]) -> None:
    def direction(chosen: Options) -> str | None:
        with pikepdf.open(made(article_of("正文。"), chosen).pdf) as pdf:
            told = pdf.Root.ViewerPreferences.get("/Direction")
            return None if told is None else str(told)

    assert direction(VERTICAL) is None
    assert direction(Options(render=RenderOptions(writing_mode="vertical", trim="a5", binding="right"))) == "/R2L"


def test_same_text_same_bytes(made: Callable[..., Published]) -> None:
    first = made(article_of("他在5月来。"), VERTICAL).pdf.read_bytes()
    assert made(article_of("他在5月来。"), VERTICAL).pdf.read_bytes() == first
