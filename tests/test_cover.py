"""The cover of an EPUB, from the article to the shelf of a reader: `--cover auto|text|IMAGE|none`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import validators
from conftest import ROOT, article_of, options, publish, publish_all, read, text
from PIL import Image

from publisher.assets import Assets
from publisher.config import command_line, resolve
from publisher.edition import cover as stage
from publisher.edition import page_area, prepare
from publisher.edition.brief import brief_of, uses_of
from publisher.edition.cover import Cover, CoverPage, begin_cover
from publisher.edition.page_faces import PageFaces
from publisher.edition.paper_cover import paper_cover
from publisher.errors import EngineError, PublisherError, UsageError
from publisher.model import Article, Text
from publisher.options import Options, WriteOptions
from publisher.render.cover import HEIGHT, WIDTH
from publisher.themes import theme_names
from publisher.writers.cover import kept
from publisher.writers.page_setting import PageSetting
from publisher.writers.pdf import WrittenPDF, write_pdf

ARTICLE = article_of(
    "河边的旧船厂今年又有了船。",
    headline="旧船厂里的新船",
    kicker=text("沿河走笔"),
    deck=text("——三个年轻人和一条木船"),
    byline_text="本报记者 顾行舟",
    source="栈桥日报",
    date="2024-03-06",
)
LONG = "关于做好河道整治重点工作加快建设沿河步道的若干意见以及有关部门贯彻落实情况和群众反映的主要问题的说明"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "covers"


def book(folder: Path, cover: str = "auto", article: Article = ARTICLE, **named: Any) -> zipfile.ZipFile:
    target = folder / "book.epub"
    publish(article, target, options=options(cover=cover, **named), isolate=False)
    return zipfile.ZipFile(target)


def page_of(article: Article, theme: str, *, vertical: bool) -> CoverPage:
    book = prepare(article, ["epub"], options(theme=theme, cover="auto", vertical=vertical), None).book
    assert book and book.cover.page
    return book.cover.page


def drawn(page: CoverPage) -> WrittenPDF:
    tree, made = page.tree, list[WrittenPDF]()

    class Worker:
        def submit(self, html: str, stylesheet: str, slices: Any, images: Any, setting: Any) -> Any:
            made.append(write_pdf(tree, stylesheet, slices, images, setting))
            raise EngineError("engine-failed", fault="it is enough")

    with pytest.raises(EngineError):
        begin_cover(Cover(page), Worker())  # type: ignore[arg-type]
    return made[0]


Box = tuple[float, float, float, float]


# --- in the book -------------------------------------------------------------------------------------------------


def test_a_drawn_cover_is_first_in_the_book_and_known_to_readers_old_and_new(tmp_path: Path) -> None:
    made = book(tmp_path)
    package = made.read("EPUB/content.opf").decode()
    assert re.search(
        r'<item href="images/cover.jpg" id="(.+?)" media-type="image/jpeg" properties="cover-image"/>', package
    )
    assert '<meta name="cover" content="cover-image"' in package
    assert re.findall(r"<itemref idref=\"(\w+)\"/>", package) == ["cover", "c0001"]
    assert 'href="cover.xhtml" id="cover" media-type="application/xhtml+xml" properties="svg"' in package
    assert '<a epub:type="cover" href="cover.xhtml">封面</a>' in made.read("EPUB/nav.xhtml").decode()
    document = made.read("EPUB/cover.xhtml").decode()
    assert 'viewBox="0 0 1600 2560" preserveAspectRatio="xMidYMid meet"' in document
    assert 'xlink:href="images/cover.jpg"' in document


def test_the_picture_is_a_plain_jpeg_of_the_size_that_shops_ask_for(tmp_path: Path) -> None:
    data = book(tmp_path).read("EPUB/images/cover.jpg")
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (1600, 2560), "RGB")
        assert not picture.getexif() and "progressive" not in picture.info and "comment" not in picture.info
    assert len(data) < 250_000


def test_a_cover_in_words_is_a_title_page(tmp_path: Path) -> None:
    made = book(tmp_path, "text")
    document = made.read("EPUB/cover.xhtml").decode()
    assert all(
        words in document
        for words in ("沿河走笔", "旧船厂里的新船", "三个年轻人", "顾行舟", "栈桥日报", "2024年3月6日")
    )
    assert "<img" not in document and "<svg" not in document
    package = made.read("EPUB/content.opf").decode()
    assert "cover-image" not in package and re.findall(r"idref=\"(\w+)\"", package) == ["cover", "c0001"]


def test_a_book_may_have_no_cover(tmp_path: Path) -> None:
    made = book(tmp_path, "none")
    assert not [name for name in made.namelist() if "cover" in name]
    assert "cover" not in made.read("EPUB/content.opf").decode() + made.read("EPUB/nav.xhtml").decode()


def test_whatever_its_cover_a_book_is_the_same_book(tmp_path: Path) -> None:
    names = set()
    for cover in ("auto", "text", "none"):
        package = book(tmp_path, cover).read("EPUB/content.opf").decode()
        names |= set(re.findall(r"urn:uuid:[0-9a-f-]+", package))
    assert len(names) == 1


@pytest.mark.parametrize(
    ("language", "words"), [("zh-Hant-TW", "封面：題"), ("ja", "表紙：題"), ("ko", "표지: 題"), ("en", "Cover: 題")]
)
def test_the_picture_is_described_in_the_articles_language(tmp_path: Path, language: str, words: str) -> None:
    article = article_of("本文。", headline="題", language=language)
    assert f'aria-label="{words}"' in book(tmp_path, article=article).read("EPUB/cover.xhtml").decode()


@pytest.mark.parametrize("cover", ["auto", "text", "none"])
def test_a_book_of_ours_is_read_as_the_article_it_was(tmp_path: Path, cover: str) -> None:
    book(tmp_path, cover)
    found = read(tmp_path / "book.epub")
    assert found.headline == ARTICLE.headline and found.deck == ARTICLE.deck
    assert found.diagnostics == ()


def test_epubcheck_has_nothing_to_say_of_covers(tmp_path: Path) -> None:
    Image.new("CMYK", (900, 1400), (0, 80, 60, 20)).save(tmp_path / "own.jpg")
    made: list[Path] = []
    for cover in ("auto", "text", "none", str(tmp_path / "own.jpg")):
        for vertical in (False, True):
            book(tmp_path, cover, vertical=vertical)
            made.append((tmp_path / "book.epub").rename(tmp_path / f"{len(made)}.epub"))
    for remarks in validators.epubcheck(made):
        assert [each for each in remarks if each.severity != "USAGE"] == []
        assert {each.code for each in remarks} <= {"CSS-028"}  # that there is a font


# --- as it is drawn ----------------------------------------------------------------------------------------------


def lie_upon_each_other(one: Box, other: Box) -> bool:
    """Whether two characters (left, bottom, right, top) share more than a third of the smaller one's room."""
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide > 0 and high > 0 and wide * high > smaller / 3


