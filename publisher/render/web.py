"""The article as one web page, before fonts and style are put into it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from publisher.model import Article
from publisher.render.blocks import BlockRenderer
from publisher.render.budget import budgeted
from publisher.render.front import front, opened_by_dateline
from publisher.render.linked_data import linked_data, locale, summary
from publisher.render.navigation import navigation_points
from publisher.render.official import official
from publisher.render.reflow import HORIZONTAL, Reflow
from publisher.render.stylesheets import plain_stylesheet, where_vertical
from publisher.render.templates import fill
from publisher.themes import Theme

CONTENTS_FROM = 4
"""So many headings make an article long enough for a table of contents."""


class RenderedWeb(Struct, frozen=True):
    """`html` is well-formed too; its style sheet goes before `</head>`."""

    html: str
    stylesheet: str


@budgeted
def render_web(article: Article, theme: Theme, images: Mapping[str, str], reflow: Reflow = HORIZONTAL) -> RenderedWeb:
    """`article` for browsers. `images` maps an image's `src` to its URL, which may hold the image itself."""
    blocks = BlockRenderer(theme, "html", article, images, reflow=reflow)
    shown = front(article, blocks.inline)
    parts = official(article, theme)
    headings = [("", entry) for entry in blocks.outline]
    points = navigation_points(headings, article.language) if len(headings) >= CONTENTS_FROM else ()
    about = summary(article)
    values = {
        "front": shown,
        "official": parts,
        "body": blocks.text(opened_by_dateline(article)),
        "notes": blocks.notes,
        "closes": True,
        "language": article.language,
        "medium": "html",
        "line": blocks.inline.line,
        "classes": reflow.classes,
        "points": points,
        "summary": about,
        "date": article.date or "",
        "locale": locale(article.language),
        "linked_data": linked_data(article, shown.title, about, is_numbered=bool(parts.number)),
    }
    return RenderedWeb(fill(theme, "web.html", values), _stylesheet(theme, vertical=reflow.vertical))


def _stylesheet(theme: Theme, *, vertical: bool) -> str:
    sheets = [plain_stylesheet(theme), theme.stylesheets("modern.css"), theme.stylesheets("web.css")]
    if vertical:
        sheets.append(where_vertical(theme.stylesheets("vertical.css")))
    return "\n".join(sheets)
