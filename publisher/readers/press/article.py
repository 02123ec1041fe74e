"""Lines in, article out: where all readers of articles meet.

Whatever the file was, its reader gives lines, and maybe what mark-up says of them; here they become head and body
(`head`, `body`), header fields (`fields`), blocks (`blocks`) and the evidence (`remarks`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

import msgspec

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Article, Block, Heading, Inlines, Paragraph, Text
from publisher.options import ReadOptions
from publisher.publication import NONE, Publication
from publisher.readers.languages import detect_language
from publisher.readers.press import remarks
from publisher.readers.press.blocks import blocks_of
from publisher.readers.press.body import read_body
from publisher.readers.press.corrected import corrected, with_figures
from publisher.readers.press.credited import with_people
from publisher.readers.press.fields import Fields
from publisher.readers.press.head import read_head
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line
from publisher.readers.press.other_languages import with_language_runs
from publisher.readers.press.profile import measure
from publisher.readers.press.unset import unset
from publisher.readers.press.wrapping import paragraphs

# Of the head's lines, those that are shown in the text; a rule under the headline is the page's own business.
_SHOWN_ABOVE = ("caption", "credit", "boilerplate")
_FIRST_SENTENCE = re.compile(r".{1,40}?[。！？!?.…]|.{1,40}", re.DOTALL)
# What a language is told from; a book's first chapters are enough.
_ENOUGH_LINES = 2000
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The file that lines came from, and what is known of the article besides them."""

    name: str
    """The file's name: the title's last resort."""
    format: str
    encoding: str = "utf-8"
    language: str | None = None
    """BCP 47; None: detected."""
    options: ReadOptions = ReadOptions()
    diagnostics: tuple[Diagnostic, ...] = ()
    """What was said of the file so far."""
    stated: Mapping[str, str] = _NOTHING
    """Header fields (of `Printed`) that the file states outright, as front matter does: they win over the lines."""
    hinted: Mapping[str, str] = _NOTHING
    """Header fields of metadata that is often the site's own: used only where the lines give none."""
    publication: Publication = NONE
    """What the file says for catalogues."""


def understand(lines: list[Line], source: Source) -> Article:
    """The article that `lines`, in the order of the source, make.

    Raises InputError `no-content` where nothing but a title is there, LimitError `too-many-headings`.
    """
    language = source.language or detect_language("\n".join(line.text for line in lines[:_ENOUGH_LINES]))
    corrections = source.options.corrections
    profile = measure(lines)
    marked, contradictions = corrected(lines, corrections)
    lines = paragraphs(marked, profile)
    head = read_head(lines, profile, language, titled=source.stated.get("headline"))
    dated = "date" in source.stated or any(each.role == "date" for each in head)
    body = read_body(lines[len(head) :], profile, language, dated=dated)
    fields = Fields(head, body, {**source.stated, **corrections.fields}, source.hinted)
    body, misplaced = with_figures(body, corrections, max((line.last for line in lines), default=0))
    above = [fields.kept(each) for each in head]
    blocks = (
        *blocks_of([each for each in above if each.role in _SHOWN_ABOVE]),
        *blocks_of([fields.kept(each) for each in body]),
    )
    remarks.demand_content(blocks, source.options.max_headings)
    blocks = with_people(with_language_runs(blocks, lines, language), language)
    taken = [*head, *body]
    headline, untitled = _headline(fields.headline, blocks, source.name)
    return Article(
        headline=headline,
        kicker=fields.kicker,
        deck=fields.deck,
        bylines=fields.bylines,
        byline_text=fields.byline_text,
        dateline=fields.printed.get("dateline"),
        source=fields.printed.get("source"),
        date=fields.iso_date,
        language=language,
        blocks=blocks,
        publication=source.publication,
        printed=fields.as_printed(),
        format=source.format,
        encoding=source.encoding,
        reading=remarks.reading(taken),
        diagnostics=(
            *source.diagnostics,
            *contradictions,
            *misplaced,
            *untitled,
            *remarks.list_markers(body),
            *unset(taken, fields),
            *remarks.remarks(taken),
        ),
    )


def _headline(printed: Inlines, blocks: tuple[Block, ...], name: str) -> tuple[Inlines, tuple[Diagnostic, ...]]:
    """The headline; where none is printed, the first heading, else the first sentence, else the file's name."""
    if printed:
        return printed, ()
    heading = next((block for block in blocks if isinstance(block, Heading)), None)
    title = plain_text(heading.content) if heading else ""
    if not title:
        first = next((block for block in blocks if isinstance(block, Paragraph)), None)
        match = _FIRST_SENTENCE.match(plain_text(first.content)) if first else None
        title = match[0].strip() if match else ""
    title = title or PurePath(name).stem or name
    return (Text(title),), (diagnostic("no-title", title=title),)
