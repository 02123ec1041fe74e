"""`publisher preview`: what is watched, how a change is followed, what is answered and to whom."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from conftest import ROOT, article_of
from PIL import Image
from previewing import Preview, State, previewing

from publisher.__main__ import main
from publisher.config import command_line
from publisher.edition import Edition
from publisher.errors import PublisherError, UsageError
from publisher.messages.preview import INTERFACE
from publisher.model import Figure
from publisher.outputs import WRITERS
from publisher.preview import building
from publisher.preview.building import Builder, SupersededError
from publisher.preview.overlays import overlays
from publisher.preview.pictures import Pages, PictureShelf
from publisher.preview.sources import Sources, image_files
from publisher.preview.state import remarks
from publisher.preview.troubles import trouble
from publisher.writers.pdf.worker import PDFWorker

TEXT = "渡口的灯\n\n　　渡口的灯一直亮到十点。老船工把缆绳收好，又看了一眼江面。\n" + (
    "　　第二天清早，雾还没有散，第一班船已经离岸了。岸上的人说，灯亮着的时候，水声总要小一些；灯一灭，江就醒了过来。\n"
    * 30
)
THEME = 'extends = "press"\n[page]\nleading = 18.0\n'


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a feature, a picture beside it and a theme."""
    (tmp_path / "feature.txt").write_text(TEXT, "utf-8")
    shutil.copy(ROOT / "data" / "samples" / "images" / "levels.png", tmp_path / "levels.png")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.toml").write_text(THEME, "utf-8")
    return tmp_path


@pytest.fixture
def preview(desk: Path) -> Iterator[Preview]:
    """A preview of the feature in the theme."""
    with previewing("feature.txt", "--theme", "./mine", cwd=desk) as running:
        yield running


def keys(state: State) -> list[str]:
    return [page["key"] for page in state["pages"]]


# --- what is watched -----------------------------------------------------------------------------------------------------


def test_a_change_is_told_by_the_files_not_by_the_notices(desk: Path) -> None:
    sources = Sources(desk / "feature.txt", (desk / "mine",), frozenset({desk / "levels.png"}))
    before = sources.snapshot()
    assert sources.snapshot() == before
    (desk / "unrelated.txt").write_text("x")
    assert sources.snapshot() == before
    assert sources.snapshot(wide=True) != before
    for name in ("feature.txt.publisher.toml", "feature.publisher.toml", "publisher.toml", "mine/blocks/new.html"):
        (desk / name).parent.mkdir(exist_ok=True)
        (desk / name).write_text("")
        assert sources.snapshot() != before, name
        before = sources.snapshot()
    new = desk / "new"
    new.write_text(TEXT, "utf-8")
    new.replace(desk / "feature.txt")
    assert sources.snapshot() != before


def test_what_is_not_there_yet_is_waited_for_in_the_folder_above(desk: Path) -> None:
    sources = Sources(desk / "feature.txt", (), frozenset({desk / "pictures" / "later" / "a.png"}))
    assert desk in sources.folders()
    assert desk / "pictures" not in sources.folders()
    (desk / "pictures" / "later").mkdir(parents=True)
    assert desk / "pictures" / "later" in sources.folders()


def test_the_images_of_an_article_are_watched_and_those_of_the_web_are_not(tmp_path: Path) -> None:
    names = ("a.png", "feature.docx!word/media/b.png", "https://example.org/c.png", "")
    article = article_of(*(Figure(src=name) for name in names))
    assert set(image_files(article, tmp_path)) == {tmp_path / "a.png", tmp_path / names[1], tmp_path / "feature.docx"}


# --- building ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def builder(desk: Path) -> Iterator[Builder]:
    made = Builder(desk / "feature.txt", command_line({"theme": str(desk / "mine")}))
    yield made
    made.engine.close()


def test_a_build_has_pages_book_and_remarks_and_knows_its_sources(builder: Builder, desk: Path) -> None:
    text = TEXT + "［图 levels.png：一年的水位］\n［图 missing.png：没有这张图］\n"
    (desk / "feature.txt").write_text(text, "utf-8")
    built = builder.build(lambda: True)
    assert built.pdf.startswith(b"%PDF-")
    assert built.edition.book is not None and "渡口的灯" in built.edition.book.rendered.documents[0].xhtml
    assert [remark.code for remark in built.diagnostics if remark.severity == "warning"] == ["image-missing"]
    assert builder.sources.themes[0] == desk / "mine"
    assert {desk / "levels.png", desk / "missing.png"} <= builder.sources.files


