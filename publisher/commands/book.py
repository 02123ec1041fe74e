"""`publisher book BOOK.toml | FOLDER | FILE…`: bind many articles into one book; `--init FOLDER` writes a BOOK.toml to edit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import SOME_FAILED
from publisher.commands.shared_faces import SharedFaces
from publisher.commands.switches import given_options, stage_options
from publisher.errors import PublisherError, UsageError
from publisher.messages.command import help_text

if TYPE_CHECKING:
    from publisher.books.plan import BookPlan
    from publisher.books.publishing import PublishedBook
    from publisher.terminal import Terminal


def command(language: str) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["sources"], nargs=-1, metavar="BOOK.toml|FOLDER|FILE…"),
        click.Option(["--init"], metavar="FOLDER", help=help_text("init", language)),
        *stage_options(language),
        json_option(language),
    ]
    return Command("book", language, params, lambda **given: _book(language, given))


def _book(language: str, given: dict[str, Any]) -> int:
    speaker = terminal(language, given)
    sources: Sequence[str] = given.pop("sources")
    folder = given.pop("init")
    words = given_options(given)
    if folder is not None:
        if sources:
            raise UsageError("argument-surplus", argument=sources[0])
        return _init(Path(folder), language, speaker)
    if not sources:
        raise UsageError("argument-missing", argument="BOOK.toml|FOLDER|FILE…")
    return _publish(sources, words, speaker)


def _init(folder: Path, language: str, speaker: Terminal) -> int:
    from publisher.books.new_book_file import write_book_file

    path, left_out = write_book_file(folder, language)
    for name, error in left_out:
        speaker.error(error, name)
    speaker.path(path)
    return SOME_FAILED if left_out else 0


def _publish(sources: Sequence[str], words: dict[str, object], speaker: Terminal) -> int:
    from publisher.books.publishing import Request, publish_book
    from publisher.commands.targets import destination, is_folder, kind_of
    from publisher.config import command_line, resolve_book

    output = str(words.get("output", ""))
    if output and "to" not in words and not is_folder(output) and (kind := kind_of(output)):
        words["to"] = kind
    layer = command_line(words)
    plan = plan_of(sources)
    options = resolve_book(plan.folder, layer, plan.options).options
    place = destination(options.write, several=False)
    name = str(plan.file or sources[0])
    files = iter(speaker.progress([plan.shown(file) for file in plan.files]))
    try:
        request = Request(plan, layer, options, place.folder, place.name)
        published = publish_book(request, watch=lambda _: next(files, None))
    except PublisherError as error:
        speaker.diagnostics(name, error.diagnostics)
        if not speaker.json:
            raise
        speaker.object(_as_object(name, [], error))
        return error.status
    finally:
        for _ in files:
            pass
    beside = SharedFaces()
    for each in published:
        _report(name, each, speaker)
        beside.note(each.outputs, [one.diagnostic for one in each.remarks])
    faults = list(beside.write(speaker))
    if speaker.json:
        speaker.object(_as_object(name, published, None))
    return faults[0].status if faults else _status(published)


def plan_of(sources: Sequence[str]) -> BookPlan:
    """The plan of what was named: a BOOK.toml, a folder (its BOOK.toml, if it has one), or files in this order.

    Raises UsageError for what is none of them.
    """
    from publisher.books.book_file import read_book_file
    from publisher.books.plan import BOOK_FILE, plan_of_files, plan_of_folder

    paths = [Path(each) for each in sources]
    if len(paths) == 1:
        only = paths[0]
        if only.suffix.lower() == ".toml":
            return read_book_file(only)
        if only.is_dir():
            own = only / BOOK_FILE
            return read_book_file(own) if own.is_file() else plan_of_folder(only)
    for path in paths:
        if path.is_dir() or path.suffix.lower() == ".toml":
            raise UsageError("book-one-folder", name=str(path))
    return plan_of_files(tuple(paths))


def _report(name: str, published: PublishedBook, speaker: Terminal) -> None:
    for file, remarks in groupby(published.remarks, key=lambda each: each.file):
        speaker.diagnostics(file or name, [each.diagnostic for each in remarks])
    if not speaker.json or speaker.verbose:
        for left_out in published.left_out:
            speaker.error(left_out.error, left_out.file)
        if published.error:
            speaker.error(published.error, name)
    for path, _ in published.outputs:
        speaker.path(path)


def _status(published: Sequence[PublishedBook]) -> int:
    """1 where the book is there without something that should be in it; the error's own where a kind of file is not there."""
    failed = next((each.error for each in published if each.error), None)
    if failed:
        return failed.status
    lacking = any(
        each.left_out or any(one.diagnostic.severity == "error" for one in each.remarks) for each in published
    )
    return SOME_FAILED if lacking else 0


def _as_object(name: str, published: Sequence[PublishedBook], error: PublisherError | None) -> dict[str, object]:
    """The object `--json` prints; messages are in English, for programs go by the codes."""
    from publisher.commands.objects import as_error, as_remark, as_text

    error = error or next((each.error for each in published if each.error), None)
    return {
        "file": as_text(name),
        "outputs": [
            {"path": as_text(str(path)), "sha256": digest} for each in published for path, digest in each.outputs
        ],
        "diagnostics": [
            {"file": as_text(one.file or name), **as_remark(one.diagnostic)}
            for each in published
            for one in each.remarks
        ],
        "left_out": [
            {"file": as_text(one.file), "error": as_error(one.error)} for each in published[:1] for one in each.left_out
        ],
        **({"error": as_error(error)} if error else {}),
    }
