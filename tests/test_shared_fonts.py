"""`--fonts shared`: books without faces, and one folder of faces beside them that readers can install."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import msgspec
import pytest
import uharfbuzz
from conftest import article_of, heading, options, publish_all
from fontTools.ttLib import TTFont

from publisher.__main__ import main
from publisher.archive.storage import open_storage
from publisher.errors import UsageError
from publisher.model import Article
from publisher.options import Options
from publisher.shared_fonts import FontFolder, SharedFonts, bytes_saved, files_named, shared_fonts
from publisher.typeset.installable import installables

HEI, KAI = "NotoSansCJKSC-Bold.otf", "PublisherWenKai-Regular.ttf"


def shared(chosen: Options | None = None, **more: object) -> Options:
    chosen = chosen or options()
    return msgspec.structs.replace(chosen, write=msgspec.structs.replace(chosen.write, fonts="shared", **more))


def small(language: str = "zh-Hans") -> Article:
    return article_of("渡口的风吹了一夜。", heading("上岸"), "船还没有来。", headline="渡口", language=language)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SharedFonts]:
    """A folder with two faces: each takes a second or two to cut."""
    place = tmp_path_factory.mktemp("shared")
    return place, shared_fonts(FontFolder(place), [HEI, KAI])


# --- the books ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "song"),
    [("zh-Hans", "Noto Serif CJK SC"), ("zh-Hant-TW", "Noto Serif CJK TC"), ("zh-Hant-HK", "Noto Serif CJK HK"),
     ("ja", "Noto Serif CJK JP"), ("ko", "Noto Serif CJK KR")],
)  # fmt: skip
def test_a_book_holds_no_face_and_names_the_installed_ones_first(tmp_path: Path, language: str, song: str) -> None:
    (result,) = publish_all(small(language), [tmp_path / "a.epub"], shared(), worker=None)
    with zipfile.ZipFile(result.path) as book:
        assert [name for name in book.namelist() if re.search(r"\.(otf|ttf|woff2?)$", name)] == []
        css = "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".css"))
    assert "@font-face" not in css
    stacks = re.findall(r"font-family: ([^;}]+)", css)
    assert any(stack.startswith(f'"{song}"') for stack in stacks)
    families = {each.face.family_name for each in installables().values()}
    assert {stack.split(",")[0].strip('" ') for stack in stacks} - {"inherit"} <= families


def test_a_book_says_which_files_it_leaves_out_and_what_that_saves(tmp_path: Path) -> None:
    with_faces = publish_all(small(), [tmp_path / "a.epub"], options(), worker=None)[0]
    without = publish_all(small(), [tmp_path / "b.epub"], shared(), worker=None)[0]
    assert files_named(with_faces.diagnostics) == frozenset()
    assert files_named(without.diagnostics) <= installables().keys()
    assert "NotoSerifCJKSC-Regular.otf" in files_named(without.diagnostics)
    saved = with_faces.path.stat().st_size - without.path.stat().st_size
    assert bytes_saved(without.diagnostics) == pytest.approx(saved, rel=0.15)


def test_a_face_of_the_users_own_is_not_handed_on(tmp_path: Path) -> None:
    own = installables()[KAI].face.path
    chosen = shared(options(font=(f"song={own}",)))
    (result,) = publish_all(small(), [tmp_path / "a.epub"], chosen, worker=None)
    assert KAI not in files_named(result.diagnostics)
    assert b"own-song" not in zipfile.ZipFile(result.path).read("EPUB/style.css")


def test_a_web_page_names_them_too_and_holds_none(tmp_path: Path) -> None:
    (result,) = publish_all(small(), [tmp_path / "a.html"], shared(), worker=None)
    text = result.path.read_text("utf-8")
    assert "@font-face" not in text
    assert '"Noto Serif CJK SC"' in text


def test_shared_outdoes_what_embed_fonts_says(tmp_path: Path) -> None:
    (one,) = publish_all(small(), [tmp_path / "a.epub"], shared(embed_fonts="auto"), worker=None)
    (two,) = publish_all(small(), [tmp_path / "b.epub"], shared(), worker=None)
    assert one.sha256 == two.sha256


# --- the files ----------------------------------------------------------------------------------------------------


def test_every_file_is_named_by_the_family_and_style_inside_it() -> None:
    for name, each in installables().items():
        family, style, _kind = re.split(r"[-.]", name)
        assert each.face.family_name.replace(" ", "") == family
        assert style == {400: "Regular", 700: "Bold"}[each.face.weight]


def test_a_file_is_one_font_with_its_names_and_licence(folder: tuple[Path, SharedFonts]) -> None:
    place, made = folder
    for face in made.faces:
        font = TTFont(io.BytesIO((place / "fonts" / face.file).read_bytes()))
        names = {record.nameID: str(record) for record in font["name"].names}
        assert names[1] == face.family
        assert "Open Font License" in names[13]
        assert font["OS/2"].usWeightClass == face.weight
        assert font.sfntVersion == ("OTTO" if face.file.endswith(".otf") else "\x00\x01\x00\x00")


def test_it_has_every_character_of_the_language(folder: tuple[Path, SharedFonts]) -> None:
    covered = TTFont(folder[0] / "fonts" / HEI).getBestCmap()
    standard = {
        bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
    }
    assert [character for character in standard - {""} if ord(character) not in covered] == []
    assert ord("가") not in covered


def test_a_dash_is_unbroken_and_marks_that_meet_are_squeezed(folder: tuple[Path, SharedFonts]) -> None:
    font = uharfbuzz.Font(uharfbuzz.Face((folder[0] / "fonts" / HEI).read_bytes()))

    def advances(text: str) -> list[int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
        uharfbuzz.shape(font, buffer, {"chws": True})
        return [position.x_advance for position in buffer.glyph_positions]

    assert advances("——") == [2000]
    assert sum(advances("》，")) == 1500


def test_kai_leaves_the_marks_it_draws_unfit_to_song(folder: tuple[Path, SharedFonts]) -> None:
    covered = TTFont(folder[0] / "fonts" / KAI).getBestCmap()
    assert [mark for mark in installables()[KAI].family.leave_out if ord(mark) in covered] == []


# --- the folder ---------------------------------------------------------------------------------------------------


def test_the_folder_tells_how_to_install_and_whose_the_faces_are(folder: tuple[Path, SharedFonts]) -> None:
    place = folder[0] / "fonts"
    assert sorted(path.name for path in place.iterdir()) == [
        HEI, "OFL-NotoSansCJK.txt", "OFL-PublisherWenKai.txt", KAI, "README.txt", "fonts.json",
    ]  # fmt: skip
    told = (place / "README.txt").read_text("utf-8")
    assert all(word in told for word in ("koreader/fonts", "Kobo", HEI, "阅读器"))


def test_what_is_there_is_not_written_again(folder: tuple[Path, SharedFonts]) -> None:
    place, made = folder
    again = shared_fonts(FontFolder(place), [KAI])
    assert again.written == ()
    assert again.faces == made.faces, "the folder only grows"


def test_a_file_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    first = shared_fonts(FontFolder(tmp_path), [KAI])
    whole = (tmp_path / "fonts" / KAI).read_bytes()
    (tmp_path / "fonts" / KAI).write_bytes(whole[:1000])
    (tmp_path / "fonts" / "README.txt").unlink()
    again = shared_fonts(FontFolder(tmp_path), [KAI])
    assert again.written == (f"fonts/{KAI}", "fonts/README.txt")
    assert (tmp_path / "fonts" / KAI).read_bytes() == whole
    assert again.faces == first.faces
    (tmp_path / "fonts" / "fonts.json").write_text("{")
    assert shared_fonts(FontFolder(tmp_path), [KAI]).faces == first.faces


def test_a_name_that_is_no_face_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        shared_fonts(FontFolder(tmp_path), ["../../etc/passwd"])
    assert refused.value.code == "shared-face-unknown"
    assert list(tmp_path.iterdir()) == []


def test_build_puts_the_folder_beside_the_books(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("# 渡口\n\n风吹了一夜。\n", "utf-8")
    words = [
        "build",
        str(tmp_path / "a.md"),
        "--fonts",
        "shared",
        "--to",
        "epub",
        "--cover",
        "none",
        "-o",
        f"{tmp_path}/out/",
    ]
    assert main(words) == 0
    said = capsys.readouterr()
    listed = json.loads((tmp_path / "out" / "fonts" / "fonts.json").read_bytes())
    assert {face["family"] for face in listed["faces"]} == {"Noto Serif CJK SC", "Noto Sans CJK SC"}
    assert f"{tmp_path}/out/fonts/NotoSerifCJKSC-Regular.otf" in said.out.splitlines()
    assert "fonts-saved" in said.err
    assert main(words) == 0
    assert "fonts/" not in capsys.readouterr().out


def test_a_storage_of_an_archive_is_a_place_for_faces(tmp_path: Path) -> None:
    place = open_storage(str(tmp_path))
    assert shared_fonts(place, [KAI]).faces == shared_fonts(FontFolder(tmp_path), [KAI]).faces
    assert shared_fonts(place, [KAI]).written == ()


def test_a_batch_shares_them_whatever_the_target_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2):
        (tmp_path / "in" / f"{number}.md").parent.mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.md").write_text(f"# 渡口{number}\n\n风吹了一夜。\n", "utf-8")
    words = [
        "batch",
        str(tmp_path / "in"),
        "memory://shared-faces",
        "--to",
        "epub",
        "--cover",
        "none",
        "--fonts",
        "shared",
    ]
    assert main([*words, "--journal", str(tmp_path / "journal")]) == 0
    place = open_storage("memory://shared-faces")
    assert json.loads(place.read("fonts/fonts.json"))["faces"]
    before = place.find("fonts/NotoSerifCJKSC-Regular.otf")
    assert before and before.size > 1_000_000
    assert "fonts-saved" in capsys.readouterr().err
    assert main([*words, "--journal", str(tmp_path / "journal")]) == 0
    assert place.find("fonts/NotoSerifCJKSC-Regular.otf") == before  # not written again


def test_a_book_of_many_articles_leaves_them_out_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in (1, 2):
        (tmp_path / "in" / f"{number}.md").write_text(f"# 渡口{number}\n\n风吹了一夜。\n", "utf-8")
    words = ["-q", "book", str(tmp_path / "in"), "--to", "epub", "--cover", "none", "--fonts", "shared"]
    assert main([*words, "-o", f"{tmp_path}/out/"]) == 0
    (book,) = (tmp_path / "out").glob("*.epub")
    with zipfile.ZipFile(book) as made:
        assert [name for name in made.namelist() if name.endswith((".otf", ".ttf"))] == []
        assert '"Noto Serif CJK SC"' in made.read("EPUB/style.css").decode()
    assert (tmp_path / "out" / "fonts" / "NotoSerifCJKSC-Regular.otf").is_file()
