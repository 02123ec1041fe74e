"""The command line from a cold start: our `build` beside `weasyprint` alone, in turns, a fresh text each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from .material import Material
from .measure import Timing, in_turns, run_command

BOTH, EPUB, PDF = "publisher build, EPUB + PDF", "publisher build --to epub", "publisher build --to pdf"
WEASYPRINT, TAGGED = "weasyprint", "weasyprint --pdf-tags"
HELP = "publisher --help"

_PUBLISHER = [sys.executable, "-m", "publisher"]
_WEASYPRINT = [sys.executable, "-m", "weasyprint", "--quiet"]


def commands(made: Material, folder: Path) -> dict[str, list[str]]:
    """Each command by the name of its row. WeasyPrint's own default is an untagged PDF, which is less work than ours; covers are
    drawn in `books`.
    """
    build = [*_PUBLISHER, "build", str(made.text), "--cover", "text", "-o", f"{folder}/"]
    page, target = str(made.page), str(folder / "weasyprint.pdf")
    return {
        BOTH: build,
        WEASYPRINT: [*_WEASYPRINT, page, target],
        EPUB: [*build, "--to", "epub"],
        PDF: [*build, "--to", "pdf"],
        TAGGED: [*_WEASYPRINT, "--pdf-tags", page, target],
        HELP: [*_PUBLISHER, "--help"],
    }


def measure_cold(
    next_material: Callable[[], Material], folder: Path, installed: Mapping[str, str], rounds: int
) -> dict[str, list[Timing]]:
    """Timings by row. `installed` is the environment in which WeasyPrint finds the faces.

    The first round is thrown away: it warms the caches of the system and of fontconfig.
    """
    timings: dict[str, list[Timing]] = {}
    for number in range(rounds + 1):
        todo = commands(next_material(), folder)
        for name in in_turns(list(todo), number):
            environment = installed if name in (WEASYPRINT, TAGGED) else None
            timing = run_command(todo[name], environment)
            if number:
                timings.setdefault(name, []).append(timing)
    return {name: timings[name] for name in todo}
