"""Bylines: who wrote, photographed or translated, out of the many ways the press prints it.

`□ 本报记者 张三 通讯员 李四`, `记者：张三`, `文/张三 图/李四`, `記者張三／台北報導`, `·张　三·`, `홍길동 기자`: labels
change the role (and name the house) of the names that follow; names are parted by spaces, `、` or `，`. In `[英] 约翰·哈特
著 张三 译` the label follows the name. `张三（海洋大学教授）`: what is in brackets is where the person belongs.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.model import Byline, Role
from publisher.patterns import lazily
from publisher.readers.press.words import HAN, HAN_OR_KANA, NAMES, POST, RARER_SURNAMES, REPORTER

_HOUSE = (
    r"(?:本报|本刊|本社|本台|本网|本報|新华社|人民日报|光明日报|经济日报|中新社|中新网|中央社|新华网|人民网"
    rf"|{HAN}{{0,6}}(?:日报|晚报|晨报|时报|早报|商报|都市报|周刊|新闻网))"
)
_LABELS: tuple[tuple[str, Role], ...] = (
    (
        rf"(?:驻{HAN}{{2,4}})?(?:全媒体|融媒体?|新媒体|特约|实习|實習|見習|见习|首席|特派|驻站|高级|資深|资深)?(?:记者|記者)(?:站)?(?:员)?"
        r"|实习生|特派員|編集委員|論説委員",
        "reporter",
    ),
    (r"(?:特约|本报|职工)?(?:通讯员|通訊員)", "correspondent"),
    (
        r"(?:特约)?评论员|評論員|(?:特约)?撰稿人?|文[/／]?[图圖摄攝]|[图圖][/／]?文"
        r"|撰文|作者|执笔|執筆|文字|采写|口述|聞き手|取材・文|取材|文|글|By|BY",
        "author",
    ),
    (r"(?:摄影报道|攝影報導|特约摄影|摄影|攝影|撮影|图片|圖片|사진|摄|攝|图|圖|写真)", "photographer"),
    (r"(?:插图|绘图|漫画|制图|繪圖|插画|图表)", "illustrator"),
    (r"(?:编译|編譯)", "compiler"),
    (r"(?:翻译|翻譯|译者|譯者|译|譯|訳)", "translator"),
    (r"(?:责任编辑|責任編輯|编辑|編輯|整理|主编|責編|责编|編集)", "editor"),
)
_LABEL = lazily(
    rf"(?P<house>{_HOUSE})?\s*(?:(?P<label>{'|'.join(f'(?P<r{place}>{row[0]})' for place, row in enumerate(_LABELS))})"
    rf"(?=[\s：:／/╱＼\\|｜丨＝=・]|{HAN}{{2}})\s*[：:／/╱＼\\|｜丨＝=・]?)"
)
_MARKS = " \t\u3000\u00a0·•□■●◎○◇◆▲△★☆▌▍▎※—－-（）()【】〔〕[]［］"
_OUTER_MARKS = _MARKS.replace("（", "").replace("）", "").replace("()", "")
_OPENING = lazily(r"[\s□■●◎○◇◆▲△▪◼•·★☆▌▍▎※]+")
# What comes after names and is no name: where from, and how it was made.
_TAIL = lazily(
    rf"(?:[／/╱|｜＝=]\s*\S{{0,8}}(?:報導|报道|電|綜合|特稿|専電|專電).*|(?:发自|自|从).{{1,12}}$|{HAN}{{0,6}}(?:综合报道|綜合報導|采访整理|摄影报道|联合报道|"
    r"报道|報導|整理|采访|供稿)$|\s(?:综合|北京|上海|台北)?报道$)"
)
# Enough beside the Korean words of these patterns, and quick to compile.
_HANGUL = r"[^\W\d_]"
_KOREAN = lazily(rf"({_HANGUL}{{2,4}})\s?(?:선임|수습|객원|전문|사진)?\s?(기자|특파원|통신원)")
_PART = lazily(r"[、，,；;/／&＆和與]|\s+")
_LATIN = lazily(r"(?:By\s+|BY\s+)?(?P<names>[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f.,&' -]+)$")
_LATIN_PART = lazily(r"\s*(?:,|&|\band\b)\s*")
_KOREAN_HOUSE = lazily(rf"(?:{_HANGUL}|[A-Za-z]){{0,8}}(?:일보|신문|뉴스|데일리|경제|방송|타임스|저널|닷컴)(?=\s)")
_KOREAN_PAIR = lazily(rf"(글·사진|글|사진)\s({_HANGUL}{{2,4}})(?=\s|$)")
_COUNTRY = lazily(rf"[\[［（(〔【]{HAN}{{1,4}}[\]］）)〕】]\s*(?=\S)")
_WORK: tuple[tuple[str, Role], ...] = (
    ("编译", "compiler"), ("編譯", "compiler"), ("译", "translator"), ("譯", "translator"), ("訳", "translator"),
    ("著", "author"), ("编著", "author"), ("撰文", "author"), ("撰", "author"), ("口述", "author"), ("采写", "author"),
)  # fmt: skip
_DID = lazily(rf"(?P<name>\S+(?:\s\S)?)[ \u3000]+(?P<did>{'|'.join(word for word, _ in _WORK)})(?=[\s\u3000]|$)")
_POST = lazily(
    rf"(?P<name>(?:{HAN}|·){{2,6}})[（(](?:作者单位|作者系)?[：:]?"
    r"(?P<post>(?!摄影|图|文|整理|口述)[^（）()]{2,30})[）)]$"
)
_BRACKETED = lazily(rf"^[【\[]({HAN}{{1,4}})[】\]](?=\s*{HAN}{{2}})")
# No byline is longer; the patterns are not made for more.
_LONGEST = 200
_SPACED_OUT = lazily(rf"^({HAN})([ \u3000]{{1,4}})({HAN})\2({HAN})$")
_POSTED = lazily(rf"(?P<post>[^\s，。：；]{{2,30}}?{POST})[ \u3000]+(?P<name>{HAN}{{2,4}}|{HAN}[ \u3000]+{HAN})$")
_TASK_PARTS = lazily(r"(?<=[文图圖摄攝影绘画述理写访译])[ \u3000、，]+")
_TASKED = lazily(
    rf"(?P<name>{HAN}{{2,4}}?|{HAN}[ \u3000]+{HAN})(?:\s?[/／｜丨|]\s?|[ \u3000]?(?=口述|讲述|整理|采写|采访|撰文|摄影|编译|绘))"
    r"(?P<did>文[/／]?[图圖摄攝]|[图圖][/／]?文|文|[图圖]|[摄攝]影?|绘图?|插图|漫画|画|口述|讲述|整理|采写|采访|撰文|编译)$"
)
_TASKS: dict[str, Role] = {
    "图": "photographer", "圖": "photographer", "摄": "photographer", "攝": "photographer",
    "摄影": "photographer", "攝影": "photographer",
    "绘": "illustrator", "绘图": "illustrator", "插图": "illustrator", "漫画": "illustrator", "画": "illustrator",
    "整理": "editor", "编译": "compiler",
}  # fmt: skip
_ASIDE = lazily(r"[（(](?:见习|实习|實習|文/?图|文|图)[）)]")
_TRANSLATED = lazily(rf"(?P<name>(?:{HAN_OR_KANA}|・){{2,10}}?)編?訳$")
_SUFFIX = lazily(r"(?:記者|特派員|編集委員|論説委員|支局長)$")
_DEEDS: dict[str, Role] = {
    "訳": "translator", "譯": "translator", "共訳": "translator", "監訳": "translator", "訳注": "translator", "編訳": "translator",
    "校訂": "editor", "校注": "editor", "編": "editor", "編集": "editor", "監修": "editor",
}  # fmt: skip
_BEHIND = lazily(f"(?<=..)(?:{'|'.join(sorted(_DEEDS, key=len, reverse=True))})$")
_NAME = lazily(r"(?:[^\W\d_]|[.·•‧・-]){2,24}$")


# A longer bracket is a sentence.
_LONGEST_CLOSING = 48
_OFFICE = r"(?:局|委|办|厅|院|部|站|中心|办公室|委员会|政府|公司|协会|学会|联合会|课题组|报道组|支队|大队|总队|集团|学校|大学|图书馆)"
# After a sentence's end, or alone: a bracket inside a sentence explains a word of it.
_CLOSING = lazily(
    rf"(?:^|(?<=[。！？!?”」』…]))\s*[（(]\s*(?!作者|笔者|原载|载|图|来源|资料|据|摘|选自|见|注|全文|全剧|全书|连载)(?P<by>[^，。：（）()]{{0,12}}{REPORTER}[^，。：（）()]{{2,30}}|{NAMES}|[{RARER_SURNAMES}]{HAN}{{1,2}}|{HAN}{{2,16}}{_OFFICE}"
    rf"|(?:編集委員|論説委員|特派員|記者)[・／ \u3000][^，。（）()]{{2,12}})\s*[）)]$"
)
# A Japanese paper signs with the bare name, at the end of the last paragraph: 。（山本花子）, 。【山本花子】
_SIGNED_IN_JAPANESE = lazily(
    rf"(?<=[。」』])[（(【](?!.{{0,12}}[略終続完了笑談時税訳注共])(?P<by>{HAN}{{1,4}}[ \u3000・]?{HAN_OR_KANA}{{1,5}}"
    rf"(?:、{HAN}{{1,4}}[ \u3000]?{HAN_OR_KANA}{{1,5}}){{0,3}})[）)】]$"
)
_KANA = lazily("[\u3041-\u30fa]")


class _Span(NamedTuple):
    role: Role
    house: str | None
    start: int
    end: int


def closing(text: str) -> str | None:
    """Who signs in brackets at the end of a paragraph: reporters, a name, or an office; or alone, as a line."""
    start = max(0, len(text) - _LONGEST_CLOSING)
    match = _CLOSING.search(text, start) if text[-1:] in "）)" else None
    if match is None and text[-1:] in "）)】" and _KANA.search(text, start):
        match = _SIGNED_IN_JAPANESE.search(text, start)
    return match["by"].strip() if match else None


def setting(printed: str) -> str:
    """The byline as it is to be set: without the mark in front, or the pair around it."""
    mark = _OPENING.match(printed)
    return printed[mark.end() :].rstrip(f" {mark[0].strip()}") or printed if mark else printed


def parse(printed: str) -> tuple[Byline, ...]:
    """The persons of a byline; empty where no name can be told."""
    if len(printed) > _LONGEST:
        return ()
    foreign = _korean(printed) or _latin(printed)
    if foreign:
        return foreign
    text = _BRACKETED.sub(r"\1：", _ASIDE.sub("", printed), count=1)
    post = _POST.match(text.strip(_OUTER_MARKS))
    if post:
        return (Byline(post["name"], "author", post["post"]),)
    text = _SPACED_OUT.sub(r"\1\3\4", text.strip(_OUTER_MARKS))
    tasked = _tasked(text)
    if tasked:
        return tasked
    posted = _POSTED.match(text)
    if posted and not _LABEL.search(posted["post"]):
        return (Byline(_joined(posted["name"]), "author", posted["post"]),)
    text = _COUNTRY.sub("", text, count=1) if _COUNTRY.match(text) else text
    text = text.strip(_MARKS)
    worked = tuple(Byline(_joined(match["name"]), dict(_WORK)[match["did"]], None) for match in _DID.finditer(text))
    if worked:
        return worked
    translated = _TRANSLATED.match(text)
    if translated:
        return (Byline(translated["name"], "translator"),)
    text = _TAIL.sub("", text)
    suffixed = _SUFFIX.search(text)
    found: list[Byline] = []
    spans = _spans(text)
    for span, stop in zip(spans, [*(after.start for after in spans[1:]), len(text)], strict=True):
        names = _names(text[span.end : stop])
        if not names and span.house:
            # A house alone writes too: 本报评论员.
            continue
        found.extend(_credited(name, span.role, span.house) for name in names)
    if suffixed and len(found) == 1:
        return (Byline(_SUFFIX.sub("", found[0].name) or found[0].name, "reporter", found[0].affiliation),)
    return tuple(dict.fromkeys(found))


def _korean(printed: str) -> tuple[Byline, ...]:
    house = _KOREAN_HOUSE.search(printed)
    affiliation = house[0] if house else None
    named = tuple(Byline(name, "reporter", affiliation) for name, _ in _KOREAN.findall(printed))
    return named or tuple(
        Byline(name, "photographer" if label == "사진" else "author", None)
        for label, name in _KOREAN_PAIR.findall(printed)
    )


def _latin(printed: str) -> tuple[Byline, ...]:
    match = _LATIN.match(printed.strip(_MARKS))
    return tuple(Byline(name) for name in _LATIN_PART.split(match["names"]) if name) if match else ()


def _tasked(text: str) -> tuple[Byline, ...]:
    """`方小雨/文　李木/图`, `沈禾口述　方小雨整理`: what each did stands behind the name. Empty where any part is otherwise."""
    found: list[Byline] = []
    for part in _TASK_PARTS.split(text):
        match = _TASKED.match(part)
        if match is None:
            return ()
        found.append(Byline(_joined(match["name"]), _TASKS.get(match["did"], "author")))
    return tuple(found)


def _joined(name: str) -> str:
    """`王　文` is a name of two characters."""
    return name.replace(" ", "").replace("\u3000", "")


def _credited(name: str, role: Role, house: str | None) -> Byline:
    """A Japanese book prints what somebody did behind the name: `汐見とも子訳`."""
    match = _BEHIND.search(name)
    return Byline(name[: match.start()], _DEEDS[match[0]], house) if match else Byline(name, role, house)


def _spans(text: str) -> list[_Span]:
    """The labels in `text`, with one without label in front where names come first."""
    spans: list[_Span] = []
    for match in _LABEL.finditer(text):
        role = next(row[1] for place, row in enumerate(_LABELS) if match[f"r{place}"])
        before = spans[-1] if spans else None
        # `图/本报记者 李木`: the first label says what was done, the second by whom.
        if before is not None and before.end == match.start() and role == "reporter":
            role = role if before.role == "author" else before.role
            spans.pop()
            spans.append(_Span(role, match["house"], before.start, match.end()))
        else:
            spans.append(_Span(role, match["house"], match.start(), match.end()))
    if not spans or spans[0].start > 0:
        spans.insert(0, _Span("author", None, 0, 0))
    return spans


def _names(text: str) -> list[str]:
    parts = [part.strip(_MARKS + "：:") for part in _PART.split(text)]
    names: list[str] = []
    loose = ""
    for part in filter(None, parts):
        # `王　文`: a name of two characters, spaced out to the width of three.
        if len(part) == 1:
            loose += part
            if len(loose) == 2:
                names.append(loose)
                loose = ""
        elif _NAME.match(part) and not part.endswith(("报", "社", "台", "网")):
            names.append(part)
    return names
