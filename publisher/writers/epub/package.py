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

from publisher.writers.page_setting import Attachment

PINNED = "0.20"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LATEST_ZIP_TIME = (2107, 12, 31, 23, 59, 58)


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
        self._zip.writestr(entry, data)

    def close(self) -> None:
        self._zip.close()


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    def __init__(self, book: epub.EpubBook, modified: datetime):
        # Its page list would take every element with an epub:type and an id for a printed page.
        super().__init__("", book, {"mtime": modified, "epub3_pages": False})
        self._modified = modified

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
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
    """A book with the three metadata every package must have, and no generator's mark."""
    book = epub.EpubBook()
    book.metadata.clear()
    book.set_identifier(identifier)
    book.set_title(title)
    book.set_language(language)
    return book


def pack(book: epub.EpubBook, modified: datetime, carried: Sequence[Attachment] = ()) -> bytes:
    """The finished EPUB. `modified` is in UTC; it is dcterms:modified and the time of every entry. `carried` are files beside the
    book, which its manifest does not list: their names are paths below META-INF/ (OCF 3.3, 4.2.6).
    """
    writer = _Writer(book, modified)
    writer.process()
    return writer.packed(carried)
