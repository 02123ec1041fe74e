"""Faces cut to the national standard of a language, to slice from where many documents are made.

HarfBuzz goes through every glyph of a face for each slice, 65,535 of them for a few hundred. Cut once to the characters that nearly
all documents keep to, a face is sliced in half the time, and the slices are the same to the byte: glyphs keep their order, and what
layout features reach from a document's characters they reach within the larger set. Cutting takes as long as ten slices, so it
is done for a face that has been sliced more often than that; a program that makes one document never does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from publisher.fonts import Face
from publisher.typeset.classes import Region
from publisher.typeset.regions import region_of
from publisher.typeset.repertoire import standard_of

if TYPE_CHECKING:
    import uharfbuzz

_OFTEN = 16
"""Slices of a face, beyond which it is cut."""

_BLOCKS = ((0x20, 0x7F), (0xA0, 0x180), (0x2010, 0x2040), (0x3000, 0x3100), (0xFF01, 0xFFF0))
_MARKS = frozenset(chr(at) for first, end in _BLOCKS for at in range(first, end))
"""What a standard may lack and any text may have."""

_asked: Counter[Face] = Counter()


class WorkingFace(Struct, frozen=True):
    """A face cut to the standard of a region, with the layout `features` (their tags as numbers) that slices ask for."""

    face: Face
    region: Region
    features: tuple[int, ...]

    @property
    def blob(self) -> uharfbuzz.Face:
        return _cut(self.face, self.region, self.features)


def working_face(
    face: Face, characters: frozenset[str], languages: Sequence[str], features: tuple[int, ...]
) -> Face | WorkingFace:
    """What to slice `characters` from: the face, or what is cut of it."""
    _asked[face] += 1
    region = region_of(languages[0]) if languages else "other"
    if _asked[face] <= _OFTEN or region == "other" or not characters <= _characters(region):
        return face
    return WorkingFace(face, region, features)


@lru_cache(maxsize=4)
def _characters(region: Region) -> frozenset[str]:
    return standard_of(region) | _MARKS


@lru_cache(maxsize=16)
def _cut(face: Face, region: Region, features: tuple[int, ...]) -> uharfbuzz.Face:
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(sorted(map(ord, _characters(region))))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(features)
    # What a slice does without it leaves out itself.
    wanted.name_id_set.clear()
    wanted.name_id_set.invert()
    wanted.drop_table_tag_set.clear()
    # No longer in need of subroutines, each outline is copied as it is.
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    # With the glyphs asked for by number every code point that leads to one of them stays, as it does in a slice.
    wanted.glyph_set.update(sorted(uharfbuzz.SubsetPlan(face.blob, wanted).old_to_new_glyph_mapping))
    return uharfbuzz.Face(uharfbuzz.subset(face.blob, wanted).blob.data)
