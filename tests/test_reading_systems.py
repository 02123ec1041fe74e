"""Our books on the screens of reading systems: faces, pictures, contents, notes and vertical lines as their readers meet them."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import SAMPLES, options, publish
from reading_systems import (
    BOXES,
    DENSITY,
    HEIGHT,
    SYSTEMS,
    WIDTH,
    Entry,
    Faces,
    Reader,
    browser_without_ideographs,
    likeness,
    opened,
)
from validators import squashed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ElementHandle

VERTICAL = ["river-ledger", "order-slips", "rain-names", "lamp-road"]
NOTED = ["river-ledger", "signal-box", "rain-names", "first-bus"]
RICH = ["river-ledger", "order-slips", "rain-names", "first-bus"]
"""Of each language the sample that has the most kinds of blocks and inlines."""
TITLE = "h1, h2, h3, h4, h5, h6"


class Kind(NamedTuple):
    name: str
    vertical: bool = False
    cover: str = "text"


class Opened(NamedTuple):
    system: str
    kind: Kind


ALL = [*(Kind(path.stem) for path in SAMPLES), *(Kind(name, vertical=True) for name in VERTICAL)]
SOME = [*(Kind(name) for name in RICH), *(Kind(name, vertical=True) for name in VERTICAL[:2])]
"""foliate-js opens all, epub.js some: what they see of a book differs little."""
VERTICALLY = [Opened(system, Kind(name, vertical=True)) for system in SYSTEMS for name in VERTICAL]


def _label(value: object) -> str:
    match value:
        case Opened():
            return f"{value.system}-{_label(value.kind)}"
        case Kind():
            return f"{value.name}{'-vertical' * value.vertical}{f'-{value.cover}' * (value.cover != 'text')}"
        case _:
            return str(value)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser_without_ideographs(tmp_path_factory.mktemp("machine")) as launched:
        yield launched


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], Path]:
    """The EPUB of a sample; each is made once."""
    folder = tmp_path_factory.mktemp("books")
    sources = {path.stem: path for path in SAMPLES}

    def make(kind: Kind) -> Path:
        path = folder / f"{_label(kind)}.epub"
        if not path.exists():
            publish(sources[kind.name], path, options=options(vertical=kind.vertical, cover=kind.cover))
        return path

    return make


@pytest.fixture(
    scope="module",
    ids=_label,
    params=[Opened("foliate", kind) for kind in ALL] + [Opened("epubjs", kind) for kind in SOME],
)
def reader(request: pytest.FixtureRequest, browser: Browser, book: Callable[[Kind], Path]) -> Iterator[Reader]:
    """Each book in each system. Opened once for the tests that ask for it; nothing may go wrong in all that time."""
    system, kind = request.param
    with opened(browser, system, book(kind)) as shown:
        yield shown


def documents(reader: Reader) -> Iterator[str]:
    """Go through the book, a file at a time: the first, then those of the contents."""
    yield "the first"
    for file in dict.fromkeys(entry.href.partition("#")[0] for entry in reader.contents):
        reader.go(file)
        yield file


def heading_of(reader: Reader, entry: Entry) -> ElementHandle:
    """What an entry of the contents leads to."""
    fragment = entry.href.partition("#")[2]
    found = reader.find(f'[id="{fragment}"]' if fragment else "h1")
    assert found is not None, entry
    return found if not fragment or found.evaluate("(each, titles) => each.matches(titles)", TITLE) else within(found)


def within(element: ElementHandle) -> ElementHandle:
    found = element.query_selector(TITLE)
    assert found is not None
    return found


def plain_text(element: ElementHandle) -> str:
    """Without readings and calls of notes."""
    return squashed(
        element.evaluate(
            """(each) => {
                const copy = each.cloneNode(true)
                copy.querySelectorAll('rt, rp, [role="doc-noteref"]').forEach((other) => other.remove())
                return copy.textContent
            }"""
        )
    )


# --- what is seen --------------------------------------------------------------------------------------------------


def test_every_character_is_drawn_by_a_face_of_the_book(reader: Reader) -> None:
    faces: dict[tuple[str, str], str] = {}
    for file in documents(reader):
        now = reader.faces()
        assert "error" not in now.values(), file
        faces |= {face: status for face, status in now.items() if status == "loaded" or face not in faces}
        used = reader.fonts_used()
        assert set(used) <= {""} and (used or file == "the first"), file
    assert faces and set(faces.values()) == {"loaded"}, "a slice that nothing uses"


@pytest.mark.parametrize("kind", SOME, ids=_label)
def test_ideographs_look_as_their_face_draws_them(kind: Kind, browser: Browser, book: Callable[[Kind], Path]) -> None:
    with opened(browser, "foliate", book(kind)) as reader:
        alike = likenesses(reader, book(kind))
    assert len(alike) > 50
    assert median(alike) > 0.85
    assert sum(each > 0.5 for each in alike) > 0.95 * len(alike)


def likenesses(reader: Reader, book: Path) -> list[float]:
    """Of each ideograph on the screen where the text begins, how like it is to that of the book's face."""
    reader.go(reader.contents[0].href)
    faces, screen = Faces(book), reader.screen()
    return [likeness(screen, each, faces.of(each)) for each in reader.ideographs()]


