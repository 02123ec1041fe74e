"""Blocks as Markdown. A container's lines are made first, then indented or marked as its kind asks for."""

from __future__ import annotations

from publisher.model import (
    Block,
    Blocks,
    Box,
    CodeBlock,
    Credit,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    LeftOut,
    List,
    ListItem,
    NoteBlock,
    Paragraph,
    Quote,
    Separator,
    Signature,
    Table,
    Verse,
)  # fmt: skip
from publisher.writers.markdown.escaping import HARD_BREAK, as_block, escaped, image_address, in_cell
from publisher.writers.markdown.inlines import InlineWriter, longest_run, stressed

_BULLETS, _POINTS = "-*", ".)"
_LARGEST_START = 999_999_999
"""CommonMark 5.2: a list's number has nine digits at most."""


class BlockWriter:
    """Writes blocks; `document` ends with the notes that were met."""

    def __init__(self) -> None:
        self._run = InlineWriter()

    def document(self, blocks: Blocks) -> str:
        parts = [self.blocks(blocks)]
        # A note may hold notes of its own, which come after it.
        number = 0
        while number < len(self._run.notes):
            number += 1
            parts.append(self._definition(f"[^{number}]: ", self._run.notes[number - 1]))
        return "\n\n".join(filter(None, parts)) + "\n"

    def blocks(self, blocks: Blocks) -> str:
        """Blocks, a blank line between them."""
        written: list[str] = []
        before: Block | None = None
        other = False
        for block in blocks:
            touches = isinstance(block, List) and isinstance(before, List) and block.ordered == before.ordered
            other = touches and not other
            text = self._list(block, other=other) if isinstance(block, List) else self._block(block)
            if text:
                written.append(text)
                before = block
        return "\n\n".join(written)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return "#" * block.level + " " + self._line(block.content)
            case Paragraph() | Credit() | Signature():
                return as_block(self._run(block.content))
            case Quote():
                return _prefixed("> ", self._quotation(block))
            case Verse():
                return "\n\n".join(filter(None, map(self._stanza, block.stanzas)))
            case Separator():
                # Of the three marks the one that begins no list.
                return "___"
            case CodeBlock():
                return _fenced(block)
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case DefinitionList():
                return "\n\n".join(self._term(item.term, item.blocks) for item in block.items)
            case Box():
                title = stressed(self._line(block.title), "**", "strong") if block.title else ""
                return _prefixed("> ", "\n\n".join(filter(None, (title, self.blocks(block.blocks)))))
            case NoteBlock():
                label = as_block(escaped(block.label)) if block.label else ""
                return "\n\n".join(filter(None, (label, self.blocks(block.blocks))))
            case LeftOut():
                return ""
        raise TypeError(f"not a block: {type(block).__name__}")

    def _line(self, content: Inlines) -> str:
        """A run on one line, whatever breaks it has."""
        line = self._run(content).replace(HARD_BREAK, "<br/>")
        # `#` at the end would be taken for the closing sequence of a heading.
        return as_block(line[:-1] + "\\#" if line.endswith("#") else line)

    def _quotation(self, quote: Quote) -> str:
        text = self.blocks(quote.blocks)
        if not quote.attribution:
            return text
        by = self._run(quote.attribution)
        return "\n\n".join(filter(None, (text, as_block(by if by.startswith(("—", "―", "─")) else f"——{by}"))))

    def _stanza(self, lines: tuple[Inlines, ...]) -> str:
        return as_block(HARD_BREAK.join(map(self._run, lines)))

    def _list(self, found: List, *, other: bool) -> str:
        """`other`: with the second kind of mark, for a list right after one of its kind."""
        loose = any(len(item.blocks) > 1 and not _is_tight(item) for item in found.items)
        items = []
        for number, item in enumerate(found.items, max(found.start, 0)):
            mark = f"{min(number, _LARGEST_START)}{_POINTS[other]} " if found.ordered else f"{_BULLETS[other]} "
            items.append(_hung(mark, self._item(item)))
        return ("\n\n" if loose else "\n").join(items)

    def _item(self, item: ListItem) -> str:
        if _is_tight(item):
            return "\n".join(filter(None, (self.blocks((block,)) for block in item.blocks)))
        return self.blocks(item.blocks)

    def _definition(self, mark: str, blocks: Blocks) -> str:
        # Four columns, for that is what the extensions ask of all lines after the first.
        return _hung(mark, self.blocks(blocks) or "&#32;", indent=4)

    def _term(self, term: Inlines, blocks: Blocks) -> str:
        return f"{self._line(term)}\n" + self._definition(":   ", blocks)

    def _figure(self, figure: Figure) -> str:
        caption = self._line(figure.caption)
        image = f"![{escaped(figure.alt)}]({image_address(figure.src)})" if figure.src else ""
        if image and caption and caption != escaped(figure.alt):
            caption = stressed(caption)
        elif image:
            # An image's alternative text is its caption where there is no other.
            caption = ""
        credit = as_block(self._run(figure.credit))
        return "\n\n".join(filter(None, (image, caption, credit)))

    def _table(self, table: Table) -> str:
        """GFM has one head row and no spans: the places that a cell spans are empty cells."""
        rows = self._grid(table)
        width = max((len(row) for row in rows), default=0)
        if not width:
            return ""
        head, body = (rows[0], rows[1:]) if table.head else ([], rows)
        padded = [[*row, *[""] * (width - len(row))] for row in (head, ["---"] * width, *body)]
        lines = ["| " + " | ".join(row) + " |" for row in padded]
        caption = as_block(self._run(table.caption)) if table.caption else ""
        return "\n\n".join(filter(None, (caption, "\n".join(lines))))

    def _grid(self, table: Table) -> list[list[str]]:
        """The cells' text by row and column."""
        grid: list[list[str]] = []
        taken: dict[int, int] = {}  # column -> rows below for which a cell above still takes it
        for row in table.rows:
            line: list[str] = []
            below = {column: rows - 1 for column, rows in taken.items() if rows > 1}
            for cell in row:
                while len(line) in taken:
                    line.append("")
                if cell.rowspan > 1:
                    below |= dict.fromkeys(range(len(line), len(line) + cell.colspan), cell.rowspan - 1)
                text = in_cell(self._run(cell.content).replace(HARD_BREAK, "<br/>"))
                line += [text, *[""] * (cell.colspan - 1)]
            grid.append(line)
            taken = below
        return grid


def _is_tight(item: ListItem) -> bool:
    """A paragraph, or one and lists under it, of those that may follow it without a blank line (CommonMark 5.2)."""
    first, *rest = item.blocks or (Paragraph(content=()),)
    return isinstance(first, Paragraph) and all(isinstance(block, List) and _interrupts(block) for block in rest)


def _interrupts(found: List) -> bool:
    return (not found.ordered or found.start == 1) and bool(found.items) and bool(found.items[0].blocks)


def _fenced(block: CodeBlock) -> str:
    """CommonMark 4.5: a fence longer than any inside; the language is the first word after it."""
    fence = "`" * max(3, longest_run(block.text, "`") + 1)
    language = (block.language or "").replace("`", "")
    return f"{fence}{escaped(language)}\n{block.text}\n{fence}"


def _prefixed(mark: str, text: str) -> str:
    return "\n".join(mark + line if line else mark.rstrip() for line in text.split("\n"))


def _hung(mark: str, text: str, *, indent: int | None = None) -> str:
    """`text` after a mark, the lines after the first as far in as its text."""
    space = " " * (len(mark) if indent is None else indent)
    first, *rest = text.split("\n")
    return "\n".join([mark + first if first else mark.rstrip(), *(space + line if line else "" for line in rest)])
