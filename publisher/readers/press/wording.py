"""Lines that say themselves what they are: header lines, credits, captions, rules; and the words that open a paragraph.

Each table row is one convention of the press; the first that fits decides. Patterns hold for a whole line unless their name says
`opening`, because the same words in running text mean nothing. Rows of dates, sources and bylines are in `header_lines`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from publisher.readers.press.datelines import opening as opening
from publisher.readers.press.furniture import furniture
from publisher.readers.press.header_lines import BYLINES, DATES_AND_SOURCES
from publisher.readers.press.header_lines import header_fields as header_fields
from publisher.readers.press.lines import Line
from publisher.readers.press.words import ANY_NAME, HAN, HOUSE, MARK, NAMES, REPORTER, SPACES
from publisher.readers.press.words import Convention as _Row
from publisher.readers.press.words import Told as Told

_CREDITS: tuple[_Row, ...] = (
    _Row(
        "byline", "byline-photo-report",
        rf"{MARK}?\s*(?:(?:{HOUSE})?\s*(?:特约|实习)?(?:{REPORTER}|摄影师)\s*[：:]?\s*"
        rf"{ANY_NAME}(?:[ \u3000、]+{ANY_NAME}){{0,3}}|{NAMES})"
        rf"[ \u3000/／]*(?:摄影报道|攝影報導|摄影/报道|文/?[图摄]|文[并并]摄|图文报道)$",
        0.9, 40, signs="摄攝文图",
    ),
    _Row(
        "credit", "credit-editor",
        r"[\[（(【［]?\s*(?:本版|本期|值班|栏目|文字)?(?:责任编辑|責任編輯|责编|責編|编辑|編輯|主编|總編輯"
        r"|总编辑|校对|校對|审核|監製|监制|編集|核稿|審稿|编审|편집|담당)\s*(?:[：:／/]"
        r"|[ \u3000]{1,2}(?=\S{2,4}[\]）)】］]?$))",
        0.95, 60, "editor",
    ),
    _Row(
        "credit", "credit-design",
        r"[（(【]?\s*(?:本版|版式|图片|本文|本期|本报)?(?:制图|製圖|版式设计|美术编辑|美编|版式|设计|插图|绘图|繪圖|漫画"
        r"|制作|统筹|策划|视频|视觉|数据来源|资料来源|資料來源|数据整理|图片来源|图表|題字|题图"
        r"|그래픽)\s*[：:／/]\s*\S",
        0.93, 60, "illustrator",
    ),
    _Row(
        "credit", "credit-photograph",
        rf"[（(【]?\s*(?:题图|以上图片|本文图片|图片)?[均由皆为：:]*\s*(?:(?:{HOUSE}\s*)?(?:特约"
        rf"|实习)?(?:{REPORTER}|摄影师)\s*[：:]?\s*{ANY_NAME}(?:[ \u3000、]+{ANY_NAME}){{0,3}}"
        rf"|{HOUSE}\s*{ANY_NAME}|{NAMES}|{HAN}{{2,4}}(?=[ \u3000/／]))[ \u3000/／]*(?:摄影?|攝影?|供图"
        rf"|供圖|撮影|发[（(].{{1,6}}[）)])(?:报道|報導)?(?:[（(]{HAN}{{2,8}}[）)])?[）)】。]?$|[（(]?资料(?:图片?|照片?)[）)]?$"
        rf"|(?:新华社|中新社|本报)(?:资料片|发(?:[（(][^（）()]{{2,12}}[）)])?)$"
        rf"|[（(](?:[图圖]|撮影|攝影|摄影|写真)\s*[／/：:・]\s*\S{{2,16}}[）)]$|[图圖][／/]\S{{2,16}}提供$"
        rf"|撮影[・：:]\S{{2,10}}$|(?:本文|以上|题)[图圖]片?由?\S{{2,12}}提供[。）)]?$",
        0.9, 40, "photographer", signs="摄攝供撮发资写圖图",
        closes=True,
    ),
    _Row(
        "credit", "credit-author",
        r"[（(]\s*(?:本文)?(?:作者|筆者|笔者|执笔|執筆者|口述者|受访者|글쓴이)\s*(?:：|:|为|為|系|係|是|单位"
        r"|介绍|[ \u3000]).{1,100}[）)]$",
        0.95, 120, "author",
    ),
    _Row(
        "credit", "credit-gathered",
        r"[（(【].{0,40}(?:采访整理|採訪整理|整理|供稿|编译|編譯|综合报道|綜合報導|参与采写|参与报道|亦有贡献"
        r"|执笔|采写|译|譯)[）)】]$",
        0.93, 60, "reporter",
    ),
    _Row(
        "credit", "credit-reporter",
        rf"[（(【]\s*(?:本报|本刊|新华社|据|{HAN}{{2,8}}[报社网台])?\s*{REPORTER}\s*[^，。]{{2,30}}[）)】]$",
        0.9, 40, "reporter", signs="记記通评評特",
    ),
    _Row(
        "credit", "credit-origin",
        r"[（(]?(?:原题为?|原題|原载|原載|本文(?:原载|刊于|发表于|选自|摘自|转自|系|為)|摘自|转自|轉自|选自"
        r"|初出)[\s：:“「《于]",
        0.85, 60, "other",
        closes=True,
    ),
    _Row(
        "credit", "credit-translation",
        r"(?:译者|譯者|翻译|校对|翻訳|訳者|译|譯)\s*[：:／/]\s*\S|本文由.{1,30}(?:翻译|编译|授权)",
        0.9, 60, "translator",
        closes=True,
    ),
    _Row("credit", "credit-address", r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}$", 0.9, 80, "reporter"),
)  # fmt: skip

_CAPTIONS: tuple[_Row, ...] = (
    _Row(
        "caption", "caption-opening",
        r"[（(【]?(?:图为|圖為|图[一二三四五六七八九十①-⑩\d]{1,2}[：:、．.\s为]|(?:上|下|左|右|题|題|配|组|中"
        r"|本)[图圖](?:为|為|：|:|[①-⑩])|图片说明|图说|圖說|图注|写真[＝=：:は]|【写真】|【図】|/?사진[=＝：:]|[（(][图圖][）)])",
        0.93, 200,
        closes=True,
    ),
    _Row("caption", "caption-triangle", r"[▲△▼]\s*\S.*(?:[图圖摄攝]|资料|資料|[。）)]$)", 0.9, 160, closes=True),
    _Row(
        "caption", "caption-credit",
        r".{4,}[（(](?:图|圖|图片|圖片|资料图片?|資料照片?|资料照|資料畫面|写真|撮影|摄影|攝影|翻攝|사진|来源"
        r"|來源)(?:来源|來源)?\s*(?:[／/╱：:＝=].{1,30})?[）)]。?$",
        0.93, 140,
        signs="（(",
        tail=40,
        closes=True,
    ),
    _Row(
        "caption", "caption-photographer",
        rf".{{8,}}(?:[。；，]{SPACES['a']}|(?<=\S)(?=\s){SPACES['b']})(?:新华社|本报|中新社|{ANY_NAME})?{SPACES['c']}(?:特约)?"
        rf"{REPORTER}?{SPACES['d']}{ANY_NAME}(?=(?P<e>[ \u3000/／]*))(?P=e)(?:摄|攝|摄影|攝影|供图|发)"
        rf"(?:[（(][^（）()]{{2,10}}[）)])?[）)。]?$",
        0.88, 160, signs="摄攝供发",
        tail=16,
        closes=True,
    ),
)  # fmt: skip

_ROWS = (*DATES_AND_SOURCES, *_CREDITS, *BYLINES, *_CAPTIONS)
_CLOSED_ROWS = tuple(row for row in _ROWS if row.closes)
_STOPS = "。！？!?”…"
# How a line that ends in a full stop must begin or end for one of those rows to fit.
_CLOSED_OPENING = re.compile(
    r"[（(【]?\s*(?:[图圖写사文新信稿本来來出출原摘转轉选初译譯翻校訳▲△▼]|[上下左右题題配组中本][图圖])"
)
_CLOSED_END = re.compile(r"[摄攝撮供发资）)]")

# Compiled when a line first asks for one: a class of ideographs takes a millisecond, and few articles need them all.
_compiled = cache(re.compile)
_LONGEST = max(row.longest for row in _ROWS)
_LONGEST_KNOWN = 300
# Ornaments across the page. Dots alone (`……`) are a silence in a talk, not a rule.
_RULE_MARKS = frozenset("-—–_=*＊·•◇◆○●☆★~～…※#＃+─━═")
_RULE = re.compile(r"(?=[^…\s]*[^…\s])[-—–_=*＊·•◇◆○●☆★~～…※#＃+─━═\s\u3000]{3,}$|[◇◆○●☆★※＊]{1,2}$")
# No row can match a line that has none of these: most lines of a text are spared the table.
_SIGNAL = re.compile(
    r"[□■●◎○◇◆▲△▼▪◼•·／/╱：:记記通评評摄攝图圖供写写撮資资作编編责責译譯訳翻校主来來出稿原载刊整采綜综訊@电—―年년기특사글책著撰号版月"
    r"组組部聞取長員｜丨＝（(・报報]|\d[-./]\d|報導|报道|社发|転|[A-Z]\w+ \d|\d{4}$|^B[yY] "
)

SALUTATION = re.compile(
    r"(?:同志们|朋友们|同学们|女士们|先生们|乡亲们|各位\S{1,16}|尊敬的\S{1,24}|亲爱的\S{1,16}|各位|大家好)(?:[、，]\S{2,16})*[：:！!]$"
)
# Those to whom an official document is sent (GB/T 9704, 7.3.2), under its title.
ADDRESSEES = re.compile(
    r"[^。；：“”\s]{2,60}(?:政府|部门|单位|办公室|厅|局|委员会|委办|公司|院校|直属机构|各有关方面|学校|中心|机关)[：:]$"
)
_BARE = rf"{NAMES}$"
DECK = re.compile(r"(?:[—―─–]{1,3}|--+)\s*\S")
SIGNATURE_DATE = re.compile(r"年\S{0,8}[月日望朔夏秋冬春]|謹識|谨识|自[记記序]$|[记識识]于")


def is_bare_names(text: str) -> bool:
    """Whether the text is nothing but names of persons."""
    return bool(_compiled(_BARE).match(text))


def told(line: Line) -> Told | None:
    """What the line says it is, by the first rule that fits."""
    # Long lines are no such lines, and would lie in the cache.
    return _told(line.text) if len(line.text) <= _LONGEST_KNOWN else _judged(line.text)


# A line is asked when wrapped ones are joined, by its neighbours, and when it is read itself.
@lru_cache(maxsize=2048)
def _told(text: str) -> Told | None:
    return _judged(text)


def _judged(text: str) -> Told | None:
    if text[:1] in _RULE_MARKS and _RULE.match(text):
        return Told("separator", "separator-rule", 0.97)
    row = furniture(text)
    if row is not None:
        return Told("boilerplate", row.rule, row.confidence, row.reason)
    if not text or len(text) > _LONGEST:
        return None
    closed = text[-1] in _STOPS
    if not (_CLOSED_OPENING.match(text) or _CLOSED_END.search(text[-9:]) if closed else _SIGNAL.search(text)):
        return None
    for entry in _CLOSED_ROWS if closed else _ROWS:
        if entry.may_be(text) and _compiled(entry.pattern).match(text):
            return Told(entry.role, entry.rule, entry.confidence, entry.kind)
    return None


def is_marked(line: Line) -> bool:
    """Whether the line stands for itself, so that it is never part of a wrapped paragraph."""
    said = told(line) if len(line.text) < 80 else None
    return said is not None and said.role not in ("caption", "byline") and said.confidence > 0.85