def test_a_build_that_nobody_waits_for_stops(builder: Builder) -> None:
    answers = iter([True, True, True, False])
    with pytest.raises(SupersededError):
        builder.build(lambda: next(answers))
    assert builder.build(lambda: True).pdf


def test_of_many_changes_only_the_newest_is_laid_out(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    first_is_at_work, may_go_on = Event(), Event()

    def begin(edition: object, worker: object) -> Any:
        begun.append(len(begun))

        def finish() -> tuple[bytes, list[Any]]:
            first_is_at_work.set()
            may_go_on.wait()
            return b"%PDF-", []

        return finish

    monkeypatch.setitem(WRITERS, "pdf", begin)
    newest = [0]

    def built(number: int) -> object:
        return builder.build(lambda: newest[-1] == number)

    with ThreadPoolExecutor() as pool:
        builds = [pool.submit(built, 0)]
        first_is_at_work.wait()
        for number in range(1, 5):
            newest.append(number)
            builds.append(pool.submit(built, number))
        may_go_on.set()
        ends = [build.exception() for build in builds]
    assert [type(end) for end in ends[:-1]] == [SupersededError] * 4 and ends[-1] is None
    assert len(begun) == 2


def test_an_engine_that_works_for_nothing_is_replaced(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_WORTH_A_RESTART", 0.0)
    is_wanted, before = True, builder.engine.pid
    at_work = Event()

    def begin(edition: Edition, worker: PDFWorker) -> Any:
        # Nothing that ends: what it is told comes after all that is already in its hands.
        at_work.set()
        return worker.submit("<p>" * 50_000 + "</p>" * 50_000, "", (), {}).result

    monkeypatch.setitem(WRITERS, "pdf", begin)
    with ThreadPoolExecutor(1) as pool:
        build = pool.submit(builder.build, lambda: is_wanted)
        at_work.wait()
        is_wanted = False
        builder.engine.drop_work()
        assert isinstance(build.exception(), SupersededError)
    monkeypatch.undo()
    assert builder.engine.pid != before
    assert builder.build(lambda: True).pdf.startswith(b"%PDF-")


def test_a_slip_in_a_style_sheet_is_told_with_its_file_and_line_each_time(builder: Builder, desk: Path) -> None:
    (desk / "mine" / "style.css").write_text("/* mine */\nh1 { colour: red; }\n")
    for _ in range(2):
        told = [remark for remark in remarks(builder.build(lambda: True), "en") if remark.code == "engine-remark"]
        assert ["colour: red" in remark.message for remark in told] == [True]
        assert told[0].file == f"{desk / 'mine' / 'style.css'}:2"


def test_a_broken_theme_is_watched_even_where_nothing_is_known_of_it(desk: Path) -> None:
    (desk / "mine" / "theme.toml").write_text("extends =\n")
    builder = Builder(desk / "feature.txt", command_line({"theme": str(desk / "mine")}))
    try:
        with pytest.raises(UsageError) as caught:
            builder.build(lambda: True)
        builder.note_fault(caught.value)
        assert desk / "mine" in builder.sources.themes
    finally:
        builder.engine.close()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('extends = "press"\n[page]\nleading = \n', 3),
        ('extends = "press"\n[page]\nfont-size = 10\nleading = "18pt"\n', 4),
        ('extends = "press"\n[faces]\nserif = "Noto"\n', 3),
    ],
)
def test_an_error_is_shown_with_its_line_and_the_lines_about_it(tmp_path: Path, text: str, line: int) -> None:
    from publisher.themes import load_theme

    (tmp_path / "theme.toml").write_text(text)
    with pytest.raises(PublisherError) as caught:
        load_theme(str(tmp_path))
    told = trouble(caught.value, tmp_path / "feature.txt", "zh")
    assert (told.code, told.file, told.line) == ("theme-broken", str(tmp_path / "theme.toml"), line)
    assert "版式" in told.message
    assert text.splitlines()[line - 1] in [each.text for each in told.around if each.first == line]


# --- pictures and overlays -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def canals(shelf: Any) -> bytes:
    data: bytes = shelf["canals.txt"].pdf.read_bytes()
    return data


