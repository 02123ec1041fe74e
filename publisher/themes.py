"""Themes: a folder of templates and CSS that holds only what it changes.

    theme.toml    extends, label, [options], [faces], [page]
    *.html        Jinja2 templates, blocks of the base theme's overridden by name
    style.css     how things look, for every medium
    page.css      the printed page (a Jinja2 template: knows the type area), for PDF alone
    book_page.css what a book of many articles adds to it: title page, contents, indexes, titles of parts (likewise a template)
    reflow.css    for e-readers and browsers alone, CSS 2.1 by its grammar
    modern.css    the same, what old engines would stumble over: @media, @supports, newer selectors
    vertical.css  the same, where lines are vertical: sides and sizes named anew
    web.css       for browsers alone

A template is overridden as a whole, or block by block: `{% extends "base/article.html" %}` names the folder whose template it is.
Style sheets add up along `extends` (base first); templates are looked up the other way (own first). A theme may lie in any
folder of the user's; its templates run in Jinja2's sandbox.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from publisher.errors import UsageError
from publisher.page import PageDesign
from publisher.resources import resource_dir

ROLES = ("song", "hei", "kai", "mono")
"""The font roles a theme's CSS may name as `font-family`: 宋 text, 黑 headings, 楷 bylines and leads, 等宽 code."""


def role_and_file(given: str) -> tuple[str, Path]:
    """A font of the user's, `FILE` for the text or `ROLE=FILE`. Raises UsageError `font-role-unknown`."""
    role, named, file = given.partition("=")
    if not named:
        return ROLES[0], Path(role)
    if role not in ROLES:
        raise UsageError("font-role-unknown", role=role, known=", ".join(ROLES))
    return role, Path(file)


_MOST_ANCESTORS = 8
_IN_COLUMNS = "in-columns"


class _ThemeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of theme.toml."""

    extends: str | None = None
    label: dict[str, str] = {}
    options: dict[str, object] = {}
    faces: dict[str, str] = {}
    page: dict[str, object] = {}
    sets_left_out: tuple[str, ...] | None = msgspec.field(default=None, name="sets-left-out")


class Theme(Struct, frozen=True):
    """A theme with what it takes over from those it extends. `folders` are own first, base last."""

    name: str
    folders: tuple[Path, ...]
    label: dict[str, str]
    options: dict[str, object]
    faces: dict[str, str]
    page: PageDesign
    sets_left_out: tuple[str, ...] = ()
    """Reasons why the reader left lines out of the text that this theme sets all the same, such as `letterhead`."""

    def stylesheets(self, file: str) -> str:
        """The text of `file` (`style.css`) of every folder that has it, base first."""
        return "\n".join(self.layers(file).values())

    def layers(self, file: str) -> dict[Path, str]:
        """The same by path."""
        paths = (folder / file for folder in reversed(self.folders))
        return {path: _text_of(path) for path in paths if path.is_file()}


def theme_names() -> tuple[str, ...]:
    """The bundled themes that can be asked for; `base` is what they extend, `starter` what a new one begins as."""
    folder = resource_dir("templates")
    return tuple(
        sorted(path.parent.name for path in folder.glob("*/theme.toml") if path.parent.name not in ("base", "starter"))
    )


def load_theme(name_or_folder: str) -> Theme:
    """The bundled theme of that name, else the folder.

    Raises UsageError `theme-unknown` (names the nearest), `theme-broken` (file and fault) or `theme-loop`.
    """
    return _load(_folder_of(name_or_folder, Path()))


def new_theme(folder: Path) -> Path:
    """Write a theme to start from into `folder`, which may exist but must hold no theme; gives the path of theme.toml.

    Raises UsageError `theme-exists`; OSError is the caller's to report.
    """
    target = folder / "theme.toml"
    if target.exists():
        raise UsageError("theme-exists", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    starter = resource_dir("templates") / "starter"
    for source in sorted(starter.iterdir()):
        # What a designer has in the folder already stays.
        if not (folder / source.name).exists():
            (folder / source.name).write_text(source.read_text("utf-8"), "utf-8")
    return target


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeError) as fault:
        raise UsageError("theme-broken", file=str(file), fault=str(fault)) from None


def _folder_of(name: str, near: Path) -> Path:
    """A bundled theme's folder, else a path relative to the theme that names it."""
    bundled = resource_dir("templates") / name
    folder = near / name
    # A name too long for the disk, or with a NUL in it, is no theme either.
    with suppress(OSError, ValueError):
        if "/" not in name and (bundled / "theme.toml").is_file():
            return bundled
        if (folder / "theme.toml").is_file():
            return folder.resolve()
        if folder.is_dir():
            raise UsageError("theme-broken", file=str(folder / "theme.toml"), fault="the file is missing")
    from difflib import get_close_matches

    nearest = get_close_matches(name, theme_names(), 1, 0.5)
    raise UsageError("theme-unknown", theme=name, known=", ".join(nearest or theme_names()))


def _load(folder: Path) -> Theme:
    chain: list[tuple[Path, _ThemeFile]] = []
    here: Path | None = folder
    while here is not None:
        if len(chain) >= _MOST_ANCESTORS or any(here == seen for seen, _ in chain):
            raise UsageError("theme-loop", theme=str(folder))
        file = here / "theme.toml"
        own = _read(file, file.stat().st_mtime_ns)
        chain.append((here, own))
        here = _folder_of(own.extends, here) if own.extends else None
    return _merge(folder, chain)


def _merge(folder: Path, chain: list[tuple[Path, _ThemeFile]]) -> Theme:
    options: dict[str, object] = {}
    faces: dict[str, str] = {}
    page: dict[str, object] = {}
    for _, own in reversed(chain):
        options |= own.options
        faces |= own.faces
        page |= own.page | {_IN_COLUMNS: _table(page, _IN_COLUMNS) | _table(own.page, _IN_COLUMNS)}
    file = str(folder / "theme.toml")
    for role in faces:
        if role not in ROLES:
            raise UsageError("theme-broken", file=file, fault=f"faces.{role}: a role is one of {', '.join(ROLES)}")
    try:
        design = msgspec.convert(page, PageDesign)
        design.set_in(2)
    except msgspec.ValidationError as fault:
        raise UsageError("theme-broken", file=file, fault=f"page: {fault}") from None
    folders = tuple(path for path, _ in chain)
    left_out = next((own.sets_left_out for _, own in chain if own.sets_left_out is not None), ())
    return Theme(folder.name, folders, chain[0][1].label, options, faces, design, left_out)


def _table(page: dict[str, object], key: str) -> dict[str, object]:
    """A table of [page] that is taken over value by value; what is no table is left to the check of types."""
    found = page.get(key, {})
    return found if isinstance(found, dict) else {key: found}


@cache
def _read(file: Path, _changed: int) -> _ThemeFile:
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), _ThemeFile)
    except (OSError, UnicodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise UsageError("theme-broken", file=str(file), fault=str(fault)) from None
