"""Lines that say themselves what they are: bylines, dates, sources, credits, captions, datelines, rules.

Each table row is one convention of the press; the first that fits decides. Patterns hold for a whole line unless their name says
`opening`, because the same words in running text mean nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from publisher.model import ReadingRole
from publisher.readers.press.dates import DATE, find_date
from publisher.readers.press.furniture import furniture
from publisher.readers.press.lines import Line

# One range over both blocks (hexagram signs between them do no harm): a class of two runs compiles at once, one of three is
# made a table of 65,536 bytes, and these classes stand in a hundred places.
_HAN = "\u3400-\u9fff々"
# The commonest family names (they cover nine of ten Chinese persons), and two-character ones.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江"
    "尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文习項项柳庄章鲁葛倪俞翁齐梅颜张劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭葉蘇呂盧鍾譚陸賈韋鄒龍賀顧龔邵萬錢戴嚴湯喬賴莊魯齊顏盖"
)
_NAME = (
    rf"(?:[{SURNAMES}](?:[{_HAN}]{{1,2}}|[ \u3000\u00a0]+[{_HAN}])|(?:欧阳|司马|诸葛|上官|皇甫|歐陽)[{_HAN}]{{1,2}})"
)
_NAMES = rf"{_NAME}(?:[ \u3000\u00a0、，]+{_NAME}){{0,5}}"
_ANY_NAME = r"[^\s，。！？：:、；“”《》（）()]{2,12}"
_MARK = r"[□■●◎○◇◆▲△▪◼•·]"
_REPORTER = r"(?:记者|記者|通讯员|通訊員|评论员|評論員|特约撰稿人?)"
_STOPLESS = r"[^。！？!?]"
# All the spaces there are, or none, and no second thoughts: an atomic group. `*+` would say it, but Python 3.11.2 gets it wrong.
_SPACES = {name: rf"(?=(?P<{name}>\s*))(?P={name})" for name in "abcd"}
_HOUSE = rf"(?:新华社|本报|本刊|中新社|[{_HAN}]{{2,8}}[报社网報網])"


class Told(NamedTuple):
    """What a line says it is."""

    role: ReadingRole
    rule: str
    confidence: float
    kind: str = ""
    """Of furniture the reason, of a credit the role of the person."""


class _Row(NamedTuple):
    role: ReadingRole
    rule: str
    pattern: str
    confidence: float
    longest: int
    kind: str = ""
    signs: str = ""
    """Characters of which the line must have one; empty: it is not asked. Spares most lines the pattern, and its compiling."""


_D = DATE.pattern.replace("?P<mark>", "").replace("(?P=mark)", "[-./－．／]")
_D = re.sub(r"\?P<\w+>", "?:", _D)
_CLOCK = (
    r"(?:\s*(?:星期|周|週)[一二三四五六日天])?(?:[\sT]*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}[時时点]\d{1,2}分))?"
)

_ROWS: tuple[_Row, ...] = (
    # --- dates and sources
    _Row(
        "source", "source-origin",
        r"[（(](?:原载|原刊|原載|载|刊载?)于?\s*[^。]{0,30}《[^》]+》.{0,24}[）)]$",
        0.95, 60,
    ),
    _Row("source", "source-paper", rf"《[^》]{{2,16}}》[\s（(]*(?:{_D}).{{0,24}}$", 0.9, 60),
    _Row("source", "source-dash", r"[—―─–-]{1,3}\s*《[^》]+》[^，。]{0,30}$", 0.85, 60),
    _Row(
        "source", "source-label",
        r"[（(【]?\s*(?:文章|新闻|信息|稿件)?(?:来源|來源|稿源|出处|出處|出典|출처)\s*[：:]\s*\S",
        0.95, 60,
    ),
    _Row("date", "date-line", rf"[（(【\[]?\s*(?:{_D}){_CLOCK}\s*[）)】\]]?$", 0.95, 40),
    _Row(
        "date", "date-label",
        rf"(?:发布时间|发布日期|发表时间|時間|时间|日期|发布于|發布時間|更新时间|更新時間|配信|公開日?|更新日?"
        rf"|입력|등록|게시일?)\s*[：:]?\s*(?:{_D}){_CLOCK}",
        0.93, 60,
    ),
    _Row(
        "date", "date-opening",
        rf"(?:{_D}){_CLOCK}\s*[|｜\s]\s*{_STOPLESS}{{0,40}}(?:来源|來源|作者|记者|編輯|编辑|出处|출처)\s*[：:]",
        0.93, 80,
    ),
    # --- credits
    _Row(
        "credit", "credit-editor",
        r"[\[（(【［]?\s*(?:本版|本期|值班|栏目|文字)?(?:责任编辑|責任編輯|责编|責編|编辑|編輯|主编|總編輯"
        r"|总编辑|校对|校對|审核|監製|监制|編集|核稿|審稿|编审|편집|담당)\s*(?:[：:／/]"
        r"|[ \u3000]{1,2}(?=\S{2,4}[\]）)】］]?$))",
        0.95, 60, "editor",
    ),
    _Row(
        "credit", "credit-design",
        r"[（(【]?\s*(?:本版|版式|图片|本文)?(?:制图|製圖|版式设计|美术编辑|美编|版式|设计|插图|绘图|繪圖|漫画"
        r"|制作|统筹|策划|视频|视觉|数据来源|资料来源|資料來源|数据整理|图片来源|图表|題字|题图"
        r"|그래픽)\s*[：:／/]\s*\S",
        0.93, 60, "illustrator",
    ),
    _Row(
        "credit", "credit-photograph",
        rf"[（(【]?\s*(?:题图|以上图片|本文图片|图片)?[均由皆为：:]*\s*(?:(?:{_HOUSE}\s*)?(?:特约"
        rf"|实习)?(?:{_REPORTER}|摄影师)\s*[：:]?\s*{_ANY_NAME}(?:[ \u3000、]+{_ANY_NAME}){{0,3}}"
        rf"|{_HOUSE}\s*{_ANY_NAME}|{_NAMES}|[{_HAN}]{{2,4}}(?=[ \u3000/／]))[ \u3000/／]*(?:摄影?|攝影?|供图"
        rf"|供圖|撮影|发[（(].{{1,6}}[）)])(?:报道|報導)?[）)】。]?$|[（(]?资料(?:图片?|照片?)[）)]?$",
        0.9, 40, "photographer", signs="摄攝供撮发资",
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
        rf"[（(【]\s*(?:本报|本刊|新华社|据|[{_HAN}]{{2,8}}[报社网台])?\s*{_REPORTER}\s*[^，。]{{2,30}}[）)】]$",
        0.9, 40, "reporter", signs="记記通评評特",
    ),
    _Row(
        "credit", "credit-origin",
        r"[（(]?(?:原题为?|原題|原载|原載|本文(?:原载|刊于|发表于|选自|摘自|转自|系|為)|摘自|转自|轉自|选自"
        r"|初出)[\s：:“「《于]",
        0.85, 60, "other",
    ),
    _Row(
        "credit", "credit-translation",
        r"(?:译者|譯者|翻译|校对|翻訳|訳者|译|譯)\s*[：:／/]\s*\S|本文由.{1,30}(?:翻译|编译|授权)",
        0.9, 60, "translator",
    ),
    _Row("credit", "credit-address", r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}$", 0.9, 80, "reporter"),
    # --- bylines
    _Row(
        "byline", "byline-label",
        rf"{_MARK}?\s*(?:{_REPORTER}|作者|撰文|文字?|图|圖|摄影|攝影|编译|編譯|口述|采写|採訪|执笔|執筆"
        rf"|文・写真|取材・文|著者|글|글·사진|취재)\s*[：:／/╱＼|]\s*{_STOPLESS}{{2,48}}$",
        0.95, 60,
    ),
    _Row(
        "byline", "byline-desk",
        rf"[【〔（(\[]?\s*(?:{_REPORTER}|編譯|实习记者|特派員|即時中心"
        rf"|{_ANY_NAME}中心)?\s*[^，。：:／/]{{2,16}}[／/╱|]\s*[^，。：:]{{0,8}}(?:報導|报道|電|綜合|特稿"
        rf"|訊)[】〕）)\]]?$|[{_HAN}]{{0,8}}(?:綜合報導|綜合外電報導)$",
        0.95, 44,
    ),
    _Row(
        "byline", "byline-reporter",
        rf"{_MARK}?\s*(?:{_HOUSE})?\s*(?:驻?[{_HAN}]{{0,4}}?)(?:特约|实习|见习|首席|特派|高级)?{_REPORTER}"
        rf"\s*(?=[{SURNAMES}]|欧阳|司马|诸葛|上官|皇甫)[^，。：；！？“”]{{2,40}}$"
        rf"|(?:{_MARK}\s*{_HOUSE}?|{_HOUSE})(?:特约|实习|见习|首席|特派|高级)?{_REPORTER}\s+[^，。：；！？“”]{{2,40}}$",
        0.93, 48, signs="记記通评評特",
    ),
    _Row(
        "byline", "byline-commentator",
        rf"{_MARK}?\s*(?:本报|本刊|本网|[{_HAN}]{{2,8}})?\s*(?:特约|首席)?(?:评论员"
        rf"|評論員)(?:[\s\u3000]+{_NAMES})?{_MARK}?$",
        0.9, 24, signs="评評",
    ),
    _Row(
        "byline", "byline-marked",
        rf"{_MARK}\s*(?:{_NAMES}(?:[ \u3000、]+[{_HAN}]{{2,4}}){{0,4}}|[{_HAN}][ \u3000]+[{_HAN}])\s*{_MARK}?$",
        0.75, 24, signs="□■●◎○◇◆▲△▪◼•·",
    ),
    _Row(
        "byline", "byline-korean",
        r"[가-힣=\s]{0,16}[가-힣]{2,4}\s?(?:선임|수습|객원|전문|사진)?\s?(?:기자|특파원)(?:\s*[="
        r"|]?\s*[\w.+-]+@[\w.-]+)?$",
        0.93, 60,
    ),
    # --- captions
    _Row(
        "caption", "caption-opening",
        r"[（(【]?(?:图为|圖為|图[一二三四五六七八九十①-⑩\d]{1,2}[：:、．.\s为]|(?:上|下|左|右|题|題|配|组|中"
        r"|本)[图圖](?:为|為|：|:|[①-⑩])|图片说明|图说|圖說|图注|写真[＝=：:は]|사진[=＝：:]|[（(][图圖][）)])",
        0.93, 200,
    ),
    _Row("caption", "caption-triangle", r"[▲△▼]\s*\S.*(?:[图圖摄攝]|资料|資料|[。）)]$)", 0.9, 160),
    _Row(
        "caption", "caption-credit",
        r".{4,}[（(](?:图|圖|图片|圖片|资料图片?|資料照片?|资料照|資料畫面|写真|撮影|摄影|攝影|翻攝|사진|来源"
        r"|來源)(?:来源|來源)?\s*(?:[／/╱：:＝=].{1,30})?[）)]。?$",
        0.93, 140,
    ),
    _Row(
        "caption", "caption-photographer",
        rf".{{8,}}(?:[。；，]{_SPACES['a']}|(?<=\S)(?=\s){_SPACES['b']})(?:新华社|本报|中新社|{_ANY_NAME})?{_SPACES['c']}(?:特约)?"
        rf"{_REPORTER}?{_SPACES['d']}{_ANY_NAME}(?=(?P<e>[ \u3000/／]*))(?P=e)(?:摄|攝|摄影|攝影|供图|发)[）)。]?$",
        0.88, 160, signs="摄攝供发",
    ),
)  # fmt: skip

# Compiled when a line first asks for one: a class of ideographs takes a millisecond, and few articles need them all.
_compiled = cache(re.compile)
_LONGEST = max(row.longest for row in _ROWS)
# Ornaments across the page. Dots alone (`……`) are a silence in a talk, not a rule.
_RULE = re.compile(r"(?=[^…\s]*[^…\s])[-—–_=*＊·•◇◆○●☆★~～…※#＃+─━═\s\u3000]{3,}$|[◇◆○●☆★※＊]{1,2}$")
# No row can match a line that has none of these: most lines of a text are spared the table.
_SIGNAL = re.compile(
    r"[□■●◎○◇◆▲△▼▪◼•·／/╱：:记記通评評摄攝图圖供写写撮資资作编編责責译譯翻校主来來出稿原载刊整采綜综訊@电—―年년기특사글책]|\d[-./]\d|報導|报道|転"
)

DATELINE = re.compile(
    rf"[（(【〔\[]?(?:本报|本社|本刊|本網|本网|新华社|新华网|中新社|中新网|人民网|光明网|中央社|据新华社|[{_HAN}]{{2,8}}?[社网網报報])[^，。：；！？“”\s]{{0,16}}?\s?"
    rf"[\d０-９一二三四五六七八九十]{{1,2}}月[\d０-９一二三四五六七八九十]{{1,3}}日\s?(?:[^，。：；！？“”\s]{{0,6}})?(?:电|電|讯|訊)[】）)〕\]]?"
    r"|(?:本报|新华社|中新社|本社)[^，。：；！？“”\s（(]{0,8}[电電](?=\s*[（(]记者|[\s\u3000])"
    r"|[【〔（(\[](?:本报|本報|本台|中央社)[訊讯][】〕）)\]]|本报讯(?=[\s\u3000（(])"
    r"|[【（(](?=[^】）)]{0,20}(?:＝|=|\d日))[^】）)。]{2,24}[】）)](?=\s*\S)"
)
_DATELINE_REPORTER = re.compile(
    rf"\s*[（(【](?P<by>(?:[^（）()。，]{{0,8}})?{_REPORTER}[^（）()。]{{1,40}})[）)】]|\s*(?P<korean>[가-힣]{{2,4}}\s?기자)\s*="
)
_DESK_OPENING = re.compile(
    r"[【〔（(]\s*(?P<by>(?:記者|记者|編譯)?[^，。：:／/]{2,12}[／/╱][^，。】〕）)]{2,12})[】〕）)](?=\s*\S)"
)
SALUTATION = re.compile(
    r"(?:同志们|朋友们|同学们|女士们|先生们|乡亲们|各位\S{1,16}|尊敬的\S{1,24}|亲爱的\S{1,16}|各位|大家好)(?:[、，]\S{2,16})*[：:！!]$"
)
_BARE_NAMES = rf"{_NAMES}$"
DECK = re.compile(r"(?:[—―─–]{1,3}|--+)\s*\S")
SIGNATURE_DATE = re.compile(r"年\S{0,8}[月日望朔夏秋冬春]|謹識|谨识|自[记記序]$|[记識识]于")


class Opening(NamedTuple):
    """A dateline at the start of a paragraph: as printed, the reporters named after it, and where the text goes on."""

    dateline: str | None
    byline: str | None
    end: int


def is_bare_names(text: str) -> bool:
    """Whether the text is nothing but names of persons."""
    return bool(_compiled(_BARE_NAMES).match(text))


def told(line: Line) -> Told | None:
    """What the line says it is, by the first rule that fits."""
    text = line.text
    if _RULE.match(text):
        return Told("separator", "separator-rule", 0.97)
    row = furniture(text)
    if row is not None:
        return Told("boilerplate", row.rule, row.confidence, row.reason)
    if len(text) > _LONGEST or not _SIGNAL.search(text):
        return None
    for entry in _ROWS:
        if len(text) > entry.longest or (entry.signs and not any(sign in text for sign in entry.signs)):
            continue
        if _compiled(entry.pattern).match(text):
            return Told(entry.role, entry.rule, entry.confidence, entry.kind)
    return None


def is_marked(line: Line) -> bool:
    """Whether the line stands for itself, so that it is never part of a wrapped paragraph."""
    said = told(line) if len(line.text) < 80 else None
    return said is not None and said.role not in ("caption", "byline") and said.confidence > 0.85


def opening(text: str) -> Opening | None:
    """The dateline, or the reporter's bracket, that opens a paragraph."""
    if not text or (text[0] not in "（(【〔[本新中人光据" and "日" not in text[:30]):
        return None
    match = DATELINE.match(text)
    if match:
        after = _DATELINE_REPORTER.match(text, match.end())
        return Opening(
            match[0], (after["by"] or after["korean"]) if after else None, after.end() if after else match.end()
        )
    desk = _DESK_OPENING.match(text)
    return Opening(None, desk["by"], desk.end()) if desk else None


