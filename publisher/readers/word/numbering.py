"""Automatic numbers: Word keeps them out of the text, so that `一、` before a heading must be made again (ECMA-376-1, 17.9).

A counter runs for each list and level; an item resets the levels below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from publisher.readers.word.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST: Final = 9
_LARGEST: Final = 9999
_DIGITS: Final = 12
_HAN: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_UNITS: Final = ("", "十", "百", "千")
_LEGAL_UNITS: Final = ("", "拾", "佰", "仟")
_CYCLES: Final[dict[str, str]] = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_CYCLES["irohaFullWidth"] = _CYCLES["iroha"]
_CYCLES["aiueoFullWidth"] = _CYCLES["aiueo"]
_COUNTED: Final = frozenset({
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital",
    "japaneseCounting", "japaneseDigitalTenThousand", "koreanCounting", "koreanDigital2", "taiwaneseDigital",
})  # fmt: skip
_LEGAL_COUNTED: Final = {
    "chineseLegalSimplified": _LEGAL, "ideographLegalTraditional": _LEGAL_TRADITIONAL, "japaneseLegal": _LEGAL_TRADITIONAL,
}  # fmt: skip
_FULL_WIDTH: Final = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PLACE: Final = re.compile("%([1-9])")
# `1.`, `1、`, `1)`: what a list of the page prints of itself.
_PLAIN: Final = re.compile(r"%[1-9][.．、)）]?$")


class Level(msgspec.Struct, frozen=True):
    form: str
    """How numbers are written (17.18.59, ST_NumberFormat): `decimal`, `bullet`, `chineseCounting`, `none`."""
    text: str
    """The number as printed, `%1` being the first level's: `第%1章`."""
    start: int
    style: str = ""
    """The paragraph style that belongs to the level, as headings do."""

    @property
    def plain(self) -> bool:
        """A list numbers or marks it by itself just as well."""
        return self.form == "bullet" or (self.form == "decimal" and _PLAIN.match(self.text) is not None)


class Item(msgspec.Struct, frozen=True):
    """A numbered paragraph: its list, level (from 0), number, and the number as printed (nothing for a bullet)."""

    list: str
    depth: int
    level: Level
    value: int
    label: str


class Numbering:
    """The counters of a document's lists."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._restarted: set[str] = set()
        self._styled: dict[tuple[str, str], int] = {}
        if root is None:
            return
        abstracts = {each.get(f"{W}abstractNumId", ""): each for each in root.iterfind(f"{W}abstractNum")}
        for each in root.iterfind(f"{W}num"):
            uid = each.get(f"{W}numId", "")
            abstract = _value(each, "abstractNumId")
            levels = _levels(abstracts[abstract]) if abstract in abstracts else {}
            for override in each.iterfind(f"{W}lvlOverride"):
                depth = _number(override.get(f"{W}ilvl", ""), 0)
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[depth] = _level(own)
                start = _value(override, "startOverride")
                if start and depth in levels:
                    levels[depth] = msgspec.structs.replace(levels[depth], start=_number(start, 1))
                    self._restarted.add(uid)
            self._levels[uid], self._abstract[uid] = levels, abstract
            self._styled |= {(uid, level.style): depth for depth, level in levels.items() if level.style}

    def depth_of(self, uid: str, style: str) -> int | None:
        """The level of list `uid` whose paragraphs are those of a style; None: it has none of its own."""
        return self._styled.get((uid, style))

    def next(self, uid: str, depth: int) -> Item | None:
        """The number of the next paragraph of list `uid` at `depth`; None where it has none."""
        level = self._levels.get(uid, {}).get(depth)
        if level is None or level.form == "none" or not 0 <= depth < _DEEPEST:
            return None
        # Lists of one definition go on counting, unless one starts anew (17.9.15).
        key = f"num {uid}" if uid in self._restarted else self._abstract[uid]
        counts = self._counts.setdefault(key, [])
        del counts[depth + 1 :]
        while len(counts) < depth:
            counts.append(self._start(uid, len(counts)))
        if len(counts) == depth:
            counts.append(level.start)
        else:
            counts[depth] += 1
        label = "" if level.form == "bullet" else self._label(uid, level, counts)
        return Item(key, depth, level, counts[depth], label)

    def _start(self, uid: str, depth: int) -> int:
        level = self._levels[uid].get(depth)
        return level.start if level else 1

    def _label(self, uid: str, level: Level, counts: list[int]) -> str:
        def written(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            if depth >= len(counts):
                return ""
            form = self._levels[uid][depth].form if depth in self._levels[uid] else "decimal"
            return number(counts[depth], form)

        return _PLACE.sub(written, level.text).strip()


def number(value: int, form: str) -> str:
    """`value` as the number format `form` writes it; in Arabic numerals where that is not known or has no such number."""
    if form in _CYCLES and 1 <= value <= len(_CYCLES[form]):
        return _CYCLES[form][value - 1]
    if form in _COUNTED or form in _LEGAL_COUNTED:
        if form in ("ideographDigital", "taiwaneseDigital", "koreanDigital2"):
            return "".join(_HAN[int(digit)] for digit in str(value))
        return _han(value, _LEGAL_COUNTED.get(form, _HAN), _LEGAL_UNITS if form in _LEGAL_COUNTED else _UNITS)
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < value <= 26 * 8:
        # After z comes aa, then bb (17.18.59).
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form == "decimalZero":
        return f"{value:02}"
    return str(value).translate(_FULL_WIDTH) if form in ("decimalFullWidth", "decimalFullWidth2") else str(value)


def _han(value: int, digits: str, units: tuple[str, ...]) -> str:
    """`二十一`, as Chinese and Japanese count; ten to nineteen open with 十."""
    if not 0 < value <= _LARGEST:
        return digits[0] if value == 0 else str(value)
    pieces: list[str] = []
    zero = False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            # A gap within a number is said once: 一百〇三.
            pieces.append((digits[0] if zero and pieces else "") + digits[digit] + units[place])
        zero = not digit
    text = "".join(pieces)
    return text[1:] if 10 <= value < 20 and digits is _HAN else text


def _roman(value: int) -> str:
    pieces = []
    for amount, sign in _ROMAN:
        count, value = divmod(value, amount)
        pieces.append(sign * count)
    return "".join(pieces)


def _levels(abstract: _Element) -> dict[int, Level]:
    return {_number(each.get(f"{W}ilvl", ""), 0): _level(each) for each in abstract.iterfind(f"{W}lvl")}


def _level(element: _Element) -> Level:
    form, text, start = _value(element, "numFmt") or "decimal", _value(element, "lvlText"), _value(element, "start")
    return Level(form, text, _number(start, 1), _value(element, "pStyle"))


def _number(text: str, default: int) -> int:
    return min(int(text), _LARGEST) if text.isdecimal() and len(text) < _DIGITS else default


def _value(element: _Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""
