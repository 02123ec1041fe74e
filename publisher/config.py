"""Where each option's value comes from: the layers, one over the other.

    command line > sidecar > front matter > publisher.toml > theme > default

A sidecar stands beside its input: `feature.txt.publisher.toml` or `feature.publisher.toml` for `feature.txt`; it may also
correct the reading (`publisher.corrections`). The front matter of a text may do both, under its key `publisher`; where and
within which limits a text is published is not for the text to say. All files may say how words of other scripts are written
(`publisher.wording`), and give pictures of characters that no font has (`publisher.glyphs`).
`publisher.toml` is the nearest one upward from the input (for standard input, from the current folder). Files are TOML 1.0
with flat kebab-case keys, the fields of `publisher.options`; a table `[transforms]` may hold the rules on characters, and
`[publication]` what all articles of a folder share for catalogues. Paths in a file are relative to it. An unknown key or a value
of a wrong type is a UsageError with file, line and the nearest known key.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
from msgspec import Struct

from publisher import corrections, glyphs, wording
from publisher.corrections import Corrections
from publisher.errors import UsageError
from publisher.model import Glyph
from publisher.option_keys import flat, known_keys, nearest, typed
from publisher.options import COVERS, ComposeOptions, Options, RenderOptions, TransformOptions
from publisher.toml_files import read_toml
from publisher.wording import Words

if TYPE_CHECKING:
    from publisher.readers.front_matter import Entry

PROJECT_FILE = "publisher.toml"
TRANSFORMS_TABLE = "transforms"
SHARED_TABLE = "publication"
"""Of `publisher.toml`: what holds for all articles of a folder."""

LayerName = Literal["command line", "sidecar", "front matter", "book file", "publisher.toml", "theme", "default"]

# A text from anywhere may say how it looks, not where files are written nor what its own limits are.
_NOT_FOR_TEXTS = frozenset(
    {
        "output",
        "no-clobber",
        "strict",
        "certified-by",
        "encoding",
        "max-size",
        "max-headings",
        "limit-memory",
        "limit-time",
    }
)
_MOST_FRONT_MATTER = 262_144
_LINE_KEY = re.compile(r"line[ .]+(\d[\d\s-]*)")


class Origin(NamedTuple):
    """Where a value came from. `file` and `line` (1-based, 0 if unknown) are those of a file's layer."""

    layer: LayerName
    file: Path | None = None
    line: int = 0


class Layer(Struct, frozen=True):
    """The values one layer gives, by kebab-case key, each of its option's type."""

    name: LayerName
    values: dict[str, object]
    file: Path | None = None
    lines: dict[str, int] = {}
    corrections: Corrections = corrections.NONE
    """What a sidecar says of the reading."""
    words: Words = wording.NONE
    """What a file says of the words of script editions."""
    glyphs: tuple[Glyph, ...] = ()
    """The pictures it gives for characters that no face may have; their paths are relative to the input's folder."""

    def origin(self, key: str) -> Origin:
        return Origin(self.name, self.file, self.lines.get(key, 0))


class Resolved(Struct, frozen=True):
    """The options an input is published with, and for each key where its value came from."""

    options: Options
    origins: dict[str, Origin]

    def values(self) -> dict[str, object]:
        """Every option's value by its kebab-case key, in the order of the classes."""
        return {key: getattr(getattr(self.options, known.stage), known.name) for key, known in known_keys().items()}


def command_line(given: Mapping[str, object]) -> Layer:
    """The layer of the command line from its words: numbers are strings still, and lists have commas.

    Raises UsageError `option-…` for a value that does not fit.
    """
    values = {key: _from_words(key, value) for key, value in given.items() if value not in (None, ())}
    return _checked(Layer("command line", values), strict=False)


def resolve(source: Path | None, given: Layer) -> Resolved:
    """The options for the input `source` (None: standard input) under what the command line gives.

    Raises UsageError for a wrong file or an unknown theme.
    """
    layers = [given, *_files(source)]
    layers.append(_theme_layer(layers))
    return _merge(layers)


