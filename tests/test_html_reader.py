"""What a saved web page is taken for: golden folders of whole pages, and tables of single conventions.

`ACCEPT=1 pytest tests/test_html_reader.py -k golden` renews the golden files; look at the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import PublisherError
from publisher.model import (
    Article,
    Code,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    LeftOut,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Printed,
    Quote,
    Ruby,
    Separator,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Verse,
)  # fmt: skip
from publisher.options import ReadOptions
from publisher.readers import choose, read_bytes, read_file
from publisher.readers.html.decoding import declared, decode_page
from publisher.readers.html.dom import MOST_LEVELS, Element, parse
from publisher.readers.html.images import address
from publisher.readers.html.info import Info, read_info
from publisher.readers.html.metadata import metadata, without_site
from publisher.readers.html.runs import collapsed, runs
from publisher.tree import nodes

GOLDEN = Path(__file__).parent / "golden" / "web"
T = TypeVar("T")
TITLE = "<h1>码头的早市</h1>"
ONE = "清晨的码头上，渔船一条接一条靠岸，岸边的人把冰块铲进木箱，谁也顾不上说话。"
TWO = "太阳出来以前，鱼贩的秤已经摆好，买主提着灯一筐一筐地看，价钱在袖子里谈。"
BODY = f"<p>{ONE}</p><p>{TWO}</p>"


def read(html: str | bytes, **options: object) -> Article:
    data = html.encode() if isinstance(html, str) else html
    return read_bytes(data, "page.html", ReadOptions(**options))  # type: ignore[arg-type]


def page(inside: str, *, title: str = TITLE, head: str = "") -> Article:
    """The article of a plain page whose text is `inside` between two paragraphs."""
    return read(f"<html><head>{head}</head><body><div>{title}<p>{ONE}</p>{inside}<p>{TWO}</p></div></body></html>")


def codes(article: Article) -> list[str]:
    return [remark.code for remark in article.diagnostics]


def blocks_of(article: Article, kind: type[T]) -> list[T]:
    return [block for block in article.blocks if isinstance(block, kind)]


def readings(article: Article, *roles: str) -> list[str]:
    return [entry.text for entry in article.reading if entry.role in roles]


def words(article: Article) -> str:
    return "".join(node.text for node, _ in nodes(article) if isinstance(node, Text))


# --- whole pages -----------------------------------------------------------------------------------------------------


def described(article: Article) -> list[str]:
    """The header fields as printed, then `line role text` for each entry."""
    fields = [(name, getattr(article.printed, name)) for name in Printed.__struct_fields__]
    rows = [f"{entry.lines[0]} {entry.role} {entry.text[:32]}" for entry in article.reading]
    return [*(f"{name}: {value}" for name, value in fields if value), "", *rows]


@pytest.mark.parametrize("case", sorted(GOLDEN.iterdir()), ids=lambda case: case.name)
def test_golden_page(case: Path) -> None:
    found = described(read_file(case / "input.html"))
    if os.environ.get("ACCEPT"):
        (case / "expected.txt").write_text("\n".join(found) + "\n", "utf-8")
    assert found == (case / "expected.txt").read_text("utf-8").splitlines()


def test_the_sample_has_what_pages_have() -> None:
    article = read_file(ROOT / "data" / "samples" / "lamps.html")
    assert article.printed.deck == "三十年，他让一条街的灯都亮着"
    assert article.printed.source == "柳溪晚报"
    assert {type(block) for block in article.blocks} >= {Figure, Heading, List, Paragraph, Quote, Table}
    assert {Ruby, Note, Link} <= {type(node) for node, _ in nodes(article)}
    assert set(codes(article)) <= {"page-surroundings", "list-markers", "left-out", "header-unset"}
    assert "热门排行" not in words(article)


# --- is it a page, and in what encoding -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (b"<!DOCTYPE html><p>", "x", "html"),
        (b"\xef\xbb\xbf\n<html lang=zh>", "x", "html"),
        (b"<!-- saved from url=(0014)about:internet -->\n<HTML>", "-", "html"),
        ("\ufeff<!doctype html>".encode("utf-16-le"), "x", "html"),
        (b"plain", "x.htm", "html"),
        (b"<p> is the first tag", "x", "text"),
        (b"<htmlish>", "x", "text"),
    ],
    ids=["doctype", "mark", "comment", "utf-16", "suffix", "paragraph", "other-tag"],
)
def test_a_page_is_told(data: bytes, name: str, format_name: str) -> None:
    assert choose(data, name).name == format_name


@pytest.mark.parametrize(
    ("start", "label"),
    [
        ('<meta charset="gb2312">', "gb2312"),
        ('<META http-equiv="Content-Type" content="text/html; charset=Big5">', "big5"),
        ("<meta charset=x-sjis>", "shift_jis"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=iso-8859-1>", None),
        ('<?xml version="1.0" encoding="gbk"?><html>', "gbk"),
        ("<!-- <meta charset=big5> --><meta charset=utf-8>", "utf-8"),
        ("<p>charset=gbk", None),
    ],
)
def test_the_declared_encoding(start: str, label: str | None) -> None:
    assert declared(start.encode()) == label


@pytest.mark.parametrize(
    ("codec", "label", "encoding", "said"),
    [
        ("gb18030", "gb2312", "gb18030", []),
        ("big5", "big5", "big5", []),
        ("utf-8", "gb2312", "utf-8", ["page-encoding-wrong"]),
        ("gb18030", "utf-8", "gb18030", ["page-encoding-wrong", "encoding-guessed"]),
        ("utf-8", "no-such", "utf-8", ["page-encoding-wrong"]),
        ("utf-8-sig", "gbk", "utf-8", []),
    ],
    ids=["label-means-more", "right", "converted", "mislabelled", "unknown", "mark-wins"],
)
def test_a_page_is_believed_where_its_bytes_agree(codec: str, label: str, encoding: str, said: list[str]) -> None:
    # More text than a detector needs, in characters that both legacy encodings have.
    text = "清晨的水上，人在木船前，有一大把的冰在水中，太多的人不在家，大家都到水上來看天，一起走路回去。" * 4
    found = decode_page(f"<meta charset={label}><p>{text}".encode(codec), None)
    assert (found.encoding, [remark.code for remark in found.diagnostics]) == (encoding, said)
    assert text in found.text


def test_the_callers_encoding_wins() -> None:
    assert decode_page("<meta charset=big5><p>码头的早市".encode("gb18030"), "gb18030").encoding == "gb18030"


# --- white space and runs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["  甲 \n 乙  "], ["甲乙"]),
        (["甲  乙"], ["甲 乙"]),
        (["word\nword"], ["word word"]),
        (["가\n나"], ["가 나"]),
        (["甲 ", " 乙"], ["甲 ", "乙"]),
        (["　　甲", "乙\u00a0\u00a0"], ["甲", "乙"]),
        (["甲\n", "乙"], ["甲", "乙"]),
        (["\n", " "], ["", ""]),
    ],
    ids=["line-end-in-chinese", "spaces", "latin", "korean", "over-edges", "indent", "line-end-at-edge", "nothing"],
)
def test_white_space_collapses(pieces: list[str], shown: list[str]) -> None:
    assert collapsed(pieces) == shown


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>一<p>二", ["一", "二"]),
        ("<div>一<br>二<br><br>三</div>", ["一", "二", "三"]),
        ("<font>　　一。<br>　　二。</font>", ["一。", "二。"]),
        ("<p>一。　　二。</p>", ["一。", "二。"]),
        ("<span><p>一</p><p>二</p></span>", ["一", "二"]),
        ("<b>一<p>二</b>三", ["一", "二三"]),
        ("<table><tr><td>一<td>二</table>", ["一", "二"]),
        ("一<div>二</div>三", ["一", "二", "三"]),
        ("<p>一<!-- 注 -->二<script>x</script>三</p>", ["一二三"]),
    ],
    ids=["unclosed", "breaks", "indents", "glued", "blocks-in-inline", "misnested", "cells", "loose", "never-content"],
)
def test_runs_end_at_blocks_and_breaks(html: str, texts: list[str]) -> None:
    assert [run.text for run in runs(parse(html).body)] == texts


# --- the article on the page --------------------------------------------------------------------------------------------

MENU = "<ul>" + "".join(f'<li><a href="{n}.html">城里的第{n}条新闻在这里</a></li>' for n in range(12)) + "</ul>"


@pytest.mark.parametrize(
    "html",
    [
        f"<div class=menu>{MENU}</div><div class=x>{TITLE}<div>{BODY}</div></div><div>{MENU}</div>",
        f"<table><tr><td>{MENU}<td>{TITLE}{ONE}<br><br>{TWO}</table>",
        f"<form>{MENU}<article>{TITLE}<section><div>{ONE}</div><div>{TWO}</div></section></article></form>",
        f"<div>{TITLE}</div>{MENU}<div id=js_content style='visibility:hidden'>{BODY}</div>",
        f"<div class='comments-open'>{TITLE}{BODY}</div><div class=sidebar><p>{ONE[:20]}。</p>{MENU}</div>",
        f"{TITLE}<blockquote>{BODY}</blockquote>{MENU}",
    ],
    ids=["divs", "layout-table", "form-around-all", "hidden-body", "misleading-name", "indenting-quote"],
)
def test_the_article_is_found(html: str) -> None:
    article = read(html)
    assert article.printed.headline == "码头的早市"
    assert readings(article, "paragraph") == [ONE, TWO]
    assert "城里的第" not in words(article)


def test_what_is_outside_is_counted() -> None:
    said = next(remark for remark in read(f"{MENU}<div>{TITLE}{BODY}</div>").diagnostics)
    assert (said.code, said.values["count"]) == ("page-surroundings", "12")


@pytest.mark.parametrize(
    "inside",
    [
        "<div class=share>分享到：<a href=#>微信</a></div>",
        "<div class=bdsharebuttonbox><a href=#>更多</a></div>",
        "<ul><li><a href=1>另一篇文章的题目</a></li><li><a href=2>又一篇文章的题目</a></li></ul>",
        "<p><a href=1>另一篇文章的题目</a></p>",
        "<p>【关联阅读】</p><div class=related><a href=1>另一篇文章的题目</a></div>",
        "<div class='ad-box'><a href=1>买船模的都来这里看看</a></div>",
        "<div class=qrcode><p>扫码关注我们</p></div>",
        "<p>（请继续往下阅读）</p>",
        "<div style='display:none'>看不见的字</div>",
    ],
    ids=["share", "platform", "link-list", "link", "related", "advertisement", "qr", "call", "hidden"],
)
def test_furniture_in_the_article_is_left_out(inside: str) -> None:
    article = page(inside)
    published = [text for text in readings(article, "paragraph", "heading", "list_item") if "关联阅读" not in text]
    assert published == [ONE, TWO]
    assert all(block.text and block.reason for block in blocks_of(article, LeftOut))


def test_sources_of_the_author_are_no_furniture() -> None:
    links = "<ul><li><a href='https://example.org/1'>渔港志</a></li><li><a href='https://example.org/2'>潮汐表</a></li></ul>"
    assert readings(page(f"<h3>参考文献</h3>{links}"), "list_item") == ["渔港志", "潮汐表"]


# --- headline and info line ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "site", "headline"),
    [
        ("码头的早市_社会_海边新闻网", "", "码头的早市"),
        ("码头的早市 - 海边日报", "", "码头的早市"),
        ("海边日报 | 码头的早市开张了没有人知道", "", "码头的早市开张了没有人知道"),
        ("码头的早市--图片--海边网", "", "码头的早市"),
        ("早市-夜市之间", "", "早市-夜市之间"),
        ("码头的早市（海边日报）", "海边日报）", "码头的早市"),
    ],
)
def test_the_sites_name_leaves_the_title(title: str, site: str, headline: str) -> None:
    assert without_site(title, site) == headline


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        (f"<title>码头的早市-海边网</title><div><font size=5>码头的早市</font></div>{BODY}", "码头的早市"),
        (f"<title>海边网</title><h1>海边网</h1><h1>码头的早市</h1>{BODY}", "海边网"),
        (f"<title>海边网 码头的早市</title><h1><a href=/>海边</a></h1><h2>码头的早市</h2>{BODY}", "码头的早市"),
        (f"<meta property='og:title' content='码头的早市'><div>{BODY}</div>", "码头的早市"),
        (f"<h1>码头的早市<br>天亮以前</h1>{BODY}", "码头的早市 天亮以前"),
        (f"<title>码头|早市</title><h1><ruby>码头<rt>mǎtóu</rt></ruby>早市</h1>{BODY}", "码头mǎtóu早市"),
    ],
    ids=["no-heading", "site-as-title", "logo-as-heading", "nowhere-printed", "two-lines", "ruby"],
)
def test_the_headline(html: str, headline: str) -> None:
    assert read(html).printed.headline == headline


@pytest.mark.parametrize(
    ("html", "info"),
    [
        ("<p>2019年06月18日10:21　来源：海边日报</p>", Info("2019年06月18日10:21", "海边日报")),
        ("<p><span>2019-06-18 10:21:33</span><span>来源：<a href=/>海边日报</a></span><span>作者：田野</span>",
         Info("2019-06-18 10:21:33", "海边日报", "田野")),
        ("<p>发布时间：2016-11-22　浏览次数：33　信息来源：市海洋局", Info("2016-11-22", "市海洋局")),
        ("<p class=source><a href=/>Harbour News</a> 3/9(木) 18:45配信</p>", Info("3/9(木) 18:45", "Harbour News")),
        ("<p><span class=author>著者：石田花子</span></p>", Info("", "", "石田花子")),
        ("<p>입력 2019-03-02 09:00 | 수정 2019-03-02 11:30</p>", Info("2019-03-02 09:00")),
        ("<p>最終更新：2018年9月14日 18時05分</p>", Info("2018年9月14日 18時05分", updated=True)),
        ("<p>記者許阿海／台南報導</p>", Info("", "", "記者許阿海／台南報導")),
        ("<p>文｜田野</p>", Info("", "", "田野")),
        ("<p>渔船靠岸的时候，天还没有亮，谁也顾不上说话。</p>", None),
        ("<p>这条路修于2019年6月18日，" + "从码头一直通到山脚下的村子，两边种着柳树，" * 4, None),
    ],
    ids=["one-line", "elements", "office", "japanese-portal", "label", "korean", "updated", "taiwan",
         "bar", "prose", "date-in-prose"],
)  # fmt: skip
def test_the_info_line(html: str, info: Info | None) -> None:
    assert read_info(next(runs(parse(html).body))) == info


def test_a_date_in_pieces() -> None:
    article = read(f"<div>{TITLE}</div><div><div>2019</div><div>06/18</div><div>10:21</div></div><div>{BODY}</div>")
    assert article.printed.date == "2019 06/18 10:21"


def test_what_is_printed_wins_over_metadata() -> None:
    meta = "<meta name=author content=网站><meta property='article:published_time' content='2020-01-01T00:00:00Z'>"
    printed = read(f"{meta}{TITLE}<p>2019-06-18 10:21 作者：田野</p><div>{BODY}</div>").printed
    assert (printed.date, printed.byline) == ("2019-06-18 10:21", "田野")
    assert read(f"{meta}{TITLE}<div>{BODY}</div>").printed.date == "2020-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "script",
    ['{"@type":"NewsArticle","author":{"name":"田野"}}', '[{"@type":["NewsArticle"],"author":[{"name":"田野"}]}]',
     '{"@graph":[{"@type":"WebPage"},{"@type":"BlogPosting","author":"田野"}]}'],
)  # fmt: skip
def test_json_ld(script: str) -> None:
    assert metadata(parse(f"<script type='application/ld+json'>{script}</script>")).hinted == {"byline": "田野"}


@pytest.mark.parametrize(
    "script", ["{", "[" * 5000, "null", '"x"', '{"@type":1}', '{"@type":"Article","author":[[[]]]}']
)
def test_broken_json_ld_is_nothing(script: str) -> None:
    assert metadata(parse(f"<script type='application/ld+json'>{script}</script>")).hinted == {}


# --- inlines --------------------------------------------------------------------------------------------------------------


def content(html: str) -> Inlines:
    """The inlines of the paragraph that `html` makes between two others."""
    return blocks_of(page(f"<p>{html}</p>"), Paragraph)[1].content


@pytest.mark.parametrize(
    ("html", "inlines"),
    [
        ("船<b>靠</b>岸了，人来了。", (Text("船"), Strong((Text("靠"),)), Text("岸了，人来了。"))),
        ("船<em>靠</em>岸了，人来了。", (Text("船"), Emphasis((Text("靠"),)), Text("岸了，人来了。"))),
        ("船<span style='font-weight:700'>靠</span>岸了。", (Text("船"), Strong((Text("靠"),)), Text("岸了。"))),
        ("船，H<sub>2</sub>O和x<sup>2</sup>。",
         (Text("船，H"), Subscript((Text("2"),)), Text("O和x"), Superscript((Text("2"),)), Text("。"))),
        ("见<a href='https://example.org/a'>此处</a>，人来了。",
         (Text("见"), Link((Text("此处"),), "https://example.org/a"), Text("，人来了。"))),
        ("见<a href='javascript:steal()' onclick='x()'>此处</a>，人来了。", (Text("见此处，人来了。"),)),
        ("见<a href='../relative.html'>此处</a>，人来了。", (Text("见此处，人来了。"),)),
        ("键入<code>a  b</code>，人来了。", (Text("键入"), Code("a b"), Text("，人来了。"))),
        ("船<ruby>靠<rt>kào</rt>岸<rt>àn</rt></ruby>了，好。", (Text("船"), Ruby("靠", "kào"), Ruby("岸", "àn"), Text("了，好。"))),
        ("船<ruby><rb>靠</rb><rp>(</rp><rt>kào</rt><rp>)</rp></ruby>了，好。", (Text("船"), Ruby("靠", "kào"), Text("了，好。"))),
        ("船<ruby>靠岸<rt>kào àn</ruby>了，好。", (Text("船"), Ruby("靠岸", "kàoàn"), Text("了，好。"))),
        ("船<ruby>靠</ruby>岸了，好。", (Text("船靠岸了，好。"),)),
        ("船<blink onload=x>靠</blink><iframe src=//x></iframe>岸了，好。", (Text("船靠岸了，好。"),)),
    ],
    ids=["strong", "emphasis", "styled", "sub-super", "link", "script-link", "relative-link", "code", "mono-ruby", "rb-rp",
         "group-ruby", "no-reading", "unknown-tags"],
)  # fmt: skip
def test_inlines(html: str, inlines: Inlines) -> None:
    assert content(html) == inlines


def test_nothing_of_the_pages_own_code_is_left() -> None:
    article = page(
        "<p onclick='x()' style='x'>人来了，又走了。<img src=x.png onerror=alert(1) width=9></p><base href='//e/'>"
    )
    assert "alert" not in str(article.blocks) and "onclick" not in str(article.blocks)


# --- blocks ---------------------------------------------------------------------------------------------------------------


def test_headings_by_tag_by_bold_and_by_number() -> None:
    more = "".join(f"{head}<p>{ONE}</p>" for head in ("<h3>天亮以前</h3>", "<h4>灯</h4>", "<p><b>秤和价钱</b></p>"))
    article = page(more)
    assert readings(article, "heading") == ["天亮以前", "灯", "秤和价钱"]
    assert [block.level for block in blocks_of(article, Heading)][:2] == [1, 2]


def test_bold_is_nothing_where_all_is_bold() -> None:
    article = read(f"{TITLE}<p><b>{ONE}</b></p><p><b>渔市</b></p><p><b>{TWO}</b></p><p><b>{ONE}</b></p>")
    assert not any(entry.rule == "heading-strong" for entry in article.reading)


def test_lists() -> None:
    found = blocks_of(page("<ol start=3><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>"), List)[0]
    assert (found.ordered, found.start, len(found.items)) == (True, 3, 2)
    assert isinstance(found.items[0].blocks[1], List)


def test_a_definition_list() -> None:
    found = blocks_of(page("<dl><dt>潮</dt><dd>海水涨落。</dd></dl>"), DefinitionList)[0]
    assert found.items[0].term == (Text("潮"),)


def test_a_quotation_and_code_and_a_rule() -> None:
    article = page("<blockquote><p>灯亮着。</p></blockquote><pre>一\n  二</pre><hr>")
    assert [type(block).__name__ for block in article.blocks] == [
        "Paragraph",
        "Quote",
        "CodeBlock",
        "Separator",
        "Paragraph",
    ]
    assert len(blocks_of(article, Separator)) == 1


def table(html: str) -> Table:
    return blocks_of(page(f"<table>{html}</table>"), Table)[0]


def test_a_table_keeps_heads_spans_and_breaks() -> None:
    found = table("<tr><th>鱼<th>价</tr><tr><td rowspan=2>黄鱼<td>八<br>元</tr><tr><td>九元</td></tr>")
    assert found.head == 1
    assert found.rows[1][0].rowspan == 2
    assert found.rows[1][1].content == (Text("八"), LineBreak(), Text("元"))


def test_spans_are_cut_to_the_real_grid_and_short_rows_filled() -> None:
    article = page("<table><tr><td colspan=1000000 rowspan=99999>鱼<td>价</tr><tr><td>一<td>二</tr><tr><td>三</table>")
    found = blocks_of(article, Table)[0]
    assert max(cell.colspan for row in found.rows for cell in row) <= 1000
    assert max(cell.rowspan for row in found.rows for cell in row) <= 3
    assert "page-table-clamped" in codes(article)


def test_a_layout_table_is_no_table() -> None:
    article = read(f"{TITLE}<table><tr><td>{ONE}</td><td><table><tr><td>{TWO}</td></tr></table></td></tr></table>")
    assert not blocks_of(article, Table)
    assert readings(article, "paragraph") == [ONE, TWO]


def test_verse_in_the_middle() -> None:
    lines = "".join(f"<p style='text-align:center'>{line}</p>" for line in ("潮来灯满港，", "潮去月满船。"))
    assert len(blocks_of(page(lines), Verse)[0].stanzas[0]) == 2


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ("<sup><a href='#n1'>1</a></sup>", "<ol><li id=n1>注文。<a href='#r1'>↩</a></li></ol>"),
        ("<a href='#n1'>[1]</a>", "<p><a name=n1></a>[1] 注文。</p>"),
        ("<a href='#n1'>①</a>", "<div id=n1><p>① 注文。</p></div>"),
    ],
)
def test_a_note_goes_to_its_place(call: str, note: str) -> None:
    article = read(f"<div>{TITLE}<p>{ONE}{call}</p><p>{TWO}</p>{note}</div>")
    found = [node for node, _ in nodes(article) if isinstance(node, Note)]
    assert found == [Note((Paragraph(content=(Text("注文。"),)),))]
    assert readings(article, "paragraph")[1] == "注文。"


# --- pictures ---------------------------------------------------------------------------------------------------------------

CAPTIONS = {
    "figure": "<figure><img src=a.jpg><figcaption>说明</figcaption></figure>",
    "named": "<p><img src=a.jpg></p><p class=pic-desc>说明</p>",
    "named-inline": "<p><img src=a.jpg><i class=desc>说明</i></p>",
    "small-print": "<p><img src=a.jpg></p><p><font color=navy>说明</font></p>",
    "in-the-middle": "<p align=center><img src=a.jpg></p><p align=center>说明</p>",
    "in-one-frame": "<div><div class=x><img src=a.jpg></div><p>说明</p></div>",
    "by-words": "<p><img src=a.jpg></p><p>图为靠岸的渔船。</p>",
}


@pytest.mark.parametrize("html", CAPTIONS.values(), ids=CAPTIONS)
def test_captions(html: str) -> None:
    article = page(html)
    (figure,) = blocks_of(article, Figure)
    assert figure.src == "a.jpg"
    assert figure.caption
    assert len(readings(article, "caption")) == 1


def test_a_paragraph_under_a_picture_is_no_caption() -> None:
    article = page(f"<p><img src=a.jpg></p><p>{ONE}</p>")
    assert blocks_of(article, Figure)[0].caption == ()
    assert readings(article, "paragraph") == [ONE, ONE, TWO]


@pytest.mark.parametrize(
    ("attributes", "src"),
    [
        ({"src": "page_files/a.jpg"}, "page_files/a.jpg"),
        ({"src": "./a%20b.jpg?v=2#x"}, "a b.jpg"),
        ({"src": "blank.gif", "data-original": "a.jpg"}, "a.jpg"),
        ({"src": "data:image/gif;base64,R0lGOD", "data-src": "https://example.org/a.jpg"}, "https://example.org/a.jpg"),
        ({"srcset": "s.jpg 480w, l.jpg 1200w"}, "l.jpg"),
        ({"src": "loading.png", "data-noscript-src": "a.jpg"}, "a.jpg"),
        ({"src": "//example.org/a.jpg"}, "//example.org/a.jpg"),
        ({"src": "javascript:x()"}, ""),
        ({"src": "data:text/html;base64," + "A" * 500}, ""),
        ({"src": "data:image/png;base64," + "A" * 500}, "data:image/png;base64," + "A" * 500),
        ({"src": "file:///etc/passwd"}, ""),
        ({}, ""),
    ],
    ids=["beside", "escapes", "late", "late-remote", "srcset", "noscript", "no-scheme", "script", "data-page", "data-image",
         "file", "none"],
)  # fmt: skip
def test_an_images_address(attributes: dict[str, str], src: str) -> None:
    assert address(Element("img", attributes, None)) == src


def test_pixels_and_buttons_are_no_pictures() -> None:
    article = page("<p><img src=count.gif width=1 height=1></p><p><img src=b.png width=16 height=16></p>")
    assert not blocks_of(article, Figure)
    assert "page-image-dropped" in codes(article)


def test_images_on_the_web_are_kept_and_said() -> None:
    article = page("<figure><img src='https://example.org/a.jpg'><figcaption>说明</figcaption></figure>")
    assert blocks_of(article, Figure)[0].src == "https://example.org/a.jpg"
    assert "page-image-remote" in codes(article)


# --- bad input --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("", "empty-source"),
        (" \n\t", "empty-source"),
        ("<nav><a href=/>首页</a><a href=/n>新闻</a></nav>", "no-content"),
        (TITLE, "no-content"),
        ("<!--", "no-content"),
        ("<script>" * 100, "no-content"),
        ("<" * 1000, "no-content"),
    ],
    ids=["empty", "white", "navigation", "title-alone", "open-comment", "scripts", "brackets"],
)
def test_pages_without_an_article(html: str, code: str) -> None:
    with pytest.raises(PublisherError) as fault:
        read(html)
    assert fault.value.code == code
    assert fault.value.file == "page.html"


@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "span", "table><tr><td", "b", "section"])
def test_deep_nesting_is_flattened(tag: str) -> None:
    article = read(f"{TITLE}{BODY}" + f"<{tag}>" * 4000 + f"<p>{ONE}</p>")
    assert readings(article, "paragraph", "list_item", "quote").count(ONE) == 2
    assert "page-nesting" in codes(article) or tag == "b"


def test_the_tree_is_bounded() -> None:
    body = parse("<div>" * 3000 + "底").body
    assert max(len(list(element.ancestors())) for element in body.elements()) <= MOST_LEVELS


def test_characters_that_come_in_as_references_are_dropped() -> None:
    article = page("<p>船&#1;靠岸了，人来了。&#xFFFF;</p>")
    assert "船靠岸了，人来了。" in readings(article, "paragraph")
    assert codes(article).count("character-removed") == 2


def test_lines_are_the_sources() -> None:
    article = read(f"<html>\n<script>\nvar a = '{ONE}';\n</script>\n{TITLE}\n\n<p>{ONE}</p>\n<!--\n-->\n<p>\n{TWO}</p>")
    assert [entry.lines for entry in article.reading] == [(5, 5), (7, 7), (11, 11)]


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class=share>", "<div class=article-content>", "</div>", "<table>", "<tr>", "<td colspan=9>", "</table>",
     "<ul>", "<li>", "</ul>", "<b>", "</b>", "<a href=x>", "<a href='#n'>1</a>", "<p id=n>", "</a>", "<ruby>", "<rt>", "<rb>",
     "</ruby>", "<img src=a.jpg>", "<figure>", "<figcaption>", "<h1>", "</h1>", "<h2>", "<br>", "<hr>", "<dl>", "<dt>", "<dd>",
     "<blockquote>", "<pre>", "<!--", "-->", "<script>", "</script>", "&nbsp;", "&#0;", "&lt;", "\x00", "2019-06-18 来源：海边报",
     "一、渔市", "相关阅读", "责任编辑：田野", "　　", "\n", ONE, TWO, "船", "<center>", "<font color=red>", "<span style='x'>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_reading_raises_nothing_but_publisher_errors(html: str) -> None:
    try:
        article = read(html)
    except PublisherError:
        return
    assert all(0 <= entry.confidence <= 1 for entry in article.reading)


@given(
    st.lists(
        st.sampled_from([ONE, TWO, f"<b>{ONE}</b>", f"{ONE}<br>{TWO}", f"<span>{TWO}</span>"]), min_size=2, max_size=12
    )
)
def test_every_character_of_the_body_is_kept(parts: list[str]) -> None:
    article = read(f"{TITLE}<div>" + "".join(f"<p>{part}</p>" for part in parts) + "</div>")
    kept = "".join(_texts(article))
    assert kept.count(ONE) == sum(part.count(ONE) for part in parts)
    assert kept.count(TWO) == sum(part.count(TWO) for part in parts)


def _texts(article: Article) -> Iterator[str]:
    return (node.text for node, _ in nodes(article) if isinstance(node, Text))
