"""`publisher batch SOURCE… TARGET`: make all articles of an archive, and only those that have to be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from publisher.commands.grammar import Command, json_option, terminal
from publisher.commands.switches import given_options, stage_options
from publisher.errors import InputError, UsageError
from publisher.messages.command import help_text

if TYPE_CHECKING:
    from publisher.archive.batch import Hear, State, Summary
    from publisher.archive.journal import Journal
    from publisher.archive.journal_file import Opened
    from publisher.archive.sources import Sources
    from publisher.archive.storage import Storage
    from publisher.archive.work import Engine, Job, Outcome
    from publisher.terminal import Terminal

_ENGINES = ("local", "dask")
_NO_SWITCHES = frozenset(("output",))
"""Of a single article's: TARGET says where outputs go."""


def command(language: str) -> click.Command:
    places = click.Argument(["places"], nargs=-1, required=True, metavar="SOURCE… TARGET")
    shared = [each for each in stage_options(language) if each.name not in _NO_SWITCHES]
    own = [
        _option("jobs", "N", language),
        _option("journal", "PATH", language),
        click.Option(["--retry-failed"], is_flag=True, help=help_text("retry-failed", language)),
        _option("report", "PATH", language),
        _option("engine", "|".join(_ENGINES), language),
        _option("scheduler", "ADDRESS", language),
    ]
    return Command(
        "batch", language, [places, *own, *shared, json_option(language)], lambda **given: _batch(language, given)
    )


def _option(name: str, metavar: str, language: str) -> click.Option:
    return click.Option([f"--{name}"], metavar=metavar, help=help_text(name, language))


class Asked(NamedTuple):
    """What the command line asks of a run beside the articles."""

    target: str
    jobs: int
    journal: str | None
    retry_failed: bool
    report: Path | None
    engine: str
    scheduler: str | None


def _batch(language: str, given: dict[str, Any]) -> int:
    from publisher.archive.batch import Batch
    from publisher.archive.journal_file import journal_path, open_journal
    from publisher.archive.report import write_report
    from publisher.archive.sources import Sources
    from publisher.archive.storage import open_storage
    from publisher.archive.storage.addresses import shown

    speaker = terminal(language, given)
    *sources, target = given.pop("places")
    if not sources:
        raise UsageError("argument-missing", argument="TARGET")
    asked, words = _asked(target, given), _words(given_options(given))
    archive, storage = Sources(sources, asked.target), open_storage(asked.target)
    path = journal_path(asked.target, asked.journal)
    with _locked(path, journal_path(asked.target, None)):
        opened = open_journal(path, storage)
        try:
            _recover(opened, storage, speaker)
            job = _job(archive, asked, words)
            run = Batch(archive, job, opened.journal, retry_failed=asked.retry_failed)
            with _shown(speaker, archive) as hear:
                summary = run.run(_engine(job, asked), hear)
            if not sum(summary.states.values()) and not summary.gone:
                raise InputError("batch-empty", file=shown(archive.root))
            _share_faces(opened.journal, storage, speaker)
            if asked.report:
                write_report(opened.journal, asked.report, language)
        finally:
            opened.journal.close()
    _summarise(summary, speaker, asked.report)
    return summary.status


# --- what is asked --------------------------------------------------------------------------------------------------


def _asked(target: str, given: dict[str, Any]) -> Asked:
    """Raises UsageError for a value that does not fit."""
    from publisher.archive.report import check_report
    from publisher.archive.storage import is_address
    from publisher.option_keys import nearest

    engine = given.pop("engine") or _ENGINES[0]
    if engine not in _ENGINES:
        known = ", ".join(_ENGINES)
        raise UsageError("option-one-of", key="--engine", value=engine, known=known, nearest=nearest(engine, _ENGINES))
    scheduler = given.pop("scheduler")
    if scheduler and engine != "dask":
        raise UsageError("scheduler-without-dask")
    report = Path(each) if (each := given.pop("report")) else None
    if report:
        check_report(report)
    place = target if is_address(target) else str(Path(target).resolve())
    return Asked(
        place, _jobs(given.pop("jobs")), given.pop("journal"), given.pop("retry_failed"), report, engine, scheduler
    )


def _jobs(value: str | None) -> int:
    """As many as there are processors, where nothing is said."""
    from publisher.processes import processors

    if value is None:
        return processors()
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise UsageError("option-number", key="--jobs", least=1, value=value)
    return int(value)


def _words(words: dict[str, object]) -> dict[str, object]:
    """The words for the stages, with the paths in them whole; what is wrong with one is wrong for all articles."""
    from publisher.config import anchored, command_line
    from publisher.themes import load_theme

    layer = command_line(words)
    whole = anchored(dict(words), Path.cwd())
    if "theme" in layer.values:
        load_theme(str(whole["theme"]))
    return {key: list(value) if isinstance(value, tuple) else value for key, value in whole.items()}


def _job(sources: Sources, asked: Asked, words: dict[str, object]) -> Job:
    from publisher.archive.content_key import environment
    from publisher.archive.storage import is_address
    from publisher.archive.work import Job
    from publisher.atomic import ready_folder

    if not is_address(asked.target):
        ready_folder(Path(asked.target))
    return Job(sources.root, asked.target, words, environment())


