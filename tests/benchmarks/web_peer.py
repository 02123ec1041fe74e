"""Trafilatura (https://trafilatura.readthedocs.io) beside us on saved web pages, by the scorer of a corpus with labels.

`python -m tests.benchmarks.web_peer FILE…` prints what trafilatura reads as the contract of `publisher inspect --json`, one object
a line; `measure_pages` runs the corpus' scorer over it and over ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .places import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
OURS, THEIRS = "publisher", "trafilatura"
_FIGURES = ("lines", "blocks", "heading_f1", "fields")
_ROLES = {"head": "heading", "p": "paragraph", "item": "list_item", "quote": "quote", "row": "paragraph"}


def measure_pages() -> tuple[dict[str, dict[str, float]], list[str]]:
    """The figures of the corpus' web pages for each reader (means over families, furniture leaked in all), and why one is missing."""
    if not (CORPUS / "score.py").is_file():
        return {}, ["web pages: there is no corpus beside the repository"]
    commands = {OURS: f"{sys.executable} -m publisher inspect --json"}
    remarks = []
    if find_spec("trafilatura") is not None:
        commands[THEIRS] = f"{sys.executable} -m tests.benchmarks.web_peer"
    else:
        remarks.append("trafilatura: not installed (it is in the extra `bench`)")
    figures = {name: _figures(command) for name, command in commands.items()}
    remarks += [f"{name}: it stopped with an error" for name, found in figures.items() if not found]
    return {name: found for name, found in figures.items() if found}, remarks


def _figures(command: str) -> dict[str, float]:
    scorer = [sys.executable, str(CORPUS / "score.py"), "--cmd", command, "--family", "html", "--json"]
    run = subprocess.run(scorer, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)
    if run.returncode:
        return {}
    scores = json.loads(run.stdout)
    return {**{figure: scores["macro"][figure] for figure in _FIGURES}, "leaked": scores["all"]["leaked"]}


def page_lines(figures: dict[str, dict[str, float]]) -> Iterator[str]:
    """The figures as rows of text, a reader each."""
    yield f"{'Web pages read':16}" + "".join(f"{name:>12}" for name in (*_FIGURES, "leaked"))
    for reader, found in figures.items():
        yield f"{reader:16}" + "".join(f"{found[name]:>12.3f}" for name in _FIGURES) + f"{found['leaked']:>12.0f}"


def contract(path: Path) -> dict[str, Any]:
    """What trafilatura reads of a page, with the roles that its elements mean."""
    import trafilatura
    from lxml import etree

    found = trafilatura.extract(
        path.read_bytes(), output_format="xml", include_formatting=True, include_tables=True, include_images=True,
        include_comments=False, with_metadata=True,
    )  # fmt: skip
    if found is None:
        return {"file": str(path), "error": {"code": "no-content", "message": "nothing was extracted"}}
    document = etree.fromstring(found.encode())
    fields = {"headline": "title", "byline": "author", "date": "date", "source": "sitename"}
    return {
        "file": str(path),
        "article": {field: document.get(name) for field, name in fields.items()},
        "reading": [
            {"lines": [0, 0], "role": _ROLES[str(element.tag)], "text": " ".join("".join(element.itertext()).split())}
            for element in document.iter(*_ROLES)
            if not any(above.tag in ("item", "quote", "row") for above in element.iterancestors())
        ],
    }


def main() -> None:
    for name in sys.argv[1:]:
        print(json.dumps(contract(Path(name)), ensure_ascii=False))


if __name__ == "__main__":
    main()
