"""What raw text is taken for: golden folders of whole articles, and tables of single conventions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TypeVar

import pytest

from publisher.model import (
    Article,
    Box,
    Byline,
    Figure,
    Heading,
    LeftOut,
    List,
    Paragraph,
    Quote,
    Signature,
    Verse,
)  # fmt: skip
from publisher.options import ReadOptions
from publisher.readers import read_bytes, read_file
from publisher.readers.press import bylines
from publisher.readers.press.dates import find_date
from publisher.tree import plain_text

GOLDEN = Path(__file__).parent / "golden" / "reading"
SHARED = Path(__file__).parents[1].parent / "shared"
T = TypeVar("T")
BODY = "　　清晨的码头上，渔船一条接一条靠岸，岸边的人把冰块铲进木箱，谁也顾不上说话。\n"


def read(text: str | bytes, name: str = "sample.txt", **options: object) -> Article:
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, name, ReadOptions(**options))  # type: ignore[arg-type]


def roles(article: Article) -> list[str]:
    """`7 heading`, `8-10 paragraph`, …: the rows of expected.txt."""
    rows = []
    for entry in article.reading:
        first, last = entry.lines
        rows.append(f"{first if first == last else f'{first}-{last}'} {entry.role}")
    return rows


def codes(article: Article) -> list[str]:
    return [remark.code for remark in article.diagnostics]


def blocks_of(article: Article, kind: type[T]) -> list[T]:
    return [block for block in article.blocks if isinstance(block, kind)]


# --- whole articles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_golden_article(case: Path) -> None:
    expected = (case / "expected.txt").read_text("utf-8").splitlines()
    assert roles(read_file(case / "input.txt")) == expected


def golden(name: str) -> Article:
    return read_file(GOLDEN / name / "input.txt")


def test_a_feature_is_read_whole_and_its_promotion_left_out() -> None:
    article = golden("feature-flush-headings")
    assert plain_text(article.kicker) == "三座旧码头半年迎来四十万名访客——"
    assert plain_text(article.headline) == "把仓库还给江岸,让手艺回到街上"
    assert article.printed.byline == "□ 本报记者 方小雨"
    assert article.byline_text == "本报记者 方小雨"
    assert article.bylines == (Byline("方小雨", "reporter", "本报"),)
    assert [plain_text(block.content) for block in blocks_of(article, Heading)] == [
        "先修屋顶,再谈生意",
        "请手艺人自己定价",
    ]
    assert [block.role for block in blocks_of(article, Paragraph)][:2] == ["lead", "text"]
    assert [block.lines for block in blocks_of(article, LeftOut)] == [(17, 17)]
    assert [(remark.code, remark.line) for remark in article.diagnostics] == [("header-unset", 5), ("left-out", 17)]


def test_a_dateline_stays_in_its_paragraph_and_is_known() -> None:
    article = golden("dateline-same-indent")
    assert article.dateline == "本报石浦1月7日电"
    assert (article.date, article.source) == ("2021-01-08", "海岸新闻网")
    assert article.printed.date == "2021年1月8日 09:30"
    assert article.bylines == (Byline("方小雨", "reporter"), Byline("李木", "correspondent"))
    assert article.byline_text == "", "the names stand in the paragraph and are not set again"
    assert plain_text(blocks_of(article, Paragraph)[0].content).startswith(
        "本报石浦1月7日电 （记者方小雨、通讯员李木）天还"
    )
    assert plain_text(article.deck) == "——一座渔港怎样留住年轻人"
    assert [plain_text(block.caption) for block in blocks_of(article, Figure)] == [
        "图为清晨的渔港码头。本报记者 方小雨 摄"
    ]


def test_turns_of_an_interview() -> None:
    paragraphs = blocks_of(golden("interview"), Paragraph)
    assert [block.role for block in paragraphs] == [
        "lead", "question", "answer", "question", "answer", "question", "answer", "text",
    ]  # fmt: skip


def test_numbered_headings_have_levels_and_items_their_list() -> None:
    article = golden("numbered")
    assert [block.level for block in blocks_of(article, Heading)] == [1, 2, 1, 1]
    (numbered,) = blocks_of(article, List)
    assert (numbered.ordered, numbered.start, len(numbered.items)) == (True, 1, 3)
    assert "list-markers" in codes(article)
    assert blocks_of(article, Paragraph)[0].role == "salutation"


def test_hard_wrapped_lines_are_joined_without_spaces_between_han() -> None:
    first, _, third = blocks_of(golden("hard-wrapped"), Paragraph)
    assert "运过去的。守塔的人" in plain_text(first.content)
    assert "Lamp Works Limited 和" in plain_text(third.content)


def test_boxes_quotation_and_signature() -> None:
    article = golden("boxes-and-breaks")
    titled, opening = blocks_of(article, Box)
    assert (plain_text(titled.title), len(titled.blocks)) == ("核心阅读", 1)
    assert (opening.title, len(opening.blocks)) == ((), 1)
    (quote,) = blocks_of(article, Quote)
    assert plain_text(quote.attribution) == "——山村谚语"
    assert [plain_text(block.content) for block in blocks_of(article, Signature)] == ["方小雨", "二〇二〇年十月"]
    assert article.date == "2020-10"


def test_glued_paragraphs_are_parted_and_furniture_is_named() -> None:
    article = golden("web-leftovers")
    first, second, third = blocks_of(article, Paragraph)
    assert first.lines == second.lines == (4, 4)
    assert plain_text(second.content).startswith("卖豆腐的摊主")
    assert third.lines == (6, 6)
    assert {block.reason for block in blocks_of(article, LeftOut)} == {
        "white space", "pager", "share bar", "QR code", "other articles", "tool bar",
    }  # fmt: skip


def test_stanzas_of_verse() -> None:
    assert [len(block.stanzas) for block in blocks_of(golden("verse"), Verse)] == [2]


@pytest.mark.parametrize(
    ("case", "language"),
    [("feature-flush-headings", "zh-Hans"), ("taiwan", "zh-Hant-TW"), ("japan", "ja"), ("korea", "ko")],
)
def test_language(case: str, language: str) -> None:
    assert golden(case).language == language
    assert read((GOLDEN / case / "input.txt").read_text("utf-8"), lang="zh-Hant-HK").language == "zh-Hant-HK"


def test_template_and_markup_characters_are_text() -> None:
    article = golden("just-text")
    assert plain_text(article.headline) == "{{ 7*7 }} 与 <script>alert(1)</script>：一份写错了的模板"
    assert "../../etc" in plain_text(blocks_of(article, Paragraph)[0].content)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring corpus is not here")
def test_the_scorer_finds_no_fault_with_the_seed(tmp_path: Path) -> None:
    command = tmp_path / "command.py"
    command.write_text(
        "import json, sys\nfrom pathlib import Path\nfrom publisher.inspection import contract\n"
        "from publisher.readers import read_file\n"
        "for name in sys.argv[1:]: print(json.dumps(contract(name, read_file(Path(name)))))\n",
        "utf-8",
    )
    scorer = [sys.executable, str(SHARED / "corpus" / "score.py"), "--json", "--gold", str(SHARED / "seed")]
    run = subprocess.run(
        [*scorer, "--cmd", f"{sys.executable} {command}"],
        capture_output=True, check=True, text=True, env={"PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert json.loads(run.stdout)["macro"] == {"lines": 1.0, "blocks": 1.0, "heading_f1": 1.0, "fields": 1.0}


# --- the head ----------------------------------------------------------------------------------------------------------

HEADS = [
    ("只有标题", ["把海风种进田里"], ["headline"]),
    ("引题以破折号收", ["三个渔村换了活法——", "把海风种进田里"], ["kicker", "headline"]),
    ("引题以冒号收", ["海边调查：", "把海风种进田里"], ["kicker", "headline"]),
    ("引题无标记", ["三个渔村一年间换了活法", "把海风种进田里"], ["kicker", "headline"]),
    ("副题以破折号起", ["把海风种进田里", "——三个渔村的一年"], ["headline", "deck"]),
    ("栏目名", ["【海边人家】", "把海风种进田里", "——三个渔村的一年"], ["kicker", "headline", "deck"]),
    ("报纸名", ["把海风种进田里", "《海岸日报》（2020年05月06日 第13版）"], ["headline", "source"]),
    ("引题、主题、副题", ["海边调查——", "把海风种进田里", "——三个渔村的一年"], ["kicker", "headline", "deck"]),
    ("双行标题加副题", ["把海风种进田里", "让渔火亮到天明", "——三个渔村的一年"], ["headline", "headline", "deck"]),
    ("署名在日期之后", ["把海风种进田里", "2020年5月1日", "本报记者　方小雨　通讯员　李　木"], ["headline", "date", "byline"]),
    ("来源在标题之前", ["来源：海岸新闻网", "把海风种进田里"], ["source", "headline"]),
    ("文图署名", ["把海风种进田里", "文/方小雨 图/李木"], ["headline", "byline"]),
    ("人名独行", ["把海风种进田里", "方　远"], ["headline", "byline"]),
    ("标题带问号", ["海风真的能种进田里吗？"], ["headline"]),
    ("章回", ["第三章　海风", "初到渔村"], ["headline", "heading"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lines", "expected"), HEADS, ids=[row[0] for row in HEADS])
def test_head(name: str, lines: list[str], expected: list[str]) -> None:
    article = read("\n".join([*lines, BODY * 3]))
    assert [entry.role for entry in article.reading][: len(lines)] == expected


# --- single conventions of the body ---------------------------------------------------------------------------------------

LINES = [
    ("扛起责任，不等不靠", "heading"),
    ("　　一、先把路修通", "heading"),
    ("　　（二）再把灯点亮", "heading"),
    ("　　（二）再把灯点亮。路灯一盏一盏地亮起来，村里人夜里也敢出门了。", "paragraph"),
    ("■记者手记", "heading"),
    ("海风吹过田野，谷子一天天黄了，收割的日子也就近了，家家都在磨镰刀。", "paragraph"),
    ("　　打开新局面还要靠大家一起想办法，记者在村里住了三天，听到最多的是这句话。", "paragraph"),
    ("　　点击量一天比一天高，可是村里的年轻人说，扫一扫二维码并不能让谷子长得更快。", "paragraph"),
    ("图为渔村的清晨。", "caption"),
    ("新华社记者方小雨摄", "credit"),
    ("制图：方小雨", "credit"),
    ("（作者为海洋大学教师）", "credit"),
    ("（本报记者方小雨采访整理）", "credit"),
    ("责任编辑：方小雨", "credit"),
    ("◇◇◇", "separator"),
    ("* * *", "separator"),
    ("打开APP阅读全文", "boilerplate"),
    ("下一页", "boilerplate"),
    ("打印 关闭", "boilerplate"),
    ("Copyright © 2020 海岸新闻网", "boilerplate"),
    (">>> 更多精彩内容", "boilerplate"),
    ("原标题：海风", "boilerplate"),
    ("来源：海岸新闻网", "source"),
    ("《海岸日报》（2020年05月06日 第13版）", "source"),
    ("首页 > 新闻 > 社会", "boilerplate"),
    ("二", "heading"),
    ("海风吹来。谷子黄了", "paragraph"),
]


@pytest.mark.parametrize(("line", "role"), LINES, ids=[row[0].strip()[:16] for row in LINES])
def test_line_between_paragraphs(line: str, role: str) -> None:
    article = read(f"把海风种进田里\n本报记者 方小雨\n{BODY * 2}{line}\n{BODY * 2}")
    assert {entry.lines: entry.role for entry in article.reading}[(5, 5)] == role


def test_a_torn_paragraph_is_mended() -> None:
    torn = "　　渔村里的老人们说，这样大的风他们一辈子也没有见过几回，可是今年春天就\n来了三回，一回比一回大。\n"
    article = read(f"把海风种进田里\n{BODY}{torn}{BODY}")
    assert roles(article)[2] == "3-4 paragraph"
    assert "春天就来了三回" in plain_text(blocks_of(article, Paragraph)[1].content)


def test_line_ends_are_counted_as_editors_do() -> None:
    article = read("标题\r\n\r\n" + BODY.strip() + "\r" + BODY.strip() + "\u2028" + BODY.strip() + "\n")
    assert roles(article) == ["1 headline", "3 paragraph", "4 paragraph"]
    assert [block.lines for block in blocks_of(article, Paragraph)] == [(3, 3), (4, 4), (4, 4)]


# --- bylines and dates --------------------------------------------------------------------------------------------------

BYLINES = [
    ("□ 本报记者 方小雨", [("方小雨", "reporter", "本报")]),
    ("本报记者　方小雨　李　木", [("方小雨", "reporter", "本报"), ("李木", "reporter", "本报")]),
    ("本报记者 方小雨　通讯员　王海", [("方小雨", "reporter", "本报"), ("王海", "correspondent", None)]),
    ("记者：方小雨、李木", [("方小雨", "reporter", None), ("李木", "reporter", None)]),
    ("文/方小雨 图/李木", [("方小雨", "author", None), ("李木", "photographer", None)]),
    ("作者：方小雨 译者：李木", [("方小雨", "author", None), ("李木", "translator", None)]),
    ("·方　远·", [("方远", "author", None)]),
    ("記者方小雨／台北報導", [("方小雨", "reporter", None)]),
    ("【方小雨╱台東報導】", [("方小雨", "author", None)]),
    ("本报记者方小雨实习记者李木发自上海", [("方小雨", "reporter", "本报"), ("李木", "reporter", None)]),
    ("홍길동 기자", [("홍길동", "reporter", None)]),
    ("綜合報導", []),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), BYLINES, ids=[row[0] for row in BYLINES])
def test_byline(printed: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(person.name, person.role, person.affiliation) for person in bylines.parse(printed)] == expected


DATES = [
    ("2019年10月21日", "2019-10-21"),
    ("2019-10-21 08:30", "2019-10-21"),
    ("2019.10.21", "2019-10-21"),
    ("２０１９年１０月２１日", "2019-10-21"),
    ("二〇一九年十月二十一日", "2019-10-21"),
    ("一九八四年十二月", "1984-12"),
    ("2020년 5월 4일", "2020-05-04"),
    ("2019年2月30日", None),
    ("令和元年五月一日", "2019-05-01"),
    ("电话 2019-100-2111", None),
]


@pytest.mark.parametrize(("printed", "iso"), DATES, ids=[row[0] for row in DATES])
def test_date(printed: str, iso: str | None) -> None:
    found = find_date(printed)
    assert (found.iso if found else None) == iso
