"""Pandoc and XeLaTeX beside us, where they are installed: cold, for they know no other start."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from publisher.model import Article, Heading, Paragraph
from publisher.readers import read_file
from publisher.render.inlines import plain_text

from .material import Material
from .measure import Timing, run_command
from .places import FONTS


class Peer(NamedTuple):
    """A program, and what it is asked for: the command for a round's files and the folder to write to."""

    program: str
    row: str
    command: Callable[[Material, Path], list[str]]


def _pandoc(made: Material, folder: Path) -> list[str]:
    return ["pandoc", "--from", "html", "--to", "epub3", str(made.page), "-o", str(folder / "pandoc.epub")]


def _xelatex(made: Material, folder: Path) -> list[str]:
    source = folder / "xelatex.tex"
    source.write_text(latex_source(read_file(made.text)), "utf-8")
    return ["xelatex", "-interaction=batchmode", "-halt-on-error", f"-output-directory={folder}", str(source)]


PEERS = (Peer("pandoc", "pandoc: HTML -> EPUB", _pandoc), Peer("xelatex", "XeLaTeX, one pass: PDF", _xelatex))

_LATEX = r"""\documentclass[a4paper]{article}
\usepackage{xeCJK}
\setCJKmainfont[Path=FONTS/noto-serif-cjk/,FontIndex=2]{NotoSerifCJK-Regular.ttc}
\setCJKsansfont[Path=FONTS/noto-sans-cjk/,FontIndex=2]{NotoSansCJK-Bold.ttc}
\newCJKfontfamily\kai[Path=FONTS/publisher-wenkai/]{PublisherWenKai-Regular.ttf}
\begin{document}
"""


def latex_source(article: Article) -> str:
    """Headline, headings, lead and paragraphs by xeCJK, in the same faces."""
    lines = [rf"\section*{{{_escaped(plain_text(article.headline))}}}"]
    for block in article.blocks:
        match block:
            case Heading():
                lines.append(rf"\subsection*{{\textsf{{{_escaped(plain_text(block.content))}}}}}")
            case Paragraph(role="lead"):
                lines.append(rf"{{\kai {_escaped(plain_text(block.content))}\par}}")
            case Paragraph():
                lines.append(_escaped(plain_text(block.content)) + r"\par")
    return _LATEX.replace("FONTS", str(FONTS)) + "\n".join(lines) + "\n\\end{document}\n"


def _escaped(text: str) -> str:
    return "".join(f"\\char{ord(character)} " if character in "\\{}%$#&_~^" else character for character in text)


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
