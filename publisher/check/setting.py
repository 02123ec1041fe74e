"""A document as the measures see it: its paragraphs and pages, and what is the rule in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from publisher.check.glyphs import Glyph, PageGlyphs
from publisher.check.lines import Line
from publisher.check.paragraphs import Paragraph
from publisher.check.report import Place
from publisher.clreq import Strictness

_KANA_SHARE = 0.08
_NEAR = 0.05


class Setting:
    """The paragraphs and pages of one document."""

    def __init__(self, paragraphs: Sequence[Paragraph], pages: Sequence[PageGlyphs], language: str) -> None:
        self.paragraphs, self.pages = list(paragraphs), list(pages)
        self.language = language or self._guessed_language()

    @cached_property
    def prose(self) -> list[Paragraph]:
        """Paragraphs whose lines are filled: no headings, captions, tables."""
        return [paragraph for paragraph in self.paragraphs if paragraph.is_prose]

    @cached_property
    def full_lines(self) -> list[tuple[Line, float]]:
        """Each full line with its measure."""
        return [pair for paragraph in self.prose for pair in paragraph.full_lines]

    @cached_property
    def lines(self) -> list[Line]:
        return [line for paragraph in self.paragraphs for line in paragraph.lines]

    @cached_property
    def prose_lines(self) -> list[Line]:
        return [line for paragraph in self.prose for line in paragraph.lines]

    @cached_property
    def body_size(self) -> float:
        """The size most of the text is set in, in points."""
        sizes: Counter[float] = Counter()
        for line in self.prose_lines or self.lines:
            sizes[round(line.size, 1)] += len(line.glyphs)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @property
    def strictness(self) -> Strictness:
        """How strictly lines are broken: Japanese sets small kana at a line's start where it must (JLREQ 3.1.7)."""
        return "normal" if self.language.lower().startswith("ja") else "strict"

    def _guessed_language(self) -> str:
        text = "".join(line.text for line in self.lines)
        kana = sum("\u3041" <= each <= "\u30ff" for each in text)
        hangul = sum("\uac00" <= each <= "\ud7a3" for each in text)
        if kana > _KANA_SHARE * len(text):
            return "ja"
        return "ko" if hangul > _KANA_SHARE * len(text) else "zh"


def place(line: Line, figure: float | None = None, around: Glyph | None = None) -> Place:
    """A line as a place; with `around`, the text near that glyph alone."""
    text = line.text
    if around is not None:
        number = next(number for number, glyph in enumerate(line.glyphs) if glyph is around)
        before = "".join(glyph.text for glyph in line.glyphs[max(0, number - 6) : number])
        text = before + "".join(glyph.text for glyph in line.glyphs[number : number + 8])
    return Place(line.page, text, None if figure is None else round(figure, 3) + 0.0, "" if figure is None else "em")


def neighbours(line: Line) -> Iterator[tuple[Glyph, Glyph]]:
    """Pairs of adjacent glyphs of the line's own size on its baseline."""
    for one, other in pairwise(line.glyphs):
        if _is_level(one, line) and _is_level(other, line):
            yield one, other


def _is_level(glyph: Glyph, line: Line) -> bool:
    return line.is_main(glyph) and (glyph.upright or abs(glyph.baseline - line.baseline) < _NEAR * line.size)


def is_opened(line: Line, one: Glyph, other: Glyph) -> bool:
    """Whether a reading stands beside the two glyphs, which may have set them wider."""
    return any(start < other.start and one.end < end for start, end in line.opened)
