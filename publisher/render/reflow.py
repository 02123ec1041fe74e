"""How lines run and what stands out in them where text flows: in e-readers and browsers.

A page is composed here; a reflowable text is composed by whoever shows it. What he cannot know is told in the document: which way its
lines run, which short numbers stand upright in them, how stress is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from publisher.clreq import number_pattern
from publisher.model import Inlines, Text
from publisher.options import ComposeOptions
from publisher.render.anchors import ALONE, Anchors

_OTHER = "\ufffc"
"""Stands in a run for what is no text: no part of a number, and no Latin."""


class Reflow(Struct, frozen=True):
    """`vertical`: lines run from top to bottom, and one after the other from right to left; `dots`: stress is shown by emphasis dots;
    `upright_digits`: numbers of up to so many digits stand upright in vertical lines; `anchors`: the ids of an article among others.
    """

    vertical: bool = False
    dots: bool = False
    upright_digits: int = 0
    anchors: Anchors = ALONE

    @property
    def classes(self) -> str:
        """The classes of the root element, by which style sheets know."""
        return " ".join(name for name, has in (("vertical", self.vertical), ("dotted", self.dots)) if has)


HORIZONTAL = Reflow()


def reflow_of(language: str, compose: ComposeOptions, *, vertical: bool) -> Reflow:
    """What the options say of an article in `language`."""
    return Reflow(vertical, has_dots(language, compose), compose.upright_digits if vertical else 0)


def has_dots(language: str, compose: ComposeOptions) -> bool:
    """Whether stress is shown by emphasis dots 着重号; else it is set in 楷."""
    return (compose.emphasis or ("dots" if language.startswith("ja") else "kai")) == "dots"


class Numbers:
    """The pieces of a run of inlines that stand upright in vertical lines; its texts are asked for one after the other.

    A number is judged by the whole run, as on a page: in `A<em>4</em>` it stands beside Latin.
    """

    def __init__(self, content: Inlines, digits: int):
        pieces = list(_pieces(content))
        found = [match.span() for match in number_pattern(digits).finditer("".join(text for text, _ in pieces))]
        self._texts = _parted(pieces, found)

    def of_next_text(self) -> list[tuple[str, bool]]:
        """The next text of the run in pieces, each with whether it stands upright."""
        return next(self._texts)


def _pieces(content: Inlines) -> Iterator[tuple[str, bool]]:
    """The run as one text after the other, each with whether it is a text of the run, or stands for something else."""
    for inline in content:
        if isinstance(inline, Text):
            yield inline.text, True
        elif hasattr(inline, "content"):
            yield from _pieces(inline.content)
        else:
            yield _OTHER, False


def _parted(pieces: list[tuple[str, bool]], numbers: list[tuple[int, int]]) -> Iterator[list[tuple[str, bool]]]:
    """Each text parted at the numbers that are wholly in it; `numbers` are places in all of them together."""
    start, number = 0, 0
    for text, is_text in pieces:
        parts: list[tuple[str, bool]] = []
        at = 0
        while number < len(numbers) and numbers[number][1] <= start + len(text):
            first, last = numbers[number][0] - start, numbers[number][1] - start
            number += 1
            if first >= 0:
                parts += [(text[at:first], False), (text[first:last], True)]
                at = last
        parts.append((text[at:], False))
        start += len(text)
        if is_text:
            yield [part for part in parts if part[0]]
