"""Header lines by their wording: dates, sources and bylines, each convention of the press a row; and the fields they hold."""

from __future__ import annotations

import re

from publisher.model import ReadingRole
from publisher.readers.press.dates import find_date
from publisher.readers.press.words import (
    ANY_NAME,
    CLOCK,
    DAY,
    HAN,
    HAN_OR_KANA,
    HOUSE,
    MARK,
    NAME,
    NAMES,
    PAPER,
    RANK,
    REPORTER,
    STOPLESS,
    SURNAMES,
)
from publisher.readers.press.words import Convention as _Row

# Of these every date has one: between its numbers, or as the capital of its month.
_DATED = "年년-./－．／JFMASOND"
_COLON = r"\s*[：:／/╱＼|｜丨＝=]\s*"
_COUNTRY = (
    r"[\[［（(〔【](?:[美英法德日俄苏意西葡加澳印韩荷奥挪瑞丹波捷匈希土以埃巴阿智墨秘哥古南爱冰芬比罗新泰越清明宋唐元汉]"
    r"|前苏联|古希腊|古罗马|美国|英国|法国|德国|日本|俄罗斯|意大利|加拿大|韩国|印度|西班牙)[\]］）)〕】]"
)
_PERSON = rf"(?:{HAN}{{1,6}}(?:[·•‧・][^\s，。：；、（）()·•‧・]{{1,8}}){{1,3}}|{HAN}{{2,4}}|{HAN}[ \u3000]+{HAN})"
_DID = r"(?:编著|编译|著|撰文|撰|译|譯|口述|采写|訳|編譯)"