_LABELLED = {
    "source": re.compile(r"(?:来源|來源|稿源|出处|出處|出典|출처)\s*[：:]\s*([^\s|｜）)】]+(?:[ ](?![^\s]*[：:])[^\s|｜）)】]+)*)"),
    "byline": re.compile(r"(?:作者|记者|記者)\s*[：:]\s*([^\s|｜）)】]+(?:[、 ]" + _NAME + r"(?=[、\s]|$))*)"),
}  # fmt: skip
_AFTER_DATE = re.compile(_CLOCK)
_WORK = re.compile(r"[《“「]([^》”」]+)[》”」]")
_PUBLISHED = re.compile(r"(?:原载|原刊|原載|载于|刊于|发于|发表于|刊登于|^[—―─–-]{0,3}\s*(?=《)|[（(]载)(?P<rest>.*)$")


def header_fields(text: str) -> dict[str, str]:
    """What a line of the header or an origin note gives of `source`, `date` and `byline`, as printed."""
    found = {}
    for field, pattern in _LABELLED.items():
        match = pattern.search(text)
        if match:
            found[field] = match[1]
    published = _PUBLISHED.search(text)
    work = _WORK.search(published["rest"]) if published else None
    if work and "source" not in found:
        found["source"] = work[1]
    date = find_date(text)
    if date:
        clock = _AFTER_DATE.match(text, date.end)
        found["date"] = text[date.start : clock.end() if clock else date.end]
    return found
