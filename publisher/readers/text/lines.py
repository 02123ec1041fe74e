"""The source's lines, numbered as an editor counts them, with what their layout says.

A line ends at CRLF, LF or a lone CR; numbering is 1-based. `BREAK` (VT, FF, NEL, U+2028, U+2029) parts a line into pieces
without ending it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from publisher.readers.characters import LINE_END

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_SPACE_ENTITY = "&nbsp;"
ZERO_WIDTH_SPACE = "\u200b"
WORD_JOINER = "\u2060"
_INVISIBLE = f"{ZERO_WIDTH_SPACE}{WORD_JOINER}"
_TAB_COLUMNS = 4

# A sentence ends in one of these, then maybe in closing quotes or brackets.
FULL_STOPS = "。．｡.！？!?…‥"
CLOSERS = "”’」』》〉）)】〕］]\"'"


class Line(msgspec.Struct, frozen=True):
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


def source_lines(text: str) -> list[Line]:
    """The non-blank lines of `text`."""
    has_entities = NO_BREAK_SPACE_ENTITY in text
    indents: dict[str, int] = {"": 0}
    found: list[Line] = []
    gap = False
    for number, raw in enumerate(_split(text), 1):
        body = raw.strip()
        if not body:
            gap = True
            continue
        if has_entities and NO_BREAK_SPACE_ENTITY in body:
            raw = raw.replace(NO_BREAK_SPACE_ENTITY, NO_BREAK_SPACE)
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
