"""What a press asks of the file as a whole: no lock, no scripts, a name, whether it is trapped (ISO 15930-7, 6.1, 6.13 and 6.17)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from publisher.check.facts import resources_of
from publisher.check.press.boxes import trim_of
from publisher.check.press.geometry import box_of, meets
from publisher.check.report import Place, Row, row, verdict

if TYPE_CHECKING:
    from pikepdf import Pdf

_MARKS = frozenset({"/PrinterMark", "/TrapNet"})
_NORMAL = frozenset({"/Normal", "/Compatible"})


def document(pdf: Pdf) -> list[Row]:
    """Trapping, identifier, encryption and scripts; annotations on the page."""
    trapped = str(pdf.docinfo.get("/Trapped", "")).lstrip("/")
    identified = "/ID" in pdf.trailer
    scripts = list(_scripts(pdf))
    return [
        row("trapped", verdict(trapped in ("True", "False")), answer=trapped or "none"),
        row("identifier", verdict(identified), answer="yes" if identified else "no"),
        row("encryption", verdict(not pdf.is_encrypted), answer="yes" if pdf.is_encrypted else "none"),
        row("scripts", verdict(not scripts), places=scripts, count=len(scripts)),
        *_annotations(pdf),
    ]


def _scripts(pdf: Pdf) -> Iterator[Place]:
    root = pdf.Root
    if "/JavaScript" in root.get("/Names", {}):
        yield Place(0, "Names")
    for key in ("/OpenAction", "/AA"):
        if _runs(root.get(key)):
            yield Place(0, key[1:])
    for number, page in enumerate(pdf.pages, 1):
        if _runs(page.obj.get("/AA")):
            yield Place(number, "AA")
        for each in page.obj.get("/Annots", ()):
            if _runs(each.get("/A")) or _runs(each.get("/AA")):
                yield Place(number, str(each.get("/Subtype", "?"))[1:])


def _runs(action: Any, depth: int = 0) -> bool:
    """Whether an action, one of its followers, or one of a dictionary of actions is a script."""
    from pikepdf import Array, Dictionary

    if isinstance(action, Array):
        return depth < 4 and any(_runs(each, depth + 1) for each in action)
    if not isinstance(action, Dictionary):
        return False
    if str(action.get("/S", "")) == "/JavaScript":
        return True
    # Whatever an action leads to, as a page, is not one.
    after = [action.get("/Next")] if "/S" in action else list(dict(action.items()).values())
    return depth < 4 and any(_runs(each, depth + 1) for each in after)


def _annotations(pdf: Pdf) -> list[Row]:
    inside = [
        (number, str(each.get("/Subtype", "?"))[1:])
        for number, page in enumerate(pdf.pages, 1)
        for each in page.obj.get("/Annots", ())
        if str(each.get("/Subtype", "?")) not in _MARKS and meets(box_of(each, "/Rect", (0, 0, 0, 0)), trim_of(page))
    ]
    links = [number for number, kind in inside if kind == "Link"]
    others = [Place(number, kind) for number, kind in inside if kind != "Link"]
    return [row("annotations", verdict(not others), places=others, count=len(others), links=len(links))]


def transparency(pdf: Pdf) -> dict[int, str]:
    """Page -> what on it is transparent."""
    found = {number: ", ".join(sorted(_transparent(page.obj))) for number, page in enumerate(pdf.pages, 1)}
    return {number: text for number, text in found.items() if text}


def _transparent(page: Any) -> set[str]:
    found: set[str] = set()
    for resources in resources_of(page):
        for state in resources.get("/ExtGState", {}).values():
            if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
                found.add("opacity")
            if str(state.get("/SMask", "/None")) != "/None":
                found.add("soft mask")
            if str(state.get("/BM", "/Normal")) not in _NORMAL:
                found.add("blend mode")
        for drawn in resources.get("/XObject", {}).values():
            if "/SMask" in drawn:
                found.add("soft mask")
    return found
