"""An EPUB's package: where it says its text is, in what order, and what it says of the book (EPUB 3.3, sections 4 to 6; OPF 2.0.1).

EbookLib, which writes our EPUBs, is not used to read: its reader follows names out of the archive, unpacks without limit and stops at
the first part that is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from publisher.containers import ZIP_MAGIC, Container, resolved
from publisher.errors import InputError
from publisher.readers.epub.metadata import Metadata, Said

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_ENC: Final = "{http://www.w3.org/2001/04/xmlenc#}"
# Fonts may be obfuscated without anything being locked (EPUB 3.3, 4.4; and Adobe's way before it).
_OBFUSCATION: Final = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_DOCUMENTS: Final = frozenset(
    {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
)


class Document(msgspec.Struct, frozen=True):
    """A content document of the spine. `linear` documents are read one after the other, others when they are called."""

    name: str
    linear: bool
    types: frozenset[str]
    """What manifest, guide and landmarks call it: `nav`, `cover`, `toc`, `colophon`."""


class Package:
    """The package document of an EPUB."""

    def __init__(self, source: bytes | Path, most_part: int) -> None:
        """`source` is the book or its file, whose container is then open until it is closed.

        Raises InputError `epub-other`, `epub-locked`, `epub-no-package`, and what `Container` raises.
        """
        if _beginning(source) != ZIP_MAGIC:
            raise InputError("epub-other")
        self.container = Container(source, most_part)
        try:
            self._open()
        except BaseException:
            self.container.close()
            raise

    def _open(self) -> None:
        if _CONTAINER not in self.container:
            raise InputError("epub-no-container", part=_CONTAINER)
        self.name = next((name for name in self._rootfiles() if name in self.container), "")
        if not self.name:
            raise InputError("epub-no-package", part=_CONTAINER)
        self.root = self.container.xml(self.name)
        self._items = {item.get("id", ""): item for item in _every(self.root, "manifest", "item")}
        self._refuse_locked()

    def _rootfiles(self) -> Iterator[str]:
        for each in self.container.xml(_CONTAINER).iter("{*}rootfile"):
            path = resolved("", each.get("full-path", ""))
            if path:
                yield path

    def _refuse_locked(self) -> None:
        """Raises InputError `epub-locked` where text is encrypted, as shops do it; obfuscated fonts are no matter."""
        if _ENCRYPTION not in self.container:
            return
        for each in self.container.xml(_ENCRYPTION).iter(f"{_ENC}EncryptedData"):
            method = each.find(f"{_ENC}EncryptionMethod")
            if method is None or method.get("Algorithm") not in _OBFUSCATION:
                raise InputError("epub-locked")

    # --- what is to be read

    def documents(self) -> tuple[list[Document], int]:
        """The content documents in reading order, and how many of the spine's entries name none that is there."""
        types = self._types()
        found: list[Document] = []
        missing = 0
        for reference in _every(self.root, "spine", "itemref"):
            item = self._items.get(reference.get("idref", ""))
            name = resolved(self.name, item.get("href", "")) if item is not None else None
            if item is None or name is None or name not in self.container:
                missing += 1
            elif item.get("media-type", "") in _DOCUMENTS:
                said = frozenset(item.get("properties", "").split()) | types.get(name, frozenset())
                found.append(Document(name, reference.get("linear") != "no", said))
        return found, missing

    def _types(self) -> dict[str, frozenset[str]]:
        """What the guide of EPUB 2 calls the documents it points to."""
        found: dict[str, frozenset[str]] = {}
        for each in _every(self.root, "guide", "reference"):
            href = each.get("href", "")
            name = resolved(self.name, href) if "#" not in href else None
            if name:
                found[name] = found.get(name, frozenset()) | {each.get("type", "").lower()}
        return found

    def part_of(self, base: str, href: str) -> str | None:
        """The name of the part that `href` in the part `base` points to, as the archive spells it; None: it is not there."""
        name = resolved(base, href)
        return self.container.name_of(name) if name else None

    def labels(self) -> dict[str, str]:
        """What the table of contents calls each document: by the navigation document, else by the NCX."""
        for item in self._items.values():
            name = resolved(self.name, item.get("href", ""))
            is_navigation = "nav" in item.get("properties", "").split()
            if (
                name
                and name in self.container
                and (is_navigation or item.get("media-type") == "application/x-dtbncx+xml")
            ):
                try:
                    root = self.container.xml(name)
                except InputError:
                    continue
                labels = _navigation_labels(root, name) if is_navigation else _ncx_labels(root, name)
                if labels:
                    return labels
        return {}

    def metadata(self) -> Metadata:
        """What the package says of the book; empty strings where it says nothing."""
        return Said(self.root).metadata()


def _beginning(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        return source[: len(ZIP_MAGIC)]
    with source.open("rb") as file:
        return file.read(len(ZIP_MAGIC))


def _every(root: _Element, parent: str, name: str) -> Iterator[_Element]:
    """The elements `name` in the package's `parent`, whatever namespace the package is in."""
    for each in root.iterfind(f"{{*}}{parent}"):
        yield from each.iterfind(f"{{*}}{name}")


def _navigation_labels(root: _Element, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for nav in root.iter("{*}nav"):
        kinds = [value for key, value in nav.attrib.items() if str(key).endswith("}type")]
        if kinds and "toc" not in str(kinds[0]).split():
            continue
        for link in nav.iter("{*}a"):
            target = resolved(name, link.get("href", ""))
            if target:
                found.setdefault(target, " ".join("".join(link.itertext()).split()))
    return found


def _ncx_labels(root: _Element, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for point in root.iter("{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel/{*}text")
        target = resolved(name, content.get("src", "")) if content is not None else None
        if target and label is not None:
            found.setdefault(target, " ".join((label.text or "").split()))
    return found
