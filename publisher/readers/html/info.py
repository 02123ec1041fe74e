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
from publisher.readers.html.signers import BUTTON, ORIGINAL, Piece, author_and_account, desk, left_over, reporters
from publisher.readers.html.timestamps import DATE
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press import wording
from publisher.readers.press.furniture import furniture
from publisher.readers.press.lines import Line

_LONGEST = 200
_LONGEST_NAME = 24
_UPDATED = re.compile(r"(?:更新|修改|編集|수정|最終更新|최종|Updated)\S{0,4}\s?[：:]?\s*$", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?<![图圖片照据據料频頻])(?:[来來供]稿(?:单位|單位|部门|部門)|(?:文章|新闻|新聞|信息|資訊|稿件|本文|消息|内容|資料)?(?:来源|來源|稿源|出处"
    r"|出處|出典|提供元|記事提供|配信元|출처|제공))(?:于|自|網站)?\s?[：:]\s*"
)
_BYLINE = re.compile(
    r"(?<![^\s|｜丨（(【〔])(?:(?:文章|本文)?(?:作者|撰文|撰稿人?|记者|記者|编译"
    r"|編譯|著者|筆者|執筆者?|取材・文|取材|文字|文|글쓴이|작성자|글|기자명?|投稿者|By)\s?[：:／/╱|｜丨＝=]"
    r"|기자명\s|原创(?=\s)|作者是|由(?=\s\S{1,16}\s?(?:$|发布|发表|發表|撰写|张贴))|\bBy\s+(?=[A-Z]))\s*"
)
_OTHER = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|审核|审稿|核稿|监制|浏览|瀏覽|阅读|閱讀|点击"
    r"|點擊|点击率|人气|访问|评论|評論|讚|出版|發佈|发布于|發布於|发表于|發表於|最後更新|字体|字號|字号|打印|分享|收藏|发布者|发布人|录入|发布单位"
    r"|发布机构|栏目|欄目|分类|标签|標籤|关键词|主题词|索引号|文号|发布时间|发布日期|发稿时间|发文日期"
    r"|时间|日期|更新时间|更新|公開|公開日|掲載|投稿日|入稿|次数|입력|등록|승인|수정|조회|조회수)"
    r"[^：:\s]{0,4}\s?[：:]?\s*"
)
_VALUE = re.compile(r"[^\s|｜丨]+(?:\s(?=[A-Za-z&])[A-Za-z&][^\s|｜丨：:]*)*")
_NAMES = re.compile(
    r"[^\s|｜丨：:]+(?:[\s、，,]+(?:[\u3400-\u9fff·]{2,4}|[A-Z][a-z]+)(?=[\s、，,|｜]|$))*(?:\s기자(?=\s|$))?"
)
_BRACKETS = "。[]【】〔〕（）()「」<>＜＞ \t\u3000\u00a0:：|｜丨-—·,，"
# A department or an account that put the page up, not a person that wrote.
_ORGANISATION = re.compile(
    r"(?:[部局处處办辦科室会會院校系所站厅廳网網报報社台刊馆館委组組]|中心|支部|公司|集团|集團|小组|编辑|編輯|编辑部|本站|本网|管理员|admin|原创|記者)$|^(?:admin|管理员|本站|编辑)",
    re.IGNORECASE,
)
_AT_ACCOUNTS = re.compile(
    r"企鹅号|百家号|搜狐号|头条号|大鱼号|网易号|公众号|大风号|快传号|澎湃号|新浪看点|一点号|原创作者|优质创作者|领域创作者"
    r"|account|vip|weixin|mp-|[+＋]\s?(?:关注|關注|追蹤)",
    re.IGNORECASE,
)
_TIME_WORDS = vocabulary(
    "time date pubtime pubdate publish published datetime shijian riqi postdate datestamp lastupdated update "
    "updated posted"
)
_SOURCE_WORDS = vocabulary("source sour origin laiyuan provider")
_AUTHOR_WORDS = vocabulary("author authors byline writer zuozhe reporter original creator authorname nickname account")
# What a platform says of an account beside its name: that it is verified, and as what.
_PROOF_WORDS = vocabulary("authentication certification verify verified verification renzheng badge auth")
_INFO_WORDS = _TIME_WORDS | _SOURCE_WORDS | _AUTHOR_WORDS | vocabulary("info meta msg about xinxi desc")


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
    printed = [piece for piece in _pieces(run) if piece.text and piece.names.isdisjoint(_PROOF_WORDS)]
    pieces = [piece for piece in printed if not BUTTON.match(piece.text)]
    text = " ".join(piece.text for piece in pieces)
    if not text or len(text) > _LONGEST:
        return None
    if len(pieces) == 1 and len(printed) > 1 and len(text) <= _LONGEST_NAME and furniture(text) is None:
        return wording_info(text) or Info(account=text.strip())
    names = frozenset[str]().union(*(piece.names for piece in pieces))
    date = DATE.search(text)
    labelled = _SOURCE.search(text) or _BYLINE.search(text)
    if not (date or labelled or (names & _INFO_WORDS and len(text) <= 60)):
        return wording_info(text)
    if date and not labelled and not names & _INFO_WORDS and len(DATE.sub("", text)) > 60:
        return None
    found = _read(pieces, text, date, run.text)
    return found if found.role else wording_info(text)


