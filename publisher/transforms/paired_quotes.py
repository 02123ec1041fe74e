"""Straight quotes of Chinese text become paired ones.

GB/T 15834-2011, 4.8 (引号: “ ” outside, ‘ ’ inside) and 5.1; for Traditional Chinese 「 」 outside and 『 』 inside
(重訂標點符號手冊; CLREQ, “Punctuation marks”). `"` gives the outer pair and `'` the inner one, each for itself, so that every
change is of one character.

    in                         out (zh-Hans)              why
    他说"好"就走               他说“好”就走               around Han
    他用"hello"打招呼          他用“hello”打招呼          the sentence round it is Chinese
    "他说'好'的"               “他说‘好’的”               pairs in pairs
    那些‘假话'                 那些‘假话’                 the other half is turned already
    He said "yes" to me        the same                   a Latin phrase in Latin: its typography is its own
    it's  O'Brien  '90s        the same                   an apostrophe
    24"屏  5'10"               the same                   inches, feet and minutes
    他说"好                    the same, and reported     an unpaired quote is a person's to decide

Pairs are decided over a whole run, across emphasis and links. A pair never cuts through a pair already turned: quotes that
would are left, and reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from publisher.patterns import lazily
from publisher.transforms.characters import BLANKS, CLOSING, HAN, LINE_SEPARATOR, MARKS, OPENING, Protected, cjk_before
from publisher.transforms.runs import Edit, Setting

# The single quote between Latin letters, straight or turned, is an apostrophe; two in a row, and `'90s`, are no quotes.
_DOUBLE = lazily('["＂“”]')
_SINGLE = lazily(r"(?<![A-Za-z0-9'])'(?!'|[0-9]0s)|(?<!')'(?![A-Za-z0-9'])|[＇‘]|(?<![A-Za-z])’|’(?![A-Za-z])")
_STRAIGHT = ('"', "'", "＂", "＇")
_SHAPES = {"simplified": {'"': "“”", "'": "‘’"}, "traditional": {'"': "「」", "'": "『』"}}
_PLAIN = str.maketrans("＂＇", "\"'")

_LEADS_IN = lazily(rf"[：:(（{OPENING}]\Z")
_STARTS = lazily(rf"(?:\A|[\s：:(（{OPENING}{LINE_SEPARATOR}])\Z")
_ENDS = lazily(rf"\Z|[，。；：？！、,;:?!.)）{CLOSING}{LINE_SEPARATOR}]")
_FEET = lazily(r"[0-9]'[0-9]{1,2}\Z")
_LETTER = lazily(r"[A-Za-z0-9]\Z")
_HAN = lazily(f"[{HAN}]")
_CJK = lazily(f"[{HAN}{MARKS}]")
_HAN_NEXT = lazily(rf"[“‘—…]*[{HAN}{OPENING}]")
_CHINESE_NEXT = lazily(rf"[{BLANKS}]*[“‘—…，。；：？！、]*[{HAN}{OPENING}]|[，。；：？！、]")
_BLANKS_BACK = lazily(rf"[^{BLANKS}][{BLANKS}]{{0,8}}\Z")
# A quotation in another language is told by its first words; the bound keeps deeply nested quotes linear.
_CONTENT = 500


class Pair(NamedTuple):
    """Where the two quotes of a pair stand."""

    open: int
    close: int


class _Pairing(NamedTuple):
    turned: list[Pair]
    """Pairs that have their shape already."""
    pairs: list[Pair]
    """Pairs with a straight quote in them."""
    alone: list[int]
    """Straight quotes without a mate."""


def edits(text: str, setting: Setting) -> list[Edit]:
    """The edits of the table above, in order."""
    if not any(quote in text for quote in _STRAIGHT):
        return []
    style = "traditional" if is_traditional(setting.language) else "simplified"
    found = []
    for pairing in _pairings(text):
        for pair in pairing.pairs:
            if is_chinese(text, pair):
                has_turned_half = not (text[pair.open] in _STRAIGHT and text[pair.close] in _STRAIGHT)
                shapes = _SHAPES["simplified" if has_turned_half else style]
                for side, at in enumerate(pair):
                    if text[at] in _STRAIGHT:
                        found.append(Edit(at, at + 1, shapes[text[at].translate(_PLAIN)][side]))
    return sorted(found)


def unpaired(text: str) -> list[int]:
    """Offsets of the straight quotes beside Chinese that have no mate."""
    if not any(quote in text for quote in _STRAIGHT):
        return []
    alone = [at for pairing in _pairings(text) for at in pairing.alone]
    return sorted(at for at in alone if _beside_chinese(text, at))


def is_traditional(language: str) -> bool:
    """Whether the tag is of Chinese in traditional characters, by its script or else by its region."""
    parts = language.lower().split("-")
    return parts[0] == "zh" and ("hant" in parts or ("hans" not in parts and not {"tw", "hk", "mo"}.isdisjoint(parts)))


def _pairings(text: str) -> tuple[_Pairing, _Pairing]:
    """Of double quotes, and of single ones, which keep inside the double pairs."""
    protected = Protected(text)
    doubles, singles = (
        [found.start() for found in kind.finditer(text) if found.start() not in protected]
        for kind in (_DOUBLE, _SINGLE)
    )
    outer = _paired(text, doubles, turned_pairs(text, doubles))
    inner = _paired(text, singles, turned_pairs(text, singles), [*outer.turned, *outer.pairs])
    return outer, inner


def turned_pairs(text: str, tokens: Iterable[int]) -> list[Pair]:
    """The pairs of turned quotes that match each other."""
    stack: list[int] = []
    pairs = []
    for at in tokens:
        if text[at] in "“‘":
            stack.append(at)
        elif text[at] in "”’" and stack:
            pairs.append(Pair(stack.pop(), at))
    return pairs


def _paired(text: str, tokens: list[int], turned: list[Pair], walls: Iterable[Pair] = ()) -> _Pairing:
    """Pair what is not paired yet; a pair never crosses a turned pair or one of `walls`.

    Among quotes between the same walls one is open at a time: between Han nothing but the order tells an opening quote
    from a closing one. Where the neighbours do tell, they have the last word.
    """
    steps = {at: pair for pair in (*turned, *walls) for at in pair}
    enclosures = [-1]
    opened: dict[int, int] = {}
    pairs: list[Pair] = []
    alone: list[int] = []
    free = [at for at in tokens if at not in steps]
    following = dict(pairwise(free))
    for at in sorted({*tokens, *steps}):
        if step := steps.get(at):
            if at == step.open:
                enclosures.append(at)
            elif len(enclosures) > 1:
                enclosures.pop()
            continue
        here = enclosures[-1]
        start = opened.pop(here, None)
        opens = text[at] in "“‘" or (text[at] in _STRAIGHT and _leads_in(text, at))
        if start is not None and not opens and not _FEET.search(text, max(0, at - 4), at):
            pairs.append(Pair(start, at))
            continue
        if _may_open(text, at, following.get(at)):
            if start is not None:
                alone.append(start)
            opened[here] = at
        else:
            if start is not None:
                opened[here] = start
            if not _is_measure(text, at):
                alone.append(at)
    alone += opened.values()
    return _Pairing(turned, pairs, [at for at in alone if text[at] in _STRAIGHT])


def _leads_in(text: str, at: int) -> bool:
    """Whether what is before can only be followed by an opening quote: `他说:"`."""
    return bool(_LEADS_IN.search(text, max(0, at - 1), at)) and not _ENDS.match(text, at + 1)


def _may_open(text: str, at: int, following: int | None) -> bool:
    """`following` is the next quote that has no mate yet."""
    if text[at] in "“‘":
        return True
    if text[at] in "”’" or _ENDS.match(text, at + 1):
        return False
    if text[at + 1] in BLANKS and not _STARTS.search(text, max(0, at - 1), at):
        return False
    if not _is_measure(text, at):
        return True
    # `2020"年度人物"` opens, `24"和27"的` are inches: what follows has its own mate or is a measure too.
    is_at_han = text[at] not in "'＇" or _HAN.match(text, at + 1)
    is_feet = _FEET.search(text, max(0, at - 4), at)
    return following is not None and bool(is_at_han) and not is_feet and not _is_measure(text, following)


def _is_measure(text: str, at: int) -> bool:
    """Whether a straight quote may stand for inches, feet or an apostrophe: behind a figure, or a single one behind a letter."""
    behind = _LETTER.search(text, max(0, at - 1), at)
    return behind is not None and text[at] in _STRAIGHT and (text[at] in "'＇" or text[at - 1].isdigit())


def is_chinese(text: str, pair: Pair) -> bool:
    """Whether the pair belongs to a Chinese sentence: Han inside, Han before, or Han after."""
    if _HAN.search(text, pair.open, min(pair.close, pair.open + _CONTENT)) or _HAN_NEXT.match(text, pair.close + 1):
        return True
    before = _BLANKS_BACK.search(text, max(0, pair.open - 9), pair.open)
    if before and cjk_before(text, before.start() + 1):
        return True
    # After a Latin word, a blank or a stop parts the quotation from the Chinese that follows: `He said "yes", 他说`
    return not (before and _LETTER.match(text, before.start(), before.start() + 1)) and bool(
        _CHINESE_NEXT.match(text, pair.close + 1)
    )


def _beside_chinese(text: str, at: int) -> bool:
    before, after = text[max(0, at - 2) : at].rstrip(BLANKS)[-1:], text[at + 1 : at + 3].lstrip(BLANKS)[:1]
    return any(character and _CJK.match(character) for character in (before, after)) and not _is_measure(text, at)
