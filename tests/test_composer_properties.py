"""What holds for the lines of any paragraph whatever, at any measure: nothing lost, nothing too long unless told, limits kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from monospaced import paragraph_of, width

from publisher.clreq import (
    CLOSING_BRACKETS,
    COLONS,
    COMMAS_AND_STOPS,
    EXCLAMATIONS,
    MIDDLE_DOTS,
    OPENING,
    Strictness,
)
from publisher.typeset.breaks import break_costs
from publisher.typeset.classes import ATOM, PunctuationStyle, Region
from publisher.typeset.composer import compose
from publisher.typeset.paragraph import Line, Paragraph
from publisher.typeset.setting import SetLine, set_line
from publisher.typeset.spacing import EVEN_MOST, Kind, Spacing

HAN = ["山", "水", "〇", "𠮷", "葛\U000e0100", "か", "か\u3099", "っ", "ー", "々", "한", "〓"]
WORDS = [
    "a",
    "Z",
    "e\u0301",
    "é",
    "5",
    "0",
    "%",
    "℃",
    "-",
    ".",
    "$",
    "(",
    ")",
    "/",
    "π",
    "א",
    "ש",
    "ب",
    "ا",
    "\u0e01\u0e33",
]
MARKS = [*"，。、：；！？“”‘’《》「」『』（）【】·・—…～／", "，\ufe00", "　"]
REST = [" ", " ", "\u00a0", ATOM, "😀", "\u200b", "\u200d"]
SPACES = " \u00a0"
UNBROKEN = "—…"
ROUNDING = 1.01
"""Thousandths of an em: a gap is rounded, and takes over what the one before was rounded by."""


T = TypeVar("T")


class Case(NamedTuple):
    """A paragraph and the measure of each line in px; after the last of these they have all the measure of that."""

    units: list[str]
    paragraph: Paragraph
    measures: list[float]

    def measure_of(self, line: int) -> float:
        return self.measures[min(line, len(self.measures) - 1)]

    @property
    def uniform(self) -> bool:
        return len(self.measures) <= 2

    def lines(self) -> list[Line]:
        return compose(self.paragraph, self.measure_of, uniform=self.uniform)

    def set_lines(self) -> list[tuple[Line, SetLine]]:
        return [(line, set_line(self.paragraph, line)) for line in self.lines()]


REGIONS: list[Region] = ["hans", "hant", "ja", "ko", "other"]
STYLES: list[PunctuationStyle] = ["full-width", "kaiming", "half-width"]
LEVELS: list[Strictness] = ["strict", "normal", "loose"]

character = st.one_of(*(st.sampled_from(alphabet) for alphabet in (HAN, HAN, WORDS, MARKS, REST)))
units_of_text = st.builds(
    lambda piece, times: piece * times, st.lists(character, min_size=1, max_size=12), st.integers(1, 6)
)
a_measure = st.one_of(st.floats(0.3, 3), st.floats(3, 15), st.floats(15, 60))
"""In em."""


def repeated(values: Sequence[T], count: int) -> st.SearchStrategy[list[T]]:
    """A few of the values over and over."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=7).map(lambda few: (few * count)[:count])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    units = draw(units_of_text)
    count = len(units)
    if draw(st.booleans()):
        places = draw(repeated([0.0, 0.0, 60.0, inf], count))
    else:
        places = break_costs(units, draw(repeated([True, False], count)), draw(st.sampled_from(LEVELS)))
    raised = draw(st.sets(st.integers(0, count - 1), max_size=3))
    # Marks that a face has squeezed, or has set as narrow as their ink.
    narrow = draw(st.sets(st.sampled_from(MARKS), max_size=4))
    sizes = draw(repeated([10.0, 10.0, 8.5], count))
    measures = draw(st.lists(a_measure, min_size=1, max_size=draw(st.sampled_from([1, 2, 9]))))
    spacing = Spacing(draw(st.sampled_from(REGIONS)), draw(st.sampled_from(STYLES)))
    paragraph = paragraph_of(units, places, spacing, justified=draw(st.booleans()), trim_first=draw(st.booleans()))
    ems = [0.5 if unit in narrow else width(unit) for unit in units]
    paragraph.widths = [em * size for em, size in zip(ems, sizes, strict=True)]
    paragraph.sizes = sizes
    paragraph.gaps = spacing.gaps(units, ems, raised)
    return Case(units, paragraph, [measure * 10 for measure in measures])


