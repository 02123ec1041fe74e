"""The images an article names, loaded and checked before anything is rendered.

A `src` is a path below the article's own folder, links that lead out of it are refused; or it is a part of a document there,
`feature.docx!word/media/image1.png`, which is read out of the container and never unpacked; or the address of an image of the
web, which is fetched only where the user asked for that; or the image itself in a small `data:` address.
What Pillow can verify as PNG, JPEG, GIF or WebP under a pixel limit is taken; GIF and WebP, CMYK and turned JPEGs are written
anew as PNG or JPEG, since e-readers and the layout engine agree on no more. Names inside a book are ASCII.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from publisher.containers import Container
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import PublisherError, UsageError
from publisher.model import Article, Figure, InlineImage
from publisher.tree import nodes

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_ORIENTATION = 0x0112
IN_ITSELF = re.compile("data:image/[a-z.+-]{1,20};base64,", re.IGNORECASE)
"""An image that its address holds (RFC 2397), as saved pages have small ones."""
REMOTE = re.compile("https?://", re.IGNORECASE)
IN_CONTAINER = "!"
"""Between a document's name and the part of it that is an image."""
_MOST_MARKS = 8
_LONGEST_ADDRESS = 10_000_000
_SHOWN = 200


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


def load_assets(article: Article, base: Path | None, *, fetch: bool = False, anywhere: Collection[str] = ()) -> Assets:
    """Load every image `article` names, relative to the folder `base` (None: there is no folder, so none is found).

    Images of the web, named by their addresses, are fetched only with `fetch`. Those named `anywhere`, by the editor's own files, may
    lie outside `base`.
    """
    images: dict[str, Asset] = {}
    remarks: list[Diagnostic] = []
    tried: set[str] = set()
    shelf = _Shelf(base, fetch=fetch, anywhere=anywhere)
    for src, line in _sources(article):
        if src in tried:
            continue
        tried.add(src)
        try:
            data, kind, size = _load(shelf.read(src))
        except FileNotFoundError:
            code = "image-remote" if REMOTE.match(src) else "image-missing"
            remarks.append(diagnostic(code, line=line, src=_shown(src)))
        except Exception as fault:
            # Decoders raise whatever they like on broken files; the text must not be lost with a picture.
            said = fault.message() if isinstance(fault, PublisherError) else str(fault)
            remarks.append(diagnostic("image-broken", line=line, src=_shown(src), fault=said or type(fault).__name__))
        else:
            images[src] = Asset(
                f"i{len(images) + 1:04}.{'jpg' if kind == 'JPEG' else 'png'}", data, f"image/{kind.lower()}", *size
            )
    shelf.close()
    return Assets(images, tuple(remarks))


MOST_COVER_PIXELS = 5_600_000
"""What Apple Books takes (Apple Books Asset Guide 5.3, interior images and covers inside a book)."""
_MOST_COVER_BYTES = 100_000_000
_LEAST_COVER_WIDTH = 625
"""Kindle Publishing Guidelines, 4.2: smaller ones are not shown."""
_COVER_SHAPES = 0.45, 1.1
"""Width over height: from a scroll to a square, with some room."""


def load_cover(path: Path) -> tuple[Asset, tuple[Diagnostic, ...]]:
    """A picture of the user's own for the cover of a book, and what is to be said of it.

    It is held to what pictures of an article are, and made smaller where it has more pixels than readers take; never larger.
    Raises UsageError `cover-missing` or `cover-broken`.
    """
    shown = str(path)
    try:
        if not path.is_file():
            raise UsageError("cover-missing", cover=shown)
        if path.stat().st_size > _MOST_COVER_BYTES:
            raise ValueError(f"it is larger than {_MOST_COVER_BYTES // 1_000_000} MB")
        data, kind, size = _load(path.read_bytes())
        reduced = size[0] * size[1] > MOST_COVER_PIXELS
        if reduced:
            data, size = _reduced(data, kind)
    except UsageError:
        raise
    except Exception as fault:  # as for pictures of an article
        raise UsageError("cover-broken", cover=shown, fault=str(fault) or type(fault).__name__) from None
    width, height = size
    remarks = [diagnostic("cover-reduced", "info", cover=shown, width=width, height=height)] if reduced else []
    if width < _LEAST_COVER_WIDTH:
        remarks.append(diagnostic("cover-small", cover=shown, width=width, height=height))
    if not _COVER_SHAPES[0] <= width / height <= _COVER_SHAPES[1]:
        remarks.append(diagnostic("cover-shape", cover=shown, width=width, height=height))
    name = f"cover.{'jpg' if kind == 'JPEG' else 'png'}"
    return Asset(name, data, f"image/{kind.lower()}", *size), tuple(remarks)


