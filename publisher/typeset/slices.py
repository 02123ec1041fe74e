"""Slices: a subset of a face for one document, glyphs renumbered, made by HarfBuzz from the mapped file.

Layout features that CJK lines need stay in: `chws` for squeezed marks, `ccmp` for the unbroken dash `——`, vertical forms. What
else a slice needs to be right for both outputs is done to its bytes by `publisher.typeset.sfnt`.
"""

from __future__ import annotations

from functools import lru_cache

from publisher.fonts import Face
from publisher.typeset.sfnt import finished

FEATURES = (
    "ccmp", "chws", "fwid", "halt", "kern", "palt", "pwid", "vchw", "vert", "vhal", "vrt2",
)  # fmt: skip
FORMS = "locl"
"""Kept only where a document mixes languages: its closure adds every region's form of each ideograph."""


@lru_cache(maxsize=256)
def slice_face(face: Face, characters: frozenset[str], forms: bool = False) -> bytes:
    """The slice of `face` for `characters` as OpenType bytes; `forms` keeps the forms of other languages.

    Cached, so that an EPUB and a PDF of one document share it.
    """
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(sorted({ord(character) for character in characters} | {0x20}))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_tag(name) for name in (*FEATURES, *([FORMS] if forms else [])))
    wanted.name_id_set.clear()
    # Without subroutines a small CFF compresses better; hints are of no use to viewers that smooth.
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    data = uharfbuzz.subset(face.blob, wanted).blob.data
    return finished(data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
