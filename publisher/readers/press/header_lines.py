"""Header lines by their wording: dates, sources and bylines, each convention of the press a row; and the fields they hold."""

from __future__ import annotations

from publisher.model import ReadingRole
from publisher.patterns import lazily
from publisher.readers.press.dates import find_date
from publisher.readers.press.words import (
    CLOCK,
    DAY,
    HAN,
    NAME,
    NAMES,
    PAPER,
    STOPLESS,
)
from publisher.readers.press.words import Convention as _Row

# Of these every date has one: between its numbers, or as the capital of its month.
_DATED = "年년-./－．／・·JFMASOND"
_DIGITS = "0-9０-９"
_AGENCY = (
    r"(?:共同通信社?|時事通信社?|ロイター|AFP時事|AP通信|中央社|新華社|新华社|中新社|美联社|路透社|法新社|美聯社"
    r"|연합뉴스|뉴시스|뉴스1)"
)
_SENT_BY = rf"(?:本报|新华社)?(?:特派|驻{HAN}{{2,4}})?记者[\s　]*{NAMES}"
_REPORTER_AND_DATELINE = (
    rf"[（(]?(?P<by>{_SENT_BY})[\s　]+"
    r"(?P<dateline>(?:本报|新华社|本社|本刊)[^，。：；\s]{1,10}\d{1,2}月\d{1,2}日[电電])[）)]?$"
)
DATES_AND_SOURCES: tuple[_Row, ...] = (
    _Row(
        "source", "source-origin",
        r"[（(](?:原载|原刊|原載|载|刊载?|刊登|原发|据|據|摘自|选自)于?\s*[^。]{0,30}《[^》]+》.{0,24}[）)]$",
        0.95, 60,
    ),
    _Row(
        "source", "source-paper",
        rf"[（(]?《[^》]{{2,16}}》[\s（(，]*(?:{DAY}|\d{{1,2}}月\d{{1,2}}日|\d{{4}}年第?\d{{1,3}}期).{{0,24}}$|《[^》]{{2,16}}》\s*[（(]?\s*第\s?\d{{1,3}}\s?版[）)]?$"
        r"|[（(]?《[^》]{2,16}》\s?(?:社论|社論|社評|社评|评论员文章|短评|时评|述评)[）)]?$",
        0.9, 60, signs="《",
    ),
    _Row("source", "source-dash", r"[—―─–-]{1,3}\s*《[^》]+》[^，。]{0,30}$", 0.85, 60, signs="《"),
    _Row(
        "source", "source-label",
        r"[（(【]?\s*(?:文章|新闻|信息|稿件|本文)?(?:来源|來源|稿源|出处|出處|出典|출처)\s*[：:／/]\s*\S",
        0.95, 60, signs="来來源出출", closes=True,
    ),
    _Row("source", "source-number", rf"{HAN}{{1,10}}[〔\[（(【［]\d{{4}}[〕\]）)】］]\s?第?\d{{1,5}}\s?号$", 0.9, 30, signs="号"),
    _Row(
        "source", "source-and-date",
        rf"(?!第){PAPER}[\s　]*[（(]?\s*(?:{DAY}){CLOCK}[）)]?(?:[\s|｜].{{0,40}})?$"
        # （青川新報　２０２２年９月１５日朝刊８面）: the edition and page of a Japanese paper
        rf"|[（(]?(?:{PAPER}[\s　]*(?:{DAY})|(?:{DAY})付?[\s　]*{PAPER})付?\s*(?:朝刊|夕刊|号外)?(?:\s*[{_DIGITS}]{{1,2}}\s?[面版])?"
        r"[）)]?$",
        0.88, 70, signs=_DATED,
    ),
    _Row(
        "source", "source-masthead",
        rf"{HAN}{{2,6}}(?:日报|晚报|晨报|时报|早报|都市报|商报|日報|晚報|時報)(?:海外版|电子版)?$"
        # an agency alone
        rf"|{_AGENCY}$",
        0.8, 12, signs="报報通ロA社연뉴",
    ),
    _Row(
        "boilerplate", "furniture-edition",
        rf"(?:第\s?[0-9A-Z]{{1,3}}\s?版|[A-Z]\d{{1,2}}\s?版|\d{{2}}版)\s*[：:]?\s*(?:{HAN}|·){{0,8}}$|版次\s*[：:]\s*\S{{1,12}}$",
        0.85, 24, "trail of links", signs="版",
    ),
    _Row(
        # （第1版）, 今日8版　总第11406期　今日天气, A03：要闻, 2019年第12期（总第320期）
        "boilerplate", "furniture-page-line",
        rf"[（(【]第\s?[\dA-Z一二三四五六七八九十]{{1,4}}\s?版[）)】]$|第\s?\d{{1,3}}\s?版[\s：:]{{0,3}}{HAN}{{2,6}}\s+"
        rf"(?:责编|编辑|本版|责任编辑|主编).{{0,16}}$"
        rf"|(?:今日|本期|今天|共)\s?\d{{1,3}}\s?(?:个)?版(?:[\s　]+\S{{1,14}}){{0,6}}$"
        rf"|总?第\s?\d{{1,6}}\s?期(?:\s+\S{{1,14}}){{0,6}}$"
        rf"|\d{{4}}年\s?第\s?\d{{1,3}}\s?[期辑](?:[\s　（(]*总第?\s?\d{{1,4}}\s?期[）)]?)?$"
        rf"|(?:国内统一(?:连续出版物|刊)号?|邮发代号|刊号)[：:\s].{{4,40}}$"
        rf"|[A-DT]\d{{2}}\s?(?:版\s?[：:]?|[：:])\s?(?:{HAN}|[·、]){{2,8}}$"
        r"|[A-D]?\d{2}\s{0,3}(?:要闻|综合|时事|国际|国内|本地|副刊|广告|時事|國際|綜合|要聞)(?:新闻|新聞|版)?$",
        0.85, 60, "page header or footer", signs="版期号：:要综时国本副评理体文经社视广",
    ),
    _Row(
        "date", "date-line",
        rf"[（(【\[〔]?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:{DAY}){CLOCK}"
        rf"\s*(?:朝刊|夕刊|号外|付|配信|掲載|更新|公開|发布|发表|송고|입력|등록|수정|승인)?(?:\s*\d{{1,2}}[面版]|\s*第\s?\d{{1,3}}\s?版(?:[：:\s]\s?(?:{HAN}|·){{1,8}})?)?\s*(?:[（(](?:(?:{DAY}){CLOCK}|[\d/:\s]{{4,16}})\s*(?:更新|配信|公開)?)?[）)】\]〕]?$",
        0.95, 60, signs=_DATED,
    ),
    _Row(
        # 2022年5月9日　星期一　农历四月初九　第3217期　今日8版
        "date", "date-masthead",
        rf"(?:{DAY}){CLOCK}(?:[\s　]+(?:(?:农历|夏历|阴历|[甲乙丙丁戊己庚辛壬癸]{HAN}年)\S{{2,14}}"
        r"|总?第\s?\d{1,6}\s?[期号版]\S{0,8}|(?:今日|本期|共)\s?\d{1,3}\s?个?版\S{0,4})){1,6}$",
        0.9, 80, signs=_DATED,
    ),
    # 港聞　2015年10月13日　星期二: the page of a paper and its day; without the weekday it may be a name and a day
    _Row("date", "date-masthead", rf"{HAN}{{2,6}}[\s　]+(?:{DAY})[\s　]*[（(]?(?:星期|周|週){HAN}[）)]?$", 0.88, 40, signs=_DATED),
    # 本报记者　X　本报某地11月20日电: who sent the report, then whence and when
    _Row(
        "dateline", "dateline-alone",
        _REPORTER_AND_DATELINE, 0.93, 60, signs="电電",
    ),
    _Row(
        "date", "date-label",
        rf"[【\[]?(?:发布时间|发布日期|发表时间|发稿时间|发布于?|更新于|時間|时间|日期|(?:[發刊]|发)[布佈表登](?:時間|日期|於)|(?:文章|出版|建立|建档)(?:日期|時間|时间)?|発行日?|(?:采访|採訪|对话|访谈)(?:时间|時間|日期)|更新时间|更新時間|更新"
        rf"|配信日?時?|公開日?時?|更新日?時?|掲載日?|投稿日?|기사입력|기사승인|최초입력|최종수정|입력|등록|수정|승인|작성|송고|게시일?|Published|Updated|Posted|Date)"
        rf"(?:\s?(?:시간|일시|일|on|at))?[】\]]?\s*[：:|]?\s*(?:{DAY}){CLOCK}",
        0.93, 80, signs=_DATED,
    ),
    _Row(
        # The info line of a site that begins with who put it there: 发布者：…　发布时间：…　浏览次数：…
        "date", "date-info",
        rf"(?:发布者|发布人|发稿人|录入|录入者|上传者|供稿|供稿人|撰稿人|字体|浏览|浏览次数|阅读|点击|点击数|发布单位|發佈者)\s?[：:]\s?{STOPLESS}{{0,40}}?"
        rf"(?:时间|日期|時間|发布|更新)[^：:]{{0,4}}[：:]\s?(?:{DAY}){CLOCK}",
        0.88, 120, signs=_DATED,
    ),
    _Row(
        "date", "date-opening",
        rf"(?:(?:https?://|www\.)\S{{3,60}}\s+)?(?:{DAY}){CLOCK}\s*[|｜\s　]\s*"
        rf"(?:{STOPLESS}{{0,40}}(?:来源|來源|作者|记者|記者|編輯|编辑|出处|출처)\s*[：:]|[^，。：\s]{{0,12}}(?:記者|记者)[^，。：\s]{{2,20}}(?:報導|报道|報道)$|{PAPER}(?:[\s|｜].{{0,40}})?$)",
        0.93, 120, signs=_DATED,
    ),
    _Row(
        "date", "date-no-year",
        rf"\d{{1,2}}(?:月\d{{1,2}}日|/\d{{1,2}}(?=[（(])){CLOCK}\s*(?:配信|更新|掲載|公開)?$"
        # Of 08-11-07 nobody can say which is the year.
        rf"|\d{{2}}(?P<mark>[-./])\d{{1,2}}(?P=mark)\d{{1,2}}{CLOCK}$",
        0.8, 24, signs="月/-.",
    ),
)  # fmt: skip

