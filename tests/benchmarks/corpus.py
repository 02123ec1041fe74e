"""How well articles are read: the scores of the labelled corpus, where it lies beside the project.

The scorer belongs to the corpus (`score.py`): lines and blocks rightly taken, F1 of headings, header fields, furniture leaked.
What was reached is pinned in `tests/corpus_floors.toml`; a test holds it.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

from .report import Table, Target

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
FLOORS = ROOT / "tests" / "corpus_floors.toml"
COLUMNS = ("lines", "blocks", "heading_f1", "fields")
ASKED = {"lines": 0.97, "blocks": 0.95, "heading_f1": 0.92, "fields": 0.90}
"""Of the row `macro`, the mean over the families."""

Scores = dict[str, dict[str, float]]


def is_there() -> bool:
    return (CORPUS / "score.py").is_file()


def scores(command: str | None = None) -> Scores:
    """The scorer's rows (a family each, `all`, `macro`) for `command`, by default our own `inspect --json`."""
    command = command or shlex.join([sys.executable, "-m", "publisher", "inspect", "--json"])
    done = subprocess.run(
        [sys.executable, CORPUS / "score.py", "--json", "--cmd", command],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found: Scores = json.loads(done.stdout)
    return found


def floors() -> Scores:
    """What was reached before, by row and column."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def corpus_table(found: Scores, title: str = "Reading the labelled corpus") -> Table:
    """The scores, family by family."""
    rows = [
        (
            name,
            str(int(row["docs"])) if "docs" in row else "",
            *(f"{row[column]:.3f}" for column in COLUMNS),
            str(int(row["leaked"])) if "leaked" in row else "",
        )
        for name, row in found.items()
    ]
    return Table(title, ("family", "texts", "lines", "blocks", "head F1", "fields", "leaked"), rows)


def corpus_targets(found: Scores) -> list[Target]:
    """The figures asked of the corpus. A target is met from above: what is shown is the share that is wrong."""
    wrong = [
        Target(f"corpus: {column} wrong, macro", round(1 - asked, 4), 1 - found["macro"][column])
        for column, asked in ASKED.items()
    ]
    return [*wrong, Target("corpus: furniture leaked", 0, found["all"]["leaked"])]
