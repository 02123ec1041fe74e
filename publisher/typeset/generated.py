"""Characters that CSS generates: counters, list markers, hyphens, and what `text-transform` makes of a text.

A slice must have their glyphs too. Where it cannot be known how far a counter runs, all its digits are taken: a few glyphs too
many, never one too few (CSS Counter Styles 3, https://www.w3.org/TR/css-counter-styles-3/).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import tinycss2

COUNTER_CHARACTERS = "0123456789.-\u2010 "
"""What any element may be given by a decimal counter, a list number or hyphenation."""

BULLETS = "•◦▪"

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CJK_DIGITS = "〇零一二三四五六七八九十百千万萬亿億壹貳贰參叁肆伍陸陆柒捌玖拾佰仟、"
_STYLES = {
    "lower-alpha": _LATIN, "lower-latin": _LATIN, "lower-roman": "ivxlcdm", "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "upper-alpha": _LATIN.upper(), "upper-latin": _LATIN.upper(), "upper-roman": "IVXLCDM",
    "cjk-decimal": _CJK_DIGITS, "cjk-ideographic": _CJK_DIGITS, "simp-chinese-informal": _CJK_DIGITS,
    "simp-chinese-formal": _CJK_DIGITS, "trad-chinese-informal": _CJK_DIGITS, "trad-chinese-formal": _CJK_DIGITS,
    "japanese-informal": _CJK_DIGITS, "japanese-formal": _CJK_DIGITS,
    "cjk-earthly-branch": "子丑寅卯辰巳午未申酉戌亥、", "cjk-heavenly-stem": "甲乙丙丁戊己庚辛壬癸、",
    "hiragana": "".join(map(chr, range(0x3041, 0x3097))), "katakana": "".join(map(chr, range(0x30A1, 0x30FB))),
    "korean-hangul-formal": "일이삼사오육칠팔구십백천만영, ", "disc": "•", "circle": "◦", "square": "▪",
}  # fmt: skip

_MARKS = {
    "dot": "•◦",
    "circle": "●○",
    "double-circle": "◉◎",
    "triangle": "▲△",
    "sesame": "﹅﹆",
    "filled": "•●",
    "open": "◦○",
}

TEXT_TRANSFORMS = ("uppercase", "lowercase", "capitalize", "full-width")


def strings(value: list[tinycss2.ast.Node]) -> str:
    """The texts a property's value has set: its strings, and the digits of the counter styles it names."""
    return "".join(_pieces(value))


def attributes(value: list[tinycss2.ast.Node]) -> list[str]:
    """The attributes that a value of `content` shows by `attr()`."""
    return [
        token.value
        for call in value
        if call.type == "function" and call.lower_name == "attr"
        for token in call.arguments[:1]
        if token.type == "ident"
    ]


def emphasis_marks(value: list[tinycss2.ast.Node]) -> str:
    """What a value of `text-emphasis-style` draws over each character, filled or open (CSS Text Decoration 4, 3.1)."""
    return "".join(
        token.value if token.type == "string" else _MARKS.get(token.lower_value, "")
        for token in value
        if token.type in ("string", "ident")
    )


def _pieces(value: list[tinycss2.ast.Node]) -> Iterator[str]:
    for token in value:
        if token.type == "string":
            yield token.value
        elif token.type == "ident":
            yield _STYLES.get(token.lower_value, "")
        elif token.type == "function":
            yield from _pieces(token.arguments)


def transformed(characters: Collection[str], transforms: Collection[str]) -> set[str]:
    """What `text-transform` may make of the characters."""
    made: set[str] = set()
    for character in characters if transforms else ():
        if "uppercase" in transforms or "capitalize" in transforms:
            made.update(character.upper())
        if "lowercase" in transforms:
            made.update(character.lower())
        if "full-width" in transforms and "!" <= character <= "~":
            made.add(chr(ord(character) + 0xFEE0))
    if "full-width" in transforms and " " in characters:
        made.add("\u3000")
    return made