def test_a_page_is_drawn_as_wide_as_asked(canals: bytes) -> None:
    pages = Pages(canals)
    for width in (200, 1191):
        with Image.open(BytesIO(pages.png(0, width))) as picture:
            assert abs(picture.width - width) <= 1
            assert abs(picture.height / picture.width - pages.pages[0].height / pages.pages[0].width) < 0.01
            assert any(picture.convert("L").histogram()[:60])
    with Image.open(BytesIO(pages.png(0, 10**9))) as picture:
        assert picture.width <= 6000
    pages.close()


def test_a_page_that_looks_as_it_did_keeps_its_key(builder: Builder, desk: Path) -> None:
    before = Pages(builder.build(lambda: True).pdf)
    lines = TEXT.splitlines()
    # Another character in the last paragraph: every face is sliced anew, and only the page it stands on looks different.
    (desk / "feature.txt").write_text("\n".join([*lines[:-1], lines[-1].replace("灯一灭", "灯一熄")]) + "\n", "utf-8")
    after = Pages(builder.build(lambda: True).pdf)
    assert before.pdf != after.pdf
    same = [one.key == other.key for one, other in zip(before.pages, after.pages, strict=True)]
    assert same == [True] * (len(same) - 1) + [False] and len(same) > 1
    before.close()
    after.close()


def test_only_so_many_pictures_are_kept() -> None:
    shelf = PictureShelf(most=100)
    for number in range(5):
        shelf.keep(f"page {number}", 100, b"x" * 40)
        shelf.get("page 0", 100)
    assert shelf.get("page 0", 100) and shelf.get("page 4", 100)
    assert not any(shelf.get(f"page {number}", 100) for number in (1, 2, 3))


@pytest.mark.parametrize("vertical", [False, True])
def test_line_ends_stand_at_the_measure_inside_the_type_area_and_on_the_grid(builder: Builder, vertical: bool) -> None:
    if vertical:
        builder._given = command_line({"writing-mode": "vertical"})
    built = builder.build(lambda: True)
    pages = Pages(built.pdf)
    found = overlays(pages, built.area, "zh-Hans")
    assert len(found) == len(pages.pages)
    full = [(page, line) for page in found for line in page.lines if line.end != "last"]
    assert len(full) > 10 and {line.end for _, line in full} == {"flush"}
    for page, line in full:
        # The stroke lies on the far edge of one of the columns, across the line.
        x0, y0, x1, y1 = line.stroke
        assert (y0 == y1) if vertical else (x0 == x1)
        edges = [column[1] + column[3] if vertical else column[0] + column[2] for column in page.columns]
        assert min(abs((y0 if vertical else x0) - edge) for edge in edges) < 0.3
        # The grid's nearest line is the line's own: through its middle where it is vertical, else on its baseline.
        left, top, width, height = line.box
        own = left + width / 2 if vertical else top + 0.88 * height
        assert min(abs((each[0] if vertical else each[1]) - own) for each in page.grid) < 0.2
    for page, shown in zip(found, pages.pages, strict=True):
        assert page.trim == pytest.approx((0, 0, shown.width, shown.height), abs=0.01)
    pages.close()


def test_a_line_that_is_too_long_is_marked_with_the_em_it_is_too_long_by(builder: Builder, desk: Path) -> None:
    word = "pneumonoultramicroscopicsilicovolcanoconiosis" * 3
    (desk / "feature.txt").write_text(f"{TEXT}　　这个词{word}很长，排不下。\n" + TEXT.split("\n", 2)[2], "utf-8")
    built = builder.build(lambda: True)
    pages = Pages(built.pdf)
    lines = [line for page in overlays(pages, built.area, "zh-Hans") for line in page.lines]
    off = [line for line in lines if line.end in ("short", "overfull")]
    assert off, "the word neither fits nor may be broken: some line ends off the measure"
    for line in off:
        assert line.room is not None and line.room[2] == pytest.approx(abs(line.off) * built.area.font_size, rel=0.02)
    pages.close()


def test_a_line_that_only_wide_spaces_fill_is_marked_as_loose(builder: Builder, desk: Path) -> None:
    builder._given = command_line({"trim": "100x160mm"})
    words = (
        "最难的 internationalization 与 telecommunications 与 characteristically 之间的 incomprehensibility 在钟楼巷。"
    )
    (desk / "feature.txt").write_text(f"{TEXT}　　{words * 3}\n", "utf-8")
    built = builder.build(lambda: True)
    pages = Pages(built.pdf)
    lines = [line for page in overlays(pages, built.area, "zh-Hans") for line in page.lines]
    loose = [line for line in lines if line.is_loose]
    assert loose and all(line.loose > 0.05 and any(map(str.isascii, line.text)) for line in loose)
    pages.close()


