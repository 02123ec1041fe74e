"""What may stand in what: lists, tables of contents and tables (ISO 14289-1, 7.2; ISO 32000-1, 14.8.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.check.tagging.tree import Element, Fault, Tree

_TABLE_PARTS = frozenset({"Table", "THead", "TBody", "TFoot"})

INSIDE_LISTS: Mapping[str, tuple[str, frozenset[str]]] = {
    "LI": ("7.2-17", frozenset({"L"})),
    "LBody": ("7.2-18", frozenset({"LI"})),
    "TOCI": ("7.2-26", frozenset({"TOC"})),
}
INSIDE_TABLES: Mapping[str, tuple[str, frozenset[str]]] = {
    "TR": ("7.2-4", _TABLE_PARTS),
    "THead": ("7.2-5", frozenset({"Table"})),
    "TBody": ("7.2-6", frozenset({"Table"})),
    "TFoot": ("7.2-7", frozenset({"Table"})),
    "TH": ("7.2-8", frozenset({"TR"})),
    "TD": ("7.2-9", frozenset({"TR"})),
}
"""Type -> the rule, and what it must stand in."""

HOLDING_LISTS: Mapping[str, tuple[str, frozenset[str]]] = {
    "L": ("7.2-19", frozenset({"L", "LI", "Caption"})),
    "LI": ("7.2-20", frozenset({"Lbl", "LBody"})),
    "TOC": ("7.2-27", frozenset({"TOC", "TOCI", "Caption"})),
}
HOLDING_TABLES: Mapping[str, tuple[str, frozenset[str]]] = {
    "Table": ("7.2-3", frozenset({"TR", "THead", "TBody", "TFoot", "Caption"})),
    "TR": ("7.2-10", frozenset({"TH", "TD"})),
    "THead": ("7.2-36", frozenset({"TR"})),
    "TBody": ("7.2-37", frozenset({"TR"})),
    "TFoot": ("7.2-38", frozenset({"TR"})),
}
"""Type -> the rule, and all it may hold."""
_CAPTION_FIRST = {"L": "7.2-40", "TOC": "7.2-28"}


def lists(tree: Tree) -> Iterator[Fault]:
    """Rules on lists and tables of contents."""
    yield from _nesting(tree, INSIDE_LISTS, HOLDING_LISTS)
    for element in tree.elements:
        rule = _CAPTION_FIRST.get(element.kind)
        if rule and "Caption" in [kid.kind for kid in element.children[1:]]:
            yield tree.fault(rule, element)


def tables(tree: Tree) -> Iterator[Fault]:
    """Rules on the parts of tables."""
    yield from _nesting(tree, INSIDE_TABLES, HOLDING_TABLES)
    for element in tree.elements:
        if element.kind == "Table":
            yield from (tree.fault(rule, element) for rule in _parts(element))


def _parts(table: Element) -> Iterator[str]:
    kinds = [kid.kind for kid in table.children]
    counts = {kind: kinds.count(kind) for kind in ("THead", "TFoot", "TBody", "Caption")}
    broken = {
        "7.2-11": counts["THead"] > 1,
        "7.2-12": counts["TFoot"] > 1,
        "7.2-13": counts["TFoot"] > 0 and not counts["TBody"],
        "7.2-14": counts["THead"] > 0 and not counts["TBody"],
        "7.2-16": "Caption" in kinds[1:-1],
        "7.2-39": counts["Caption"] > 1,
    }
    yield from (rule for rule, is_broken in broken.items() if is_broken)


def _nesting(
    tree: Tree,
    inside: Mapping[str, tuple[str, frozenset[str]]],
    holding: Mapping[str, tuple[str, frozenset[str]]],
) -> Iterator[Fault]:
    for element in tree.elements:
        if element.kind in inside:
            rule, allowed = inside[element.kind]
            parent = element.parent
            if parent is None or parent.kind not in allowed:
                yield tree.fault(rule, element, f"< {parent.name if parent else 'StructTreeRoot'}")
        if element.kind in holding:
            rule, allowed = holding[element.kind]
            strange = [kid.name for kid in element.children if kid.kind not in allowed]
            if strange:
                yield tree.fault(rule, element, f"> {', '.join(dict.fromkeys(strange))}")
