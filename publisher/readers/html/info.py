"""The line under a headline: when, from where, by whom, amid buttons and counters.

`2019-06-18 10:21:33 来源：某报 作者：某人 字号 大 中 小`, in one element or in a dozen. Labels decide first, then
dates, then the names of elements (`pub-time`, `source`, `author`); what is left over next to a date may be names. Everything is
taken as printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.model import ReadingRole
from publisher.readers.html.dom import Text
from publisher.readers.html.hints import words
from publisher.readers.html.runs import Run, collapsed
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press import wording
from publisher.readers.press.furniture import furniture
from publisher.readers.press.lines import Line

_LONGEST = 200
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"\d{1,2}"
_CLOCK = (
    rf"(?:(?:上午|下午|午前|午後|凌晨|早上|中午|晚上|오전|오후|[AaPp][Mm])\s?)?"
    rf"(?:{_NUMBER}[:：]\d\d(?:[:：]\d\d)?|{_NUMBER}\s?[時时點点시]\s?(?:{_NUMBER}\s?[分분])?)(?:\s?[AaPp][Mm]\b)?"
)
_DAY = (
    rf"(?:{_YEAR}\s?[年년]\s?{_NUMBER}\s?[月월]\s?{_NUMBER}\s?[日号號일]|{_YEAR}([-./])\s?{_NUMBER}\1\s?{_NUMBER}(?!\d)\.?"
    rf"|{_YEAR}\s+{_NUMBER}\s?[-/]\s?{_NUMBER}(?!\d)"
    rf"|(?:民國|中華民國|令和|平成)\s?(?:\d{{1,3}}|元)\s?年\s?{_NUMBER}\s?月\s?{_NUMBER}\s?日"
    rf"|[一二][〇○零一二三四五六七八九]{{3}}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日"
    rf"|(?<![\d年/.-])(?:{_NUMBER}\s?月\s?{_NUMBER}\s?日|{_NUMBER}([-/])\s?{_NUMBER}(?=\s?[（(]|\s+{_NUMBER}[:：]\d\d)))"
)
_WEEKDAY = (
    r"(?:\s?(?:[（(](?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토](?:曜日?|요일)?[）)]"
    r"|(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일))?"
)
_ZONE = r"(?:格林尼治标准时间|格林威治標準時間|北京时间|北京時間|台北時間|香港時間|GMT|UTC|JST|KST|HKT)"
DATE = re.compile(
    rf"{_DAY}{_WEEKDAY}(?:[\s,，T]{{0,3}}(?:{_ZONE}\s?)?{_CLOCK}(?:\s?(?:GMT|UTC|JST|KST|CST|Z|\+\d\d:?\d\d))?)?"
)
_DATE_PART = re.compile(rf"(?:{_YEAR}年?|{_NUMBER}\s?[-/.月]\s?{_NUMBER}日?|{_NUMBER}[日月]|{_CLOCK})$")
_BARE_CLOCK = re.compile(rf"{_CLOCK}$")
_UPDATED = re.compile(r"(?:更新|修改|編集|수정|最終更新|최종|Updated)\S{0,4}\s?[：:]?\s*$", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:文章|新闻|新聞|信息|資訊|稿件|本文|消息|内容|資料)?(?:来源|來源|稿源|出处"
    r"|出處|出典|提供元|記事提供|配信元|출처|제공)(?:于|自|網站)?\s?[：:]\s*"
)
_BYLINE = re.compile(
    r"(?<![^\s|｜丨（(【〔])(?:(?:文章|本文)?(?:作者|撰文|撰稿人?|记者|記者|编译"
    r"|編譯|著者|筆者|執筆者?|取材・文|取材|文字|文|글쓴이|글|기자|By)\s?[：:／/╱|｜丨＝=]"
    r"|原创(?=\s)|\bBy\s+(?=[A-Z]))\s*"
)
_OTHER = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|审核|审稿|核稿|监制|浏览|瀏覽|阅读|閱讀|点击"
    r"|點擊|点击率|人气|访问|评论|評論|字体|字號|字号|打印|分享|收藏|发布者|发布人|录入|发布单位"
    r"|发布机构|栏目|欄目|分类|标签|標籤|关键词|主题词|索引号|文号|发布时间|发布日期|发稿时间|发文日期"
    r"|时间|日期|更新时间|更新|公開|公開日|掲載|投稿日|入稿|次数|입력|등록|승인|수정|조회|조회수)"
    r"[^：:\s]{0,4}\s?[：:]?\s*"
)
_SEPARATOR = re.compile(r"[|｜丨/／·•,，]+|(?<=\S)[\s\u3000\u00a0]{2,}")
_VALUE = re.compile(r"[^\s|｜丨]+(?:\s(?=[A-Za-z&])[A-Za-z&][^\s|｜丨：:]*)*")
_NAMES = re.compile(r"[^\s|｜丨：:]+(?:[\s、，,]+(?:[\u3400-\u9fff·]{2,4}|[A-Z][a-z]+)(?=[\s、，,|｜]|$))*")
_BRACKETS = "[]【】〔〕（）()「」<>＜＞ \t\u3000\u00a0:：|｜丨-—·,，"
_HOUSE = re.compile(
    r"(?:[报報网網社台刊]|日报|新闻|新聞|周刊|在线|電子報|ニュース|新聞社|통신|일보|뉴스|News|Times|Post|Daily|Japan|Online)$"
)
# A department or an account that put the page up, not a person that wrote.
_ORGANISATION = re.compile(
    r"(?:[部局处處办辦科室会會院校系所站厅廳网網报報社台刊馆館委组組]|中心|支部|公司|集团|集團|小组|编辑|編輯|编辑部|本站|本网|管理员|admin|原创|記者)$|^(?:admin|管理员|本站|编辑)",
    re.IGNORECASE,
)
_AT_ACCOUNTS = re.compile(
    r"企鹅号|百家号|搜狐号|头条号|大鱼号|网易号|公众号|大风号|快传号|澎湃号|新浪看点|一点号|原创作者|优质创作者|领域创作者"
    r"|account|vip|weixin|mp-",
    re.IGNORECASE,
)
_TIME_WORDS = vocabulary(
    "time date pubtime pubdate publish published datetime shijian riqi postdate datestamp lastupdated update "
    "updated posted"
)
_SOURCE_WORDS = vocabulary("source sour origin laiyuan provider")
_AUTHOR_WORDS = vocabulary("author authors byline writer zuozhe reporter original creator authorname nickname account")
_INFO_WORDS = _TIME_WORDS | _SOURCE_WORDS | _AUTHOR_WORDS | vocabulary("info meta msg about xinxi desc")


class Piece(NamedTuple):
    text: str
    names: frozenset[str]
    """Words of the names of the elements around it, up to the run's block."""


