"""What the page does not show is not the article's, unless it is most of what the page has to read.

Some platforms save their articles hidden, to be shown by a script; and galleries, menus and templates are hidden everywhere.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.readers.html.container import Weights
from publisher.readers.html.dom import Element, Page
from publisher.readers.html.hints import is_hidden
from publisher.readers.html.runs import runs

_MUCH = 0.4


class Hidden(NamedTuple):
    """What was dropped: pieces of text, and characters."""

    pieces: int
    characters: int


def drop_hidden(page: Page) -> Hidden:
    """Take out of the tree what is hidden, but for elements that hold much of the page's prose."""
    hidden = _hidden(page.body)
    if not hidden:
        return Hidden(0, 0)
    weights = Weights(page.body, list(runs(page.body)))
    dropped = {element for element in hidden if weights.plain[element].prose <= _MUCH * weights.total}
    for parent in {element.parent for element in dropped}:
        if parent is not None:
            parent.children = [child for child in parent.children if child not in dropped]
    texts = [text for element in dropped for text in (" ".join(part.text.split()) for part in element.texts()) if text]
    return Hidden(len(texts), sum(map(len, texts)))


def _hidden(element: Element) -> list[Element]:
    """The outermost hidden elements."""
    if element.parent is not None and is_hidden(element):
        return [element]
    return [each for child in element.children if isinstance(child, Element) for each in _hidden(child)]
