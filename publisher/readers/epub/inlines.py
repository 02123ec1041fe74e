"""What stands in a line of a book: the inlines of web pages, and what a book means beyond them.

Notes come to where they are called; class names are those of our own templates (`publisher/render/inlines.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from publisher.model import (
    Block,
    Emphasis,
    IndexTerm,
    Inline,
    Inlines,
    LanguageRun,
    LineBreak,
    Note,
    ProperName,
    Superscript,
    WorkTitle,
)
from publisher.model import Text as Characters
from publisher.readers.epub.documents import JOINT
from publisher.readers.epub.notes import Notes
from publisher.readers.epub.package import Package
from publisher.readers.html.dom import Element, Text
from publisher.readers.html.inlines import inlines
from publisher.readers.html.runs import Run, runs

LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}")
"""The shape of a language tag (BCP 47)."""


class Where(NamedTuple):
    """The document that is read."""

    name: str
    source: str
    """Name of the EPUB's file, as it stands in the `src` of its pictures."""
    language: str


class BookInlines:
    """Makes the inlines of a document. `missing_images` counts those that the book shows and does not hold."""

    def __init__(
        self, package: Package, notes: Notes, where: Where, note_blocks: Callable[[Element], tuple[Block, ...]]
    ) -> None:
        self.missing_images = 0
        self._package = package
        self._notes = notes
        self._where = where
        self._note_blocks = note_blocks
        self._made: dict[Element, Note | None] = {}
        self._in_note = False

    def of(self, element: Element) -> Inlines:
        """All that an element holds as one run, its line breaks as such."""
        found: list[Inline] = []
        for run in runs(element):
            line = self.of_run(run)
            if line:
                found += [LineBreak(), *line] if found else line
        return tuple(found)

    def of_run(self, run: Run) -> Inlines:
        run.pieces = [piece.replace(JOINT, "") for piece in run.pieces]
        return tuple(_lifted(inlines(run, self._meant, self.source)))  # type: ignore[arg-type]

    def _meant(self, element: Element) -> Inline | None:
        """What an inline element means in a book, beyond what it means in any page."""
        if element in self._notes.targets and not self._in_note:
            return self._note(element)
        names = element.get("class").split()
        language = element.get("xml:lang") or element.get("lang")
        if "proper-name" in names:
            return ProperName(self._inside(element))
        if "work-title" in names:
            return WorkTitle(self._inside(element))
        if "index-term" in names:
            return IndexTerm(self._inside(element))
        if element.tag == "i":
            return Emphasis(self._inside(element))
        if element.tag == "span" and LANGUAGE_TAG.fullmatch(language) and language != self._where.language:
            return LanguageRun(self._inside(element), language)
        return None

    def _inside(self, element: Element) -> Inlines:
        found: list[Inline] = []
        for run in runs(element):
            # Spaces at its edges are those of the line around it.
            run.pieces = [
                leaf.node.text if isinstance(leaf.node, Text) else piece
                for leaf, piece in zip(run.leaves, run.pieces, strict=True)
            ]
            found += [LineBreak(), *self.of_run(run)] if found else self.of_run(run)
        return tuple(found)

    def _note(self, link: Element) -> Note | None:
        target = self._notes.targets[link]
        if target not in self._made:
            # A note that refers to itself ends here.
            self._made[target] = None
            _drop_back_links(target, self._notes)
            self._in_note = True
            blocks = self._note_blocks(target)
            self._in_note = False
            self._made[target] = Note(blocks) if blocks else None
        return self._made[target]

    def source(self, image: Element) -> str:
        """The `src` of an image; empty where the book does not hold it."""
        part = self._package.part_of(self._where.name, image.get("src"))
        if part is None:
            self.missing_images += 1
            return ""
        return f"{self._where.source}!{part}"


def _lifted(content: Inlines) -> Iterator[Inline]:
    """Notes out of what raised their marks: the page sets a mark of its own."""
    for inline in content:
        if (
            isinstance(inline, Superscript)
            and inline.content
            and all(isinstance(each, Note) for each in inline.content)
        ):
            yield from inline.content
        elif not isinstance(inline, Characters) or inline.text:
            yield inline


def _drop_back_links(target: Element, notes: Notes) -> None:
    for each in list(target.elements()):
        if "note-number" in each.get("class").split():
            each.children = []
        each.children = [child for child in each.children if isinstance(child, Text) or not notes.is_back_link(child)]
