"""The rows of a report on the tags of a PDF: one for each subject of the standard, its broken rules as places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from publisher.check.report import Place, Profile, Row, row, verdict
from publisher.check.tagging import catalog, elements, fonts, links, marked_content, nesting, tables
from publisher.check.tagging.marked_content import Content, parents_of
from publisher.check.tagging.tree import Fault, Tree

if TYPE_CHECKING:
    from pikepdf import Pdf

_OF_TAGS = ("ua-tree", "ua-headings", "ua-lists", "ua-tables", "ua-alternatives", "ua-notes", "ua-links", "ua-content")


def tagging(pdf: Pdf, profile: Profile) -> list[Row]:
    """PDF/UA-1 as far as a program can tell; for a printer, who needs no tags, nothing of it fails."""
    tree = Tree(pdf) if "/StructTreeRoot" in pdf.Root else None
    parents = parents_of(pdf)
    content = Content(pdf, tree, parents)
    found = {"ua-file": [*catalog.of_the_file(pdf), *catalog.languages(pdf, tree)]}
    if tree is not None:
        found |= {
            "ua-tree": tree.faults,
            "ua-headings": list(elements.headings(tree)),
            "ua-lists": list(nesting.lists(tree)),
            "ua-tables": [*nesting.tables(tree), *tables.grids(tree)],
            "ua-alternatives": list(elements.alternatives(tree)),
            "ua-notes": list(elements.notes(tree)),
            "ua-links": list(links.links(pdf, tree, parents)),
            "ua-content": [*content.faults, *marked_content.agreement(content, tree)],
        }
    found["ua-fonts"] = list(fonts.glyphs(content))
    rows = [_row(name, faults, profile != "print") for name, faults in found.items()]
    if tree is None:
        rows += [row(name, "skipped", reason="not-tagged") for name in _OF_TAGS]
    else:
        rows.append(_headerless(tree))
    if any(links.all_annotations(pdf)):
        rows.append(_row("archival-annotations", links.archival(pdf), profile == "archive"))
    return rows


def _row(name: str, faults: Iterable[Fault], needed: bool) -> Row:
    places = [Place(fault.page, fault.text, rule=fault.rule) for fault in faults]
    return row(name, verdict(not places) if needed or not places else "info", places=places, count=len(places))


def _headerless(tree: Tree) -> Row:
    bare = [tree.fault("", table) for table in tables.tables_without_headers(tree)]
    return row("ua-headers", "info", places=[Place(each.page, each.text) for each in bare], count=len(bare))
