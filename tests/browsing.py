"""A real browser for the tests: headless Chromium, driven by Playwright, that may ask for nothing outside what it is shown.

What it shows is told in its own words: computed styles, the boxes of characters, the faces that drew them, contrast.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import validators
from PIL import Image
from validators import unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = validators.chromium()
CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 30
"""Seconds after which a test that waits for an event gives up; none says anything about speed."""


class Size(NamedTuple):
    """Of a window, in px."""

    width: int
    height: int


NARROWEST = Size(320, 568)
PHONE = Size(390, 844)
TABLET = Size(820, 1180)
DESKTOP = Size(1400, 900)

Scheme = Literal["light", "dark"]


def resize(page: Page, size: Size) -> None:
    page.set_viewport_size({"width": size.width, "height": size.height})


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; without one the test is skipped, or fails where validators are required. One at a time in a process."""
    if CHROMIUM is None:
        unavailable("chromium", "it is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS))
        yield opened
        opened.close()


@contextmanager
def shown(
    browser: Browser, file: Path, size: Size = DESKTOP, scheme: Scheme = "light", *, refusing: bool = False
) -> Iterator[Page]:
    """A file of this disk in a window, its faces loaded. Nothing in it may fail, and nothing be asked for but files and data.

    Where the page is tried by what it is to refuse (`refusing`), the browser may say so.
    """
    context = browser.new_context(viewport={"width": size.width, "height": size.height}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None)
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    yield page
    context.close()
    assert [each for each in faults if not (refusing and "Content Security Policy" in each)] == []


def unpacked(epub: Path, folder: Path) -> Path:
    """The first content document of a book whose files now lie in the folder."""
    with zipfile.ZipFile(epub) as container:
        container.extractall(folder)
    return folder / "EPUB" / "c0001.xhtml"


def picture(page: Page) -> Image.Image:
    """What the window shows. (Playwright's own takes the wrong part of a page that goes on at the left.)"""
    asked = {"format": "png", "captureBeyondViewport": False}
    data = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)["data"]
    return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")


def style(page: Page, selector: str, name: str) -> str:
    """A computed property of the first element."""
    return str(page.eval_on_selector(selector, "(each, name) => getComputedStyle(each).getPropertyValue(name)", name))


class Drawn(NamedTuple):
    """A face that drew text: its family, whether the document brought it, and how many glyphs."""

    family: str
    own: bool
    glyphs: int


def faces(page: Page, selector: str) -> list[Drawn]:
    """The faces that drew the text of every element below the first that matches."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    ids = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": f"{selector}, {selector} *"})["nodeIds"]
    found: dict[tuple[str, bool], float] = {}
    for each in ids:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": each})["fonts"]:
            key = font["familyName"], font["isCustomFont"]
            found[key] = found.get(key, 0) + font["glyphCount"]
    session.detach()
    return [Drawn(*key, int(count)) for key, count in found.items()]


class Contrast(NamedTuple):
    """A piece of text, and the contrast of its colour with what is behind it (WCAG 2.2, 1.4.3)."""

    text: str
    ratio: float


_CONTRASTS = """(ground) => {
  const parsed = (colour) => { const n = colour.match(/[\\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const behind = (element) => { for (let each = element; each; each = each.parentElement) {
    const colour = parsed(getComputedStyle(each).backgroundColor); if (colour[3] === 1) return colour; }
    return parsed(ground); };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) { const element = walk.currentNode.parentElement; const text = walk.currentNode.data.trim();
    if (!text || !element.checkVisibility() || element.closest('.skip, script')) continue;
    const [a, b] = [parsed(getComputedStyle(element).color), behind(element)].map(light).sort((x, y) => y - x);
    found.push([text.slice(0, 20), (a + .05) / (b + .05)]); }
  return found;
}"""


def contrasts(page: Page, ground: str = "rgb(255, 255, 255)") -> list[Contrast]:
    """The contrast of every piece of text; `ground` is what is behind the page where it has no colour of its own."""
    return [Contrast(*row) for row in page.evaluate(_CONTRASTS, ground)]


_PLACES = """([selector, from, count]) => {
  const element = document.querySelector(selector);
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) for (let at = 0; at < walk.currentNode.length; at++) {
    const range = document.createRange(); range.setStart(walk.currentNode, at); range.setEnd(walk.currentNode, at + 1);
    const box = range.getBoundingClientRect();
    if (box.width && box.height) found.push([walk.currentNode.data[at], box.x, box.y, box.width, box.height]);
  }
  return found.slice(from, from + count);
}"""


class Place(NamedTuple):
    """Where a character stands in the window, in px."""

    character: str
    x: float
    y: float
    width: float
    height: float


def places(page: Page, selector: str, start: int = 0, count: int = 500) -> list[Place]:
    """The characters of the first element that matches."""
    return [Place(*row) for row in page.evaluate(_PLACES, [selector, start, count])]


def boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    """The box of each element: `x y width height left right top bottom`."""
    return list(
        page.eval_on_selector_all(selector, "(all) => all.map((each) => each.getBoundingClientRect().toJSON())")
    )
