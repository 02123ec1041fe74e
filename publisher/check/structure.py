"""The structure tree of a tagged PDF: which block each piece of marked content belongs to (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

BLOCKS = frozenset(
    [
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "LBody",
        "Lbl",
        "TD",
        "TH",
        "Caption",
        "Note",
        "FENote",
        "BlockQuote",
        "Title",
        "TOCI",
        "Index",
        "Figure",
        "Formula",
        "RT",
        "RP",
        "Warichu",
        "Art",
        "Sect",
        "Div",
        "Document",
        "Part",
        "NonStruct",
        "Aside",
        "LI",
        "L",
        "Code",
        "BibEntry",
    ]
)
"""Types that hold lines of their own; what is not among them (Span, Link, Em, Quote …) is a part of the line it stands in."""

GROUPING = frozenset(["Art", "Sect", "Div", "Document", "Part", "NonStruct", "Aside", "L", "LI"])
"""Text right inside these is a paragraph of its own, but inside a paragraph they change nothing."""

_DEEPEST = 200


class Block(NamedTuple):
    """A block of the structure tree. `kind` is its standard type; `number` counts in the order of the tree."""

    number: int
    kind: str


Structure = Mapping[int, Mapping[int, Block]]
"""Page (from 1) -> marked-content identifier -> its block."""


def structure_of(pdf: Pdf) -> Structure | None:
    """The blocks of a tagged PDF; None where it is not tagged."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/K" not in root:
        return None
    walk = _Walk(pdf, root.get("/RoleMap"))
    walk.children(root.K, 0, None, 0)
    return walk.found if any(walk.found.values()) else None


class _Walk:
    def __init__(self, pdf: Pdf, roles: Object | None) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self.found: dict[int, dict[int, Block]] = {number: {} for number in self.pages.values()}
        self.roles = {str(name): str(standard) for name, standard in roles.items()} if roles is not None else {}
        self.count = 0
        self.seen: set[tuple[int, int]] = set()
        """Elements that were walked: a damaged tree may lead back into itself."""

    def children(self, kids: Any, page: int, block: Block | None, depth: int) -> None:
        from pikepdf import Array, Dictionary

        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                self._enter(page, kid, block)
            elif isinstance(kid, Dictionary) and depth < _DEEPEST:
                self._element(kid, page, block, depth)

    def _element(self, element: Any, page: int, block: Block | None, depth: int) -> None:
        if element.is_indirect:
            if element.objgen in self.seen:
                return
            self.seen.add(element.objgen)
        if "/Pg" in element:
            page = self.pages.get(element.Pg.objgen, 0)
        if "/MCID" in element:
            self._enter(page, int(element.MCID), block)
        elif "/K" in element:
            self.children(element.K, page, self._block(element, block), depth + 1)

    def _block(self, element: Any, above: Block | None) -> Block | None:
        kind = str(element.get("/S", "/Span"))
        kind = self.roles.get(kind, kind).lstrip("/")
        if kind not in BLOCKS or (above is not None and _is_part(kind, above.kind)):
            return above
        self.count += 1
        return Block(self.count, kind)

    def _enter(self, page: int, mark: int, block: Block | None) -> None:
        if page and block is not None:
            self.found[page][mark] = block


def _is_part(kind: str, above: str) -> bool:
    """Whether text of that type is a part of the block it stands in: code in a paragraph, the number of a note."""
    if above in GROUPING:
        return False
    return kind in GROUPING or kind == "Code" or (kind == "Lbl" and above in ("Note", "FENote"))
