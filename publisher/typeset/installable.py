"""Faces that readers install: one file for each family, language and weight, out of the bundled collections.

KOReader and Kobo know no collections; Kobo takes what is called `Family-Style` and goes by the names in the font. Such a file holds
every character of its face, in the forms of one language, with all its names. Left out are the forms of other languages, Hangul
syllables (but for Korean), what the family draws unfit (`leave_out` of `fonts.toml`, so that the next family of a stack sets it),
and hints, which e-readers do not use for CFF. That makes 10 MB of 26 MB of Noto Serif CJK.

OpenType 1.9 (`name`); the Open Font License lets modified versions be handed on under names that nobody reserves.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from publisher.errors import UsageError
from publisher.fonts import Face, Family, face_of, families
from publisher.typeset.slices import whole_face

_STYLES = {400: "Regular", 700: "Bold"}
_CFF = b"OTTO"
_HANGUL = (range(0x1100, 0x1200), range(0xA960, 0xA980), range(0xAC00, 0xD800))


class Installable(NamedTuple):
    """A face of a family in the forms of a language (BCP 47; empty: the file has one face for all)."""

    family: Family
    language: str
    face: Face


def file_name(face: Face) -> str:
    """What a face is called where it is installed: `NotoSerifCJKSC-Regular.otf`."""
    kind = "otf" if _is_cff(face) else "ttf"
    return f"{face.family_name.replace(' ', '')}-{_STYLES[face.weight]}.{kind}"


@cache
def installables() -> dict[str, Installable]:
    """Every bundled face by its file name, in the catalogue's order."""
    found: dict[str, Installable] = {}
    for family in families():
        for file in family.file:
            for language in file.faces:
                face = face_of(family, language or family.languages[0], file.weight)
                found.setdefault(file_name(face), Installable(family, language, face))
    return found


def installable(name: str) -> Installable:
    """The face of a file name. Raises UsageError `shared-face-unknown`."""
    try:
        return installables()[name]
    except KeyError:
        raise UsageError("shared-face-unknown", file=name) from None


def installable_bytes(wanted: Installable) -> bytes:
    """The file, the same bytes each time."""
    face, korean = wanted.face, wanted.language == "ko"
    # A glyph that is kept keeps all its characters, so those that share one are left out together.
    unfit = {face.glyph_of(character) for character in wanted.family.leave_out}
    characters = frozenset(
        chr(point)
        for point in face.blob.unicodes
        if (korean or not any(point in syllables for syllables in _HANGUL)) and face.glyph_of(chr(point)) not in unfit
    )
    return whole_face(face, characters, wanted.language or wanted.family.languages[0])


def _is_cff(face: Face) -> bool:
    return len(face.blob.reference_table("CFF ").data) > 0
