"""The head of an article: kicker 引题, headline 主标题, deck 副题, byline, date and source, in whatever order they are printed.

Lines that say themselves what they are come first (`wording`); the plain lines left over are kicker, headline and deck, told
apart together (`titles`). The head ends where the text begins: at a long line or one that ends in a full stop, a dateline, a
salutation, a numbered heading, and at any plain line under a byline, date or source.
"""

from __future__ import annotations

import msgspec

from publisher.model import ReadingRole
from publisher.patterns import lazily
from publisher.readers.press import labels, titles, wording
from publisher.readers.press.head_end import (
    WIDEST,
    WIDEST_SENTENCE,
    asks,
    is_body,
    is_text,
    is_title_like,
    labelled,
    marked_up,
    opens_body,
    said_again,
)
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.names_alone import are_names, is_author_above, is_poet
from publisher.readers.press.numbering import number_of
from publisher.readers.press.profile import Profile
from publisher.readers.press.records import is_letterhead, record_in
from publisher.readers.press.site_above import above_headline
from publisher.readers.press.title_looks import is_rubric

_ZONE = 16
# Shorter ones are headings even where they open the text.
_TITLE_COLUMNS = 40
# So many paragraphs without a small heading are a text that has none.
_DIVIDED = 60
_LETTERS_ONLY = lazily(r"[\W_]+")
# So far a mark before a name must not come again.
_FAR = 200
# A column of briefs, and so many lines that show it is one: its name, and two short titles with a paragraph each.
_BRIEFS = lazily(r"[^\s，。：]{0,6}(?:短波|要闻|要聞|简讯|簡訊|短讯|短訊|快讯|快訊|集锦|速递|速览|一览|短新闻)$")
_FEWEST_BRIEFS = 5
_FIELD_ROLES = ("byline", "date", "source")
_Row = tuple[ReadingRole, str, float]


class Taken(msgspec.Struct, frozen=True, gc=False):
    """What a line was taken for."""

    line: Line
    role: ReadingRole
    rule: str
    confidence: float
    kind: str = ""
    """Refines the role: of a paragraph the model's role, of a credit the person's, of furniture the reason."""
    level: int = 1
    """Of a heading."""


def read_head(lines: list[Line], profile: Profile, language: str, titled: str | None = None) -> list[Taken]:
    """What the first lines were taken for; the body starts at the line after the last of them.

    `titled` is the headline that the file states apart from its lines.
    """
    if titled is None and _is_of_briefs(lines):
        return [Taken(lines[0], "headline", "headline-first-line", 0.75)]
    head = _Head(lines, profile, language, titled)
    while head.take():
        pass
    if len(head.plain) > titles.MOST_LINES:
        # So many short lines are no head but verse or a list under a title.
        first, said = head.zone[0]
        if said is not None:
            return []
        title = Taken(first, "headline", "headline-first-line", 0.6)
        second = head.zone[1][0]
        return [title, Taken(second, "byline", "byline-bare", 0.6)] if is_poet(second, first) else [title]
    return head.decided()


def _is_of_briefs(lines: list[Line]) -> bool:
    """Whether the first line names a column of briefs: under it come a short title and one paragraph, again and again."""
    if len(lines) < _FEWEST_BRIEFS or lines[0].markup is not None or not _BRIEFS.match(lines[0].text):
        return False
    return all(
        is_text(line) if at % 2 else is_title_like(line) and wording.told(line) is None
        for at, line in enumerate(lines[1:_FEWEST_BRIEFS])
    )


