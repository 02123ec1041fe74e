"""The cover of a book in two sizes, drawn anew: whatever an EPUB calls its cover, a catalogue shows pictures of its own making.

A picture of earlier runs is known by its name, which is made of the checksum and size the archive lists, and is not decoded again.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from PIL.Image import Image

    from publisher.readers.epub.package import Package

LARGE: Final = 800, 1280
SMALL: Final = 240, 384
"""The boxes that the cover and its thumbnail fit in, in pixels."""
MEDIA_TYPE: Final = "image/jpeg"
COVERS: Final = "catalogue/covers"
"""The folder of all pictures."""
_QUALITY: Final = 80
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
_MOST_BYTES: Final = 20_000_000
_MOST_PIXELS: Final = 40_000_000
_LEAST: Final = 16


class Picture(Struct, frozen=True):
    """A file of `catalogue/covers/` with its size in pixels."""

    name: str
    width: int
    height: int


class Cover(Struct, frozen=True):
    large: Picture
    small: Picture


def cover_of(package: Package, kept: Path, remarks: list[Diagnostic]) -> tuple[Cover | None, dict[str, bytes]]:
    """The cover of a book and its pictures by name; no cover where it has none, or none that can be drawn, which is remarked."""
    for name in dict.fromkeys(_named(package)):
        part = package.part_of(package.name, name)
        if part is None:
            continue
        try:
            return _drawn(package, part, kept)
        except Exception as fault:
            # Decoders raise whatever they like on broken files; the book is no worse for it.
            said = fault.message() if isinstance(fault, PublisherError) else str(fault) or type(fault).__name__
            remarks.append(diagnostic("catalogue-cover", "info", part=part, fault=said))
    return None, {}


def _named(package: Package) -> Iterator[str]:
    """What the package calls the cover (EPUB 3.3, D.8.1; before it, by a `meta`)."""
    items = {item.get("id", ""): item for item in package.root.iterfind("{*}manifest/{*}item")}
    for item in items.values():
        if "cover-image" in item.get("properties", "").split():
            yield item.get("href", "")
    for meta in package.root.iter("{*}meta"):
        if meta.get("name") == "cover" and meta.get("content", "") in items:
            item = items[meta.get("content", "")]
            if item.get("media-type", "").startswith("image/"):
                yield item.get("href", "")


def _drawn(package: Package, part: str, kept: Path) -> tuple[Cover, dict[str, bytes]]:
    entry = next(each for each in package.container.entries if each.filename == part)
    if entry.file_size > _MOST_BYTES:
        raise ValueError(f"it is larger than {_MOST_BYTES // 1_000_000} MB")
    stem = f"{entry.CRC:08x}-{entry.file_size:x}"
    names = f"{stem}.jpg", f"{stem}-small.jpg"
    known = [_known(kept / name) for name in names]
    if known[0] and known[1]:
        pictures = {name: (kept / name).read_bytes() for name in names}
        return Cover(Picture(names[0], *known[0]), Picture(names[1], *known[1])), pictures
    large = _decoded(package.container.read(part))
    small = large.copy()
    small.thumbnail(SMALL)
    cover = Cover(Picture(names[0], *large.size), Picture(names[1], *small.size))
    return cover, {names[0]: _encoded(large), names[1]: _encoded(small)}


def _known(path: Path) -> tuple[int, int] | None:
    """The size of a picture of an earlier run; None: there is none."""
    if not path.is_file():
        return None
    from PIL import Image

    try:
        with Image.open(path, formats=("JPEG",)) as image:
            return image.size
    except (OSError, ValueError):
        return None


def _decoded(data: bytes) -> Image:
    """The picture on white, no larger than LARGE. Raises ValueError, or what Pillow does."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS or min(image.size) < _LEAST:
                raise ValueError(f"{image.width} × {image.height} pixels")
            image.draft("RGB", LARGE)
            upright = ImageOps.exif_transpose(image)
            if upright.has_transparency_data:
                over = upright.convert("RGBA")
                upright = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
            drawn = upright.convert("RGB")
    drawn.thumbnail(LARGE)
    return drawn


def _encoded(image: Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
