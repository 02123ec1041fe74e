"""The plain paragraph, told at once: most lines of an article are one, and the other questions cost ten times as much.

Nothing is decided here that the other rooms would decide otherwise (a test holds it against them): a long line that ends in 。,
opens with an ordinary character and has no sign or word in it that a convention of the press needs, is a paragraph.
"""

from __future__ import annotations

import re

from publisher.patterns import lazily
from publisher.readers.press.furniture import SENTENCE_WORDS
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.surroundings import Surroundings

# Regular verse and labels are shorter; verse set in is narrower.
_SHORTEST, _NARROWEST = 37, 44
_FIRST = (
    # Numbers, and the words that datelines, captions, credits and sources open with.
    r"\W\d_一二三四五六七八九十百〇零两壹贰叁肆伍陆柒捌玖拾貳參陸第卷제"
    "图圖写事文新信稿本来來出原摘转轉选初译譯翻校訳上下左右题題配组中据新"
)
# Of these, those that open many a sentence, with what makes a convention of them.
_NUMERALS = "一二三四五六七八九十百两"
_UNLESS = (
    rf"[{_NUMERALS}](?![{_NUMERALS}]{{0,4}}[、．.)是曰者则則来条條章节節回卷篇部集话話幕折年月日])",
    "中(?![新央国國])", "本(?![文网網站刊报報社书書章版期轮])", "文(?![字图圖])", "出(?![处處典])", "来(?!源)",
    "上(?![图圖左右])", "下(?![图圖转轉左右接])",
)  # fmt: skip
_PLAIN = lazily(rf"(?:[^{_FIRST}]|{'|'.join(_UNLESS)})[^：:／/|｜（(【\[［〔「『\s@电電讯訊]*。\Z")
_TAIL = lazily("[摄攝撮]|供[图圖稿]|发[）)]?。|资料|資料|提供")
_DASHES = ("—", "―", "─", "--")
_WORDS = lazily("|".join(map(re.escape, SENTENCE_WORDS)))


def is_ordinary(around: Surroundings, place: int) -> bool:
    """Whether the line at `place` is a paragraph and nothing else."""
    line = around.lines[place]
    text = line.text
    if len(text) < _SHORTEST or line.markup is not None or line.broken or text[-1] != "。":
        return False
    if _PLAIN.match(text) is None or _TAIL.search(text, len(text) - 9) or _WORDS.search(text):
        return False
    if len(text) <= _NARROWEST and columns(text) <= _NARROWEST:
        return False
    return not _is_set_in(around, line) and not _has_attribution(around, place)


def _is_set_in(around: Surroundings, line: Line) -> bool:
    return around.profile.indented and line.indent > around.profile.indent


def _has_attribution(around: Surroundings, place: int) -> bool:
    after = around.after(place)
    return after is not None and after.text.startswith(_DASHES)
