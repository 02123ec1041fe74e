"""Numbers and marks that open headings and list items, by scheme.

The order of schemes in official and press Chinese is fixed (GB/T 9704, 7.3.3): 一、 then （一） then 1. then （1）; chapters
above all. Each row of the tables is one scheme. `number_of` knows those that are numbers wherever they stand,
`faint_number_of` those that are only where another line counts on: a line may begin with `2 ` or `A.` for many reasons.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from publisher.patterns import lazily

_HAN = "一二三四五六七八九十百〇零两"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾貳參陸"
_PARTS, _SECTIONS = frozenset("卷部编編篇부"), frozenset("节節절")
_UNITS = "卷部编編篇章回讲講幕话話课課集节節"
_BLANK = r"\s"

# In each alternative the one group is the value.
_ROWS: tuple[tuple[str, str], ...] = (
    (
        "chapter",
        rf"第\s?([{_HAN}\d０-９]{{1,5}})\s?[{_UNITS}](?=[\s：:·]|分|$|[^\W\d])"
        rf"|卷[之第]?([{_HAN}]{{1,3}}|[上中下])(?=[\s：:]|$)|제\s?(\d{{1,3}})\s?[장부화절](?=[\s.:]|$)",
    ),
    ("han", rf"([{_HAN}]{{1,4}})[、．.](?!\d)"),
    ("formal", rf"([{_FORMAL}]{{1,3}})[、．.]"),
    ("han-paren", rf"[（(]([{_HAN}]{{1,4}})[）)]、?|([㈠-㈩])"),
    ("decimal", rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,2}}\.([0-9]{{1,2}}){_BLANK}{{1,3}}(?=[^\W\da-zA-Z_])"),
    ("arabic", r"([0-9０-９]{1,3})(?:[、．]|[.](?!\d|$)|[.](?=\d{4}年))|([⒈-⒛])"),
    ("arabic-paren", r"[（(]([0-9０-９]{1,3})[）)]、?|([⑴-⒇])"),
    ("circled", r"([①-⑳❶-❿➀-➉])"),
    ("bracket", r"[\[［〔]([0-9０-９]{1,3})[\]］〕]"),
)
# After a bare number these make it a quantity or a date.
_MEASURES = "年月日时時点點分秒号號个個元岁歲人次名位万萬亿億倍天周週期届版级级條条月일년월세명개"
_FAINT_ROWS: tuple[tuple[str, str], ...] = (
    ("han-space", rf"([一二三四五六七八九十]{{1,3}}){_BLANK}{{1,4}}(?=\S)"),
    (
        "arabic-space",
        rf"([0-9０-９]{{1,2}})(?:{_BLANK}{{1,4}}(?=[^\W\d])(?![{_MEASURES}])|[)）](?=\S)|(?=[^\W\da-zA-Z_])(?![{_MEASURES}]))",
    ),
    ("letter", rf"([A-HＡ-Ｈ])(?:[、．]|[.]\s?(?=[^\W\da-zA-Z])|{_BLANK}{{1,4}}(?=[^\W\da-zA-Z]))"),
    ("roman", rf"([IVX]{{1,5}}|[Ⅰ-Ⅻ])(?:[、．.]{_BLANK}?|{_BLANK}{{1,4}})(?=[^\W\da-z_])"),
    ("ordinal", rf"[第其之]([{_HAN}]{{1,3}})(?:[，、：:]|{_BLANK}{{1,4}})(?=\S)"),
    (
        "labelled",
        rf"[^\W\d_一二三四五六七八九十第其之]{{2,4}}([一二三四五六七八九十]{{1,2}}|[0-9]{{1,2}})(?:[：:]|{_BLANK}{{1,4}})(?=\S)",
    ),
)

# Compiled when a line first asks for one: sets of ideographs are slow to compile.
_compiled = cache(re.compile)
SCHEMES = tuple(scheme for scheme, _ in (*_ROWS, *_FAINT_ROWS))
_ENCLOSED = "".join(map(chr, (*range(0x2460, 0x249C), *range(0x2776, 0x2794), *range(0x3220, 0x322A))))
# Few lines open with one of these; the set spares the others the patterns.
_FIRST = frozenset("第卷제（(［[〔0123456789０１２３４５６７８９" + _ENCLOSED + _HAN + _FORMAL)

BULLET_HEADING = lazily(r"[■●◆▲○□◎◇★☆▶►▼△⊙◼▪❖✦]\s*(?=[^\s■●◆▲○□◎◇★☆▶►▼△])")
BULLET_ITEM = lazily(r"(?:[•·‧∙⁃・･]\s*|[-*–]\s+)(?=\S)")


# 四 lies outside the range that holds the other numerals.
_LONE_NUMBER = lazily(
    r"(?:[（(]?(?:[\u4e00-\u5341四]{1,3}|[0-9０-９]{1,2}|0\d{2}|[IVX]{1,4}|[Ⅰ-Ⅻ])[）)]?|[㈠-㈩①-⑳]|之[\u4e00-\u5341四]|[·—\-－]{1,2}\s?(?:[\u4e00-\u5341四]|\d{1,2})\s?[·—\-－]{1,2})$"
)
_HAN_NUMERALS = frozenset("一二三四五六七八九十")


class Number(NamedTuple):
    """A number at the start of a line: its scheme (of SCHEMES), its value (0: none that counts) and where the text begins."""

    scheme: str
    value: int
    end: int
    rank: str = ""
    """Of a chapter `part`, `chapter` or `section`; of a decimal number its depth; of a labelled one the label."""


def number_of(text: str) -> Number | None:
    """The number that opens `text`, if one does and something follows it."""
    if not text or text[0] not in _FIRST:
        return None
    number = _first(text, _ROWS)
    return number if number and (number.end < len(text) or number.scheme == "chapter") else None


def is_lone_number(text: str) -> bool:
    """Whether `text` is nothing but a heading's number: `二`, `（二）`, `02`, `— 2 —`."""
    match = _LONE_NUMBER.match(text)
    return (
        match is not None
        and text.strip("0０") != ""
        and all(mark in _HAN_NUMERALS for mark in text.strip("（()）之·—-－ ") if "\u4e00" <= mark <= "\u9fff")
    )


