"""What a book is to be made of, before any of it is read: its title and people, and which files are its articles, in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from publisher.book import Book
from publisher.books.natural_order import path_key
from publisher.config import Layer
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import UsageError
from publisher.model import IndexTerm
from publisher.patterns import lazily

BOOK_FILE = "BOOK.toml"
SUFFIXES = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".epub", ".json"))
"""Of files that are articles, where a folder is searched for them."""

_NOT_ARTICLES = frozenset(("readme", "license", "licence", "changelog", "contributing", "book"))
_NUMBERED = lazily(r"\d{1,4}(?:[\s_\-.、．]+|(?=[^\W\d_版期号章回年月日]))(?=\S)")
_DATE = lazily(r"(\d{4})[-年./](\d{1,2})(?:[-月./](\d{1,2})日?)?(?!\d)")


class PlannedPart(Struct, frozen=True):
    """A part of the book, with its files in order."""

    title: str = ""
    files: tuple[Path, ...] = ()
    parts: tuple[PlannedPart, ...] = ()

    def all_files(self) -> Iterator[Path]:
        yield from self.files
        for part in self.parts:
            yield from part.all_files()


class BookPlan(Struct, frozen=True):
    """`book` has no parts yet. `folder` is what names of files are relative to; `file` is the BOOK.toml, if there is one. `options` are
    those that it states, `terms` those of the index that no article need name. `title_given` and `language_given` tell what somebody
    said from what was made up.
    """

    book: Book
    parts: tuple[PlannedPart, ...]
    folder: Path
    file: Path | None = None
    options: Layer = Layer("book file", {})
    terms: tuple[IndexTerm, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    title_given: bool = True
    language_given: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(file for part in self.parts for file in part.all_files())

    def shown(self, file: Path) -> str:
        """A file as the editor knows it: relative to the book."""
        return file.relative_to(self.folder).as_posix() if file.is_relative_to(self.folder) else str(file)


def plan_of_folder(folder: Path) -> BookPlan:
    """A book of all articles below a folder: its folders are parts. Raises UsageError `book-folder-unreadable`."""
    try:
        root = _part_of(folder, "")
    except OSError as fault:
        raise UsageError("book-folder-unreadable", file=str(folder), fault=fault.strerror or str(fault)) from None
    parts = (*((PlannedPart(files=root.files),) if root.files else ()), *root.parts)
    name = folder.resolve().name or "book"
    return BookPlan(_named(name, parts), parts, folder, title_given=False)


def plan_of_files(files: tuple[Path, ...]) -> BookPlan:
    """An anthology of files in the order given."""
    kept, remarks = without_twins(files, str)
    folder = files[0].parent
    parts = (PlannedPart(files=kept),)
    name = folder.resolve().name or "book"
    return BookPlan(_named(name, parts), parts, folder, remarks=tuple(remarks), title_given=False)


def _named(name: str, parts: tuple[PlannedPart, ...]) -> Book:
    """A book called by its folder, which may have its date."""
    date = date_in(name)
    is_issue = bool(date) or any("版" in part.title for part in parts)
    return Book(title=name, kind="issue" if is_issue else "anthology", date=date or None)


def without_twins(files: Iterable[Path], shown: Callable[[Path], str]) -> tuple[tuple[Path, ...], list[Diagnostic]]:
    """Each file once, and a remark on those that were named twice."""
    met: set[Path] = set()
    kept: list[Path] = []
    remarks: list[Diagnostic] = []
    for file in files:
        place = file.resolve()
        if place in met:
            remarks.append(diagnostic("book-file-twice", name=shown(file)))
            continue
        met.add(place)
        kept.append(file)
    return tuple(kept), remarks


def _part_of(folder: Path, title: str) -> PlannedPart:
    entries = sorted(folder.iterdir(), key=lambda each: path_key(Path(each.name)))
    files = tuple(each for each in entries if each.is_file() and is_article(each))
    parts = (
        _part_of(each, part_title(each.name)) for each in entries if each.is_dir() and not each.name.startswith(".")
    )
    return PlannedPart(title, files, tuple(part for part in parts if part.files or part.parts))


def is_article(file: Path) -> bool:
    """Whether a file of a folder is taken for an article."""
    name = file.name.lower()
    is_known = file.suffix.lower() in SUFFIXES and not name.startswith((".", "_"))
    return is_known and file.stem.lower() not in _NOT_ARTICLES


def part_title(name: str) -> str:
    """The title of a part from its folder's name: `01 要闻` and `1_要闻` are 要闻, `01版` is itself."""
    text = name.strip().replace("_", " ")
    number = _NUMBERED.match(name.strip())
    return text[number.end() :].strip() if number else text


def date_in(name: str) -> str:
    """A month or day in a name, as ISO 8601 has it; empty where there is none."""
    found = _DATE.search(name)
    if not found:
        return ""
    year, month, day = found[1], int(found[2]), int(found[3] or 0)
    if not 1 <= month <= 12 or day > 31:
        return ""
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def in_order(files: list[Path]) -> list[Path]:
    """What a pattern found, in natural order."""
    return sorted(files, key=path_key)