# --- following changes ---------------------------------------------------------------------------------------------------


def test_text_sidecar_project_file_picture_and_theme_are_followed(preview: Preview, desk: Path) -> None:
    first = preview.shown()
    assert first["title"] == "渡口的灯" and first["trouble"] is None
    (desk / "feature.txt").write_text(TEXT.replace("渡口的灯\n", "江上的灯\n") + "［图 levels.png：水位］\n", "utf-8")
    second = preview.shown(first["number"])
    assert second["title"] == "江上的灯"
    (desk / "feature.publisher.toml").write_text('trim = "a5"\n')
    third = preview.shown(second["number"])
    assert third["pages"][0]["width"] < second["pages"][0]["width"]
    (desk / "publisher.toml").write_text('writing-mode = "vertical"\n')
    fourth = preview.shown(third["number"])
    assert fourth["vertical"] and not third["vertical"]
    shutil.copy(ROOT / "data" / "samples" / "images" / "seal.png", desk / "levels.png")
    fifth = preview.shown(fourth["number"])
    assert keys(fifth) != keys(fourth)
    (desk / "mine" / "style.css").write_text(".headline { color: #b00; }\n")
    sixth = preview.shown(fifth["number"])
    assert keys(sixth)[0] != keys(fifth)[0] and keys(sixth)[1:] == keys(fifth)[1:]


def test_a_theme_that_the_theme_extends_is_followed_too(desk: Path) -> None:
    (desk / "own").mkdir()
    (desk / "own" / "theme.toml").write_text('extends = "../mine"\n')
    with previewing("feature.txt", "--theme", "own", cwd=desk) as preview:
        first = preview.shown()
        (desk / "mine" / "style.css").write_text(".headline { color: #b00; }\n")
        assert keys(preview.shown(first["number"])) != keys(first)


def test_the_ways_in_which_editors_save(preview: Preview, desk: Path) -> None:
    path, shown = desk / "feature.txt", preview.shown()

    def renamed_over() -> None:
        (desk / ".feature.txt.tmp").write_text(TEXT.replace("渡口的灯\n", "改名\n"), "utf-8")
        (desk / ".feature.txt.tmp").replace(path)

    def moved_away_first() -> None:
        path.rename(desk / "feature.txt~")
        path.write_text(TEXT.replace("渡口的灯\n", "移开\n"), "utf-8")

    def in_pieces() -> None:
        with path.open("w", encoding="utf-8") as stream:
            for piece in ("分段\n", *TEXT.splitlines(keepends=True)[1:]):
                stream.write(piece)
                stream.flush()

    for save, title in ((renamed_over, "改名"), (moved_away_first, "移开"), (in_pieces, "分段")):
        save()
        shown = preview.until(lambda state, title=title: state["title"] == title and not state["building"])  # type: ignore[misc]
    assert shown["trouble"] is None and len(shown["pages"]) > 1


def test_a_broken_theme_leaves_the_pages_and_goes_on_when_mended(preview: Preview, desk: Path) -> None:
    first = preview.shown()
    (desk / "mine" / "theme.toml").write_text(THEME.replace("18.0", '"18pt"'))
    broken = preview.stopped()
    assert keys(broken) == keys(first)
    assert (broken["trouble"]["code"], broken["trouble"]["line"]) == ("theme-broken", 3)
    assert broken["trouble"]["file"].endswith("mine/theme.toml")
    assert [line["text"] for line in broken["trouble"]["around"]] == THEME.replace("18.0", '"18pt"').splitlines()
    assert preview.get(f"/pages/{keys(first)[0]}.png?w=300").status == 200
    (desk / "mine" / "theme.toml").write_text(THEME)
    mended = preview.shown(first["number"])
    assert mended["trouble"] is None and keys(mended) == keys(first)


def test_a_broken_template_and_a_broken_sidecar_say_where(preview: Preview, desk: Path) -> None:
    preview.shown()
    (desk / "mine" / "colophon.html").write_text("{% if %}\n")
    (desk / "mine" / "article.html").write_text("<p>\n{{ front.nothing.at_all }}</p>\n")
    told = preview.stopped()["trouble"]
    assert (told["code"], Path(told["file"]).name, told["line"]) == ("theme-template", "article.html", 2)
    (desk / "mine" / "article.html").unlink()
    (desk / "mine" / "colophon.html").unlink()
    preview.until(lambda state: state["trouble"] is None and not state["building"])
    (desk / "feature.txt.publisher.toml").write_text('theme = "press"\ntrimm = "a5"\n')
    told = preview.stopped()["trouble"]
    assert (told["code"], told["line"]) == ("key-unknown", 2) and "trim" in told["message"]


