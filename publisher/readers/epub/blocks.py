"""A content document's elements as the model's blocks.

The class names are those of our own templates (`templates/base/blocks/`), so that an EPUB of ours comes back as what it was; other
books mean the same by the elements alone. Runs, inlines and tables are read as those of web pages are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, cast, get_args

import msgspec

from publisher.model import (
    Block,
    Box,
    CodeBlock,
    Credit,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    LeftOut,
    LineBreak,
    List,
    ListItem,
    NoteBlock,
    Paragraph,
    Quote,
    ReadingRole,
    Role,
    Separator,
    Signature,
    Verse,
)
from publisher.readers.epub.documents import JOINT
from publisher.readers.epub.inlines import BookInlines, Where
from publisher.readers.epub.notes import Notes, types_of
from publisher.readers.epub.package import Package
from publisher.readers.html.dom import Element, Text
from publisher.readers.html.runs import Run, runs
from publisher.readers.html.structures import table_of
from publisher.readers.press import wording
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, is_closed

_ROLES: Final = frozenset({"lead", "question", "answer", "salutation"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_NOTE_SECTIONS: Final = frozenset({"footnotes", "endnotes", "rearnotes", "doc-endnotes"})
_LARGEST_NUMBER: Final = 6


class TextRow(NamedTuple):
    """A printed line of a block."""

    number: int
    role: ReadingRole
    text: str


class Blocks:
    """Makes blocks of a document's elements. `rows` are the lines read so far, `number` that of the next."""

    def __init__(self, package: Package, notes: Notes, where: Where, number: int) -> None:
        self.number = number
        self.rows: list[TextRow] = []
        self.cut_tables = 0
        self.inlines = BookInlines(package, notes, where, self._note)
        self._notes = notes
        self._in_note = False

    def of(self, element: Element) -> Iterator[Block]:
        """The blocks in an element."""
        loose: list[Element | Text] = []
        for child in element.children:
            if isinstance(child, Text) or not (child.is_block or child.tag in ("hr", "pre")):
                loose.append(child)
                continue
            yield from self._loose(loose)
            loose = []
            yield from self._one(child)
        yield from self._loose(loose)

    def _loose(self, nodes: list[Element | Text]) -> Iterator[Block]:
        """Text that stands in no paragraph."""
        if any(isinstance(node, Element) or node.text.strip() for node in nodes):
            around = Element("p", {}, None)
            around.children = nodes
            yield from self._paragraph(around)

    def _one(self, element: Element) -> Iterator[Block]:
        if not self._in_note and self._notes.is_note(element):
            return
        names = frozenset(element.get("class").split())
        match element.tag:
            case "p":
                yield from self._paragraph(element)
            case tag if tag in _HEADINGS:
                content, number = self.inlines.of(element), self._next("heading", element)
                if content:
                    yield Heading(content=content, level=_HEADINGS[tag], lines=(number, number))
            case "ul" | "ol":
                yield from self._list(element)
            case "dl":
                yield from self._definitions(element)
            case "table":
                yield from self._table(element)
            case "pre":
                text = element.text
                number = self._row("paragraph", " ".join(text.split()))
                yield CodeBlock(text=text, lines=(number, number))
            case "blockquote":
                yield from self._quote(element)
            case "figure":
                yield from self._figure(element)
            case "hr":
                yield Separator(lines=(self.number, self.number))
            case "nav":
                yield from self._left_out(element)
            case "aside" if "note-text" not in names:
                yield from self._box(element)
            case "div" if "verse" in names:
                yield from self._verse(element)
            case "div" if "note-block" in names:
                yield from self._note_block(element)
            case _ if types_of(element) & _NOTE_SECTIONS and any(
                each in self._notes.called for each in element.elements()
            ):
                yield from self._loose_notes(element)
            case _:
                yield from self.of(element)

    def _loose_notes(self, element: Element) -> Iterator[Block]:
        """Of a section of notes what no reference leads to; its heading is the page's own."""
        yield from (block for block in self.of(element) if not isinstance(block, Heading))

    def _note(self, element: Element) -> tuple[Block, ...]:
        """The blocks of a note; their lines are not numbered, for they are read where the note is called."""
        self._in_note = True
        blocks = tuple(self.of(element))
        self._in_note = False
        return blocks

    # --- lines

    def _row(self, role: ReadingRole, text: str) -> int:
        number = self.number
        if self._in_note:
            return 0
        if text:
            self.rows.append(TextRow(number, role, text.replace(JOINT, "")))
            self.number += 1
        return number

    def _next(self, role: ReadingRole, element: Element) -> int:
        return self._row(role, plain_text(self.inlines.of(element)))

    def _paragraph(self, element: Element) -> Iterator[Block]:
        names = frozenset(element.get("class").split())
        parts: list[Inlines] = []
        for run in runs(element):
            if run.images and not run.text and not any("inline" in image.get("class").split() for image in run.images):
                yield from self._figures(run)
            elif line := self.inlines.of_run(run):
                parts.append(line)
        if not parts:
            return
        content = tuple(
            inline for place, line in enumerate(parts) for inline in ((LineBreak(), *line) if place else line)
        )
        if "missing-image" in names:
            yield Figure(src="", alt=plain_text(content))
            return
        role: ReadingRole = (
            "credit" if names & {"credit", "signature"} else "list_item" if element.tag == "li" else "paragraph"
        )
        number = self._row(role, plain_text(content))
        lines = (number, number)
        if "credit" in names:
            yield Credit(content=content, role=_person(plain_text(content)), lines=lines)
        elif "signature" in names:
            yield Signature(content=content, lines=lines)
        else:
            said = next(iter(names & _ROLES), "text")
            yield Paragraph(content=content, role=cast("Literal['text', 'lead']", said), lines=lines)

    # --- pictures

    def _figures(self, run: Run) -> Iterator[Block]:
        for image in run.images:
            src = self.inlines.source(image)
            if src:
                yield Figure(src=src, alt=" ".join(image.get("alt").split()), lines=(self.number, self.number))

    def _figure(self, element: Element) -> Iterator[Block]:
        """A picture with its caption; of several pictures the last has the caption."""
        captions = [child for child in element.elements() if child.tag == "figcaption"]
        images = [each for each in element.elements() if each.tag == "img" and not _is_in(each, captions)]
        missing = next((each for each in element.elements() if "missing-image" in each.get("class").split()), None)
        if (
            not images
            and not missing
            and any(each.tag in ("table", "pre", "blockquote", "ul", "ol") for each in element.elements())
        ):
            yield from self.of(element)
            return
        caption, credit = self._caption(captions[0]) if captions else ((), ())
        number = self._row("caption", plain_text((*caption, *credit)))
        figures = [(src, " ".join(each.get("alt").split())) for each in images if (src := self.inlines.source(each))]
        if not figures:
            figures = [("", " ".join(missing.text.split()) if missing is not None else "")]
        for place, (src, alt) in enumerate(figures):
            under, by = (caption, credit) if place == len(figures) - 1 else ((), ())
            if src or alt or under or by:
                yield Figure(src=src, alt=alt, caption=under, credit=by, lines=(number, number))

    def _caption(self, element: Element) -> tuple[Inlines, Inlines]:
        credit = next((each for each in element.elements() if "figure-credit" in each.get("class").split()), None)
        if credit is None:
            return self.inlines.of(element), ()
        said = self.inlines.of(credit)
        if credit in element.children:
            element.children.remove(credit)
        return self.inlines.of(element), said

    # --- what holds blocks

    def _list(self, element: Element) -> Iterator[Block]:
        start = self.number
        items: list[ListItem] = []
        for child in _elements(element):
            if self._in_note or not self._notes.is_note(child):
                first = self.number
                blocks = tuple(self._one(child)) if child.tag != "li" else tuple(self._as_items(child))
                if blocks:
                    items.append(
                        ListItem(blocks, (first, max(self.number - 1, first)) if not self._in_note else (0, 0))
                    )
        if items:
            number = element.get("start")
            begins = int(number) if element.tag == "ol" and number.isdecimal() and len(number) <= _LARGEST_NUMBER else 1
            yield List(items=tuple(items), ordered=element.tag == "ol", start=begins, lines=self._span(start))

    def _as_items(self, element: Element) -> Iterator[Block]:
        count = len(self.rows)
        yield from self.of(element)
        self.rows[count:] = [
            row._replace(role="list_item") if row.role == "paragraph" else row for row in self.rows[count:]
        ]

    def _span(self, start: int) -> tuple[int, int]:
        return (start, max(self.number - 1, start)) if not self._in_note else (0, 0)

    def _definitions(self, element: Element) -> Iterator[Block]:
        start = self.number
        items: list[Definition] = []
        term: Inlines = ()
        parts = (part for child in _elements(element) for part in (_elements(child) if child.tag == "div" else [child]))
        for part in parts:
            if part.tag == "dt":
                term = self.inlines.of(part)
                self._row("list_item", plain_text(term))
            else:
                items.append(Definition(term, tuple(self._as_items(part))))
                term = ()
        if term:
            items.append(Definition(term, ()))
        if items:
            yield DefinitionList(items=tuple(items), lines=self._span(start))

    def _table(self, element: Element) -> Iterator[Block]:
        start = self.number
        if not any(each.tag in ("td", "th") for each in element.elements()):
            return
        block, rows, cut = table_of(element, self.inlines.of_run)
        self.cut_tables += cut
        if block is not None:
            for _, role, text in rows:
                self._row(role, text)
            yield msgspec.structs.replace(block, lines=self._span(start))

    def _quote(self, element: Element) -> Iterator[Block]:
        start, count = self.number, len(self.rows)
        by = next(
            (child for child in _elements(element) if child.tag in ("p", "footer", "cite") and _is_attribution(child)),
            None,
        )
        if by is not None:
            element.children.remove(by)
        blocks = tuple(self.of(element))
        self.rows[count:] = [
            row._replace(role="quote") if row.role == "paragraph" else row for row in self.rows[count:]
        ]
        attribution = self.inlines.of(by) if by is not None else ()
        if attribution:
            self._row("credit", plain_text(attribution))
        if blocks or attribution:
            yield Quote(blocks=blocks, attribution=attribution, lines=self._span(start))

    def _box(self, element: Element) -> Iterator[Block]:
        start = self.number
        title: Inlines = ()
        first = next(_elements(element), None)
        if first is not None and ("box-title" in first.get("class").split() or first.tag in _HEADINGS):
            title = self.inlines.of(first)
            self._row("paragraph", plain_text(title))
            element.children.remove(first)
        blocks = tuple(self.of(element))
        if blocks or title:
            yield Box(blocks=blocks, title=title, lines=self._span(start))

    def _verse(self, element: Element) -> Iterator[Block]:
        start = self.number
        stanzas: list[tuple[Inlines, ...]] = []
        for child in _elements(element):
            lines = tuple(filter(None, (self.inlines.of_run(run) for run in runs(child))))
            for line in lines:
                self._row("verse", plain_text(line))
            if lines:
                stanzas.append(lines)
        if stanzas:
            yield Verse(stanzas=tuple(stanzas), lines=self._span(start))

    def _note_block(self, element: Element) -> Iterator[Block]:
        start = self.number
        first = next(_elements(element), None)
        label = ""
        if first is not None and "note-label" in first.get("class").split():
            label = " ".join(first.text.split())
            self._row("paragraph", label)
            element.children.remove(first)
        yield NoteBlock(blocks=tuple(self.of(element)), label=label, lines=self._span(start))

    def _left_out(self, element: Element) -> Iterator[Block]:
        text = " ".join(element.text.split())
        if text:
            number = self._row("boilerplate", text)
            yield LeftOut(text=text, reason="table of contents", lines=(number, number))


def _person(text: str) -> Role:
    """What the persons of a credit did, by its words: an EPUB holds no more."""
    told = wording.told(Line(0, 0, text, 0, True, is_closed(text)))
    return cast(Role, told.kind) if told and told.role == "credit" and told.kind in get_args(Role) else "other"


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in list(element.children) if isinstance(child, Element))


def _is_in(element: Element, others: list[Element]) -> bool:
    return any(above in others for above in element.ancestors())


def _is_attribution(element: Element) -> bool:
    return element.tag != "p" or "attribution" in element.get("class").split()
