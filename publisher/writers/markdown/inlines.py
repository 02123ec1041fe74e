"""Runs of inlines as Markdown; HTML elements where Markdown has no form, or none that is sure."""

from __future__ import annotations

import unicodedata

from publisher.model import (
    Blocks,
    Code,
    Emphasis,
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
)  # fmt: skip
from publisher.writers.markdown.escaping import HARD_BREAK, address, escaped, image_address

_MARKS = {Emphasis: ("*", "em"), Strong: ("**", "strong")}
_ELEMENTS: dict[type, str] = {Superscript: "sup", Subscript: "sub"}
_LONGEST_RUBY = 60


class InlineWriter:
    """Writes runs and gathers the notes they hold, in order, for the definitions at the end."""

    def __init__(self) -> None:
        self.notes: list[Blocks] = []
        self._inside: tuple[type, ...] = ()

    def __call__(self, content: Inlines) -> str:
        pieces: list[str] = []
        for place, inline in enumerate(content):
            after = content[place + 1] if place + 1 < len(content) else None
            pieces.append(self._one(inline, pieces[-1] if pieces else "", after))
        return "".join(pieces)

    def _one(self, inline: object, before: str, after: object) -> str:
        match inline:
            case Text(text=text):
                # Before a link it would make an image of it.
                exclaims = text.endswith("!") and isinstance(after, Link | Note)
                return escaped(text[:-1]) + "\\!" if exclaims else escaped(text)
            case Emphasis() | Strong():
                return self._stressed(inline, before, after)
            case Code(text=text):
                # Two fences that touch would be one.
                return f"<code>{escaped(text)}</code>" if before.endswith("`") else code(text)
            case Ruby(base=base, text=reading):
                return ruby(base, reading)
            case Link():
                return self._link(inline)
            case InlineImage(src=src, alt=alt):
                return f"![{escaped(alt)}]({image_address(src)})"
            case Note(blocks=blocks):
                self.notes.append(blocks)
                return f"[^{len(self.notes)}]"
            case LineBreak():
                return HARD_BREAK
            case Superscript() | Subscript():
                element = _ELEMENTS[type(inline)]
                return f"<{element}>{self._within(type(inline), inline.content)}</{element}>"
        # Marks of names, index entries, languages: there is no form for them.
        return self(getattr(inline, "content", ()))

    def _within(self, kind: type, content: Inlines) -> str:
        outer, self._inside = self._inside, (*self._inside, kind)
        try:
            return self(content)
        finally:
            self._inside = outer

    def _stressed(self, inline: Emphasis | Strong, before: str, after: object) -> str:
        """With asterisks unless others are beside them."""
        kind = type(inline)
        mark, element = _MARKS[kind]
        inner = self._within(kind, inline.content)
        crowded = before.endswith("*") or isinstance(after, Emphasis | Strong) or kind in self._inside
        return f"<{element}>{inner}</{element}>" if crowded else stressed(inner, mark, element)

    def _link(self, link: Link) -> str:
        if Link in self._inside:
            # No link stands in another: the outer one is the link.
            return self(link.content)
        return f"[{self._within(Link, link.content)}]({address(link.href)})"


def stressed(inner: str, mark: str = "*", element: str = "em") -> str:
    """Inlines between asterisks where these are sure to be seen as such (CommonMark 6.2): there are letters at both edges."""
    if inner and inner[0].isalnum() and inner[-1].isalnum():
        return f"{mark}{inner}{mark}"
    return f"<{element}>{inner}</{element}>" if inner else ""


def code(text: str) -> str:
    """A code span (CommonMark 6.1): a fence longer than any inside. Line ends are spaces there."""
    text = " ".join(text.splitlines())
    fence = "`" * (longest_run(text, "`") + 1)
    space = " " if text[:1] in (" ", "`") or text[-1:] in (" ", "`") else ""
    return f"{fence}{space}{text}{space}{fence}" if text else ""


def longest_run(text: str, mark: str) -> int:
    """The length of the longest run of `mark` in `text`."""
    longest = run = 0
    for character in text:
        run = run + 1 if character == mark else 0
        longest = max(longest, run)
    return longest


def ruby(base: str, reading: str) -> str:
    """`{漢字|かんじ}`, and the HTML element for what braces cannot hold."""
    plain = not any(mark in base + reading for mark in "{}|\\\n\r") and all(
        0 < len(text) <= _LONGEST_RUBY and text == text.strip() for text in (base, reading)
    )
    if plain and any(unicodedata.category(each) == "Lo" for each in base):
        return f"{{{base}|{reading}}}"
    return f"<ruby>{escaped(base)}<rt>{escaped(reading)}</rt></ruby>"
