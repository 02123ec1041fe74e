"""From Markdown's top nodes to the lines that the press understands: what mark-up says of each, and blocks that it gives whole."""

from __future__ import annotations

import re

from publisher.model import (
    CodeBlock,
    Emphasis,
    Figure,
    Inlines,
    LeftOut,
    NoteBlock,
    Paragraph,
    Reading,
    Strong,
    Text,
)  # fmt: skip
from publisher.readers.markdown.blocks import BlockBuilder, words
from publisher.readers.markdown.entries import entries
from publisher.readers.markdown.html import pieces
from publisher.readers.markdown.nodes import Node
from publisher.readers.markdown.paragraphs import segments
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, Markup, is_closed

_CAPTION_COLUMNS = 120
_HEADING_TAG = re.compile(r"h[1-6]$")


class Lines:
    """The lines of a document, and the entries of what stands in none of them: definitions of links and notes that are called."""

    def __init__(self, builder: BlockBuilder) -> None:
        self.builder = builder
        self.found: list[Line] = []
        self.apart: list[Reading] = []
        self.left_out: list[LeftOut] = []

    def take(self, top: list[Node]) -> None:
        for node in top:
            self._node(node)
            # Links may be defined inside a quotation or a list too; its entry has their lines.
            self.left_out += [self._defined(inner) for inner in node.below() if inner.kind == "definition" != node.kind]
        self._place_notes()

    def _node(self, node: Node) -> None:
        match node.kind:
            case "paragraph":
                for first, last, source in segments(node.inline):
                    start = node.lines[0]
                    self._paragraph(source, (start + first, start + last), gap=not first)
            case "heading":
                content = self.builder.inlines(node.inline, node.lines[0])
                if content:
                    self._heading(content, node.lines, int(node.token.tag[1]))
            case "hr":
                text = self.builder.lines[node.lines[0] - 1].strip()
                markup = Markup(role="separator", rule="markdown-rule")
                self.found.append(Line(*node.lines, text, 0, True, False, markup=markup))
            case "html_block":
                self._html(node)
            case "definition":
                self._leave_out(node, "link definition")
            case "footnote_reference":
                pass
            case _:
                self._whole(node)

    # --- paragraphs and headings

    def _paragraph(self, source: str, lines: tuple[int, int], *, gap: bool) -> None:
        content = self.builder.inlines(source, lines[0])
        self._run(content, lines, gap=gap)

    def _run(self, content: Inlines, lines: tuple[int, int], *, gap: bool) -> None:
        figures = self.builder.figures(content, lines)
        for place, figure in enumerate(figures):
            self._figure(figure, place)
        if figures or not content:
            return
        text = plain_text(content).replace("\n", " ").strip()
        if not text:
            # A mark of a note alone, say: the press would take the line for white space.
            block = Paragraph(content=content, lines=lines)
            entry = Reading(lines, "paragraph", "markdown-block", 0.8, "")
            markup = Markup(block=block, reading=(entry,), rule="markdown-block")
            self.found.append(Line(*lines, "", 0, gap, False, markup=markup))
            return
        is_plain = len(content) == 1 and isinstance(content[0], Text)
        strong = len(content) == 1 and isinstance(content[0], Strong)
        if self._is_caption(content, text):
            inner = content[0].content if isinstance(content[0], Emphasis) else content
            said: Markup | None = Markup(content=inner, role="caption", rule="markdown-caption")
        else:
            said = None if is_plain else Markup(content=content, strong=strong)
        self.found.append(Line(*lines, text, 0, gap, is_closed(text), markup=said))

    def _is_caption(self, content: Inlines, text: str) -> bool:
        """A line all in emphasis right below a figure."""
        before = self.found[-1].markup if self.found else None
        below_figure = before is not None and isinstance(before.block, Figure)
        return below_figure and len(content) == 1 and isinstance(content[0], Emphasis) and len(text) <= _CAPTION_COLUMNS

    def _heading(self, content: Inlines, lines: tuple[int, int], level: int) -> None:
        text = plain_text(content).replace("\n", " ").strip()
        if not text:
            self._run(content, lines, gap=True)
            return
        # A heading that is bold too is bold once.
        inner = content[0].content if len(content) == 1 and isinstance(content[0], Strong) else content
        markup = Markup(content=inner, heading=level, rule="markdown-heading")
        self.found.append(Line(*lines, text, 0, True, is_closed(text), markup=markup))

    # --- blocks

    def _whole(self, node: Node) -> None:
        for block in self.builder.block(node):
            if isinstance(block, Paragraph):
                self._run(block.content, block.lines, gap=True)
                continue
            lines = block.lines if block.lines[0] else node.lines
            markup = Markup(block=block, reading=entries(node, block), rule="markdown-block")
            text = "" if isinstance(block, CodeBlock) else words(block)
            self.found.append(Line(*lines, text, 0, True, bool(text), markup=markup))

    def _figure(self, figure: Figure, place: int) -> None:
        # Two images on one line share the line's entry.
        entry = Reading(figure.lines, "caption", "markdown-image", 0.95, figure.alt)
        markup = Markup(block=figure, reading=(entry,), rule="markdown-block")
        self.found.append(Line(*figure.lines, figure.alt, 0, not place, False, markup=markup))

    def _html(self, node: Node) -> None:
        """Pieces of HTML are paragraphs, headings and figures; a block without any is kept, and left out."""
        made = len(self.found)
        for piece in pieces(node.token.content):
            lines = (node.lines[0] + piece.line, min(node.lines[0] + piece.last, node.lines[1]))
            content = self.builder.piece_inlines(piece, lines[0])
            if _HEADING_TAG.match(piece.name) and plain_text(content).strip():
                self._heading(content, lines, int(piece.name[1]))
            else:
                self._run(content, lines, gap=True)
        if len(self.found) == made:
            self._no_text(node)

    def _no_text(self, node: Node) -> None:
        source = node.token.content.strip()
        if source.startswith("<!--"):
            self.builder.losses.add("html-comment-dropped", node.lines[0])
            self._leave_out(node, "comment")
        else:
            self.builder.losses.add("html-content-dropped", node.lines[0], source.split("\n")[0], kind=source[:8])
            self._leave_out(node, "mark-up")

    def _leave_out(self, node: Node, reason: str) -> None:
        first, last = self.builder.trimmed(node.lines)
        for line in range(first, last + 1):
            text = self.builder.lines[line - 1].strip()
            if text:
                self.left_out.append(LeftOut(lines=(line, line), text=text, reason=reason))
                self.apart.append(Reading((line, line), "boilerplate", "markdown-unseen", 0.97, text))

    # --- definitions

    def _defined(self, node: Node) -> LeftOut:
        source = "\n".join(self.builder.lines[node.lines[0] - 1 : node.lines[1]])
        return LeftOut(lines=node.lines, text=source.strip(), reason="link definition")

    def _place_notes(self) -> None:
        """A note that is called stands where it is called; the others stand where they are."""
        notes = self.builder.notes
        for node in notes.defined:
            label = node.token.meta["label"]
            lines = self.builder.trimmed(node.lines)
            called = notes.called.get(label) if notes.nodes.get(label) is node else None
            if called is not None:
                self.apart.append(Reading(lines, "paragraph", "markdown-note", 0.95, words(called)))
                continue
            self.builder.losses.add("note-unused", lines[0], f"[^{label}]")
            notes.inside = True
            blocks = self.builder.blocks(node.children)
            notes.inside = False
            entry = Reading(lines, "paragraph", "markdown-note", 0.9, words(blocks))
            block = NoteBlock(blocks=blocks, label=label, lines=lines)
            markup = Markup(block=block, reading=(entry,), rule="markdown-block")
            self.found.append(Line(*lines, words(blocks), 0, True, bool(words(blocks)), markup=markup))
