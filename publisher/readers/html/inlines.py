"""A run's inline mark-up as the model's inlines: an allow-list, so that nothing of a page's own code comes through.

Leaves are put into the inlines of the elements around them, each level grouped anew, so that misnested mark-up costs nothing.
Ruby is read as HTML's (https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-ruby-element): each `<rt>` belongs to
the base before it, `<rb>` and `<rtc>` are understood, `<rp>` is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import unquote

from publisher.links import is_allowed
from publisher.model import (
    Code,
    Emphasis,
    Inline,
    InlineImage,
    Inlines,
    Link,
    Note,
    Ruby,
    Strong,
    Subscript,
    Superscript,
)
from publisher.model import Text as Characters
from publisher.readers.html.dom import Element, Text
from publisher.readers.html.runs import Leaf, Run
from publisher.readers.html.vocabulary import vocabulary

NoteOf = Callable[[Element], Note | None]

_STRONG_TAGS = frozenset(["b", "strong"])
_EMPHASIS_TAGS = vocabulary("em dfn cite i var")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_LONGEST_ADDRESS = 2000
_UNSAFE = re.compile(
    r"\s*(?:(?:data|file|vbscript):|javascript:(?!\s*(?:void\s*\(?\s*0?\s*\)?)?\s*;?\s*$))", re.IGNORECASE
)
"""What runs code, holds a page of its own or leads to the reader's machine; `javascript:void(0)` is a site's way to say nothing."""


def is_bold(element: Element) -> bool:
    """Whether an inline element sets its text bold."""
    style = element.get("style")[:2000]
    if style and _NOT_BOLD_STYLE.search(style):
        return False
    return element.tag in _STRONG_TAGS or bool(style and _BOLD_STYLE.search(style))


def is_unsafe(href: str) -> bool:
    """Whether an address does something that no book may."""
    return bool(_UNSAFE.match(href[:_LONGEST_ADDRESS]))


def inlines(run: Run, note_of: NoteOf, image_of: Callable[[Element], str]) -> Inlines:
    """The inlines of a run, without those of its images that stand as figures (`image_of` gives those no address)."""
    parts = [(leaf, piece) for leaf, piece in zip(run.leaves, run.pieces, strict=True) if piece or _is_image(leaf)]
    return _merged(tuple(_level(parts, 0, note_of, image_of)))


def _is_image(leaf: Leaf) -> bool:
    return isinstance(leaf.node, Element) and leaf.node.tag == "img"


def _level(
    parts: list[tuple[Leaf, str]], level: int, note_of: NoteOf, image_of: Callable[[Element], str]
) -> Iterator[Inline]:
    for element, group in groupby(
        parts, key=lambda part: part[0].around[level] if len(part[0].around) > level else None
    ):
        inner = list(group)
        if element is None:
            for leaf, piece in inner:
                yield from _leaf(leaf, piece, image_of)
            continue
        note = note_of(element)
        if note is not None:
            yield note
            continue
        yield from _wrapped(element, tuple(_level(inner, level + 1, note_of, image_of)))


def _wrapped(element: Element, content: Inlines) -> Iterator[Inline]:
    """The content in what the element means; most elements mean nothing."""
    if not content:
        return
    tag = element.tag
    if tag == "a":
        href = element.get("href").strip()
        if href and len(href) <= _LONGEST_ADDRESS and is_allowed(href):
            yield Link(content, href)
            return
    elif tag == "sup" or _RAISED.search(element.get("style")[:500]):
        if not all(isinstance(each, Note) for each in content):
            yield Superscript(content)
            return
        # A note's call is raised by the page itself, and its text is not raised.
    elif tag == "sub":
        yield Subscript(content)
        return
    elif tag in ("code", "kbd", "samp", "tt"):
        yield Code("".join(_plain(content)))
        return
    elif is_bold(element):
        yield Strong(content)
        return
    elif tag in _EMPHASIS_TAGS and tag != "i":
        yield Emphasis(content)
        return
    yield from content


def _plain(content: Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Characters | Code):
            yield inline.text
        elif isinstance(inline, Ruby):
            yield inline.base
        else:
            yield from _plain(getattr(inline, "content", ()))


def _leaf(leaf: Leaf, piece: str, image_of: Callable[[Element], str]) -> Iterator[Inline]:
    node = leaf.node
    if isinstance(node, Text):
        yield Characters(piece)
    elif node.tag == "img":
        src = image_of(node)
        if src:
            yield InlineImage(src, " ".join(node.get("alt").split()))
    elif node.tag == "code":
        yield Code(piece)
    else:
        yield from ruby(node)


def ruby(element: Element) -> Iterator[Inline]:
    """The bases of a `<ruby>` with their readings; a base without reading is plain text."""
    bases: list[str] = []
    readings: list[str] = []
    for kind, text in _ruby_parts(element):
        if kind == "base" and readings:
            yield from _pairs(bases, readings)
            bases, readings = [], []
        (bases if kind == "base" else readings).append(text)
    yield from _pairs(bases, readings)


def _pairs(bases: list[str], readings: list[str]) -> Iterator[Inline]:
    bases = [base for base in bases if base]
    if len(bases) == len(readings) and bases:
        pairs = list(zip(bases, readings, strict=True))
    else:
        pairs = [("".join(bases), "".join(readings))]
    for base, reading in pairs:
        if base and reading:
            yield Ruby(base, reading)
        elif base or reading:
            yield Characters(base or reading)


def _ruby_parts(element: Element) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if isinstance(child, Text):
            text = child.text.strip(" \t\n\r\f")
            if text:
                yield "base", text
        elif child.tag == "rt":
            # An unclosed `<rt>` holds the next base in old pages; the parser has ended it already.
            yield "reading", "".join(child.text.split())
        elif child.tag == "rp":
            continue
        elif child.tag == "rb":
            yield "base", child.text.strip(" \t\n\r\f")
        else:
            yield from _ruby_parts(child)


def _merged(content: Inlines) -> Inlines:
    """Neighbouring texts as one."""
    found: list[Inline] = []
    for inline in content:
        if isinstance(inline, Characters) and found and isinstance(found[-1], Characters):
            found[-1] = Characters(found[-1].text + inline.text)
        else:
            found.append(inline)
    return tuple(found)


def local_path(src: str) -> str:
    """A relative address as a path beside the page: without query and fragment, percent signs resolved."""
    path = unquote(src.split("#", 1)[0].split("?", 1)[0]).replace("\\", "/")
    while path.startswith("./"):
        path = path[2:]
    return path
