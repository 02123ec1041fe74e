"""Slices: a subset of a face for one document, glyphs renumbered, made by HarfBuzz from the mapped file.

Layout features that CJK lines need stay in: `chws` for squeezed marks, `ccmp` for the unbroken dash `——`, vertical forms, and
`locl` for what the document's languages draw in their own way: without it a dash `——` is 1.7 em, and Korean has the spaces and
marks of Japanese. All slices are given one height by `publisher.typeset.metrics`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.fonts import Face
from publisher.typeset.metrics import with_em_box
from publisher.typeset.working_faces import WorkingFace, working_face

if TYPE_CHECKING:
    import uharfbuzz

FEATURES = (
    "ccmp", "chws", "fwid", "halt", "kern", "palt", "pwid", "vchw", "vert", "vhal", "vrt2",
)  # fmt: skip
FORMS = "locl"

Source = Face | WorkingFace

_OF_THE_LICENCE = (0, 13, 14)
"""Names that go along with every slice (OpenType, `name`): copyright, licence, and where it can be read."""
_LAYOUT_TABLES = ("BASE", "GDEF", "GPOS", "GSUB", "JSTF", "VORG", "vhea", "vmtx")
_FIRST_IDEOGRAPHIC = "\u2e80"
_COMPOSED = ("——", "———")
"""Sequences whose composed glyph has a form of its own in each language."""


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


_WORKING_FEATURES = tuple(map(_tag, (*FEATURES, FORMS)))


@lru_cache(maxsize=256)
def slice_face(face: Face, characters: frozenset[str], languages: tuple[str, ...] = ()) -> bytes:
    """The slice of `face` for `characters` as OpenType bytes, with the forms they have in `languages` (BCP 47).

    Cached, so that an EPUB and a PDF of one document share it.
    """
    import uharfbuzz

    source = working_face(face, characters, languages, _WORKING_FEATURES)
    wanted = _input({ord(character) for character in characters} | {0x20})
    localised = _localised(source, characters, languages)
    if localised:
        # HarfBuzz's own closure over `locl` would add the forms of every language; so it is taken without, and theirs added.
        wanted.glyph_set.update(sorted(_closure(source, wanted) | _closure_of_forms(source, localised)))
        wanted.layout_feature_tag_set.add(_tag(FORMS))
        wanted.flags |= uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    return with_em_box(uharfbuzz.subset(source.blob, wanted).blob.data)


def whole_face(face: Face, characters: frozenset[str], language: str) -> bytes:
    """A font to be installed: `characters` of `face` in the forms of `language`, with its names, metrics and baselines."""
    import uharfbuzz

    wanted = _input({ord(character) for character in characters})
    wanted.name_id_set.invert()  # all that were not asked for, and then those that were
    wanted.name_id_set.update(_OF_THE_LICENCE)
    wanted.drop_table_tag_set.discard(_tag("BASE"))
    wanted.glyph_set.update(
        sorted(_closure(face, wanted) | _closure_of_forms(face, _localised(face, characters, [language])))
    )
    wanted.layout_feature_tag_set.add(_tag(FORMS))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(uharfbuzz.subset(face.blob, wanted).blob.data)


def drawn_glyphs(font: bytes, glyphs: Collection[int], *, notdef: bool) -> bytes:
    """Of a slice what a PDF needs: the outlines of `glyphs`, whose ids stay, and no layout tables; `.notdef` if asked for."""
    import uharfbuzz

    wanted = _input((), glyphs)
    wanted.layout_feature_tag_set.clear()
    wanted.name_id_set.clear()
    wanted.drop_table_tag_set.update(_tag(name) for name in _LAYOUT_TABLES)
    wanted.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
    if notdef:
        wanted.flags |= uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return bytes(uharfbuzz.subset(uharfbuzz.Face(font), wanted).blob.data)


def _input(code_points: Collection[int], glyphs: Collection[int] = ()) -> uharfbuzz.SubsetInput:
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(sorted(code_points))
    wanted.glyph_set.update(sorted(glyphs))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_tag(name) for name in FEATURES)
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_OF_THE_LICENCE)
    # By their baseline tables Pango would set two faces of a line apart, and make it taller than it is told to be.
    wanted.drop_table_tag_set.add(_tag("BASE"))
    # Without subroutines a small CFF compresses better; hints are of no use to viewers that smooth.
    # CIDs equal to glyph ids: the engine writes glyph ids as CIDs (PDF 32000-1, 9.7.4.2), and some viewers draw a blank page
    # where the two differ.
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.DESUBROUTINIZE | flags.CFF_IDENTITY_CHARSET
    return wanted


def _closure(face: Source, wanted: uharfbuzz.SubsetInput) -> set[int]:
    import uharfbuzz

    return set(uharfbuzz.SubsetPlan(face.blob, wanted).old_to_new_glyph_mapping)


@lru_cache(maxsize=256)
def _closure_of_forms(face: Source, glyphs: frozenset[int]) -> frozenset[int]:
    """The closure of glyphs of `_localised`; documents in one language mostly ask for the same few."""
    return frozenset(_closure(face, _input((), glyphs)))


def _localised(face: Source, characters: frozenset[str], languages: Sequence[str]) -> frozenset[int]:
    """The glyphs that stand for characters in a language that has forms of its own for them, and in no other way.

    The face is chosen for the first language: its ideographs are that one's already, only its marks may differ.
    """
    found: set[int] = set()
    for at, language in enumerate(languages):
        asked = characters if at else frozenset(each for each in characters if each < _FIRST_IDEOGRAPHIC)
        line = " ".join(sorted(asked.union(_COMPOSED) if "—" in asked else asked))
        found |= _shaped(face, line, language, forms=True) - _shaped(face, line, language, forms=False)
    return frozenset(found)


def _shaped(face: Source, line: str, language: str, *, forms: bool) -> set[int]:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    buffer.script = "Hani"
    buffer.language = language
    uharfbuzz.shape(uharfbuzz.Font(face.blob), buffer, {FORMS: forms})
    return {info.codepoint for info in buffer.glyph_infos}
