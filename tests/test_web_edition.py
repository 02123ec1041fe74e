"""The web edition: one page that holds all it shows, and says of itself only what the article says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SAMPLES, Published, article_of, options, publish_all, read, text
from expected_text import body_text
from lxml import etree
from test_epub import NAMESPACES, Book
from validators import squashed

from publisher.model import Article, Byline, Cell, Figure, Heading, Inline, Note, Paragraph, Table, Text
from publisher.options import Options
from publisher.render.linked_data import LONGEST_SUMMARY, locale, summary
from publisher.tree import plain_text


class Web:
    """A web page, parsed as XML: what is written is well-formed too."""

    def __init__(self, path: Path):
        self.source = path.read_text("utf-8")
        style_start, style_end = self.source.index("<style>") + 7, self.source.index("</style>")
        self.style = self.source[style_start:style_end]
        bare = self.source[:style_start] + self.source[style_end:]
        self.tree = etree.fromstring(bare.removeprefix("<!DOCTYPE html>").strip())

    def meta(self, name: str) -> list[str]:
        return [str(each) for each in self.tree.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]

    @property
    def linked_data(self) -> Any:
        (script,) = self.tree.xpath("//script")
        assert script.get("type") == "application/ld+json"
        return json.loads(script.text)


def made(article: Article, folder: Path, chosen: Options | None = None, base: Path | None = None) -> Web:
    path = folder / "page.html"
    publish_all(article, [path], chosen or Options(), base=base, worker=None)
    return Web(path)


@pytest.fixture(params=[path.name for path in SAMPLES])
def web(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Article, Web]:
    source = ROOT / "data" / "samples" / request.param
    article = read(source)
    return article, made(article, tmp_path, base=source.parent)


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [
            (tag, value or "") for name, value in attributes if name in ("src", "href", "srcset", "poster", "data")
        ]


def test_a_page_asks_for_nothing(web: tuple[Article, Web]) -> None:
    _, page = web
    parser = _Addresses()
    parser.feed(page.source)
    for tag, address in parser.found:
        assert address.startswith(("data:", "#")) or (tag == "a" and address.startswith(("http", "mailto:"))), address
    assert set(re.findall(r"url\((\w+:)", page.style)) <= {"data:"} and "@import" not in page.style
    (policy,) = page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "script-src" not in policy and "http" not in policy
    head = [str(each.tag) for each in page.tree.iterfind("head/*")]
    assert head.index("meta") < head.index("script") and head[1] == "meta"


def test_the_text_of_a_page_is_the_articles(sample: Published, tmp_path: Path) -> None:
    page = made(sample.article, tmp_path, base=ROOT / "data" / "samples")
    (body,) = page.tree.xpath("//div[@class='body']")
    notes = "".join(squashed("".join(note.itertext())) for note in page.tree.xpath("//aside[@role='doc-footnote']"))
    assert squashed("".join(body.itertext())) + notes == body_text(sample.article)


def test_a_vertical_page_has_the_same_text(sample: Published, tmp_path: Path) -> None:
    flat = made(sample.article, tmp_path, base=ROOT / "data" / "samples")
    down = made(sample.article, tmp_path, options(vertical=True), base=ROOT / "data" / "samples")
    one, other = ("".join(each.tree.xpath("//body//text()")) for each in (flat, down))
    assert one == other and not flat.tree.xpath("//*[@class='tcy']")


def test_a_page_can_be_walked_by_landmarks(web: tuple[Article, Web]) -> None:
    article, page = web
    assert len(page.tree.xpath("//main[@id='text']/article")) == 1
    assert page.tree.get("lang") == article.language
    assert all(nav.get("aria-label") for nav in page.tree.xpath("//nav"))
    ids = [str(each) for each in page.tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert {str(each)[1:] for each in page.tree.xpath("//a/@href") if str(each).startswith("#")} <= set(ids)
    assert all(cell.get("scope") in ("col", "row") for cell in page.tree.xpath("//th"))


def test_a_note_may_be_called_anywhere_but_not_from_the_contents(tmp_path: Path) -> None:
    def noted(words: str) -> tuple[Inline, ...]:
        return Text(words), Note((Paragraph(content=text(f"{words}的注")),))

    parts = [Heading(content=noted(f"第{at}节")) for at in range(4)]
    table = Table(rows=((Cell(noted("格")),),), caption=noted("表"))
    figure = Figure(src="images/levels.png", caption=noted("图"), credit=noted("摄"))
    article = article_of(*parts, table, figure, headline="题目")
    base = ROOT / "data" / "samples"
    publish_all(article, [tmp_path / "page.html", tmp_path / "book.epub"], Options(), base=base, worker=None)
    page, book = Web(tmp_path / "page.html"), Book(tmp_path / "book.epub")
    for calls, notes in (
        (page.tree.xpath("//a[@role='doc-noteref']"), page.tree.xpath("//aside")),
        (book.find("//h:a[@role='doc-noteref']"), book.find("//h:aside")),
    ):
        assert {call.get("href") for call in calls} == {f"#{note.get('id')}" for note in notes}
        assert len(calls) == 8
    contents = [squashed("".join(link.itertext())) for link in page.tree.xpath("//nav//a")]
    assert contents == [f"第{at}节" for at in range(4)]
    navigation = book.navigation.xpath("//h:nav[1]//h:a", namespaces=NAMESPACES)
    assert [squashed("".join(link.itertext())) for link in navigation] == ["题目", *contents]


# --- what it says of itself ------------------------------------------------------------------------------------------

FEATURE = article_of(
    Paragraph(content=text("渡口的灯亮到十点。"), role="lead"),
    "正文。",
    headline="末班 </script><b> & 渡船",
    deck=text("江上最后一夜"),
    bylines=(Byline(name="沈听雨"), Byline(name="何畔")),
    source="栈桥日报",
    date="2024-05-06",
)


def test_a_page_says_what_the_article_says(tmp_path: Path) -> None:
    page = made(FEATURE, tmp_path)
    assert page.meta("description") == page.meta("og:description") == ["渡口的灯亮到十点。"]
    assert page.meta("og:title") == ["末班 </script><b> & 渡船"]
    assert page.meta("author") == ["沈听雨", "何畔"]
    assert page.meta("article:published_time") == ["2024-05-06"]
    assert page.meta("og:locale") == ["zh_CN"]
    assert page.meta("color-scheme") == ["light dark"] and len(page.meta("theme-color")) == 2
    assert page.linked_data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "末班 </script><b> & 渡船",
        "alternativeHeadline": "江上最后一夜",
        "description": "渡口的灯亮到十点。",
        "author": [{"@type": "Person", "name": "沈听雨"}, {"@type": "Person", "name": "何畔"}],
        "datePublished": "2024-05-06",
        "inLanguage": "zh-Hans",
        "sourceOrganization": {"@type": "Organization", "name": "栈桥日报"},
    }
    assert page.source.count("</script>") == 1


def test_what_is_not_known_is_not_said(tmp_path: Path) -> None:
    page = made(article_of(Figure(src=""), language="x-none"), tmp_path)
    for name in ("description", "og:description", "og:locale", "article:published_time", "author", "source"):
        assert page.meta(name) == [], name
    assert set(page.linked_data) == {"@context", "@type", "headline", "inLanguage"}


def test_the_number_of_a_document_is_no_organisation(tmp_path: Path) -> None:
    page = made(article_of("正文。", source="云政发〔2024〕9号"), tmp_path, options(theme="gazette"))
    assert page.linked_data["@type"] == "Article" and "sourceOrganization" not in page.linked_data


LOCALES = [
    ("zh-Hans", "zh_CN"), ("zh", "zh_CN"), ("zh-Hant", "zh_TW"), ("zh-Hant-TW", "zh_TW"), ("zh-Hant-HK", "zh_HK"),
    ("ja", "ja_JP"), ("ko-KR", "ko_KR"), ("en", ""), ("mul", ""), ("x-none", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "expected"), LOCALES)
def test_locale(language: str, expected: str) -> None:
    assert locale(language) == expected


SUMMARIES = [
    # the first paragraph, what is said of the article
    ("短。", "短。"),
    ("甲" * 120, "甲" * 120),
    ("甲" * 80 + "。" + "乙" * 80, "甲" * 80 + "。"),
    ("甲" * 10 + "。" + "乙" * 200, "甲" * 10 + "。" + "乙" * 108 + "…"),
    ("甲" * 200, "甲" * 119 + "…"),
]


@pytest.mark.parametrize(("paragraph", "expected"), SUMMARIES)
def test_summary(paragraph: str, expected: str) -> None:
    found = summary(article_of("", paragraph))
    assert found == expected and len(found) <= LONGEST_SUMMARY


# --- and back --------------------------------------------------------------------------------------------------------


def fields(article: Article) -> Iterator[str]:
    yield squashed(plain_text(article.headline))
    yield squashed(article.date or "")
    yield squashed(article.source or "")
    yield article.language


def headings(article: Article) -> list[str]:
    return [squashed(plain_text(each.content)) for each in article.blocks if isinstance(each, Heading)]


def test_a_page_is_read_back(sample: Published, tmp_path: Path) -> None:
    made(sample.article, tmp_path, base=ROOT / "data" / "samples")
    again = read(tmp_path / "page.html")
    assert list(fields(again)) == list(fields(sample.article))
    assert [each for each in headings(again) if each in headings(sample.article)] == headings(sample.article)
