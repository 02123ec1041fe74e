"""Whether an archive or a book is what it says it was made of.

The same bytes are the proof. Where engines or zlib have other versions than then, bytes may differ for no fault of the file: then
the text and pages of a PDF are compared, the entries of an EPUB one by one, and the versions are named.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from publisher import __version__
from publisher.model import Article, from_json, to_json
from publisher.provenance.rebuild import read_again, rebuilt
from publisher.provenance.record import BuildRecord, sha256
from publisher.provenance.shelves import Kind
from publisher.provenance.unpack import Carried, carried_by
from publisher.provenance.versions import EXTRAS, engine_versions, extra_versions
from publisher.source_files import opened

Outcome = Literal["identical", "equivalent", "different"]


class Change(Struct, frozen=True):
    """Something that has another version, or another hash, than when the file was made; empty where it was not there."""

    name: str
    then: str
    now: str


class Differences(Struct, frozen=True):
    """What a reader of both files meets: `pages` of a PDF that look or read otherwise, from 1, and how many each has; `entries` of
    an EPUB that say or draw something else, that one alone has, or that stand in another order.
    """

    pages: tuple[int, ...] = ()
    page_counts: tuple[int, int] = (0, 0)
    entries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pages or self.entries) or self.page_counts[0] != self.page_counts[1]


class Verification(Struct, frozen=True):
    """What came of it. `identical`: the same bytes. `equivalent`: other engines, and the same content. Else `different`.

    `altered` are carried files that are not what the record says; pages and entries are those of `Differences`. `rewritten`: nothing
    in the file differs and no engine has another version, yet the bytes are not those that are made of it.
    """

    file: str
    kind: Kind
    outcome: Outcome
    made_by: str
    sha256: str
    rebuilt_sha256: str
    altered: tuple[str, ...]
    engines: tuple[Change, ...]
    fonts: tuple[Change, ...]
    reads_alike: bool | None
    """Whether the source is read as the same article today; None where there is no source."""
    pages: tuple[int, ...]
    page_counts: tuple[int, int]
    entries: tuple[str, ...]
    rewritten: bool

    @property
    def passed(self) -> bool:
        return self.outcome != "different"


def verify(path: Path, fonts: Mapping[str, Path] | None = None) -> Verification:
    """Take out what the PDF or EPUB at `path` carries, make it anew, and compare. `fonts` are the user's own, by role.

    Raises InputError `source-missing` …, `verify-nothing-carried`, `verify-font`, `record-broken`, `record-format`, and whatever
    publishing raises.
    """
    with opened(path) as stream:
        data = stream.read()
    carried = carried_by(data, path)
    made = b"" if carried.altered else rebuilt(carried, path, fonts or {})
    return _compared(path, carried, data, made)


def _compared(path: Path, carried: Carried, data: bytes, made: bytes) -> Verification:
    same = data == made
    engines, changed_fonts = _engines(carried.record), _fonts(carried.record)
    differ = Differences() if same or not made else _differences(carried, data, made)
    alike = bool(made) and not differ
    excused = alike and bool(engines or changed_fonts)
    outcome: Outcome = "identical" if same else "equivalent" if excused else "different"
    return Verification(
        str(path), carried.shelf.kind, outcome, carried.record.publisher, sha256(data), sha256(made) if made else "",
        carried.altered, engines, changed_fonts, _reads_alike(path, carried), differ.pages, differ.page_counts,
        differ.entries, outcome == "different" and alike,
    )  # fmt: skip


def _engines(record: BuildRecord) -> tuple[Change, ...]:
    extras = extra_versions(name for name in EXTRAS if name in record.engines)
    here = {**engine_versions(pages="weasyprint" in record.engines), **extras}
    then, now = {"publisher": record.publisher, **record.engines}, {"publisher": __version__, **here}
    return _changes(then, now)


def _fonts(record: BuildRecord) -> tuple[Change, ...]:
    from publisher.fonts import families

    here = {file.path: file.sha256 for family in families() for file in family.file}
    return _changes(record.fonts, {path: here.get(path, "") for path in record.fonts})


def _changes(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[Change, ...]:
    names = [*then, *(name for name in now if name not in then)]
    return tuple(
        Change(name, then.get(name, ""), now.get(name, "")) for name in names if then.get(name) != now.get(name)
    )


def _reads_alike(path: Path, carried: Carried) -> bool | None:
    if carried.altered:
        return None
    again = read_again(carried, path)
    return None if again is None else _bare(again) == _bare(from_json(carried.files[carried.record.article.name]))


def _bare(article: Article) -> bytes:
    """The article without what was said on the way: other words for the same reading are no difference."""
    return to_json(replace(article, diagnostics=(), reading=()))


def _differences(carried: Carried, data: bytes, made: bytes) -> Differences:
    if carried.shelf.kind == "epub":
        from publisher.provenance.book_likeness import differing_entries

        return Differences(entries=differing_entries(data, made, carried.shelf.record))
    from publisher.provenance.likeness import differing_pages

    counts, pages = differing_pages(data, made)
    return Differences(pages, counts)
