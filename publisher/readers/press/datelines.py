"""Datelines 电头: where and when a report was sent, and by whom, in front of a paragraph, alone on a line, or at the very end.

`本报北京1月6日电 （记者X）`, `新华社北京1月6日电`, `本报讯`, `中新网5月9日电`, `（中央社記者X台北18日電）`, `【本報訊】`,
`【ロンドン＝X】`, `【6月18日 AFP】`, `(서울=X뉴스) X 기자 =`, `BEIJING, June 18 (X) --`.
A site's `X网消息（栏目）：` names the source.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.patterns import lazily
from publisher.readers.press.words import HAN, HAN_OR_KANA, REPORTER, SURNAMES

_STOPS = r"，。：；！？“”\s"
_DAY = r"[\d０-９一二三四五六七八九十]{1,3}日"
_MONTH_AND_DAY = rf"[\d０-９一二三四五六七八九十]{{1,2}}月{_DAY}"
_SENT = r"(?:电|電|讯|訊)"
_AGENCY = (
    r"(?:本报|本社|本刊|本網|本网|新华社|新华网|中新社|中新网|人民网|光明网"
    rf"|中央社|据新华社|据中新社|{HAN}{{2,8}}?[社网網报報台])"
)
_PATTERNS = (
    # 本报北京1月6日电, 新华社记者X北京1月6日电, （中央社記者X台北18日電）
    rf"[（(【〔\[]?{_AGENCY}[^{_STOPS}]{{0,16}}?\s?{_MONTH_AND_DAY}\s?(?:[^{_STOPS}]{{0,6}})?{_SENT}(?:\s*记者[^，。）)]{{2,24}}(?=[）)]))?[】）)〕\]]?",
    rf"{HAN}{{2,6}}{_MONTH_AND_DAY}{_SENT}(?=[\s（(]|$)",
    rf"[（(【〔]\s*{HAN}{{2,6}}社[^）)】〕{_STOPS}]{{0,20}}{_DAY}[^）)】〕{_STOPS}]{{0,6}}{_SENT}[】）)〕]",
    r"[（(](?:据)?(?:新华社|中新社|本报|中央社|新华网)[^，。：；！？“”\s）)]{0,10}[电電讯訊][）)]",
    # 本报巴黎电 （记者X）, 本报讯, 【本報訊】, X网讯
    r"(?:本报|新华社|中新社|本社)[^，。：；！？“”\s（(]{0,8}[电電](?=\s*[（(]记者|[\s\u3000])",
    rf"[【〔（(\[](?:{HAN}{{1,6}}[報报]|本報|本报|本台|本刊|中央社)?(?:專|特)?[訊讯][】〕）)\]]",
    rf"(?:本报|本报综合|本网|本刊|本台|本社|本站|{HAN}{{2,6}}[网報网]|{HAN}{{2,6}}(?:日报|晚报))[訊讯](?=[\s\u3000（(：:])",
    # 星海娱乐讯 近日…: any house, where a blank parts it from the text
    rf"(?!据|據){HAN}{{3,6}}(?<![喜简簡短快通资資音捷电電])[訊讯](?=[\s\u3000]{{1,4}}\S{{6}})",
    # 【ロンドン＝X】, 【ロンドン共同】, 【6月18日 AFP】, [東京 18日 ロイター], (서울=X)
    r"[【（(［\[](?=[^】）)］\]]{0,20}(?:＝|=|\d日))(?![^】）)］\]]{0,23}[年版面刊])[^】）)］\]。]{2,24}[】）)］\]](?=\s*\S|$)",
    r"【[^】。、]{2,12}(?:共同|時事|ロイター|AFP|支局)】",
    r"[A-Z][A-Z .]{2,24}, [A-Z][a-z]{2,8}\.? \d{1,2} \([^)]{2,20}\)\s*[-–—]{1,2}",
)
_DATELINE = lazily("|".join(_PATTERNS))
_NAME = rf"[{SURNAMES}]{HAN}{{1,2}}"
# …记者手记, 记者注 are no names.
_ANY = rf"(?!手记|手記|观察|觀察|调查|調查|采访|採訪|札记|注|按|从|在|摘)(?:{HAN}{{2,4}}|{HAN}[ \u3000]+{HAN})"
_REPORTER = lazily(
    rf"\s*[（(【](?P<by>(?:[^（）()。，]{{0,8}})?{REPORTER}[^（）()。]{{1,40}})[)）】]"
    # …电　记者X从…获悉：: the first sentence names its reporter
    rf"|[\s\u3000]+(?P<said>(?:本报|本网)?(?:记者|記者)\s?{_NAME})(?=从|從|自|在|今|昨|近日|日前|了解|获悉|獲悉|\d|采访)"
    rf"|\s*(?P<korean>[가-힣]{{2,4}}\s?기자)\s*="
    rf"|\s*(?P<plain>(?:本报)?(?:记者|記者)\s?{_NAME}(?:[、 ]{_NAME}){{0,3}})(?:报道|報道|電)?[：:]"
)
_DESK = lazily(
    r"[【〔（(［\[]\s*(?P<by>(?:記者|记者|編譯|本報記者|本报记者)?[^，。：:／/】〕）)］\]]{2,12}[／/╱][^，。】〕）)］\]]{2,12})[】〕）)］\]](?=\s*\S)"
    r"|[【〔（(［\[]\s*(?P<korean>[가-힣A-Za-z]{2,12}\s[가-힣]{2,4}\s?기자)[】〕）)］\]](?=\s*\S)"
    # Between brackets and behind the word, a name need not be of a known family.
    rf"|[（(【]\s?(?P<bracketed>(?:本报|本刊|本网)?{REPORTER}[\s：:]{{0,3}}{_ANY}(?:[、\s]{{1,3}}{_ANY}){{0,3}})\s?[）)】](?=\s*\S)"
    rf"|(?P<plain>(?:本报|新华社|本網|本报讯|{HAN}{{2,6}}(?:日报|晚报|晨报|时报|早报|都市报|网))"
    rf"(?:记者|記者)\s?{_NAME}(?:[、 ]{_NAME}){{0,3}}?)"
    rf"(?:{_MONTH_AND_DAY})?{HAN}{{0,8}}(?:报道|報道|报导)[：:]"
)
# The reporter named inside: before the place in a Chinese one, after `＝` in a Japanese one.
_INSIDE = lazily(
    rf"[^{_STOPS}]{{0,8}}?(?P<by>(?:记者|記者){_NAME})(?={HAN}{{2,4}}[\d０-９一二三四五六七八九十]|[）)])"
    rf"|.{{0,24}}?[電电]\s+(?P<after>记者[^，。）)]{{2,24}})[）)]"
    rf"|[【［\[][^＝=】]{{2,12}}[＝=](?P<japanese>(?!共同|時事|ロイター)(?:{HAN_OR_KANA}|[ \u3000]){{2,10}})[】］\]]"
)
# `据…消息，` quotes somebody else's news: a comma follows.
_NEWS_OF = lazily(
    rf"(?!据|據)(?P<source>{HAN}{{2,8}}[网網社台報报])(?:综合)?消息\s?(?:[（(][^（）()。]{{1,30}}[）)])?\s?[：:]"
)
_BRACKETS = frozenset("（(【〔[［")
_HINT = lazily("[日电電讯訊报報消(]")


class Opening(NamedTuple):
    """A dateline at the start of a paragraph: as printed, the reporters named in or after it, and where the text goes on."""

    dateline: str | None
    byline: str | None
    end: int
    source: str | None = None
    """The site whose news it is, where the opening names that and no day."""


def opening(text: str) -> Opening | None:
    """The dateline, the reporter's bracket, or the site's name, that opens a paragraph."""
    if not text or (text[0] not in _BRACKETS and _HINT.search(text, 0, 30) is None):
        return None
    match = _DATELINE.match(text)
    if match:
        after = _REPORTER.match(text, match.end())
        inside = _INSIDE.match(match[0]) if after is None else None
        named = after or inside
        return Opening(
            match[0].rstrip("-–— "),
            named[named.lastgroup or 0] if named else None,
            after.end() if after else match.end(),
        )
    news = _NEWS_OF.match(text)
    if news:
        return Opening(None, None, news.end(), news["source"])
    if text[0] not in _BRACKETS and "记者" not in text[:8] and "記者" not in text[:8]:
        return None
    desk = _DESK.match(text)
    return Opening(None, desk[desk.lastgroup or 0], desk.end()) if desk else None
