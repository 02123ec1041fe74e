"""Controls of writing direction (Unicode Standard Annex 9): kept where they are balanced within a line, else dropped.

An unbalanced U+202E turns everything after it round, which a forger wants and nobody else. U+200E and U+200F are harmless.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.characters.tally import LINE_END, Count, Tally, line_ends

EMBEDDINGS, POP = "\u202a\u202b\u202d\u202e", "\u202c"
ISOLATES, POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"
WATCHED = f"{EMBEDDINGS}{POP}{ISOLATES}{POP_ISOLATE}"
_CONTROL = lazily(f"[{WATCHED}]")


def balance(text: str) -> tuple[str, Tally]:
    """`text` without the controls of lines in which they are unbalanced, and what was dropped."""
    dropped: list[int] = []
    line: list[int] = []
    end = 0
    for match in _CONTROL.finditer(text):
        if match.start() >= end:
            dropped += _unbalanced(text, line)
            line = []
            closing = LINE_END.search(text, match.start())
            end = closing.start() if closing else len(text)
        line.append(match.start())
    dropped += _unbalanced(text, line)
    return (_without(text, dropped), _tally(text, dropped)) if dropped else (text, {})


def _unbalanced(text: str, places: list[int]) -> list[int]:
    """All the places of a line, or none where every control is closed by its own kind."""
    opened: list[str] = []
    for place in places:
        control = text[place]
        if control in EMBEDDINGS:
            opened.append(POP)
        elif control in ISOLATES:
            opened.append(POP_ISOLATE)
        elif not opened or opened.pop() != control:
            return places
    return places if opened else []


def _without(text: str, dropped: list[int]) -> str:
    kept = []
    start = 0
    for place in dropped:
        kept.append(text[start:place])
        start = place + 1
    return "".join([*kept, text[start:]])


def _tally(text: str, places: list[int]) -> Tally:
    found: Tally = {}
    line, counted_to = 1, 0
    for place in places:
        line += line_ends(text, counted_to, place)
        counted_to = place
        known = found.get(text[place], Count(0, line))
        found[text[place]] = Count(known.number + 1, known.line)
    return found
