"""Where things are in a joined file: links, outline and labels (ISO 32000-1, 12.3 and 12.4.2).

A link within a gathering names its place; one to another gathering is written as the address `place:NAME`. Both become links to a
page of the book. Names of places have to be told apart by whoever makes the gatherings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from publisher.errors import EngineError
from publisher.writers.pdf.joining.gatherings import Gathering

PLACE = "place:"
"""The scheme of links that lead into another gathering."""

_NUMERALS = {"decimal": Name("/D"), "roman": Name("/r")}

Named = dict[str, tuple[int, object, object]]
"""Places of a gathering by name: number of the page in it, from 0, and where on it."""


class Places:
    """The named places of all gatherings."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Array, str]] = {}

    def taken(self, source: pikepdf.Pdf) -> Named:
        """What has a name in a gathering, before it is copied; the names are out of it."""
        holder = source.Root.get("/Names", Dictionary())
        names = holder.get("/Dests", Dictionary()).get("/Names", Array())
        if "/Dests" in holder:
            del holder["/Dests"]
        numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        pairs = list(names)
        return {
            str(name): (numbers[place[0].objgen], place[2], place[3])
            for name, place in zip(pairs[::2], pairs[1::2], strict=True)
        }

    def add(self, named: Named, pages: Sequence[pikepdf.Object], first: int) -> None:
        """Where those places are in the book; `first` is the number of the gathering's first page, by which a link is described."""
        for name, (number, x, y) in named.items():
            self._known[name] = Array([pages[number], Name.XYZ, x, y, 0]), str(first + number)

    def lead_there(self, pages: Iterable[pikepdf.Object]) -> None:
        """Make every link on `pages` to a named place one to its page. Raises EngineError `book-place-unknown`."""
        for page in pages:
            for link in page.get("/Annots", ()):
                self._lead(link)

    def _lead(self, link: pikepdf.Object) -> None:
        named = link.get("/Dest")
        address = str(link.A.get("/URI", "")) if "/A" in link else ""
        if isinstance(named, pikepdf.String):
            self._set(link, str(named))
        elif address.startswith(PLACE):
            del link["/A"]
            self._set(link, address.removeprefix(PLACE))

    def _set(self, link: pikepdf.Object, name: str) -> None:
        if name not in self._known:
            raise EngineError("book-place-unknown", name=name)
        place, page = self._known[name]
        link.Dest = Array(place)
        # What is read out where the words of the link are not (ISO 14289-1, 7.18.5): the name of a place is for us alone.
        link.Contents = pikepdf.String(page)


def write_outline(book: pikepdf.Pdf, gatherings: Sequence[Gathering], pages: Sequence[pikepdf.Object]) -> None:
    """One outline of the bookmarks of all gatherings, each below the last of a higher level before it."""
    if "/Outlines" in book.Root:
        del book.Root["/Outlines"]
    with book.open_outline(max_depth=20) as outline:
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        first = 0
        for gathering in gatherings:
            for mark in gathering.bookmarks:
                while above[-1][0] >= mark.level:
                    above.pop()
                place = Array([pages[first + mark.page], Name.XYZ, mark.x, mark.y, 0])
                item = OutlineItem(mark.label, place)
                item.is_closed = mark.closed
                above[-1][1].append(item)
                above.append((mark.level, item.children))
            first += gathering.pages


def label_pages(book: pikepdf.Pdf, gatherings: Sequence[Gathering]) -> None:
    """Labels that are the folios printed: those of a gathering go on from the one before where they can."""
    numbers: list[object] = []
    at, going_on = 0, None
    for each in gatherings:
        if going_on != (each.numerals, each.first):
            label = Dictionary(P=pikepdf.String(each.label)) if each.label else Dictionary()
            if each.numerals:
                label = Dictionary(S=_NUMERALS[each.numerals], St=each.first)
            numbers += [at, label]
        at += each.pages
        going_on = each.numerals, each.first + each.pages
    book.Root.PageLabels = Dictionary(Nums=Array(numbers))
