"""Front matter: the record before a text, in YAML 1.1 between `---` (Jekyll, Hexo, Hugo) or in TOML 1.0 between `+++` (Hugo).

Values are texts as they are written: no date becomes another date, no `no` becomes false. YAML is composed, never constructed;
aliases are refused, since with them a hundred bytes can stand for a million. Front matter that is broken is still read, key by
key, as far as its lines are plain `key: value`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import IndexTerm, Text
from publisher.publication import subjects_of
from publisher.readers.front_matter_keys import (
    CREDITS,
    FIELDS,
    INDEX,
    OTHERS,
    PUBLICATION,
    PUBLICATION_TABLE,
    READING_KEYS,
    READINGS_KEY,
)

if TYPE_CHECKING:
    import yaml

Value = str | tuple["Value", ...] | dict[str, "Value"]

OPTIONS_KEY = "publisher"
_MOST_CHARACTERS = 65_536
_MOST_DEPTH = 12
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_PLAIN_LINE = re.compile(r"([^\s:#\"'\[\]{}=-][^:=\n]{0,60}?)\s{0,9}[:=]\s{0,9}(.*)$")
_ANY_KEY = re.compile(r"[\"']?[^\s:=#][^:=\n]{0,60}[\"']?\s{0,9}[:=](?:\s|$)")
_TOML_KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]{1,60})[ \t]*=")
# An ideographic space is content.
_SPACES = re.compile(r"[ \t\r\n]+")
_ADDRESS = re.compile(r"\s*<?(?:https?://|mailto:)[^\s>]{1,2000}>?|\s*<[^<>\s]{1,200}@[^<>\s]{1,200}>")


class Entry(msgspec.Struct, frozen=True):
    """A key of the record with its value and the source line it stands on (1-based)."""

    key: str
    value: Value
    line: int
    lines: dict[str, int] = {}
    """Of a table, the lines of its keys and of those in tables below."""


class FrontMatter(msgspec.Struct, frozen=True):
    """The record of a text. `last` is its last source line, fences counted; the text goes on after it."""

    last: int
    entries: tuple[Entry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def stated(self) -> dict[str, str]:
        """Header fields of the model, and `language`, as printed; the first key of a field wins."""
        found: dict[str, str] = {}
        for entry in self.entries:
            field = FIELDS.get(_folded(entry.key))
            text = _names(entry.value) if field == "byline" else shown(entry.value)
            # A source that is nothing but an address has no name to print; a table is one for catalogues.
            if field == "source" and (isinstance(entry.value, dict) or not _ADDRESS.sub("", text)):
                continue
            if field and text:
                found.setdefault(field, text)
        return found

    @property
    def credits(self) -> list[tuple[str, str, int]]:
        """Who else made the text: label, names and line."""
        return [
            (CREDITS[_folded(entry.key)], _names(entry.value), entry.line)
            for entry in self.entries
            if _folded(entry.key) in CREDITS and _names(entry.value)
        ]

    @property
    def options(self) -> Entry | None:
        """The table `publisher:` of options; None if there is none. As a text it is the name of a publisher."""
        return next(
            (each for each in self.entries if each.key == OPTIONS_KEY and not isinstance(each.value, str)), None
        )

    @property
    def published(self) -> dict[str, Entry]:
        """What it says for catalogues, by the keys of `publisher.publication`."""
        found: dict[str, Entry] = {}
        for entry in (inner for each in self.entries for inner in _opened(each)):
            key = PUBLICATION.get(_folded(entry.key))
            if key is None or entry is self.options:
                continue
            if key == "subjects" and key in found:
                entry = msgspec.structs.replace(
                    found[key], value=subjects_of((*subjects_of(found[key].value), *subjects_of(entry.value)))
                )
            elif key in found:
                continue
            found[key] = entry
        return found

    @property
    def readings(self) -> dict[str, tuple[str, int]]:
        """Names of persons -> how they are read, with the line that says so: from their tables, or from a table `readings`."""
        found: dict[str, tuple[str, int]] = {}
        for entry in self.entries:
            folded = _folded(entry.key)
            if folded == READINGS_KEY and isinstance(entry.value, dict):
                found |= {
                    name: (shown(value), entry.lines.get(name, entry.line)) for name, value in entry.value.items()
                }
            elif FIELDS.get(folded) == "byline":
                persons = entry.value if isinstance(entry.value, tuple) else (entry.value,)
                found |= {name: (text, entry.line) for name, text in map(_reading, persons) if name}
        return found

    @property
    def index(self) -> tuple[IndexTerm, ...]:
        """The people and places it names for the index of a book, with their readings where their tables have them."""
        named = ((INDEX[key], each.value) for each in self.entries if (key := _folded(each.key)) in INDEX)
        return tuple(
            IndexTerm((Text(name),), kind, _reading(each)[1] or None)
            for kind, value in named
            for each in (value if isinstance(value, tuple) else (value,))
            for name in subjects_of(each)
        )

    @property
    def unknown(self) -> list[str]:
        known = {*FIELDS, *CREDITS, *PUBLICATION, *INDEX, *OTHERS, OPTIONS_KEY, READINGS_KEY}
        return [entry.key for entry in self.entries if _folded(entry.key) not in known]


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text whose lines end in LF; None if it has none.

    A text that opens with a rule (`---`) and no key below it has none. Never raises: what is broken is in the diagnostics.
    """
    lines = text[: _MOST_CHARACTERS + 4].split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    opening = lines[first].rstrip() if first is not None else ""
    if first is None or opening not in _FENCES or first + 1 >= len(lines) or not _opens(lines[first + 1 :]):
        return None
    closing = next(
        (n for n, line in enumerate(lines[first + 1 :], first + 1) if line.rstrip() in _FENCES[opening]), None
    )
    said: tuple[Diagnostic, ...] = ()
    if closing is None:
        closing = next((n for n, line in enumerate(lines[first + 1 :], first + 1) if not line.strip()), len(lines)) - 1
        said = (diagnostic("front-matter-unclosed", line=first + 1, fence=opening),)
        inner = lines[first + 1 : closing + 1]
    else:
        inner = lines[first + 1 : closing]
    entries, broken = _parsed(inner, first + 2, is_toml=opening == "+++")
    found = FrontMatter(closing + 1, entries, (*said, *broken))
    if found.unknown:
        note = diagnostic("front-matter-unknown", "info", first + 1, keys=", ".join(found.unknown)[:200])
        found = msgspec.structs.replace(found, diagnostics=(*found.diagnostics, note))
    return found