def test_without_its_faces_a_book_is_all_boxes(browser: Browser, book: Callable[[Kind], Path], tmp_path: Path) -> None:
    """So the two tests above would see it."""
    good, bare = book(Kind("order-slips")), tmp_path / "bare.epub"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bare, "w") as copy:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith(".css"):
                data = re.sub(rb"@font-face\s*\{[^}]*\}", b"", data)
            copy.writestr(entry, data)
    with opened(browser, "foliate", bare) as reader:
        alike = likenesses(reader, good)
        assert set(reader.fonts_used()) == {BOXES}
        assert len(alike) > 50 and max(alike) < 0.5 and median(alike) < 0


def test_pictures_are_shown(reader: Reader) -> None:
    for file in documents(reader):
        for frame in reader.frames():
            widths = frame.evaluate(
                "[...document.images].map((each) => [each.src, each.complete && each.naturalWidth])"
            )
            assert [source for source, width in widths if not width] == [], file


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_cover_comes_first_and_fills_the_screen(system: str, browser: Browser, book: Callable[[Kind], Path]) -> None:
    with opened(browser, system, book(Kind("river-ledger", cover="auto"))) as reader:
        assert reader.has_cover()
        picture = reader.find("img, image")
        assert picture is not None and reader.is_on_screen(picture)
        box = picture.bounding_box()
        assert box is not None and max(box["width"] / WIDTH, box["height"] / HEIGHT) > 0.7
        corners = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
        seen = reader.screen().crop(tuple(round(each * DENSITY) for each in corners))  # type: ignore[arg-type]
        assert len(seen.getcolors(256) or ()) > 20, "not an empty frame"
        assert reader.find(".body") is None


@pytest.mark.parametrize(("cover", "has_text"), [("text", False), ("none", True)])
def test_without_a_picture_the_headline_comes_first(
    cover: str, has_text: bool, browser: Browser, book: Callable[[Kind], Path]
) -> None:
    with opened(browser, "foliate", book(Kind("river-ledger", cover=cover))) as reader:
        assert not reader.has_cover()
        title = reader.find("h1")
        assert title is not None and reader.is_on_screen(title)
        assert (reader.find(".body") is not None) == has_text


# --- ways through the book -----------------------------------------------------------------------------------------


def test_the_contents_lead_to_the_headings(reader: Reader) -> None:
    assert reader.contents
    # From the end to the beginning, so that none is in sight by having been gone past.
    for entry in reversed(reader.contents):
        reader.go(entry.href)
        heading = heading_of(reader, entry)
        reader.await_on_screen(heading)
        assert plain_text(heading) == squashed(entry.label)


