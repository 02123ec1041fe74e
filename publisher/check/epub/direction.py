"""Which way the lines and the pages of a book go: they have to agree (EPUB 3.3, 5.7; CSS Writing Modes 4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from publisher.check.epub.book import Book, Fault, elements, line_of, local
from publisher.check.epub.package import body_text, language_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]*)\{([^{}]*)\}")
_MODE = re.compile(r"(?<![\w-])(?:-epub-|-webkit-)?writing-mode\s*:\s*([\w-]+)", re.IGNORECASE)
_PART = re.compile(r"\*|:root|[.#]?[\w-]+")
_FROM_THE_RIGHT = ("vertical-rl", "tb-rl")
_VERTICAL = (*_FROM_THE_RIGHT, "vertical-lr", "tb-lr", "tb")
_RIGHT_TO_LEFT = frozenset(("ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ug", "syr"))


def writing_mode(book: Book) -> str:
    """The writing mode that styles give the root or the body where most of the text is; empty where they give none."""
    shared = [
        each
        for item in book.items
        if item.media_type == "text/css" and item.name
        for each in _rules(_text(book, item.name))
    ]
    found: Counter[str] = Counter()
    for name in book.documents:
        if name in book.spine:
            # A cover or a title page may go another way.
            found[_mode_of(book.tree(name), shared)] += len(body_text(book.tree(name)))
    return found.most_common(1)[0][0] if found else ""


def is_vertical(book: Book) -> bool:
    return writing_mode(book) in _VERTICAL


def _text(book: Book, name: str) -> str:
    return (book.read(name) or b"").decode("utf-8", "replace")


def _rules(style: str) -> Iterator[tuple[list[str], str]]:
    """The selectors of each rule that sets a writing mode, and the mode."""
    for rule in _RULE.finditer(_COMMENT.sub(" ", style)):
        if found := _MODE.search(rule[2]):
            yield rule[1].split(","), found[1].lower()


def _mode_of(root: _Element | None, shared: list[tuple[list[str], str]]) -> str:
    """What the style sheets, and what a document says itself, make of its lines: the last word counts."""
    if root is None:
        return ""
    body = next((each for each in root if isinstance(each.tag, str) and local(each) == "body"), None)
    own = [rule for each in elements(root) if local(each) == "style" for rule in _rules(each.text or "")]
    mode = ""
    for chain in ([root], [root, body]):
        element = chain[-1]
        if element is None:
            continue
        for selectors, named in (*shared, *own):
            if any(_fits(selector, chain) for selector in selectors):
                mode = named
        if found := _MODE.search(element.get("style", "")):
            mode = found[1].lower()
    return mode


def _fits(selector: str, chain: Sequence[_Element | None]) -> bool:
    """Whether a selector of elements, classes and identifiers fits the last of a chain of elements."""
    *above, last = re.split(r"\s*>\s*|\s+", selector.strip())
    outer = [each for each in chain[:-1] if each is not None]
    return _is(last, chain[-1]) and all(any(_is(part, each) for each in outer) for part in above)


def _is(compound: str, element: _Element | None) -> bool:
    parts = _PART.findall(compound)
    if element is None or not parts or "".join(parts) != compound:
        return False
    classes, names = element.get("class", "").split(), ("*", local(element))
    for part in parts:
        if part.startswith("."):
            good = part[1:] in classes
        elif part.startswith("#"):
            good = part[1:] == element.get("id")
        else:
            good = part.lower() in names or (part == ":root" and element.getparent() is None)
        if not good:
            return False
    return True


def direction(book: Book) -> tuple[list[Fault], str]:
    """What is wrong, and how the book goes."""
    mode = writing_mode(book)
    spine = next(iter(book.package.iterfind("{*}spine")), None) if book.package is not None else None
    pages = "" if spine is None else spine.get("page-progression-direction", "")
    vertical = mode in _VERTICAL
    to_the_left = pages == "rtl"
    leftward = language_of(book).split("-")[0].lower() in _RIGHT_TO_LEFT
    wanted = mode in _FROM_THE_RIGHT if vertical else leftward
    faults = []
    if wanted != to_the_left:
        line = 0 if spine is None else line_of(spine)
        faults.append(
            Fault("direction-apart", book.package_name, line, f"{mode or 'horizontal-tb'}, {pages or 'default'}")
        )
    answer = f"{'vertical' if vertical else 'horizontal'}, to the {'left' if to_the_left else 'right'}"
    return faults, answer