def test_a_file_that_is_not_there_yet_is_waited_for_and_may_vanish(desk: Path) -> None:
    with previewing("later.txt", cwd=desk) as preview:
        told = preview.stopped()
        assert told["trouble"]["code"] == "source-missing" and told["pages"] == []
        (desk / "later.txt").write_text(TEXT, "utf-8")
        shown = preview.shown()
        (desk / "later.txt").unlink()
        gone = preview.stopped()
        assert gone["trouble"]["code"] == "source-missing" and keys(gone) == keys(shown)
        (desk / "later.txt").write_text(TEXT, "utf-8")
        assert preview.shown(shown["number"])["trouble"] is None


def test_a_theme_that_comes_to_be_is_noticed(desk: Path) -> None:
    (desk / "publisher.toml").write_text('theme = "./other/coming"\n')
    with previewing("feature.txt", cwd=desk) as preview:
        assert preview.stopped()["trouble"]["code"] == "theme-unknown"
        (desk / "other" / "coming").mkdir(parents=True)
        (desk / "other" / "coming" / "theme.toml").write_text(THEME)
        assert preview.shown()["pages"]


# --- what is answered ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a feature that nobody changes, once its pages are there."""
    folder = tmp_path_factory.mktemp("still")
    (folder / "feature.txt").write_text(TEXT, "utf-8")
    with previewing("feature.txt", cwd=folder) as running:
        running.first = running.shown()
        yield running


def test_the_page_and_what_it_needs_come_from_the_preview_alone(still: Preview) -> None:
    page = still.get("/")
    assert page.status == 200 and b"feature.txt" in page.body
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "http:" not in policy and "unsafe" not in policy
    for path in (ROOT / "publisher" / "preview" / "static").iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/", "").replace('a[href^="http"]', "")
        assert "://" not in text, path.name
        if path.name != "index.html":
            answer = still.get(f"/{path.name}")
            assert answer.status == 200 and answer.headers["x-content-type-options"] == "nosniff"


def test_overlays_source_and_book_of_a_version(still: Preview) -> None:
    state = still.first
    assert len(still.json(f"/overlays/{state['number']}.json")) == len(state["pages"])
    lines = still.json("/source.json")
    assert (lines[0]["first"], lines[0]["text"], lines[0]["role"]) == (1, "渡口的灯", "headline")
    book = still.get(f"/book/{state['number']}/{state['book']}")
    assert book.headers["content-type"] == "application/xhtml+xml" and "渡口的灯".encode() in book.body
    assert "sandbox allow-same-origin" in book.headers["content-security-policy"]
    style = still.get(f"/book/{state['number']}/style.css").body.decode()
    assert "url(fonts/song-400.otf)" in style
    assert still.get(f"/book/{state['number']}/fonts/song-400.otf").body[:4] == b"OTTO"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing", "/pages/0.png?w=100", "/pages/..%2f..%2fetc%2fpasswd.png?w=9", "/book/1/../../feature.txt",
        "/book/1/%2e%2e/%2e%2e/feature.txt", "/book/1//etc/passwd", "/book/99/c0001.xhtml", "/overlays/99.json",
        "/static/preview.js", "/feature.txt", "/index.html",
    ],
)  # fmt: skip
def test_what_was_not_made_is_not_there(still: Preview, path: str) -> None:
    assert still.get(path).status == 404


