"""The article as Markdown: CommonMark 0.31 with front matter (YAML), tables (GFM), footnotes, definition lists and ruby.

| article | Markdown |
|---|---|
| header fields | YAML front matter, each a quoted string |
| publication, readings of names | `identifier publisher rights license description series series_index issue tags readings` |
| heading | `#`, one for each level: the headline is in the front matter |
| list, quotation, code, rule, table | as they are there; two lists that touch have different marks |
| definition list | `term`, then `: definition` |
| attribution | the quotation's last paragraph, opened by `——` |
| verse | a paragraph a stanza, its lines parted by hard breaks |
| figure | an image alone in its paragraph; below it its caption in emphasis, unless that is its alternative text; its credit |
| table without a head | one with an empty head, for GFM has no others |
| box | a quotation that opens with its title in bold |
| note | a footnote |
| ruby | `{漢字|かんじ}` |
| super- and subscript, and stress where asterisks are not sure to be read | HTML elements |

What that does not hold is in `_LOSSES`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import (
    Article,
    Box,
    Byline,
    Cell,
    Credit,
    IndexTerm,
    LanguageRun,
    NoteBlock,
    Paragraph,
    ProperName,
    Signature,
    Text,
    Verse,
    WorkTitle,
)  # fmt: skip
from publisher.render.inlines import plain_text
from publisher.tree import nodes
from publisher.writers.losses import UNPUBLISHED, Loss, remarks
from publisher.writers.markdown.blocks import BlockWriter

_LOSSES = (
    UNPUBLISHED,
    Loss(IndexTerm, "index entries"),
    Loss(ProperName, "proper-name marks"),
    Loss(WorkTitle, "work-title marks"),
    Loss(LanguageRun, "languages of runs"),
    Loss(Box, "boxes"),
    Loss(Verse, "verse"),
    Loss(Signature, "signatures"),
    Loss(NoteBlock, "notes between blocks"),
    Loss(Credit, "credits"),
    Loss(Paragraph, "leads and turns of an interview", when=lambda paragraph: paragraph.role != "text"),
    Loss(Cell, "cells that span others", when=lambda cell: cell.colspan > 1 or cell.rowspan > 1),
)
_YAML_BREAKS = {0x85: "\\N", 0x2028: "\\L", 0x2029: "\\P", 0x7F: "\\x7f"}


def write(article: Article) -> tuple[bytes, list[Diagnostic]]:
    """The Markdown in UTF-8."""
    writer = BlockWriter()
    body = writer.document(article.blocks)
    text = "\n".join(["---", *_front_matter(article), "---", "", body])
    said = remarks(article, "markdown", _LOSSES)
    titling = (*article.kicker, *article.headline, *article.deck)
    marked = sum(not isinstance(inline, Text) for inline in titling)
    if marked:
        said.append(
            diagnostic("mark-up-flattened", "info", format="markdown", kind="mark-up in headlines", count=marked)
        )
    return text.encode(), said


def _front_matter(article: Article) -> Iterator[str]:
    byline = article.byline_text
    if byline is None:
        byline = "　".join(" ".join(filter(None, (each.affiliation, each.name))) for each in article.bylines)
    fields = {
        "title": plain_text(article.headline),
        "kicker": plain_text(article.kicker),
        "deck": plain_text(article.deck),
        "byline": byline,
        "dateline": article.dateline,
        "date": article.printed.date or article.date,
        "source": article.source,
        "lang": article.language,
    }
    about = article.publication
    catalogued = {
        "identifier": about.identifier, "publisher": about.publisher, "rights": about.rights, "license": about.licence,
        "description": about.description, "series": about.series, "series_index": about.position, "issue": about.issue,
    }  # fmt: skip
    for key, value in (fields | catalogued).items():
        if value:
            yield f"{key}: {quoted(value)}"
    topics = (plain_text(term.content) for term in article.index if term.kind == "topic")
    if tags := dict.fromkeys((*about.subjects, *topics)):
        yield f"tags: [{', '.join(map(quoted, tags))}]"
    for key, kind in (("people", "person"), ("places", "place")):
        if named := [_named(term) for term in article.index if term.kind == kind]:
            yield f"{key}: [{', '.join(named)}]"
    credited = (node for node, _ in nodes(article) if isinstance(node, Byline))
    readings = {each.name: each.reading for each in (*article.bylines, *credited) if each.reading}
    if readings:
        yield "readings:"
        yield from (f"  {quoted(name)}: {quoted(reading)}" for name, reading in readings.items())


def _named(term: IndexTerm) -> str:
    """A term of an index in a list: its text, or a table with its reading."""
    text = quoted(plain_text(term.content))
    return f"{{name: {text}, reading: {quoted(term.reading)}}}" if term.reading else text


def quoted(text: str) -> str:
    """A double-quoted scalar of YAML 1.2 (section 7.3.1), which is a string of JSON but for three line ends of Unicode."""
    return json.dumps(text, ensure_ascii=False).translate(_YAML_BREAKS)
