"""A line's inline content: its plain text, and a part of it that keeps its mark-up."""

from __future__ import annotations

import msgspec

from publisher import tree
from publisher.model import Code, Inline, InlineImage, Inlines, LineBreak, Note, Ruby, Strong, Text
from publisher.readers.press.lines import Line


def content_of(line: Line, text: str | None = None) -> Inlines:
    """The line's inlines, with its mark-up if it has any; `text` is what it says where the line is plain."""
    if line.markup is not None and line.markup.content:
        return line.markup.content
    return (Text(line.text if text is None else text),)


def has_note(content: Inlines) -> bool:
    """Whether a note is called in the run."""
    return any(isinstance(inline, Note) or has_note(getattr(inline, "content", ())) for inline in content)


def plain_text(content: Inlines) -> str:
    """The characters of a run as a reader sees them in the line: no readings of ruby, no notes."""
    return tree.plain_text(content, line_break="\n")


def unbolded(content: Inlines) -> Inlines:
    """A heading's run, without bold around all of it: a heading is bold as it is."""
    while len(content) == 1 and isinstance(content[0], Strong):
        content = content[0].content
    return content


def without_start(content: Inlines, count: int) -> Inlines:
    """The run without its first `count` characters, counted as `plain_text` does, and the white space after them."""
    found: list[Inline] = []
    for place, inline in enumerate(content):
        kept, count = _shortened(inline, count)
        if kept is not None:
            found.append(kept)
        if count <= 0:
            found.extend(content[place + 1 :])
            break
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip())
    return tuple(found)


def _shortened(inline: Inline, count: int) -> tuple[Inline | None, int]:
    """What is left of an inline when up to `count` characters are taken off its start, and how many are still to go."""
    if count <= 0:
        return inline, 0
    length = len(plain_text((inline,)))
    match inline:
        case Text() | Code():
            return (
                msgspec.structs.replace(inline, text=inline.text[count:]) if length > count else None
            ), count - length
        case Ruby() | LineBreak() | Note() | InlineImage():
            # A base and its reading stay together.
            return (inline if not length else None), count - length
        case _:
            if length <= count:
                return None, count - length
            return msgspec.structs.replace(inline, content=without_start(inline.content, count)), 0
