"""What an office prints above a document: the record 公文要素 of its site, and the red head 发文机关标志 (GB/T 9704, 7.2).

A record is a table that lost its rules: `索引号：…`, `发文机关：…`, `成文日期：…`, one or more cells a line, a value
maybe on the next.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.patterns import lazily
from publisher.readers.press.dates import find_date
from publisher.readers.press.lines import Line
from publisher.readers.press.words import HAN

# Nobody but an office gives these.
_OFFICE_WORDS = (
    "索引号 信息索引号 信息索引 发文机关 发文单位 发文机构 发布机构 发布机关 制发机关 制定机关 颁布机关 发布单位 颁布单位 公开主体 "
    "公开责任部门 责任部门 所属机构 成文日期 成文时间 发文日期 发文时间 印发日期 生成日期 生效日期 实施日期 施行日期 "
    "失效日期 废止日期 颁布日期 发文字号 发布文号 文号 文件编号 文件号 统一编号 登记号 "
    "有效性 时效性 效力状态 是否有效 主题分类 信息分类 组配分类 "
    "公文种类 体裁分类 公开方式 公开时限 公开范围 公开形式 公开类别 服务对象 發文機關 發文字號 發文日期 受文者 速別 密等及解密條件"
)
_ANYBODYS_WORDS = "发布日期 发布时间 公开日期 主题词 关键词 内容概述 内容摘要 信息来源 分类 体裁 附件"
_TITLE_WORDS = "标题 名称 信息名称 文件名称 文件标题 公文标题 主旨"
# The day a document was made is its date; the day a site showed it is so for want of the other.
_DATE_WORDS = "成文日期 成文时间 发文日期 發文日期 发文时间 印发日期 颁布日期", "生成日期 发布日期 发布时间 公开日期"
_OF_OFFICES = frozenset(_OFFICE_WORDS.split())
_TITLES = frozenset(_TITLE_WORDS.split())
_DATES = tuple(frozenset(words.split()) for words in _DATE_WORDS)
_GAP = r"[ \t\u3000\u00a0]{0,8}"
# Longest first: 信息索引号 is not 信息索引.
_LABEL = "|".join(
    _GAP.join(word) for word in sorted({*_OF_OFFICES, *_TITLES, *_ANYBODYS_WORDS.split()}, key=len, reverse=True)
)
_CELL = lazily(rf"(?:(?<![^\s；;|｜])|(?<=[】\]]))[【\[]?(?P<label>{_LABEL}){_GAP}(?:[：:][】\]]?|[】\]][：:]?)\s*")
_LETTERHEAD = lazily(rf"{HAN}(?:[ \u3000]?{HAN}){{3,30}}[ \u3000]?文[ \u3000]?件$")
_NUMBER = lazily(r"\S{1,12}[〔\[（(【［]\s?\d{4}\s?[〕\]）)】］]\s?第?\s?\d{1,5}\s?号")
_BLANKS = str.maketrans("", "", " \t\u3000\u00a0")
_ZONE = 40
_BEFORE = 4
_LONGEST = 400


class Record(NamedTuple):
    """The record above a document."""

    places: frozenset[int]
    """Of its lines, counted from the file's first."""
    title: int | None
    """The place of the line that gives the document's title."""


NO_RECORD = Record(frozenset(), None)


def record_in(lines: list[Line]) -> Record:
    """The record among the first of `lines`; `NO_RECORD` where there is none."""
    places: list[int] = []
    labels: list[str] = []
    title: int | None = None
    for place, line in enumerate(lines[:_ZONE]):
        cells = list(_cells(line.text))
        is_value = not cells and bool(places) and places[-1] == place - 1 and _awaits_value(lines[place - 1].text)
        if not cells and not is_value:
            if places or place >= _BEFORE:
                break
            continue
        places.append(place)
        labels.extend(label for label, _ in cells)
        if title is None and any(label in _TITLES for label, _ in cells):
            title = place if cells[-1][1] or cells[-1][0] not in _TITLES else place + 1
    of_offices = sum(label in _OF_OFFICES for label in labels)
    if of_offices < 1 or len(labels) < 2 or of_offices + len(labels) < 4:
        return NO_RECORD
    return Record(frozenset(places), title if title in places else None)


def record_title(text: str) -> str:
    """The title in a line of the record; the whole line where its label stands on the line above."""
    cells = list(_cells(text))
    return next((value for label, value in cells if label in _TITLES), text) if cells else text


def record_date(texts: list[str]) -> str | None:
    """The document's date, as printed in the lines of its record."""
    joined = " ".join(texts)
    cells = [(label, find_date(value)) for label, value in _cells(joined[: _ZONE * _LONGEST])]
    for labels in _DATES:
        for label, date in cells:
            if label in labels and date:
                return date.printed
    return None


def is_letterhead(line: Line, following: list[Line]) -> bool:
    """Whether the line is a red head `…局文件`, with the document's number under it."""
    if not _LETTERHEAD.match(line.text):
        return False
    return any(_NUMBER.match(after.text) for after in following)


def _cells(text: str) -> list[tuple[str, str]]:
    """Label and value of each cell of a line that opens with a label."""
    if len(text) > _LONGEST * _ZONE:
        return []
    matches = list(_CELL.finditer(text))
    if not matches or matches[0].start():
        return []
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return [
        (match["label"].translate(_BLANKS), text[match.end() : end].strip(" \t\u3000|｜；;"))
        for match, end in zip(matches, ends, strict=True)
    ]


def _awaits_value(text: str) -> bool:
    cells = _cells(text)
    return bool(cells) and not cells[-1][1]