@pytest.mark.parametrize("width", ["", "-1", "1e3", "9" * 40, "１００"])
def test_a_width_that_is_none_is_refused(still: Preview, width: str) -> None:
    from urllib.parse import quote

    key = keys(still.first)[0]
    assert still.get(f"/pages/{key}.png?w={quote(width)}").status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "preview.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1.example:80"},
        {"Origin": "http://preview.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_whoever_comes_from_elsewhere_is_refused(still: Preview, headers: dict[str, str]) -> None:
    for path in ("/", "/events", "/source.json"):
        assert still.get(path, **headers).status == 403
    own = still.host
    good = still.get("/", Host=own, Origin=f"http://{own}", Sec_Fetch_Site="same-origin")
    assert good.status == 200 and good.headers["cross-origin-resource-policy"] == "same-origin"
    assert still.get("/", method="POST").status == 405


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere 127.0.0.2 is no address of the machine")
def test_no_other_address_is_listened_on(still: Preview) -> None:
    host, _, port = still.host.partition(":")
    assert host == "127.0.0.1"
    with socket.create_server(("127.0.0.2", int(port))) as free:
        assert free.getsockname()[1] == int(port)


# --- the command ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_with_status_0_and_leaves_nothing_behind(desk: Path, number: signal.Signals) -> None:
    scratch = desk / "scratch"
    scratch.mkdir()
    preview = Preview("feature.txt", cwd=desk, environment={"TMPDIR": str(scratch)})
    preview.shown()
    assert preview.end(number) == (0, "")
    assert list(scratch.iterdir()) == []


def test_it_may_be_ended_while_it_builds(desk: Path) -> None:
    (desk / "feature.txt").write_text(TEXT * 40, "utf-8")
    preview = Preview("feature.txt", cwd=desk)
    preview.until(lambda state: state["building"])
    assert preview.end() == (0, "")


def test_it_opens_the_browser_if_asked(desk: Path) -> None:
    told, browser = desk / "told", desk / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{told}.new && mv {told}.new {told}\n')
    browser.chmod(0o755)
    preview = Preview("feature.txt", "--open", cwd=desk, environment={"BROWSER": f"{browser} %s"})
    preview.shown()
    while not told.exists():
        assert preview.process.poll() is None
    assert told.read_text().strip() == preview.address
    assert preview.end() == (0, "")


def test_a_taken_port_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["preview", str(desk / "feature.txt"), "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert "port-taken" in said and str(port) in said and "--port" in said


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (["-"], 2, "preview-needs-file"),
        (["https://example.org/a.html"], 2, "preview-needs-file"),
        (["nowhere/feature.txt"], 3, "preview-no-folder"),
        (["mine"], 3, "source-folder"),
        (["feature.txt", "--port", "70000"], 2, "option-number-range"),
        (["feature.txt", "--port", "http"], 2, "option-number-range"),
        (["feature.txt", "--theme", "nobody's"], 2, "theme-unknown"),
        (["feature.txt", "--trim", "a99"], 2, "trim-unknown"),
        (["feature.txt", "other.txt"], 2, "argument-surplus"),
        ([], 2, "argument-missing"),
        (["feature.txt", "--output", "out/"], 2, "flag-unknown"),
    ],
)
def test_what_cannot_be_previewed_is_said_at_once(
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    code: str,
) -> None:
    monkeypatch.chdir(desk)
    assert main(["preview", *words, "--messages", "en"]) == status
    done = capsys.readouterr()
    assert done.out == "" and f" {code}: " in done.err and done.err.count("\n") == 1


def test_without_its_packages_it_says_what_to_install(desk: Path) -> None:
    program = (
        "import sys, importlib.util as found\n"
        "find = found.find_spec\n"
        "found.find_spec = lambda name, *more: None if name == 'watchfiles' else find(name, *more)\n"
        "from publisher.__main__ import main\n"
        "sys.exit(main(['preview', 'feature.txt', '--messages', 'en']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=desk, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert (
        "preview-not-installed" in done.stderr and "watchfiles" in done.stderr and "cjk-publisher[web]" in done.stderr
    )


def test_every_word_of_the_page_is_there_in_both_languages_and_is_used() -> None:
    static = ROOT / "publisher" / "preview" / "static"
    page = (static / "index.html").read_text("utf-8")
    scripts = "".join(path.read_text("utf-8") for path in static.glob("*.js"))
    used = {*re.findall(r"\$(\w+)", page), *re.findall(r'"(\w+)"', scripts)} - {"name", "lang", "words"}
    used |= {f"legend_{name}" for name in ("flush", "short", "overfull", "loose")}
    used |= {"error", "warning", "info", "hanging", "last"}
    assert set(INTERFACE) <= used
    assert set(re.findall(r"\$(\w+)", page)) - {"name", "lang", "words"} <= set(INTERFACE)
    assert set(re.findall(r'say\(\s*"(\w+)"', scripts)) <= set(INTERFACE)
    for english, chinese in INTERFACE.values():
        assert re.findall(r"\{\w+\}", english) == re.findall(r"\{\w+\}", chinese)
        assert re.search("[\u4e00-\u9fff]", chinese) or "{" in chinese