def book_layer(values: Mapping[str, object], file: Path, line_of: Callable[[str], int]) -> Layer:
    """The layer of a book's file: its options, with those of `[transforms]` among them. Raises UsageError as for any file."""
    flattened = flat(values, TRANSFORMS_TABLE)
    layer = _checked(Layer("book file", flattened, file, {key: line_of(key) for key in flattened}), strict=True)
    return Layer("book file", anchored(layer.values, file.absolute().parent), file, layer.lines)


def resolve_book(folder: Path, given: Layer, book: Layer) -> Resolved:
    """The options of a book whose articles are in `folder`: command line > the book's file > publisher.toml > theme > default.

    Raises UsageError as `resolve` does.
    """
    project = [layer for layer in _files(folder / "-") if layer.name == "publisher.toml"]
    layers = [given, book, *project]
    return _merge([*layers, _theme_layer(layers)])


class BookOptions:
    """The options for reading the articles of a book and for the rules on their characters: what stands beside an article or in it is
    nearer than the book's file. `Resolved.origins` tells what it says of other things.
    """

    def __init__(self, given: Layer, book: Layer) -> None:
        self._given, self._book = given, book
        self._plain: dict[Path | None, Resolved] = {}
        self._themes: dict[Path | None, Layer] = {}

    def of(self, source: Path) -> Resolved:
        """Raises UsageError as `resolve` does."""
        files = _files(source)
        own = [layer for layer in files if layer.name != "publisher.toml"]
        shared = files[len(own) :]
        project = shared[0].file if shared else None
        if not own and project in self._plain:
            return self._plain[project]
        if project not in self._themes:
            self._themes[project] = _theme_layer([self._given, self._book, *shared])
        resolved = _merge([self._given, *own, self._book, *shared, self._themes[project]])
        if not own:  # as of most articles
            self._plain[project] = resolved
        return resolved


def _merge(layers: list[Layer]) -> Resolved:
    stages: dict[str, dict[str, object]] = {stage.name: {} for stage in msgspec.structs.fields(Options)}
    origins: dict[str, Origin] = {}
    for key, known in known_keys().items():
        layer = next((layer for layer in layers if key in layer.values), None)
        origins[key] = layer.origin(key) if layer else Origin("default")
        if layer:
            stages[known.stage][known.name] = layer.values[key]
    said = [layer.corrections for layer in layers if layer.corrections != corrections.NONE]
    shared = next((each.shared for each in said if each.shared != corrections.NONE.shared), corrections.NONE.shared)
    stages["read"]["corrections"] = msgspec.structs.replace(said[0], shared=shared) if said else corrections.NONE
    stages["edition"]["words"] = reduce(lambda strong, weak: strong.over(weak), [layer.words for layer in layers])
    stages["render"]["glyphs"] = glyphs.merged(*(layer.glyphs for layer in layers))
    options = {stage.name: stage.type(**stages[stage.name]) for stage in msgspec.structs.fields(Options)}
    return Resolved(Options(**options), origins)


# --- files -------------------------------------------------------------------------------------------------------


def _files(source: Path | None) -> list[Layer]:
    """The layers that are files, the strongest first."""
    folder = source.absolute().parent if source else Path.cwd()
    layers: list[Layer] = []
    if source:
        names = (f"{source.name}.{PROJECT_FILE}", f"{source.stem}.{PROJECT_FILE}")
        sidecar = next((folder / name for name in names if (folder / name).is_file()), None)
        layers += [_read(sidecar, "sidecar", folder)] if sidecar else []
        layers += _front_matter(source)
    project = next((up / PROJECT_FILE for up in (folder, *folder.parents) if (up / PROJECT_FILE).is_file()), None)
    return [*layers, _read(project, "publisher.toml", folder)] if project else layers


