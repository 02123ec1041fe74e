"""What a book is made from, and what is said of it and of its articles while it is made."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from publisher.assets import Assets
from publisher.book import Book, Matter
from publisher.diagnostics import Diagnostic
from publisher.errors import PublisherError
from publisher.options import Options
from publisher.provenance.origin import SourceFile

NO_ASSETS = Assets({}, ())


class Material(Struct, frozen=True):
    """A book's articles as they are to be set, its matter, and how.

    `assets` and `source` give the pictures of an article and what it was read from, by its number; pictures are asked for twice.
    """

    book: Book
    matter: Matter
    options: Options
    assets: Callable[[int], Assets] = lambda _: NO_ASSETS
    source: Callable[[int], SourceFile | None] = lambda _: None


class Said(Struct, frozen=True):
    """A remark, and of which article by its number; None: of the book."""

    article: int | None
    diagnostic: Diagnostic


class ArticleFailure(Exception):  # noqa: N818 - it is an error of an article, not of the book
    """One article of a book cannot be set: its number, 0 the first, and why. Without it the book may be made."""

    def __init__(self, number: int, error: PublisherError) -> None:
        super().__init__(number, error)
        self.number = number
        self.error = error
