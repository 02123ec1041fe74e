"""The commands: one module each, one row each. A command's module is imported when that command is called."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "build": "publisher.commands.build",
    "batch": "publisher.commands.batch",
    "book": "publisher.commands.book",
    "inspect": "publisher.commands.inspect",
    "convert": "publisher.commands.convert",
    "check": "publisher.commands.check",
    "verify": "publisher.commands.verify",
    "preview": "publisher.commands.preview",
    "catalog": "publisher.commands.catalog",
    "fonts": "publisher.commands.fonts",
    "config": "publisher.commands.config",
    "theme": "publisher.commands.theme",
}
"""Name -> module with `command(language) -> click.Command`."""
