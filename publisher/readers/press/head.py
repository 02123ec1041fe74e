"""The head of an article: kicker 引题, headline 主标题, deck 副题, byline, date and source, in whatever order they are printed.

Lines that say themselves what they are come first (`wording`); the plain lines left over are kicker, headline and deck, told
apart together (`titles`). The head ends where the text begins: at a long line or one that ends in a full stop, a dateline, a
salutation, a numbered heading, and at any plain line under a byline, date or source.
"""

from __future__ import annotations

import re

import msgspec

from publisher.model import ReadingRole
from publisher.readers.languages import JAPANESE
from publisher.readers.press import labels, titles, wording
from publisher.readers.press.header_lines import titled
from publisher.readers.press.lines import FULL_STOPS, Line, columns
from publisher.readers.press.numbering import BULLET_HEADING, number_of
from publisher.readers.press.profile import ASKERS, SPEAKER, Profile
from publisher.readers.press.words import HAN, HAN_OR_KANA

_ZONE = 16
_WIDEST = 110
# A deck may be long, but not without end.
_WIDEST_DECK = 170
# Shorter ones are headings even where they open the text.
_TITLE_COLUMNS = 40
# So many paragraphs without a small heading are a text that has none.
_DIVIDED = 60
_LETTERS_ONLY = re.compile(r"[\W_]+")
_JAPANESE_NAME = re.compile(rf"{HAN}{{1,4}}[ \u3000]?(?:{HAN_OR_KANA}|・){{1,6}}$|[\u30a1-\u30fe・＝]{{3,20}}$")
_BODY_ROLES = ("paragraph", "heading", "list_item", "quote", "verse", "dateline")
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
    head = _Head(lines, profile, language, titled)
    while head.take():
        pass
    if len(head.plain) > titles.MOST_LINES:
        # So many short lines are no head but verse or a list under a title.
        first, said = head.zone[0]
        return [Taken(first, "headline", "headline-first-line", 0.6)] if said is None else []
    return head.decided()


class _Head:
    """The lines taken into the head so far, and what they say themselves."""

    def __init__(self, lines: list[Line], profile: Profile, language: str, titled: str | None) -> None:
        self.lines = lines[:_ZONE]
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
        said = (
            _marked_up(line, self.titled, has_headline=self.has_headline or bool(plain))
            or _labelled(line)
            or wording.told(line)
        )
        if _is_body(line, said):
            return False
        following = self.lines[place + 1 : place + 2]
        if said is None and not self._is_under_rubric() and _names_only(line, len(plain), self.language, following):
            said = wording.Told("byline", "byline-bare", 0.7)
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
            self.seen_fields = self.seen_fields or said.role in _FIELD_ROLES or said.rule == "furniture-counter"
        self.zone.append((line, said))
        return True

    def _is_under_rubric(self) -> bool:
        """Whether nothing but the name of a column stands above, so that the headline is still to come."""
        plain = self.plain
        return len(plain) == 1 and titles.is_rubric(plain[0].text)

    def _may_be_title(self, line: Line, place: int) -> bool:
        """Whether a line that says nothing of itself is one more line of kicker, headline and deck."""
        plain = self.plain
        if wording.DECK.match(line.text) and not (line.closed and columns(line.text) > _WIDEST):
            return True
        if self.has_headline or _opens_body(line, len(plain), self.profile):
            return False
        if plain and self.seen_fields:
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
            if _opens_body(line, 1, self.profile) or wording.told(line):
                return False
            if len(title) > 3 and _LETTERS_ONLY.sub("", line.text) == title:
                site_title = wording.Told("boilerplate", "furniture-title-again", 0.85, "original title")
                self.zone[repeated[0]] = (self.zone[repeated[0]][0], site_title)
                self.seen_fields = False
                return True
        return False

    def _deck_alone(self, line: Line, place: int) -> wording.Told | None:
        """A deck that no headline stands right above."""
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        if after is None or not _is_title_like(line) or not _is_text(after):
            return None
        plain = self.plain
        if len(plain) == 1 and self.seen_fields and not self.has_headline and not number_of(plain[0].text):
            # A small heading divides a text. One alone, at its very top, divides nothing: it is the deck.
            rest = self.all[place + 1 :]
            if len(rest) > 2 and all(_is_text(each) or wording.told(each) for each in rest[:_DIVIDED]):
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
            roles = titles.share_out(plain)
        shared = {line.first: role for line, role in zip(plain, roles, strict=True)}
        return [
            Taken(line, *shared[line.first])
            if said is None
            else Taken(line, said.role, said.rule, said.confidence, said.kind)
            for line, said in self.zone
        ]


