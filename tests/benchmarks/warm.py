"""Publishing in a process that is warm: ours, the plain way and Typst in turns, a fresh text each round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from .material import Material
from .measure import Timing, Worker, in_turns

OURS, CACHED, PLAIN, TYPST = (
    "ours: read -> EPUB + PDF",
    "ours again, slices cached",
    "plain way: PDF + EPUB",
    "Typst: PDF",
)
PLAIN_PDF, PLAIN_EPUB = "plain way: PDF", "plain way: EPUB"

WARM_UP = 3
_ROWS = {"ours": OURS, "plain": PLAIN, "typst": TYPST}


class Warm(NamedTuple):
    """Timings by row; each run's seconds by stage, with `other` for the rest; the peak of memory in MB by kind of worker;
    how many slices the fresh and the repeated runs made.
    """

    timings: dict[str, list[Timing]]
    stages: list[dict[str, float]]
    peaks: dict[str, float]
    slices: dict[str, list[int]]


def measure_warm(
    next_material: Callable[[], Material], folder: Path, installed: Mapping[str, str], rounds: int, kinds: list[str]
) -> Warm:
    """Drive one worker of each of `kinds` (`ours`, `plain`, `typst`) through the rounds, and one that takes the stages."""
    warm = Warm(defaultdict(list), [], {}, defaultdict(list))
    with ExitStack() as stack:
        workers = {
            kind: stack.enter_context(Worker(kind, folder / f"{kind}.log", installed if kind == "plain" else None))
            for kind in [*kinds, "stages"]
        }
        for number in range(-WARM_UP, rounds):
            job = {**next_material()._asdict(), "folder": folder}
            for kind in in_turns(list(workers), number):
                answer = workers[kind](job)
                repeated = workers[kind](job) if kind == "ours" else None
                if number >= 0:
                    _note(warm, kind, answer, repeated)
    return warm


def _note(warm: Warm, kind: str, answer: dict[str, Any], repeated: dict[str, Any] | None) -> None:
    """Keep what a run took. The worker of the stages goes through the same work, but its clock costs time."""
    parts: dict[str, float] = answer["parts"]
    if kind == "stages":
        rest = answer["seconds"] - sum(parts.values())
        warm.stages.append({**parts, "other": rest, "all": answer["seconds"]})
        return
    warm.timings[_ROWS[kind]].append(_timing(answer))
    warm.peaks[kind] = answer["peak"]
    if repeated:
        warm.timings[CACHED].append(_timing(repeated))
        warm.slices[OURS].append(answer["slices"])
        warm.slices[CACHED].append(repeated["slices"])
    if kind == "plain":
        warm.timings[PLAIN_PDF].append(Timing(parts["pdf"], 0))
        warm.timings[PLAIN_EPUB].append(Timing(parts["epub"], 0))


def _timing(answer: dict[str, Any]) -> Timing:
    return Timing(answer["seconds"], answer["cpu"])
