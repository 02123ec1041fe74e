"""Rare characters: a picture where no face has one, everything else untouched, and what is said of it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from conftest import article_of, options, publish, text
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from publisher.__main__ import main
from publisher.config import command_line, resolve
from publisher.errors import GlyphError, UsageError
from publisher.glyphs import is_description, merged
from publisher.model import Article, Byline, Glyph, Heading, Paragraph, Ruby, Text, from_json, to_json
from publisher.options import EditionOptions, Options, RenderOptions, WriteOptions
from publisher.pipeline import transformed, with_glyphs
from publisher.provenance.verify import verify
from publisher.tree import mapped_sources

RARE = "\U00031350"
ALT = "⿰釒呆 (U+31350)"


def picture(path: Path, size: int = 40) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = io.BytesIO()
    Image.new("L", (size, size), 90).save(made, "PNG")
    path.write_bytes(made.getvalue())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a text that has a rare character everywhere, and its picture."""
    picture(tmp_path / "gaiji" / "u31350.png")
    (tmp_path / "a.txt").write_text(
        f"王{RARE}的一生\n\n本报记者 王{RARE}\n\n他叫王{RARE}，大家都这样喊他，喊了一辈子。\n\n"
        f"说的是｜{RARE}《zhuāng》字，它的来历没有人说得清楚。\n",
        "utf-8",
    )
    (tmp_path / "a.publisher.toml").write_text(
        '[[glyph]]\ncharacter = "U+31350"\nimage = "gaiji/u31350.png"\nids = "⿰釒呆"\n', "utf-8"
    )
    return tmp_path


def entry(path: Path, end: str) -> str:
    with ZipFile(path) as book:
        return next(book.read(name).decode() for name in book.namelist() if name.endswith(end))


def remarks(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    return {each["code"]: each for each in json.loads(capsys.readouterr().out)["diagnostics"]}


def glyphs_of(source: Path) -> tuple[Glyph, ...]:
    return resolve(source, command_line({})).options.render.glyphs


# --- the picture ---------------------------------------------------------------------------------------------------


def test_a_picture_stands_for_a_character_that_no_face_has(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(desk / "a.txt"), "--to", "epub,html,pdf", "-o", f"{desk}/out/", "--json"]) == 0
    said = remarks(capsys)
    assert said["glyph-pictured"]["severity"] == "info"
    assert "glyph-missing" not in said
    assert sorted(each.name for each in (desk / "out").iterdir()) == [
        f"王{RARE}的一生.{kind}" for kind in ("epub", "html", "pdf")
    ]
    content = entry(desk / "out" / f"王{RARE}的一生.epub", "c0001.xhtml")
    image = f'<img class="inline" src="images/i0001.png" alt="{ALT}"/>'
    assert f"<title>王{RARE}的一生</title>" in content
    assert f'<h1 class="headline">王{image}的一生</h1>' in content
    assert f'<p class="byline">本报记者 王{image}</p>' in content
    assert f"他叫王{image}，" in content
    assert f'<ruby>{image}<rt class="latin">zhuāng</rt></ruby>' in content
    assert content.count(RARE) == 1
    assert f"王{RARE}的一生" in entry(desk / "out" / f"王{RARE}的一生.epub", ".opf")
    assert f"王{RARE}的一生" in entry(desk / "out" / f"王{RARE}的一生.epub", "nav.xhtml")
    web = (desk / "out" / f"王{RARE}的一生.html").read_text("utf-8")
    assert re.search(rf'他叫王<img class="inline" src="data:image/png;base64,[^"]+" alt="{re.escape(ALT)}"/>，', web)


@pytest.mark.parametrize("direction", ["horizontal", "vertical"])
def test_on_a_page_it_is_a_figure_that_says_what_it_is(desk: Path, direction: str) -> None:
    target = desk / "a.pdf"
    assert main(["build", str(desk / "a.txt"), "--writing-mode", direction, "-o", str(target), "-q"]) == 0
    with pikepdf.open(target) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        assert len(figures) == 4
        assert {str(each.Alt) for each in figures} == {ALT}
        assert {str(each.ActualText) for each in figures} == {RARE}
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/ActualText <feffd884df50>") == 4
    said = "".join(pypdfium2.PdfDocument(target)[0].get_textpage().get_text_bounded().split())
    assert "他叫王" in said and "大家都这样喊他，喊了一辈子。" in said


def test_a_character_that_a_face_has_is_set_in_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "a.publisher.toml").write_text('[[glyph]]\ncharacter = "王"\nimage = "gaiji/u31350.png"\n', "utf-8")
    assert main(["build", str(desk / "a.txt"), "--to", "epub", "-o", f"{desk}/a.epub", "--json"]) == 0
    said = remarks(capsys)
    assert said["glyph-has-face"]["severity"] == "info"
    assert said["glyph-missing"]["severity"] == "warning"
    assert "<img" not in entry(desk / "a.epub", "c0001.xhtml")


