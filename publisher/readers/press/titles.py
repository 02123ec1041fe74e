"""Kicker 引题, headline 主标题 or deck 副题: the plain lines at the top of an article, told apart by weighing all ways to read them.

Lines that carry no label are read together: each way to share out the roles (kicker, then headline, then deck, up to three lines of
headline) has a prior, each line has weights for what it looks like, and two neighbours have one for belonging together. The
best way wins, and a line's confidence is the share of all ways that give it the same role.

Priors, counted over 2,194 articles of a national daily's e-paper: a kicker 32 %, a deck 13 %, both 0.8 %. Weights are bits (log2 of
how much more often the look comes with the role). Only where the table gives a share was that share counted; the rest are estimates:

| look of the line                                                | kicker | headline | deck |
|-----------------------------------------------------------------|-------:|---------:|-----:|
| ends in `——` (23 % of kickers)                                  |     +9 |          |      |
| opens with `——` (57 % of decks)                                 |     -3 |       -2 |   +9 |
| name of a column alone: `【今日谈】`, `·要闻·`, `社论`          |  +6 +8 |       -1 |   -1 |
| ends in `：` (6 % of kickers), in `强调`, `召开` (9 %)          |  +3 +6 |     -1.5 |   -1 |
| office and name; a time or occasion; a series; who met          |  +2 +4 |       -1 |      |
| all in brackets; `访…`, `写在…`; who chaired and who came       |        |    -1 -3 | +3 +5|
| clauses with `；`, three clauses or more; another language      |        |    -1 -2 | +2 +4|
| `（…①）` at its end; `关于…的通知`; a quotation; a question      |     -1 |    +2 +5 |   -1 |
| longer than 24, 28, 36 em                                       |        | -1 -2 -4 |   +2 |
| none of the marks that kickers, or decks, have                  |   -0.7 |          | -1.2 |
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from math import log2
from typing import NamedTuple

from publisher.model import ReadingRole
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.words import HAN

MOST_LINES = 5
_SURE = 0.97


class _Row(NamedTuple):
    role: ReadingRole
    """The role it speaks for, where that is the one chosen."""
    rule: str
    pattern: str
    kicker: float
    headline: float
    deck: float


_OFFICE = (
    r"(?:书记|主席|总理|省长|市长|县长|部长|主任|厅长|局长|院长|校长|院士|教授|研究员|专家|总统|首相|外长|发言人"
    r"|委员长|代表|委员|总编辑|董事长|会長)"
)
_SPOKE = "(?:强调|指出|要求|表示|提出|批示|致辞|发言|重申|呼吁|宣布|会谈|通话|指示|明确|确定|决定|答记者问|说|強調)时?"
_MET = (
    "(?:召开|印发|举行|举办|发布|公布|会见|出席|主持|考察|调研|签署|启动|开幕|闭幕|揭晓|通过|揭牌|成立|部署|回应"
    "|召開|發布|舉行)"
)
_MEETS = "(?:召开|举行|举办|主持|审议|會見|会见|发布|公布|出台)"
_MEETING = "(?:会议|大会|全会|座谈会|论坛|发布会|活动|仪式|数据|公报|代表团|报告|规划|意见|通知)"
_SINCE = (
    r"(?:面对|针对|围绕|随着|据|为贯彻|为了?|作为|继|自\d|今年|去年|明年|前\S{1,2}季度|上半年|下半年|截至|近年来|近日"
    r"|日前|当前|本月|\d{1,4}年(?!前|后))"
)
_THEN = "(?:以来|之际|期间|首日|当天|当日|前夕|来临|时节|季度|月份|年来|同时|时|后|之前|下|中)"
_SERIES = (
    "(?:(?:系列|特别|跟踪|追踪|连续|深度|图片)(?:报道|调查|观察|述评|综述|访谈|策划|评论)|综述|述评|特刊|专题|聚焦"
    "|进行时|进行曲|观察|走笔|漫笔)"
)
_COLUMN = (
    "(?:社论|社論|社評|社评|短评|時評|时评|快评|评论|評論|来论|言论|杂谈|随笔|散文|特写|侧记|通讯|消息|要闻|简讯"
    "|综合新闻|连载|書評|书评|影评|人物|专访|专栏|图片新闻|コラム|社説)"
)
_PART = r"(?:之?[一二三四五六七八九十①-⑳]|[（(].{1,4}[）)])?"
_PAPERS = "(?:通知|意见|决定|报告|批复|公告|函|说明|通报|办法|规定|决议|建议|通告|讲话|条例)"
_CAME = (
    rf"(?:主持|出席|参加|陪同|列席|见证|致辞|讲话|(?<!工)作(?:批示|说明|讲话|{HAN}{{0,6}}报告))"
    "(?:并(?:讲话|致辞|作报告|宣布开幕))?(?:会议|仪式|活动|开幕式)?"
)
_PLACE = "(?:省|市|县|区|镇|乡|村|州|自治区|法院|公司|大学|集团)"
_PAUSE = rf"[，、；]|(?<={HAN})[ \u3000]+(?={HAN})"
_CLAUSE = r"[^，、；\s]{2,40}"

_DASH = re.compile(r"(?:[—―─–]{1,3}|--+)\s*\S")

_ROWS: tuple[_Row, ...] = (
    _Row("kicker", "kicker-rubric", r"[【〖［〔·•｜|][^】〗］〕·•]{2,12}[】〗］〕·•｜|]$", 8, 0, 0),
    _Row("kicker", "kicker-rubric", r"[（(][^（）()，。\d]{2,10}[）)]$", 3, -3, 1),
    _Row("kicker", "kicker-rubric", rf"{_COLUMN}$", 6, -1, -1),
    _Row("kicker", "kicker-dash", r".{1,80}(?:[—―─–-]{2}|―)$", 9, 0, 0),
    _Row("kicker", "kicker-colon", r".{1,80}[：:]$", 6, 0, 0),
    _Row("kicker", "kicker-verb", rf".{{1,80}}{_SPOKE}$", 5, -1.5, -1),
    _Row("kicker", "kicker-verb", rf".{{1,80}}{_MET}$", 3, 0, 0.5),
    _Row("kicker", "kicker-event", rf".{{2,20}}{_MEETS}\S{{0,14}}{_MEETING}(?:.{{0,12}}(?:出席|参加))?$", 2, -0.5, -0.5),
    _Row("kicker", "kicker-person", rf".{{0,16}}{_OFFICE}{HAN}{{2,4}}$", 3.5, -0.5, 0),
    _Row("kicker", "kicker-occasion", rf"{_SINCE}(?!.*[，,！？])", 2, -0.5, 0),
    _Row("kicker", "kicker-occasion", rf".{{2,24}}{_THEN}$", 2, -0.7, -0.3),
    _Row("kicker", "kicker-series", rf".{{2,20}}{_SERIES}{_PART}$", 3, -0.5, 1),
    _Row("kicker", "kicker-series", rf"[^\s，。：（）·A-Za-z]{{2,14}}[·•・][^\s，。：（）·A-Za-z]{{2,10}}{_PART}$", 2.5, -0.5, -1),
    _Row("headline", "headline-series", r"[^·]{3,80}[（(](?!附|图)[^（）()]{1,30}[）)]$", -1, 4, -1),
    _Row("headline", "headline-document", rf".{{0,60}}关于.{{2,60}}的{_PAPERS}$", -2, 5, 0),
    _Row("headline", "headline-form", rf"{HAN}(?:[ \u3000]+{HAN}){{1,12}}$", 0, 4, 0),
    _Row("headline", "headline-form", r"从.{2,12}到.{2,14}$", -0.3, 1.2, -0.5),
    _Row("headline", "headline-quoted", r"[“「『][^“”「」]{3,40}[”」』]$", -1, 2.5, -0.5),
    _Row("headline", "headline-asks", r".{2,60}[！？!?][”」』]?$", -1.5, 1.5, -0.5),
    _Row("deck", "deck-dash", _DASH.pattern, -3, -2, 9),
    _Row("deck", "deck-brackets", r"[（(].{12,100}[）)]$", -1, -3, 5),
    _Row("deck", "deck-visit", r"(?:记(?![者住忆录得叙])|访(?![客谈华])|写在|献给|兼[论谈评]|写给|来自).{3,60}$", 0, -0.5, 3),
    _Row("deck", "deck-visit", r"(?:走近|走进|探访|直击|对话|专访|探秘|揭秘|聚焦).{3,60}$", 1, -0.3, 1.5),
    _Row("deck", "deck-news", rf"{HAN}{{2,4}}{_PLACE}(?!的)(?:{HAN}|“){{5,40}}$", 0.5, -0.7, 1.2),
    _Row(
        "deck", "deck-chaired", rf"(?!在|.{{0,20}}代表)(?:{HAN}{{2,12}}?{_CAME}[ \u3000、，]{{0,2}}){{1,4}}$",
        0.5, -3, 4,
    ),
    _Row("deck", "deck-figures", r".{2,120}[；;]", 0, -1.5, 3.5),
    _Row("deck", "deck-clauses", rf"{_CLAUSE}(?:{_PAUSE}){_CLAUSE}(?:{_PAUSE})[^，、；]{{2,60}}", 0, -1, 2),
    _Row("deck", "deck-foreign", r"[A-Za-z0-9\u00c0-\u024f' .,:;!?&’“”()—–-]{6,120}$", 0.5, -0.5, 4),
)  # fmt: skip
_compiled = cache(re.compile)
_HALVES = re.compile(r"(\S+)[ \u3000]{1,3}(\S+)$")
_CLAUSES = re.compile(r"([^，]+)，([^，]+)$")
_OPEN_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("「", "」"), ("【", "】"))
_GOES_ON = re.compile(r".*[，、,]$")
_IS_GONE_ON_WITH = re.compile(r"(?:的|和|与|及|之|暨|关于)")
_COUPLET = re.compile(r"[^\s，。、：；！？A-Za-z\d]{5,20}$")
_ISSUER = re.compile(
    rf"(?:{HAN}|[ \u3000]){{1,38}}(?:中央|国务院|政府|委|委员会|办公厅|办公室|部|局|院|会|厅|署|公司|大学)$"
)
_OF_A_SPEECH = re.compile(r"[—―─–]{1,3}\s*在.{2,60}(?:讲话|报告|致辞|发言|演讲|講話|演講)$")
_PRIORS = {
    "D": 2**-7, "H": 1,
    "KH": 0.312, "HD": 0.122, "HH": 0.03, "KD": 0.0001,
    "KHD": 0.008, "HHD": 0.004, "KHH": 0.0012, "KKH": 0.001, "HDD": 0.001, "HHH": 0.0005,
    "KHHD": 0.0001, "KKHD": 0.0001, "HHDD": 0.0001, "KHDD": 0.0002, "HHHD": 0.0001, "KKHH": 0.00005,
    "KHHDD": 0.0001, "KKHDD": 0.0001, "KKHHD": 0.0001, "HHHDD": 0.0001, "KHHHD": 0.00005,
}  # fmt: skip
# Where no look speaks for the role: the line's place does.
_BY_PLACE: dict[str, tuple[ReadingRole, str, int]] = {
    "only": ("headline", "headline-only-line", 1),
    "kicker": ("kicker", "kicker-plain", 1),
    "below": ("headline", "headline-after-kicker", 1),
    "lines": ("headline", "headline-lines", 1),
    "above": ("headline", "headline-above-deck", 1),
    "third": ("deck", "deck-after-headline", 1),
    "under": ("deck", "deck-under-headline", 1),
}
_LETTER: dict[str, ReadingRole] = {"K": "kicker", "H": "headline", "D": "deck"}


def is_rubric(text: str) -> bool:
    """Whether `text` is the name of a column: `【今日谈】`, `散文`."""
    return any(row.rule == "kicker-rubric" for row in _looks(text))


def share_out(plain: list[Line]) -> list[tuple[ReadingRole, str, float]]:
    """Role, rule and confidence of each of the plain lines of a head, at most `MOST_LINES`, in order."""
    if not plain:
        return []
    if len(plain) == 1 and not _DASH.match(plain[0].text):
        role, rule, _ = _BY_PLACE["only"]
        return [(role, rule, _SURE)]
    looks = [_looks(line.text) for line in plain]
    weights = [_weights(line, rows) for line, rows in zip(plain, looks, strict=True)]
    ways = {shape: _way(shape, plain, weights) for shape in _PRIORS if len(shape) == len(plain)}
    top = max(ways.values())
    shares = {shape: 2 ** (bits - top) for shape, bits in ways.items()}
    whole = sum(shares.values())
    best = max(ways, key=lambda shape: ways[shape])
    roles: list[tuple[ReadingRole, str, float]] = []
    for place, letter in enumerate(best):
        sure = sum(share for shape, share in shares.items() if shape[place] == letter) / whole
        rule = _rule(best, place, looks[place])
        roles.append((_LETTER[letter], rule, round(min(sure, _SURE), 2)))
    return roles


def _looks(text: str) -> list[_Row]:
    return [row for row in _ROWS if _compiled(row.pattern).match(text)]


def _weights(line: Line, looks: list[_Row]) -> dict[str, float]:
    """Bits for each role: the rows that fit, then length, halves, and that no mark of a kicker or a deck is there."""
    kicker = sum(row.kicker for row in looks)
    headline = sum(row.headline for row in looks)
    deck = sum(row.deck for row in looks)
    if not any(row.rule in ("kicker-rubric", "kicker-dash", "kicker-colon", "kicker-verb") for row in looks):
        kicker -= 0.7
    if not any(row.rule == "deck-dash" for row in looks):
        deck -= 1.2
    ems = columns(line.text) / 2
    if ems > 36:
        kicker, headline, deck = kicker - 0.5, headline - 4, deck + 2.5
    elif ems > 28:
        kicker, headline, deck = kicker + 0.5, headline - 2, deck + 2
    elif ems > 24:
        headline, deck = headline - 0.7, deck + 0.5
    elif ems <= 5:
        deck -= 1.5
    alike = 0 if any(row.rule == "deck-chaired" for row in looks) else _alike_halves(line.text)
    return {"K": kicker - alike, "H": headline + alike, "D": deck - alike / 3}


def _alike_halves(text: str) -> float:
    """Bits for a headline of two halves of like length: `稳住基本盘 种好责任田`, and a little for a comma between them."""
    for pattern, bits in ((_HALVES, 0.6), (_CLAUSES, 0.3)):
        halves = pattern.match(text)
        if halves and abs(len(halves[1]) - len(halves[2])) <= 2 and 3 <= len(halves[1]) <= 13:
            return bits
    return 0


def _way(shape: str, plain: list[Line], weights: list[dict[str, float]]) -> float:
    bits = log2(_PRIORS[shape])
    bits += sum(weight[letter] for letter, weight in zip(shape, weights, strict=True))
    for (one, other), (above, below) in zip(itertools.pairwise(shape), itertools.pairwise(plain), strict=True):
        bits += _pair(one, other, above, below)
    # Where an e-paper's page has a place for each, the kicker that is missing leaves its line blank.
    if shape.startswith("HD") and plain[0].first == 2 and plain[0].gap and not plain[1].gap:
        bits += 3
    if shape.startswith("HHD") and _OF_A_SPEECH.match(plain[-1].text):
        bits += 2
    return bits


def _pair(one: str, other: str, above: Line, below: Line) -> float:
    if one == other:
        return _belonging(above.text, below.text)
    if one + other == "HD":
        short, long = columns(above.text), columns(below.text)
        return 2 if long > 1.6 * short + 8 and long > 36 else 0
    if one + other == "KH" and columns(below.text) > 2 * columns(above.text) + 24:
        return -1.5
    return 0


def _belonging(above: str, below: str) -> float:
    """Bits for two lines that are one broken in two."""
    if _GOES_ON.match(above):
        return 6
    if any(above.count(left) > above.count(right) for left, right in _OPEN_PAIRS):
        return 8
    if _IS_GONE_ON_WITH.match(below):
        return 6 if not below.startswith("关于") or _ISSUER.match(above) else 2
    # A couplet: 把海风种进田里 / 让渔火亮到天明.
    return 2 if len(above) == len(below) >= 5 and _COUPLET.match(above) and _COUPLET.match(below) else 0


def _rule(shape: str, place: int, looks: list[_Row]) -> str:
    """The name of what speaks most for the role; where no look does, that of the line's place."""
    letter = shape[place]
    said = [row for row in looks if row.role == _LETTER[letter]]
    if said and shape != "H":
        return max(said, key=lambda row: max(row.kicker, row.headline, row.deck)).rule
    if letter == "K":
        return _BY_PLACE["kicker"][1]
    if letter == "D":
        return _BY_PLACE["third" if "K" in shape else "under"][1]
    if shape == "H":
        return _BY_PLACE["only"][1]
    if shape.count("H") > 1:
        return _BY_PLACE["lines"][1]
    return _BY_PLACE["below" if "K" in shape else "above"][1]
