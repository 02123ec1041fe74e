"""The page of a catalogue in a real browser: what it lists, how it searches, and that it can be used by anybody on any screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pytest
from browsing import DESKTOP, NARROWEST, PATIENCE, PHONE, TABLET, Scheme, Size, contrasts, resize
from shelf_of_books import epub, picture, series, served, stated
from test_catalogue import TERMS

from publisher.catalogue import Asked, write_catalogue
from publisher.shared_fonts import FontFolder, shared_fonts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BOOKS = 60
SHOWN = 24


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is served some folders below the root of a server."""
    root = tmp_path_factory.mktemp("www")
    place = root / "some where" / "文库"
    for number in range(BOOKS - 4):
        about = stated(
            date=f"2024-{number % 12 + 1:02}-05",
            people=[f"作者{number % 5}"],
            subjects=["水利" if number % 2 else "人物"],
        )
        epub(
            place / f"{number:02}.epub",
            f"河上第 {number} 桥",
            stated=about,
            cover=picture() if number % 3 == 0 else None,
        )
    epub(place / "大学.epub", "北京大学的灯", text="灯下。", stated=stated(date="2020", people=["沈听雨"]))
    epub(place / "京.epub", "京城大路", text="北京有很多大学，北京大学在西边。Old Bridge.", stated=stated(date="2019"))
    epub(
        place / "ja.epub",
        "雨の帳",
        text="傘を差して歩いた。",
        language="ja",
        stated=stated(date="2018", more=series("雨", "1")),
    )
    hostile = "<img src=x onerror=alert(1)>"
    epub(
        place / "x.epub",
        hostile,
        stated=stated(people=[hostile], more=f"<dc:description>{hostile.replace('<', '&lt;')}</dc:description>"),
    )
    (place / "大学.html").write_text("<!DOCTYPE html><title>灯</title>", "utf-8")
    (place / "大学.pdf").write_bytes(b"%PDF-1.7\n")
    shared_fonts(FontFolder(place), ["PublisherWenKai-Regular.ttf"])
    write_catalogue(place, Asked("栈桥文库"))
    return place


class Shown(NamedTuple):
    page: Page
    asked: list[str]
    """The files that were asked for, below the folder."""

    def settle(self) -> None:
        self.page.wait_for_load_state("networkidle")

    def go(self, target: str) -> None:
        self.page.evaluate("(target) => { location.hash = target }", target)
        self.settle()

    def titles(self) -> list[str]:
        return self.page.locator("#books h3").all_inner_texts()

    def search(self, query: str) -> list[str]:
        self.page.fill("#query", query)
        self.page.press("#query", "Enter")
        self.page.wait_for_function(
            "(query) => document.getElementById('heading').textContent.includes(query)", arg=query
        )
        self.settle()
        return self.titles()


@contextmanager
def opened(
    browser: Browser, shelf: Path, size: Size = DESKTOP, scheme: Scheme = "light", target: str = ""
) -> Iterator[Shown]:
    """The page on a screen, served from a folder of a server. Nothing on it may fail, or be asked for from elsewhere."""
    root = shelf.parents[1]
    with served(root) as address:
        context = browser.new_context(viewport={"width": size.width, "height": size.height}, color_scheme=scheme)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        faults: list[str] = []
        asked: list[str] = []
        base = f"{address}{quote(shelf.relative_to(root).as_posix())}/"
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("request", lambda request: asked.append(request.url.removeprefix(base)))
        page.goto(f"{base}{target}")
        shown = Shown(page, asked)
        shown.settle()
        yield shown
        context.close()
        assert faults == []
        assert [url for url in asked if url.startswith("http")] == []


def test_it_begins_with_the_newest_and_goes_on_in_pages(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf) as shown:
        assert shown.page.title() == "栈桥文库"
        first = shown.titles()
        assert len(first) == SHOWN
        assert first[0] == "河上第 47 桥"
        seen = [*first]
        while shown.page.locator("#pages a[rel=next]").count():
            before = shown.titles()[0]
            shown.page.click("#pages a[rel=next]")
            shown.page.wait_for_function(
                "(before) => document.querySelector('#books h3')?.textContent !== before", arg=before
            )
            seen += shown.titles()
        assert len(seen) == len(set(seen)) == BOOKS


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("北京大学", ["北京大学的灯", "京城大路"]),
        ("沈听雨", ["北京大学的灯"]),
        ("old BRIDGE", ["京城大路"]),
        ("傘を差して", ["雨の帳"]),
        ("河上 47", ["河上第 47 桥"]),
        ("onerror", ["<img src=x onerror=alert(1)>"]),
        ("完全没有", []),
    ],
)
def test_it_finds_by_title_people_and_text_the_best_first(query_page: Shown, query: str, found: list[str]) -> None:
    assert query_page.search(query) == found


def test_a_search_loads_only_the_shards_it_needs(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf) as shown:
        assert [name for name in shown.asked if "/search/" in name] == []
        shown.search("北京大学")
        assert len({name for name in shown.asked if "/search/" in name}) <= 3


@pytest.mark.parametrize(("text", "wanted"), TERMS)
def test_the_page_takes_queries_apart_as_the_index_was_made(query_page: Shown, text: str, wanted: list[str]) -> None:
    assert query_page.page.evaluate("(text) => terms(text)", text) == wanted


@pytest.fixture(scope="module")
def query_page(browser: Browser, shelf: Path) -> Iterator[Shown]:
    with opened(browser, shelf) as shown:
        yield shown