def _opens(lines: list[str]) -> bool:
    """Whether a key, or a comment and then a key, stands right below the fence."""
    first = next((line for line in lines[:40] if line.strip() and not line.lstrip().startswith("#")), "")
    return _ANY_KEY.match(first.strip()) is not None or first.rstrip() in ("---", "+++")


def _parsed(lines: list[str], first: int, *, is_toml: bool) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    try:
        return tuple(_toml(lines, first) if is_toml else _yaml("\n".join(lines), first)), ()
    except _BrokenError as fault:
        broken = diagnostic("front-matter-broken", line=max(fault.line, first), fault=str(fault))
        return tuple(_plain(lines, first)), (broken,)


class _BrokenError(Exception):
    def __init__(self, fault: str, line: int = 0) -> None:
        super().__init__(fault)
        self.line = line


def _plain(lines: list[str], first: int) -> Iterator[Entry]:
    """The lines of broken front matter that are plain `key: value`."""
    for number, line in enumerate(lines, first):
        match = _PLAIN_LINE.match(line)
        # Options that may be half read are none.
        if match and match[1].strip() != OPTIONS_KEY and match[2][:1] not in ("&", "*", "[", "{", "|", ">"):
            yield Entry(match[1].strip(), match[2].strip().strip("\"'"), number)


