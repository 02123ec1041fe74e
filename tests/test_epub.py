"""The EPUB of every sample: valid by EPUBCheck, whole, and complete to the last character."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from conftest import Published, article_of, heading, text
from expected_text import body_text, header_words, headings
from lxml import etree
from validators import epubcheck, squashed

from publisher.model import Article, Byline, Note, Paragraph, Text

NAMESPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOLIDUS_NAMES = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
}


class Book:
    """An EPUB opened, its XML parsed strictly."""

    def __init__(self, path: Path):
        with zipfile.ZipFile(path) as container:
            self.entries = container.infolist()
            self.files = {entry.filename: container.read(entry) for entry in self.entries}
        self.package = etree.fromstring(self.files["EPUB/content.opf"])
        self.content = self.xml("c0001.xhtml")
        self.navigation = self.xml("nav.xhtml")

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.files[f"EPUB/{name}"], etree.XMLParser(resolve_entities=False))

    def metadata(self, path: str) -> list[str]:
        found = self.package.xpath(f"o:metadata/{path}", namespaces=NAMESPACES)
        return [each if isinstance(each, str) else each.text or "" for each in found]

    def find(self, path: str) -> list[etree._Element]:
        return list(self.content.xpath(path, namespaces=NAMESPACES))


@pytest.fixture
def book(sample: Published) -> Book:
    return Book(sample.epub)


def shown(element: etree._Element) -> str:
    return squashed("".join(element.itertext()))


def test_epubcheck_has_nothing_to_say_of_any_sample(shelf: Mapping[str, Published]) -> None:
    remarks = epubcheck([published.epub for published in shelf.values()])
    found = {name: said for name, said in zip(shelf, remarks, strict=True) if said}
    assert found == {}


# --- the container -------------------------------------------------------------------------------------------------


def test_the_container_is_as_ocf_wants_it(book: Book) -> None:
    first = book.entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.files["mimetype"] == b"application/epub+zip"
    assert {entry.compress_type for entry in book.entries[1:]} == {zipfile.ZIP_DEFLATED}
    assert [name for name in book.files if not SOLIDUS_NAMES.fullmatch(name)] == []
    assert len({name.casefold() for name in book.files}) == len(book.entries)


def test_every_file_is_in_the_manifest_with_its_media_type(book: Book) -> None:
    items = {item.get("href"): item.get("media-type") for item in book.package.iterfind(".//o:item", NAMESPACES)}
    there = {name.removeprefix("EPUB/") for name in book.files if name.startswith("EPUB/")} - {"content.opf"}
    assert set(items) == there
    assert items == {href: MEDIA_TYPES[Path(str(href)).suffix] for href in items}


def test_the_fonts_of_the_style_sheet_are_in_the_book_and_no_others(book: Book) -> None:
    style = book.files["EPUB/style.css"].decode()
    used = set(re.findall(r"url\(([^)]+)\)", style))
    assert used == {name.removeprefix("EPUB/") for name in book.files if "/fonts/" in name}
    assert any("song-400" in name for name in used)


def test_all_xml_is_well_formed_utf_8_in_the_language_of_the_article(sample: Published, book: Book) -> None:
    for name, data in book.files.items():
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
            etree.fromstring(data)
            data.decode("utf-8", "strict")
    language = sample.article.language
    assert book.package.get(XML_LANG) == language
    for document in (book.content, book.navigation):
        assert (document.get("lang"), document.get(XML_LANG)) == (language, language)


# --- the text ------------------------------------------------------------------------------------------------------


def test_the_text_is_the_articles_to_the_last_character(sample: Published, book: Book) -> None:
    (body,) = book.find("//h:div[@class='body']")
    notes = "".join(shown(note) for note in book.find("//h:aside[@role='doc-footnote']"))
    assert shown(body) + notes == body_text(sample.article)


def test_the_header_holds_its_fields_in_order(sample: Published, book: Book) -> None:
    (header,) = book.find("//h:header")
    at = 0
    for word in header_words(sample.article):
        at = shown(header).index(word, at) + len(word)


def test_no_white_space_stands_between_ideographs(book: Book) -> None:
    """A line end of the markup inside a paragraph would show as a gap."""
    for paragraph in book.find("//h:p | //h:h1 | //h:h2 | //h:h3 | //h:li[not(*)]"):
        assert "\n" not in "".join(paragraph.itertext())


# --- navigation ----------------------------------------------------------------------------------------------------


def links(tree: etree._Element) -> Iterator[str]:
    for anchor in tree.iterfind(".//h:a", NAMESPACES):
        yield anchor.get("href", "")


def test_every_link_inside_the_book_leads_somewhere(book: Book) -> None:
    ids = set(book.content.xpath("//@id"))
    assert len(ids) == len(book.content.xpath("//@id"))
    inner = [href for tree in (book.navigation, book.content) for href in links(tree) if "://" not in href]
    assert inner
    for href in inner:
        if href.startswith("mailto:"):
            continue
        file, _, fragment = href.partition("#")
        assert f"EPUB/{file or 'c0001.xhtml'}" in book.files
        assert not fragment or fragment in ids, href


def test_the_contents_are_the_headline_and_the_headings(sample: Published, book: Book) -> None:
    (toc,) = book.navigation.xpath("//h:nav[@e:type='toc']", namespaces=NAMESPACES)
    listed = [squashed("".join(anchor.itertext())) for anchor in toc.iterfind(".//h:a", NAMESPACES)]
    assert listed[1:] == headings(sample.article)
    ncx = etree.fromstring(book.files["EPUB/toc.ncx"])
    labels = [
        squashed(str(label)) for label in ncx.xpath("//n:navPoint/n:navLabel/n:text/text()", namespaces=NAMESPACES)
    ]
    assert labels == listed


def test_heading_levels_never_jump(book: Book) -> None:
    levels = [int(str(element.tag)[-1]) for element in book.content.iter() if re.search(r"}h[1-6]$", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_note_is_called_once_and_leads_back(made: Callable[..., Published]) -> None:
    inner = Note(blocks=(Paragraph(content=text("注中有注")),))
    outer = Note(blocks=(Paragraph(content=(Text("外注"), inner)), Paragraph(content=text("第二段"))))
    last = Note(blocks=(Paragraph(content=text("后注")),))
    book = Book(made(article_of(Paragraph(content=(Text("甲"), outer, Text("乙"), last)))).epub)
    calls = book.find("//h:a[@e:type='noteref']")
    notes = book.find("//h:aside[@e:type='footnote']")
    assert [call.get("href") for call in calls] == ["#n1", "#n3", "#n2"]
    assert [note.get("id") for note in notes] == ["n1", "n2", "n3"]
    assert [shown(note) for note in notes] == ["1外注2第二段", "2注中有注", "3后注"]
    assert {call.get("id") for call in calls} == {"r1", "r2", "r3"}


# --- the package ---------------------------------------------------------------------------------------------------


def test_the_package_says_who_made_it_and_when(made: Callable[..., Published]) -> None:
    bylines = (Byline(name="沈听雨", role="reporter", reading="Shen Tingyu"), Byline(name="何畔", role="translator"))
    published = made(
        article_of("正文。", headline="山路 & <书>", bylines=bylines, source="《栈桥日报》", date="2024-05")
    )
    book = Book(published.epub)
    assert book.metadata("dc:title") == ["山路 & <书>"]
    assert book.metadata("dc:creator") == ["沈听雨"]
    assert book.metadata("dc:contributor") == ["何畔"]
    assert book.metadata("o:meta[@property='role']") == ["rpt", "trl"]
    assert book.metadata("o:meta[@property='file-as']") == ["Shen Tingyu"]
    assert book.metadata("dc:language") == ["zh-Hans"]
    assert book.metadata("dc:source") == ["《栈桥日报》"]
    assert book.metadata("dc:date") == ["2024-05"]
    assert book.metadata("o:meta[@property='dcterms:modified']") == ["2024-05-01T00:00:00Z"]
    assert list(book.metadata("o:meta[@name='generator']/@content")) == []


def test_the_identifier_is_the_contents_own(made: Callable[..., Published]) -> None:
    def identifier(article: Article) -> str:
        (found,) = Book(made(article).epub).metadata("dc:identifier")
        return found

    one, same, other = (identifier(article_of(words)) for words in ("甲文。", "甲文。", "乙文。"))
    assert one == same != other
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one)


ODD_ARTICLES: dict[str, Article] = {
    "no heading": article_of("只有一段。"),
    "no text": article_of(),
    "empty headline": article_of("正文。", headline=""),
    "empty heading": article_of(heading(""), "正文。"),
    "empty headings nested": article_of(heading("　"), heading("", 3), "正文。", heading("有字")),
    "levels that jump": article_of(
        heading("三", 3), "甲", heading("六", 6), "乙", heading("一", 1), heading("四", 4), "丙"
    ),
    "markup in text": article_of("<b>&amp;</b> ]]> <!-- -->", headline="<i>&", source="A & B <c>"),
    "empty paragraph": article_of("", "正文。"),
    "every language": article_of("Plain text.", language="en"),
    "unknown language": article_of("正文。", language="x-none"),
    "korean": article_of("본문.", language="ko-KR"),
    "empty byline": article_of("正文。", bylines=(Byline(name=""),), byline_text=""),
    "same names": article_of("正文。", bylines=(Byline(name="甲"), Byline(name="甲"))),
    "odd date": article_of("正文。", date="2024-13-45"),
    "year 0000": article_of("正文。", date="0000"),
    "year 0999": article_of("正文。", date="0999-01-02"),
}


def test_odd_articles_make_valid_books(tmp_path: Path) -> None:
    from conftest import publish_both

    books = [publish_both(article, tmp_path / str(at)).epub for at, article in enumerate(ODD_ARTICLES.values())]
    found = {name: said for name, said in zip(ODD_ARTICLES, epubcheck(books), strict=True) if said}
    assert found == {}
