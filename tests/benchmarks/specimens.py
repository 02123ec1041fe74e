"""The texts whose pages are compared: headings and plain paragraphs, so that every way sets the same, on pages of a given measure.

`hard.txt` was written for this (CC0-1.0, as the samples are): nested quotes, Latin, numbers, dashes, ellipses, marks side by side.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from publisher.model import Article, Block, Heading, Paragraph, Text
from publisher.options import ComposeOptions, Options, RenderOptions
from publisher.page import MM_PER_PT, TypeArea, trim_size, type_area
from publisher.readers import read_file
from publisher.themes import load_theme
from publisher.transforms import apply
from publisher.tree import plain_text

from .places import ROOT, SEED

HARD = Path(__file__).with_name("hard.txt")
SAMPLES = ROOT / "data" / "samples"
SIZE = 10.5

_THEME = """extends = "press"
[page]
font-size = {size}
leading = 18.0
inner = {side:.6f}
outer = {side:.6f}
"""
_TO_SPARE = 0.1
"""Ems left beside the measure, so that rounding takes none of its characters."""


class Specimen(NamedTuple):
    """A text to be set: `theme` is the folder of a theme whose measure on pages of `trim` is what was asked for."""

    name: str
    article: Article
    theme: Path
    trim: str

    @property
    def area(self) -> TypeArea:
        return type_area(load_theme(str(self.theme)).page, self.trim)

    @property
    def text(self) -> str:
        """All that is to be read on its pages."""
        blocks = [plain_text(block.content) for block in self.article.blocks if isinstance(block, Heading | Paragraph)]
        return "\n".join([plain_text(self.article.headline), *blocks])

    def options(self, *, greedy: bool = False, vertical: bool = False) -> Options:
        return Options(
            render=RenderOptions(
                theme=str(self.theme), trim=self.trim, writing_mode="vertical" if vertical else "horizontal"
            ),
            compose=ComposeOptions(line_breaking="greedy" if greedy else "total"),
        )


def specimens(folder: Path, *, quick: bool = False) -> list[Specimen]:
    """The real feature where it lies beside the checkout, the hard text, and samples. Themes are written into `folder`."""
    wide, narrow = ("a4", 45), ("a5", 30)
    texts = [(SEED, "seed", wide), (HARD, "hard", narrow), (SAMPLES / "canals.txt", "canals", narrow)]
    texts += [(SAMPLES / "bookmobile.txt", "bookmobile", wide), (SAMPLES / "marks.json", "marks", narrow)]
    chosen = texts[1:2] if quick else texts
    return [
        Specimen(name, plain_article(path), theme_of(folder, trim, ems), trim)
        for path, name, (trim, ems) in chosen
        if path is not None
    ]


def plain_article(path: Path) -> Article:
    """The headline, headings and paragraphs of an article, as bare text: what is plain to every way."""
    return plain(apply(read_file(path)))


def plain(article: Article) -> Article:
    blocks: list[Block] = []
    for block in article.blocks:
        match block:
            case Heading():
                blocks.append(replace(block, content=(Text(plain_text(block.content)),)))
            case Paragraph():
                blocks.append(Paragraph((Text(plain_text(block.content)),)))
            case _:
                pass
    return Article(
        headline=(Text(plain_text(article.headline)),), language=article.language, blocks=tuple(blocks)
    )  # fmt: skip


def theme_of(folder: Path, trim: str, ems: int) -> Path:
    """The folder of a theme with a measure of `ems` on pages of `trim`; all else is as in the theme of newspaper features."""
    width = trim_size(trim)[0]
    theme = folder / f"{trim}-{ems}"
    theme.mkdir(exist_ok=True)
    side = (width - (ems + _TO_SPARE) * SIZE * MM_PER_PT) / 2 / width
    (theme / "theme.toml").write_text(_THEME.format(size=SIZE, side=side), "utf-8")
    return theme
