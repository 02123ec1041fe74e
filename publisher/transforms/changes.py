"""What the rules changed, exactly: every change with its place, and the count of each kind as diagnostics.

Taking each change in order, with its offset in the run's string at that moment, turns the input into the output; the tests do
so. In diagnostics a blank, which nobody would see, has the sign that Unicode has for it (`␣` for a space).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.transforms.characters import NBSP

SIGNS = str.maketrans({" ": "␣", NBSP: "⍽", "\t": "⇥", "\n": "⏎", "\r": "␍"})
"""The signs for blanks and line ends in diagnostics."""

LINES_SHOWN = 12
"""So many source lines are named in a diagnostic; the count is of all."""


class Change(NamedTuple):
    """One edit of one rule."""

    rule: str
    line: int
    """First source line of the block, 0: none."""
    run: int
    """Number of the run in the article, in reading order from 0."""
    offset: int
    """Where in the run's string, as it was after the changes before this one."""
    before: str
    after: str


def counted(changes: Iterable[Change]) -> list[Diagnostic]:
    """One diagnostic for each rule and kind of change, in the order of first appearance."""
    kinds: dict[tuple[str, str, str], list[int]] = {}
    for change in changes:
        kinds.setdefault((change.rule, change.before, change.after), []).append(change.line)
    return [
        diagnostic(
            rule,
            "info",
            min(filter(None, lines), default=0),
            before=before.translate(SIGNS),
            after=after.translate(SIGNS),
            count=len(lines),
            lines=named_lines(lines),
        )
        for (rule, before, after), lines in kinds.items()
    ]


def named_lines(lines: Iterable[int]) -> str:
    """`3, 5, 8`; `3, 5, …` where there are more; `-` where no line is known."""
    known = sorted(set(lines) - {0})
    shown = [str(line) for line in known[:LINES_SHOWN]]
    return ", ".join([*shown, "…"] if len(known) > LINES_SHOWN else shown) or "-"
