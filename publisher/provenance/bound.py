"""What the archive of a book of many articles carries: the source of each, the article as it is set, and a record that binds them.

The record says what the pages depend on: versions, options, fonts. It is not that of a single article, for a book is not made again
from what it carries: its pictures are on its pages, and its plan is in no file of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from publisher import __version__
from publisher.model import Article, to_json
from publisher.options import Options
from publisher.provenance.carry import drawn_fonts, media_type_of
from publisher.provenance.origin import SourceFile
from publisher.provenance.record import FileRecord, recorded_options, sha256
from publisher.provenance.shelves import BOOK_RECORD_NAME
from publisher.provenance.versions import engine_versions, extra_versions, extras_of
from publisher.typeset.faces import FacePlan
from publisher.writers.page_setting import Attachment


class ArticleRecord(Struct, frozen=True, omit_defaults=True):
    """The files of an article; `source` is called what it was called where it came from."""

    article: FileRecord
    source: FileRecord | None = None


class BookRecord(Struct, frozen=True, omit_defaults=True):
    """What the pages of a book depend on, and its articles in order."""

    publisher: str
    engines: dict[str, str]
    fonts: dict[str, str]
    options: dict[str, Any]
    theme: str
    articles: tuple[ArticleRecord, ...]
    epoch: str = ""
    format: int = 1


def carried_by_book(
    articles: Iterable[Article], source: Callable[[int], SourceFile | None], plan: FacePlan, options: Options
) -> tuple[Attachment, ...]:
    """The files for the archive, the record last; names begin with the article's number, 1 the first."""
    files: list[Attachment] = []
    records: list[ArticleRecord] = []
    for number, article in enumerate(articles):
        own = list(_files(number, article, source(number)))
        files += own
        recorded = [FileRecord(each.name, sha256(each.data)) for each in own]
        records.append(ArticleRecord(*recorded))
    built = BookRecord(
        __version__,
        {**engine_versions(), **extra_versions(extras_of(options.edition))},
        drawn_fonts([plan]),
        recorded_options(options, "pdf"),
        Path(options.render.theme).name,
        tuple(records),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
    )
    data = msgspec.json.format(msgspec.json.encode(built, order="deterministic"), indent=2) + b"\n"
    return (*files, Attachment(BOOK_RECORD_NAME, data, "application/json", "Data", "Record of the book"))


def _files(number: int, article: Article, source: SourceFile | None) -> Iterator[Attachment]:
    prefix = f"a{number + 1:04}-"
    data = to_json(article, indent=2) + b"\n"
    yield Attachment(f"{prefix}article.json", data, "application/json", "Data", "The article as it is set")
    if source:
        kind = media_type_of(source.name)
        yield Attachment(f"{prefix}source-{source.name}", source.data, kind, "Source", "The source as it was found")