# --- what is in the lines ------------------------------------------------------------------------------------------


@given(cases())
def test_every_character_is_in_one_line_in_order(case: Case) -> None:
    lines = case.lines()
    assert [line.start for line in lines] == [0, *(line.next for line in lines[:-1])]
    assert lines[-1].next == len(case.units)
    for line in lines:
        assert line.start < line.end <= line.next
        assert set(case.units[line.end : line.next]) <= {" "}
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
    assert [line.measure for line in lines] == [case.measure_of(number) for number in range(len(lines))]


@given(cases())
def test_a_line_ends_where_it_may_unless_it_says_that_a_word_is_cut(case: Case) -> None:
    for line in case.lines()[:-1]:
        assert line.broken or case.paragraph.break_costs[line.next - 1] != inf


@given(cases())
def test_the_same_paragraph_has_the_same_lines(case: Case) -> None:
    lines = case.lines()
    assert case.lines() == lines
    case.paragraph.sums = None
    assert case.lines() == lines
    if len(case.measures) == 1:
        assert compose(case.paragraph, case.measure_of, uniform=False) == lines


@given(cases(), st.data())
def test_the_rest_of_a_paragraph_is_composed_likewise(case: Case, data: st.DataObject) -> None:
    """As on the next page, or where the measure turned out to be another."""
    start = data.draw(st.sampled_from([line.start for line in case.lines()]))
    lines = compose(case.paragraph, case.measure_of, start=start, uniform=case.uniform)
    assert [line.start for line in lines] == [start, *(line.next for line in lines[:-1])]
    assert lines[-1].next == len(case.units)


# --- how wide they are ---------------------------------------------------------------------------------------------


@given(cases())
def test_no_line_is_wider_than_its_measure_unless_it_says_so(case: Case) -> None:
    for line, set_ in case.set_lines():
        assert set_.width <= line.measure + line.excess + 0.02
        assert set_.width == pytest.approx(sum_of(case, line, set_))
        if line.excess:
            # Nothing but a single character can be too wide.
            assert line.end - line.start == 1


@given(cases())
def test_a_full_line_is_as_wide_as_its_measure(case: Case) -> None:
    for line, set_ in case.set_lines():
        if case.paragraph.justified and not line.last and not line.excess:
            missing = line.measure - set_.width
            assert missing / case.paragraph.sizes[line.start] == pytest.approx(set_.short, abs=0.0011)
            assert not set_.short or not can_stretch(case, line)


def sum_of(case: Case, line: Line, set_: SetLine) -> float:
    sizes = case.paragraph.sizes[line.start : line.end]
    return sum(advance * size for advance, size in zip(set_.advances, sizes, strict=True)) / 1000


def can_stretch(case: Case, line: Line) -> bool:
    return any(case.paragraph.gaps.stretch[line.start : line.end - 1])


# --- where it was put ----------------------------------------------------------------------------------------------


def inner(case: Case, line: Line, set_: SetLine) -> list[tuple[int, float]]:
    """The places inside a line, and what was added there, in thousandths of an em."""
    widths, sizes = case.paragraph.widths, case.paragraph.sizes
    added = [
        (at, advance - 1000 * widths[at] / sizes[at])
        for at, advance in enumerate(set_.advances, line.start)
        if at < line.end - 1
    ]
    if added and set_.shift:
        added[0] = added[0][0], added[0][1] + set_.shift
    return added


def is_inside(one: str, other: str) -> bool:
    """Whether two characters are of one word, number, dash or ellipsis."""
    return (one in WORDS and other in WORDS) or (one == other and one in UNBROKEN)


@given(cases())
def test_nothing_is_put_inside_words_numbers_dashes_and_ellipses(case: Case) -> None:
    for line, set_ in case.set_lines():
        for at, added in inner(case, line, set_):
            if is_inside(case.units[at], case.units[at + 1]):
                assert abs(added) <= ROUNDING


