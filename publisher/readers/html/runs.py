"""Runs: what stands in a page between two breaks, be they the edges of blocks or `<br>`.

A run is the page's line. It knows the block it stands in and keeps its mark-up, as leaves (characters, images, ruby) each with the
inline elements around it. White space is collapsed as in CSS Text 3, section 4.1: runs of it become one space, none beside a
line end between wide characters, none at the edges; there the ideographic and no-break spaces that indent a paragraph go too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.readers.html.dom import BLOCKS, Element, Text
from publisher.readers.press.lines import NO_BREAK_SPACE, WORD_JOINER, ZERO_WIDTH_SPACE

_WHITE = re.compile(r"[ \t\n\r\f\x0b]+")
_LAYOUT = f" \t\n\r\f\x0b\u3000\ufeff{NO_BREAK_SPACE}{ZERO_WIDTH_SPACE}{WORD_JOINER}"
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6“”‘’…—]"
)
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u115f]")
# A scraper's or an editor's glued paragraphs: the indent of the second stands after the end of the first.
_GLUED = re.compile(rf"(?<=[。！？!?.”」』）)])(?:\u3000{{2,8}}|{NO_BREAK_SPACE}{{4,16}})(?=\S)")


class Leaf(NamedTuple):
    node: Text | Element
    around: tuple[Element, ...]
    """Inline elements around it, the outermost first."""


class Run:
    """`gap` is how it is parted from the run before: by a block's edge, one `<br>`, or more."""

    __slots__ = ("block", "gap", "leaves", "line", "link", "pieces", "text")

    def __init__(self, block: Element, leaves: list[Leaf], gap: str) -> None:
        self.block = block
        self.gap = gap
        self.pieces = collapsed([_characters(leaf.node) for leaf in leaves])
        """The characters of each leaf as they show: of ruby the bases with their readings, of an image none."""
        self.leaves = leaves
        self.text = "".join(self.pieces)
        self.line = next((line for line in map(_line, leaves) if line), 0)
        self.link = sum(len(piece.strip()) for piece, leaf in zip(self.pieces, leaves, strict=True) if _in_link(leaf))
        """How many characters are in links."""

    @property
    def images(self) -> list[Element]:
        return [leaf.node for leaf in self.leaves if isinstance(leaf.node, Element) and leaf.node.tag == "img"]

    @property
    def is_rule(self) -> bool:
        """It is a `<hr>`."""
        node = self.leaves[0].node if len(self.leaves) == 1 else None
        return isinstance(node, Element) and node.tag == "hr"

    def holds(self, tags: frozenset[str]) -> bool:
        """Whether all characters are in one of these elements."""
        return bool(self.text) and all(
            not piece.strip() or any(element.tag in tags for element in leaf.around)
            for piece, leaf in zip(self.pieces, self.leaves, strict=True)
        )

    def elements(self) -> Iterator[Element]:
        """The inline elements in it and the blocks around it, the innermost block first."""
        for leaf in self.leaves:
            yield from reversed(leaf.around)
        yield self.block
        yield from self.block.ancestors()


def runs(block: Element, around: tuple[Element, ...] = ()) -> Iterator[Run]:
    """The runs of a block, in order; those without characters and images are none."""
    yield from _Segments().of(block, around)


