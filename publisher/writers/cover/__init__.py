"""The cover stage that writers share: from a page in a theme's design to a picture, drawn once and kept.

The page is drawn by the layout engine as a PDF of one page, that by PDFium, and the picture is a JPEG without metadata. What it was
drawn from is its key (`key`); whoever has drawn a page before finds the same bytes in the cache (`kept`), and loads no engine.
"""

from __future__ import annotations

from msgspec import Struct


class CoverPicture(Struct, frozen=True):
    """A finished cover; its size in pixels. `name` is the file's name in a book, ASCII."""

    name: str
    data: bytes
    media_type: str
    width: int
    height: int
