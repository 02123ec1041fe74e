"""Whatever the text, nothing is lost and nothing breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.errors import PublisherError
from publisher.inspection import contract, line_table, outline, table_text
from publisher.model import (
    Article,
    Block,
    Box,
    Credit,
    Figure,
    Heading,
    LeftOut,
    List,
    Paragraph,
    Quote,
    Signature,
    Verse,
    from_json,
    to_json,
)  # fmt: skip
from publisher.options import ReadOptions
from publisher.readers import read_bytes
from publisher.readers.characters import ILLEGAL, LINE_END
from publisher.tree import plain_text

PIECES = [
    "渔村的清晨", "海风吹过田野，谷子一天天黄了，收割的日子也就近了，家家都在磨镰刀。", "\u3000\u3000", "  ",
    "    ", "\t", "\xa0", "&nbsp;", "——", "：", "□ 本报记者 方小雨", "·方远·", "2020年5月1日",
    "来源：海岸新闻网", "本报石浦1月7日电 （记者方小雨）", "一、", "（一）", "1.", "2、", "①",
    "\u7b2c\u4e09\u7ae0\u3000", "■", "● ", "▲", "• ", "问：", "答：", "图为", "摄", "（责任编辑：李木）",
    "＊＊＊", "---", "◇", "……", "下一页", "[1] [2]", "打开APP", "相关阅读", "核心阅读", "编者按：",
    "「そうか」", "바다", "。", "？", "”", "（作者为", "）", "\x0b", "\u2028", "\x85", "\ufeff", "\x00",
    "\ufffe", "\u200b", "{{ x }}", "<script>", "http://www.x.com", "記者方小雨／台北報導", "謹識", "A", "9",
]  # fmt: skip
LINE = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
TEXT = st.lists(st.one_of(LINE, LINE, st.text(max_size=30)), max_size=14)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
SOURCES = st.builds(lambda lines, end: end.join(lines), TEXT, BREAKS)
OPTIONS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Roles whose text is a block's; the others are header fields, and rules have no text.
BODY_ROLES = {"paragraph", "heading", "list_item", "quote", "caption", "credit", "verse", "boilerplate"}
MARKERS = re.compile(r"^(?:[0-9０-９]{1,3}[、．.]|[^\w\s])\s*")


def read(text: str) -> Article | None:
    """The article, or None where the text holds none."""
    try:
        return read_bytes(text.encode("utf-8", "replace"), "x.txt", ReadOptions())
    except PublisherError as error:
        assert error.message("zh")
        return None


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading | Credit | Signature):
            yield plain_text(block.content)
        elif isinstance(block, Figure):
            yield plain_text(block.caption)
        elif isinstance(block, LeftOut):
            yield block.text
        elif isinstance(block, Box):
            yield plain_text(block.title)
            yield from texts(block.blocks)
        elif isinstance(block, Quote):
            yield from texts(block.blocks)
            yield plain_text(block.attribution)
        elif isinstance(block, List):
            for item in block.items:
                yield from texts(item.blocks)
        elif isinstance(block, Verse):
            yield from (plain_text(line) for stanza in block.stanzas for line in stanza)


def bare(text: str) -> str:
    """Without white space, visible or not."""
    return re.sub(r"[\s\u200b\u2060]+", "", text)


@OPTIONS
@given(st.binary(max_size=400))
def test_bytes_give_an_article_or_a_publisher_error(data: bytes) -> None:
    try:
        read_bytes(data, "x")
    except PublisherError as error:
        assert error.file == "x" or error.status == 2


@OPTIONS
@given(SOURCES)
def test_every_line_is_read_once_and_in_order(text: str) -> None:
    article = read(text)
    if article is None:
        return
    lines = LINE_END.split(ILLEGAL.sub("", text.encode("utf-8", "replace").decode("utf-8-sig")))
    expected = [number for number, line in enumerate(lines, 1) if line.strip()]
    said = [number for entry in article.reading for number in range(entry.lines[0], entry.lines[1] + 1)]
    assert [number for number in said if lines[number - 1].strip()] == expected
    assert len(said) == len(set(said))


@OPTIONS
@given(SOURCES)
def test_the_text_of_body_lines_survives_in_the_model(text: str) -> None:
    article = read(text)
    if article is None:
        return
    credits = {block.lines for block in article.blocks if isinstance(block, Credit)}
    items = {item.lines for block in article.blocks if isinstance(block, List) for item in block.items}
    # The marks of list items are the page's, which `list-markers` reports.
    expected = [
        bare(MARKERS.sub("", entry.text) if entry.lines in items else entry.text)
        for entry in article.reading
        if entry.role in BODY_ROLES or entry.lines in credits
    ]
    assert "".join(expected) == "".join(bare(said) for said in texts(article.blocks))
    assert bool(items) == ("list-markers" in {remark.code for remark in article.diagnostics})


@OPTIONS
@given(SOURCES)
def test_json_is_the_same_article(text: str) -> None:
    article = read(text)
    if article is not None:
        assert from_json(to_json(article)) == article


@OPTIONS
@given(SOURCES)
def test_inspection_shows_any_article(text: str) -> None:
    article = read(text)
    if article is not None:
        assert contract("x", article)["article"]["model"]["$schema"] == article.schema
        assert outline(article, "zh")
        assert len(table_text(line_table(article, "zh"))) == len(article.reading) + 1


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_reading_is_a_function_of_the_bytes(text: str) -> None:
    assert read(text) == read(text)
