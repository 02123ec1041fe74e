"""Pictures in raw text: a line of its own, `［图 pier.jpg：清晨的码头／摄影：方小雨］`, as editors write it.

The brackets may be full-width or half-width; the label is 图, 圖, 図 or 그림, maybe 图片 and the like; the caption and the credit may
be missing. The file's suffix makes sure of it: `［图为清晨的码头］` is a caption in words.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from publisher.model import Figure, Reading, Text
from publisher.patterns import lazily
from publisher.readers.press.lines import Line, Markup

_LINE = lazily(
    r"[［\[【]\s*(?:[图圖図]片?|写真|寫真|照片|그림|사진)[\s：:]\s*"
    r"(?P<src>[^\s：:／｜\]］】\n][^：:｜\]］】\n]{0,199}?\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp))"
    r"(?:\s*[：:｜|]\s*(?P<caption>[^\n]{0,600}?))??"
    r"(?:\s*[／/｜|]\s*(?P<credit>(?:摄影|攝影|撮影|摄|攝|图|圖|図|供图|供圖|绘图|繪圖|제공|사진|写真|제작|©)\s*[：:＝=]?[^\n]{1,80}?))?"
    r"\s*[］\]】]",
    re.IGNORECASE,
)
_OPENERS = ("［", "[", "【")
_LONGEST = 900


def figure_of(text: str, lines: tuple[int, int]) -> Figure | None:
    """The picture that `text`, a line without white space at its ends, places; None where it is no such line."""
    if not text.startswith(_OPENERS) or len(text) > _LONGEST:
        return None
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    caption, credit = (match["caption"] or "").strip(), (match["credit"] or "").strip()
    return Figure(
        lines=lines,
        src=match["src"],
        alt=caption,
        caption=(Text(caption),) if caption else (),
        credit=(Text(credit),) if credit else (),
    )


def with_figures(lines: list[Line]) -> list[Line]:
    """The lines, with those that place a picture as figures."""
    return [_placed(line) if line.text.startswith(_OPENERS) and line.markup is None else line for line in lines]


def _placed(line: Line) -> Line:
    where = (line.first, line.last)
    figure = figure_of(line.text, where)
    if figure is None:
        return line
    entry = Reading(where, "caption", "figure-line", 0.97, line.text)
    return replace(line, closed=True, markup=Markup(block=figure, reading=(entry,)))
