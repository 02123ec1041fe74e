"""Every run of an article, in reading order: where each of them stands, and the tree built again round what changed.

Left out: `printed`, `reading` and the header's plain strings (they are as the source has them), code. What stands in a block
but in no run (descriptions of pictures, labels, lines left out) is for those who ask for strings too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from publisher.model import (
    NO_LINES,
    Article,
    Block,
    Blocks,
    Box,
    Cell,
    Credit,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    Inlines,
    LeftOut,
    Lines,
    List,
    ListItem,
    Note,
    NoteBlock,
    Paragraph,
    Quote,
    Signature,
    Table,
    Text,
    Verse,
)
from publisher.transforms.runs import Place, is_foreign, kept, primary

Node = TypeVar("Node", bound=Struct)

Visit = Callable[[tuple[Inlines, ...], Place, int], tuple[Inlines, ...]]
"""Given the lines of a run (one, but for verse), its place and its source line (0: none), what to put for them."""

VisitString = Callable[[str, int], str]
"""Given a string that stands in no run and its source line (0: none), what to put for it."""


def mapped(article: Article, visit: Visit, visit_string: VisitString = lambda text, _line: text) -> Article:
    """The article with every run as `visit` gives it, every string of blocks as `visit_string` does; itself, if nothing changed."""
    return _Walk(visit, visit_string, primary(article.language)).article(article)


class _Walk:
    def __init__(self, visit: Visit, visit_string: VisitString, own: str) -> None:
        self._visit = visit
        self._visit_string = visit_string
        self._primary = own

    def article(self, article: Article) -> Article:
        lines = {reading.role: reading.lines for reading in reversed(article.reading)}
        return _with(
            article,
            kicker=self._inlines(article.kicker, "spaced", lines.get("kicker", NO_LINES)),
            headline=self._inlines(article.headline, "spaced", lines.get("headline", NO_LINES)),
            deck=self._inlines(article.deck, "spaced", lines.get("deck", NO_LINES)),
            blocks=self._blocks(article.blocks, NO_LINES),
        )

    def _blocks(self, blocks: Blocks, outer: Lines) -> Blocks:
        new = []
        for block in blocks:  # no comprehension: each would be a frame more in a deeply nested tree
            new.append(self._block(block, block.lines if block.lines != NO_LINES else outer))
        return kept(blocks, new)

    def _block(self, block: Block, lines: Lines) -> Block:
        match block:
            case Paragraph():
                return _with(block, content=self._inlines(block.content, "running", lines))
            case Heading() | Credit() | Signature():
                return _with(block, content=self._inlines(block.content, "spaced", lines))
            case List():
                return _with(block, items=kept(block.items, [self._item(item, lines) for item in block.items]))
            case DefinitionList():
                return _with(block, items=kept(block.items, [self._definition(item, lines) for item in block.items]))
            case Quote():
                blocks = self._blocks(block.blocks, lines)
                return _with(block, blocks=blocks, attribution=self._inlines(block.attribution, "spaced", lines))
            case Verse():
                return _with(block, stanzas=kept(block.stanzas, [self._stanza(each, lines) for each in block.stanzas]))
            case Figure():
                caption = self._inlines(block.caption, "spaced", lines)
                credit = self._inlines(block.credit, "spaced", lines)
                return _with(block, caption=caption, credit=credit, alt=self._string(block.alt, lines))
            case Table():
                caption = self._inlines(block.caption, "spaced", lines)
                return _with(
                    block, caption=caption, rows=kept(block.rows, [self._row(row, lines) for row in block.rows])
                )
            case Box():
                title = self._inlines(block.title, "spaced", lines)
                return _with(block, title=title, blocks=self._blocks(block.blocks, lines))
            case NoteBlock():
                blocks = self._blocks(block.blocks, lines)
                return _with(block, blocks=blocks, label=self._string(block.label, lines))
            case LeftOut():
                return _with(block, text=self._string(block.text, lines))
            case _:
                return block

    def _string(self, text: str, lines: Lines) -> str:
        new = self._visit_string(text, lines[0]) if text else text
        return text if new == text else new

    def _item(self, item: ListItem, lines: Lines) -> ListItem:
        return _with(item, blocks=self._blocks(item.blocks, item.lines if item.lines != NO_LINES else lines))

    def _definition(self, item: Definition, lines: Lines) -> Definition:
        term = self._inlines(item.term, "spaced", lines)
        return _with(item, term=term, blocks=self._blocks(item.blocks, lines))

    def _row(self, row: tuple[Cell, ...], lines: Lines) -> tuple[Cell, ...]:
        return kept(row, [_with(cell, content=self._inlines(cell.content, "spaced", lines)) for cell in row])

    def _stanza(self, stanza: tuple[Inlines, ...], lines: Lines) -> tuple[Inlines, ...]:
        stanza = kept(stanza, [self._notes(line, lines) for line in stanza])
        return self._visit(stanza, "spaced", lines[0])

    def _inlines(self, inlines: Inlines, place: Place, lines: Lines) -> Inlines:
        if not inlines:
            return inlines
        inlines = self._notes(inlines, lines)
        new = self._visit((inlines,), place, lines[0])
        return new[0]

    def _notes(self, inlines: Inlines, lines: Lines) -> Inlines:
        """The inlines with the blocks of their notes mapped: a note is no part of the run it stands in."""
        if len(inlines) == 1 and isinstance(inlines[0], Text):
            return inlines
        new: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Note):
                new.append(_with(inline, blocks=self._blocks(inline.blocks, lines)))
            elif isinstance(inline, Text) or not hasattr(inline, "content") or is_foreign(inline, self._primary):
                new.append(inline)
            else:
                new.append(_with(inline, content=self._notes(inline.content, lines)))
        return kept(inlines, new)


def _with(node: Node, **fields: object) -> Node:
    """The node with these fields; itself, if each is the very object it has."""
    for name, value in fields.items():
        if getattr(node, name) is not value:
            return replace(node, **fields)
    return node
