"""The pages of the bundled themes: sound in every trim size and both writing modes, in every language, in one column and in several.

`publisher check` measures the finished pages; what it asks is in `publisher/check/limits.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
import tinycss2
from conftest import ROOT, Published, article_of, heading, options, publish_both, read, text
from msgspec.structs import replace
from PIL import Image
from test_epub import Book
from validators import page_texts, squashed

from publisher.check import check
from publisher.config import command_line, resolve
from publisher.errors import UsageError
from publisher.model import Article, Cell, Credit, Figure, LeftOut, Note, Paragraph, Quote, Signature, Table, Verse
from publisher.options import Options, RenderOptions
from publisher.page import MM_PER_PT, TRIM_SIZES, PageDesign, TypeArea, type_area
from publisher.render.columns import across_columns, least_width
from publisher.render.headline import width
from publisher.render.official import Official, RecordLine, official, run_in
from publisher.render.page import page_stylesheet
from publisher.resources import resource_dir
from publisher.themes import load_theme, theme_names

THEMES = ("book", "gazette", "press")
TRIMS = (*TRIM_SIZES, "130x190mm")
MODES = ("horizontal", "vertical")
HELD = ("flush", "overfull", "tight", "grid", "headings", "widows", "outside", "runts")
"""The rows of a report that no theme may fail. `loose` may: it is a remark on words that fit a measure badly."""

SENTENCES = {
    "zh-Hans": "河埠头的石阶有二十七级，涨水时淹到第九级，退水以后留下一道青色的线。老人们说，看那道线就知道今年的秧该什么时候下田。",
    "zh-Hant": "河埠頭的石階有二十七級，漲水時淹到第九級，退水以後留下一道青色的線。老人們說，看那道線就知道今年的秧該什麼時候下田。",
    "ja": "川の石段は二十七段あって、水が増えると九段目まで沈む。引いたあとの青い線を見れば、苗を植える日が分かる。",
    "ko": "강가의 돌계단은 스물일곱 칸인데 물이 불면 아홉 칸까지 잠긴다. 노인들은 그 푸른 줄을 보고 모내는 날을 정했다.",
}


def feature(language: str = "zh-Hans") -> Article:
    """An article of every part that a page sets in its own way."""
    said = SENTENCES[language]
    first, last = said[:12], said[-10:]
    cells = tuple(
        tuple(Cell(content=text(word), header=not at) for word in (first[:3], last[:3], "27")) for at in range(3)
    )
    noted = Paragraph(content=(*text(said), Note((Paragraph(content=text(said)),)), *text(said)))
    return article_of(
        Paragraph(content=text(said), role="lead"), heading(first), noted, said * 2, heading(last, 2), said,
        Quote(blocks=(Paragraph(content=text(said)),), attribution=text(first)), said, Table(rows=cells, head=1), said,
        Verse(stanzas=((text(first[:7]), text(last[:7])),)), said, heading(first), said * 2,
        Signature(content=text(first)), Credit(content=text(last)),
        headline=said[:22], language=language, kicker=text(first), deck=text(last), source=first[:4], date="2024-03-01",
        byline_text=last,
    )  # fmt: skip


def looks(theme: str, trim: str | None = None, mode: str = "horizontal", columns: int | None = None) -> Options:
    return Options(render=RenderOptions(theme=theme, trim=trim, writing_mode=mode, columns=columns))  # type: ignore[arg-type]


def published(article: Article, folder: Path, chosen: Options, base: Path | None = None) -> Published:
    return publish_both(article, folder, chosen, base)


def faults(made: Published) -> list[str]:
    report = check(made.pdf)
    return [f"{name}: {report.row(name).value}" for name in HELD if report.row(name).verdict == "failed"]


def assert_sound(made: Published) -> None:
    assert {said.code for said in made.diagnostics} <= {"line-loose"}
    assert faults(made) == []


# --- sound pages ---------------------------------------------------------------------------------------------------


def test_these_are_the_themes() -> None:
    assert theme_names() == THEMES


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("trim", TRIMS)
@pytest.mark.parametrize("theme", THEMES)
def test_pages_are_sound_in_every_trim_and_writing_mode(theme: str, trim: str, mode: str, tmp_path: Path) -> None:
    assert_sound(published(feature(), tmp_path, looks(theme, trim, mode)))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", ["zh-Hant", "ja", "ko"])
@pytest.mark.parametrize("theme", THEMES)
def test_pages_are_sound_in_every_language(theme: str, language: str, mode: str, tmp_path: Path) -> None:
    assert_sound(published(feature(language), tmp_path, looks(theme, None, mode)))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("columns", [2, 3])
def test_pages_in_columns_are_sound(columns: int, mode: str, tmp_path: Path) -> None:
    assert_sound(published(feature(), tmp_path, looks("press", "a4", mode, columns)))


@pytest.mark.parametrize("theme", THEMES)
def test_a_bare_article_is_sound(theme: str, tmp_path: Path) -> None:
    """Without issuer, number, kicker, deck, byline, date or lead."""
    assert_sound(published(article_of(SENTENCES["zh-Hans"]), tmp_path, looks(theme)))


# --- themes hold what they change, and nothing else ----------------------------------------------------------------


def sheets(theme: str, file: str) -> Iterator[tuple[str, str]]:
    """A theme's own style sheet and that of its base, as they are for one type area; for both writing modes and two columns."""
    own, base = load_theme(theme), load_theme("base")
    if file != "page.css":
        yield own.stylesheets(file).removeprefix(base.stylesheets(file)), base.stylesheets(file)
        return
    for vertical, columns in ((False, 1), (False, 2), (True, 1)):
        area = type_area(own.page, "a4", vertical=vertical, columns=columns)
        below = replace(base, page=own.page)
        yield layers(page_stylesheet(own, area))[-1], layers(page_stylesheet(below, area))[-1]


