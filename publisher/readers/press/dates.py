"""Dates as the press prints them, and their ISO 8601 form.

`2019年10月21日`, `2019-10-21`, `2019.10.21`, `2019/10/21`, full-width digits, `二〇一九年十月二十一日`; a month (`2010年12月`)
where the day is not given. Era names (令和, 民國) are left alone: a wrong year is worse than none.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_DIGITS = "0-9０-９"
_YEAR = rf"(?:1[5-9]|20|１[５-９]|２０)[{_DIGITS}]{{2}}|[一二][〇○零Ｏ一二三四五六七八九]{{3}}"
_SMALL = rf"[{_DIGITS}]{{1,2}}|[一二三四五六七八九十〇]{{1,3}}"
DATE = re.compile(
    rf"(?P<year>{_YEAR})\s?年\s?(?P<month>{_SMALL})\s?月(?:\s?(?P<day>{_SMALL})\s?[日号])?"
    rf"|(?<![{_DIGITS}])(?P<year2>{_YEAR})(?P<mark>[-./－．／])(?P<month2>[{_DIGITS}]{{1,2}})(?P=mark)"
    rf"(?P<day2>[{_DIGITS}]{{1,2}})(?![{_DIGITS}])"
    rf"|(?P<year3>(?:19|20)\d\d)년\s?(?P<month3>\d{{1,2}})월(?:\s?(?P<day3>\d{{1,2}})일)?"
)
_HAN_DIGIT = {mark: number for number, mark in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}


class Date(NamedTuple):
    """A date found in a line: as printed, ISO 8601, and where it stands."""

    printed: str
    iso: str
    start: int
    end: int


def find_date(text: str) -> Date | None:
    """The first date in `text` that the calendar has, else None."""
    for match in DATE.finditer(text):
        year, month, day = (match[key] or match[f"{key}2"] or match[f"{key}3"] for key in ("year", "month", "day"))
        iso = _iso(_year(year), _number(month), _number(day) if day else None)
        if iso:
            return Date(match[0], iso, match.start(), match.end())
    return None


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        checked = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return checked.isoformat() if day else checked.isoformat()[:7]


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else int("".join(str(_HAN_DIGIT[mark]) for mark in text))


def _number(text: str) -> int:
    """A day or a month: `21`, `２１`, `二十一`, `廿` excepted. 0, which no calendar has, where it is no number."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    try:
        if not ten:
            return int("".join(str(_HAN_DIGIT[mark]) for mark in text))
        return (_HAN_DIGIT[tens] if tens else 1) * 10 + (_HAN_DIGIT[ones] if ones else 0)
    except KeyError:
        return 0
