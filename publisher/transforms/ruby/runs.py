"""A run as readings are put over it: one string across its inlines, and the inlines again with ruby in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from publisher.model import (
    Code,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Note,
    Ruby,
    Subscript,
    Superscript,
    Text,
)
from publisher.transforms.characters import LINE_SEPARATOR, OBJECT
from publisher.transforms.runs import is_foreign, kept


class Reading(NamedTuple):
    """How the characters `start` to `end` of a string are read; `others` are likely readings it was chosen among.

    The text is empty where nobody knows: nothing is put over them.
    """

    start: int
    end: int
    text: str
    others: tuple[str, ...] = ()


class _Part(NamedTuple):
    text: str
    is_leaf: bool
    """Whether readings may be put over it: a text of the run's own language that has none yet."""


class Run:
    """The inlines of a block, or the lines of a stanza, in the language whose primary subtag is `own`."""

    def __init__(self, lines: tuple[Inlines, ...], own: str) -> None:
        self._lines = lines
        self._own = own
        parts = list(self._parts())
        self.text = "".join(part.text for part in parts)
        self._leaves: list[tuple[int, int]] = []
        at = 0
        for part in parts:
            if part.is_leaf:
                self._leaves.append((at, at + len(part.text)))
            at += len(part.text)

    def takes(self, reading: Reading) -> bool:
        """Whether the reading has its place within one text. A word that an inline's boundary cuts has none."""
        return any(start <= reading.start and reading.end <= end for start, end in self._leaves)

    def lines(self, readings: Sequence[Reading]) -> tuple[Inlines, ...]:
        """The lines with ruby for the readings that have a place: the same objects where nothing changed."""
        leaves = iter(self._ruby(readings))
        return kept(self._lines, [self._rebuilt(line, leaves) for line in self._lines])

    def _parts(self) -> Iterator[_Part]:
        for number, line in enumerate(self._lines):
            if number:
                yield _Part(LINE_SEPARATOR, False)
            yield from self._parts_of(line, True)

    def _parts_of(self, inlines: Inlines, open_: bool) -> Iterator[_Part]:
        for inline in inlines:
            match inline:
                case Text():
                    yield _Part(inline.text, open_)
                case Ruby():
                    yield _Part(inline.base, False)
                case Code() | InlineImage():
                    yield _Part(OBJECT, False)
                case LineBreak():
                    yield _Part(LINE_SEPARATOR, False)
                case Note():
                    pass
                case _ if is_foreign(inline, self._own):
                    yield _Part(OBJECT, False)
                case _:
                    yield from self._parts_of(inline.content, open_ and not isinstance(inline, Subscript | Superscript))

    def _ruby(self, readings: Sequence[Reading]) -> Iterator[Inlines]:
        """What stands for each leaf."""
        rest = iter(readings)
        reading = next(rest, None)
        for start, end in self._leaves:
            made: list[Inline] = []
            at = start
            while reading is not None and reading.start < end:
                if reading.text and at <= reading.start and reading.end <= end:
                    made += [Text(self.text[at : reading.start])] if at < reading.start else []
                    made.append(Ruby(self.text[reading.start : reading.end], reading.text))
                    at = reading.end
                reading = next(rest, None)
            made += [Text(self.text[at:end])] if at < end or not made else []
            yield tuple(made)

    def _rebuilt(self, inlines: Inlines, leaves: Iterator[Inlines]) -> Inlines:
        new: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text():
                    made = next(leaves)
                    new += made if len(made) > 1 or not isinstance(made[0], Text) else [inline]
                case Ruby() | Code() | InlineImage() | LineBreak() | Note() | Subscript() | Superscript():
                    new.append(inline)
                case _ if is_foreign(inline, self._own):
                    new.append(inline)
                case _:
                    content = self._rebuilt(inline.content, leaves)
                    new.append(inline if content is inline.content else replace(inline, content=content))
        return tuple(new) if len(new) != len(inlines) else kept(inlines, new)
