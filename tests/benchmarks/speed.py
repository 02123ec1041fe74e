"""Speed, size and memory of publishing: the command line from a cold start, a warm process, files, beside the plain way and Typst."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from . import cold, warm
from .fresh_text import FreshText
from .material import Document, Material, documents, material
from .measure import Timing, Worker, processor_ratios, ratios, spread
from .peers import measure_peers
from .places import FONTS, workspace
from .plain_way import installed_fonts
from .report import Report, Table, Target, peak_table, ratio, size_table, stage_table, time_table
from .sizes import Size, epub_size, pdf_size

OUR_PDF, PLAIN_PDF, TYPST_PDF = "PDF, ours", "PDF, plain way (tagged)", "PDF, Typst"
_HELP_SECONDS = 0.3


class Rounds(NamedTuple):
    cold: int
    warm: int
    peers: int


FULL, QUICK = Rounds(9, 31, 3), Rounds(2, 5, 1)


class Measured(NamedTuple):
    """All that was measured of one document."""

    document: Document
    cold: dict[str, list[Timing]]
    warm: warm.Warm
    sizes: dict[str, Size]
    peers: dict[str, list[Timing]]
    remarks: list[str]


def report(*, quick: bool) -> Report:
    """Tables and targets of each document; every single time as data."""
    rounds = QUICK if quick else FULL
    results = []
    for document in documents():
        print(f"measuring {document.name} …", file=sys.stderr)
        results.append(_measured(document, rounds))
    return Report(
        [table for result in results for table in _tables(result)],
        [target for result in results for target in _targets(result)],
        list(dict.fromkeys(remark for result in results for remark in result.remarks)),
        {result.document.name: _plain_data(result) for result in results},
    )


def _measured(document: Document, rounds: Rounds) -> Measured:
    fresh = FreshText(document.path)
    typst = find_spec("typst") is not None
    with workspace() as name:
        folder = Path(name)
        installed = installed_fonts(FONTS, folder)

        def next_material() -> Material:
            return material(fresh(), folder)

        starts = cold.measure_cold(next_material, folder, installed, rounds.cold)
        kinds = ["ours", "plain", *(["typst"] if typst else [])]
        runs = warm.measure_warm(next_material, folder, installed, rounds.warm, kinds)
        peers, remarks = measure_peers(next_material, folder, rounds.peers)
        sizes = _sizes(fresh.original, folder, installed, kinds)
    if not typst:
        remarks.append("typst: not installed (it is in the extra `bench`)")
    return Measured(document, starts, runs, sizes, peers, remarks)


def _sizes(text: str, folder: Path, installed: dict[str, str], kinds: list[str]) -> dict[str, Size]:
    """The files of the text as it is, each way."""
    job = {**material(text, folder)._asdict(), "folder": folder}
    for kind in kinds:
        with Worker(kind, folder / f"{kind}.log", installed if kind == "plain" else None) as worker:
            worker(job)
    sizes = {OUR_PDF: pdf_size(folder / "ours.pdf"), PLAIN_PDF: pdf_size(folder / "plain.pdf")}
    if "typst" in kinds:
        sizes[TYPST_PDF] = pdf_size(folder / "typst.pdf")
    return {
        **sizes,
        "EPUB, ours": epub_size(folder / "ours.epub"),
        "EPUB, plain way (no fonts)": epub_size(folder / "plain.epub"),
    }


def _tables(measured: Measured) -> Iterator[Table]:
    name = f"{measured.document.name}, {len(measured.document.path.read_text('utf-8'))} characters"
    starts = {row: runs for row, runs in measured.cold.items() if row != cold.HELP}
    yield time_table(f"Cold command line: {name}", {**starts, **measured.peers})
    yield time_table(f"Warm: {name}", measured.warm.timings, _slices_note(measured.warm))
    yield stage_table(f"Time by stage, warm: {name}", measured.warm)
    yield size_table(f"File sizes: {name}", measured.sizes)
    runs = len(measured.warm.stages) + warm.WARM_UP
    yield peak_table(f"Peak memory: {name}", measured.warm, runs)
    if cold.HELP in measured.cold:
        yield time_table("The program's own start", {cold.HELP: measured.cold[cold.HELP]})


def _slices_note(runs: warm.Warm) -> str:
    made = {name: (min(counts), max(counts)) for name, counts in runs.slices.items()}
    return "Slices made a run: " + "; ".join(f"{low} to {high} ({name})" for name, (low, high) in made.items()) + "."


def _targets(measured: Measured) -> Iterator[Target]:
    name, sizes = measured.document.name, measured.sizes
    comparisons = (
        (f"{name}: warm EPUB + PDF / plain way", 0.5, measured.warm.timings, warm.OURS, warm.PLAIN),
        (f"{name}: cold build of both / weasyprint", 0.75, measured.cold, cold.BOTH, cold.WEASYPRINT),
    )
    for title, asked, timings, ours, theirs in comparisons:
        found = spread(ratios(timings[ours], timings[theirs]))
        processor = spread(processor_ratios(timings[ours], timings[theirs])).middle
        yield Target(title, asked, found.middle, ratio(found), f"{processor:.2f}")
    yield Target(f"{name}: PDF / plain way's PDF, size", 0.5, sizes[OUR_PDF].whole / sizes[PLAIN_PDF].whole)
    if TYPST_PDF in sizes:
        yield Target(f"{name}: PDF / Typst's PDF, size", 1, sizes[OUR_PDF].whole / sizes[TYPST_PDF].whole, below=True)
    seconds = spread([run.seconds for run in measured.cold[cold.HELP]])
    yield Target(f"{name}: publisher --help, s", _HELP_SECONDS, seconds.middle, ratio(seconds), below=True)


def _plain_data(measured: Measured) -> dict[str, Any]:
    sizes = {name: size._asdict() for name, size in measured.sizes.items()}
    return {"cold": measured.cold, "warm": measured.warm._asdict(), "peers": measured.peers, "sizes": sizes}
