"""A run: the inlines of a block seen as one string, so that a rule sees its context across emphasis, links and the like.

Which inline is what in the string:

    Text                                         its characters, which rules may edit
    Emphasis Strong Link Superscript Subscript
    ProperName WorkTitle IndexTerm LanguageRun   transparent: what is inside
    Ruby                                         its base, to be seen but not edited
    Code InlineImage                             one U+FFFC
    LineBreak, the end of a line of verse        one U+2028
    Note                                         nothing; its blocks are runs of their own

In a run of another language than the article's every sign is shown as U+FFFC, so that no rule can pair or edit what is not
its own; letters and digits stay, as context. All that is in such a run, runs and notes inside it too, stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import is_
from typing import Literal, NamedTuple, TypeVar

from msgspec.structs import replace

from publisher.model import Code, Inline, InlineImage, Inlines, LanguageRun, LineBreak, Note, Ruby, Text
from publisher.transforms.characters import LINE_SEPARATOR, OBJECT

Place = Literal["running", "spaced"]
"""`running` text, or a place where a space separates: headlines, headings, captions, credits, signatures, verse, cells."""

T = TypeVar("T")

_SIGN = re.compile(r"[^\w]")


class Edit(NamedTuple):
    """Put `after` for the characters from `start` to `end` of a run's string."""

    start: int
    end: int
    after: str


class Setting(NamedTuple):
    """What a rule may know beside the string: where the run stands, and the article's language (BCP 47)."""

    place: Place
    language: str


class _Piece(NamedTuple):
    text: str
    editable: bool


def primary(language: str) -> str:
    """The primary subtag: `zh` of `zh-Hant-TW`."""
    return language.partition("-")[0].lower()


def is_foreign(inline: Inline, own: str) -> bool:
    """Whether the inline opens a run of another language than the one whose primary subtag is `own`."""
    return isinstance(inline, LanguageRun) and primary(inline.language) != own


class Run:
    """The inlines of one block, or of the lines of one stanza, while rules work on them."""

    def __init__(self, lines: tuple[Inlines, ...], language: str) -> None:
        self._lines = lines
        self._primary = primary(language)
        self._pieces = list(self._gather())
        self.changed = False
        self.text = "".join([piece.text for piece in self._pieces])

    def edit(self, edits: Sequence[Edit]) -> None:
        """Apply edits, which are in order and do not overlap."""
        if len(self._pieces) == 1:
            self._pieces = [_Piece(_spliced(self.text, edits), True)]
        else:
            self._pieces = self._edited_pieces(edits)
        self.text = "".join([piece.text for piece in self._pieces])
        self.changed = True

    def lines(self) -> tuple[Inlines, ...]:
        """The inlines with the edits in them: the same tree, and the same objects where nothing changed."""
        if not self.changed:
            return self._lines
        texts = iter([piece.text for piece in self._pieces if piece.editable])
        return tuple([self._rebuilt(line, texts) for line in self._lines])

    def _gather(self) -> Iterator[_Piece]:
        for number, line in enumerate(self._lines):
            if number:
                yield _Piece(LINE_SEPARATOR, False)
            yield from self._pieces_of(line, foreign=False)

    def _pieces_of(self, inlines: Inlines, foreign: bool) -> Iterator[_Piece]:
        for inline in inlines:
            match inline:
                case Text():
                    yield _Piece(_SIGN.sub(OBJECT, inline.text) if foreign else inline.text, not foreign)
                case Ruby():
                    yield _Piece(_SIGN.sub(OBJECT, inline.base), False)
                case Code() | InlineImage():
                    yield _Piece(OBJECT, False)
                case LineBreak():
                    yield _Piece(LINE_SEPARATOR, False)
                case Note():
                    pass
                case _:
                    yield from self._pieces_of(inline.content, foreign or is_foreign(inline, self._primary))

    def _edited_pieces(self, edits: Iterable[Edit]) -> list[_Piece]:
        """Each edit goes to the piece it begins in; what it takes from the pieces after that one is only taken."""
        starts, at = [], 0
        for piece in self._pieces:
            starts.append(at)
            at += len(piece.text)
        local: dict[int, list[Edit]] = {}
        for start, end, after in edits:
            index = bisect_right(starts, start) - 1
            while start < end:
                base = starts[index]
                stop = min(end, base + len(self._pieces[index].text))
                if stop > start:
                    local.setdefault(index, []).append(Edit(start - base, stop - base, after))
                    start, after = stop, ""
                index += 1
        pieces = self._pieces.copy()
        for index, its in local.items():
            pieces[index] = _Piece(_spliced(pieces[index].text, its), True)
        return pieces

    def _rebuilt(self, inlines: Inlines, texts: Iterator[str]) -> Inlines:
        new: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text():
                    text = next(texts)
                    new.append(inline if text == inline.text else Text(text))
                case Ruby() | Code() | InlineImage() | LineBreak() | Note():
                    new.append(inline)
                case LanguageRun() if is_foreign(inline, self._primary):
                    new.append(inline)
                case _:
                    content = self._rebuilt(inline.content, texts)
                    new.append(inline if content is inline.content else replace(inline, content=content))
        return kept(inlines, new)


def kept(old: tuple[T, ...], new: list[T]) -> tuple[T, ...]:
    """`old` itself if `new` has the very same objects, so that unchanged parts of the tree are known by identity."""
    return old if all(map(is_, old, new)) else tuple(new)


def _spliced(text: str, edits: Iterable[Edit]) -> str:
    parts, at = [], 0
    for start, end, after in edits:
        parts += [text[at:start], after]
        at = end
    parts.append(text[at:])
    return "".join(parts)
