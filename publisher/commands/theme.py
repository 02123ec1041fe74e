"""`publisher theme new FOLDER`: a theme to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from publisher.commands.grammar import Command, Group, terminal

_COMMANDS = ("new",)


def command(language: str) -> click.Command:
    def lookup(_name: str) -> click.Command:
        folder = click.Argument(["folder"], metavar="FOLDER")
        return Command("theme new", language, [folder], lambda **given: _new(language, given))

    return Group("theme", language, _COMMANDS, lookup)


def _new(language: str, given: dict[str, Any]) -> None:
    from publisher.atomic import as_output_errors
    from publisher.themes import new_theme

    speaker = terminal(language, given)
    folder = Path(given["folder"])
    with as_output_errors(folder):
        speaker.path(new_theme(folder))
