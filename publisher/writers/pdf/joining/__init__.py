"""Several PDFs of one set of slices as one: what a book of many articles is bound from.

    gatherings  what is joined: a file, its outline, how its pages are numbered
    faces       each face embedded once, with the glyphs that all of them draw
    pictures    each picture once
    structure   one structure tree, and one number for each page and annotation in it
    places      links and outline to where things are now, and page labels
    page_tree   the pages as a balanced tree

The files are those of `write_pdf`, with slices of the same faces: glyph ids then mean the same in all. One of them gives what is said
of the whole: metadata, output intent, attachments, what viewers are told. Streams are copied from file to file as they are, so that
memory holds the objects alone.
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


def join(gatherings: Sequence[Gathering], slices: Sequence[FontSlice], target: Path, whole: int = 0) -> int:
    """Write `gatherings`, one at least, as one file at `target`; the number of its pages.

    `whole` is the number of the one that gives what is said of all, `slices` are those that the files were made with. Raises
    EngineError `book-place-unknown` where a link leads to a place that is in none of them.
    """
    with ExitStack() as opened:
        sources = [opened.enter_context(pikepdf.open(each.path)) for each in gatherings]
        book = sources[whole]
        _Binding(book, slices).bind(gatherings, sources)
        book.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return sum(each.pages for each in gatherings)


class _Binding:
    """One book being bound: `book` is one of its gatherings, to which the others come."""

    def __init__(self, book: pikepdf.Pdf, slices: Sequence[FontSlice]):
        self._book = book
        self._own = [page.obj for page in book.pages]
        self._faces = SharedFaces(book, slices)
        self._pictures = SharedPictures()
        self._structure = SharedStructure(book)
        self._places = Places()
        self._pages: list[pikepdf.Object] = []

    def bind(self, gatherings: Sequence[Gathering], sources: Sequence[pikepdf.Pdf]) -> None:
        """Bind `gatherings`, whose files are `sources`, in their order."""
        book = self._book
        for gathering, source in zip(gatherings, sources, strict=True):
            self._add(gathering, source)
        self._places.lead_there(self._pages)
        self._faces.embed()
        self._structure.write()
        write_outline(book, gatherings, self._pages)
        label_pages(book, gatherings)
        plant(book, self._pages)

    def _add(self, gathering: Gathering, source: pikepdf.Pdf) -> None:
        """The pages of `source`, which may be the book itself, and all that belongs to them."""
        book = self._book
        drawn = self._faces.taken(source)
        named = self._places.taken(source)
        pages = self._own if source is book else self._copied(source)
        self._pages += pages
        self._places.add(named, pages, gathering.first)
        self._faces.give(drawn, pages)
        self._pictures.share(pages)
        tree = source.Root.StructTreeRoot
        # After its pages, to which its elements point.
        self._structure.take(tree if source is book else book.copy_foreign(tree), pages, gathering.prefix)

    def _copied(self, source: pikepdf.Pdf) -> list[pikepdf.Object]:
        """The pages of `source` in the book; in which order they stand there only `plant` says."""
        there = len(self._book.pages)
        for page in source.pages:
            self._book.pages.append(page)
        return [page.obj for page in self._book.pages[there:]]