# --- YAML --------------------------------------------------------------------------------------------------------


def _yaml(text: str, first: int) -> list[Entry]:
    import yaml

    try:
        _refuse_aliases(text, first)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        place = fault.problem_mark or fault.context_mark
        raise _BrokenError(fault.problem or "YAML", first + place.line if place else 0) from None
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        raise _BrokenError(str(fault).split("\n")[0] or type(fault).__name__) from None
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise _BrokenError("no table of keys and values", first)
    return [
        Entry(str(key.value), _value(value), first + key.start_mark.line, dict(_key_lines(value, first)))
        for key, value in node.value
    ]


def _key_lines(node: yaml.Node, first: int) -> Iterator[tuple[str, int]]:
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), first + key.start_mark.line
            yield from _key_lines(value, first)


def _refuse_aliases(text: str, first: int) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _BrokenError(f"alias *{event.anchor}", first + _line(event))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_DEPTH:
            raise _BrokenError("too deep", first + _line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _value(node: yaml.Node) -> Value:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_value(each) for each in node.value)
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


# --- TOML --------------------------------------------------------------------------------------------------------


def _toml(lines: list[str], first: int) -> list[Entry]:
    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        found = re.search(r"line (\d+)", str(fault))
        raise _BrokenError(str(fault) or "TOML", first + int(found[1]) - 1 if found else 0) from None
    return [_toml_entry(key, value, lines, first) for key, value in table.items()]


def _toml_entry(key: str, value: object, lines: list[str], first: int) -> Entry:
    pattern = re.compile(rf"[ \t]{{0,9}}\[?[\"']?{re.escape(key)}[\"']?[ \t]{{0,9}}[=\].][ \t]{{0,9}}(.*)$")
    place, match = next(((n, m) for n, line in enumerate(lines) if (m := pattern.match(line))), (0, None))
    if match and not isinstance(value, str | list | dict):
        # A number or a date as it is written, not as Python would write it.
        return Entry(key, match[1].split("#")[0].strip(), first + place)
    below = lines[place:] if isinstance(value, dict) else []
    keys = {m[1]: n for n, line in reversed(list(enumerate(below, first + place))) if (m := _TOML_KEY.match(line))}
    return Entry(key, _toml_value(value), first + place, keys)


def _toml_value(value: object) -> Value:
    if isinstance(value, dict):
        return {str(key): _toml_value(each) for key, each in value.items()}
    if isinstance(value, list):
        return tuple(_toml_value(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- values --------------------------------------------------------------------------------------------------------


def _folded(key: str) -> str:
    return key.strip().lower().replace("-", "_") if key.isascii() else key.strip()


def shown(value: Value) -> str:
    """A value in one line: lists with `、`, tables by their values."""
    if isinstance(value, dict):
        return shown(tuple(value.values()))
    if isinstance(value, tuple):
        return "、".join(filter(None, map(shown, value)))
    return _SPACES.sub(" ", value).strip()


def _opened(entry: Entry) -> Iterator[Entry]:
    """The entries of a table `publication`; any other entry itself."""
    if entry.key != PUBLICATION_TABLE or not isinstance(entry.value, dict):
        yield entry
        return
    for key, value in entry.value.items():
        yield Entry(key, value, entry.lines.get(key, entry.line))


def _reading(person: Value) -> tuple[str, str]:
    """Name and reading of a person's table; empty where it gives none."""
    if not isinstance(person, dict):
        return "", ""
    reading = next((shown(person[key]) for key in READING_KEYS if key in person), "")
    return (_names(person), reading) if reading else ("", "")


def _names(value: Value) -> str:
    """Names of persons: of a table its `name`, without addresses."""
    if isinstance(value, dict):
        return _names(value.get("name", "")) or shown(value)
    if isinstance(value, tuple):
        return "、".join(filter(None, map(_names, value)))
    return _SPACES.sub(" ", _ADDRESS.sub("", value)).strip()
