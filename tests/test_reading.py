"""How books and web pages read, asked of a real browser engine: on any screen, light and dark, horizontal and vertical, and on paper.

A content document is opened as it lies in the book, without a reading system: what is told here is what the book itself asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pypdfium2
import pytest
from browsing import (
    DESKTOP,
    NARROWEST,
    PHONE,
    TABLET,
    Place,
    Scheme,
    boxes,
    contrasts,
    faces,
    picture,
    places,
    resize,
    shown,
    style,
    unpacked,
)
from conftest import ROOT, article_of, heading, publish_all, read, text

from publisher.clreq import number_pattern
from publisher.model import Article, Cell, Emphasis, Note, Paragraph, Ruby, Superscript, Table, Text, Verse
from publisher.options import ComposeOptions, Options, RenderOptions

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Browser

SAMPLES = ROOT / "data" / "samples"
READ = {
    # a sample -> the theme it is read in
    "river-ledger.json": "press", "rain-names.json": "press", "order-slips.json": "press", "first-bus.json": "press",
    "lamp-road.txt": "book", "tea-stoves.txt": "gazette", "river-ledger.json ": "book", "bookmobile.txt": "gazette",
}  # fmt: skip
"""Every language and every theme; between them, all blocks and inlines."""

NIGHT = "rgb(18, 18, 18)"
"""The ground of e-readers at night."""


class Ink(NamedTuple):
    """What is drawn of a character, as shares of its box."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Made(NamedTuple):
    """A book's content document, where it lies unpacked, and a web page."""

    book: Path
    web: Path


Maker = Callable[..., Made]


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """`maker(article or sample, theme=…, vertical=…, emphasis=…)`; each is made once."""
    made: dict[object, Made] = {}

    def make(
        source: Article | str,
        *,
        theme: str = "press",
        vertical: bool = False,
        emphasis: Literal["dots", "kai"] | None = None,
    ) -> Made:
        key = (source, theme, vertical, emphasis)
        if key not in made:
            path = SAMPLES / source.strip() if isinstance(source, str) else None
            article = read(path) if path else source
            assert isinstance(article, Article)
            mode: Literal["horizontal", "vertical"] = "vertical" if vertical else "horizontal"
            chosen = Options(
                render=RenderOptions(theme=theme, writing_mode=mode), compose=ComposeOptions(emphasis=emphasis)
            )
            folder = tmp_path_factory.mktemp("made")
            epub, web = folder / "made.epub", folder / "made.html"
            publish_all(article, [epub, web], chosen, base=SAMPLES, worker=None)
            made[key] = Made(unpacked(epub, folder / "book"), web)
        return made[key]

    return make


@pytest.fixture(params=READ)
def horizontal(request: pytest.FixtureRequest, maker: Maker) -> Made:
    return maker(request.param, theme=READ[request.param])


@pytest.fixture(params=READ)
def vertical(request: pytest.FixtureRequest, maker: Maker) -> Made:
    return maker(request.param, theme=READ[request.param], vertical=True)


def both(made: Made) -> Iterator[Path]:
    yield made.book
    yield made.web


# --- any screen ------------------------------------------------------------------------------------------------------

_BEYOND = """([from, to, edge]) => [...document.querySelectorAll('body *')]
  .filter((each) => !each.closest('.scrolled table, .skip, .contents'))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([_, box]) => box.width && box.height && (box[to] > edge + 1 || box[from] < -1))
  .map(([each]) => each.outerHTML.slice(0, 80))"""


def test_nothing_is_wider_than_the_window(browser: Browser, horizontal: Made) -> None:
    for file in both(horizontal):
        with shown(browser, file) as page:
            for size in (NARROWEST, PHONE, TABLET, DESKTOP):
                resize(page, size)
                assert page.evaluate(_BEYOND, ["left", "right", size.width]) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= size.width


def test_no_vertical_line_is_higher_than_the_window(browser: Browser, vertical: Made) -> None:
    for file in both(vertical):
        with shown(browser, file) as page:
            for size in (PHONE, DESKTOP):
                resize(page, size)
                assert page.evaluate(_BEYOND, ["top", "bottom", size.height]) == []


# The page's policy forbids what Playwright waits by.
_UNTIL_SCROLLED = """(each) => new Promise((done) => {
  const look = () => (each.scrollLeft > 0 ? done() : requestAnimationFrame(look)); look(); })"""


