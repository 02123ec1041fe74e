"""The article that a book carries against what its documents say: nothing may have been lost on the way.

Told from the model by a walk of its own, apart from the renderer, so that what that forgets is missed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from msgspec import Struct

from publisher.check.epub.book import Book, Fault
from publisher.check.epub.package import text_of
from publisher.model import Article, Code, Inline, InlineImage, LeftOut, LineBreak, Note, Ruby, Text

_INLINES = get_args(Inline)
_WORDS = ("text", "label")
"""Fields of blocks that are text of their own."""
_CUT = "\0"
"""No text of an article holds it."""
_SHOWN = 40
_MOST = 200
"""So many missing pieces tell enough."""


class Piece(NamedTuple):
    """Text that must come out unbroken, without white space, and the source line of its block."""

    text: str
    line: int


def pieces_of(article: Article) -> list[Piece]:
    """The text of an article in the order of its blocks, notes last, cut where documents may put something between."""
    notes: list[tuple[Note, int]] = []
    found = [Piece(text, 0) for text in _head(article)]
    found += _below((article.kicker, article.headline, article.deck), 0, notes)
    found += _below(article.blocks, 0, notes)
    for note, line in notes:  # grows while notes within notes are found
        found += _below(note.blocks, line, notes)
    # A picture may stand for a character: what that is, its description tells.
    pictured = dict.fromkeys((ord(glyph.character) for glyph in article.glyphs), _CUT)
    cut = (Piece(text, piece.line) for piece in found for text in piece.text.translate(pictured).split(_CUT))
    squashed = (Piece("".join(piece.text.split()), piece.line) for piece in cut)
    return [piece for piece in squashed if piece.text]


def _head(article: Article) -> Iterator[str]:
    # An empty one says that the text itself names its authors.
    yield from [article.byline_text] if article.byline_text is not None else [each.name for each in article.bylines]
    yield article.source or ""


def _below(value: object, line: int, notes: list[tuple[Note, int]]) -> Iterator[Piece]:
    if isinstance(value, LeftOut):
        return
    if isinstance(value, Struct):
        own = getattr(value, "lines", None)
        line = own[0] if own and own[0] else line
        for name in value.__struct_fields__:
            field = getattr(value, name)
            if isinstance(field, str) and name in _WORDS:
                yield Piece(field, line)
            elif isinstance(field, tuple | Struct):
                yield from _below(field, line, notes)
    elif isinstance(value, tuple):
        if value and all(isinstance(each, _INLINES) for each in value):
            yield from (Piece(text, line) for text in _cut(value, line, notes))
        else:
            for each in value:
                yield from _below(each, line, notes)


def _cut(content: tuple[Inline, ...], line: int, notes: list[tuple[Note, int]]) -> list[str]:
    """The text of a run, cut at readings, notes and pictures."""
    pieces = [""]
    for inline in content:
        match inline:
            case Text() | Code():
                pieces[-1] += inline.text
            case Ruby():
                pieces += [inline.base, inline.text, ""]
            case Note():
                notes.append((inline, line))
                pieces.append("")
            case InlineImage():
                pieces.append("")
            case LineBreak():
                pass
            case _:
                first, *more = _cut(inline.content, line, notes)
                pieces[-1] += first
                pieces += more
    return pieces


def lost(book: Book, article: Article, source: str) -> tuple[list[Fault], int]:
    """The pieces of `article`, which was read from `source`, that its book does not say; and how many there are."""
    said = "".join(text_of(book).split())
    at, taken, faults = 0, set[tuple[str, int]](), []
    pieces = pieces_of(article)
    for piece in pieces:
        place = _free(said, piece.text, at, taken)
        if place < 0:
            place = _free(said, piece.text, 0, taken)
        if place < 0:
            faults.append(Fault("text-missing", source, piece.line, piece.text[:_SHOWN]))
            if len(faults) == _MOST:
                break
            continue
        taken.add((piece.text, place))
        at = place if piece.line else at
    return faults, len(pieces)


def _free(said: str, text: str, start: int, taken: set[tuple[str, int]]) -> int:
    """Where `text` stands from `start` on, and not for a piece before; −1: nowhere. What is said twice must stand there twice."""
    place = said.find(text, start)
    while place >= 0 and (text, place) in taken:
        place = said.find(text, place + 1)
    return place