DATES_AND_SOURCES: tuple[_Row, ...] = (
    _Row(
        "source", "source-origin",
        r"[（(](?:原载|原刊|原載|载|刊载?|刊登|原发|据|據|摘自|选自)于?\s*[^。]{0,30}《[^》]+》.{0,24}[）)]$",
        0.95, 60,
    ),
    _Row(
        "source", "source-paper",
        rf"[（(]?《[^》]{{2,16}}》[\s（(，]*(?:{DAY}).{{0,24}}$|《[^》]{{2,16}}》\s*[（(]?\s*第\s?\d{{1,3}}\s?版[）)]?$",
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
        rf"(?!第){PAPER}[\s　]*[（(]?\s*(?:{DAY}){CLOCK}[）)]?(?:[\s|｜].{{0,40}})?$",
        0.88, 70, signs=_DATED,
    ),
    _Row(
        "source", "source-masthead",
        rf"{HAN}{{2,6}}(?:日报|晚报|晨报|时报|早报|都市报|商报|日報|晚報|時報)(?:海外版|电子版)?$",
        0.8, 12, signs="报報",
    ),
    _Row(
        "boilerplate", "furniture-edition",
        rf"(?:第\s?[0-9A-Z]{{1,3}}\s?版|[A-Z]\d{{1,2}}\s?版|\d{{2}}版)\s*[：:]?\s*(?:{HAN}|·){{0,8}}$|版次\s*[：:]\s*\S{{1,12}}$",
        0.85, 24, "trail of links", signs="版",
    ),
    _Row(
        "date", "date-line",
        rf"[（(【\[]?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:{DAY}){CLOCK}"
        rf"\s*(?:朝刊|夕刊|号外|付|配信|掲載|更新|公開|发布|发表)?(?:\s*\d{{1,2}}[面版]|\s*第\s?\d{{1,3}}\s?版(?:[：:]\s?(?:{HAN}|·){{1,8}})?)?\s*[）)】\]]?$",
        0.95, 50, signs=_DATED,
    ),
    _Row(
        "date", "date-label",
        rf"[【\[]?(?:发布时间|发布日期|发表时间|发稿时间|发布于?|更新于|時間|时间|日期|發布時間|發佈時間|發布日期|更新时间|更新時間|更新"
        rf"|配信日?時?|公開日?時?|更新日?時?|掲載日?|投稿日?|기사입력|최종수정|입력|등록|수정|승인|작성|송고|게시일?|Published|Updated|Posted|Date)"
        rf"(?:\s?(?:시간|일시|일|on|at))?[】\]]?\s*[：:|]?\s*(?:{DAY}){CLOCK}",
        0.93, 80, signs=_DATED,
    ),
    _Row(
        "date", "date-opening",
        rf"(?:(?:https?://|www\.)\S{{3,60}}\s+)?(?:{DAY}){CLOCK}\s*[|｜\s　]\s*"
        rf"(?:{STOPLESS}{{0,40}}(?:来源|來源|作者|记者|記者|編輯|编辑|出处|출처)\s*[：:]|{PAPER}(?:[\s|｜].{{0,40}})?$)",
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

BYLINES: tuple[_Row, ...] = (
    _Row(
        "byline", "byline-label",
        rf"{MARK}?\s*(?:(?:{HOUSE})?{REPORTER}|作者|撰文|撰稿|文字?|图文?|圖文?|文图|文圖|摄影|攝影|编译|編譯|口述|采写|采访|採訪|执笔|執筆"
        rf"|主笔|文・写真|取材・文|取材|聞き手|構成|著者|글|글·사진|취재){_COLON}{STOPLESS}{{2,48}}$"
        rf"|(?:聞き手|取材・文|取材|構成|文)・{STOPLESS}{{2,16}}$|[【\[](?:作者|记者|撰文|文)[】\]]\s*\S{{2,24}}$|(?:By|BY)\s[A-Z][\w.'-]*(?:\s[\w.'-]+){{1,4}}$",
        0.95, 60,
    ),
    _Row(
        "byline", "byline-desk",
        rf"[【〔（(\[［]?\s*(?:{REPORTER}|編譯|实习记者|特派員|即時中心"
        rf"|{ANY_NAME}中心)?\s*[^，。：:／/]{{2,16}}[／/╱|]\s*[^，。：:]{{0,8}}(?:報導|报道|報道|電|綜合|特稿"
        rf"|訊)[】〕）)\]］]?$|{HAN}{{0,8}}(?:綜合報導|綜合外電報導|綜合報道)$",
        0.95, 44,
    ),
    _Row(
        "byline", "byline-reporter",
        rf"{MARK}?\s*(?:{HOUSE})?\s*(?:驻?{HAN}{{0,4}}?){RANK}?{REPORTER}"
        rf"\s*(?=[{SURNAMES}]|欧阳|司马|诸葛|上官|皇甫)[^，。：；！？“”]{{2,40}}$"
        rf"|(?:{MARK}\s*{HOUSE}?|{HOUSE})\s?(?:驻{HAN}{{2,4}})?{RANK}?{REPORTER}\s+[^，。：；！？“”]{{2,40}}$"
        rf"|(?:{HOUSE})?{RANK}?{REPORTER}\s+{_PERSON}(?:[\s、]+{_PERSON}){{0,4}}(?:[（(]{HAN}{{2,4}}[）)])?$"
        rf"|(?:本报|本刊|本网|新华社)(?:驻{HAN}{{2,4}})?{RANK}?{REPORTER}[^\s，。：；！？“”说在从来去到问的了]{{2,4}}$",
        0.93, 48, signs="记記通评評特",
    ),
    _Row(
        "byline", "byline-commentator",
        rf"{MARK}?\s*(?:本报|本刊|本网|本台|新华社|{HAN}{{2,8}})?\s*(?:特约|首席)?(?:评论员"
        rf"|評論員|观察员)(?:[\s\u3000]+{NAMES})?{MARK}?$",
        0.9, 24, signs="评評观",
    ),
    _Row(
        "byline", "byline-group",
        rf"{MARK}?\s*[^\s，。：；、]{{2,22}}(?:课题组|調查組|编辑部|評論部|评论部|采访组|报道组|写作组|编写组|联合调研组)$",
        0.8, 28, signs="组組部",
    ),
    _Row(
        "byline", "byline-marked",
        rf"{MARK}\s*(?:{NAMES}(?:[ \u3000、]+{HAN}{{2,4}}){{0,4}}|{HAN}[ \u3000]+{HAN})\s*{MARK}?$"
        rf"|□\s*{_PERSON}(?:[ \u3000、]+{_PERSON}){{0,5}}$|{MARK}\s*{HAN}{{1,6}}[·•‧・][^\s，。：；、（）()]{{1,12}}$",
        0.75, 28, signs="□■●◎○◇◆▲△▪◼•·",
    ),
    _Row(
        "byline", "byline-work",
        rf"{_COUNTRY}\s*[^\s，。：；！？]{{2,20}}(?:\s*{_DID})?(?:\s+{_PERSON}\s*{_DID})?$"
        rf"|{_PERSON}[ \u3000]+{_DID}(?:[ \u3000]+{_PERSON}[ \u3000]*{_DID})?$",
        0.8, 40, signs="著译譯撰述采訳編编[［（(〔【",
    ),
    _Row(
        "byline", "byline-name-and-post",
        rf"{NAME}[（(](?:作者单位|作者系)?[：:]?[^（）()，。]{{3,30}}[）)]$",
        0.75, 40, signs="（(",
    ),
    _Row(
        "byline", "byline-korean",
        r"(?!사진)(?:[가-힣=\s]{0,16}|\[[가-힣A-Za-z]{2,12}\s)[가-힣]{2,4}\s?(?:선임|수습|객원|전문|사진)?\s?(?:기자|특파원|논설위원|편집위원)\]?"
        r"(?:\s*[=|]?\s*[\w.+-]+@[\w.-]+)?(?:\s*[|｜]\s*.{0,24})?$"
        r"|(?:글|사진|글·사진)\s[가-힣]{2,4}(?:\s(?:사진|글)\s[가-힣]{2,4})?$",
        0.93, 60, signs="기특논편글사",
    ),
    _Row(
        "byline", "byline-japanese",
        rf"[【（(]?{HAN}{{2,4}}[ \u3000]?{HAN_OR_KANA}{{0,4}}(?:記者|特派員|編集委員|論説委員|支局長)[】）)]?$"
        rf"|(?!言い|内)(?:{HAN_OR_KANA}|・){{3,10}}(?:編訳|訳)$"
        rf"|(?:編集委員|論説委員|特派員|専門記者|ジャーナリスト|ライター)[・／　 ](?:{HAN_OR_KANA}|[・ \u3000]){{2,12}}$",
        0.88, 24, signs="記員長ジラ訳",
    ),
)  # fmt: skip

_LABELLED = {
    "source": re.compile(
        r"(?:来源|來源|稿源|出处|出處|出典|출처)\s*[：:／/]\s*([^\s|｜）)】]+(?:[ ](?![^\s]*[：:])[^\s|｜）)】]+)*)"
    ),
    "byline": re.compile(
        r"(?:作者|记者|記者)\s*[：:]\s*([^\s|｜）)】]+(?:[、 ]" + NAME + r"(?=[、\s]|$))*)"
    ),
}  # fmt: skip
_LONGEST = 400
_AFTER_DATE = re.compile(CLOCK)
_WORK = re.compile(r"[《“「]([^》”」]+)[》”」]")
_PUBLISHED = re.compile(
    r"(?:原载|原刊|原載|载于|刊于|发于|发表于|刊登于|^[—―─–-]{0,3}\s*[（(]?(?=《)|[（(]载)(?P<rest>.*)$"
)
_PAPER = re.compile(rf"(?:^|[\s|｜])({PAPER})(?=[\s|｜（(]|$)")
_ALONE = re.compile(r"\S+[〔\[（(【［]\d{4}[〕\]）)】］]\s?第?\d{1,5}\s?号$|\S{3,11}[报報版]$")
_TITLE_LABELS: dict[str, ReadingRole] = {
    "标题": "headline", "標題": "headline", "题目": "headline", "題目": "headline", "主标题": "headline", "主题": "headline",
    "引题": "kicker", "肩题": "kicker", "眉题": "kicker", "引標題": "kicker",
    "副题": "deck", "副标题": "deck", "副標題": "deck", "副題": "deck",
}  # fmt: skip
_TITLED = re.compile(
    r"(?:(?P<label>[标標题題目主引肩眉副]{2,3})\s?[：:]|[【\[](?P<bracketed>[标標题題目主引肩眉副]{2,3})[】\]])\s*(?P<words>\S.{0,120})$"
)
_NO_YEAR = re.compile(rf"(?:\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}(?:月\d{{1,2}}日|/\d{{1,2}})){CLOCK}")


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


def titled(text: str) -> tuple[ReadingRole, str] | None:
    """Role and words of a line that says `标题：…`, `引题：…` or `【副题】…`, as exports of databases do."""
    match = _TITLED.match(text)
    role = _TITLE_LABELS.get(match["label"] or match["bracketed"]) if match else None
    return (role, match["words"]) if match and role else None
