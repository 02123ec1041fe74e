"""How a run is set, and what that says of it beside the rest: bold, in the middle, indented, in small type, a heading.

What most long paragraphs of an article are says nothing of one of them: pages bold throughout, or all centred, are common.
"""

from __future__ import annotations

import re
from typing import Literal

from publisher.readers.html.dom import Element, Text
from publisher.readers.html.hints import words
from publisher.readers.html.inlines import is_bold
from publisher.readers.html.runs import Run
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press import wording
from publisher.readers.press.lines import NO_BREAK_SPACE, Line, is_closed

_HEADING = re.compile(r"h([1-6])$")
_HEADING_NAME = re.compile(r"(?:^|[-_])h([1-6])$")
_HEADING_WORDS = vocabulary("subhead subheading subtitle crosshead xiaobiaoti smalltitle sectiontitle midashi")
_LONGEST_HEADING = 60
_CAPTION_WORDS = vocabulary(
    "caption captions figcaption desc imgdesc picdesc pictext pictxt imgtext imgtitle imginfo pictitle picinfo "
    "picd picintro picnote imgnote figcap photodesc tuzhu tushuo zhushi photocaption imagecaption"
)
_CAPTION_LONGEST = 200
_SMALL_PRINT = re.compile(r"(?:color|font-size|font-family|font-style)\s*:", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*(?:[1-4](?:\.\d)?em|(?:2[0-9]|[3-6][0-9])(?:\.\d+)?p[xt])", re.IGNORECASE)
_PARAGRAPH = 30
_VERSE_LONGEST = 28
_VERSE_END = re.compile(r"[，。；！？、：”」]$")


class Looks:
    """The looks of one article's runs."""

    def __init__(self, article: Element, found: list[Run]) -> None:
        self.article = article
        used = sorted({level for level in map(self._tag_level, found) if level})
        self.levels = {level: place for place, level in enumerate(used, 1)}
        """Level of HTML -> level in the article: the highest that is used is 1."""
        long = [run for run in found if len(run.text) >= _PARAGRAPH]
        self._set_as_text = {(run.block.tag, run.block.get("class")) for run in long}
        self.bold_is_rare = 2 * sum(map(self.is_bold, long)) <= len(long)
        self.centred_is_rare = 2 * sum(self._aligned(run) == "centre" for run in long) <= len(long)
        self.small_is_rare = 2 * sum(map(self._is_small, long)) <= len(long)

    def is_strong(self, run: Run) -> bool:
        """Whether a run stands out by being bold."""
        return self.bold_is_rare and self.is_bold(run)

    def is_small(self, run: Run) -> bool:
        """Whether a run stands out by its type, and is no longer than a caption."""
        return self.small_is_rare and self._is_small(run)

    def is_apart(self, run: Run) -> bool:
        """Whether a run's block bears a class that none of the long paragraphs does."""
        kind = run.block.tag, run.block.get("class")
        return bool(kind[1]) and kind not in self._set_as_text

    def align(self, run: Run) -> Literal["", "centre", "right"]:
        """Where a run stands out by its place in the measure."""
        return self._aligned(run) if self.centred_is_rare else ""

    def _tag_level(self, run: Run) -> int:
        if not run.text or len(run.text) > _LONGEST_HEADING or (is_closed(run.text) and run.text[-1] in "。．."):
            return 0
        for element in (run.block, *(leaf for leaf in run.leaves[0].around), *list(run.block.ancestors())[:1]):
            match = _HEADING.match(element.tag)
            if match:
                return int(match[1])
            if element is self.article:
                break
            for name in element.get("class").lower().split():
                named = _HEADING_NAME.search(name)
                if named:
                    return int(named[1])
            if not _HEADING_WORDS.isdisjoint(words(element)):
                return 3
        return 0

    def heading(self, run: Run) -> int:
        return self.levels.get(self._tag_level(run), 0)

    def is_bold(self, run: Run) -> bool:
        """All of a run is bold, by tags or styles."""
        block = run.block is not self.article and is_bold(run.block)
        return bool(run.text) and all(
            block or any(is_bold(element) for element in leaf.around)
            for piece, leaf in zip(run.pieces, run.leaves, strict=True)
            if piece.strip()
        )

    def _aligned(self, run: Run) -> Literal["", "centre", "right"]:
        for element in run.elements():
            if element is self.article:
                break
            if element.tag == "center":
                return "centre"
            styled = _ALIGN.search(element.get("style")[:2000])
            said = (styled[1] if styled else element.get("align")).lower()
            if said in ("center", "right"):
                return "centre" if said == "center" else "right"
            if said or element.tag in ("td", "th"):
                break
        return ""

    def indent(self, run: Run) -> int:
        """Columns of space before the text, typed or by style."""
        first = next(
            (leaf.node.text for leaf in run.leaves if isinstance(leaf.node, Text) and leaf.node.text.strip(" \t\n\r")),
            "",
        )
        space = first[: len(first) - len(first.lstrip())]
        typed = sum(2 if mark == "\u3000" else mark == NO_BREAK_SPACE for mark in space)
        return typed or (4 if _INDENT.search(run.block.get("style")[:2000]) else 0)

    def _is_small(self, run: Run) -> bool:
        """All of it in an element that changes the type, and no more than a caption's length."""
        if not run.text or len(run.text) > _CAPTION_LONGEST or run.images:
            return False
        return all(
            any(
                each.tag in ("font", "small", "i", "em") or _SMALL_PRINT.search(each.get("style")[:1000])
                for each in leaf.around
            )
            for piece, leaf in zip(run.pieces, run.leaves, strict=True)
            if piece.strip()
        )

    def has_caption_name(self, run: Run) -> bool:
        near = [*(element for leaf in run.leaves for element in leaf.around), run.block]
        return len(run.text) <= _CAPTION_LONGEST and any(
            element.tag == "figcaption" or not _CAPTION_WORDS.isdisjoint(words(element))
            for element in near
            if element is not self.article
        )

    def is_verse_line(self, run: Run) -> bool:
        return (
            0 < len(run.text) <= _VERSE_LONGEST
            and not run.images
            and not run.link
            and _VERSE_END.search(run.text) is not None
            and self.align(run) == "centre"
            and not self.is_bold(run)
            and wording.told(bare_line(run)) is None
        )


def bare_line(run: Run) -> Line:
    """The run as the press rooms' tables want it, by its words alone."""
    return Line(0, 0, run.text, 0, gap=True, closed=is_closed(run.text))
