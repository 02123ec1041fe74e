"""How well articles are read never gets worse: the labelled corpus against the floors in `corpus_floors.toml`.

The corpus is press texts that may be measured but not handed on; where it does not lie beside the project, these tests are
skipped, and the invented texts of `golden/` and `spec/` are what holds the readers.

    python tests/test_corpus.py     raise the floors to what is reached now
"""

from __future__ import annotations

import math
import subprocess
import tomllib
from collections.abc import Iterator

import pytest
from benchmarks.corpus import ASKED, COLUMNS, FLOORS, ROOT, Scores, floors, is_there, scores

_ARGUABLE = 0.02
"""Of a family of a few texts one line is as much, and a rule that reads new texts better may cost it; of the mean nothing may go."""
_SMALL = 0.0005
"""The scorer rounds to four places."""


@pytest.fixture(scope="module")
def reached() -> Scores:
    if not is_there():
        pytest.skip("the labelled corpus is not beside the project")
    return scores()


@pytest.mark.parametrize("row", sorted(floors()))
def test_no_score_falls_below_its_floor(reached: Scores, row: str) -> None:
    low = {
        column: (reached[row][column], floor)
        for column, floor in floors()[row].items()
        if reached[row][column] < floor - _SMALL
    }
    assert low == {}


def test_every_family_has_its_floor(reached: Scores) -> None:
    assert set(reached) - {"all"} == set(floors())


def test_nothing_of_a_web_site_leaks(reached: Scores) -> None:
    assert reached["all"]["leaked"] == 0


def test_the_floors_are_what_is_asked_or_higher() -> None:
    assert {column: floors()["macro"][column] >= asked for column, asked in ASKED.items()} == dict.fromkeys(ASKED, True)


def _earlier() -> Iterator[Scores]:
    """The floors of every commit that touched them; none where there is no history."""
    name = FLOORS.relative_to(ROOT).as_posix()
    log = subprocess.run(["git", "log", "--format=%H", "--", name], cwd=ROOT, capture_output=True, text=True)
    for commit in log.stdout.split():
        shown = subprocess.run(["git", "show", f"{commit}:{name}"], cwd=ROOT, capture_output=True, text=True)
        yield tomllib.loads(shown.stdout)


def test_no_floor_was_ever_lowered() -> None:
    now = floors()
    lowered = {
        (row, column): (floor, now.get(row, {}).get(column, 0))
        for before in _earlier()
        for row, columns in before.items()
        for column, floor in columns.items()
        if now.get(row, {}).get(column, 0) < floor
    }
    assert lowered == {}


def _raised() -> str:
    """The floors' file with every figure that is now higher."""
    before, now = floors(), scores()
    head = "".join(f"{line}\n" for line in FLOORS.read_text("utf-8").splitlines() if line.startswith("#"))
    parts = [head]
    for row in sorted(set(now) - {"all"}):
        parts.append(f"\n[{row}]\n")
        for column in COLUMNS:
            reached = now[row][column] - (0 if row == "macro" else _ARGUABLE)
            floor = math.floor(max(0, reached) * 1000) / 1000
            parts.append(f"{column} = {max(floor, before.get(row, {}).get(column, 0)):.3f}\n")
    return "".join(parts)


if __name__ == "__main__":
    FLOORS.write_text(_raised(), "utf-8")
