"""The numbers of pages as a book prints them: in contents, in indexes, at the foot of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from publisher.render.matter_pages import Reference

_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


class Folios(Struct, frozen=True):
    """On which page each place is, by its name, from 1; `chinese`: in Chinese digits, as vertical pages have them.

    Where a place is unknown because nothing has been laid out yet, all digits stand for its number.
    """

    pages: Mapping[str, int] = {}
    chinese: bool = False

    def shown(self, page: int) -> str:
        return str(page).translate(_CHINESE) if self.chinese else str(page)

    def of(self, anchor: str) -> str:
        """The number of the page a place is on. Raises KeyError for one that is nowhere, once any is known."""
        if not self.pages:
            return self.shown(1234567890)
        return self.shown(self.pages[anchor])

    def ranges(self, anchors: Sequence[str]) -> list[Reference]:
        """Places in order as pages: one page once, pages that follow each other as a range; each leads to its first place."""
        if not self.pages:
            return [Reference(f"{self.shown(1234567890)}{self._dash}", each) for each in anchors[:2]]
        return [
            Reference(self.shown(first) if first == last else f"{self.shown(first)}{self._dash}{self.shown(last)}", anchor)
            for first, last, anchor in self._runs(anchors)
        ]  # fmt: skip

    @property
    def _dash(self) -> str:
        return "—" if self.chinese else "–"

    def _runs(self, anchors: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """First and last page of each run, and its first place."""
        run: tuple[int, int, str] | None = None
        # A place is named once, but later ones may have been set on an earlier page: a note.
        for page, _, anchor in sorted((self.pages[anchor], at, anchor) for at, anchor in enumerate(anchors)):
            if run and page <= run[1] + 1:
                run = run[0], page, run[2]
                continue
            if run:
                yield run
            run = page, page, anchor
        if run:
            yield run
