"""EPUBs read back: our own as the articles they were made of, others' by what EPUB means; and what is no EPUB at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import SAMPLES, Published
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from publisher.assets import load_assets
from publisher.errors import InputError, LimitError, PublisherError
from publisher.model import (
    Article,
    Block,
    Box,
    Credit,
    Emphasis,
    Figure,
    Heading,
    LanguageRun,
    LeftOut,
    List,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Separator,
    Strong,
    Table,
    Text,
)
from publisher.options import ReadOptions
from publisher.readers.epub import read
from publisher.readers.press.inlines import plain_text

# --- our own -----------------------------------------------------------------------------------------------------------

NOT_IN_AN_EPUB = {
    # what an EPUB of ours does not hold, or holds in another way
    "lines", "reading", "diagnostics", "format", "encoding", "printed", "$schema", "src", "affiliation", "kind",
    "byline_text", "dateline",
}  # fmt: skip


def told(value: Any) -> Any:
    """A tree of the model without what an EPUB does not hold."""
    if isinstance(value, dict):
        if value.get("type") == "left_out":
            return None
        if value.get("type") in ("credit", "code"):
            value = {key: inner for key, inner in value.items() if key not in ("role", "language")}
        return {key: told(inner) for key, inner in value.items() if key not in NOT_IN_AN_EPUB}
    if isinstance(value, list | tuple):
        return [each for each in map(told, value) if each is not None]
    return value


def texts(article: Article) -> str:
    """All text of the blocks, in order, without spaces."""

    held = (
        "content",
        "blocks",
        "items",
        "rows",
        "stanzas",
        "term",
        "title",
        "caption",
        "credit",
        "attribution",
        "text",
        "base",
        "label",
    )

    def below(value: Any) -> Iterator[str]:
        if isinstance(value, dict) and value.get("type") != "left_out":
            yield from below([inner for key, inner in value.items() if key in held])
        elif isinstance(value, list | tuple):
            for each in value:
                yield from below(each)
        elif isinstance(value, str):
            yield value

    return "".join("".join(below(msgspec.to_builtins(article)["blocks"])).split())


def back(published: Published) -> Article:
    return read(published.epub.read_bytes(), published.epub.name, ReadOptions())


def test_a_sample_comes_back_as_it_was(sample: Published) -> None:
    found = back(sample)
    before, after = told(msgspec.to_builtins(sample.article)), told(msgspec.to_builtins(found))
    for field in ("kicker", "headline", "deck", "source", "date", "language"):
        assert after.get(field) == before.get(field), field
    assert [byline["name"] for byline in after.get("bylines", [])] == [
        byline["name"] for byline in before.get("bylines", []) if byline["name"]
    ]
    if sample.article.dateline and sample.article.dateline not in texts(sample.article):
        # It was run in at the opening, and is now part of the text.
        before["blocks"], after["blocks"] = before["blocks"][1:], after["blocks"][1:]
    kinds = [block["type"] for block in before["blocks"]]
    assert [block["type"] for block in after["blocks"]] == kinds
    assert {said.code for said in found.diagnostics} <= {"list-markers"}


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.suffix == ".txt"], ids=lambda path: path.name)
def test_a_text_comes_back_block_for_block(shelf: Mapping[str, Published], path: Path) -> None:
    published = shelf[path.name]
    assert told(msgspec.to_builtins(back(published))) == told(msgspec.to_builtins(published.article))


def test_no_word_of_a_sample_is_lost(sample: Published) -> None:
    before, after = texts(sample.article), texts(back(sample))
    assert after.replace(sample.article.dateline or "\0", "", 1) in (
        before,
        before.replace(sample.article.dateline or "\0", "", 1),
    )


def test_the_pictures_are_those_of_the_book(shelf: Mapping[str, Published]) -> None:
    published = shelf["river-ledger.json"]
    found = back(published)
    assets = load_assets(found, published.epub.parent)
    assert assets.diagnostics == ()
    assert len(assets.images) == 3
    assert all(src.startswith("out.epub!EPUB/images/") for src in assets.images)


def test_every_line_is_read_once(sample: Published) -> None:
    numbers = [entry.lines[0] for entry in back(sample).reading]
    assert numbers == sorted(set(numbers))


# --- others' -----------------------------------------------------------------------------------------------------------

OPENING = "老灯塔建在礁石上，一百二十年来没有熄过一个晚上。"
SECOND = "守塔的人换了七代，如今只剩下一台会自己开关的灯。"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>礁石上的灯</dc:title><dc:language>zh-Hans</dc:language><dc:identifier>urn:isbn:1</dc:identifier>"
    '<dc:creator id="a">江一帆</dc:creator><meta refines="#a" property="role">aut</meta>'
    '<meta refines="#a" property="file-as">Jiang Yifan</meta>'
    "<dc:publisher>栈桥出版社</dc:publisher><dc:date>2019-05-01T00:00:00Z</dc:date>"
)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6)).save(out, "PNG")
    return out.getvalue()


def xhtml(body: str, attributes: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans"><head><title>x</title></head>'
        f"<body {attributes}>{body}</body></html>"
    )


def package(documents: list[str], metadata: str = METADATA, more: str = "", guide: str = "") -> str:
    items = "".join(
        f'<item id="d{place}" href="{name}" media-type="application/xhtml+xml"/>'
        for place, name in enumerate(documents)
    )
    spine = "".join(f'<itemref idref="d{place}"/>' for place in range(len(documents)))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}{more}</manifest>'
        f"<spine>{spine}</spine>{guide}</package>"
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def parts_of(*bodies: str, **names: str) -> dict[str, str | bytes]:
    """The parts of a book whose documents have these bodies, `c1.xhtml` and on."""
    documents = {f"c{place}.xhtml": xhtml(body) for place, body in enumerate(bodies, 1)}
    found: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package(list(documents), **names),
    }
    return found | {f"OPS/{name}": document for name, document in documents.items()} | {"OPS/images/图 1.png": png()}


def book(*bodies: str, **names: str) -> Article:
    return read(zipped(parts_of(*bodies, **names)), "灯塔.epub", ReadOptions())


def inner(body: str) -> tuple[Block, ...]:
    """The blocks between two paragraphs, around which this stands."""
    blocks = book(f"<h1>礁石上的灯</h1><p>{OPENING}</p>{body}<p>{SECOND}</p>").blocks
    assert isinstance(blocks[0], Paragraph) and isinstance(blocks[-1], Paragraph)
    assert (plain_text(blocks[0].content), plain_text(blocks[-1].content)) == (OPENING, SECOND)
    return blocks[1:-1]


def only(body: str) -> Block:
    (block,) = inner(body)
    return block


def test_what_the_package_says_of_the_book() -> None:
    found = book(f"<h1>礁石上的灯</h1><p>{OPENING}</p><p>{SECOND}</p>")
    assert plain_text(found.headline) == "礁石上的灯"
    assert [(byline.name, byline.role, byline.reading) for byline in found.bylines] == [
        ("江一帆", "author", "Jiang Yifan")
    ]
    assert (found.date, found.source, found.language, found.format) == ("2019-05-01", "栈桥出版社", "zh-Hans", "epub")
    assert found.diagnostics == ()


def test_the_way_epub_2_says_it() -> None:
    metadata = (
        "<dc:title>礁石上的灯</dc:title><dc:language>zh</dc:language>"
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="trl" opf:file-as="He">何晚舟</dc:creator>'
    )
    found = book(f"<p>{OPENING}</p><p>{SECOND}</p>", metadata=metadata)
    assert [(byline.name, byline.role, byline.reading) for byline in found.bylines] == [("何晚舟", "translator", "He")]


def test_hong_kong_is_told_by_the_package() -> None:
    body = "<p>渡口開了三十年，船還沒有停過，這個時候來的人說起從前，總是過了許久還記得。</p>" * 2
    assert book(body, metadata=METADATA.replace("zh-Hans", "zh-HK")).language == "zh-Hant-HK"


def test_chapters_become_sections_in_the_order_of_the_spine() -> None:
    found = book(
        f"<h1>第一章　礁石</h1><p>{OPENING}</p><h2>塔基</h2><p>{SECOND}</p>",
        "<h1>第二章　灯</h1><p>灯是从外地运来的，走了三个月。</p>",
    )
    headings = [(plain_text(block.content), block.level) for block in found.blocks if isinstance(block, Heading)]
    assert headings == [("第一章　礁石", 1), ("塔基", 2), ("第二章　灯", 1)]


def test_a_chapter_without_heading_is_called_as_in_the_contents() -> None:
    nav = '<nav epub:type="toc"><ol><li><a href="c1.xhtml">礁石</a></li><li><a href="c2.xhtml">灯</a></li></ol></nav>'
    parts = parts_of(
        f"<p>{OPENING}</p>",
        f"<p>{SECOND}</p>",
        more='<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    ) | {"OPS/nav.xhtml": xhtml(nav)}
    found = read(zipped(parts), "灯塔.epub", ReadOptions())
    assert [plain_text(block.content) for block in found.blocks if isinstance(block, Heading)] == ["礁石", "灯"]


AROUND = {
    "by its type": (xhtml("<p>栈桥出版社　封面</p>", 'epub:type="cover"'), "x.xhtml", ""),
    "by the guide": (
        xhtml("<p>栈桥出版社　封面</p>"),
        "x.xhtml",
        '<guide><reference type="cover" href="x.xhtml"/></guide>',
    ),
    "by its name": (xhtml("<p>栈桥出版社　封面</p>"), "titlepage.xhtml", ""),
    "a copyright page": (xhtml('<section epub:type="copyright-page"><p>栈桥出版社　封面</p></section>'), "x.xhtml", ""),
}


@pytest.mark.parametrize("kind", AROUND)
def test_covers_and_the_like_are_kept_and_not_published(kind: str) -> None:
    document, name, guide = AROUND[kind]
    parts = parts_of(f"<h1>礁石上的灯</h1><p>{OPENING}</p><p>{SECOND}</p>") | {f"OPS/{name}": document}
    parts["OPS/book.opf"] = package([name, "c1.xhtml"], guide=guide)
    found = read(zipped(parts), "灯塔.epub", ReadOptions())
    assert [(block.text, block.reason) for block in found.blocks if isinstance(block, LeftOut)] == [
        ("栈桥出版社 封面", "cover or contents")
    ] or [block.text for block in found.blocks if isinstance(block, LeftOut)] == ["栈桥出版社　封面"]
    assert [said.code for said in found.diagnostics] == ["left-out"]


def shapes(body: str) -> list[type]:
    return [type(block) for block in inner(body)]


BLOCKS: dict[str, tuple[str, list[type]]] = {
    "lists": ("<ul><li>甲</li><li><p>乙</p><ol><li>丙</li></ol></li></ul>", [List]),
    "a quotation": ("<blockquote><p>灯亮了。</p></blockquote>", [Quote]),
    "a table": ("<table><tr><th>年</th><th>人</th></tr><tr><td>1899</td><td>甲</td></tr></table>", [Table]),
    "an aside": ("<aside><h3>链接</h3><p>灯塔高三十米。</p></aside>", [Box]),
    "a rule": ("<hr/>", [Separator]),
    "a figure": ('<figure><img src="images/图%201.png" alt="塔"/><figcaption>灯塔</figcaption></figure>', [Figure]),
    "a picture alone": ('<p><img src="images/图%201.png" alt="塔"/></p>', [Figure]),
    "a picture in a division": ('<div><img src="images/图%201.png" alt="塔"/></div>', [Figure]),
    "sections in each other": (f"<section><div><section><p>{OPENING}</p></section></div></section>", [Paragraph]),
    "text in no paragraph": (f"<div>{OPENING}</div>", [Paragraph]),
    "an empty paragraph": ("<p> </p><p>\u3000</p>", []),
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks(kind: str) -> None:
    body, expected = BLOCKS[kind]
    assert shapes(body) == expected


def test_a_list_keeps_what_is_in_its_items() -> None:
    block = only("<ol start='3'><li>甲</li><li><p>乙</p><p>丙</p><ul><li>丁</li></ul></li></ol>")
    assert isinstance(block, List)
    assert (block.ordered, block.start) == (True, 3)
    assert [[type(each) for each in item.blocks] for item in block.items] == [[Paragraph], [Paragraph, Paragraph, List]]


def test_a_picture_is_named_by_the_book_and_its_part(tmp_path: Path) -> None:
    block = only('<p><img src="images/图%201.png" alt="塔"/></p>')
    assert isinstance(block, Figure)
    assert (block.src, block.alt) == ("灯塔.epub!OPS/images/图 1.png", "塔")


INLINES: dict[str, tuple[str, tuple[object, ...]]] = {
    "strong": ("<b>灯</b>", (Strong((Text("灯"),)),)),
    "emphasis": ("<em>灯</em>", (Emphasis((Text("灯"),)),)),
    "italic": ("<i>灯</i>", (Emphasis((Text("灯"),)),)),
    "ruby": ("<ruby>灯<rt>dēng</rt></ruby>", (Ruby("灯", "dēng"),)),
    "another language": ('<span xml:lang="en">Light</span>', (LanguageRun((Text("Light"),), "en"),)),
    "a link within the book": ('<a href="c1.xhtml#x">灯</a>', (Text("灯"),)),
}


@pytest.mark.parametrize("kind", INLINES)
def test_inlines(kind: str) -> None:
    body, expected = INLINES[kind]
    block = only(f"<p>前{body}后，到这里说完了这一句。</p>")
    assert isinstance(block, Paragraph)
    flat = [inline for inline in block.content if not isinstance(inline, Text)]
    assert flat == [inline for inline in expected if not isinstance(inline, Text)]
    assert plain_text(block.content).startswith("前")


NOTES = {
    "by epub:type": (
        '<a epub:type="noteref" href="#n1">1</a>', '<aside epub:type="footnote" id="n1"><p>见塔志。</p></aside>', "",
    ),
    "by role": ('<sup><a role="doc-noteref" href="#n1">1</a></sup>', '<div role="doc-footnote" id="n1">见塔志。</div>', ""),
    "by its mark and the way back": (
        '<sup><a id="r1" href="#n1">[1]</a></sup>', '<p id="n1"><a href="#r1">[1]</a> 见塔志。</p>', "",
    ),
    "in a document of notes": (
        '<a epub:type="noteref" href="notes.xhtml#n1">1</a>', "",
        '<section epub:type="endnotes"><h2>注释</h2>'
        '<ol><li id="n1" epub:type="endnote"><p>见塔志。<a epub:type="backlink" href="c1.xhtml#r1">↩</a></p></li></ol></section>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", NOTES)
def test_notes_come_to_their_places(kind: str) -> None:
    reference, below, apart = NOTES[kind]
    parts = parts_of(f"<h1>礁石上的灯</h1><p>{OPENING[:-1]}{reference}。</p><p>{SECOND}</p>{below}")
    if apart:
        parts |= {"OPS/notes.xhtml": xhtml(apart), "OPS/book.opf": package(["c1.xhtml", "notes.xhtml"])}
    found = read(zipped(parts), "灯塔.epub", ReadOptions())
    first = found.blocks[0]
    assert isinstance(first, Paragraph)
    (note,) = [inline for inline in first.content if isinstance(inline, Note)]
    assert [plain_text(block.content) for block in note.blocks if isinstance(block, Paragraph)] == ["见塔志。"]
    assert [type(block) for block in found.blocks] == [Paragraph, Paragraph]


def test_notes_that_call_each_other_end() -> None:
    body = (
        f'<p>{OPENING[:-1]}<a epub:type="noteref" href="#a">1</a>。</p><p>{SECOND}</p><aside epub:type="footnote" id="a"><p>见'
        '<a epub:type="noteref" href="#b">2</a></p></aside>'
        '<aside epub:type="footnote" id="b"><p>见<a epub:type="noteref" href="#a">1</a></p></aside>'
    )
    assert OPENING[:-1] in str(book(body).blocks)


# --- bad input ---------------------------------------------------------------------------------------------------------

GOOD = parts_of(f"<h1>礁石上的灯</h1><p>{OPENING}</p><p>{SECOND}</p>")


def encryption(algorithm: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        f'<e:EncryptionMethod Algorithm="{algorithm}"/></e:EncryptedData></encryption>'
    )


ENTITIES = '<!DOCTYPE html [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'


def without(name: str) -> dict[str, str | bytes]:
    return {key: data for key, data in GOOD.items() if key != name}


def changed(**parts: str | bytes) -> bytes:
    """The archive of a book in which some parts are others: `package`, `document`, `container`, `encryption`."""
    names = {
        "package": "OPS/book.opf",
        "document": "OPS/c1.xhtml",
        "container": "META-INF/container.xml",
        "encryption": "META-INF/encryption.xml",
    }
    return zipped(GOOD | {names[name]: data for name, data in parts.items()})


OF_PACKAGE = ENTITIES.replace("html", "package")
LOCKED = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
BAD: dict[str, tuple[Callable[[], bytes], type[PublisherError], str]] = {
    "text": (lambda: "只是一段文字".encode(), InputError, "epub-other"),
    "nothing": (lambda: b"", InputError, "epub-other"),
    "a zip of something else": (lambda: zipped({"a.txt": "文字"}), InputError, "epub-no-container"),
    "cut short": (lambda: zipped(GOOD)[:-100], InputError, "container-broken"),
    "no container file": (lambda: zipped(without("META-INF/container.xml")), InputError, "epub-no-container"),
    "no package document": (lambda: zipped(without("OPS/book.opf")), InputError, "epub-no-package"),
    "a package outside": (
        lambda: changed(container=CONTAINER.replace("OPS/book.opf", "../../etc/passwd")), InputError, "epub-no-package",
    ),
    "a broken package": (lambda: changed(package="<package"), InputError, "xml-broken"),
    "locked": (lambda: changed(encryption=encryption(LOCKED)), InputError, "epub-locked"),
    "entities in the package": (lambda: changed(package=OF_PACKAGE + package(["c1.xhtml"])), InputError, "xml-doctype"),
    "entities in a document": (lambda: changed(document=ENTITIES + "<html><p>&b;</p></html>"), InputError, "xml-doctype"),
    "no documents": (lambda: changed(package=package([])), InputError, "epub-empty"),
    "all documents missing": (lambda: zipped(without("OPS/c1.xhtml")), InputError, "epub-empty"),
    "documents outside": (lambda: changed(package=package(["../../../etc/passwd", "file:///etc/passwd"])), InputError, "epub-empty"),
    "a document without text": (lambda: changed(document=xhtml("")), InputError, "no-content"),
    "a bomb": (lambda: changed(document=b" " * 30_000_000), LimitError, "container-too-large"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_epub_is_told_by_name(kind: str) -> None:
    make, error, code = BAD[kind]
    with pytest.raises(error) as caught:
        read(make(), "灯塔.epub", ReadOptions())
    assert caught.value.code == code
    assert caught.value.message("zh")


TEXT = f"<p>{OPENING}</p><p>{SECOND}</p>"
REMARKED: dict[str, tuple[dict[str, str | bytes], str]] = {
    "a broken document": ({"OPS/c1.xhtml": f"<html><body><p>{OPENING}<p>{SECOND}<br>&nbsp;"}, "epub-document-broken"),
    "a missing document": ({"OPS/book.opf": package(["c1.xhtml", "c9.xhtml"])}, "epub-documents-missing"),
    "a missing picture": ({"OPS/c1.xhtml": xhtml(TEXT + '<img src="no.png"/>')}, "epub-images-missing"),
    "a picture outside": ({"OPS/c1.xhtml": xhtml(TEXT + '<img src="../../a.png"/>')}, "epub-images-missing"),
    "a drawing": (
        {"OPS/c1.xhtml": xhtml(f'<p>{OPENING}</p><p>{SECOND}</p><svg xmlns="http://www.w3.org/2000/svg"/>')}, "epub-pictures",
    ),
    "too deep": ({"OPS/c1.xhtml": xhtml("<div>" * 400 + f"<p>{OPENING}</p><p>{SECOND}</p>" + "</div>" * 400)}, "epub-nesting"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REMARKED)
def test_what_can_be_mended_is_told(kind: str) -> None:
    parts, code = REMARKED[kind]
    found = read(zipped(GOOD | parts), "灯塔.epub", ReadOptions())
    assert code in [said.code for said in found.diagnostics]
    assert OPENING in str(found.blocks)
    assert SECOND in str(found.blocks)


@pytest.mark.parametrize("algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"])
def test_fonts_may_be_obfuscated(algorithm: str) -> None:
    assert read(zipped(GOOD | {"META-INF/encryption.xml": encryption(algorithm)}), "灯塔.epub", ReadOptions()).blocks


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_book_raises_nothing_of_its_own(data: st.DataObject) -> None:
    whole = bytearray(zipped(GOOD))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole), "灯塔.epub", ReadOptions())
    except PublisherError as fault:
        assert fault.message("zh")


def test_credits_of_ours_know_who_did_what() -> None:
    body = '<article class="article" lang="zh-Hans"><header class="opening"><h1 class="headline">灯</h1></header>' + (
        f'<div class="body"><p>{OPENING}</p><p class="credit">责任编辑：何晚舟</p></div></article>'
    )
    assert [block.role for block in book(body).blocks if isinstance(block, Credit)] == ["editor"]
