"""Where one Markdown paragraph is several of the press: lines that say themselves what they are, one below the other.

Markdown joins the lines of a paragraph. Who writes `作者：…`, `译者：…` below each other, numbers lines without a space after
the number, or puts a bold heading right on top of its text means lines of their own, and every preview with hard breaks showed
them so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.readers.press.lines import Line, is_closed
from publisher.readers.press.numbering import BULLET_HEADING, BULLET_ITEM, number_of
from publisher.readers.press.profile import ASKERS, SPEAKER
from publisher.readers.press.wording import is_marked, told

_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\](?:\([^()\n]{0,600}\)|\[[^\[\]\n]{0,80}\])?")
_MARKS = re.compile(r"[*_`~]{1,3}|<[^<>\n]{1,200}>")
_LABEL = re.compile(r"[^\s：:，。；（(【\[《“]{1,8}\s?[：:]\s?\S")
_LABELLED_ADDRESS = re.compile(r"[^\s：:，。；]{1,8}\s?[：:]\s{0,4}https?://\S{1,600}$")
_IN_BRACKETS = re.compile(r"[（(【][^（）()【】\n]{1,100}[）)】]$")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)[^*_\n]{1,60}\1[ \t]*\\?$")
_IMAGE_LINE = re.compile(r"\[?!\[[^\]\n]{0,400}\](?:\([^\n]{0,2000}\)|\[[^\]\n]{0,80}\])\S{0,2000}[ \t]*\\?$")
_ATTRIBUTION = re.compile(r"[—―─]{1,3}\s{0,3}[^，。；！？\s][^。；！？\n]{0,40}$")
_LONGEST_LABEL_LINE = 60
_IDEOGRAPHIC_SPACE = "\u3000"


def bare(line: str) -> str:
    """The line's words, near enough to tell what it is: links by their text, no marks of emphasis."""
    return _MARKS.sub("", _LINK.sub(r"\1", line)).strip(" \t\u3000\\")


def is_label_line(text: str) -> bool:
    """Whether `text` is short and of the form `译者：某某`, or `via: https://…`."""
    if _LABELLED_ADDRESS.match(text):
        return True
    return len(text) <= _LONGEST_LABEL_LINE and not is_closed(text) and _LABEL.match(text) is not None


def segments(source: str) -> Iterator[tuple[int, int, str]]:
    """The pieces of a paragraph's source: first and last line of each, counted from 0, and its source."""
    lines = source.split("\n")
    start = 0
    open_marks = 0
    for place in range(1, len(lines)):
        # Mark-up that reaches over the line's end holds it together.
        open_marks += lines[place - 1].count("**") + lines[place - 1].count("`")
        if open_marks % 2 == 0 and _begins_anew(lines[place - 1], lines[place]):
            yield start, place - 1, _without_break(lines[start:place])
            start = place
    yield start, len(lines) - 1, "\n".join(lines[start:])


def _without_break(lines: list[str]) -> str:
    last = lines[-1].rstrip(" \t")
    return "\n".join([*lines[:-1], last[:-1] if last.endswith("\\") else last])


def _begins_anew(before: str, line: str) -> bool:
    if line.startswith(_IDEOGRAPHIC_SPACE) or _IMAGE_LINE.match(line.strip()) or _IMAGE_LINE.match(before.strip()):
        return True
    if _BOLD_LINE.match(before.strip()) and not is_closed(bare(before)):
        return True
    above, here = bare(before), bare(line)
    if not above or not here:
        return False
    if is_label_line(above) and is_label_line(here):
        return True
    if number_of(here) and (is_closed(above) or number_of(above) or above.endswith(("；", "：", ";", ":"))):
        return True
    if is_closed(above) and (_IN_BRACKETS.match(here) or _ATTRIBUTION.match(here)):
        return True
    if BULLET_HEADING.match(here) or BULLET_ITEM.match(here):
        return True
    return _speaks(above, here) or _says_itself(above) or _says_itself(here)


def _speaks(above: str, here: str) -> bool:
    turn, last = SPEAKER.match(here), SPEAKER.match(above)
    return turn is not None and is_closed(above) and (turn[1] in ASKERS or last is not None)


def _says_itself(text: str) -> bool:
    line = Line(1, 1, text, 0, False, is_closed(text))
    said = told(line) if len(text) < 80 else None
    return is_marked(line) or (said is not None and said.role == "byline")
