"""The page as a tree: HTML5 parsing (https://html.spec.whatwg.org/multipage/parsing.html) by lexbor, then a light tree of our own.

The tree is bounded in depth, so that every walk over it may be a plain recursion. What is never content (scripts, styles,
controls) does not come into it; the head's metadata is kept apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from publisher.readers.characters import ILLEGAL
from publisher.readers.html.vocabulary import vocabulary

MOST_LEVELS = 100
"""Deeper elements are flattened. Real pages, layout tables in tables included, stay under 60."""

# Opening tags beyond these are dropped before parsing: the standard's algorithm looks up the whole stack of open elements at
# each tag, and opens all unclosed formatting elements again in each paragraph, so that hostile pages would take quadratic time.
_MOST_OPEN = 512
_MOST_FORMATTING = 16
_FORMATTING = vocabulary("a b big code em font i nobr s small strike strong tt u")
_IMPLIED_END = vocabulary("p li dt dd option optgroup tr td th tbody thead tfoot colgroup rt rp rb rtc html head body")
VOID = vocabulary("area base br col embed hr img input link meta param source track wbr")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,4000}>")
# XHTML closes empty elements so; to an HTML parser they stay open.
_EMPTY_IN_XHTML = re.compile(r"<(script|title|iframe|div|span|p|a|i|b|em|strong|td|li|ul)((?:\s[^<>]{0,2000})?)/>")

_NEVER = vocabulary(
    "script style template iframe object embed applet canvas svg math link meta base input button select textarea "
    "datalist option optgroup map area dialog frame frameset noframes progress meter source track param title "
    "menu audio video"
)

BLOCKS = vocabulary(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul caption marquee"
)


NOSCRIPT_SOURCE = "data-noscript-src"
"""Attribute that an image gets from the `<noscript>` behind it."""
_MOST_OF_NOSCRIPT = 4000
_IMAGE_SOURCE = re.compile(r"(?:<|&lt;)img\s[^<>]{0,1000}?\bsrc\s?=\s?[\"']?([^\"'\s<>]{4,1000})")


class Text:
    """A run of characters, as in the source, and the source's line it begins on (0: not known)."""

    __slots__ = ("line", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 0


class Element:
    """An element; `attributes` in lower case, a missing value is an empty one."""

    __slots__ = ("attributes", "children", "has_blocks", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | Text] = []
        self.has_blocks = False
        """It, though maybe inline by its name, holds blocks: its content is not one line."""

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS or self.has_blocks

    @property
    def is_link(self) -> bool:
        """It leads elsewhere, be it by a script; an `<a>` with nothing but a name is a place, which old pages never close."""
        return self.tag == "a" and (
            "href" in self.attributes or not ("name" in self.attributes or "id" in self.attributes)
        )

    def elements(self) -> Iterator[Element]:
        """Itself and all elements in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.elements()

    def texts(self) -> Iterator[Text]:
        for child in self.children:
            if isinstance(child, Text):
                yield child
            else:
                yield from child.texts()

    def ancestors(self) -> Iterator[Element]:
        """Parent, grandparent and so on."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.texts())


class Page:
    """A parsed page. `titles` are the head's `<title>`s, `metas` and `scripts` what it says for machines."""

    def __init__(self) -> None:
        self.body = Element("body", {}, None)
        self.titles: list[str] = []
        self.metas: list[dict[str, str]] = []
        self.scripts: list[str] = []
        self.licences: list[str] = []
        """Addresses that `<link rel="license">` gives."""
        """JSON-LD (https://schema.org), unparsed."""
        self.language = ""
        self.illegal: Counter[str] = Counter()
        """Characters that no output may hold, which came in as references, with their number. They are dropped."""
        self.flattened = 0
        """How many elements were deeper than `MOST_LEVELS`."""


def parse(html: str, *, xhtml: bool = False) -> Page:
    """The page of `html`; any string is one."""
    from selectolax.lexbor import LexborHTMLParser

    page = Page()
    html, page.flattened = _bounded(_EMPTY_IN_XHTML.sub(r"<\1\2></\1>", html) if xhtml else html)
    root = LexborHTMLParser(html).root
    if root is not None:
        page.language = root.attributes.get("lang") or root.attributes.get("xml:lang") or ""
        _take(root, page)
    _mark_blocks(page.body)
    return page


def _bounded(html: str) -> tuple[str, int]:
    """`html` without the opening tags that nest too deeply, and their number."""
    opened: dict[str, int] = {}
    depth = dropped = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth, dropped
        tag = match[2].lower()
        if tag in _IMPLIED_END or tag in VOID:
            return match[0]
        count = opened.get(tag, 0)
        if match[1]:
            opened[tag] = max(0, count - 1)
            depth = max(0, depth - 1) if count else depth
            return match[0]
        if depth >= _MOST_OPEN or (tag in _FORMATTING and count >= _MOST_FORMATTING):
            dropped += depth >= _MOST_OPEN
            return ""
        opened[tag] = count + 1
        depth += 1
        return match[0]

    bounded = _TAG.sub(kept, html)
    return (bounded, dropped) if dropped else (bounded if len(bounded) != len(html) else html, 0)


def _take(root: Any, page: Page) -> None:
    """Copy lexbor's tree under `root` into the page, without recursion: here the depth is the source's."""
    stack: list[tuple[Any, Element, int]] = [(root.child, page.body, 0)]
    while stack:
        node, parent, level = stack.pop()
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                parent.children.append(Text(_legal(node.text_content or "", page)))
            elif tag[:1] in "-_!" or _is_metadata(node, tag, page):
                pass
            elif tag == "noscript":
                _hoist_image(node, parent)
            elif tag in ("head", "body", "html"):
                parent.attributes |= {name: value or "" for name, value in node.attributes.items()}
                stack.append((node.next, parent, level))
                node = node.child
                continue
            else:
                inner = parent
                if level < MOST_LEVELS:
                    inner = Element(
                        tag, {name: ILLEGAL.sub("", value or "") for name, value in node.attributes.items()}, parent
                    )
                    parent.children.append(inner)
                else:
                    page.flattened += 1
                if node.child is not None:
                    # The rest of this level comes after all that is inside.
                    stack.append((node.next, parent, level))
                    node, parent, level = node.child, inner, level + 1
                    continue
            node = node.next


def _is_metadata(node: Any, tag: str, page: Page) -> bool:
    """Whether the element is no content; what it says of the article is kept."""
    if tag not in _NEVER:
        return False
    if tag == "title":
        page.titles.append(" ".join((node.text() or "").split()))
    elif tag == "meta":
        page.metas.append({name.lower(): value or "" for name, value in node.attributes.items()})
    elif tag == "link" and "license" in (node.attributes.get("rel") or "").lower().split():
        page.licences.append(node.attributes.get("href") or "")
    elif tag == "script" and "ld+json" in (node.attributes.get("type") or "").lower():
        page.scripts.append(node.text() or "")
    return True


def _legal(text: str, page: Page) -> str:
    if ILLEGAL.search(text) is None:
        return text
    page.illegal.update(ILLEGAL.findall(text))
    return ILLEGAL.sub("", text)


def _hoist_image(node: Any, parent: Element) -> None:
    """Of `<noscript>` only an image is wanted: pages that load images late give the real one there."""
    match = _IMAGE_SOURCE.search(node.html[:_MOST_OF_NOSCRIPT] if node.html else "")
    if match is None:
        return
    before = next((each for each in reversed(parent.children) if isinstance(each, Element)), None)
    if before is not None and before.tag == "img":
        before.attributes[NOSCRIPT_SOURCE] = match[1]


def _mark_blocks(element: Element) -> bool:
    """Set `has_blocks` bottom-up; whether the element is a block or holds one."""
    holds = False
    for child in element.children:
        if isinstance(child, Element):
            holds = _mark_blocks(child) or holds
    element.has_blocks = holds
    return holds or element.tag in BLOCKS
