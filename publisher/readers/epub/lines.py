"""From a document's blocks to the lines that the press rooms read.

Of an EPUB of ours every block is what it says; its header comes back by the class names of `templates/base/article.html`. Of others
lists, tables and the like are taken as they are, and paragraphs are read like those of any text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from publisher.model import (
    NO_LINES,
    Block,
    Heading,
    Inlines,
    LeftOut,
    LineBreak,
    Lines,
    Paragraph,
    Reading,
    ReadingRole,
    Strong,
    Text,
)
from publisher.readers.epub.blocks import Blocks, TextRow
from publisher.readers.html.dom import Element
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, Markup, is_closed

_SURE: Final = 0.97
_HEADER: Final[dict[str, ReadingRole]] = {
    "kicker": "kicker", "headline": "headline", "deck": "deck", "byline": "byline", "date": "date", "source": "source",
}  # fmt: skip
_FIELDS: Final = ("date", "source")


def own_article(body: Element) -> Element | None:
    """The article of a document that our templates made; None: they did not make it."""
    for element in body.elements():
        if element.tag == "article" and "article" in element.get("class").split():
            headers = (child for child in element.elements() if child.tag == "header")
            return element if any("opening" in header.get("class").split() for header in headers) else None
    return None


def own_chapter(body: Element) -> Element | None:
    """The same of a later document of a book that our templates made."""
    found = (element for element in body.elements() if element.tag == "section")
    return next((each for each in found if {"article", "chapter"} <= set(each.get("class").split())), None)


def own_lines(article: Element, blocks: Blocks) -> tuple[list[Line], list[Reading]]:
    """The lines of an article that our templates made, each with its role; and date and source, which are no lines but fields."""
    lines: list[Line] = []
    fields: list[Reading] = []
    for element in article.elements():
        name = next((name for name in element.get("class").split() if name in _HEADER), "")
        content = blocks.inlines.of(element) if name and _is_in(element, "opening") else ()
        if not content:
            continue
        text, where = plain_text(content), (blocks.number, blocks.number)
        blocks.number += 1
        if name in _FIELDS:
            fields.append(Reading(where, _HEADER[name], "epub-class", _SURE, text))
        else:
            markup = Markup(content=content, role=_HEADER[name], rule="epub-class", confidence=_SURE)
            lines.append(Line(*where, text, 0, True, is_closed(text), markup=markup))
    for element in article.elements():
        if "body" in element.get("class").split() and element.parent is article:
            # The headline is the first level of a page, and no level of the text.
            lines += lines_of(element, blocks, shift=1, own=True)
    return lines, fields


def _is_in(element: Element, name: str) -> bool:
    return any(name in above.get("class").split() for above in element.ancestors())


def lines_of(element: Element, blocks: Blocks, *, shift: int, own: bool = False) -> Iterator[Line]:
    """The lines of an element's blocks. Headings rise by `shift` levels."""
    read = 0
    for block in blocks.of(element):
        rows, read = blocks.rows[read:], len(blocks.rows)
        if isinstance(block, Heading):
            yield _heading(block, shift)
        elif isinstance(block, Paragraph) and block.role == "text" and not own:
            yield from _loose(block)
        elif isinstance(block, LeftOut):
            yield left_out(block.text, block.reason, block.lines)
        else:
            yield _opaque(block, rows)


def _heading(block: Heading, shift: int) -> Line:
    text = plain_text(block.content).replace("\n", " ")
    level = min(max(block.level - shift, 1), 6)
    return Line(
        *block.lines,
        text,
        0,
        True,
        is_closed(text),
        markup=Markup(content=block.content, heading=level, rule="epub-heading"),
    )


def _loose(block: Paragraph) -> Iterator[Line]:
    """A paragraph, or the lines it was broken into by hand."""
    for place, content in enumerate(_between_breaks(block.content)):
        text = plain_text(content)
        if text.strip():
            yield Line(
                *block.lines,
                text,
                0,
                not place,
                is_closed(text),
                markup=Markup(content=content, strong=_is_strong(content)),
            )


def _between_breaks(content: Inlines) -> Iterator[Inlines]:
    start = 0
    for place, inline in enumerate(content):
        if isinstance(inline, LineBreak):
            yield content[start:place]
            start = place + 1
    yield content[start:]


def _is_strong(content: Inlines) -> bool:
    said = [inline for inline in content if not isinstance(inline, Text) or inline.text.strip()]
    return bool(said) and all(isinstance(inline, Strong) for inline in said)


def _opaque(block: Block, rows: Sequence[TextRow]) -> Line:
    read = tuple(_reading(row) for row in rows)
    # What has no text, a rule or a picture, is no line of the reading.
    lines: Lines = block.lines if read else NO_LINES
    text = "\n".join(row.text for row in rows)
    return Line(
        *lines, text, 0, True, True, markup=Markup(block=block, reading=read, rule="epub-block", confidence=_SURE)
    )


def _reading(row: TextRow) -> Reading:
    return Reading((row.number, row.number), row.role, "epub-block", _SURE, row.text)


def left_out(text: str, reason: str, lines: Lines) -> Line:
    """What is kept and not published: a cover, a contents page."""
    return Line(*lines, text, 0, True, True, markup=Markup(role="boilerplate", kind=reason, rule="epub-around"))


def chapter_heading(label: str, number: int) -> Line:
    """The heading of a chapter that has none of its own, by the table of contents."""
    return Line(number, number, label, 0, True, is_closed(label), markup=Markup(heading=1, rule="epub-contents"))