@pytest.mark.parametrize(("data", "code"), [(None, "image-missing"), (b"no picture", "image-broken")])
def test_without_its_picture_it_stays_text(
    desk: Path, data: bytes | None, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = desk / "gaiji" / "u31350.png"
    file.unlink() if data is None else file.write_bytes(data)
    assert main(["build", str(desk / "a.txt"), "--to", "epub", "-o", f"{desk}/a.epub", "--json"]) == 0
    said = remarks(capsys)
    assert said[code]["severity"] == said["glyph-missing"]["severity"] == "warning"
    assert f"他叫王{RARE}，" in entry(desk / "a.epub", "c0001.xhtml")


def test_pictures_of_characters_that_the_text_has_not_are_not_looked_for() -> None:
    article = article_of("本文")
    assert with_glyphs(article, Options(render=RenderOptions(glyphs=(Glyph(RARE, "none.png"),)))) is article


def test_an_archive_takes_the_picture_and_proves_itself(desk: Path) -> None:
    chosen = options(pdf="archive")
    article = article_of(f"他叫王{RARE}。", headline="题目")
    with pytest.raises(GlyphError):
        publish(article, desk / "a.pdf", options=chosen)
    glyphs = (Glyph(RARE, "gaiji/u31350.png", "⿰釒呆"),)
    publish(article, desk / "a.pdf", options=replace(chosen, render=replace(chosen.render, glyphs=glyphs)))
    (desk / "gaiji" / "u31350.png").unlink()
    assert verify(desk / "a.pdf").outcome == "identical"


def test_a_book_that_carries_its_article_is_not_held_to_the_characters_behind_pictures(desk: Path) -> None:
    from publisher import check

    write = WriteOptions(carry_source=True, cover="text")
    glyphs = (Glyph(RARE, "gaiji/u31350.png", "⿰釒呆"),)
    chosen = Options(write=write, render=RenderOptions(glyphs=glyphs))
    publish(article_of(f"他叫王{RARE}，住在河边。"), desk / "b.epub", options=chosen)
    assert check(desk / "b.epub").row("epub-text").verdict == "passed"


def test_an_article_may_bring_its_glyphs(desk: Path) -> None:
    article = replace(article_of(RARE, headline="题目"), glyphs=(Glyph(RARE, "gaiji/u31350.png"),))
    assert from_json(to_json(article)) == article
    assert mapped_sources(article, lambda src: f"../{src}").glyphs == (Glyph(RARE, "../gaiji/u31350.png"),)
    publish(article, desk / "b.epub")
    assert 'alt="U+31350"' in entry(desk / "b.epub", "c0001.xhtml")


def test_glyphs_go_along_when_an_article_is_converted(desk: Path) -> None:
    (desk / "far").mkdir()
    assert main(["convert", str(desk / "a.txt"), str(desk / "far" / "a.json"), "-q"]) == 0
    article = from_json((desk / "far" / "a.json").read_bytes())
    assert article.glyphs == (Glyph(RARE, "../gaiji/u31350.png", "⿰釒呆"),)


# --- what an editor writes -----------------------------------------------------------------------------------------


def test_a_house_may_keep_its_pictures_beside_publisher_toml(desk: Path) -> None:
    (desk / "a.publisher.toml").rename(desk / "publisher.toml")
    deep = desk / "2024" / "05"
    deep.mkdir(parents=True)
    (desk / "a.txt").rename(deep / "a.txt")
    assert glyphs_of(deep / "a.txt") == (Glyph(RARE, "../../gaiji/u31350.png", "⿰釒呆"),)
    assert main(["build", str(deep / "a.txt"), "--to", "epub", "-o", f"{desk}/a.epub", "-q"]) == 0
    assert f'alt="{ALT}"' in entry(desk / "a.epub", "c0001.xhtml")


def test_the_stronger_file_has_the_last_word_on_a_character() -> None:
    strong, weak = Glyph(RARE, "a.png"), Glyph(RARE, "b.png")
    assert merged((strong,), (weak, Glyph("\ue000", "c.png"))) == (strong, Glyph("\ue000", "c.png"))


def front_matter(folder: Path, image: str) -> Path:
    source = folder / "a.md"
    glyph = f"    - character: U+31350\n      image: {image}\n"
    source.write_text(f"---\ntitle: 题目\npublisher:\n  glyph:\n{glyph}---\n\n正文{RARE}。\n", "utf-8")
    return source


def test_front_matter_names_pictures_of_its_own_folder_alone(tmp_path: Path) -> None:
    assert glyphs_of(front_matter(tmp_path, "gaiji/a.png")) == (Glyph(RARE, "gaiji/a.png"),)
    for image in ("../a.png", "/etc/a.png"):
        with pytest.raises(UsageError) as fault:
            glyphs_of(front_matter(tmp_path, image))
        assert fault.value.code == "glyph-outside"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("glyph = 3", "glyph-table"),
        ('[[glyph]]\ncharacter = "U+31350"', "glyph-table"),
        ('[[glyph]]\ncharacter = "U+31350"\nimage = "a.png"\nalt = "x"', "glyph-table"),
        ('[[glyph]]\ncharacter = "U+31350"\nimage = 3', "glyph-table"),
        ('[[glyph]]\ncharacter = "两字"\nimage = "a.png"', "glyph-character"),
        ('[[glyph]]\ncharacter = "U+D800"\nimage = "a.png"', "glyph-character"),
        ('[[glyph]]\ncharacter = "U+110000"\nimage = "a.png"', "glyph-character"),
        ('[[glyph]]\ncharacter = "U+31350"\nimage = "a.png"\nids = "⿰釒"', "glyph-ids"),
        (
            '[[glyph]]\ncharacter = "U+E000"\nimage = "a.png"\n[[glyph]]\ncharacter = "\ue000"\nimage = "b.png"',
            "glyph-twice",
        ),
    ],
)
def test_a_wrong_table_is_told_with_its_line(desk: Path, table: str, code: str) -> None:
    (desk / "a.publisher.toml").write_text("# 字图\n" + table + "\n", "utf-8")
    with pytest.raises(UsageError) as fault:
        glyphs_of(desk / "a.txt")
    assert (fault.value.code, fault.value.line) == (code, 2)


