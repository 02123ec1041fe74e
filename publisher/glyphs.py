"""Characters that no font may have 外字, and the pictures an editor gives for them: `[[glyph]]` in a sidecar, front matter or
`publisher.toml`.

    [[glyph]]
    character = "U+31350"          # or the character itself; one of private use too
    image = "gaiji/u31350.png"     # beside the file
    ids = "⿰釒⿱一口"             # optional: its parts, for those who do not see the picture

`ids` is an Ideographic Description Sequence (The Unicode Standard, 18.2). Tables of several files add up; of one character the
stronger file's holds. A picture is used only where no font has the character.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from publisher.errors import UsageError
from publisher.model import Glyph

KEY = "glyph"
_KEYS = ("character", "image", "ids")
_CODE_POINT = re.compile(r"[Uu]\+([0-9A-Fa-f]{4,6})")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")

_UNARY, _TERNARY = "\u2ffe\u2fff\u303e", "\u2ff2\u2ff3"
_BINARY = "\u2ff0\u2ff1\u2ff4\u2ff5\u2ff6\u2ff7\u2ff8\u2ff9\u2ffa\u2ffb\u2ffc\u2ffd\u31ef"
_PARTS = {**dict.fromkeys(_UNARY, 1), **dict.fromkeys(_BINARY, 2), **dict.fromkeys(_TERNARY, 3)}
_COMPONENT = re.compile(
    "[\u2e80-\u2fd5\u3007\u31c0-\u31e5\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\uff1f\U00020000-\U0003ffff]"
)
"""What may be a part: an ideograph, a radical, a stroke, one of private use, and `？` for one nobody knows."""

Refuse = Callable[..., UsageError]


def parse(tables: object, folder: Path, base: Path, refuse: Refuse, *, within: bool = False) -> tuple[Glyph, ...]:
    """The glyphs of the tables of a file in `folder`, with the paths of their pictures as seen from `base`, the article's folder.

    Raises what `refuse` makes of a code: `glyph-table`, `glyph-character`, `glyph-ids`, `glyph-twice`, and `glyph-outside` for a
    picture that is not `within` the folder, where it has to be.
    """
    if not isinstance(tables, list):
        raise refuse("glyph-table", known=", ".join(_KEYS))
    glyphs: dict[str, Glyph] = {}
    for table in tables:
        if not isinstance(table, Mapping) or not _is_table(table):
            raise refuse("glyph-table", known=", ".join(_KEYS))
        character = _character(table["character"])
        if character is None:
            raise refuse("glyph-character", character=table["character"])
        ids = table.get("ids", "")
        if ids and not is_description(ids):
            raise refuse("glyph-ids", ids=ids, character=character)
        if character in glyphs:
            raise refuse("glyph-twice", character=character)
        image = table["image"]
        if within and not _ADDRESS.match(image) and not (folder / image).resolve().is_relative_to(folder.resolve()):
            raise refuse("glyph-outside", image=image)
        glyphs[character] = Glyph(character, _seen_from(base, folder, image), ids)
    return tuple(glyphs.values())


def merged(*layers: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs of several files, the strongest first."""
    glyphs: dict[str, Glyph] = {}
    for layer in layers:
        for glyph in layer:
            glyphs.setdefault(glyph.character, glyph)
    return tuple(glyphs.values())


def is_description(sequence: str) -> bool:
    """Whether it is one well-formed Ideographic Description Sequence: an operator before as many parts as it takes."""
    wanted = 1
    for character in sequence:
        if not wanted or not (character in _PARTS or _COMPONENT.match(character)):
            return False
        wanted += _PARTS.get(character, 0) - 1
    return not wanted and sequence[:1] in _PARTS


def _is_table(table: Mapping[object, object]) -> bool:
    given = {"character", "image"} <= table.keys() <= set(_KEYS)
    return given and all(isinstance(value, str) for value in table.values()) and bool(table["image"])


def _character(said: str) -> str | None:
    """The one character that is meant; None where it is none, or no character at all."""
    found = _CODE_POINT.fullmatch(said.strip())
    code = int(found[1], 16) if found else ord(said) if len(said) == 1 else -1
    return chr(code) if 0x80 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _seen_from(base: Path, folder: Path, image: str) -> str:
    if _ADDRESS.match(image) or base == folder:
        return image
    return Path(os.path.relpath(folder / image, base)).as_posix()
