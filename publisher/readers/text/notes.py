"""The notes `［＃…］` of Aozora Bunko's notation, as a table: what is written -> what it means for the text.

The rows follow 注記一覧 (https://www.aozora.gr.jp/annotation/), with the older wordings that files of the archive still have.
Figures in notes may be full-width. A note has three shapes: after the words it is about (`［＃「犬」に傍点］`), around them
(`［＃傍点］犬［＃傍点終わり］`), or around lines (`［＃ここから太字］ … ［＃ここで太字終わり］`).

What the model has no word for: a side line 傍線 is stress, as dots are (that some translations put one beside names, the
notation does not say); a frame round words is importance; size, measure, columns and direction of letters are the page's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_WIDE = str.maketrans("０１２３４５６７８９（），", "0123456789(),")
_DOTS = "(?:白ゴマ|丸|白丸|黒三角|白三角|二重丸|蛇の目|ばつ)?傍点"
_SIDE_LINES = "(?:二重)?傍線|(?:鎖|破|波|点)線|波傍線|アンダーライン"
_SIZES = "[一二三四五六七八九十0-9]{0,3}段階?(?:大き|小さ)な文字"
_SIZES_END = "(?:[一二三四五六七八九十0-9]{0,3}段階?)?(?:大き|小さ)な文字"

STYLES: tuple[tuple[str, str], ...] = (
    (f"{_DOTS}|{_SIDE_LINES}|斜体|イタリック体?", "emphasis"),
    ("太字|ゴシック体?|罫囲み|枠囲み", "strong"),
    ("上付き小文字|行右小書き", "superscript"),
    ("下付き小文字|行左小書き", "subscript"),
    ("縦中横|横組み|縦組み", "plain"),
    (_SIZES, "plain"),
    ("割り?注", "aside"),
    ("キャプション", "caption"),
    ("(?:同行|窓)?[大中小]見出し", "heading"),
)
"""Words of a style -> how the text is wrapped: a kind of inline, or `plain` where the page alone decides."""

_STYLE = "|".join(f"(?P<{tag}{place}>{words})" for place, (words, tag) in enumerate(STYLES))
_END = _STYLE.replace(_SIZES, _SIZES_END)
_COUNT = "[0-9一二三四五六七八九十]{1,3}"
_OF = "(?:[0-9]+つ[目め]の|ルビの)?「(?P<target>.+)」"


class Form(NamedTuple):
    """A row of NOTES: what may be written, and what is done."""

    act: str
    """What is done."""
    pattern: str
    """The whole note between `［＃` and `］`, its figures and brackets half-width."""


NOTES: tuple[Form, ...] = (
    # --- pages and lines
    Form("break", "改(?:丁|ページ|頁|見開き|段)"),
    Form("right", f"(?:この行)?地付き(?:で)?|(?:.{{0,10}}字下げて?、)?[下地](?:から|より){_COUNT}字(?:上げ|[アあ][キき]).{{0,8}}"),
    Form("right-open", f"ここから(?:地付き|地から{_COUNT}字上げ)"),
    Form("right-close", "ここで(?:地付き|字上げ)終わ?り"),
    Form("indent-open", f"(?:ここから|これより|以下)(?:改行天付き、折り返して|改行)?(?P<count>{_COUNT})字下げ(?:、.*)?"),
    Form("indent-close", "(?:ここで|ここまで)?(?:字下げ|字詰め)(?:、.{0,20})?終わ?り"),
    Form("indent", f"(?:天から|この行)?(?P<count>{_COUNT})字下げ(?:、.*)?"),
    Form("layout", f"(?:この行)?天付き.*|(?:ページの)?左右中央(?:に)?|本文終わり|中央揃え|ここから{_COUNT}字詰め"),
    Form("layout", f"(?:ここから)?(?:{_COUNT}段組み|段組み(?:ここから)?)(?:、.*)?|(?:ここで)?段組み終わり"),
    Form("box-open", "ここから(?:罫|枠)囲み"),
    Form("box-close", "ここで(?:罫|枠)囲み終わり"),
    # --- pictures
    Form("figure", r"(?P<label>[^()]*)\((?P<src>[\w./-]{1,80}\.(?:png|jpe?g|gif|webp))(?:、[^()]*)?\)(?:入る|の図)?"),
    # --- words: after them, around them, around lines
    Form("reading", f"{_OF}の?(?:左|右)?に「(?P<text>[^「」]+)」の(?:ルビ|注記|傍記|書き込み)"),
    Form("style", f"{_OF}(?:の(?:左|右))?[にはのを](?:{_STYLE})"),
    Form("lines-open", f"ここから(?:左に)?(?:{_STYLE})"),
    Form("lines-close", f"ここで(?:左に)?(?:{_END})終わ?り"),
    Form("open", f"(?:左に)?(?:{_STYLE})(?:始め)?"),
    Form("close", f"(?:左に)?(?:{_END})終わ?り"),
    Form("reading-open", "(?:左に)?(?:注記|ルビ)付き"),
    Form("reading-close", "(?:左に)?「(?P<text>[^「」]+)」の(?:注記|ルビ)付き終わ?り"),
    Form("line-break", "改行"),
    # --- kunten 訓点: order marks stand below, what is read after a word above
    Form("order-mark", "[一二三四五上中下甲乙丙丁天地人]レ?|レ"),
    Form("added-kana", r"\((?P<text>[^()]{1,12})\)"),
    # --- remarks of those who made the file
    Form("remark", ".*(?:底本|初出|親本|ママ|原文|誤植|伏字|欠字|不明|判読|脱字|校訂|参照).*"),
)  # fmt: skip


class Note(NamedTuple):
    """A note understood."""

    act: str
    """One of NOTES, or `unknown`."""
    tag: str = ""
    """Of a style: see STYLES."""
    words: str = ""
    """The style's words, or the whole note."""
    values: Mapping[str, str] = {}
    """`target`, `text`, `count`, `src`, `label`, as the row has them."""


NOTHING = Note("")
_TAGS = re.compile(r"[a-z]+(?=\d+$)")


@lru_cache(maxsize=4096)
def understood(note: str) -> Note:
    """What the note between `［＃` and `］` says."""
    plain = note.translate(_WIDE)
    for row in NOTES:
        match = _compiled(row.pattern).fullmatch(plain)
        if match is None:
            continue
        tag = words = ""
        values = {}
        for name, value in match.groupdict().items():
            if value is None:
                continue
            kind = _TAGS.match(name)
            if kind:
                tag, words = kind[0], value
            else:
                # The text's own figures stay as wide as they are.
                values[name] = note[match.start(name) : match.end(name)] if name != "count" else value
        return Note(row.act, tag, words or note, values)
    return Note("unknown", "", note)


_compiled = lru_cache(maxsize=None)(re.compile)


def number(text: str) -> int:
    """The value of a count in a note: `3`, `十`, `二十`."""
    if text.isdecimal():
        return int(text)
    digits = {mark: value for value, mark in enumerate("〇一二三四五六七八九")}
    tens, ten, ones = text.partition("十")
    return (digits.get(tens, 1) * 10 if ten else digits.get(tens, 0)) + digits.get(ones, 0)
