"""A slice as the writers see it."""

from __future__ import annotations

from msgspec import Struct


class FontSlice(Struct, frozen=True):
    """The bytes of a slice; it answers to the CSS family `family` at `weight`."""

    family: str
    weight: int
    data: bytes

    @property
    def name(self) -> str:
        """A name that is unique in a document and fit for an XML id: `song-400`."""
        return f"{self.family}-{self.weight}"

    @property
    def file(self) -> str:
        return f"{self.name}.{'otf' if self._is_cff else 'ttf'}"

    @property
    def media_type(self) -> str:
        """As EPUB 3.3 section 3.2 lists them."""
        return "font/otf" if self._is_cff else "font/ttf"

    def font_face(self, url: str) -> str:
        """The CSS rule that makes the slice, found at `url`, answer to its family and weight."""
        return f"@font-face {{ font-family: {self.family}; font-weight: {self.weight}; src: url({url}); }}"

    @property
    def _is_cff(self) -> bool:
        return self.data[:4] == b"OTTO"
