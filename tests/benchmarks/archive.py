"""Throughput over an archive of articles, no two alike: `python -m tests.benchmarks.archive [--articles N]`.

Ours from the source to an EPUB and a PDF, ours to a PDF alone, the plain way and Typst, a warm process each, take each article
in turns, so that what else the machine does hits all alike. One process works at a time; what ours does in a second thread is
in its processor time.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from .archive_texts import archive_text
from .material import material
from .measure import Timing, Worker, in_turns, processor_ratios, ratios, spread
from .places import FONTS, workspace
from .plain_way import installed_fonts
from .report import Report, Table, Target, milliseconds, ratio, target_table

ARTICLES, ARTICLES_QUICK, WARM_UP = 150, 6, 5
OURS, OURS_PDF, PLAIN, TYPST = "ours", "ours-pdf", "plain", "typst"
LABELS = {
    OURS: "ours: read -> EPUB + PDF",
    OURS_PDF: "ours: read -> PDF",
    PLAIN: "plain way: PDF + EPUB",
    TYPST: "Typst: PDF",
}

SHARE_OF_PLAIN, TIMES_TYPST = 1 / 1.6, 6
A_SECOND, A_SECOND_GOAL = 6, 9
MEGABYTES, GROWTH = 350, 1.05
_MEMORY_EVERY = 100


class Runs(NamedTuple):
    """The runs of each way, article by article, and the memory in MB that it held after each."""

    timings: dict[str, list[Timing]]
    memory: dict[str, list[float]]


def report(*, quick: bool) -> Report:
    """Tables and targets; every single time as data."""
    return archive_report(ARTICLES_QUICK if quick else ARTICLES)


def archive_report(articles: int) -> Report:
    kinds = [OURS, OURS_PDF, PLAIN, *([TYPST] if find_spec("typst") else [])]
    runs = _measured(kinds, articles)
    remarks = [] if TYPST in kinds else ["typst: not installed (it is in the extra `bench`)"]
    return Report(
        [_throughput_table(runs), _memory_table(runs)], list(_targets(runs)), remarks, {"archive": runs._asdict()}
    )


def _measured(kinds: Sequence[str], articles: int) -> Runs:
    runs = Runs({kind: [] for kind in kinds}, {kind: [] for kind in kinds})
    with workspace() as name, ExitStack() as stack:
        folder = Path(name)
        installed = installed_fonts(FONTS, folder)
        workers = {
            kind: stack.enter_context(Worker(kind, folder / f"{kind}.log", installed if kind == PLAIN else None))
            for kind in kinds
        }
        for number in range(-WARM_UP, articles):
            job = {**material(archive_text(number), folder)._asdict(), "folder": folder}
            for kind in in_turns(kinds, number):
                answer = workers[kind](job)
                if number >= 0:
                    _note(runs, kind, answer)
            if number > 0 and number % _MEMORY_EVERY == 0:
                print(f"{number} of {articles} articles …", file=sys.stderr)
    return runs


def _note(runs: Runs, kind: str, answer: dict[str, Any]) -> None:
    runs.timings[kind].append(Timing(answer["seconds"], answer["cpu"]))
    runs.memory[kind].append(answer["resident"])


def _throughput_table(runs: Runs) -> Table:
    rows = []
    for kind, timings in runs.timings.items():
        wall, cpu = (spread([getattr(run, clock) for run in timings]) for clock in Timing._fields)
        pace = f"{1 / _mean_cpu(timings):.1f}"
        rows.append((LABELS[kind], milliseconds(wall.middle), milliseconds(cpu.middle), pace, str(len(timings))))
    heads = ("", "ms", "processor ms", "a second a core", "articles")
    return Table("An archive, warm", heads, rows, "Medians; articles a second by the processor time of all.")


def _memory_table(runs: Runs) -> Table:
    """Memory now and then, each row an article: it must not grow."""
    count = len(runs.memory[OURS])
    at = sorted({0, *range(_MEMORY_EVERY - 1, count, _MEMORY_EVERY), count - 1})
    rows = [(str(each + 1), *(f"{held[each]:.0f}" for held in runs.memory.values())) for each in at]
    return Table("An archive, memory in MB after so many articles", ("article", *runs.memory), rows)


def _targets(runs: Runs) -> Iterator[Target]:
    timings = runs.timings
    yield _compared("EPUB + PDF / plain way", SHARE_OF_PLAIN, timings[OURS], timings[PLAIN])
    if TYPST in timings:
        yield _compared("PDF / Typst", TIMES_TYPST, timings[OURS_PDF], timings[TYPST])
    own = _mean_cpu(timings[OURS])
    yield Target("archive: a core's seconds for EPUB + PDF", 1 / A_SECOND, own, f"{own:.3f}")
    yield Target(f"archive: … for {A_SECOND_GOAL} a second", 1 / A_SECOND_GOAL, own, f"{own:.3f}", below=True)
    memory = runs.memory[OURS]
    yield Target(f"archive: MB after {len(memory)} articles", MEGABYTES, memory[-1], f"{memory[-1]:.0f}", below=True)
    settled = memory[min(_MEMORY_EVERY, len(memory)) - 1]
    yield Target(f"archive: memory at the end / after {min(_MEMORY_EVERY, len(memory))}", GROWTH, memory[-1] / settled)


def _compared(name: str, asked: float, ours: Sequence[Timing], theirs: Sequence[Timing]) -> Target:
    """All of ours by all of theirs: throughput, not the median."""
    whole = sum(run.seconds for run in ours) / sum(run.seconds for run in theirs)
    processor = _mean_cpu(ours) / _mean_cpu(theirs)
    found = spread(ratios(ours, theirs))._replace(middle=whole)
    spread_of_cpu = spread(processor_ratios(ours, theirs))._replace(middle=processor)
    return Target(f"archive: {name}", asked, whole, ratio(found), ratio(spread_of_cpu))


def _mean_cpu(timings: Sequence[Timing]) -> float:
    return sum(run.cpu for run in timings) / len(timings)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.archive", description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N", help="how many (default: %(default)s)")
    found = archive_report(parser.parse_args().articles)
    print("\n".join(map(str, [*found.tables, target_table(found.targets)])))


if __name__ == "__main__":
    main()
