"""Paragraphs longer than any article has: whether the time of layout stays in step with the text.

Each layout is made in a process of its own: `python -m tests.benchmarks.long_paragraphs CHARACTERS total|greedy` prints its seconds.
"""

from __future__ import annotations

import random
import sys
from time import perf_counter
from typing import Any

from publisher.model import Article, Paragraph, Text
from publisher.options import ComposeOptions, Options

from .measure import run_module
from .reading import running_text
from .report import Report, Table, Target
from .worker import peak

LENGTH, LENGTH_QUICK = 100_000, 4_000
ASKED_GROWTH = 2.5
"""Times the time for twice the text."""
_PATIENCE = 15
"""Seconds that the engine's own lines may take."""
_HEADLINE = "长段"
_WARM_UP = 500
"""Characters of the layout that loads the engine."""


def long_article(characters: int) -> Article:
    """One paragraph of so many characters, a mark about every nine."""
    text = running_text(6 * characters, 400).replace("\n", "").replace("　", "")
    start = random.Random(characters).randrange(characters // 2)
    text = text[start : start + characters - 1] + "。"
    return Article(headline=(Text(_HEADLINE),), language="zh-Hans", blocks=(Paragraph((Text(text),)),))


def report(*, quick: bool) -> Report:
    """The times of one and of twice the length, ours; of the one, the engine's own if it does not take too long."""
    length = LENGTH_QUICK if quick else LENGTH
    print(f"measuring a paragraph of {2 * length} characters …", file=sys.stderr)
    one, two = (_seconds(count, "total", None) for count in (length, 2 * length))
    assert one and two
    stock = _seconds(length, "greedy", _PATIENCE)
    rows = [_row("ours", length, one), _row("ours", 2 * length, two)]
    remarks = []
    if stock:
        rows.append(_row("stock lines", length, stock))
    else:
        remarks.append(f"stock lines: a paragraph of {length} characters takes more than {_PATIENCE} s")
    note = f"Twice the text takes {two[0] / one[0]:.2f} times the time."
    table = Table("Layout of one long paragraph", ("lines", "characters", "s", "µs a character", "peak MB"), rows, note)
    targets = [Target("one paragraph: time of twice the text", ASKED_GROWTH, two[0] / one[0])]
    if stock:
        targets.append(Target(f"one paragraph of {length}: layout / stock lines", 1, one[0] / stock[0], below=True))
    return Report([table], targets, remarks)


def _row(lines: str, characters: int, found: tuple[float, float]) -> tuple[str, ...]:
    seconds, memory = found
    return lines, f"{characters:,}", f"{seconds:.1f}", f"{1e6 * seconds / characters:.0f}", f"{memory:.0f}"


def _seconds(characters: int, kind: str, patience: float | None) -> tuple[float, float] | None:
    """Seconds of a layout and MB at its peak; None where it takes longer than `patience`, start and all."""
    said = run_module("long_paragraphs", str(characters), kind, patience=patience)
    if said is None:
        return None
    seconds, memory = map(float, said.split())
    return seconds, memory


def layout_seconds(characters: int, kind: Any) -> float:
    """Seconds of a layout in a process that is warm: a short one comes first."""
    from .our_way import pages

    options = Options(compose=ComposeOptions(line_breaking=kind))
    pages(long_article(_WARM_UP), options).lay_out()
    made = pages(long_article(characters), options)
    start = perf_counter()
    made.lay_out()
    return perf_counter() - start


if __name__ == "__main__":
    print(layout_seconds(int(sys.argv[1]), sys.argv[2]), peak())