class _Head:
    """The lines taken into the head so far, and what they say themselves."""

    def __init__(self, lines: list[Line], profile: Profile, language: str, titled: str | None) -> None:
        self.record = record_in(lines)
        self.lines = lines[: _ZONE + len(self.record.places)]
        self.all = lines
        self.profile = profile
        self.language = language
        self.titled = titled
        self.has_headline = titled is not None
        """A headline that is certain: stated by the file, or marked up."""
        self.seen_fields = False
        self.zone: list[tuple[Line, wording.Told | None]] = []

    @property
    def plain(self) -> list[Line]:
        """Lines that say nothing of themselves, and may be kicker, headline or deck."""
        return [line for line, said in self.zone if said is None]

    def take(self) -> bool:
        """Take one more line into the head; False where the body begins."""
        place = len(self.zone)
        if place == len(self.lines):
            return False
        line = self.lines[place]
        plain = self.plain
        above = plain[0] if len(plain) == 1 and self.zone[-1][1] is None else None
        said = (
            self._above_document(place)
            or marked_up(line, self.titled, has_headline=self.has_headline or bool(plain))
            or said_again(line, above, self.lines[place + 1 : place + 5])
            or labelled(line)
            or wording.told(line)
            or (None if plain or self.has_headline else above_headline(line, self.lines[place + 1 : place + 3]))
        )
        if is_body(line, said) or (said is not None and asks(line, said, self.profile)):
            return False
        following = self.all[place + 1 : place + _FAR]
        if said is None and self._may_be_signed(line) and are_names(line, plain, self.language, following):
            said = wording.Told("byline", "byline-bare", 0.7)
        if said is None and self._opens() and is_author_above(line, self.lines[place + 1 : place + 3]):
            said = wording.Told("byline", "byline-above", 0.65)
        if said is None:
            said = self._deck_alone(line, place)
        if said is None and not self._may_be_title(line, place):
            return False
        if said is None:
            # The number of a chapter makes its line the headline, whatever stands under it.
            self.seen_fields = self.seen_fields or number_of(line.text) is not None
        elif said.role == "separator" and plain:
            return False
        else:
            self.has_headline = self.has_headline or said.role == "headline"
            is_field = said.role in _FIELD_ROLES or said.rule == "furniture-counter"
            # The date and page over a head leave the head to come.
            self.seen_fields = self.seen_fields or (is_field and (bool(plain) or said.role == "byline"))
        self.zone.append((line, said))
        return True

    def _may_be_signed(self, line: Line) -> bool:
        """Whether a headline stands above and nobody has signed: what follows a byline is a name only if it is clearly one."""
        signed = any(said is not None and said.role == "byline" for _, said in self.zone)
        return not self._is_under_rubric() and (not signed or wording.is_bare_names(line.text))

    def _above_document(self, place: int) -> wording.Told | None:
        """A line of the record or the red head that an office prints above a document."""
        if place in self.record.places:
            return wording.Told("boilerplate", "document-record", 0.9, "record of the document")
        if not self.plain and is_letterhead(self.lines[place], self.lines[place + 1 : place + 3]):
            return wording.Told("boilerplate", "document-letterhead", 0.85, "letterhead")
        return None

    def _opens(self) -> bool:
        """Whether no headline stands above: nothing does, or only what says what it is, or the name of a column."""
        return not self.has_headline and (not self.plain or self._is_under_rubric())

    def _is_under_rubric(self) -> bool:
        """Whether nothing but the name of a column stands above, so that the headline is still to come."""
        plain = self.plain
        return len(plain) == 1 and is_rubric(plain[0].text)

    def _may_be_title(self, line: Line, place: int) -> bool:
        """Whether a line that says nothing of itself is one more line of kicker, headline and deck."""
        plain = self.plain
        dashed = wording.DECK.match(line.text) and not labels.DASHED.match(line.text)
        if dashed and not (line.closed and columns(line.text) > WIDEST):
            return True
        if self.has_headline or opens_body(line, len(plain), self.profile):
            return False
        if plain and self.seen_fields and not self._is_under_rubric():
            return self._is_head_again(place)
        if plain and self._runs_on(line, place):
            return False
        # Under a headline at the edge, what is indented as the paragraphs are is one of them, or a small heading.
        as_text = self.profile.indented and line.indent == self.profile.indent
        return not (plain and as_text and not plain[-1].indent and columns(line.text) <= _TITLE_COLUMNS)

    def _runs_on(self, line: Line, place: int) -> bool:
        """Whether a sentence goes on from this line to its end on the next one, as in verse."""
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return after is not None and line.text[-1:] in tuple("，、；,;") and after.text[-1:] in tuple("。；！")

    def _is_head_again(self, place: int) -> bool:
        """Whether the title that the site or the archive gave is followed by the article's own head, which repeats it."""
        repeated = [at for at, (line, said) in enumerate(self.zone) if said is None]
        if len(repeated) != 1:
            return len(repeated) == 0
        title = _LETTERS_ONLY.sub("", self.zone[repeated[0]][0].text)
        for line in self.lines[place : place + 3]:
            if opens_body(line, 1, self.profile) or wording.told(line):
                return False
            if len(title) > 3 and _LETTERS_ONLY.sub("", line.text) == title:
                site_title = wording.Told("boilerplate", "furniture-title-again", 0.85, "original title")
                self.zone[repeated[0]] = (self.zone[repeated[0]][0], site_title)
                self.seen_fields = False
                return True
        return False

    def _deck_alone(self, line: Line, place: int) -> wording.Told | None:
        """A deck that is a sentence, or that no headline stands right above."""
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        set_in = self.profile.indented and line.indent > 0
        if (
            after is not None
            and line.closed
            and len(self.plain) == 1 == place
            and columns(line.text) <= WIDEST_SENTENCE
            and not set_in
        ):
            # What the text is about, in a sentence between title and author: no text has begun there.
            signed = wording.told(after)
            if signed is not None and signed.role == "byline" and not asks(after, signed, self.profile):
                return wording.Told("deck", "deck-above-byline", 0.7)
        if after is None or not is_title_like(line) or not is_text(after):
            return None
        plain = self.plain
        if len(plain) == 1 and self.seen_fields and not self.has_headline and not number_of(plain[0].text):
            # A small heading divides a text. One alone, at its very top, divides nothing: it is the deck.
            rest = self.all[place + 1 :]
            if len(rest) > 2 and all(is_text(each) or wording.told(each) for each in rest[:_DIVIDED]):
                return wording.Told("deck", "deck-sole-heading", 0.6)
        if self.zone or self.has_headline or line.gap or after.gap:
            return None
        # A page's text without its title: the first line is laid out as all paragraphs are, where a title would stand apart.
        as_text = self.profile.indented and line.indent == self.profile.indent == after.indent
        if as_text and columns(line.text) > _TITLE_COLUMNS:
            return wording.Told("deck", "deck-without-headline", 0.55)
        return None

    def decided(self) -> list[Taken]:
        """What each line of the head was taken for."""
        plain = self.plain
        if self.has_headline:
            above = next((at for at, (_, said) in enumerate(self.zone) if said and said.role == "headline"), 0)
            roles: list[_Row] = [_AROUND[at >= above] for at, (_, said) in enumerate(self.zone) if said is None]
        else:
            roles = titles.share_out(plain, self.language)
            if not plain and self.record.title is not None and self.record.title < len(self.zone):
                line = self.zone[self.record.title][0]
                self.zone[self.record.title] = (line, wording.Told("headline", "document-title", 0.9))
        # By their order: a saved page may have all its lines on one line of the source.
        shared = iter(roles)
        return [
            Taken(line, *next(shared))
            if said is None
            else Taken(line, said.role, said.rule, said.confidence, said.kind)
            for line, said in self.zone
        ]


# Of lines beside a headline that is certain: one above it, and one below, which had to open with a dash to be taken.
_AROUND: tuple[_Row, _Row] = (("kicker", "kicker-plain", 0.8), ("deck", "deck-dash", 0.95))
