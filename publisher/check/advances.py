"""What Latin glyphs advance of themselves: a font may hold copies of them that carry the Han–Latin gap within their advance.

Such a copy draws the same ink in a wider box, so that the boxes touch and programs that read the file take nothing for a space.
What a glyph is wider than the same character where no ideograph stands beside it is gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from publisher.check.glyphs import Glyph
from publisher.check.lines import Line
from publisher.clreq import is_ideographic, is_latin

_ALIKE = frozenset("023456789")
"""Digits of one width, in most faces; a 1 may be narrower."""
_BEARING = 0.08
"""The most blank a glyph has on a side, in em, where nothing else tells."""
_SURPLUS = 0.06
"""Less than this, in em, is a difference between glyphs, not a gap."""
_GUESSED = 0.2
"""How far a guess from the ink may be off, in em."""
_ENOUGH = 3
"""So many different characters of one advance, and no other, make a font a monospaced one."""
_EQUAL = 0.005


class Advances:
    """The plain advances of a document's Latin glyphs, in em, by font and character."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._plain: dict[tuple[int, str], float] = {}
        for line in lines:
            beside = {
                id(glyph)
                for one, other in pairwise(line.glyphs)
                if is_ideographic(one.text[-1]) or is_ideographic(other.text[0])
                for glyph in (one, other)
            }
            for glyph in line.glyphs:
                if id(glyph) not in beside and is_latin(glyph.text[0]) and not glyph.upright:
                    key, advance = (glyph.font, glyph.text), (glyph.end - glyph.start) / glyph.size
                    self._plain[key] = min(advance, self._plain.get(key, advance))
        self._pitches = _pitches(self._plain)

    def surplus(self, glyph: Glyph, *, guess: bool = True) -> float:
        """How much wider a glyph is than it needs to be, in points; 0 where that is no more than glyphs differ.

        Of a character that never stands plain, only the ink tells, and that is a guess.
        """
        plain = self._known(glyph)
        if plain is None and not guess:
            return 0.0
        advance = glyph.end - glyph.start
        width = _by_ink(glyph) if plain is None else plain * glyph.size
        return advance - width if advance - width > _SURPLUS * glyph.size else 0.0

    def doubt(self, glyph: Glyph) -> float:
        """How far `surplus` may be off, in points."""
        return _GUESSED * glyph.size if self._known(glyph) is None else 0.0

    def _known(self, glyph: Glyph) -> float | None:
        plain = self._plain.get((glyph.font, glyph.text))
        if plain is None and glyph.text in _ALIKE:
            known = [width for each in _ALIKE if (width := self._plain.get((glyph.font, each))) is not None]
            plain = max(known, default=None)
        return self._pitches.get(glyph.font) if plain is None else plain


def _pitches(plain: Mapping[tuple[int, str], float]) -> dict[int, float]:
    """The one advance of each monospaced font."""
    found: dict[int, list[float]] = defaultdict(list)
    for (font, _), advance in plain.items():
        found[font].append(advance)
    return {
        font: advances[0]
        for font, advances in found.items()
        if len(advances) >= _ENOUGH and max(advances) - min(advances) < _EQUAL
    }


def _by_ink(glyph: Glyph) -> float:
    """The advance of a glyph with no more blank on its sides than glyphs usually have."""
    most = _BEARING * glyph.size
    start, end = glyph.ink
    return min(start - glyph.start, most) + end - start + min(glyph.end - end, most)
