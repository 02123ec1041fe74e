"""What a catalogue asks of an article: the model's part of it, and what a source or an editor states, brought into that form.

identifier   an ISBN, DOI or URN (`isbn` and `doi` say the same)
publisher    the house
rights       whose it is, in words; an address is that of the licence
licence      its address; in words it joins the rights (`license` says the same)
subjects     a list, or a text with commas
description  a few sentences
series       the series, and with `position` the number in it; or a table with `name` and `position`
issue        the issue it stood in
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from publisher.identifiers import canonical
from publisher.patterns import lazily

KEYS = (
    "identifier", "isbn", "doi", "publisher", "rights", "licence", "license", "subjects", "description", "series", "position",
    "issue",
)  # fmt: skip
"""What a table `[publication]` may hold."""

MOST_SUBJECTS = 50
_LONGEST_SUBJECT = 100
_IDENTIFIERS = ("identifier", "isbn", "doi")
_SWITCHES = frozenset(("true", "false", "yes", "no", "on", "off", "null", "none"))
_ADDRESS = lazily(r"https?://[!-~]{1,500}")
_POSITION = lazily(r"(?:第|no\.?|vol\.?|#)?\s?(\d{1,6}(?:\.\d{1,3})?)\s?(?:[部卷集回篇期号號辑輯册冊]|편|화|권)?")
_SEPARATORS = lazily(r"[,，、;；\n]")
_SPACES = lazily(r"[ \t\r\n]+")
_POSITION_KEYS = ("position", "number", "index", "order")


class Publication(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a library's catalogue asks of an article beside its header. None of it is set on a page, nothing of it made up."""

    identifier: str | None = None
    """The name it is known by, in the one form of `publisher.identifiers`: `urn:isbn:…`, `doi:10.…`, `urn:…`."""
    publisher: str | None = None
    """The house 出版者."""
    rights: str | None = None
    """Whose it is and what may be done with it, in words."""
    licence: str | None = None
    """The address of the licence."""
    subjects: tuple[str, ...] = ()
    description: str | None = None
    series: str | None = None
    """The series or column 丛书, 连载 it is part of."""
    position: Annotated[str, Meta(pattern=r"^\d{1,6}(\.\d{1,3})?$")] | None = None
    """Its number in the series."""
    issue: str | None = None
    """The issue it stood in, as the periodical names it: `《栈桥周刊》2024年第3期`."""


NONE = Publication()


class Fault(NamedTuple):
    """A value that means nothing: under which key, the code of what is said of it, and the value as given."""

    key: str
    code: str
    value: str


def publication_of(stated: Mapping[str, object]) -> tuple[Publication, tuple[Fault, ...]]:
    """The publication that values by KEYS make: texts, numbers, lists or tables, as TOML and YAML give them.

    A value that means nothing is left out and is a fault: `identifier-malformed`, `position-malformed`, `publication-text`.
    """
    faults: list[Fault] = []
    texts = {key: _text(value) for key, value in stated.items() if key not in ("subjects", "series")}
    faults += [Fault(key, "publication-text", str(stated[key])) for key, text in texts.items() if text is None]
    said = {key: text for key, text in texts.items() if text}
    identifier = next((said[key] for key in _IDENTIFIERS if key in said), "")
    if identifier and canonical(identifier) is None:
        faults.append(Fault(next(key for key in _IDENTIFIERS if key in said), "identifier-malformed", identifier))
    rights, licence = _rights(said)
    series, position = _series(stated.get("series"), said.get("position", ""))
    number = _POSITION.fullmatch(position.lower())
    if position and not number:
        faults.append(Fault("position" if "position" in said else "series", "position-malformed", position))
    made = Publication(
        identifier=canonical(identifier) if identifier else None,
        publisher=said.get("publisher"),
        rights=rights,
        licence=licence,
        subjects=subjects_of(stated.get("subjects", ())),
        description=said.get("description"),
        series=series or None,
        position=_plain_number(number[1]) if number else None,
        issue=said.get("issue"),
    )
    return lean(made), tuple(faults)


def over(stronger: Publication, weaker: Publication) -> Publication:
    """The fields of `stronger` where it has them, else those of `weaker`. A number belongs to the series it stands with."""
    held = {name: getattr(stronger, name) or getattr(weaker, name) for name in Publication.__struct_fields__}
    if stronger.series and stronger.series != weaker.series:
        held["position"] = stronger.position
    return lean(Publication(**held))


def lean(publication: Publication) -> Publication:
    """The one empty publication where nothing is said: JSON leaves a default out if it is that very object."""
    return NONE if publication == NONE else publication


def subjects_of(value: object) -> tuple[str, ...]:
    """Subjects out of a text with commas, a list, or lists of lists, each once and in order."""
    pieces = _SEPARATORS.split(value) if isinstance(value, str) else _pieces(value)
    found = (_SPACES.sub(" ", each).strip(" #＃\t") for each in pieces)
    kept = dict.fromkeys(each for each in found if each and len(each) <= _LONGEST_SUBJECT)
    return tuple(kept)[:MOST_SUBJECTS]


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _pieces(value.get("name", ""))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _pieces(each)
    else:
        yield str(value)


def _text(value: object) -> str | None:
    """One line of a value; empty where it is only a switch, as `copyright: true` is one; None: it is no text."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list | tuple):
        parts = [_text(each) for each in value]
        return None if None in parts else "；".join(filter(None, parts))
    if isinstance(value, bool):
        return ""
    if not isinstance(value, str | int | float):
        return None
    text = _SPACES.sub(" ", str(value)).strip()
    return "" if text.lower() in _SWITCHES else text


def _rights(said: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Words and address, from whichever key has them."""
    given = [said[key] for key in ("rights", "licence", "license") if key in said]
    words = dict.fromkeys(each for each in given if not _ADDRESS.fullmatch(each))
    addresses = [each for each in given if _ADDRESS.fullmatch(each)]
    return _joined(words), addresses[0] if addresses else None


def _joined(words: Iterable[str]) -> str | None:
    return "；".join(words) or None


def _series(value: object, position: str) -> tuple[str, str]:
    if isinstance(value, list | tuple):
        value = next(iter(value), "")
    if isinstance(value, Mapping):
        own = next((str(value[key]) for key in _POSITION_KEYS if key in value), "")
        return _text(value.get("name", "")) or "", position or own
    return _text(value if value is not None else "") or "", position


def _plain_number(text: str) -> str:
    """`07` and `7.0` are 7."""
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))