def test_a_wide_table_is_scrolled_by_itself_and_a_narrow_one_is_not(browser: Browser, maker: Maker) -> None:
    wide = Table(rows=(tuple(Cell(text(f"第{at}栏的内容")) for at in range(9)),), caption=text("九栏"))
    narrow = Table(rows=((Cell(text("甲")), Cell(text("乙"))),))
    with shown(browser, maker(article_of(wide, narrow)).web, NARROWEST) as page:
        assert page.locator("table").count() == 2 and page.locator(".scrolled").count() == 1
        frame = page.get_by_role("region", name="九栏")
        assert frame.evaluate("(each) => each.scrollWidth > each.clientWidth + 50")
        frame.focus()
        page.keyboard.press("ArrowRight")
        frame.evaluate(_UNTIL_SCROLLED)
        assert page.evaluate("document.documentElement.scrollWidth") == NARROWEST.width


def test_a_line_of_verse_that_is_too_long_goes_on_set_in(browser: Browser, maker: Maker) -> None:
    verse = Verse(stanzas=((text("溪水一路向东，绕过三座石桥，又绕过一片新栽的柳林"), text("短句")),))
    for file in both(maker(article_of(verse))):
        with shown(browser, file, NARROWEST) as page:
            standing = places(page, ".verse-line")
            lines = sorted({place.y for place in standing})
            assert len(lines) >= 2
            first, second = (min(place.x for place in standing if place.y == line) for line in lines[:2])
            assert second - first == pytest.approx(2 * standing[0].width, abs=1)


# --- the faces -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize("sample", READ)
def test_every_character_is_drawn_by_a_face_of_the_documents_own(
    browser: Browser, maker: Maker, sample: str, vertical: bool
) -> None:
    for file in both(maker(sample, theme=READ[sample], vertical=vertical)):
        with shown(browser, file) as page:
            drawn = faces(page, "body")
            assert sum(each.glyphs for each in drawn) > 500
            assert [each for each in drawn if not each.own] == []
            assert set(page.evaluate("[...document.fonts].map((each) => each.status)")) <= {"loaded", "unloaded"}


# --- vertical lines --------------------------------------------------------------------------------------------------

LONG = "第一行从上往下写，写到底了就换一行，换到左边去。" * 8


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant-TW", "ja"])
def test_vertical_lines_run_down_and_go_on_at_the_left(browser: Browser, maker: Maker, language: str) -> None:
    for file in both(maker(article_of(LONG, *[LONG] * 30, language=language), vertical=True)):
        with shown(browser, file) as page:
            for element in ("html", "body", "p"):
                assert style(page, element, "writing-mode") == "vertical-rl"
            standing = places(page, ".body p")
            lines: list[list[float]] = [[]]
            for before, after in pairwise(standing):
                if after.x < before.x - 10:
                    lines.append([])
                else:
                    assert after.y > before.y
                lines[-1].append(after.y)
            assert len(lines) >= 4
            # The page begins at the right, and there is more of it at the left.
            assert page.evaluate("scrollX") == 0 and standing[0].x > DESKTOP.width / 2
            page.evaluate("scrollBy(-500, 0)")
            assert page.evaluate("scrollX") == -500


def test_horizontal_text_is_not_vertical(browser: Browser, horizontal: Made) -> None:
    for file in both(horizontal):
        with shown(browser, file) as page:
            assert style(page, "body", "writing-mode") == "horizontal-tb"
            assert page.locator(".tcy").count() == 0


def test_short_numbers_stand_upright_in_an_em(browser: Browser, maker: Maker) -> None:
    line = "那年12月3日，第2024号船载了25名客人，水深3.5米，A4纸一张！？"
    for file in both(maker(article_of(line, date="2024-06-09"), vertical=True)):
        with shown(browser, file) as page:
            assert (
                page.locator(".body .tcy").all_inner_texts()
                == number_pattern(2).findall(line)
                == ["12", "3", "25", "！？"]
            )
            assert page.locator(".date .tcy").all_inner_texts() == ["6", "9"]
            em = float(style(page, ".body p", "font-size").removesuffix("px"))
            for box in boxes(page, ".body .tcy"):
                assert box["height"] == pytest.approx(em, abs=1)
            assert style(page, ".tcy", "text-combine-upright") == "all"
            assert len({round(place.y) for place in places(page, ".body .tcy")}) == 1
            assert page.inner_text(".body p") == line