def _read(file: Path, name: LayerName, base: Path) -> Layer:
    """The layer of a file; `base` is the input's folder."""
    text, values = read_toml(
        file, lambda text: wording.as_toml(corrections.as_toml(text) if name == "sidecar" else text)
    )
    shared = values.pop(SHARED_TABLE, {}) if name == "publisher.toml" else {}
    of_reading = {key: values.pop(key) for key in corrections.KEYS if name == "sidecar" and key in values}
    words = _words(values, file, lambda key: _line_of(key, text))
    pictures = _glyphs(values, file, base, _line_of(glyphs.KEY, text))
    table = values.pop(TRANSFORMS_TABLE, {})
    if not isinstance(table, dict):
        raise UsageError("config-table", file=str(file), line=_line_of(TRANSFORMS_TABLE, text), key=TRANSFORMS_TABLE)
    lines = {key: _line_of(key, text) for key in (*values, *table)}
    of_transforms = [key for key, known in known_keys().items() if known.stage == "transform"]
    for key in table:
        if key not in of_transforms:
            raise _unknown(key, of_transforms, file, lines[key])
    layer = _checked(Layer(name, values | table, file, lines), strict=True)
    said = corrections.parse(of_reading, str(file), lambda key: _line_of(key, text)) if of_reading else corrections.NONE
    if shared != {}:
        publication = corrections.shared_publication(shared, str(file), lambda key: _line_of(key, text))
        said = Corrections(shared=publication)
    return Layer(name, anchored(layer.values, file.parent), file, lines, said, words, pictures)


def _glyphs(values: dict[str, Any], file: Path, base: Path, line: int, *, within: bool = False) -> tuple[Glyph, ...]:
    """The glyphs among `values`, which are taken out of them."""

    def refuse(code: str, **said: object) -> UsageError:
        return UsageError(code, file=str(file), line=line, **said)

    if glyphs.KEY not in values:
        return ()
    return glyphs.parse(values.pop(glyphs.KEY), file.absolute().parent, base, refuse, within=within)


def _words(values: dict[str, Any], file: Path, line_of: Callable[[str], int]) -> Words:
    """The table of words among `values`, which is taken out of them."""

    def refuse(key: str, code: str, **said: object) -> UsageError:
        return UsageError(code, file=str(file), line=line_of(key), **said)

    return wording.parse(values.pop(wording.KEY), refuse) if wording.KEY in values else wording.NONE


