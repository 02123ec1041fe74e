"""A book opened to be looked at: anybody's, and perhaps damaged or made to do harm.

Every entry is unpacked at most once, within the limits of `Container`, and what cannot be unpacked or parsed is noted and taken for
absent; so that the checks need not ask each time. XML is parsed without DTD, entities or network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publisher.containers import Container, parsed, resolved
from publisher.errors import InputError, LimitError

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTAINER_FILE = "META-INF/container.xml"
ENCRYPTION_FILE = "META-INF/encryption.xml"
XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
DOCUMENTS = frozenset((XHTML, "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"))
_XML_SUFFIXES = (".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx", ".svg", ".smil")
_TEXT_SUFFIXES = (*_XML_SUFFIXES, ".css", ".js", ".txt", ".json")
_XML_LINE = re.compile(r"line (\d+)")
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


class Fault(NamedTuple):
    """A rule that something breaks, by its code in `publisher.messages.books`: in which entry and line (0: none), and what it is."""

    rule: str
    file: str = ""
    line: int = 0
    text: str = ""


class Item(NamedTuple):
    """An item of the manifest. `name` is its entry in the container; empty where `href` leads to none."""

    id: str
    href: str
    name: str
    media_type: str
    properties: frozenset[str]
    line: int


class Book:
    """An open book. `unreadable` are entries that could not be unpacked, `unparsed` those that are no XML, each with the fault."""

    def __init__(self, path: Path) -> None:
        """Raises InputError and LimitError `container-…`."""
        self.container = Container(path)
        self.names = frozenset(self.container.names)
        self.unreadable: dict[str, Fault] = {}
        self.unparsed: dict[str, Fault] = {}
        self._texts: dict[str, bytes | None] = {}
        self._trees: dict[str, _Element | None] = {}
        self._untouched = set(self.names)

    def close(self) -> None:
        self.container.close()

    # --- entries

    def read(self, name: str) -> bytes | None:
        """The bytes of an entry; None where it is not there or cannot be unpacked. Texts are kept, for they are asked for again."""
        if name in self._texts:
            return self._texts[name]
        data = self._unpacked(name)
        if is_text(name):
            self._texts[name] = data
        return data

    def _unpacked(self, name: str) -> bytes | None:
        if name not in self.names or name in self.unreadable:
            return None
        self._untouched.discard(name)
        try:
            return self.container.read(name)
        except LimitError as fault:
            self.unreadable[name] = Fault("entry-swells", name, text=fault.message())
        except InputError as fault:
            rule = "entry-locked" if fault.code == "container-locked" else "entry-broken"
            self.unreadable[name] = Fault(rule, name, text=fault.values.get("fault", ""))
        return None

    def touch_all(self) -> None:
        """Unpack what nobody has asked for yet, to see whether it can be."""
        for name in sorted(self._untouched):
            self._unpacked(name)

    def tree(self, name: str) -> _Element | None:
        """The root of an entry that is XML; None where it is none."""
        if name not in self._trees:
            data = self.read(name)
            self._trees[name] = None if data is None else self._parsed(name, data)
        return self._trees[name]

    def _parsed(self, name: str, data: bytes) -> _Element | None:
        try:
            return parsed(data, name)
        except LimitError as fault:
            rule, said = "xml-deep", fault.values.get("fault", "")
        except InputError as fault:
            rule = "xml-entities" if fault.code == "xml-doctype" else "xml-broken"
            said = fault.values.get("fault", "")
        line = _XML_LINE.search(said)
        self.unparsed[name] = Fault(rule, name, int(line[1]) if line else 0, said.partition(" (<string>")[0])
        return None

    # --- the package

    @cached_property
    def package_name(self) -> str:
        """The entry that is the package document; empty where the container names none that is there."""
        root = self.tree(CONTAINER_FILE)
        for each in () if root is None else root.iter("{*}rootfile"):
            name = resolved("", each.get("full-path", ""))
            if name in self.names:
                return name or ""
        return ""

    @cached_property
    def package(self) -> _Element | None:
        return self.tree(self.package_name) if self.package_name else None

    @property
    def is_epub_3(self) -> bool:
        return self.package is not None and self.package.get("version", "").strip().startswith("3")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The manifest, in its order."""
        return tuple(
            Item(
                each.get("id", ""),
                each.get("href", ""),
                self._entry(each.get("href", "")),
                each.get("media-type", ""),
                frozenset(each.get("properties", "").split()),
                line_of(each),
            )
            for each in self.children("manifest", "item")
        )

    def _entry(self, href: str) -> str:
        name = resolved(self.package_name, href) or ""
        return name if name in self.names else ""

    def children(self, parent: str, name: str) -> Iterator[_Element]:
        """The elements `name` in the package's `parent`, whatever namespace the package is in."""
        for each in () if self.package is None else self.package.iterfind(f"{{*}}{parent}"):
            yield from each.iterfind(f"{{*}}{name}")

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """The entries in reading order."""
        known = {item.id: item.name for item in self.items}
        named = (known.get(each.get("idref", ""), "") for each in self.children("spine", "itemref"))
        return tuple(name for name in named if name)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The content documents that can be parsed: those of the spine in its order, then the others."""
        listed = {item.name for item in self.items if item.media_type in DOCUMENTS and item.name}
        order = dict.fromkeys((*self.spine, *(item.name for item in self.items)))
        return tuple(name for name in order if name in listed and self.tree(name) is not None)

    @cached_property
    def navigation(self) -> str:
        """The navigation document of EPUB 3; empty where there is none."""
        return next((item.name for item in self.items if "nav" in item.properties and item.name), "")

    @cached_property
    def ncx(self) -> str:
        return next((item.name for item in self.items if item.media_type == NCX and item.name), "")

    @cached_property
    def identifiers(self) -> dict[str, dict[str, int]]:
        """Of each document, its identifiers with their place in the order of its elements."""
        found: dict[str, dict[str, int]] = {}
        for name in self.documents:
            places = found.setdefault(name, {})
            for at, element in enumerate(elements(self.tree(name))):
                if uid := element.get("id"):
                    places.setdefault(uid, at)
        return found


def is_text(name: str) -> bool:
    return name == "mimetype" or name.lower().endswith(_TEXT_SUFFIXES)


def is_xml(name: str) -> bool:
    return name.lower().endswith(_XML_SUFFIXES)


def elements(root: _Element | None) -> Iterator[_Element]:
    """Every element from `root` on; entities and the like, which lxml counts among them, are left out."""
    for each in () if root is None else root.iter():
        if isinstance(each.tag, str):
            yield each


def local(element: _Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: _Element) -> int:
    return int(element.sourceline or 0)


def said(element: _Element) -> str:
    """The text in an element, its white space as one space."""
    return " ".join("".join(element.itertext()).split())


def roles(element: _Element) -> frozenset[str]:
    """What `epub:type` and `role` call an element, the latter without `doc-`."""
    named = f"{element.get(_EPUB_TYPE, '')} {element.get('role', '')}".split()
    return frozenset(each.removeprefix("doc-") for each in named)
