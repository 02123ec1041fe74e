"""Which face draws each character of a document, and the glyph gate.

A style sheet asks for font roles (`font-family: kai, song`); a theme maps roles to families; the language chooses the face.
Each character goes to the first face of its stack that has it, and each slice holds just what its face draws. So the
fall-back is decided here, once and for both outputs, and the engine has nothing left to choose: no system font, no silent
box. What no face has is given back as missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from unicodedata import category

from msgspec import Struct

from publisher.fonts import Face, Family, face_of, family
from publisher.themes import ROLES
from publisher.typeset.cascade import FontUse

OWN = "own-"
"""Before a role: the CSS family of the user's own face for it."""

FONT_FAMILY = re.compile(r"(font-family\s*:\s*)([^;{}]+?)(?=\s*[;}])")
VARIATION_SELECTORS = frozenset(chr(at) for at in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


class Candidate(Struct, frozen=True):
    """A face a stack may come to: the CSS family it answers to, and the characters it is not to set."""

    css_family: str
    face: Face
    leave_out: str = ""


class FaceTable(Struct, frozen=True):
    """The families of a theme's roles, faces of the user's by role, and the language that chooses the forms."""

    families: dict[str, Family]
    user_faces: dict[str, Face]
    language: str

    def candidates(self, css_family: str, weight: int) -> Iterator[Candidate]:
        """The face that answers to a CSS family, if any does."""
        if css_family.startswith(OWN):
            if own := self.user_faces.get(css_family.removeprefix(OWN)):
                yield Candidate(css_family, own)
            return
        chosen = self.families.get(css_family)
        if chosen and _speaks(chosen, self.language):
            yield Candidate(css_family, face_of(chosen, self.language, weight), chosen.leave_out)


def installed_families(table: FaceTable) -> tuple[tuple[str, str], ...]:
    """The family of each role under the name it has where it is installed; the user's own faces are not handed on."""
    each = ((role, next(table.candidates(role, 400), None)) for role in table.families)
    return tuple((role, candidate.face.family_name) for role, candidate in each if candidate)


def is_drawn(character: str, table: FaceTable) -> bool:
    """Whether some face of the table has the character; every stack ends in all roles."""
    names = [name for role in ROLES for name in (OWN + role, role)]
    faces = (each.face for name in names for weight in (400, 700) for each in table.candidates(name, weight))
    return any(face.covers(character) for face in faces)


class PlannedFace(Struct, frozen=True):
    """One face of the finished document: it answers to `css_family` at `weight` and draws `characters`."""

    css_family: str
    weight: int
    face: Face
    characters: frozenset[str]


class FacePlan(Struct, frozen=True):
    """`missing` are the characters that no face has; those of them that are `pictured` have a picture wherever one can stand."""

    faces: tuple[PlannedFace, ...]
    missing: frozenset[str]
    pictured: frozenset[str] = frozenset()


def face_table(faces: Mapping[str, str], user_faces: Mapping[str, Face], language: str) -> FaceTable:
    """The table for a theme's `[faces]`. Raises UsageError `font-family-unknown`."""
    return FaceTable({role: family(name) for role, name in faces.items()}, dict(user_faces), language)


def plan_faces(uses: Mapping[FontUse, set[str]], table: FaceTable) -> FacePlan:
    """Share out the characters of all uses over the faces of their stacks, in a stable order."""
    shares: dict[Candidate, set[str]] = {}
    missing: set[str] = set()
    for use, characters in uses.items():
        left = {character for character in characters if character >= " " and character != "\x7f"}
        ignorable = {character for character in left if _is_ignorable(character)}
        for candidate in _stack(use, table):
            covers = candidate.face.covers
            drawn = {character for character in left if covers(character)}.difference(candidate.leave_out)
            if drawn:
                # Selectors choose a form of the character before them, so they go along with every share.
                shares.setdefault(candidate, set()).update(drawn | ignorable)
                left -= drawn
        missing |= left - ignorable
    faces = (
        PlannedFace(each.css_family, each.face.weight, each.face, frozenset(share)) for each, share in shares.items()
    )
    return FacePlan(tuple(sorted(faces, key=lambda planned: (planned.css_family, planned.weight))), frozenset(missing))


def complete_stacks(stylesheet: str, user_roles: Collection[str]) -> str:
    """`stylesheet` with every role in its `font-family` stacks preceded by the user's face of that role, and all roles after.

    Then an engine that goes down a stack comes to the same face as `plan_faces`, even where the theme wrote a short one.
    """

    def complete(declaration: re.Match[str]) -> str:
        named = [name.strip().strip("\"'") for name in declaration[2].split(",")]
        if named == ["inherit"]:
            return declaration[0]
        stack = [name for role in [*named, *(role for role in ROLES if role not in named)] for name in own(role)]
        return declaration[1] + ", ".join(stack)

    def own(role: str) -> list[str]:
        return [OWN + role, role] if role in user_roles else [role]

    return FONT_FAMILY.sub(complete, stylesheet)


def _stack(use: FontUse, table: FaceTable) -> list[Candidate]:
    names = use.families or ROLES
    stack = [candidate for name in names for candidate in table.candidates(name, use.weight)]
    # Last, a character that a family would rather not set is better than none.
    return stack + [Candidate(each.css_family, each.face) for each in stack if each.leave_out]


def _speaks(chosen: Family, language: str) -> bool:
    """Whether the family is made for the language; for one outside East Asia any family is."""
    if language.split("-")[0] not in ("zh", "ja", "ko"):
        return True
    return any(language.startswith(known) or known.startswith(language) for known in chosen.languages)


def _is_ignorable(character: str) -> bool:
    """Variation selectors, joiners and other format characters: nothing is drawn for them."""
    return character in VARIATION_SELECTORS or category(character) == "Cf"
