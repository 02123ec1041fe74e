"""From the engine's boxes to a structure tree.

An element is one node, on however many lines and pages its boxes stand: a paragraph that goes on overleaf is read as one. A note
follows its call. What stands in the margins, and what is repeated at the head of a page, is an artifact.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publisher.writers.pdf.tagging.roles import ARTIFACT, is_generated, says_something, type_of
from publisher.writers.pdf.tagging.tree import Annotation, Content, Node

_Key = tuple[int, str]
_REPEATED = frozenset(("thead", "tfoot"))
_FIGURE = "Figure"


class Walk:
    """Takes a document's pages in order; `root` is then the tree of all of them."""

    def __init__(self, language: str):
        self.root = Node("Document")
        self._language = language
        self._nodes: dict[_Key, Node] = {}
        self._first_page: dict[_Key, int] = {}
        self._links: list[Node] = []
        """Those that the box in hand stands in."""
        self._notes = 0
        self._page = 0
        self._height = 0.0
        self._scale = 0.75
        self._tags: dict[Any, dict[str, Any]] = {}

    def page(self, number: int, page_box: Any, stream: Any) -> None:
        """Take a page: its tree of boxes, and the stream that knows which box is drawn under which mark."""
        self._page, self._tags = number, stream._tags
        self._height = page_box.margin_height()
        # The page's own matrix turns the engine's pixels from its head into points from its foot.
        self._scale = round(stream.ctm.values[5] / self._height, 9)
        artifacts: dict[int, str] = {}
        self._texts: dict[int, str] = {}
        for box in page_box.children:
            if isinstance(box, boxes.MarginBox):
                self._artifact(box, artifacts, _margin_kind(box.at_keyword))
            else:
                self._box(box, self.root, artifacts)
        if artifacts:
            _mark_artifacts(stream, artifacts)
        if self._texts:
            _mark_texts(stream, self._texts)

    def _box(self, box: Any, parent: Node, artifacts: dict[int, str]) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._content(box, parent)
            return
        if self._is_artifact(box):
            self._artifact(box, artifacts, "")
            return
        node = self._node_of(box, parent)
        if node.kind == "Link":
            self._links.append(node)
        if box.link_annotation:
            # A picture or a reading in a link has an annotation of its own, which is the link's all the same.
            owner = self._links[-1] if self._links else node
            owner.kids.append(Annotation(self._page, box.link_annotation))
            _make_clickable(box, self._height, self._scale)
        for child in box.children:
            self._box(child, node, artifacts)
        if isinstance(box, boxes.ReplacedBox):
            self._content(box, node)
        if node.kind == "Link":
            self._links.pop()

    def _content(self, box: Any, node: Node) -> None:
        mark = self._tags.pop(box, None)
        if mark is not None:
            node.kids.append(Content(self._page, mark["mcid"]))
            if node.text:
                self._texts[mark["mcid"]] = node.text

    # --- nodes ----------------------------------------------------------------------------------------------------

    def _node_of(self, box: Any, parent: Node) -> Node:
        """The node of the box's element, made at its first box; `parent` for what is none of its own."""
        element, tag = box.element, box.element_tag
        # Lines and other anonymous boxes have the element of what they are in.
        if element is None or tag is None or _is_drawn(parent):
            return parent
        key = id(element), tag
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._made(box, parent)
        return node

    def _made(self, box: Any, parent: Node) -> Node:
        element, tag = box.element, box.element_tag
        kind = _FIGURE if element.get("role") == "img" else type_of(tag, element.get("class", "").split())
        language = element.get("lang", "") if "::" not in tag else ""
        foreign = language if language not in ("", self._language) else ""
        if not kind and not foreign:
            return parent
        node = self._new(kind or "Span")
        node.language = foreign
        _describe(node, box, self._height, self._scale)
        parent.kids.append(node)
        if kind == "Reference":
            parent.kids.append(self._called(element, tag.partition("::")[0]))
        return node

    def _called(self, element: Any, tag: str) -> Node:
        """The note of an element: it stands at the foot of the page, and is read where it is called."""
        key = id(element), tag
        note = self._nodes.get(key)
        if note is None:
            note = self._nodes[key] = self._new("Note")
        elif note in self.root.kids:
            # A note to a note may stand before the note that calls it.
            self.root.kids.remove(note)
        return note

    def _new(self, kind: str) -> Node:
        """A node; a note has a name that no other has (ISO 14289-1, 7.9)."""
        node = Node(kind)
        if kind == "Note":
            self._notes += 1
            node.identifier = f"note-{self._notes}"
        return node

    # --- artifacts ------------------------------------------------------------------------------------------------

    def _is_artifact(self, box: Any) -> bool:
        tag = box.element_tag
        if box.element is None or tag is None:
            return False
        if is_generated(tag):
            return not says_something(_text_of(box))
        if tag in _REPEATED:
            return self._first_page.setdefault((id(box.element), tag), self._page) != self._page
        return type_of(tag, ()) == ARTIFACT

    def _artifact(self, box: Any, artifacts: dict[int, str], kind: str) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        mark = self._tags.pop(box, None)
        if mark is not None:
            artifacts[mark["mcid"]] = kind
        if self._links and box.link_annotation:
            # The points of a leader are no text, but part of what is clicked on.
            self._links[-1].kids.append(Annotation(self._page, box.link_annotation))
        for child in getattr(box, "children", ()):
            self._artifact(child, artifacts, kind)


