"""Fonts inside an EPUB or a web page: `--embed-fonts all|auto|none`, `--woff2`, and their licences."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
import validators
from browsing import CHROMIUM, CHROMIUM_FLAGS
from conftest import article_of, heading, publish, text
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from publisher.fonts import face_of, family
from publisher.model import Article, Figure, Paragraph, Strong
from publisher.options import Embedding, Options, RenderOptions, WriteOptions
from publisher.themes import ROLES
from publisher.typeset.embedding import EmbeddingRule, embedded, reader_stacks, unicode_range
from publisher.typeset.faces import FacePlan, PlannedFace
from publisher.typeset.repertoire import readers_lack
from publisher.typeset.slices import slice_face
from publisher.typeset.woff2 import as_woff2
from publisher.writers.font_slices import FontSlice
from publisher.writers.html import data_url

ARTICLE = article_of(
    heading("渡口"),
    "河上的船夫姓㙟，名叫𠮷祥。",
    Paragraph(content=(Strong(content=text("渡船")), *text("每天两班。"))),
    Figure(src="", caption=text("船夫在渡口。")),
    headline="渡口的船夫",
    kicker=text("沿河走笔"),
)
MODES: tuple[Embedding, ...] = ("all", "auto", "none")


def book(
    folder: Path, mode: Embedding = "all", article: Article = ARTICLE, *, woff2: bool = False, theme: str = "press"
) -> zipfile.ZipFile:
    target = folder / "book.epub"
    write = WriteOptions(cover="text", embed_fonts=mode, woff2=woff2)
    publish(article, target, options=Options(render=RenderOptions(theme=theme), write=write))
    return zipfile.ZipFile(target)


def fonts(made: zipfile.ZipFile) -> dict[str, TTFont]:
    names = [name for name in made.namelist() if name.startswith("EPUB/fonts/")]
    return {Path(name).name: TTFont(io.BytesIO(made.read(name))) for name in names}


def characters(font: TTFont) -> set[str]:
    return {chr(point) for point in font.getBestCmap()} - {" "}


def stack(made: zipfile.ZipFile, selector: str) -> list[str]:
    style = made.read("EPUB/style.css").decode()
    found = re.findall(rf"^{re.escape(selector)} \{{[^}}]*font-family: ([^;]+);", style, re.MULTILINE)
    return [name.strip().strip('"') for name in found[-1].split(",")]


# --- which are inside --------------------------------------------------------------------------------------------


def test_all_faces_hold_all_they_draw(tmp_path: Path) -> None:
    held = fonts(book(tmp_path))
    assert set("河上的船夫姓㙟名叫𠮷祥每天两班") <= characters(held["song-400.otf"])
    assert set("渡口的船夫") <= characters(held["hei-700.otf"])
    assert set("沿河走笔") <= characters(held["kai-400.ttf"])


def test_auto_holds_headings_whole_and_of_the_text_what_readers_lack(tmp_path: Path) -> None:
    made = book(tmp_path, "auto")
    held = fonts(made)
    assert characters(held["song-400.otf"]) == set("㙟𠮷")
    assert set("渡口的船夫") <= characters(held["hei-700.otf"])
    assert set("船夫在渡口") <= characters(held["hei-400.otf"])  # else the caption would be set in bold
    assert "kai-400.ttf" not in held
    style = made.read("EPUB/style.css").decode()
    assert "src: url(fonts/song-400.otf); unicode-range: U+365F, U+20BB7;" in style
    assert style.count("unicode-range") == 1


def test_a_character_that_only_a_face_of_headings_has_is_drawn_by_it_in_the_text_too(tmp_path: Path) -> None:
    """Under another name and for that character alone, or the text would take from it whatever headings say too."""
    plan = FacePlan((PlannedFace("hei", 700, FACES[700], frozenset("渡㙟")),), frozenset())
    (held,) = embedded(plan, EmbeddingRule("auto", frozenset({"hei"})), "zh-Hans")
    assert (held.characters, held.partial, held.rare) == (frozenset("渡㙟"), False, frozenset("㙟"))
    font = FontSlice("hei", 700, b"OTTO", rare_range=unicode_range(held.rare))
    assert font.font_face("x").splitlines() == [
        "@font-face { font-family: hei; font-weight: 700; src: url(x); }",
        "@font-face { font-family: hei-rare; font-weight: 700; src: url(x); unicode-range: U+365F; }",
    ]


def test_none_holds_none(tmp_path: Path) -> None:
    made = book(tmp_path, "none")
    assert fonts(made) == {} and "font/" not in made.read("EPUB/content.opf").decode()
    style = made.read("EPUB/style.css").decode()
    assert "@font-face" not in style
    assert not {name for names in re.findall("font-family: ([^;]+);", style) for name in names.split(", ")} & set(ROLES)


def test_a_web_page_holds_the_same(tmp_path: Path) -> None:
    counts = []
    for mode in MODES:
        chosen = Options(write=WriteOptions(embed_fonts=mode))
        publish(ARTICLE, tmp_path / "a.html", options=chosen)
        counts.append((tmp_path / "a.html").read_text().count("@font-face"))
    assert counts[0] > counts[1] > counts[2] == 0


@pytest.mark.parametrize("mode", MODES)
def test_a_character_no_face_has_is_reported_in_each_mode(tmp_path: Path, mode: Embedding) -> None:
    chosen = Options(write=WriteOptions(cover="text", embed_fonts=mode))
    result = publish(article_of("渡口\U0001f980在。"), tmp_path / "a.epub", options=chosen)
    assert [(said.code, said.values["character"]) for said in result.diagnostics] == [("glyph-missing", "\U0001f980")]


def test_a_face_of_the_users_goes_in_whole_but_with_none(tmp_path: Path) -> None:
    own = face_of(family("Publisher WenKai"), "zh-Hans", 400)
    for mode, names in {"all": True, "auto": True, "none": False}.items():
        chosen = Options(
            render=RenderOptions(font=(str(own.path),)),
            write=WriteOptions(cover="text", embed_fonts=mode),  # type: ignore[arg-type]
        )
        publish(ARTICLE, tmp_path / "a.epub", options=chosen)
        held = fonts(zipfile.ZipFile(tmp_path / "a.epub"))
        assert ("own-song-400.ttf" in held) is names
        assert not names or "船" in characters(held["own-song-400.ttf"])


FACES = {weight: face_of(family("Noto Serif CJK"), "zh-Hans", weight) for weight in (400, 700)}


def test_where_one_weight_of_a_family_is_inside_each_is() -> None:
    """A browser chooses by weight before it looks at characters: with 700 alone, all that both have would be bold."""
    plan = FacePlan(
        (
            PlannedFace("song", 400, FACES[400], frozenset("河船")),
            PlannedFace("song", 700, FACES[700], frozenset("河㙟")),
        ),
        frozenset(),
    )
    held = embedded(plan, EmbeddingRule("auto", frozenset()), "zh-Hans")
    assert [(each.planned.weight, "".join(each.characters), each.partial) for each in held] == [
        (400, " ", True), (700, "㙟", True),
    ]  # fmt: skip
    alone = FacePlan(plan.faces[:1], frozenset())
    assert embedded(alone, EmbeddingRule("auto", frozenset()), "zh-Hans") == ()


@given(st.frozensets(st.characters(min_codepoint=0x20, max_codepoint=0x9FFF), min_size=1))
def test_a_range_says_just_its_characters(found: frozenset[str]) -> None:
    said: set[str] = set()
    for part in unicode_range(found).split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        said |= {chr(point) for point in range(int(first, 16), int(last or first, 16) + 1)}
    assert said == found


# --- what readers have -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "has", "lacks"),
    [
        ("zh-Hans", "河，。“”—…·《》①あア3aé", "㙟𠮷龘舘각"),
        ("zh-Hant-TW", "河，。「」—…龘3a", "㙟𠮷边각"),
        ("zh-Hant-HK", "河，。「」", "㙟𠮷啲嘅"),
        ("ja", "河、。「」…あア々辻", "𠮷边각"),
        ("ko", "각河,.“”3a", "边똠𠮷"),
        ("en", "aé“”—", "河あ각"),
    ],
)
def test_readers_lack_what_the_standard_of_their_language_has_not(language: str, has: str, lacks: str) -> None:
    assert readers_lack(has + lacks, language) == frozenset(lacks)


# --- stacks ------------------------------------------------------------------------------------------------------

STACKS = {
    # stack as it is completed, mode: what it becomes
    ("song, hei", "all"): "song, hei, serif",
    ("hei, song", "all"): "hei, song, sans-serif",
    ("mono, song", "all"): "mono, song, monospace",
    ("own-song, song, hei", "all"): "own-song, song, hei, serif",
    ("hei, song", "auto"): 'hei, "PingFang SC", …, "Microsoft YaHei", song, sans-serif',
    ("song, hei", "auto"): 'song, "Songti SC", …, "SimSun", hei-rare, serif',
    ("kai, song", "auto"): 'kai, "Kaiti SC", …, "LXGW WenKai", "Songti SC", …, "SimSun", song, serif',
    ("hei, song", "none"): '"PingFang SC", …, "Microsoft YaHei", sans-serif',
    ("own-song, song, hei", "none"): '"Songti SC", …, "SimSun", serif',
    ("inherit", "none"): "inherit",
}


@pytest.mark.parametrize(("stack", "mode"), STACKS, ids=" ".join)
def test_stacks_begin_in_cjk_and_end_in_a_generic_family(stack: str, mode: Embedding) -> None:
    made = reader_stacks(f"p {{ font-family: {stack}; }}", EmbeddingRule(mode, frozenset({"hei"})), "zh-Hans")
    several = re.escape(STACKS[stack, mode]).replace("…", '"[^;]+"')
    assert re.fullmatch(rf"p {{ font-family: {several}; }}", made)


@pytest.mark.parametrize(
    ("language", "first"), [("zh-Hant-TW", "Songti TC"), ("ja", "Hiragino Mincho ProN"), ("ko", "AppleMyungjo")]
)
def test_stacks_name_the_faces_of_the_language(tmp_path: Path, language: str, first: str) -> None:
    assert stack(book(tmp_path, "none", article_of("文", language=language)), "html")[0] == first


# --- WOFF2 and licences ------------------------------------------------------------------------------------------


def test_woff2_is_the_same_font_in_less_room(tmp_path: Path) -> None:
    plain, small = fonts(book(tmp_path)), book(tmp_path, woff2=True)
    held = fonts(small)
    assert {Path(name).stem for name in held} == {Path(name).stem for name in plain}
    assert {Path(name).suffix for name in held} == {".woff2"}
    for name, font in plain.items():
        assert held[f"{Path(name).stem}.woff2"].getBestCmap() == font.getBestCmap()
    assert small.read("EPUB/content.opf").decode().count('media-type="font/woff2"') == len(held)


def test_woff2_is_the_same_each_time() -> None:
    data = slice_face(FACES[400], frozenset("河船"))
    first = as_woff2(data)
    as_woff2.cache_clear()
    assert first[:4] == b"wOF2" and as_woff2(data) == first


def test_the_licence_travels_with_the_fonts(tmp_path: Path) -> None:
    made = book(tmp_path, "auto")
    style = made.read("EPUB/style.css").decode()
    notices = re.findall(r"^/\* (Noto Serif CJK|Noto Sans CJK|Publisher WenKai): (.+) \*/$", style, re.MULTILINE)
    assert [name for name, _ in notices] == ["Noto Sans CJK", "Noto Serif CJK"]
    assert all("©" in said and "OFL-1.1" in said and "https://openfontlicense.org" in said for _, said in notices)
    for font in fonts(book(tmp_path)).values():
        assert {record.nameID for record in font["name"].names} == {0, 13, 14}


def test_epubcheck_has_nothing_to_say_of_fonts(tmp_path: Path) -> None:
    made: list[Path] = []
    for mode in MODES:
        for woff2 in (False, True):
            book(tmp_path, mode, woff2=woff2, theme="book")
            made.append((tmp_path / "book.epub").rename(tmp_path / f"{len(made)}.epub"))
    for remarks in validators.epubcheck(made):
        assert {each.code for each in remarks} <= {"CSS-028"}  # that there is a font


def of_a_reader() -> str:
    """A face that a reader has for Chinese, as a URL."""
    kai = face_of(family("Publisher WenKai"), "zh-Hans", 400)
    font = TTFont(io.BytesIO(slice_face(kai, frozenset("河上的船夫姓，名叫祥。渡口在每天两班走笔沿"))))
    for number in (1, 4, 6):
        font["name"].setName("Of a reader", number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    return data_url(out.getvalue(), "font/ttf")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: apt-get install chromium")
def test_a_browser_loads_the_faces_and_takes_them_for_their_ranges_alone(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    publish(ARTICLE, tmp_path / "a.html", options=Options(write=WriteOptions(embed_fonts="auto", woff2=True)))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS))
        page = browser.new_page()
        page.goto((tmp_path / "a.html").as_uri())
        page.add_style_tag(content=f'@font-face {{ font-family: "Songti SC"; src: url({of_a_reader()}); }}')
        page.evaluate("document.body.offsetWidth; document.fonts.ready")
        loaded = page.evaluate("[...document.fonts].map(face => [face.family, face.weight, face.status])")
        inspector = page.context.new_cdp_session(page)
        for domain in ("DOM", "CSS"):
            inspector.send(f"{domain}.enable")
        root = inspector.send("DOM.getDocument")["root"]["nodeId"]
        node = inspector.send("DOM.querySelector", {"nodeId": root, "selector": ".body p"})["nodeId"]
        drawn = inspector.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        browser.close()
    assert {tuple(each) for each in loaded} >= {
        ("hei", "400", "loaded"),
        ("hei", "700", "loaded"),
        ("song", "400", "loaded"),
    }
    counts = {each["familyName"]: each["glyphCount"] for each in drawn}
    assert counts.pop("Of a reader") == len("河上的船夫姓，名叫祥。")
    assert list(counts.values()) == [len("㙟𠮷")]
