"""Short numbers that stand upright in a vertical line, each as one glyph of the font (tate-chu-yoko, 纵中横).

JLREQ 3.2.5, and CLREQ alike: digits of a short number, and `!?`, stand side by side in the em of one character. As several glyphs of
a small box turned back, with a text matrix of their own, programs that read PDFs take them out of their line. So a turned slice is
given a glyph for each number, drawn like those that stand upright (`publisher.typeset.turned`): the characters of a number are
narrowed until they fit, as CSS Writing Modes 4, 9.1.3 has it, and turned by a quarter counter-clockwise about the em box.

Which numbers there are stands in a table of the font's own, `Upri`: for each its text, in three bytes, and its glyph. They have no
code points, so no text can come to them by chance. `publisher.typeset.slices.drawn_glyphs` leaves the table out.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from publisher.clreq import number_pattern
from publisher.typeset.joined import Contour, Piece, charstring_of, contours_of, record_of
from publisher.typeset.metrics import EM_BOX
from publisher.typeset.outlines import Glyph, Outlines
from publisher.typeset.sfnt import tables_of
from publisher.typeset.turned import AXIS

if TYPE_CHECKING:
    import uharfbuzz

_DIGITS, _MARKS = "0123456789", "!?"
_LONGEST = 3
_WIDEST = 0.96
"""What a number takes of its em at most, with the blank beside its digits: ideographs leave as much."""

_TABLE = "Upri"
_ROW = struct.Struct(f">{2 * _LONGEST}sH")

_NARROW = str.maketrans("！？", "!?")
"""Two full-width marks are drawn by the narrow ones, and keep their text."""


def numbers_in(text: str, digits: int) -> frozenset[str]:
    """The numbers of a text for `with_upright_numbers`, by `number_pattern`."""
    return frozenset(number_pattern(digits).findall(text))


def drawing_characters(numbers: Collection[str]) -> set[str]:
    """What a slice must hold to draw the numbers."""
    return {character for number in numbers for character in number.translate(_NARROW)}


def with_upright_numbers(data: bytes, numbers: Collection[str]) -> bytes:
    """The turned slice `data` with a glyph for each of `numbers`: of 1 to 3 characters of `0-9!?！？`, in an advance of an em.

    Numbers are passed over that the slice has not every character for, and so are other strings. Raises ValueError for a font
    without CFF or TrueType outlines.
    """
    return _with_numbers(data, frozenset(numbers))


def upright_numbers(data: bytes) -> Mapping[str, int]:
    """The numbers in a font, and the glyph of each."""
    rows = _ROW.iter_unpack(tables_of(data).get(_TABLE, b""))
    return {text.decode("utf-16-be").rstrip("\0"): glyph for text, glyph in rows}


@lru_cache(maxsize=64)
def _with_numbers(data: bytes, numbers: frozenset[str]) -> bytes:
    import uharfbuzz

    held = upright_numbers(data)
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    known = _known(font)
    wanted = sorted(each for each in numbers - held.keys() if 0 < len(each) <= _LONGEST and known.keys() >= set(each))
    if not wanted:
        return data
    source = Outlines(data)
    setting = _Setting(font, known)
    font_dict = source[next(iter(known.values())).glyph].font_dict
    glyphs = [setting.glyph(text, font_dict) for text in wanted]
    rows = [*held.items(), *zip(wanted, range(len(source), len(source) + len(wanted)), strict=True)]
    table = b"".join(_ROW.pack(text.encode("utf-16-be"), glyph) for text, glyph in rows)
    return source.with_glyphs({}, glyphs, {_TABLE: table})


class _Character(NamedTuple):
    """A digit or mark as it is in horizontal text; font units."""

    glyph: int
    advance: int
    left: int
    right: int
    bottom: int
    top: int


def _known(font: uharfbuzz.Font) -> dict[str, _Character]:
    """The characters of numbers that the font has ink for."""
    found = {}
    for character in _DIGITS + _MARKS:
        glyph = font.get_nominal_glyph(ord(character))
        extents = font.get_glyph_extents(glyph) if glyph else None
        if not glyph or not extents or not extents.width:
            continue
        left, top = extents.x_bearing, extents.y_bearing
        found[character] = _Character(
            glyph,
            font.get_glyph_h_advance(glyph),
            left,
            left + extents.width,
            top + extents.height,
            top,
        )
    return found | {wide: found[narrow] for wide, narrow in zip("！？", "!?", strict=True) if narrow in found}


class _Setting:
    """How numbers are set of the characters of a slice."""

    def __init__(self, font: uharfbuzz.Font, known: Mapping[str, _Character]):
        self._font = font
        self._known = known
        self._em: int = font.face.upem
        self._contours: dict[str, list[Contour]] = {}
        self._pieces: dict[tuple[str, float], Piece] = {}

    def glyph(self, text: str, font_dict: int | None) -> Glyph:
        """The glyph of a number, in the outline format that the font dictionary tells (see `Glyph`)."""
        characters = [self._known[each] for each in text]
        pens = list(accumulate((each.advance for each in characters), initial=0))
        left = min(pen + each.left for pen, each in zip(pens, characters, strict=False))
        right = max(pen + each.right for pen, each in zip(pens, characters, strict=False))
        narrowed = min(1.0, _WIDEST * self._em / max(pens[-1], right - left))
        # The ink is in the middle: the digits of some faces are not in that of their advance.
        start = self._em / 2 - narrowed * (left + right) / 2
        across = round(EM_BOX[0] * self._em) - self._rise(text)
        places = [(across, round(start + narrowed * pen) - round(EM_BOX[1] * self._em)) for pen in pens]
        pieces = [(self._piece(each, narrowed), place) for each, place in zip(text, places, strict=False)]
        outline = record_of(pieces) if font_dict is None else charstring_of(pieces)
        return Glyph(outline, self._em, across - max(each.top for each in characters), font_dict)

    def _rise(self, text: str) -> int:
        """How far a number goes up for its characters to be in the middle of the line; all digits go as far."""
        kind = _DIGITS if any(each in _DIGITS for each in text) else _MARKS
        known = [self._known[each] for each in kind if each in self._known]
        middle = (min(each.bottom for each in known) + max(each.top for each in known)) / 2
        return round(AXIS * self._em - middle)

    def _piece(self, character: str, narrowed: float) -> Piece:
        key = character, narrowed
        if key not in self._pieces:
            if character not in self._contours:
                self._contours[character] = contours_of(self._font, self._known[character].glyph)
            self._pieces[key] = Piece(self._contours[character], narrowed)
        return self._pieces[key]
