"""The article as one web page, before fonts and style are put into it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from publisher.model import Article
from publisher.render.blocks import BlockRenderer
from publisher.render.budget import budgeted
from publisher.render.front import front, opened_by_dateline
from publisher.render.official import official
from publisher.render.templates import fill
from publisher.themes import Theme

STYLE_SHEETS = ("style.css", "reflow.css", "web.css")


class RenderedWeb(Struct, frozen=True):
    """`html` is well-formed too; its style sheet goes before `</head>`."""

    html: str
    stylesheet: str


@budgeted
def render_web(article: Article, theme: Theme, images: Mapping[str, str]) -> RenderedWeb:
    """`article` for browsers. `images` maps an image's `src` to its URL, which may hold the image itself."""
    blocks = BlockRenderer(theme, "html", article, images)
    values = {
        "front": front(article, blocks.inline),
        "official": official(article, theme),
        "body": blocks.text(opened_by_dateline(article)),
        "notes": blocks.notes,
        "closes": True,
        "language": article.language,
        "line": blocks.inline.line,
        "medium": "html",
    }
    return RenderedWeb(fill(theme, "web.html", values), "\n".join(theme.stylesheets(file) for file in STYLE_SHEETS))