def faint_number_of(text: str) -> Number | None:
    """What may be a number at the start of `text`: it is where another line counts on from it."""
    return _first(text, _FAINT_ROWS)


def _first(text: str, rows: tuple[tuple[str, str], ...]) -> Number | None:
    for scheme, pattern in rows:
        match = _compiled(pattern).match(text)
        if match:
            return Number(scheme, value_of(match[match.lastindex or 0]), match.end(), _rank(scheme, match[0]))
    return None


def _rank(scheme: str, opening: str) -> str:
    if scheme == "chapter":
        if not _SECTIONS.isdisjoint(opening):
            return "section"
        return "chapter" if _PARTS.isdisjoint(opening) else "part"
    if scheme == "decimal":
        return str(opening.count("."))
    return opening.rstrip("：: \u3000\u00a00123456789一二三四五六七八九十") if scheme == "labelled" else ""


_MYRIAD = 10_000
_TWO = str.maketrans("两", "二")
"""The character database of Python knows it for no number."""
_ROMAN = {
    numeral: value
    for value, numeral in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)
}


def value_of(numeral: str) -> int:
    """The number that `numeral` writes, 0 where it writes none: `12 ３ 十二 二十 一九八四 廿三 一万二千 叁 ④ Ⅳ IV B`."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral in _ROMAN:
        return _ROMAN[numeral]
    numeral = numeral.translate(_TWO)
    if len(numeral) == 1:
        letter = unicodedata.normalize("NFKC", numeral)
        return ord(letter) - 64 if "A" <= letter <= "H" else int(unicodedata.numeric(numeral, 0))
    value = digit = 0
    for mark in numeral:
        unit = int(unicodedata.numeric(mark, 0))
        if unit >= _MYRIAD:
            value, digit = (value + digit or 1) * unit, 0
        elif unit >= 10:
            value, digit = value + (digit or 1) * unit, 0
        else:
            digit = digit * 10 + unit
    return value + digit