class Info(NamedTuple):
    """What a line gives; empty strings where it gives none."""

    date: str = ""
    source: str = ""
    byline: str = ""
    account: str = ""
    """A name that may be a person's or an account's: whoever the page calls its author, without a label."""
    updated: bool = False
    """The date is that of a change."""

    @property
    def role(self) -> ReadingRole | None:
        return "date" if self.date else "source" if self.source else "byline" if self.byline or self.account else None


def read_info(run: Run) -> Info | None:
    """What a run gives of date, source and byline; None where it is no such line."""
    pieces = [piece for piece in _pieces(run) if piece.text]
    text = " ".join(piece.text for piece in pieces)
    if not text or len(text) > _LONGEST:
        return None
    names = frozenset[str]().union(*(piece.names for piece in pieces))
    date = DATE.search(text)
    labelled = _SOURCE.search(text) or _BYLINE.search(text)
    if not (date or labelled or (names & _INFO_WORDS and len(text) <= 60)):
        return wording_info(run.text)
    if date and not labelled and not names & _INFO_WORDS and len(DATE.sub("", text)) > 60:
        return None
    found = _read(pieces, text, date)
    return found if found.role else wording_info(run.text)


def _read(pieces: list[Piece], text: str, date: re.Match[str] | None) -> Info:
    source = _labelled(_SOURCE, _VALUE, text)
    byline = _labelled(_BYLINE, _NAMES, text)
    account = ""
    for piece in pieces:
        bare = _bare(piece.text)
        if len(bare) > 40 or not any(mark.isalpha() for mark in bare) or furniture(bare) or _AT_ACCOUNTS.search(bare):
            continue
        if not source and piece.names & _SOURCE_WORDS and not _is_label(piece.text):
            source = bare
        elif not byline and piece.names & _AUTHOR_WORDS and bare != source:
            account = f"{account} {bare}".strip() if bare not in account else account
    if not (source or byline or account):
        account, source = _left_over(pieces) if date else ("", "")
    updated = date is not None and bool(_UPDATED.search(text[: date.start()]))
    return Info(date[0].strip(" ,，") if date else "", source, byline, account, updated)


def _pieces(run: Run) -> list[Piece]:
    """The texts of a run, those in one element together, with the names around them."""
    found: list[Piece] = []
    last: object = None
    block = words(run.block)
    for leaf in run.leaves:
        if not isinstance(leaf.node, Text):
            continue
        parent = leaf.around[-1] if leaf.around else run.block
        text = "".join(collapsed([leaf.node.text]))
        names = block.union(*map(words, leaf.around)) | {
            element.tag for element in leaf.around if element.tag == "time"
        }
        if parent is last and found:
            found[-1] = Piece(f"{found[-1].text} {text}".strip(), names)
        else:
            found.append(Piece(text, names))
        last = parent
    return found


