"""From Markdown's nodes to the model's blocks: lists, quotes, tables, code, definitions, and what stands in them."""

from __future__ import annotations

import re
from typing import cast

from markdown_it.rules_block.table import escapedSplit

from publisher.model import (
    Block,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    InlineImage,
    Inlines,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Separator,
    Strong,
    Table,
    Text,
)  # fmt: skip
from publisher.readers.markdown.definitions import Notes
from publisher.readers.markdown.dialect import inline_tokens
from publisher.readers.markdown.html import QUIET, Piece, pieces
from publisher.readers.markdown.inlines import InlineBuilder
from publisher.readers.markdown.losses import Losses
from publisher.readers.markdown.nodes import Node
from publisher.readers.markdown.paragraphs import bare
from publisher.readers.press.inlines import plain_text

TASK_MARKS = {" ": "□ ", "x": "■ ", "X": "■ "}
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_ATTRIBUTION = re.compile(r"(?:[—―─–]{1,3}|--)\s{0,3}[^，。；！？\s][^。；！？\n]{0,40}$")
_CONTAINERS = re.compile(r"(?:[ \t]{0,12}(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_CJK_STOP = re.compile("[。！？，；：」』”]")
_LONGEST_REPEATED_NOTE = 400


class BlockBuilder:
    """Builds blocks; `lines` are the source's, `env` the parser's definitions."""

    def __init__(self, lines: list[str], env: dict[str, object], notes: Notes, losses: Losses) -> None:
        self.lines = lines
        self.env = env
        self.notes = notes
        self.losses = losses
        self.titles: dict[str, str] = {}

    # --- inlines

    def inlines(self, source: str, line: int) -> Inlines:
        builder = InlineBuilder(self.losses, line, self.note)
        content = builder.build(inline_tokens(source, self.env))
        self.titles |= builder.titles
        return content

    def note(self, label: str, line: int) -> tuple[Block, ...] | None:
        """The blocks of a note that is called from `line`: the first time, and again if it is short."""
        if self.notes.inside:
            return None
        if label.startswith("^"):
            return (self._paragraph(label[1:], line),)
        node = self.notes.nodes.get(label)
        if node is None:
            self.losses.add("note-missing", line, f"[^{label}]", kind=label)
            return None
        before = self.notes.called.get(label)
        if before is not None:
            self.losses.add("note-repeated", line, f"[^{label}]")
            return before if len(words(before)) <= _LONGEST_REPEATED_NOTE else ()
        self.notes.inside = True
        blocks = self.blocks(node.children)
        self.notes.inside = False
        self.notes.called[label] = blocks
        return blocks

    # --- blocks

    def blocks(self, nodes: list[Node]) -> tuple[Block, ...]:
        """The blocks of nodes that stand in a container. Headings in there are bold paragraphs: an outline has no place for them."""
        return tuple(block for node in nodes for block in self.block(node))

    def block(self, node: Node) -> list[Block]:
        lines = node.lines
        match node.kind:
            case "paragraph":
                return self.paragraph(node.inline, lines)
            case "heading":
                content = self.inlines(node.inline, lines[0])
                return [Paragraph(content=(Strong(content),), lines=lines)] if content else []
            case "bullet_list" | "ordered_list":
                return [self.list_of(node)]
            case "blockquote":
                return [self.quote(node)]
            case "table":
                return [self.table(node)]
            case "fence" | "code_block":
                return self.code(node)
            case "dl":
                return [self.definitions(node)]
            case "hr":
                return [Separator(lines=lines)]
            case "html_block":
                return [block for piece in pieces(node.token.content) for block in self.piece(piece, lines[0])]
            case _:
                return []

    def _paragraph(self, source: str, line: int) -> Paragraph:
        was, self.notes.inside = self.notes.inside, True
        content = self.inlines(source, line)
        self.notes.inside = was
        return Paragraph(content=content)

    def paragraph(self, source: str, lines: tuple[int, int]) -> list[Block]:
        """A paragraph, or the figures that it is where it holds nothing but images."""
        content = self.inlines(source, lines[0])
        found = self.figures(content, lines)
        if found:
            return list(found)
        return [Paragraph(content=content, lines=lines)] if content else []

    def figures(self, content: Inlines, lines: tuple[int, int]) -> list[Figure]:
        """The images of a run that is nothing else, linked or not."""
        images: list[InlineImage] = []
        for inline in content:
            match inline:
                case InlineImage():
                    images.append(inline)
                case Link(content=(InlineImage() as image,)):
                    self.losses.add("image-link-dropped", lines[0], inline.href)
                    images.append(image)
                case _ if plain_text((inline,)).strip():
                    return []
        return [self._figure(image, lines) for image in images]

    def _figure(self, image: InlineImage, lines: tuple[int, int]) -> Figure:
        title = self.titles.get(image.src)
        return Figure(src=image.src, alt=image.alt, caption=(Text(title),) if title else (), lines=lines)

    def list_of(self, node: Node) -> List:
        ordered = node.kind == "ordered_list"
        items = tuple(self._item(child) for child in node.children if child.kind == "list_item")
        start = int(node.token.attrGet("start") or 1) if ordered else 1
        return List(lines=self.trimmed(node.lines), items=items, ordered=ordered, start=start)

    def _item(self, node: Node) -> ListItem:
        blocks = list(self.blocks(node.children))
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and first.content and isinstance(first.content[0], Text):
            text = first.content[0].text
            mark = _TASK.match(text)
            if mark:
                self.losses.add("task-marks", node.lines[0])
                content = (Text(TASK_MARKS[mark[1]] + text[mark.end() :]), *first.content[1:])
                blocks[0] = Paragraph(content=content, lines=first.lines)
        return ListItem(tuple(blocks), self.trimmed(node.lines))

    def quote(self, node: Node) -> Quote:
        """A quotation; a last paragraph or line `—— X` says whose it is."""
        nodes = list(node.children)
        by: Inlines = ()
        last = nodes[-1] if nodes and nodes[-1].kind == "paragraph" else None
        if last is not None:
            above, _, source = last.inline.rpartition("\n")
            if (above or len(nodes) > 1) and _ATTRIBUTION.match(bare(source)):
                by = self.inlines(source, last.lines[1])
                nodes.pop()
        blocks = list(self.blocks(nodes))
        if by and last is not None and above:
            blocks += self.paragraph(above, (last.lines[0], last.lines[1] - 1))
        return Quote(lines=self.trimmed(node.lines), blocks=tuple(blocks), attribution=by)

    def table(self, node: Node) -> Table:
        rows = [child for part in node.children for child in part.children if child.kind == "tr"]
        cells = [self._row(row) for row in rows]
        width = max(map(len, cells), default=0)
        padded = tuple((*row, *(Cell(()) for _ in range(width - len(row)))) for row in cells)
        return Table(lines=node.lines, rows=padded, head=1 if padded else 0)

    def _row(self, node: Node) -> tuple[Cell, ...]:
        """The cells of a row, with those that its source has beyond the head's: GFM would leave them out."""
        line = node.lines[0]
        found = [Cell(self.inlines(cell.inline, line), header=cell.kind == "th") for cell in node.children]
        source = self.lines[line - 1].strip() if line <= len(self.lines) else ""
        for written in map(_cells, (source, _CONTAINERS.sub("", source, count=1))):
            if found and written and written[0] == node.children[0].inline:
                return (*found, *(Cell(self.inlines(text, line)) for text in written[len(found) :]))
        return tuple(found)

    def code(self, node: Node) -> list[Block]:
        """Code; but indented text that is prose is paragraphs, which the press indents by four spaces too."""
        text = node.token.content
        lines = self.trimmed(node.lines)
        if node.kind == "code_block" and _is_prose(text):
            self.losses.add("code-as-text", lines[0])
            return [
                Paragraph(content=self.inlines(line.strip(), number), lines=(number, number))
                for number, line in enumerate(text.split("\n"), lines[0])
                if line.strip()
            ]
        words_of_info = node.token.info.split(maxsplit=1)
        language = words_of_info[0].strip("{}.") if words_of_info else None
        if len(words_of_info) > 1:
            self.losses.add("code-info-dropped", lines[0], words_of_info[1].strip())
        return [CodeBlock(text=text.removesuffix("\n"), language=language or None, lines=lines)]

    def definitions(self, node: Node) -> DefinitionList:
        items: list[Definition] = []
        for child in node.children:
            if child.kind == "dt":
                items.append(Definition(self.inlines(child.inline, node.lines[0]), ()))
            elif child.kind == "dd" and items:
                items[-1] = Definition(items[-1].term, (*items[-1].blocks, *self.blocks(child.children)))
        return DefinitionList(lines=self.trimmed(node.lines), items=tuple(items))

    def piece(self, piece: Piece, first: int) -> list[Block]:
        """A piece of a block of HTML as figures or a paragraph."""
        lines = (first + piece.line, first + piece.last)
        content = self.piece_inlines(piece, lines[0])
        figures = self.figures(content, lines)
        return [*figures] or ([Paragraph(content=content, lines=lines)] if content else [])

    def piece_inlines(self, piece: Piece, line: int) -> Inlines:
        if piece.name and piece.name not in QUIET:
            self.losses.add("html-dropped", line, f"<{piece.name}>", kind=piece.name)
        builder = InlineBuilder(self.losses, line, self.note)
        content = builder.build_html(piece.parts)
        self.titles |= builder.titles
        return content

    def trimmed(self, lines: tuple[int, int]) -> tuple[int, int]:
        """The lines without blank ones at their end, which a list or a code block takes in."""
        first, last = lines
        while last > first and (last > len(self.lines) or not self.lines[last - 1].strip()):
            last -= 1
        return first, last


def _cells(source: str) -> list[str]:
    """The cells of a table's line, without the empty ones outside its outer bars."""
    cells = [cell.strip() for cell in escapedSplit(source)] if "|" in source else []
    cells = cells[1:] if cells and not cells[0] else cells
    return cells[:-1] if cells and not cells[-1] else cells


def _is_prose(text: str) -> bool:
    letters = sum(not mark.isspace() for mark in text)
    return len(_CJK.findall(text)) * 2 > letters and len(_CJK_STOP.findall(text)) * 60 > letters


def words(value: object) -> str:
    """The characters that a block shows in its place; its notes are elsewhere."""
    match value:
        case tuple():
            return " ".join(filter(None, map(words, value)))
        case CodeBlock(text=text):
            return text
        case Figure():
            return plain_text(value.caption) or value.alt
        case Table():
            return words(value.rows)
        case Cell() | Paragraph():
            return plain_text(value.content)
        case DefinitionList():
            return " ".join(f"{plain_text(item.term)} {words(item.blocks)}" for item in value.items)
        case List():
            return " ".join(words(item.blocks) for item in value.items)
        case Quote():
            return " ".join(filter(None, (words(value.blocks), plain_text(value.attribution))))
        case _:
            return plain_text(cast(Inlines, getattr(value, "content", ())))
