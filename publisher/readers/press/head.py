"""The head of an article: kicker 引题, headline 主标题, deck 副题, byline, date and source, in whatever order they are printed.

Lines that say themselves what they are come first (`wording`); the plain lines left over are told apart by number and order. Of
2,194 newspaper articles 32 % have a kicker, 13 % a deck, 0.8 % both, and a deck starts with `——` in 57 %, so that two plain
lines are a kicker and a headline, unless a deck follows: then they are one headline in two lines.
"""

from __future__ import annotations

import re

import msgspec

from publisher.model import ReadingRole
from publisher.readers.languages import JAPANESE
from publisher.readers.press import wording
from publisher.readers.press.lines import FULL_STOPS, Line, columns
from publisher.readers.press.numbering import BULLET_HEADING, number_of
from publisher.readers.press.profile import ASKERS, SPEAKER, Profile

_ZONE = 16
_WIDEST = 110
_MOST_PLAIN = 5
_DASH_END = re.compile(r"[—―─–-]{2}$|―$")
# The name of a column, alone between brackets above the headline.
_RUBRIC = re.compile(r"[【〖［·][^】〗］·]{2,12}[】〗］·]$")
_COLON_END = re.compile(r"[：:]$")
_VERB_END = re.compile(
    r"(?:强调|召开|印发|指出|要求|举行|发布|会见|出席|主持|批示|致辞|会谈|考察|调研|签署|表示)(?:时)?$"
)
_JAPANESE_NAME = re.compile(
    r"[\u4e00-\u9fff々]{1,4}[ \u3000]?[\u4e00-\u9fff々\u3041-\u30fe]{1,6}$|[\u30a1-\u30fe・＝]{3,20}$"
)
_BODY_ROLES = ("paragraph", "heading", "list_item", "quote", "verse", "dateline")
_FIELD_ROLES = ("byline", "date", "source")


class Taken(msgspec.Struct, frozen=True):
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
    zone: list[tuple[Line, wording.Told | None]] = []
    plain = 0
    seen_fields = False
    has_headline = titled is not None
    for line in lines[:_ZONE]:
        said = _marked_up(line, titled, has_headline=has_headline or plain > 0) or wording.told(line)
        if _is_body(line, said):
            break
        has_headline = has_headline or (said is not None and said.role == "headline")
        if said is None and _names_only(line, plain, language, lines[len(zone) + 1 : len(zone) + 2]):
            said = wording.Told("byline", "byline-bare", 0.7)
        if said is None:
            is_deck = bool(wording.DECK.match(line.text))
            if has_headline and not is_deck:
                break
            if _opens_body(line, plain, profile) or (seen_fields and plain and not is_deck):
                break
            plain += not is_deck
            # The number of a chapter makes its line the headline, whatever stands under it.
            seen_fields = seen_fields or number_of(line.text) is not None
        elif said.role == "separator" and plain:
            break
        else:
            seen_fields = seen_fields or said.role in _FIELD_ROLES or said.rule == "furniture-counter"
        zone.append((line, said))
    if plain > _MOST_PLAIN:
        # So many short lines are no head but verse or a list under a title.
        return [Taken(zone[0][0], "headline", "headline-first-line", 0.6)] if zone[0][1] is None else []
    return _decide(zone)


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
    if columns(text) + line.indent > _WIDEST + line.indent and not line.text.startswith("第"):
        return True
    if line.closed and text.rstrip("”’」』\"'）)")[-1:] in "。．｡." and len(text) >= 10:
        return True
    if wording.SALUTATION.match(text) or wording.opening(text):
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
    return language == JAPANESE and ends_head and len(line.text) <= 10 and bool(_JAPANESE_NAME.match(line.text))


def _decide(zone: list[tuple[Line, wording.Told | None]]) -> list[Taken]:
    decks = [line for line, said in zone if said is None and wording.DECK.match(line.text)]
    plain = [line for line, said in zone if said is None and line not in decks]
    roles = _plain_roles(plain, has_deck=bool(decks))
    taken = []
    for line, said in zone:
        if said is not None:
            taken.append(Taken(line, said.role, said.rule, said.confidence, said.kind))
        elif line in decks:
            taken.append(Taken(line, "deck", "deck-dash", 0.95 if plain else 0.8))
        else:
            taken.append(Taken(line, *roles[line.first]))
    return taken


def _plain_roles(plain: list[Line], *, has_deck: bool) -> dict[int, tuple[ReadingRole, str, float]]:
    """Role, rule and confidence of each plain line of the head, by its first source line."""
    if not plain:
        return {}
    first = plain[0]
    if len(plain) == 1:
        return {first.first: ("headline", "headline-only-line", 0.95)}
    kicker = _kicker(first)
    if kicker is None and has_deck:
        return {line.first: ("headline", "headline-lines-above-deck", 0.65) for line in plain}
    second, rest = plain[1], plain[2:]
    if kicker is None and not rest and columns(second.text) > 1.6 * columns(first.text) + 8:
        return {
            first.first: ("headline", "headline-first-line", 0.7),
            second.first: ("deck", "deck-longer-line", 0.6),
        }
    roles: dict[int, tuple[ReadingRole, str, float]] = {
        first.first: kicker or ("kicker", "kicker-plain", 0.7),
        second.first: ("headline", "headline-after-kicker", 0.95 if kicker else 0.75),
    }
    roles |= {line.first: ("deck", "deck-after-headline", 0.65) for line in rest}
    return roles


def _kicker(line: Line) -> tuple[ReadingRole, str, float] | None:
    for rule, pattern, confidence in (
        ("kicker-rubric", _RUBRIC, 0.85),
        ("kicker-dash", _DASH_END, 0.97),
        ("kicker-colon", _COLON_END, 0.9),
        ("kicker-verb", _VERB_END, 0.85),
    ):
        if pattern.search(line.text):
            return "kicker", rule, confidence
    return None
