"""Quality of pages, measured from the finished PDFs by `publisher check`: the same texts set each way, as tables and targets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher import check
from publisher.check.report import Figures

from .extraction import invented_spaces
from .page_ways import OURS, PEERS, XELATEX, SetPages, ways
from .places import SEED, workspace
from .report import Report, Table, Target
from .specimens import Specimen, specimens

QUARTER = 0.25
"""The gap between Han and Latin that CLREQ 3.2.2 names, in em."""
_EM, _SHARE = 0.03, 0.01
"""By how much ours may be behind the better of its peers."""
_COMPARED = ("seed", "hard")


class Page(NamedTuple):
    """What was measured of one text set one way; `spaces` by program."""

    text: str
    way: str
    figures: Figures
    spaces: dict[str, int]

    @property
    def forbidden(self) -> int:
        """Lines that begin or end, or are broken, where they may not."""
        found = self.figures
        return (
            found.forbidden_starts + found.forbidden_ends + found.broken_marks + found.broken_words + found.parted_units
        )  # fmt: skip


Figure = Callable[[Page], float]
"""One figure of a page, the worse the larger: a share, or ems."""


def report(*, quick: bool) -> Report:
    """Tables, figures beside what is asked, and what could not be measured; `quick` sets one text."""
    with workspace() as name:
        folder = Path(name)
        texts = specimens(folder, quick=quick)
        there = ways()
        pages, failed = _pages(texts, there.ways, folder)
        tables = [quality_table(text, [page for page in pages if page.text == text.name]) for text in texts]
    tables[0] = tables[0]._replace(note=note(pages))
    remarks = [*there.remarks, *failed, *([] if SEED else ["pages: there is no real feature beside the checkout"])]
    return Report(tables, page_targets([page for page in pages if page.text in _COMPARED]), remarks)


def _pages(texts: Sequence[Specimen], ways: Mapping[str, SetPages], folder: Path) -> tuple[list[Page], list[str]]:
    """Every text set every way, and a sentence for each way that failed: a XeLaTeX may lack what it needs for Chinese."""
    pages, failed = [], {}
    for text in texts:
        for way, set_pages in ways.items():
            if way in failed:
                continue
            try:
                pages.append(page_of(text, way, set_pages, folder))
            except RuntimeError as fault:
                failed[way] = f"pages by {way}: {fault}"
    return pages, list(failed.values())


def page_of(specimen: Specimen, way: str, set_pages: SetPages, folder: Path) -> Page:
    print(f"measuring pages: {specimen.name}, {way} …", file=sys.stderr)
    target = folder / f"{specimen.name}-{way.replace(' ', '-')}.pdf"
    set_pages(specimen, target)
    figures = check(target).figures
    assert figures is not None
    spaces = {**invented_spaces(target, specimen.text), "PDFium": figures.invented_spaces}
    return Page(specimen.name, way, figures, spaces)


def quality_table(specimen: Specimen, pages: Sequence[Page]) -> Table:
    """A way a row. Lengths are in em; spaces are those that pdftotext, MuPDF and PDFium put into the text, where they are there."""
    area = specimen.area
    title = f"Pages: {specimen.name}, {len(specimen.text)} characters, {specimen.trim.upper()}, {area.characters} em"
    return Table(title, ("", *HEADS), [(page.way, *quality_cells(page)) for page in pages])


HEADS = ("full", "0.05", "0.02", "worst", "loosest", "squeezed", "gap", "over", "runts", "broken", "spaces")


def note(pages: Sequence[Page]) -> str:
    """What the columns are, and what must be known of a way to read its row."""
    columns = (
        "Full lines; share of them within 0.05 and 0.02 em of the measure, and the worst; most space between two Han; pairs of marks "
        "squeezed; mean Han–Latin gap; lines overfull; runts; breaks where none may be; spaces that extraction puts in by "
        f"{', '.join(pages[0].spaces)}."
    )
    if not any(page.way == XELATEX for page in pages):
        return columns
    return (
        f"{columns} XeLaTeX ends a line with the ink of its last mark where the check asks for half an em: a comma at a line's end "
        "is 0.27 em off by that, a colon 0.21, and counted as overfull."
    )


def quality_cells(page: Page) -> tuple[str, ...]:
    found = page.figures
    return (
        str(found.full_lines),
        _percent(found.nearly_flush),
        _percent(found.flush),
        _em(found.worst_end),
        _em(found.loosest),
        f"{found.squeezed_pairs}/{found.mark_pairs}",
        _em(found.gap_mean),
        str(found.overfull),
        str(found.runts),
        str(page.forbidden),
        "/".join(map(str, page.spaces.values())),
    )


def _percent(share: float | None) -> str:
    """Rounded down: what is not all is not 100 %."""
    return "–" if share is None else f"{int(100 * share + 1e-9)} %"


def _em(length: float | None) -> str:
    return "–" if length is None else f"{length + 0.0:.2f}".replace("-0.00", "0.00")


# --- beside what is asked -----------------------------------------------------------------------------------------


_SHARES: dict[str, Figure] = {
    "lines not within 0.05 em": lambda page: 1 - (page.figures.nearly_flush or 0.0),
    "lines not within 0.02 em": lambda page: 1 - (page.figures.flush or 0.0),
    "marks not squeezed": lambda page: 1 - page.figures.squeezed_pairs / max(1, page.figures.mark_pairs),
    "lines overfull": lambda page: page.figures.overfull / page.figures.lines,
    "runts, of lines": lambda page: page.figures.runts / page.figures.lines,
    "forbidden breaks, of lines": lambda page: page.forbidden / page.figures.lines,
    "spaces invented, of lines": lambda page: max(page.spaces.values()) / page.figures.lines,
}
_LENGTHS: dict[str, Figure] = {
    "worst end of line, em": lambda page: page.figures.worst_end or 0.0,
    "loosest line, em": lambda page: max(0.0, page.figures.loosest or 0.0),
    "Han–Latin gap off a quarter, em": lambda page: abs((page.figures.gap_mean or 0.0) - QUARTER),
}


def page_targets(pages: Sequence[Page]) -> list[Target]:
    """Ours against the best of all over the texts together, and row for row against the better of Typst and XeLaTeX."""
    by_way: dict[str, list[Page]] = {}
    for page in pages:
        by_way.setdefault(page.way, []).append(page)
    best = [_best_of_all(name, count, by_way) for name, count in _COUNTS.items()]
    peers = [page for way in PEERS for page in by_way.get(way, [])]
    if not peers:
        return best
    rows = [*((name, figure, _SHARE) for name, figure in _SHARES.items())]
    rows += [(name, figure, _EM) for name, figure in _LENGTHS.items()]
    return best + [_behind(name, figure, asked, by_way[OURS], peers) for name, figure, asked in rows]


_COUNTS: dict[str, Callable[[Figures], tuple[float, int]]] = {
    "lines off by 0.02 em": lambda found: ((1 - (found.flush or 0.0)) * found.full_lines, found.full_lines),
    "marks not squeezed": lambda found: (found.mark_pairs - found.squeezed_pairs, found.mark_pairs),
}
"""How many fall short, of how many."""


def _best_of_all(name: str, count: Callable[[Figures], tuple[float, int]], by_way: dict[str, list[Page]]) -> Target:
    shares = {}
    for way, pages in by_way.items():
        counts = [count(page.figures) for page in pages]
        shares[way] = sum(short for short, _ in counts) / max(1, sum(whole for _, whole in counts))
    others = min((share for way, share in shares.items() if way != OURS), default=1.0)
    return Target(f"pages: {name}, share; the best of the others", round(others, 4), round(shares[OURS], 4))


def _behind(name: str, figure: Figure, asked: float, ours: list[Page], peers: list[Page]) -> Target:
    """By how much ours is behind the better peer, in the text where it is most."""
    behind = {
        own.text: figure(own) - min(figure(page) for page in peers if page.text == own.text)
        for own in ours
        if any(page.text == own.text for page in peers)
    }
    text = max(behind, key=lambda each: behind[each])
    shown = f"{behind[text] + 0.0:.3f}".replace("-0.000", "0.000")
    return Target(f"pages: {name}, behind the better peer", asked, behind[text], f"{shown} ({text})")