def ink(screen: Image.Image, place: Place) -> Ink:
    """The box of what is drawn in the place of a character."""
    corners = (place.x, place.y, place.x + place.width, place.y + place.height)
    piece = screen.crop(tuple(map(round, corners))).convert("L")  # type: ignore[arg-type]
    found = piece.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert found, place.character
    left, top, right, bottom = found
    return Ink(left / place.width, top / place.height, right / place.width, bottom / place.height)


def test_marks_have_their_vertical_forms(browser: Browser, maker: Maker) -> None:
    """A comma stands at the right of its em, brackets lie over and under what they hold, a dash runs down."""
    article = article_of("水，（水）——水")
    found: dict[bool, dict[str, Ink]] = {}
    for vertical in (False, True):
        with shown(browser, maker(article, vertical=vertical).book) as page:
            page.evaluate("document.body.style.fontSize = '60px'")
            screen = picture(page)
            # The first dash draws both.
            standing = {place.character: place for place in reversed(places(page, ".body p"))}
            found[vertical] = {each: ink(screen, standing[each]) for each in "，（—"}
    lying, upright = found[False], found[True]
    assert lying["，"].right < 0.5 < upright["，"].left
    assert lying["（"].height > 0.6 > 0.5 > lying["（"].width
    assert upright["（"].width > 0.6 > 0.5 > upright["（"].height
    assert lying["—"].width > 0.9 > 0.2 > lying["—"].height
    assert upright["—"].height > 0.9 > 0.2 > upright["—"].width


def test_quotes_of_simplified_chinese_are_drawn_as_brackets(browser: Browser, maker: Maker) -> None:
    """As ﹃ and ﹄; the text stays what it was."""
    for file in both(maker(article_of("说“来”。", "说『来』。"), vertical=True)):
        with shown(browser, file) as page:
            page.evaluate("document.body.style.fontSize = '60px'")
            screen = picture(page)
            quotes, brackets = (places(page, f".body p:nth-child({number})") for number in (1, 2))
            for quote, bracket in zip(quotes, brackets, strict=True):
                as_bracket = pytest.approx(tuple(ink(screen, bracket)), abs=0.05)
                assert tuple(ink(screen, quote)) == as_bracket, quote.character
            assert page.inner_text(".body p:nth-child(1)") == "说“来”。"


def test_a_gap_parts_latin_from_han_but_not_from_hangul_and_nothing_in_vertical_lines(
    browser: Browser, maker: Maker
) -> None:
    """Vertical lines get none, for Chromium (156) then draws characters over each other, as here."""
    content = (Text("水面有210 km"), Superscript(content=text("2")), Text("的水，6月18日。"))
    for language, vertical, wanted in (
        ("zh-Hans", False, "normal"), ("ja", False, "normal"), ("ko", False, "no-autospace"), ("zh-Hans", True, "no-autospace"),
    ):  # fmt: skip
        for file in both(maker(article_of(Paragraph(content=content), language=language), vertical=vertical)):
            with shown(browser, file) as page:
                assert style(page, ".body p", "text-autospace") == wanted
                if vertical:
                    standing = {place.character: place for place in places(page, ".body p")}
                    screen = picture(page)
                    assert ink(screen, standing["的"]).width > 0.7


# --- ruby, stress, notes ---------------------------------------------------------------------------------------------

READING = article_of(
    Paragraph(content=(Text("姓"), Ruby("覃", "qín"), Text("的人，住在"), Ruby("縁側", "えんがわ"), Text("。"))),
    heading("有注音的小标题"),
    "正文。" * 40,
)


_BASE = """(ruby) => { const range = document.createRange(); range.selectNode(ruby.firstChild);
  return range.getBoundingClientRect().toJSON(); }"""


