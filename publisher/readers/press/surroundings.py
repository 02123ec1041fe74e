"""What a line of the body is judged by besides itself: the lines around it, and the article's layout."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from publisher.patterns import lazily
from publisher.readers.press import wording
from publisher.readers.press.furniture import RELATED
from publisher.readers.press.lines import Line, is_closed
from publisher.readers.press.numbering import BULLET_HEADING
from publisher.readers.press.profile import Profile
from publisher.readers.press.sequences import Counted

LONG = 45
WIDEST_TITLE = 90
_MOST_TRIES = 8
# Dots and a page number after a title; then white space, which a table of contents sets as it likes.
_LEADER = lazily(r"[\s.…·・_—-]*\d{0,4}$")
_SPACE = lazily(r"\s+")
_LONGEST_LEADER = 60
_TO_EDITOR = lazily(r"(?:尊敬的|亲爱的)?(?:本报|贵报)?(?:编辑|編輯)(?:部|同志|先生|老师|部的?同志)?们?[：:]$")
_LONGEST_ADDRESS = 16
# Of what can stand below the last line of the text.
_TAIL_ROLES = ("credit", "boilerplate", "source", "date", "separator", "byline")


class Surroundings:
    """The body's lines, and what was found out about all of them at once."""

    def __init__(self, lines: list[Line], profile: Profile, language: str, *, dated: bool = False) -> None:
        self.lines = lines
        self.profile = profile
        self.language = language
        self.dated = dated
        """The date of the article is known from its head."""
        self.counted = Counted(lines)
        self._tries: dict[str, tuple[int, int]] = {}
        """Of each search, where the last run it found nothing in ends, and how often it tried there."""
        self.text_end = _text_end(lines)
        """Place after the last line that is not of the tail: credits, furniture, the source."""
        self.verse_end = 0
        """Place after the last line that was taken for verse by its blank lines."""
        self.mostly_strong = _are_mostly_strong(lines)
        """Bold is how the whole text is set, and says nothing of a line."""

    @cached_property
    def talking_marks(self) -> str:
        """Of a talk in which one mark stands before each question, another before each answer, both; empty: it is none."""
        return _talking_marks(self.lines)

    @cached_property
    def has_letters(self) -> bool:
        """Readers' letters stand here, each of which addresses the editor in a line of its own."""
        return any(len(line.text) <= _LONGEST_ADDRESS and _TO_EDITOR.match(line.text) for line in self.lines)

    def is_worth(self, search: str, place: int) -> bool:
        """Whether to look for a run from `place` on: not where one has been searched in vain, from several of its lines.

        Without this, a file of nothing but short lines takes the square of their number.
        """
        end, tries = self._tries.get(search, (0, 0))
        return place >= end or tries < _MOST_TRIES

    def in_vain(self, search: str, end: int) -> None:
        """Remember that the search found nothing in the run that ends at `end`."""
        before, tries = self._tries.get(search, (0, 0))
        self._tries[search] = (end, tries + 1 if end == before else 1)

    @cached_property
    def last_places(self) -> dict[str, int]:
        """Each short line's words, without leader dots, page number and white space, and the last place they stand at."""
        return {title_of(line.text): place for place, line in enumerate(self.lines) if len(line.text) <= WIDEST_TITLE}

    def after(self, place: int) -> Line | None:
        return self.lines[place + 1] if place + 1 < len(self.lines) else None

    def before(self, place: int) -> Line | None:
        return self.lines[place - 1] if place else None

    def is_flush(self, line: Line) -> bool:
        """Whether the line stands at the edge while paragraphs are indented."""
        return self.profile.indented and line.indent < self.profile.indent


def _are_mostly_strong(lines: list[Line]) -> bool:
    strong = sum(line.markup is not None and line.markup.strong for line in lines)
    return strong > 2 and strong * 2 > len(lines)


def _talking_marks(lines: list[Line]) -> str:
    turns = [line.text for line in lines if BULLET_HEADING.match(line.text)]
    if len(turns) < 4 or len({text[0] for text in turns}) != 2 or turns[0][0] == turns[1][0]:
        return ""
    in_turn = sum(before[0] != after[0] for before, after in pairwise(turns))
    questions = turns[0][0]
    asked = sum(text[-1] in "？?" for text in turns if text[0] == questions)
    answered = sum(text[-1] not in "？?" and is_closed(text) for text in turns if text[0] != questions)
    enough = in_turn * 5 >= (len(turns) - 1) * 4 and asked * 4 >= len(turns) and answered * 4 >= len(turns)
    return turns[0][0] + turns[1][0] if enough else ""


def title_of(text: str) -> str:
    """The words of a title, as a table of contents and the chapter's own line both have them."""
    # The leader is looked for near the end alone: from each blank on, it would be tried to the line's end.
    return _SPACE.sub("", text[:-_LONGEST_LEADER] + _LEADER.sub("", text[-_LONGEST_LEADER:]))


def _text_end(lines: list[Line]) -> int:
    end = _without_tail(lines, len(lines))
    # A list of other articles has titles in it, which say nothing of themselves: its label does.
    for place in range(max(0, end - 12), end):
        if RELATED.match(lines[place].text) and not any(is_long(line) for line in lines[place + 1 : end]):
            return _without_tail(lines, place)
    return end


def _without_tail(lines: list[Line], end: int) -> int:
    while end and _is_tail(lines[end - 1]):
        end -= 1
    return end


def _is_tail(line: Line) -> bool:
    if len(line.text) > 200 or (line.markup is not None and (line.markup.block is not None or line.markup.heading)):
        return False
    said = wording.told(line) if line.text else None
    return not line.text or (said is not None and said.role in _TAIL_ROLES)


def is_long(line: Line) -> bool:
    """Whether the line is a paragraph by its length, or by its length and full stop."""
    text = line.text
    return len(text) > LONG or (line.closed and len(text) > 15 and text[-1] not in "？！?!")
