"""The preview's page in a browser: what a designer sees when files change. Headless Chromium, driven by Playwright.

The page's policy forbids `eval`, so everything is awaited by selectors; the page says in attributes which version it shows.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import PATIENCE
from conftest import ROOT
from PIL import Image
from previewing import Preview, previewing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

THEME = 'extends = "press"\n[page]\nleading = 18.0\n'
REDDISH = "rgb(187, 0, 0)"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a feature of several pages, and a theme."""
    shutil.copy(ROOT / "data" / "samples" / "canals.txt", tmp_path / "feature.txt")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.toml").write_text(THEME, "utf-8")
    return tmp_path


@pytest.fixture
def preview(desk: Path) -> Iterator[Preview]:
    with previewing("feature.txt", "--theme", "./mine", "--messages", "en", cwd=desk) as running:
        yield running


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """The page with the first pictures on it; nothing in it may fail, and nothing be asked for elsewhere."""
    yield from opened(browser, preview)


def opened(browser: Browser, preview: Preview, *, density: float = 1) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, device_scale_factor=density)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(preview.address) else None)
    page.goto(preview.address)
    page.wait_for_selector("#desk[data-shown]")
    yield page
    context.close()
    assert faults == []


def version(page: Page) -> int:
    return int(page.get_attribute("#desk", "data-shown") or 0)


def picture(page: Page, number: int = 1) -> str:
    """The address of the picture of a page."""
    return page.get_attribute(f"#page-{number} img", "src") or ""


def redrawn(page: Page, before: int) -> None:
    page.wait_for_selector(f'#desk[data-shown]:not([data-shown="{before}"])')


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_pictures_of_pages_appear_sharp(browser: Browser, preview: Preview) -> None:
    for density in (1, 2):
        for page in opened(browser, preview, density=density):
            box = page.locator("#page-1 img").bounding_box()
            assert box is not None
            with Image.open(BytesIO(preview.get(picture(page)).body)) as drawn:
                # A pixel of the picture is a pixel of the screen.
                assert abs(drawn.width - box["width"] * density) <= 1
                assert any(drawn.convert("L").histogram()[:90])
            assert page.locator("figure.page").count() == 3
            assert page.get_attribute("#page-2 img", "alt") in ("", "Page 2 of 3")


def test_changes_of_text_sidecar_and_theme_are_redrawn_where_one_is(page: Page, desk: Path) -> None:
    page.keyboard.press("j")
    page.wait_for_selector("#page-2 img[src]")
    before, top = version(page), page.evaluate("document.getElementById('desk').scrollTop")
    assert top > 100
    first = picture(page, 2)
    edit(desk / "feature.txt", "最难的一段在钟楼巷", "最难的一段在钟鼓楼巷")
    redrawn(page, before)
    assert picture(page, 2) != first
    assert abs(page.evaluate("document.getElementById('desk').scrollTop") - top) < 2
    before = version(page)
    (desk / "mine" / "page.css").write_text("@page { background: #fec; }\n")
    redrawn(page, before)
    before, second = version(page), picture(page, 2)
    (desk / "feature.publisher.toml").write_text('punctuation = "half-width"\n')
    redrawn(page, before)
    assert picture(page, 2) != second


def test_overlays_are_switched_on_and_off(page: Page) -> None:
    assert page.locator(".overlay").count() == 0
    for key, group in (("l", "ends"), ("g", "grid"), ("m", "margins")):
        page.keyboard.press(key)
        page.wait_for_selector(f"#page-1 .overlay .{group}", state="visible" if group != "grid" else "attached")
        assert page.get_attribute(f'[data-overlay="{group}"]', "aria-pressed") == "true"
    page.wait_for_selector("#desk[data-measured]")
    strokes = page.locator("#page-1 .ends .line.flush")
    assert strokes.count() > 10
    assert "flush" in (strokes.first.locator("title").text_content() or "")
    assert page.locator("#page-1 .grid line").count() > 30
    assert page.locator("#page-1 .margins rect").count() == 2
    flush, short, overfull, _ = page.locator("#legend span").all_inner_texts()
    assert int(flush.split()[-1]) > 30 and (short, overfull) == ("short 0", "overfull 0")
    page.click('[data-overlay="ends"]')
    page.wait_for_selector("#page-1 .overlay .ends", state="hidden")


def test_a_broken_theme_is_shown_with_file_and_line_over_the_last_pages(page: Page, desk: Path) -> None:
    old = picture(page)
    (desk / "mine" / "theme.toml").write_text(THEME.replace("18.0", '"18pt"'))
    page.wait_for_selector("#trouble:not([hidden])")
    told = page.inner_text("#trouble")
    assert "mine/theme.toml:3" in told and "theme-broken" in told and "last good pages" in told
    assert 'leading = "18pt"' in page.inner_text("#trouble .hit")
    assert picture(page) == old and page.locator("#page-1 img").is_visible()
    (desk / "mine" / "theme.toml").write_text(THEME)
    page.wait_for_selector("#trouble", state="hidden")
    assert picture(page) == old


