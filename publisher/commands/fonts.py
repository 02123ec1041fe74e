"""`publisher fonts`: the bundled families, what they cover and under which licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.messages.command import word

if TYPE_CHECKING:
    from publisher.fonts import Family

_COLUMNS = ("family", "style", "weights", "languages", "characters", "licence", "source")


def command(language: str) -> click.Command:
    return Command("fonts", language, [json_option(language)], lambda **given: _fonts(language, given))


def _fonts(language: str, given: dict[str, Any]) -> None:
    from publisher.fonts import families

    speaker = terminal(language, given)
    rows = [_as_object(each) for each in families()]
    if speaker.json:
        for row in rows:
            speaker.object(row)
        return
    head = [word(column, language) for column in _COLUMNS]
    speaker.table(head, [[_cell(row[column]) for column in _COLUMNS] for row in rows])


def _as_object(family: Family) -> dict[str, object]:
    """One JSON object a family; `characters` is the number of code points its first face covers."""
    from publisher.fonts import coverage

    return {
        "family": family.name,
        "label": family.label,
        "style": family.style,
        "weights": sorted({file.weight for file in family.file}),
        "languages": list(family.languages),
        "characters": coverage(family),
        "licence": family.licence,
        "licence_file": family.licence_file,
        "source": f"{family.source.package} {family.source.version}",
    }


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
