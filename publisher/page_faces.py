"""The slices of pages: what a book needs of a face, and what the layout engine leaves to the face.

What no face has is drawn as 〓 by the first face of the text, Latin glyphs have copies that carry the gap beside Han, and for
vertical lines what stands upright is turned. An EPUB needs none of this, and does not load it.
"""

from __future__ import annotations

from unicodedata import combining, normalize
from xml.etree.ElementTree import Element

from publisher.clreq import MARKS
from publisher.themes import ROLES
from publisher.typeset.faces import FacePlan, PlannedFace
from publisher.typeset.geta import slice_with_geta
from publisher.typeset.middle_dot import CHINESE, JAPANESE, with_own_dot
from publisher.typeset.slices import slice_face
from publisher.typeset.spaced import GapCharacters, gap_characters, with_spaced_copies
from publisher.typeset.turned import turned_slice, vertical_extras
from publisher.typeset.upright import drawing_characters, numbers_in, with_upright_numbers
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import PageSetting


def page_slices(
    language: str, tree: Element, plan: FacePlan, setting: PageSetting, languages: tuple[str, ...]
) -> list[FontSlice]:
    """One slice a face of `plan` for the page `tree`, with the forms of its language and of all `languages` of its runs."""
    text = "".join(tree.itertext())
    gaps = gap_characters(normalize("NFC", text))
    numbers = _numbers(tree, text, setting) if setting.vertical else set[str]()
    stand_in = _stand_in(plan) if plan.missing else None
    slices: list[FontSlice] = []
    for planned in plan.faces:
        characters = _composed(planned)
        if setting.vertical:
            characters |= vertical_extras(characters, language) | drawing_characters(numbers)
        if planned is stand_in:
            data = slice_with_geta(planned.face, characters, plan.missing, languages)
        else:
            data = slice_face(planned.face, characters, languages)
        if {CHINESE, JAPANESE} <= characters:
            data = with_own_dot(data)
        if setting.vertical:
            data = with_upright_numbers(turned_slice(data, language), numbers)
        drawn = GapCharacters(*(characters & each for each in gaps))
        data = with_spaced_copies(data, drawn, characters & MARKS, languages)
        slices.append(FontSlice(planned.css_family, planned.weight, data))
    return slices


def _numbers(tree: Element, text: str, setting: PageSetting) -> set[str]:
    """What may stand upright in vertical lines: the short numbers of the text and of its notes."""
    digits = setting.compose.upright_digits
    notes = sum(each.get("class") == "note" for each in tree.iter("span"))
    return {*numbers_in(text, digits), *(str(at) for at in range(1, notes + 1) if at < 10**digits)}


def _stand_in(plan: FacePlan) -> PlannedFace | None:
    """The face that draws 〓: every stack ends in the text's own role."""
    text = [planned for planned in plan.faces if planned.css_family == ROLES[0]]
    return next(iter(text or plan.faces), None)


def _composed(planned: PlannedFace) -> frozenset[str]:
    """The characters of a face, with what letters and marks upon them make together, so that shaping can compose é from e and ´."""
    marks = [each for each in planned.characters if combining(each)]
    made = (normalize("NFC", base + mark) for mark in marks for base in planned.characters if not combining(base))
    return planned.characters.union(each for each in made if len(each) == 1 and planned.face.covers(each))
