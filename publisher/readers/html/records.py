"""The record that Chinese government sites print over a document: its number in the index, who issued it, when.

The fields are those of the rules for open government information (政府信息公开目录): labels each with its value, in
cells of their own or behind a colon. Four labels close together make a record; one alone says nothing.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from publisher.readers.html.runs import Run
from publisher.readers.html.timestamps import DATE

_LABEL = re.compile(
    r"(?P<label>索引号|信息索引|主题分类|信息分类|体裁分类|组配分类|公开类别|公开方式|公开范围|发布机构|发文机关|发文机构|公开主体|制发机关|责任部门"
    r"|来源|发布日期|发布时间|公开日期|公开时间|成文日期|发文日期|生成日期|印发日期|生效日期|失效日期|有效性|时效性|文号|发文字号|文件编号"
    r"|名称|标题|主题词|关键词)(?:[：:](?P<value>.*))?$"
)
# The date of publication goes before the one on the document; the office that issued it before the one that keeps the page.
_DATES = ("发布日期", "发布时间", "公开日期", "公开时间", "印发日期", "发文日期", "成文日期", "生成日期")
_SOURCES = ("来源", "发布机构", "发文机关", "发文机构", "制发机关", "公开主体")
_LEAST_LABELS = 4
_LONGEST_LABEL, _LONGEST_VALUE = 12, 60
_SPACE = re.compile(r"\s+")


class Record:
    """The record among the runs before `stop`; empty where the page has none. `runs` are its cells."""

    def __init__(self, found: list[Run], stop: int) -> None:
        self.runs: set[Run] = set()
        self._values: dict[str, str] = {}
        used: set[Run] = set()
        texts = [run for run in found[:stop] if run.text]
        for run, after in zip_longest(texts, texts[1:]):
            match = _LABEL.match(_SPACE.sub("", run.text)) if len(run.text) <= _LONGEST_VALUE else None
            if match is None or run in used:
                continue
            value = match["value"]
            if not value and after is not None and not _is_label(after):
                value = after.text.strip()
                used |= {run, after}
            self._values.setdefault(match["label"], value or "")
        if len(self._values) >= _LEAST_LABELS:
            self.runs = used
        else:
            self._values = {}

    def fields(self) -> dict[str, str]:
        """`date` and `source`, as printed."""
        dates = (DATE.search(self._values.get(label, "")) for label in _DATES)
        date = next((match[0].strip() for match in dates if match), "")
        source = next((self._values[label] for label in _SOURCES if self._values.get(label)), "")
        return {field: value for field, value in (("date", date), ("source", source[:_LONGEST_VALUE])) if value}


def _is_label(run: Run) -> bool:
    return len(run.text) <= _LONGEST_LABEL and _LABEL.match(_SPACE.sub("", run.text)) is not None
