"""Bad input through the Python functions: converted faithfully, or refused by name and place. Nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Published, article_of, heading, publish_both, read, text
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from test_epub import Book, shown
from test_model import ARTICLES
from validators import epubcheck, page_texts, squashed

from publisher.errors import InputError, PublisherError
from publisher.model import (
    SCHEMA,
    Article,
    Box,
    Byline,
    Cell,
    CodeBlock,
    Figure,
    LanguageRun,
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
    from_json,
    to_json,
)  # fmt: skip
from publisher.tree import below


def from_text(source: str, encoding: str = "utf-8") -> Article:
    return read(source.encode(encoding))


def body_of(published: Published) -> str:
    (body,) = Book(published.epub).find("//h:div[@class='body']")
    return shown(body)


# --- text that looks like markup -----------------------------------------------------------------------------------

MARKUP = [
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "{# 注 #}",
    "<script>alert(1)</script>",
    "</p></body></html>",
    "<!-- 注 -->",
    "]]>",
    "<![CDATA[x]]>",
    "&amp;&#1;&nbsp;",
    "<?xml version='1.0'?>",
    "${x} %s %(x)s {0}",
    "\\u4e00 \\e000",
    "* { display: none } */",
    "url(file:///etc/passwd)",
]


@pytest.mark.parametrize("markup", MARKUP)
def test_what_looks_like_markup_is_printed_as_text(made: Callable[..., Published], markup: str) -> None:
    published = made(
        article_of(
            f"前{markup}后", heading(markup), CodeBlock(text=markup), Figure(src="", caption=text(markup)),
            headline=f"题{markup}", kicker=text(markup), deck=text(markup), bylines=(Byline(name=markup),), source=markup,
        )
    )  # fmt: skip
    assert published.diagnostics == ()
    assert body_of(published).count(squashed(markup)) == 4
    drawn = squashed("".join(page_texts("mutool", published.pdf)))
    assert drawn.count(squashed(markup)) >= 8
    assert not Book(published.epub).find("//h:script")


def test_markup_in_pasted_text_is_text_too(made: Callable[..., Published]) -> None:
    article = from_text("题目在这里\n\n  正文里有<script>alert(1)</script>和{{ 7*7 }}，照印不误。\n")
    published = made(article)
    assert "<script>alert(1)</script>" in body_of(published)
    assert "{{7*7}}" in body_of(published)


# --- characters ----------------------------------------------------------------------------------------------------

ILLEGAL = ["\x00", "\x01", "\x08", "\x0b", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff"]


@pytest.mark.parametrize("character", ILLEGAL, ids=lambda character: f"U+{ord(character):04X}")
def test_characters_no_publication_may_hold(made: Callable[..., Published], character: str) -> None:
    """From a text they are dropped or read as a line's end, and both files are made."""
    published = made(from_text(f"题目在这里\n\n  正文前半{character}后半，就是这样。\n"))
    assert "正文前半后半" in body_of(published)
    assert character not in "".join(page_texts("pypdfium2", published.pdf))


@pytest.mark.parametrize("escape", ["\\u0001", "\\u0000", "\\uffff", "\\ud800", "\\udc00", "\\ud83d\\ud83d"])
def test_the_same_from_json(made: Callable[..., Published], escape: str) -> None:
    paragraph = f'{{"type": "paragraph", "content": [{{"type": "text", "text": "正文{escape}后半。"}}]}}'
    headline = f'{{"type": "text", "text": "题{escape}目"}}'
    data = f'{{"$schema": "{SCHEMA}", "headline": [{headline}], "blocks": [{paragraph}]}}'
    published = made(read(data.encode()))
    assert body_of(published) == "正文后半。"
    assert {said.code for said in published.diagnostics} == {"character-removed"}


@pytest.mark.parametrize("character", ["\x01", "\x00", "\ufffe", "\ud800"])
def test_an_article_made_in_python_with_such_characters(made: Callable[..., Published], character: str) -> None:
    """Whoever builds an article by hand goes past the readers: the text is published without them, or refused by name."""
    try:
        published = made(article_of(f"正文{character}后半。", headline=f"题{character}目"))
    except PublisherError as error:
        assert error.code != "engine-failed"
        return
    assert body_of(published) == "正文后半。"


KEPT = [
    "\u200d",
    "\u2060",
    "\u00a0",
    "\u3000",
    "\u00ad",
    "\u202e",
    "\u2028",
    "\u2029",
    "e\u0301",
    "か\u3099",
    "葛\U000e0100",
    "\uf900",
    "\U0002f800",
]


