"""The blocks of a story: paragraphs, tables, text boxes and what stands around them (ECMA-376-1, 17.3.1, 17.4 and 17.5).

A printed line is a paragraph, or the part of one between two line breaks; they are numbered through the document, as a reader
counts them. What is not published is kept, in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from publisher.model import Block, Box, Figure, Inlines, LineBreak, Lines, Paragraph, Separator, Text
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import columns, is_closed
from publisher.readers.word.inlines import PLAIN, Piece, composed, is_all_strong, stripped
from publisher.readers.word.numbering import Item, Numbering
from publisher.readers.word.package import W, local
from publisher.readers.word.runs import Found, Picture, Runs, Story, chosen, control_content
from publisher.readers.word.styles import Kind, outline_level, switched

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALIGNMENTS: Final[dict[str, Literal["centre", "right"]]] = {"center": "centre", "right": "right", "end": "right"}
# Lines that were broken by hand in the middle of a sentence, at the width of a page.
_TORN_COLUMNS: Final = 60
_WIDEST_INDENT: Final = 80
_MOSTLY: Final = 2


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A printed line with what its style and layout say."""

    content: Inlines
    number: int
    heading: int = 0
    kind: Kind = ""
    strong: bool = False
    align: Literal["", "centre", "right"] = ""
    indent: int = 0
    gap: bool = False
    item: Item | None = None
    size: int = 0
    """Of its characters, in half points."""

    @property
    def text(self) -> str:
        return plain_text(self.content)


