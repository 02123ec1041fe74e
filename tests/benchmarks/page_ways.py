"""The ways to set a specimen as a PDF: ours, ours with the engine's own lines, Typst, XeLaTeX."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from publisher.pipeline import publish

from . import xelatex_way
from .measure import run_command
from .places import FONTS
from .specimens import Specimen
from .typst_way import pdf_writer, typst_source

OURS, STOCK, TYPST, XELATEX = "ours", "stock lines", "Typst", "XeLaTeX"
PEERS = (TYPST, XELATEX)

SetPages = Callable[[Specimen, Path], None]
"""Sets a specimen as the PDF of that path."""


class Ways(NamedTuple):
    """The ways that are there, and a sentence for each that is not."""

    ways: dict[str, SetPages]
    remarks: list[str]


def ways() -> Ways:
    found: dict[str, SetPages] = {OURS: _ours, STOCK: _stock}
    remarks = []
    if find_spec("typst") is not None:
        found[TYPST] = _typst()
    else:
        remarks.append("pages by Typst: it is not installed (it is in the extra `bench`)")
    if shutil.which("xelatex"):
        found[XELATEX] = _xelatex
    else:
        remarks.append(
            "pages by XeLaTeX: it is not installed (Debian: texlive-xetex texlive-lang-chinese, 490 MB, so `make bench` "
            "installs it not)"
        )
    return Ways(found, remarks)


def _ours(specimen: Specimen, target: Path) -> None:
    publish(specimen.article, target, options=specimen.options(), isolate=False)


def _stock(specimen: Specimen, target: Path) -> None:
    publish(specimen.article, target, options=specimen.options(greedy=True), isolate=False)


def _typst() -> SetPages:
    write = pdf_writer(FONTS)

    def set_pages(specimen: Specimen, target: Path) -> None:
        source = target.with_suffix(".typ")
        source.write_text(typst_source(specimen.article, specimen.area), "utf-8")
        write(source, target)

    return set_pages


def _xelatex(specimen: Specimen, target: Path) -> None:
    """Raises RuntimeError where it stops with an error."""
    source = target.with_suffix(".tex")
    source.write_text(xelatex_way.latex_source(specimen.article, specimen.area), "utf-8")
    run_command(xelatex_way.command(source))
