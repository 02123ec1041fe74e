"""Word documents: what their styles, numbers, notes, tables and changes mean, and what is no Word document at all."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from publisher.assets import load_assets
from publisher.containers import Container, kind_of, resolved
from publisher.errors import InputError, LimitError, PublisherError
from publisher.model import (
    Article,
    Block,
    Box,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    InlineImage,
    Inlines,
    LeftOut,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from publisher.options import ReadOptions
from publisher.publication import Publication
from publisher.readers.press.inlines import plain_text
from publisher.readers.word import read
from publisher.readers.word.numbering import number
from publisher.readers.word.symbols import symbol

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="报社小标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="wps"><w:name w:val="标题 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ja"><w:name w:val="見出し 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ko"><w:name w:val="제목 1"/></w:style>
<w:style w:type="paragraph" w:styleId="not"><w:name w:val="正文大字"/>
<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="圈"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="s"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="code"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="bold"><w:name w:val="黑体段"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""


def levels(*rows: tuple[str, str]) -> str:
    """The levels of a list: how each counts, and how its number is printed."""
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(rows)
    )


NUMBERING = f"""<w:numbering {NAMESPACES}>
<w:abstractNum w:abstractNumId="0">
{levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%2.%3"))}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{levels(("bullet", "•"), ("bullet", "–"), ("decimal", "%3."))}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{levels(("decimal", "%1."), ("lowerLetter", "%2)"))}</w:abstractNum>
<w:abstractNum w:abstractNumId="3">{levels(("chineseCounting", "第%1章"))}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
</w:numbering>"""
FOOTNOTES = f"""<w:footnotes {NAMESPACES}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 见《港务旧录》。</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
ENDNOTES = f"""<w:endnotes {NAMESPACES}><w:endnote w:id="1"><w:p><w:r><w:t>据船工口述。</w:t></w:r></w:p>
<w:p><w:r><w:t>记于冬日。</w:t></w:r></w:p></w:endnote></w:endnotes>"""

OPENING = "清晨六点，渡口的雾还没有散，摆渡的人已经把缆绳解了下来。"
SECOND = "对岸的码头上站着几个赶早集的人，筐里的菜还带着露水。"
NAME = "渡口.docx"


def png(size: tuple[int, int] = (8, 6)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, "PNG")
    return out.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def relations(*rows: tuple[str, str, str, bool]) -> str:
    """Rows of id, kind, target, whether it is outside."""
    inner = "".join(
        f'<Relationship Id="{uid}" Type="{RELATION}/{kind}" Target="{target}" TargetMode="{"External" if out else "Internal"}"/>'
        for uid, kind, target, out in rows
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def parts_of(body: str, **more: str | bytes) -> dict[str, str | bytes]:
    """The parts of a document with this body; `more` are parts of `word/`, `header1` for `word/header1.xml`."""
    rows = [
        ("styles", "styles", "styles.xml", False), ("numbering", "numbering", "numbering.xml", False),
        ("footnotes", "footnotes", "footnotes.xml", False), ("endnotes", "endnotes", "endnotes.xml", False),
        ("image", "image", "media/image1.png", False), ("web", "hyperlink", "https://example.org/ferry", True),
        ("script", "hyperlink", "javascript:alert(1)", True), ("linked", "image", "https://example.org/a.png", True),
        ("gone", "image", "NULL", False), ("outside", "image", "../../../etc/passwd", False),
        *((name, name.rstrip("0123456789"), f"{name}.xml", False) for name in more if name != "core"),
    ]  # fmt: skip
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("main", "officeDocument", "word/document.xml", False)),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*rows),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": FOOTNOTES,
        "word/endnotes.xml": ENDNOTES,
        "word/media/image1.png": png(),
    }
    return found | {f"word/{name}.xml": data for name, data in more.items()}


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a string without mark-up is a run of its own."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def numbered(uid: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{uid}"/></w:numPr>'


def field(instruction: str, result: str = "") -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    inner = separate + (result if result.startswith("<") else run(result)) if result else ""
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{inner}{end}"


TITLE = p("渡口三十年", style="t")


def article(*body: str, **more: str | bytes) -> Article:
    """The article of a document with a title, these blocks, and two paragraphs around them."""
    text = TITLE + p(OPENING) + "".join(body) + p(SECOND)
    return read(zipped(parts_of(text, **more)), NAME, ReadOptions())


def inner(found: Article) -> tuple[Block, ...]:
    """The blocks between the first paragraph and the last."""
    assert plain_text(found.headline) == "渡口三十年"
    plain = [
        place
        for place, block in enumerate(found.blocks)
        if isinstance(block, Paragraph) and plain_text(block.content) in (OPENING, SECOND)
    ]
    assert len(plain) == 2, found.blocks
    return found.blocks[plain[0] + 1 : plain[1]]


def only(found: Article) -> Block:
    (block,) = inner(found)
    return block


def content(*runs: str) -> Inlines:
    """The inlines of one paragraph."""
    block = only(article(p("前文", *runs, "后文，船就这样开了。")))
    assert isinstance(block, Paragraph)
    assert block.content[0] == Text("前文") or plain_text(block.content).startswith("前文")
    return block.content


