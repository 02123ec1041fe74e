"""`publisher inspect FILE…`: what was read, as a tree and line by line, or as JSON Lines."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import check_inputs, exit_status, path_of, read_input
from publisher.commands.objects import as_text
from publisher.commands.switches import given_options, stage_options
from publisher.errors import EngineError, PublisherError
from publisher.terminal import Terminal, printable

if TYPE_CHECKING:
    from publisher.config import Layer
    from publisher.model import Article

_COLUMNS = 100  # where the output is no terminal

_ROLE_COLOURS = {
    "kicker": ("magenta",),
    "headline": ("bold", "red"),
    "deck": ("magenta",),
    "byline": ("green",),
    "dateline": ("green",),
    "date": ("green",),
    "source": ("green",),
    "heading": ("bold", "yellow"),
    "boilerplate": ("dim",),
}


def command(language: str) -> click.Command:
    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE…|-")
    reading = [
        option for option in stage_options(language) if option.name in ("encoding", "lang", "max_size", "max_headings")
    ]
    return Command(
        "inspect", language, [files, *reading, json_option(language)], lambda **given: _inspect(language, given)
    )


def _inspect(language: str, given: dict[str, Any]) -> int:
    from publisher.config import command_line

    speaker = terminal(language, given)
    files: Sequence[str] = given.pop("files")
    check_inputs(files)
    layer = command_line(given_options(given))
    statuses = [_inspect_one(name, layer, speaker) for name in files]
    return exit_status(statuses)


def _inspect_one(name: str, layer: Layer, speaker: Terminal) -> int:
    """Show one file; its exit status. An error stands in the file's place."""
    from publisher.inspection import failure

    try:
        article = _article(name, layer)
        _show(name, article, speaker)
        return 0
    except PublisherError as fault:
        error = fault
    except BrokenPipeError:
        raise
    except Exception as fault:  # the other files are shown all the same
        error = EngineError("internal", fault=f"{type(fault).__name__}: {fault}")
        error.__cause__ = fault
    if speaker.json:
        speaker.object(failure(as_text(name), error.code, error.message("en")))
    if not speaker.json or speaker.verbose:
        speaker.error(error, name)
    return error.status


def _article(name: str, layer: Layer) -> Article:
    from publisher.config import resolve

    path = path_of(name)
    return read_input(path, resolve(path, layer).options.read)


def _show(name: str, article: Article, speaker: Terminal) -> None:
    from publisher import inspection

    if speaker.json:
        speaker.object(inspection.contract(as_text(name), article))
        return
    columns = shutil.get_terminal_size((_COLUMNS, 0)).columns
    speaker.result(speaker.paint(printable(name), "bold"))
    for line in inspection.outline(article, speaker.language, width=columns).splitlines():
        speaker.result(printable(line))
    _show_lines(article, speaker, columns)
    speaker.result("")
    speaker.diagnostics(name, article.diagnostics)


def _show_lines(article: Article, speaker: Terminal, columns: int) -> None:
    """What each line was taken for, and below it what that goes by; nothing for formats that have no lines."""
    from publisher import inspection

    rows = inspection.line_table(article, speaker.language)
    if not rows:
        return
    head, *lines = inspection.table_text(rows, speaker.language, width=columns)
    speaker.result("")
    speaker.result(speaker.paint(head, "bold"))
    for row, line in zip(rows, lines, strict=True):
        speaker.result(speaker.paint(printable(line), *_ROLE_COLOURS.get(row.key, ())))
    for number, line in enumerate(inspection.legend(rows, speaker.language, width=columns)):
        if number == 0:
            speaker.result("")
        speaker.result(line if number else speaker.paint(line, "bold"))
