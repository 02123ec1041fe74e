"""What text an article must be seen to have, told from the model alone: the writers are held against it.

Written apart from `publisher.render` on purpose, so that what the renderer forgets is missed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from validators import squashed

from publisher import model
from publisher.model import Article, Block, Inline, Note, Paragraph, Text

INLINES = get_args(Inline)
GENERATED = "0123456789.·■＊-‐"
"""What CSS may add: folios, note and list numbers, bullets, the mark of a heading, the separator, hyphens."""


def body_text(article: Article) -> str:
    """All text below the header, notes at the end with their numbers, ruby readings after their base; without white space."""
    notes: list[str] = []
    shown = _blocks(opened(article), notes)
    return squashed(shown + "".join(f"{number}{note}" for number, note in enumerate(notes, 1)))


def note_count(article: Article) -> int:
    notes: list[str] = []
    _blocks(article.blocks, notes)
    return len(notes)


def fragments(article: Article, *, with_ruby: bool = True) -> list[str]:
    """The runs of text that must come out of any reader unbroken but for line and page ends, in order.

    A run ends at a ruby or a note, whose characters readers put before or after it. Paragraphs with a ruby can be left out.
    """
    runs: list[str] = []
    for inlines in _runs(opened(article)):
        if not with_ruby and _has_ruby(inlines):
            continue
        for run in _cut(inlines):
            if squashed(run):
                runs.append(squashed(run))
    return runs


def header_words(article: Article) -> list[str]:
    """Words that must stand in the header, in this order."""
    notes: list[str] = []
    fields = [_inlines(field, notes) for field in (article.kicker, article.headline, article.deck)]
    # An empty one says that the text itself names its authors.
    bylines = [article.byline_text] if article.byline_text is not None else [by.name for by in article.bylines]
    return [squashed(word) for word in (*fields, *bylines, article.source or "") if word]


def headings(article: Article) -> list[str]:
    """The headings' text without notes and readings, in order."""
    return [squashed("".join(_plain(run))) for run in _heading_runs(article.blocks)]


def table_heads(article: Article) -> str:
    """What is printed again where a table runs over a page."""
    found: list[str] = []
    for table in _tables(article.blocks):
        found += [_inlines(cell.content, []) for row in table.rows[: table.head] for cell in row]
    return squashed("".join(found))


def opened(article: Article, gap: str = "") -> tuple[Block, ...]:
    """The blocks with the dateline before the first paragraph, if that does not begin with it."""
    blocks = list(article.blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            has_it = squashed(_inlines(block.content, [])).startswith(squashed(article.dateline or ""))
            if not has_it:
                dateline = article.dateline + gap if article.dateline else ""
                blocks[at] = Paragraph(content=(Text(dateline), *block.content), role=block.role)
            break
    return tuple(blocks)


def _blocks(blocks: tuple[Block, ...], notes: list[str]) -> str:
    return "".join(_block(block, notes) for block in blocks)


def _block(block: Block, notes: list[str]) -> str:
    match block:
        case model.LeftOut() | model.Separator():
            return ""
        case model.List():
            return "".join(_blocks(item.blocks, notes) for item in block.items)
        case model.DefinitionList():
            return "".join(_inlines(item.term, notes) + _blocks(item.blocks, notes) for item in block.items)
        case model.Quote():
            return _blocks(block.blocks, notes) + _inlines(block.attribution, notes)
        case model.Verse():
            return "".join(_inlines(line, notes) for stanza in block.stanzas for line in stanza)
        case model.Figure():
            return _inlines(block.caption, notes) + _inlines(block.credit, notes)
        case model.Table():
            cells = "".join(_inlines(cell.content, notes) for row in block.rows for cell in row)
            return _inlines(block.caption, notes) + cells
        case model.CodeBlock():
            return block.text
        case model.Box():
            return _inlines(block.title, notes) + _blocks(block.blocks, notes)
        case model.NoteBlock():
            return block.label + _blocks(block.blocks, notes)
        case _:
            return _inlines(block.content, notes)


def _inlines(content: tuple[Inline, ...], notes: list[str]) -> str:
    shown = ""
    for inline in content:
        match inline:
            case model.Text() | model.Code():
                shown += inline.text
            case model.Ruby():
                shown += inline.base + inline.text
            case model.Note():
                at = len(notes)
                notes.append("")
                shown += str(at + 1)
                notes[at] = _blocks(inline.blocks, notes)
            case model.LineBreak() | model.InlineImage():
                pass
            case _:
                shown += _inlines(inline.content, notes)
    return shown


def _runs(value: object) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines of the blocks, a note's own blocks after the run that holds it."""
    if isinstance(value, model.LeftOut):
        return
    if isinstance(value, tuple):
        if value and all(isinstance(each, INLINES) for each in value):
            yield value
            for note in _notes(value):
                yield from _runs(note.blocks)
        else:
            for each in value:
                yield from _runs(each)
    elif hasattr(value, "__struct_fields__"):
        # A title or a table's caption is a later field than what it stands above.
        above = ("title", "caption") if isinstance(value, model.Box | model.Table) else ()
        for name in sorted(value.__struct_fields__, key=lambda name: name not in above):
            yield from _runs(getattr(value, name))


def _notes(content: tuple[Inline, ...]) -> Iterator[Note]:
    for inline in content:
        if isinstance(inline, Note):
            yield inline
        elif hasattr(inline, "content"):
            yield from _notes(inline.content)


def _has_ruby(content: tuple[Inline, ...]) -> bool:
    return any(isinstance(inline, model.Ruby) or _has_ruby(getattr(inline, "content", ())) for inline in content)


def _cut(content: tuple[Inline, ...]) -> list[str]:
    """The text of a run, cut where readers may put something between."""
    pieces = [""]
    for inline in content:
        match inline:
            case model.Text() | model.Code():
                pieces[-1] += inline.text
            case model.Ruby() | model.Note() | model.InlineImage() | model.Superscript() | model.Subscript():
                pieces.append("")
            case model.LineBreak():
                pass
            case _:
                first, *more = _cut(inline.content)
                pieces[-1] += first
                pieces += more
    return pieces


def _plain(content: tuple[Inline, ...]) -> Iterator[str]:
    for inline in content:
        match inline:
            case model.Text() | model.Code():
                yield inline.text
            case model.Ruby():
                yield inline.base
            case model.Note() | model.LineBreak() | model.InlineImage():
                pass
            case _:
                yield from _plain(inline.content)


def _heading_runs(value: object) -> Iterator[tuple[Inline, ...]]:
    if isinstance(value, model.Heading):
        yield value.content
    elif isinstance(value, tuple):
        for each in value:
            yield from _heading_runs(each)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _heading_runs(getattr(value, name))


def _tables(value: object) -> Iterator[model.Table]:
    if isinstance(value, model.Table):
        yield value
    if isinstance(value, tuple):
        for each in value:
            yield from _tables(each)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _tables(getattr(value, name))
