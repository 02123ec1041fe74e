"""The source's lines, numbered as an editor counts them, with what their layout says.

A line ends at CRLF, LF or a lone CR; numbering is 1-based. `BREAK` (VT, FF, NEL, U+2028, U+2029) parts a line into pieces
without ending it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from publisher.model import Block, Inlines, Reading, ReadingRole
from publisher.readers.characters import LINE_END, is_blank

NO_BREAK_SPACE = "\u00a0"
ZERO_WIDTH_SPACE = "\u200b"
WORD_JOINER = "\u2060"
_INVISIBLE = f"{ZERO_WIDTH_SPACE}{WORD_JOINER}"
_TAB_COLUMNS = 4

# A sentence ends in one of these, then maybe in closing quotes or brackets.
FULL_STOPS = "。．｡.！？!?…‥"
CLOSERS = "”’」』》〉）)】〕］]\"'"


class Markup(msgspec.Struct, frozen=True, kw_only=True):
    """What a source's mark-up (Markdown, HTML, a word processor's styles) says of a line. Raw text has none."""

    content: Inlines = ()
    """The line with its inline mark-up; empty where there is none, and the line's text is all."""
    heading: int = 0
    """Level of a heading, 1 the highest; 0: none."""
    strong: bool = False
    """All of the line is bold, as headings often are that nobody marked as such."""
    align: Literal["", "centre", "right"] = ""
    role: ReadingRole | None = None
    """What the mark-up tells for certain, such as a caption; None: the words and the layout decide."""
    rule: str = ""
    """Name of the rule by which the mark-up was read; empty: `markup`."""
    kind: str = ""
    """Refines `role`, as `Taken.kind` does: `lead`, `signature`, of furniture the reason."""
    confidence: float = 0.95
    block: Block | None = None
    """A block that the mark-up gives whole: a list, a table, a figure, code. It is taken as it is."""
    reading: tuple[Reading, ...] = ()
    """The entries for `block`, in order: one for each item, row or paragraph in it."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line of the source, or several that were one paragraph before it was hard-wrapped."""

    first: int
    last: int
    text: str
    """Without the layout's white space at both ends."""
    indent: int
    """Columns before the text: an ideographic space is two, a tab four."""
    gap: bool
    """A blank line stands before it."""
    closed: bool
    """Ends as a sentence does."""
    broken: bool = False
    """Put together from parts that a stray line break had torn."""
    markup: Markup | None = None


def source_lines(text: str) -> list[Line]:
    """The non-blank lines of `text`."""
    has_entities = "&" in text
    indents: dict[str, int] = {"": 0}
    found: list[Line] = []
    gap = False
    for number, raw in enumerate(_split(text), 1):
        body = raw.strip()
        if not body:
            gap = True
            continue
        if has_entities and "&" in body and is_blank(body):
            # Layout that a web page has left: a line of its own, with nothing on it.
            raw = NO_BREAK_SPACE
            body = raw.strip()
        space = raw[: len(raw) - len(raw.lstrip())]
        indent = indents.get(space)
        if indent is None:
            indent = indents[space] = sum(_columns_of_space(mark) for mark in space)
        body = body.strip(_INVISIBLE) if body and body[0] in _INVISIBLE else body
        found.append(Line(number, number, body, indent, gap, is_closed(body)))
        gap = False
    return found


def _split(text: str) -> Iterator[str]:
    # str.splitlines would end lines at VT, FF, NEL and others too, and the numbers would no longer be an editor's.
    return iter(text.split("\n") if "\r" not in text else LINE_END.split(text))


def _columns_of_space(mark: str) -> int:
    if mark == "\u3000":
        return 2
    return _TAB_COLUMNS if mark == "\t" else 1


def is_closed(text: str) -> bool:
    """Whether `text` ends as a sentence does: in a full stop, `！`, `？` or `…`, inside or outside closing quotes."""
    if not text:
        return False
    if text[-1] in FULL_STOPS:
        return True
    return text[-1] in CLOSERS and text.rstrip(CLOSERS)[-1:] in tuple(FULL_STOPS)


def columns(text: str) -> int:
    """Width of `text` in half-width columns, near enough: an ideograph has three bytes of UTF-8 and two columns."""
    return (len(text) + len(text.encode())) // 2
