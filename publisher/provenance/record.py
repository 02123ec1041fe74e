"""The build record: all that the bytes of an output depend on, as JSON that a program of another time can read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from publisher.errors import InputError
from publisher.options import COVERS, Options, RenderOptions, WriteOptions
from publisher.provenance.shelves import Kind

FORMAT = 1

PLACE_BOUND = frozenset(("to", "output", "no_clobber", "strict", "limit_memory", "limit_time"))
"""Options of writing on which no byte depends: where and what is written, and what stops it. Every other one is recorded."""
BOUND: Mapping[Kind, frozenset[str]] = {
    "pdf": PLACE_BOUND | {"cover", "embed_fonts", "fonts", "woff2", "carry_source", "certified_by"},
    "epub": PLACE_BOUND | {"pdf"},
}
"""Those on which no byte of a kind of file depends."""


class FileRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file beside the record: its name there, its SHA-256, and what it was called where it came from (a path or an address).

    `called` is the name it had, where names inside are plainer.
    """

    name: str
    sha256: str
    origin: str = ""
    called: str = ""

    @property
    def own_name(self) -> str:
        return self.called or self.name


class ImageRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """A picture; `src` is what the article calls it, `asset` its name among the article's pictures."""

    src: str
    asset: str
    file: FileRecord
    width: int
    height: int


class ThemeFolder(Struct, frozen=True, forbid_unknown_fields=True):
    """A folder of a theme that is not bundled; `origin` of a file is its path in the folder."""

    name: str
    files: tuple[FileRecord, ...]


class BuildRecord(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an output was made of. `fonts` are the files of the faces drawn, by path, with their SHA-256; `own_fonts` the user's, by
    role. `epoch` is SOURCE_DATE_EPOCH where it was set.
    """

    publisher: str
    engines: dict[str, str]
    fonts: dict[str, str]
    options: dict[str, Any]
    article: FileRecord
    theme: str
    own_fonts: dict[str, FileRecord] = {}
    source: FileRecord | None = None
    images: tuple[ImageRecord, ...] = ()
    cover: FileRecord | None = None
    """The user's own picture on the cover of a book, which has it."""
    theme_folders: tuple[ThemeFolder, ...] = ()
    """Own first; where there are none, `theme` is a bundled one."""
    epoch: str = ""
    format: int = FORMAT

    def files(self) -> list[FileRecord]:
        """All files that are carried beside the record."""
        folders = [file for folder in self.theme_folders for file in folder.files]
        source = [self.source] if self.source else []
        cover = [self.cover] if self.cover else []
        return [*source, self.article, *(image.file for image in self.images), *cover, *folders]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def to_json(record: BuildRecord) -> bytes:
    """Keys in the order of the class, two spaces deep."""
    return msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=2) + b"\n"


def from_json(data: bytes, file: str) -> BuildRecord:
    """Raises InputError `record-broken`, and `record-format` for the record of a later publisher."""
    try:
        made = msgspec.json.decode(data, type=dict[str, Any])
        if made.get("format", FORMAT) != FORMAT:
            raise InputError("record-format", file=file, format=made["format"], publisher=made.get("publisher", "?"))
        return msgspec.convert(made, BuildRecord)
    except msgspec.MsgspecError as fault:
        raise InputError("record-broken", file=file, fault=str(fault)) from None


def recorded_options(options: Options, kind: Kind) -> dict[str, Any]:
    """The options that the bytes depend on. Paths are left out: they are of another machine."""
    render = replace(options.render, theme=RenderOptions().theme, font=())
    bound = {name: getattr(WriteOptions(), name) for name in BOUND[kind]}
    write = replace(options.write, **bound)
    if write.cover not in COVERS:
        write = replace(write, cover=WriteOptions().cover)
    made: dict[str, Any] = msgspec.to_builtins(replace(options, render=render, write=write))
    return made


def options_of(record: BuildRecord, file: str) -> Options:
    """The options of a record, without theme, fonts and the user's cover. Raises InputError `record-broken`."""
    try:
        options = msgspec.convert(record.options, Options)
    except msgspec.ValidationError as fault:
        raise InputError("record-broken", file=file, fault=str(fault)) from None
    if options.write.cover not in COVERS:
        # Whoever forges a record must not have files of this machine looked at.
        raise InputError("record-broken", file=file, fault=f"cover {options.write.cover!r} is a path")
    return options