@pytest.mark.parametrize(
    ("sequence", "well_formed"),
    [
        ("⿰釒呆", True),
        ("⿰釒⿱一口", True),
        ("⿲彳丨亍", True),
        ("⿴囗？", True),
        ("⿾正", True),
        ("\u31ef大丶", True),
        ("⿰\ue000木", True),
        ("⿰釒", False),
        ("⿰釒呆口", False),
        ("釒呆", False),
        ("釒", False),
        ("⿰aB", False),
        ("⿰，木", False),
        ("", False),
    ],
)
def test_a_description_has_as_many_parts_as_its_operators_take(sequence: str, well_formed: bool) -> None:
    assert is_description(sequence) is well_formed


# --- what is untouched ---------------------------------------------------------------------------------------------

# Compatibility ideographs, selectors of both kinds behind what may have them, ideographs of all planes, private use.
STRANGE = st.sampled_from(
    ["\uf900", "\ufa11", "\U0002f800", "葛\U000e0100", "葛\U000e0101", "。\ufe00", "辻\ufe01",
     "\U00020bb7", "\U00031350", "\U000323af",
     "\ue000", "\U000f0000", "か\u3099", "e\u0301", "字", "文"]
)  # fmt: skip


def text_of(xhtml: str) -> str:
    return re.sub(r"<[^>]+>", "", re.search(r'<div class="body">\n<p[^>]*>(.*?)</p>', xhtml, re.DOTALL)[1])  # type: ignore[index]


@given(st.lists(STRANGE, min_size=1, max_size=12).map("".join))
@settings(max_examples=25)
def test_what_goes_in_comes_out_of_a_book(tmp_path_factory: pytest.TempPathFactory, given_text: str) -> None:
    target = tmp_path_factory.mktemp("strange") / "a.epub"
    publish(article_of(Paragraph(text(given_text))), target)
    assert text_of(entry(target, "c0001.xhtml")) == given_text


@given(st.lists(STRANGE, min_size=1, max_size=12).map("".join))
def test_what_goes_in_comes_out_of_a_script_edition(given_text: str) -> None:
    chosen = Options(edition=EditionOptions(script=("zh-Hant-TW",)))
    made = transformed(article_of(Paragraph(text(given_text))), chosen)
    assert made.blocks == (Paragraph(text(given_text)),)


def test_a_form_that_no_face_has_is_told_once(tmp_path: Path) -> None:
    article = Article(
        headline=text("题目"),
        bylines=(Byline("某"),),
        blocks=(
            Heading((Ruby("葛\U000e01ef", "gě"),), lines=(3, 3)),
            Paragraph((Text("葛\U000e01ef城葛"),), lines=(5, 5)),
        ),
    )
    result = publish(article, tmp_path / "a.epub")
    (said,) = [each for each in result.diagnostics if each.code == "sequence-missing"]
    assert (said.line, said.severity) == (3, "warning")
    assert said.values == {"character": "葛", "code_points": "U+845B U+E01EF", "count": "2"}


def test_a_form_that_the_face_has_is_not_told(tmp_path: Path) -> None:
    article = article_of("葛\U000e0100城", headline="题目", language="ja")
    result = publish(article, tmp_path / "a.epub")
    assert "sequence-missing" not in {each.code for each in result.diagnostics}
