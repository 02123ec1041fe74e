"""Inline elements of a fragment as the model's inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from publisher.model import (
    Code,
    Emphasis,
    IndexTerm,
    Inline,
    InlineImage,
    Inlines,
    LanguageRun,
    LineBreak,
    Link,
    Note,
    ProperName,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    WorkTitle,
)  # fmt: skip
from publisher.model import Text as Characters
from publisher.readers.html.dom import Element, Text

_KINDS: dict[str, Callable[[Inlines], Inline]] = {
    "em": Emphasis, "i": Emphasis, "cite": Emphasis, "dfn": Emphasis, "strong": Strong, "b": Strong, "sup": Superscript,
    "sub": Subscript,
}  # fmt: skip
_CLASSES: dict[str, Callable[[Inlines], Inline]] = {
    "proper-name": ProperName,
    "work-title": WorkTitle,
    "index-term": IndexTerm,
}
_WHITE = re.compile(r"[ \t\n\r\f]+")
_EDGE = " \t\n\r\f"
_TAG = re.compile(r"x(-[A-Za-z0-9]{1,8})+|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}")

Node = Element | Text


def classes(element: Element) -> frozenset[str]:
    return frozenset(element.get("class").split())


class InlineReader:
    """Reads runs. `exact`: white space is content, as our own writers leave it; else it is collapsed, as browsers do.

    `note_of` gives the note that a link refers to, or None.
    """

    def __init__(self, note_of: Callable[[Element], Note | None], *, exact: bool) -> None:
        self._note_of = note_of
        self._exact = exact

    def __call__(self, nodes: Iterable[Node]) -> Inlines:
        run = _merged(self._all(nodes))
        return tuple(run) if self._exact else _trimmed(run)

    def _all(self, nodes: Iterable[Node]) -> Iterator[Inline]:
        for node in nodes:
            if isinstance(node, Text):
                yield Characters(node.text if self._exact else _WHITE.sub(" ", node.text))
            else:
                yield from self._element(node)

    def _element(self, element: Element) -> Iterator[Inline]:
        tag, kinds = element.tag, classes(element)
        if tag == "br":
            yield LineBreak()
        elif tag == "img":
            yield InlineImage(element.get("src"), element.get("alt"))
        elif tag == "ruby":
            yield from _ruby(element)
        elif tag in ("code", "kbd", "samp"):
            yield Code(element.text)
        elif tag == "a":
            yield from self._link(element)
        elif tag in _KINDS:
            yield _KINDS[tag](self._inner(element))
        elif named := kinds & _CLASSES.keys():
            yield _CLASSES[min(named)](self._inner(element))
        elif _TAG.fullmatch(element.get("lang")):
            yield LanguageRun(self._inner(element), element.get("lang"))
        else:
            yield from self._all(element.children)

    def _inner(self, element: Element) -> Inlines:
        return tuple(_merged(self._all(element.children)))

    def _link(self, element: Element) -> Iterator[Inline]:
        note = self._note_of(element)
        href = element.get("href").strip()
        if note is not None:
            yield note
        elif href and not href.startswith("#"):
            yield Link(self._inner(element), href)
        else:
            yield from self._all(element.children)


def _ruby(element: Element) -> Iterator[Inline]:
    """Each `<rt>` is the reading of what stands before it; `<rb>` is seen through, `<rp>` passed over."""
    base = ""
    for child in element.children:
        if isinstance(child, Text) or child.tag not in ("rt", "rp", "rtc"):
            base += child.text
        elif child.tag != "rp" and base:
            yield Ruby(base, child.text)
            base = ""
    if base.strip():
        yield Characters(base)


def _merged(found: Iterable[Inline]) -> list[Inline]:
    """Neighbouring texts as one."""
    run: list[Inline] = []
    for inline in found:
        if isinstance(inline, Characters) and run and isinstance(run[-1], Characters):
            run[-1] = Characters(run[-1].text + inline.text)
        elif not isinstance(inline, Characters) or inline.text:
            run.append(inline)
    return run


def _trimmed(run: list[Inline]) -> Inlines:
    """Without the white space of the source's layout at both ends."""
    if run and isinstance(run[0], Characters):
        run[0] = Characters(run[0].text.lstrip(_EDGE))
    if run and isinstance(run[-1], Characters):
        run[-1] = Characters(run[-1].text.rstrip(_EDGE))
    return tuple(inline for inline in run if not isinstance(inline, Characters) or inline.text)
