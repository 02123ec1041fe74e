"""Bylines: who wrote, photographed or translated, out of the many ways the press prints it.

`□ 本报记者 张三 通讯员 李四`, `记者：张三`, `文/张三 图/李四`, `記者張三／台北報導`, `·张　三·`, `홍길동 기자`: labels change
the role (and name the house) of the names that follow; names are parted by spaces, `、` or `，`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.model import Byline, Role

_HOUSE = (
    r"(?:本报|本刊|本社|本台|本网|本報|新华社|人民日报|光明日报|经济日报|中新社|中新网|中央社|新华网|人民网"
    r"|[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|时报|早报|商报|都市报|周刊|新闻网))"
)
_LABELS: tuple[tuple[str, Role], ...] = (
    (r"(?:特约|实习|見習|见习|首席|特派|驻站|高级)?(?:记者|記者)(?:站)?(?:员)?", "reporter"),
    (r"(?:特约|本报)?(?:通讯员|通訊員)", "correspondent"),
    (r"(?:特约)?评论员|評論員|撰稿人?|撰文|作者|执笔|執筆|文字|采写|口述|文|글|取材", "author"),
    (r"(?:摄影报道|攝影報導|特约摄影|摄影|攝影|撮影|图片|圖片|사진|摄|攝|图|圖|写真)", "photographer"),
    (r"(?:插图|绘图|漫画|制图|繪圖|插画|图表)", "illustrator"),
    (r"(?:编译|編譯)", "compiler"),
    (r"(?:翻译|翻譯|译者|譯者|译|譯|訳)", "translator"),
    (r"(?:责任编辑|責任編輯|编辑|編輯|整理|主编|責編|责编|編集)", "editor"),
)
_LABEL = re.compile(
    rf"(?P<house>{_HOUSE})?\s*(?:(?P<label>{'|'.join(f'(?P<r{place}>{row[0]})' for place, row in enumerate(_LABELS))})"
    rf"(?=[\s：:／/╱＼\\|]|[\u4e00-\u9fff]{{2}})\s*[：:／/╱＼\\|]?)"
)
_HOUSE_ONLY = re.compile(rf"(?P<house>{_HOUSE})(?=\s)")
_MARKS = " \t\u3000\u00a0·•□■●◎○◇◆▲△—－-（）()【】〔〕[]［］"
_OPENING = re.compile(r"[\s□■●◎○◇◆▲△▪◼•·]+")
# What comes after names and is no name: where from, and how it was made.
_TAIL = re.compile(
    r"(?:[／/╱|｜＝=]\s*\S{0,8}(?:報導|报道|電|綜合|特稿|専電|專電).*|(?:发自|自|从).{1,12}$|[\u4e00-\u9fff]{0,6}(?:综合报道|綜合報導|采访整理|摄影报道|联合报道|"
    r"报道|報導|整理|采访|供稿)$|\s(?:综合|北京|上海|台北)?报道$)"
)
_KOREAN = re.compile(r"([가-힣]{2,4})\s?(?:선임|수습|객원|전문|사진)?\s?(기자|특파원|통신원)")
_PART = re.compile(r"[、，,；;/／&＆和與]|\s+|·(?=\S{2,4}$)")
_NAME = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\u3005\u3040-\u30ffＡ-Ｚａ-ｚA-Za-z가-힣.·•‧\-]{2,24}$")


class _Span(NamedTuple):
    role: Role
    house: str | None
    start: int
    end: int


def setting(printed: str) -> str:
    """The byline as it is to be set: without the mark in front, or the pair around it."""
    mark = _OPENING.match(printed)
    return printed[mark.end() :].rstrip(f" {mark[0].strip()}") or printed if mark else printed


def parse(printed: str) -> tuple[Byline, ...]:
    """The persons of a byline; empty where no name can be told."""
    korean = tuple(Byline(name, "reporter", None) for name, _ in _KOREAN.findall(printed))
    if korean:
        return korean
    text = printed.strip(_MARKS)
    text = _TAIL.sub("", text)
    found: list[Byline] = []
    spans = _spans(text)
    for span, stop in zip(spans, [*(after.start for after in spans[1:]), len(text)], strict=True):
        names = _names(text[span.end : stop])
        if not names and span.house:
            # A house alone writes too: 本报评论员.
            continue
        found.extend(Byline(name, span.role, span.house) for name in names)
    return tuple(dict.fromkeys(found))


def _spans(text: str) -> list[_Span]:
    """The labels in `text`, with one without label in front where names come first."""
    spans = []
    for match in _LABEL.finditer(text):
        role = next(row[1] for place, row in enumerate(_LABELS) if match[f"r{place}"])
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