def _front_matter(source: Path) -> list[Layer]:
    """The layer of a text's own front matter; none for a file that has none, or none with a key `publisher`."""
    try:
        with source.open("rb") as stream:
            start = stream.read(_MOST_FRONT_MATTER)
    except (OSError, ValueError):
        # Reading the file will say what is wrong with it.
        return []
    if start.removeprefix(codecs.BOM_UTF8).lstrip()[:3] not in (b"---", b"+++"):
        return []
    from publisher.readers.front_matter import read_front_matter

    # Keys of options are ASCII, so that an unknown encoding hides none of them.
    matter = read_front_matter(start.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n"))
    table = matter.options if matter else None
    if table is None:
        return []
    if not isinstance(table.value, dict):
        raise UsageError("front-matter-options", file=str(source), line=table.line)
    return [_of_front_matter(source, flat(table.value, TRANSFORMS_TABLE), table)]


def _of_front_matter(source: Path, values: dict[str, Any], table: Entry) -> Layer:
    lines = {key: table.lines.get(key, table.line) for key in values}
    of_reading: dict[str, Any] = {key: values.pop(key) for key in corrections.KEYS if key in values}
    for key in [key for key in values if _LINE_KEY.fullmatch(key)]:
        found = _LINE_KEY.fullmatch(key)
        of_reading.setdefault("line", {})[found[1] if found else key] = values.pop(key)
    words = _words(values, source, lambda key: lines.get(key, table.line))
    folder = source.absolute().parent
    pictures = _glyphs(values, source, folder, lines.get(glyphs.KEY, table.line), within=True)
    for key in values:
        if key in _NOT_FOR_TEXTS:
            raise UsageError("key-not-in-front-matter", file=str(source), line=lines[key], key=key)
    layer = _checked(Layer("front matter", values, source, lines), strict=False)
    _check_cover(layer, source)
    said = corrections.NONE
    if of_reading:
        said = corrections.parse(of_reading, str(source), lambda key: lines.get(key, table.line))
    return Layer("front matter", anchored(layer.values, folder), source, lines, said, words, pictures)


def _check_cover(layer: Layer, source: Path) -> None:
    """A text from anywhere may not take pictures from anywhere: its own folder is enough. Raises UsageError `cover-outside`."""
    cover, folder = layer.values.get("cover", COVERS[0]), source.absolute().parent.resolve()
    if cover in COVERS or (folder / str(cover)).resolve().is_relative_to(folder):
        return
    raise UsageError("cover-outside", file=str(source), line=layer.lines.get("cover", 0), cover=cover)


def _line_of(key: str, text: str) -> int:
    """The line on which `key` stands; tomllib does not tell."""
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*|line\.)?([\"']?){re.escape(key)}\1[ \t]*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def anchored(values: dict[str, object], folder: Path) -> dict[str, object]:
    """Paths in a file are relative to the file's folder."""
    anchored = dict(values)
    for key, value in values.items():
        if key == "theme" and isinstance(value, str):
            is_folder = "/" in value or os.sep in value or (folder / value / "theme.toml").is_file()
            anchored[key] = _path(value, folder) if is_folder else value
        elif key == "output" and isinstance(value, str):
            anchored[key] = _path(value, folder) + ("/" if value.endswith("/") else "")
        elif key == "cover" and isinstance(value, str) and value not in COVERS:
            anchored[key] = _path(value, folder)
        elif key == "font" and isinstance(value, tuple):
            anchored[key] = tuple(_font_path(each, folder) for each in value)
    return anchored


def _font_path(font: str, folder: Path) -> str:
    """`FILE` or `ROLE=FILE` with the path made absolute."""
    found = re.fullmatch(r"([a-z]+=)?(.+)", font, re.DOTALL)
    return (found[1] or "") + _path(found[2], folder) if found else font


def _path(value: str, folder: Path) -> str:
    return str(folder / Path(value).expanduser())


# --- the theme ---------------------------------------------------------------------------------------------------


def _theme_layer(layers: list[Layer]) -> Layer:
    """What the theme chosen by the layers above says of options: rules on characters and looks, nothing else."""
    from publisher.themes import load_theme

    choosing = next((layer for layer in layers if "theme" in layer.values), Layer("default", {}))
    try:
        theme = load_theme(str(choosing.values.get("theme", RenderOptions().theme)))
    except UsageError as fault:
        raise _placed(fault, choosing, "theme") from None
    file = theme.folders[0] / "theme.toml"
    of_looks = {
        option.encode_name
        for stage in (TransformOptions, RenderOptions, ComposeOptions)
        for option in msgspec.structs.fields(stage)
    } - {"theme"}
    for key in theme.options:
        if key in known_keys() and key not in of_looks:
            raise UsageError("key-not-in-theme", file=str(file), key=key)
    layer = _checked(Layer("theme", theme.options, file), strict=True)
    return Layer("theme", anchored(layer.values, file.parent), file)


# --- values ------------------------------------------------------------------------------------------------------


def _checked(layer: Layer, *, strict: bool) -> Layer:
    """The layer with every value of its option's type. Raises UsageError `key-unknown` or `option-…`."""
    values: dict[str, object] = {}
    for key, value in layer.values.items():
        if key not in known_keys():
            raise _unknown(key, _known_in(layer.name), layer.file, layer.lines.get(key, 0))
        try:
            shown_key = f"--{key}" if layer.name == "command line" else key
            values[key] = typed(key, _listed(key, value), strict=strict, shown_key=shown_key)
        except UsageError as fault:
            raise _placed(fault, layer, key) from None
    return Layer(layer.name, values, layer.file, layer.lines)


def _known_in(layer: LayerName) -> tuple[str, ...]:
    tables = (wording.KEY, glyphs.KEY) if layer in ("sidecar", "front matter", "publisher.toml") else ()
    return (*known_keys(), *tables, *(corrections.KEYS if layer in ("sidecar", "front matter") else ()))


def _from_words(key: str, value: object) -> object:
    if key in ("to", "script"):
        words = ",".join(value) if isinstance(value, tuple) else str(value)
        return list(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    return value


def _listed(key: str, value: object) -> object:
    """One edition may be named without brackets."""
    return [value] if key == "script" and isinstance(value, str) else value


def _unknown(key: str, known: Iterable[str], file: Path | None, line: int) -> UsageError:
    return UsageError("key-unknown", file=str(file) if file else None, line=line, key=key, nearest=nearest(key, known))


def _placed(fault: UsageError, layer: Layer, key: str) -> UsageError:
    """The error with the file and line of the layer's key, unless it names a file itself."""
    if layer.file and not fault.file:
        fault.file, fault.line = str(layer.file), layer.lines.get(key, 0)
    return fault
