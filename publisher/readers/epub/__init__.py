"""EPUBs back into the model, our own and others' (EPUB 3.3 and 2.0.1).

container -> package document (`package`) -> content documents in the order of the spine (`documents`) -> notes (`notes`) and blocks
(`blocks`) -> lines (`lines`) -> the press rooms. An EPUB that we made comes back as the article it was made of, but for what an EPUB
does not hold: source lines, the affiliations of its authors, what was left out. Several chapters become one article with headings.

Pictures are named by the book and the part they are in, `book.epub!OEBPS/images/i0001.png`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final, cast

import msgspec

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError, LimitError
from publisher.model import Article, Byline, Reading, Role
from publisher.options import ReadOptions
from publisher.readers.epub.blocks import Blocks
from publisher.readers.epub.documents import Parsed, documents
from publisher.readers.epub.inlines import LANGUAGE_TAG, Where
from publisher.readers.epub.lines import chapter_heading, left_out, lines_of, own_article, own_chapter, own_lines
from publisher.readers.epub.metadata import Creator, Metadata
from publisher.readers.epub.notes import Notes
from publisher.readers.epub.package import Package
from publisher.readers.press.article import Source, understand
from publisher.readers.press.lines import Line

_SWELLING: Final = 5
"""How many times `max_size` a part may unpack to."""
_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?=$|T)")
_NUMBER_OF_A_BOOK: Final = re.compile(r"(?:urn|isbn|https?|doi|uuid)\b", re.IGNORECASE)
_HONG_KONG: Final = frozenset({"zh-hk", "zh-mo", "zh-hant-hk", "zh-hant-mo"})
_HEADING: Final = re.compile(r"h([1-6])$")


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article of an EPUB called `name`.

    Raises InputError `epub-other`, `epub-no-container`, `epub-no-package`, `epub-locked`, `epub-empty`; `container-broken`,
    `container-locked`, `xml-broken`, `xml-doctype`; LimitError `container-too-large`, `container-parts`, `xml-nesting`; and what
    `understand` raises.
    """
    try:
        return _Book(Package(data, options.max_size * _SWELLING), name, options).article()
    except RecursionError:
        raise LimitError("xml-nesting", part=name, fault="RecursionError") from None


class _Book:
    def __init__(self, package: Package, name: str, options: ReadOptions) -> None:
        self.package = package
        self.name = name
        self.options = options
        found, self.missing = package.documents()
        self.parts = list(documents(package, found))
        self.notes = Notes({part.name: part.body for part in self.parts})
        self.metadata = package.metadata()
        self.number = 1
        self.fields: list[Reading] = []
        """Date and source of an article of ours."""
        self.cut_tables = self.missing_images = 0

    def article(self) -> Article:
        content = [part for part in self.parts if not part.is_around]
        if not content:
            raise InputError("epub-empty")
        own = own_article(content[0].body) if all(own_chapter(part.body) for part in content[1:]) else None
        lines = list(self._lines(content, own is not None))
        printed: dict[str, str] = {field.role: field.text for field in self.fields}
        about = self.metadata
        source = Source(
            name=self.name,
            format="epub",
            language=self.options.lang or (_tag(own.get("lang")) if own is not None else None),
            options=self.options,
            diagnostics=tuple(self._remarks()),
            stated=printed if own is not None else _stated(about),
            hinted={} if own is not None else _hinted(about),
        )
        article = _completed(understand(lines, source), about, own=own is not None)
        if (
            self.options.lang is None
            and article.language.startswith("zh-Hant")
            and about.language.lower() in _HONG_KONG
        ):
            # The text cannot show it: Hong Kong writes the characters of Taiwan.
            article = msgspec.structs.replace(article, language="zh-Hant-HK")
        reading = sorted((*self.fields, *article.reading), key=lambda entry: entry.lines)
        return msgspec.structs.replace(article, reading=tuple(reading)) if self.fields else article

    def _lines(self, content: list[Parsed], own: bool) -> Iterator[Line]:
        labels = self.package.labels() if len(content) > 1 and not own else {}
        shift = min((_level(part) for part in content), default=1) - 1
        for part in self.parts:
            if part not in content:
                # What we make beside the text, a cover or a contents page, is made of it.
                yield from () if own else self._left_out(part)
                continue
            where = Where(part.name, PurePath(self.name).name, part.body.get("lang") or self.metadata.language)
            label = labels.get(part.name, "")
            if label and _level(part) > len(_LEVELS) and not part.is_notes and part.body.text.strip():
                yield chapter_heading(label, self.number)
                self.number += 1
            blocks = Blocks(self.package, self.notes, where, self.number)
            article = own_article(part.body) or own_chapter(part.body) if own else None
            if article is not None:
                lines, fields = own_lines(article, blocks)
                self.fields += fields
                yield from lines
            else:
                yield from lines_of(part.body, blocks, shift=shift)
            self.number = blocks.number
            self.cut_tables += blocks.cut_tables
            self.missing_images += blocks.inlines.missing_images

    def _left_out(self, part: Parsed) -> Iterator[Line]:
        text = " ".join(part.body.text.split())
        if text:
            yield left_out(text, "cover or contents", (self.number, self.number))
            self.number += 1

    def _remarks(self) -> Iterator[Diagnostic]:
        for part in self.parts:
            yield from part.diagnostics
        broken = [part.name for part in self.parts if part.broken]
        if broken:
            yield diagnostic("epub-document-broken", part=broken[0], count=len(broken))
        counts = {
            "epub-documents-missing": self.missing, "epub-images-missing": self.missing_images,
            "epub-tables-cut": self.cut_tables, "epub-pictures": sum(part.pictures for part in self.parts if not part.is_around),
            "epub-nesting": sum(part.flattened for part in self.parts),
        }  # fmt: skip
        for code, count in counts.items():
            if count:
                yield diagnostic(code, count=count)


