"""From a plan to a book: every article read, set in the forms of its edition, and placed.

What cannot be read is left out with its reason, so that one bad file does not cost a thousand good ones.

What an article's own files (sidecar, front matter) say of reading and of rules on characters is nearer to it than the book's file; how
the book looks and where it is written they cannot say.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from publisher.assets import Assets, load_assets
from publisher.book import Book, Part
from publisher.books.index import unread
from publisher.books.plan import BookPlan, PlannedPart
from publisher.books.terms import with_terms
from publisher.config import Layer, Origin, resolve_in_book
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import EngineError, InputError, PublisherError
from publisher.links import refused_links
from publisher.model import Article, Inlines, Text
from publisher.option_keys import known_keys
from publisher.options import Options
from publisher.page_remarks import undescribed_images, unusable_identifier
from publisher.pipeline import as_edition, transformed
from publisher.readers import read_file
from publisher.tree import nodes, plain_text

_OF_TEXT = ("read", "transform")
"""The stages whose options an article may have of its own in a book."""


class Remark(NamedTuple):
    """What is said, and of which file as the editor knows it; empty: of the book."""

    file: str
    diagnostic: Diagnostic


class LeftOut(NamedTuple):
    """A file that is not in the book, and why."""

    file: str
    error: PublisherError


class Gathered(Struct, frozen=True):
    """A book with, for each of its articles, the file it is from and its pictures."""

    book: Book
    files: tuple[Path, ...]
    assets: tuple[Assets, ...]
    remarks: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def without(self, number: int, reason: LeftOut) -> Gathered:
        """The book without one of its articles."""
        kept = [at for at in range(len(self.files)) if at != number]
        parts, _ = _without(self.book.parts, number)
        return Gathered(
            replace(self.book, parts=parts),
            tuple(self.files[at] for at in kept),
            tuple(self.assets[at] for at in kept),
            self.remarks,
            (*self.left_out, reason),
        )


class Order(NamedTuple):
    """How a book is to be gathered: its plan, what the command line gives, its options, and who is told of each file first."""

    plan: BookPlan
    given: Layer
    options: Options
    watch: Callable[[str], object] = lambda _: None


def gather(order: Order) -> Gathered:
    """The book of a plan. Raises InputError `book-empty` where no article is left; under `strict` the error of the first that cannot
    be read.
    """
    return _Gathering(order).gathered()


class _Gathering:
    def __init__(self, order: Order) -> None:
        self._plan, self._given, self._options, self._watch = order
        self._files: list[Path] = []
        self._assets: list[Assets] = []
        self._remarks: list[Remark] = []
        self._left_out: list[LeftOut] = []
        self._texts: dict[bytes, Path] = {}

    def gathered(self) -> Gathered:
        plan = self._plan
        self._remarks += (Remark(str(plan.file or ""), each) for each in plan.remarks)
        parts = tuple(part for part in map(self._part, plan.parts) if part.articles or part.parts)
        if not self._files:
            error = InputError("book-empty", file=str(plan.file or plan.folder), count=len(self._left_out))
            error.diagnostics = tuple(each.diagnostic for each in self._remarks)
            if len(self._left_out) == 1 == len(plan.files):
                raise self._left_out[0].error
            raise error
        book = self._completed(replace(plan.book, parts=parts))
        self._remarks += (Remark("", each) for each in unread(book.articles, book.index or "pinyin", book.readings))
        return Gathered(book, tuple(self._files), tuple(self._assets), tuple(self._remarks), tuple(self._left_out))

    def _part(self, planned: PlannedPart) -> Part:
        articles = tuple(self._articles(planned.files))
        parts = tuple(part for part in map(self._part, planned.parts) if part.articles or part.parts)
        if not articles and not parts:
            self._remarks.append(Remark("", diagnostic("book-part-empty", title=planned.title or "–")))
        return Part(self._in_script(planned.title), articles, parts)

    def _articles(self, files: tuple[Path, ...]) -> Iterator[Article]:
        for file in files:
            self._watch(self._plan.shown(file))
            try:
                article, assets = self._article(file)
            except PublisherError as fault:
                self._leave_out(file, fault)
                continue
            except Exception as fault:  # the others are bound all the same
                error = EngineError("internal", fault=f"{type(fault).__name__}: {fault}")
                error.__cause__ = fault
                self._leave_out(file, error)
                continue
            self._files.append(file)
            self._assets.append(assets)
            yield article

    def _leave_out(self, file: Path, error: PublisherError) -> None:
        shown = self._plan.shown(file)
        error.file = error.file or str(file)
        if self._options.write.strict:
            raise error
        self._remarks += (Remark(shown, each) for each in error.diagnostics)
        self._left_out.append(LeftOut(shown, error))

    def _article(self, file: Path) -> tuple[Article, Assets]:
        resolved = resolve_in_book(file, self._given, self._plan.options)
        own = resolved.options
        article = read_file(file, own.read)
        self._say_twin(article, file)
        options = replace(self._options, **{stage: getattr(own, stage) for stage in _OF_TEXT})
        article = transformed(with_terms(article, self._plan.terms), options)
        assets = load_assets(article, file.parent, fetch=own.read.fetch)
        shown = self._plan.shown(file)
        said = [
            *article.diagnostics,
            *_passed_over(resolved.origins),
            *refused_links(article),
            *assets.diagnostics,
            *undescribed_images(article),
            *unusable_identifier(article),
        ]
        self._remarks += (Remark(shown, each) for each in said)
        # What was read is said; a thousand articles need not carry the record of it.
        return replace(article, diagnostics=(), reading=()), assets

    def _say_twin(self, article: Article, file: Path) -> None:
        text = "".join(node.text for node, _ in nodes(article) if isinstance(node, Text))
        digest = hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).digest()
        first = self._texts.setdefault(digest, file)
        if first is not file:
            said = diagnostic("book-article-twice", other=self._plan.shown(first))
            self._remarks.append(Remark(self._plan.shown(file), said))

    # --- what a book says of itself -------------------------------------------------------------------------------

    def _completed(self, book: Book) -> Book:
        """The book with what nobody said but its articles agree on, in the script of the edition."""
        articles = book.articles
        sources = Counter(article.source for article in articles)
        dates = {article.date for article in articles}
        language = Counter(article.language for article in articles).most_common(1)[0][0]
        title = book.title
        if not self._plan.title_given and len(sources) == 1 and (source := articles[0].source):
            title = source
        return replace(
            book,
            title=plain_text(self._in_script(title)),
            subtitle=plain_text(self._in_script(book.subtitle)),
            number=plain_text(self._in_script(book.number)),
            date=book.date or (articles[0].date if len(dates) == 1 and book.kind == "issue" else None),
            language=language if not self._plan.language_given or self._options.edition.script else book.language,
        )

    def _in_script(self, text: str) -> Inlines:
        if not text or not self._options.edition.script:
            return (Text(text),) if text else ()
        edition = replace(self._options.edition, ruby=None)
        head = Article(headline=(Text(text),), language=self._plan.book.language)
        return as_edition(head, replace(self._options, edition=edition)).headline


def _passed_over(origins: Mapping[str, Origin]) -> list[Diagnostic]:
    """What an article's own files say of looks, which a book has one of."""
    keys = [
        key
        for key, origin in origins.items()
        if origin.layer in ("sidecar", "front matter") and known_keys()[key].stage not in _OF_TEXT
    ]
    return [diagnostic("book-options-of-article", "info", keys=", ".join(keys))] if keys else []


def _without(parts: tuple[Part, ...], number: int) -> tuple[tuple[Part, ...], int]:
    """The parts without the article of this number, and the number of it in what follows them."""
    kept: list[Part] = []
    for part in parts:
        articles = tuple(article for at, article in enumerate(part.articles) if at != number)
        inner, number = _without(part.parts, number - len(part.articles))
        if articles or inner:
            kept.append(replace(part, articles=articles, parts=inner))
    return tuple(kept), number
