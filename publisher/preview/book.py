"""The book's files as an e-reader has them, by their names in it. Faces are sliced when they are first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from msgspec import Struct

from publisher.edition import BookEdition, Edition
from publisher.render.book import MODERN_FILE, STYLESHEET_FILE
from publisher.writers.book_setting import IMAGE_FOLDER
from publisher.writers.epub import COVER_PATH, FONT_FOLDER, XHTML
from publisher.writers.font_slices import font_faces

_READER = """
/* What the e-reader brings: margins, a page, and night. */
html { background: #fdfcf9; color: #1b1a18; scrollbar-width: thin; }
html.night { background: #14161a; color: #c9c6bf; scrollbar-color: #555 #14161a; }
html body { margin: 0 auto; padding: 1.6em 1.5em 3em; max-width: 40em; }
html.vertical body { margin: auto 0; padding: 1.5em 1.6em 1.5em 3em; max-width: none; }
html.vertical body { box-sizing: border-box; height: 100vh; max-height: 44em; }
html.night img { filter: brightness(.85); }
a[href^="http"], a[href^="mailto"] { pointer-events: none; }
"""


class File(Struct, frozen=True):
    data: bytes
    media_type: str


class Book:
    """The files of one edition's EPUB, taken from the edition itself: nothing is packed or unpacked for it."""

    def __init__(self, edition: Edition, making: threading.Lock) -> None:
        assert edition.book is not None
        self._book: BookEdition = edition.book
        rendered = edition.book.rendered
        self._making = making
        self._faces: dict[str, File] | None = None
        self._style = ""
        self.documents = tuple(document.file for document in rendered.documents)
        plain: dict[str, Callable[[], File]] = {
            document.file: lambda text=document.xhtml: File(text.encode(), XHTML)  # type: ignore[misc]
            for document in rendered.documents
        }
        plain[MODERN_FILE] = lambda text=rendered.modern: File(text.encode(), "text/css")  # type: ignore[misc]
        for each in edition.assets.images.values():
            plain[f"{IMAGE_FOLDER}/{each.name}"] = lambda each=each: File(each.data, each.media_type)  # type: ignore[misc]
        if cover := edition.book.cover.picture:
            plain[COVER_PATH.format(cover.name)] = lambda: File(cover.data, cover.media_type)
        self._files: Mapping[str, Callable[[], File]] = plain

    def file(self, name: str) -> File | None:
        """A file of the book; None where it has none of that name."""
        if name == STYLESHEET_FILE:
            self._sliced()
            return File(self._style.encode(), "text/css")
        if name.startswith(f"{FONT_FOLDER}/"):
            return self._sliced().get(name)
        made = self._files.get(name)
        return made() if made else None

    def _sliced(self) -> dict[str, File]:
        with self._making:
            if self._faces is None:
                slices = self._book.faces.slices()
                rules = font_faces(slices, lambda each: f"{FONT_FOLDER}/{each.file}")
                self._style = "\n".join([rules, self._book.rendered.stylesheet, _READER])
                self._faces = {f"{FONT_FOLDER}/{each.file}": File(each.data, each.media_type) for each in slices}
            return self._faces
