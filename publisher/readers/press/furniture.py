"""Lines that belong to the web site, not to the article: kept, told, and not published.

The tables are in `site_controls`, `site_notices` and `site_appeals`. Patterns are anchored, because a sentence that mentions an
app or a page is text: the same words are furniture where they stand alone, give an order, or name the site's own things. Lines
longer than `LONGEST` are furniture only as notices of rights (`NOTICE`) or with an address in them.
"""

from __future__ import annotations

import re
from functools import cache

from publisher.patterns import lazily
from publisher.readers.press.site_appeals import APPEALS
from publisher.readers.press.site_controls import CONTROLS
from publisher.readers.press.site_notices import NOTICE, NOTICES
from publisher.readers.press.site_words import Row

LONGEST = 90
_LONGEST_ADDRESS = 300
_LONGEST_NOTICE = 600

FURNITURE: tuple[Row, ...] = (*CONTROLS, *NOTICES, *APPEALS)

# A label that opens a list of other articles; what follows it decides whether it is furniture (see `runs`).
RELATED = lazily(
    r"[【\[■●◆▶►▌|<＜〈★☆※▼]?\s*(?:相关(?:阅读|新闻|报道|文章|链接|推荐|专题|資訊|资讯|内容|视频|评论)|(?:推荐|延伸|更多|精彩"
    r"|今日|热点|拓展)阅读|(?:热门|精彩|编辑|今日|本周|图文|精华|为你|小编)(?:推荐|文章|新闻|排行|点击|资讯)"
    r"|猜你喜欢|為您推薦|为您推荐|[您你]可能(?:还|也|還)?(?:喜欢|感兴趣|喜歡|感興趣|有興趣)\S{0,6}|看过本文的(?:人)?还\S{2,6}"
    r"|大家都在看|(?:阅读|点击|新闻)排行\S{0,2}|最新(?:文章|新闻|资讯|消息)|热点新闻|更多相关\S{0,4}"
    r"|相關(?:新聞|閱讀|報導|文章|影音|影片|連結)|延伸閱讀|推薦閱讀|熱門(?:新聞|文章|排行)|看更多\S{0,6}|(?:編輯推薦|今日熱門"
    r"|最新影片|你可能也想看|[你您]也可能[^\s，。]{2,6}|看了?(?:[這这此][則则篇条條])?(?:新聞|新闻|文章|報導|报道)?的(?:人|[網网]友|[讀读]者)[，,]?[也還还][^，。]{1,8}|猜你想看)|更多(?:[^，。\s：:]{0,8}(?:報導"
    r"|报道|新聞|新闻))|更多(?:文章|相關|推荐|推薦|影片|影音|視頻|视频)\S{0,6}|人氣排行"
    r"|関連(?:記事|ニュース|リンク|トピックス|特集)|あわせて読(?:みたい|む)|(?:あなたに|編集部の?)?(?:おすすめ"
    r"|オススメ)(?:の)?(?:記事|コンテンツ)?|こんな(?:記事|特集)も\S{0,6}|この記事を書いた人|(?:この)?(?:連載"
    r"|シリーズ)の?(?:一覧|記事)|アクセスランキング|新着記事|こちらもおすすめ|注目の記事|人気記事\S{0,6}"
    r"|(?:관련|연관)\s?(?:기사|뉴스)|함께 (?:본|보면 좋은|읽으면 좋은)\s?(?:기사|뉴스)|(?:오늘의\s)?(?:주요|핫"
    r"|랭킹)\s?(?:뉴스|기사|이슈)|가장 많이 본 (?:뉴스|기사)|많이 본 (?:뉴스|기사)|추천\s?(?:기사|뉴스)|인기\s?기사"
    r"|이 시각 주요\s?뉴스"
    r"|실시간\s?(?:뉴스|인기)|上一篇|下一篇)"
    r"[】\]>＞〉]?\s*[：:＞>]*\s*(?:更多)?[>＞.…]*$"
)
# Compiled when a line first asks for one: few articles need them all.
_compiled = cache(re.compile)
_SCREENED = tuple((row, tuple(row.words.split())) for row in FURNITURE)
_IN_SENTENCES = tuple((row, words) for row, words in _SCREENED if not row.alone)
_NOTICE_WORDS = tuple(NOTICE.words.split())
_HAS_NOTICE_WORD = lazily("|".join(map(re.escape, _NOTICE_WORDS)))
SENTENCE_WORDS = (*dict.fromkeys(word for _, words in _IN_SENTENCES for word in words), *_NOTICE_WORDS)
"""A line with a full stop in it is furniture only if it has one of these words."""


@cache
def _any_of(rows: tuple[tuple[Row, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """Finds a word of any of the rows: most lines have none."""
    return _compiled("|".join(sorted({re.escape(word) for _, words in rows for word in words})))


def furniture(text: str) -> Row | None:
    """The row of FURNITURE that `text`, a line, falls under."""
    if len(text) > LONGEST:
        if len(text) > _LONGEST_NOTICE:
            return None
        if len(text) > _LONGEST_ADDRESS or ("www" not in text and "http" not in text):
            return _notice(text)
    rows = _IN_SENTENCES if "。" in text or "；" in text else _SCREENED
    if _any_of(rows).search(text):
        for row, words in rows:
            for word in words:
                if word in text:
                    if _compiled(row.pattern).match(text):
                        return row
                    break
    return _notice(text) if len(text) > 12 else None


def _notice(text: str) -> Row | None:
    if _HAS_NOTICE_WORD.search(text) and _compiled(NOTICE.pattern).match(text):
        return NOTICE
    return None
