"""Dates as the press prints them, and their ISO 8601 form.

`2019年10月21日`, `2019-10-21`, `2019.10.21`, `2019/10/21`, full-width digits, `二〇一九年十月二十一日`, `2019년 10월 21일`,
`June 18, 2019`, `18 June 2019`; a month (`2010年12月`) where the day is not given. Years of the Republic (民國108年) and of the
Japanese eras since the Gregorian calendar came in (明治6年, 1873) are counted on. Lunar dates (`光绪二十七年十一月既望`) and days
without a year (`6月18日`) have no ISO form: a wrong day is worse than none.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from publisher.patterns import lazily

_DIGITS = "0-9０-９"
_HAN_NUMBER = "一二三四五六七八九十"
_YEAR = rf"(?:1[5-9]|20|１[５-９]|２０)[{_DIGITS}]{{2}}|[一二][〇○零Ｏ一二三四五六七八九]{{3}}"
_SMALL = rf"[{_DIGITS}]{{1,2}}|[{_HAN_NUMBER}〇廿卅]{{1,3}}"
_AFTER_YEAR = rf"\s?(?P<month>{_SMALL})\s?月(?:\s?(?P<day>{_SMALL})\s?[日号號])?"
_ERAS = {
    "民國": 1911, "民国": 1911,
    "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
}  # fmt: skip
_GREGORIAN_SINCE = 1873
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_REIGNS = "康熙|雍正|乾隆|嘉庆|嘉慶|道光|咸丰|咸豐|同治|光绪|光緒|宣统|宣統|万历|萬曆|崇祯|崇禎|洪武|永乐|永樂"
_STEMS = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"

_KINDS: tuple[str, ...] = (
    rf"(?P<year>{_YEAR})\s?年{_AFTER_YEAR}",
    rf"(?:中華|中华)?(?P<era>{'|'.join(_ERAS)})\s?(?P<year>元|[{_DIGITS}]{{1,3}}|[{_HAN_NUMBER}]{{1,4}})\s?年{_AFTER_YEAR}",
    rf"(?<![{_DIGITS}])(?P<year>{_YEAR})(?P<mark>[-./－．／・·])(?P<month>[{_DIGITS}]{{1,2}})(?P=mark)"
    rf"(?P<day>[{_DIGITS}]{{1,2}})(?![{_DIGITS}])",
    r"(?P<year>(?:19|20)\d\d)년\s?(?P<month>\d{1,2})월(?:\s?(?P<day>\d{1,2})일)?",
    rf"(?P<month>{_MONTH_NAME})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>(?:1[89]|20)\d\d)(?!\d)",
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTH_NAME}),?\s(?P<year>(?:1[89]|20)\d\d)(?!\d)",
)  # fmt: skip
_COMPILED = tuple(lazily(pattern) for pattern in _KINDS)
DATE = "|".join(
    re.sub(r"\?P<\w+>", "?:", pattern.replace("(?P<mark>", "(?:").replace("(?P=mark)", "[-./－．／・·]"))
    for pattern in _KINDS
)
"""Any date that has an ISO form, as a pattern to put into others: no groups."""
UNCOUNTED = lazily(
    rf"(?:{_REIGNS})(?:元|[{_HAN_NUMBER}廿卅]{{1,4}}|{_STEMS})年\S{{0,12}}?(?:[初十廿][一二三四五六七八九十]|[月日朔望晦旦夕]|既望|[春夏秋冬])(?=[\s\u3000]|$)"
    rf"|{_STEMS}年\S{{0,10}}?(?:[初十廿][一二三四五六七八九十]|[月日朔望晦]|既望|[春夏秋冬])(?=[\s\u3000]|$)"
)
"""A date of a reign or of the sexagenary cycle, and of the lunar calendar."""
_HAN_DIGIT = {mark: number for number, mark in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}


class Date(NamedTuple):
    """A date found in a line: as printed, ISO 8601, and where it stands."""

    printed: str
    iso: str
    start: int
    end: int


def find_date(text: str) -> Date | None:
    """The first date in `text` that the calendar has, else None."""
    found = [date for pattern in _COMPILED for match in pattern.finditer(text) if (date := _date(match))]
    return min(found, key=lambda date: (date.start, -date.end)) if found else None


def _date(match: re.Match[str]) -> Date | None:
    part = match.groupdict()
    year = _year(part["year"], part.get("era"))
    iso = _iso(year, _number(part["month"]), _number(part["day"]) if part["day"] else None)
    if iso is None or (part.get("era") and year < _GREGORIAN_SINCE):
        return None
    return Date(match[0], iso, match.start(), match.end())


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        checked = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return checked.isoformat() if day else checked.isoformat()[:7]


def _year(text: str, era: str | None) -> int:
    if era:
        return _ERAS[era] + (1 if text == "元" else _number(text))
    return int(text) if text.isdecimal() else int("".join(str(_HAN_DIGIT[mark]) for mark in text))


def _number(text: str) -> int:
    """A day, a month or a year of an era: `21`, `２１`, `二十一`, `廿一`, `June`. 0, which no calendar has, where it is no number."""
    if text.isdecimal():
        return int(text)
    if text[:3].lower() in _MONTHS:
        return _MONTHS.index(text[:3].lower()) + 1
    tens, ten, ones = text.replace("廿", "二十").replace("卅", "三十").partition("十")
    try:
        if not ten:
            return int("".join(str(_HAN_DIGIT[mark]) for mark in text))
        return (_HAN_DIGIT[tens] if tens else 1) * 10 + (_HAN_DIGIT[ones] if ones else 0)
    except KeyError:
        return 0