def test_readings_stand_over_their_base_or_at_its_right(browser: Browser, maker: Maker) -> None:
    for vertical in (False, True):
        for file in both(maker(READING, vertical=vertical)):
            with shown(browser, file) as page:
                for number in range(page.locator("ruby").count()):
                    base = page.locator("ruby").nth(number).evaluate(_BASE)
                    over = page.locator("rt").nth(number).evaluate("(each) => each.getBoundingClientRect().toJSON()")
                    start, length = ("y", "height") if vertical else ("x", "width")
                    middle = base[start] + base[length] / 2
                    assert over[start] + over[length] / 2 == pytest.approx(middle, abs=3)
                    if vertical:
                        assert over["left"] >= base["right"] - 4
                    else:
                        assert over["bottom"] <= base["top"] + 4


def test_readings_do_not_set_lines_apart(browser: Browser, maker: Maker) -> None:
    many = Paragraph(
        content=tuple(part for _ in range(12) for part in (Ruby("縁側", "えんがわ"), Text("に座って空を見ていた。")))
    )
    plain = Paragraph(content=text("縁側に座って空を見ていた。" * 12))
    for file in both(maker(article_of(many, plain, language="ja"))):
        with shown(browser, file, PHONE) as page:
            heights = [box["height"] for box in boxes(page, ".body p")]
            assert heights[0] == pytest.approx(heights[1], rel=0.1)


STRESSED = Paragraph(content=(Text("要"), Emphasis(content=text("看得见")), Text("的水。")))


@pytest.mark.parametrize(
    ("language", "emphasis", "position", "mark"),
    [
        ("zh-Hans", None, None, None),
        ("zh-Hans", "dots", "under", "dot"),
        ("ja", None, "over", "dot"),
        ("ja", "kai", None, None),
        ("ko", "dots", "over", "dot"),
    ],
)
def test_stress_is_in_dots_or_in_another_type(
    browser: Browser,
    maker: Maker,
    language: str,
    emphasis: Literal["dots", "kai"] | None,
    position: str | None,
    mark: str | None,
) -> None:
    for file in both(maker(article_of(STRESSED, language=language), emphasis=emphasis)):
        with shown(browser, file) as page:
            found = style(page, "em", "text-emphasis-style")
            assert (mark in found) if mark else found == "none"
            own, around = (style(page, each, "font-family").split(",")[0] for each in ("em", ".body p"))
            if position:
                assert own == around
                assert style(page, "em", "text-emphasis-position").split()[0] == position
            else:
                assert (own, around) == ("kai", "song")


def test_dots_stand_at_the_right_of_vertical_lines(browser: Browser, maker: Maker) -> None:
    for language, mark in (("zh-Hans", "dot"), ("ja", "sesame")):
        for file in both(maker(article_of(STRESSED, language=language), emphasis="dots", vertical=True)):
            with shown(browser, file) as page:
                assert mark in style(page, "em", "text-emphasis-style")
                assert "left" not in style(page, "em", "text-emphasis-position")


NOTED = article_of(
    *["正文。" * 60] * 6,
    Paragraph(
        content=(
            Text("有注的一句"),
            Note((Paragraph(content=text("注文一。")), Paragraph(content=text("第二段。")))),
            Text("。"),
        )
    ),
    *["正文。" * 60] * 6,
)


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
def test_a_note_is_jumped_to_and_back(browser: Browser, maker: Maker, vertical: bool) -> None:
    for file in both(maker(NOTED, vertical=vertical)):
        with shown(browser, file, PHONE) as page:
            page.click("a.note-reference")
            assert page.url.endswith("#n1")
            note = page.locator("#n1")
            assert note.is_visible() and "第二段" in note.inner_text()
            assert page.evaluate("document.querySelector('#n1').matches(':target')")
            box = note.bounding_box()
            assert (
                box is not None and box["y"] < PHONE.height and box["x"] < PHONE.width and box["x"] + box["width"] > 0
            )
            page.click("#n1 a[role=doc-backlink]")
            back = page.locator("#r1").bounding_box()
            assert page.url.endswith("#r1") and back is not None and 0 <= back["x"] <= PHONE.width


# --- light and dark --------------------------------------------------------------------------------------------------


SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")


def test_all_of_a_web_page_can_be_read_by_day_and_night(browser: Browser, horizontal: Made) -> None:
    with shown(browser, horizontal.web) as page:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = contrasts(page)
            assert len(found) > 20
            assert [each for each in found if each.ratio < 4.5] == []
            ground = style(page, "html", "background-color")
            assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 150) == (scheme == "dark")


