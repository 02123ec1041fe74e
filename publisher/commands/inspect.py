"""`publisher inspect FILE…`: what was read, as a tree and line by line, or as JSON Lines."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import check_inputs, exit_status, path_of, read_input
from publisher.commands.objects import as_text
from publisher.commands.switches import given_options, stage_options
from publisher.errors import EngineError, OutputError, PublisherError, UsageError
from publisher.messages import sentence
from publisher.messages.command import help_text
from publisher.terminal import Terminal, printable

if TYPE_CHECKING:
    from publisher.config import Layer
    from publisher.model import Article

Show = Callable[[str, "Article", Terminal], None]

_COLUMNS = 100  # where the output is no terminal

_ROLE_COLOURS = {
    "kicker": ("magenta",),
    "headline": ("bold", "magenta"),
    "deck": ("magenta",),
    "byline": ("green",),
    "dateline": ("green",),
    "date": ("green",),
    "source": ("green",),
    "heading": ("bold", "yellow"),
    "list_item": ("cyan",),
    "quote": ("blue",),
    "verse": ("blue",),
    "caption": ("cyan",),
    "credit": ("green",),
    "boilerplate": ("dim",),
}
_DOUBTFUL = ("reverse",)
"""On top of the role's colour, so that a doubtful reading is seen at once."""


def command(language: str) -> click.Command:
    write_sidecar = click.Option(["--write-sidecar"], is_flag=True, help=help_text("write-sidecar", language))
    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE…|-")
    reading = [
        option
        for option in stage_options(language)
        if option.name in ("encoding", "lang", "fetch", "max_size", "max_headings")
    ]
    return Command(
        "inspect",
        language,
        [files, *reading, write_sidecar, json_option(language)],
        lambda **given: _inspect(language, given),
    )


def _inspect(language: str, given: dict[str, Any]) -> int:
    from publisher.config import command_line

    speaker = terminal(language, given)
    files: Sequence[str] = given.pop("files")
    show = _write_sidecar if given.pop("write_sidecar") else _show
    check_inputs(files)
    layer = command_line(given_options(given))
    statuses = [_inspect_one(name, layer, speaker, show) for name in files]
    return exit_status(statuses)


def _inspect_one(name: str, layer: Layer, speaker: Terminal, show: Show) -> int:
    """Show one file; its exit status. An error stands in the file's place."""
    from publisher.inspection import failure

    try:
        article = _article(name, layer)
        show(name, article, speaker)
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
    return read_input(name, resolve(path, layer).options.read).article


def _write_sidecar(name: str, article: Article, speaker: Terminal) -> None:
    """Write a sidecar to start from beside the source. Raises OutputError `sidecar-exists`: an editor's work is not replaced."""
    from publisher.atomic import write_atomically
    from publisher.sidecar import path_for, sidecar

    source = path_of(name)
    if source is None:
        raise UsageError("sidecar-stdin")
    target = path_for(source)
    if target.exists():
        raise OutputError("sidecar-exists", file=str(target))
    write_atomically(target, sidecar(article, source.name, speaker.language).encode(), replace=False)
    speaker.path(target)


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
        doubt = _DOUBTFUL if row.is_doubtful else ()
        speaker.result(speaker.paint(printable(line), *_ROLE_COLOURS.get(row.key, ()), *doubt))
    for number, line in enumerate(inspection.legend(rows, speaker.language, width=columns)):
        if number == 0:
            speaker.result("")
        speaker.result(line if number else speaker.paint(line, "bold"))
    doubtful = [row.lines for row in rows if row.is_doubtful]
    if doubtful:
        speaker.result("")
        speaker.result(sentence("doubtful-lines", speaker.language, {"lines": ", ".join(doubtful)}))
