"""Surnames that are not what OpenCC makes of their character alone: 范 the name is no 範 the model.

The names of a byline are known to be names, so their first character is taken from here, and the whole name is then kept
together wherever the text has it. A surname that is written in two ways in traditional Chinese (宁, 岳) is left to the editor.
"""

from __future__ import annotations

from collections.abc import Iterable

from publisher.model import Byline

# Hundred Family Surnames 百家姓 and those of today with fewer strokes than their homograph: 台 and 党 are told apart by family.
_SAME = "范于余姜郁涂沈谷曲朴后种征游占咸采舍胜岳里干秋卜仇凌松千向尹"
_TWO = ("万俟", "皇甫", "欧阳", "司马", "上官", "诸葛", "夏侯", "尉迟", "公孙", "慕容", "长孙", "宇文", "司徒", "端木")


def is_kept(name: str) -> bool:
    """Whether the first character of a personal name stays as it is in traditional Chinese."""
    return 2 <= len(name) <= 4 and name[0] in _SAME and not name.startswith(_TWO)


def kept_surnames(bylines: Iterable[Byline]) -> list[str]:
    """The names of a byline whose surname is kept."""
    return [byline.name for byline in bylines if is_kept(byline.name)]