def codes(found: Article) -> dict[str, str]:
    """The diagnostics by code, with how many of the kind there are."""
    return {said.code: said.values.get("count", "") for said in found.diagnostics}


# --- what other programs make ------------------------------------------------------------------------------------------


def test_a_document_of_python_docx() -> None:
    made = docx.Document()
    made.add_heading("渡口三十年", 0)
    made.add_paragraph("本报记者 江一帆")
    made.add_paragraph(OPENING)
    made.add_heading("船工老何", 1)
    made.add_paragraph("老何十九岁上船，", style="Normal").add_run("一撑就是三十年。").bold = True
    made.add_picture(io.BytesIO(png((40, 30))))
    made.add_paragraph("图为老何的渡船。江一帆摄")
    for text in ("早班六点", "晚班九点"):
        made.add_paragraph(text, style="List Number")
    table = made.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("班次", "时刻", "早班", "六点"), strict=True
    ):
        cell.text = text
    made.add_paragraph(SECOND)
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue(), NAME, ReadOptions())
    assert plain_text(found.headline) == "渡口三十年"
    assert [byline.name for byline in found.bylines] == ["江一帆"]
    assert [type(block) for block in found.blocks] == [Paragraph, Heading, Paragraph, Figure, List, Table, Paragraph]
    assert found.format == "docx"
    assert {said.code for said in found.diagnostics} <= {"list-markers"}


def test_the_lines_are_the_printed_paragraphs() -> None:
    found = article(p("第二段在这里，说一说船。"), "<w:p/>", p("第三段在这里，说一说水。"))
    assert [(entry.lines, entry.text) for entry in found.reading] == [
        ((1, 1), "渡口三十年"),
        ((2, 2), OPENING),
        ((3, 3), "第二段在这里，说一说船。"),
        ((4, 4), "第三段在这里，说一说水。"),
        ((5, 5), SECOND),
    ]


# --- titles and headings -----------------------------------------------------------------------------------------------

