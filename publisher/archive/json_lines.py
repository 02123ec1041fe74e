"""JSON Lines (https://jsonlines.org): an article in each line, in our own model or in ninjs.

A line is called by its identifier, else by its headline, and not by its number, so that a line put in above changes no other's name.
Lines of one name are `-2`, `-3` in their order. A line that is no JSON is an article that cannot be made, called by its number.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from publisher.archive.content_key import digest_of
from publisher.archive.storage import Storage
from publisher.archive.storage.local import LocalStorage
from publisher.errors import InputError
from publisher.slug import collision_key, slug
from publisher.source_files import opened

JSON_LINES = ".jsonl"


class Line(Struct, frozen=True):
    """A line with something in it: its number from 1, its bytes, the name it goes by, the digest of its bytes."""

    number: int
    data: bytes
    name: str
    digest: str
    fault: InputError | None = None


class _Told(Struct):
    """What a line may be called by. Everything else is passed over."""

    uri: object = None
    headline: object = None
    headlines: object = None
    title: object = None
    publication: object = None


_TOLD = msgspec.json.Decoder(_Told)


def lines_of(storage: Storage, file: str) -> Iterator[Line]:
    """The lines of a file one by one; a local one is not read at once. Raises InputError where it cannot be read."""
    if isinstance(storage, LocalStorage):
        with opened(storage.folder / file) as stream:
            yield from _lines(stream)
    else:
        yield from _lines(io.BytesIO(storage.read(file)))


def _lines(stream: BinaryIO) -> Iterator[Line]:
    taken: set[int] = set()
    for number, raw in enumerate(stream, 1):
        data = raw.removeprefix(b"\xef\xbb\xbf").strip()
        if data:
            fault = None
            try:
                wanted = name_of(_TOLD.decode(data)) or f"line-{number}"
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                fault, wanted = (
                    InputError("line-malformed", line=number, number=number, fault=str(error)),
                    f"line-{number}",
                )
            yield Line(number, data, _free(slug(wanted), taken), digest_of(data), fault)


def name_of(told: _Told) -> str:
    """The identifier, else the headline, else nothing."""
    publication = told.publication if isinstance(told.publication, dict) else {}
    identifier = publication.get("identifier") or told.uri
    if isinstance(identifier, str) and identifier.strip():
        return identifier
    return next((text for each in (told.headline, told.headlines, told.title) if (text := _text(each))), "")


def _text(value: Any) -> str:
    """The words of a headline: a text, inline pieces of ours, or the values of ninjs."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "".join(map(_text, value)).strip()
    if isinstance(value, dict):
        return _text(value.get("text") or value.get("content") or value.get("value") or value.get("base") or "")
    return ""


def _free(name: str, taken: set[int]) -> str:
    """Hashes are kept, not names: a file may have a million lines."""
    tried, count = name, 1
    while (key := hash(collision_key(tried))) in taken:
        count += 1
        tried = f"{name}-{count}"
    taken.add(key)
    return tried