HEADLINES = {
    "one character": article_of("正文。", headline="雨"),
    "all parts": ARTICLE,
    "a long one": article_of(
        "正文。",
        headline=LONG,
        kicker=text(LONG),
        deck=text(LONG),
        byline_text="记者 顾行舟　沈听雨　何畔　" * 4,
        source=LONG,
    ),
    "Latin": article_of("Text.", headline="INTERNATIONAL Telecommunications of Saint-Guénolé", language="en"),
    "Korean": article_of("본문.", headline="바람을 읽는 사람들, 소금이 오는 시간", language="ko"),
    "nothing": article_of("正文。", headline=""),
}


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
@pytest.mark.parametrize("theme", ["base", *theme_names()])
@pytest.mark.parametrize("kind", HEADLINES)
def test_all_words_stand_on_the_page_whole(kind: str, theme: str, vertical: bool) -> None:
    shown = words_whole(drawn(page_of(HEADLINES[kind], theme, vertical=vertical)), (WIDTH, HEIGHT), vertical=vertical)
    if kind != "a long one":
        headline = "".join(each.text for each in HEADLINES[kind].headline if isinstance(each, Text))
        assert Counter("".join(headline.split())) <= shown


TRIMS = {"a5": (420, 595), "297x210mm": (842, 595), "100x200mm": (283, 567)}


