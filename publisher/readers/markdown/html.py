"""HTML in Markdown: an allow-list of what is mark-up of the text, and pages' own mark-up taken away from blocks.

In a line, the tags of RUNS are read as the model's inlines. A block of HTML is parted into pieces at the tags that make
paragraphs; each piece is read as a line of Markdown's tokens is. What stands in no list here loses its tags, not its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

RUNS = {
    "em": "emphasis", "i": "emphasis", "u": "emphasis", "mark": "emphasis", "strong": "strong", "b": "strong",
    "sup": "superscript", "sub": "subscript", "code": "code", "kbd": "code", "a": "link", "s": "struck", "del": "struck",
    "strike": "struck",
}  # fmt: skip
"""Tag -> kind of run. Underlining and marking are stress; typewriters knew no other."""

UNREAD = frozenset({"script", "style", "template", "iframe", "object", "noscript", "textarea", "svg", "math", "title"})
"""Tags whose content is not the article's text."""

_BREAKING = (
    "p div h1 h2 h3 h4 h5 h6 blockquote li ul ol dl dt dd table thead tbody tfoot tr caption figure figcaption center"
    " section article header footer main aside details summary hr pre address form fieldset nav"
)
BREAKING = frozenset(_BREAKING.split())
"""Tags that begin and end a piece."""

QUIET = frozenset(
    {
        "p",
        "br",
        "img",
        "hr",
        "li",
        "ul",
        "ol",
        "blockquote",
        "figure",
        "figcaption",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
    }
    | {f"h{level}" for level in range(1, 7)}
)
"""Tags of blocks that say no more than the pieces do; losing them need not be told."""

_NAME = r"[A-Za-z][A-Za-z0-9-]{0,30}"
_ATTRIBUTE = re.compile(r"([A-Za-z_:][A-Za-z0-9:._-]{0,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))")
_TAG = re.compile(rf"<(/?)({_NAME})((?:[^<>\"']|\"[^\"<>]{{0,4000}}\"|'[^'<>]{{0,4000}}'){{0,500}})>")
_MOST_ATTRIBUTES = 20_000


class Tag(NamedTuple):
    name: str
    """In lower case."""
    closing: bool
    attributes: dict[str, str]


class Piece(NamedTuple):
    """A run of a block of HTML between two tags that part: `line` counts from 0, `parts` are tags and text in order."""

    line: int
    last: int
    name: str
    """The tag that opened it: `p`, `h2`, `li`, `td`; empty: none did."""
    parts: tuple[Tag | str, ...]


def tag_of(source: str) -> Tag | None:
    """The tag in `source`, which is one; None for a comment, a declaration or a processing instruction."""
    match = re.match(rf"<(/?)({_NAME})", source)
    if match is None:
        return None
    found = _ATTRIBUTE.findall(source[:_MOST_ATTRIBUTES])
    attributes = {name.lower(): unescape(double or single or bare) for name, double, single, bare in found}
    return Tag(match[2].lower(), bool(match[1]), attributes)


def pieces(source: str) -> Iterator[Piece]:
    """The pieces of a block of HTML that hold text or an image."""
    line = first = 0
    name, parts = "", list[Tag | str]()
    for part in scan(source):
        if isinstance(part, Tag) and part.name in BREAKING:
            if _says_something(parts):
                yield Piece(first, line, name, tuple(parts))
            name, parts = "" if part.closing else part.name, []
            continue
        if isinstance(part, str):
            if not parts or not _says_something(parts):
                first = line + len(part[: len(part) - len(part.lstrip())].split("\n")) - 1
            line += part.count("\n")
        elif not _says_something(parts):
            first = line
        parts.append(part)
    if _says_something(parts):
        yield Piece(first, line, name, tuple(parts))


def _says_something(parts: list[Tag | str]) -> bool:
    return any(part.strip() if isinstance(part, str) else part.name == "img" for part in parts)


def scan(source: str) -> Iterator[Tag | str]:
    """Tags and text in order; comments, declarations and the contents of UNREAD tags are `Tag`s named `!`, with their length."""
    place = start = 0
    while (opening := source.find("<", place)) >= 0:
        end, found = _at(source, opening)
        if found is None:
            place = opening + 1
            continue
        if opening > start:
            yield unescape(source[start:opening])
        yield found
        # Line numbers must go on through what is not text.
        lost = source.count("\n", opening, end)
        if lost:
            yield "\n" * lost
        place = start = end
    if source[start:]:
        yield unescape(source[start:])


def _at(source: str, place: int) -> tuple[int, Tag | None]:
    """The tag or comment that begins at `place`, and where it ends; None: it is a mere `<`."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")):
        if source.startswith(opening, place):
            end = source.find(closing, place + len(opening))
            return (end + len(closing) if end >= 0 else len(source)), Tag("!", False, {})
    match = _TAG.match(source, place)
    if match is None:
        return place, None
    tag = tag_of(match[0])
    if tag is not None and tag.name in UNREAD and not tag.closing:
        after = re.compile(rf"</{tag.name}\s*>", re.IGNORECASE).search(source, match.end())
        return (after.end() if after else len(source)), tag
    return match.end(), tag
