"""What an editor says of a reading that the reader got wrong: the keys of a sidecar that are no options.

    headline = "…"            # any header field, as it is to be printed: kicker headline deck byline dateline date source
    line 23 = "heading"       # what a source line is; "heading 2" for a deeper one
    line 30-32 = "paragraph"  # several lines that are one paragraph, quotation, caption …; verse and list items stay lines
    skip = "40-44, 50"        # lines that are not published

    [[figure]]
    after_line = 12           # 0: above the text
    src = "bridge.jpg"        # beside the sidecar
    caption = "…"             # also: credit, alt

    [publication]             # for the catalogue; see publisher.publication
    isbn = "978-7-02-000220-7"
    subjects = ["水利"]

    [index]                   # whom and what the article is about, for the index of a book
    people = ["张三"]
    places = []
    topics = []

    [readings]                # pinyin or kana, by which names are sorted
    "张三" = "Zhang San"

`line 23 = …` is not TOML, whose bare keys have no spaces; `line.23 = …` and `[line]` with `23 = …` are, and say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal, get_args

from msgspec import Struct

from publisher.errors import UsageError
from publisher.model import IndexTerm, Printed, ReadingRole, Text
from publisher.patterns import lazily
from publisher.publication import KEYS as PUBLICATION_KEYS
from publisher.publication import NONE as NO_PUBLICATION
from publisher.publication import Publication, publication_of

FIELDS = Printed.__struct_fields__
KEYS = (*FIELDS, "line", "skip", "figure", "publication", "index", "readings")
"""The keys of a sidecar that correct the reading, or add what the source does not say."""

OF_ONE_ARTICLE = ("identifier", "isbn", "doi", "description", "position")
"""What no two articles share."""

SKIPPED: ReadingRole = "boilerplate"
_KINDS: dict[str, tuple[ReadingRole, str]] = {
    # what an editor writes -> role, and what refines it
    **{role: (role, "") for role in get_args(ReadingRole)},
    "lead": ("paragraph", "lead"),
    "question": ("paragraph", "question"),
    "answer": ("paragraph", "answer"),
    "salutation": ("paragraph", "salutation"),
    "signature": ("credit", "signature"),
    "skip": (SKIPPED, ""),
}
_HEADING = lazily(r"heading ([1-6])")
_SPAN = lazily(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")
_SPACED_KEY = lazily(r"^([ \t]*)line[ \t]+(\d+(?:[ \t]*-[ \t]*\d+)?)([ \t]*=)", re.MULTILINE)
_FIGURE_KEYS = ("after_line", "src", "caption", "credit", "alt")


class LineCorrection(Struct, frozen=True):
    """Source lines `first` to `last` (1-based, inclusive) are `role`; `kind` and `level` refine it."""

    first: int
    last: int
    role: ReadingRole
    kind: str = ""
    level: int = 0
    """Of a heading; 0: as deep as the others there."""


class FigureCorrection(Struct, frozen=True):
    """A figure to stand after the piece that holds source line `after_line`; 0: above the text."""

    after_line: int
    src: str
    caption: str = ""
    credit: str = ""
    alt: str = ""


class Corrections(Struct, frozen=True):
    """All that a sidecar corrects. `file` is its name, for what is said of it."""

    fields: dict[str, str] = {}
    lines: tuple[LineCorrection, ...] = ()
    figures: tuple[FigureCorrection, ...] = ()
    publication: Publication = NO_PUBLICATION
    shared: Publication = NO_PUBLICATION
    """What holds for all articles of a folder, where one says nothing itself."""
    index: tuple[IndexTerm, ...] = ()
    readings: dict[str, str] = {}
    """Of names, by name."""
    file: str = ""


NONE = Corrections()


def as_toml(text: str) -> str:
    """The text of a sidecar with `line 23 =` written as TOML has it; lines stay where they are."""
    return _SPACED_KEY.sub(r'\1line."\2"\3', text)


def parse(values: Mapping[str, Any], file: str, line_of: Callable[[str], int]) -> Corrections:
    """The corrections among `values`, which hold none but KEYS; `line_of` tells a key's line in the file.

    Raises UsageError `correction-…` with file and line for what is no correction.
    """

    def refuse(key: str, code: str, **said: object) -> UsageError:
        return UsageError(code, file=file, line=line_of(key), key=key, **said)

    fields = {}
    for key in FIELDS:
        if key in values:
            if not isinstance(values[key], str) or not values[key].strip():
                raise refuse(key, "correction-text")
            fields[key] = values[key].strip()
    lines = [*_lines(values.get("line", {}), refuse), *_skipped(values.get("skip", ()), refuse)]
    figures = values.get("figure", [])
    if not isinstance(figures, list):
        raise refuse("figure", "correction-figure", known=", ".join(_FIGURE_KEYS))
    return Corrections(
        fields,
        tuple(lines),
        tuple(_figure(each, refuse) for each in figures),
        publication=publication(values.get("publication", {}), refuse),
        index=index_terms(values.get("index", {}), refuse),
        readings=readings(values.get("readings", {}), refuse),
        file=file,
    )


def shared_publication(given: object, file: str, line_of: Callable[[str], int]) -> Publication:
    """The table `[publication]` of a file for many articles. Raises UsageError as `parse` does, and for what is one article's own."""

    def refuse(key: str, code: str, **said: object) -> UsageError:
        return UsageError(code, file=file, line=line_of(key), key=key, **said)

    for key in given if isinstance(given, Mapping) else ():
        if key in OF_ONE_ARTICLE:
            raise refuse(str(key), "publication-of-one")
    return publication(given, refuse)