def layers(stylesheet: str) -> list[str]:
    """A page's style sheet file by file, the theme's own `page.css` last."""
    return stylesheet.split("/* layer: ")


def declarations(css: str) -> set[tuple[str, str, str]]:
    """Each selector of a sheet with each of its declarations, in one form of writing."""
    found = set()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        selectors = [each.strip() for each in tinycss2.serialize(rule.prelude).split(",")]
        for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if each.type == "declaration":
                value = " ".join(tinycss2.serialize(each.value).split())
                found |= {(selector, each.lower_name, value) for selector in selectors}
    return found


@pytest.mark.parametrize("file", ["style.css", "reflow.css", "page.css"])
@pytest.mark.parametrize("theme", THEMES)
def test_no_rule_says_again_what_the_base_says(theme: str, file: str) -> None:
    for own, base in sheets(theme, file):
        assert declarations(own) & declarations(base) == set()
        assert declarations(own), "the sheet is there to change something"


@pytest.mark.parametrize("theme", THEMES)
def test_each_template_differs_from_that_of_the_base(theme: str) -> None:
    folder = resource_dir("templates")
    for own in (folder / theme).rglob("*.*html"):
        base = folder / "base" / own.relative_to(folder / theme)
        assert base.is_file(), "a template of a name that nobody asks for"
        assert own.read_text("utf-8") != base.read_text("utf-8")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_positioned_or_transparent(theme: str, mode: str) -> None:
    """What is positioned is written after its page, and read so; a transparent colour cannot be made an ink."""
    area = type_area(load_theme(theme).page, "a4", vertical=mode == "vertical")
    names = {name for _, name, _ in declarations(page_stylesheet(load_theme(theme), area))}
    assert not names & {"position", "opacity", "filter", "mix-blend-mode"}


# --- columns -------------------------------------------------------------------------------------------------------


