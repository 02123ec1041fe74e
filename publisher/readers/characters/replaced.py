"""Characters that stand for others: radicals, presentation forms and C1 controls. Each is mended and counted.

- Kangxi radicals U+2F00-2FD5 and the radicals of U+2E80-2EF3 that Unicode's EquivalentUnifiedIdeograph gives one ideograph of the BMP
  which no other radical has: what copying from a PDF leaves of `民`, `见`, `长`. They look the same and are found by no search.
- CJK compatibility forms U+FE30-FE4F and vertical forms U+FE10-FE19: marks of vertical setting, which the page now makes itself.
  The sesame dots U+FE45 and U+FE46 are characters of their own.
- C1 controls, where all that a text has are Windows-1252's quotes, dashes and letters. NEL alone is a line break.

Compatibility ideographs (U+F900, U+2F800) are letters of names and are never touched: no NFC, no NFKC.
"""

from __future__ import annotations

import re
import unicodedata

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.patterns import lazily
from publisher.readers.characters.tally import shown, tally

NEXT_LINE = "\x85"

_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}

_SUPPLEMENT = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺎⺏⺐⺒⺓⺔⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺶⺹⺺⺻⺼⻁⻂⻃⻄⻅⻆⻈⻉⻋⻐⻑⻒⻓⻔⻗⻘"
        "⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂刀刂卜㔾兀尣尢巳幺彑忄扌攵旡日月歺母民氵氺灬丬牛犭王目示礻糹纟罓罒羊耂肀聿肉虎衤覀西见角讠贝车钅長镸长门雨青"
        "韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)

_FORMS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︴︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈﹉﹊﹋﹌﹍﹎﹏",
        "，、。：；！？〖〗…‥—–＿＿（）｛｝〔〕【】《》〈〉「」『』［］￣￣￣￣＿＿＿",
        strict=True,
    )
)

TABLE = {**_KANGXI, **_SUPPLEMENT, **_FORMS}
_STANDING_IN = lazily(lambda: f"[{''.join(TABLE)}]")
_C1 = lazily("[\x80-\x9f]")
_NOT_WINDOWS = lazily("[\x81\x8d\x8f\x90\x9d]")
WATCHED = "\x80-\x9f\u2e80-\u2fd5\ufe10-\ufe19\ufe30-\ufe4f"
"""A class of characters, for a pattern: a text without any of them has nothing to mend."""


def mend(text: str) -> tuple[str, list[Diagnostic]]:
    """`text` with the ordinary characters, and one `character-replaced` for each kind."""
    text, said = _exchange(text, _STANDING_IN, TABLE)
    controls = set(_C1.findall(text))
    if not controls - {NEXT_LINE} or _NOT_WINDOWS.search(text):
        return text, said
    windows = {control: control.encode("latin-1").decode("cp1252") for control in controls}
    text, mapped = _exchange(text, _C1, windows)
    return text, [*said, *mapped]


def _exchange(text: str, pattern: re.Pattern[str], table: dict[str, str]) -> tuple[str, list[Diagnostic]]:
    found = tally(pattern, text)
    if not found:
        return text, []
    said = [
        diagnostic(
            "character-replaced",
            "info",
            each.line,
            character=f"U+{ord(mark):04X}",
            replacement=shown(table[mark]),
            count=each.number,
        )
        for mark, each in found.items()
    ]
    return pattern.sub(lambda match: table[match[0]], text), said
