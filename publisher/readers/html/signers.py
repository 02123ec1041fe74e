"""Who signs in a page's info line without a label: reporters by their title, accounts by their link, authors by standing alone."""

from __future__ import annotations

from typing import NamedTuple

from publisher.patterns import lazily
from publisher.readers.html.conventions import called
from publisher.readers.press import wording
from publisher.readers.press.furniture import furniture

# What stands beside a name on the page and is pressed, not read.
BUTTON = lazily(
    r"(?:[+＋]\s?)?(?:기자\s?페이지|기자\s?구독|구독(?:하기)?|기자의?\s?다른\s?기사.{0,8}|다른\s?기사\s?보기|관심\s?기자|팔로우|フォロー(?:する|中)?|著者一覧"
    r"|記事一覧|プロフィール|(?:加)?关注|關注|已关注|订阅|訂閱|追蹤|私信|主页|个人主页|(?:他|她|作者)的(?:其他)?文章|查看更多|更多文章|我要投稿|投稿|Follow|Subscribe)"
    r"\s?[>＞+＋]?$"
)
# The tag that a platform puts before its author's name.
ORIGINAL = lazily(r"(?:原创|原創|转载|首发|独家)$")
_SEPARATOR = lazily(r"[|｜丨/／·•,，]+|(?<=\S)[\s\u3000\u00a0]{2,}")
_MARKS = "。[]【】〔〕（）()「」<>＜＞ \t\u3000\u00a0:：|｜丨-—·,，／/"
_HOUSE = lazily(
    r".*(?:[网網报報社].{0,4}(?:频道|頻道)|[报報网網社台刊]|日报|新闻|新聞|周刊|在线|電子報|ニュース|新聞社|통신|일보|뉴스|News|Times|Post|Daily|Japan|Online)$"
)
_HAN_NAME = r"[\u3400-\u9fff·]{2,8}"
_TITLE = r"(?:(?:本报|本刊|本网|本台)?(?:见习|实习|特约|特派|首席)?(?:记者|記者|通讯员|通訊員|评论员|評論員|实习生))"
_REPORTERS = lazily(
    rf"(?<!\S){_TITLE}[ \u3000]{_HAN_NAME}(?:[ \u3000、]{{1,2}}(?:{_TITLE}[ \u3000]?)?{_HAN_NAME}(?![^\s、|｜]))*(?=\s|$|[|｜])"
)
# How Taiwan's papers sign, also where the name is a link: `海邊報／ 記者某某／台南即時報導`.
_DESK = lazily(
    r"(?:(?P<house>[^\s／/╱|｜:：]{2,10}報)\s?[／/╱]?\s?)?"
    r"(?P<desk>(?:實習|特約|駐.{1,4})?(?:記者|編譯|中心)\s?[^\s／/╱|｜\d]{2,12}\s?[／/╱]\s?[^\s／/╱|｜\d]{2,10}?(?:報導|報道|專訪|電)(?=$|[\s|｜]))"
)
_ONE_NAME = lazily(r"[^\W\d_]{2,12}(?:[ ·・=＝][^\W\d_]{1,12}){0,2}$")
# A place, a section or a tag of the platform may stand beside the date as well; no author is called so.
_NO_NAME = lazily(
    r"(?:(?!\S{2,8}[网網报報社].{0,4}[频頻]道).{0,6}(?:新闻|新聞|频道|頻道|要闻|专栏|專欄|专题|專題|视频|影音|图片|圖片|快讯|速报|速報|公告|动态|通知|全文|直播|分类|標籤|标签|记事|記事|홈|뉴스|기사|기사원문)"
    r"|社会|社會|国内|國內|国际|國際|财经|財經|娱乐|娛樂|体育|體育|科技|生活|文化|地方|政治|健康|教育|北京|上海|浙江|江苏|广东|四川|山东|河南|湖北|湖南|福建|河北"
    r"|안녕|사회|정치|경제|문화|国内|経済|暮らし|地域|発行|配信|公開|掲載|出版|發布|发布|发表|發表|更新|编辑|編輯|置顶|精华|推荐|热门|首页|正文|来自|來自)$"
)


class Piece(NamedTuple):
    text: str
    names: frozenset[str]
    """Words of the names of the elements around it, up to the run's block."""
    linked: bool = False


def reporters(text: str) -> str:
    """The reporters that stand behind a source with nothing but their title for a label: `来源：某报 记者 某某`."""
    match = _REPORTERS.search(text)
    return match[0].strip() if match else ""


def desk(text: str) -> tuple[str, str]:
    """Byline and house of a reporter who signs with the place; empty where none does."""
    match = _DESK.search(text)
    return (match["desk"], match["house"] or "") if match else ("", "")


def author_and_account(named: list[tuple[str, bool]], *, is_original: bool) -> tuple[str, str]:
    """Author and account of platforms that label neither, of names each with whether it is a link.

    `原创 某某 某号 2019-06-18`: the account is last and leads to its page.
    """
    if len(named) != 2 or any(furniture(name) or called(name) or _NO_NAME.match(name) for name, _ in named):
        return "", ""
    (author, first_linked), (account, linked) = named
    return (author, account) if not first_linked and (linked or is_original) else ("", "")


def left_over(parts: list[tuple[str, bool]]) -> tuple[str, str, str]:
    """Byline, source or account beside a date, of texts that no label and no element's name tells; each with whether it is a link."""
    names: list[tuple[str, bool]] = []
    for text, linked in parts:
        for part in _SEPARATOR.split(text):
            part = part.strip(_MARKS)
            if (
                part
                and not any(map(str.isdigit, part))
                and not furniture(part)
                and not called(part)
                and not _NO_NAME.match(part)
            ):
                names.append((part, linked))
    if len(names) == 1 and _HOUSE.match(names[0][0]) and len(names[0][0]) <= 16:
        return "", names[0][0], ""
    if names and len(names) <= 4 and all(wording.is_bare_names(name) for name, _ in names):
        return " ".join(name for name, _ in names), "", ""
    # A link leads to whoever put the page up; without one, only a name alone is taken.
    likely = [name for name, linked in names if linked] or [name for name, _ in names]
    if len(likely) == 1 and _ONE_NAME.match(likely[0]) and len(likely[0]) >= 3:
        return "", "", likely[0]
    return "", "", ""
