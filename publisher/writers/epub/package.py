"""The EPUB container by EbookLib 0.20, reproducible and with nothing re-serialised.

EbookLib makes the package document, the NCX and the container file. Content documents, navigation and style sheets go in as
the bytes they are: its own serialiser drops text (leading text of a body, nesting beyond 254, characters after a surrogate) and
puts white space between inlines. This module alone touches what is private in EbookLib 0.20; `tests/test_epub_package.py`
holds that against the pinned version.

Same input, same bytes: fixed times, modes and order of entries (given the same zlib).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from ebooklib import epub
from lxml import etree

from publisher.writers.font_slices import compression_level
from publisher.writers.page_setting import Attachment

PINNED = "0.20"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEFT_TO_RIGHT = ("zh", "ja", "ko", "en")
"""Languages whose metadata run from left to right, whatever way the pages turn; of others each text says by itself."""
_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LATEST_ZIP_TIME = (2107, 12, 31, 23, 59, 58)


TITLE_ID = "title"
IDENTIFIER_ID = "id"
"""EbookLib's name of the unique identifier."""


class Item(epub.EpubItem):  # type: ignore[misc]
    """A file of the book whose bytes pass through untouched. `properties` are those of the manifest (`nav`)."""

    def __init__(self, uid: str, file: str, media_type: str, data: bytes, properties: Sequence[str] = ()):
        super().__init__(uid, file, media_type, data)
        self.properties = list(properties)
        self.title = ""
        self.is_linear = True


class _Container:
    """Stands in for the ZipFile that EpubWriter writes to."""

    def __init__(self, target: io.BytesIO, when: datetime):
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._when = min(max(when.timetuple()[:6], _EARLIEST_ZIP_TIME), _LATEST_ZIP_TIME)
        self._names: set[str] = set()

    def writestr(self, name: str, data: bytes | str, compress_type: int = zipfile.ZIP_DEFLATED) -> None:
        if name in self._names or name.startswith("/") or ".." in name.split("/"):
            raise ValueError(f"not a name for the container: {name}")
        self._names.add(name)
        entry = zipfile.ZipInfo(name, self._when)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        entry.compress_type = compress_type
        level = compression_level(data) if isinstance(data, bytes) else None
        self._zip.writestr(entry, data, compresslevel=level)

    def close(self) -> None:
        self._zip.close()


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    def __init__(self, book: epub.EpubBook, modified: datetime):
        # Its page list would take every element with an epub:type and an id for a printed page.
        super().__init__("", book, {"mtime": modified, "epub3_pages": False})
        self._modified = modified

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
        root.set("dir", "ltr" if self.book.language.startswith(_LEFT_TO_RIGHT) else "auto")
        data = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
        self.out.writestr(f"{self.book.FOLDER_NAME}/content.opf", data)

    def packed(self, carried: Sequence[Attachment]) -> bytes:
        target = io.BytesIO()
        with closing(_Container(target, self._modified)) as self.out:
            self.out.writestr("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
            for file in carried:
                self.out.writestr(file.name, file.data)
        return target.getvalue()


def new_book(identifier: str, title: str, language: str) -> epub.EpubBook:
    """A book with the three metadata every package must have, and no generator's mark. The title's id is TITLE_ID."""
    book = epub.EpubBook()
    book.metadata.clear()
    book.set_identifier(identifier)
    book.title = title
    book.add_metadata("DC", "title", title, {"id": TITLE_ID})
    book.set_language(language)
    return book


def describe(book: epub.EpubBook, name: str, value: str, uid: str = "") -> None:
    """Add `dc:name`, with an id that others may refine."""
    book.add_metadata("DC", name, value, {"id": uid} if uid else {})


def state(book: epub.EpubBook, name: str, value: str, *, refines: str = "", **attributes: str) -> None:
    """Add a `meta` of the property `name`, of the publication or of what has the id `refines`. A `lang` is its `xml:lang`."""
    if "lang" in attributes:
        attributes[_XML_LANG] = attributes.pop("lang")
    refined = {"refines": f"#{refines}"} if refines else {}
    book.add_metadata(None, "meta", value, {"property": name, **refined, **attributes})


def state_as_epub_2(book: epub.EpubBook, name: str, content: str) -> None:
    """Add a `meta` in the form of EPUB 2, which programs that read no other look for."""
    book.add_metadata(None, "meta", None, {"name": name, "content": content})


def pack(book: epub.EpubBook, modified: datetime, carried: Sequence[Attachment] = ()) -> bytes:
    """The finished EPUB. `modified` is in UTC; it is dcterms:modified and the time of every entry. `carried` are files beside the
    book, which its manifest does not list: their names are paths below META-INF/ (OCF 3.3, 4.2.6).
    """
    writer = _Writer(book, modified)
    writer.process()
    return writer.packed(carried)
