"""Runs of inlines as HTML, for paper and for e-readers."""

from __future__ import annotations

import pytest
from conftest import text
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from publisher.clreq import number_pattern
from publisher.model import (
    Block,
    Code,
    Emphasis,
    IndexTerm,
    Inline,
    InlineImage,
    LanguageRun,
    LineBreak,
    Link,
    Note,
    Paragraph,
    ProperName,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    WorkTitle,
)  # fmt: skip
from publisher.render.inlines import InlineRenderer, Medium, plain_text
from publisher.render.reflow import Reflow

IMAGES = {"seal.png": "images/i0001.png"}


def rendered(*content: Inline, medium: Medium = "epub") -> str:
    def blocks(content: tuple[Block, ...]) -> Markup:
        return Markup(
            "".join(f"<p>{plain_text(block.content)}</p>" for block in content if isinstance(block, Paragraph))
        )

    return str(InlineRenderer(medium, blocks, IMAGES)(content))


NOTE = Note(blocks=(Paragraph(content=text("注")),))

CASES: list[tuple[Inline, Medium, str]] = [
    (Text("甲 乙\u3000丙"), "epub", "甲 乙\u3000丙"),
    (Text("<b>&\"'"), "epub", "&lt;b&gt;&amp;&#34;&#39;"),
    (Text("{{ 7*7 }}{% if %}"), "epub", "{{ 7*7 }}{% if %}"),
    (Emphasis(content=text("甲")), "epub", "<em>甲</em>"),
    (Strong(content=text("甲")), "pdf", "<strong>甲</strong>"),
    (Superscript(content=text("2")), "epub", "<sup>2</sup>"),
    (Subscript(content=text("2")), "epub", "<sub>2</sub>"),
    (ProperName(content=text("渚")), "epub", '<span class="proper-name">渚</span>'),
    (WorkTitle(content=text("史")), "epub", '<span class="work-title">史</span>'),
    (Code(text="a<b"), "epub", "<code>a&lt;b</code>"),
    (LineBreak(), "epub", "<br/>"),
    (IndexTerm(content=text("渚")), "epub", '<span class="index-term">渚</span>'),
    (LanguageRun(content=text("骨"), language="ja"), "epub", '<span lang="ja" xml:lang="ja">骨</span>'),
    (LanguageRun(content=text("骨"), language="ja"), "pdf", '<span lang="ja">骨</span>'),
    (LanguageRun(content=text("骨"), language='"><x'), "pdf", '<span lang="&#34;&gt;&lt;x">骨</span>'),
    (Ruby(base="覃", text="qín"), "epub", '<ruby>覃<rt class="latin">qín</rt></ruby>'),
    (
        Ruby(base="覃", text="qín"),
        "pdf",
        '<span class="ruby"><span class="rt latin">qín</span><span class="rb">覃</span></span>',
    ),
    (InlineImage(src="seal.png", alt='印"'), "epub", '<img class="inline" src="images/i0001.png" alt="印&#34;"/>'),
    (InlineImage(src="gone.png", alt="印"), "epub", '<span class="missing-image">印</span>'),
    (
        Link(content=text("甲"), href="https://example.org/?a=1&b=2"),
        "epub",
        '<a href="https://example.org/?a=1&amp;b=2">甲</a>',
    ),
    (NOTE, "epub", '<a class="note-reference" epub:type="noteref" role="doc-noteref" id="r1" href="#n1">1</a>'),
    (NOTE, "html", '<a class="note-reference" role="doc-noteref" id="r1" href="#n1">1</a>'),
    (NOTE, "pdf", '<span class="note">注</span>'),
]


@pytest.mark.parametrize(("inline", "medium", "expected"), CASES)
def test_inline(inline: Inline, medium: Medium, expected: str) -> None:
    assert rendered(inline, medium=medium) == expected


HREFS = [
    # an address, whether it is linked
    ("https://example.org/", True),
    ("HTTP://EXAMPLE.ORG", True),
    ("mailto:a@example.org", True),
    ("https://例え.jp/道?q=甲", True),
    ("javascript:alert(1)", False),
    ("JavaScript:alert(1)", False),
    (" javascript:alert(1)", False),
    ("java\nscript:alert(1)", False),
    ("data:text/html,<b>", False),
    ("file:///etc/passwd", False),
    ("vbscript:x", False),
    ("ftp://example.org", False),
    ("//example.org/x", False),
    ("/etc/passwd", False),
    ("page.html", False),
    ("#x", False),
    ("", False),
    ("http:", False),
    ("http://", False),
    ("https://[bad", False),
    ("https://example.org/\x00", False),
    ("mailto:", False),
]