_LEVELS: Final = range(1, 7)


def _level(part: Parsed) -> int:
    """The highest level of a document's headings; one more than there are where it has none."""
    found = (_HEADING.match(each.tag) for each in part.body.elements())
    return min((int(match[1]) for match in found if match), default=len(_LEVELS) + 1)


def _tag(language: str) -> str | None:
    return language if LANGUAGE_TAG.fullmatch(language) else None


def _stated(about: Metadata) -> dict[str, str]:
    """What a package says is said by whoever made the book, of the book; the title of another site stands in no EPUB."""
    names = [
        creator.name
        for creator in about.creators
        if not creator.contributes and creator.role in ("author", "reporter", "correspondent", "other")
    ]
    stated = (("headline", about.title), ("deck", about.subtitle), ("byline", "　".join(names)))
    return {field: text for field, text in stated if text}


def _hinted(about: Metadata) -> dict[str, str]:
    source = about.source if about.source and not _NUMBER_OF_A_BOOK.match(about.source) else about.publisher
    return {"source": source} if source else {}


def _completed(article: Article, about: Metadata, *, own: bool) -> Article:
    """The article with the names and the date as the package has them, who knows them better than their print tells."""
    changes: dict[str, object] = {}
    known = {byline.name: byline for byline in article.bylines}
    named = tuple(_person(known.get(each.name), each) for each in _signed(about, own=own))
    if named:
        changes["bylines"] = named
        if own and article.byline_text is None:
            # Our templates print the line unless the text names its authors.
            changes["byline_text"] = ""
    date = _DATE.match(about.date)
    if date and (own or article.date is None):
        changes["date"] = date[0]
    if own and about.source:
        changes["source"] = about.source
    changes["publication"] = about.publication
    return msgspec.structs.replace(article, **changes)


def _signed(about: Metadata, *, own: bool) -> list[Creator]:
    """Who is of the byline. In a book of ours contributors are if they have a place in it: the credits of the text name the others.
    In another, they are if it says what they did.
    """
    if own:
        placed = sorted((each for each in about.creators if each.place), key=lambda each: each.place)
        return placed or [each for each in about.creators if not each.contributes]
    return [each for each in about.creators if not each.contributes or each.role != "other"]


def _person(printed: Byline | None, creator: Creator) -> Byline:
    """A creator with what the byline tells besides. Reporters and correspondents are one to a package."""
    role = cast(Role, creator.role)
    if printed is not None and printed.role == "correspondent" and role == "reporter":
        role = printed.role
    affiliation = printed.affiliation if printed is not None else None
    return Byline(creator.name, role, affiliation, creator.file_as or None)
