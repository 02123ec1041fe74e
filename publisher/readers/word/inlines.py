"""Pieces of a paragraph, each with its look, put together to the model's inlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from publisher.model import (
    Emphasis,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    Note,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)


class Look(NamedTuple):
    """How a piece is set. Underlines, colours and sizes say nothing of an article."""

    href: str = ""
    strong: bool = False
    emphasis: bool = False
    place: Literal["", "superscript", "subscript"] = ""


PLAIN = Look()


class Piece(NamedTuple):
    node: Text | Ruby | Note | InlineImage | LineBreak
    look: Look


def composed(pieces: Iterable[Piece]) -> Inlines:
    """The inlines of the pieces: neighbours of one look share their element, links outermost."""
    return _linked(list(pieces))


def _linked(pieces: list[Piece]) -> Inlines:
    found: list[Inline] = []
    for href, group in groupby(pieces, key=lambda piece: piece.look.href):
        content = _stressed(list(group), _STRESSES)
        found += (Link(content, href),) if href and content else content
    return tuple(found)


_STRESSES: tuple[tuple[str, type[Strong | Emphasis]], ...] = (("strong", Strong), ("emphasis", Emphasis))
"""Fields of `Look` that an element stands for, the outer one first."""


def _stressed(pieces: list[Piece], stresses: tuple[tuple[str, type[Strong | Emphasis]], ...]) -> Inlines:
    if not stresses:
        return _placed(pieces)
    (name, element), inner = stresses[0], stresses[1:]
    found: list[Inline] = []
    for stressed, group in groupby(pieces, key=lambda piece: bool(getattr(piece.look, name))):
        content = _stressed(list(group), inner)
        found += (element(content),) if stressed and content else content
    return tuple(found)


def _placed(pieces: list[Piece]) -> Inlines:
    found: list[Inline] = []
    for place, group in groupby(pieces, key=lambda piece: piece.look.place):
        content = _joined([piece.node for piece in group])
        match place:
            case "superscript":
                found.append(Superscript(content))
            case "subscript":
                found.append(Subscript(content))
            case _:
                found += content
    return tuple(found)


def _joined(nodes: Sequence[Inline]) -> Inlines:
    """Texts beside each other as one: Word cuts a line into runs at every correction."""
    found: list[Inline] = []
    for is_text, group in groupby(nodes, key=lambda node: isinstance(node, Text)):
        if is_text:
            text = "".join(node.text for node in group if isinstance(node, Text))
            found += (Text(text),) if text else ()
        else:
            found.extend(group)
    return tuple(found)


def is_all_strong(pieces: Iterable[Piece]) -> bool:
    """Whether all that is printed is bold."""
    printed = [piece for piece in pieces if not isinstance(piece.node, Text) or piece.node.text.strip()]
    words = [piece for piece in printed if isinstance(piece.node, Text | Ruby)]
    return bool(words) and all(piece.look.strong for piece in words)


def stripped(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the white space and breaks at both ends, which are layout."""
    start, stop = 0, len(pieces)
    while start < stop and _is_blank(pieces[start]):
        start += 1
    while start < stop and _is_blank(pieces[stop - 1]):
        stop -= 1
    found = list(pieces[start:stop])
    if found and isinstance(found[0].node, Text):
        found[0] = Piece(Text(found[0].node.text.lstrip()), found[0].look)
    if found and isinstance(found[-1].node, Text):
        found[-1] = Piece(Text(found[-1].node.text.rstrip()), found[-1].look)
    return found


def _is_blank(piece: Piece) -> bool:
    return isinstance(piece.node, LineBreak) or (isinstance(piece.node, Text) and not piece.node.text.strip())