@pytest.mark.parametrize("name", NOTED)
def test_a_note_pops_up(name: str, browser: Browser, book: Callable[[Kind], Path]) -> None:
    """By foliate-js, which knows a note by its type and takes it out of the text."""
    with opened(browser, "foliate", book(Kind(name))) as reader:
        for call, note in calls_and_notes(reader):
            wanted = squashed(note.text_content() or "")
            call.click()
            popped = reader.await_popped()
            assert squashed(popped.inner_text()) == wanted
            assert reader.is_on_screen(popped)
            reader.close_popped()


@pytest.mark.parametrize("name", NOTED)
def test_a_call_leads_to_its_note_and_back(name: str, browser: Browser, book: Callable[[Kind], Path]) -> None:
    """By epub.js, which follows links and no more."""
    with opened(browser, "epubjs", book(Kind(name))) as reader:
        for call, note in calls_and_notes(reader):
            call.click()
            reader.await_on_screen(note)
            back = note.query_selector('[role="doc-backlink"]')
            assert back is not None
            back.click()
            reader.await_on_screen(call)


def calls_and_notes(reader: Reader) -> Iterator[tuple[ElementHandle, ElementHandle]]:
    """Each call of a note, with the reader at it, and its note."""
    reader.go(reader.contents[0].href)
    file = reader.contents[0].href.partition("#")[0]
    (frame,) = reader.frames()
    ids = frame.evaluate("[...document.querySelectorAll('[role=\"doc-noteref\"]')].map((each) => [each.id, each.hash])")
    assert ids
    for own, note in ids:
        reader.go(f"{file}#{own}")
        call, there = reader.find(f'[id="{own}"]'), reader.find(f'[id="{note.removeprefix("#")}"]')
        assert call is not None and there is not None
        yield call, there


# --- vertical lines ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", VERTICALLY, ids=_label)
def test_vertical_lines_and_pages_go_from_right_to_left(
    shown: Opened, browser: Browser, book: Callable[[Kind], Path]
) -> None:
    with opened(browser, shown.system, book(shown.kind)) as reader:
        reader.go(reader.contents[0].href)
        lines_go_leftward(reader)
        begun = reader.place()
        reader.left()
        assert reader.place() > begun, "the next page is at the left"


def lines_go_leftward(reader: Reader) -> None:
    places = [place for frame in reader.frames() for place in frame.evaluate(_LONGEST_PARAGRAPH)]
    downward = turned = 0
    for (x, y), (next_x, next_y) in itertools.pairwise(places):
        if abs(next_x - x) < 8:
            assert next_y > y, "the next character is below"
            downward += 1
        elif next_x < x:
            assert next_y < y, "the next line begins at the left, and at its head"
            turned += 1
    assert turned >= 2 and downward > 10 * turned


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_pages_of_horizontal_lines_turn_from_left_to_right(
    system: str, browser: Browser, book: Callable[[Kind], Path]
) -> None:
    with opened(browser, system, book(Kind(VERTICAL[0]))) as reader:
        reader.go(reader.contents[-1].href)
        begun = reader.place()
        reader.left()
        assert reader.place() < begun


_LONGEST_PARAGRAPH = r"""() => {
    const plain = [...document.querySelectorAll('p')].filter((each) => !each.children.length)
    const longest = plain.sort((one, other) => other.textContent.length - one.textContent.length)[0]
    if (!longest) return []
    const node = longest.firstChild, range = document.createRange()
    return [...node.data.matchAll(/\p{Script=Han}|\p{Script=Hiragana}/gu)].map(({ index, 0: text }) => {
        range.setStart(node, index)
        range.setEnd(node, index + text.length)
        const { x, y, width, height } = range.getBoundingClientRect()
        return [x + width / 2, y + height / 2]
    })
}"""
"""The middle of each character of the longest paragraph that is plain text."""
