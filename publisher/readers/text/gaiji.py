"""Characters that Aozora Bunko's files describe because JIS X 0208 has them not: gaiji, accents, long repeat marks.

Gaiji 外字: `※［＃「てへん＋劣」、第3水準1-84-77］` names a cell of JIS X 0213 by plane, row and cell (面区点), or a code point
(`U+6318`); Python's `euc_jis_2004` codec is the standard's table. Accents: `〔e'tude〕`, the decomposition アクセント分解
(https://www.aozora.gr.jp/accent_separation.html). Repeat marks: `／＼` and `／″＼`, くの字点.
"""

from __future__ import annotations

import re
import unicodedata

from publisher.readers.characters import ILLEGAL

GETA = "〓"
"""What stands for a character that nobody can tell, as in a printer's proof (U+3013, geta mark)."""

_CELL = re.compile(r"(?:水準|[、，(（]|^)\s*([12])-(\d{1,2})-(\d{1,2})(?![-\d])")
_CODE_POINT = re.compile(r"U\+([0-9A-Fa-f]{4,6})(?![0-9A-Fa-f])")
_DESCRIPTION = re.compile(r"「[^「」]*」")
_WIDE = str.maketrans("０１２３４５６７８９Ｕ＋－−", "0123456789U+--")

_ACCENTS = {
    "'": "\N{COMBINING ACUTE ACCENT}",
    "`": "\N{COMBINING GRAVE ACCENT}",
    "^": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "~": "\N{COMBINING TILDE}",
    ":": "\N{COMBINING DIAERESIS}",
    "&": "\N{COMBINING RING ABOVE}",
    ",": "\N{COMBINING CEDILLA}",
    "_": "\N{COMBINING MACRON}",
}
_WHOLE = {
    "!@": "¡", "?@": "¿", "AE&": "Æ", "ae&": "æ", "OE&": "Œ", "oe&": "œ", "s&": "ß",
    "O/": "Ø", "o/": "ø", "L/": "Ł", "l/": "ł", "D/": "Đ", "d/": "đ", "H/": "Ħ", "h/": "ħ", "i/": "ɨ", "T/": "Ŧ", "t/": "ŧ",
}  # fmt: skip
# An apostrophe before one of these ends is an apostrophe (`don't`), and a comma or a colon belongs to a letter only inside a
# word (`Franc,ais`, `Noe:l`): a bracketed sentence in a Western language is no list of accents.
_ACCENT = re.compile(
    r"[!?]@|(?:AE|ae|OE|oe|s)&|[OoLlDdHhiTt]/|[A-Za-z][`^~&_]|[A-Za-z],(?=[A-Za-z])|[A-Za-z]:(?=[A-Za-z-]|\W?$)"
    r"|[A-Za-z]'(?!(?:t|s|d|m|ll|re|ve)\b)"
)
_BRACKETED = re.compile(r"〔([^〔〕［］\n]{1,400})〕")
_REPEATS = (("／″＼", "〴〵"), ("／＼", "〳〵"))


def resolve(note: str) -> str | None:
    """The character that a gaiji note (what stands between `※［＃` and `］`) names; None where no code in it gives one.

    The description in `「」` is not looked at: it may hold the code of a part.
    """
    codes = note.translate(_WIDE)
    while codes != (codes := _DESCRIPTION.sub("", codes)):
        pass
    cell = _CELL.search(codes)
    found = _of_cell(*map(int, cell.groups())) if cell else None
    if found is None and (point := _CODE_POINT.search(codes)):
        value = int(point[1], 16)
        found = chr(value) if value <= 0x10FFFF else None
    return found if found and not ILLEGAL.search(found) else None


def _of_cell(plane: int, row: int, cell: int) -> str | None:
    """The character (or the pair, as か with a half-voiced mark is) of a cell of JIS X 0213:2004."""
    if not (1 <= row <= 94 and 1 <= cell <= 94):
        return None
    code = bytes((row + 0xA0, cell + 0xA0))
    try:
        return (code if plane == 1 else b"\x8f" + code).decode("euc_jis_2004")
    except UnicodeDecodeError:
        return None


def with_accents(text: str) -> tuple[str, int]:
    """`text` with its `〔〕` of decomposed accents as letters, and how many letters that made.

    Brackets without an accent in them are the author's own and stay.
    """
    if "〔" not in text:
        return text, 0
    count = 0

    def bracketed(match: re.Match[str]) -> str:
        nonlocal count
        composed, letters = _composed(match[1])
        count += letters
        return composed if letters else match[0]

    return _BRACKETED.sub(bracketed, text), count


def _composed(text: str) -> tuple[str, int]:
    letters = 0

    def letter(match: re.Match[str]) -> str:
        nonlocal letters
        found = _WHOLE.get(match[0]) or unicodedata.normalize("NFC", match[0][0] + _ACCENTS.get(match[0][1], ""))
        if len(found) > 1 or found == match[0]:
            return match[0]
        letters += 1
        return found

    return _ACCENT.sub(letter, text), letters


def with_repeat_marks(text: str) -> tuple[str, int]:
    """`text` with the two halves of each long repeat mark as Unicode has them (U+3033 to U+3035), and how many there were."""
    if "＼" not in text:
        return text, 0
    count = 0
    for written, mark in _REPEATS:
        count += text.count(written)
        text = text.replace(written, mark)
    return text, count