Refuse = Callable[..., UsageError]


def _lines(table: object, refuse: Refuse) -> Iterator[LineCorrection]:
    if not isinstance(table, Mapping):
        raise refuse("line", "correction-lines")
    for span, said in table.items():
        found = _SPAN.fullmatch(str(span).strip())
        if not found:
            raise refuse("line", "correction-span", span=span)
        words = str(said).strip().lower().replace("_", " ") if isinstance(said, str) else ""
        heading = _HEADING.fullmatch(words)
        name = "heading" if heading else words.replace(" ", "_")
        if name not in _KINDS:
            near = get_close_matches(name, _KINDS, 1, 0.0)
            raise refuse(str(span), "correction-role", role=said, nearest=near[0], known=", ".join(_KINDS))
        role, kind = _KINDS[name]
        first, last = _ordered(found)
        yield LineCorrection(first, last, role, kind, int(heading[1]) if heading else 0)


def _skipped(given: object, refuse: Refuse) -> Iterator[LineCorrection]:
    spans = given if isinstance(given, list | tuple) else str(given).split(",")
    for span in spans:
        found = _SPAN.fullmatch(str(span).strip())
        if not found:
            raise refuse("skip", "correction-span", span=span)
        yield LineCorrection(*_ordered(found), SKIPPED)


def _ordered(found: re.Match[str]) -> tuple[int, int]:
    first, last = int(found[1]), int(found[2] or found[1])
    return min(first, last), max(first, last)


def _figure(given: object, refuse: Refuse) -> FigureCorrection:
    known = ", ".join(_FIGURE_KEYS)
    if not isinstance(given, Mapping) or not given.keys() <= set(_FIGURE_KEYS):
        raise refuse("figure", "correction-figure", known=known)
    after, texts = given.get("after_line"), {key: value for key, value in given.items() if key != "after_line"}
    if type(after) is not int or after < 0 or not texts.get("src"):
        raise refuse("figure", "correction-figure", known=known)
    if not all(isinstance(value, str) for value in texts.values()):
        raise refuse("figure", "correction-figure", known=known)
    return FigureCorrection(after, **texts)


def publication(given: object, refuse: Refuse) -> Publication:
    """What a table `[publication]` says. Raises what `refuse` makes of what is no such table."""
    if not isinstance(given, Mapping):
        raise refuse("publication", "config-table")
    for key in given:
        if key not in PUBLICATION_KEYS:
            raise refuse(str(key), "key-unknown", nearest=get_close_matches(str(key), PUBLICATION_KEYS, 1, 0.0)[0])
    made, faults = publication_of(given)
    for fault in faults:
        raise refuse(fault.key, fault.code, value=fault.value)
    return made


INDEX_KINDS: dict[str, Literal["person", "place", "topic"]] = {"people": "person", "places": "place", "topics": "topic"}
"""Key of a table `[index]` -> kind of the terms under it."""


def index_terms(given: object, refuse: Refuse) -> tuple[IndexTerm, ...]:
    """The terms of a table with lists `people`, `places` and `topics`. Raises what `refuse` makes of what is no such table."""
    if not isinstance(given, Mapping):
        raise refuse("index", "config-table")
    for key, value in given.items():
        if key not in INDEX_KINDS:
            raise refuse(str(key), "key-unknown", nearest=get_close_matches(str(key), INDEX_KINDS, 1, 0.0)[0])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise refuse(str(key), "list-of-texts")
    return tuple(
        IndexTerm((Text(each.strip()),), kind) for key, kind in INDEX_KINDS.items() for each in given.get(key, ())
    )


def readings(given: object, refuse: Refuse) -> dict[str, str]:
    """A table of readings by name. Raises what `refuse` makes of what is no such table."""
    if not isinstance(given, Mapping):
        raise refuse("readings", "config-table")
    for name, reading in given.items():
        if not isinstance(reading, str) or not reading.strip():
            raise refuse(str(name), "reading-text")
    return {str(name): reading.strip() for name, reading in given.items()}
