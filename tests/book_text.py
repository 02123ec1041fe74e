"""The text of a book and the text of its article, piece by piece and to the last space, each told by itself.

A piece is what stands in a line of its own or goes on in it: a paragraph, a heading, a cell, a line of verse. Readings (ruby) follow
their base, calls of notes are their numbers, and the notes are the last pieces.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from expected_text import opened
from lxml import etree

from publisher import model
from publisher.model import Article, Block, Inline

XHTML = "{http://www.w3.org/1999/xhtml}"
_OPF = {"o": "http://www.idpf.org/2007/opf"}
_INLINE = {
    "a", "b", "bdi", "cite", "code", "em", "i", "img", "rb", "rt", "ruby", "small", "span", "strong", "sub", "sup", "u",
}  # fmt: skip
"""Elements that do not end a piece; all others do."""
_LINES = re.compile("[\v\f\x85\u2028\u2029]")
_BLANK = " \t\n"
"""What HTML takes for nothing at the edges of a line. Other spaces, such as U+3000, are text."""


# --- of the book ---------------------------------------------------------------------------------------------------


def pieces_of_book(book: Path) -> list[str]:
    """The pieces of every document that is read, header and contents left out."""
    with zipfile.ZipFile(book) as container:
        found = [pieces for name in _spine(container) for pieces in _parts(etree.fromstring(container.read(name)))]
    texts, notes = [[piece for part in found for piece in part[at]] for at in (0, 1)]
    return texts + notes


def header_of_book(book: Path) -> str:
    """The text of what stands above the text."""
    with zipfile.ZipFile(book) as container:
        documents = [etree.fromstring(container.read(name)) for name in _spine(container)]
    headers = [header for document in documents for header in document.iterfind(f".//{XHTML}article/{XHTML}header")]
    return "".join(piece for header in headers for piece in _pieces(header))


def _spine(container: zipfile.ZipFile) -> Iterator[str]:
    """The names of the documents in reading order."""
    package = etree.fromstring(container.read("EPUB/content.opf"))
    files = {item.get("id"): item.get("href", "") for item in package.iterfind(".//o:item", _OPF)}
    for reference in package.iterfind(".//o:itemref", _OPF):
        yield posixpath.join("EPUB", files[reference.get("idref")])


def _parts(document: etree._Element) -> Iterator[tuple[list[str], list[str]]]:
    """The pieces of the text of a document, and those of its notes."""
    for body in document.iterfind(f".//{XHTML}div[@class='body']"):
        yield _pieces(body), []
    for note in document.iterfind(f".//{XHTML}aside[@role='doc-footnote']"):
        yield [], _pieces(note)


def _pieces(element: etree._Element) -> list[str]:
    made = [""]
    _gather(element, made)
    return [piece for piece in (each.strip(_BLANK) for each in made) if piece]


def _gather(element: etree._Element, made: list[str]) -> None:
    classes = (element.get("class") or "").split()
    if not isinstance(element.tag, str) or "missing-image" in classes:
        return
    ends = element.tag.removeprefix(XHTML) not in _INLINE or "figure-credit" in classes
    if ends:
        made.append("")
    made[-1] += element.text or ""
    for child in element:
        _gather(child, made)
        made[-1] += child.tail or ""
    if ends:
        made.append("")


# --- of the article ------------------------------------------------------------------------------------------------


def pieces_of_article(article: Article) -> list[str]:
    """The pieces below the header, then those of each note after its number."""
    notes: list[list[str]] = []
    texts = _of_blocks(opened(article, "\u3000"), notes)
    for number, note in enumerate(notes, 1):
        texts += [str(number), *note]
    return [piece for piece in (each.strip(_BLANK) for each in texts) if piece]


def _of_blocks(blocks: tuple[Block, ...], notes: list[list[str]]) -> list[str]:
    return [piece for block in blocks for piece in _of_block(block, notes)]


def _of_block(block: Block, notes: list[list[str]]) -> list[str]:
    match block:
        case model.LeftOut() | model.Separator():
            return []
        case model.List():
            return [piece for item in block.items for piece in _of_blocks(item.blocks, notes)]
        case model.DefinitionList():
            return [
                piece for item in block.items for piece in [*_of_run(item.term, notes), *_of_blocks(item.blocks, notes)]
            ]
        case model.Quote():
            return _of_blocks(block.blocks, notes) + _of_run(block.attribution, notes)
        case model.Verse():
            return [piece for stanza in block.stanzas for line in stanza for piece in _of_run(line, notes)]
        case model.Figure():
            return _of_run(block.caption, notes) + _of_run(block.credit, notes)
        case model.Table():
            cells = [piece for row in block.rows for cell in row for piece in _of_run(cell.content, notes)]
            return _of_run(block.caption, notes) + cells
        case model.CodeBlock():
            return [block.text]
        case model.Box():
            return _of_run(block.title, notes) + _of_blocks(block.blocks, notes)
        case model.NoteBlock():
            return [block.label, *_of_blocks(block.blocks, notes)]
        case _:
            return _of_run(block.content, notes)


def _of_run(content: tuple[Inline, ...], notes: list[list[str]]) -> list[str]:
    """A run of inlines as the lines that are asked for in it."""
    return _LINES.split(_text(content, notes))


def _text(content: tuple[Inline, ...], notes: list[list[str]]) -> str:
    shown = ""
    for inline in content:
        match inline:
            case model.Text() | model.Code():
                shown += inline.text
            case model.Ruby():
                shown += inline.base + inline.text
            case model.Note():
                at = len(notes)
                notes.append([])
                shown += str(at + 1)
                notes[at] = _of_blocks(inline.blocks, notes)
            case model.LineBreak():
                shown += "\u2028"
            case model.InlineImage():
                pass
            case _:
                shown += _text(inline.content, notes)
    return shown
