"""A process that stays warm: a job a line on standard input, an answer a line on standard output, both JSON.

    python -m tests.benchmarks.worker ours|ours-pdf|stages|plain|typst

A job names the files of a round and the folder to write to; the answer holds `seconds` and `cpu` of the run, `parts` of it,
`slices` made where slices are made, `resident`, the memory in MB that the process holds after it, and `peak`, the most it has
held so far.
"""

from __future__ import annotations

import gc
import json
import re
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

Run = Callable[[dict[str, Path]], dict[str, float]]
"""Files of a round in, seconds of the run's parts out."""


def _ours() -> Run:
    from .our_way import publish

    _settle()

    def run(job: dict[str, Path]) -> dict[str, float]:
        publish(job["text"], job["folder"])
        return {}

    return run


def _ours_pdf() -> Run:
    from .our_way import publish_pdf

    _settle()

    def run(job: dict[str, Path]) -> dict[str, float]:
        publish_pdf(job["text"], job["folder"])
        return {}

    return run


def _stages() -> Run:
    from .our_way import publish
    from .stages import STAGES, Clock

    _load_engine()
    clock = Clock()
    for stage in STAGES:
        clock.attach(stage)

    def run(job: dict[str, Path]) -> dict[str, float]:
        publish(job["text"], job["folder"])
        return clock.read()

    return run


def _load_engine() -> None:
    """Before anything else imports WeasyPrint: our engine must be the one to load it."""
    from publisher.writers.pdf.engine import weasyprint

    weasyprint()


def _settle() -> None:
    """Load the engine as the workers of a batch do (`publisher.processes.serving`): what is imported never becomes garbage."""
    _load_engine()
    gc.freeze()


def _plain() -> Run:
    from .plain_way import epub_writer, pdf_writer

    write_pdf, write_epub = pdf_writer(), epub_writer()

    def run(job: dict[str, Path]) -> dict[str, float]:
        start = perf_counter()
        write_pdf(job["page"], job["folder"] / "plain.pdf")
        between = perf_counter()
        write_epub(job["page"], job["folder"] / "plain.epub")
        return {"pdf": between - start, "epub": perf_counter() - between}

    return run


def _typst() -> Run:
    from .places import FONTS
    from .typst_way import pdf_writer

    write = pdf_writer(FONTS)

    def run(job: dict[str, Path]) -> dict[str, float]:
        write(job["typst"], job["folder"] / "typst.pdf")
        return {}

    return run


KINDS: dict[str, Callable[[], Run]] = {
    "ours": _ours,
    "ours-pdf": _ours_pdf,
    "stages": _stages,
    "plain": _plain,
    "typst": _typst,
}


def peak() -> float:
    """The most memory this process has held, in MB.

    Linux counts the parent's pages into `ru_maxrss` of a child that was forked, so its own account is read where there is one.
    """
    if (known := _of_status("VmHWM")) is not None:
        return known
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def resident() -> float:
    """The memory this process holds now, in MB; where the system does not tell, the most it has held."""
    known = _of_status("VmRSS")
    return peak() if known is None else known


def _of_status(name: str) -> float | None:
    status = Path("/proc/self/status")
    found = re.search(rf"{name}:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else None


def answer(run: Run, job: dict[str, Path]) -> dict[str, Any]:
    """Do a job and say what it took."""
    made = _slices_made()
    cpu, start = process_time(), perf_counter()
    parts = run(job)
    seconds, cpu = perf_counter() - start, process_time() - cpu
    made = _slices_made() - made
    memory = {"resident": resident(), "peak": peak()}
    return {"seconds": seconds, "cpu": cpu, "parts": parts, "slices": made, **memory}


def _slices_made() -> int:
    """Only where the slices are loaded: the other ways must not carry our modules in their memory."""
    ours = sys.modules.get(f"{__package__}.our_way")
    return int(ours.slices_made()) if ours else 0


def main() -> None:
    run = KINDS[sys.argv[1]]()
    for line in sys.stdin:
        job = {name: Path(path) for name, path in json.loads(line).items()}
        print(json.dumps(answer(run, job)), flush=True)


if __name__ == "__main__":
    main()
