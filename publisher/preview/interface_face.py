"""The face in which the preview's own words are shown where the machine has none for CJK: browsers ask for it only then."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.fonts import face_of, family
from publisher.messages import MESSAGES
from publisher.messages.preview import INTERFACE
from publisher.typeset.slices import slice_face

MEDIA_TYPE = "font/otf"

_FAMILY, _LANGUAGE, _WEIGHT = "Noto Sans CJK", "zh-Hans", 400


def interface_face() -> bytes:
    """A slice with the characters of GB 2312, those of all our sentences, and ASCII."""
    words = (word for table in (INTERFACE, MESSAGES) for pair in table.values() for word in pair)
    characters = frozenset("".join(words)) | frozenset(_gb_2312()) | frozenset(map(chr, range(0x20, 0x7F)))
    return slice_face(face_of(family(_FAMILY), _LANGUAGE, _WEIGHT), characters, (_LANGUAGE,))


def _gb_2312() -> Iterator[str]:
    """Signs, kana and the 6,763 ideographs (GB/T 2312-1980): two bytes each, not all of them given."""
    for row in range(0xA1, 0xF8):
        yield from bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode("gb2312", "ignore")
