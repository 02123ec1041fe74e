"""Which element of a page holds the article.

Prose is what an article has and a site has not: sentences, outside links. Each element is weighed by the prose in it and by how
little else is there: `prose² / (prose + rest)`, so that the page as a whole loses by its menus, and a single paragraph by its
size, and several parts of one article win together if nothing but the article is between them. Names (`hints`) and the place of
the title only tip the scales.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.readers.html.dom import Element
from publisher.readers.html.hints import hint, is_body
from publisher.readers.html.runs import Run
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press.lines import is_closed

_STOPS = re.compile(r"[，。、；：！？．]|[.,;:!?](?=\s|$)")
_MOST_OF_A_CARD = 160
_SENTENCE = 5
_CARD_TAGS = vocabulary("li div dl dd article section a td tr")
_LEAST_LINK = 4
_BY_NAME = {"content": 1.3, "furniture": 0.3, "maybe-furniture": 0.8, "hidden": 1.0, "": 1.0}
_BY_TAG = {
    "article": 1.25,
    "main": 1.05,
    "body": 0.8,
    "td": 1.0,
    "ul": 0.5,
    "ol": 0.5,
    "table": 0.9,
    "p": 0.9,
    "li": 0.5,
}
_MAJORITY = 0.5
_NEARLY_ALL, _MORE, _MOST = 0.9, 0.7, 0.6


class Weight(NamedTuple):
    prose: float
    """Characters in sentences, outside links."""
    rest: float
    """Other characters, those of links counted whole, short lines by half."""


def prose_of(run: Run) -> float:
    """How many characters of a run are prose."""
    size = len(run.text)
    if run.link * 2 > size:
        return 0
    stops = len(_STOPS.findall(run.text, 0, 2000))
    if (is_closed(run.text) and size >= _SENTENCE) or stops >= 2 or (stops and size >= 30):
        return size - run.link
    return 0


class Weights:
    """The weight of every element of a page."""

    def __init__(self, body: Element, found: list[Run]) -> None:
        self.body = body
        self.own: dict[Element, list[float]] = {}
        for run in found:
            own = self.own.setdefault(run.block, [0.0, 0.0])
            prose = prose_of(run)
            own[0] += prose
            own[1] += (len(run.text) - run.link - prose) * 0.5 + run.link
        self.plain: dict[Element, Weight] = {}
        self._sum(body)
        self.total = self.plain[body].prose
        self.cards = set(_cards(body, self.plain))
        self.all: dict[Element, Weight] = {}
        self._weigh(body)

    def _sum(self, element: Element) -> Weight:
        prose, rest = self.own.get(element, (0.0, 0.0))
        for child in element.children:
            if isinstance(child, Element):
                inner = self._sum(child)
                prose, rest = prose + inner.prose, rest + inner.rest
        self.plain[element] = weight = Weight(prose, rest)
        return weight

    def is_furniture(self, element: Element) -> bool:
        """Whether names or shape say that an element is the site's, and it does not hold most of the page's prose."""
        if self.plain[element].prose > _MAJORITY * self.total:
            return False
        said = hint(element)
        if element in self.cards or said == "furniture":
            return True
        return said == "maybe-furniture" and self.plain[element].prose < 0.15 * self.total

    def _weigh(self, element: Element) -> Weight:
        """The weight where what is furniture has no prose."""
        prose, rest = self.own.get(element, (0.0, 0.0))
        for child in element.children:
            if isinstance(child, Element):
                inner = self._weigh(child)
                prose, rest = prose + inner.prose, rest + inner.rest
        if self.is_furniture(element):
            prose, rest = 0.0, rest + prose
        self.all[element] = weight = Weight(prose, rest)
        return weight


def _cards(element: Element, weights: dict[Element, Weight]) -> list[Element]:
    """Siblings alike in name, each a link with a little text: other articles, whatever they are called."""
    found: list[Element] = []
    alike: dict[tuple[str, str], list[Element]] = {}
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in _CARD_TAGS:
                alike.setdefault((child.tag, child.get("class")), []).append(child)
            found += _cards(child, weights)
    for group in alike.values():
        if len(group) >= 3 and all(_is_card(each, weights[each]) for each in group):
            found += group
    return found


def _is_card(element: Element, weight: Weight) -> bool:
    if weight.prose > _MOST_OF_A_CARD:
        return False
    linked = sum(len(each.text.strip()) for each in element.elements() if each.is_link)
    return linked >= _LEAST_LINK and linked * 4 >= weight.prose + weight.rest


def article_of(weights: Weights, title: Element | None) -> Element | None:
    """The element that holds the article; None where the page has no prose at all.

    `title` is the block in which the headline stands, if that is known.
    """
    before_title = _order(weights.body)
    best, found = 0.0, None
    for element, weight in weights.all.items():
        if not weight.prose or not element.is_block:
            continue
        score = weight.prose**2 / (weight.prose + weight.rest)
        named = hint(element)
        # What holds most of the page's prose is no furniture, whatever it is called.
        score *= 1.0 if "furniture" in named and not weights.is_furniture(element) else _BY_NAME[named]
        score *= _BY_TAG.get(element.tag, 1.0)
        if title is not None and before_title[element][1] < before_title[title][0]:
            score *= 0.4
        # Equal ones are a wrapper and what it wraps; the inner comes first, as weights are made from the inside out.
        if score > best:
            best, found = score, element
    return found


def core_of(weights: Weights, article: Element, main: list[Element]) -> Element:
    """The innermost element that still holds nearly all of an article's prose: around it are head, tail and furniture.

    `main` are the blocks that are set as the main part of the text is. An element with all of those may hold less of the prose: the
    rest stands around it, set in other ways.
    """
    core = article
    while True:
        prose = weights.all[core].prose
        children = [each for each in core.children if isinstance(each, Element)]
        # One child at most holds more than half.
        inner = max(children, key=lambda each: weights.all[each].prose, default=None)
        if inner is not None and weights.all[inner].prose < _share(inner, main) * prose:
            return core
        if inner is None or not inner.is_block:
            return core
        core = inner


def _share(element: Element, main: list[Element]) -> float:
    """How much of the prose an element must hold for the rest to be outside."""
    if is_body(element):
        return _MOST
    inside = bool(main) and all(block is element or element in block.ancestors() for block in main)
    return _MORE if inside else _NEARLY_ALL


def _order(body: Element) -> dict[Element, tuple[int, int]]:
    """First and last place of each element in the order of the page."""
    places: dict[Element, tuple[int, int]] = {}
    count = 0

    def visit(element: Element) -> None:
        nonlocal count
        start = count
        count += 1
        for child in element.children:
            if isinstance(child, Element):
                visit(child)
        places[element] = (start, count - 1)

    visit(body)
    return places
