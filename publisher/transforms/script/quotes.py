"""Quotation marks as the edition's region has them: “ ” ‘ ’ of simplified Chinese are 「 」 『 』 in traditional, and back.

GB/T 15834-2011, 4.8; 重訂標點符號手冊, 引號. Mark by mark, so that the nesting stays what it is and the way back gives the text.

    to zh-Hant                   becomes                     why
    他说“好”                     他说「好」                  a pair in a Chinese sentence
    “他说‘好’的”                 「他说『好』的」            the pair within
    “不完的一段                  「不完的一段                a quotation that goes on in the next paragraph
    He said “yes”                the same                    a Latin phrase: its marks are its own
    it’s  Xi’an                  the same                    an apostrophe

「 」 『 』 have no other use, so that on the way to simplified Chinese all of them turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.patterns import lazily
from publisher.transforms.characters import HAN, MARKS, Protected
from publisher.transforms.paired_quotes import is_chinese, turned_pairs
from publisher.transforms.runs import Edit

_TO_TRADITIONAL = dict(zip("“”‘’", "「」『』", strict=True))
_TO_SIMPLIFIED = {corner: curly for curly, corner in _TO_TRADITIONAL.items()}
_KINDS = (lazily("[“”]"), lazily("‘|(?<![A-Za-z0-9])’|’(?![A-Za-z0-9])"))
_BESIDE = lazily(rf"[{HAN}{MARKS}“”‘’「」『』…—]")


def to_traditional(text: str) -> list[Edit]:
    """The edits of the table above, in order."""
    edits: list[Edit] = []
    for kind in _KINDS:
        at = [found.start() for found in kind.finditer(text)]
        if at:
            edits += (Edit(place, place + 1, _TO_TRADITIONAL[text[place]]) for place in _chinese(text, at))
    return sorted(edits)


def to_simplified(text: str) -> list[Edit]:
    """Every corner bracket as the curly mark it stands for, in order."""
    return [Edit(at, at + 1, _TO_SIMPLIFIED[mark]) for at, mark in enumerate(text) if mark in _TO_SIMPLIFIED]


def _chinese(text: str, marks: list[int]) -> Iterator[int]:
    """Those of the `marks` that are of a Chinese sentence: pairs by what is in and around them, single ones by what they touch."""
    protected = Protected(text)
    free = [at for at in marks if at not in protected]
    pairs = turned_pairs(text, free)
    for pair in pairs:
        if is_chinese(text, pair):
            yield from pair
    paired = {at for pair in pairs for at in pair}
    for at in free:
        if at not in paired and _touches_chinese(text, at):
            yield at


def _touches_chinese(text: str, at: int) -> bool:
    """Whether Chinese stands on the inner side of a mark without a mate, and nothing Latin there."""
    inner = text[at + 1 : at + 2] if text[at] in "“‘" else text[max(0, at - 1) : at]
    return bool(inner) and _BESIDE.match(inner) is not None
