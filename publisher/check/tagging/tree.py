"""The structure tree as it stands in the file, every element with its standard type (ISO 32000-1, 14.7.2, 14.7.3 and 14.8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pikepdf import Pdf

_GROUPING = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
]
_BLOCKS = ["P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"]
_TABLES = ["Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"]
_INLINE = [
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
]
_ILLUSTRATIONS = ["Figure", "Formula", "Form"]
STANDARD = frozenset(_GROUPING + _BLOCKS + _TABLES + _INLINE + _ILLUSTRATIONS)
"""The standard structure types of PDF 1.7, which PDF/UA-1 is built on."""
_TRANSPARENT = "NonStruct"
_LONGEST_CHAIN = 32
_SHOWN = 24


class Fault(NamedTuple):
    """A rule that something breaks: on which page (0 where on none), and the text or the thing itself."""

    rule: str
    page: int = 0
    text: str = ""


class Element:
    """A structure element. `kind` is its standard type, or what it calls itself where that leads to none."""

    def __init__(self, obj: Any, name: str, kind: str, above: Element | None, page: int) -> None:
        self.obj, self.name, self.kind, self.above, self.page = obj, name, kind, above, page
        self.kids: list[Element] = []
        self.marks: list[tuple[int, int]] = []
        """Its marked content: the key of the content's owner in the parent tree, and the identifier in that content."""
        self.references: list[Any] = []
        """Whole objects that belong to it, as annotations."""

    @property
    def parent(self) -> Element | None:
        """The element that it stands in for its meaning: NonStruct has none."""
        above = self.above
        while above is not None and above.kind == _TRANSPARENT:
            above = above.above
        return above

    @property
    def children(self) -> list[Element]:
        """The elements that stand in it for their meaning."""
        found: list[Element] = []
        for kid in self.kids:
            found += kid.children if kid.kind == _TRANSPARENT else [kid]
        return found

    def get(self, key: str) -> str:
        """A text string of its dictionary; empty where there is none."""
        return str(self.obj.get(key, ""))

    def walk(self) -> Iterator[Element]:
        """It and all below, in the order of the tree."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.kids)

    def attributes(self, owner: str) -> Iterator[Any]:
        """Its attribute objects of an owner (14.7.5); revision numbers between them are left out."""
        from pikepdf import Array, Dictionary

        held = self.obj.get("/A")
        for each in held if isinstance(held, Array) else [held]:
            if isinstance(each, Dictionary) and str(each.get("/O", "")) == owner:
                yield each


class Tree:
    """All elements in the order of the tree, and what is wrong with the tree itself."""

    def __init__(self, pdf: Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        self.texts: dict[tuple[int, int], str] = {}
        """What marked content says, by its owner and identifier; whoever reads the content fills this."""
        self.faults: list[Fault] = []
        self.roles = _Roles(root.get("/RoleMap"))
        self._pages = {page.obj.objgen: (number, page.obj) for number, page in enumerate(pdf.pages, 1)}
        self._keys = {number: int(page.get("/StructParents", -1)) for number, page in self._pages.values()}
        self._by_number: dict[tuple[int, int], Element] = {}
        self.tops = self._read(root.get("/K"))
        self.elements = [element for top in self.tops for element in top.walk()]
        self.faults += [Fault("7.1-5", each.page, each.name) for each in self.elements if each.kind not in STANDARD]
        self.faults += [Fault(rule, 0, name) for rule, name in self.roles.faults]

    def element(self, obj: Any) -> Element | None:
        """The element of an object that the parent tree names."""
        return self._by_number.get(obj.objgen)

    def text(self, element: Element) -> str:
        """The beginning of what an element says, and its type."""
        words = ""
        for each in element.walk():
            words += "".join(self.texts.get(mark, "") for mark in each.marks)
            if len(words) > _SHOWN:
                words = words[:_SHOWN] + "…"
                break
        return f"{element.name}: {words}" if words.strip() else element.name

    def fault(self, rule: str, element: Element, more: str = "") -> Fault:
        """A rule that an element breaks."""
        page = next((each.page for each in element.walk() if each.page), 0)
        return Fault(rule, page, self.text(element) + (f" ({more})" if more else ""))

    def _read(self, kids: Any) -> list[Element]:
        tops: list[Element] = []
        waiting: list[tuple[Any, Element | None]] = [(kid, None) for kid in reversed(_listed(kids))]
        while waiting:
            obj, above = waiting.pop()
            element = self._enter(obj, above)
            if element is None:
                continue
            (tops if above is None else above.kids).append(element)
            waiting += [
                (kid, element) for kid in reversed(_listed(obj.get("/K"))) if not self._is_content(kid, element)
            ]
        return tops

    def _enter(self, obj: Any, above: Element | None) -> Element | None:
        from pikepdf import Dictionary

        # A damaged tree may lead back into itself.
        if not isinstance(obj, Dictionary) or "/S" not in obj or (obj.is_indirect and obj.objgen in self._by_number):
            return None
        name = str(obj.S).lstrip("/")
        page = self._pages[obj.Pg.objgen][0] if "/Pg" in obj and obj.Pg.objgen in self._pages else 0
        element = Element(obj, name, self.roles.standard(name), above, page or (above.page if above else 0))
        if obj.is_indirect:
            self._by_number[obj.objgen] = element
        if "/P" not in obj:
            self.faults.append(Fault("7.1-12", element.page, name))
        return element

    def _is_content(self, kid: Any, element: Element) -> bool:
        """Whether a kid is content, not an element; then it is noted with the element."""
        from pikepdf import Dictionary

        if isinstance(kid, int):
            if element.page:
                element.marks.append((self._keys[element.page], kid))
            return True
        if not isinstance(kid, Dictionary):
            return True
        if "/MCID" in kid:
            holder = kid.get("/Stm") if "/Stm" in kid else kid.get("/Pg", element.obj.get("/Pg"))
            if holder is not None:
                element.marks.append((int(holder.get("/StructParents", -1)), int(kid.MCID)))
                element.page = element.page or self._pages.get(holder.objgen, (0, None))[0]
            return True
        if "/Obj" in kid and "/S" not in kid:
            element.references.append(kid.Obj)
            return True
        return False


class _Roles:
    """The role map, followed to standard types."""

    def __init__(self, entries: Any) -> None:
        pairs = entries.items() if entries is not None else ()
        self._map = {str(name).lstrip("/"): str(other).lstrip("/") for name, other in pairs}
        remapped = [("7.1-7", name) for name, other in self._map.items() if name in STANDARD and other != name]
        self.faults = remapped + [("7.1-6", name) for name in self._map if self._is_circular(name)]

    def standard(self, name: str) -> str:
        for _ in range(_LONGEST_CHAIN):
            if name in STANDARD or name not in self._map:
                break
            name = self._map[name]
        return name

    def _is_circular(self, name: str) -> bool:
        at, steps = self._map[name], 0
        while at != name and at in self._map and at not in STANDARD and steps < _LONGEST_CHAIN:
            at, steps = self._map[at], steps + 1
        return at == name and name not in STANDARD


def _listed(kids: Any) -> list[Any]:
    from pikepdf import Array

    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]
