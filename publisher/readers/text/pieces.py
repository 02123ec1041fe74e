"""The pieces of a line while its notation is read: strings, inlines made of some of them, and bars that wait for ruby.

Ruby takes the run before it, a note the words before it: both look back, but never further than a note is long, so that the
time is linear in the line's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from publisher.model import Emphasis, Inline, InlineImage, Inlines, Note, Strong, Text
from publisher.patterns import lazily

BAR = "｜"
_LONGEST_BASE = 100
_BACK, _FAR = 64, 3200
"""So many pieces, and characters, back a note looks for its words: they stand right before it, save for ruby and other notes."""
# What ruby without a bar stands over: one script's run. A geta mark is an ideograph that nobody could tell.
_SCRIPTS = tuple(
    lazily(f"[{marks}]")
    for marks in (
        "\u2e80-\u2fd5々〆〇〻ヶ仝〓\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
        "\u3041-\u3096ゝゞ",
        "\u30a1-\u30faーヽヾ",
        "A-Za-z0-9#&'\u00c0-\u024f-",
        "０-９Ａ-Ｚａ-ｚΑ-Ωα-ωА-Яа-я－＆’",
    )
)


class Piece(NamedTuple):
    """A string, or an inline and the characters it shows; a bar is neither."""

    text: str
    inline: Inline | None = None
    is_bar: bool = False

    @property
    def is_plain(self) -> bool:
        return self.inline is None and not self.is_bar


A_BAR = Piece("", None, True)


def text_of(pieces: Iterable[Piece]) -> str:
    """What the pieces show."""
    return "".join([piece.text for piece in pieces])


def inlines_of(pieces: Iterable[Piece]) -> Inlines:
    """The pieces as inlines, neighbouring strings as one; a bar that no ruby came for is a character like others."""
    found: list[Inline] = []
    run: list[str] = []
    for piece in pieces:
        inline = piece.inline
        if inline is None or isinstance(inline, Text):
            run.append(BAR if piece.is_bar else piece.text)
            continue
        if run:
            found.append(Text("".join(run)))
            run = []
        found.append(inline)
    if run:
        found.append(Text("".join(run)))
    return tuple([inline for inline in found if not isinstance(inline, Text) or inline.text])


def bar_of(pieces: list[Piece]) -> int | None:
    """The place of the bar that the next ruby's base begins at."""
    for place in range(len(pieces) - 1, max(-1, len(pieces) - 1 - _BACK), -1):
        if pieces[place].is_bar:
            return place
    return None


def take_barred(pieces: list[Piece], bar: int) -> list[Piece]:
    """The base between the bar and the end, taken off `pieces`; nothing where there is no character in it."""
    base = pieces[bar + 1 :]
    if text_of(base):
        del pieces[bar:]
        return base
    return []


def take_run(pieces: list[Piece]) -> list[Piece]:
    """The run of one script that `pieces` end in, taken off them; nothing where they end in no letter."""
    found: list[Piece] = []
    script: re.Pattern[str] | None = None
    length = 0
    while pieces and length < _LONGEST_BASE and len(found) < _BACK:
        last = pieces[-1]
        if isinstance(last.inline, Note | InlineImage):
            # A character that nobody could tell has its note between it and its reading.
            found.insert(0, pieces.pop())
            continue
        if not last.is_plain:
            if not length and isinstance(last.inline, Emphasis | Strong):
                found.insert(0, pieces.pop())
            break
        start = len(last.text)
        script = script or next((each for each in _SCRIPTS if each.match(last.text[-1])), None)
        while script and start and len(last.text) - start < _LONGEST_BASE and script.match(last.text[start - 1]):
            start -= 1
        if start < len(last.text):
            pieces[-1:] = [Piece(last.text[:start])] if start else []
            found.insert(0, Piece(last.text[start:]))
            length += len(last.text) - start
        if start:
            break
    if text_of(found):
        return found
    pieces.extend(found)
    return []


def cut(pieces: list[Piece], words: str) -> slice | None:
    """Cut `pieces` so that some of them, the last that do, show `words`: their slice. A piece with mark-up is not cut."""
    first, length = len(pieces), 0
    while first and length < _FAR and len(pieces) - first < _BACK:
        first -= 1
        length += len(pieces[first].text)
    # Of a long piece only the end can be what a note is about.
    skipped = max(0, length - _FAR)
    at = text_of(pieces[first:])[skipped:].rfind(words) if words else -1
    if at < 0:
        return None
    start = _cut_at(pieces, first, at + skipped, keep_before=False)
    length = sum(len(piece.text) for piece in pieces[first:start])
    stop = _cut_at(pieces, start, at + skipped + len(words) - length, keep_before=True)
    return slice(start, max(start, stop))


def _cut_at(pieces: list[Piece], place: int, offset: int, *, keep_before: bool) -> int:
    """The place of the piece that begins `offset` characters after the piece at `place`; a string is cut in two for it.

    Inside a piece with mark-up it is the place after that piece if `keep_before`, else that of the piece.
    """
    while place < len(pieces) and offset > 0:
        piece = pieces[place]
        if len(piece.text) > offset:
            if not piece.is_plain:
                return place + keep_before
            pieces[place : place + 1] = [Piece(piece.text[:offset]), Piece(piece.text[offset:])]
            return place + 1
        offset -= len(piece.text)
        place += 1
    return place