HEADINGS: dict[str, tuple[str, int]] = {
    "heading 1": (p("船工", style="1"), 1),
    "based on it": (p("船工", style="own"), 1),
    "in Chinese, by WPS": (p("船工", style="wps"), 1),
    "in Japanese": (p("船工", style="ja"), 1),
    "in Korean": (p("船工", style="ko"), 1),
    "a level of its own": (p("船工", properties='<w:outlineLvl w:val="0"/>'), 1),
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_headings(kind: str) -> None:
    xml, level = HEADINGS[kind]
    found = only(article(xml))
    assert isinstance(found, Heading)
    assert (found.content, found.level) == ((Text("船工"),), level)


def test_levels_go_down_and_the_highest_is_the_first() -> None:
    found = inner(article(p("甲章", style="2"), p(OPENING[:-1] + "，等着。"), p("乙章", style="2")))
    assert [block.level for block in found if isinstance(block, Heading)] == [1, 1]
    found = inner(article(p("甲章", style="1"), p("乙节", style="2"), p("这一节的话说得不多，只有一句。")))
    assert [block.level for block in found if isinstance(block, Heading)] == [1, 2]


@pytest.mark.parametrize("style", ["not", "loop", "gone"])
def test_styles_that_make_no_heading(style: str) -> None:
    assert isinstance(only(article(p("这一段只是字大了一些，并不是标题。", style=style))), Paragraph)


def test_a_subtitle_is_the_deck() -> None:
    body = TITLE + p("一条河与三代船工", style="s") + p(OPENING) + p(SECOND)
    found = read(zipped(parts_of(body)), NAME, ReadOptions())
    assert plain_text(found.deck) == "一条河与三代船工"


def test_the_only_heading_of_the_highest_level_is_the_headline() -> None:
    body = p("渡口三十年", style="1") + p(OPENING) + p("船工", style="2") + p(SECOND)
    found = read(zipped(parts_of(body)), NAME, ReadOptions())
    assert plain_text(found.headline) == "渡口三十年"
    assert [block.level for block in found.blocks if isinstance(block, Heading)] == [1]


def test_without_styles_the_largest_type_is_the_headline() -> None:
    large = p(run("渡口三十年", '<w:sz w:val="44"/>'), properties='<w:jc w:val="center"/>')
    more = "".join(p(f"第{place}段说的是河上的事，一年又一年。") for place in "二三四五六七")
    found = read(
        zipped(parts_of(p("河上旧事") + large + p("本报记者 江一帆") + p(OPENING) + more)), NAME, ReadOptions()
    )
    assert plain_text(found.headline) == "渡口三十年"


# --- runs --------------------------------------------------------------------------------------------------------------

DOTS = '<w:em w:val="dot"/>'
RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>わたし</w:t></w:r></w:rt><w:rubyBase>"
    "<w:r><w:t>渡</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
INLINES: dict[str, tuple[str, Inlines]] = {
    "bold": (run("船", "<w:b/>"), (Strong((Text("船"),)),)),
    "bold by a character style": (run("船", '<w:rStyle w:val="strong"/>'), (Strong((Text("船"),)),)),
    "bold turned off": (run("船", '<w:b w:val="0"/>'), (Text("船"),)),
    "italic": (run("船", "<w:i/>"), (Emphasis((Text("船"),)),)),
    "emphasis dots": (run("船", DOTS), (Emphasis((Text("船"),)),)),
    "no dots": (run("船", '<w:em w:val="none"/>'), (Text("船"),)),
    "bold and dots": (run("船", f"<w:b/>{DOTS}"), (Strong((Emphasis((Text("船"),)),)),)),
    "raised": (run("2", '<w:vertAlign w:val="superscript"/>'), (Superscript((Text("2"),)),)),
    "lowered": (run("2", '<w:vertAlign w:val="subscript"/>'), (Subscript((Text("2"),)),)),
    "underlined, coloured, large": (run("船", '<w:u w:val="single"/><w:color w:val="FF0000"/><w:sz w:val="44"/>'), (Text("船"),)),
    "runs cut by corrections": (run("船") + run("工"), (Text("船工"),)),
    "ruby": (RUBY, (Ruby("渡", "わたし"),)),
    "ruby as a field": (field(r'EQ \* jc0 \* hps10 \o\ad(\s\up 9(わたし),渡)'), (Ruby("渡", "わたし"),)),
    "a number in a circle": (field(r"eq \o\ac(○,3)"), (Text("③"),)),
    "a link": (f'<w:hyperlink r:id="web">{run("船期")}</w:hyperlink>', (Link((Text("船期"),), "https://example.org/ferry"),)),
    "a link as a field": (
        field(' HYPERLINK "https://example.org/b" ', "船期"),
        (Link((Text("船期"),), "https://example.org/b"),),
    ),
    "a place in the document": (f'<w:hyperlink w:anchor="x">{run("船期")}</w:hyperlink>', (Text("船期"),)),
    "a reference": (field("REF ship", "船期"), (Text("船期"),)),
    "a simple field": (f'<w:fldSimple w:instr="TITLE">{run("船期")}</w:fldSimple>', (Text("船期"),)),
    "a tab": ("<w:r><w:tab/></w:r>", (Text("　"),)),
    "hyphens": ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", (Text("ab‑c"),)),
    "a symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', (Text("✓"),)),
    "a Greek letter": ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', (Text("α"),)),
    "a content control": (f"<w:sdt><w:sdtContent>{run('船期')}</w:sdtContent></w:sdt>", (Text("船期"),)),
    "its prompt": (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点此输入')}</w:sdtContent></w:sdt>", ()),
    "a smart tag": (f"<w:smartTag>{run('船期')}</w:smartTag>", (Text("船期"),)),
    "a footnote": ('<w:r><w:footnoteReference w:id="1"/></w:r>', (Note((Paragraph(content=(Text("见《港务旧录》。"),)),)),)),
    "an endnote of two paragraphs": (
        '<w:r><w:endnoteReference w:id="1"/></w:r>',
        (Note((Paragraph(content=(Text("据船工口述。"),)), Paragraph(content=(Text("记于冬日。"),)))),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", INLINES)
def test_inlines(kind: str) -> None:
    xml, expected = INLINES[kind]
    before, after = Text("前文"), Text("后文，船就这样开了。")
    joined: list[object] = []
    for inline in (before, *expected, after):
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    assert content(xml) == tuple(joined)


def test_an_inserted_run_is_taken_and_a_deleted_one_is_not() -> None:
    changed = f"<w:ins>{run('新写的')}</w:ins><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走的')}</w:moveFrom><w:moveTo>{run('移来的')}</w:moveTo>"
    found = article(p("前文", changed, moved, "后文，船就这样开了。"))
    block = only(found)
    assert isinstance(block, Paragraph)
    assert plain_text(block.content) == "前文新写的移来的后文，船就这样开了。"
    assert codes(found) == {"word-insertions": "2", "word-deletions": "2"}


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    joined = article(p("前半句话，", properties="<w:rPr><w:del/></w:rPr>"), p("后半句话，船开了。"))
    assert [plain_text(block.content) for block in inner(joined) if isinstance(block, Paragraph)] == [
        "前半句话，后半句话，船开了。"
    ]


def test_hidden_text_is_kept_and_not_published() -> None:
    found = article(p("前文", run("仅供编辑参考", "<w:vanish/>"), "后文，船就这样开了。"))
    text, aside = inner(found)
    assert isinstance(text, Paragraph)
    assert plain_text(text.content) == "前文后文，船就这样开了。"
    assert isinstance(aside, LeftOut)
    assert (aside.text, aside.reason) == ("仅供编辑参考", "hidden text")
    assert codes(found) == {"left-out": ""}


def test_line_breaks_part_lines_but_not_a_sentence_torn_at_a_page_width() -> None:
    breaking = "<w:r><w:br/></w:r>"
    found = inner(article(p("第一句在这里说完了。", breaking, "第二句也在这里说完了。")))
    assert [plain_text(block.content) for block in found if isinstance(block, Paragraph)] == [
        "第一句在这里说完了。",
        "第二句也在这里说完了。",
    ]
    torn = "这一行写到三十几个字就到了纸边，于是写信的人按下了换行键，把一句话"
    (block,) = inner(article(p(torn, breaking, "断成了两行。")))
    assert isinstance(block, Paragraph)
    assert plain_text(block.content) == f"{torn}断成了两行。"


def test_a_page_break_is_no_line_break() -> None:
    assert content('<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r>') == (Text("前文后文，船就这样开了。"),)


def test_links_that_are_no_web_addresses_lose_them() -> None:
    found = article(p("前文", f'<w:hyperlink r:id="script">{run("点我")}</w:hyperlink>', "后文，船就这样开了。"))
    block = only(found)
    assert isinstance(block, Paragraph)
    assert block.content == (Text("前文点我后文，船就这样开了。"),)
    assert codes(found) == {"link-refused": ""}


def test_a_field_that_never_ends_takes_nothing_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    found = article(
        p("这一段之后有一个坏域。", begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'),
        p("坏域之后的一段还在这里。"),
    )
    assert "坏域之后的一段还在这里。" in [
        plain_text(block.content) for block in inner(found) if isinstance(block, Paragraph)
    ]


COUNTED = {
    "page numbers": (p("第", field("PAGE", "3"), "页上的话，说完了。"), "word-fields"),
    "a formula": (p("公式是", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "，如此而已。"), "word-formulas"),
    "a formula as a field": (p("公式是", field(r"EQ \f(1,2)"), "，如此而已。"), "word-formulas"),
    "a lost note": (p("注没有了。", '<w:r><w:footnoteReference w:id="99"/></w:r>'), "word-notes-missing"),
    "another file": (p("附件在此。") + '<w:altChunk r:id="x"/>', "word-objects"),
    "a linked image": (
        p("图在别处。", '<w:r><w:drawing><a:blip r:link="linked"/></w:drawing></w:r>'),
        "word-linked-images",
    ),
    "an unknown symbol": (p("符号", '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', "在此。"), "word-symbol"),
    "a character no text may hold": (p("前\ufdd0后，说完了。"), "character-removed"),
}


@pytest.mark.parametrize("kind", COUNTED)
def test_what_is_not_published_is_told(kind: str) -> None:
    xml, code = COUNTED[kind]
    assert codes(article(xml)) == {code: "1"}


# --- numbers and lists -------------------------------------------------------------------------------------------------


def test_the_number_of_a_heading_comes_back() -> None:
    found = article(
        p("来历", style="1", properties=numbered(1)), p(OPENING[:-1] + "了。"), p("今日", style="1", properties=numbered(1)),
        p("细说", style="2", properties=numbered(1, 1)), p("第三级在这里说一说。", properties=numbered(1, 2)),
    )  # fmt: skip
    assert [plain_text(block.content) for block in inner(found) if isinstance(block, Heading)] == [
        "一、来历",
        "二、今日",
        "（一）细说",
    ]


def shape(block: Block) -> object:
    """A list as nested Python lists; its start in front if it counts."""
    if isinstance(block, List):
        return [block.start if block.ordered else "•", *([shape(each) for each in item.blocks] for item in block.items)]
    assert isinstance(block, Paragraph)
    return plain_text(block.content)


LISTS: dict[str, tuple[tuple[tuple[int, int, str], ...], list[object]]] = {
    "bullets": (((2, 0, "甲"), (2, 0, "乙")), [["•", ["甲"], ["乙"]]]),
    "numbers": (((3, 0, "甲"), (3, 0, "乙")), [[1, ["甲"], ["乙"]]]),
    "a start of its own": (((4, 0, "甲"), (4, 0, "乙")), [[5, ["甲"], ["乙"]]]),
    "nested": (
        ((2, 0, "甲"), (2, 1, "子"), (2, 1, "丑"), (2, 0, "乙")),
        [["•", ["甲", ["•", ["子"], ["丑"]]], ["乙"]]],
    ),
    "three deep": (((2, 0, "甲"), (2, 1, "子"), (2, 2, "寅")), [["•", ["甲", ["•", ["子", [1, ["寅"]]]]]]]),
    "letters under numbers stay printed": (((3, 0, "甲"), (3, 1, "子"), (3, 0, "乙")), [[1, ["甲", "a) 子"], ["乙"]]]),
    "two lists": (
        ((2, 0, "甲"), (2, 0, "乙"), (3, 0, "丙"), (3, 0, "丁")),
        [["•", ["甲"], ["乙"]], [1, ["丙"], ["丁"]]],
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_lists(kind: str) -> None:
    items, expected = LISTS[kind]
    found = article("".join(p(text, properties=numbered(uid, depth)) for uid, depth, text in items))
    assert [shape(block) for block in inner(found)] == expected
    assert [entry.role for entry in found.reading if entry.text in "甲乙子丑寅丙丁"] == ["list_item"] * len(items)


def test_a_number_alone_between_paragraphs_is_printed_again() -> None:
    found = inner(
        article(
            p("先说来历，话要从头讲起。", properties=numbered(1)),
            p("中间隔着一段话，说得很长。"),
            p("再说今日，船还在开着。", properties=numbered(1)),
        )
    )
    texts = [plain_text(block.content) for block in found if isinstance(block, Paragraph | Heading)]
    assert texts == ["一、先说来历，话要从头讲起。", "中间隔着一段话，说得很长。", "二、再说今日，船还在开着。"]


NUMBERS = [
    ("chineseCounting", 1, "一"), ("chineseCounting", 10, "十"), ("chineseCounting", 12, "十二"), ("chineseCounting", 21, "二十一"),
    ("chineseCountingThousand", 103, "一百〇三"), ("chineseCountingThousand", 110, "一百一十"), ("ideographDigital", 21, "二一"),
    ("chineseLegalSimplified", 11, "壹拾壹"), ("ideographLegalTraditional", 3, "參"), ("ideographTraditional", 2, "乙"),
    ("ideographTraditional", 11, "11"), ("decimalEnclosedCircle", 3, "③"), ("decimalFullWidth", 12, "１２"), ("upperRoman", 9, "IX"),
    ("lowerRoman", 14, "xiv"), ("lowerLetter", 27, "aa"), ("upperLetter", 3, "C"), ("decimalZero", 7, "07"), ("iroha", 3, "ハ"),
    ("aiueo", 2, "イ"), ("ganada", 2, "나"), ("japaneseCounting", 20, "二十"), ("decimal", 7, "7"), ("unheard-of", 7, "7"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "value", "printed"), NUMBERS)
def test_numbers_as_they_are_written(form: str, value: int, printed: str) -> None:
    assert number(value, form) == printed


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Symbol", "61", "α"),
        ("Arial", "2014", "—"),
        ("Webdings", "F021", None),
        ("Symbol", "zz", None),
        ("Arial", "D800", None),
    ],
)
def test_symbols(font: str, code: str, shown: str | None) -> None:
    assert symbol(font, code) == shown


# --- tables and boxes --------------------------------------------------------------------------------------------------


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if not text.startswith('<') else text}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def test_a_table_with_spans_and_a_head() -> None:
    down, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = article(
        table(
            row(cell("班次", '<w:gridSpan w:val="2"/>'), cell("船"), properties="<w:tblHeader/>"),
            row(cell("早", down), cell("六点"), cell("一号")),
            row(cell("", below), cell("七点"), cell("二号")),
        )
    )
    block = only(found)
    assert isinstance(block, Table)
    assert block.head == 1
    assert [[(plain_text(c.content), c.colspan, c.rowspan, c.header) for c in r] for r in block.rows] == [
        [("班次", 2, 1, True), ("船", 1, 1, True)],
        [("早", 1, 2, False), ("六点", 1, 1, False), ("一号", 1, 1, False)],
        [("七点", 1, 1, False), ("二号", 1, 1, False)],
    ]
    assert [entry.text for entry in found.reading][2:5] == ["班次  船", "早  六点  一号", "七点  二号"]


def test_paragraphs_in_a_cell_are_its_lines() -> None:
    block = only(article(table(row(cell(p("早") + p("晚")), cell("船")), row(cell("六点"), cell("一号")))))
    assert isinstance(block, Table)
    assert block.rows[0][0].content == (Text("早"), LineBreak(), Text("晚"))


def test_a_table_in_a_table_is_told_in_its_cell() -> None:
    inside = table(row(cell("内一"), cell("内二")), row(cell("内三"), cell("内四")))
    found = article(table(row(cell(inside + p("尾")), cell("船")), row(cell("六点"), cell("一号"))))
    block = only(found)
    assert isinstance(block, Table)
    assert plain_text(block.rows[0][0].content) == "内一　内二\n内三　内四\n尾"
    assert codes(found) == {"word-tables-nested": "1"}


def test_a_table_of_one_cell_is_a_box() -> None:
    block = only(article(table(row(cell(p(run("背景", "<w:b/>")) + p("渡口始建于上世纪五十年代。"))))))
    assert isinstance(block, Box)
    assert block.title == (Strong((Text("背景"),)),)
    assert [plain_text(each.content) for each in block.blocks if isinstance(each, Paragraph)] == [
        "渡口始建于上世纪五十年代。"
    ]


def test_a_table_that_holds_a_picture_is_a_layout() -> None:
    found = inner(article(table(row(cell(p(drawing()))), row(cell("图为清晨的渡口。江一帆摄")))))
    assert [type(block) for block in found] == [Figure]
    assert isinstance(found[0], Figure)
    assert plain_text(found[0].caption) == "图为清晨的渡口。江一帆摄"


def test_a_caption_by_its_style_goes_to_the_table() -> None:
    data = table(row(cell("早"), cell("六点")), row(cell("晚"), cell("九点")))
    for xml in (p("表1　班次", style="c") + data, data + p("表1　班次", style="c")):
        block = only(article(xml))
        assert isinstance(block, Table)
        assert plain_text(block.caption) == "表1　班次"


def text_box(inner_xml: str) -> str:
    """A text box as Word writes it: for itself, and again for older programs."""
    box = f"<w:txbxContent>{inner_xml}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}"
        f"</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_a_box_and_stands_once() -> None:
    found = inner(
        article(p("框旁边的一段话，说完了。", text_box(p("船讯", style="2") + p("今日北风。") + p("明日停航。"))))
    )
    assert [type(block) for block in found] == [Paragraph, Box]
    assert isinstance(found[1], Box)
    assert plain_text(found[1].title) == "船讯"
    assert len(found[1].blocks) == 2


def test_a_text_box_of_one_line_stands_for_itself() -> None:
    found = inner(article(p("框旁边的一段话，说完了。", text_box(p("框里只有这一句话。")))))
    assert [type(block) for block in found] == [Paragraph, Paragraph]


def test_a_page_laid_out_in_text_boxes_is_no_box() -> None:
    inside = p("渡口三十年", style="t") + p(OPENING) + p(SECOND)
    found = read(zipped(parts_of(p(text_box(inside)))), NAME, ReadOptions())
    assert plain_text(found.headline) == "渡口三十年"
    assert [type(block) for block in found.blocks] == [Paragraph, Paragraph]


# --- pictures ----------------------------------------------------------------------------------------------------------


def drawing(alt: str = "", height: int = 3_000_000, uid: str = "image") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="3000000" cy="{height}"/><wp:docPr id="1" name="x" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><a:blip r:embed="{uid}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


SRC = "渡口.docx!word/media/image1.png"


def test_a_picture_and_the_caption_under_it() -> None:
    found = article(p(drawing("清晨的渡口")), p("图为清晨的渡口。江一帆摄"))
    block = only(found)
    assert isinstance(block, Figure)
    assert (block.src, block.alt, plain_text(block.caption)) == (SRC, "清晨的渡口", "图为清晨的渡口。江一帆摄")
    assert [entry.role for entry in found.reading] == ["headline", "paragraph", "caption", "paragraph"]


def test_a_centred_line_under_a_picture_is_its_caption() -> None:
    block = only(article(p(drawing()), p("渡口的清晨", properties='<w:jc w:val="center"/>')))
    assert isinstance(block, Figure)
    assert plain_text(block.caption) == "渡口的清晨"


def test_a_caption_above_by_its_style() -> None:
    block = only(article(p("图1　渡口", style="c"), p(drawing())))
    assert isinstance(block, Figure)
    assert plain_text(block.caption) == "图1　渡口"


def test_what_word_calls_a_picture_is_no_description() -> None:
    block = only(article(p(drawing("图片 3"))))
    assert isinstance(block, Figure)
    assert block.alt == ""


def test_a_picture_as_high_as_a_character_stands_in_its_line() -> None:
    assert content(drawing("印", height=200_000)) == (
        Text("前文"),
        InlineImage(SRC, "印"),
        Text("后文，船就这样开了。"),
    )


def test_an_old_picture() -> None:
    block = only(article(p('<w:r><w:pict><v:shape alt="渡口"><v:imagedata r:id="image"/></v:shape></w:pict></w:r>')))
    assert isinstance(block, Figure)
    assert (block.src, block.alt) == (SRC, "渡口")


def test_the_writers_find_the_picture_in_the_document(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(zipped(parts_of(TITLE + p(OPENING) + p(drawing()) + p(SECOND))))
    found = read((tmp_path / NAME).read_bytes(), str(tmp_path / NAME), ReadOptions())
    assets = load_assets(found, tmp_path)
    assert assets.diagnostics == ()
    assert assets.images[SRC].data == png()


@pytest.mark.parametrize("uid", ["gone", "outside"])
def test_a_picture_that_is_not_in_the_document(uid: str, tmp_path: Path) -> None:
    """Word itself leaves targets such as `NULL`; one that leads out of the package names nothing at all."""
    found = article(p("图不见了的一段话，说完了。", drawing(uid=uid)))
    (tmp_path / NAME).write_bytes(zipped(parts_of("")))
    missing = [said.code for said in (*found.diagnostics, *load_assets(found, tmp_path).diagnostics)]
    assert missing in (["image-missing"], ["word-linked-images"])


# --- other parts of a document -----------------------------------------------------------------------------------------


def test_quotes_code_and_rules() -> None:
    found = inner(
        article(
            p("河水不问来人。", style="q"), p("人也不问河水。", style="q"), p("print(1)", style="code"), p("print(2)", style="code"),
            p(properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>'),
        )
    )  # fmt: skip
    assert [type(block) for block in found] == [Quote, CodeBlock, Separator]
    assert isinstance(found[0], Quote)
    assert len(found[0].blocks) == 2
    assert isinstance(found[1], CodeBlock)
    assert found[1].text == "print(1)\nprint(2)"


def test_the_documents_own_contents_are_kept_and_not_published() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = article(
        p(begin, run("船工"), "<w:r><w:tab/></w:r>", field("PAGEREF x", "3")),
        p("今日　5"),
        p(end),
        p("今后　7", style="toc1"),
    )
    asides = inner(found)
    assert [block.reason for block in asides if isinstance(block, LeftOut)] == ["table of contents"] * len(asides)
    assert codes(found) == {"left-out": ""}
    assert [entry.role for entry in found.reading][2:-1] == ["boilerplate"] * len(asides)


def test_headers_footers_and_comments_are_kept_and_not_published() -> None:
    header = f"<w:hdr {NAMESPACES}>{p('栈桥日报内部稿')}</w:hdr>"
    comments = f'<w:comments {NAMESPACES}><w:comment w:id="0">{p("此处核实。")}</w:comment></w:comments>'
    found = article(
        p("有批注的话。", '<w:r><w:commentReference w:id="0"/></w:r>'),
        header1=header,
        footer1=header.replace("hdr", "ftr"),
        comments=comments,
    )
    assert [(block.text, block.reason) for block in found.blocks if isinstance(block, LeftOut)] == [
        ("栈桥日报内部稿", "page header or footer"),
        ("此处核实。", "comment"),
    ]
    assert codes(found) == {"left-out": ""}


def core(title: str = "", creator: str = "", more: str = "") -> dict[str, str | bytes]:
    xml = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>{more}'
        "</c:coreProperties>"
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    related = relations(("main", "officeDocument", "word/document.xml", False)).replace(
        "</Relationships>", f'<Relationship Id="core" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
    )
    return {"docProps/core.xml": xml, "_rels/.rels": related}


AUTHORS = {
    "江一帆": ["江一帆"],
    "Administrator": [],
    "微软用户": [],
    "python-docx": [],
    "lenovo": [],
    "a@b.example": [],
    "": [],
}


@pytest.mark.parametrize("creator", AUTHORS)
def test_the_documents_author_is_the_articles_only_if_it_is_a_name(creator: str) -> None:
    found = read(zipped(parts_of(TITLE + p(OPENING) + p(SECOND)) | core(creator=creator)), NAME, ReadOptions())
    assert [byline.name for byline in found.bylines] == AUTHORS[creator]


@pytest.mark.parametrize(
    ("properties", "publication"),
    [
        ("<c:keywords>水利; 河流，渡口</c:keywords>", Publication(subjects=("水利", "河流", "渡口"))),
        ("<dc:subject>水利</dc:subject><c:category>特写</c:category>", Publication(subjects=("水利", "特写"))),
        ("<dc:identifier>ISBN 978-7-02-000220-7</dc:identifier>", Publication(identifier="urn:isbn:9787020002207")),
        ("<dc:identifier>DOC-7</dc:identifier><dc:description>未定稿</dc:description>", Publication()),
    ],
)
def test_the_documents_properties_are_for_the_catalogue(properties: str, publication: Publication) -> None:
    parts = parts_of(TITLE + p(OPENING) + p(SECOND)) | core(more=properties)
    assert read(zipped(parts), NAME, ReadOptions()).publication == publication


def test_a_printed_byline_stands_above_the_documents_author() -> None:
    parts = parts_of(TITLE + p("本报记者 何晚舟") + p(OPENING) + p(SECOND)) | core(creator="江一帆")
    assert [byline.name for byline in read(zipped(parts), NAME, ReadOptions()).bylines] == ["何晚舟"]


def test_hong_kong_is_told_by_the_document() -> None:
    defaults = '<w:rPrDefault><w:rPr><w:lang w:eastAsia="zh-HK"/></w:rPr></w:rPrDefault>'
    styles = f"<w:styles {NAMESPACES}><w:docDefaults>{defaults}</w:docDefaults></w:styles>"
    body = p("渡口開了三十年，船還沒有停過，這個時候來的人說起從前，總是過了許久還記得。") * 2
    assert read(zipped(parts_of(body) | {"word/styles.xml": styles}), NAME, ReadOptions()).language == "zh-Hant-HK"


def test_the_strict_form_says_the_same() -> None:
    parts = {
        name: data.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        if isinstance(data, str)
        else data
        for name, data in parts_of(TITLE + p(OPENING) + p("船工", style="1") + p(SECOND)).items()
    }
    found = read(zipped(parts), NAME, ReadOptions())
    assert [type(block) for block in found.blocks] == [Paragraph, Heading, Paragraph]


def test_a_document_without_styles_numbers_and_notes() -> None:
    bare = {
        name: data
        for name, data in parts_of(p(OPENING) + p(SECOND)).items()
        if "document" in name or name in ("_rels/.rels", "[Content_Types].xml")
    }
    del bare["word/_rels/document.xml.rels"]
    assert len(read(zipped(bare), NAME, ReadOptions()).blocks) >= 1


def test_macros_are_not_looked_at() -> None:
    parts = parts_of(TITLE + p(OPENING) + p(SECOND)) | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
    assert read(zipped(parts), "渡口.docm", ReadOptions()).format == "docx"


# --- bad input ---------------------------------------------------------------------------------------------------------

GOOD = parts_of(TITLE + p(OPENING) + p(SECOND))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = '<!DOCTYPE w [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DOCUMENT = str(GOOD["word/document.xml"])


def locked(data: bytes) -> bytes:
    """The archive with the mark of encryption on its main part."""
    at = data.index(b"word/document.xml") - 30
    central = data.index(b"PK\x01\x02")
    central = data.index(b"word/document.xml", central) - 46
    flagged = bytearray(data)
    flagged[at + 6] |= 1
    flagged[central + 8] |= 1
    return bytes(flagged)


def with_document(xml: str | bytes) -> bytes:
    """The archive of a document whose main part is this."""
    return zipped(GOOD | {"word/document.xml": xml})


BAD: dict[str, tuple[Callable[[], bytes], type[PublisherError], str]] = {
    "text": (lambda: "只是一段文字，改了名字。".encode(), InputError, "word-text"),
    "nothing": (lambda: b"", InputError, "word-other"),
    "a picture": (png, InputError, "word-other"),
    "a .doc": (lambda: OLE, InputError, "word-old"),
    "an encrypted document": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), InputError, "word-locked"),
    "a zip of something else": (lambda: zipped({"a.txt": "文字"}), InputError, "word-other"),
    "a spreadsheet": (lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), InputError, "word-other"),
    "a zip cut short": (lambda: zipped(GOOD)[:-200], InputError, "container-broken"),
    "a zip cut shorter": (lambda: zipped(GOOD)[:40], InputError, "container-broken"),
    "a part with an entry's encryption": (lambda: locked(zipped(GOOD)), InputError, "container-locked"),
    "a bomb": (lambda: with_document(b" " * 30_000_000), LimitError, "container-too-large"),
    "too large a part": (lambda: with_document(DOCUMENT + "<!--" + "渡" * 4000 + "-->"), LimitError, "container-too-large"),
    "broken XML": (lambda: with_document(DOCUMENT[:-40]), InputError, "xml-broken"),
    "XML that is none": (lambda: with_document("渡口"), InputError, "xml-broken"),
    "broken styles": (lambda: zipped(GOOD | {"word/styles.xml": "<w:styles"}), InputError, "xml-broken"),
    "an entity bomb": (lambda: with_document(BOMB + DOCUMENT.replace("渡口", "&c;")), InputError, "xml-doctype"),
    "an external entity": (lambda: with_document(EXTERNAL + DOCUMENT.replace("渡口", "&x;")), InputError, "xml-doctype"),
    "an external entity in the styles": (lambda: zipped(GOOD | {"word/styles.xml": EXTERNAL + STYLES}), InputError, "xml-doctype"),
    "a document without a body": (lambda: with_document(f"<w:document {NAMESPACES}/>"), InputError, "word-other"),
    "an empty document": (lambda: zipped(parts_of("")), InputError, "empty-source"),
    "a title alone": (lambda: zipped(parts_of(TITLE)), InputError, "no-content"),
    "thousands of tables in each other": (
        lambda: zipped(parts_of("<w:tbl><w:tr><w:tc>" * 3000 + p("底") + "</w:tc></w:tr></w:tbl>" * 3000)), LimitError, "xml-nesting",
    ),
    "a table of contents without end": (
        lambda: zipped(GOOD)[:-22] + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 9, 9, 50_000_000, 0, 0),
        LimitError, "container-parts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_document_is_told_by_name(kind: str) -> None:
    make, error, code = BAD[kind]
    limit = ReadOptions(max_size=1000) if kind == "too large a part" else ReadOptions()
    with pytest.raises(error) as caught:
        read(make(), NAME, limit)
    assert caught.value.code == code
    assert caught.value.message("zh")


def test_tables_as_deep_as_a_parser_goes_are_read() -> None:
    found = article("<w:tbl><w:tr><w:tc>" * 60 + p("底下的一句话，说完了。") + "</w:tc></w:tr></w:tbl>" * 60)
    assert "底下的一句话，说完了。" in str(found.blocks)


def test_very_many_runs() -> None:
    block = only(article(p(*(run("船", "<w:b/>" if place % 2 else "") for place in range(20_000)), "。")))
    assert isinstance(block, Paragraph)
    assert len(plain_text(block.content)) == 20_001


@pytest.mark.parametrize(
    "name",
    [
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/media/image1.png",
        "word/_rels/document.xml.rels",
    ],
)
def test_a_part_that_is_missing_costs_only_what_it_held(name: str) -> None:
    parts = {key: data for key, data in parts_of(p("渡口三十年") + p(OPENING) + p(SECOND)).items() if key != name}
    assert OPENING in str(read(zipped(parts), NAME, ReadOptions()).blocks)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_document_raises_nothing_of_its_own(data: st.DataObject) -> None:
    whole = bytearray(zipped(GOOD))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole), NAME, ReadOptions())
    except PublisherError as fault:
        assert fault.message("zh")


# --- containers --------------------------------------------------------------------------------------------------------

TARGETS = {
    ("word/document.xml", "media/a.png"): "word/media/a.png",
    ("word/document.xml", "/word/media/a.png"): "word/media/a.png",
    ("word/document.xml", "../media/a.png"): "media/a.png",
    ("OPS/a.xhtml", "%E5%9B%BE.png"): "OPS/图.png",
    ("OPS/a.xhtml", "b.xhtml#x"): "OPS/b.xhtml",
    ("word/document.xml", "../../a.png"): None,
    ("word/document.xml", "media/../../../a.png"): None,
    ("word/document.xml", "..\\a.png"): None,
    ("word/document.xml", "file:///etc/passwd"): None,
    ("word/document.xml", "C:/a.png"): None,
    ("word/document.xml", "%2e%2e/%2e%2e/a.png"): None,
    ("a.xhtml", ""): None,
}


@pytest.mark.parametrize(("base", "href"), TARGETS)
def test_a_target_lies_in_the_container_or_is_none(base: str, href: str) -> None:
    assert resolved(base, href) == TARGETS[base, href]


KINDS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "docx": (lambda: zipped(GOOD), "docx"),
    "epub by its first entry": (lambda: zipped({"mimetype": "application/epub+zip"})[:80], None),
    "epub by its container": (lambda: zipped({"META-INF/container.xml": "<x/>"}), "epub"),
    "a zip": (lambda: zipped({"a": "b"}), None),
    "text": (lambda: b"PK is no zip", None),
    "a broken zip": (lambda: zipped(GOOD)[:50], None),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_a_container(kind: str) -> None:
    make, expected = KINDS[kind]
    assert kind_of(make()) == expected


def test_a_part_is_found_without_regard_to_case() -> None:
    with Container(zipped({"Word/Document.xml": "x"})) as container:
        assert container.read("word/document.xml") == b"x"