# Of lines beside a headline that is certain: one above it, and one below, which had to open with a dash to be taken.
_AROUND: tuple[_Row, _Row] = (("kicker", "kicker-plain", 0.8), ("deck", "deck-dash", 0.95))


def _marked_up(line: Line, titled: str | None, *, has_headline: bool) -> wording.Told | None:
    """What mark-up, or the title stated elsewhere in the file, says of a line of the head."""
    if titled is not None and line.text == titled:
        return wording.Told("headline", "headline-stated", 0.97)
    markup = line.markup
    if markup is None:
        return None
    if markup.role:
        return wording.Told(markup.role, markup.rule or "markup", markup.confidence, markup.kind)
    return wording.Told("headline", "headline-markup", 0.95) if markup.heading and not has_headline else None


def _labelled(line: Line) -> wording.Told | None:
    named = titled(line.text)
    return wording.Told(named[0], "title-label", 0.95) if named else None


def _is_body(line: Line, said: wording.Told | None) -> bool:
    """Whether mark-up says that the line is of the body: a block, a paragraph, a heading under the headline."""
    markup = line.markup
    if markup is None:
        return False
    return (
        markup.block is not None
        or markup.role in _BODY_ROLES
        or (markup.heading > 0 and (said is None or said.role != "headline"))
    )


def _opens_body(line: Line, plain: int, profile: Profile) -> bool:
    text = line.text
    # At the edge, where paragraphs are indented, a long line without full stop is a long deck.
    stands_out = plain and profile.indented and not line.indent and not line.closed and "。" not in text
    if columns(text) > (_WIDEST_DECK if stands_out else _WIDEST) and not text.startswith("第"):
        return True
    if line.closed and text.rstrip("”’」』\"'）)")[-1:] in "。．｡." and len(text) >= 10:
        return True
    if wording.SALUTATION.match(text) or wording.opening(text):
        return True
    if plain and (labels.opens_body(text) or wording.ADDRESSEES.match(text)):
        return True
    if plain and text[-1:] == "。":
        return True
    speaker = SPEAKER.match(text)
    # A headline may quote its hero (`某某：…`), but no headline is a reporter's question.
    if speaker and (speaker[1] in ASKERS or (plain and speaker[1] in profile.speakers)):
        return True
    if line.closed and text[-1] in FULL_STOPS + "」" and plain and profile.indented and line.indent >= profile.indent:
        return True
    number = number_of(text)
    if number and not (number.scheme == "chapter" and plain == 0):
        return True
    return plain > 0 and BULLET_HEADING.match(text) is not None


def _names_only(line: Line, plain: int, language: str, following: list[Line]) -> bool:
    """A name alone under a headline: `张　三`, and in Japanese a name before the first paragraph."""
    if not plain or len(line.text) > 24:
        return False
    if wording.is_bare_names(line.text):
        return True
    ends_head = not following or following[0].closed or len(following[0].text) > 40 or following[0].text[:1] in "-－─—"
    if not ends_head:
        said = wording.told(following[0])
        ends_head = said is not None and said.role == "byline"
    return language == JAPANESE and ends_head and len(line.text) <= 10 and bool(_JAPANESE_NAME.match(line.text))


def _is_title_like(line: Line) -> bool:
    text = line.text
    if line.closed or columns(text) > _WIDEST or text[-1:] in tuple("：:，、"):
        return False
    return not SPEAKER.match(text) and not labels.opens_body(text)


def _is_text(line: Line) -> bool:
    return len(line.text) > 45 or (line.closed and len(line.text) > 15)