def test_all_of_a_book_can_be_read_on_white_and_at_night(browser: Browser, horizontal: Made) -> None:
    """The reader brings ground and colour; what has a colour of its own must do on either, said to be dark or not."""
    with shown(browser, horizontal.book) as page:
        for scheme, ground, colour, least in (
            ("light", "rgb(255, 255, 255)", "#000", 4.5), ("dark", NIGHT, "#ddd", 4.5), ("light", NIGHT, "#ddd", 3.1),
        ):  # fmt: skip
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.evaluate(f"document.documentElement.style.color = '{colour}'")
            assert [each for each in contrasts(page, ground) if each.ratio < least] == []


def test_pictures_in_black_can_be_seen_on_black(browser: Browser, maker: Maker) -> None:
    made = maker("river-ledger.json")
    with shown(browser, made.book, DESKTOP, "dark") as page:
        assert style(page, "img.inline", "background-color") == "rgb(255, 255, 255)"
    with shown(browser, made.web, DESKTOP, "dark") as page:
        assert "invert(1)" in style(page, "img.inline", "filter")


# --- the web page ----------------------------------------------------------------------------------------------------


def test_a_long_article_has_contents_that_lead_to_its_headings(browser: Browser, maker: Maker) -> None:
    parts = [part for at in range(4) for part in (heading(f"第{at}节"), "正文。" * 200)]
    made = maker(article_of(*parts))
    with shown(browser, made.web, PHONE) as page:
        contents = page.get_by_role("navigation", name="目录")
        assert contents.get_by_role("link").count() == 0, "folded"
        page.get_by_text("目录").click()
        assert contents.get_by_role("link").all_inner_texts() == [f"第{at}节" for at in range(4)]
        contents.get_by_role("link").nth(3).click()
        box = page.get_by_role("heading", name="第3节").bounding_box()
        assert box is not None and 0 <= box["y"] < PHONE.height
    with shown(browser, made.web, DESKTOP) as page:
        beside, main = (boxes(page, each)[0] for each in (".contents", "main"))
        assert page.get_by_role("link", name="第0节").is_visible()
        assert beside["right"] <= main["left"] and beside["left"] >= 0
    with shown(browser, maker(article_of(*parts[:6])).web) as page:
        assert page.locator(".contents").count() == 0


def test_the_skip_link_comes_with_the_first_key(browser: Browser, maker: Maker) -> None:
    with shown(browser, maker("river-ledger.json").web) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        (box,) = boxes(page, ".skip")
        assert box["width"] > 40 and box["height"] > 15
        page.keyboard.press("Enter")
        assert page.url.endswith("#text")


_TRY = """() => new Promise((done) => {
  document.addEventListener('securitypolicyviolation', (said) => done(said.violatedDirective));
  const image = new Image(); image.src = 'file:///nothing.png'; document.body.append(image);
  setTimeout(() => done(''), 5000); })"""


def test_a_web_page_refuses_what_is_not_in_it(browser: Browser, maker: Maker) -> None:
    with shown(browser, maker("river-ledger.json").web, refusing=True) as page:
        assert page.evaluate("[...document.images].filter((each) => each.naturalWidth).length") == 3
        assert page.evaluate(_TRY) == "img-src"


def test_paper_has_black_text_margins_and_addresses(browser: Browser, maker: Maker, tmp_path: Path) -> None:
    for vertical in (False, True):
        with shown(browser, maker("river-ledger.json", vertical=vertical).web, DESKTOP, "dark") as page:
            page.emulate_media(media="print", color_scheme="dark")
            assert style(page, "html", "background-color") == "rgba(0, 0, 0, 0)"
            assert style(page, "html", "color") == "rgb(0, 0, 0)"
            assert not page.locator(".contents").is_visible()
            assert [each for each in contrasts(page) if each.ratio < 4.5] == []
            page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        pages = pypdfium2.PdfDocument(tmp_path / "page.pdf")
        assert 2 <= len(pages) <= 16
        words = "".join(each.get_textpage().get_text_range() for each in pages)
        assert "一条河的账本" in words and "https://" in words and "目录" not in words
        first = pages[0].render(scale=1).to_pil().convert("L")
        assert first.getpixel((5, 5)) == 255 and first.getextrema()[0] < 60