@given(cases())
def test_gaps_keep_their_limits_unless_a_line_says_that_it_is_loose(case: Case) -> None:
    gaps = case.paragraph.gaps
    for line, set_ in case.set_lines():
        can_open = Kind.EVEN in gaps.stretch_kind[line.start : line.end - 1]
        is_loose = set_.loose > (EVEN_MOST + 1e-9 if can_open else 0.0)
        for at, added in inner(case, line, set_):
            natural = 1000 * gaps.natural[at]
            assert natural - 1000 * gaps.shrink[at] - ROUNDING <= added
            assert is_loose or added <= natural + 1000 * gaps.stretch[at] + ROUNDING


@given(cases())
def test_marks_that_meet_are_not_opened(case: Case) -> None:
    gaps = case.paragraph.gaps
    for line, set_ in case.set_lines():
        for at, added in inner(case, line, set_):
            one, other = case.units[at], case.units[at + 1]
            if (one in CLOSING_BRACKETS and other in CLOSING_BRACKETS | OPENING) or (
                one in OPENING and other in OPENING
            ):
                assert added <= 1000 * gaps.natural[at] + ROUNDING


def blank(unit: str, region: Region) -> tuple[float, float]:
    """How much of a character's em is blank before and after its ink."""
    mark = unit[0]
    if mark in OPENING:
        return 0.5, 0.0
    if mark in CLOSING_BRACKETS or (mark in COMMAS_AND_STOPS and region != "hant"):
        return 0.0, 0.5
    if mark in COLONS | EXCLAMATIONS and region in ("hans", "other"):
        return 0.0, 0.5
    return (0.25, 0.25) if mark in COLONS | EXCLAMATIONS | COMMAS_AND_STOPS | MIDDLE_DOTS else (0.0, 0.0)


@given(units_of_text, st.sampled_from(REGIONS), st.sampled_from(STYLES))
def test_marks_are_moved_onto_blank_alone(units: list[str], region: Region, style: PunctuationStyle) -> None:
    """Shrunk to the utmost no character lies on the ink of the next."""
    gaps = Spacing(region, style).gaps(units, [width(unit) for unit in units], ())
    for at, (one, other) in enumerate(pairwise(units)):
        assert gaps.shrink[at] >= 0 and gaps.stretch[at] >= 0
        least = gaps.natural[at] - gaps.shrink[at]
        if one in SPACES:
            assert width(one) + least >= 0.125
        else:
            assert least >= -blank(one, region)[1] - blank(other, region)[0]


# --- how much work it is -------------------------------------------------------------------------------------------


class Counted(float):
    """A measure that counts how often a line is held against it."""

    comparisons = 0

    def _count(self) -> None:
        Counted.comparisons += 1

    def __sub__(self, other: float) -> float:
        self._count()
        return float(self) - other

    def __add__(self, other: float) -> float:
        self._count()
        return float(self) + other

    def __ge__(self, other: float) -> bool:
        self._count()
        return float(self) >= other


class Long(NamedTuple):
    """A piece of text that is repeated, whether lines may end in it, and the measures."""

    text: str
    may_end: bool = True
    measure: float = 30.0
    justified: bool = True
    first: float = 0.0
    """The measure of the first ten lines, if it is another: those beside a float."""


LONG = {
    "ideographs": Long("山水田园春夏秋冬"),
    "marks, Latin and numbers": Long("山水，“田园”Python 春夏（2024）秋冬。"),
    "words": Long("one two three four "),
    "a word that never ends": Long("abcdefgh", may_end=False),
    "marks that never part": Long("。”", may_end=False),
    "less than a character to the line": Long("山水", measure=0.3),
    "a narrow column": Long("山水，internationalization田园。", measure=3.0),
    "flush left": Long("山水，田园", justified=False),
    "beside a float": Long("山水，田园Python春夏", first=12.0),
    "spaces": Long(" "),
}


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_the_work_grows_with_the_length_alone(long: Long) -> None:
    def work(length: int) -> int:
        units = list((long.text * length)[:length])
        costs = break_costs(units, [long.may_end] * length, "strict")

        def measure_of(line: int) -> float:
            return Counted(long.first if long.first and line < 10 else long.measure)

        paragraph = paragraph_of(units, costs, Spacing("hans"), justified=long.justified)
        Counted.comparisons = 0
        compose(paragraph, measure_of, uniform=not long.first)
        return Counted.comparisons

    short, double = work(2000), work(4000)
    assert short > 0
    assert double < 2.2 * short + 100
