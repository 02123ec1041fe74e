"""What `check` finds on a line: each fault is set by hand and found, and the page without it passes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hand_set import LEFT, PITCH, SIZE, SOME, TOP, Set, advance, column, paragraph, save

from publisher.check import check
from publisher.check.report import Report

GOOD = column(*paragraph(5))


def report(folder: Path, lines: Sequence[Set], language: str = "zh-Hans") -> Report:
    return check(save(folder / "page.pdf", lines, language=language))


def second(text: str, **set_as: object) -> list[Set]:
    """A paragraph that is well set but for its second line."""
    lines = list(GOOD)
    lines[1] = Set(text, y=TOP - PITCH, **set_as)  # type: ignore[arg-type]
    return lines


def test_a_page_set_well_passes_all_that_there_is_to_measure(tmp_path: Path) -> None:
    found = report(tmp_path, GOOD)
    assert {row.name for row in found.rows if row.verdict == "failed"} == {"tagged", "ua-file"}
    assert found.figures is not None
    assert (found.figures.lines, found.figures.full_lines, found.figures.flush) == (5, 4, 1.0)
    assert (found.figures.loosest, found.figures.tightest, found.figures.grid_pt) == (0.0, 0.0, 0.0)


class Case(NamedTuple):
    """A line, whether the row passes, and the figure it comes from."""

    row: str
    line: list[Set]
    verdict: str
    figure: str
    value: float


PAIR = SOME[:9] + "，“" + SOME[11:]
BESIDE = SOME[:9] + "A" + SOME[11:]
NINE = SOME[:9]
DASH = NINE + "——" + SOME[11:]

CASES = {
    "a line short of the measure": Case("flush", second(SOME[:19]), "failed", "worst_end", 1.0),
    "a mark at the end at half its width": Case(
        "flush", second(PAIR + "，", moved={10: -0.5}), "passed", "worst_end", 0
    ),
    "a mark at the end at full width": Case("flush", second(SOME[:19] + "，"), "passed", "worst_end", 0),
    "a mark trimmed at the start": Case(
        "flush",
        second("“" + SOME[:9] + "，“" + SOME[:9], x=LEFT - SIZE / 2, moved={11: -0.5}),
        "passed",
        "worst_end",
        0,
    ),
    "a hanging mark is not flush": Case("flush", second(SOME + "。"), "failed", "hanging", 1),
    "a hanging mark is not overfull": Case("overfull", second(SOME + "。"), "passed", "overfull", 0),
    "a line too long": Case("overfull", second(SOME + "山"), "failed", "overfull", 1),
    "ideographs too far apart": Case("loose", second(SOME, moved={8: 0.2, 12: -0.2}), "failed", "loosest", 0.2),
    "ideographs too near": Case("tight", second(SOME, moved={8: 0.2, 12: -0.2}), "failed", "tightest", -0.2),
    "ideographs a little apart": Case("loose", second(SOME[:19], moved={8: 0.04}), "passed", "loosest", 0.04),
    "a pair of marks not squeezed": Case("squeeze", second(PAIR), "failed", "squeezed_pairs", 0),
    "a pair of marks squeezed": Case("squeeze", second(PAIR, moved={10: -0.5}), "passed", "squeezed_pairs", 1),
    "two closing marks": Case("squeeze", second(NINE + "。”" + NINE), "failed", "mark_pairs", 1),
    "two opening marks": Case("squeeze", second(NINE + "“《" + NINE), "failed", "mark_pairs", 1),
    "a middle dot beside a bracket": Case("squeeze", second(NINE + "》·" + NINE), "passed", "mark_pairs", 1),
    "marks whose blank halves do not meet": Case("squeeze", second(NINE + "“，" + NINE), "skipped", "mark_pairs", 0),
    "dashes and ellipses are no pair": Case("squeeze", second(NINE + "…—，" + NINE), "skipped", "mark_pairs", 0),
    "Latin without gaps": Case("gaps", second(BESIDE), "failed", "gap_most", 0),
    "Latin with gaps": Case("gaps", second(BESIDE, moved={9: 0.25, 10: 0.25}), "passed", "gap_mean", 0.25),
    "a gap too wide": Case("gaps", second(BESIDE, moved={9: 0.25, 10: 0.6}), "failed", "gap_most", 0.6),
    "a typed space is no gap": Case("gaps", second(NINE + " A " + SOME[11:]), "skipped", "gaps", 0),
    "a mark between is no gap": Case("gaps", second(NINE + "，A。" + SOME[11:]), "skipped", "gaps", 0),
    "a gap before Latin at a line's start": Case(
        "gaps", second("A" + SOME[:18], x=LEFT + 2.5, moved={1: 0.25}), "failed", "gaps_at_edges", 1
    ),
    "a dash in one stroke": Case("dashes", second(DASH), "passed", "dashes", 1),
    "a dash of two short strokes": Case("dashes", second(DASH, composed=False), "failed", "faulty_dashes", 1),
    "a dash of 2 em with a gap": Case(
        "dashes", second(DASH, composed=False, moved={10: 0.22}), "failed", "faulty_dashes", 1
    ),
    "an ellipsis of 2 em": Case("dashes", second(NINE + "……" + NINE), "passed", "dashes", 1),
    "an ellipsis drawn together": Case(
        "dashes", second(NINE + "……" + NINE, moved={10: -0.3}), "failed", "faulty_dashes", 1
    ),
    "one dash alone is not judged": Case("dashes", second(NINE + "—" + NINE), "skipped", "dashes", 0),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_line_is_measured(case: Case, tmp_path: Path) -> None:
    found = report(tmp_path, case.line)
    assert found.row(case.row).verdict == case.verdict
    assert getattr(found.figures, case.figure) == pytest.approx(case.value, abs=0.003)
    if case.verdict == "failed":
        assert found.row(case.row).places[0].page == 1


class Break(NamedTuple):
    """How a line ends and the next begins, the row that tells of it, and the language."""

    end: str
    start: str
    row: str
    faults: int
    language: str = "zh-Hans"


BREAKS = {
    "a comma at the start": Break("", "，", "prohibitions", 1),
    "a closing bracket at the start": Break("", "》", "prohibitions", 1),
    "an opening bracket at the end": Break("（", "", "prohibitions", 1),
    "an opening mark at the start": Break("", "（", "prohibitions", 0),
    "small kana at the start, in Chinese": Break("", "っ", "prohibitions", 1),
    "small kana at the start, in Japanese": Break("", "っ", "prohibitions", 0, "ja"),
    "a dash broken": Break("—", "—", "unbroken-marks", 1),
    "an ellipsis broken": Break("…", "…", "unbroken-marks", 1),
    "a number broken": Break("12", "34", "words", 1),
    "a letter cut off": Break("t", "hree", "words", 1),
    "a word with a hyphen": Break("hyphen-", "ated", "words", 0),
    "two words": Break("one", "two", "words", 0),
    "a number after a word": Break("one", "12", "words", 0),
    "a percent sign": Break("12", "%", "units", 1),
    "a unit": Break("12", "km", "units", 1),
    "a number and a word": Break("12", "men", "units", 0),
}


@pytest.mark.parametrize("case", BREAKS.values(), ids=BREAKS)
def test_what_may_not_be_parted(case: Break, tmp_path: Path) -> None:
    first, *_ = GOOD
    lines = [
        first,
        Set(SOME[:16] + case.end, y=TOP - PITCH),
        Set(case.start + SOME[:15], y=TOP - 2 * PITCH),
        *column(SOME, SOME[:5], top=TOP - 3 * PITCH),
    ]
    row = report(tmp_path, lines, case.language).row(case.row)
    assert len(row.places) == case.faults
    assert row.verdict == ("failed" if case.faults else "passed")


def test_a_word_that_stands_whole_elsewhere_is_known_to_be_broken(tmp_path: Path) -> None:
    lines = [
        GOOD[0],
        Set(SOME[:15] + "under", y=TOP - PITCH),
        Set("stand" + SOME[:10] + "understand", y=TOP - 2 * PITCH),
        *column(SOME, SOME[:5], top=TOP - 3 * PITCH),
    ]
    assert report(tmp_path, lines).row("words").places[0].text.endswith("under")


def test_a_gap_may_be_in_the_advance_of_a_glyph(tmp_path: Path) -> None:
    lines = second(SOME[:8] + "，A" + SOME[10:])
    plain = check(save(tmp_path / "plain.pdf", lines))
    wide = check(save(tmp_path / "wide.pdf", lines, widened={"A": 250}))
    assert plain.row("gaps").verdict == "failed"
    assert wide.row("gaps").verdict == "passed"
    assert wide.figures is not None and wide.figures.gap_mean == pytest.approx(0.25, abs=0.08)


def _widened_to(advances: dict[str, float]) -> dict[str, int]:
    return {each: round(1000 * (wanted - advance(each))) for each, wanted in advances.items()}


DOTS = {
    "a proportional dot": (advance("·"), 0.0, 1),
    "a proportional dot with the room of an em": (advance("·"), (1 - advance("·")) / 2, 1),
    "a dot of one em": (1.0, 0.0, 0),
    "a dot that gave a quarter on either side": (1.0, -0.25, 0),
    "a dot that gave more": (1.0, -0.3, 1),
    "a dot with too much room": (1.0, 0.1, 1),
    "a dot drawn by a narrow copy": (0.5, 0.0, 0),
}


@pytest.mark.parametrize("case", DOTS.values(), ids=DOTS)
def test_middle_dots(case: tuple[float, float, int], tmp_path: Path) -> None:
    box, moved, faults = case
    line = second(NINE + "·" + SOME[10:], moved={9: moved, 10: moved})
    found = check(save(tmp_path / "dot.pdf", line, widened=_widened_to({"·": box})))
    assert found.figures is not None
    assert (found.figures.dots, found.figures.faulty_dots) == (1, faults)


def test_an_advance_is_not_judged_by_the_ink(tmp_path: Path) -> None:
    """`A` ends the line and stands nowhere else, and its ink is wider than its advance."""
    line = second(SOME[:19] + "A", moved={19: 0.5})
    found = check(save(tmp_path / "narrow.pdf", line, widened=_widened_to({"A": 0.5})))
    assert found.figures is not None
    assert found.figures.worst_end == pytest.approx(0, abs=0.001)


def test_the_plain_advance_in_a_monospaced_font(tmp_path: Path) -> None:
    """`i` stands nowhere without its gap, and has more blank on its sides than letters usually have."""
    lines = second(SOME[:8] + "，i" + SOME[10:])
    lines.append(Set("bcdef", y=TOP - 8 * PITCH))
    pitch = dict.fromkeys("bcdef", 0.6) | {"i": 0.85}
    found = check(save(tmp_path / "mono.pdf", lines, widened=_widened_to(pitch))).figures
    assert found is not None and found.gap_mean == pytest.approx(0.25, abs=0.003)


@pytest.mark.parametrize("rotate", [0, 90])
def test_marks_may_be_squeezed_by_narrow_glyphs(rotate: int, tmp_path: Path) -> None:
    found = check(save(tmp_path / "narrow.pdf", second(PAIR + "，"), widened={"，": -500}, rotate=rotate))
    assert found.row("squeeze").verdict == found.row("flush").verdict == "passed"
    assert found.figures is not None
    assert (found.figures.mark_pairs, found.figures.trimmed_edge_marks) == (1, 1)


def test_a_reading_over_a_line_is_not_of_it_and_may_open_it(tmp_path: Path) -> None:
    lines = second(SOME[:19], moved={8: 0.5, 9: 0.5})
    plain = report(tmp_path, lines)
    with_ruby = report(tmp_path, [*lines, Set("なっか", LEFT + 8 * SIZE, TOP - PITCH + 9, size=5)])
    assert plain.row("loose").verdict == "failed"
    assert with_ruby.row("loose").verdict == "passed"
    assert with_ruby.figures is not None and plain.figures is not None
    assert with_ruby.figures.lines == plain.figures.lines


def test_a_reading_may_end_the_line(tmp_path: Path) -> None:
    lines = second(SOME[:19], moved={18: 0.5})
    short = report(tmp_path, lines)
    read = report(tmp_path, [*lines, Set("なっかな", LEFT + 18 * SIZE, TOP - PITCH + 9, size=5)])
    assert (short.row("flush").verdict, read.row("flush").verdict) == ("failed", "passed")


def test_a_note_call_is_no_latin_beside_han(tmp_path: Path) -> None:
    lines = second(SOME[:10])
    call = Set("1", LEFT + 10 * SIZE, TOP - PITCH + 4, size=6)
    rest = Set(SOME[10:19], LEFT + 10 * SIZE + 3.5, TOP - PITCH)
    found = report(tmp_path, [*lines[:2], call, rest, *lines[2:]])
    assert found.row("gaps").verdict == "skipped"
    assert found.figures is not None and found.figures.lines == len(GOOD)


def test_a_line_that_ends_on_purpose_is_not_full(tmp_path: Path) -> None:
    found = report(tmp_path, second(SOME[:7]))
    assert found.figures is not None and found.figures.full_lines == len(GOOD) - 2
    assert found.row("flush").verdict == "passed"
