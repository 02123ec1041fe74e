"""Dates and times of day as pages print them, whole or in pieces: `2019-06-18 10:21:33`, `3/9(木) 18:45`, `2022.05.16. 오전 9:30`."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"\d{1,2}"
CLOCK = (
    rf"(?:(?:上午|下午|午前|午後|凌晨|早上|中午|晚上|오전|오후|[AaPp][Mm])\s?)?"
    rf"(?:{_NUMBER}[:：]\d\d(?:[:：]\d\d)?|{_NUMBER}\s?[時时點点시]\s?(?:{_NUMBER}\s?[分분])?)(?:\s?[AaPp][Mm]\b)?"
)
_DAY = (
    rf"(?:{_YEAR}\s?[年년]\s?{_NUMBER}\s?[月월]\s?{_NUMBER}\s?[日号號일]|{_YEAR}([-./])\s?{_NUMBER}\1\s?{_NUMBER}(?!\d)\.?"
    rf"|{_YEAR}\s+{_NUMBER}\s?[-/]\s?{_NUMBER}(?!\d)"
    rf"|(?:民國|中華民國|令和|平成)\s?(?:\d{{1,3}}|元)\s?年\s?{_NUMBER}\s?月\s?{_NUMBER}\s?日"
    rf"|[一二][〇○零一二三四五六七八九]{{3}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日"
    rf"|(?<![\d年/.-])(?:{_NUMBER}\s?月\s?{_NUMBER}\s?日|{_NUMBER}([-/])\s?{_NUMBER}(?=\s?[（(]|\s+{_NUMBER}[:：]\d\d)))"
)
_WEEKDAY = (
    r"(?:\s?(?:[（(](?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토](?:曜日?|요일)?[）)]"
    r"|(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일))?"
)
_ZONE = r"(?:格林尼治标准时间|格林威治標準時間|北京时间|北京時間|台北時間|香港時間|GMT|UTC|JST|KST|HKT)"
DATE = re.compile(
    rf"{_DAY}{_WEEKDAY}(?:[\s,，T]{{0,3}}(?:{_ZONE}\s?)?{CLOCK}(?:\s?(?:GMT|UTC|JST|KST|CST|Z|\+\d\d:?\d\d))?)?"
)
_DATE_PART = re.compile(rf"(?:{_YEAR}年?|{_NUMBER}\s?[-/.月]\s?{_NUMBER}日?|{_NUMBER}[日月]|{CLOCK})$")
# The visitor's own clock says `今天是` before it.
_WEEKDAY_NAMED = re.compile(r"(?:星期|周|週)[一二三四五六日天]|曜日|요일")
_LONGEST_ISSUE = 40
BARE_CLOCK = re.compile(rf"{CLOCK}$")


def date_of(text: str) -> str:
    """The date that a text is, wholly; empty where it is none."""
    match = DATE.fullmatch(text.strip())
    return match[0] if match else ""


def date_of_issue(text: str) -> str:
    """The date in the line that a paper's electronic edition has above all: `2020年06月18日 星期四`, maybe with the page."""
    match = DATE.match(text) if len(text) <= _LONGEST_ISSUE else None
    return match[0].strip() if match and _WEEKDAY_NAMED.search(match[0]) else ""


def is_date_part(text: str) -> bool:
    """Whether a text may be a part of a date: a year, a day, a time."""
    return len(text) <= 12 and _DATE_PART.match(text.replace(" ", "")) is not None