@pytest.mark.parametrize("trim", TRIMS)
@pytest.mark.parametrize("theme", ["base", *theme_names()])
@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
def test_on_paper_of_any_shape_all_words_stand_on_the_page_whole(theme: str, trim: str, vertical: bool) -> None:
    chosen = options(theme=theme, trim=trim, vertical=vertical, cover="auto")
    brief = brief_of(HEADLINES["a long one"], chosen, Assets({}, ()))
    cover, _ = paper_cover(brief, page_area(brief.theme, chosen), PageSetting(vertical=vertical))
    assert cover
    tree = brief.parsed(cover.html)
    plan = brief.planned([uses_of(cover.stylesheet, [tree])])
    slices = PageFaces(plan, cover.setting, brief.languages).slices(tree)
    words_whole(write_pdf(tree, cover.stylesheet, slices, {}, cover.setting), TRIMS[trim], vertical=vertical)


def words_whole(written: WrittenPDF, size: tuple[int, int], *, vertical: bool) -> Counter[str]:
    """The characters of a cover of that size in pt, none of which is cut off or lies upon another."""
    assert (written.pages, written.remarks) == (1, ())
    document = pypdfium2.PdfDocument(written.data)
    page = document[0]
    assert tuple(map(round, page.get_size())) == size
    words = page.get_textpage()
    # Places on a turned page are those before it is turned.
    width, height = reversed(size) if vertical else size
    # One glyph may stand for two characters (——), which then share its box.
    boxes = {at: words.get_charbox(at) for at in range(words.count_chars()) if words.get_text_range(at, 1).strip()}
    # The large character behind the headline runs off the page as it is meant to.
    large = 0.235 * max(size)
    boxes = {at: box for at, box in boxes.items() if max(box[2] - box[0], box[3] - box[1]) < large}
    shown = Counter(words.get_text_range())
    document.close()
    assert not [box for box in boxes.values() if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height]
    assert not [pair for pair in combinations(set(boxes.values()), 2) if lie_upon_each_other(*pair)]
    return shown


def test_each_theme_has_a_design_of_its_own() -> None:
    pages = [
        page_of(ARTICLE, theme, vertical=vertical) for theme in ["base", *theme_names()] for vertical in (False, True)
    ]
    assert len({page.key for page in pages}) == len(pages) == 8


