"""Pandoc and XeLaTeX beside us, where they are installed: cold, for they know no other start."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from .material import Material
from .measure import Timing, run_command
from .xelatex_way import command


class Peer(NamedTuple):
    """A program, and what it is asked for: the command for a round's files and the folder to write to."""

    program: str
    row: str
    command: Callable[[Material, Path], list[str]]


def _pandoc(made: Material, folder: Path) -> list[str]:
    return ["pandoc", "--from", "html", "--to", "epub3", str(made.page), "-o", str(folder / "pandoc.epub")]


def _xelatex(made: Material, folder: Path) -> list[str]:
    return command(made.latex)


PEERS = (Peer("pandoc", "pandoc: HTML -> EPUB", _pandoc), Peer("xelatex", "XeLaTeX, one pass: PDF", _xelatex))


def measure_peers(
    next_material: Callable[[], Material], folder: Path, rounds: int
) -> tuple[dict[str, list[Timing]], list[str]]:
    """Timings by row, and a sentence for each peer that is not there or failed."""
    timings: dict[str, list[Timing]] = {}
    remarks: list[str] = []
    for peer in PEERS:
        if not shutil.which(peer.program):
            remarks.append(f"{peer.program}: not installed")
            continue
        try:
            runs = [run_command(peer.command(next_material(), folder)) for _ in range(rounds + 1)]
        except RuntimeError as fault:
            remarks.append(str(fault))
        else:
            timings[peer.row] = runs[1:]
    return timings, remarks
