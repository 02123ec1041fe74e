"""Books opened as their readers open them: by foliate-js (Foliate, Readest) and epub.js (many web sites), in Chromium by Playwright.

The machine that the browser sees has a single font, which knows letters but no ideograph and draws a box for whatever it has not.
So what is shown in any other way comes from the book. Nothing is fetched but the reading system and the book; both are given here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image, ImageDraw, ImageFont
from validators import chromium, javascript, unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ElementHandle, Frame, Page, Route

SYSTEMS = ("foliate", "epubjs")
PACKAGES = {"foliate": "foliate-js", "epubjs": "epubjs"}
PATIENCE = 30_000
"""Milliseconds after which something that does not happen is a failure; none says anything about speed."""
WIDTH, HEIGHT, DENSITY = 800, 1000, 2
_ORIGIN = "http://localhost/"
_SHELLS = Path(__file__).parent / "js"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)
_OWN_FAULTS = (
    "An iframe which has both allow-scripts and allow-same-origin",
    "Blocked script execution in 'about:srcdoc'",
)
"""What Chromium says of every page of foliate-js, and of epub.js when Playwright clicks on something."""
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""
BOXES = "Boxes"
"""The one family of the browser's machine."""


class Entry(NamedTuple):
    """A line of the table of contents."""

    label: str
    href: str


class Character(NamedTuple):
    """A character on the screen: the middle of its em square and the size of that, in CSS pixels, and how it is to look."""

    text: str
    x: float
    y: float
    size: float
    families: tuple[str, ...]
    weight: int


# --- the machine ---------------------------------------------------------------------------------------------------


@contextmanager
def browser_without_ideographs(folder: Path) -> Iterator[Browser]:
    """A browser on a machine with one font. Skips the test where browser or reading systems could not be had."""
    found = chromium()
    if found is None:
        unavailable("chromium", "it is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    _write_font(folder / "boxes.ttf")
    (folder / "fonts.conf").write_text(_FONTCONFIG.format(folder=folder), "utf-8")
    environment: dict[str, str | float | bool] = {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "LANG": "C.UTF-8"}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(_FLAGS), env=environment)
        yield browser
        browser.close()


