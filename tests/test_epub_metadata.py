"""What the package document says of a publication: what catalogues ask and readers look for, and none of it made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Published, article_of, heading, read, text
from lxml import etree
from test_epub import NAMESPACES, XML_LANG, Book
from validators import epubcheck

from publisher.model import Article, Byline, Credit, Emphasis, Note, Paragraph, Text
from publisher.options import Options, RenderOptions
from publisher.publication import Publication
from publisher.render.book import ContentDocument
from publisher.render.landmarks import landmarks as found_landmarks
from publisher.writers.epub.metadata import is_latin, persons

WHOLE = Publication(
    identifier="urn:isbn:9787020002207",
    publisher="栈桥出版社",
    rights="© 2024 栈桥日报。转载须经许可",
    licence="https://creativecommons.org/licenses/by/4.0/",
    subjects=("水利", "河流、渡口"),
    description="两岸的灯，一夜没有灭。",
    series="江边手记 & 渡口",
    position="2.5",
    issue="《栈桥周刊》2024年第3期",
)
VERTICAL = Options(render=RenderOptions(writing_mode="vertical"))

Makes = Callable[..., Published]


def meta(book: Book, name: str, refines: str = "") -> list[str]:
    """The values of a property: of the publication, or of what has the id."""
    of = f"@refines='#{refines}'" if refines else "not(@refines)"
    return book.metadata(f"o:meta[@property='{name}'][{of}]")


def test_the_publication_is_in_the_package(made: Makes) -> None:
    book = Book(made(article_of("正文。", publication=WHOLE)).epub)
    assert book.metadata("dc:identifier") == ["urn:isbn:9787020002207"]
    assert book.package.get("unique-identifier") == book.metadata("dc:identifier/@id")[0]
    assert meta(book, "identifier-type", "id") == ["15"]
    assert book.metadata("dc:publisher") == [WHOLE.publisher]
    assert book.metadata("dc:rights") == [WHOLE.rights]
    assert meta(book, "dcterms:license") == [WHOLE.licence]
    assert book.metadata("dc:subject") == ["水利", "河流、渡口"]
    assert book.metadata("dc:description") == [WHOLE.description]


def test_a_series_has_the_names_that_readers_look_for(made: Makes) -> None:
    book = Book(made(article_of("正文。", publication=WHOLE)).epub)
    assert meta(book, "belongs-to-collection") == ["江边手记 & 渡口", "《栈桥周刊》2024年第3期"]
    assert (meta(book, "collection-type", "series"), meta(book, "group-position", "series")) == (["series"], ["2.5"])
    assert (meta(book, "collection-type", "issue"), meta(book, "group-position", "issue")) == (["set"], [])
    named = {each.get("name"): each.get("content") for each in book.package.iterfind(".//o:meta[@name]", NAMESPACES)}
    assert named == {"calibre:series": "江边手记 & 渡口", "calibre:series_index": "2.5"}


def test_nothing_is_said_that_nobody_said(made: Makes) -> None:
    book = Book(made(article_of("正文。")).epub)
    children = [etree.QName(each).localname for each in book.package.iterfind("o:metadata/*", NAMESPACES)]
    assert sorted({name for name in children if name != "meta"}) == ["identifier", "language", "title"]
    properties = {each.get("property") for each in book.package.iterfind(".//o:meta", NAMESPACES)}
    assert {name for name in properties if not str(name).startswith("schema:")} == {"dcterms:modified"}


BLANK = article_of(
    "正文。", deck=text(" "), source=" ", bylines=(Byline("甲", reading=" "), Byline("\u3000")),
    publication=Publication(" ", " ", "\n", "\t", ("", " "), "\u2028", " ", "3", "\u3000"),
)  # fmt: skip


def test_what_is_blank_says_nothing(made: Makes) -> None:
    published = made(BLANK)
    book = Book(published.epub)
    assert [said.code for said in published.diagnostics] == ["identifier-malformed"]
    assert (book.metadata("dc:title"), book.metadata("dc:creator")) == (["题目"], ["甲"])
    names = {str(etree.QName(each).localname) for each in book.package.iterfind("o:metadata/*", NAMESPACES)}
    assert names == {"meta", "identifier", "title", "language", "creator"}
    properties = {str(each.get("property")) for each in book.package.iterfind(".//o:meta", NAMESPACES)}
    assert {name for name in properties if not name.startswith("schema:")} == {"dcterms:modified", "role"}


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("urn:isbn:080442957X", "02"), ("urn:isbn:9787020002207", "15"), ("doi:10.5555/1", "06"),
        ("urn:nbn:de:101:1-2", "22"),
    ],
)  # fmt: skip
def test_the_kind_of_an_identifier_is_told(made: Makes, identifier: str, kind: str) -> None:
    book = Book(made(article_of("正文。", publication=Publication(identifier=identifier))).epub)
    assert (book.metadata("dc:identifier"), meta(book, "identifier-type", "id")) == ([identifier], [kind])


def test_an_identifier_that_is_none_is_told_and_not_used(made: Makes) -> None:
    published = made(article_of("正文。", publication=Publication(identifier="978-7-02-000220-8")))
    (said,) = published.diagnostics
    assert (said.code, said.severity, said.values["value"]) == ("identifier-malformed", "warning", "978-7-02-000220-8")
    assert Book(published.epub).metadata("dc:identifier")[0].startswith("urn:uuid:")


# --- titles --------------------------------------------------------------------------------------------------------------


def test_the_deck_is_a_subtitle_and_the_headline_comes_first(made: Makes) -> None:
    deck = (Text("一夜"), Emphasis((Text("两岸"),)))
    book = Book(made(article_of("正文。", headline="河口的灯", deck=deck)).epub)
    assert book.metadata("dc:title") == ["河口的灯", "一夜两岸"]
    assert (meta(book, "title-type", "title"), meta(book, "title-type", "subtitle")) == (["main"], ["subtitle"])
    assert (meta(book, "display-seq", "title"), meta(book, "display-seq", "subtitle")) == (["1"], ["2"])


# --- persons -------------------------------------------------------------------------------------------------------------


def byline(name: str, role: Any = "author", reading: str | None = None) -> Byline:
    return Byline(name, role, None, reading)


@pytest.mark.parametrize(
    ("bylines", "creators", "contributors"),
    [
        ([("甲", "author"), ("乙", "reporter"), ("丙", "correspondent")], "甲乙丙", ""),
        ([("甲", "reporter"), ("乙", "photographer"), ("丙", "editor"), ("丁", "translator")], "甲", "乙丙丁"),
        ([("乙", "photographer"), ("甲", "author")], "甲", "乙"),
        ([("乙", "photographer")], "乙", ""),
        ([("乙", "translator"), ("丙", "compiler")], "乙丙", ""),
        ([("乙", "other"), (" ", "author")], "乙", ""),
        ([], "", ""),
    ],
)
def test_who_wrote_are_creators_and_the_others_contributors(
    bylines: list[tuple[str, str]], creators: str, contributors: str
) -> None:
    made = persons(article_of("正文。", bylines=tuple(byline(*each) for each in bylines)))
    assert tuple("".join(each.name for each in people) for people in made) == (creators, contributors)


def test_those_of_the_credits_help_and_are_named_once() -> None:
    credits = (
        Credit(content=text("编辑：周渡 何畔"), people=(byline("周渡", "editor"), byline("何畔", "editor"))),
        Credit(content=text("摄影：沈听雨"), people=(byline("沈听雨", "photographer"),)),
        Credit(content=text("责编：周渡"), people=(byline("周渡", "editor"),)),
    )
    creators, contributors = persons(
        article_of("正文。", *credits, bylines=(byline("沈听雨"), byline("何畔", "editor")))
    )
    assert [each.name for each in creators] == ["沈听雨"]
    assert [(each.name, each.role) for each in contributors] == [
        ("何畔", "editor"), ("周渡", "editor"), ("沈听雨", "photographer"),
    ]  # fmt: skip
    # Who edits a text that nobody signed has not written it.
    assert persons(article_of("正文。", credits[2])) == ([], [byline("周渡", "editor")])


def test_roles_readings_and_order(made: Makes) -> None:
    people = (byline("何畔", "photographer"), byline("沈听雨", "reporter", "Shen Tingyu"), byline("周渡", "editor"))
    book = Book(made(article_of("正文。", bylines=people)).epub)
    assert (book.metadata("dc:creator"), book.metadata("dc:contributor")) == (["沈听雨"], ["何畔", "周渡"])
    ids = ("creator1", "contributor1", "contributor2")
    assert [meta(book, "role", uid) for uid in ids] == [["rpt"], ["pht"], ["edt"]]
    assert [meta(book, "display-seq", uid) for uid in ids] == [["2"], ["1"], ["3"]]
    assert [meta(book, "file-as", uid) for uid in ids] == [["Shen Tingyu"], [], []]


@pytest.mark.parametrize(
    ("language", "name", "reading", "tag"),
    [
        ("zh-Hans", "沈听雨", "Shěn Tīngyǔ", "zh-Latn"),
        ("zh-Hant-TW", "沈聽雨", "Shen T'ing-yü", "zh-Latn"),
        ("ja", "水無瀬凪", "Minase Nagi", "ja-Latn"),
        ("ja", "水無瀬凪", "みなせ なぎ", None),
        ("en", "Shen Tingyu", "Shen, Tingyu", None),
    ],
)
def test_a_name_in_latin_letters_is_its_other_script(
    made: Makes, language: str, name: str, reading: str, tag: str | None
) -> None:
    book = Book(made(article_of("正文。", language=language, bylines=(byline(name, reading=reading),))).epub)
    assert meta(book, "file-as", "creator1") == [reading]
    found = list(book.package.iterfind(".//o:meta[@property='alternate-script']", NAMESPACES))
    assert [(each.text, each.get(XML_LANG)) for each in found] == ([(reading, tag)] if tag else [])


def test_letters_of_latin() -> None:
    assert is_latin("Shěn Tīng-yǔ") and not is_latin("沈 Tingyu") and not is_latin("") and not is_latin("12")


# --- direction -----------------------------------------------------------------------------------------------------------


def test_vertical_pages_turn_from_the_right_and_metadata_run_from_the_left(made: Makes) -> None:
    horizontal, vertical = (Book(made(article_of("正文。"), chosen).epub) for chosen in (Options(), VERTICAL))
    spines = [next(book.package.iterfind("o:spine", NAMESPACES)) for book in (horizontal, vertical)]
    assert [spine.get("page-progression-direction") for spine in spines] == [None, "rtl"]
    assert [book.package.get("dir") for book in (horizontal, vertical)] == ["ltr", "ltr"]


# --- navigation ----------------------------------------------------------------------------------------------------------


def landmarks(book: Book) -> dict[str, str]:
    found = book.navigation.xpath("//h:nav[@e:type='landmarks']//h:a", namespaces=NAMESPACES)
    return {each.get("{http://www.idpf.org/2007/ops}type"): each.get("href") for each in found}


def test_landmarks_are_the_parts_that_are_there(made: Makes) -> None:
    assert landmarks(Book(made(article_of("正文。")).epub)) == {"bodymatter": "c0001.xhtml"}
    noted = Paragraph(content=(Text("甲"), Note((Paragraph(content=text("注")),))))
    credits = [Credit(content=text(f"{label}：周渡")) for label in ("编辑", "校对", "制图")]
    assert landmarks(Book(made(article_of(noted, *credits)).epub)) == {
        "bodymatter": "c0001.xhtml", "colophon": "c0001.xhtml#colophon", "endnotes": "c0001.xhtml#endnotes",
    }  # fmt: skip


def document(file: str, role: Any, inside: str = "") -> ContentDocument:
    return ContentDocument(file, "题", f"<html><body>{inside}</body></html>", (), role)


def test_a_document_that_is_added_is_a_landmark_by_its_role() -> None:
    notes = '<section class="notes" epub:type="endnotes" id="endnotes"/><p epub:type="footnote" id="n1"/>'
    book = [
        document("cover.xhtml", "cover"),
        document("c0001.xhtml", "bodymatter", notes),
        document("c0002.xhtml", "bodymatter", notes),
        document("end.xhtml", "colophon"),
    ]
    assert [(each.type, each.href, each.text) for each in found_landmarks(book, "zh-Hans", "nav.xhtml")] == [
        ("cover", "cover.xhtml", "封面"),
        ("toc", "nav.xhtml", "目录"),
        ("bodymatter", "c0001.xhtml", "正文"),
        ("endnotes", "c0001.xhtml#endnotes", "注释"),
        ("colophon", "end.xhtml", "版本记录"),
    ]


def test_every_landmark_leads_somewhere(shelf: dict[str, Published]) -> None:
    for published in shelf.values():
        book = Book(published.epub)
        for href in landmarks(book).values():
            file, _, anchor = href.partition("#")
            assert f"EPUB/{file}" in book.files
            assert not anchor or book.find(f"//*[@id='{anchor}']")


def test_the_ncx_says_what_the_book_says(made: Makes) -> None:
    blocks = (heading("一"), "甲", heading("二", 2), "乙", heading("三"), "丙")
    people = (byline("沈听雨"), byline("周渡", "editor"))
    book = Book(made(article_of(*blocks, bylines=people, publication=WHOLE)).epub)
    ncx = etree.fromstring(book.files["EPUB/toc.ncx"])

    def said(path: str) -> list[str]:
        return [str(each) for each in ncx.xpath(path, namespaces=NAMESPACES)]

    assert ncx.get(XML_LANG) == "zh-Hans"
    assert said("//n:meta[@name='dtb:uid']/@content") == book.metadata("dc:identifier")
    assert said("//n:meta[@name='dtb:depth']/@content") == ["3"]
    assert said("//n:docTitle/n:text/text()") == ["题目"]
    assert said("//n:docAuthor/n:text/text()") == ["沈听雨"]
    assert said("//n:content/@src") == ["c0001.xhtml", *(f"c0001.xhtml#h{number}" for number in (1, 2, 3))]
    assert said("//n:navPoint/@playOrder") == ["1", "2", "3", "4"]
    assert len(set(said("//n:navPoint/@id"))) == 4


# --- and back ------------------------------------------------------------------------------------------------------------

ARTICLES = {
    "all of it": article_of("正文。" * 9, publication=WHOLE, deck=text("一夜"), date="2024-05", source="《栈桥日报》"),
    "no series": article_of("正文。" * 9, publication=Publication(publisher="甲社", issue="第3期")),
    "a series without a number": article_of("正文。" * 9, publication=Publication(series="江边手记")),
    "only words": article_of("正文。" * 9, publication=Publication(rights="CC BY 4.0")),
    "nothing": article_of("正文。" * 9),
    "persons": article_of(
        "正文。" * 9,
        bylines=(
            byline("何畔", "photographer", "He Pan"), byline("沈听雨", "reporter", "Shen Tingyu"), byline("周渡", "translator"),
        ),
    ),
    "credits": article_of(
        "正文。" * 9,
        Credit(content=text("责任编辑：周晓渡"), role="editor", people=(byline("周晓渡", "editor"),)),
        bylines=(byline("沈听雨", "reporter"), byline("何畔", "photographer")),
    ),
    "nobody wrote": article_of("正文。" * 9, bylines=(byline("何畔", "translator"), byline("周渡", "editor"))),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_it_comes_back_as_it_was(name: str, made: Makes) -> None:
    article: Article = ARTICLES[name]
    found = read(made(article).epub)
    assert (found.publication, found.deck) == (article.publication, article.deck)
    assert [(each.name, each.role, each.reading) for each in found.bylines] == [
        (each.name, each.role, each.reading) for each in article.bylines
    ]
    assert [block.people for block in found.blocks if isinstance(block, Credit)] == [
        block.people for block in article.blocks if isinstance(block, Credit)
    ]


def test_epubcheck_has_nothing_to_say_of_any_of_it(tmp_path: Any) -> None:
    from conftest import publish_both

    books = [publish_both(article, tmp_path / name).epub for name, article in ARTICLES.items()]
    books.append(publish_both(article_of("正文。"), tmp_path / "vertical", VERTICAL).epub)
    kinds = ("urn:isbn:080442957X", "doi:10.5555/1", "urn:nbn:de:101:1-2")
    books.append(publish_both(BLANK, tmp_path / "blank").epub)
    for at, identifier in enumerate(kinds):
        article = article_of("正文。", publication=Publication(identifier=identifier), language="ja" if at else "uy")
        books.append(publish_both(article, tmp_path / str(at)).epub)
    assert epubcheck(books) == [[] for _ in books]
