"""What a plain line of a head looks like: the conventions of kickers 引题, headlines 主标题 and decks 副题, with weights.

Weights are bits (log2 of how much more often the look comes with the role); `titles` adds them up, and tells where
they come from.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from publisher.model import ReadingRole
from publisher.readers.press.words import HAN


class Look(NamedTuple):
    role: ReadingRole
    """The role it speaks for, where that is the one chosen."""
    rule: str
    pattern: str
    kicker: float
    headline: float
    deck: float


_Row = Look

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
    "|综合新闻|连载|書評|书评|影评|人物|专访|专栏|图片新闻|コラム|社説"
    # the name of a channel, which a scraped page has above the headline
    "|即時(?:新聞)?|即时新闻|頭條|头条|焦點|要聞|港聞|兩岸|國際|国际|國內|国内|社會|社会|財經|财经|體育|体育|娛樂|娱乐|地方(?:新聞|新闻)?|副刊|文教|深度(?:报道|報導)?|封面(?:故事|报道)|特稿|人间"
    "|経済|政治|暮らし|特集|連載|インタビュー|論説|オピニオン|사설|칼럼|기획|현장|인터뷰|오피니언|기고|시론)"
)
_PART = r"(?:之?[一二三四五六七八九十①-⑳]|[（(].{1,4}[）)])?"
_FIGURES_OPEN = "(?:首批|连续|累计|历时|总投资|全长|惠及|覆盖|超|近|逾)"
_PAPERS = "(?:通知|意见|决定|报告|批复|公告|函|说明|通报|办法|规定|决议|建议|通告|讲话|条例)"
_CAME = (
    rf"(?:主持|出席|参加|陪同|列席|见证|致辞|讲话|(?<!工)作(?:批示|说明|讲话|{HAN}{{0,6}}报告))"
    "(?:并(?:讲话|致辞|作报告|宣布开幕))?(?:会议|仪式|活动|开幕式)?"
)
_PLACE = "(?:省|市|县|区|镇|乡|村|州|自治区|法院|公司|大学|集团)"
_ONE = "(?:个|位|本|支|群|条|座|间|家|名|批|所)"
_APPEAL = (
    "(?:让|把|确保|守住|守护|守牢|筑牢|织密|擦亮|打造|激活|端牢|绘就|书写|奏响|跑出|走好|答好|写好|下好|唤醒|点亮|用好|扛起|种下|种好|当好"
    "|做强|做好)"
)
_COUNT = "[一二三四五六七八九十两百千万亿\\d.]{1,8}"
_MEASURES = "名只个人位户家吨亩件起次座所条台万元里公"
_POSTED_AND_FELLOWS = (
    rf"{HAN}{{2,16}}(?:{_OFFICE}|工程师|教师|老师|医生|医师|护士|民警|队长|班长|站长|所长|组长|支书|法官|检察官|技师|工匠|志愿者){HAN}{{2,4}}"
    r"[和与](?:他|她)们?的.{2,10}$"
)
# A space parts clauses where it does not part all words: hangul is out.
_NO_HANGUL = r"[^\W\dA-z\u3040-\u30ff\uac00-\ud7a3]"
_PAUSE = rf"[，、；]|(?<={_NO_HANGUL})[ \u3000]+(?={_NO_HANGUL})"
_CLAUSE = r"[^，、；\s]{2,40}"

_DASHED = r"(?:[—―─–]{1,3}|--+)\s*\S"

_ROWS: tuple[_Row, ...] = (
    _Row("kicker", "kicker-rubric", r"[【〖［〔·•｜|][^】〗］〕·•：，。！？]{2,12}[】〗］〕·•｜|]$", 8, 0, 0),
    _Row("kicker", "kicker-rubric", r"[≪＜<〈][^≫＞>〉。！？]{2,16}[≫＞>〉]$", 8, 0, 0),
    _Row("kicker", "kicker-rubric", r"[（(][^（）()，。\d]{2,10}[）)]$", 3, -3, 1),
    _Row("kicker", "kicker-rubric", rf"{_COLUMN}$", 6, -1, -1),
    _Row("kicker", "kicker-rubric", rf"(?:[“「]{HAN}{{2,10}}[”」]|{HAN}{{2,8}})(?:专栏|專欄|专版|專版)$", 6, -1, -1),
    _Row("kicker", "kicker-series", rf"{HAN}{{2,14}}[（(]之?[一二三四五六七八九十①-⑳\d]{{1,3}}[）)]$", 5, 0, -1),
    _Row("kicker", "kicker-series", r"(?:[\[［].{1,10}[\]］])?.{2,30}[<＜〈](?:[상중하끝完]|\d{1,2}|[一-十])[>＞〉]$", 6, 0, 0),
    # 〈海辺の時間〉第3回, 連載を歩く　第２部・潮を読む④: a number at the end, or a part, and no sentence
    _Row(
        "kicker", "kicker-series",
        r"[\[［〈＜<≪【「『].{2,20}[\]］〉＞>≫】」』]\s*(?:第?[\d０-９]{1,4}[回話]?|[①-⑳]|[上中下])$",
        6, -1, -1,
    ),
    _Row("kicker", "kicker-series", r"[^（(，。！？]{2,34}[^（(，。！？\s][①-⑳]$", 6, -1, -1),
    _Row("kicker", "kicker-dash", r".{1,80}(?:[—―─–-]{2}|―)$", 9, 0, 0),
    _Row("kicker", "kicker-colon", r".{1,80}[：:]$", 6, 0, 0),
    _Row("kicker", "kicker-verb", rf".{{1,80}}{_SPOKE}$", 5, -1.5, -1),
    _Row("kicker", "kicker-verb", rf".{{1,80}}{_MET}$", 3, 0, 0.5),
    _Row("kicker", "kicker-event", rf".{{2,20}}{_MEETS}\S{{0,14}}{_MEETING}(?:.{{0,12}}(?:出席|参加))?$", 2, -0.5, -0.5),
    _Row("kicker", "kicker-person", rf".{{0,16}}{_OFFICE}{HAN}{{2,4}}$", 3.5, -0.5, 0),
    # 首批五县先行, 连续三年不间断巡查: figures without whom they are of, who comes in the headline
    _Row("kicker", "kicker-figures", rf"{_FIGURES_OPEN}{HAN}{{0,4}}{_COUNT}(?!.*[，；：！？]){HAN}{{3,16}}$", 2.5, -0.7, -0.7),
    _Row("kicker", "kicker-occasion", rf"{_SINCE}(?!.*[，,！？])", 2, -0.5, 0),
    _Row("kicker", "kicker-occasion", rf".{{2,24}}{_THEN}$", 2, -0.7, -0.3),
    _Row("kicker", "kicker-series", rf".{{2,20}}{_SERIES}{_PART}$", 3, -0.5, 1),
    _Row("kicker", "kicker-series", rf"[^\s，。：（）·A-Za-z]{{2,14}}[·•・][^\s，。：（）·A-Za-z]{{2,10}}{_PART}$", 2.5, -0.5, -1),
    _Row("headline", "headline-series", r"[^·]{3,80}[（(](?!附|图)[^（）()]{1,30}[）)]$", -1, 4, -1),
    _Row(
        "headline", "headline-document",
        rf"(?!.{{0,20}}(?:出台|印发|发布|公布|通过|下发|制定)关于).{{0,60}}关于.{{2,60}}的{_PAPERS}$",
        -2, 5, 0,
    ),
    _Row("headline", "headline-form", rf"{HAN}(?:[ \u3000]+{HAN}){{1,12}}$", 0, 4, 0),
    _Row("headline", "headline-form", r"从.{2,12}到.{2,14}$", -0.3, 1.2, -0.5),
    _Row("headline", "headline-coined", r"从“[^”]{1,12}”到“[^”]{1,12}”$", -0.5, 1.5, 0),
    _Row("headline", "headline-coined", rf".{{1,16}}(?:有了?|成了){_ONE}?“[^”]{{2,12}}”$", -0.5, 2.5, -0.5),
    _Row("headline", "headline-coined", r".{1,14}的“[^”]{1,10}”.{0,4}$", -0.5, 1.5, -0.5),
    _Row("headline", "headline-coined", rf"(?!{_POSTED_AND_FELLOWS}).{{2,16}}[和与](?:他|她|它)们?的.{{2,14}}$", -0.5, 2.5, -0.5),
    _Row("headline", "headline-told", r"[^\s，、；]{4,20}(?:了$|[来有成]了)", -0.8, 0.8, -0.5),
    _Row("headline", "headline-appeal", rf"{_APPEAL}(?!.*[，；])", -0.7, 1.2, -0.7),
    _Row("headline", "headline-quoted", r"[“「『][^“”「」]{3,40}[”」』]$", -1, 2.5, -0.5),
    _Row("headline", "headline-asks", r".{2,60}[！？!?][”」』]?$", -1.5, 1.5, -0.5),
    # a question that has no mark
    _Row(
        "headline", "headline-asks",
        r".{2,60}(?:[吗嗎呢]|怎么办|怎么看|几何|为什么|去哪儿?了?|(?:何时|缘何|为何|何以|该谁).{2,20})$",
        -1.5, 1.8, -0.5,
    ),
    _Row("deck", "deck-dash", _DASHED, -3, -2, 9),
    _Row("deck", "deck-brackets", r"[（(].{12,100}[）)]$", -1, -3, 5),
    _Row("deck", "deck-visit", r"(?:记(?![者住忆录得叙])|访(?![客谈华])|写在|献给|兼[论谈评]|写给|来自).{3,60}$", 0, -0.5, 3),
    _Row("deck", "deck-visit", r"(?:走近|走进|探访|直击|对话|专访|探秘|揭秘|聚焦).{3,60}$", 1, -0.3, 1.5),
    # 湖海大学工程师方小雨和她的同事们: who the text is of
    _Row("deck", "deck-persons", _POSTED_AND_FELLOWS, -0.3, -2, 5),
    # 专家提醒：…: what an authority says to the question above
    _Row("deck", "deck-advice", rf"{HAN}{{2,10}}(?:提醒|提示|建议|支招|释法|解读|回应|表示|称|说)[：:].{{4,50}}$", 0, 0.3, 2),
    _Row("deck", "deck-news", rf"{HAN}{{2,4}}{_PLACE}(?!的)(?:{HAN}|“){{5,40}}$", 0.5, -0.7, 1.2),
    _Row(
        "deck", "deck-chaired", rf"(?!在|.{{0,20}}代表)(?:{HAN}{{2,12}}?{_CAME}[ \u3000、，]{{0,2}}){{1,4}}$",
        0.5, -3, 4,
    ),
    _Row("deck", "deck-figures", r".{2,120}[；;]", 0, -1.5, 3.5),
    _Row("deck", "deck-record", r".{2,30}(?:纪实|纪事|见闻|散记|追记|掠影|巡礼|(?<![日笔手标登书速])记)$", 0, -0.5, 2.5),
    _Row("deck", "deck-record", rf".{{0,10}}{_COUNT}(?:年|个?月|天).{{2,16}}{_COUNT}[余多]?(?:.人次|[{_MEASURES}])$", 0.3, -0.3, 1),
    _Row("deck", "deck-clauses", rf"{_CLAUSE}(?:{_PAUSE}){_CLAUSE}(?:{_PAUSE})[^，、；]{{2,60}}", 0, -1, 2),
    _Row("deck", "deck-foreign", r"[A-Za-z0-9\u00c0-\u024f' .,:;!?&’“”()—–-]{6,120}$", 0.5, -0.5, 4),
)  # fmt: skip
_compiled = cache(re.compile)


def looks(text: str) -> list[Look]:
    """The conventions that `text`, a line of a head, follows."""
    return [row for row in _ROWS if _compiled(row.pattern).match(text)]


def is_rubric(text: str) -> bool:
    """Whether `text` is the name of a column: `【今日谈】`, `散文`."""
    return any(row.rule == "kicker-rubric" for row in looks(text))


def opens_a_headline(text: str) -> bool:
    """Whether `text` is a kicker by its own words, so that the headline is still to come."""
    return any(row.role == "kicker" and row.kicker >= row.headline + 2 for row in looks(text))
