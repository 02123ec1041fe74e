"""Footnotes: a small link to a place below, and the text there, become a note where the link stands.

`<sup><a href="#fn1">1</a></sup>` … `<li id="fn1">…</li>`, as WordPress, pandoc, MediaWiki and hand-made pages have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publisher.model import Inlines, Note, Paragraph
from publisher.readers.html.dom import Element, Text
from publisher.readers.html.runs import Leaf, Run, runs
from publisher.readers.html.vocabulary import vocabulary

_MARK = re.compile(r"[\[【（(〔［]?\s?(?:注|註|\*|※)?\s?(?:\d{1,3}|[a-z①-⑳㉑-㊿*†‡※]{1,3})\s?[\]】）)〕］]?$")
_TARGET_TAGS = vocabulary("li p div dd aside td span section")
_OWN_MARK = re.compile(
    r"\s?(?:[\[【（(〔［]\s?(?:注|註)?\s?\d{1,3}\s?[\]】）)〕］]|[\^↑*†①-⑳]|\d{1,3}\s?[.．、)）])\s?"
)
_BACK = re.compile(r"[↩↑^⏎]\ufe0e?")
_MOST = 20_000


class Notes:
    """The notes of an article's element, found before its lines are made."""

    def __init__(self, article: Element) -> None:
        self.targets: dict[Element, Element] = {}
        """The link that calls a note -> the element that holds it."""
        self.called: set[Element] = set()
        anchors = _anchors(article)
        places = {element: place for place, element in enumerate(article.elements())}
        for link in [each for each in places if each.tag == "a"] if anchors else []:
            target = anchors.get(link.get("href").strip()[1:]) if link.get("href").strip().startswith("#") else None
            if target is None or places[target] < places[link] or not _MARK.match(link.text.strip()):
                continue
            if target in self.called or len(target.text) > _MOST or any(each is target for each in link.ancestors()):
                continue
            self.targets[link] = target
            self.called.add(target)

    def is_note(self, run: Run) -> bool:
        """Whether a run is the text of a note, which is read where it is called."""
        return any(element in self.called for element in run.elements())

    def of(self, link: Element, inlines_of: Callable[[Run], Inlines]) -> Note | None:
        target = self.targets.get(link)
        if target is None:
            return None
        return Note(tuple(Paragraph(content=content) for content in self._contents(target, inlines_of) if content))

    def _contents(self, target: Element, inlines_of: Callable[[Run], Inlines]) -> Iterator[Inlines]:
        for run in note_runs(target):
            yield inlines_of(run)

    def texts(self, run: Run) -> Iterator[tuple[int, str]]:
        """Line and text of each note that a run calls."""
        seen: set[Element] = set()
        for leaf in run.leaves:
            for element in leaf.around:
                target = self.targets.get(element)
                if target is not None and target not in seen:
                    seen.add(target)
                    yield from ((each.line, each.text) for each in note_runs(target))


def note_runs(target: Element) -> Iterator[Run]:
    """The runs of a note without its own mark and the link back: the page numbers notes itself."""
    is_first = True
    for run in runs(target):
        leaves = [leaf for leaf in run.leaves if not any(_leads_back(element) for element in leaf.around)]
        if is_first and leaves:
            leaves[0] = _unmarked(leaves[0])
        is_first = False
        if leaves:
            yield Run(run.block, leaves, run.gap)


def _unmarked(leaf: Leaf) -> Leaf:
    node = leaf.node
    match = _OWN_MARK.match(node.text.lstrip()) if isinstance(node, Text) else None
    if match is None:
        return leaf
    rest = Text(node.text.lstrip()[match.end() :])
    rest.line = node.line if isinstance(node, Text) else 0
    return Leaf(rest, leaf.around)


def _leads_back(element: Element) -> bool:
    if element.tag != "a" or not element.get("href").startswith("#"):
        return False
    text = element.text.strip()
    return bool(_BACK.match(text) or _OWN_MARK.fullmatch(text) or _MARK.match(text))


def _anchors(article: Element) -> dict[str, Element]:
    """Names of places -> the block at that place."""
    found: dict[str, Element] = {}
    for element in article.elements():
        name = element.get("id") or (element.get("name") if element.tag == "a" else "")
        if name:
            block = element if element.tag in _TARGET_TAGS and element.is_block else _block_around(element)
            if block is not article:
                found.setdefault(name, block)
    return found


def _block_around(element: Element) -> Element:
    return next((above for above in (element, *element.ancestors()) if above.is_block), element)
