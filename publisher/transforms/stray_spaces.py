"""Spaces that a keyboard, a web page or a wrapped line left between Chinese characters go.

CLREQ, “Spaces”, and GB/T 15834-2011, 5.1: Han characters stand solid and a full-width mark holds its own space.
Line ends: CSS Text 4, “Segment break transformation rules”.

    in                        out                     why
    推动 工作                 推动工作                between Han
    工作 ，推动               工作，推动              between Han and a CJK mark; so is what is on either side of a full-width
    好， world                好，world               stop or bracket
    记者 张三 李四 报道       the same                a space parts a role from names, and the names
    推动 Python 工作          the same                beside Latin and figures: spacing there is the page's
    推动　工作                the same                U+3000 is set on purpose
    推⏎动                    推动                    a source line's end beside Han is nothing
    two⏎words                 two words               between Latin words it is one space

In headlines, headings, captions, credits, signatures, verse and table cells a space separates (`建立机制 推动工作`): there
only line ends are looked at.
"""

from __future__ import annotations

from bisect import bisect_right

from publisher.patterns import lazily
from publisher.transforms.characters import (
    BLANKS,
    CLOSING,
    HAN,
    HANGUL,
    LINE_SEPARATOR,
    MARKS,
    OPENERS,
    OPENING,
    cjk_after,
    cjk_before,
)
from publisher.transforms.runs import Edit, Setting

_GAP = lazily(rf"[{BLANKS}\r\n]+")
_LINE_END = lazily(r"[\r\n]")
_SOLID = lazily(f"[，。；：？！、{OPENING}{CLOSING}]")
_CJK = lazily(f"[{HAN}{MARKS}]")
_HANGUL = lazily(f"[{HANGUL}]")

_ROLES = (
    "记者|通讯员|特派员|特约记者|评论员|摄影|撰文|作者|编辑|编译|翻译|绘图|制图|供图"
    "|記者|通訊員|攝影|編輯|編譯|翻譯|繪圖|製圖"
)
_NAMES = lazily(
    rf"(?:{_ROLES})(?:[{BLANKS}]+[{HAN}]{{1,4}}(?![{HAN}]))*[{BLANKS}]+"
    rf"|[{HAN}]{{2,4}}[{BLANKS}]+(?:摄|攝|文|图|圖|报道|報導|整理)(?=[）)】]|\Z)"
)


def edits(text: str, setting: Setting) -> list[Edit]:
    """The edits of the table above, in order."""
    has_line_end = "\n" in text or "\r" in text
    if not has_line_end and (setting.place == "spaced" or not any(blank in text for blank in BLANKS)):
        return []
    names: list[tuple[int, int]] | None = None
    found = []
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        if has_line_end and _LINE_END.search(text, start, end):
            after = _joint(text, start, end)
        elif setting.place == "running" and _is_stray(text, start, end):
            if names is None:
                names = [found.span() for found in _NAMES.finditer(text)]
            if _within(names, start):
                continue
            after = ""
        else:
            continue
        found.append(Edit(start, end, after))
    return found


def _joint(text: str, start: int, end: int) -> str:
    """What a line's end becomes: nothing beside Han or at an end of the run, else one space."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if not before or not after or LINE_SEPARATOR in (before, after):
        return ""
    if _HANGUL.match(before) or _HANGUL.match(after):
        return " "
    return "" if cjk_before(text, start) or cjk_after(text, end) or _CJK.match(after) else " "


def _is_stray(text: str, start: int, end: int) -> bool:
    """Whether the blanks stand between Han and Han or a CJK mark, or at the side of a mark that holds its own space."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if not before or not after:
        return False
    if _SOLID.match(before) or _SOLID.match(after):
        return LINE_SEPARATOR not in (before, after)
    if before in OPENERS:
        return cjk_after(text, end)
    return cjk_before(text, start) and (cjk_after(text, end) or after in "”’…—")


def _within(spans: list[tuple[int, int]], index: int) -> bool:
    nearest = bisect_right(spans, (index, len(spans) and spans[-1][1])) - 1
    return nearest >= 0 and index < spans[nearest][1]
