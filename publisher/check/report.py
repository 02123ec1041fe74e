"""What a check found: figures for programs, and rows with what was asked, the verdict and the places for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec import Struct

from publisher.messages.books import BOOK_RULES
from publisher.messages.checking import DETAILS, ROWS, UNITS
from publisher.messages.tagging import RULES

Profile = Literal["screen", "archive", "print"]
Verdict = Literal["passed", "failed", "skipped", "info"]

_RULES = {**RULES, **BOOK_RULES}


class Place(Struct, frozen=True, omit_defaults=True):
    """Where something was found: `page` from 1 (0 where it is on no page), the line's text, and the figure in `unit`.

    In an EPUB it is `file`, an entry of the container, and `line` there, from 1 (0 where it is on none).
    """

    page: int
    text: str
    figure: float | None = None
    unit: Literal["em", "pt", "%", "ppi", ""] = ""
    rule: str = ""
    """The rule that is broken there, by its code in `publisher.messages.tagging` or `publisher.messages.books`."""
    file: str = ""
    line: int = 0

    def shown(self, language: str = "en") -> str:
        """The place in one line, in `en` or `zh`."""
        page = UNITS["page"][language == "zh"].format(page=self.page) if self.page else ""
        figure = "" if self.figure is None else f"{self.figure + 0.0:.3g} {self.unit}".strip().replace("-", "−")
        rule = _RULES[self.rule].shown(language == "zh") if self.rule else ""
        file = f"{self.file}:{self.line}:" if self.file and self.line else f"{self.file}:" if self.file else ""
        return "  ".join(part for part in (page, file, figure, rule, self.text) if part)


class Row(Struct, frozen=True, omit_defaults=True):
    """One thing that was checked. `value`, `asked` and `detail` are English; `shown` says the same in another language."""

    name: str
    verdict: Verdict
    value: str = ""
    asked: str = ""
    detail: str = ""
    values: dict[str, str] = {}
    reason: str = ""
    """The code of `detail`."""
    places: tuple[Place, ...] = ()

    def shown(self, language: str) -> tuple[str, str, str, str]:
        """What was checked, the figure, what is asked, and the detail, in `en` or `zh`."""
        return _words(self.name, self.verdict, self.reason, self.values, language == "zh")


class Figures(Struct, frozen=True):
    """What was measured on the pages: lengths in em of the line's text, or in pt if they say so; None where there was nothing."""

    lines: int = 0
    full_lines: int = 0
    flush: float | None = None
    """Share of full lines that end within 0.02 em of the measure."""
    nearly_flush: float | None = None
    """… within 0.05 em."""
    worst_end: float | None = None
    overfull: int = 0
    hanging: int = 0
    loosest: float | None = None
    loose_lines: int = 0
    tightest: float | None = None
    mark_pairs: int = 0
    squeezed_pairs: int = 0
    edge_marks: int = 0
    trimmed_edge_marks: int = 0
    gaps: int = 0
    gap_mean: float | None = None
    gap_least: float | None = None
    gap_most: float | None = None
    gaps_at_edges: int = 0
    forbidden_starts: int = 0
    forbidden_ends: int = 0
    broken_marks: int = 0
    broken_words: int = 0
    parted_units: int = 0
    dashes: int = 0
    faulty_dashes: int = 0
    dots: int = 0
    faulty_dots: int = 0
    runts: int = 0
    widows: int = 0
    orphans: int = 0
    stranded_headings: int = 0
    grid_pt: float | None = None
    grid_between_pages_pt: float | None = None
    outside: int = 0
    unmapped: int = 0
    invented_spaces: int = 0


class Report(Struct, frozen=True):
    """What was found in one file. `kind` is `pdf` or `epub`; `figures` is None where there are no pages of text."""

    file: str
    kind: Literal["pdf", "epub"]
    profile: Profile
    pages: int
    vertical: bool
    """Whether most pages run down."""
    tagged: bool
    language: str
    figures: Figures | None
    rows: tuple[Row, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing failed. What was skipped did not."""
        return not any(row.verdict == "failed" for row in self.rows)

    def row(self, name: str) -> Row:
        """The row of that name. Raises KeyError."""
        found = next((row for row in self.rows if row.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


class Finding(NamedTuple):
    """What one measure adds to the report."""

    rows: list[Row]
    figures: dict[str, float | int | None]


def row(name: str, verdict: Verdict, *, reason: str = "", places: Iterable[Place] = (), **values: object) -> Row:
    """A row in the words of the catalogue. `reason` is the code of a detail."""
    said = {key: str(value) for key, value in values.items()}
    _, value, asked, detail = _words(name, verdict, reason, said, False)
    return Row(name, verdict, value, asked, detail, said, reason, tuple(places))


def verdict(good: bool) -> Verdict:
    return "passed" if good else "failed"


def _words(
    name: str, verdict: Verdict, reason: str, values: dict[str, str], chinese: bool
) -> tuple[str, str, str, str]:
    words = ROWS[name]
    value = "" if verdict == "skipped" else words.value[chinese].format_map(values)
    detail = DETAILS[reason][chinese].format_map(values) if reason else ""
    return words.name[chinese], value, words.asked[chinese], detail


def percent(part: int, whole: int) -> str:
    """A share in whole percent, rounded down: what is not all is not 100 %."""
    return f"{100 * part // whole} %" if whole else "–"


def em(length: float | None) -> str:
    return "–" if length is None else f"{length + 0.0:.2f} em".replace("-0.00", "0.00").replace("-", "−")