def _engine(job: Job, asked: Asked) -> Engine:
    if asked.engine == "dask":
        from publisher.archive.engines.dask import DaskEngine

        return DaskEngine(job, asked.scheduler, asked.jobs)
    from publisher.archive.engines.here import HereEngine
    from publisher.archive.engines.local import LocalEngine
    from publisher.archive.storage import is_in_memory

    if is_in_memory(job.root) or is_in_memory(job.target):
        return HereEngine(job)
    return LocalEngine(job, asked.jobs)


@contextmanager
def _locked(path: Path, own: Path) -> Iterator[None]:
    """One run at a time on a target, and on a journal that is elsewhere."""
    from publisher.archive.journal_file import Lock

    with Lock(own), nullcontext() if path == own else Lock(path):
        yield


def _recover(opened: Opened, storage: Storage, speaker: Terminal) -> None:
    """Say what became of an old journal, and fill a new one from the target."""
    from publisher.archive.rebuild import rebuild
    from publisher.archive.storage import is_address
    from publisher.diagnostics import diagnostic

    path = str(opened.journal.path)
    if opened.aside:
        code = {"damaged": "journal-damaged", "foreign": "journal-foreign"}.get(opened.reason, "journal-version")
        speaker.diagnostics(path, [diagnostic(code, aside=str(opened.aside), version=opened.reason)])
    if opened.is_new and (is_address(storage.location) or Path(storage.location).is_dir()):
        count = rebuild(opened.journal, storage)
        if count:
            speaker.diagnostics(path, [diagnostic("journal-rebuilt", "info", count=count)])


def _share_faces(journal: Journal, storage: Storage, speaker: Terminal) -> None:
    """Write the folder of faces that outputs leave to it, and say what it holds and saves."""
    from publisher.archive.shared_faces import write_shared_faces
    from publisher.archive.storage.addresses import shown
    from publisher.shared_fonts import FOLDER

    shared = write_shared_faces(journal, storage)
    if shared:
        place = shown(storage.location).rstrip("/")
        speaker.diagnostics(f"{place}/{FOLDER}", [shared.remark(place)])


# --- what is said ---------------------------------------------------------------------------------------------------


@contextmanager
def _shown(speaker: Terminal, sources: Sources) -> Iterator[Hear]:
    """What is told of each article: an object with --json, else its error; and a bar on a terminal."""
    with speaker.bar(sources.count) as advance:

        def hear(name: str, state: State, outcome: Outcome | None) -> None:
            advance()
            if outcome is None:
                return
            if speaker.json:
                speaker.object(_as_object(name, state, outcome))
            elif outcome.failure:
                failure = outcome.failure
                speaker.remark(name, failure.line, "error", failure.code, failure.text(speaker.language))

        yield hear


def _as_object(name: str, state: str, outcome: Outcome) -> dict[str, object]:
    from publisher.commands.objects import as_remark

    failure = outcome.failure
    said = {"code": failure.code, "message": failure.message} if failure else {}
    if failure and failure.line:
        said = {**said, "line": failure.line}  # type: ignore[dict-item]
    return {
        "file": name,
        "state": state,
        "outputs": [{"path": each.path, "sha256": each.sha256} for each in outcome.outputs],
        "diagnostics": [as_remark(remark) for remark in outcome.diagnostics],
        **({"error": said} if failure else {}),
    }


def _summarise(summary: Summary, speaker: Terminal, report: Path | None) -> None:
    if speaker.json:
        faults = {code: {"count": each.count, "first": each.first} for code, each in sorted(summary.faults.items())}
        counts = {state: summary.states[state] for state in ("made", "adopted", "unchanged", "failed")}
        said = {**counts, "gone": summary.gone, "faults": faults, "remarks": dict(sorted(summary.remarks.items()))}
        speaker.object({"summary": {**said, "passed-over": summary.passed_over}})
        return
    if speaker.quiet:
        return
    for line in _lines(summary, speaker.language, report):
        speaker.result(line)


def _lines(summary: Summary, language: str, report: Path | None) -> Sequence[str]:
    from publisher.messages.batch import SUMMARY

    def said(key: str, **values: object) -> str:
        return SUMMARY[key][language == "zh"].format(**values)

    lines = [said("states", **{key: summary.states[key] for key in ("made", "adopted", "unchanged", "failed")})]
    ranked = sorted(summary.faults.items(), key=lambda each: (-each[1].count, each[0]))
    for code, fault in ranked:
        more = "…" if fault.count > len(fault.first) else ""
        lines.append(said("fault", code=code, count=fault.count, first=", ".join(fault.first) + more))
    if summary.remarks:
        remarks = sorted(summary.remarks.items(), key=lambda each: (-each[1], each[0]))
        lines.append(said("remarks", codes=", ".join(f"{code} {count}" for code, count in remarks)))
    if summary.gone:
        lines.append(said("gone", count=summary.gone))
    if summary.passed_over:
        kinds = ", ".join(f"{suffix or '?'} {count}" for suffix, count in summary.passed_over.items())
        lines.append(said("passed-over", kinds=kinds))
    if report:
        lines.append(said("report", path=report))
    return lines
