"""A Word document's package: its main part, what that refers to, and its properties (ECMA-376-2, Open Packaging Conventions).

python-docx is not used to read: it opens every part at once, stops at the dangling relationships that other word processors leave,
and knows neither fields, footnotes, ruby nor text boxes; what it has besides is little more than what is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from publisher.containers import ZIP_MAGIC, Container, parsed, resolved
from publisher.errors import InputError, LimitError

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CORE: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_OFFICE: Final = b"http://schemas.openxmlformats.org/"
# ISO/IEC 29500 Strict says the same in other namespaces (part 1 against part 4).
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _OFFICE + b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _OFFICE + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", _OFFICE + b"drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/", _OFFICE + b"drawingml/2006/"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_MAIN: Final = "word/document.xml"


def local(element: _Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


class Relation(msgspec.Struct, frozen=True):
    """What a part refers to by an id: another part, or an address outside."""

    kind: str
    """The last word of its type: `image`, `hyperlink`, `footnotes`."""
    target: str
    """The name of a part of the package; of an external one the address as given."""
    external: bool


class Package:
    """The parts of a Word document. `main` is the name of its text's part."""

    def __init__(self, data: bytes, most_part: int) -> None:
        """Raises InputError `word-text`, `word-locked`, `word-old`, `word-other`, and what `Container` raises."""
        _refuse_others(data)
        self.container = Container(data, most_part)
        main = [each.target for each in self.relations("").values() if each.kind == "officeDocument"]
        self.main = next((name for name in (*main, _MAIN) if name in self.container), "")
        if not self.main:
            raise InputError("word-other", missing=_MAIN)

    def xml(self, name: str) -> _Element:
        """The root of a part, in the transitional namespaces. Raises what `Container.xml` raises."""
        data = self.container.read(name)
        if b"purl.oclc.org/ooxml" in data:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        return parsed(data, name)

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` (empty: the package) refers to, by id. Targets that lie outside the package are left out."""
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if name not in self.container:
            return {}
        found: dict[str, Relation] = {}
        for each in self.xml(name).iter(f"{_PACKAGE}Relationship"):
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "") if external else resolved(part, each.get("Target", ""))
            if target:
                found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, external)
        return found

    def part(self, relations: dict[str, Relation], kind: str) -> _Element | None:
        """The root of the first part of a kind (`styles`, `footnotes`); None where there is none that can be read.

        What is not the text itself may be missing or broken: the text is then read without it.
        """
        for each in relations.values():
            if each.kind == kind and not each.external and each.target in self.container:
                return self.xml(each.target)
        return None

    def parts(self, relations: dict[str, Relation], kind: str) -> Iterator[_Element]:
        for each in relations.values():
            if each.kind == kind and not each.external and each.target in self.container:
                yield self.xml(each.target)

    def properties(self) -> dict[str, str]:
        """The core properties (ECMA-376-2, 11.1) that say something: `title creator subject keywords category identifier`."""
        related = [each for each in self.relations("").values() if each.kind == "core-properties"]
        if not related or related[0].target not in self.container:
            return {}
        try:
            root = self.xml(related[0].target)
        except (InputError, LimitError):
            return {}
        words = {
            name: (root.findtext(f"{_DC}{name}") or "").strip()
            for name in ("title", "creator", "subject", "identifier")
        }
        words |= {name: (root.findtext(f"{_CORE}{name}") or "").strip() for name in ("keywords", "category")}
        return {name: text for name, text in words.items() if text}


def _refuse_others(data: bytes) -> None:
    """Raises InputError where the bytes are no zip at all, with what they are."""
    if data.startswith(_OLE):
        raise InputError("word-locked" if _ENCRYPTED_STREAM in data else "word-old")
    if not data.startswith(ZIP_MAGIC):
        start = data[:4096]
        raise InputError("word-other" if b"\0" in start or not start else "word-text", missing="PK")
