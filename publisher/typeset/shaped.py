"""What a face draws a character by: shaped by HarfBuzz, each text as if nothing stood beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import uharfbuzz


class Drawn(NamedTuple):
    """A glyph of a shaped character: how far it is moved from the pen, and its advance along the line; font units."""

    glyph: int
    right: int
    up: int
    advance: int


def shaped_alone(
    font: uharfbuzz.Font, texts: Sequence[str], language: str, direction: str, **features: bool
) -> list[list[Drawn]]:
    """The glyphs of each text as if it stood alone, in the forms of `language` (BCP 47) and with `direction` `ltr` or `ttb`."""
    import uharfbuzz

    if not texts:
        return []
    buffer = uharfbuzz.Buffer()
    owners: list[int] = []
    points: list[int] = []
    for at, text in enumerate(texts):
        # A space after each keeps them from being composed.
        points += [*map(ord, text), 0x20]
        owners += [at] * len(text) + [len(texts)]
    buffer.add_codepoints(points)
    buffer.direction, buffer.script, buffer.language = direction, "Hani", language
    uharfbuzz.shape(font, buffer, features)
    shaped: list[list[Drawn]] = [[] for _ in range(len(texts) + 1)]
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advance = position.x_advance if direction == "ltr" else -position.y_advance
        shaped[owners[info.cluster]].append(Drawn(info.codepoint, position.x_offset, position.y_offset, advance))
    return shaped[:-1]
