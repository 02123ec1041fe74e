"""Pages of a finished PDF as pictures, by PDFium.

A page is known by what it looks like: its key is a digest of the page drawn at 72 dots to the inch. A page that looks as it did
keeps its key when the text before it changes, and its picture with it. PDFium takes one caller at a time: all of this
belongs to one thread.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

LEAST_WIDTH, MOST_WIDTH = 32, 6000
"""Pixels."""
_MOST_PIXELS = 40_000_000
_MOST_DRAWN = 32
"""So many pages are told apart by drawing them, which takes ten milliseconds each; those of a longer file by the file."""
_MOST_BYTES = 96_000_000
_FASTEST = 1
_Box = tuple[float, float, float, float]


class Page(Struct, frozen=True):
    """A page as it is shown. Lengths in points; `box` and `trim` are left, bottom, right, top in the page's own space."""

    key: str
    width: float
    height: float
    is_grey: bool
    rotation: int
    box: _Box
    trim: _Box


class Pages:
    """The pages of one PDF. To be used, and closed, in the one thread that calls PDFium."""

    def __init__(self, pdf: bytes) -> None:
        from pypdfium2 import PdfDocument

        self.pdf = pdf
        self._document: PdfDocument = PdfDocument(pdf)
        file = hashlib.sha256(pdf).hexdigest()
        drawn = len(self._document) <= _MOST_DRAWN
        self.pages = tuple(_page(self._document, at, file, drawn=drawn) for at in range(len(self._document)))

    @property
    def document(self) -> PdfDocument:
        return self._document

    def png(self, number: int, width: int) -> bytes:
        """The page (from 0), so many pixels wide; fewer where it would be larger than a picture may be."""
        page = self.pages[number]
        scale = max(LEAST_WIDTH, min(width, MOST_WIDTH)) / page.width
        scale = min(scale, (_MOST_PIXELS / (page.width * page.height)) ** 0.5)
        image = _bitmap(self._document[number], scale, grey=page.is_grey).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=_FASTEST)
        return out.getvalue()

    def close(self) -> None:
        self._document.close()


class PictureShelf:
    """The pictures drawn last, by key and width; the oldest go when there are too many bytes. For several threads."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most, self._held = most, 0
        self._lock = threading.Lock()
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def get(self, key: str, width: int) -> bytes | None:
        with self._lock:
            found = self._pictures.get((key, width))
            if found is not None:
                self._pictures.move_to_end((key, width))
            return found

    def keep(self, key: str, width: int, data: bytes) -> None:
        with self._lock:
            before = self._pictures.pop((key, width), b"")
            self._pictures[key, width] = data
            self._held += len(data) - len(before)
            while self._held > self._most and len(self._pictures) > 1:
                _, gone = self._pictures.popitem(last=False)
                self._held -= len(gone)


def _page(document: PdfDocument, at: int, file: str, *, drawn: bool) -> Page:
    page = document[at]
    try:
        width, height = page.get_size()
        key, is_grey = _looks(page) if drawn else (hashlib.sha256(f"{file} {at}".encode()).hexdigest(), False)
        return Page(key[:32], width, height, is_grey, page.get_rotation(), page.get_bbox(), page.get_trimbox())
    finally:
        page.close()


def _looks(page: PdfPage) -> tuple[str, bool]:
    """A digest of the page at 72 dpi, and whether it is without colour."""
    bitmap = _bitmap(page, 1, grey=False)
    image = bitmap.to_pil()
    digest = hashlib.sha256(f"{page.get_size()} {image.size}".encode())
    digest.update(image.tobytes())
    return digest.hexdigest(), _without_colour(image)


def _without_colour(image: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = image.convert("RGB").split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))


def _bitmap(page: PdfPage, scale: float, *, grey: bool) -> Any:
    return page.render(scale=scale, grayscale=grey, rev_byteorder=not grey, may_draw_forms=False)
