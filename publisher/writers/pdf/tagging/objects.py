"""The structure tree as objects of a file (ISO 32000-1, 14.7.2 to 14.7.4)."""

from __future__ import annotations

from typing import Any

import pydyf

from publisher.writers.pdf.tagging.tree import Annotation, Content, Node

_OWNERS = {"Figure": "/Layout", "L": "/List", "TH": "/Table", "TD": "/Table"}


def write_tree(pdf: Any, root: Node) -> None:
    """Add the tree to a `pydyf.PDF`, and say in its catalogue that the content is marked by it."""
    _Writer(pdf).write(root)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Writer:
    def __init__(self, pdf: Any):
        self._pdf = pdf
        self._pages: list[bytes] = list(pdf.page_references)
        self._marked: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._annotations: list[bytes] = []
        self._identified: dict[str, bytes] = {}

    def write(self, root: Node) -> None:
        tree = self._added(pydyf.Dictionary({"Type": "/StructTreeRoot"}))
        tree["K"] = pydyf.Array([self._element(root, tree).reference])
        tree["ParentTree"] = self._added(pydyf.Dictionary({"Nums": self._parents()})).reference
        tree["ParentTreeNextKey"] = len(self._pages) + len(self._annotations)
        if self._identified:
            names = pydyf.Array()
            for name in sorted(self._identified):
                names += [pydyf.String(name), self._identified[name]]
            tree["IDTree"] = self._added(pydyf.Dictionary({"Names": names})).reference
        self._pdf.catalog["StructTreeRoot"] = tree.reference

    def _added(self, value: Any) -> Any:
        self._pdf.add_object(value)
        return value

    def _element(self, node: Node, parent: Any) -> Any:
        element = self._added(pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent.reference}))
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.text:
            element["ActualText"] = pydyf.String(node.text)
        if node.language:
            element["Lang"] = pydyf.String(node.language)
        if node.identifier:
            element["ID"] = pydyf.String(node.identifier)
            self._identified[node.identifier] = element.reference
        if node.attributes:
            element["A"] = pydyf.Dictionary({"O": _OWNERS[node.kind], **node.attributes})
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        element["K"] = pydyf.Array([self._kid(kid, element, page) for kid in node.kids])
        return element

    def _kid(self, kid: Node | Content | Annotation, element: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        if isinstance(kid, Annotation):
            kid.target["StructParent"] = len(self._pages) + len(self._annotations)
            self._annotations.append(element.reference)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.target.reference, "Pg": self._pages[kid.page]})
        self._marked[kid.page][kid.mcid] = element.reference
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid})

    def _parents(self) -> Any:
        """For each page, and each annotation, which elements its content is of."""
        numbers = pydyf.Array()
        for page, marked in enumerate(self._marked):
            parents = pydyf.Array([marked.get(mcid, b"null") for mcid in range(max(marked, default=-1) + 1)])
            numbers += [page, self._added(parents).reference]
        for number, parent in enumerate(self._annotations, len(self._pages)):
            numbers += [number, parent]
        return numbers
