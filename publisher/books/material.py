"""What a book is made from, and what is said of it and of its articles while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import Assets
from publisher.book import Book, Matter
from publisher.diagnostics import Diagnostic
from publisher.edition.brief import Brief, brief_of, languages_of
from publisher.errors import PublisherError
from publisher.glyphs import merged
from publisher.model import Article, to_json
from publisher.options import Options
from publisher.page_remarks import missing_glyphs
from publisher.provenance.origin import SourceFile
from publisher.typeset.faces import FacePlan

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


def brief_of_book(head: Article, book: Book, options: Options) -> Brief:
    """What the documents of a book share: theme and faces, the languages and rare characters of all its articles; `head` is what the
    book is to whoever asks for one article. Raises UsageError where theme or a font of the options is wrong.
    """
    articles = book.articles
    head = replace(head, glyphs=merged(*(article.glyphs for article in articles)))
    return replace(brief_of(head, options, NO_ASSETS), languages=languages_of(book.language, articles))


def said_of_missing(book: Book, plan: FacePlan) -> Iterator[Said]:
    """What is to be said of characters that no face has, of each article that has one."""
    for number, article in enumerate(book.articles) if plan.missing else ():
        held = to_json(article).decode()
        yield from (Said(number, each) for each in missing_glyphs(article, plan) if each.values["character"] in held)
