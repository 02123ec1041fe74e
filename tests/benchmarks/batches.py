"""A batch: how fast an unchanged archive is told, what a second processor is worth, and what a worker holds."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from publisher.archive.batch import Batch
from publisher.archive.content_key import environment, key_of
from publisher.archive.engines.local import LocalEngine
from publisher.archive.journal_file import journal_path, open_journal
from publisher.archive.sources import Sources
from publisher.archive.storage import open_storage
from publisher.archive.work import Engine, Job, Outcome, Output

from .fresh_text import FreshText
from .material import documents
from .places import ROOT, workspace
from .report import Report, Table, Target

MANY = 20_000
IN_A_FOLDER = 500
ARTICLES = 60
ROUNDS = 3
HELD = 350
"""MB that a worker may hold."""
ASKED = 2000
"""Articles a second of an unchanged archive."""
_SIZE = 1000


def report(*, quick: bool) -> Report:
    """Tables and figures beside what is asked; `quick` takes small archives, once."""
    with workspace() as name:
        count = MANY // 40 if quick else MANY
        rates = _unchanged(Path(name), count, 1 if quick else ROUNDS)
        speeds, spent, peaks = _made(Path(name), 6 if quick else ARTICLES, 1 if quick else ROUNDS)
    rate, (one, two) = statistics.median(rates), (statistics.median(speeds[jobs]) for jobs in (1, 2))
    pairs = [both / alone for alone, both in zip(speeds[1], speeds[2], strict=True)]
    gain = statistics.median(pairs)
    rows = [
        (f"an unchanged archive of {count:,}", f"{rate:,.0f}", ""),
        ("made by one worker on one processor", f"{one:.2f}", ""),
        ("made by two on two", f"{two:.2f}", f"{gain:.2f} ({min(pairs):.2f}-{max(pairs):.2f})"),
    ]
    first, last = peaks[len(peaks) // 2], peaks[-1]
    memory = [("first half", f"{first / 2**20:.0f}"), ("all", f"{last / 2**20:.0f}")]
    targets = [
        Target("seconds for 2,000 unchanged articles", 1.0, ASKED / rate),
        Target(
            "one worker's time over two workers', short of 1.85 by",
            0.0,
            max(0.0, 1.85 - gain),
            processor=f"{gain_of(spent):.2f}x",
        ),
        Target("memory of a worker, MB", HELD, last / 2**20),
        Target("growth of a worker in the second half, share", 0.1, last / first - 1),
    ]
    tables = [
        Table("Articles a second of a batch", ("", "a second", "over one"), rows),
        Table("The most memory a worker held, MB", ("articles", "MB"), memory),
    ]
    remarks = [] if (os.cpu_count() or 1) > 1 else ["there is only one processor here"]
    return Report(tables, targets, remarks, {"rates": rates, "speeds": speeds, "processor": spent, "peaks": peaks})


def gain_of(spent: dict[int, list[float]]) -> float:
    """What two processors give by processor time, the start of the workers with it: twice as much, less what sharing costs."""
    return 2 * statistics.median(spent[1]) / statistics.median(spent[2])


# --- an unchanged archive ------------------------------------------------------------------------------------------


class _Writes:
    """Stands in for the workers: two small files an article, and the outcome that two real ones would have."""

    def __init__(self, job: Job) -> None:
        self._target = Path(job.target)

    def run(self, tasks):  # type: ignore[no-untyped-def]
        for task in tasks:
            outputs = tuple(Output(f"{task.stem}.{kind}", "0" * 64, _SIZE) for kind in ("epub", "pdf"))
            for each in outputs:
                path = self._target / each.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(b" " * _SIZE)
            yield Outcome(task.name, task.request, key_of(task.request, ()), outputs)

    def close(self) -> None: ...


def _unchanged(folder: Path, count: int, rounds: int) -> list[float]:
    """Articles a second of each round, after one in which all were new. From the program's start on, but for its imports."""
    source = folder / "many"
    for number in range(count):
        path = source / f"{number // IN_A_FOLDER:03}" / f"feature-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"题目{number}\n\n" + f"　　第{number}篇的正文。" * 100, "utf-8")
    print(f"telling {count} unchanged articles …", file=sys.stderr)
    rates = []
    for turn in range(rounds + 1):
        start = perf_counter()
        states = _run(source, folder / "many-out")
        assert states == {"unchanged" if turn else "made": count}
        rates.append(count / (perf_counter() - start))
    return rates[1:]


def _run(source: Path, target: Path) -> dict[str, int]:
    target.mkdir(exist_ok=True)
    sources = Sources([str(source)], str(target))
    opened = open_journal(journal_path(str(target), None), open_storage(str(target)))
    job = Job(sources.root, str(target), {}, environment())
    engine: Engine = _Writes(job)
    try:
        return dict(Batch(sources, job, opened.journal).run(engine, lambda *_: None).states)
    finally:
        opened.journal.close()


# --- workers -------------------------------------------------------------------------------------------------------


def _made(folder: Path, count: int, rounds: int) -> tuple[dict[int, list[float]], dict[int, list[float]], list[int]]:
    """Articles a second by one worker and by two, in turns and without their start; processor seconds; and the peak of one after each
    article, in bytes.
    """
    fresh = FreshText(documents()[0].path)
    speeds: dict[int, list[float]] = {1: [], 2: []}
    spent: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(rounds):
        source = folder / f"made-{turn}"
        source.mkdir()
        for number in range(count):
            (source / f"{number:03}.txt").write_text(fresh(), "utf-8")
        for jobs in (1, 2) if turn % 2 == 0 else (2, 1):
            print(f"making {count} articles by {jobs} …", file=sys.stderr)
            answer = subprocess.run(
                [sys.executable, "-m", f"{__package__}.batches", str(source), str(folder / f"out-{turn}-{jobs}"), str(jobs)],
                cwd=ROOT, check=True, capture_output=True, text=True,
            ).stdout  # fmt: skip
            found = json.loads(answer)
            speeds[jobs].append(found["speed"])
            spent[jobs].append(found["processor"])
            if jobs == 1:
                peaks: list[int] = found["peaks"]
    return speeds, spent, peaks


def _measured(source: str, target: str, jobs: int) -> dict[str, object]:
    """The workers are warm by the first outcomes, which do not count. Each has a processor: a worker packs books in a thread, and one
    alone would have two.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:jobs])
    archive = Sources([source], target)
    job = Job(archive.root, target, {"cover": "text"}, environment())
    Path(target).mkdir()
    opened = open_journal(journal_path(target, None), open_storage(target))
    moments: list[float] = []
    peaks: list[int] = []

    def hear(_name: str, _state: str, outcome: Outcome | None) -> None:
        assert outcome is not None and outcome.failure is None, outcome
        moments.append(perf_counter())
        peaks.append(outcome.peak)

    Batch(archive, job, opened.journal).run(LocalEngine(job, jobs), hear)
    opened.journal.close()
    # The last outcomes come while other workers have nothing left to do.
    first, last = jobs, len(moments) - jobs
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    return {"speed": (last - first) / (moments[last] - moments[first]), "processor": processor, "peaks": peaks}


if __name__ == "__main__":
    print(json.dumps(_measured(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