def test_the_book_is_shown_in_its_own_faces_without_scripts(page: Page, desk: Path) -> None:
    page.keyboard.press("2")
    page.wait_for_selector("#shelf[data-shown]")
    frame = page.frame_locator("iframe")
    assert "引得活水进城" in frame.locator("h1").inner_text()
    assert page.get_attribute("iframe", "sandbox") == "allow-same-origin"
    faces = page.evaluate(
        "[...document.querySelector('iframe').contentDocument.fonts]"
        ".filter((each) => each.status === 'loaded').map((each) => each.family)"
    )
    assert {"song", "hei", "kai"} <= set(faces)
    shown = page.get_attribute("#shelf", "data-shown")
    edit(desk / "feature.txt", "引得活水进城", "引得清水进城")
    (desk / "mine" / "style.css").write_text(f".headline {{ color: {REDDISH}; }}\n")
    page.wait_for_selector(f'#shelf[data-shown]:not([data-shown="{shown}"])')
    frame.get_by_role("heading", name="引得清水进城").wait_for()
    page.wait_for_selector("iframe:only-child")
    page.click("#night")
    assert frame.locator("html.night").count() == 1


def test_a_remark_leads_to_its_source_line_and_its_page(page: Page, desk: Path) -> None:
    before = version(page)
    word = "pneumonoultramicroscopicsilicovolcanoconiosis" * 3
    edit(desk / "feature.txt", "最难的一段在钟楼巷。", f"最难的一段在钟楼巷{word}。")
    redrawn(page, before)
    line = next(n for n, text in enumerate((desk / "feature.txt").read_text("utf-8").splitlines(), 1) if word in text)
    remark = page.locator("#remarks button", has_text="word-broken").first
    assert f"line {line}" in remark.inner_text()
    number = re.search(r"· page (\d)", remark.inner_text())
    assert number
    remark.click()
    page.wait_for_selector("#source li.hit")
    assert word in page.inner_text("#source li.hit")
    page.wait_for_selector(f"#page-{number[1]} .spot")


def test_it_can_be_used_by_keys_and_keeps_what_was_chosen(page: Page) -> None:
    page.keyboard.press("s")
    assert page.get_attribute('[data-layout="single"]', "aria-pressed") == "true"
    assert page.locator(".spread > .page").count() == page.locator(".spread").count() == 3
    page.keyboard.press("0")
    assert page.inner_text("#percent") == "100%"
    page.keyboard.press("+")
    assert page.inner_text("#percent") == "120%"
    page.keyboard.press("d")
    assert page.locator("#panel").is_hidden()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("#desk[data-shown]")
    assert page.inner_text("#percent") == "120%" and page.locator("#panel").is_hidden()
    nameless = page.locator("button:visible").evaluate_all(
        "(all) => all.filter((each) => !(each.textContent.trim() || each.ariaLabel)).length"
    )
    assert nameless == 0


def test_vertical_pages_go_from_right_to_left_and_the_page_speaks_chinese(browser: Browser, desk: Path) -> None:
    with previewing(
        "feature.txt", "--writing-mode", "vertical", "--trim", "a5", "--messages", "zh", cwd=desk
    ) as preview:
        for page in opened(browser, preview):
            assert page.get_attribute("html", "lang") == "zh-Hans"
            assert page.inner_text('[data-overlay="ends"]') == "行尾"
            second, third = (page.locator(f"#page-{number}").bounding_box() for number in (2, 3))
            assert second is not None and third is not None and second["x"] > third["x"]
            page.keyboard.press("l")
            page.wait_for_selector("#desk[data-measured]")
            strokes = page.locator("#page-2 .ends .flush .stroke")
            assert strokes.count() > 5
            assert strokes.first.get_attribute("y1") == strokes.first.get_attribute("y2")


def test_a_vertical_book_goes_on_at_the_left_and_keeps_the_readers_place(browser: Browser, desk: Path) -> None:
    with previewing("feature.txt", "--writing-mode", "vertical", "--messages", "en", cwd=desk) as preview:
        for page in opened(browser, preview):
            page.keyboard.press("2")
            page.wait_for_selector("#shelf[data-shown]")
            window = "document.querySelector('iframe').contentWindow"
            assert page.evaluate(f"{window}.getComputedStyle({window}.document.body).writingMode") == "vertical-rl"
            page.evaluate(f"{window}.scrollTo(-700, 0)")
            first = (
                f"[...{window}.document.querySelectorAll('p')]"
                f".find((each) => each.getBoundingClientRect().left < {window}.innerWidth)"
            )
            before = page.evaluate(f"{first}.textContent.slice(0, 12)")
            shown = page.get_attribute("#shelf", "data-shown")
            edit(desk / "feature.txt", "引得活水进城", "引得清水进城")
            page.wait_for_selector(f'#shelf[data-shown]:not([data-shown="{shown}"])')
            page.wait_for_selector("iframe:only-child")
            assert page.evaluate(f"{window}.scrollX") < -600
            assert page.evaluate(f"{first}.textContent.slice(0, 12)") == before
