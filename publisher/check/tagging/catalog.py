"""What the file says of itself: header, mark-up, metadata, title, language, embedded files (ISO 14289-1, 5, 6, 7.1, 7.2 and 7.11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from publisher.check.tagging.tree import Fault

if TYPE_CHECKING:
    from pikepdf import Pdf

    from publisher.check.tagging.tree import Tree

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_VERSION = re.compile(r"1\.[0-7]")


def of_the_file(pdf: Pdf) -> Iterator[Fault]:
    """Rules on the catalogue and the metadata."""
    root = pdf.Root
    marked: Any = root.get("/MarkInfo", {})
    preferences: Any = root.get("/ViewerPreferences", {})
    asked = {
        "6.1-1": _VERSION.fullmatch(pdf.pdf_version) is not None,
        "6.2-1": bool(marked.get("/Marked", False)),
        "7.1-4": not marked.get("/Suspects", False),
        "7.1-10": bool(preferences.get("/DisplayDocTitle", False)),
        "7.1-11": "/StructTreeRoot" in root and "/K" in root.StructTreeRoot,
        "7.2-34": bool(str(root.get("/Lang", ""))),
    }
    yield from (Fault(rule) for rule, good in asked.items() if not good)
    yield from _metadata(pdf)
    yield from _files(pdf)


def languages(pdf: Pdf, tree: Tree | None) -> Iterator[Fault]:
    """Language tags that are none, of the document or of an element (BCP 47)."""
    said = [(0, str(pdf.Root.get("/Lang", "")))]
    if tree is not None:
        said += [(element.page, element.get("/Lang")) for element in tree.elements if "/Lang" in element.obj]
    yield from (Fault("7.2-29", page, tag) for page, tag in said if tag and not _LANGUAGE.fullmatch(tag))


def _metadata(pdf: Pdf) -> Iterator[Fault]:
    if "/Metadata" not in pdf.Root:
        yield Fault("7.1-8")
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        part, title = said.get("pdfuaid:part"), said.get("dc:title")
    if part is None:
        yield Fault("5-1")
    elif str(part) != "1":
        yield Fault("5-2", 0, str(part))
    if not title:
        yield Fault("7.1-9")


def _files(pdf: Pdf) -> Iterator[Fault]:
    """Embedded files that have no name in one of the two ways to say it."""
    for name, file in pdf.attachments.items():
        if not _has(file.obj, "/F") or not _has(file.obj, "/UF"):
            yield Fault("7.11-1", 0, name)


def _has(holder: Any, key: str) -> bool:
    return bool(str(holder.get(key, "")))
