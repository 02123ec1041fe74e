"""The structure tree as plain nodes, before it becomes objects of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Content(NamedTuple):
    """A marked piece of a page's content; pages count from 0."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """A link's annotation on a page: `target` is the object of the file."""

    page: int
    target: Any


class Node:
    """An element of the tree. `attributes` are those of the standard's owners `Layout`, `List` and `Table`, by name, the values being
    written as they are; `spans` are the columns and rows of a cell.
    """

    __slots__ = ("alt", "attributes", "identifier", "kids", "kind", "language", "spans", "text")

    def __init__(self, kind: str, kids: list[Node | Content | Annotation] | None = None):
        self.kind = kind
        self.kids: list[Node | Content | Annotation] = [] if kids is None else kids
        self.language = ""
        self.alt = ""
        self.text = ""
        self.identifier = ""
        self.attributes: dict[str, object] = {}
        self.spans = 1, 1

    def nodes(self) -> Iterator[Node]:
        """The kids that are nodes."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def holds(self, kind: type[Content] | type[Annotation]) -> bool:
        """Whether some piece of that kind is in it, however deep."""
        return any(isinstance(kid, kind) or (isinstance(kid, Node) and kid.holds(kind)) for kid in self.kids)
