"""`python -m tests.benchmarks [--quick] [--only PART …] [--json FILE]`: measure, print the tables.

The exit status is 0 whatever the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Protocol

from . import (
    archive,
    batches,
    bookpages,
    books,
    catalogues,
    composing,
    limits,
    long_paragraphs,
    page_quality,
    preview,
    profiles,
    reading,
    speed,
    understanding,
    vertical,
)
from .report import Report, target_table


class Part(Protocol):
    """Measures something; `quick` shows whether it runs, not what it says."""

    def __call__(self, *, quick: bool) -> Report: ...


PARTS: dict[str, Part] = {
    "speed": speed.report,
    "archive": archive.report,
    "books": books.report,
    "bookpages": bookpages.report,
    "pages": page_quality.report,
    "composing": composing.report,
    "long": long_paragraphs.report,
    "limits": limits.report,
    "vertical": vertical.report,
    "profiles": profiles.report,
    "reading": reading.report,
    "understanding": understanding.report,
    "preview": preview.report,
    "batches": batches.report,
    "catalogue": catalogues.report,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds: whether it runs, not what it says")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="save every single time as JSON")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors, load {_load()}.\n")
    reports = {}
    for name in given.only or PARTS:
        print(f"measuring {name} …", file=sys.stderr)
        found = reports[name] = PARTS[name](quick=given.quick)
        print("\n".join(map(str, found.tables)))
        print("".join(f"- {remark}\n" for remark in found.remarks), flush=True)
    print(target_table([target for found in reports.values() for target in found.targets]))
    if given.json:
        given.json.write_text(json.dumps(_plain_data(reports), ensure_ascii=False, indent=1) + "\n", "utf-8")


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _plain_data(reports: dict[str, Report]) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "documents": {name: data for found in reports.values() for name, data in found.data.items()},
        "targets": [
            {**target._asdict(), "met": target.met} for found in reports.values() for target in found.targets
        ],
    }  # fmt: skip


if __name__ == "__main__":
    main()
