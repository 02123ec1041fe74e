"""The slices of media that flow: of a book, and of a web page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from msgspec import Struct

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.fonts import notice_of
from publisher.typeset.embedding import EmbeddedFace, EmbeddingRule, embedded, unicode_range
from publisher.typeset.faces import OWN, FacePlan
from publisher.typeset.installable import file_name
from publisher.typeset.slices import slice_face
from publisher.typeset.woff2 import as_woff2
from publisher.writers.font_slices import FontSlice


class FlowingFaces(Struct, frozen=True):
    """The faces of a book or a web page. `languages`: whose forms of characters they keep, the article's first."""

    plan: FacePlan
    rule: EmbeddingRule
    languages: tuple[str, ...]

    def slices(self) -> list[FontSlice]:
        """One slice a face, of those that the document holds."""
        return [self._slice(each) for each in embedded(self.plan, self.rule, self.languages[0])]

    def shared(self) -> Iterator[Diagnostic]:
        """`fonts-shared`, where the faces are left to the shared folder: their files there, and the bytes this saves."""
        if self.rule.mode != "shared":
            return
        left = [each for each in self.plan.faces if not each.css_family.startswith(OWN)]
        # A PDF of the article has made these slices already. Packed quickly, they are a few hundredths larger than in a book.
        slices = (slice_face(each.face, each.characters, self.languages) for each in left)
        size = sum(len(zlib.compress(data, 1)) for data in slices)
        files = " ".join(dict.fromkeys(file_name(each.face) for each in left))
        yield diagnostic("fonts-shared", "info", files=files, size=size, kilobytes=round(size / 1000))

    def _slice(self, held: EmbeddedFace) -> FontSlice:
        planned = held.planned
        data = slice_face(planned.face, held.characters, self.languages)
        return FontSlice(
            planned.css_family,
            planned.weight,
            as_woff2(data) if self.rule.woff2 else data,
            unicode_range(held.characters) if held.partial else "",
            unicode_range(held.rare),
            notice_of(planned.face),
        )
