"""A run as conversion sees it: one string across emphasis, links and readings, and its inlines again with the new text.

What stands in the string: the characters of `Text` and the bases of `Ruby`; a note nothing, so that a word may go on behind its
call; code, images and runs in other languages one U+FFFC, line breaks one U+2028, which no word has.

A word may cross the boundary of an inline (`软<em>件</em>`), and may become one of another length. As many characters as before go
where they were. Else the boundary goes to the place in the new word that is as far along as it was in the old one, rounded; each
side keeps a character where there are enough, so that no emphasis is left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from publisher.model import Code, Inline, InlineImage, Inlines, LanguageRun, LineBreak, Note, Ruby, Text
from publisher.transforms.characters import LINE_SEPARATOR, OBJECT
from publisher.transforms.runs import kept
from publisher.transforms.script.conversion import Piece
from publisher.transforms.script.varieties import variety

Strings = Callable[[str], str]
"""What becomes of a string that stands for itself: an image's description, a reading."""
InnerRun = Callable[[LanguageRun], LanguageRun]
"""What becomes of a run in another variety of Chinese."""


class Run:
    """The inlines of a block, or the lines of a stanza. `text` is what is to be converted."""

    def __init__(self, lines: tuple[Inlines, ...]) -> None:
        self._lines = lines
        self._leaves: list[tuple[int, int]] = []
        parts: list[str] = []
        reached = 0
        for part, is_leaf in _parts(lines):
            if is_leaf:
                self._leaves.append((reached, reached + len(part)))
            parts.append(part)
            reached += len(part)
        self.text = "".join(parts)

    def lines(self, pieces: Sequence[Piece], strings: Strings, inner: InnerRun) -> tuple[Inlines, ...]:
        """The lines with the text of `pieces`: the same objects where nothing changed."""
        texts = iter(_texts(self._leaves, pieces))
        return kept(self._lines, [_rebuilt(line, texts, strings, inner) for line in self._lines])


def _parts(lines: tuple[Inlines, ...]) -> Iterator[tuple[str, bool]]:
    for number, line in enumerate(lines):
        if number:
            yield LINE_SEPARATOR, False
        yield from _parts_of(line)


def _parts_of(inlines: Inlines) -> Iterator[tuple[str, bool]]:
    for inline in inlines:
        match inline:
            case Text():
                yield inline.text, True
            case Ruby():
                yield inline.base, True
            case Code() | InlineImage() | LanguageRun():
                yield OBJECT, False
            case LineBreak():
                yield LINE_SEPARATOR, False
            case Note():
                pass
            case _:
                yield from _parts_of(inline.content)


def _rebuilt(inlines: Inlines, texts: Iterator[str], strings: Strings, inner: InnerRun) -> Inlines:
    new: list[Inline] = []
    for inline in inlines:
        made: Inline = inline
        match inline:
            case Text():
                text = next(texts)
                made = inline if text == inline.text else Text(text)
            case Ruby():
                base, reading = next(texts), strings(inline.text)
                made = inline if (base, reading) == (inline.base, inline.text) else Ruby(base, reading)
            case InlineImage():
                alt = strings(inline.alt)
                made = inline if alt == inline.alt else replace(inline, alt=alt)
            case LanguageRun():
                made = inner(inline) if variety(inline.language) else inline
            case Code() | LineBreak() | Note():
                pass
            case _:
                content = _rebuilt(inline.content, texts, strings, inner)
                made = inline if content is inline.content else replace(inline, content=content)
        new.append(made)
    return kept(inlines, new)


def _texts(leaves: Sequence[tuple[int, int]], pieces: Sequence[Piece]) -> list[str]:
    """The text of each leaf, a span of the source, from pieces that cover the source in order."""
    texts: list[str] = []
    rest = iter(pieces)
    piece = next(rest, None)
    for start, end in leaves:
        text = ""
        while piece is not None and piece.start < end:
            if piece.start >= start:
                text += _share(piece, end) if piece.end > end else piece.text
            if piece.end > end:
                piece = Piece(end, piece.end, piece.text[len(_share(piece, end)) :])
                break
            piece = next(rest, None)
        texts.append(text)
    return texts


def _share(piece: Piece, cut: int) -> str:
    """What of a piece's text stands before the boundary at `cut`, which is within its source."""
    before, after, length = cut - piece.start, piece.end - cut, len(piece.text)
    share = (2 * before * length + before + after) // (2 * (before + after))
    return piece.text[: min(max(share, 1), max(length - 1, 1))]
