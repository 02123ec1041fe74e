"""Which faces a book or a web page holds, and what its stacks say then (`--embed-fonts`).

    all    every face, every character
    auto   the families of headings whole; of the others only characters that readers lack (`typeset.repertoire`), each under a
           `unicode-range` (CSS Fonts 4, 4.5), so that the reader's own face draws the rest
    none   no face; the stacks name those that readers have
    shared no face (`--fonts shared`); the stacks name those of the shared folder first (`typeset.installable`), then readers'

CSS chooses among the faces of one family by weight before it looks at what they cover. So where one face of a family is embedded,
each of its weights is, if only with a space: else a caption would be set in the bold face of a heading where it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

from publisher.options import Embedding
from publisher.themes import ROLES
from publisher.typeset.cascade import FontUse
from publisher.typeset.faces import FONT_FAMILY, OWN, FacePlan, FaceTable, PlannedFace, plan_faces
from publisher.typeset.repertoire import GENERIC, reader_families, readers_lack

RARE = "-rare"
"""After a family's name: the face of its characters that readers lack."""
_HOLD_NONE = ("none", "shared")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class EmbeddingRule(Struct, frozen=True):
    """Which faces a document holds; `headings` are the families its headings are set in, `woff2`: compressed.

    `installed` are the families of the shared folder by role, where the mode is `shared`.
    """

    mode: Embedding | Literal["shared"] = "all"
    headings: frozenset[str] = frozenset()
    woff2: bool = False
    installed: tuple[tuple[str, str], ...] = ()


class EmbeddedFace(Struct, frozen=True):
    """A face with the characters a document holds of it; `partial` where its `unicode-range` has to say so.

    A face of headings that is there whole answers a second time, to `FAMILY-rare`, for its `rare` characters alone.
    """

    planned: PlannedFace
    characters: frozenset[str]
    partial: bool = False
    rare: frozenset[str] = frozenset()


def embedded(plan: FacePlan, rule: EmbeddingRule, language: str) -> tuple[EmbeddedFace, ...]:
    """The faces of `plan` that are put into a document in `language`."""
    if rule.mode == "all":
        return tuple(EmbeddedFace(each, each.characters) for each in plan.faces)
    if rule.mode in _HOLD_NONE:
        return ()
    made = [_in_part(each, rule.headings, language) for each in plan.faces]
    held = {each.planned.css_family for each in made if each.characters}
    return tuple(
        each if each.characters else EmbeddedFace(each.planned, frozenset(" "), partial=True)
        for each in made
        if each.planned.css_family in held
    )


def _in_part(planned: PlannedFace, headings: frozenset[str], language: str) -> EmbeddedFace:
    rare = readers_lack(planned.characters, language)
    # A face of the user's is in no reader.
    if planned.css_family in headings or planned.css_family.startswith(OWN):
        return EmbeddedFace(planned, planned.characters, rare=rare)
    return EmbeddedFace(planned, rare, partial=True)


def heading_families(uses: Mapping[FontUse, set[str]], plan: FacePlan, table: FaceTable) -> frozenset[str]:
    """The CSS families that `uses`, those of headings, come to, but for the one the text is set in: that of most characters."""
    text = max(plan.faces, key=lambda each: (len(each.characters), each.css_family)).css_family if plan.faces else ""
    return frozenset(each.css_family for each in plan_faces(uses, table).faces) - {text}


def reader_stacks(stylesheet: str, rule: EmbeddingRule, language: str) -> str:
    """`stylesheet`, its stacks complete (`complete_stacks`), with the names of readers' faces where not all is embedded, and a
    generic family at the end of each: CJK faces first, so that no ideograph is set in a Latin face's idea of it.
    """

    def for_readers(declaration: re.Match[str]) -> str:
        roles = [name.strip().strip("\"'") for name in declaration[2].split(",")]
        if roles == ["inherit"]:
            return declaration[0]
        first = next((role for role in map(_role, roles) if role in ROLES), ROLES[0])
        names = [*_names(roles, first, rule, language), GENERIC[first]]
        return declaration[1] + ", ".join(dict.fromkeys(names))

    return FONT_FAMILY.sub(for_readers, stylesheet)


def _names(roles: Sequence[str], first: str, rule: EmbeddingRule, language: str) -> Iterator[str]:
    """A stack's names: what is embedded for its first role, readers' faces for that, and what is embedded for the others."""
    mine = [name for name in roles if _role(name) == first]
    held = rule.mode not in _HOLD_NONE
    others = [name for name in roles if _role(name) != first and (held or _role(name) not in ROLES)]
    installed = dict(rule.installed)
    # All of them before any of the reader's: they leave to one another what they draw unfit, as the marks of 楷 to 宋.
    yield from (f'"{installed[role]}"' for role in (first, *map(_role, roles)) if role in installed)
    if held:
        yield from mine
    if rule.mode != "all":
        # Not every reader has 楷; each has 宋.
        for role in (first, *(ROLES[:1] if first == "kai" else ())):
            yield from (f'"{family}"' for family in reader_families(role, language))
    for name in others:
        # Further down a text's stack a whole face of headings would be come to before the reader's own.
        whole = rule.mode == "auto" and (name in rule.headings or name.startswith(OWN))
        yield f"{name}{RARE}" if whole else name if _role(name) in ROLES else f'"{name}"'


def _role(name: str) -> str:
    return name.removeprefix(OWN)


def unicode_range(characters: Iterable[str]) -> str:
    """The characters as a value of `unicode-range`: `U+20, U+3400-3402`."""
    points = sorted(map(ord, characters))
    runs = (
        [point for _, point in run]
        for _, run in groupby(enumerate(points), key=lambda numbered: numbered[1] - numbered[0])
    )
    return ", ".join(f"U+{run[0]:X}" if len(run) == 1 else f"U+{run[0]:X}-{run[-1]:X}" for run in runs)
