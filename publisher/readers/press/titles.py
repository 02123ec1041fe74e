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
| coined name: `有个“…”`; appeal: `让…`, `守住…`; a plain `了`    |   -0.5 |  +1 +2.5 | -0.5 |
| ends in `纪实`, `…记`; how much in how many years               |   +0.3 |     -0.5 | +1 +2|
| clauses with `；`, three clauses or more; another language      |        |    -1 -2 | +2 +4|
| `（…①）` at its end; `关于…的通知`; a quotation; a question      |     -1 |    +2 +5 |   -1 |
| longer than 24, 28, 36 em                                       |        | -1 -2 -4 |   +2 |
| none of the marks that kickers, or decks, have                  |   -0.7 |          | -1.2 |
"""

from __future__ import annotations

import itertools
from math import log2

from publisher.model import ReadingRole
from publisher.patterns import lazily
from publisher.readers.languages import JAPANESE, KOREAN
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.title_looks import Look
from publisher.readers.press.title_looks import looks as looks_of
from publisher.readers.press.words import HAN

MOST_LINES = 5
_SURE = 0.97

_DASH = lazily(r"(?:[—―─–]{1,3}|--+)\s*\S")
_HALVES = lazily(r"(\S+)[ \u3000]{1,3}(\S+)$")
_CLAUSES = lazily(r"([^，]+)，([^，]+)$")
_OPEN_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("「", "」"), ("【", "】"))
_GOES_ON = lazily(r".*(?:[，、,]|[的和与及暨]|关于|關於)$")
_IS_GONE_ON_WITH = lazily(r"(?:的|和|与|及|之|暨|关于)")
_COUPLET = lazily(r"[^\s，。、：；！？“”A-Za-z\d]{5,20}$")
_ISSUER = lazily(
    rf"(?:{HAN}|[ \u3000]){{1,38}}(?:中央|国务院|政府|委|委员会|办公厅|办公室|部|局|院|会|厅|署|公司|大学)$"
)
# What an official document is, the last words of its title (GB/T 9704, 7.3.1), alone or behind its subject.
_KINDS = (
    "(?:通知|通告|公告|公报|通报|意见|决定|决议|命令|令|批复|复函|函|报告|请示|议案|纪要|声明|布告|启事|说明|建议|倡议书?"
    "|办法|规定|细则|方案|规划|纲要|条例)"
)
_DOCUMENT = lazily(rf".{{0,60}}关于.{{2,100}}的{_KINDS}$")
_KIND_ALONE = lazily(rf"{_KINDS}$")
_ORDER = lazily(r"[（(]?第[\d〇零一二三四五六七八九十百]{1,6}号[）)]?$")
_SPACED = str.maketrans("", "", " \u3000")
_OF_A_SPEECH = lazily(r"[—―─–]{1,3}\s*在.{2,60}(?:讲话|报告|致辞|发言|演讲|講話|演講)$")
_PRIORS = {
    "D": 2**-7, "H": 1,
    "KH": 0.312, "HD": 0.122, "HH": 0.03, "KD": 0.0001,
    "KHD": 0.008, "HHD": 0.004, "KHH": 0.0012, "KKH": 0.001, "HDD": 0.001, "HHH": 0.0005,
    "KHHD": 0.0001, "KKHD": 0.0001, "HHDD": 0.0001, "KHDD": 0.0002, "HHHD": 0.0001, "KKHH": 0.00005,
    "KHHDD": 0.0001, "KKHDD": 0.0001, "KKHHD": 0.0001, "HHHDD": 0.0001, "KHHHD": 0.00005,
}  # fmt: skip
# The counts are of papers in Chinese. Those of Japan and Korea print no kicker, but a deck often; bits.
_ABROAD = {"K": -3.5, "D": 1.5}
# There a second deck is as common as the first.
_ABROAD_DECKS = 3.0
# Where no look speaks for the role: the line's place does.
_BY_PLACE: dict[str, tuple[ReadingRole, str, float]] = {
    "only": ("headline", "headline-only-line", _SURE),
    "kicker": ("kicker", "kicker-plain", 0),
    "below": ("headline", "headline-after-kicker", 0),
    "lines": ("headline", "headline-lines", 0),
    "above": ("headline", "headline-above-deck", 0),
    "third": ("deck", "deck-after-headline", 0),
    "under": ("deck", "deck-under-headline", 0),
}
"""With a confidence where it is not the share of the ways."""
_LETTER: dict[str, ReadingRole] = {"K": "kicker", "H": "headline", "D": "deck"}


def share_out(plain: list[Line], language: str = "") -> list[tuple[ReadingRole, str, float]]:
    """Role, rule and confidence of each of the plain lines of a head, at most `MOST_LINES`, in order.

    `language` is a BCP 47 tag; unknown where it is empty.
    """
    if not plain:
        return []
    if len(plain) == 1 and not _DASH.match(plain[0].text):
        return [_BY_PLACE["only"]]
    looks = [looks_of(line.text) for line in plain]
    weights = [_weights(line, rows) for line, rows in zip(plain, looks, strict=True)]
    if language in (JAPANESE, KOREAN):
        weights = [{role: bits + _ABROAD.get(role, 0) for role, bits in each.items()} for each in weights]
    ways = {shape: _way(shape, plain, weights) for shape in _PRIORS if len(shape) == len(plain)}
    if language in (JAPANESE, KOREAN):
        ways = {shape: bits + _ABROAD_DECKS * (shape.count("D") > 1) for shape, bits in ways.items()}
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


def _weights(line: Line, looks: list[Look]) -> dict[str, float]:
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
        if long > 1.6 * short + 8 and long > 36:
            return 2 + (long > 2.2 * short)
        # Set smaller, a deck is the longer of the two; so may a kicker be, but that stands above.
        return 0.8 if long > 1.35 * short and short >= 16 else 0
    if one + other == "KH" and columns(below.text) > 2 * columns(above.text) + 24:
        return -1.5
    return 0


def _belonging(above: str, below: str) -> float:
    """Bits for two lines that are one broken in two."""
    if _makes_document(above, below):
        return 9
    if _GOES_ON.match(above):
        return 6
    if any(above.count(left) > above.count(right) for left, right in _OPEN_PAIRS):
        return 8
    if _IS_GONE_ON_WITH.match(below):
        return 6 if not below.startswith("关于") or _ISSUER.match(above) else 2
    # A couplet: 把海风种进田里 / 让渔火亮到天明.
    return 2 if len(above) == len(below) >= 5 and _COUPLET.match(above) and _COUPLET.match(below) else 0


def _makes_document(above: str, below: str) -> bool:
    """Whether the two are the title of an official document, broken: `…政府关于加强` / `管理的通告`, `…委员会` / `公　告`."""
    above, below = above.translate(_SPACED), below.translate(_SPACED)
    if _ORDER.match(below):
        return above.endswith(("令", "公告", "公报"))
    if _KIND_ALONE.match(below):
        return _ISSUER.match(above) is not None or "关于" in above
    if _DOCUMENT.match(above) or "关于" not in above:
        return False
    return _DOCUMENT.match(above + below) is not None and "，" not in above


def _rule(shape: str, place: int, looks: list[Look]) -> str:
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