def date_of(text: str) -> str:
    """The date that a text is, wholly; empty where it is none."""
    match = DATE.fullmatch(text.strip())
    return match[0] if match else ""


def is_date_part(text: str) -> bool:
    """Whether a text may be a part of a date: a year, a day, a time."""
    return len(text) <= 12 and _DATE_PART.match(text.replace(" ", "")) is not None


def _labelled(label: re.Pattern[str], value: re.Pattern[str], text: str) -> str:
    match = label.search(text)
    if match is None:
        return ""
    rest = text[match.end() :]
    for other in (_SOURCE, _BYLINE, _OTHER, DATE):
        stop = other.search(rest)
        rest = rest[: stop.start()] if stop else rest
    found = value.match(rest.strip(_BRACKETS))
    return found[0].strip(_BRACKETS) if found else ""


def _bare(text: str) -> str:
    """The text without dates, labels and marks."""
    for pattern in (DATE, _SOURCE, _BYLINE, _OTHER):
        text = pattern.sub(" ", text)
    text = re.sub(r"(?:配信|掲載|公開|发布|發布|报道)\s*$", "", text.strip())
    return " ".join(text.strip(_BRACKETS).split())


def _is_label(text: str) -> bool:
    return bool(_OTHER.match(text)) and not _bare(text)


def _left_over(pieces: list[Piece]) -> tuple[str, str]:
    """Names, or else a house, beside a date that no label and no element's name tells."""
    names: list[str] = []
    for piece in pieces:
        for part in _SEPARATOR.split(_bare(piece.text)):
            part = part.strip(_BRACKETS)
            if part and not any(mark.isdigit() for mark in part) and not furniture(part) and not _OTHER.match(part):
                names.append(part)
    if len(names) == 1 and _HOUSE.search(names[0]) and len(names[0]) <= 16:
        return "", names[0]
    if names and len(names) <= 4 and all(wording.is_bare_names(name) for name in names):
        return " ".join(names), ""
    return "", ""


def wording_info(text: str) -> Info | None:
    """A byline by its wording alone: `記者某某／台北報導`, `某某 기자`."""
    if len(text) > 60:
        return None
    said = wording.told(Line(0, 0, text, 0, gap=True, closed=False))
    if said is None or said.role not in ("byline", "source", "date"):
        return None
    fields = wording.header_fields(text)
    if said.role == "byline":
        return Info(byline=text)
    return Info(fields.get("date", ""), fields.get("source", ""), fields.get("byline", ""))


class Gathered:
    """The fields of all lines of a head together."""

    def __init__(self, *, chinese: bool) -> None:
        self.chinese = chinese
        self.stated: dict[str, str] = {}
        self.hinted: dict[str, str] = {}
        self._updated = False
        self._account = ""
        self._is_account = False

    def add(self, info: Info, run: Run) -> None:
        if info.date and ("date" not in self.stated or (self._updated and not info.updated)):
            self.stated["date"], self._updated = info.date, info.updated
        if info.source:
            self.stated.setdefault("source", info.source)
        if info.byline:
            # A department that signs yields to persons whom the text names.
            place = self.hinted if _ORGANISATION.search(info.byline) else self.stated
            place.setdefault("byline", info.byline)
        self._account = self._account or info.account
        self.note(run)

    def note(self, run: Run) -> None:
        """See whether the page says that who put it up is an account of a platform."""
        names = " ".join(element.get("class") for element in run.elements())
        self._is_account = self._is_account or bool(_AT_ACCOUNTS.search(f"{run.text} {names}"))

    def add_clock(self, text: str) -> bool:
        """A time of the day that stands in an element of its own after the date."""
        date = self.stated.get("date", "")
        if not date or not _BARE_CLOCK.match(text) or re.search(rf"{_CLOCK}$", date):
            return False
        self.stated["date"] = f"{date} {text}"
        return True

    def finish(self) -> None:
        """Decide what an unlabelled author is: a person, or on Chinese platforms an account, which is the source."""
        name = self._account
        persons = wording.is_bare_names(name) or len(name.split()) > 1
        printed = self.stated.get("byline", "")
        if not name:
            return
        if (
            self.chinese
            and "source" not in self.stated
            and not persons
            and (self._is_account or not _ORGANISATION.search(name))
        ):
            self.stated["source"] = name
        elif printed:
            # The same names stand in the info line without what goes before them elsewhere.
            if persons and " " in name and all(part in printed for part in name.split()):
                self.stated["byline"] = name
        elif _ORGANISATION.search(name) and not persons:
            self.hinted.setdefault("byline", name)
        else:
            self.stated["byline"] = name
