"""`publisher convert A B`: an article from any format that is read to any that is written.

B's name says which: .json .md .txt hold the article itself, .epub .pdf .html are published as `build` publishes them, with the
theme and options of the configuration files. The former get the article as it was read: no rule on characters is applied, so
that nothing is changed twice when it comes back; only another script or readings, where they are asked for. Paths of images,
which are relative to the article's file, are written so that they still point at the same files.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import path_of, read_input
from publisher.commands.switches import given_options, stage_options
from publisher.commands.targets import KINDS
from publisher.errors import LimitError, OutputError, PublisherError, UsageError
from publisher.messages.command import help_text

if TYPE_CHECKING:
    from publisher.diagnostics import Diagnostic
    from publisher.model import Article
    from publisher.options import Options
    from publisher.pipeline import Result

_SWITCHES = (
    "lang",
    "script",
    "script_words",
    "ruby",
    "encoding",
    "fetch",
    "strict",
    "no_clobber",
    "max_size",
    "max_headings",
    "limit_memory",
    "limit_time",
)
_NO_FILE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
"""How a `src` begins that is no path relative to the article: an address, or the root."""


def command(language: str) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["source"], metavar="A|-"),
        click.Argument(["target"], metavar="B"),
        click.Option(["--to", "wanted"], metavar="FORMAT", help=help_text("convert-to", language)),
        *(option for option in stage_options(language) if option.name in _SWITCHES),
        json_option(language),
    ]
    return Command("convert", language, params, lambda **given: _convert(language, given))


class Order(NamedTuple):
    """What is to be converted: the source as given and its path (None: standard input or an address), the target, its format."""

    source: str
    path: Path | None
    target: Path
    format: str

    @property
    def folder(self) -> Path:
        """The folder that the article's paths are relative to."""
        return self.path.parent if self.path else Path.cwd()


def _convert(language: str, given: dict[str, Any]) -> int:
    from publisher.config import command_line, resolve

    speaker = terminal(language, given)
    source, target = str(given.pop("source")), Path(given.pop("target"))
    order = Order(source, path_of(source), target, format_of(target, given.pop("wanted")))
    options = resolve(order.path, command_line(given_options(given))).options
    remarks: list[Diagnostic] = []
    result: Result | None = None
    error: PublisherError | None = None
    try:
        result = _converted(order, options, remarks)
    except PublisherError as fault:
        error = fault
        remarks += [remark for remark in fault.diagnostics if remark not in remarks]
    if speaker.json:
        speaker.object(_as_object(order, result, remarks, error))
    speaker.diagnostics(source, remarks)
    if result is not None:
        speaker.path(result.path)
    if error and (not speaker.json or speaker.verbose):
        speaker.error(error, source)
    return error.status if error else 0


def format_of(target: Path, wanted: str | None) -> str:
    """The format of a file name, where `wanted` chooses among those that end alike.

    Raises UsageError `convert-suffix` with the endings that are known, `convert-to` with the formats that fit the name.
    """
    from publisher.writers import FORMATS

    suffix = target.suffix.lower()
    fitting = [row.name for row in FORMATS if suffix in row.suffixes]
    fitting += [kind for kind in KINDS if suffix == f".{kind}"]
    if not fitting:
        known = dict.fromkeys([*(row.suffixes[0] for row in FORMATS), *(f".{kind}" for kind in KINDS)])
        raise UsageError("convert-suffix", target=str(target), known=", ".join(known))
    if wanted is not None and wanted not in fitting:
        raise UsageError("convert-to", format=wanted, target=str(target), known=", ".join(fitting))
    return wanted or fitting[0]


def _converted(order: Order, options: Options, remarks: list[Diagnostic]) -> Result:
    """Read and write. `remarks` gets the diagnostics, which are wanted even if a later step fails."""
    from publisher.pipeline import publish_all
    from publisher.provenance.origin import Origin

    if order.path and _same_file(order.path, order.target):
        raise UsageError("convert-same", target=str(order.target))
    if options.write.no_clobber and order.target.exists():
        raise OutputError("exists", file=str(order.target))
    article, source = read_input(order.source, options.read)
    remarks += article.diagnostics
    if order.format in KINDS:
        result = publish_all(article, [order.target], options, base=order.folder, origin=Origin(source))[0]
        remarks += [remark for remark in result.diagnostics if remark not in remarks]
        return result
    return _exchanged(article, order, options, remarks)


def _exchanged(article: Article, order: Order, options: Options, remarks: list[Diagnostic]) -> Result:
    """The article itself, in a format of `writers.FORMATS`."""
    from publisher.atomic import write_atomically
    from publisher.diagnostics import diagnostic
    from publisher.pipeline import Result, as_edition, refuse_warnings, with_glyphs
    from publisher.writers import write

    try:
        known = len(article.diagnostics)
        article = as_edition(with_glyphs(article, options), options)
        remarks += article.diagnostics[known:]
        moved, outside = relocated(article, order.folder, order.target.parent)
        data, said = write(moved, order.format)
    except RecursionError:
        raise LimitError("blocks-nesting") from None
    remarks += said
    if outside:
        remarks.append(diagnostic("images-elsewhere", count=outside, target=str(order.target)))
    if options.write.strict:
        refuse_warnings(remarks)
    write_atomically(order.target, data, replace=not options.write.no_clobber)
    return Result(order.target, hashlib.sha256(data).hexdigest(), tuple(remarks))


def _same_file(source: Path, target: Path) -> bool:
    try:
        return source.samefile(target)
    except OSError:
        return False


def relocated(article: Article, source: Path, target: Path) -> tuple[Article, int]:
    """`article` with the paths of its images, relative to the folder `source`, made relative to the folder `target`.

    Also the number of images that then lie outside `target`: published from there, they would be refused.
    """
    from publisher.tree import mapped_sources

    if source.resolve() == target.resolve():
        return article, 0
    outside: set[str] = set()

    def moved(src: str) -> str:
        found = _path_from(target, source, src)
        if found.startswith("../"):
            outside.add(found)
        return found

    return mapped_sources(article, moved), len(outside)


def _path_from(target: Path, source: Path, src: str) -> str:
    if not src or _NO_FILE.match(src):
        return src
    return Path(os.path.relpath(source / src, target)).as_posix()


def _as_object(
    order: Order, result: Result | None, remarks: Sequence[Diagnostic], error: PublisherError | None
) -> dict[str, object]:
    """The object `--json` prints, of the same shape as `build`'s."""
    from publisher.commands.objects import as_error, as_remark, as_text

    outputs = [{"path": as_text(str(result.path)), "sha256": result.sha256}] if result else []
    return {
        "file": as_text(order.source),
        "outputs": outputs,
        "diagnostics": [as_remark(remark) for remark in remarks],
        **({"error": as_error(error)} if error else {}),
    }
