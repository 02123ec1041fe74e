"""The outlines of a slice, whatever format they have: read, turned, moved, and written back with more of them.

One face of `publisher.typeset.cff` with `charstrings`, and of `publisher.typeset.glyf`. Only the tables that hold glyphs and their
widths are written anew; so a PDF finds the same width in the outline, in `hmtx` and in its own array (ISO 19005-1, 6.3.6).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from publisher.typeset import charstrings, glyf
from publisher.typeset.cff import Cff, number, read_cff, written_cff
from publisher.typeset.sfnt import font_of, metrics_of, metrics_tables, tables_of

_OF_OTHER_DESIGNS = ("avar", "cvar", "fvar", "gvar", "HVAR", "MVAR", "STAT", "VVAR")
"""Tables of a variable font: they would move points that are no longer there."""

_NO_NAMES = 0x00030000
"""The version of a `post` table without names of glyphs."""


class Glyph(NamedTuple):
    """A glyph on its own: its outline in the font's format, its advance and left side bearing in font units."""

    outline: bytes
    advance: int
    bearing: int
    font_dict: int | None
    """Which font dictionary of a CFF font the charstring belongs to; None for TrueType."""

    def moved(self, right: int, up: int = 0) -> Glyph:
        """The glyph with its ink elsewhere in the same advance. Raises ValueError for a charstring that composes two others."""
        format_ = glyf if self.font_dict is None else charstrings
        return self._replace(outline=format_.moved(self.outline, right, up), bearing=self.bearing + right)

    def turned(self, right: int, up: int, advance: int, bearing: int) -> Glyph:
        """The glyph turned a quarter counter-clockwise about its origin, then moved: x' = right - y, y' = up + x.

        Raises ValueError for a charstring that composes two others.
        """
        format_ = glyf if self.font_dict is None else charstrings
        return Glyph(format_.turned(self.outline, right, up), advance, bearing, self.font_dict)


class Outlines:
    """The glyphs of a font by their ids. Raises ValueError for a font without CFF or TrueType outlines."""

    def __init__(self, font: bytes):
        self.tables = tables_of(font)
        self._metrics = metrics_of(self.tables)
        self._cff: Cff | None = None
        if "CFF " in self.tables:
            self._cff = read_cff(self.tables["CFF "])
        elif "glyf" in self.tables:
            self._records = glyf.records_of(self.tables)
        else:
            raise ValueError(f"a font with neither CFF nor TrueType outlines: {', '.join(sorted(self.tables))}")

    def __len__(self) -> int:
        return len(self._metrics)

    def __getitem__(self, glyph: int) -> Glyph:
        """Raises ValueError for an outline that is not complete in itself, as those of slices are."""
        advance, bearing = self._metrics[glyph]
        if self._cff is None:
            record = glyf.flattened(self._records[glyph], self._records)
            off = bearing - glyf.left_edge(record)
            return Glyph(glyf.moved(record, off, 0) if off else record, advance, bearing, None)
        outline = charstrings.parted(self._cff.charstrings[glyph]).outline
        return Glyph(outline, advance, bearing, self._cff.fd_select[glyph])

    def shifted(self, glyph: int, right: int) -> Glyph | None:
        """A copy of a glyph for this same font, its ink further right in the same advance; None for one that cannot be moved."""
        if self._cff is None and self._records[glyph]:
            advance, bearing = self._metrics[glyph]
            record = glyf.composed_of(glyph, self._records[glyph], right)
            return Glyph(record, advance, bearing + right, None)
        try:
            return self[glyph].moved(right)
        except ValueError:
            return None

    def with_glyphs(
        self,
        changed: Mapping[int, Glyph],
        appended: Sequence[Glyph] = (),
        tables: Mapping[str, bytes | None] | None = None,
    ) -> bytes:
        """The font with other glyphs in the place of some, and more after its last.

        `tables` are others to write; None leaves one out. Glyphs must be of a font with the same outline format and dictionaries.
        """
        every = [*changed.items(), *enumerate(appended, len(self))]
        metrics = self._metrics + [(0, 0)] * len(appended)
        for at, glyph in every:
            metrics[at] = glyph.advance, glyph.bearing if self._cff else glyf.left_edge(glyph.outline)
        made: dict[str, bytes | None] = {**self.tables, **metrics_tables(self.tables, metrics)}
        made |= dict.fromkeys(_OF_OTHER_DESIGNS)
        if "post" in self.tables:
            # A table with names would have to name the new ones too.
            made["post"] = struct.pack(">I", _NO_NAMES) + self.tables["post"][4:32]
        if self._cff:
            made["CFF "] = written_cff(_with_charstrings(self._cff, every, len(appended)))
        else:
            records = self._records + [b""] * len(appended)
            for at, glyph in every:
                records[at] = glyph.outline
            made |= glyf.glyph_tables({**self.tables, "maxp": made["maxp"] or b""}, records)
        made |= tables or {}
        return font_of({tag: table for tag, table in made.items() if table is not None})


def _with_charstrings(font: Cff, glyphs: Sequence[tuple[int, Glyph]], more: int) -> Cff:
    strings = font.charstrings + [b""] * more
    select = bytearray(font.fd_select + bytes(more))
    for at, glyph in glyphs:
        select[at] = glyph.font_dict or 0
        widths = font.font_dicts[select[at]]
        told = b"" if glyph.advance == widths.default_width else number(glyph.advance - widths.nominal_width)
        strings[at] = told + glyph.outline
    return font._replace(charstrings=strings, fd_select=bytes(select))