def test_a_users_theme_may_change_the_cover_or_leave_it(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text('extends = "press"')
    plain = page_of(ARTICLE, str(tmp_path), vertical=False)
    (tmp_path / "cover.css").write_text(".field { background: #123456; }")
    blue = page_of(ARTICLE, str(tmp_path), vertical=False)
    assert plain.html == blue.html and blue.stylesheet.endswith("#123456; }")


def test_what_is_wrong_with_a_themes_cover_is_said_with_its_file_each_time(tmp_path: Path) -> None:
    theme = tmp_path / "mine"
    theme.mkdir()
    (theme / "theme.toml").write_text('extends = "press"')
    (theme / "cover.css").write_text("\n.field { colour: red; }")
    for _ in range(2):
        result = publish(ARTICLE, tmp_path / "a.epub", options=options(theme=str(theme), cover="auto"), isolate=False)
        (said,) = result.diagnostics
        assert said.code == "engine-remark" and said.values["remark"].startswith(f"{theme / 'cover.css'}:2: ")


# --- where it cannot be drawn ------------------------------------------------------------------------------------


def test_a_cover_that_cannot_be_drawn_becomes_one_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> WrittenPDF:
        raise EngineError("engine-failed", fault="ink has run out")

    monkeypatch.setattr("publisher.writers.pdf.write_pdf", broken)
    result = publish(ARTICLE, tmp_path / "a.epub", options=options(cover="auto"), isolate=False)
    (said,) = result.diagnostics
    assert said.code == "cover-undrawn" and "ink has run out" in said.message
    monkeypatch.undo()
    made = (tmp_path / "a.epub").read_bytes()
    publish(ARTICLE, tmp_path / "b.epub", options=options(cover="text"), isolate=False)
    assert made == (tmp_path / "b.epub").read_bytes()


def test_a_cover_is_held_to_the_limits_of_the_engine(tmp_path: Path) -> None:
    chosen = Options(write=WriteOptions(limit_memory="1M"))
    result = publish(ARTICLE, tmp_path / "a.epub", options=chosen)
    assert [said.code for said in result.diagnostics] == ["cover-undrawn"]
    assert b"<svg" not in zipfile.ZipFile(tmp_path / "a.epub").read("EPUB/cover.xhtml")


def test_a_page_that_is_no_cover_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text('extends = "press"')
    (tmp_path / "cover.css").write_text("@page { size: 300pt 300pt; }")
    chosen = options(theme=str(tmp_path), cover="auto")
    result = publish(ARTICLE, tmp_path / "a.epub", options=chosen, isolate=False)
    assert [said.code for said in result.diagnostics] == ["cover-undrawn"]
    assert "1200 × 1200" in result.diagnostics[0].message


def test_under_strict_there_is_no_book_without_its_cover(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text('extends = "press"')
    (tmp_path / "cover.css").write_text("@page { size: 300pt 300pt; }")
    with pytest.raises(PublisherError, match="strict"):
        publish(
            ARTICLE, tmp_path / "a.epub", options=options(theme=str(tmp_path), cover="auto", strict=True), isolate=False
        )
    assert not (tmp_path / "a.epub").exists()


# --- drawn once --------------------------------------------------------------------------------------------------


def once(folder: Path) -> bytes:
    publish(ARTICLE, folder / "a.epub", options=options(cover="auto"), isolate=False)
    return (folder / "a.epub").read_bytes()


def damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


SPOILT: dict[str, Callable[[Path], object]] = {
    "a bit is wrong": damaged,
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-100]),
    "empty": lambda file: file.write_bytes(b""),
    "another's picture": lambda file: file.with_name("0" * 64 + ".jpg").rename(file),
    "a folder": lambda file: file.rename(file.with_suffix("")).with_suffix(".jpg").mkdir(),
    "gone": lambda file: file.unlink(),
}


def test_a_cover_is_drawn_once(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = once(tmp_path)
    (file,) = cache.iterdir()
    with Image.open(file) as picture:
        assert picture.size == (1600, 2560)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("publisher.writers.pdf.write_pdf", never)
    monkeypatch.setattr(stage, "picture_of", never)
    assert once(tmp_path) == fresh


@pytest.mark.parametrize("kind", SPOILT)
def test_a_cover_that_was_not_kept_whole_is_drawn_again(tmp_path: Path, cache: Path, kind: str) -> None:
    fresh = once(tmp_path)
    (file,) = cache.iterdir()
    kept.keep("0" * 64, b"other")
    if kind != "another's picture":
        (cache / ("0" * 64 + ".jpg")).unlink()
    SPOILT[kind](file)
    assert once(tmp_path) == fresh


@pytest.mark.parametrize("place", ["", "/dev/null/cache"], ids=["none", "one that cannot be"])
def test_without_a_cache_the_bytes_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    fresh = once(tmp_path)
    monkeypatch.setenv(kept.VARIABLE, place)
    assert once(tmp_path) == fresh == once(tmp_path)


def test_the_worker_draws_the_same_cover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.VARIABLE, "")
    here = once(tmp_path)
    publish(ARTICLE, tmp_path / "b.epub", options=options(cover="auto"))
    assert (tmp_path / "b.epub").read_bytes() == here
    both = publish_all(ARTICLE, [tmp_path / "c.pdf", tmp_path / "c.epub"], options(cover="auto"))
    assert [each.diagnostics for each in both] == [(), ()]
    cover = zipfile.ZipFile(tmp_path / "c.epub").read("EPUB/images/cover.jpg")
    assert cover == zipfile.ZipFile(tmp_path / "b.epub").read("EPUB/images/cover.jpg")