def test_columns_may_be_asked_for_on_the_command_line_and_in_files(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("正文。", "utf-8")
    assert resolve(source, command_line({"columns": "2"})).options.render.columns == 2
    (tmp_path / "publisher.toml").write_text("columns = 3\n")
    assert resolve(source, command_line({})).options.render.columns == 3


@pytest.mark.parametrize("wrong", ["0", "4", "two", "1.5"])
def test_other_numbers_of_columns_are_refused(wrong: str) -> None:
    with pytest.raises(UsageError):
        command_line({"columns": wrong})


class Line(NamedTuple):
    """The edges of a line's characters in pt; its baseline."""

    left: float
    right: float
    baseline: float


def lines_of(pdf: Path) -> list[Line]:
    """The lines of the text on the last page, its folio and running head left out."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[len(document) - 1]
        words = page.get_textpage()
        rects = [words.get_rect(at) for at in range(words.count_rects())]
        height = page.get_height()
    return [Line(left, right, bottom) for left, bottom, right, _ in rects if 0.1 * height < bottom < 0.9 * height]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_so_many_columns_stand_side_by_side(columns: int, tmp_path: Path) -> None:
    made = published(article_of(SENTENCES["zh-Hans"] * 8), tmp_path, looks("press", "a4", columns=columns))
    area = type_area(load_theme("press").page, "a4", columns=columns)
    full = [line for line in lines_of(made.pdf) if line.right - line.left > (area.measure - 1.5) * area.font_size]
    first, step = area.inner / MM_PER_PT, (area.measure + area.column_gap) * area.font_size
    places = {round((line.left - first) / step) for line in full}
    assert places == set(range(columns))


def test_columns_of_the_last_page_end_at_one_height(tmp_path: Path) -> None:
    made = published(article_of(*[SENTENCES["zh-Hans"] * 3] * 4), tmp_path, looks("press", "a4", columns=2))
    lines = lines_of(made.pdf)
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    feet = [min(line.baseline for line in lines if (line.left < middle) == side) for side in (True, False)]
    assert abs(feet[0] - feet[1]) < 1.5 * AREA.leading


def test_the_design_of_a_page_in_columns_is_the_themes_to_say() -> None:
    design = PageDesign(inner=0.2, outer=0.2, in_columns={"inner": 0.1, "outer": 0.1, "headline-size": 3.0})
    assert (design.set_in(1).inner, design.set_in(2).inner, design.set_in(2).headline_size) == (0.2, 0.1, 3.0)
    assert type_area(design, "a4", columns=2).characters > type_area(design, "a4").characters


def test_columns_too_narrow_are_refused() -> None:
    with pytest.raises(UsageError) as caught:
        type_area(load_theme("press").page, "100x150mm", columns=3)
    assert caught.value.code == "columns-too-narrow"


@pytest.mark.parametrize(
    "wrong", ["in-columns = 3", "[page.in-columns]\nleeding = 3", "[page.in-columns]\ninner = 0.9"]
)
def test_a_wrong_table_for_columns_names_its_file(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text(f'extends = "press"\n[page]\n{wrong}\n')
    with pytest.raises(UsageError) as caught:
        load_theme(str(tmp_path))
    assert (caught.value.code, caught.value.file) == ("theme-broken", str(tmp_path / "theme.toml"))


def test_vertical_pages_have_the_tiers_that_lines_need_or_those_asked_for() -> None:
    design = load_theme("book").page
    assert type_area(design, "a4", vertical=True).columns == 2
    assert type_area(design, "a5", vertical=True).columns == 1
    assert type_area(design, "a4", vertical=True, columns=1).columns == 1


# --- what stands across the columns --------------------------------------------------------------------------------

AREA = type_area(load_theme("press").page, "a4", columns=2)
PIXELS = {"wide.jpg": (1600, 700), "plain.jpg": (1200, 900), "high.jpg": (800, 1200)}


def row(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell(content=text(word)) for word in words)


def across(*blocks: Figure | Table | Paragraph, area: TypeArea = AREA) -> list[int]:
    found = across_columns(article_of(*blocks), PIXELS, area)
    return [at for at, block in enumerate(blocks) if id(block) in found]


TEXT = Paragraph(content=text("正文。"))


def test_a_picture_that_opens_the_text_and_a_panorama_stand_across() -> None:
    assert across(Figure(src="plain.jpg"), TEXT) == [0]
    assert across(TEXT, Figure(src="plain.jpg"), Figure(src="wide.jpg")) == [2]
    assert across(Figure(src="high.jpg"), TEXT) == []


def test_a_picture_shown_twice_stays_in_its_column() -> None:
    assert across(Figure(src="wide.jpg"), TEXT, Figure(src="wide.jpg")) == []


def test_a_table_too_wide_for_a_column_stands_across() -> None:
    assert across(Table(rows=(row("年", "月", "日"),)), Table(rows=(row(*["水位高程"] * 6),))) == [1]


def test_cells_that_span_rows_push_those_below_aside() -> None:
    high = Cell(content=text("甲乙丙丁"), rowspan=2)
    spanned = Table(rows=((high, *row("一")), row("二二二二二二")))
    plain = Table(rows=(row("甲乙丙丁", "一"), row("", "二二二二二二")))
    assert least_width(spanned) == least_width(plain)


def test_in_one_column_and_in_tiers_pictures_stay_where_they_are() -> None:
    one = type_area(load_theme("press").page, "a4")
    tiers = type_area(load_theme("press").page, "a4", vertical=True)
    assert across(Figure(src="wide.jpg"), area=one) == []
    assert across(Figure(src="wide.jpg"), area=tiers) == []


# --- gazette: an official document ---------------------------------------------------------------------------------

DOCUMENT = ROOT / "data/samples/tea-stoves.txt"
OFFICE, DAY = "云栈县水务局", "2024年3月20日"


def test_a_page_of_an_official_document_has_22_lines_of_28_characters() -> None:
    """GB/T 9704-2012, 5.2.3; and the type area of 156 by 225 mm of 5.2.1."""
    area = type_area(load_theme("gazette").page, "a4")
    assert (area.characters, area.lines) == (28, 22)
    assert abs(area.top - 37) <= 1 and abs(area.inner - 28) <= 1


def test_on_smaller_pages_it_is_the_same_document_printed_smaller() -> None:
    area = type_area(load_theme("gazette").page, "a5")
    assert (area.characters, area.lines) == (28, 22)
    assert area.font_size < 12
    assert type_area(load_theme("gazette").page, "letter").font_size == 16, "on larger ones the type stays"


def test_head_and_record_of_a_document_are_set_and_not_reported_as_left_out(tmp_path: Path) -> None:
    made = published(read(DOCUMENT), tmp_path, looks("gazette"))
    assert "left-out" not in {said.code for said in made.diagnostics}
    pages = [squashed(page) for page in page_texts("pdftotext", made.pdf)]
    assert pages[0].startswith("云栈县人民政府文件云政发〔2024〕9号云栈县人民政府关于修缮古道茶亭")
    assert "（此件公开发布）" in pages[-1]
    assert pages[-1].index("2024年3月20日") < pages[-1].index("抄送：县委各部门") < pages[-1].index("3月21日印发")
    book = Book(made.epub)
    assert book.find("//h:p[@class='issuer']") and len(book.find("//h:p[@class='record-line']")) == 2


def test_other_themes_leave_them_out_and_say_so(tmp_path: Path) -> None:
    made = published(read(DOCUMENT), tmp_path, looks("press"))
    assert [said.code for said in made.diagnostics].count("left-out") == 4
    assert "抄送" not in "".join(page_texts("pdftotext", made.pdf))


def signed(*fields: str, source: str | None = None) -> Article:
    blocks = [Signature(content=text(each)) for each in fields]
    return article_of("正文。", *blocks, source=source)


def test_who_issues_a_document() -> None:
    gazette = load_theme("gazette")
    head = LeftOut(text="云栈县人民政府文件", reason="letterhead")
    named = replace(signed(OFFICE, DAY, source="云水〔2024〕3号"), blocks=(head, *signed(OFFICE, DAY).blocks))
    assert official(named, gazette).issuer == "云栈县人民政府文件"
    assert official(signed(OFFICE, DAY, source="云水〔2024〕3号"), gazette) == Official(OFFICE, "云水〔2024〕3号", True)
    assert official(signed("林舟", source="栈桥日报"), gazette) == Official("栈桥日报")
    assert official(signed("林舟"), gazette) == Official()


def test_the_record_is_parted_into_what_stands_left_and_right() -> None:
    lines = ("（此件公开发布）", "抄送：县委各部门。", "云栈县水务局办公室　　　2024年3月21日印发")
    blocks = tuple(LeftOut(text=line, reason="document circulation") for line in lines)
    found = official(article_of("正文。", *blocks), load_theme("gazette"))
    assert found.remarks == ("（此件公开发布）",)
    assert found.record == (RecordLine("抄送：县委各部门。"), RecordLine("云栈县水务局办公室", "2024年3月21日印发"))


RUN_IN = {
    "（一）修旧如旧。样式照旧。": "（一）修旧如旧。",
    "（十二）有亭有茶。每日供茶。": "（十二）有亭有茶。",
    "（一）修旧如旧。": "",
    "（四）其余茶亭，年内完工。验收从严。": "",
    "修旧如旧。样式照旧。": "",
}


@pytest.mark.parametrize("words", RUN_IN)
def test_a_heading_that_opens_a_paragraph(words: str) -> None:
    head, rest = run_in(text(words))
    assert "".join(each.text for each in (*head, *rest)) == words  # type: ignore[union-attr]
    assert "".join(each.text for each in head) == RUN_IN[words]  # type: ignore[union-attr]


@pytest.mark.parametrize("office", ["水务局", OFFICE, "云栈县山区流动书车管理局办公室"])
def test_who_signs_stands_centred_on_the_date(office: str, tmp_path: Path) -> None:
    """The date four characters from the edge; a name that would then come nearer than two, two (GB/T 9704-2012, 7.3.5.1)."""
    made = published(signed(office, DAY), tmp_path, looks("gazette"))
    styles = [each.get("style") or "" for each in Book(made.epub).find("//h:p[starts-with(@class, 'signature')]")]
    right = [float(found) for style in styles for found in re.findall(r"padding-right: ([\d.]+)em", style)]
    middles = [edge + width(words) / 2 for edge, words in zip(right, (office, DAY), strict=True)]
    assert middles[0] == pytest.approx(middles[1], abs=0.02)
    assert (right[1] == 4 and right[0] >= 2) or (right[0] == pytest.approx(2, abs=0.02) and right[1] > 4)


# --- notes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leading", [17.3, 17.5, 17.7, 18.0, 18.1, 18.35])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_note_stands_on_the_page_of_its_call(leading: float, lines: int, tmp_path: Path) -> None:
    """The engine adds up a note's height twice; by an error of rounding it used to move some to the next page."""
    (tmp_path / "theme.toml").write_text(f'extends = "book"\n[page]\nleading = {leading}\n')
    note = Note((Paragraph(content=text("注文" + "水" * 30 * (lines - 1))),))
    made = published(
        article_of(Paragraph(content=(*text("正文"), note)), "次段。"), tmp_path / "out", options(theme=str(tmp_path))
    )
    assert len(page_texts("pdftotext", made.pdf)) == 1


# --- the README's pictures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["press", "gazette", "book", "vertical"])
def test_a_picture_of_each_theme_is_small_and_shown_with_words(name: str) -> None:
    picture = ROOT / "docs/images" / f"{name}.png"
    assert picture.stat().st_size <= 150_000
    with Image.open(picture) as image:
        assert image.mode == "P" and image.height >= 1000
    assert re.search(rf"!\[[^\]]{{20,}}\]\(docs/images/{name}\.png\)", (ROOT / "README.md").read_text("utf-8"))
