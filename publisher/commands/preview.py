"""`publisher preview FEATURE`: the pages and the book in a browser, redrawn as the text and the theme are changed."""

from __future__ import annotations

import errno
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, terminal
from publisher.commands.inputs import path_of
from publisher.commands.switches import given_options, stage_options
from publisher.errors import EngineError, InputError, UsageError
from publisher.messages.command import help_text

if TYPE_CHECKING:
    import socket

    from publisher.config import Layer

NEEDED = ("starlette", "uvicorn", "watchfiles")
"""The packages of the extra `web`."""

_NOT_HERE = frozenset(("to", "output", "carry_source", "no_clobber", "strict"))
"""Nothing is written, and warnings are shown beside the pages."""
_MOST = 65535


def command(language: str) -> click.Command:
    file = click.Argument(["file"], metavar="FEATURE")
    port = click.Option(["--port"], metavar="NUMBER", default="0", help=help_text("port", language))
    browser = click.Option(["--open", "browser"], is_flag=True, help=help_text("open", language))
    stages = [option for option in stage_options(language) if option.name not in _NOT_HERE]
    return Command("preview", language, [file, port, browser, *stages], lambda **given: _preview(language, given))


def _preview(language: str, given: dict[str, Any]) -> int:
    speaker = terminal(language, given)
    name, port, browser = given.pop("file"), _port(given.pop("port")), given.pop("browser")
    feature, layer = _feature(name), _command_line(given)
    if missing := [package for package in NEEDED if find_spec(package) is None]:
        raise UsageError("preview-not-installed", missing=", ".join(missing))
    from publisher.preview.serving import Place, serve

    def ready(address: str) -> None:
        speaker.result(address)
        if browser:
            _open(address)

    def report(fault: Exception) -> None:
        error = EngineError("internal", fault=f"{type(fault).__name__}: {fault}")
        error.__cause__ = fault
        speaker.error(error, name)

    with _listening(port) as listener:
        serve(feature, layer, Place(listener, language, ready, report))
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST):
        raise UsageError("option-number-range", key="--port", value=text, least=0, most=_MOST)
    return int(text)


def _feature(name: str) -> Path:
    """The file, which need not be there yet, but its folder must."""
    path = path_of(name)
    if path is None:
        raise UsageError("preview-needs-file", name=name)
    if path.is_dir():
        raise InputError("source-folder", file=name)
    if not path.absolute().parent.is_dir():
        raise InputError("preview-no-folder", file=name)
    return path


def _command_line(given: dict[str, Any]) -> Layer:
    """The layer of the command line. A theme that cannot be found is said at once; a broken one is shown, to be mended."""
    from publisher.config import command_line
    from publisher.themes import load_theme

    layer = command_line(given_options(given))
    if "theme" in layer.values:
        try:
            load_theme(str(layer.values["theme"]))
        except UsageError as fault:
            if fault.code == "theme-unknown":
                raise
    return layer


def _listening(port: int) -> socket.socket:
    from publisher.preview.serving import listen

    try:
        return listen(port)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise UsageError("port-taken", port=port) from None
        raise UsageError("port-refused", port=port, fault=fault.strerror or fault) from None


def _open(address: str) -> None:
    """In a thread: some browsers keep whoever starts them waiting."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
