"""Headlines in balanced lines.

A line of a headline should end where the sense pauses, and no line should hold a character or two. The layout engine knows
neither, so on paged media the breaks are chosen here: after a mark or a space where one is near the ideal place, else evenly.
Reflowable media break as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from publisher.model import Inlines, LineBreak, Text
from publisher.patterns import lazily

_PAUSE = frozenset("，；：、。！？—…　 ,;:!?")
_NO_START = frozenset("，。、；：？！）］｝〕〉》」』】〗”’…—·％‰℃,.;:?!)]}%°")
_NO_END = frozenset("（［｛〔〈《「『【〖“‘([{￥＄#")
_NO_END_OR_NOTHING = _NO_END | {""}
_LATIN_WORD = re.compile(r"[0-9A-Za-z.,:/%+-]{2,}")

_GAPS = lazily("(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])")

_AWAY_FROM_PAUSE = 6.0
"""How many ems of unevenness a break at a pause is worth."""


def balance(content: Inlines, characters: float) -> Inlines:
    """`content` with line breaks so that each line has at most `characters` ems, lines as even as the sense allows.

    Only a headline that is all text is broken; one with inlines in it is left to the layout engine.
    """
    if not all(isinstance(inline, Text) for inline in content):
        return content
    text = "".join(inline.text for inline in content if isinstance(inline, Text))
    lines = list(_lines(text, characters))
    broken: list[Text | LineBreak] = []
    for line in lines:
        broken += [LineBreak(), Text(line)] if broken else [Text(line)]
    return tuple(broken)


def width(text: str) -> float:
    """Width in ems: a full-width character is 1, any other about 0.55, and between Han and Latin is a quarter."""
    characters = sum(1.0 if east_asian_width(character) in "FWA" else 0.55 for character in text)
    return characters + 0.25 * len(_GAPS.findall(text))


def _lines(text: str, most: float) -> Iterator[str]:
    while (total := width(text)) > most:
        count = -(-total // most)
        cut = _best_cut(text, total / count, most)
        if cut is None:
            break
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    yield text


def _best_cut(text: str, ideal: float, most: float) -> int | None:
    inside_words = {at for word in _LATIN_WORD.finditer(text) for at in range(word.start() + 1, word.end())}
    best: tuple[float, int] | None = None
    for at in range(1, len(text)):
        run = width(text[:at])
        if run > most:
            break
        # Spaces at the break go, so the marks beside them would end and begin the lines.
        before, after = text[at - 1], text[at:].lstrip()[:1]
        if text[:at].rstrip()[-1:] in _NO_END_OR_NOTHING:
            continue
        if after in _NO_START or at in inside_words:
            continue
        cost = abs(run - ideal) + (0 if before in _PAUSE else _AWAY_FROM_PAUSE)
        if best is None or cost < best[0]:
            best = cost, at
    return best[1] if best else None
