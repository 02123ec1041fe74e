"""What it costs to compose and set paragraphs: `python -m tests.benchmarks.composing [--quick]`.

Taken in two ways, in a process of its own: the layout of fresh texts with our lines and with the engine's, in turns; and a clock
around each function of the composer. Both are for 2,000 characters.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from publisher.model import Article, Heading, Paragraph
from publisher.options import ComposeOptions, Options
from publisher.readers import read_bytes
from publisher.transforms import apply
from publisher.tree import plain_text

from .fresh_text import FreshText
from .measure import in_turns, run_module, spread
from .places import SEED
from .report import Report, Table, Target, milliseconds, ratio, target_table
from .specimens import SAMPLES
from .stages import Clock, Stage

ASKED_SECONDS = 0.025
CHARACTERS = 2000
TOTAL, GREEDY = "total", "greedy"
_WARM_UP, _ROUNDS, _ROUNDS_QUICK = 3, 25, 2

_ROOM = "publisher.writers.pdf.paragraphs"
PANGO = "shape, by Pango"

FUNCTIONS = (
    Stage("flatten the tree", f"{_ROOM}.flow", "flatten"),
    *(
        Stage(PANGO, "weasyprint.text.line_break", f"Layout.{name}")
        for name in ("__init__", "set_text", "get_first_line")
    ),
    Stage("advances", f"{_ROOM}.flat", "advances"),
    Stage("graphemes, UAX #14", f"{_ROOM}.flat", "text_attributes"),
    Stage("gaps", "publisher.typeset.spacing", "Spacing.gaps"),
    Stage("prohibitions", f"{_ROOM}.composed", "break_costs"),
    Stage("compose", f"{_ROOM}.composed", "compose"),
    Stage("set lines", f"{_ROOM}.placing", "set_line"),
    Stage("boxes of lines", f"{_ROOM}.placing", "line_children"),
)
"""What our composer does, each function named where it is looked up; not the engine's part in placing a line. What little Pango
shapes for the engine itself (heads, folios) is counted too.
"""


class Composing(NamedTuple):
    """Seconds of each round for 2,000 characters: of layout by `total` and `greedy` lines, and of each function."""

    layouts: dict[str, list[float]]
    functions: list[dict[str, float]]


def report(*, quick: bool) -> Report:
    """Tables, and figures beside what is asked."""
    tables, targets = [], []
    sources = {"sample": SAMPLES / "canals.txt", **({"seed": SEED} if SEED else {})}
    for name, source in sources.items():
        print(f"measuring composing: {name} …", file=sys.stderr)
        found = _in_a_process(source, _ROUNDS_QUICK if quick else _ROUNDS)
        tables.append(composing_table(name, found))
        targets += composing_targets(name, found)
    return Report(tables, targets)


def composing_table(name: str, found: Composing) -> Table:
    names = list(dict.fromkeys(stage.name for stage in FUNCTIONS))
    rows = [_row(each, [run.get(each, 0.0) for run in found.functions]) for each in names]
    rows.append(_row("all of these", _own_times(found)))
    rows.append(_row("all but Pango", [sum(run.values()) - run[PANGO] for run in found.functions]))
    rows += [_row(f"layout, {kind} lines", times) for kind, times in found.layouts.items()]
    rows.append(_row("layout, difference", _differences(found)))
    shares = spread(_ratios(found))
    note = (
        f"Layout with our lines takes {ratio(shares)} times that with the engine's, which has the text shaped too: the "
        "difference is what composing costs a PDF. Medians need not add up."
    )
    return Table(f"Composing {CHARACTERS} characters: {name}", ("", "ms", "quartile 1", "quartile 3"), rows, note)


def _row(name: str, seconds: Sequence[float]) -> tuple[str, ...]:
    found = spread(seconds)
    return name, *(milliseconds(each) for each in (found.middle, found.low, found.high))


def composing_targets(name: str, found: Composing) -> list[Target]:
    own, more = spread(_own_times(found)), spread(_differences(found))
    asked = 1000 * ASKED_SECONDS
    return [
        Target(f"{name}: composing and setting {CHARACTERS} characters, ms", asked, 1000 * own.middle),
        Target(f"{name}: layout of {CHARACTERS} characters, more than greedy, ms", asked, 1000 * more.middle),
    ]


def _own_times(found: Composing) -> list[float]:
    return [sum(run.values()) for run in found.functions]


def _differences(found: Composing) -> list[float]:
    return [ours - theirs for ours, theirs in zip(found.layouts[TOTAL], found.layouts[GREEDY], strict=True)]


def _ratios(found: Composing) -> list[float]:
    return [ours / theirs for ours, theirs in zip(found.layouts[TOTAL], found.layouts[GREEDY], strict=True)]


# --- in a process of its own ----------------------------------------------------------------------------------------


def _in_a_process(source: Path, rounds: int) -> Composing:
    said = run_module("composing", "--child", str(source), "--rounds", str(rounds))
    return Composing(**json.loads(said or ""))


def measured(source: Path, rounds: int) -> Composing:
    """Layouts in turns first, then the same with a clock around our functions, which is left on."""
    from publisher.writers.pdf.engine import weasyprint

    weasyprint()
    fresh = FreshText(source)
    layouts: dict[str, list[float]] = {TOTAL: [], GREEDY: []}
    for number in range(-_WARM_UP, rounds):
        article = apply(read_bytes(fresh().encode(), "article.txt"))
        for kind in in_turns([TOTAL, GREEDY], number):
            seconds = _layout_seconds(article, kind)
            if number >= 0:
                layouts[kind].append(seconds)
    clock = Clock()
    for stage in FUNCTIONS:
        clock.attach(stage)
    functions: list[dict[str, float]] = []
    for number in range(-1, rounds):
        article = apply(read_bytes(fresh().encode(), "article.txt"))
        _layout_seconds(article, TOTAL)
        found = _for_asked_length(clock.read(), article)
        if number >= 0:
            functions.append(found)
    return Composing(layouts, functions)


def _layout_seconds(article: Article, kind: Any) -> float:
    """Seconds of the layout alone, for 2,000 characters."""
    from .our_way import pages

    made = pages(article, Options(compose=ComposeOptions(line_breaking=kind)))
    start = perf_counter()
    made.lay_out()
    return _for_asked_length({kind: perf_counter() - start}, article)[kind]


def _for_asked_length(seconds: Mapping[str, float], article: Article) -> dict[str, float]:
    texts = [plain_text(block.content) for block in article.blocks if isinstance(block, Heading | Paragraph)]
    share = CHARACTERS / sum(map(len, texts))
    return {name: share * each for name, each in seconds.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.composing", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds: whether it runs, not what it says")
    parser.add_argument("--child", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps(measured(given.child, given.rounds)._asdict()))
        return
    found = report(quick=given.quick)
    print("\n".join(map(str, [*found.tables, target_table(found.targets)])))


if __name__ == "__main__":
    main()