class TextRow(NamedTuple):
    """A line of a block: a row of a table, a paragraph of a box."""

    lines: Lines
    text: str


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A block that is taken as it is, with the lines that it is read from."""

    block: Block
    number: int
    rows: tuple[TextRow, ...] = ()
    gap: bool = False
    inside: tuple[Entry, ...] = ()
    """Of a box, what it was made of."""


class LeftAside(msgspec.Struct, frozen=True, kw_only=True):
    """Words that are kept and not published."""

    text: str
    reason: str
    """One of `publisher.messages.rules.REASONS`."""
    number: int


Entry = Printed | Whole | LeftAside


class Body:
    """Walks the blocks of a story, in order; `entries` is what it found."""

    def __init__(self, story: Story, numbering: Numbering) -> None:
        self.story = story
        self.numbering = numbering
        self.entries: list[Entry] = []
        self._gap = False
        self._carried: list[Piece] = []
        """Text of a paragraph whose end was deleted: it runs on in the next."""

    def walk(self, element: _Element) -> None:
        for child in element:
            self._one(child)

    def _one(self, child: _Element) -> None:
        match local(child):
            case "p":
                self._paragraph(child)
            case "tbl":
                self._table(child)
            case "sdt":
                content = control_content(child)
                if content is not None:
                    self.walk(content)
            case "customXml" | "smartTag":
                self.walk(child)
            case "ins" | "moveTo":
                self.story.findings.count("word-insertions")
                self.walk(child)
            case "del" | "moveFrom":
                self.story.findings.count("word-deletions")
            case "AlternateContent":
                self.walk(chosen(child))
            case "altChunk" | "subDoc":
                self.story.findings.count("word-objects")

    @property
    def number(self) -> int:
        """The number of the next printed line."""
        return self.story.findings.line

    def _numbered(self, lines: int = 1) -> int:
        first = self.story.findings.line
        self.story.findings.line += lines
        return first

    # --- paragraphs

    def _paragraph(self, element: _Element) -> None:
        styles, fields = self.story.styles, self.story.fields
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle") or styles.default
        kind, heading = styles.kind(style), self._heading(properties, style)
        titled = bool(heading) or kind in ("title", "subtitle")
        item = self._item(properties, style)
        found = Runs(self.story, style, titled=titled).walk(element)
        fields.end_paragraph()
        if _mark_deleted(properties):
            self._carried += found.pieces
            self._beside(found)
            return
        pieces, self._carried = [*self._carried, *found.pieces], []
        before = [picture for picture in found.pictures if picture.at == 0 and found.pieces]
        self._pictures(before)
        if kind == "contents" and stripped(pieces):
            found.contents.append(plain_text(composed(pieces)))
            pieces = []
        self._print(pieces, properties, style, (kind, heading, item, found.size))
        self._pictures([picture for picture in found.pictures if picture not in before])
        if found.rule or (_ruled(properties) and not found.pieces and not found.pictures):
            number = self._numbered()
            self.entries.append(Whole(block=Separator(lines=(number, number)), number=number))
        self._beside(found)

    def _beside(self, found: Found) -> None:
        """What a paragraph holds apart from its text and pictures."""
        if found.contents and "".join(found.contents).strip():
            self._aside("".join(found.contents), "table of contents")
        if found.hidden:
            self._aside("".join(found.hidden), "hidden text")
        for box in found.boxes:
            self._box(box)

    def _aside(self, text: str, reason: str) -> None:
        self.entries.append(LeftAside(text=text.strip(), reason=reason, number=self._numbered()))

    def _heading(self, properties: _Element | None, style: str) -> int:
        direct = properties.find(f"{W}outlineLvl") if properties is not None else None
        return outline_level(direct) if direct is not None else self.story.styles.level(style)

    def _item(self, properties: _Element | None, style: str) -> Item | None:
        """The automatic number of a paragraph; its own settings win over its style's, and list 0 is none."""
        direct = properties.find(f"{W}numPr") if properties is not None else None
        styled = self.story.styles.property(style, "numPr")
        uid = value(direct, "numId") or value(styled, "numId")
        if not uid or uid == "0":
            return None
        depth = self.numbering.depth_of(uid, style)
        given = value(direct, "ilvl") or (value(styled, "ilvl") if depth is None else "")
        if len(given) == 1 and given.isdecimal():
            depth = int(given)
        return self.numbering.next(uid, depth or 0)

    def _print(
        self, pieces: list[Piece], properties: _Element | None, style: str, what: tuple[Kind, int, Item | None, int]
    ) -> None:
        """The printed lines of a paragraph; an empty one is a gap."""
        kind, heading, item, size = what
        lines = [stripped(line) for line in _broken(pieces)] if item is None and kind != "code" else [stripped(pieces)]
        lines = [line for line in lines if line]
        if not lines:
            self._gap = True
            return
        for place, line in enumerate(lines):
            strong = not heading and is_all_strong(line)
            if strong and kind in ("title", "subtitle", "caption"):
                line = [Piece(piece.node, piece.look._replace(strong=False)) for piece in line]
            self.entries.append(
                Printed(
                    content=composed(line), number=self._numbered(), heading=heading, kind=kind, strong=strong,
                    align=self._align(properties, style), indent=self._indent(properties, style, pieces if not place else []),
                    gap=self._gap and not place, item=item, size=size,
                )
            )  # fmt: skip
            self._gap = False

    def _align(self, properties: _Element | None, style: str) -> Literal["", "centre", "right"]:
        said = value(properties, "jc")
        if not said:
            styled = self.story.styles.property(style, "jc")
            said = styled.get(f"{W}val", "") if styled is not None else ""
        return _ALIGNMENTS.get(said, "")

    def _indent(self, properties: _Element | None, style: str, pieces: list[Piece]) -> int:
        """Columns before the first line's text: by the paragraph's indent, or by spaces in it."""
        space = 0
        if pieces and isinstance(pieces[0].node, Text):
            text = pieces[0].node.text
            space = columns(text[: len(text) - len(text.lstrip())])
        direct = properties.find(f"{W}ind") if properties is not None else None
        styled = self.story.styles.property(style, "ind")
        width = 0.0
        for by_characters, by_twips in (("leftChars", "left"), ("firstLineChars", "firstLine")):
            for each in (direct, styled):
                characters, twips = (_integer(each, name) for name in (by_characters, by_twips))
                if characters or twips:
                    # Hundredths of a character; or twentieths of a point, a character being `size` half points.
                    width += characters / 50 if characters else twips / 10 / self.story.styles.size * 2
                    break
        return min(space + round(width), _WIDEST_INDENT)

    def _pictures(self, pictures: list[Picture]) -> None:
        for picture in pictures:
            number = self._numbered()
            block = Figure(src=picture.src, alt=picture.alt, lines=(number, number))
            self.entries.append(Whole(block=block, number=number, gap=self._gap))
            self._gap = False

    # --- boxes and tables

    def _inner(self, element: _Element) -> list[Entry]:
        """What stands in a box or a cell, its lines numbered on."""
        inner = Body(self.story, self.numbering)
        inner.walk(element)
        return inner.entries

    def _box(self, element: _Element) -> None:
        self.boxed(self._inner(element))

    def boxed(self, entries: list[Entry]) -> None:
        """A box of these entries; one line alone, or a picture with its caption, stands for itself."""
        lines = [entry for entry in entries if isinstance(entry, Printed)]
        if len(lines) < 2 or any(isinstance(entry, Whole) for entry in entries):
            self.entries += entries
            return
        title: Inlines = ()
        first = lines[0]
        if (first.heading or first.strong or first.kind == "title") and not is_closed(first.text) and not first.item:
            title, lines = first.content, lines[1:]
        span = (first.number, lines[-1].number)
        blocks = tuple(Paragraph(content=labelled(line), lines=(line.number, line.number)) for line in lines)
        rows = [TextRow((line.number, line.number), plain_text(labelled(line))) for line in lines]
        if title:
            rows.insert(0, TextRow((first.number, first.number), plain_text(title)))
        box = Box(blocks=blocks, title=title, lines=span)
        inside = tuple(entry for entry in entries if isinstance(entry, Printed))
        self.entries.append(Whole(block=box, number=first.number, rows=tuple(rows), gap=True, inside=inside))
        self.entries += [entry for entry in entries if isinstance(entry, LeftAside)]

    def _table(self, element: _Element) -> None:
        from publisher.readers.word.tables import read_table

        read_table(self, element)


