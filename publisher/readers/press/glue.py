"""Lines on which several pieces are glued: paragraphs that a scraper put together, with their indents still between them.

19 % of web portals' texts have such lines. A heading glued to the front of its paragraph (`一、标题　　正文…`) is told by its
number or mark, by being short and open, and by the paragraph that follows on the same line.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.patterns import lazily
from publisher.readers.characters import BREAK
from publisher.readers.press.lines import is_closed
from publisher.readers.press.numbering import BULLET_HEADING, number_of

# Between paragraphs stands their indent, after a sentence's end.
_GLUED = lazily(
    rf"{BREAK}+|(?<=[。！？!?”」』）)；…])(?:\u3000{{2,}}|[ \u00a0]{{4,}}|\u00a0{{2,}}|[ \u00a0\u3000]{{4,}})(?=\S)"
)
_SPACE = lazily(f"[{BREAK} \u3000\u00a0]")
_INDENT = lazily(r"\u3000{2,}|[ \u00a0]{4,}|\u00a0{2,}")
_LONGEST_HEADING = 40
_SHORTEST_TEXT = 15


class Piece(NamedTuple):
    text: str
    is_heading: bool


def pieces(text: str) -> list[Piece]:
    """The paragraphs, and the headings at their fronts, that are glued on one line."""
    if _SPACE.search(text) is None:
        return [Piece(text, is_heading=False)]
    found: list[Piece] = []
    for part in _GLUED.split(text):
        heading = _heading_at_front(part.strip())
        found.extend(Piece(piece, is_heading) for piece, is_heading in heading if piece)
    return found


def has_glued_heading(text: str) -> bool:
    """Whether a heading is glued to a paragraph on the line."""
    return _INDENT.search(text) is not None and any(piece.is_heading for piece in pieces(text))


def _heading_at_front(text: str) -> tuple[tuple[str, bool], ...]:
    gap = _INDENT.search(text, 0, _LONGEST_HEADING + 8)
    if gap is None or gap.start() > _LONGEST_HEADING:
        return ((text, False),)
    front, rest = text[: gap.start()], text[gap.end() :]
    number = number_of(front)
    mark = BULLET_HEADING.match(front)
    opened = number.end if number else mark.end() if mark else len(front)
    # `一、　　正文`: the number alone is no heading.
    if opened >= len(front) - 1 or is_closed(front) or front[-1] in "，、；：,;:" or len(rest) < _SHORTEST_TEXT:
        return ((text, False),)
    return ((front, True), (rest, False))