def _write_font(path: Path) -> None:
    """A font with the letters of ASCII, all alike, and a box for every other character."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    builder = FontBuilder(1000, isTTF=True)
    letters = {code: f"uni{code:04X}" for code in range(0x20, 0x7F)}
    builder.setupGlyphOrder([".notdef", *letters.values()])
    builder.setupCharacterMap(letters)
    drawn = {}
    for name in (".notdef", *letters.values()):
        pen = TTGlyphPen(None)
        if name != letters[0x20]:
            right, top = (950, 850) if name == ".notdef" else (450, 600)
            _rectangle(pen, 50, 0, right, top)
            _rectangle(pen, right - 60, 60, 110, top - 60)
        drawn[name] = pen.glyph()
    builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics({name: (1000 if name == ".notdef" else 500, 0) for name in drawn})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupNameTable({"familyName": BOXES, "styleName": "Regular"})
    builder.setupPost()
    builder.save(path)


def _rectangle(pen: Any, left: int, bottom: int, right: int, top: int) -> None:
    """From left to right it is filled; from right to left it is a hole."""
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()


# --- a book that is open -------------------------------------------------------------------------------------------


class Reader:
    """A book on the screen of a reading system."""

    def __init__(self, page: Page):
        self.page = page
        self.contents = [Entry(**each) for each in page.evaluate("system.contents()")]

    def go(self, href: str) -> None:
        self.page.evaluate("(href) => system.goTo(href).then(() => undefined)", href)
        self.settle()

    def left(self) -> None:
        """Turn the page at its left, which in a book that is read from the right leads on."""
        self.page.evaluate("Promise.resolve(system.left()).then(() => undefined)")
        self.settle()

    def place(self) -> float:
        """How far into the book the reader is."""
        return float(self.page.evaluate("system.place()"))

    def has_cover(self) -> bool:
        return bool(self.page.evaluate("system.cover()"))

    def settle(self) -> None:
        """Until fonts and pictures are there and the page has been laid out with them."""
        for frame in self.frames():
            frame.evaluate(_LOADED)
        self.page.evaluate(_LAID_OUT)

    def frames(self) -> list[Frame]:
        """Those with a document of the book."""
        return [frame for frame in self.page.frames[1:] if frame.url not in ("", "about:blank")]

    def find(self, selector: str) -> ElementHandle | None:
        """The first element of the shown documents."""
        for frame in self.frames():
            if found := frame.query_selector(selector):
                return found
        return None

    def is_on_screen(self, element: ElementHandle) -> bool:
        box = element.bounding_box()
        if box is None:
            return False
        across = box["x"] + box["width"] > 0 and box["x"] < WIDTH
        return across and box["y"] + box["height"] > 0 and box["y"] < HEIGHT

    def await_on_screen(self, element: ElementHandle) -> None:
        """Fails if the element does not come into sight. Reading systems lay out again when a font has come."""
        for _ in range(PATIENCE // 50):
            if self.is_on_screen(element):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not on the screen: {element.inner_text()}")

    def await_popped(self) -> ElementHandle:
        """The text of the note that pops up."""
        found = self.page.wait_for_function("system.popped()").as_element()
        assert found is not None
        return found

    def close_popped(self) -> None:
        self.page.evaluate("system.close()")

    def faces(self) -> dict[tuple[str, str], str]:
        """The embedded faces of the shown documents, by family and weight, and their status."""
        found: dict[tuple[str, str], str] = {}
        for frame in self.frames():
            listed = frame.evaluate("[...document.fonts].map((each) => [each.family, each.weight, each.status])")
            found |= {(family.strip('"'), weight): status for family, weight, status in listed}
        return found

    def fonts_used(self) -> Counter[str]:
        """How many glyphs of the shown documents each font of the machine has drawn; those of the book's own faces are under "".

        By Chromium's inspector, which names the font behind every run of glyphs.
        """
        session = self.page.context.new_cdp_session(self.page)
        tree = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        session.send("DOM.enable")
        session.send("CSS.enable")
        used: Counter[str] = Counter()
        for node in _elements_with_text(tree, inside=False):
            for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
                used["" if font["isCustomFont"] else font["familyName"]] += int(font["glyphCount"])
        session.detach()
        return used

    def ideographs(self) -> list[Character]:
        """Han characters that are wholly on the screen, each once, with where their em squares are."""
        found: dict[str, Character] = {}
        for frame in self.frames():
            box = frame.frame_element().bounding_box()
            assert box is not None
            for text, x, y, size, families, weight in frame.evaluate(_IDEOGRAPHS):
                stack = tuple(name.strip(" \"'") for name in families.split(","))
                character = Character(text, box["x"] + x, box["y"] + y, size, stack, int(weight))
                if size < character.x < WIDTH - size and size < character.y < HEIGHT - size:
                    found.setdefault(text, character)
        return list(found.values())

    def screen(self) -> Image.Image:
        with Image.open(io.BytesIO(self.page.screenshot())) as image:
            return image.convert("L")


@contextmanager
def opened(browser: Browser, system: str, book: Path) -> Iterator[Reader]:
    """The book in a reading system, at its beginning. In the end nothing may have failed or have been asked for elsewhere."""
    modules, _ = javascript(PACKAGES[system])
    faults: list[str] = []

    def answer(route: Route) -> None:
        asked = route.request.url.removeprefix(_ORIGIN)
        if asked == "book.epub":
            route.fulfill(path=book, content_type="application/epub+zip")
        elif asked.startswith("npm/"):
            route.fulfill(path=modules / asked.removeprefix("npm/"))
        elif asked == f"{system}.html":
            route.fulfill(path=_SHELLS / asked)
        else:
            faults.append(f"asked for {route.request.url}")
            route.abort()

    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=DENSITY)
    context.set_default_timeout(PATIENCE)
    # Addresses of the page's own memory (blob:) do not come by here.
    context.route("**/*", answer)
    page = context.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: None if said.text.startswith(_OWN_FAULTS) else faults.append(said.text))
    try:
        page.goto(f"{_ORIGIN}{system}.html")
        page.wait_for_function("window.system")
        page.evaluate("system.open('/book.epub')")
        reader = Reader(page)
        reader.settle()
        yield reader
        assert faults == []
    finally:
        context.close()


_LOADED = """async () => {
    await document.fonts.ready
    await Promise.all([...document.images].map((each) => each.decode().catch(() => undefined)))
}"""
# Not within the book, whose scripts do not run.
_LAID_OUT = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

_IDEOGRAPHS = r"""() => {
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
        const node = walker.currentNode, style = getComputedStyle(node.parentElement)
        if (node.parentElement.closest('rt, pre, em')) continue
        for (const { index, 0: text } of node.data.matchAll(/[\p{Script=Han}\p{Script=Hangul}]/gu)) {
            range.setStart(node, index)
            range.setEnd(node, index + text.length)
            const { x, y, width, height } = range.getBoundingClientRect()
            const size = parseFloat(style.fontSize)
            found.push([text, x + width / 2, y + height / 2, size, style.fontFamily, style.fontWeight])
        }
    }
    return found
}"""


def _elements_with_text(node: Mapping[str, Any], *, inside: bool) -> Iterator[int]:
    """The elements within the frames of a tree of the inspector that hold text themselves."""
    children = [*node.get("children", ()), *node.get("shadowRoots", ())]
    is_shown = node.get("localName") not in ("head", "style", "title", "script")
    if inside and is_shown and any(each["nodeType"] == 3 and each["nodeValue"].strip() for each in children):
        yield node["nodeId"]
    if is_shown:
        for child in children:
            yield from _elements_with_text(child, inside=inside)
    if document := node.get("contentDocument"):
        yield from _elements_with_text(document, inside=True)


# --- what a character looks like -----------------------------------------------------------------------------------


class Faces:
    """The embedded faces of a book, taken out of it."""

    def __init__(self, book: Path):
        self._faces: list[tuple[str, int, bytes, frozenset[int]]] = []
        with zipfile.ZipFile(book) as container:
            for name in container.namelist():
                if name.endswith(".css"):
                    self._add(container, name)

    def _add(self, container: zipfile.ZipFile, style: str) -> None:
        from fontTools.ttLib import TTFont

        for rule in re.findall(r"@font-face\s*\{([^}]*)\}", container.read(style).decode()):
            family, file = (re.search(wanted, rule) for wanted in (r"font-family:\s*\"?([\w-]+)", r"url\(\"?([^)\"]+)"))
            weight = re.search(r"font-weight:\s*(\d+)", rule)
            assert family and file
            data = container.read((Path(style).parent / file[1]).as_posix())
            with TTFont(io.BytesIO(data)) as font:
                known = frozenset(font.getBestCmap())
            self._faces.append((family[1], int(weight[1]) if weight else 400, data, known))

    def of(self, character: Character) -> bytes:
        """The face that CSS chooses for a character. Raises LookupError if the book has none."""
        for family in character.families:
            able = [each for each in self._faces if each[0] == family and ord(character.text) in each[3]]
            if able:
                return min(able, key=lambda each: abs(each[1] - character.weight))[2]
        raise LookupError(character.text)


def likeness(screen: Image.Image, character: Character, face: bytes) -> float:
    """How like what is on the screen is to the character drawn from the face by itself: 1 the same, 0 nothing in common."""
    half = character.size / 2
    place = (character.x - half, character.y - half, character.x + half, character.y + half)
    seen = screen.crop(tuple(round(edge * DENSITY) for edge in place))  # type: ignore[arg-type]
    pixels = round(character.size * DENSITY)
    drawn = Image.new("L", (pixels * 2, pixels * 2), 255)
    font = ImageFont.truetype(io.BytesIO(face), pixels, layout_engine=ImageFont.Layout.BASIC)
    ImageDraw.Draw(drawn).text((pixels // 2, pixels // 2), character.text, font=font, fill=0)
    return _correlation(_ink(seen), _ink(drawn))


def _ink(image: Image.Image) -> list[int]:
    """Where there is ink, whatever its colour and however large: 24 by 24 values."""
    turned = image.point(lambda value: 255 - value)
    box = turned.point(lambda value: value if value > 60 else 0).getbbox()
    if box is None:
        return [0] * (24 * 24)
    return list(turned.crop(box).resize((24, 24), Image.Resampling.BILINEAR).tobytes())


def _correlation(one: list[int], other: list[int]) -> float:
    """Pearson's."""
    means = [sum(each) / len(each) for each in (one, other)]
    apart = [[value - mean for value in each] for each, mean in zip((one, other), means, strict=True)]
    spreads = [sum(value * value for value in each) for each in apart]
    if not all(spreads):
        return 0
    return float(sum(a * b for a, b in zip(*apart, strict=True)) / (spreads[0] * spreads[1]) ** 0.5)
