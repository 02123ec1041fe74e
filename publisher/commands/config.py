"""`publisher config FILE`: each option's value, and the layer and file it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import path_of
from publisher.commands.objects import as_text
from publisher.commands.switches import given_options, stage_options
from publisher.errors import InputError
from publisher.messages.command import word

if TYPE_CHECKING:
    from publisher.config import Origin, Resolved


def command(language: str) -> click.Command:
    file = click.Argument(["file"], metavar="FILE|-")
    params = [file, *stage_options(language), json_option(language)]
    return Command("config", language, params, lambda **given: _config(language, given))


def _config(language: str, given: dict[str, Any]) -> None:
    from publisher.config import command_line, resolve

    speaker = terminal(language, given)
    name: str = given.pop("file")
    path = path_of(name)
    if path and not path.exists():
        raise InputError("source-missing", file=name)
    resolved = resolve(path, command_line(given_options(given)))
    if speaker.json:
        speaker.object(_as_object(name, resolved))
        return
    head = [word(key, language) for key in ("option", "value", "from")]
    rows = [[key, _shown(value, language), _place(resolved.origins[key], language)] for key, value in _values(resolved)]
    speaker.table(head, rows)


def _values(resolved: Resolved) -> list[tuple[str, object]]:
    return list(resolved.values().items())


def _shown(value: object, language: str) -> str:
    """A value as a person would give it on the command line."""
    if value is None or value == ():
        return word("unset", language)
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _place(origin: Origin, language: str) -> str:
    name = word(origin.layer, language)
    if origin.file is None:
        return name
    place = f"{origin.file}:{origin.line}" if origin.line else str(origin.file)
    return place if origin.layer == "publisher.toml" else f"{name} {place}"


def _as_object(name: str, resolved: Resolved) -> dict[str, object]:
    options: dict[str, object] = {}
    for key, value in _values(resolved):
        origin = resolved.origins[key]
        options[key] = {
            "value": value,
            "from": origin.layer,
            **({"file": as_text(str(origin.file))} if origin.file else {}),
            **({"line": origin.line} if origin.line else {}),
        }
    return {"file": as_text(name), "options": options}
