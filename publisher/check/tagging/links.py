"""Links and other annotations: tagged, with words, in the order of the tags (ISO 14289-1, 7.18)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.check.tagging.tree import Element, Fault, Tree

if TYPE_CHECKING:
    from pikepdf import Pdf

_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1, 2, 4, 32, 256
_OWNERS = {"/Link": ("7.18.5-1", "Link"), "/Widget": ("7.18.4-1", "Form")}
_UNTAGGED = frozenset({"/PrinterMark", "/Popup"})


class Annotation(NamedTuple):
    """An annotation on a page, from 1."""

    obj: Any
    page: int

    @property
    def kind(self) -> str:
        return str(self.obj.get("/Subtype", "?"))

    @property
    def flags(self) -> int:
        return int(self.obj.get("/F", 0))

    @property
    def named(self) -> str:
        """What it is and, if it is a link, where it leads."""
        action = self.obj.get("/A", {})
        target = action.get("/URI", action.get("/D", self.obj.get("/Dest", "")))
        return f"{self.kind[1:]} {target if len(str(target)) < 80 else ''}".strip()


def shown_annotations(pdf: Pdf) -> list[Annotation]:
    """The annotations that readers meet: neither hidden nor beside the page."""
    return [each for each in all_annotations(pdf) if not each.flags & _HIDDEN and not _is_outside(each, pdf)]


def all_annotations(pdf: Pdf) -> Iterator[Annotation]:
    for number, page in enumerate(pdf.pages, 1):
        for obj in page.obj.get("/Annots", ()):
            yield Annotation(obj, number)


def links(pdf: Pdf, tree: Tree, parents: Any) -> Iterator[Fault]:
    """Rules on annotations. `parents` is the parent tree: key -> element or array."""
    for number in sorted({each.page for each in all_annotations(pdf)}):
        if str(pdf.pages[number - 1].obj.get("/Tabs", "")) != "/S":
            yield Fault("7.18.3-1", number)
    for each in shown_annotations(pdf):
        yield from (Fault(rule, each.page, each.named) for rule in _rules(each, tree, parents))


def _rules(each: Annotation, tree: Tree, parents: Any) -> Iterator[str]:
    if each.kind == "/TrapNet":
        yield "7.18.2-1"
    owner = _owner(each, tree, parents)
    if each.kind == "/PrinterMark" and owner is not None:
        yield "7.18.8-1"
    if each.kind in _UNTAGGED:
        return
    rule, wanted = _OWNERS.get(each.kind, ("7.18.1-1", "Annot"))
    if owner is None or owner.kind != wanted:
        yield rule
    elif not any(_same(each.obj, other) for other in owner.references):
        yield "14.7.4.3"
    words = str(each.obj.get("/Contents", ""))
    if each.kind == "/Link" and not words:
        yield "7.18.5-2"
    if each.kind != "/Widget" and not words and (owner is None or not owner.get("/Alt")):
        yield "7.18.1-2"


def _owner(each: Annotation, tree: Tree, parents: Any) -> Element | None:
    if "/StructParent" not in each.obj:
        return None
    named = parents.get(int(each.obj.StructParent))
    return None if named is None else tree.element(named)


def _same(one: Any, other: Any) -> bool:
    return bool(one.objgen == other.objgen) if one.is_indirect and other.is_indirect else bool(one == other)


def _is_outside(each: Annotation, pdf: Pdf) -> bool:
    if "/Rect" not in each.obj:
        return False
    rect, crop = ([float(edge) for edge in box] for box in (each.obj.Rect, pdf.pages[each.page - 1].cropbox))
    left, right = sorted((rect[0], rect[2]))
    bottom, top = sorted((rect[1], rect[3]))
    return right <= crop[0] or left >= crop[2] or top <= crop[1] or bottom >= crop[3]


def archival(pdf: Pdf) -> Iterator[Fault]:
    """Annotations that would not be seen in print as on the screen (ISO 19005-3, 6.3.2)."""
    for each in all_annotations(pdf):
        if each.kind == "/Popup":
            continue
        if "/F" not in each.obj:
            yield Fault("6.3.2-1", each.page, each.named)
        elif not each.flags & _PRINT or each.flags & (_HIDDEN | _INVISIBLE | _NO_VIEW | _TOGGLE):
            yield Fault("6.3.2-2", each.page, each.named)
