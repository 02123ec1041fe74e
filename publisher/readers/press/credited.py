"""Who is named in a credit: `责任编辑：张三 李四`, `（摄影：王五）`, `编辑/张三 校对/李四`, `訳者：…`.

Only what is sure: a label that says what somebody did, and behind it nothing but names. `编辑：新媒体部` names nobody, and
`图片：新华社` neither. The words of the credit stay as they are.
"""

from __future__ import annotations

from msgspec.structs import replace

from publisher.model import Blocks, Byline, Credit, Role
from publisher.patterns import lazily
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.words import HAN, HAN_OR_KANA, NAME, RARER_SURNAMES

_BY_ROLE: tuple[tuple[Role, str], ...] = (
    ("editor", "责任编辑 責任編輯 责编 責編 编辑 編輯 主编 主編 总编辑 總編輯 编审 編審 编集 編集 편집"),
    ("translator", "译者 譯者 翻译 翻譯 翻訳 訳者 번역"),
    ("photographer", "摄影 攝影 撮影 사진"),
    ("illustrator", "插图 插圖 插画 绘图 繪圖 漫画 制图 製圖 イラスト 그림"),
    ("compiler", "整理 编译 編譯"),
    ("other", "校对 校對 校正 校審 设计 設計 排版 版式 审核 審核"),
)
_LABELS: dict[str, Role] = {label: role for role, labels in _BY_ROLE for label in labels.split()}
_SEGMENT = lazily(
    rf"(?:{HAN}{{0,4}}?)(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})[ \u3000]?[：:／/｜＝=・][ \u3000]?"
    rf"(?P<names>.+?)(?=[ \u3000、，,；;]+{HAN_OR_KANA}{{2,8}}[ \u3000]?[：:／/｜＝=]|$)"
)
_BRACKETS = "（）()【】[]［］〔〕 \t\u3000"
_PARTS = lazily(r"[ \t\u3000、，,；;／/]+")
_LONGEST = 200
_HOUSE = (
    "社",
    "报",
    "報",
    "网",
    "網",
    "台",
    "部",
    "室",
    "组",
    "組",
    "院",
    "站",
    "刊",
    "馆",
    "館",
    "班",
    "局",
    "处",
    "會",
    "会",
)
_CHINESE = lazily(rf"(?:{NAME}|[{RARER_SURNAMES}]{HAN}{{1,2}}|{HAN}{{1,4}}[·・‧]{HAN}{{1,6}})")
_JAPANESE = lazily(rf"{HAN}{{1,4}}{HAN_OR_KANA}{{1,5}}")
_KOREAN = lazily("[\uac00-\ud7a3]{2,4}")
_LATIN = lazily(r"[A-Z\u00c0-\u00de][\w.'’-]{0,30}")


def with_people(blocks: Blocks, language: str) -> Blocks:
    """The blocks with the persons of their credits, but for those whose persons are known."""
    return tuple(
        replace(block, people=credited(plain_text(block.content), language))
        if isinstance(block, Credit) and not block.people
        else block
        for block in blocks
    )


def credited(text: str, language: str) -> tuple[Byline, ...]:
    """The persons that a credit names, each with what they did; none where any doubt is."""
    if len(text) > _LONGEST:
        return ()
    found: list[Byline] = []
    for segment in _SEGMENT.finditer(text.replace("\u00a0", " ").strip(_BRACKETS)):
        names = _names(segment["names"].strip(_BRACKETS + "。.|｜"), language)
        found += [Byline(name, _LABELS[segment["label"]]) for name in names]
    return tuple(dict.fromkeys(found))


def _names(text: str, language: str) -> list[str]:
    """The names that a text consists of; none if there is anything else in it."""
    words = text.split()
    if words and all(map(_LATIN.fullmatch, words)):
        return [text] if len(words) > 1 else []
    parts = [part for part in _PARTS.split(text) if part]
    if language.startswith("ja") and len(parts) == 2 and " " in text.replace("\u3000", " ") and len(text) <= 9:
        # A Japanese name is printed with a space between its two.
        parts = ["".join(parts)]
    named = _JAPANESE if language.startswith("ja") else _KOREAN if language.startswith("ko") else _CHINESE
    sure = all(named.fullmatch(part) and not part.endswith(_HOUSE) for part in parts)
    return parts if sure else []
