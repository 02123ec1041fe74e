"""A slice as the writers see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct


class FontSlice(Struct, frozen=True):
    """The bytes of a slice; it answers to the CSS family `family` at `weight`."""

    family: str
    weight: int
    data: bytes
    unicode_range: str = ""
    """What alone it draws, where that is not all the characters set in it; a value of the CSS descriptor."""
    rare_range: str = ""
    """What it draws under a second name, `FAMILY-rare`; likewise a range."""
    notice: str = ""
    """Whose it is."""

    @property
    def name(self) -> str:
        """A name that is unique in a document and fit for an XML id: `song-400`."""
        return f"{self.family}-{self.weight}"

    @property
    def file(self) -> str:
        return f"{self.name}.{self._kind}"

    @property
    def media_type(self) -> str:
        """As EPUB 3.3 section 3.2 lists them."""
        return f"font/{self._kind}"

    def font_face(self, url: str) -> str:
        """The CSS rule that makes the slice, found at `url`, answer to its family and weight."""
        names = [
            (self.family, self.unicode_range),
            *([(f"{self.family}-rare", self.rare_range)] if self.rare_range else []),
        ]
        return "\n".join(self._rule(name, only, url) for name, only in names)

    def _rule(self, family: str, only: str, url: str) -> str:
        limits = f" unicode-range: {only};" if only else ""
        return f"@font-face {{ font-family: {family}; font-weight: {self.weight}; src: url({url});{limits} }}"

    @property
    def _kind(self) -> str:
        return _KINDS.get(self.data[:4], "ttf")


_KINDS = {b"OTTO": "otf", b"wOF2": "woff2"}
"""By the first bytes of a file (OpenType 1.9, "Organization of an OpenType Font"; WOFF2, 4.1)."""


def font_faces(slices: Iterable[FontSlice], url: Callable[[FontSlice], str]) -> str:
    """The rules that make slices answer to their families, found at `url`, after the notices their licences ask for."""
    held = tuple(slices)
    notices = dict.fromkeys(each.notice.replace("*/", "") for each in held if each.notice)
    return "\n".join([*(f"/* {notice} */" for notice in notices), *(each.font_face(url(each)) for each in held)])


def compression_level(data: bytes) -> int:
    """How hard zlib is to try for a file. The charstrings of a CFF face hold little that comes again: looked for with all patience
    it makes the face smaller by one part in two hundred, and takes two or three times as long.
    """
    return 3 if data[:4] == b"OTTO" else 9
