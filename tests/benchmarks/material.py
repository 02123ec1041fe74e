"""What one round works on: a text, and the same article as a page for WeasyPrint and as a source for Typst and XeLaTeX."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from publisher.model import Article
from publisher.page import TypeArea, type_area
from publisher.readers import read_file
from publisher.render.page import RenderedPage, render_page
from publisher.themes import load_theme
from publisher.transforms import apply

from .places import ROOT, SEED
from .plain_way import plain_page
from .typst_way import typst_source
from .xelatex_way import latex_source

CREATED = "2000-01-01T00:00:00Z"


class Document(NamedTuple):
    """An article to measure: a short name for the tables, and where it lies."""

    name: str
    path: Path


class Material(NamedTuple):
    """The files of one round."""

    text: Path
    page: Path
    typst: Path
    latex: Path


def documents() -> list[Document]:
    """The sample feature, and the real one where it lies beside the checkout."""
    found = [Document("sample", ROOT / "data" / "samples" / "canals.txt")]
    return found + ([Document("seed", SEED)] if SEED else [])


def material(text: str, folder: Path) -> Material:
    """Write `text` and what the others need of it into `folder`; not part of anything timed."""
    made = Material(folder / "article.txt", folder / "page.html", folder / "article.typ", folder / "article.tex")
    made.text.write_text(text, "utf-8")
    article, page, area = _rendered(made.text)
    made.page.write_text(plain_page(page), "utf-8")
    made.typst.write_text(typst_source(article, area), "utf-8")
    made.latex.write_text(latex_source(article, area), "utf-8")
    return made


def _rendered(path: Path) -> tuple[Article, RenderedPage, TypeArea]:
    """The article as our own theme sets it, before any face is chosen."""
    article = apply(read_file(path))
    theme = load_theme("press")
    area = type_area(theme.page, str(theme.options["trim"]))
    return article, render_page(article, theme, area, {}, CREATED), area
