"""Several PDFs of one set of slices as one: what a book of many articles is bound from.

    gatherings  what is joined: a file, its outline, how its pages are numbered
    faces       each face embedded once, with the glyphs that all of them draw
    pictures    each picture once
    structure   one structure tree, and one number for each page and annotation in it
    places      links and outline to where things are now, and page labels
    page_tree   the pages as a balanced tree

The files are those of `write_pdf`, with slices of the same faces: glyph ids then mean the same in all. The first file gives what is
said of the whole: metadata, output intent, attachments, what viewers are told. Streams are copied from file to file as they are, so
that memory holds the objects alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pikepdf

from publisher.writers.font_slices import FontSlice
from publisher.writers.pdf.joining.faces import SharedFaces
from publisher.writers.pdf.joining.gatherings import Gathering
from publisher.writers.pdf.joining.page_tree import plant
from publisher.writers.pdf.joining.pictures import SharedPictures
from publisher.writers.pdf.joining.places import Places, label_pages, write_outline
from publisher.writers.pdf.joining.structure import SharedStructure

__all__ = ["Gathering", "join"]


def join(gatherings: Sequence[Gathering], slices: Sequence[FontSlice], target: Path) -> int:
    """Write `gatherings`, one at least, as one file at `target`; the number of its pages.

    `slices` are those that the files were made with. Raises EngineError `book-place-unknown` where a link leads to a place that is in
    none of them.
    """
    with ExitStack() as opened:
        book = opened.enter_context(pikepdf.open(gatherings[0].path))
        others = [opened.enter_context(pikepdf.open(each.path)) for each in gatherings[1:]]
        _Binding(book, slices).bind(gatherings, others)
        book.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return sum(each.pages for each in gatherings)


class _Binding:
    """One book being bound: `book` is its first gathering, to which the others come."""

    def __init__(self, book: pikepdf.Pdf, slices: Sequence[FontSlice]):
        self._book = book
        self._faces = SharedFaces(book, slices)
        self._pictures = SharedPictures()
        self._structure = SharedStructure(book)
        self._places = Places()
        self._pages: list[pikepdf.Object] = []

    def bind(self, gatherings: Sequence[Gathering], others: Sequence[pikepdf.Pdf]) -> None:
        book = self._book
        self._add(gatherings[0], book)
        for gathering, source in zip(gatherings[1:], others, strict=True):
            self._add(gathering, source)
        self._places.lead_there(self._pages)
        self._faces.embed()
        self._structure.write()
        write_outline(book, gatherings, self._pages)
        label_pages(book, gatherings)
        plant(book, self._pages)

    def _add(self, gathering: Gathering, source: pikepdf.Pdf) -> None:
        """The pages of `source`, which may be the book itself, and all that belongs to them."""
        book, first = self._book, len(self._pages)
        drawn = self._faces.taken(source)
        named = self._places.taken(source)
        if source is not book:
            for page in source.pages:
                book.pages.append(page)
        pages = [page.obj for page in book.pages[first:]]
        self._pages += pages
        self._places.add(named, pages, gathering.first)
        self._faces.give(drawn, pages)
        self._pictures.share(pages)
        tree = source.Root.StructTreeRoot
        # After its pages, to which its elements point.
        self._structure.take(tree if source is book else book.copy_foreign(tree), pages, gathering.prefix)
