"""Raw text of a press feature, as it comes off a newspaper's site or out of a word processor, without any mark-up.

bytes -> text (`encoding`) -> lines (`lines`) -> profile of the whole (`profile`) -> wrapped lines joined (`wrapping`) -> what each
line is: head (`head`), then body (`body`) -> article (`fields`, `blocks`, `remarks`).
"""

from __future__ import annotations

import re
from pathlib import PurePath

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError
from publisher.model import Article, Block, Heading, Inlines, Paragraph, Text
from publisher.options import ReadOptions
from publisher.readers import characters
from publisher.readers.encoding import decode
from publisher.readers.languages import detect_language
from publisher.readers.text import remarks
from publisher.readers.text.blocks import blocks_of
from publisher.readers.text.body import read_body
from publisher.readers.text.fields import Fields
from publisher.readers.text.head import read_head
from publisher.readers.text.lines import NO_BREAK_SPACE_ENTITY, source_lines
from publisher.readers.text.profile import measure
from publisher.readers.text.wrapping import paragraphs

# Of the head's lines, those that are shown in the text; a rule under the headline is the page's own business.
_SHOWN_ABOVE = ("caption", "credit", "boilerplate")
_FIRST_SENTENCE = re.compile(r".{1,40}?[。！？!?.…]|.{1,40}", re.DOTALL)


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article of a raw text; `name` is the title's last resort.

    Raises InputError `empty-source` or `no-content`, LimitError `too-many-headings`, and what `decode` raises.
    """
    decoded = decode(data, options.encoding)
    text, removed = characters.clean(decoded.text)
    raw = source_lines(text)
    if not raw:
        raise InputError("empty-source")
    language = options.lang or detect_language(text)
    profile = measure(raw)
    lines = paragraphs(raw, profile)
    head = read_head(lines, profile, language)
    body = read_body(lines[len(head) :], profile, language)
    fields = Fields(head, body)
    above, below = ([fields.kept(taken) for taken in part] for part in (head, body))
    blocks = (*blocks_of([taken for taken in above if taken.role in _SHOWN_ABOVE]), *blocks_of(below))
    remarks.demand_content(blocks, options.max_headings)
    headline, untitled = _headline(fields.printed.get("headline"), blocks, name)
    return Article(
        headline=headline,
        kicker=_inlines(fields.printed.get("kicker")),
        deck=_inlines(fields.printed.get("deck")),
        bylines=fields.bylines,
        byline_text=fields.byline_text,
        dateline=fields.printed.get("dateline"),
        source=fields.printed.get("source"),
        date=fields.iso_date,
        language=language,
        blocks=blocks,
        printed=fields.as_printed(),
        format="text",
        encoding=decoded.encoding,
        reading=remarks.reading([*head, *body]),
        diagnostics=(
            *decoded.diagnostics,
            *removed,
            *_entities(text),
            *untitled,
            *remarks.list_markers(blocks),
            *remarks.remarks([*head, *body]),
        ),
    )


def _inlines(text: str | None) -> Inlines:
    return (Text(text),) if text else ()


def _entities(text: str) -> tuple[Diagnostic, ...]:
    count = text.count(NO_BREAK_SPACE_ENTITY)
    if not count:
        return ()
    line = text.count("\n", 0, text.index(NO_BREAK_SPACE_ENTITY)) + 1
    return (diagnostic("entity-replaced", "info", line, entity=NO_BREAK_SPACE_ENTITY, count=count),)


def _headline(printed: str | None, blocks: tuple[Block, ...], name: str) -> tuple[Inlines, tuple[Diagnostic, ...]]:
    """The headline; where none is printed, the first heading, else the first sentence, else the file's name."""
    if printed:
        return (Text(printed),), ()
    heading = next((block for block in blocks if isinstance(block, Heading)), None)
    title = _plain(heading.content) if heading else ""
    if not title:
        first = next((block for block in blocks if isinstance(block, Paragraph)), None)
        match = _FIRST_SENTENCE.match(_plain(first.content)) if first else None
        title = match[0].strip() if match else ""
    title = title or PurePath(name).stem or name
    return (Text(title),), (diagnostic("no-title", title=title),)


def _plain(content: Inlines) -> str:
    return "".join(inline.text for inline in content if isinstance(inline, Text))
