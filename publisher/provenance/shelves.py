"""Where a kind of file keeps what it carries, and under which names.

A PDF keeps attachments, which are called as they were. An EPUB keeps files below META-INF/, which readers pass over and no manifest
lists (OCF 3.3, 4.2.6); names of its container are ASCII here, and the record knows the others. Pictures are in a book already, byte
for byte, so the record names them where they are.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from msgspec import Struct

from publisher.writers.book_setting import BOOK_FOLDER, IMAGE_FOLDER

Kind = Literal["pdf", "epub"]

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
ARTICLE_NAME = "article.json"
RECORD_NAME = "build.json"
BOOK_RECORD_NAME = "book.json"
"""The record in the archive of a book of many articles."""
_OURS = (ARTICLE_NAME, RECORD_NAME)


class Shelf(Struct, frozen=True):
    """The names of carried files in a kind of file. `pictures` is the folder of a book's own pictures; None: they are carried too."""

    kind: Kind
    folder: str = ""
    pictures: str | None = None

    @property
    def record(self) -> str:
        return self.folder + RECORD_NAME

    @property
    def article(self) -> str:
        return self.folder + ARTICLE_NAME

    def source(self, name: str) -> str:
        """For the source, which may be called anything, but must not be taken for a file of ours."""
        if self.kind == "epub":
            suffix = PurePath(name).suffix
            return f"{self.folder}source{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        return f"source-{name}" if name in _OURS or name.startswith(("image-", "theme-")) else name

    def picture(self, name: str) -> str:
        return f"image-{name}" if self.pictures is None else f"{self.pictures}/{name}"

    def theme(self, number: int, place: int, path: PurePath) -> str:
        """For the file `path` of a theme's folder, the `place`th of it; `number` counts the folders."""
        name = path.as_posix().replace("/", "-")
        if self.kind == "epub":
            # Two files may differ in a letter's case, or in `-` for `/`; in the container nothing does.
            name = f"{place}-{name}" if _PLAIN.fullmatch(name) else f"{place}{path.suffix}"
        return f"{self.folder}theme-{number}-{name}"


PDF = Shelf("pdf")
EPUB = Shelf("epub", "META-INF/publisher/", f"{BOOK_FOLDER}/{IMAGE_FOLDER}")
