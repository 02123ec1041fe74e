"""A file made anew from what it carries."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from publisher.assets import Asset, Assets
from publisher.errors import InputError
from publisher.model import Article, from_json
from publisher.provenance.origin import Origin, SourceFile
from publisher.provenance.record import FileRecord, options_of, sha256
from publisher.provenance.unpack import Carried

_DEEP = "d/d/d/d/d/d/d/d"
"""Themes may extend others by `../other`: so far down, that stays within the folder they are put into."""


def rebuilt(carried: Carried, file: Path, fonts: Mapping[str, Path]) -> bytes:
    """The bytes of `file`, made anew. `fonts` are the user's own by role, which no file carries.

    Raises InputError `verify-font` where one is needed, and whatever publishing raises.
    """
    from publisher.pipeline import publish_all

    with tempfile.TemporaryDirectory(prefix="publisher-verify-") as folder:
        options = options_of(carried.record, str(file))
        render = replace(
            options.render,
            theme=_theme(carried, Path(folder), str(file)),
            font=tuple(f"{role}={path}" for role, path in _own_fonts(carried, fonts, str(file))),
        )
        write = replace(options.write, cover=_cover(carried, Path(folder), str(file)) or options.write.cover)
        target = Path(folder) / f"rebuilt.{carried.shelf.kind}"
        with _epoch(carried.record.epoch):
            publish_all(
                _article(carried), [target], replace(options, render=render, write=write), origin=_origin(carried)
            )
        return target.read_bytes()


def read_again(carried: Carried, file: Path) -> Article | None:
    """The article as it is read from the source today; None where there is no source. Raises what reading raises."""
    from publisher.readers import read_bytes

    source = carried.record.source
    if source is None or source.name not in carried.files:
        return None
    article = read_bytes(carried.files[source.name], source.own_name, options_of(carried.record, str(file)).read)
    if source.origin:
        from urllib.parse import urljoin

        from publisher.tree import mapped_sources

        return mapped_sources(article, lambda src: urljoin(source.origin, src))
    return article


def article_as_set(carried: Carried, file: Path) -> Article:
    """The carried article after the rules on characters that its record names. Raises what `options_of` and `from_json` raise."""
    from publisher.pipeline import lawful, transformed

    return transformed(lawful(_article(carried)), options_of(carried.record, str(file)))


def _article(carried: Carried) -> Article:
    return from_json(carried.files[carried.record.article.name])


def _origin(carried: Carried) -> Origin:
    images = {
        each.src: Asset(
            each.asset, carried.files[each.file.name],
            "image/jpeg" if each.asset.endswith(".jpg") else "image/png", each.width, each.height,
        )
        for each in carried.record.images
    }  # fmt: skip
    source = carried.record.source
    found = None if source is None else SourceFile(source.own_name, carried.files[source.name], source.origin)
    return Origin(found, Assets(images, ()), carried.mark)


def _cover(carried: Carried, folder: Path, file: str) -> str:
    """The user's own picture for the cover, put into `folder`; empty where there is none. Raises InputError `record-broken`."""
    cover = carried.record.cover
    if cover is None:
        return ""
    # Its name is in the record that the rebuilt file will carry.
    path = folder / "cover" / PurePosixPath(cover.own_name).name
    try:
        path.parent.mkdir()
        path.write_bytes(carried.files[cover.name])
    except (OSError, ValueError) as fault:
        raise InputError("record-broken", file=file, fault=f"cover {cover.own_name!r}: {fault}") from None
    return str(path)


def _own_fonts(carried: Carried, fonts: Mapping[str, Path], file: str) -> Iterator[tuple[str, Path]]:
    for role, wanted in carried.record.own_fonts.items():
        path = fonts.get(role)
        if path is None or sha256(path.read_bytes()) != wanted.sha256:
            raise InputError("verify-font", file=file, role=role, name=wanted.name, sha256=wanted.sha256)
        yield role, path


def _theme(carried: Carried, folder: Path, file: str) -> str:
    """The name of a bundled theme, or the folder the carried one was put into. Raises InputError `record-broken`."""
    folders = carried.record.theme_folders
    if not folders:
        return carried.record.theme
    root = (folder / "themes").resolve()
    # Its name is in the record that the rebuilt file will carry.
    place = first = (root / _DEEP / folders[0].name).resolve()
    for each in folders:
        if not place.is_relative_to(root):
            raise InputError("record-broken", file=file, fault=f"theme {each.name} leads out of its folder")
        for text in each.files:
            _put(place, text, carried, file)
        place = (place / _extended(place / "theme.toml")).resolve()
    return str(first)


def _put(place: Path, text: FileRecord, carried: Carried, file: str) -> None:
    path = PurePosixPath(text.origin)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise InputError("record-broken", file=file, fault=f"{text.origin!r} leads out of the theme's folder")
    target = place / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(carried.files[text.name])


def _extended(file: Path) -> str:
    """What a theme extends; broken files are for the theme's own reader to report."""
    import tomllib

    with contextlib.suppress(OSError, ValueError, msgspec.ValidationError):
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")).get("extends", ""), str)
    return ""


@contextlib.contextmanager
def _epoch(value: str) -> Iterator[None]:
    """SOURCE_DATE_EPOCH as it was, or none as it was."""
    before = os.environ.pop("SOURCE_DATE_EPOCH", None)
    if value:
        os.environ["SOURCE_DATE_EPOCH"] = value
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
