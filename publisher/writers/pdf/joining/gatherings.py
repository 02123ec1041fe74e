"""What is joined. A gathering 书帖 is what a binder sews: some pages of a book, here those that were laid out in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from publisher.writers.pdf import Bookmark


class Gathering(Struct, frozen=True):
    """A file of some pages, its bookmarks in order, and what its names begin with in the book, where they must be its own.

    `numerals` are those its page labels have, `first` the number of its first page in them; None: its pages have no numbers, and are
    labelled by what they are.
    """

    path: Path
    pages: int
    prefix: str
    bookmarks: tuple[Bookmark, ...] = ()
    numerals: Literal["decimal", "roman"] | None = "decimal"
    first: int = 1
    label: str = ""
