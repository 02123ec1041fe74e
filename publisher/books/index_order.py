"""The order of an index, and the letter headings in it.

pinyin   character by character: by syllable, tone, number and kinds of strokes (after GB/T 13418-92); headings A to Z. Words in Latin
         letters stand among them by their letters. A reading that is given wins; the first character of a name is read as a surname.
stroke   character by character: by number of strokes, then by the kinds of the first five 横竖撇点折; headings 一画, 二画 …
kana     by kana (after JIS X 4061): voiced as unvoiced, small as large, a long vowel as its vowel; headings あ か さ … わ.

Numbers stand first, by their value. Marks count for nothing. What an order does not know stands last, under `#`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from publisher.book import IndexOrder
from publisher.books.ideographs import ideograph, is_syllable, readings
from publisher.patterns import lazily

DIGITS, OTHERS = "0–9", "#"
"""Headings of what begins with a number, and of what the order does not know."""

Key = tuple[object, ...]


class Term(NamedTuple):
    """What is to be put in order: its text, how it is read where that is said, whether it names a person, its language."""

    text: str
    reading: str = ""
    is_name: bool = False
    language: str = "zh-Hans"


class Ordered(NamedTuple):
    """Where a term stands: under which heading, and by which key; keys of one order compare with each other."""

    letter: str
    key: Key


_NUMBER, _LETTER, _OWN, _OTHER = 0, 1, 2, 3
"""Which characters come first; _OWN are those of the order itself, where it does not put them among letters."""
_TOKENS = lazily(r"\d+|[^\W\d_]|_")
_LATIN_WORD = lazily(r"[A-Za-z]+")
_READING_PIECE = lazily(r"[^\W\d_]+[1-5]?")
_LATIN, _KANA = lazily("[A-Za-z]"), lazily("[\u3041-\u3096\u30a1-\u30fa]")
_TONES = "\u0304\u0301\u030c\u0300"


def ordered(term: Term, order: IndexOrder) -> Ordered:
    """Where `term` stands in an index of this order. A term for `kana` has its reading by now."""
    tokens, letter = _ORDERS[order](term)
    return Ordered(letter, (*tokens, (), term.text))


def kana_of(term: Term) -> str:
    """How a term is read in kana: as it says, else as it is written, where that is kana; else nothing."""
    written = term.reading if _KANA.search(unicodedata.normalize("NFKC", term.reading)) else term.text
    plain = unicodedata.normalize("NFKC", written)
    return written if not any(ideograph(each) or unicodedata.name(each, "").startswith("CJK") for each in plain) else ""


# --- pinyin -------------------------------------------------------------------------------------------------------


def _by_pinyin(term: Term) -> tuple[list[Key], str]:
    tokens = _pinyin_tokens(term)
    return tokens, _heading(tokens, lambda token: _initial(str(token[1])))


def _pinyin_tokens(term: Term) -> list[Key]:
    text = unicodedata.normalize("NFKC", term.text)
    han = [each for each in text if ideograph(each)]
    given = _syllables(term.reading) if _LATIN.search(term.reading) else []
    if given and len(given) != len(han):
        # It is of the whole, and nothing tells which syllable is whose.
        return [(_LETTER, *_parted(each), 0, "", "") for each in given]
    said = iter(given or _own_readings(text, term))
    return [_pinyin_token(piece, said) for piece in _pieces(text)]


def _own_readings(text: str, term: Term) -> list[str]:
    read = readings(text, is_name=term.is_name)
    return [reading for each, reading in zip(text, read, strict=True) if ideograph(each)]


def _pinyin_token(piece: str, said: Iterator[str]) -> Key:
    if piece.isdecimal():
        return _NUMBER, int(piece), 0, 0, "", piece
    known = ideograph(piece)
    if known:
        return _LETTER, *_parted(next(said)), known.strokes, known.kinds, piece
    if letters := _letters(piece):
        return _LETTER, letters, 0, 0, "", piece
    return _OTHER, "", 0, 0, "", piece


def _syllables(reading: str) -> list[str]:
    """A reading parted into syllables (`Zeng Wen`, `zēngwén`, `zeng1 wen2`); a word that is none of them stays whole."""
    return [syllable for piece in _READING_PIECE.findall(reading) for syllable in _cut(piece)]


def _cut(piece: str) -> list[str]:
    """Letters parted into as few syllables as there are, the longest first."""
    if is_syllable(_parted(piece)[0]):
        return [piece]
    for end in range(min(len(piece) - 1, 8), 0, -1):
        if unicodedata.combining(piece[end]):
            continue
        if is_syllable(_parted(piece[:end])[0]):
            rest = _cut(piece[end:])
            if all(is_syllable(_parted(each)[0]) for each in rest):
                return [piece[:end], *rest]
    return [piece]


def _parted(syllable: str) -> tuple[str, int]:
    """Letters and tone."""
    pieces = unicodedata.normalize("NFD", syllable.lower())
    tone = next((_TONES.index(each) + 1 for each in pieces if each in _TONES), 0)
    if pieces[-1:].isdecimal():
        pieces, tone = pieces[:-1], int(pieces[-1])
    plain = "".join(each for each in pieces if each not in _TONES)
    return unicodedata.normalize("NFC", plain).replace("v", "ü"), tone


# --- strokes ------------------------------------------------------------------------------------------------------


def _by_stroke(term: Term) -> tuple[list[Key], str]:
    tokens = [_stroke_token(piece) for piece in _pieces(unicodedata.normalize("NFKC", term.text))]
    traditional = term.language.startswith(("zh-Hant", "zh-TW", "zh-HK", "zh-MO"))
    return tokens, _heading(tokens, lambda token: _stroke_heading(token, "畫" if traditional else "画"))


def _stroke_token(piece: str) -> Key:
    if piece.isdecimal():
        return _NUMBER, "", int(piece), "", piece
    if letters := _letters(piece):
        return _LETTER, letters, 0, "", piece
    known = ideograph(piece)
    if known and known.strokes:
        return _OWN, "", known.strokes, known.kinds, piece
    return _OTHER, "", 0, "", piece


def _stroke_heading(token: Key, unit: str) -> str:
    return _initial(str(token[1])) if token[0] == _LETTER else f"{_in_words(int(str(token[2])))}{unit}"


def _in_words(number: int) -> str:
    """A number below 100 as it is written: 三, 十二, 二十一."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones or not tens else ''}"