def _reduced(data: bytes, kind: str) -> tuple[bytes, tuple[int, int]]:
    """The picture with as many pixels as a cover may have."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        share = (MOST_COVER_PIXELS / (image.width * image.height)) ** 0.5
        size = max(int(image.width * share), 1), max(int(image.height * share), 1)
        transparent = "A" in image.mode or "transparency" in image.info
        small = image.convert("RGBA" if transparent else "RGB").resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, kind, quality=90)
    return out.getvalue(), size


class _Shelf:
    """Where images are looked up: the article's folder, and the documents in it. The document used last stays open."""

    def __init__(self, base: Path | None, *, fetch: bool, anywhere: Collection[str] = ()) -> None:
        self._base = base
        self._anywhere = anywhere
        self._fetch = fetch
        self._path: Path | None = None
        self._container: Container | None = None

    def read(self, src: str) -> bytes:
        """The bytes of an image. Raises FileNotFoundError, ValueError where it lies outside, and what `Container` raises."""
        if REMOTE.match(src):
            return self._fetched(src)
        if IN_ITSELF.match(src):
            return _of_address(src)
        if src in self._anywhere and self._base is not None:
            return (self._base / src).read_bytes()
        try:
            return _inside(self._base, src).read_bytes()
        except FileNotFoundError:
            if IN_CONTAINER not in src:
                raise
        # Names of files and parts may hold the mark too: the first beginning that is a file is the document.
        names = src.split(IN_CONTAINER, _MOST_MARKS)
        for count in range(1, len(names)):
            file, part = IN_CONTAINER.join(names[:count]), IN_CONTAINER.join(names[count:])
            with suppress(FileNotFoundError):
                container = self._opened(_inside(self._base, file))
                if part in container:
                    return container.read(part)
        raise FileNotFoundError(src)

    def _fetched(self, address: str) -> bytes:
        if not self._fetch:
            raise FileNotFoundError(address)
        from publisher.fetch import IMAGES, fetch

        return fetch(address, accept=IMAGES).data

    def _opened(self, path: Path) -> Container:
        if self._container is None or path != self._path:
            self.close()
            self._path, self._container = path, Container(path)
        return self._container

    def close(self) -> None:
        if self._container is not None:
            self._container.close()
            self._container = None


def _of_address(src: str) -> bytes:
    """The bytes that a `data:` address holds. Raises ValueError where they are no base64, or too many."""
    if len(src) > _LONGEST_ADDRESS:
        raise ValueError(f"its address is longer than {_LONGEST_ADDRESS} characters")
    return base64.b64decode(unquote(src.partition(",")[2]), validate=True)


def _shown(src: str) -> str:
    return src if len(src) <= _SHOWN else f"{src[:_SHOWN]}…"


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


def _load(data: bytes) -> tuple[bytes, str, tuple[int, int]]:
    """The image's bytes, its format, PNG or JPEG, and its size. Raises whatever Pillow raises on what it cannot read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # We have a limit of our own, and say so in a sentence.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        # Its own message names an address in memory.
        raise ValueError(f"it is not {', '.join(_FORMATS)}, or its beginning is damaged") from None
    with opened as image, whole_images():
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width} x {image.height} is more than {MOST_PIXELS // 1_000_000} million pixels")
        image.load()
        kind = image.format or ""
        turned = image.getexif().get(_ORIENTATION, 1) != 1
        if kind in ("PNG", "JPEG") and image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") and not turned:
            return data, kind, image.size
        return _rewritten(image, "JPEG" if kind == "JPEG" else "PNG")


@contextmanager
def whole_images() -> Iterator[None]:
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
    for glyph in article.glyphs:
        yield glyph.src, 0