@pytest.mark.parametrize("characters", KEPT, ids=lambda characters: "-".join(f"{ord(each):04X}" for each in characters))
def test_odd_but_lawful_characters_do_not_stop_a_book(made: Callable[..., Published], characters: str) -> None:
    published = made(article_of(f"前{characters}后"))
    assert squashed(characters) in body_of(published)
    told = [said.code for said in published.diagnostics if said.severity == "warning"]
    assert told in ([], ["glyph-missing"], ["sequence-missing"])


# --- addresses, names, places --------------------------------------------------------------------------------------


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "x.html"])
def test_an_unsafe_link_keeps_its_text_and_is_told(made: Callable[..., Published], href: str) -> None:
    paragraph = Paragraph(content=(Text("看"), Link(content=text("这里"), href=href)), lines=(4, 4))
    published = made(article_of(paragraph, Box(blocks=(paragraph,))))
    assert [(said.code, said.line) for said in published.diagnostics] == [("link-refused", 4)] * 2
    assert body_of(published) == "看这里看这里"
    assert href.encode() not in published.pdf.read_bytes()
    assert not Book(published.epub).find("//h:a")


HOSTILE_NAMES = [
    "../../etc/passwd",
    "CON",
    "a/b:c?d*",
    "x" * 4000,
    "甲" * 2000,
    ".",
    "..",
    "\u202e题",
    "~",
    "-rf",
    "\n",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_inside_a_book_never_come_from_the_text(made: Callable[..., Published], name: str) -> None:
    book = Book(made(article_of("正文。", headline=name, bylines=(Byline(name=name),))).epub)
    assert [each for each in book.files if not re.fullmatch(r"[A-Za-z0-9./_-]+", each) or ".." in each] == []


ODD_LANGUAGES = ["", "x", "zh_CN", '"><script>', "中文", "zh-Hans-CN-x-private", "EN", "mul", "und", "a" * 300]


def test_odd_languages(tmp_path: Path) -> None:
    """What is no language tag is refused, or both files are made and valid."""
    books: dict[str, Path] = {}
    for at, language in enumerate(ODD_LANGUAGES):
        run = LanguageRun(content=text("骨"), language=language)
        article = article_of(Paragraph(content=(Text("甲"), run)), language=language)
        try:
            books[language] = publish_both(article, tmp_path / str(at)).epub
        except PublisherError as error:
            assert error.status in (2, 3)
    found = {language: said for language, said in zip(books, epubcheck(list(books.values())), strict=True) if said}
    assert found == {}


# --- pictures ------------------------------------------------------------------------------------------------------


def test_a_missing_picture_leaves_its_description(made: Callable[..., Published], tmp_path: Path) -> None:
    published = made(
        article_of(Figure(src="gone.png", alt="一座桥", caption=text("图说"), lines=(5, 5))), None, tmp_path
    )
    assert [(said.code, said.line) for said in published.diagnostics] == [("image-missing", 5)]
    assert body_of(published) == "一座桥图说"
    assert "一座桥" in squashed("".join(page_texts("pypdfium2", published.pdf)))


# --- size and shape ------------------------------------------------------------------------------------------------


def nested(depth: int) -> Article:
    inner: Paragraph | Quote | List | Box = Paragraph(content=text("最里"))
    for at in range(depth):
        inner = Quote(blocks=(inner,)) if at % 2 else List(items=(ListItem(blocks=(inner,)),))
    return article_of("开头。", inner, "结尾。")


def nested_inlines(depth: int) -> Article:
    inner: Text | Strong = Text("最里")
    for _ in range(depth):
        inner = Strong(content=(inner,))
    return article_of("开头。", Paragraph(content=(inner,)), "结尾。")


@pytest.mark.parametrize("build", [nested, nested_inlines])
@pytest.mark.parametrize("depth", [5, 40, 100, 300])
def test_deep_nesting_is_published_or_refused_by_name(
    tmp_path: Path, build: Callable[[int], Article], depth: int
) -> None:
    try:
        published = publish_both(build(depth), tmp_path)
    except PublisherError as error:
        assert depth > 30, "so little is common"
        assert error.code != "engine-failed", error.message()
        return
    assert body_of(published) == "开头。最里结尾。"


def test_a_paragraph_of_a_hundred_kilobytes(made: Callable[..., Published]) -> None:
    words = "一整段话，从头到尾没有分段；" * 2400
    published = made(article_of(words))
    assert body_of(published) == words
    drawn = squashed("".join(page_texts("mutool", published.pdf)))
    assert drawn.count("没有分段") > 2300
    assert published.diagnostics == ()


def test_a_word_of_twenty_thousand_letters(made: Callable[..., Published]) -> None:
    """It is broken anywhere rather than run off the page."""
    published = made(article_of("w" * 20_000))
    assert "".join(page_texts("pypdfium2", published.pdf)).count("w") == 20_000


WIDE = {
    "many columns": Table(rows=(tuple(Cell(content=text(f"{at}")) for at in range(60)),)),
    "wide spans": Table(rows=((Cell(content=text("甲"), colspan=1000, rowspan=1000),), (Cell(content=text("乙")),))),
    "ragged": Table(rows=((Cell(content=text("甲")),), (), tuple(Cell(content=text("乙")) for _ in range(5)))),
    "more head than rows": Table(rows=((Cell(content=text("甲")),),), head=9),
    "a head alone": Table(rows=((Cell(content=text("甲"), header=True),),), head=1),
    "spans beyond the rows": Table(rows=((Cell(content=text("甲"), rowspan=9), Cell(content=text("乙"))),), head=1),
}


def test_odd_tables_are_set_and_valid(tmp_path: Path) -> None:
    made = [publish_both(article_of(table), tmp_path / str(at)) for at, table in enumerate(WIDE.values())]
    found = {name: said for name, said in zip(WIDE, epubcheck([each.epub for each in made]), strict=True) if said}
    assert found == {}
    for table, published in zip(WIDE.values(), made, strict=True):
        assert body_of(published) == "".join(shown_cell(cell) for row in table.rows for cell in row)


def shown_cell(cell: Cell) -> str:
    return "".join(inline.text for inline in cell.content if isinstance(inline, Text))


def test_two_thousand_blocks(made: Callable[..., Published]) -> None:
    published = made(article_of(*[heading(f"题{at}") if at % 5 == 0 else f"第{at}段。" for at in range(2000)]))
    assert body_of(published).endswith("第1999段。")


# --- anything at all -----------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@example(article_of("甲\f乙", headline="甲\f乙\v丙", source="甲\f乙", bylines=(Byline(name="甲\f乙", reading="a\vb"),)))
@given(ARTICLES)
def test_any_article_is_published_whole_or_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, article: Article
) -> None:
    """No crash, no loss of text, well-formed XML, or a typed error that is not the engine's."""
    try:
        published = publish_both(article, tmp_path_factory.mktemp("any"))
    except PublisherError as error:
        assert error.code != "engine-failed", error.message()
        return
    for name, data in Book(published.epub).files.items():
        if name.endswith((".xhtml", ".opf", ".ncx")):
            etree.fromstring(data)
    assert published.pdf.read_bytes().startswith(b"%PDF-")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        article = read(data)
    except PublisherError as error:
        assert error.status in (2, 3, 6)
        assert error.message("zh")
        return
    assert from_json(to_json(article)) == article


