"""The structure tree of a PDF (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, PDF/UA-1), made from the pages as they were laid out.

    roles      which structure type an element of a page has
    tree       the tree itself, as plain nodes
    walk       from the engine's boxes to the tree: one node an element, on however many pages it stands
    grammar    what the standard asks of lists, tables, ruby, links
    objects    the tree as objects of the file

The engine's own tree is per page, gives every line an element and has no types for ruby and notes; ours takes its place.
Only `walk` knows the engine's boxes.
"""

from __future__ import annotations

from typing import Any

from publisher.writers.pdf.tagging.grammar import made_regular
from publisher.writers.pdf.tagging.objects import write_tree


def install() -> None:
    """Put our tags in the place of the engine's."""
    import weasyprint.pdf

    weasyprint.pdf.add_tags = add_tags


def add_tags(pdf: Any, document: Any, _version: Any, page_streams: list[Any]) -> None:
    """Takes the place of `weasyprint.pdf.tags.add_tags`."""
    from publisher.writers.pdf.tagging.walk import Walk

    walk = Walk(document.metadata.lang or "")
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        walk.page(number, page._page_box, stream)
    made_regular(walk.root)
    write_tree(pdf, walk.root)