def _is_drawn(node: Node) -> bool:
    """Whether all that is in it is one picture: the text of a drawing has no structure of its own."""
    return node.kind == _FIGURE


def _make_clickable(box: Any, page_height: float, scale: float) -> None:
    """Give the link of an inline the height of its characters; the engine gives it that of its line, which for what keeps to the grid
    is none."""
    if isinstance(box, boxes.InlineBox) and box.margin_height() < box.height:
        left, _, right, _ = box.link_annotation["Rect"]
        top = page_height - box.content_box_y()
        edges = left, scale * (top - box.height), right, scale * top
        box.link_annotation["Rect"] = pydyf.Array([round(edge, 3) for edge in edges])


def _describe(node: Node, box: Any, page_height: float, scale: float) -> None:
    """What the element says beside its text."""
    if node.kind == _FIGURE:
        node.alt = " ".join((box.element.get("alt") or box.element.get("aria-label", "")).split())
        node.text = box.element.get("data-text", "")
        node.attributes["BBox"] = pydyf.Array(_bounds(box, page_height, scale))
    elif node.kind in ("TH", "TD"):
        node.spans = box.colspan, box.rowspan
        if box.element.get("scope"):
            node.attributes["Scope"] = "/" + box.element.get("scope").capitalize()
    elif node.kind == "Part":
        # By it a part of a book that goes on in another file is known (`joining`).
        node.identifier = box.element.get("data-part", "")
    elif node.kind == "L":
        node.attributes["ListNumbering"] = {"ol": "/Decimal", "ul": "/Disc"}.get(box.element_tag, "/None")


def _bounds(box: Any, page_height: float, scale: float) -> tuple[float, ...]:
    """Where a picture stands, in points from the foot of the page; the engine counts pixels of `scale` pt from its head."""
    left, top = box.content_box_x(), box.content_box_y()
    edges = left, page_height - top - box.height, left + box.width, page_height - top
    return tuple(round(scale * edge, 3) for edge in edges)


def _text_of(box: Any) -> str:
    return "".join(each.text for each in box.descendants() if isinstance(each, boxes.TextBox))


def _margin_kind(keyword: str) -> str:
    return "Header" if keyword.startswith("@top") else "Footer" if keyword.startswith("@bottom") else "Pagination"


def _mark_artifacts(stream: Any, artifacts: dict[int, str]) -> None:
    """Turn marked content into artifacts, where the page's stream begins it: a name, its properties, `BDC`."""
    pieces = stream.stream
    for at, piece in enumerate(pieces):
        if isinstance(piece, pydyf.Dictionary) and piece.get("MCID") in artifacts:
            kind = artifacts[piece["MCID"]]
            pieces[at - 1] = b"/Artifact"
            pieces[at] = _pagination(kind) if kind else pydyf.Dictionary({"Type": "/Layout"})


def _mark_texts(stream: Any, texts: dict[int, str]) -> None:
    """Say in the page's stream too what a picture stands for (ISO 32000-1, 14.9.4): most extractors look there alone."""
    for piece in stream.stream:
        if isinstance(piece, pydyf.Dictionary) and piece.get("MCID") in texts:
            piece["ActualText"] = pydyf.String(texts[piece["MCID"]])


def _pagination(kind: str) -> Any:
    properties = pydyf.Dictionary({"Type": "/Pagination"})
    if kind != "Pagination":
        properties["Subtype"] = f"/{kind}"
    return properties
