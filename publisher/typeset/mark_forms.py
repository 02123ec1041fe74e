"""Which form of a mark a text wants: Chinese and Latin share the code points of quotes, ellipsis and middle dot.

In Chinese text “ ” ‘ ’ and … are as wide as an ideograph and `·` stands in the middle of an em (CLREQ 3.1.1, GB/T 15834); in a Latin
phrase they are Latin marks. The code points do not say which; their neighbours do. OpenType has the forms as `fwid` and `pwid`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from publisher import clreq

Form = Literal["", "fwid", "pwid"]

_OPENING, _CLOSING = frozenset("“‘"), frozenset("”’")
_QUOTES = _OPENING | _CLOSING
_BOTH = _OPENING | _CLOSING | frozenset("…·")


def form_runs(text: str, *, latin: bool, wide: bool = False) -> Iterator[tuple[str, Form]]:
    """The text in pieces of one form each.

    `latin` tells a run in a language that is not of East Asia, `wide` one whose faces have narrow quotes unless asked (Japanese).
    """
    if _BOTH.isdisjoint(text):
        yield text, ""
        return
    start, form = 0, ""
    for at, character in enumerate(text):
        wanted: Form = _form(text, at, latin=latin) if character in _BOTH else ""
        if wide and not wanted and character in _QUOTES:
            wanted = "fwid"
        if wanted != form:
            if at > start:
                yield text[start:at], form  # type: ignore[misc]
            start, form = at, wanted
    yield text[start:], form  # type: ignore[misc]


def _form(text: str, at: int, *, latin: bool) -> Form:
    character = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if character == "·":
        return "pwid" if latin or (_is_word(before) and _is_word(after)) else "fwid"
    if latin:
        return "pwid"
    if character == "…":
        return "pwid" if _is_word(before) and not _is_cjk(after) and after != "…" else ""
    if character == "’" and _is_word(before) and _is_word(after):
        return "pwid"
    # A quote is Latin where what it quotes and what surrounds it is.
    outside, inside = (text[:at], after) if character in _OPENING else (text[at + 1 :], before)
    near = outside.rstrip()[-1:] if character in _OPENING else outside.lstrip()[:1]
    parted = outside[-1:] if character in _OPENING else outside[:1]
    return "pwid" if _is_word(inside) and near and _is_latin_text(near) and not _is_cjk(parted) else ""


def _is_word(character: str) -> bool:
    return bool(character) and clreq.is_latin(character)


def _is_cjk(character: str) -> bool:
    return bool(character) and clreq.is_full_width(character) and character not in _BOTH


def _is_latin_text(character: str) -> bool:
    return clreq.is_latin(character) or character in ",.;:!?()[]-…"
