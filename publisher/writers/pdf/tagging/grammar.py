"""What the standard asks of the nodes of a structure tree (ISO 32000-1, 14.8.4; ISO 14289-1, 7.2 to 7.9)."""

from __future__ import annotations

import re
from collections import defaultdict

from publisher.writers.pdf.tagging.tree import Annotation, Content, Node

_HEADING = re.compile("H([1-6])")
_LOWEST = 6
_EMPTY_ALLOWED = frozenset(("TD", "TH"))
_ROW_GROUPS = frozenset(("THead", "TBody", "TFoot"))


def made_regular(root: Node) -> None:
    """Bring a tree into the standard's order."""
    _lower(root, 0)
    _regulate(root)


def _lower(node: Node, parts: int) -> None:
    """Headings within parts of a book one level lower a part, but for the part's own title (ISO 14289-1, 7.4)."""
    inside = parts + (node.kind == "Part")
    for kid in node.nodes():
        if heading := _HEADING.fullmatch(kid.kind):
            by = inside - (node.kind == "Part")
            kid.kind = f"H{min(int(heading[1]) + by, _LOWEST)}"
        _lower(kid, inside)


def _regulate(root: Node) -> None:
    """From its leaves up."""
    for node in root.nodes():
        _regulate(node)
    root.kids = [part for kid in root.kids for part in _parts(kid)]
    rule = _RULES.get(root.kind)
    if rule:
        rule(root)


def _parts(kid: Node | Content | Annotation) -> list[Node | Content | Annotation]:
    """What stands for a kid: itself, what it holds, or nothing."""
    if not isinstance(kid, Node) or kid.kind in _EMPTY_ALLOWED:
        return [kid]
    if kid.kind == "Link" and not kid.holds(Annotation):
        # A link that leads nowhere is text.
        return kid.kids
    if not kid.kids or not (kid.holds(Content) or kid.holds(Annotation)):
        return []
    return [kid]


def _list(node: Node) -> None:
    """A list holds items alone; terms and what they mean become items."""
    items: list[Node | Content | Annotation] = []
    for kid in node.kids:
        if isinstance(kid, Node) and kid.kind in ("LI", "Caption"):
            items.append(kid)
            continue
        last = items[-1] if items else None
        is_term = isinstance(kid, Node) and kid.kind == "Lbl"
        if last is None or not isinstance(last, Node) or last.kind != "LI" or (is_term and len(last.kids) > 1):
            last = Node("LI")
            items.append(last)
        last.kids.append(kid)
    node.kids = items
    for item in node.nodes():
        if item.kind == "LI":
            _item(item)


def _item(node: Node) -> None:
    """An item holds its label and its body: what is neither goes into the body."""
    label = [kid for kid in node.kids if isinstance(kid, Node) and kid.kind == "Lbl"]
    rest = [kid for kid in node.kids if not (isinstance(kid, Node) and kid.kind == "Lbl")]
    if len(label) > 1:
        label = [Node("Lbl", [part for each in label for part in each.kids])]
    bodies = [kid for kid in rest if isinstance(kid, Node) and kid.kind == "LBody"]
    if rest and (len(rest) > 1 or not bodies):
        rest = [Node("LBody", [part for kid in rest for part in (kid.kids if kid in bodies else [kid])])]
    node.kids = [*label, *rest]


def _ruby(node: Node) -> None:
    """The base first, then its reading, however they are drawn."""
    order = {"RB": 0, "RT": 1}
    node.kids.sort(key=lambda kid: order.get(kid.kind, 2) if isinstance(kid, Node) else 2)


def _table(node: Node) -> None:
    """Every row has the same number of columns, and every heading says what it is over."""
    rows = [row for part in node.nodes() for row in (part.nodes() if part.kind in _ROW_GROUPS else [part])]
    rows = [row for row in rows if row.kind == "TR"]
    taken: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        column = 0
        for cell in row.nodes():
            while column in taken[number]:
                column += 1
            columns, down = cell.spans
            for below in range(down):
                taken[number + below].update(range(column, column + columns))
            column += columns
    width = max((max(columns) + 1 for columns in taken.values() if columns), default=0)
    for number, row in enumerate(rows):
        row.kids += [Node("TD") for column in range(width) if column not in taken[number]]
    heads = {id(row) for part in node.nodes() if part.kind == "THead" for row in part.nodes()}
    for row in rows:
        for cell in row.nodes():
            _cell(cell, "/Column" if id(row) in heads else "/Row")


def _cell(cell: Node, scope: str) -> None:
    if cell.kind == "TH":
        cell.attributes.setdefault("Scope", scope)
    if cell.spans[0] != 1:
        cell.attributes["ColSpan"] = cell.spans[0]
    if cell.spans[1] != 1:
        cell.attributes["RowSpan"] = cell.spans[1]


_RULES = {"L": _list, "Ruby": _ruby, "Table": _table}
