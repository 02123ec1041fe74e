"""The bundled fonts are what the catalogue says, and do what typesetting relies on."""

import hashlib
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import uharfbuzz as hb

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts"
FAMILIES = tomllib.loads((FONTS / "fonts.toml").read_text("utf-8"))["family"]
FILES = {file["path"]: file for family in FAMILIES for file in family["file"]}

# What the name of a face ends in, the language to shape with, and text the face must have.
LANGUAGES = {
    "ja": (" JP", "ja", "直骨かなカナ々〆"),
    "ko": (" KR", "ko", "한글뷁漢字"),
    "zh-Hans": (" SC", "zh-Hans", "简体中文龘〇"),
    "zh-Hant-TW": (" TC", "zh-Hant-TW", "繁體中文ㄅㄆ"),
    "zh-Hant-HK": (" HK", "zh-Hant-HK", "嘅咗嚟㗎"),
    "": ("", "zh-Hans", "简体繁體嘅かなカナ"),
}
EVERYWHERE = "，。、；：？！（）《》「」『』【】〓—…　Aa09"
POINTS_LEFT = "，。、；：？！"  # in the left half of their square, in mainland China
CLOSING = "）》」』】"
OPENING = "（《「『【"


class Face(NamedTuple):
    family: str
    file: str
    weight: int
    language: str
    number: int

    @property
    def hb_face(self) -> Any:
        return open_face(self.file, self.number)


FACES = [
    Face(family["name"], file["path"], file["weight"], language, index)
    for family in FAMILIES
    for file in family["file"]
    for language, index in file["faces"].items()
]
# In these faces all points sit left; in Taiwan's and Hong Kong's they are in the middle.
MAINLAND = [face for face in FACES if face.language in ("zh-Hans", "")]
SERIF = [face for face in FACES if face.family == "Noto Serif CJK"]

every_face = pytest.mark.parametrize("face", FACES, ids=str)


@cache
def open_face(path: str, index: int) -> Any:
    return hb.Face(open_blob(path), index)


@cache
def open_blob(path: str) -> Any:
    return hb.Blob.from_file_path(FONTS / path)  # mapped, not read


def shape(face: Face, text: str, *, vertical: bool = False, **features: bool) -> list[float]:
    """The advances of the glyphs of a text, in em."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "ttb" if vertical else "ltr"
    buffer.script = "Hani"
    buffer.language = LANGUAGES[face.language][1]
    hb.shape(hb.Font(face.hb_face), buffer, features)
    places = buffer.glyph_positions
    return [(-p.y_advance if vertical else p.x_advance) / face.hb_face.upem for p in places]


@pytest.mark.parametrize("path", FILES)
def test_file_is_the_one_in_the_catalogue(path: str) -> None:
    assert hashlib.sha256((FONTS / path).read_bytes()).hexdigest() == FILES[path]["sha256"]


def test_families_that_share_a_file_agree_on_it() -> None:
    for family in FAMILIES:
        for file in family["file"]:
            shared = FILES[file["path"]]
            assert {**file, "faces": None} == {**shared, "faces": None}


def test_nothing_lies_here_that_the_catalogue_does_not_name() -> None:
    fonts = {p.relative_to(FONTS).as_posix() for p in FONTS.rglob("*") if p.match("*.[to]t[cf]")}
    assert fonts == set(FILES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["name"])
def test_licence_lies_beside_the_fonts(family: dict[str, Any]) -> None:
    licence = (FONTS / family["licence_file"]).read_text("utf-8")
    assert family["licence"] == "OFL-1.1"
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "OTHER DEALINGS IN THE FONT SOFTWARE." in licence
    for file in family["file"]:
        notice = open_face(file["path"], 0).get_name(hb.OTNameIdPredefined.COPYRIGHT)
        assert notice.splitlines()[0].strip() in licence
        assert (FONTS / family["licence_file"]).parent == (FONTS / file["path"]).parent


@every_face
def test_face_at_its_index_is_the_one_named(face: Face) -> None:
    suffix, _, sample = LANGUAGES[face.language]
    names = hb.OTNameIdPredefined
    assert face.hb_face.get_name(names.FONT_FAMILY) == face.family + suffix
    style = {400: "Regular", 700: "Bold"}[face.weight]
    assert face.hb_face.get_name(names.FONT_SUBFAMILY) == style
    missing = set(map(ord, sample + EVERYWHERE)) - set(face.hb_face.unicodes)
    assert not missing, "".join(map(chr, missing))


def test_no_changed_font_bears_a_reserved_name() -> None:
    """The licence of LXGW WenKai reserves these words for the version of its authors."""
    for family in FAMILIES:
        for file in family["file"]:
            face = open_face(file["path"], 0)
            names = hb.OTNameIdPredefined
            shown = (names.FONT_FAMILY, names.UNIQUE_ID, names.FULL_NAME, names.POSTSCRIPT_NAME)
            for entry in face.list_names():
                if entry.name_id in shown:
                    name = face.get_name(entry.name_id, entry.language)
                    assert not any(word in name for word in ("LXGW", "霞鹜", "Source")), name


@every_face
@pytest.mark.parametrize("pair", ["》，", "）、", "））", "（（", "」「", "，《", "　（"])
def test_marks_side_by_side_squeeze(face: Face, pair: str) -> None:
    assert sum(shape(face, pair, chws=False)) == 2
    assert sum(shape(face, pair, chws=True)) == 1.5


@pytest.mark.parametrize("face", MAINLAND, ids=str)
def test_every_mark_squeezes_in_the_mainland_style(face: Face) -> None:
    for before in POINTS_LEFT + CLOSING:
        for after in OPENING + CLOSING:
            assert sum(shape(face, before + after, chws=True)) == 1.5, before + after
    for before in OPENING:
        for after in OPENING:
            assert sum(shape(face, before + after, chws=True)) == 1.5, before + after


@every_face
def test_vertical_marks_side_by_side_squeeze(face: Face) -> None:
    for pair in ("）（", "》，", "」「"):
        assert sum(shape(face, pair, vertical=True, vchw=False)) == 2, pair
        assert sum(shape(face, pair, vertical=True, vchw=True)) == 1.5, pair


@every_face
def test_text_between_ideographs_is_left_alone(face: Face) -> None:
    for text in ("甲，乙。", "甲（乙）", "甲「乙」"):
        assert sum(shape(face, text, chws=True)) == len(text)


@every_face
def test_full_width_quotes_squeeze(face: Face) -> None:
    """“ ” are full width by themselves in Chinese faces, by fwid in ja and ko, never in WenKai."""
    squeezed = sum(shape(face, "“《", fwid=True, chws=True))
    assert squeezed == (1.35 if face.family == "Publisher WenKai" else 1.5)


@pytest.mark.parametrize("face", SERIF, ids=str)
def test_two_dashes_are_one_stroke(face: Face) -> None:
    assert shape(face, "——") == [2]
    assert len(shape(face, "——", ccmp=False)) == 2


def test_check_of_the_build_script_finds_what_is_wrong(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools" / "build_fonts.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0
    path = next(iter(FILES))
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_bytes(b"not a font")
    done = subprocess.run([*command, "--output", str(tmp_path)], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"{path}: is not the file" in done.stderr
    assert "OFL.txt: the licence is missing" in done.stderr
