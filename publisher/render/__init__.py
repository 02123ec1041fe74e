"""Article -> HTML: Jinja2 for blocks and pages, Python for runs of inlines.

`render_page` gives the document the layout engine sets, `render_book` the documents an EPUB packs, `render_web` a page for
browsers; all set the same article templates. White space inside a line of CJK is content, so runs of inlines never pass
through template white space.
"""

from __future__ import annotations

from publisher.render.book import ContentDocument, RenderedBook, render_book
from publisher.render.cover import (
    CoverImage,
    PlacedPicture,
    RenderedCover,
    design_size,
    render_cover,
    render_cover_document,
    render_cover_picture,
)
from publisher.render.page import PageImage, RenderedPage, placed_remark, render_page
from publisher.render.reflow import Reflow, reflow_of
from publisher.render.web import RenderedWeb, render_web

__all__ = [
    "ContentDocument", "CoverImage", "PageImage", "PlacedPicture", "Reflow", "RenderedBook", "RenderedCover", "RenderedPage",
    "RenderedWeb", "design_size", "placed_remark", "reflow_of", "render_book", "render_cover", "render_cover_document",
    "render_cover_picture", "render_page", "render_web",
]  # fmt: skip
