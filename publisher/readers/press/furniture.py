"""Lines that belong to the web site, not to the article: kept, told, and not published.

A table of conventions: name of the rule, pattern, reason, how sure. Patterns are anchored, because a sentence that mentions an
app or a page is text; lines longer than `LONGEST` are never furniture unless the row says so by its own anchor at both ends.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 90
_LONGEST_ADDRESS = 300


class Row(NamedTuple):
    rule: str
    pattern: str
    reason: str
    confidence: float


_SURE, _FAIR = 0.95, 0.8
_APP = r"(?:[Aa][Pp][Pp]|客户端|客戶端|应用|小程序|アプリ|앱)"

FURNITURE: tuple[Row, ...] = (
    Row(
        "furniture-app",
        rf"(?:立即|马上|点击|點擊|点此)(?:打开|打開|下载|下載|安装|进入)|(?:打开|打開|下载|下載|安装|请使用"
        rf"|前往).{{0,12}}{_APP}(?!.*[。，])",
        "app promotion", _SURE,
    ),
    Row(
        "furniture-share",
        r"(?:分享(?:到|至|给|本文|文章|：|:|$)|一键分享|转发到|シェアする|공유하기|用微信扫|微信扫一扫)",
        "share bar", _SURE,
    ),
    Row(
        "furniture-qr",
        r"(?:请)?(?:扫一扫|扫描?(?:下方|上方|左侧|右侧|本)?二维码|扫码|長按|长按|掃描).{0,30}$",
        "QR code", _SURE,
    ),
    Row(
        "furniture-follow",
        r"(?:欢迎|请|点击)?关注.{0,12}(?:公众号|微信号|官方微博|订阅号).{0,20}$",
        "follow us", _SURE,
    ),
    Row(
        "furniture-pager",
        # Atomic (not by `*+`, which Python 3.11.2 gets wrong), and no number beside a number: a long row of digits would be
        # tried in every partition.
        r"(?:第[一二三四五六七八九十\d]+页|[\[【]\d+[\]】]|上一[页頁篇]|下一[页頁篇]|首页|尾页|末页|共\s?\d+\s?页|前へ|次へ|이전|다음"
        r"|\d+\s?/\s?\d+(?=\s*$)|\d{1,2}(?=[\s|]+\d))(?=(?P<pages>(?:[\s|｜、]*(?:第[一二三四五六七八九十\d]+页"
        r"|[\[【]\d+[\]】]|[上下]一[页頁篇]|尾页|末页|共\s?\d+\s?页|次へ|다음|(?<!\d)\d{1,2}(?!\d)))*))(?P=pages)\s*$",
        "pager", _SURE,
    ),
    Row("furniture-trail", r"(?:首页|首頁|ホーム|홈|Home)\s*[>＞›»/]\s*\S.{0,60}$", "trail of links", _SURE),
    Row("furniture-neighbour", r"(?:上一篇|下一篇|前の記事|次の記事|이전기사|다음기사)\s*[：:]\s*\S", "other articles", _SURE),
    Row("furniture-search", r"共找到\s*[\d,，]+\s*个相关", "search link", _SURE),
    Row(
        "furniture-toolbar",
        r"(?:[【\[]?(?:打印|列印|关闭|關閉|收藏|字号|字體|字体|纠错|推荐|评论|分享|印刷|인쇄|返回顶部|返回首页"
        r"|大|中|小)[】\]]?[\s|｜/：:·]+)+"
        r"[【\[]?(?:打印|列印|关闭|關閉|收藏|字号|纠错|推荐|评论|分享|印刷|닫기|返回顶部|大|中|小)[】\]]?\s*$"
        r"|[【\[](?:打印|关闭|纠错|收藏|我要纠错|关闭窗口)[】\]](?:\s*[【\[]?\S{2,6}[】\]]?)*$"
        r"|(?:返回顶部|回到顶部|ページの先頭へ|关闭窗口)$",
        "tool bar", _SURE,
    ),
    Row(
        "furniture-comments",
        r"(?:网友评论|我要评论|发表评论|查看评论|评论区|写评论|登录后评论|最新评论"
        r"|我来说两句)(?:[（(：:\s\d].{0,12})?$",
        "comments", _SURE,
    ),
    Row(
        "furniture-counter",
        r"(?:浏览|阅读|点击|點閱|評論|评论|查看)(?:次数|人数|量|数|數)?\s*[：:]\s*\d+|字数[：:]\s*\d+"
        r"|更新时间.{4,24}字数",
        "counter", _SURE,
    ),
    Row(
        "furniture-copyright",
        r"(?:版权所有|版权声明|Copyright\b|©|ⓒ|\(c\)\s|著作权人|無断転載|本站|未经.{0,12}(?:许可|授权|同意"
        r"|允许)|凡本网|免责声明|.{0,24}(?:무단\s?전재|All [Rr]ights [Rr]eserved|無断転載|禁止转载|谢绝转载"
        r"|不得转载))",
        "copyright notice", _SURE,
    ),
    Row("furniture-original-title", r"[（(【]?原标题\s*[：:]", "original title", _SURE),
    Row(
        "furniture-button",
        r"(?:檢視相片|查看大图|查看原图|点击查看.{0,8}|点击图片.{0,8}|查看原文|更多影片|更多視頻|更多视频"
        r"|视频加载中.*|阅读全文|展开全文|閱讀更多|続きを読む|더보기|기사 더보기)$",
        "button", _SURE,
    ),
    Row("furniture-insert", r"(?:>{2,}|＞{2,}|»+|▶{2,}|→|⇒|☞)\s*\S", "link to another article", _FAIR),
    Row(
        "furniture-end-mark",
        r"[（(](?:本章|全文|全书|本文|未|待)(?:完|续|完待续)[）)]$|[（(]完[）)]$|[（(](?:끝|了)[）)]$",
        "end mark", _SURE,
    ),
    Row(
        "furniture-address",
        r"\W{0,3}(?:https?://|www[./])\S+(?:\s\S{0,24})?$|.{0,60}(?:书评|更新|下载|推荐|最新|小说"
        r"|收藏).{0,40}(?:https?://|www\.|\.(?:com|net|org|cn)\b)",
        "site address", _FAIR,
    ),
)  # fmt: skip

# A label that opens a list of other articles; what follows it decides whether it is furniture (see `body`).
RELATED = re.compile(
    r"[【\[■●◆▶]?\s*(?:相关(?:阅读|新闻|报道|文章|链接|推荐|专题|資訊)|推荐阅读|延伸阅读|更多阅读|热门(?:推荐|文章|新闻)|猜你喜欢|為您推薦|为您推荐|"
    r"相關(?:新聞|閱讀|報導|文章)|延伸閱讀|推薦閱讀|更多(?:新聞|报道)|関連(?:記事|ニュース|リンク)|あわせて読みたい|おすすめ記事|"
    r"관련\s?(?:기사|뉴스)|많이 본 (?:뉴스|기사)|추천\s?기사|上一篇|下一篇)[】\]]?\s*[：:＞>]*$"
)
_PATTERNS = tuple((row, re.compile(row.pattern)) for row in FURNITURE)
_ANY = re.compile("|".join(f"(?:{row.pattern})" for row in FURNITURE))


def furniture(text: str) -> Row | None:
    """The row of FURNITURE that `text`, a line, falls under."""
    if len(text) > LONGEST and (len(text) > _LONGEST_ADDRESS or ("www" not in text and "http" not in text)):
        return None
    if _ANY.match(text) is None:
        return None
    return next((row for row, pattern in _PATTERNS if pattern.match(text)), None)
