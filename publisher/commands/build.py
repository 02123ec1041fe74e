"""`publisher build FILE… | -`: publish each input; one bad file does not stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.inputs import check_inputs, exit_status, path_of, read_input
from publisher.commands.shared_faces import SharedFaces
from publisher.commands.switches import given_options, stage_options
from publisher.errors import EngineError, OutputError, PublisherError, UsageError

if TYPE_CHECKING:
    from publisher.commands.targets import Names
    from publisher.config import Layer
    from publisher.diagnostics import Diagnostic
    from publisher.model import Article
    from publisher.options import Options
    from publisher.terminal import Terminal
    from publisher.writers.pdf.worker import PDFWorker


def command(language: str) -> click.Command:
    files = click.Argument(["files"], nargs=-1, required=True, metavar="FILE…|-")
    params = [files, *stage_options(language), json_option(language)]
    return Command("build", language, params, lambda **given: _build(language, given))


class Published(NamedTuple):
    """What one input became: (path, sha256) of each output, or the error that stopped it."""

    outputs: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    error: PublisherError | None = None


class Run(NamedTuple):
    """What the inputs of one run share."""

    given: Layer
    names: Names
    several: bool
    worker: PDFWorker | Literal["shared"]


def _build(language: str, given: dict[str, Any]) -> int:
    from publisher.commands.targets import Names

    speaker = terminal(language, given)
    files: Sequence[str] = given.pop("files")
    check_inputs(files)
    layer = _command_line(given_options(given), len(files) > 1)
    statuses = []
    beside = SharedFaces()
    with _engine(layer) as worker:
        run = Run(layer, Names(), len(files) > 1, worker)
        for name in speaker.progress(files):
            published = _publish(name, run)
            _report(name, published, speaker)
            beside.note(published.outputs, published.diagnostics)
            statuses.append(published.error.status if published.error else 0)
    statuses += [error.status for error in beside.write(speaker)]
    return exit_status(statuses)


def _engine(layer: Layer) -> AbstractContextManager[PDFWorker | Literal["shared"]]:
    """The PDF engine, loading in its own process while the first input is read; where no PDF can be wanted, one that starts with the
    first cover that has to be drawn.
    """
    kinds = layer.values.get("to", ("pdf",))
    if not isinstance(kinds, Sequence) or "pdf" not in kinds:
        return nullcontext("shared")
    from publisher.writers.pdf.worker import PDFWorker

    return PDFWorker()


def _command_line(words: dict[str, object], several: bool) -> Layer:
    """The layer of the command line; what is wrong there is wrong for every input, so it is found before the first."""
    from publisher.commands.targets import destination, is_folder, kind_of
    from publisher.config import command_line
    from publisher.options import WriteOptions
    from publisher.themes import load_theme

    output = str(words.get("output", ""))
    if output and "to" not in words and not is_folder(output) and (kind := kind_of(output)):
        words["to"] = kind
    layer = command_line(words)
    if "theme" in layer.values:
        load_theme(str(layer.values["theme"]))
    if "output" in layer.values:
        chosen: dict[str, Any] = {key: layer.values[key] for key in ("to", "output") if key in layer.values}
        destination(WriteOptions(**chosen), several=several)
    return layer


def _publish(name: str, run: Run) -> Published:
    remarks: list[Diagnostic] = []
    try:
        return _published(name, run, remarks)
    except PublisherError as fault:
        return Published(fault.outputs, (*remarks, *_new(remarks, fault.diagnostics)), fault)
    except Exception as fault:  # the other inputs are published all the same
        error = EngineError("internal", fault=f"{type(fault).__name__}: {fault}")
        error.__cause__ = fault
        return Published(diagnostics=tuple(remarks), error=error)


def _published(name: str, run: Run, remarks: list[Diagnostic]) -> Published:
    """Read, name and publish one input. `remarks` gets the diagnostics, which are wanted even if a later step fails."""
    from publisher.atomic import ready_folder
    from publisher.commands.targets import destination
    from publisher.config import resolve
    from publisher.pipeline import publish_all
    from publisher.provenance.origin import Origin

    path = path_of(name)
    options = resolve(path, run.given).options
    place = destination(options.write, several=run.several)
    ready_folder(place.folder)
    article, source = read_input(name, options.read)
    remarks += article.diagnostics
    base = path.parent if path else Path.cwd()
    made: list[tuple[str, str]] = []
    for edition in _editions(options):
        targets = _targets(article, path, edition, run.names, remarks)
        try:
            results = publish_all(article, targets, edition, base=base, worker=run.worker, origin=Origin(source))
        except PublisherError as fault:
            fault.outputs = (*made, *fault.outputs)
            raise
        remarks += _new(remarks, [remark for result in results for remark in result.diagnostics])
        made += [(str(result.path), result.sha256) for result in results]
    return Published(tuple(made), tuple(remarks))


def _editions(options: Options) -> Sequence[Options]:
    """The options of each edition. Raises UsageError `script-several` where `-o` names one file for all."""
    from publisher.commands.targets import destination

    scripts = options.edition.script
    if len(scripts) > 1 and destination(options.write, several=False).name is not None:
        raise UsageError("script-several", scripts=", ".join(scripts))
    return options.editions()


def _targets(
    article: Article, path: Path | None, options: Options, names: Names, remarks: list[Diagnostic]
) -> tuple[Path, ...]:
    """The paths to write, in the order of `--to`. Raises OutputError `exists` under `--no-clobber`."""
    from publisher.commands.targets import destination
    from publisher.diagnostics import diagnostic
    from publisher.pipeline import headline_of
    from publisher.render.inlines import plain_text
    from publisher.slug import slug

    folder, file_name = destination(options.write, several=False)
    if file_name is not None:
        targets: tuple[Path, ...] = (folder / file_name,)
    else:
        wanted = slug(plain_text(headline_of(article, options)) or (path.stem if path else ""))
        script = next(iter(options.edition.script), "")
        stem = names.free(folder, wanted, script)
        if stem not in (wanted, f"{wanted}-{script}"):
            remarks.append(diagnostic("slug-taken", "info", name=stem))
        targets = tuple(folder / f"{stem}.{kind}" for kind in options.write.to)
    if options.write.no_clobber and (there := next((target for target in targets if target.exists()), None)):
        raise OutputError("exists", file=str(there))
    return targets


def _new(known: Sequence[Diagnostic], more: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those of `more` that are not known; two outputs of an article make the same remarks."""
    seen = {(remark.code, remark.line, remark.message) for remark in known}
    fresh = {(remark.code, remark.line, remark.message): remark for remark in more}
    return [remark for key, remark in fresh.items() if key not in seen]


def _report(name: str, published: Published, speaker: Terminal) -> None:
    if speaker.json:
        speaker.object(_as_object(name, published))
    speaker.diagnostics(name, published.diagnostics)
    for path, _ in published.outputs:
        speaker.path(path)
    if published.error and (not speaker.json or speaker.verbose):
        speaker.error(published.error, name)


def _as_object(name: str, published: Published) -> dict[str, object]:
    """The object `--json` prints for an input; messages are in English, for programs go by the codes."""
    from publisher.commands.objects import as_error, as_remark, as_text

    return {
        "file": as_text(name),
        "outputs": [{"path": as_text(path), "sha256": digest} for path, digest in published.outputs],
        "diagnostics": [as_remark(remark) for remark in published.diagnostics],
        **({"error": as_error(published.error)} if published.error else {}),
    }
