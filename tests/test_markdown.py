"""What Markdown is taken for: tables of its signs one by one, what is told from raw text, and what hostile input may not do."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_text_reader import BODY, GOLDEN

from publisher.errors import PublisherError
from publisher.model import (
    Article,
    Block,
    Code,
    CodeBlock,
    Credit,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    Inline,
    InlineImage,
    LanguageRun,
    LeftOut,
    LineBreak,
    Link,
    List,
    Note,
    NoteBlock,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)  # fmt: skip
from publisher.options import ReadOptions
from publisher.readers import choose, read_bytes
from publisher.readers.markdown import holds_markdown, looks_like_markdown
from publisher.tree import nodes, plain_text

T = TypeVar("T", bound=Block)
SENTENCE = "清晨的码头上，渔船一条接一条靠岸，谁也顾不上说话。"


def read(text: str, name: str = "sample.md") -> Article:
    return read_bytes(text.encode(), name, ReadOptions())


def content(markdown: str) -> tuple[Inline, ...]:
    """The inlines of a paragraph under a title."""
    article = read(f"# 题目\n\n{markdown}\n\n{SENTENCE}\n")
    first = article.blocks[0]
    assert isinstance(first, Paragraph | Figure), first
    return first.content if isinstance(first, Paragraph) else first.caption


def shape(inlines: tuple[Inline, ...]) -> str:
    """Inlines in a notation of the tests: `e(…)`, `s(…)`, `r(base|text)`, `n(…)`, `/` for a break."""
    return "".join(map(_shape, inlines))


def _shape(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return text
        case Ruby(base=base, text=text):
            return f"r({base}|{text})"
        case Code(text=text):
            return f"c({text})"
        case LineBreak():
            return "/"
        case Link(content=inner, href=href):
            return f"a({shape(inner)}→{href})"
        case Note(blocks=blocks):
            return f"n({'¶'.join(shape(block.content) for block in blocks if isinstance(block, Paragraph))})"
        case InlineImage(src=src, alt=alt):
            return f"i({src}|{alt})"
        case Emphasis(content=inner):
            return f"e({shape(inner)})"
        case Strong(content=inner):
            return f"s({shape(inner)})"
        case Superscript(content=inner):
            return f"^({shape(inner)})"
        case Subscript(content=inner):
            return f"_({shape(inner)})"
        case LanguageRun(content=inner):  # which language a word is in is none of the mark-up's business
            return shape(inner)
    raise AssertionError(inline)


def block(markdown: str, kind: type[T]) -> T:
    article = read(f"# 题目\n\n{SENTENCE}\n\n{markdown}\n\n{SENTENCE}\n")
    found = [each for each in article.blocks if isinstance(each, kind)]
    assert len(found) == 1, article.blocks
    return found[0]


def roles(article: Article) -> list[str]:
    return [
        f"{entry.lines[0] if entry.lines[0] == entry.lines[1] else '{}-{}'.format(*entry.lines)} {entry.role}"
        for entry in article.reading
    ]


def codes(article: Article) -> list[str]:
    return [remark.code for remark in article.diagnostics]


# --- inlines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("他说**“慢些走”**才出门。", "他说s(“慢些走”)才出门。", id="curly quotes inside, ideograph outside"),
        pytest.param("这是**（注）**的意思。", "这是s(（注）)的意思。", id="full-width brackets inside"),
        pytest.param("**先看这里。**再看那里。", "s(先看这里。)再看那里。", id="full stop inside, ideograph after"),
        pytest.param("文中*《渡口》*一书。", "文中e(《渡口》)一书。", id="book title in emphasis"),
        pytest.param("이것은 **(강조)**입니다. 길게 씁니다.", "이것은 s((강조))입니다. 길게 씁니다.", id="Korean after a bracket"),
        pytest.param("これは**「強調」**です。", "これはs(「強調」)です。", id="corner brackets"),
        pytest.param("两**个**字中间。", "两s(个)字中间。", id="inside a word"),
        pytest.param("a snake_case_name 不变。", "a snake_case_name 不变。", id="underscores in a Latin word stay"),
        pytest.param("2 * 3 * 4 等于二十四。", "2 * 3 * 4 等于二十四。", id="stars between spaces stay"),
        pytest.param("**（重要）** 之后有空格。", "s(（重要）) 之后有空格。", id="CommonMark's own case"),
        pytest.param("***又重又要***的话。", "e(s(又重又要))的话。", id="both"),
        pytest.param("**甲**乙**丙**丁。", "s(甲)乙s(丙)丁。", id="twice in a line"),
        pytest.param("**没有收尾的重点。", "**没有收尾的重点。", id="never closed"),
    ],
)  # fmt: skip
def test_emphasis_beside_cjk(markdown: str, expected: str) -> None:
    assert shape(content(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("見た{漢字|かんじ}です。", "見たr(漢字|かんじ)です。", id="group ruby in braces"),
        pytest.param("見た{漢字|かん|じ}です。", "見たr(漢|かん)r(字|じ)です。", id="mono ruby in braces"),
        pytest.param("見た｜振仮名《ふりがな》です。", "見たr(振仮名|ふりがな)です。", id="Aozora's bar"),
        pytest.param(
            "見た<ruby>漢<rt>かん</rt>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>です。",
            "見たr(漢|かん)r(字|じ)です。", id="HTML ruby, fallback brackets dropped",
        ),
        pytest.param("写{a|b}的人。", "写{a|b}的人。", id="braces without CJK are code"),
        pytest.param("读《渡口》的人。", "读《渡口》的人。", id="a book title is no ruby"),
        pytest.param("水是H<sub>2</sub>O，面积10<sup>2</sup>。", "水是H_(2)O，面积10^(2)。", id="sub and sup"),
        pytest.param("<b>粗</b><i>斜</i><u>线</u>在此。", "s(粗)e(斜)e(线)在此。", id="b, i, u"),
        pytest.param("上行<br>下行。", "上行/下行。", id="br"),
        pytest.param("上行  \n下行。", "上行/下行。", id="hard break by spaces"),
        pytest.param("上行\\\n下行。", "上行/下行。", id="hard break by backslash"),
        pytest.param("用`a*b`写。", "用c(a*b)写。", id="code span"),
        pytest.param("见[站点](https://example.org/甲)。", "见a(站点→https://example.org/甲)。", id="link, address as written"),
        pytest.param("见[站点][s]。\n\n[s]: https://example.org", "见a(站点→https://example.org)。", id="link by reference"),
        pytest.param("印章![印](seal.png)在此。", "印章i(seal.png|印)在此。", id="image in the line"),
        pytest.param("图![](a%20b.png)在此。", "图i(a b.png|)在此。", id="image with an encoded space"),
        pytest.param("正文[^1]续。\n\n[^1]: 注文。", "正文n(注文。)续。", id="note"),
        pytest.param("正文[^1]续。\n\n[^1]: 注一。\n\n    注二。", "正文n(注一。¶注二。)续。", id="note of two paragraphs"),
        pytest.param("正文^[随文注]续。", "正文n(随文注)续。", id="note in the line"),
        pytest.param("甲&nbsp;乙&amp;丙。", "甲\u00a0乙&丙。", id="entities"),
        pytest.param("写&lt;b&gt;和&#42;甲&#42;。", "写<b>和*甲*。", id="entities are no mark-up"),
        pytest.param("甲&#8232;乙&#xFEFF;丙。", "甲 乙丙。", id="entities for what may not stand in a text"),
        pytest.param("字面\\*星号\\*。", "字面*星号*。", id="escapes"),
    ],
)  # fmt: skip
def test_inline_mark_up(markdown: str, expected: str) -> None:
    assert shape(content(markdown)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("河水", "不等人。", "河水不等人。", id="ideographs"),
        pytest.param("河水，", "不等人。", "河水，不等人。", id="after a full-width comma"),
        pytest.param("ひらがなと", "カタカナ。", "ひらがなとカタカナ。", id="kana"),
        pytest.param("강물은", "기다리지 않는다.", "강물은 기다리지 않는다.", id="hangul"),
        pytest.param("slow", "water 慢。", "slow water 慢。", id="Latin words"),
        pytest.param("**河", "水**不等人。", "s(河水)不等人。", id="inside mark-up"),
    ],
)
def test_a_soft_break_is_a_space_only_where_words_have_spaces(before: str, after: str, expected: str) -> None:
    article = read(f"# 题目\n\n{before}\n{after}\n")
    assert "".join(shape(each.content) for each in article.blocks if isinstance(each, Paragraph)) == expected


# --- blocks --------------------------------------------------------------------------------------------------------


def test_lists_nest_and_number() -> None:
    found = block("3. 甲\n4. 乙\n   - 丙\n   - 丁\n\n     丁之二", List)
    assert (found.ordered, found.start, len(found.items)) == (True, 3, 2)
    inner = found.items[1].blocks[1]
    assert isinstance(inner, List) and len(inner.items[1].blocks) == 2


def test_task_marks_are_set_as_boxes() -> None:
    found = block("- [ ] 未做\n- [x] 已做", List)
    assert [plain_text(item.blocks[0].content) for item in found.items if isinstance(item.blocks[0], Paragraph)] == [
        "□ 未做",
        "■ 已做",
    ]


@pytest.mark.parametrize(
    "markdown",
    ["> 河水不等人。\n>\n> —— 老船工", "> 河水不等人。\n> ——老船工", "> 河水不等人。\n—— 老船工"],
    ids=["own paragraph", "own line", "lazy line"],
)
def test_a_quotation_with_its_attribution(markdown: str) -> None:
    found = block(markdown, Quote)
    assert [shape(each.content) for each in found.blocks if isinstance(each, Paragraph)] == ["河水不等人。"]
    assert plain_text(found.attribution).endswith("老船工")


def test_tables_keep_cells_that_the_head_has_no_column_for() -> None:
    found = block("| 船 | 班 |\n|:--|--:|\n| 江一 | 12 | 多 |\n| 江二 |", Table)
    assert found.head == 1
    assert [[plain_text(cell.content) for cell in row] for row in found.rows] == [
        ["船", "班", ""],
        ["江一", "12", "多"],
        ["江二", "", ""],
    ]
    assert [cell.header for cell in found.rows[0]] == [True, True, False]


def test_definition_lists() -> None:
    found = block("船\n: 水上的车\n: 另一义", DefinitionList)
    assert plain_text(found.items[0].term) == "船"
    assert len(found.items[0].blocks) == 2


def test_code_with_its_language() -> None:
    found = block('```python title="a"\nprint("灯")\n```', CodeBlock)
    assert (found.text, found.language) == ('print("灯")', "python")


def test_code_that_is_never_closed_goes_on_to_the_end() -> None:
    article = read(f"# 题目\n\n{SENTENCE}\n\n```\n代码\n\n还是代码\n")
    assert isinstance(article.blocks[-1], CodeBlock)
    assert article.blocks[-1].text == "代码\n\n还是代码"


def test_prose_indented_by_four_spaces_is_no_code() -> None:
    article = read(f"# 题目\n\n    {SENTENCE}\n    {SENTENCE}\n")
    assert [type(each) for each in article.blocks] == [Paragraph, Paragraph]
    assert codes(article) == ["code-as-text"]


def test_rules_are_separators() -> None:
    assert block("***", Separator).lines == (5, 5)


@pytest.mark.parametrize(
    ("markdown", "caption", "alt"),
    [
        pytest.param("![渡口的晨光](a.jpg)", "渡口的晨光", "渡口的晨光", id="alternative text"),
        pytest.param('![渡口](a.jpg "渡口的晨光")', "渡口的晨光", "渡口", id="title before alternative text"),
        pytest.param("![IMG_2031](a.jpg)", "", "IMG_2031", id="a file's name is no caption"),
        pytest.param("![图片](a.jpg)", "", "图片", id="the word for a picture is no caption"),
        pytest.param("![](a.jpg)", "", "", id="nothing"),
        pytest.param("![渡口](a.jpg)\n*渡口的晨光*", "渡口的晨光", "渡口", id="emphasis below"),
        pytest.param("![渡口](a.jpg)\n\n*渡口的晨光*", "渡口的晨光", "渡口", id="emphasis below a blank line"),
        pytest.param("![渡口](a.jpg)\n\n图为渡口的晨光。", "图为渡口的晨光。", "渡口", id="a caption by its words"),
        pytest.param("[![渡口的晨光](a.jpg)](https://example.org)", "渡口的晨光", "渡口的晨光", id="a linked image"),
        pytest.param('<img src="a.jpg" alt="渡口的晨光">', "渡口的晨光", "渡口的晨光", id="an HTML image"),
        pytest.param('<p>\n  <img src="a.jpg" alt="渡口的晨光">\n</p>', "渡口的晨光", "渡口的晨光", id="in an HTML block"),
    ],
)  # fmt: skip
def test_an_image_alone_is_a_figure(markdown: str, caption: str, alt: str) -> None:
    found = block(markdown, Figure)
    assert (found.src, plain_text(found.caption), found.alt) == ("a.jpg", caption, alt)


def test_html_blocks_are_read_by_their_paragraphs() -> None:
    article = read(f"# 题目\n\n<p>甲段说了很多。</p><p>乙段，<b>粗</b>的。</p>\n\n{SENTENCE}\n")
    assert [shape(each.content) for each in article.blocks if isinstance(each, Paragraph)] == [
        "甲段说了很多。",
        "乙段，s(粗)的。",
        SENTENCE,
    ]
    assert roles(article) == ["1 headline", "3 paragraph", "5 paragraph"]


# --- lines of the press --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("# 主题\n\n## 甲\n\n{t}\n\n#### 乙\n\n{t}\n\n### 丙\n\n{t}", [1, 2, 2], id="no level is skipped"),
        pytest.param("### 主题\n\n### 甲\n\n{t}\n\n## 乙\n\n{t}", [1, 1], id="the first below the headline is 1"),
        pytest.param("主题\n====\n\n甲\n---\n\n{t}", [1], id="underlined"),
        pytest.param("# 主题\n\n{t}\n\n**小标题**\n\n{t}\n{t}", [1], id="bold alone, told by the press"),
        pytest.param("# 主题\n\n{t}\n\n**小标题**\n{t}\n{t}", [1], id="bold on top of its text"),
    ],
)
def test_levels_of_headings(markdown: str, expected: list[int]) -> None:
    article = read(markdown.replace("{t}", SENTENCE))
    assert plain_text(article.headline) == "主题"
    assert [each.level for each in article.blocks if isinstance(each, Heading)] == expected


def test_an_underlined_title_is_one_entry_of_two_lines() -> None:
    assert roles(read(f"主题\n====\n\n{SENTENCE}\n")) == ["1-2 headline", "4 paragraph"]


def test_a_heading_with_a_dash_under_the_title_is_the_deck() -> None:
    article = read(f"# 主题\n## ——渡口十年\n\n{SENTENCE}\n")
    assert (article.printed.headline, article.printed.deck) == ("主题", "——渡口十年")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("作者：林知远\n译者：周渡", 2, id="labels below each other"),
        pytest.param("1.甲船到港；\n2.乙船离港；\n3.丙船待命。", 3, id="numbers without a space"),
        pytest.param(f"{SENTENCE}\n　　{SENTENCE}", 2, id="an indented line"),
        pytest.param(f"{SENTENCE}\n（值班员口述）", 2, id="a line in brackets after a full stop"),
        pytest.param("河水慢慢地，\n流过了渡口。", 1, id="a sentence over two lines"),
        pytest.param("河水**慢慢地\n流过了**渡口。", 1, id="mark-up over two lines"),
    ],
)
def test_where_one_paragraph_is_several(markdown: str, expected: int) -> None:
    article = read(f"# 题目\n\n{SENTENCE}\n\n{markdown}\n\n{SENTENCE}\n{SENTENCE}\n")
    inside = [entry for entry in article.reading if 5 <= entry.lines[0] <= 4 + len(markdown.split("\n"))]
    assert len(inside) == expected


def test_the_colophon_at_the_end_is_credits() -> None:
    article = read(
        f"# 题目\n\n{SENTENCE}\n\n---\n\nvia: https://example.org/a/long/path/to/the/original/of/this/article.html\n\n"
        "选题：[甲生][a]\n译者：乙生\n\n[a]: https://example.org\n"
    )
    assert roles(article)[-5:] == ["5 separator", "7 credit", "9 credit", "10 credit", "12 boilerplate"]
    assert sum(isinstance(each, Credit) for each in article.blocks) == 3


def test_an_interview_that_ends_with_a_turn_has_no_colophon() -> None:
    article = read(f"# 题目\n\n问：船什么时候开？\n\n答：{SENTENCE}\n\n问：明天呢？\n\n答：也开\n")
    assert [entry.role for entry in article.reading[1:]] == ["paragraph"] * 4


def test_the_author_may_be_named_in_the_colophon() -> None:
    article = read(f"# 题目\n\n{SENTENCE}\n\n---\n\n作者：[Mara Holt](https://example.org)\n译者：乙生\n")
    assert article.printed.byline == "Mara Holt"
    assert roles(article)[-2:] == ["7 credit", "8 credit"]


def test_a_digest_has_its_day_in_its_title() -> None:
    assert read(f"# 石坞一周（20240315）\n\n{SENTENCE}\n").printed.date == "20240315"


def test_comment_lines_at_the_head_are_no_text() -> None:
    article = read(f'[#]: author: "Ada Byron https://example.org"\n[#]: (值班)\n\n题目\n====\n\n{SENTENCE}\n')
    assert roles(article) == ["1 boilerplate", "2 boilerplate", "4-5 headline", "7 paragraph"]
    assert article.printed.byline == "Ada Byron"
    assert isinstance(article.blocks[0], LeftOut)


def test_every_kind_of_line_is_in_the_reading_once() -> None:
    text = (
        f"# 题目\n\n{SENTENCE}[^1]\n\n> 引文。\n>\n> 再引。\n\n| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n\n```\n码\n```\n\n"
        "- 一\n- 二\n  - 三\n-\n\n[a]: https://example.org\n\n[^1]: 注文，\n    续行。\n\n<!-- 评注 -->\n\n>\n"
    )
    assert roles(read(text)) == [
        "1 headline", "3 paragraph", "5-7 quote", "9-10 paragraph", "11 paragraph", "13-15 paragraph", "17 list_item",
        "18 list_item", "19 list_item", "20 list_item", "22 boilerplate", "24-25 paragraph", "27 boilerplate", "29 quote",
    ]  # fmt: skip


# --- what has no place ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "shown", "expected"),
    [
        pytest.param('<span style="color:red">红</span>字很长。', "红字很长。", "html-dropped", id="a tag goes, its text stays"),
        pytest.param("前<script>alert(1)</script>后文很长。", "前后文很长。", "html-content-dropped", id="a script goes whole"),
        pytest.param("前<!-- 评注 -->后文很长。", "前后文很长。", "html-comment-dropped", id="a comment"),
        pytest.param("见[旧档](docs/old.md)一页。", "见旧档一页。", "link-dropped", id="a link within a site"),
        pytest.param("见[旧档](javascript:alert(1))一页。", "见旧档一页。", "link-dropped", id="a link that is a program"),
        pytest.param("见[旧档](data:text/html,x)一页。", "见旧档一页。", "link-dropped", id="a link that is data"),
        pytest.param("旧价~~十元~~九元一张。", "旧价十元九元一张。", "strikethrough-dropped", id="struck out"),
        pytest.param("正文[^9]续写很长。", "正文[^9]续写很长。", "note-missing", id="a note that is not there"),
    ],
)  # fmt: skip
def test_what_is_dropped_is_told(markdown: str, shown: str, expected: str) -> None:
    article = read(f"# 题目\n\n{SENTENCE}\n\n{markdown}\n\n{SENTENCE}\n")
    assert shape([each for each in article.blocks if isinstance(each, Paragraph)][1].content) == shown
    assert codes(article) == [expected]
    assert article.diagnostics[0].line == 5


def test_a_note_that_nothing_calls_stands_where_it_is() -> None:
    article = read(f"# 题目\n\n{SENTENCE}\n\n[^1]: 没人引用。\n")
    assert [type(each) for each in article.blocks] == [Paragraph, NoteBlock]
    assert codes(article) == ["note-unused"]


def test_a_note_that_calls_itself_is_read() -> None:
    article = read(f"# 题目\n\n{SENTENCE}[^1]\n\n[^1]: 见[^1]。\n")
    assert shape(article.blocks[0].content) == f"{SENTENCE}n(见[^1]。)"  # type: ignore[union-attr]


def test_a_long_note_is_published_once() -> None:
    article = read(f"# 题目\n\n{SENTENCE}[^1]又[^1]。\n\n[^1]: {'长' * 500}。\n")
    assert sum(isinstance(node, Note) for node, _ in nodes(article)) == 1
    assert codes(article) == ["note-repeated"]


# --- told from raw text --------------------------------------------------------------------------------------------

MARKDOWN = {
    "a title and headings": f"# 题目\n\n{SENTENCE}\n\n## 小标题\n\n{SENTENCE}\n",
    "a title alone": f"# 题目\n\n{SENTENCE}\n{SENTENCE}\n",
    "headings without a title": f"{SENTENCE}\n\n## 甲\n\n{SENTENCE}\n\n## 乙\n\n{SENTENCE}\n",
    "an underlined title": f"题目\n======\n\n{SENTENCE}\n",
    "a link with its address": f"题目\n\n{SENTENCE}见[站点](https://example.org)。\n",
    "an image": f"题目\n\n![图](a.jpg)\n\n{SENTENCE}\n",
    "link definitions": f"题目\n\n{SENTENCE}\n\n[1]: https://example.org/a\n[2]: https://example.org/b\n",
    "front matter": f"---\ntitle: 题目\n---\n{SENTENCE}\n",
    "TOML front matter": f'+++\ntitle = "题目"\n+++\n{SENTENCE}\n',
    "a table": f"题目\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n{SENTENCE}\n",
    "a fence": f"题目\n\n```\nx = 1\n```\n\n{SENTENCE}\n",
    "bold and quotations": f"**题目**\n\n> 引文在此。\n> 引文再续。\n\n**小标题**\n\n{SENTENCE}\n",
    "notes": f"题目\n\n{SENTENCE}[^1]\n\n[^1]: 注。\n\n**重点**在此。\n",
}
RAW = {
    "plain": f"题目\n\n{SENTENCE}\n{SENTENCE}\n",
    "stars for a rule": f"题目\n{SENTENCE}\n***\n{SENTENCE}\n* * *\n{SENTENCE}\n",
    "dashes under the title": f"题目\n--------\n{SENTENCE}\n",
    "one rule of equals signs under a line of a novel": f"夜渡\n\n{SENTENCE}\n\n（第一卷完）\n=====\n\n{SENTENCE}\n",
    "a row of equals signs as an ornament": f"==========\n题目\n\n{SENTENCE}\n",
    "topics between hashes": f"#渡口的早晨#\n{SENTENCE}\n#夜班# {SENTENCE}\n",
    "numbers and dashes": f"题目\n1. 甲\n2. 乙\n- 丙\n- 丁\n{SENTENCE}\n",
    "inserts of a site": f"题目\n>>> 相关报道\n>> 更多\n{SENTENCE}\n",
    "mail with quotation marks": f"题目\n> 你好\n> 再见\n{SENTENCE}\n",
    "pagers": f"题目\n{SENTENCE}\n[1] [2] [3] 下一页\n【1】【2】\n",
    "notes in brackets": f"题目\n{SENTENCE}[1]{SENTENCE}[2]\n[1]某书，某页。\n[2]某书，某页。\n",
    "Aozora Bunko": "題目\n\n｜渡口《とこう》の朝。［＃ここで字下げ終わり］\n《》：ルビ\n",
    "a shell script's comments": "".join(f"# comment {n}\nrun {n}\n" for n in range(20)),
    "a rule at the start": f"---\n{SENTENCE}\n---\n{SENTENCE}\n",
    "arithmetic": f"题目\n2*3*4=24，{SENTENCE}\n",
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown_is_told_from_raw_text(text: str) -> None:
    assert looks_like_markdown(text)
    assert all(holds_markdown(text.encode(encoding)) for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    assert choose(text.encode(), "sample.txt").name == "markdown"


@pytest.mark.parametrize("text", RAW.values(), ids=RAW.keys())
def test_raw_text_is_not_taken_for_markdown(text: str) -> None:
    assert not looks_like_markdown(text)
    assert choose(text.encode(), "sample.txt").name == "text"


RAW_CASES = sorted(case for case in GOLDEN.iterdir() if not case.name.startswith("markdown"))


@pytest.mark.parametrize(
    "case", [case for case in RAW_CASES if (case / "input.txt").is_file()], ids=lambda case: case.name
)
def test_no_raw_article_is_taken_for_markdown(case: Path) -> None:
    assert not holds_markdown((case / "input.txt").read_bytes())


# --- hostile and broken input --------------------------------------------------------------------------------------

HOSTILE = {
    "quotation marks a thousand deep": ">" * 1000 + " 深处的文字。",
    "lists a thousand deep on a line": "- " * 1000 + "深处的文字",
    "lists deep by indent": "\n".join(" " * 2 * depth + "- 深处的文字" for depth in range(200)),
    "notes in notes": "[^1]: " * 1000 + "深处的文字。",
    "brackets": "[" * 5000 + "深处的文字。",
    "stars": "*" * 5000 + "深处的文字。" + "*" * 5000,
    "backticks": "".join("`" * count + "深" for count in range(100)),
    "tags": "<b>" * 3000 + "深处的文字。" + "</i>" * 3000,
    "links in links": "[a" * 3000 + "深处的文字。" + "](https://example.org)" * 3000,
    "notes without end": "[^" * 20000 + "深",
    "comments without end": "<!-- " * 5000 + "深",
    "a table of one row": "| 深处 |\n|--|--|\n",
    "a table of many columns": "|甲" * 900 + "|\n" + "|--" * 900 + "|\n",
    "tabs": "\t\t- 深处\n\t\t\t- 文字",
}


@pytest.mark.parametrize("markdown", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_mark_up_is_read(markdown: str) -> None:
    article = read(f"# 题目\n\n{SENTENCE}\n\n{markdown}\n\n{SENTENCE}\n")
    _covers(article, f"# 题目\n\n{SENTENCE}\n\n{markdown}\n\n{SENTENCE}\n")
    assert any(entry.text == SENTENCE for entry in article.reading[-1:])


@pytest.mark.parametrize(
    "name", ["quotation marks a thousand deep", "lists a thousand deep on a line", "lists deep by indent"]
)
def test_deep_nesting_is_flattened_and_told(name: str) -> None:
    article = read(f"# 题目\n\n{SENTENCE}\n\n{HOSTILE[name]}\n")
    assert "nesting-flattened" in codes(article)
    assert "深处的文字" in article.reading[-1].text


def test_nuls_are_removed_and_told() -> None:
    article = read(f"# 题\x00目\n\n{SENTENCE}\n")
    assert plain_text(article.headline) == "题目"
    assert codes(article) == ["character-removed"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty-source"), ("\n \n", "empty-source"), ("# 只有题目\n", "no-content"), ("---\ntitle: 题\n---\n", "no-content")],
    ids=["empty", "blank", "a title alone", "front matter alone"],
)  # fmt: skip
def test_nothing_to_publish_is_an_error(text: str, code: str) -> None:
    with pytest.raises(PublisherError) as caught:
        read(text)
    assert caught.value.code == code


def _covers(article: Article, text: str) -> None:
    """Every non-blank line once, in order, and no line that the source does not have."""
    numbers = [n for entry in article.reading for n in range(entry.lines[0], entry.lines[1] + 1)]
    assert numbers == sorted(set(numbers))
    filled = {n for n, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert filled <= set(numbers) <= set(range(1, text.count("\n") + 2))


_PIECES = st.sampled_from(
    ["甲乙。", "Word ", "> ", "- ", "1. ", "# ", "***", "---", "===", "```", "|", "|-|-|", "[^1]", "[^1]: ", "[a]: http://x.y",
     "[x](http://a.b)", "![图](a.png)", "**", "_", "`", "<b>", "<div>", "<!--", "-->", "<script>", "{漢|かん}", "\n", "\n\n",
     "\n    ", "——丙", "  \n", "\\", "\t", "　　", "作者：甲", "（完）", ": ", "+++\n", "a: b\n", "a: *x\n", "^[注]", "<br>"]
)  # fmt: skip


@given(st.lists(_PIECES, min_size=1, max_size=50).map("".join))
def test_whatever_the_mark_up_every_line_is_read_once(text: str) -> None:
    try:
        article = read(text)
    except PublisherError:
        return
    _covers(article, text)


@given(st.text(max_size=200))
def test_reading_raises_nothing_but_publisher_errors(text: str) -> None:
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(PublisherError):
        read_bytes(data, "sample.md", ReadOptions())


def test_the_body_of_a_raw_article_reads_alike() -> None:
    """Without mark-up, Markdown's paragraphs are the press's."""
    assert [entry.role for entry in read(f"题目\n\n{BODY.strip()}\n").reading] == ["headline", "paragraph"]
