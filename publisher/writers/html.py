"""The HTML writer: one page that holds its fonts and images and opens from disk."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from publisher.render.web import RenderedWeb
from publisher.writers.font_slices import FontSlice, font_faces

MARK_NAME = "publisher-batch"
"""Of the `meta` that holds the mark of a batch."""


def write_html(page: RenderedWeb, slices: Sequence[FontSlice], mark: str = "") -> bytes:
    """The page with its slices as data URLs, in UTF-8. A `mark` stands before them, so that it is soon found."""
    style = font_faces(slices, lambda each: data_url(each.data, each.media_type)) + "\n" + page.stylesheet
    # A style sheet ends at the first `</style`, whatever CSS thinks of it.
    safe = style.replace("</", "<\\/")
    meta = f'<meta name="{MARK_NAME}" content="{escape(mark)}"/>\n' if mark else ""
    return page.html.replace("</head>", f"{meta}<style>\n{safe}\n</style>\n</head>", 1).encode()


def data_url(data: bytes, media_type: str) -> str:
    """`data` as a URL (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"