def test_books_are_found_by_date_section_and_author(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf) as shown:
        for view, name, first in (
            ("dates", "2024 年 3 月", "河上第 50 桥"),
            ("dates", "2020 年", "北京大学的灯"),
            ("sections", "水利", "河上第 47 桥"),
            ("authors", "作者3", "河上第 23 桥"),
            ("series", "雨", "雨の帳"),
        ):
            shown.page.click(f"#menu a[data-view={view}]")
            shown.page.wait_for_selector(f"#names a:text('{name}')")
            assert shown.page.get_attribute(f"#menu a[data-view={view}]", "aria-current") == "true"
            shown.page.click(f"#names a:text('{name}')")
            shown.page.wait_for_selector("#books:not([hidden])")
            shown.page.wait_for_function("(name) => document.getElementById('heading').textContent === name", arg=name)
            assert shown.titles()[0] == first


def test_an_address_leads_to_what_it_showed(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf, target=f"#q={quote('北京大学')}") as shown:
        shown.page.wait_for_function("document.querySelectorAll('#books h3').length === 2")
        assert shown.page.input_value("#query") == "北京大学"
        shown.page.click("#menu a[data-view=dates]")
        shown.page.wait_for_selector("#names a")
        shown.page.go_back()
        shown.page.wait_for_function("document.querySelectorAll('#books h3').length === 2")


def test_links_lead_to_every_format(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf) as shown:
        shown.search("沈听雨")
        links = shown.page.locator("#books .formats a")
        assert links.all_inner_texts() == ["EPUB", "PDF", "HTML"]
        assert links.first.get_attribute("aria-label") == "下载《北京大学的灯》（EPUB）"
        for link in links.all():
            address = link.evaluate("(link) => link.href")
            assert shown.page.request.get(address).ok
        assert shown.page.locator("#books h3 a").get_attribute("href") == "%E5%A4%A7%E5%AD%A6.html"


def test_what_books_say_never_becomes_markup(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf) as shown:
        shown.search("onerror")
        assert shown.page.locator("#books img[src=x], #books [onerror]").count() == 0
        assert shown.page.locator("#books .by").inner_text().startswith("<img src=x")
        policy = shown.page.get_attribute("meta[http-equiv]", "content") or ""
        assert "default-src 'none'" in policy and "unsafe" not in policy


def test_without_script_the_newest_are_there(browser: Browser, shelf: Path) -> None:
    with served(shelf) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        assert page.locator("#books h3").count() == SHOWN
        assert page.locator("#search").is_hidden() and page.locator("#menu").is_hidden()
        assert page.locator("footer a").first.get_attribute("href") == "opds.atom"
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(browser: Browser, shelf: Path, scheme: Scheme) -> None:
    ground = "rgb(22, 22, 24)" if scheme == "dark" else "rgb(251, 249, 244)"
    with opened(browser, shelf, scheme=scheme) as shown:
        for target in ("", "#dates", f"#q={quote('北京')}"):
            shown.go(target)
            low = [each for each in contrasts(shown.page, ground) if each.ratio < 4.5]
            assert low == []


@pytest.mark.parametrize("size", [NARROWEST, PHONE, TABLET, DESKTOP], ids=str)
def test_nothing_leaves_the_screen(browser: Browser, shelf: Path, size: Size) -> None:
    with opened(browser, shelf, size) as shown:
        for target in ("", "#authors", "#dates"):
            shown.go(target)
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= size.width
        resize(shown.page, size)


def test_it_can_be_used_by_keys_alone(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf) as shown:
        reached = []
        for _ in range(12):
            shown.page.keyboard.press("Tab")
            reached.append(
                shown.page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
            )
        assert reached[:4] == ["跳到列表", "栈桥文库", "query", "检索"]
        assert reached[4:8] == ["最新", "按日期", "按栏目", "专栏与刊期"]
        shown.page.focus("#menu a[data-view=dates]")
        shown.page.keyboard.press("Enter")
        shown.page.wait_for_selector("#names a")
        assert shown.page.evaluate("document.activeElement.id") == "heading"
        ring = "getComputedStyle(document.activeElement).outlineStyle"
        shown.page.keyboard.press("Tab")
        assert shown.page.evaluate(ring) == "solid"


def test_languages_and_names_are_told(browser: Browser, shelf: Path) -> None:
    with opened(browser, shelf) as shown:
        assert shown.page.get_attribute("html", "lang") == "zh-Hans"
        shown.search("傘を差して")
        assert shown.page.get_attribute("#books .book", "lang") == "ja"
        assert shown.page.evaluate("document.querySelector('#query').labels[0].textContent") == "检索"
        assert shown.page.locator("nav[aria-label], [role=search], main, h1, h2#heading").count() >= 5
        assert shown.page.locator("#books img:not([alt])").count() == 0


def test_shared_faces_are_taken_where_the_machine_has_none(browser: Browser, shelf: Path) -> None:
    css = (shelf / "catalogue" / "web" / "faces.css").read_text("utf-8")
    assert "There are no shared faces" in css
    shared_fonts(FontFolder(shelf), ["NotoSansCJKSC-Regular.otf"])
    write_catalogue(shelf, Asked("栈桥文库"))
    css = (shelf / "catalogue" / "web" / "faces.css").read_text("utf-8")
    assert 'src: local("Noto Sans CJK SC"), url(../../fonts/NotoSansCJKSC-Regular.otf)' in css
    with opened(browser, shelf) as shown:
        shown.page.evaluate("document.fonts.load('400 16px shared-hei', '检索')")
        assert shown.page.evaluate("[...document.fonts].map((face) => face.status)") == ["loaded"]
