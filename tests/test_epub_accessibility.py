"""What a book says of its accessibility is what is in it: each value is there when it is true and only then."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Published, article_of, heading, publish_both, text
from lxml import etree
from PIL import Image
from test_epub import EPUB_TYPE, NAMESPACES, Book
from validators import epubcheck

from publisher.__main__ import main
from publisher.errors import InputError
from publisher.messages.accessibility import SUMMARY
from publisher.model import (
    Article,
    Block,
    Box,
    Credit,
    Figure,
    InlineImage,
    LanguageRun,
    Note,
    NoteBlock,
    Paragraph,
    Quote,
    Ruby,
    Text,
)
from publisher.options import Options, RenderOptions, WriteOptions
from publisher.provenance.record import recorded_options

Makes = Callable[..., Published]


def png() -> str:
    """A picture in its own address."""
    data = io.BytesIO()
    Image.new("RGB", (4, 3), "white").save(data, "PNG")
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()


def moving_gif() -> str:
    frames = [Image.new("RGB", (4, 3), colour) for colour in ("white", "black", "white")]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=50, loop=0)
    return "data:image/gif;base64," + base64.b64encode(data.getvalue()).decode()


PICTURE = png()
DESCRIBED = Figure(src=PICTURE, alt="一座石桥")
CAPTIONED = Figure(src=PICTURE, caption=text("锦带桥"))
BARE = Figure(src=PICTURE, credit=text("周渡 摄"))
NOTED = Paragraph(content=(Text("甲"), Note((Paragraph(content=text("注")),))))
READ = Paragraph(content=(Ruby("灯", "dēng"), Text("下")))
FOREIGN = Paragraph(content=(LanguageRun(text("bonjour"), "fr"),))
ALWAYS = {"readingOrder", "tableOfContents", "displayTransformability", "horizontalWriting", "unlocked"}


def said(book: Book, name: str) -> list[str]:
    return book.metadata(f"o:meta[@property='schema:{name}']")


def book_of(made: Makes, *blocks: Block | str, chosen: Options | None = None, **fields: Any) -> Book:
    return Book(made(article_of("正文。", *blocks, **fields), chosen).epub)


# --- modes and features --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "modes", "sufficient"),
    [
        ([], ["textual"], "textual"),
        ([DESCRIBED], ["textual", "visual"], "textual"),
        ([CAPTIONED], ["textual", "visual"], "textual"),
        ([BARE], ["textual", "visual"], "textual,visual"),
        ([DESCRIBED, BARE], ["textual", "visual"], "textual,visual"),
        ([Paragraph(content=(InlineImage(PICTURE, "⿰木灯"),))], ["textual", "visual"], "textual"),
        ([Paragraph(content=(InlineImage(PICTURE, ""),))], ["textual", "visual"], "textual,visual"),
        # Neither is there to be seen.
        ([Figure(src="missing.png")], ["textual"], "textual"),
        ([Figure(src="", caption=text("锦带桥"))], ["textual"], "textual"),
    ],
)
def test_what_is_needed_to_take_it_in(made: Makes, blocks: list[Block], modes: list[str], sufficient: str) -> None:
    book = book_of(made, *blocks)
    assert said(book, "accessMode") == modes
    assert said(book, "accessModeSufficient") == [sufficient]


@pytest.mark.parametrize(
    ("blocks", "features"),
    [
        ([], set()),
        ([heading("一"), "乙"], {"structuralNavigation"}),
        ([READ], {"rubyAnnotations"}),
        ([NOTED], {"ARIA"}),
        ([DESCRIBED], {"alternativeText"}),
        ([CAPTIONED, DESCRIBED], {"alternativeText"}),
        ([CAPTIONED, BARE], set()),
        ([Figure(src="missing.png", alt="一座石桥")], set()),
    ],
)
def test_a_feature_is_claimed_where_it_is_there(made: Makes, blocks: list[Block], features: set[str]) -> None:
    found = said(book_of(made, *blocks), "accessibilityFeature")
    assert set(found) == ALWAYS | features
    assert len(set(found)) == len(found)


def test_the_way_lines_run_is_told_where_there_are_two(made: Makes) -> None:
    vertical = Options(render=RenderOptions(writing_mode="vertical"))
    assert "verticalWriting" in said(book_of(made, chosen=vertical), "accessibilityFeature")
    english = said(book_of(made, language="en"), "accessibilityFeature")
    assert not {"verticalWriting", "horizontalWriting"} & set(english)


def test_nothing_flashes_for_animations_are_made_stills(made: Makes) -> None:
    book = book_of(made, Figure(src=moving_gif(), alt="闪光"))
    assert said(book, "accessibilityHazard") == ["none"]
    (name,) = (name for name in book.files if "/images/" in name)
    with Image.open(io.BytesIO(book.files[name])) as image:
        assert (image.format, getattr(image, "n_frames", 1)) == ("PNG", 1)


def test_no_page_list_is_made_for_there_are_no_pages(made: Makes) -> None:
    book = book_of(made, heading("一"), NOTED)
    navs = [nav.get(EPUB_TYPE) for nav in book.navigation.iterfind(".//h:nav", NAMESPACES)]
    assert navs == ["toc", "landmarks"]
    assert not any("page" in feature.lower() for feature in said(book, "accessibilityFeature"))


# --- the summary ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "keys"),
    [
        ([], ["plain", "unjudged"]),
        ([DESCRIBED], ["still", "unjudged"]),
        ([DESCRIBED, CAPTIONED], ["still", "captions", "unjudged"]),
        ([CAPTIONED, BARE, BARE], ["still", "captions", "undescribed", "unjudged"]),
        ([NOTED, FOREIGN], ["plain", "notes", "languages", "unjudged"]),
    ],
)
@pytest.mark.parametrize("language", ["zh-Hans", "ja", "ko"])
def test_the_summary_tells_facts_in_the_books_own_language(
    made: Makes, blocks: list[Block], keys: list[str], language: str
) -> None:
    (summary,) = said(book_of(made, *blocks, language=language), "accessibilitySummary")
    at = 0
    for key in keys:
        pattern = re.escape(SUMMARY[key][language]).replace(re.escape("{count}"), r"\d+")
        found = re.compile(pattern).search(summary, at)
        assert found, (key, summary)
        at = found.end()
    assert at == len(summary)


def test_the_summary_counts(made: Makes) -> None:
    (summary,) = said(book_of(made, CAPTIONED, BARE, BARE, NOTED, language="en"), "accessibilitySummary")
    assert "Captions are all that describes 1 of its pictures." in summary
    assert "Nothing describes 2 of its pictures." in summary
    assert "Its notes (1)" in summary


# --- conformance ---------------------------------------------------------------------------------------------------------

CERTIFIED = Options(write=WriteOptions(certified_by="某无障碍中心 & Co."))


def test_no_standard_is_claimed_unless_somebody_answers_for_it(made: Makes) -> None:
    assert b"conformsTo" not in book_of(made, DESCRIBED).files["EPUB/content.opf"]
    book = book_of(made, DESCRIBED, chosen=CERTIFIED)
    (claim,) = book.package.iterfind(".//o:meta[@property='dcterms:conformsTo']", NAMESPACES)
    (by,) = book.package.iterfind(".//o:meta[@property='a11y:certifiedBy']", NAMESPACES)
    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
    assert (by.text, by.get("refines")) == ("某无障碍中心 & Co.", f"#{claim.get('id')}")
    (summary,) = said(book, "accessibilitySummary")
    assert SUMMARY["unjudged"]["zh-Hans"] not in summary


def test_nobody_can_answer_for_a_picture_that_is_not_described(tmp_path: Path) -> None:
    bare = Figure(src=PICTURE, lines=(7, 7))
    with pytest.raises(InputError) as caught:
        publish_both(article_of("正文。", DESCRIBED, bare, BARE), tmp_path, CERTIFIED)
    assert (caught.value.code, caught.value.line, caught.value.values["count"]) == ("certified-undescribed", 7, "2")
    assert list(tmp_path.iterdir()) == []


def test_it_is_an_option_of_the_command_line_and_of_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.md"
    source.write_text("# 渡口\n\n渡口的老钟每天敲两遍，头一遍催人上船，后一遍催人回家。\n", "utf-8")
    target = tmp_path / "a.epub"
    assert main(["build", str(source), "-o", str(target), "--certified-by", "周渡"]) == 0
    assert Book(target).metadata("o:meta[@property='a11y:certifiedBy']") == ["周渡"]
    assert main(["build", str(source), "-o", str(target), "--certified-by", " "]) == 2
    source.write_text("---\ntitle: 题\npublisher:\n  certified-by: 周渡\n---\n\n正文。\n", "utf-8")
    assert main(["build", str(source), "-o", str(target)]) == 2
    assert "certified-by" in capsys.readouterr().err


def test_the_record_of_a_build_knows_who_answered() -> None:
    assert recorded_options(CERTIFIED, "epub")["write"]["certified-by"] == "某无障碍中心 & Co."


# --- asked for -----------------------------------------------------------------------------------------------------------


def test_strict_asks_for_a_description_of_every_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("RGB", (4, 3)).save(tmp_path / "bridge.png")
    source, target = tmp_path / "a.md", tmp_path / "a.epub"
    words = "# 渡口\n\n渡口的老钟每天敲两遍，头一遍催人上船，后一遍催人回家。\n\n{}\n\n过了江就是集市，卖鱼的人天不亮就来了。\n"
    source.write_text(words.format("![](bridge.png)"), "utf-8")
    assert main(["build", str(source), "-o", str(target), "--strict"]) == 3
    assert "image-undescribed" in capsys.readouterr().err
    assert not target.exists()
    assert main(["build", str(source), "-o", str(target)]) == 0
    assert "image-undescribed" in capsys.readouterr().err
    source.write_text(words.format("![一座石桥](bridge.png)"), "utf-8")
    assert main(["build", str(source), "-o", str(target), "--strict"]) == 0
    assert capsys.readouterr().err == ""


# --- roles ---------------------------------------------------------------------------------------------------------------

ROLES = {"endnotes": "doc-endnotes", "footnote": "doc-footnote", "noteref": "doc-noteref", "colophon": "doc-colophon",
         "toc": "doc-toc", "landmarks": None}  # fmt: skip
"""`epub:type` -> the role of DPUB-ARIA 1.1 that goes with it."""
EVERYTHING: Article = article_of(
    heading("一"),
    NOTED,
    READ,
    FOREIGN,
    DESCRIBED,
    CAPTIONED,
    Box(blocks=(Paragraph(content=text("甲")),), title=text("链接")),
    Quote(blocks=(Paragraph(content=text("甲")),), attribution=text("乙")),
    NoteBlock(blocks=(Paragraph(content=text("甲")),), label="注"),
    heading("深", 4),
    "丙",
    *(Credit(content=text(f"{label}：周渡")) for label in ("编辑", "校对", "制图")),
)


@pytest.mark.parametrize("theme", ["base", "press", "book", "gazette"])
def test_every_epub_type_has_its_role_and_every_part_its_name(made: Makes, theme: str) -> None:
    book = Book(made(EVERYTHING, Options(render=RenderOptions(theme=theme))).epub)
    for document in (book.content, book.navigation):
        ids = set(document.xpath("//@id"))
        typed = [each for each in document.iter() if each.get(EPUB_TYPE) and not isinstance(each, etree._Comment)]
        assert typed
        for each in typed:
            kind = each.get(EPUB_TYPE, "")
            if each.tag == f"{{{NAMESPACES['h']}}}a" and "landmarks" in each.xpath(
                "ancestor::h:nav/@e:type", namespaces=NAMESPACES
            ):
                continue
            assert each.get("role") == ROLES[kind], kind
        for each in document.xpath("//h:section | //h:nav", namespaces=NAMESPACES):
            named = each.get("aria-labelledby")
            assert each.get("aria-label") or named in ids
    assert {each.get(EPUB_TYPE) for each in book.content.iter()} - {None} == {
        "noteref",
        "endnotes",
        "footnote",
        "colophon",
    }


def test_epubcheck_has_nothing_to_say_of_any_of_it(tmp_path: Path) -> None:
    articles = [article_of("正文。", *blocks) for blocks in ([], [DESCRIBED], [BARE], [NOTED, READ, FOREIGN])]
    books = [publish_both(article, tmp_path / str(at)).epub for at, article in enumerate(articles)]
    books.append(publish_both(EVERYTHING, tmp_path / "certified", CERTIFIED).epub)
    assert epubcheck(books) == [[] for _ in books]
