"""The evidence for blocks that mark-up gives whole: an entry for each item, row, quote or block of code."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model import Block, CodeBlock, DefinitionList, List, ListItem, Quote, Reading, Table
from publisher.readers.markdown.blocks import words
from publisher.readers.markdown.nodes import Node
from publisher.readers.press.inlines import plain_text

_SURE = 0.97


def entries(node: Node, block: Block) -> tuple[Reading, ...]:
    """The entries of a block that came from `node`, in the order of the source."""
    lines = block.lines
    match block:
        case List():
            return tuple(_items(block))
        case Table():
            return tuple(_rows(node, block))
        case Quote():
            return (Reading(lines, "quote", "markdown-quote", _SURE, words(block)),)
        case DefinitionList():
            return tuple(_terms(node, block))
        case CodeBlock():
            return (Reading(lines, "paragraph", "markdown-code", _SURE, block.text),)
    return (Reading(lines, "paragraph", "markdown-html", 0.9, words(block)),)


def _items(block: List) -> Iterator[Reading]:
    for item in block.items:
        yield from _item(item)


def _item(item: ListItem) -> Iterator[Reading]:
    """An entry for what of an item stands before the first list in it, then those of the list, then the rest."""
    first, own = item.lines[0], list[Block]()
    for part in item.blocks:
        if not isinstance(part, List):
            own.append(part)
            continue
        if own or first < part.lines[0]:
            last = max(first, part.lines[0] - 1)
            yield Reading((first, last), "list_item", "markdown-list", _SURE, words(tuple(own)))
        yield from _items(part)
        first, own = part.lines[1] + 1, []
    if own or first == item.lines[0]:
        yield Reading((first, max(first, item.lines[1])), "list_item", "markdown-list", _SURE, words(tuple(own)))


def _rows(node: Node, block: Table) -> Iterator[Reading]:
    rows = [child.lines[0] for part in node.children for child in part.children if child.kind == "tr"]
    for place, (line, row) in enumerate(zip(rows, block.rows, strict=False)):
        # The row of dashes belongs to the head that it rules off.
        yield Reading((line, line + (not place)), "paragraph", "markdown-table", _SURE, words(row))


def _terms(node: Node, block: DefinitionList) -> Iterator[Reading]:
    items = iter(block.items)
    text = ""
    for child in node.children:
        if child.kind == "dt":
            item = next(items)
            shown, text = plain_text(item.term), words(item.blocks)
        else:
            shown, text = text, ""
        yield Reading(child.lines, "list_item", "markdown-definition", _SURE, shown)
