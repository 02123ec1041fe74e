"""`publisher catalog DIR`: an OPDS catalogue and an index for browsers of a folder of finished books, written into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import SOME_FAILED
from publisher.errors import UsageError
from publisher.messages.command import help_text

if TYPE_CHECKING:
    from publisher.catalogue import Catalogue

_LEAST_PAGE, _MOST_PAGE = 10, 1000


def command(language: str) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["folder"], metavar="DIR"),
        click.Option(["--title"], default="", metavar="TEXT", help=help_text("catalog-title", language)),
        click.Option(["--url"], default="", metavar="URL", help=help_text("catalog-url", language)),
        click.Option(["--page-size"], default="50", metavar="COUNT", help=help_text("catalog-page-size", language)),
        json_option(language),
    ]
    return Command("catalog", language, params, lambda **given: _catalog(language, given))


def _catalog(language: str, given: dict[str, Any]) -> int:
    from publisher.catalogue import Asked, write_catalogue
    from publisher.diagnostics import diagnostic

    speaker = terminal(language, given)
    asked = Asked(given["title"], _address(given["url"]), _page_size(given["page_size"]))
    folder = Path(given["folder"])
    made = write_catalogue(folder, asked)
    for each in made.remarks:
        speaker.diagnostics(each.file, [each.remark])
    if speaker.json:
        speaker.object(_as_object(made))
    values = {"books": made.books, "files": made.files, "written": made.written, "removed": made.removed}
    said = diagnostic("catalogue-made", "info", kilobytes=round(made.index_bytes / 1000), **values)
    speaker.diagnostics(str(folder), [said])
    for name in ("index.html", "opds.atom", "opds.json"):
        speaker.path(folder / name)
    return 0 if made.is_whole else SOME_FAILED


def _address(url: str) -> str:
    """Raises UsageError `catalogue-url` for what is no address of the web, or holds more than a path."""
    from urllib.parse import urlsplit

    if not url:
        return ""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        fits = False
    if not fits or not url.isascii() or any(mark in url for mark in ' <>"{}|^`\\'):
        raise UsageError("catalogue-url", url=url)
    return url


def _page_size(given: str) -> int:
    size = int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0
    if not _LEAST_PAGE <= size <= _MOST_PAGE:
        raise UsageError("option-number-range", key="--page-size", value=given, least=_LEAST_PAGE, most=_MOST_PAGE)
    return size


def _as_object(made: Catalogue) -> dict[str, object]:
    from publisher.commands.objects import as_remark, as_text

    remarks = [{"file": as_text(each.file), **as_remark(each.remark)} for each in made.remarks]
    return {
        "books": made.books,
        "files": made.files,
        "written": made.written,
        "removed": made.removed,
        "index_bytes": made.index_bytes,
        "diagnostics": remarks,
    }
