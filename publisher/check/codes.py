"""What the codes of a PDF's font stand for: their advances and their text (ISO 32000-1, 9.6, 9.7 and 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
from unicodedata import decomposition

_SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange|codespacerange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([0-9]+)")
_WRITING_MODE = re.compile(rb"/WMode\s+([01])\b")
_LARGEST_RANGE = 0x10000
_RADICALS, _AFTER_RADICALS = "\u2f00", "\u2fe0"
_HALF_WIDTH = frozenset(",:;!?()[]{}")
_TO_FULL_WIDTH = 0xFEE0
_DOWN = (880.0, -1000.0)
"""Where a vertical font has the origin of its lines above that of the glyph, and its advance, unless it says otherwise (9.7.4.3)."""


class Down(NamedTuple):
    """A glyph in a vertical line, in thousandths of an em: from its own origin to the line's, and the advance, which is negative."""

    x: float
    y: float
    advance: float


class CodedFont:
    """A font as the content of a page uses it. Advances are in thousandths of an em."""

    def __init__(self, name: str, texts: Mapping[int, str]) -> None:
        self.name = name
        self.vertical = False
        self._texts = texts
        self._widths: dict[int, float] = {}
        self._width: float | None = None
        """Of a code that has none of its own; None where only the font program would tell."""
        self._downs: dict[int, Down] = {}
        self._down = _DOWN
        self._characters: dict[int, int] | None = None
        """Code -> character identifier; None where they are the same."""
        self._lengths: tuple[tuple[int, bytes, bytes], ...] = ((1, b"\x00", b"\xff"),)

    def codes(self, shown: bytes) -> Iterator[tuple[int, int]]:
        """Each code of a string and how many bytes it takes."""
        at = 0
        while at < len(shown):
            length = self._length(shown, at)
            yield int.from_bytes(shown[at : at + length], "big"), length
            at += length

    def _length(self, shown: bytes, at: int) -> int:
        if len(self._lengths) > 1:
            for length, low, high in self._lengths:
                code = shown[at : at + length]
                if len(code) == length and all(
                    one <= each <= other for one, each, other in zip(low, code, high, strict=True)
                ):
                    return length
        return self._lengths[0][0]

    def text(self, code: int) -> str:
        """What a code stands for; empty where the file does not say."""
        return self._texts.get(code, "")

    def has_text(self, code: int) -> bool:
        """Whether the file says what a code stands for, be it nothing."""
        return code in self._texts

    def advance(self, code: int) -> float | None:
        """The advance in a horizontal line; None where only the font program would tell."""
        return self._widths.get(self.character(code), self._width)

    def down(self, code: int) -> Down:
        """Where a glyph stands in a vertical line."""
        known = self._downs.get(self.character(code))
        return known or Down((self.advance(code) or 0.0) / 2, *self._down)

    def character(self, code: int) -> int:
        """The character identifier (CID) of a code of a composite font; of a simple one the code itself."""
        return code if self._characters is None else self._characters.get(code, 0)

    # --- from the file -------------------------------------------------------------------------------------------

    def read_simple(self, font: Any) -> None:
        """Widths of a font of one byte a code."""
        # A Type 3 font has a space of its own.
        factor = float(font.FontMatrix[0]) * 1000 if "/FontMatrix" in font else 1.0
        first = int(font.get("/FirstChar", 0))
        self._widths = {first + number: float(each) * factor for number, each in enumerate(font.get("/Widths", ()))}
        descriptor = font.get("/FontDescriptor")
        if self._widths and descriptor is not None:
            self._width = float(descriptor.get("/MissingWidth", 0)) * factor

    def read_composite(self, font: Any, encoding: bytes | str) -> bool:
        """Widths of a composite font; whether its encoding is one that can be read."""
        if isinstance(encoding, str):
            if encoding not in ("/Identity-H", "/Identity-V"):
                return False
            self.vertical = encoding.endswith("V")
            self._lengths = ((2, b"\x00\x00", b"\xff\xff"),)
        else:
            mode = _WRITING_MODE.search(encoding)
            self.vertical = mode is not None and mode[1] == b"1"
            self._lengths = tuple(_code_spaces(encoding)) or ((2, b"\x00\x00", b"\xff\xff"),)
            self._characters = dict(_character_identifiers(encoding))
        holder = font.DescendantFonts[0]
        self._width = float(holder.get("/DW", 1000))
        self._widths = {character: each[0] for character, each in _listed(holder.get("/W", ()), 1)}
        self._downs = {
            character: Down(each[1], each[2], each[0]) for character, each in _listed(holder.get("/W2", ()), 3)
        }
        if "/DW2" in holder:
            self._down = float(holder.DW2[0]), float(holder.DW2[1])
        return True


