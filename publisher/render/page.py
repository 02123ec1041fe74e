"""The document the layout engine sets: one well-formed HTML tree, and its style sheet for one type area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from publisher.model import Article, Figure
from publisher.options import ComposeOptions
from publisher.page import PageDesign, TypeArea
from publisher.render.anchors import ALONE, Anchors
from publisher.render.blocks import BlockRenderer, Paper
from publisher.render.budget import budgeted
from publisher.render.columns import across_columns
from publisher.render.front import Titling, front, opened_by_dateline
from publisher.render.headline import balance
from publisher.render.official import official
from publisher.render.reflow import has_dots
from publisher.render.templates import fill, layer_names
from publisher.themes import Theme

_DEFAULT = ComposeOptions()


class RenderedPage(Struct, frozen=True):
    """`html` is XHTML without a namespace; `stylesheet` holds `@page` rules and names the font roles."""

    html: str
    stylesheet: str
    title: str
    sizes: Mapping[str, tuple[float, float]]
    """Width and height in pt that figures are set in, by their `src`."""


class PageImage(Struct, frozen=True):
    """An image of a page: the URL the engine fetches, width and height in pixels."""

    url: str
    width: int
    height: int


MOST_LINES_OF_IMAGE = 20
LINES_OF_CAPTION = 8
"""What a page keeps beside a figure for its caption and credit, and a note or two; in narrow columns captions are longer."""
LINES_OF_CAPTION_IN_COLUMNS = 10
HANGING_MARK = 1.0
"""Ems that the mark before a heading takes of its line."""

_PT_PER_PIXEL = 0.75
_LAYER = "/* layer: "
_SELECTOR = re.compile(r"selector, '(.+?) *'$", re.DOTALL)
_AT_LINE = re.compile(r" at (\d+):\d+")


@budgeted
def render_page(
    article: Article,
    theme: Theme,
    area: TypeArea,
    images: Mapping[str, PageImage],
    created: str,
    compose: ComposeOptions = _DEFAULT,
) -> RenderedPage:
    """`article` for paged media.

    `images` are by their `src`; `created` is a W3C
    date and time in UTC, put into the metadata because the engine knows no other way to a date that is not the clock's.
    """
    values, sizes = article_values(article, theme, area, images)
    values |= {"created": created, "dots": has_dots(article.language, compose)}
    title = values["front"].title
    return RenderedPage(fill(theme, "page.html", values), page_stylesheet(theme, area), title, sizes)


def article_values(
    article: Article,
    theme: Theme,
    area: TypeArea,
    images: Mapping[str, PageImage],
    anchors: Anchors = ALONE,
) -> tuple[dict[str, Any], dict[str, tuple[float, float]]]:
    """What `article.html` is filled with on paper, and the sizes of the figures by their `src`."""
    across = across_columns(article, {src: (each.width, each.height) for src, each in images.items()}, area)
    wide = {block.src for block in article.blocks if isinstance(block, Figure) and id(block) in across}
    sizes = {src: image_size(each.width, each.height, area, across=src in wide) for src, each in images.items()}
    design = theme.page.set_in(area.columns)
    paper = Paper(
        sizes,
        area.vertical,
        area.measure,
        area.characters,
        links=not area.mirrored,
        across=across,
        heading_measure=area.measure / design.heading_size - HANGING_MARK,
        anchors=anchors,
    )
    blocks = BlockRenderer(theme, "pdf", article, {src: each.url for src, each in images.items()}, paper)
    values = {
        "front": front(article, blocks.inline, _balanced(article, design, area.characters), anchors.head),
        "official": official(article, theme),
        "body": blocks.text(opened_by_dateline(article)),
        "notes": (),
        "closes": True,
        "language": article.language,
        "medium": "pdf",
        "line": blocks.inline.line,
    }
    return values, sizes


def _balanced(article: Article, design: PageDesign, characters: int) -> Titling:
    """Kicker, headline and deck in lines that fit a measure of so many characters of the text."""
    return Titling(
        balance(article.kicker, characters / design.kicker_size),
        balance(article.headline, characters / design.headline_size),
        balance(article.deck, characters / design.deck_size),
    )


def image_size(width: int, height: int, area: TypeArea, *, across: bool = False) -> tuple[float, float]:
    """Width and height in pt that a figure of so many pixels is set in.

    At right angles to the lines it takes whole ones, as many as its natural size and the measure allow, so that the grid goes on. The
    measure is that of a column, or that of all of them for a figure `across` them.
    """
    measure = (area.characters if across else area.measure) * area.font_size
    along, upright = (height, width) if area.vertical else (width, height)
    natural = min(upright * _PT_PER_PIXEL, measure * upright / along)
    kept = LINES_OF_CAPTION if area.columns == 1 else LINES_OF_CAPTION_IN_COLUMNS
    lines = min(max(int(natural / area.leading), 1), MOST_LINES_OF_IMAGE, max(area.lines - kept, 1))
    size = min(lines * area.leading * along / upright, measure), lines * area.leading
    return (size[1], size[0]) if area.vertical else size


def page_stylesheet(theme: Theme, area: TypeArea) -> str:
    """Look and page of a theme at one type area; every `page.css` along `extends` is a template that knows the area.

    A comment before each layer says from which file it is, for `placed_remark`.
    """
    values = {"area": area, "page": theme.page.set_in(area.columns)}
    layers = [*theme.layers("style.css").items(), *filled_layers(theme, "page.css", values)]
    return layered((str(path), text) for path, text in layers)


def filled_layers(theme: Theme, file: str, values: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """The style sheet `file`, a template, of every folder along `extends`, filled, by its path, base first."""
    for name in layer_names(theme, file):
        at, _, own = name.partition("/")
        yield theme.folders[int(at)] / own, fill(theme, name, values)


def layered(layers: Iterable[tuple[str, str]]) -> str:
    """Style sheets by their paths as one, a comment before each saying whose it is."""
    return "\n".join(f"{_LAYER}{path.replace('*/', '')} */\n{text}" for path, text in layers)


def placed_remark(remark: str, stylesheet: str) -> str:
    """What the engine remarks on a line of `page_stylesheet`, with the theme's file and the line there before it."""
    words = remark
    if found := _AT_LINE.search(remark):
        line, words = int(found[1]), remark[: found.start()] + remark[found.end() :]
    elif (found := _SELECTOR.search(remark)) and found[1] in stylesheet:
        line = stylesheet.count("\n", 0, stylesheet.rindex(found[1])) + 1
    else:
        return remark
    lines = stylesheet.split("\n")[:line]
    start = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].startswith(_LAYER)), None)
    if start is None:
        return remark
    file = lines[start].removeprefix(_LAYER).removesuffix(" */")
    return f"{file}:{len(lines) - start - 1}: {words}"
