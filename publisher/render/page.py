"""The document the layout engine sets: one well-formed HTML tree, and its style sheet for one type area."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from publisher.model import Article
from publisher.page import PageDesign, TypeArea
from publisher.render.blocks import BlockRenderer
from publisher.render.front import Titling, front, opened_by_dateline
from publisher.render.headline import balance
from publisher.render.templates import fill, layer_names
from publisher.themes import Theme


class RenderedPage(Struct, frozen=True):
    """`html` is XHTML without a namespace; `stylesheet` holds `@page` rules and names the font roles."""

    html: str
    stylesheet: str
    title: str


MOST_LINES_OF_IMAGE = 20
_PT_PER_PIXEL = 0.75


def render_page(
    article: Article,
    theme: Theme,
    area: TypeArea,
    images: Mapping[str, str],
    sizes: Mapping[str, tuple[int, int]],
    created: str,
) -> RenderedPage:
    """`article` for paged media.

    `images` maps an image's `src` to the URL the engine fetches, `sizes` to its width and height in pixels; `created` is a W3C
    date and time in UTC, put into the metadata because the engine knows no other way to a date that is not the clock's.
    """
    blocks = BlockRenderer(
        theme, "pdf", article, images, {src: image_height(*size, area) for src, size in sizes.items()}
    )
    shown = front(article, blocks.inline, _balanced(article, theme.page, area.characters))
    values = {
        "front": shown,
        "body": blocks.text(opened_by_dateline(article)),
        "notes": (),
        "language": article.language,
        "medium": "pdf",
        "created": created,
    }
    return RenderedPage(fill(theme, "page.html", values), page_stylesheet(theme, area), shown.title)


def _balanced(article: Article, design: PageDesign, characters: int) -> Titling:
    """Kicker, headline and deck in lines that fit a measure of so many characters of the text."""
    return Titling(
        balance(article.kicker, characters / design.kicker_size),
        balance(article.headline, characters / design.headline_size),
        balance(article.deck, characters / design.deck_size),
    )


def image_height(width: int, height: int, area: TypeArea) -> float:
    """How high a figure is set, in pt: whole lines, as many as its natural size and the measure allow, so that the grid goes on."""
    measure = area.measure * area.font_size
    natural = min(height * _PT_PER_PIXEL, measure * height / width)
    return min(max(int(natural / area.leading), 1), MOST_LINES_OF_IMAGE, area.lines) * area.leading


def page_stylesheet(theme: Theme, area: TypeArea) -> str:
    """Look and page of a theme at one type area; every `page.css` along `extends` is a template that knows the area."""
    values = {"area": area, "page": theme.page}
    pages = [fill(theme, name, values) for name in layer_names(theme, "page.css")]
    return "\n".join([theme.stylesheets("style.css"), *pages])
