"""The command line: parse, call, print. `publisher …` and `python -m publisher …`."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

INTERRUPTED = 130
PIPE_CLOSED = 141
"""128 + the signal, as shells count."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status. Never raises, and never prints a traceback without -v.

    0 done, 1 some inputs of several failed, 2 usage, 3 input, 4 output, 5 glyphs, 6 limits, 7 engine.
    """
    from publisher.commands.grammar import as_usage_error, publisher_group
    from publisher.errors import EngineError, PublisherError
    from publisher.terminal import Terminal, message_language

    words = list(sys.argv[1:] if arguments is None else arguments)
    language = message_language(words, os.environ)
    verbose = "-v" in words or "--verbose" in words
    try:
        status = _call(publisher_group(language), words)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read our output has gone; nor may the interpreter complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except click.ClickException as fault:
        error: PublisherError = as_usage_error(fault)
    except PublisherError as fault:
        error = fault
    except Exception as fault:  # whatever it is: one line for the user, the rest with -v
        error = EngineError("internal", fault=f"{type(fault).__name__}: {fault}")
        error.__cause__ = fault
    Terminal(language, verbose=verbose).error(error)
    return error.status


def _call(group: click.Group, words: list[str]) -> int:
    """Parse and call. Not click's own `main`, which ends the process for a closed pipe and an interrupt."""
    try:
        with group.make_context("publisher", words) as context:
            return int(group.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return int(done.exit_code)


def run() -> None:
    """The script `publisher`."""
    codecs.register_error("publisher", _in_any_encoding)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="publisher")
    sys.exit(main())


def _in_any_encoding(fault: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes of a path that are no text go out as they came in; what the terminal's encoding lacks goes out as an escape."""
    try:
        return codecs.lookup_error("surrogateescape")(fault)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(fault)


if __name__ == "__main__":
    run()
