"""The bundled fonts: families, faces by language and weight, coverage.

`fonts/fonts.toml` is the catalogue. A *face* is one font of a file (a collection holds one for each language); a *family*
holds a face for each weight and language. Nothing here knows what fonts the machine has, and nothing may.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, convert

from publisher.errors import UsageError
from publisher.resources import resource_dir

if TYPE_CHECKING:
    import uharfbuzz

_FAMILY_NAME = 1
_HEAD_OF_LICENCE = 10
"""Lines of a licence's file before the licence itself."""

Style = Literal["song", "hei", "mono", "kai"]


class FontFile(Struct, frozen=True):
    """One file of a family at one weight; `faces` maps a language to its index in the collection."""

    path: str
    weight: int
    sha256: str
    faces: dict[str, int]
    source_path: str = ""
    source_sha256: str = ""


class Source(Struct, frozen=True):
    package: str
    version: str
    url: str = ""


class Family(Struct, frozen=True):
    """A family of `fonts.toml`."""

    name: str
    label: dict[str, str]
    style: Style
    languages: tuple[str, ...]
    licence: str
    licence_file: str
    source: Source
    file: tuple[FontFile, ...]
    aliases: tuple[str, ...] = ()
    leave_out: str = ""
    """Characters the family has but draws unfit for CJK text; another family of the stack sets them."""
    rename: dict[str, str] = {}


class Face(Struct, frozen=True):
    """One font: a file, the index in it, and the weight it is."""

    path: Path
    index: int
    weight: int

    @property
    def blob(self) -> uharfbuzz.Face:
        """The face mapped from its file, kept open for the life of the process."""
        return _mapped(self.path, self.index).face

    @property
    def family_name(self) -> str:
        """The family it belongs to where it is installed (OpenType, `name` 1): `Noto Serif CJK SC`."""
        return str(self.blob.get_name(_FAMILY_NAME))

    def glyph_of(self, character: str) -> int | None:
        """The glyph the face has for the character."""
        glyph: int | None = _mapped(self.path, self.index).get_nominal_glyph(ord(character))
        return glyph

    def covers(self, character: str) -> bool:
        """Whether the face has a glyph for the character."""
        return self.glyph_of(character) is not None

    def covers_sequence(self, character: str, selector: str) -> bool:
        """Whether the face has a form of its own for the character with a variation selector behind it (UTS #37)."""
        return _mapped(self.path, self.index).get_variation_glyph(ord(character), ord(selector)) is not None


@cache
def families() -> tuple[Family, ...]:
    """The families of the catalogue, in its order."""
    folder = resource_dir("fonts")
    data = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))
    return convert(data["family"], tuple[Family, ...])


def family(name: str) -> Family:
    """The family called `name` or having it as an alias. Raises UsageError `font-family-unknown`."""
    for candidate in families():
        if name == candidate.name or name in candidate.aliases:
            return candidate
    raise UsageError("font-family-unknown", family=name, known=", ".join(f.name for f in families()))


def face_of(chosen: Family, language: str, weight: int) -> Face:
    """The face of a family nearest in weight, with the glyph forms of `language` (BCP 47)."""
    file = min(chosen.file, key=lambda each: (abs(each.weight - weight), each.weight))
    return Face(resource_dir("fonts") / file.path, _index(file.faces, language), file.weight)


def notice_of(face: Face) -> str:
    """Whose a face is, in a line: family, copyright, licence, source. Empty for a face of the user's, whose own names tell."""
    return _notices().get(face.path, "")


@cache
def _notices() -> dict[Path, str]:
    folder = resource_dir("fonts")
    # Of two families in one file the first names the file.
    return {folder / file.path: _notice(each) for each in reversed(families()) for file in each.file}


def _notice(chosen: Family) -> str:
    lines = (resource_dir("fonts") / chosen.licence_file).read_text("utf-8").splitlines()[:_HEAD_OF_LICENCE]
    owners = [line.strip().rstrip(".") for line in lines if line.startswith(("©", "Copyright"))]
    return f"{chosen.name}: {'; '.join(owners)}. {chosen.licence}, https://openfontlicense.org. {chosen.source.url}"


def coverage(chosen: Family) -> int:
    """How many code points the family's first face covers."""
    return len(face_of(chosen, chosen.languages[0], 400).blob.unicodes)


def user_face(path: Path) -> Face:
    """The face of a user's file. Raises UsageError `font-file-unreadable`."""
    import uharfbuzz

    try:
        face = Face(path.resolve(strict=True), 0, 400)
        empty = not face.blob.unicodes
    except (OSError, ValueError, RuntimeError, uharfbuzz.HarfBuzzError) as fault:
        raise UsageError("font-file-unreadable", file=str(path), fault=str(fault)) from None
    if empty:
        raise UsageError("font-file-unreadable", file=str(path), fault="no character in it")
    return face


_TRADITIONAL = {"TW": "zh-Hant-TW", "HK": "zh-Hant-HK", "MO": "zh-Hant-HK"}
"""Regions that write traditional characters: Macau in the forms of Hong Kong."""


def _index(faces: dict[str, int], language: str) -> int:
    """The index for the longest matching prefix of the language; `zh-Hant` alone is read as Taiwan's form, all else as zh-Hans."""
    first, *rest = language.split("-")
    if first == "zh" and "Hans" not in rest:
        region = next((_TRADITIONAL[part] for part in rest if part in _TRADITIONAL), "")
        language = region or ("zh-Hant-TW" if "Hant" in rest else language)
    tag = language
    while tag:
        if tag in faces:
            return faces[tag]
        tag = tag.rpartition("-")[0]
    return faces.get("zh-Hans", faces.get("", 0))


@cache
def _mapped(path: Path, index: int) -> uharfbuzz.Font:
    """The font of a file, memory-mapped: opening 26 MB costs nothing until glyphs are read."""
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index))