def without_buttons(run: Run) -> str:
    """The text of a run but for the buttons among the names in it."""
    pieces = _pieces(run)
    if not any(BUTTON.match(piece.text) for piece in pieces):
        return run.text
    return " ".join(piece.text for piece in pieces if piece.text and not BUTTON.match(piece.text)) or run.text


def _read(pieces: list[Piece], text: str, date: re.Match[str] | None, printed: str) -> Info:
    originals = [piece for piece in pieces if ORIGINAL.match(piece.text.strip())]
    pieces = [piece for piece in pieces if piece not in originals]
    bare = [(_bare(piece.text), piece.linked) for piece in pieces]
    named = [(name, linked) for name, linked in bare if any(map(str.isalpha, name)) and len(name) <= 24]
    source = _labelled(_SOURCE, _VALUE, text)
    byline, house = desk(printed)
    byline = byline or ("" if originals else _labelled(_BYLINE, _NAMES, text)) or reporters(text)
    source = source or house
    account = ""
    if not (source or byline) and (date or originals):
        byline, source = author_and_account(named, is_original=bool(originals))
    for (name, _), piece in zip(bare, pieces, strict=True):
        name = name.removeprefix(f"{source} ")
        if len(name) > 40 or not any(map(str.isalpha, name)) or furniture(name) or is_account(name):
            continue
        if not source and piece.names & _SOURCE_WORDS and not _is_label(piece.text):
            source = name
        elif not byline and piece.names & _AUTHOR_WORDS and name != source and not BUTTON.match(name):
            account = f"{account} {name}".strip() if name not in account else account
    if not (source or byline or account) and (date or originals):
        byline, source, account = left_over([(name, linked) for name, linked in bare if not is_account(name)])
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
        linked = any(element.is_link for element in leaf.around)
        text = "".join(collapsed([leaf.node.text]))
        names = block.union(*map(words, leaf.around)) | {
            element.tag for element in leaf.around if element.tag == "time"
        }
        if parent is last and found:
            found[-1] = Piece(f"{found[-1].text} {text}".strip(), names, linked)
        else:
            found.append(Piece(text, names, linked))
        last = parent
    return found


def is_office(name: str) -> bool:
    """Whether a name is a department's or an account's that put the page up, and not a person's."""
    return _ORGANISATION.search(name) is not None


def is_account(text: str) -> bool:
    """Whether a text, with the names of its elements, says that an account of a platform put the page up."""
    return _AT_ACCOUNTS.search(text) is not None


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
