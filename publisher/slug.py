"""A file name from a headline: readable, and safe on every file system.

What must not stand in a name is the union of the rules of EPUB OCF 3.3 (section 4.2.3 "File paths and file names"), of
Windows (Win32 "Naming Files, Paths, and Namespaces") and of POSIX. Cluster boundaries follow UAX #29 as far as names need
it: the rules for extending marks, joiners, Hangul jamo and flags.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

MOST_BYTES = 200
"""Longest slug in UTF-8 bytes: with `-2`, a suffix and the name of a temporary file it stays below 255."""

UNTITLED = "untitled"

ZERO_WIDTH_JOINER = "\u200d"
_KEPT_MARKS = frozenset("-_.%％+＋·・")
_DROPPED_QUOTES = frozenset("\"'“”‘’「」『』《》〈〉﹁﹂﹃﹄〝〞〟«»‹›")
_EDGE = "-. "
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)
_HALFWIDTH_VOICED_MARKS = "\uff9e\uff9f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_SIGNS = (range(0x2100, 0x2150), range(0x3200, 0x3400), range(0x1F000, 0x20000))
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_JAMO_AFTER_FIRST = (range(0x1160, 0x1200), range(0xD7B0, 0xD7FC))


def slug(title: str) -> str:
    """The title as a file name without suffix, in NFC, at most 200 bytes, never empty, never reserved.

    CJK and all other letters, numbers and emoji stay; quotes go; every other mark or space becomes one `-`.
    """
    kept = _collapse(_join_spaced_letters(unicodedata.normalize("NFC", title)))
    name = _truncate(kept, MOST_BYTES - 1).strip(_EDGE)
    if name.partition(".")[0].casefold() in _RESERVED:
        name = f"_{name}"
    return name or UNTITLED


def collision_key(name: str) -> str:
    """The same for names that some file system takes for one: twins in case or in normal form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def clusters(text: str) -> list[str]:
    """The text in pieces that must not be cut: a base with its marks, a joined emoji, a syllable, a flag."""
    pieces = list(text[:1])
    for before, char in pairwise(text):
        if _joins(pieces[-1], before, char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _joins(piece: str, before: str, char: str) -> bool:
    code = ord(char)
    if _extends(char) or before == ZERO_WIDTH_JOINER:
        return True
    if any(code in jamo for jamo in _JAMO_AFTER_FIRST):
        return unicodedata.category(before) == "Lo"
    return code in _FLAG_LETTERS and len(piece) == 1 and ord(before) in _FLAG_LETTERS


def _extends(char: str) -> bool:
    """Whether a character belongs to the one before it; variation selectors are marks (Mn)."""
    return (
        char == ZERO_WIDTH_JOINER
        or unicodedata.category(char) in ("Mn", "Mc", "Me")
        or char in _HALFWIDTH_VOICED_MARKS
        or ord(char) in _SKIN_TONES
    )


def _join_spaced_letters(title: str) -> str:
    """A title spaced out for looks (`民  主  第  一`) is one word."""
    pieces = title.split()
    spaced = len(pieces) > 2 and all(len(piece) == 1 and unicodedata.category(piece) == "Lo" for piece in pieces)
    return "".join(pieces) if spaced else title


def _collapse(title: str) -> str:
    name = ""
    for index, char in enumerate(title):
        kept = _kept(char, title[index - 1 : index], title[index + 1 : index + 2])
        if _extends(char) and name[-1:] in ("", "-", "."):
            kept = ""  # a mark with nothing to stand on
        if kept == "-" and name.endswith("-"):
            kept = ""
        name += kept
    return name


def _kept(char: str, before: str, after: str) -> str:
    """What becomes of a character between its neighbours: itself, `-` or nothing."""
    category = unicodedata.category(char)
    if char == ZERO_WIDTH_JOINER:
        # Elsewhere than in an emoji an invisible character in a file name only deceives.
        return char if before and unicodedata.category(before) in ("So", "Sk", "Mn") else ""
    if category in ("Cf", "Co", "Cs") or char in _DROPPED_QUOTES or _is_noncharacter(ord(char)):
        return ""
    if char == ",":
        return "" if before.isdigit() and after.isdigit() else "-"
    if char == ".":
        return char if before.isalnum() and after.isalnum() else "-"
    if category == "So":  # an emoji or a sign such as ℃ and ㈱ is part of a title, ■ and ▲ adorn it
        return char if any(ord(char) in signs for signs in _SIGNS) else "-"
    if category[0] in "LMN" or category == "Cn" or char in _KEPT_MARKS or ord(char) in _SKIN_TONES:
        return char
    return "-"


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _truncate(name: str, most: int) -> str:
    length, kept = 0, ""
    for piece in clusters(name):
        length += len(piece.encode())
        if length > most:
            break
        kept += piece
    # One cluster alone may be longer than a name can be: letters heaped with marks.
    return kept or name.encode()[:most].decode(errors="ignore")
