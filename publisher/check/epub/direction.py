"""Which way the lines and the pages of a book go: they have to agree (EPUB 3.3, 5.7; CSS Writing Modes 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.check.epub.book import Book, Fault, elements, line_of, local
from publisher.check.epub.package import language_of

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]*)\{([^{}]*)\}")
_MODE = re.compile(r"(?<![\w-])(?:-epub-|-webkit-)?writing-mode\s*:\s*([\w-]+)", re.IGNORECASE)
_ROOT = re.compile(r"(?<![\w.#-])(?:html|body|:root)(?![\w-])", re.IGNORECASE)
_FROM_THE_RIGHT = ("vertical-rl", "tb-rl")
_VERTICAL = (*_FROM_THE_RIGHT, "vertical-lr", "tb-lr", "tb")
_RIGHT_TO_LEFT = frozenset(("ar", "he", "fa", "ur", "yi", "dv", "ps", "sd", "ug", "syr"))


def writing_mode(book: Book) -> str:
    """The writing mode that styles give the root or the body of a document; empty where they give none."""
    for text in _styles(book):
        for rule in _RULE.finditer(_COMMENT.sub(" ", text)):
            if _ROOT.search(rule[1]) and (found := _MODE.search(rule[2])):
                return found[1].lower()
    return ""


def is_vertical(book: Book) -> bool:
    return writing_mode(book) in _VERTICAL


def _styles(book: Book) -> Iterator[str]:
    for item in book.items:
        if item.media_type == "text/css" and item.name and (data := book.read(item.name)) is not None:
            yield data.decode("utf-8", "replace")
    for document in book.documents:
        for each in elements(book.tree(document)):
            if local(each) == "style":
                yield each.text or ""
            elif local(each) in ("html", "body") and each.get("style"):
                yield f"{local(each)} {{{each.get('style')}}}"


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