_LABELLED = {
    "source": lazily(
        r"(?:来源|來源|稿源|出处|出處|出典|출처)\s*[：:／/]\s*([^\s|｜）)】]+(?:[ ](?![^\s]*[：:])[^\s|｜）)】]+)*)"
    ),
    "byline": lazily(
        r"(?:作者|记者|記者)\s*[：:]\s*([^\s|｜）)】]+(?:[、 ]" + NAME + r"(?=[、\s]|$))*)"
    ),
}  # fmt: skip
_LONGEST = 400
_AFTER_DATE = lazily(CLOCK)
_WORK = lazily(r"[《“「]([^》”」]+)[》”」]")
_PUBLISHED = lazily(
    r"(?:原载|原刊|原載|载于|刊于|发于|发表于|刊登于|^[—―─–-]{0,3}\s*[（(]?(?=《)|[（(]载|(?:摘自|选自|選自|转自|轉自)(?=《))(?P<rest>.*)$"
)
_PAPER = lazily(rf"(?:^|[\s|｜（(])({PAPER})(?=[\s|｜（(）)]|$)")
_ALONE = lazily(r"\S+[〔\[（(【［]\d{4}[〕\]）)】］]\s?第?\d{1,5}\s?号$|\S{3,11}[报報版]$|" + _AGENCY + "$")
_TITLE_LABELS: dict[str, ReadingRole] = {
    "标题": "headline", "標題": "headline", "题目": "headline", "題目": "headline", "主标题": "headline", "主题": "headline",
    "引题": "kicker", "肩题": "kicker", "眉题": "kicker", "引標題": "kicker",
    "副题": "deck", "副标题": "deck", "副標題": "deck", "副題": "deck",
}  # fmt: skip
_TITLED = lazily(
    r"(?:(?P<label>[标標题題目主引肩眉副]{2,3}|[标標]\s{2,4}[题題])\s?[：:]|[【\[](?P<bracketed>[标標题題目主引肩眉副]{2,3})[】\]])\s*(?P<words>\S.{0,120})$"
)
_LONGEST_SIGNED = 60
_SIGNED_DATELINE = lazily(_REPORTER_AND_DATELINE)
_NO_YEAR = lazily(rf"(?:\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}(?:月\d{{1,2}}日|/\d{{1,2}})){CLOCK}")


