"""One structure tree of several (ISO 32000-1, 14.7).

The root elements become one. An element of type Part with the name (ID) of the Part that the gathering before it ended in is the same
one, and goes on. Pages and annotations get new numbers in one parent tree; names of other elements get the gathering's prefix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree

_ROOT = Name("/StructTreeRoot")
_PART = "/Part"


class SharedStructure:
    """The structure tree of a book, which takes those of its gatherings in order."""

    def __init__(self, book: pikepdf.Pdf):
        self._book = book
        self._tree = book.make_indirect(Dictionary(Type=_ROOT))
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=self._tree)
        self._document = _Element(book.make_indirect(document))
        self._parents = NumberTree.new(book)
        self._names: dict[str, pikepdf.Object] = {}
        self._next = 0

    def take(self, tree: pikepdf.Object, pages: Sequence[pikepdf.Object], prefix: str) -> None:
        """The elements of a tree that is in the book by now, and of its `pages`."""
        self._number(tree, pages)
        if "/IDTree" in tree:
            self._name(tree.IDTree, prefix)
        for kind in ("/RoleMap", "/ClassMap"):
            if kind in tree:
                self._tree[kind] = Dictionary({**dict(self._tree.get(kind, {})), **dict(tree[kind])})
        for root in _kids(tree):
            self._document.take_all(root)

    def write(self) -> None:
        """Put the tree into the book."""
        self._document.close()
        self._tree.K = Array([self._document.element])
        self._tree.ParentTree = self._parents.obj
        self._tree.ParentTreeNextKey = self._next
        if self._names:
            names = NameTree.new(self._book)
            for name in sorted(self._names):
                names[name] = self._names[name]
            self._tree.IDTree = names.obj
        self._book.Root.StructTreeRoot = self._tree

    def _number(self, tree: pikepdf.Object, pages: Sequence[pikepdf.Object]) -> None:
        for page in pages:
            for each, key in ((page, "/StructParents"), *((note, "/StructParent") for note in page.get("/Annots", ()))):
                if key in each:
                    each[key] = int(each[key]) + self._next
        for number, parents in NumberTree(tree.ParentTree).items():
            self._parents[number + self._next] = parents
        self._next += int(tree.ParentTreeNextKey)

    def _name(self, tree: pikepdf.Object, prefix: str) -> None:
        for name, element in NameTree(tree).items():
            own = name if str(element.S) == _PART else prefix + name
            element.ID = pikepdf.String(own)
            self._names.setdefault(own, element)


class _Element:
    """An element whose kids are still coming. `last` is its last kid, if that is a Part, which may go on."""

    def __init__(self, element: pikepdf.Object):
        self.element = element
        self._kids: list[pikepdf.Object] = []
        self._last: _Element | None = None
        if "/K" in element:
            self.take_all(element)

    def take_all(self, holder: pikepdf.Object) -> None:
        """The kids of `holder`, an element that this one stands for."""
        for kid in _kids(holder):
            if isinstance(kid, int):
                # By its number alone it is on the page that the holder names.
                kid = Dictionary(Type=Name.MCR, Pg=holder.Pg, MCID=kid)
            self._take(kid)

    def close(self) -> None:
        if self._last:
            self._last.close()
        self.element.K = Array(self._kids)

    def _take(self, kid: pikepdf.Object) -> None:
        goes_on = str(kid.get("/S")) == _PART and "/ID" in kid
        if goes_on and self._last and self._last.element.ID == kid.ID:
            self._last.take_all(kid)
            return
        if self._last:
            self._last.close()
        if "/S" in kid:
            kid.P = self.element
        self._kids.append(kid)
        self._last = _Element(kid) if goes_on else None


def _kids(holder: pikepdf.Object) -> list[Any]:
    """Elements, references to content, and numbers of content on the page of `holder`."""
    kids = holder.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]