def unboxed(entries: list[Entry]) -> list[Entry]:
    """The entries; where most of the text stands in boxes, these are the page's layout, and their lines stand for themselves."""
    boxes = [entry for entry in entries if isinstance(entry, Whole) and entry.inside]
    loose = sum(len(entry.text) for entry in entries if isinstance(entry, Printed))
    boxed = sum(len(row.text) for box in boxes for row in box.rows)
    if boxed <= _MOSTLY * loose:
        return entries
    return [
        each for entry in entries for each in (entry.inside if isinstance(entry, Whole) and entry.inside else (entry,))
    ]


def labelled(line: Printed) -> Inlines:
    """The line's content with its automatic number in front, as it is printed."""
    label = line.item.label if line.item else ""
    # A number in brackets or with a mark of its own needs no space: 一、, （1）.
    space = " " if label and label[-1] not in "、．）】。" else ""
    return composed([Piece(Text(label + space), PLAIN)]) + line.content if label else line.content


def _broken(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The parts of a paragraph between its line breaks. A line torn in the middle of a sentence is joined with the next."""
    line: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece.node, LineBreak):
            line.append(piece)
            continue
        text = plain_text(composed(line)).strip()
        if columns(text) < _TORN_COLUMNS or is_closed(text):
            yield line
            line = []
    yield line


def _mark_deleted(properties: _Element | None) -> bool:
    """Whether the end of the paragraph is a tracked deletion."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _ruled(properties: _Element | None) -> bool:
    """Whether an empty paragraph is a rule: Word makes one of `---` by a border."""
    borders = properties.find(f"{W}pBdr") if properties is not None else None
    return borders is not None and any(switched(borders, side) is not None for side in ("top", "bottom"))


def _integer(element: _Element | None, name: str) -> int:
    said = element.get(f"{W}{name}", "") if element is not None else ""
    return int(said) if said.lstrip("-").isdecimal() and len(said) < 8 and said.count("-") < 2 else 0


def value(properties: _Element | None, name: str) -> str:
    """The `val` of a property; empty where it is not set."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
