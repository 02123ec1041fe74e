"""Elements one by one: headings in their order, words for pictures and formulas, notes by their names (ISO 14289-1, 7.3 to 7.9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publisher.check.tagging.tree import Fault, Tree

_NUMBERED = re.compile(r"H([1-6])")
_NEED_WORDS = {"Figure": "7.3-1", "Formula": "7.7-1"}


def headings(tree: Tree) -> Iterator[Fault]:
    """The first is of level 1, and no level is passed over; a document has either H or H1 to H6."""
    level = 0
    for element in tree.elements:
        if not (found := _NUMBERED.fullmatch(element.kind)):
            continue
        if int(found[1]) > level + 1:
            yield tree.fault("7.4.2-1", element, f"H{level}" if level else "")
        level = int(found[1])
    plain = [element for element in tree.elements if element.kind == "H"]
    if level and plain:
        yield from (tree.fault("7.4.4-2", element) for element in plain)
    for element in tree.elements:
        if [kid.kind for kid in element.children].count("H") > 1:
            yield tree.fault("7.4.4-1", element)


def alternatives(tree: Tree) -> Iterator[Fault]:
    """Pictures and formulas that nothing is said for."""
    for element in tree.elements:
        rule = _NEED_WORDS.get(element.kind)
        if rule and not element.get("/Alt") and "/ActualText" not in element.obj:
            yield tree.fault(rule, element)


def notes(tree: Tree) -> Iterator[Fault]:
    """Notes without a name, or with another's."""
    found = [element for element in tree.elements if element.kind == "Note"]
    counts = Counter(element.get("/ID") for element in found)
    for element in found:
        if not element.get("/ID"):
            yield tree.fault("7.9-1", element)
        elif counts[element.get("/ID")] > 1:
            yield tree.fault("7.9-2", element, element.get("/ID"))