class _Segments:
    """Leaves gathered since the last break, and what that break was."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.gap = "block"

    def of(self, block: Element, around: tuple[Element, ...]) -> Iterator[Run]:
        yield from self._in(block, block, around)
        yield from self._flush(block)

    def _in(self, element: Element, block: Element, around: tuple[Element, ...]) -> Iterator[Run]:
        for child in element.children:
            if isinstance(child, Text):
                self.leaves.append(Leaf(child, around))
            elif child.tag == "br":
                yield from self._flush(block)
                self.gap = {"": "br", "br": "lines"}.get(self.gap, self.gap)
            elif child.is_block and child.tag not in _LEAVES:
                yield from self._flush(block)
                self.gap = "block"
                yield from self._in(child, child, around if child.tag in BLOCKS else (*around, child))
                yield from self._flush(child)
                self.gap = "block"
            elif child.tag == "hr":
                yield from self._flush(block)
                self.leaves.append(Leaf(child, around))
                yield from self._flush(block)
                self.gap = "block"
            elif child.tag in _LEAVES:
                self.leaves.append(Leaf(child, around))
            else:
                yield from self._in(child, block, (*around, child))

    def _flush(self, block: Element) -> Iterator[Run]:
        leaves, self.leaves = self.leaves, []
        for part in _unglued(leaves) if leaves else ():
            run = Run(block, part, self.gap or "br")
            if run.text or run.images or run.is_rule:
                yield run
                self.gap = ""


_LEAVES = frozenset(["img", "ruby", "code", "hr"])


def _unglued(leaves: list[Leaf]) -> Iterator[list[Leaf]]:
    """The leaves, parted where the indent of another paragraph stands inside a text."""
    part: list[Leaf] = []
    for leaf in leaves:
        pieces = _GLUED.split(leaf.node.text) if isinstance(leaf.node, Text) and len(leaf.node.text) > 2 else ()
        for place, piece in enumerate(pieces if len(pieces) > 1 else ()):
            if place:
                yield part
                part = []
            text = Text(piece)
            text.line = leaf.node.line  # type: ignore[union-attr]
            part.append(Leaf(text, leaf.around))
        if len(pieces) < 2:
            part.append(leaf)
    yield part


def collapsed(pieces: list[str]) -> list[str]:
    """The pieces of one run with their white space collapsed, over the edges of pieces too."""
    whole = "".join(pieces)
    first = len(whole) - len(whole.lstrip(_LAYOUT))
    last = len(whole.rstrip(_LAYOUT))
    found: list[str] = []
    start = 0
    for piece in pieces:
        stop = start + len(piece)
        low, high = max(start, first), min(stop, last)
        found.append(_piece(whole, low, high) if low < high else "")
        start = stop
    return found


def _piece(whole: str, start: int, stop: int) -> str:
    kept = []
    at = start
    for match in _WHITE.finditer(whole, start, stop):
        kept.append(whole[at : match.start()])
        at = match.end()
        if match.start() == start and start and _WHITE.match(whole, start - 1):
            # The piece before ended in white space: its space is this one's too.
            continue
        after = match.end()
        while after < len(whole) and whole[after] in " \t\n\r\f\x0b":
            after += 1
        kept.append(_space(whole, match.start(), after))
    kept.append(whole[at:stop])
    return "".join(kept)


def _space(whole: str, start: int, stop: int) -> str:
    if "\n" not in whole[start:stop] or not start or stop >= len(whole):
        return " "
    before, after = whole[start - 1], whole[stop]
    # Korean parts words by spaces, so a line end there is one.
    wide = _WIDE.match(before) and _WIDE.match(after) and not (_HANGUL.match(before) or _HANGUL.match(after))
    return "" if wide else " "


def _characters(node: Text | Element) -> str:
    if isinstance(node, Text):
        return node.text
    if node.tag in ("img", "hr"):
        return ""
    if node.tag == "ruby":
        return "".join(_ruby_characters(node))
    return node.text


def _ruby_characters(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Text):
            yield child.text.strip(" \t\n\r\f")
        elif child.tag != "rp":
            yield from _ruby_characters(child)


def bases(run: Run) -> str:
    """The run's characters without the readings of ruby."""
    return "".join(
        _bases(leaf.node) if isinstance(leaf.node, Element) and leaf.node.tag == "ruby" else piece
        for piece, leaf in zip(run.pieces, run.leaves, strict=True)
    )


def _bases(element: Element) -> str:
    return "".join(
        child.text if isinstance(child, Text) else "" if child.tag in ("rt", "rp", "rtc") else _bases(child)
        for child in element.children
    ).strip()


def _line(leaf: Leaf) -> int:
    if isinstance(leaf.node, Text):
        return leaf.node.line if leaf.node.text.strip(_LAYOUT) else 0
    return next((text.line for text in leaf.node.texts()), 0)


def _in_link(leaf: Leaf) -> bool:
    return any(element.is_link for element in leaf.around)
