"""What Pango says of a text: the advance of each cluster, where graphemes begin, and where UAX #14 allows a line to end.

Shaped by the engine's own layout object, so that what is measured is what will be drawn. Arrays of the library are read as a whole.
"""

from __future__ import annotations

import re
from array import array
from typing import Any

from msgspec import Struct
from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.line_break import Layout, get_log_attrs

from publisher.writers.pdf.paragraphs.looks import look_of, unspaced

_ALONE = re.compile("[\u3001-\u301f\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uff01-\uff5e“”‘’/-]+")
"""Ideographs, kana and full-width marks: how far one advances does not depend on its neighbours. Nor should `/` and `-`, after which
a line may end.
"""

_ATTACHED = re.compile("[\u0300-\u036f\u200d\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What changes the character before it."""

_MOST_AT_ONCE = 4000
"""Characters shaped in one layout: the library's time grows faster than the text."""

_LINE_BREAK, _CURSOR_POSITION = 1 << 0, 1 << 4
_GLYPH_INFO = 5
"""32-bit words of a PangoGlyphInfo: glyph, width, x and y offset, attributes."""


class _Look(Struct):
    """A layout for texts of one look, and how far the characters that stand by themselves advance in it, in px.

    Ideographs all advance alike, by `ideograph` (0 before one is met): that is what makes a face one for CJK text.
    """

    layout: Any
    alone: dict[str, float]
    ideograph: float = 0.0


def advances(text: str, style: Any) -> list[float | None]:
    """For each character its advance in px; None for one that belongs to the cluster before it.

    What stands by itself is shaped once a document: where marks meet, `publisher.typeset.spacing` has a say of its own. Of a run
    of such characters only the first is shaped with a text, for what stands beside it, and an ideograph, for the script: a dash
    that stands among no Chinese is narrower.
    """
    look = _look(style)
    if _ATTACHED.search(text):
        return _shaped(text, look.layout)
    runs = [match.span() for match in _ALONE.finditer(text)]
    _learn({character for start, end in runs for character in text[start:end]}, look)
    if len(runs) == 1 and runs[0] == (0, len(text)):
        return _known(text, look)
    shaped = _shaped(_ALONE.sub(_kept, text), look.layout)
    found: list[float | None] = []
    at = taken = 0
    for start, end in runs:
        found += shaped[taken : taken + start - at]
        found += _known(text[start:end], look)
        at, taken = end, taken + start - at + len(_representatives(text[start:end]))
    return found + shaped[taken:]


def _kept(run: re.Match[str]) -> str:
    return _representatives(run[0])


def _representatives(run: str) -> str:
    """The first character of a run, and its first ideograph if that is another one."""
    first = run[0]
    if _is_ideograph(first):
        return first
    return first + next(filter(_is_ideograph, run), "")


def _is_ideograph(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _known(run: str, look: _Look) -> list[float | None]:
    alone, ideograph = look.alone, look.ideograph
    return [ideograph if "\u4e00" <= character <= "\u9fff" else alone[character] for character in run]


def _learn(characters: set[str], look: _Look) -> None:
    """Shape what is met for the first time, with spaces between so that no mark has a neighbour."""
    ideographs = set(filter(_is_ideograph, characters))
    new = sorted(characters - ideographs - look.alone.keys())
    if ideographs and not look.ideograph:
        new.append(min(ideographs))
    if not new:
        return
    shaped = _shaped(" ".join(new), look.layout)
    look.alone.update((character, width or 0.0) for character, width in zip(new, shaped[::2], strict=True))
    if new[-1] in ideographs:
        look.ideograph = look.alone[new[-1]]


def _shaped(text: str, layout: Any) -> list[float | None]:
    found: list[float | None] = []
    for piece in _pieces(text):
        layout.set_text(piece)
        line, _ = layout.get_first_line()
        found += _by_character(piece, _by_byte(line))
    return found


def _look(style: Any) -> _Look:
    """What a document knows of a look."""
    looks: dict[Any, _Look] = vars(style.font_config).setdefault("composed_looks", {})
    key = look_of(style)
    if key not in looks:
        looks[key] = _Look(Layout(_unsqueezed(style)), {})
    return looks[key]


def _unsqueezed(style: Any) -> Any:
    """The style without contextual squeezing, so that every mark has its own width, and without room between letters."""
    copy = unspaced(style).copy()
    settings = copy["font_feature_settings"]
    copy["font_feature_settings"] = (*(() if settings == "normal" else settings), ("chws", 0))
    return copy


def text_attributes(text: str, language: str | None) -> tuple[list[bool], list[bool]]:
    """For each character whether a grapheme begins with it, and whether UAX #14 allows a line to end after it."""
    bits = array("I")
    # One more than there are characters: the last is the place at the end.
    bits.frombytes(bytes(ffi.buffer(get_log_attrs(text, language))))
    begins = [bool(each & _CURSOR_POSITION) for each in bits[:-1]]
    may_end = [bool(each & _LINE_BREAK) for each in bits[1:]]
    return begins, may_end


def _pieces(text: str) -> list[str]:
    """The text in pieces, cut where two ideographs meet so that no mark loses its neighbour."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > _MOST_AT_ONCE:
        end = start + _MOST_AT_ONCE
        while end > start + _MOST_AT_ONCE // 2 and not (
            "\u4e00" <= text[end - 1] <= "\u9fff" and "\u4e00" <= text[end] <= "\u9fff"
        ):
            end -= 1
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _by_byte(line: Any) -> dict[int, int]:
    """Advance in Pango units of each cluster, by the place of its first byte."""
    found: dict[int, int] = {}
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        count, offset = glyphs.num_glyphs, item.offset
        words, clusters = array("i"), array("i")
        words.frombytes(bytes(ffi.buffer(glyphs.glyphs, count * _GLYPH_INFO * 4)))
        clusters.frombytes(bytes(ffi.buffer(glyphs.log_clusters, count * 4)))
        for cluster, width in zip(clusters, words[1::_GLYPH_INFO], strict=True):
            at = offset + cluster
            found[at] = found.get(at, 0) + width
    return found


def _by_character(text: str, by_byte: dict[int, int]) -> list[float | None]:
    found: list[float | None] = []
    at = 0
    scale = 1 / TO_UNITS
    for character in text:
        width = by_byte.get(at)
        found.append(None if width is None else width * scale)
        at += 1 if character < "\x80" else 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
    return found
