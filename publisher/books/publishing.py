"""A book from its plan to its files: gathered once, then written as every kind that is wanted."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from publisher.atomic import open_atomically, ready_folder, write_atomically
from publisher.books.epub import book_epub, full_title
from publisher.books.gathering import Gathered, LeftOut, Order, Remark, gather
from publisher.books.material import ArticleFailure, Material, Said
from publisher.books.matter import matter_of
from publisher.books.pages import book_pdf
from publisher.books.plan import BookPlan
from publisher.diagnostics import diagnostic
from publisher.errors import EngineError, InputError, LimitError, OutputError, PublisherError, UsageError
from publisher.pipeline import kept_worker, refuse_warnings
from publisher.slug import slug

if TYPE_CHECKING:
    from publisher.book import Book
    from publisher.config import Layer
    from publisher.options import Options
    from publisher.writers.pdf.worker import PDFWorker

KINDS = ("epub", "pdf")
"""What a book can be made as."""


class PublishedBook(Struct, frozen=True):
    """What became of a book: path and SHA-256 of each file, what was said, what is not in it; `error`: why one kind is not there."""

    outputs: tuple[tuple[Path, str], ...]
    remarks: tuple[Remark, ...]
    left_out: tuple[LeftOut, ...]
    error: PublisherError | None = None


class Request(Struct, frozen=True):
    """A book to be made: its plan, the command line's layer, its options, and the folder or file to write."""

    plan: BookPlan
    given: Layer
    options: Options
    folder: Path
    name: str | None = None
    """The whole name of the one file."""


Engine = Callable[[], "PDFWorker | None"]
"""Gives who lays out pages, when that is needed; None: this process."""


def publish_book(
    request: Request, engine: Engine | None = None, watch: Callable[[str], object] = lambda _: None
) -> list[PublishedBook]:
    """Make a book, in each script that is asked for. Pages and cover are laid out by `engine`, else in the process that `publish`
    keeps; `watch` is told of each file before it is read.

    Raises UsageError for what is wrong with options, theme or cover, InputError `book-empty`, OutputError; under `strict` also the
    error of the first article that cannot be in it, and InputError `strict`.
    """
    for kind in request.options.write.to:
        if kind not in KINDS:
            raise UsageError("book-kind", kind=kind, known=", ".join(KINDS))
    ready_folder(request.folder)
    engine = engine or (lambda: kept_worker(request.options))
    if "pdf" in request.options.write.to:
        engine()  # it loads while the articles are read
    editions = request.options.editions()
    if len(editions) > 1 and request.name is not None:
        raise UsageError("script-several", scripts=", ".join(request.options.edition.script))
    made = []
    for options in editions:
        gathered = gather(Order(request.plan, request.given, options, watch))
        made.append(_Publishing(request, options, gathered, engine).published())
    return made


class _Publishing:
    """One edition of a book being made."""

    def __init__(self, request: Request, options: Options, gathered: Gathered, engine: Engine) -> None:
        self._request, self._options, self._engine = request, options, engine
        self._gathered = gathered
        self._said: list[Remark] = []

    def published(self) -> PublishedBook:
        targets = {kind: self._target(kind) for kind in self._options.write.to}
        if self._options.write.no_clobber and (
            there := next((each for each in targets.values() if each.exists()), None)
        ):
            raise OutputError("exists", file=str(there))
        if self._options.write.carry_source:
            self._said.append(Remark("", diagnostic("book-no-source")))
        outputs: list[tuple[Path, str]] = []
        error: PublisherError | None = None
        with tempfile.TemporaryDirectory(prefix="publisher-book-") as folder:
            pdf = Path(folder) / "book.pdf"
            if "pdf" in targets:
                # First, for an article that cannot be set on pages is left out of the other too.
                error = self._pdf(pdf)
            epub = self._epub() if "epub" in targets else None
            if self._options.write.strict:
                refuse_warnings([each.diagnostic for each in self._remarks()])
            if epub is not None:
                outputs.append(self._write_bytes(targets["epub"], epub))
            if "pdf" in targets and error is None:
                outputs.append(self._write_file(targets["pdf"], pdf))
        order = list(targets.values())
        outputs.sort(key=lambda each: order.index(each[0]))
        return PublishedBook(tuple(outputs), tuple(self._remarks()), self._gathered.left_out, error)

    def _pdf(self, target: Path) -> PublisherError | None:
        """Make the PDF; the error of the engine, where it has one for the book and not for an article."""
        while True:
            try:
                written = book_pdf(self._material(), target, self._engine())
            except ArticleFailure as failure:
                self._leave_out(failure.number, failure.error)
            except (EngineError, LimitError) as error:
                return error
            except MemoryError:
                return LimitError("out-of-memory")
            else:
                self._say(written.remarks)
                return None

    def _leave_out(self, number: int, error: PublisherError) -> None:
        file = self._gathered.files[number]
        error.file = error.file or str(file)
        if self._options.write.strict:
            raise error
        if len(self._gathered.files) == 1:
            raise InputError("book-empty", file=str(self._request.plan.file or self._request.plan.folder), count=1)
        self._gathered = self._gathered.without(number, LeftOut(self._request.plan.shown(file), error))

    def _epub(self) -> bytes:
        written = book_epub(self._material(), self._engine)
        self._say(written.remarks)
        return written.data

    def _material(self) -> Material:
        book, assets, sources = self._gathered.book, self._gathered.assets, self._gathered.sources
        return Material(
            book, matter_of(book), self._options, lambda number: assets[number], lambda number: sources[number]
        )

    def _say(self, remarks: Sequence[Said]) -> None:
        for said in remarks:
            file = "" if said.article is None else self._request.plan.shown(self._gathered.files[said.article])
            remark = Remark(file, said.diagnostic)
            if remark not in self._said:
                self._said.append(remark)

    def _remarks(self) -> list[Remark]:
        return [*self._gathered.remarks, *(each for each in self._said if each not in self._gathered.remarks)]

    def _target(self, kind: str) -> Path:
        if self._request.name is not None:
            return self._request.folder / self._request.name
        stem = book_slug(self._gathered.book)
        scripts = self._request.options.edition.script
        if len(scripts) > 1 and self._options.edition.script[0] != scripts[0]:
            stem = f"{stem}-{self._options.edition.script[0]}"
        return self._request.folder / f"{stem}.{kind}"

    def _write_bytes(self, target: Path, data: bytes) -> tuple[Path, str]:
        write_atomically(target, data, replace=not self._options.write.no_clobber)
        return target, hashlib.sha256(data).hexdigest()

    def _write_file(self, target: Path, made: Path) -> tuple[Path, str]:
        with made.open("rb") as source, open_atomically(target, replace=not self._options.write.no_clobber) as file:
            shutil.copyfileobj(source, file)
        with made.open("rb") as source:
            return target, hashlib.file_digest(source, "sha256").hexdigest()


def book_slug(book: Book) -> str:
    """The name of a book's files: its title, and of an issue its number or date."""
    title = full_title(book)
    if book.kind == "issue" and not book.number and book.date:
        title = f"{title} {book.date}"
    return slug(title) or "book"
