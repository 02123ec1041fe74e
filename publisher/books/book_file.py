"""BOOK.toml: what an editor says of a book.

    kind = "issue"                     # or "anthology"
    title = "潮声"
    subtitle = ""                      number = "总第 12 期"
    date = "2024-03"                   language = "zh-Hans"
    editors = ["沈望潮"]               # also: authors; people = [{ name = "…", role = "translator", reading = "…" }]
    imprint = ["责任编辑　许闻笛"]     # lines of the colophon: label and text, or { label = "…", text = "…" }
    cover = "auto"                     figures = true
    files = ["卷首语.txt"]             # articles before the first part

    [publication]                      # as in a sidecar
    [index]
    order = "pinyin"                   # or "stroke", "kana", "none"
    kinds = ["people", "places", "topics"]
    people = ["许闻笛"]                # terms that are looked for in all articles; also places, topics
    [readings]                         # how terms of the index are read
    [options]                          # as in publisher.toml: theme, trim, writing-mode, to …; [options.transforms]

    [[parts]]
    title = "水边"
    files = ["a.txt", "03/*.txt"]      # in this order; what a pattern finds, by its numbers
    [[parts.parts]]

Names are relative to the file, and below its folder. An unknown key, or a value that means nothing, is a UsageError with file and
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from publisher.book import Book, Imprint, IndexOrder
from publisher.books.plan import BookPlan, PlannedPart, in_order, is_article, without_twins
from publisher.config import Layer, book_layer
from publisher.corrections import INDEX_KINDS, index_terms, publication, readings
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import UsageError
from publisher.model import Byline, Role
from publisher.option_keys import known_keys, nearest
from publisher.publication import Publication
from publisher.toml_files import read_toml

KEYS = (
    "kind", "title", "subtitle", "number", "date", "language", "editors", "authors", "people", "imprint", "cover", "figures", "files",
    "publication", "index", "readings", "options", "parts",
)  # fmt: skip
_PART_KEYS = ("title", "files", "parts")
_INDEX_KEYS = ("order", "kinds", *INDEX_KINDS)
_PERSON_KEYS = ("name", "role", "reading", "affiliation")
_ORDERS = (*get_args(IndexOrder), "none")
_DEEPEST = 6
_PATTERN = re.compile(r"[*?\[]")


def read_book_file(file: Path) -> BookPlan:
    """What a BOOK.toml plans. Raises UsageError for a file that cannot be read, is no TOML, or says what means nothing."""
    text, values = read_toml(file)
    return _BookFile(file, text, values).plan()


class _BookFile:
    """A BOOK.toml being read."""

    def __init__(self, file: Path, text: str, values: dict[str, Any]) -> None:
        self._file, self._text, self._values = file, text, values
        self._folder = file.parent
        self._remarks: list[Diagnostic] = []

    def plan(self) -> BookPlan:
        self._check_keys(self._values, KEYS)
        own = PlannedPart("", self._files(self._values.get("files", [])), ())
        parts = (*((own,) if own.files else ()), *self._parts(self._values.get("parts", []), 1))
        parts = self._each_once(parts)
        index = self._table("index")
        self._check_keys(index, _INDEX_KEYS)
        terms = {key: value for key, value in index.items() if key in INDEX_KINDS}
        return BookPlan(
            self._book(index),
            parts,
            self._folder,
            self._file,
            self._options(),
            index_terms(terms, self._refuse),
            tuple(self._remarks),
            language_given="language" in self._values,
        )

    # --- what the book is -----------------------------------------------------------------------------------------

    def _book(self, index: Mapping[str, Any]) -> Book:
        values = self._values
        if not str(values.get("title", "")).strip():
            raise self._refuse("title", "book-title")
        order = self._choice("order", index.get("order", "none"), _ORDERS)
        kinds = index.get("kinds", list(INDEX_KINDS))
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            self._choice("kinds", kind, tuple(INDEX_KINDS))
        simple = {
            key: values[key]
            for key in ("kind", "title", "subtitle", "number", "date", "language", "figures")
            if key in values
        }
        if isinstance(simple.get("number"), int):
            simple["number"] = str(simple["number"])
        if "date" in simple:
            simple["date"] = str(simple["date"])
        for key, value in simple.items():
            self._check_simple(key, value)
        return Book(
            **simple,
            bylines=tuple(self._people()),
            publication=self._publication(),
            imprint=tuple(self._imprint()),
            index=None if order == "none" else order,  # type: ignore[arg-type]
            index_kinds=tuple(INDEX_KINDS[kind] for kind in kinds),
            readings=readings(values.get("readings", {}), self._refuse),
        )

    def _check_simple(self, key: str, value: object) -> None:
        """Raises UsageError `book-value` where the model does not take a value."""
        if key == "kind":
            self._choice(key, value, ("issue", "anthology"))
        try:
            msgspec.convert({"title": "-", key: value}, Book)
        except msgspec.ValidationError:
            raise self._refuse(key, "book-value", value=value) from None

    def _people(self) -> Iterator[Byline]:
        for key, role in (("authors", "author"), ("editors", "editor"), ("people", "editor")):
            given = self._values.get(key, [])
            for each in given if isinstance(given, list) else [given]:
                person = {"name": each} if isinstance(each, str) else each
                if not isinstance(person, dict) or not str(person.get("name", "")).strip():
                    raise self._refuse(key, "book-person")
                self._check_keys(person, _PERSON_KEYS)
                self._choice("role", person.get("role", role), get_args(Role))
                try:
                    yield msgspec.convert({"role": role, **person}, Byline)
                except msgspec.ValidationError:
                    raise self._refuse(key, "book-person") from None

    def _imprint(self) -> Iterator[Imprint]:
        given = self._values.get("imprint", [])
        for each in given if isinstance(given, list) else [given]:
            if isinstance(each, str):
                label, gap, text = each.partition("\u3000")
                yield Imprint(label.strip(), text.strip()) if gap else Imprint("", each.strip())
            elif (
                isinstance(each, dict)
                and each.keys() == {"label", "text"}
                and all(isinstance(one, str) for one in each.values())
            ):
                yield Imprint(**each)
            else:
                raise self._refuse("imprint", "book-imprint")

    def _publication(self) -> Publication:
        return publication(self._values.get("publication", {}), self._refuse)

    def _options(self) -> Layer:
        given = dict(self._table("options"))
        if "cover" in self._values:
            given["cover"] = self._values["cover"]
        return book_layer(given, self._file, self._line_of)

    # --- which files ----------------------------------------------------------------------------------------------

    def _parts(self, given: object, depth: int) -> Iterator[PlannedPart]:
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given) or depth > _DEEPEST:
            raise self._refuse("parts", "book-parts")
        for each in given:
            self._check_keys(each, _PART_KEYS)
            title = each.get("title", "")
            if not isinstance(title, str):
                raise self._refuse("title", "book-value", value=title)
            inner = tuple(self._parts(each.get("parts", []), depth + 1))
            part = PlannedPart(title.strip(), self._files(each.get("files", [])), inner)
            if not part.files and not part.parts:
                self._remarks.append(
                    diagnostic("book-part-empty", line=self._line_of("parts"), title=part.title or "–")
                )
                continue
            yield part

    def _files(self, given: object) -> tuple[Path, ...]:
        if not isinstance(given, list) or not all(isinstance(each, str) and each.strip() for each in given):
            raise self._refuse("files", "list-of-texts")
        return tuple(file for each in given for file in self._named(each))

    def _named(self, name: str) -> Iterator[Path]:
        """The files a name or pattern stands for; remarks on what is outside or not there."""
        line = self._line_with(name)
        if Path(name).is_absolute() or ".." in Path(name).parts:
            self._remarks.append(diagnostic("book-file-outside", "error", line, name=name))
        elif not _PATTERN.search(name) or (self._folder / name).is_file():
            if (self._folder / name).is_file():
                yield self._folder / name
            else:
                self._remarks.append(diagnostic("book-file-missing", "error", line, name=name))
        else:
            found = in_order([file for file in self._folder.glob(name) if file.is_file() and is_article(file)])
            if not found:
                self._remarks.append(diagnostic("book-pattern-empty", "error", line, name=name))
            yield from found

    def _each_once(self, parts: tuple[PlannedPart, ...]) -> tuple[PlannedPart, ...]:
        """The parts without files that stood in the book before."""
        files = [file for part in parts for file in part.all_files()]
        _, remarks = without_twins(files, lambda file: file.relative_to(self._folder).as_posix())
        self._remarks += remarks
        return _without_met(parts, set()) if remarks else parts

    # --- faults ---------------------------------------------------------------------------------------------------

    def _table(self, key: str) -> Mapping[str, Any]:
        table = self._values.get(key, {})
        if not isinstance(table, dict):
            raise self._refuse(key, "config-table")
        return table

    def _check_keys(self, values: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in values:
            if key not in known:
                hint = f"[options] {key}" if known is KEYS and key in known_keys() else nearest(key, known)
                raise self._refuse(key, "key-unknown", nearest=hint)

    def _choice(self, key: str, value: object, known: tuple[str, ...]) -> str:
        if value not in known:
            near = nearest(str(value), known)
            raise self._refuse(key, "option-choice", value=value, known=", ".join(known), nearest=near)
        return str(value)

    def _refuse(self, key: str, code: str, **said: object) -> UsageError:
        return UsageError(code, file=str(self._file), line=self._line_of(key), key=key, **said)

    def _line_of(self, key: str) -> int:
        found = re.search(
            rf"^[ \t]*(?:\[+[ \t]*[\w.\-]*?)?([\"']?)\b{re.escape(key)}\1[ \t]*[=.\]]", self._text, re.MULTILINE
        )
        found = found or re.search(rf"[{{,][ \t]*{re.escape(key)}[ \t]*=", self._text)
        return self._text.count("\n", 0, found.start()) + 1 if found else 0

    def _line_with(self, name: str) -> int:
        at = self._text.find(name)
        return self._text.count("\n", 0, at) + 1 if at >= 0 else 0


def _without_met(parts: tuple[PlannedPart, ...], met: set[Path]) -> tuple[PlannedPart, ...]:
    made = []
    for part in parts:
        files = tuple(file for file in part.files if not (file.resolve() in met or met.add(file.resolve())))  # type: ignore[func-returns-value]
        made.append(PlannedPart(part.title, files, _without_met(part.parts, met)))
    return tuple(part for part in made if part.files or part.parts)