def test_a_cover_does_not_outlive_what_it_depends_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def key(article: Article = ARTICLE, theme: str = "press", *, vertical: bool = False) -> str:
        return page_of(article, theme, vertical=vertical).key

    keys = [
        key(),
        key(vertical=True),
        key(theme="book"),
        key(article_of("河边。", headline="旧船厂里的旧船")),
        key(article_of("河边。", headline="旧船厂里的新船", language="ja")),
    ]
    assert len(set(keys)) == len(keys) and key() == keys[0]
    monkeypatch.setattr("publisher.writers.cover.key._surroundings", lambda: ("another engine",))
    assert key() != keys[0]


def test_the_cache_keeps_what_was_used_last(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_FILES", 3)
    for number in range(3):
        kept.keep(f"{number:064}", b"picture")
        os.utime(cache / f"{number:064}.jpg", (number, number))
    assert kept.kept(f"{0:064}") == b"picture"
    kept.keep(f"{3:064}", b"picture")
    assert sorted(int(path.stem) for path in cache.iterdir()) == [0, 2, 3]
    monkeypatch.setattr(kept, "MOST_BYTES", 50)
    kept.keep(f"{4:064}", b"picture")
    assert [int(path.stem) for path in cache.iterdir()] == [4]


def test_the_cache_is_where_the_system_has_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kept.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    kept.keep("a" * 64, b"picture")
    assert (tmp_path / "xdg" / "publisher" / "covers" / ("a" * 64 + ".jpg")).is_file()
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    kept.keep("a" * 64, b"picture")
    assert (tmp_path / "home" / ".cache" / "publisher" / "covers" / ("a" * 64 + ".jpg")).is_file()


@pytest.mark.parametrize("cover", ["text", "none", "auto"])
def test_an_epub_loads_no_engine_unless_its_cover_is_to_be_drawn(tmp_path: Path, cover: str) -> None:
    """With `auto` the cover has been drawn before."""
    command = [
        sys.executable, "-c",
        "import sys\nfrom publisher.__main__ import run\nfrom publisher.writers.pdf import shared\n"
        f"sys.argv = ['publisher', 'build', {str(ROOT / 'data/samples/canals.txt')!r}, '--to', 'epub', '-q', '--cover', '{cover}',"
        f" '-o', {str(tmp_path) + '/'!r}]\n"
        "try:\n    run()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = ('weasyprint', 'pydyf', 'pypdfium2', 'PIL', 'fontTools', 'cffi')\n"
        "maps = open('/proc/self/maps').read() if sys.platform == 'linux' else ''\n"
        "print([name for name in heavy if name in sys.modules], 'pango' in maps, shared._worker is None)",
    ]  # fmt: skip
    if cover == "auto":
        article = read(ROOT / "data/samples/canals.txt")
        publish(article, tmp_path / "before.epub", options=Options())
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1:] == ["[] False True"], done.stdout + done.stderr


# --- a picture of one's own --------------------------------------------------------------------------------------


def picture(folder: Path, name: str = "own.png", size: tuple[int, int] = (1200, 1800), mode: str = "RGB") -> Path:
    path = folder / name
    Image.new(mode, size, "#224466" if mode == "RGB" else 0).save(path)
    return path


def test_a_picture_of_ones_own_goes_in_as_it_is(tmp_path: Path) -> None:
    path = picture(tmp_path)
    made = book(tmp_path, str(path))
    assert made.read("EPUB/images/cover.png") == path.read_bytes()
    assert 'viewBox="0 0 1200 1800"' in made.read("EPUB/cover.xhtml").decode()


