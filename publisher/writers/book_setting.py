"""How an EPUB is to be packed: what is beside its text, fonts and images."""

from __future__ import annotations

from msgspec import Struct

from publisher.writers.cover import CoverPicture
from publisher.writers.page_setting import Attachment

BOOK_FOLDER = "EPUB"
"""The folder of the container that holds the book."""
IMAGE_FOLDER = "images"
"""Of the pictures, in that."""


class BookSetting(Struct, frozen=True):
    """`vertical`: its lines run down, and its pages turn from right to left. `carried` are the files that prove what it was made of;
    they go under META-INF/. `described`: every picture has a description. `certified_by` is who answers for its accessibility.
    `cover` is the picture that stands for the book on a shelf.
    """

    vertical: bool = False
    described: bool = True
    certified_by: str = ""
    carried: tuple[Attachment, ...] = ()
    cover: CoverPicture | None = None
