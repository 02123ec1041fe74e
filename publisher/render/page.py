"""The document the layout engine sets: one well-formed HTML tree, and its style sheet for one type area."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from publisher.model import Article
from publisher.options import ComposeOptions
from publisher.page import PageDesign, TypeArea
from publisher.render.blocks import BlockRenderer, Paper
from publisher.render.budget import budgeted
from publisher.render.front import Titling, front, opened_by_dateline
from publisher.render.headline import balance
from publisher.render.templates import fill, layer_names
from publisher.themes import Theme

_DEFAULT = ComposeOptions()


class RenderedPage(Struct, frozen=True):
    """`html` is XHTML without a namespace; `stylesheet` holds `@page` rules and names the font roles."""

    html: str
    stylesheet: str
    title: str


class PageImage(Struct, frozen=True):
    """An image of a page: the URL the engine fetches, width and height in pixels."""

    url: str
    width: int
    height: int


MOST_LINES_OF_IMAGE = 20
LINES_OF_CAPTION = 8
"""What a page keeps beside a figure for its caption and credit, and a note or two."""

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
    paper = Paper(
        {src: image_size(each.width, each.height, area) for src, each in images.items()}, area.vertical, area.measure
    )
    blocks = BlockRenderer(theme, "pdf", article, {src: each.url for src, each in images.items()}, paper)
    shown = front(article, blocks.inline, _balanced(article, theme.page, area.characters))
    values = {
        "front": shown,
        "body": blocks.text(opened_by_dateline(article)),
        "notes": (),
        "language": article.language,
        "medium": "pdf",
        "created": created,
        "dots": (compose.emphasis or ("dots" if article.language.startswith("ja") else "kai")) == "dots",
    }
    return RenderedPage(fill(theme, "page.html", values), page_stylesheet(theme, area), shown.title)


def _balanced(article: Article, design: PageDesign, characters: int) -> Titling:
    """Kicker, headline and deck in lines that fit a measure of so many characters of the text."""
    return Titling(
        balance(article.kicker, characters / design.kicker_size),
        balance(article.headline, characters / design.headline_size),
        balance(article.deck, characters / design.deck_size),
    )


def image_size(width: int, height: int, area: TypeArea) -> tuple[float, float]:
    """Width and height in pt that a figure of so many pixels is set in.

    Across the lines it takes whole ones, as many as its natural size and the measure allow, so that the grid goes on.
    """
    measure = area.measure * area.font_size
    along, across = (height, width) if area.vertical else (width, height)
    natural = min(across * _PT_PER_PIXEL, measure * across / along)
    lines = min(max(int(natural / area.leading), 1), MOST_LINES_OF_IMAGE, max(area.lines - LINES_OF_CAPTION, 1))
    size = min(lines * area.leading * along / across, measure), lines * area.leading
    return (size[1], size[0]) if area.vertical else size


def page_stylesheet(theme: Theme, area: TypeArea) -> str:
    """Look and page of a theme at one type area; every `page.css` along `extends` is a template that knows the area.

    A comment before each layer says from which file it is, for `placed_remark`.
    """
    values = {"area": area, "page": theme.page}
    layers = [(str(path), text) for path, text in theme.layers("style.css").items()]
    for name in layer_names(theme, "page.css"):
        at, _, file = name.partition("/")
        layers.append((str(theme.folders[int(at)] / file), fill(theme, name, values)))
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