def header_fields(text: str) -> dict[str, str]:
    """What a line of the header or an origin note gives of `source`, `date` and `byline`, as printed."""
    found: dict[str, str] = {}
    if len(text) > _LONGEST:
        return found
    for field, pattern in _LABELLED.items():
        match = pattern.search(text)
        if match:
            found[field] = match[1]
    published = _PUBLISHED.search(text)
    work = _WORK.search(published["rest"]) if published else None
    if work and "source" not in found:
        found["source"] = work[1].strip()
    date = find_date(text)
    if date:
        clock = _AFTER_DATE.match(text, date.end)
        found["date"] = text[date.start : clock.end() if clock else date.end]
        paper = _PAPER.search(f"{text[: date.start]} {text[date.start + len(found['date']) :]}")
        if paper and "source" not in found:
            found["source"] = paper[1]
    elif match := _NO_YEAR.match(text):
        found["date"] = match[0]
    elif "source" not in found and _ALONE.match(text):
        found["source"] = text
    return found


def signed_dateline(text: str) -> tuple[str, str] | None:
    """Reporter and dateline, as printed, of a line that is nothing but the two in this order."""
    match = _SIGNED_DATELINE.match(text) if len(text) <= _LONGEST_SIGNED else None
    return (match["by"].rstrip(), match["dateline"]) if match else None


def labelled_title(text: str) -> tuple[ReadingRole, str] | None:
    """Role and words of a line that says `标题：…`, `引题：…` or `【副题】…`, as exports of databases do."""
    match = _TITLED.match(text)
    role = _TITLE_LABELS.get("".join((match["label"] or match["bracketed"]).split())) if match else None
    return (role, match["words"]) if match and role else None
