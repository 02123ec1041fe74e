"""The slices of pages: what a book needs of a face, and what the layout engine leaves to the face.

What no face has is drawn as 〓 by the first face of the text, Latin glyphs have copies that carry the gap beside Han, and for
vertical lines what stands upright is turned. An EPUB needs none of this, and does not load it.
"""

from __future__ import annotations

from unicodedata import combining, normalize
from xml.etree.ElementTree import Element

from msgspec import Struct

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


class PageNeeds(Struct, frozen=True):
    """The Latin characters of a document that stand beside Han, and the numbers that stand upright in its vertical lines."""

    gaps: GapCharacters
    numbers: frozenset[str]


class PageFaces(Struct, frozen=True):
    """The faces of pages of one setting. `languages`: whose forms of characters they keep, the article's first."""

    plan: FacePlan
    setting: PageSetting
    languages: tuple[str, ...]

    def slices(self, *trees: Element) -> list[FontSlice]:
        """One slice a face, for what the trees hold."""
        return self.slices_for(*map(self.needs, trees))

    def needs(self, tree: Element) -> PageNeeds:
        """What a tree asks of the slices beside its characters."""
        text = "".join(tree.itertext())
        numbers = self._numbers(tree, text) if self.setting.vertical else frozenset[str]()
        return PageNeeds(gap_characters(normalize("NFC", text)), numbers)

    def slices_for(self, *needs: PageNeeds) -> list[FontSlice]:
        """One slice a face, for pages that have these needs."""
        gaps = GapCharacters(*(frozenset().union(*each) for each in zip(*(every.gaps for every in needs), strict=True)))
        numbers = frozenset[str]().union(*(each.numbers for each in needs))
        return [
            FontSlice(planned.css_family, planned.weight, self._data(planned, gaps, numbers))
            for planned in self.plan.faces
        ]

    def _data(self, planned: PlannedFace, gaps: GapCharacters, numbers: frozenset[str]) -> bytes:
        language, characters = self.languages[0], _composed(planned)
        if self.setting.vertical:
            characters |= vertical_extras(characters, language) | drawing_characters(set(numbers))
        if planned is self._stand_in():
            data = slice_with_geta(planned.face, characters, self.plan.missing, self.languages)
        else:
            data = slice_face(planned.face, characters, self.languages)
        if {CHINESE, JAPANESE} <= characters:
            data = with_own_dot(data)
        if self.setting.vertical:
            data = with_upright_numbers(turned_slice(data, language), set(numbers))
        drawn = GapCharacters(*(characters & each for each in gaps))
        return with_spaced_copies(data, drawn, characters & MARKS, self.languages)

    def _numbers(self, tree: Element, text: str) -> frozenset[str]:
        """What may stand upright in vertical lines: the short numbers of the text and of its notes."""
        digits = self.setting.compose.upright_digits
        notes = sum(each.get("class") == "note" for each in tree.iter("span"))
        return frozenset({*numbers_in(text, digits), *(str(at) for at in range(1, notes + 1) if at < 10**digits)})

    def _stand_in(self) -> PlannedFace | None:
        """The face that draws 〓: every stack ends in the text's own role."""
        if not self.plan.missing:
            return None
        text = [planned for planned in self.plan.faces if planned.css_family == ROLES[0]]
        return next(iter(text or self.plan.faces), None)


def _composed(planned: PlannedFace) -> frozenset[str]:
    """The characters of a face, with what letters and marks upon them make together, so that shaping can compose é from e and ´."""
    marks = [each for each in planned.characters if combining(each)]
    made = (normalize("NFC", base + mark) for mark in marks for base in planned.characters if not combining(base))
    return planned.characters.union(each for each in made if len(each) == 1 and planned.face.covers(each))