@pytest.mark.parametrize(("href", "linked"), HREFS)
@pytest.mark.parametrize("medium", ["pdf", "epub", "html"])
def test_only_safe_addresses_are_linked(href: str, linked: bool, medium: Medium) -> None:
    found = rendered(Link(content=text("文字"), href=href), medium=medium)
    assert ("<a " in found) == linked
    assert "文字" in found


XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)


@given(XML_TEXT, XML_TEXT)
def test_any_text_comes_out_as_it_is(one: str, other: str) -> None:
    found = rendered(Text(one), Strong(content=text(other)), Ruby(base=one, text=other), Code(text=other))
    tree = etree.fromstring(f"<p>{found}</p>")
    assert "".join(str(piece) for piece in tree.itertext()) == one + other + one + other + other


def vertical(*content: Inline, digits: int = 2) -> str:
    return str(InlineRenderer("epub", lambda blocks: Markup(""), IMAGES, reflow=Reflow(upright_digits=digits))(content))


UPRIGHT = [
    # a run, what stands upright in it
    ((Text("6月18日"),), ["6", "18"]),
    ((Text("2024年"),), []),
    ((Text("第"), Strong(content=text("12")), Text("回")), ["12"]),
    ((Text("第1"), Strong(content=text("2")), Text("回")), []),
    ((Text("A"), Strong(content=text("4")), Text("纸")), []),
    ((Text("km"), Superscript(content=text("2"))), []),
    ((Ruby(base="三", text="3"), Text("4月")), ["4"]),
    ((Text("真的"), Link(content=text("!?"), href="https://example.org/")), ["!?"]),
    ((Emphasis(content=()), Text("7"), LineBreak(), Text("8")), ["7", "8"]),
    ((Code(text="12"), Text("个")), []),
    ((Text("有注"), NOTE, Text("3条")), ["1", "3"]),
    ((Text("<5>"),), ["5"]),
]


@pytest.mark.parametrize(("content", "expected"), UPRIGHT)
def test_short_numbers_are_marked_where_vertical_lines_flow(content: tuple[Inline, ...], expected: list[str]) -> None:
    tree = etree.fromstring(f'<p xmlns:epub="x">{vertical(*content)}</p>')
    assert tree.xpath("//span[@class='tcy']/text()") == expected
    assert "tcy" not in vertical(*content, digits=0)


PIECES = st.lists(
    st.sampled_from(["1", "23", "2024", "年", "A", "!?", "！？", " ", "%", "-", ".", "<"]), max_size=8
).map("".join)


@given(PIECES, PIECES, PIECES)
def test_marking_numbers_changes_no_text(one: str, other: str, last: str) -> None:
    found = vertical(Text(one), Emphasis(content=(Text(other), LineBreak(), Text(last))), Ruby(base=one, text=other))
    tree = etree.fromstring(f"<p>{found}</p>")
    assert "".join(map(str, tree.itertext())) == one + other + last + one + other
    whole = one + other + "\ufffc" + last + "\ufffc"
    assert [str(each) for each in tree.xpath("//span/text()")] == [
        match[0] for match in number_pattern(2).finditer(whole) if not match.start() < len(one) < match.end()
    ]


def test_notes_are_numbered_in_the_order_of_the_text() -> None:
    renderer = InlineRenderer("epub", lambda blocks: Markup(""), {})
    renderer((NOTE, Text("甲"), Emphasis(content=(NOTE,)), NOTE))
    assert [note.number for note in renderer.notes] == [1, 2, 3]


def test_plain_text_leaves_out_marks_notes_and_readings() -> None:
    content = (
        Text("甲"), Strong(content=(Text("乙"), NOTE)), Ruby(base="丙", text="bǐng"), LineBreak(), Code(text="丁"),
        InlineImage(src="", alt="戊"), Link(content=text("己"), href=""),
    )  # fmt: skip
    assert plain_text(content) == "甲乙丙丁戊己"
