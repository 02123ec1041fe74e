"""The classes of characters that the rules share, and the two questions they all ask: what stands before, what after?

Ranges are those of Unicode's Script property (Scripts.txt: Han, Hiragana, Katakana, Bopomofo); Python's `re` has no
`\\p{Han}`. Kana and bopomofo count as Han here: a mark beside them is set full-width by the same reason (JLREQ 3.1.2, CLREQ,
“Punctuation marks”), and in Chinese text they appear only as quoted words.
"""

from __future__ import annotations

from bisect import bisect_right

from publisher.patterns import lazily

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a run's string for what no rule may touch: code, an image, a character of a run in another language."""

LINE_SEPARATOR = "\N{LINE SEPARATOR}"
"""Stands in a run's string for a forced line break, and between the lines of a stanza."""

NBSP = "\N{NO-BREAK SPACE}"
BLANKS = f" \t{NBSP}"
"""Spaces a keyboard or a web page leaves. The ideographic space U+3000 is never among them: it is set on purpose."""

HAN = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"  # planes 2 and 3 hold nothing but ideographs
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana, without the middle dot
    "\u3105-\u312f\u31a0-\u31bf"  # bopomofo
)
"""Body of a character class: Han ideographs, kana, bopomofo."""

MARKS = "、。〈-】〔-〟！（），．：；？［］｛｝～｡-､"
"""Body of a character class: marks that exist in CJK only, so that they tell CJK text by themselves."""

OPENING = "（《〈「『【〔〖［｛"
CLOSING = "）》〉」』】〕〗］｝"
"""Bodies of character classes: the full-width brackets and quotes among `MARKS`."""

HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"

CLOSERS = "”’\"'＂＇"
OPENERS = "“‘"
# Dashes and ellipses are shared with Latin; they and closing quotes count only where a Han character or CJK mark is next to
# them. Three in a row is the most that text has (`……”`, `——’”`); the bound keeps the look back short.
_SHARED = "…—"

_BEFORE = lazily(rf"[{HAN}{MARKS}][{CLOSERS}{_SHARED}]{{0,3}}\Z")
_AFTER = lazily(rf"[{OPENERS}{_SHARED}]{{0,3}}[{HAN}{OPENING}]")
_GRAPHIC = lazily("[!-~]")
HAN_CHARACTER = lazily(f"[{HAN}]")

# An address may have Han in it only after a sign that goes on (`/检索?词=`), since Chinese text follows an address without a
# space; the marks at its end belong to the sentence (`见http://a.cn/b,然后`). A file name may have Han too (`报告(1).docx`); it
# is looked for from the beginning of a word only, and with few brackets, so that the time stays linear.
_EXTENSIONS = "docx?|xlsx?|pptx?|pdf|txt|md|jpe?g|png|gif|svg|zip|rar|mp[34]|html?|epub"
_PROTECTED = lazily(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]{{1,9}}://|www\.)(?:[!#-&*+,\-./0-9:;=?@A-Z_a-z~]|\([!-'*-~]{{0,80}}\)|(?<=[/=&?#])[{HAN}]+)*"
    r"(?<![,;:?!.])"
    r"|&#?[A-Za-z0-9]{2,8};"
    rf"|(?<![\w-])[\w-]+(?:\(\d{{1,3}}\)[\w-]*){{0,3}}\.(?:{_EXTENSIONS})(?![A-Za-z0-9])"
)
_MAY_PROTECT = lazily(r"://|www\.|&[#A-Za-z]|\.[a-z]")


def cjk_before(text: str, index: int) -> bool:
    """Whether what ends at `index` is Han or a CJK mark, or a closing quote, dash or ellipsis that stands on one."""
    return _BEFORE.search(text, max(0, index - 4), index) is not None


def cjk_after(text: str, index: int) -> bool:
    """Whether what begins at `index` is Han or an opening CJK mark, or an opening quote, dash or ellipsis before one.

    A closing mark tells nothing of what it closes: `（Really!）`, `《Mamma Mia!》`.
    """
    return _AFTER.match(text, index) is not None


def beside_cjk(text: str, start: int, end: int) -> bool:
    """Whether the mark at `start`-`end` has CJK text beside it.

    Blanks on that side do not part them, unless the mark is attached to something Latin on the other: `好 , 你` and
    `好 -- 你`, but not `命令 :wq` and `命令 --Help`.
    """
    if cjk_before(text, start) or cjk_after(text, end):
        return True
    lead, after = blanks_start(text, start), blanks_end(text, end)
    if lead < start and cjk_before(text, lead) and not _GRAPHIC.match(text, end):
        return True
    return after > end and cjk_after(text, after) and (start == 0 or not _GRAPHIC.match(text, start - 1))


def blanks_end(text: str, start: int) -> int:
    """Where the blanks that begin at `start` end."""
    while start < len(text) and text[start] in BLANKS:
        start += 1
    return start


def blanks_start(text: str, end: int) -> int:
    """Where the blanks that end at `end` begin."""
    while end and text[end - 1] in BLANKS:
        end -= 1
    return end


class Protected:
    """The places no rule looks into: addresses, entities left in the text, file names."""

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in _PROTECTED.finditer(text)] if _MAY_PROTECT.search(text) else []
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, index: int) -> bool:
        nearest = bisect_right(self._starts, index) - 1
        return nearest >= 0 and index < self._ends[nearest]
