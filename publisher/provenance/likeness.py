"""Whether two PDFs have the same pages: the same text, and the same ink at the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument, PdfPage

if TYPE_CHECKING:
    from PIL.Image import Image

_SCALE = 1.0
"""Pixels a point: 72 an inch, where a line that moved by a point shows, and the smoothing of an outline does not."""
_MOST_INK = 24
"""How far two pixels may be apart, of 255, and still be the same."""
_MOST_PIXELS = 0.001
"""Share of pixels that may be farther apart."""


def differing_pages(one: bytes, other: bytes) -> tuple[tuple[int, int], tuple[int, ...]]:
    """The number of pages of each, and which of those that both have differ, from 1."""
    with PdfDocument(one) as left, PdfDocument(other) as right:
        counts = len(left), len(right)
        return counts, tuple(number + 1 for number in range(min(counts)) if not _alike(left[number], right[number]))


def _alike(one: PdfPage, other: PdfPage) -> bool:
    return one.get_size() == other.get_size() and _text(one) == _text(other) and _drawn_alike(one, other)


def _text(page: PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()


def _drawn_alike(one: PdfPage, other: PdfPage) -> bool:
    left, right = (page.render(scale=_SCALE, grayscale=True).to_pil() for page in (one, other))
    return same_pixels(left, right)


def same_pixels(one: Image, other: Image) -> bool:
    """Whether two pictures of one size and mode look the same, in each of their channels."""
    from PIL import ImageChops

    most = _MOST_PIXELS * one.width * one.height
    channels = ImageChops.difference(one, other).split()
    return all(sum(each.histogram()[_MOST_INK + 1 :]) <= most for each in channels)