@pytest.mark.parametrize("data", [b"", b" \n\n\t", b"\xef\xbb\xbf", "　\n".encode(), b"{}", b"[]", b"{"])
def test_nothing_to_publish(data: bytes) -> None:
    try:
        article = read(data)
    except InputError as error:
        assert error.status == 3
        return
    # A lone bracket is a text like another; what there is of it must be there.
    assert any(isinstance(node, Text) for node in below((article.headline, article.blocks)))


def test_notes_in_odd_places(made: Callable[..., Published]) -> None:
    """In a heading, a caption, a table, another note: each is called once and set once."""

    def note(words: str) -> Note:
        return Note(blocks=(Paragraph(content=text(words)),))

    published = made(
        article_of(
            Paragraph(content=(Text("段"), note("注一"))),
            Figure(src="", caption=(Text("图"), note("注二"))),
            Table(rows=((Cell(content=(Text("格"), note("注三"))),),), caption=(Text("表"), note("注四"))),
            Quote(blocks=(Paragraph(content=(Ruby(base="引", text="yǐn"), note("注五"))),)),
            headline="题",
        )
    )
    drawn = squashed("".join(page_texts("mutool", published.pdf)))
    for words in ("注一", "注二", "注三", "注四", "注五"):
        assert drawn.count(words) == 1
    assert len(Book(published.epub).find("//h:aside[@role='doc-footnote']")) == 5
    assert published.diagnostics == ()


def test_a_note_in_the_headline_is_not_printed_in_running_heads(made: Callable[..., Published]) -> None:
    note = Note(blocks=(Paragraph(content=text("题注")),))
    article = Article(
        headline=(Text("题目"), note), blocks=tuple(Paragraph(content=text("字" * 900)) for _ in range(3))
    )
    published = made(article)
    assert squashed("".join(page_texts("mutool", published.pdf))).count("题注") == 1
    assert Book(published.epub).metadata("dc:title") == ["题目"]
