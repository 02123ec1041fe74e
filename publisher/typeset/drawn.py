"""What a font draws, told without its bytes: two slices that another HarfBuzz or another compressor made may be the same type."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from publisher.clreq import MARKS

if TYPE_CHECKING:
    import uharfbuzz

_PACKED = (b"wOFF", b"wOF2")
_SQUEEZED = {"chws": True, "vchw": True}


def drawn(font: bytes) -> str:
    """A digest of what the font draws: each of its characters alone, across and down, and each pair of its marks as squeezed.

    Fonts in WOFF and WOFF2 are unpacked before. Raises ValueError for what is no font.
    """
    import uharfbuzz

    try:
        face = uharfbuzz.Face(_unpacked(font))
        pen = _Pen(uharfbuzz.Font(face))
        digest = hashlib.sha256(f"{face.upem}".encode())
        for text, direction in _samples(sorted(face.unicodes)):
            digest.update(f"{text} {direction} {pen.drawn(text, direction)}\n".encode("utf-8", "surrogatepass"))
    except uharfbuzz.HarfBuzzError as fault:
        raise ValueError(str(fault)) from None
    return digest.hexdigest()


def _samples(characters: list[int]) -> Iterator[tuple[str, str]]:
    if not characters:
        raise ValueError("a font without characters")
    marks = [chr(each) for each in characters if chr(each) in MARKS]
    for direction in ("ltr", "ttb"):
        yield from ((chr(each), direction) for each in characters)
        yield from ((one + other, direction) for one in marks for other in marks)


class _Pen:
    def __init__(self, font: uharfbuzz.Font) -> None:
        self._font = font
        self._outlines: dict[int, str] = {}

    def drawn(self, text: str, direction: str) -> str:
        """Outlines, advances and places of what a text is drawn as."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = direction
        uharfbuzz.shape(self._font, buffer, _SQUEEZED)
        return " ".join(
            f"{self._outline(info.codepoint)} {place.x_advance} {place.y_advance} {place.x_offset} {place.y_offset}"
            for info, place in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True)
        )

    def _outline(self, glyph: int) -> str:
        if glyph not in self._outlines:
            pen = _Recorder()
            self._font.draw_glyph_with_pen(glyph, pen)
            self._outlines[glyph] = hashlib.sha256("\n".join(pen.strokes).encode()).hexdigest()
        return self._outlines[glyph]


class _Recorder:
    """A pen in the manner of fontTools that writes down what it is told."""

    def __init__(self) -> None:
        self.strokes: list[str] = []

    def __getattr__(self, name: str) -> object:
        return lambda *points: self.strokes.append(f"{name} {points}")


def _unpacked(font: bytes) -> bytes:
    if font[:4] not in _PACKED:
        return font
    from fontTools.ttLib import TTFont, TTLibError

    try:
        opened = TTFont(io.BytesIO(font), lazy=True)
        opened.flavor = None
        out = io.BytesIO()
        opened.save(out, reorderTables=False)
    except (TTLibError, ValueError, KeyError, AssertionError) as fault:
        raise ValueError(str(fault)) from None
    return out.getvalue()