def coded_font(font: Any) -> CodedFont | None:
    """The font of a dictionary; None where its encoding is one of the character collections that only a viewer knows."""
    from pikepdf import Stream

    mapping = font.get("/ToUnicode")
    made = CodedFont(
        str(font.get("/BaseFont", font.get("/Name", "?"))),
        dict(_texts(mapping.read_bytes())) if isinstance(mapping, Stream) else {},
    )
    if str(font.get("/Subtype", "")) != "/Type0":
        made.read_simple(font)
        return made
    encoding = font.Encoding
    return made if made.read_composite(font, _self_contained(encoding)) else None


@cache
def plain_form(text: str) -> str:
    """The character for a vertical form of it, or for a radical that looks like it: a glyph serves both, and a file tells either."""
    if len(text) != 1 or not text >= _RADICALS:
        return text
    kind, *points = decomposition(text).split() or [""]
    if kind != "<vertical>" and not _RADICALS <= text < _AFTER_RADICALS:
        return text
    character = chr(int(points[0], 16)) if len(points) == 1 else text
    return chr(ord(character) + _TO_FULL_WIDTH) if character in _HALF_WIDTH else character


def _self_contained(encoding: Any) -> bytes | str:
    """An embedded CMap's data, or the name of what it is or builds on."""
    from pikepdf import Stream

    if not isinstance(encoding, Stream):
        return str(encoding)
    return str(encoding.UseCMap) if "/UseCMap" in encoding else encoding.read_bytes()


def _listed(entries: Iterable[Any], count: int) -> Iterator[tuple[int, tuple[float, ...]]]:
    """The entries of W (`count` 1) or W2 (3): `first [figures …]` or `first last figures`."""
    from pikepdf import Array

    held: list[float] = []
    for entry in entries:
        if isinstance(entry, Array):
            figures = [float(each) for each in entry]
            for number in range(len(figures) // count):
                yield int(held[0]) + number, tuple(figures[number * count : (number + 1) * count])
            held = []
            continue
        held.append(float(entry))
        if len(held) == count + 2:
            for character in range(int(held[0]), min(int(held[1]), int(held[0]) + _LARGEST_RANGE) + 1):
                yield character, tuple(held[2:])
            held = []


# --- CMaps (Adobe Technical Note 5014) ---------------------------------------------------------------------------


def _sections(data: bytes, *kinds: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """The tokens of each section: bytes for a string, whole numbers, and lists."""
    for section in _SECTION.finditer(data):
        if section[1] not in kinds:
            continue
        tokens: list[Any] = []
        listed: list[Any] | None = None
        for string, opening, closing, number in _TOKEN.findall(section[2]):
            if opening:
                listed = []
                tokens.append(listed)
            elif closing:
                listed = None
            else:
                token = int(number) if number else _bytes(string)
                (tokens if listed is None else listed).append(token)
        yield section[1], tokens


def _bytes(string: bytes) -> bytes:
    digits = b"".join(string.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _code_spaces(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    for _, tokens in _sections(data, b"codespacerange"):
        for low, high in zip(tokens[::2], tokens[1::2], strict=False):
            yield len(low), low, high


def _ranges(data: bytes, single: bytes, several: bytes) -> Iterator[tuple[int, int, Any]]:
    """First and last code, and what the first stands for."""
    for kind, tokens in _sections(data, single, several):
        step = 2 if kind == single else 3
        for at in range(0, len(tokens) - step + 1, step):
            first = int.from_bytes(tokens[at], "big")
            last = int.from_bytes(tokens[at + step - 2], "big")
            yield first, min(last, first + _LARGEST_RANGE), tokens[at + step - 1]


def _character_identifiers(data: bytes) -> Iterator[tuple[int, int]]:
    for first, last, character in _ranges(data, b"cidchar", b"cidrange"):
        for number in range(last - first + 1):
            yield first + number, character + number


def _texts(data: bytes) -> Iterator[tuple[int, str]]:
    for first, last, target in _ranges(data, b"bfchar", b"bfrange"):
        for number in range(last - first + 1):
            if isinstance(target, list):
                if number >= len(target):
                    break
                yield first + number, target[number].decode("utf-16-be", "replace")
            elif isinstance(target, bytes) and not target:
                yield first + number, ""
            elif isinstance(target, bytes):
                # The last of its bytes counts on with the code (9.10.3).
                moved = (int.from_bytes(target, "big") + number) % (1 << 8 * len(target))
                yield first + number, moved.to_bytes(len(target), "big").decode("utf-16-be", "replace")
