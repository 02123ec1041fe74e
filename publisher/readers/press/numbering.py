"""Numbers and marks that open headings and list items, by scheme.

The order of schemes in official and press Chinese is fixed (GB/T 9704, 7.3.3): 一、 then （一） then 1.
then （1）; chapters above all.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = "一二三四五六七八九十百〇零"
_ROWS: tuple[tuple[str, str], ...] = (
    ("chapter", rf"第\s?(?P<value>[{_HAN}\d０-９]{{1,5}})\s?[章节節回卷篇编編部](?=[\s：:]|分|$|[^\W\d])"),
    ("han", rf"(?P<value>[{_HAN}]{{1,4}})[、．.](?!\d)"),
    ("han-paren", rf"[（(](?P<value>[{_HAN}]{{1,4}})[）)]、?"),
    ("arabic", r"(?P<value>[0-9０-９]{1,3})(?:[、．]|[.](?!\d))"),
    ("arabic-paren", r"[（(](?P<value>[0-9０-９]{1,3})[）)]、?"),
    ("circled", r"(?P<value>[①-⑳])"),
)
_NUMBER = re.compile("|".join(pattern.replace("<value>", f"<v{place}>") for place, (_, pattern) in enumerate(_ROWS)))
SCHEMES = tuple(scheme for scheme, _ in _ROWS)
_FIRST = frozenset("第（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" + _HAN)

BULLET_HEADING = re.compile(r"[■●◆▲○□◎◇★☆▶►▼△⊙]\s*(?=[^\s■●◆▲○□◎◇★☆])")
BULLET_ITEM = re.compile(r"(?:[•·‧∙⁃]\s*|[-*–]\s+)(?=\S)")


class Number(NamedTuple):
    """A number at the start of a line: its scheme (of SCHEMES), its value (0: not Arabic) and where the text begins."""

    scheme: str
    value: int
    end: int


def number_of(text: str) -> Number | None:
    """The number that opens `text`, if one does and something follows it."""
    # Few lines open so; the set spares the others the pattern.
    if not text or text[0] not in _FIRST:
        return None
    match = _NUMBER.match(text)
    if match is None or (match.end() == len(text) and not text.startswith("第")):
        return None
    place = int(match.lastgroup[1:]) if match.lastgroup else 0
    value = match[f"v{place}"]
    return Number(SCHEMES[place], int(value) if value.isdecimal() else 0, match.end())
