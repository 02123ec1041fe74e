"""The navigation of EPUB 2 for readers that know no other: the NCX (ANSI/NISO Z39.86-2005, section 8, as OPF 2.0.1 has it).

EbookLib makes one too, without depth, language or authors, and with empty targets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree

from publisher.render.navigation import NavigationPoint

if TYPE_CHECKING:
    from lxml.etree import _Element

NCX_ID = "ncx"
"""EbookLib's spine refers to it by this name."""
NCX_FILE = "toc.ncx"
NCX_TYPE = "application/x-dtbncx+xml"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def ncx(made: Any, points: Sequence[NavigationPoint], authors: Sequence[str]) -> bytes:
    """The NCX of the book `made` (its identifier, title and language) with these places."""
    root = etree.Element(_name("ncx"), {"version": "2005-1", _XML_LANG: made.language}, nsmap={None: _NCX})
    head = _add(root, "head")
    pages = {"totalPageCount": "0", "maxPageNumber": "0"}
    for name, content in {"uid": made.uid, "depth": str(_depth(points)), **pages}.items():
        _add(head, "meta", name=f"dtb:{name}", content=content)
    _add_text(_add(root, "docTitle"), made.title)
    for author in authors:
        _add_text(_add(root, "docAuthor"), author)
    _Points(_add(root, "navMap")).add(points)
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data


class _Points:
    """Adds places in the order of the book. Two that lead to one target have one place in that order."""

    def __init__(self, parent: _Element) -> None:
        self._parent = parent
        self._number = 0
        self._orders: dict[str, int] = {}

    def add(self, points: Sequence[NavigationPoint]) -> None:
        parent = self._parent
        for point in points:
            self._number += 1
            order = self._orders.setdefault(point.href, len(self._orders) + 1)
            made = _add(parent, "navPoint", id=f"point-{self._number}", playOrder=str(order))
            _add_text(_add(made, "navLabel"), point.text)
            _add(made, "content", src=point.href)
            self._parent = made
            self.add(point.children)
            self._parent = parent


def _depth(points: Sequence[NavigationPoint]) -> int:
    return max((1 + _depth(point.children) for point in points), default=0)


def _name(name: str) -> str:
    return f"{{{_NCX}}}{name}"


def _add(parent: _Element, element: str, **attributes: str) -> _Element:
    return etree.SubElement(parent, _name(element), attributes)


def _add_text(parent: _Element, text: str) -> None:
    _add(parent, "text").text = text
