"""The images an article names, loaded and checked before anything is rendered.

Nothing is fetched from anywhere: a `src` is a path below the article's own folder, links that lead out of it are refused.
What Pillow can verify as PNG, JPEG, GIF or WebP under a pixel limit is taken; GIF and WebP, CMYK and turned JPEGs are written
anew as PNG or JPEG, since e-readers and the layout engine agree on no more. Names inside a book are ASCII.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Article, Figure, InlineImage
from publisher.tree import nodes

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_ORIENTATION = 0x0112


class Asset(Struct, frozen=True):
    """An image ready for every medium: `name` is unique in the article (`i0001.png`), the size in pixels."""

    name: str
    data: bytes
    media_type: str
    width: int
    height: int


class Assets(Struct, frozen=True):
    """The images by their `src`; those that could not be had are missing, and `diagnostics` says why."""

    images: dict[str, Asset]
    diagnostics: tuple[Diagnostic, ...]


def load_assets(article: Article, base: Path | None) -> Assets:
    """Load every image `article` names, relative to the folder `base` (None: there is no folder, so none is found)."""
    images: dict[str, Asset] = {}
    remarks: list[Diagnostic] = []
    tried: set[str] = set()
    for src, line in _sources(article):
        if src in tried:
            continue
        tried.add(src)
        try:
            data, kind, size = _load(_inside(base, src))
        except FileNotFoundError:
            remarks.append(diagnostic("image-missing", line=line, src=src))
        except Exception as fault:
            # Decoders raise whatever they like on broken files; the text must not be lost with a picture.
            remarks.append(diagnostic("image-broken", line=line, src=src, fault=str(fault) or type(fault).__name__))
        else:
            images[src] = Asset(
                f"i{len(images) + 1:04}.{'jpg' if kind == 'JPEG' else 'png'}", data, f"image/{kind.lower()}", *size
            )
    return Assets(images, tuple(remarks))


def _inside(base: Path | None, src: str) -> Path:
    if base is None or "\0" in src:
        raise FileNotFoundError(src)
    folder = base.resolve()
    path = (folder / src).resolve()
    if not path.is_relative_to(folder):
        raise ValueError("it lies outside the article's folder")
    if not path.is_file():
        raise FileNotFoundError(src)
    return path


def _load(path: Path) -> tuple[bytes, str, tuple[int, int]]:
    """The image's bytes, its format, PNG or JPEG, and its size. Raises whatever Pillow raises on what it cannot read."""
    from PIL import Image, UnidentifiedImageError

    data = path.read_bytes()
    try:
        opened = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        # Its own message names an address in memory.
        raise ValueError(f"it is not {', '.join(_FORMATS)}, or its beginning is damaged") from None
    with opened as image, _whole_images():
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width} x {image.height} is more than {MOST_PIXELS // 1_000_000} million pixels")
        image.load()
        kind = image.format or ""
        turned = image.getexif().get(_ORIENTATION, 1) != 1
        if kind in ("PNG", "JPEG") and image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") and not turned:
            return data, kind, image.size
        return _rewritten(image, "JPEG" if kind == "JPEG" else "PNG")


@contextmanager
def _whole_images() -> Iterator[None]:
    """Have Pillow refuse a file that ends too early: the layout engine, once loaded, tells it to take such files."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _rewritten(image: Image, kind: str) -> tuple[bytes, str, tuple[int, int]]:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    transparent = kind == "PNG" and ("A" in upright.mode or "transparency" in upright.info)
    out = io.BytesIO()
    upright.convert("RGBA" if transparent else "RGB").save(out, kind, quality=90)
    return out.getvalue(), kind, upright.size


def _sources(article: Article) -> Iterator[tuple[str, int]]:
    """Each `src` with the source line of the block it stands in."""
    for node, line in nodes(article):
        # A caption without a picture, as pasted text has it, names none.
        if isinstance(node, Figure | InlineImage) and node.src:
            yield node.src, line
