"""Markdown and raw text, written so that they read back: by the standard's own parser, and by our readers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from conftest import SAMPLES, article_of, heading, read, text
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from test_model import ARTICLES

from publisher import model
from publisher.messages.conversion import KINDS
from publisher.model import (
    Article,
    Byline,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Table,
    Text,
)  # fmt: skip
from publisher.publication import Publication
from publisher.readers import read_bytes
from publisher.readers.fragment import blocks_of
from publisher.tree import plain_text
from publisher.writers import FORMATS, markdown, ninjs, write
from publisher.writers import text as raw_text
from publisher.writers.markdown import quoted


def markdown_of(*blocks: model.Block | str) -> str:
    """The Markdown of blocks, without the front matter."""
    return write(article_of(*blocks), "markdown")[0].decode().split("---\n\n", 1)[1].rstrip("\n")


def inline_markdown(*content: model.Inline) -> str:
    return markdown_of(Paragraph(content=content))


# --- Markdown: what stands where ------------------------------------------------------------------------------------

LINES = [
    # inlines -> Markdown
    ("plain", (Text("甲乙。"),), "甲乙。"),
    ("emphasis", (Text("甲"), Emphasis(text("乙")), Text("丙")), "甲*乙*丙"),
    ("strong", (Strong(text("甲")),), "**甲**"),
    ("asterisks need letters at both edges", (Text("说"), Strong(text("“甲”")), Text("乙")), "说<strong>“甲”</strong>乙"),
    ("asterisks side by side", (Emphasis(text("甲")), Emphasis(text("乙"))), "<em>甲</em>*乙*"),
    ("ruby", (Ruby("埠", "bù"), Text("头")), "{埠|bù}头"),
    ("ruby that braces cannot hold", (Ruby("a|b", "c"),), "<ruby>a|b<rt>c</rt></ruby>"),
    ("link", (Link(text("甲"), "https://example.org/a"),), "[甲](https://example.org/a)"),
    ("address with a space", (Link(text("甲"), "https://example.org/a b)"),), "[甲](<https://example.org/a b)>)"),
    ("image", (model.InlineImage("印 50%.png", "印"),), "![印](<印 50%25.png>)"),
    ("code", (Code("a`b"),), "``a`b``"),
    ("code that opens with its fence", (Code("`"),), "`` ` ``"),
    ("sub- and superscript", (Text("km"), model.Superscript(text("2"))), "km<sup>2</sup>"),
    ("break", (Text("甲"), model.LineBreak(), Text("乙")), "甲\\\n乙"),
    ("marks mean themselves", (Text("*甲* [乙] `丙` <丁> &amp; _戊_"),), "\\*甲\\* \\[乙\\] \\`丙\\` \\<丁> \\&amp; \\_戊\\_"),
    ("a block's mark at the start", (Text("# 甲"),), "\\# 甲"),
    ("a number at the start", (Text("3. 甲"),), "3\\. 甲"),
    ("a number in the line", (Text("第3. 甲"),), "第3. 甲"),
    ("a definition's mark", (Text(": 甲"),), "\\: 甲"),
    ("white space at the edges", (Text("　甲 "),), "&#12288;甲&#32;"),
    ("ruby's mark in a text", (Text("｜甲《乙》"),), "&#65372;甲《乙》"),
    ("a title in 《》", (Text("读《甲》"),), "读《甲》"),
    ("an exclamation before a link", (Text("甲!"), Link(text("乙"), "https://example.org/")), "甲\\![乙](https://example.org/)"),
    ("braces", (Text("{甲|乙}"),), "\\{甲|乙}"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_a_line_of_markdown(content: model.Inlines, expected: str) -> None:
    assert inline_markdown(*content) == expected


def item(*blocks: model.Block | str) -> ListItem:
    return ListItem(tuple(Paragraph(content=text(block)) if isinstance(block, str) else block for block in blocks))


BLOCKS: list[tuple[str, tuple[model.Block | str, ...], str]] = [
    ("headings by level", (heading("甲"), heading("乙", 2)), "# 甲\n\n## 乙"),
    ("list", (List(items=(item("甲"), item("乙"))),), "- 甲\n- 乙"),
    ("list that goes on", (List(items=(item("甲"),), ordered=True, start=4),), "4. 甲"),
    ("nested list", (List(items=(item("甲", List(items=(item("乙"),))),)),), "- 甲\n  - 乙"),
    ("item of two paragraphs", (List(items=(item("甲", "乙"), item("丙"))),), "- 甲\n\n  乙\n\n- 丙"),
    ("two lists that touch", (List(items=(item("甲"),)), List(items=(item("乙"),))), "- 甲\n\n* 乙"),
    ("quotation", (Quote(blocks=(Paragraph(content=text("甲")),), attribution=text("乙")),), "> 甲\n>\n> ——乙"),
    ("box", (model.Box(blocks=(Paragraph(content=text("甲")),), title=text("核心阅读")),), "> **核心阅读**\n>\n> 甲"),
    ("verse", (model.Verse(stanzas=((text("甲"), text("乙")),)),), "甲\\\n乙"),
    ("rule", ("甲", model.Separator(), "乙"), "甲\n\n___\n\n乙"),
    ("code", (CodeBlock(text="a\n\nb", language="python"),), "```python\na\n\nb\n```"),
    ("code with a fence in it", (CodeBlock(text="```"),), "````\n```\n````"),
    ("figure", (Figure(src="a.jpg", alt="甲", caption=text("乙"), credit=text("丙摄")),), "![甲](a.jpg)\n\n*乙*\n\n丙摄"),
    ("caption that is the alternative text", (Figure(src="a.jpg", alt="甲", caption=text("甲")),), "![甲](a.jpg)"),
    ("caption without an image", (Figure(src="", caption=text("图为甲。")),), "图为甲。"),
    ("table",
     (Table(rows=((model.Cell(text("甲"), header=True),), (model.Cell(text("a|b")),)), head=1),),
     "| 甲 |\n| --- |\n| a\\|b |"),
    ("table without a head", (Table(rows=((model.Cell(text("甲")),),)),), "|  |\n| --- |\n| 甲 |"),
    ("spans are empty cells",
     (Table(rows=((model.Cell(text("甲"), rowspan=2), model.Cell(text("乙"), colspan=2)), (model.Cell(text("丙")),)), head=1),),
     "| 甲 | 乙 |  |\n| --- | --- | --- |\n|  | 丙 |  |"),
    ("definition", (model.DefinitionList(items=(model.Definition(text("甲"), (Paragraph(content=text("乙")),)),)),), "甲\n:   乙"),
    ("note", (Paragraph(content=(Text("甲"), Note((Paragraph(content=text("乙")),)))),), "甲[^1]\n\n[^1]: 乙"),
    ("a note's call before a colon",
     (Paragraph(content=(Note((Paragraph(content=text("乙")),)), Text(":甲"))),), "[^1]\\:甲\n\n[^1]: 乙"),
    ("a left-out line", ("甲", model.LeftOut(text="打开APP", reason="app promotion")), "甲"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "expected"), [row[1:] for row in BLOCKS], ids=[row[0] for row in BLOCKS])
def test_blocks_of_markdown(blocks: tuple[model.Block | str, ...], expected: str) -> None:
    assert markdown_of(*blocks) == expected


NASTY = ['甲 "乙"', "a: b # c", "- x", "yes", "3.10", "line\nend", "next\x85line", "sep\u2028", "\\", "'", "{甲}", "　"]


@pytest.mark.parametrize("value", NASTY)
def test_front_matter_is_yaml(value: str) -> None:
    assert yaml.safe_load(f"key: {quoted(value)}") == {"key": value}


def test_header_fields_are_front_matter() -> None:
    article = article_of(
        "正文。", kicker=text("引题——"), deck=text("副题"), bylines=(Byline("陆青禾", "reporter", "本报记者"),),
        dateline="本报临渚6月18日电", date="2024-06-19", source="《临渚日报》",
    )  # fmt: skip
    _, front, _ = write(article, "markdown")[0].decode().split("---\n")
    assert yaml.safe_load(front) == {
        "title": "题目", "kicker": "引题——", "deck": "副题", "byline": "本报记者 陆青禾", "dateline": "本报临渚6月18日电",
        "date": "2024-06-19", "source": "《临渚日报》", "lang": "zh-Hans",
    }  # fmt: skip


CATALOGUED = article_of(
    "渡口的老钟每天敲两遍，头一遍催人上船，后一遍催人回家。",
    publication=Publication(
        identifier="urn:isbn:9787020002207", publisher="栈桥: 出版社", rights="© 2024", licence="https://example.org/by",
        subjects=("水利", "河流、渡口", "yes"), description='两岸的"灯"。', series="江边手记", position="2.5", issue="第3期",
    ),
    bylines=(Byline("沈听雨", "author", None, "Shen Tingyu"), Byline("何畔", "author", None, "no")),
)  # fmt: skip


def test_the_record_is_front_matter_and_comes_back() -> None:
    data, said = write(CATALOGUED, "markdown")
    assert said == []
    found = read_bytes(data, "a.md")
    assert (found.publication, found.bylines, found.diagnostics) == (CATALOGUED.publication, CATALOGUED.bylines, ())


def test_raw_text_has_no_place_for_the_record_and_says_so() -> None:
    said = {remark.values["kind"]: remark.values["count"] for remark in write(CATALOGUED, "text")[1]}
    assert said == {"entries for the catalogue": "9", "readings of names": "2"}


# --- Markdown: read by the standard's parser ------------------------------------------------------------------------
# What stands here comes back the same from CommonMark through HTML; the rest is listed in the writer's table.

WORDS = st.text(
    st.sampled_from("甲乙丙のᄀabc12 　。，“”（）*_`[]<>&#+-=:~|\\{}!().\"'\t$^@%/;"), min_size=1, max_size=12
)
HREFS = st.sampled_from(
    ["https://example.org/", "https://example.org/a(b", "https://example.org/a b", "mailto:a@example.org", "a&b", "*"]
)


def runs(depth: int = 2) -> st.SearchStrategy[Any]:
    leaves: list[st.SearchStrategy[Any]] = [
        st.builds(Text, WORDS),
        st.builds(Text, WORDS),
        st.builds(
            Code, st.text(st.sampled_from("ab`* 甲"), min_size=1, max_size=6).filter(lambda code: code.strip() != "")
        ),
        st.just(model.LineBreak()),
    ]
    if depth:
        inner = st.lists(runs(depth - 1), min_size=1, max_size=3).map(tuple)
        leaves += [st.builds(kind, inner) for kind in (Emphasis, Strong, model.Superscript, model.Subscript)]
        if depth == 2:
            leaves.append(st.builds(Link, st.lists(runs(0), min_size=1, max_size=2).map(tuple), HREFS))
    return st.one_of(leaves)


def settled(content: model.Inlines, inside: tuple[type, ...] = ()) -> model.Inlines:
    """Runs as any reader gives them: texts that touch are one."""
    found: list[Any] = []
    for inline in content:
        if hasattr(inline, "content"):
            inline = msgspec.structs.replace(inline, content=settled(inline.content))
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + inline.text)
        else:
            found.append(inline)
    return tuple(found)


def without_last_breaks(content: model.Inlines) -> model.Inlines:
    while content and isinstance(content[-1], model.LineBreak):
        content = content[:-1]
    return content


PARAGRAPHS = (
    st.lists(runs(), min_size=1, max_size=5)
    .map(lambda run: settled(without_last_breaks(tuple(run))))
    .filter(lambda run: plain_text(run).strip() != "")
    .map(lambda run: Paragraph(content=run))
)


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    items = st.lists(st.builds(ListItem, some), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, blocks=some),
        st.builds(List, items=items),
        st.builds(List, items=items, ordered=st.just(True), start=st.integers(0, 99)),
    )


CODE = st.text(st.sampled_from("ab `~\n#甲"), max_size=12)
FLAT = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    st.builds(CodeBlock, text=CODE),
    st.just(model.Separator()),
)
TREES = st.recursive(FLAT, containers, max_leaves=6)


class AddressesAsTheyAre(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


STANDARD = AddressesAsTheyAre("commonmark").enable("table").use(deflist_plugin)


def through_html(source: str) -> model.Blocks:
    html = STANDARD.render(source)
    # What the parser's own renderer puts between elements for people to read.
    html = re.sub(r"<br />\n", "<br />", html)
    html = re.sub(r"\n(?=</?(?:ul|ol|li|blockquote|p|pre|hr)\b)", "", html)
    html = re.sub(r'<code class="[^"]*">', "<code>", html)
    return blocks_of(re.sub(r"\n</code></pre>", "</code></pre>", html), exact=True)


@settings(max_examples=250, deadline=None)
@given(PARAGRAPHS)
def test_any_paragraph_comes_back_through_commonmark(paragraph: Paragraph) -> None:
    assert through_html(markdown_of(paragraph)) == (paragraph,)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4).map(tuple))
def test_any_blocks_come_back_through_commonmark(blocks: model.Blocks) -> None:
    assert through_html(markdown_of(*blocks)) == blocks


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_any_article_is_written(article: Article) -> None:
    for row in FORMATS:
        data, said = write(article, row.name)
        assert data.endswith(b"\n")
        assert all(remark.severity == "info" for remark in said)


# --- raw text -------------------------------------------------------------------------------------------------------


def text_of(article: Article) -> str:
    return write(article, "text")[0].decode()


def test_a_feature_as_the_press_prints_it() -> None:
    article = article_of(
        Paragraph(content=(Text("白沙溪不长，只有二十三公里。两岸的人家把它当成一本账。"),), role="lead"),
        heading("每天早上七点"),
        "老人先看天，再看水，然后写下一句话。",
        List(items=(item("先看天；"), item("再看水。")), ordered=True),
        Quote(blocks=(Paragraph(content=text("水不记仇，也不记恩。")),), attribution=text("覃有田")),
        Figure(src="images/town.jpg", alt="水乡", caption=text("锦带桥的清晨"), credit=text("摄影：方小雨")),
        model.Separator(),
        Paragraph(content=(Text("姓"), Ruby("覃", "qín"), Text("的人家住在溪东，七年里一页也没有缺过。"))),
        model.Signature(content=text("程在水　六月十八日")),
        kicker=text("七年，四十七本账簿——"),
        headline="一条河的账本",
        deck=text("观测站笔记摘抄"),
        bylines=(Byline("程在水", "author"),),
        dateline="本报白沙溪6月18日电",
        date="2024-06-19",
        source="《临渚日报》副刊",
    )
    assert text_of(article).splitlines() == [
        "七年，四十七本账簿——",
        "一条河的账本",
        "观测站笔记摘抄",
        "作者：程在水",
        "2024年6月19日",
        "来源：《临渚日报》副刊",
        "",
        "　　本报白沙溪6月18日电　白沙溪不长，只有二十三公里。两岸的人家把它当成一本账。",
        "每天早上七点",
        "　　老人先看天，再看水，然后写下一句话。",
        "　　1. 先看天；",
        "　　2. 再看水。",
        "　　　　水不记仇，也不记恩。",
        "　　——覃有田",
        "　　［图 images/town.jpg：锦带桥的清晨／摄影：方小雨］",
        "　　＊　＊　＊",
        "　　姓｜覃《qín》的人家住在溪东，七年里一页也没有缺过。",
        "　　　　　　　　　　　　　　程在水　六月十八日",
    ]


@pytest.mark.parametrize(
    ("language", "indent"), [("zh-Hans", "　　"), ("zh-Hant-TW", "　　"), ("ja", "　"), ("ko", "")]
)
def test_paragraphs_are_indented_as_the_language_has_it(language: str, indent: str) -> None:
    lines = text_of(article_of("甲。", "乙。", language=language)).splitlines()
    assert [line for line in lines[2:] if line] == [f"{indent}甲。", f"{indent}乙。"]
    # Where nothing is indented, blank lines part the paragraphs.
    assert ("" in lines[2:]) == (not indent)


def test_a_line_end_in_a_run_does_not_part_it() -> None:
    assert text_of(article_of("甲\n乙\u2028丙")).endswith("　　甲 乙 丙\n")


def test_a_deck_alone_opens_with_a_dash() -> None:
    assert text_of(article_of("正文。", deck=text("副题"))).splitlines()[1] == "——副题"
    assert text_of(article_of("正文。", deck=text("副题"), kicker=text("引题"))).splitlines()[2] == "副题"


def test_a_year_alone_is_no_line_and_is_told() -> None:
    data, said = write(article_of("正文。", date="2024"), "text")
    assert "2024" not in data.decode()
    assert [(remark.code, remark.values["kind"]) for remark in said] == [("not-converted", "dates without a month")]


RAW = [path for path in SAMPLES if path.suffix == ".txt" and "｜" not in path.read_text("utf-8")]


@pytest.mark.parametrize("source", RAW, ids=lambda path: path.name)
def test_raw_text_comes_back_as_it_was_read(source: Path) -> None:
    article = read(source)
    again = read_bytes(write(article, "text")[0], "again.txt")
    for field in ("kicker", "headline", "bylines", "byline_text", "dateline", "source", "date", "language"):
        assert getattr(again, field) == getattr(article, field), field
    assert bare(again.blocks) == bare(block for block in article.blocks if not isinstance(block, model.LeftOut))


def bare(blocks: Any) -> Any:
    """Blocks without their source lines."""

    def stripped(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: stripped(value) for key, value in node.items() if key != "lines"}
        return [stripped(value) for value in node] if isinstance(node, list | tuple) else node

    return stripped(msgspec.to_builtins(tuple(blocks)))


# --- what is lost ---------------------------------------------------------------------------------------------------


ELSEWHERE = {
    "dates without a month", "kickers", "readings of names", "mark-up in headlines", "entries for the catalogue",
}  # fmt: skip


def test_every_loss_has_its_words_in_both_languages() -> None:
    tables = (markdown._LOSSES, raw_text._LOSSES, ninjs._LOSSES)
    assert {row.what for table in tables for row in table} | ELSEWHERE == set(KINDS)


def test_losses_are_counted_with_the_first_line() -> None:
    article = article_of(
        Paragraph(content=(Emphasis(text("甲")), Emphasis(text("乙"))), lines=(3, 3)),
        Paragraph(content=(Emphasis(text("丙")),), lines=(7, 7)),
    )
    said = write(article, "text")[1]
    assert [(remark.code, remark.line, remark.values) for remark in said] == [
        ("mark-up-flattened", 3, {"format": "text", "kind": "emphasis", "count": "3"})
    ]
    assert "着重" in said[0].text("zh")
