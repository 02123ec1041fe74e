"""Whether two EPUBs are the same book: their entries unpacked and compared one by one, each as what it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from publisher.containers import Container, parsed
from publisher.errors import InputError, LimitError
from publisher.provenance import record
from publisher.provenance.likeness import same_pixels

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = (".xhtml", ".opf", ".ncx", ".xml", ".svg")
_FONTS = (".otf", ".ttf", ".woff", ".woff2")
_PICTURES = (".jpg", ".jpeg", ".png")
_MOST_PIXELS = 100_000_000


def differing_entries(one: bytes, other: bytes, record_name: str) -> tuple[str, ...]:
    """The names of entries that differ, or that one alone has, or has twice; all names where they stand in another order.

    XML is compared as XML, type by what it draws, pictures by their pixels, everything else byte by byte; of the build record
    (`record_name`) only what the makers' versions have no part in. Raises what `Container` raises.
    """
    with Container(one) as left, Container(other) as right:
        if left.listed == right.listed:
            return tuple(
                name for name in left.names if not _alike(name, left.read(name), right.read(name), record_name)
            )
        odd = {name for name in left.listed + right.listed if left.listed.count(name) != right.listed.count(name)}
        return tuple(dict.fromkeys(name for name in left.listed + right.listed if name in odd or not odd))


def _alike(name: str, one: bytes, other: bytes, record_name: str) -> bool:
    if one == other:
        return True
    suffix = PurePosixPath(name).suffix.lower()
    same: Callable[[bytes, bytes], bool]
    if name == record_name:
        same = _same_records
    elif suffix in _XML:
        same = _same_xml
    elif suffix in _FONTS:
        same = _same_type
    elif suffix in _PICTURES:
        same = _same_picture
    else:
        return False
    try:
        return same(one, other)
    except (InputError, LimitError, ValueError, OSError, SyntaxError):
        # One of the two is no such thing.
        return False


def _same_records(one: bytes, other: bytes) -> bool:
    left, right = (replace(record.from_json(each, ""), publisher="", engines={}, fonts={}) for each in (one, other))
    return left == right


def _same_xml(one: bytes, other: bytes) -> bool:
    return _same_elements(parsed(one, ""), parsed(other, ""))


def _same_elements(one: _Element, other: _Element) -> bool:
    pairs = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        if (left.tag, left.text or "", left.tail or "") != (right.tag, right.text or "", right.tail or ""):
            return False
        if dict(left.attrib) != dict(right.attrib) or len(left) != len(right):
            return False
        pairs.extend(zip(left, right, strict=True))
    return True


def _same_type(one: bytes, other: bytes) -> bool:
    from publisher.typeset.drawn import drawn

    return drawn(one) == drawn(other)


def _same_picture(one: bytes, other: bytes) -> bool:
    from PIL import Image

    with (
        Image.open(io.BytesIO(one), formats=("PNG", "JPEG")) as left,
        Image.open(io.BytesIO(other), formats=("PNG", "JPEG")) as right,
    ):
        if (left.format, left.size) != (right.format, right.size) or left.width * left.height > _MOST_PIXELS:
            return False
        return same_pixels(left.convert("RGBA"), right.convert("RGBA"))
