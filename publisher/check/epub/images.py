"""Whether the pictures of a book can be drawn, and are described (EPUB 3.3, 3.2; WCAG 2.2, 1.1.1)."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from publisher.assets import MOST_PIXELS, whole_images
from publisher.check.epub.book import Book, Fault, Item, elements, line_of, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_SVG = "image/svg+xml"
_MOST_IN_ALL = 1_000_000_000
"""Of all pictures: some ten seconds of work."""
_MOST_FRAMES = 500
_FILE_NAME = re.compile(r"[^\s/]+\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)", re.IGNORECASE)


def images_of(book: Book) -> list[Item]:
    return [item for item in book.items if item.media_type.startswith("image/") and item.name]


def images(book: Book) -> Iterator[Fault]:
    """Each picture of the manifest, decoded whole, every frame of it."""
    left = _MOST_IN_ALL
    for item in images_of(book):
        if item.media_type == _SVG:
            # Whether that is XML is asked of all of it.
            continue
        data = book.read(item.name)
        if data is None:
            continue
        if left <= 0:
            yield Fault("image-unseen", item.name)
            continue
        faults, pixels = _decoded(item, data)
        left -= pixels
        yield from faults


def _decoded(item: Item, data: bytes) -> tuple[list[Fault], int]:
    """What is wrong with a picture, and how many pixels were decoded to know."""
    from PIL import Image, UnidentifiedImageError

    if item.media_type.removeprefix("image/").upper() not in (*_FORMATS, "JPG"):
        return [Fault("image-format", item.name, text=item.media_type)], 0
    pixels = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with whole_images(), Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                if f"image/{(image.format or '').lower()}" != item.media_type.replace("jpg", "jpeg"):
                    return [Fault("image-type", item.name, text=f"{item.media_type}, {image.format}")], 0
                if image.width * image.height > MOST_PIXELS:
                    return [Fault("image-pixels", item.name, text=f"{image.width} × {image.height}")], 0
                for frame in range(min(getattr(image, "n_frames", 1), _MOST_FRAMES)):
                    image.seek(frame)
                    image.load()
                    pixels += image.width * image.height
                    if pixels > 5 * MOST_PIXELS:
                        break
    except UnidentifiedImageError:
        return [Fault("image-broken", item.name, text=_head(data))], pixels
    except Image.DecompressionBombError:
        return [Fault("image-pixels", item.name)], pixels
    except Exception as fault:  # decoders raise whatever they like on broken files
        return [Fault("image-broken", item.name, text=str(fault) or type(fault).__name__)], pixels
    return [], pixels


def _head(data: bytes) -> str:
    return repr(data[:12])[2:-1] if data else "0"


def pictures(root: _Element | None) -> Iterator[_Element]:
    """The elements of a document that show a picture and are to describe it."""
    for each in elements(root):
        kind = local(each)
        if kind == "img" or (kind == "input" and each.get("type") == "image"):
            yield each


def alternatives(book: Book) -> tuple[list[Fault], int, int]:
    """Pictures that are not described; how many there are; how many are said to be ornaments by an empty description."""
    faults: list[Fault] = []
    count = empty = 0
    for document in book.documents:
        for each in pictures(book.tree(document)):
            count += 1
            alt, src = each.get("alt"), each.get("src", "")
            if alt is None:
                if not each.get("aria-label") and each.get("role") not in ("presentation", "none"):
                    faults.append(Fault("alt-missing", document, line_of(each), src))
            elif not alt.strip():
                empty += 1
            elif _FILE_NAME.fullmatch(alt.strip()):
                faults.append(Fault("alt-name", document, line_of(each), alt))
    return faults, count, empty
