"""Lines that say themselves what they are: header lines, credits, captions, rules; and the words that open a paragraph.

Each table row is one convention of the press; the first that fits decides. Patterns hold for a whole line unless their name says
`opening`, because the same words in running text mean nothing. Rows of dates, sources and bylines are in `header_lines`, of credits
in `credits`, of captions in `captions`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from publisher.patterns import lazily
from publisher.readers.press import datelines
from publisher.readers.press.byline_lines import BYLINES
from publisher.readers.press.captions import CAPTIONS
from publisher.readers.press.credits import CREDITS
from publisher.readers.press.datelines import Opening
from publisher.readers.press.furniture import furniture
from publisher.readers.press.header_lines import DATES_AND_SOURCES, signed_dateline
from publisher.readers.press.header_lines import header_fields as header_fields
from publisher.readers.press.lines import Line
from publisher.readers.press.words import NAMES
from publisher.readers.press.words import Told as Told

_ROWS = (*DATES_AND_SOURCES, *CREDITS, *BYLINES, *CAPTIONS)
_CLOSED_ROWS = tuple(row for row in _ROWS if row.closes)
_STOPS = "。！？!?”…"
# How a line that ends in a full stop must begin or end for one of those rows to fit.
_CLOSED_OPENING = lazily(
    r"[（(【]?\s*(?:[图圖写사文新信稿本来來出출原摘转轉选初译譯翻校訳注註*＊※▲△▼]|[上下左右题題配组中本][图圖])"
)
_CLOSED_END = lazily(r"[摄攝撮供发资）)]")

# Compiled when a line first asks for one: a class of ideographs takes a millisecond, and few articles need them all.
_compiled = cache(re.compile)
_LONGEST = max(row.longest for row in _ROWS)
_LONGEST_KNOWN = 300
# Ornaments across the page. Dots alone (`……`) are a silence in a talk, not a rule.
_RULE_MARKS = frozenset("-—–_=*＊·•◇◆○●☆★~～…※#＃+─━═×✕")
_RULE = lazily(r"--$|(?=[^…\s]*[^…\s])[-—–_=*＊·•◇◆○●☆★~～…※#＃+─━═×✕\s\u3000]{3,}$|[◇◆○●☆★※＊]{1,2}$")
# No row can match a line that has none of these: most lines of a text are spared the table.
_SIGNAL = lazily(
    r"[□■●◎○◇◆▲△▼▪◼•·／/╱：:记記通评評摄攝图圖図供写写撮資资作编編责責译譯訳翻校主来來出稿原载刊整采綜综訊@电—―年년기특사글책著撰号版月"
    r"组組部聞取長員视像执漫绘插辑★☆▌▍▎※｜丨＝（(・报報化=ⓒ사있모전제]|\d[-./]\d|報導|报道|社发|転|CFP|中心$|^\d\d\s"
    r"|[A-Z]\w+ \d|\d{4}$|^B[yY] "
)

SALUTATION = lazily(
    r"(?:(?![你我他她它咱人])[^\s，。：“”]{1,8}们|(?:编辑|主编|总编|记者|局长|市长|县长|校长|部长|书记)(?:同志|先生|女士)|同志们|朋友们|同学们|女士们|先生们|乡亲们|各位\S{1,16}|尊敬的\S{1,24}|亲爱的\S{1,16}|编辑(?:同志|先生|老师|部)?们?|各位|大家好)(?:[、，]\S{2,16}){0,6}[：:！!]$"
)
# Those to whom an official document is sent (GB/T 9704, 7.3.2), under its title.
ADDRESSEES = lazily(
    r"各[^。；：“”\s]{2,60}[：:]$|[^。；：“”\s]{2,60}(?:政府|部门|单位|办公室|厅|局|委员会|委办|公司|院校|直属机构|各有关方面|学校|中心|机关)[：:]$"
)
_BARE = rf"{NAMES}$"
DECK = lazily(r"(?:[—―─–]{1,3}|--+)\s*\S")
SIGNATURE_DATE = lazily(r"年\S{0,8}[月日望朔夏秋冬春]|謹識|谨识|自[记記序]$|[记識识]于")


def opening(text: str) -> Opening | None:
    """The dateline, the reporter's bracket, or the site's name, that opens a paragraph; or the whole line `记者　X　…日电`."""
    signed = signed_dateline(text) if text[-1:] in ("电", "電", "）", ")") else None
    if signed is not None:
        return Opening(signed[1], signed[0], len(text))
    return datelines.opening(text)


def is_bare_names(text: str) -> bool:
    """Whether the text is nothing but names of persons."""
    return bool(_compiled(_BARE).match(text))


def told(line: Line) -> Told | None:
    """What the line says it is, by the first rule that fits."""
    # Long lines are no such lines, and would lie in the cache.
    return _told(line.text) if len(line.text) <= _LONGEST_KNOWN else _judged(line.text)


# A line is asked when wrapped ones are joined, by its neighbours, and when it is read itself.
@lru_cache(maxsize=2048)
def _told(text: str) -> Told | None:
    return _judged(text)


def _judged(text: str) -> Told | None:
    if text[:1] in _RULE_MARKS and _RULE.match(text):
        return Told("separator", "separator-rule", 0.97)
    row = furniture(text)
    if row is not None:
        return Told("boilerplate", row.rule, row.confidence, row.reason)
    if not text or len(text) > _LONGEST:
        return None
    closed = text[-1] in _STOPS
    if not (_CLOSED_OPENING.match(text) or _CLOSED_END.search(text[-9:]) if closed else _SIGNAL.search(text)):
        return None
    for entry in _CLOSED_ROWS if closed else _ROWS:
        if entry.may_be(text) and _compiled(entry.pattern).match(text):
            return Told(entry.role, entry.rule, entry.confidence, entry.kind)
    return None


def is_marked(line: Line) -> bool:
    """Whether the line stands for itself, so that it is never part of a wrapped paragraph."""
    said = told(line) if len(line.text) < 80 else None
    return said is not None and said.role not in ("caption", "byline") and said.confidence > 0.85