# --- kana ---------------------------------------------------------------------------------------------------------

_ROWS = {"あ": "あいうえお", "か": "かきくけこ", "さ": "さしすせそ", "た": "たちつてと", "な": "なにぬねの", "は": "はひふへほ",
         "ま": "まみむめも", "や": "やゆよ", "ら": "らりるれろ", "わ": "わゐゑをん"}  # fmt: skip
_HEADINGS = {kana: heading for heading, row in _ROWS.items() for kana in row}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS = {
    kana: "あいうえお"[at] for row in _ROWS.values() if len(row) == 5 and row[0] != "わ" for at, kana in enumerate(row)
}
_VOWELS |= {"や": "あ", "ゆ": "う", "よ": "お", "わ": "あ", "を": "お", "ゐ": "い", "ゑ": "え"}
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONG = "ー"
_VOICED = "\u3099\u309a"


def _by_kana(term: Term) -> tuple[list[Key], str]:
    written = unicodedata.normalize("NFKC", kana_of(term) or term.text).translate(_TO_HIRAGANA)
    tokens = list(_kana_tokens(written))
    # Where all else is the same, unvoiced comes before voiced.
    return [*tokens, (_NUMBER - 1, written)], _heading(tokens, _kana_heading)


def _kana_tokens(written: str) -> Iterator[Key]:
    before = ""
    for piece in _kana_pieces(written):
        plain = "".join(each for each in unicodedata.normalize("NFD", piece) if each not in _VOICED).translate(_SMALL)
        if piece == _LONG:
            plain = _VOWELS.get(before, "")
        before = plain
        if piece.isdecimal():
            yield _NUMBER, int(piece), ""
        elif letters := _letters(piece):
            yield _LETTER, 0, letters
        elif plain in _HEADINGS:
            yield _OWN, 0, plain
        elif plain:
            yield _OTHER, 0, piece


def _kana_pieces(written: str) -> list[str]:
    return [piece for each in written.split(_LONG) for piece in (*_pieces(each), _LONG)][:-1]


def _kana_heading(token: Key) -> str:
    return _initial(str(token[2])) if token[0] == _LETTER else _HEADINGS.get(str(token[2]), OTHERS)


# --- all ----------------------------------------------------------------------------------------------------------


def _pieces(text: str) -> list[str]:
    """Numbers, words in Latin letters, and any other letter by itself; marks and spaces are passed over."""
    found: list[str] = []
    reached = 0
    folded = "".join(each for each in unicodedata.normalize("NFD", text) if not ("\u0300" <= each <= "\u036f"))
    plain = unicodedata.normalize("NFC", folded)
    while match := _TOKENS.search(plain, reached):
        word = _LATIN_WORD.match(plain, match.start())
        found.append(word[0] if word else match[0])
        reached = word.end() if word else match.end()
    return found


def _letters(piece: str) -> str:
    return piece.lower() if piece.isascii() and piece.isalpha() else ""


def _initial(letters: str) -> str:
    first = letters[:1].upper()
    return first if "A" <= first <= "Z" else OTHERS


def _heading(tokens: list[Key], of_letter: Callable[[Key], str]) -> str:
    """The heading of a term by what it begins with."""
    if not tokens or tokens[0][0] == _OTHER:
        return OTHERS
    return DIGITS if tokens[0][0] == _NUMBER else of_letter(tokens[0])


_ORDERS: dict[str, Callable[[Term], tuple[list[Key], str]]] = {
    "pinyin": _by_pinyin,
    "stroke": _by_stroke,
    "kana": _by_kana,
}
