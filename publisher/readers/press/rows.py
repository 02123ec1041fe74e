"""Rows without marks: lines that are each a label, or the hour, and what it has: a notice, a weather report, a product's data.

Items of a list, though nothing is printed before them. A heading with a colon stands between paragraphs, and people who talk
speak more than once: rows stand together, and each has a label of its own.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.press import wording
from publisher.readers.press.head import Taken
from publisher.readers.press.labels import SUMMARY
from publisher.readers.press.lines import Line
from publisher.readers.press.numbering import number_of
from publisher.readers.press.profile import ASKERS
from publisher.readers.press.surroundings import Surroundings, is_long

_LABEL = lazily(r"([^\s，。；：:？！“”「」《》【】]{1,12}(?:[（(][^（）()]{1,16}[）)])?)[ \u3000]?[：:]\s*\S")
_CLOCK = lazily(r"(\d{1,2}[：:]\d{2}(?:[-—–~～至]\d{1,2}[：:]\d{2})?)\s+\S")
_WIDEST_ROW = 60
_FIGURE = lazily(r"\d|[一二三四五六七八九十百两]")
_WIDEST_LISTED = 30
# A row that opens with its day may be longer.
_DATED_ROW = lazily(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[（(][^（）()]{1,6}[）)])?[ \u3000：:]\s*\S")
_FEWEST = 3
# Under words that announce them, two rows are a list.
_ANNOUNCED = lazily(
    r".*(?:如下|名单|名單|安排|预报|预告|情况|方式|信息|分别[是为]|分別[是為]|包括|下列|以下\S{0,6})[：:]$"
)
# Of what says itself what it is, rules that fit a row of a notice too.
_ALSO_ROWS = ("credit-interview", "date-label", "date-line")
# What is sent along with a document (GB/T 9704, 7.3.4): the first on the label's line, the others numbered under it.
# What a recipe or an instruction is made of; its label stands alone, and nothing but short lines under it.
_PARTS = lazily(
    r"[【]?(?:原料|主料|辅料|配料|调料|材料|食材|用料|工具|做法|步骤|步驟|作法|制作|制作方法|制作步骤|製作方法|制法|用法|材料表)"
    r"(?:[（(][^（）()]{1,10}[）)])?[】]?[：:]$"
)
_FEWEST_PARTS = 2
_ANNEX = lazily(r"(?:附[ \u3000]{0,2}件|附)[：:][ \u3000]*\S")
_MOST_ANNEXES = 20
# What ends in one of these is a sentence that goes on below.
_GOES_ON = "，、：:—"


def label_of(text: str) -> str:
    """The label that opens `text`, of a line that is short and does not end as a sentence does; empty: none."""
    if len(text) > _WIDEST_ROW:
        return ""
    match = _CLOCK.match(text) or _LABEL.match(text)
    return match[1] if match else ""


def rows(around: Surroundings, place: int) -> list[Taken]:
    """The rows that begin at `place`; empty where none do."""
    lines = around.lines
    before = around.before(place)
    announced = before is not None and _ANNOUNCED.match(before.text[-12:]) is not None
    dated = before is not None and before.text[-1:] in ("：", ":") and _DATED_ROW.match(lines[place].text) is not None
    if _PARTS.match(lines[place].text) and lines[place].markup is None:
        return _parts(around, place)
    if not _is_row(lines[place]):
        return _listed(around, place) if announced or dated else []
    if not around.is_worth("rows", place):
        return []
    end = place + 1
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    labels = [label_of(line.text) for line in lines[place:end]]
    # A programme: no heading opens with the hour right above another.
    least = _FEWEST - (announced or all(_CLOCK.match(line.text) for line in lines[place:end]))
    talk = around.profile.speakers | ASKERS
    silent = sum(wording.told(line) is None for line in lines[place:end])
    if min(end - place, silent + 1) < least or len(set(labels)) < len(labels) or not talk.isdisjoint(labels):
        around.in_vain("rows", end)
        return []
    return [Taken(line, "list_item", "list-labelled", 0.7, "labelled") for line in lines[place:end]]


def _listed(around: Surroundings, place: int) -> list[Taken]:
    """Three short lines or more without a full stop under words that announce them, with text or nothing below: a list."""
    lines = around.lines
    end = place
    while end < len(lines) and _may_be_listed(lines[end]):
        end += 1
    # Where every item has a figure, a last line without one heads what follows.
    if end - place > _FEWEST and all(_FIGURE.search(line.text) for line in lines[place : end - 1]):
        end -= _FIGURE.search(lines[end - 1].text) is None
    if end - place < _FEWEST or (end < len(lines) and not is_long(lines[end]) and end < around.text_end):
        return []
    return [Taken(line, "list_item", "list-announced", 0.7, "labelled") for line in lines[place:end]]


def _parts(around: Surroundings, place: int) -> list[Taken]:
    """The label `原料：` and the short lines under it, to the next label or paragraph."""
    lines = around.lines
    end = place + 1
    while end < len(lines) and _may_be_listed(lines[end]):
        end += 1
    if end - place <= _FEWEST_PARTS:
        return []
    items = [Taken(line, "list_item", "list-announced", 0.7, "labelled") for line in lines[place + 1 : end]]
    return [Taken(lines[place], "heading", "heading-labelled", 0.75), *items]


def _may_be_listed(line: Line) -> bool:
    text = line.text
    if (
        line.closed
        or not 0 < len(text) <= (_WIDEST_ROW if _DATED_ROW.match(text) else _WIDEST_LISTED)
        or text[-1] in _GOES_ON
        or number_of(text)
    ):
        return False
    return (line.markup is None or line.markup.block is None) and wording.told(line) is None


def annexes(around: Surroundings, place: int) -> list[Taken]:
    """`附件：1．…` and the numbered names under it; empty where no annex is named."""
    lines = around.lines
    first = lines[place]
    if not place or first.closed or len(first.text) > _WIDEST_ROW or not _ANNEX.match(first.text):
        return []
    end, value = place + 1, 2
    while end < len(lines) and value < _MOST_ANNEXES and _is_annex(lines[end], value):
        end, value = end + 1, value + 1
    if end == place + 1:
        return [Taken(first, "paragraph", "annex", 0.75)]
    return [Taken(line, "list_item", "annex", 0.75, "labelled") for line in lines[place:end]]


def _is_annex(line: Line, value: int) -> bool:
    number = number_of(line.text) if not line.closed and len(line.text) <= _WIDEST_ROW else None
    return number is not None and number.value == value


def _is_row(line: Line) -> bool:
    text = line.text
    if line.closed or text[-1:] in _GOES_ON or (line.markup is not None and line.markup.block is not None):
        return False
    if not label_of(text) or SUMMARY.match(text):
        return False
    said = wording.told(line)
    return said is None or said.rule in _ALSO_ROWS
