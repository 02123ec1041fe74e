"""The same article for XeLaTeX with ctex (https://ctan.org/pkg/ctex): the same faces, page, sizes and leading, else its defaults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.model import Article, Heading, Inlines, Paragraph
from publisher.page import TypeArea
from publisher.render.inlines import plain_text

from .places import FONTS

_SETUP = r"""\documentclass[fontset=none,linespread=1]{ctexart}
\usepackage[paperwidth=WIDTHmm,paperheight=HEIGHTmm,top=TOPmm,bottom=BOTTOMmm,left=INNERmm,right=OUTERmm]{geometry}
\setmainfont[Path=FONTS/noto-serif-cjk/,FontIndex=2]{NotoSerifCJK-Regular.ttc}
\setCJKmainfont[Path=FONTS/noto-serif-cjk/,FontIndex=2]{NotoSerifCJK-Regular.ttc}
\setCJKsansfont[Path=FONTS/noto-sans-cjk/,FontIndex=2]{NotoSansCJK-Bold.ttc}
\setsansfont[Path=FONTS/noto-sans-cjk/,FontIndex=2]{NotoSansCJK-Bold.ttc}
\newCJKfontfamily\kai[Path=FONTS/publisher-wenkai/]{PublisherWenKai-Regular.ttf}
\newcommand\heading[2]{\par{\noindent\sffamily\fontsize{#1bp}{LEADINGbp}\selectfont #2\par}}
\begin{document}
\fontsize{SIZEbp}{LEADINGbp}\selectfont
"""
_LEVELS = {1: 1.25, 2: 1.1}
_HEADLINE = 2.25


def latex_source(article: Article, area: TypeArea) -> str:
    """The article as a LaTeX file: headline, headings, lead and paragraphs. A bp is the point of PDF and CSS."""
    figures = {
        "WIDTH": area.width, "HEIGHT": area.height, "TOP": area.top, "BOTTOM": area.bottom, "INNER": area.inner,
        "OUTER": area.outer, "SIZE": area.font_size, "LEADING": area.leading,
    }  # fmt: skip
    setup = _SETUP
    for name, figure in figures.items():
        setup = setup.replace(name, f"{figure:.5f}")
    setup = setup.replace("FONTS", str(FONTS))
    return setup + "\n\n".join(_pieces(article, area.font_size)) + "\n\\end{document}\n"


def _pieces(article: Article, size: float) -> Iterator[str]:
    yield _heading(article.headline, _HEADLINE * size)
    for block in article.blocks:
        match block:
            case Heading():
                yield _heading(block.content, _LEVELS.get(block.level, 1.0) * size)
            case Paragraph(role="lead"):
                yield rf"{{\kai {_escaped(block.content)}\par}}"
            case Paragraph():
                yield _escaped(block.content)


def _heading(content: Inlines, size: float) -> str:
    return rf"\heading{{{size:.3f}}}{{{_escaped(content)}}}"


def _escaped(content: Inlines) -> str:
    return "".join(
        f"\\char{ord(character)} " if character in "\\{}%$#&_~^" else character for character in plain_text(content)
    )


def command(source: Path) -> list[str]:
    """What makes a PDF of a LaTeX file, beside it."""
    return [
        "xelatex", "-interaction=batchmode", "-halt-on-error", f"-output-directory={source.parent}", str(source),
    ]  # fmt: skip
