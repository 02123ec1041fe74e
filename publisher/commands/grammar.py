"""The command line's grammar in the user's language: click's commands with our help pages, and its faults as UsageError."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from publisher.commands import COMMANDS
from publisher.errors import UsageError
from publisher.messages.command import help_text, word
from publisher.terminal import Terminal, width, wrap

_PAGE_COLUMNS = 100
_INDENT = "  "


class Command(click.Command):
    """A click command whose help is in `language`, with the options that every command has. `key` finds its help text."""

    def __init__(
        self,
        key: str,
        language: str,
        params: Sequence[click.Parameter],
        callback: Callable[..., Any],
    ) -> None:
        self.key, self.language = key, language
        super().__init__(
            key.rpartition(" ")[2],
            params=[*params, *general_options(language)],
            callback=callback,
            options_metavar=f"[{word('options', language).upper()}]",
            add_help_option=False,
        )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(_page(self, ctx, []))


class Group(click.Group):
    """A click group that finds its commands by `lookup` and names the nearest one where there is none."""

    def __init__(self, key: str, language: str, known: Sequence[str], lookup: Callable[[str], click.Command]) -> None:
        self.key, self.language, self.known, self.lookup = key, language, known, lookup
        super().__init__(
            key.rpartition(" ")[2],
            params=general_options(language),
            callback=_require_command,
            options_metavar=f"[{word('options', language).upper()}]",
            subcommand_metavar="COMMAND …",
            no_args_is_help=False,
            invoke_without_command=True,
            add_help_option=False,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self.lookup(cmd_name) if cmd_name in self.known else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, *rest = args
        command = self.get_command(ctx, name)
        if command is None:
            if name.startswith("-"):
                raise UsageError("flag-unknown", flag=name, nearest=_nearest(name, _flags(ctx.command)))
            raise UsageError("command-unknown", command=name, nearest=_nearest(name, self.known))
        return name, command, rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        prefix = "" if self.key == "publisher" else f"{self.key} "
        formatter.write(_page(self, ctx, [(name, help_text(prefix + name, self.language)) for name in self.known]))


def publisher_group(language: str) -> Group:
    """The whole command line in `en` or `zh`."""

    def lookup(name: str) -> click.Command:
        made: click.Command = importlib.import_module(COMMANDS[name]).command(language)
        return made

    group = Group("publisher", language, list(COMMANDS), lookup)
    group.params.append(_flag("--version", language, callback=_print_version, expose_value=False, is_eager=True))
    return group


def general_options(language: str) -> list[click.Parameter]:
    """The options every command has, before its name or after it."""
    return [
        _flag("-q", language, "--quiet"),
        _flag("-v", language, "--verbose"),
        click.Option(["--messages"], metavar="zh|en", help=help_text("messages", language), callback=_check_language),
        _flag("--help", language, callback=_print_help, expose_value=False, is_eager=True),
    ]


def json_option(language: str) -> click.Option:
    return _flag("--json", language)


def terminal(language: str, given: dict[str, Any]) -> Terminal:
    """How the command speaks; takes the options for that out of `given`."""
    before = click.get_current_context().find_root().params
    chosen = {name: bool(given.pop(name, False) or before.get(name)) for name in ("quiet", "verbose", "json")}
    given.pop("messages", None)
    return Terminal(language, **chosen)


def as_usage_error(fault: click.ClickException) -> UsageError:
    """Our sentence for what click found wrong with the command line."""
    context = getattr(fault, "ctx", None)
    match fault:
        case click.NoSuchOption(option_name=name):
            flags = _flags(context.command) if context else []
            return UsageError("flag-unknown", flag=name, nearest=_nearest(name, flags))
        case click.BadOptionUsage(option_name=name):
            code = "flag-with-value" if "does not take" in fault.format_message() else "flag-without-value"
            return UsageError(code, flag=name)
        case click.MissingParameter(param=click.Parameter() as parameter):
            return UsageError("argument-missing", argument=parameter.metavar or str(parameter.name).upper())
        case _ if "unexpected extra argument" in fault.format_message():
            return UsageError("argument-surplus", argument=fault.format_message().partition("(")[2].rstrip(").'\""))
        case _:
            return UsageError("usage", fault=fault.format_message())


# --- options ------------------------------------------------------------------------------------------------------


def _flag(name: str, language: str, *names: str, **more: Any) -> click.Option:
    key = (names or (name,))[-1].lstrip("-")
    return click.Option([name, *names], is_flag=True, help=help_text(key, language), **more)


def _require_command(**_given: object) -> None:
    """A group has nothing to do itself; `terminal` finds its options in the root context."""
    context = click.get_current_context()
    if context.invoked_subcommand is None and isinstance(context.command, Group):
        raise UsageError("command-missing", known=", ".join(context.command.known))


def _check_language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value not in (None, "zh", "en"):
        raise UsageError("option-choice", key="--messages", value=value, known="zh, en", nearest="zh")
    return value


def _print_help(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        print(context.get_help())
        context.exit()


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from publisher import __version__

        print(f"publisher {__version__}")
        context.exit()


def _flags(command: click.Command) -> list[str]:
    return [flag for param in command.params for flag in (*param.opts, *param.secondary_opts) if flag.startswith("--")]


def _nearest(word: str, known: Iterable[str]) -> str:
    from publisher.option_keys import nearest  # loads what a help page does not need

    return nearest(word, known)


# --- help pages ---------------------------------------------------------------------------------------------------


def _page(command: Command | Group, context: click.Context, commands: list[tuple[str, str]]) -> str:
    language = command.language
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    blocks = [f"{word('usage', language)}: {usage}", "", *wrap(help_text(command.key, language), _columns())]
    if commands:
        blocks += ["", f"{word('commands', language)}:", *_rows(commands)]
    options = [_record(param, context) for param in command.params if isinstance(param, click.Option)]
    return "\n".join([*blocks, "", f"{word('options', language)}:", *_rows(options)])


def _record(option: click.Option, context: click.Context) -> tuple[str, str]:
    """An option's names and its help; a pair of flags is shown as `--[no-]strict`."""
    names, text = option.get_help_record(context) or ("", "")
    return (option.opts[-1].replace("--", "--[no-]") if option.secondary_opts else names), text


def _rows(rows: list[tuple[str, str]]) -> list[str]:
    """Two columns; an entry too wide for its column has a line of its own."""
    first = min(26, max(width(name) for name, _ in rows))
    lines = []
    for name, text in rows:
        head, *rest = wrap(text, _columns() - first - 2 * len(_INDENT))
        if width(name) > first:
            lines.append(_INDENT + name)
            name = ""
        lines.append(f"{_INDENT}{name}{' ' * (first - width(name))}{_INDENT}{head}")
        lines += [_INDENT + " " * first + _INDENT + line for line in rest]
    return lines


def _columns() -> int:
    try:
        terminal_columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        terminal_columns = 80
    return max(50, min(_PAGE_COLUMNS, terminal_columns))