@pytest.mark.parametrize(("name", "mode"), [("a.gif", "P"), ("a.webp", "RGB"), ("a.jpg", "CMYK"), ("a.png", "I;16")])
def test_pictures_that_readers_do_not_know_are_written_anew(tmp_path: Path, name: str, mode: str) -> None:
    made = book(tmp_path, str(picture(tmp_path, name, mode=mode)))
    (inside,) = (each for each in made.namelist() if each.startswith("EPUB/images/cover."))
    with Image.open(io.BytesIO(made.read(inside))) as found:
        assert found.format in ("PNG", "JPEG") and found.mode in ("RGB", "RGBA") and found.size == (1200, 1800)


REMARKS = {
    # size in pixels, what is said, size in the book
    "as it should be": ((1600, 2560), [], (1600, 2560)),
    "small": ((300, 480), ["cover-small"], (300, 480)),
    "lying": ((2000, 1000), ["cover-shape"], (2000, 1000)),
    "a strip": ((700, 2500), ["cover-shape"], (700, 2500)),
    "larger than readers take": ((3200, 5120), ["cover-reduced"], (1870, 2993)),
}


@pytest.mark.parametrize("kind", REMARKS)
def test_size_and_shape_of_a_picture(tmp_path: Path, kind: str) -> None:
    size, codes, shown = REMARKS[kind]
    path = picture(tmp_path, "a.jpg", size)
    result = publish(ARTICLE, tmp_path / "a.epub", options=options(cover=str(path)), isolate=False)
    assert [said.code for said in result.diagnostics] == codes
    with Image.open(io.BytesIO(zipfile.ZipFile(tmp_path / "a.epub").read("EPUB/images/cover.jpg"))) as found:
        assert found.size == shown


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("gone.png", None, "cover-missing"),
        ("text.png", b"not a picture", "cover-broken"),
        ("empty.jpg", b"", "cover-broken"),
    ],
)
def test_what_is_no_picture_is_an_error_that_says_so(tmp_path: Path, name: str, data: bytes | None, code: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=code):
        publish(ARTICLE, tmp_path / "a.epub", options=options(cover=str(tmp_path / name)), isolate=False)


def test_a_broken_picture_is_refused_and_the_old_book_stays(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"old")
    path = picture(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    for cover in (path, tmp_path):
        with pytest.raises(UsageError, match="cover-"):
            publish(ARTICLE, tmp_path / "a.epub", options=options(cover=str(cover)), isolate=False)
    assert (tmp_path / "a.epub").read_bytes() == b"old"


def test_a_path_in_a_file_is_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文。")
    (tmp_path / "a.publisher.toml").write_text('cover = "art/front.png"')
    resolved = resolve(tmp_path / "a.txt", command_line({}))
    assert resolved.options.write.cover == str(tmp_path / "art" / "front.png")
    (tmp_path / "a.publisher.toml").write_text('cover = "text"')
    assert resolve(tmp_path / "a.txt", command_line({})).options.write.cover == "text"
    assert resolve(tmp_path / "a.txt", command_line({"cover": "b.png"})).options.write.cover == "b.png"


def test_a_text_takes_no_picture_from_outside_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    source = folder / "a.md"
    source.write_text("---\ntitle: 题\npublisher:\n  cover: front.png\n---\n正文。")
    assert resolve(source, command_line({})).options.write.cover == str(folder / "front.png")
    for path in ("../front.png", "/etc/front.png"):
        source.write_text(f"---\ntitle: 题\npublisher:\n  cover: {path}\n---\n正文。")
        with pytest.raises(UsageError, match="cover-outside") as caught:
            resolve(source, command_line({}))
        assert (caught.value.file, caught.value.line) == (str(source), 4)


def test_an_archive_does_not_depend_on_the_cover_of_a_book(tmp_path: Path) -> None:
    made: list[bytes] = []
    for cover in ("text", "none"):
        publish_all(
            ARTICLE, [tmp_path / "a.pdf", tmp_path / "a.epub"], options(pdf="archive", cover=cover), worker=None
        )
        made.append((tmp_path / "a.pdf").read_bytes())
    assert made[0] == made[1]
