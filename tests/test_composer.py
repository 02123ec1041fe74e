"""How lines are composed: every row of `tests/spec/line-breaks.md`, `gaps.md` and `lines.md`, and what no table can show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from monospaced import clusters, composed, width

from publisher.clreq import Strictness
from publisher.typeset.breaks import BEFORE_MEASURE_WORD, break_costs
from publisher.typeset.classes import ATOM, PunctuationStyle
from publisher.typeset.regions import region_of, strictness_of
from publisher.typeset.spacing import EVEN_MOST, Kind, Spacing

SPEC = Path(__file__).parent / "spec"
SIGNS = str.maketrans({"□": ATOM, "⍽": "\u00a0"})


class Row(NamedTuple):
    """A row of a table, and what the lines `Name: value` above the table say; they hold until the next heading."""

    file: str
    line: int
    cells: tuple[str, ...]
    given: dict[str, str]

    @property
    def language(self) -> str:
        return self.given.get("Language", "zh-Hans")

    @property
    def strictness(self) -> Strictness:
        return cast(Strictness, self.given.get("Strictness", strictness_of(self.language)))

    @property
    def style(self) -> PunctuationStyle:
        return cast(PunctuationStyle, self.given.get("Style", "full-width"))


def rows(file: str) -> Iterator[Row]:
    given: dict[str, str] = {}
    for number, text in enumerate((SPEC / file).read_text("utf-8").splitlines(), 1):
        if text.startswith("#"):
            given = {}
        elif said := re.fullmatch(r"(Language|Strictness|Style|Half|Justified|Words): (.+)", text):
            given[said[1]] = said[2]
        elif text.startswith("| ") and not text.endswith("| why |"):
            cells = tuple(cell.strip() for cell in text.strip("|").split(" | "))
            yield Row(file, number, tuple(cell.strip("`") for cell in cells), given)


def table(file: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", list(rows(file)), ids=lambda row: f"{row.file}:{row.line}")


# --- where a line may end ------------------------------------------------------------------------------------------


@table("line-breaks.md")
def test_a_line_may_end(row: Row) -> None:
    text, expected, _ = row.cells
    units, allowed = clusters(text, row.language)
    costs = break_costs(units, allowed, row.strictness)
    signs = {0.0: "¦", BEFORE_MEASURE_WORD: "┆", inf: ""}
    assert "".join(unit + signs[cost] for unit, cost in zip(units, costs, strict=True)) == expected


# --- gaps ----------------------------------------------------------------------------------------------------------

KINDS = {"word": Kind.WORD, "mark": Kind.MARK, "Han–Latin": Kind.HAN_LATIN, "even": Kind.EVEN}


@table("gaps.md")
def test_a_gap(row: Row) -> None:
    place, natural, shrinks, stretches, _ = row.cells
    before, after = (clusters(half, row.language)[0] for half in place.translate(SIGNS).split("¦"))
    raised: set[int] = set()
    units: list[str] = []
    for unit in [*before, *after]:
        if unit == "↑":
            raised.add(len(units))
        else:
            units.append(unit)
    at = len(before) - before.count("↑") - 1
    half = row.given.get("Half", "")
    widths = [0.5 if unit in half else width(unit) for unit in units]
    gaps = Spacing(region_of(row.language), row.style).gaps(units, widths, raised)
    assert gaps.natural[at] == pytest.approx(float(natural.replace("−", "-")))
    assert (gaps.shrink[at], gaps.shrink_kind[at]) == room(shrinks)
    assert (gaps.stretch[at], gaps.stretch_kind[at]) == room(stretches)


def room(cell: str) -> tuple[object, Kind]:
    if cell == "—":
        return 0.0, Kind.NONE
    amount, kind = cell.split(" ")
    return pytest.approx(float(amount)), KINDS[kind]


# --- lines ---------------------------------------------------------------------------------------------------------


@table("lines.md")
def test_lines(row: Row) -> None:
    measure, text, expected, said, _ = row.cells
    found, set_lines, lines = composed(
        text.translate(SIGNS).replace("·", " "), float(measure), row.language, strictness=row.strictness,
        style=row.style, justified=row.given.get("Justified") != "no",
    )  # fmt: skip
    assert "⏎".join(found) == expected.translate(SIGNS)
    remarks = {
        "broken": any(line.broken for line in lines),
        "loose": any(line.loose > EVEN_MOST + 5e-4 for line in set_lines),
        "overfull": any(line.excess for line in lines),
        "short": any(line.short for line in set_lines),
    }
    assert (", ".join(name for name, found in remarks.items() if found) or "—") == said
