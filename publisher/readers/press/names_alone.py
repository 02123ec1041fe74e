"""Names alone on a line of the head: nothing says that they are names but their form and their place.

`张　三`, `宁  致  平` under a headline, a pen name over the text, a name and a post (`海洋大学教授　张　三`), an author
above the title.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.languages import JAPANESE
from publisher.readers.press import labels, wording
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.title_looks import is_rubric, opens_a_headline
from publisher.readers.press.words import HAN, HAN_OR_KANA, MARK, NAME, POST, RARER_SURNAMES, SURNAMES

_LONGEST = 24
_LONGEST_WITH_POST = 44
# Two characters that such a one opens are a word as often: 水　乡, 时　光, 平　安.
_WORDLIKE = "平和成水乐时危强云宣段富印全班白从印赖阴寿通农充鱼古终步都国广东利师空关红公法归海羊有原初安康文方向常易钱金石高江雷龙"
_SPACE = "[ \\u3000\\u00a0]"
_SPACED_OUT = lazily(
    rf"(?P<family>{HAN})(?P<gap>{_SPACE}{{1,4}}){HAN}(?:(?P=gap){HAN})?$|{HAN}{{2}}{_SPACE}{{1,4}}{HAN}{{1,2}}$"
)
_MARKED = lazily(rf"{MARK}\s{{0,2}}(?P<name>{HAN}{{2,3}})$")
_SPACES = str.maketrans("", "", " \u3000\u00a0")
_FAMILIES = frozenset(SURNAMES + RARER_SURNAMES) - frozenset(_WORDLIKE)
_FAMILIES_OF_THREE = _FAMILIES | frozenset(_WORDLIKE)
_PEN_NAME = lazily(rf"{HAN}{{2,3}}$")
# What stands in two or three characters under a long title of a notice, and is nobody's name.
_NO_NAME = lazily(r".*(?:公告|通告|通知|决定|意见|报告|文件|命令|摘要|目录|前言|引言|序言|编者|按|上|下|中|版)$")
_WITH_PLACE = lazily(rf"{NAME}[（(]{HAN}{{2,14}}[）)]$")
_WITH_POST = lazily(
    rf"[^\s，。：；！？“”—]{{2,30}}?{POST}{_SPACE}{{1,4}}(?:{NAME}|{HAN}{{2,4}}|{HAN}{_SPACE}{{1,4}}{HAN})$"
)
# Where somebody is from, or works: 浮石县渔业局　方小雨.
_WITH_HOUSE = lazily(
    rf"[^\s，。：；！？、“”—]{{2,24}}[市县县区镇乡村局校学院班厂站所部社厅委团队报報网網刊司心]{_SPACE}{{1,4}}{NAME}(?:{_SPACE}{{1,4}}{NAME}){{0,3}}$"
)
_JAPANESE_NAME = lazily(rf"{HAN}{{1,4}}[ \u3000]?(?:{HAN_OR_KANA}|・){{1,6}}$|[\u30a1-\u30fe・＝]{{3,20}}$")
# A family name opens it, but these close the names of columns: 江南风, 金视窗.
_AUTHOR = lazily(
    rf"(?=[{SURNAMES}]){HAN}{{2}}[^\W\dA-z版刊苑园園窗台坊吧谈談话話录錄报報网網林风風评評眼线線湖海潮路桥站厅室馆堂港湾山水河江城镇村节節会會年月日区區事记記学學业業]$"
)
_LONG = 45
_SHORTEST_TITLE = 14
_NO_TITLE_END = tuple("：:，、；")


def are_names(line: Line, plain: list[Line], language: str, following: list[Line]) -> bool:
    """Whether `line`, under the lines `plain` of a head, is nothing but names; `following` are the next lines."""
    text = line.text
    if not plain or len(text) > _LONGEST_WITH_POST or labels.opens_body(text):
        return False
    if _WITH_POST.match(text) or _WITH_HOUSE.match(text):
        return _ends_head(following) and not opens_a_headline(plain[-1].text)
    if len(text) > _LONGEST:
        return False
    if wording.is_bare_names(text) or _WITH_PLACE.match(text):
        return True
    if language == JAPANESE:
        return _ends_head(following) and len(text) <= 10 and _JAPANESE_NAME.match(text) is not None
    if opens_a_headline(plain[-1].text) or not _ends_head(following):
        return False
    if _is_marked_name(text, following):
        return True
    spaced = _SPACED_OUT.match(text)
    if spaced and len(plain) == 2 and is_rubric(plain[0].text) and _is_text(following[0]) and not _is_word(text):
        # Under the column's name and the title the author is due, of whatever family.
        return True
    if spaced and not _NO_NAME.match(text.translate(_SPACES)):
        families = _FAMILIES_OF_THREE if len(text.translate(_SPACES)) > 2 else _FAMILIES
        return spaced["family"] in families if spaced["family"] else wording.is_bare_names(text.replace("\u3000", " "))
    # Two or three characters right over the text: a headline so short is spaced out to fill its line.
    if not _opens_text(following) or any(_is_short(line) for line in following[1:]):
        # One of several short lines between paragraphs is a small heading.
        return False
    above = columns(plain[-1].text)
    return above >= _SHORTEST_TITLE and _PEN_NAME.match(text) is not None and not _NO_NAME.match(text)


def is_poet(line: Line, title: Line) -> bool:
    """Whether `line`, between the title of a poem and its verses, is a name spaced out."""
    return line.text != title.text and _SPACED_OUT.match(line.text) is not None and not _is_word(line.text)


def _is_word(text: str) -> bool:
    """Whether what is spaced out is no name but a word: `前　言`, `水　乡`."""
    joined = text.translate(_SPACES)
    return _NO_NAME.match(joined) is not None or (len(joined) == 2 and joined[0] in _WORDLIKE)


def _is_marked_name(text: str, following: list[Line]) -> bool:
    """Whether a mark and a name stand over the text: `◎沈禾`. A mark that comes again is that of small headings."""
    match = _MARKED.match(text)
    if match is None or not following or any(line.text[:1] == text[0] for line in following):
        return False
    families = _FAMILIES_OF_THREE if len(match["name"]) > 2 else _FAMILIES
    return match["name"][0] in families and not _NO_NAME.match(match["name"])


def is_author_above(line: Line, following: list[Line]) -> bool:
    """Whether `line`, the first of a head or under the name of a column, is the author of the title under it."""
    if len(following) < 2 or not _AUTHOR.match(line.text):
        return False
    title, after = following[0], following[1]
    if title.closed or not 4 < columns(title.text) <= 2 * _LONG or title.text.endswith(_NO_TITLE_END):
        return False
    if wording.told(title) is not None or wording.is_bare_names(title.text):
        return False
    said = wording.told(after)
    return _is_text(after) or (said is not None and said.role in ("date", "source", "boilerplate"))


def _opens_text(following: list[Line]) -> bool:
    """Whether the text is next, or a date or source: over a deck or a reporter's name a short line would be the headline."""
    if not following or _is_text(following[0]):
        return True
    said = wording.told(following[0])
    return said is not None and said.role in ("date", "source", "caption", "boilerplate")


def _ends_head(following: list[Line]) -> bool:
    """Whether the text, or a line that says what it is, comes next: a headline would still have its byline to come."""
    if not following or _is_text(following[0]) or following[0].text[:1] in "-－─—":
        return True
    if wording.SALUTATION.match(following[0].text) or wording.ADDRESSEES.match(following[0].text):
        return True
    said = wording.told(following[0])
    return said is not None and said.role in ("byline", "date", "source", "caption", "boilerplate", "separator")


def _is_short(line: Line) -> bool:
    return len(line.text) <= 6 and not line.closed and wording.told(line) is None


def _is_text(line: Line) -> bool:
    return line.closed or len(line.text) > 40
