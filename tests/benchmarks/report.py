"""What was measured, as Markdown tables of at most 100 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from .measure import Spread, Timing, spread
from .sizes import Size
from .stages import names
from .warm import Warm


class Table(NamedTuple):
    """A title, the heads of the columns, the rows, and a sentence below."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    note: str = ""

    def __str__(self) -> str:
        """Markdown, the first column flush left, the others flush right."""
        lines = [self.heads, *self.rows]
        widths = [max(_width(line[at]) for line in lines) for at in range(len(self.heads))]
        rule = "|".join(("-" * (width + 1) + ":") if at else "-" * (width + 2) for at, width in enumerate(widths))
        drawn = [_line(self.heads, widths), f"|{rule}|", *(_line(row, widths) for row in self.rows)]
        return "\n".join([f"### {self.title}", "", *drawn, *(["", self.note] if self.note else []), ""])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        " " * (width - _width(cell)) + cell if at else cell + " " * (width - _width(cell))
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "| " + " | ".join(padded) + " |"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f}" if seconds >= 0.1 else f"{seconds * 1000:.1f}"


def kilobytes(count: int) -> str:
    return f"{count / 1000:.1f}"


def ratio(found: Spread) -> str:
    return f"{found.middle:.2f} ({found.low:.2f}-{found.high:.2f})"


def time_table(title: str, timings: Mapping[str, Sequence[Timing]], note: str = "") -> Table:
    rows = []
    for name, runs in timings.items():
        wall, cpu = spread([run.seconds for run in runs]), spread([run.cpu for run in runs])
        shown = [milliseconds(each) for each in (wall.middle, wall.low, wall.high)]
        rows.append((name, *shown, milliseconds(cpu.middle) if cpu.middle else "", str(len(runs))))
    return Table(title, ("", "ms", "quartile 1", "quartile 3", "processor ms", "runs"), rows, note)


def stage_table(title: str, warm: Warm) -> Table:
    """Medians of each stage; they need not add up to the median of all."""
    whole = spread([run["all"] for run in warm.stages]).middle
    rows = []
    for name in [*names(), "other", "all"]:
        middle = spread([run.get(name, 0.0) for run in warm.stages]).middle
        rows.append((name, milliseconds(middle), f"{100 * middle / whole:.0f} %"))
    return Table(title, ("stage", "ms", "share"), rows)


def size_table(title: str, sizes: Mapping[str, Size]) -> Table:
    rows = [
        (name, kilobytes(size.whole), kilobytes(size.fonts) if size.faces else "", str(size.faces))
        for name, size in sizes.items()
    ]
    return Table(
        title, ("", "kB", "of it fonts, kB", "fonts"), rows, "1 kB is 1,000 bytes; the text is the original one."
    )


def peak_table(title: str, warm: Warm, runs: int) -> Table:
    rows = [(kind, f"{peak:.0f}") for kind, peak in warm.peaks.items()]
    note = f"Of a process that has published {runs} fresh texts one after the other (ours: each of them twice)."
    return Table(title, ("process", "peak MB"), rows, note)


class Target(NamedTuple):
    """A figure to reach: `reached` is to be at most `asked`, or `below` it."""

    name: str
    asked: float
    reached: float
    shown: str = ""
    processor: str = ""
    """The same ratio of processor times: what the figure tends to on a machine with nothing else to do."""
    below: bool = False

    @property
    def met(self) -> bool:
        return self.reached < self.asked if self.below else self.reached <= self.asked


class Report(NamedTuple):
    """What one part of the benchmark found: tables, figures beside what is asked, what must be said of them, single times by name."""

    tables: list[Table]
    targets: list[Target]
    remarks: Sequence[str] = ()
    data: Mapping[str, Any] = MappingProxyType({})


def target_table(targets: Sequence[Target]) -> Table:
    rows = [
        (
            each.name,
            f"{'<' if each.below else '<='} {each.asked:g}",
            each.shown or (f"{each.reached:.2f}" if each.reached >= 0.1 else f"{each.reached:.4f}"),
            each.processor,
            "ok" if each.met else "short",
        )
        for each in targets
    ]
    heads = ("", "asked", "reached", "processor", "")
    return Table("Targets", heads, rows, "In brackets the quartiles of the rounds' own ratios.")
