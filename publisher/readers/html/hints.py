"""What the names of elements hint at: classes, ids, `role`, `itemprop`.

A name is a hint, never a proof: `content` may be a sidebar's, `ad` may be left on an article's body. Names are split into words
(`articleRelated_keywordList` is article, related, keyword, list); words in pinyin are as common on Chinese sites as English ones.
Names that stand whole are conventions of content management systems that many sites share.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from publisher.readers.html.dom import Element
from publisher.readers.html.vocabulary import vocabulary

Hint = Literal["content", "furniture", "maybe-furniture", "hidden", ""]

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SAID_BY = ("class", "id", "itemprop", "role", "data-component", "data-role")

# The body of an article, by name: TRS and Founder (government and party papers), Dede, PHPCMS, UEditor, WordPress, Ghost, WeChat,
# Naver and Daum, and what many sites call it.
_BODY_NAMES = vocabulary(
    "articlebody article-body article_body articletext article-text article_text articlecontent article-content "
    "article_content article-main article-detail article_view story-body storybody story_body story-content "
    "post-body post_body postbody post-content post_content entry-content entry_content entrycontent entry-body "
    "news-content news_content newscontent newstext news_text news-text newsbody news_body news-body text_con "
    "txt_con text-con textcon txtcon trs_editor trs_ueditor trs_uedtor view trs_web ozoom rm_txt_con rwb_zw "
    "js_content rich_media_content main-content main_content maincontent detail-content detail_content "
    "detail-body content-article content_article content-detail con_txt con-txt content_txt artibody artcontent "
    "art_content arti_content art-content art_context zoom zhengwen zw_content v_news_content wp_articlecontent "
    "contenttext content_text contentbody content-body cnt_bd bodytext body-text body_text articlebodycontents "
    "article_body_contents articlewrap newsct_article article-view-content-div user_view harmonycontainer "
    "read_body readbody main_text main-text maintext left_zw left_content endtext p-detail detailcontent "
    "paragraph paragraphs caas-body"
)
_BODY_PROPERTIES = frozenset(["articleBody", "text", "articlebody"])
_CONTENT_WORDS = vocabulary("article content body text txt story entry editor main zhengwen neirong detail essay")

_FURNITURE_WORDS = vocabulary(
    "share sharing shares sharebar fenxiang sns social socials bdshare bdsharebuttonbox bshare jiathis addthis "
    "addtoany related relate relations relation relatednews xiangguan xgxw xgyd xgwz tuijian tjyd recommend "
    "recommends recommended recommendation recommendations comment comments pinglun replies disqus sohucs cyan "
    "respond advert advertisement advertising advertise guanggao adsense dfp gpt adbox adsbygoogle sponsor "
    "sponsored outbrain taboola logly dable popin promo promotion promotions breadcrumb breadcrumbs crumb crumbs "
    "crumbnav mianbaoxie weizhi pagination pager pagebar pagenav pagelist fenye zdfy navi navigation navbar "
    "sidebar footer foot copyright banquan banner qrcode erweima ewm qr subscribe subscription newsletter "
    "mailmagazine login register signup toolbar ranking paihang popular mostread trending feedback jubao report "
    "widget toc catalog outlinks prevnext prenext nextprev shangxia shareto snsbutton hatena twitter facebook "
    "weibo appdown appdownload download payment paybox paywall kaiin newslist linklist articlelist keywordlist "
    "taglist tagbox"
)
# These are names of a part of the article as often as of furniture.
_MAYBE_WORDS = vocabulary(
    "ad ads adv gg nav menu side aside tag tags keyword keywords tool tools hot latest page pages rank position "
    "like zan vote print app player modal popup pop dialog tooltip tip tips follow next prev previous more author "
    "profile bio card statement disclaimer shenming editor-note notice header top bottom btn button buttons icon "
    "bar other others list list2 recent special topic topics sub link links sidebox edit"
)
_FURNITURE_ROLES = vocabulary(
    "navigation complementary contentinfo search menu menubar toolbar dialog alertdialog banner tablist tooltip alert"
)
_FURNITURE_PROPERTIES = frozenset(["comment", "breadcrumb"])
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_NAMES = vocabulary(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader hidden hide invisible none blind "
    "a11y-hidden u-hidden is-hidden d-none dn offscreen yj-guid noprint-only"
)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name))


def names(element: Element) -> list[str]:
    """The names an element bears, each once as it is in lower case."""
    return [name.lower() for key in _SAID_BY for name in element.get(key).split()]


def words(element: Element) -> frozenset[str]:
    """All words of an element's names, those of one name also run together."""
    found: set[str] = set()
    for key in _SAID_BY:
        for name in element.get(key).split():
            found |= _words(name)
            found.add(name.lower().replace("-", "").replace("_", ""))
    return frozenset(found)


def is_hidden(element: Element) -> bool:
    """Whether the page does not show the element, by attribute, inline style or a name that frameworks give what is not shown."""
    if "hidden" in element.attributes or _HIDDEN_STYLE.search(element.get("style")[:2000]):
        return True
    return not _HIDDEN_NAMES.isdisjoint(element.get("class").lower().split())


def is_body(element: Element) -> bool:
    """Whether an element bears a name that only the body of an article has."""
    return element.get("itemprop") in _BODY_PROPERTIES or not _BODY_NAMES.isdisjoint(names(element))


def hint(element: Element) -> Hint:
    """What an element's names say it is."""
    tag = element.tag
    if not element.attributes:
        return "furniture" if tag in ("nav", "footer") else "maybe-furniture" if tag == "aside" else ""
    if is_body(element):
        return "content"
    said = words(element)
    if tag in ("nav", "footer") or element.get("role").lower() in _FURNITURE_ROLES:
        return "furniture"
    if not _FURNITURE_WORDS.isdisjoint(said) or element.get("itemprop") in _FURNITURE_PROPERTIES:
        return "furniture"
    if tag == "aside" or not _MAYBE_WORDS.isdisjoint(said):
        return "maybe-furniture" if _CONTENT_WORDS.isdisjoint(said) else ""
    return "content" if not _CONTENT_WORDS.isdisjoint(said) and tag != "body" else ""
