"""Vertical pages: what it takes to turn the slices of an article that was never set before, and the quality of its pages.

Each time comes from a process of its own: `python -m tests.benchmarks.vertical FILE` prints the seconds of each step.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from publisher.options import Options, RenderOptions
from publisher.pipeline import publish
from publisher.readers import read_file
from publisher.transforms import apply

from .measure import run_module, spread
from .page_quality import HEADS, note, page_of, quality_cells
from .places import SEED, workspace
from .report import Report, Table, Target, milliseconds, ratio
from .specimens import SAMPLES, Specimen, specimens
from .stages import Clock, Stage

ASKED_SECONDS = 0.3
_STARTS, _STARTS_QUICK = 7, 1
_QUICK_TEXT = "hard"
_TURN = "turn the slices"
STEPS = (
    Stage("slices", "publisher.edition.page_faces", "slice_face"),
    Stage(_TURN, "publisher.edition.page_faces", "turned_slice"),
    Stage("copies that carry gaps", "publisher.edition.page_faces", "with_spaced_copies"),
)


def report(*, quick: bool) -> Report:
    """The times and the quality of vertical pages, and figures beside what is asked."""
    print("measuring vertical pages …", file=sys.stderr)
    name, source = ("seed", SEED) if SEED else ("sample", SAMPLES / "canals.txt")
    runs = [_cold(source) for _ in range(_STARTS_QUICK if quick else _STARTS)]
    rows = []
    for step in runs[0]:
        found = spread([run[step] for run in runs])
        rows.append((step, *(milliseconds(each) for each in (found.middle, found.low, found.high))))
    times = Table(f"Faces of a vertical page, cold: {name}", ("", "ms", "quartile 1", "quartile 3"), rows)
    turning = spread([run[_TURN] for run in runs])
    target = Target(f"{name}: turning the slices, cold, s", ASKED_SECONDS, turning.middle, ratio(turning))
    return Report([times, _quality(quick)], [target])


def _quality(quick: bool) -> Table:
    with workspace() as name:
        folder = Path(name)
        texts = [text for text in specimens(folder) if not quick or text.name == _QUICK_TEXT]
        found = [page_of(text, "vertical", _vertical, folder) for text in texts]
    rows = [(page.text, *quality_cells(page)) for page in found]
    return Table("Vertical pages", ("", *HEADS), rows, note(found))


def _vertical(specimen: Specimen, target: Path) -> None:
    publish(specimen.article, target, options=specimen.options(vertical=True), isolate=False)


def _cold(source: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(run_module("vertical", str(source)) or "")
    return found


def face_seconds(source: Path) -> dict[str, float]:
    """Seconds of each step of the faces, and of all of them."""
    from publisher.edition import prepare

    clock = Clock()
    for step in STEPS:
        clock.attach(step)
    options = Options(render=RenderOptions(writing_mode="vertical"))
    edition = prepare(apply(read_file(source)), ["pdf"], options, source.parent)
    start = perf_counter()
    assert edition.page is not None
    edition.page.slices()
    whole = perf_counter() - start
    return {**clock.read(), "all faces": whole}


if __name__ == "__main__":
    print(json.dumps(face_seconds(Path(sys.argv[1]))))
