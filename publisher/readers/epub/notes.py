"""Notes: a reference and the note it leads to, in the same document or another (EPUB 3.3, `epub:type`; DPUB-ARIA 1.1).

A link is a reference if it or its target says so, or if it is a mere mark (`[3]`, `*`) and the target links back.
"""

from __future__ import annotations

import re
from typing import Final

from publisher.containers import resolved
from publisher.readers.html.dom import Element

_NOTE_TYPES: Final = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_REFERENCE_TYPES: Final = frozenset({"noteref", "doc-noteref"})
_BACK_TYPES: Final = frozenset({"backlink", "doc-backlink", "referrer"})
_MARK: Final = re.compile(r"[\[【（(〔［]?\s?(?:注|註)?\s?(?:\d{1,4}|[a-z①-⑳㉑-㊿*†‡※]{1,3})\s?[\]】）)〕］]?$")
_BACK_MARK: Final = re.compile(r"[↩↑^⏎←]\ufe0e?$|返回$|戻る$")
_TARGETS: Final = frozenset({"aside", "li", "p", "div", "dd", "section", "td"})


def types_of(element: Element) -> frozenset[str]:
    """What an element says it is: its `epub:type` and its role."""
    return frozenset(f"{element.get('epub:type')} {element.get('role')}".lower().split())


class Notes:
    """The references of a book and what they lead to."""

    def __init__(self, bodies: dict[str, Element]) -> None:
        """`bodies` are the documents by their names."""
        self._places = {
            (name, uid): each for name, body in bodies.items() for each in body.elements() if (uid := each.get("id"))
        }
        every = (each for body in bodies.values() for each in body.elements())
        self._order = {element: place for place, element in enumerate(every)}
        self.targets: dict[Element, Element] = {}
        """A reference -> the note's element."""
        self.called: set[Element] = set()
        for name, body in bodies.items():
            for link in body.elements():
                target = self._target(name, link) if link.tag == "a" and link.get("href") else None
                if target is not None:
                    self.targets[link] = target
                    self.called.add(target)

    def _target(self, name: str, link: Element) -> Element | None:
        file, mark, uid = link.get("href").strip().partition("#")
        place = self._places.get(((resolved(name, file) or "") if file else name, uid)) if mark else None
        if place is None or types_of(link) & _BACK_TYPES:
            return None
        target = next((each for each in (place, *place.ancestors()) if types_of(each) & _NOTE_TYPES), None)
        if target is None:
            is_reference = bool(types_of(link) & _REFERENCE_TYPES) or (
                _MARK.match(link.text.strip()) is not None and self._leads_back(place, link)
            )
            target = (
                next((each for each in (place, *place.ancestors()) if each.tag in _TARGETS), None)
                if is_reference
                else None
            )
        # A note that holds its own reference is a link within it, back or onward.
        return None if target is None or target.tag == "body" or target in link.ancestors() else target

    def _leads_back(self, place: Element, link: Element) -> bool:
        """Whether what stands at the place links to the reference, and the reference comes first."""
        if self._order[place] < self._order[link]:
            return False
        block = next((each for each in (place, *place.ancestors()) if each.tag in _TARGETS), place)
        own = {each.get("id") for each in (link, *link.ancestors(), *link.elements()) if each.get("id")}
        hrefs = (each.get("href").partition("#")[2] for each in block.elements() if each.tag == "a")
        return any(href in own for href in hrefs)

    def is_note(self, element: Element) -> bool:
        return element in self.called

    def is_back_link(self, element: Element) -> bool:
        """Whether the element is a note's own number, or the link back to its place."""
        if element.tag != "a" or "#" not in element.get("href") or element in self.targets:
            return False
        text = element.text.strip()
        return bool(types_of(element) & _BACK_TYPES or _BACK_MARK.match(text) or _MARK.match(text))
