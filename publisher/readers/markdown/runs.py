"""Runs of inlines while they are built, and what joins and trims them: line ends, ruby, white space at the edges."""

from __future__ import annotations

import re
from urllib.parse import unquote

from markdown_it.token import Token

from publisher.model import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)  # fmt: skip
from publisher.readers.characters import ILLEGAL
from publisher.readers.languages import HANGUL
from publisher.readers.press.inlines import plain_text

BLANK = " \t\u3000"
"""White space that indents the lines of a paragraph."""

_BREAKS = re.compile("[\x0b\x0c\r\x85\u2028\u2029]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_NARROW = re.compile(r"[!-~\u00a1-\u024f\u0370-\u058f]")


class Run:
    """An open run: what it is, and what it holds so far."""

    def __init__(self, kind: str, href: str = "") -> None:
        self.kind = kind
        self.href = href
        self.items: list[Inline] = []

    def closed(self) -> Inlines:
        """The run as inlines: wrapped in its kind, or bare where the kind is no more than a mark."""
        content = tuple(self.items)
        if not content:
            return ()
        match self.kind:
            case "emphasis":
                return (Emphasis(content),)
            case "strong":
                return (Strong(content),)
            case "superscript":
                return (Superscript(content),)
            case "subscript":
                return (Subscript(content),)
            case "code":
                return (Code(plain_text(content)),)
            case "link" if self.href:
                return (Link(content, self.href),)
            case "dropped" | "reading":
                return ()
        return content


def settled(text: str) -> str:
    """The text of an entity as a publication may hold it: no characters that XML forbids, no breaks of other kinds."""
    return _BREAKS.sub(" ", ILLEGAL.sub("", text))


def ruby(base: str, readings: list[str]) -> list[Inline]:
    """Group ruby, or one for each character where there are as many readings as characters; an empty one gives none."""
    if len(readings) == len(base) > 1:
        return [Ruby(each, reading) if reading else Text(each) for each, reading in zip(base, readings, strict=True)]
    reading = "".join(readings)
    return [Ruby(base, reading) if reading else Text(base)]


def image_source(src: str) -> str:
    """The path of a local image as the file system knows it; an address elsewhere as it is."""
    return src if _SCHEME.match(src) or src.startswith("//") else unquote(src)


def trimmed(content: Inlines) -> Inlines:
    """The run without layout's white space and breaks at both ends."""
    items = list(content)
    while items and (isinstance(items[0], LineBreak) or (isinstance(items[0], Text) and not items[0].text.strip())):
        items.pop(0)
    while items and (isinstance(items[-1], LineBreak) or (isinstance(items[-1], Text) and not items[-1].text.strip())):
        items.pop()
    if items and isinstance(items[0], Text):
        items[0] = Text(items[0].text.lstrip())
    if items and isinstance(items[-1], Text):
        items[-1] = Text(items[-1].text.rstrip())
    return tuple(items)


def glue(before: str, after: str) -> str:
    """What a line end stands for: nothing beside an ideograph or its marks, a space in Korean and between Latin words."""
    if not before or not after or before.isspace() or after.isspace():
        return ""
    if HANGUL.match(before) or HANGUL.match(after):
        return " "
    return " " if _NARROW.match(before) and _NARROW.match(after) else ""


def last_character(runs: list[Run]) -> str:
    """The last character before this place."""
    for run in reversed(runs):
        for inline in reversed(run.items):
            text = plain_text((inline,))
            if text:
                return text[-1]
    return ""


def next_character(tokens: list[Token], place: int) -> str:
    """The first character from this token on."""
    for token in tokens[place : place + 12]:
        text = token.content.lstrip(BLANK) if token.type != "html_inline" else ""
        if text and token.type != "note":
            return text[0]
    return ""
