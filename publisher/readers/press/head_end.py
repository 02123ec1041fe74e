"""Where the head of an article ends: what each line says of itself, and the lines that can only be of the text."""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.press import labels, wording
from publisher.readers.press.header_lines import labelled_title
from publisher.readers.press.lines import FULL_STOPS, Line, columns
from publisher.readers.press.numbering import BULLET_HEADING, is_lone_number, number_of
from publisher.readers.press.profile import ASKERS, SPEAKER, Profile

WIDEST = 110
"""Columns; a longer line is of the text, whatever it looks like."""
WIDEST_SENTENCE = 80
"""Of a sentence that may be a deck."""
# A deck may be long, but not without end.
_WIDEST_DECK = 170
_LONGEST_WITH_STOP = 30
_BODY_ROLES = ("paragraph", "heading", "list_item", "quote", "verse", "dateline")
_HOUR = lazily(r"\d{1,2}[:：]\d{2}$")
_LONGEST_NUMBER = 8
_SHORTEST_REPEATED = 5
_AS_FOLLOWS = ("如下：", "如下:", "如下。")
_PAGE_TITLE = lazily(r"第\s?\d{1,2}\s?[页頁][：:]\s?\S")


def marked_up(line: Line, titled: str | None, *, has_headline: bool) -> wording.Told | None:
    """What mark-up, or the title stated elsewhere in the file, says of a line of the head."""
    if titled is not None and line.text == titled:
        return wording.Told("headline", "headline-stated", 0.97)
    markup = line.markup
    if markup is None:
        return None
    if markup.role:
        return wording.Told(markup.role, markup.rule or "markup", markup.confidence, markup.kind)
    return wording.Told("headline", "headline-markup", 0.95) if markup.heading and not has_headline else None


def labelled(line: Line) -> wording.Told | None:
    """What a label such as `标题：` says of the line."""
    named = labelled_title(line.text)
    return wording.Told(named[0], "title-label", 0.95) if named else None


def said_again(line: Line, above: Line | None, following: list[Line]) -> wording.Told | None:
    """What is said of a title that an archive or a board gave, where the article's own head repeats it, or of the second of two.

    `above` is the line right above, where it is the only plain one; `following` the next few lines.
    """
    named = labelled_title(line.text)
    repeats = above is not None and above.text == line.text and len(line.text) > _SHORTEST_REPEATED
    if repeats or (named is not None and any(named[1] == after.text for after in following)):
        return wording.Told("boilerplate", "furniture-title-again", 0.85, "original title")
    return None


def is_body(line: Line, said: wording.Told | None) -> bool:
    """Whether mark-up says that the line is of the body: a block, a paragraph, a heading under the headline; or it is a dateline."""
    markup = line.markup
    if said is not None and said.rule == "dateline-alone":
        return True
    if markup is None:
        return False
    return (
        markup.block is not None
        or markup.role in _BODY_ROLES
        or (markup.heading > 0 and (said is None or said.role != "headline"))
    )


def asks(line: Line, said: wording.Told, profile: Profile) -> bool:
    """Whether what looks like a byline (`记者：…`) is a turn of the interview that follows."""
    speaker = SPEAKER.match(line.text) if said.rule == "byline-label" else None
    return (
        speaker is not None and speaker[1] in profile.speakers and not wording.is_bare_names(line.text[speaker.end() :])
    )


def opens_body(line: Line, plain: int, profile: Profile) -> bool:
    """Whether the text begins with this line; `plain` lines of kicker, headline and deck stand above it."""
    text = line.text
    if not text:
        return False
    # At the edge, where paragraphs are indented, a long line without full stop is a long deck.
    stands_out = plain and profile.indented and not line.indent and not line.closed and "。" not in text
    if columns(text) > (_WIDEST_DECK if stands_out else WIDEST) and not text.startswith("第"):
        return True
    if line.closed and text.rstrip("”’」』\"'）)")[-1:] in "。．｡." and len(text) >= 10:
        return True
    if wording.SALUTATION.match(text) or wording.opening(text) or (text[0] == "各" and wording.ADDRESSEES.match(text)):
        return True
    if plain and (labels.opens_body(text) or wording.ADDRESSEES.match(text)):
        return True
    # What is made known comes next, and this says why: 现将有关事项通告如下：
    if text.endswith(_AS_FOLLOWS):
        return True
    # A page of an article that a site cut into pages.
    if _PAGE_TITLE.match(text):
        return True
    # A full stop within is one between sentences: the last may be signed in brackets.
    if (plain and text[-1:] == "。") or ("。" in text and len(text) > _LONGEST_WITH_STOP):
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
    # A number alone, or the hour, is the first section's.
    if plain and len(text) <= _LONGEST_NUMBER and (is_lone_number(text) or _HOUR.match(text)):
        return True
    return plain > 0 and BULLET_HEADING.match(text) is not None


def is_title_like(line: Line) -> bool:
    """Whether the line may be a title: short, no sentence, no label."""
    text = line.text
    if line.closed or columns(text) > WIDEST or text[-1:] in tuple("：:，、"):
        return False
    return not SPEAKER.match(text) and not labels.opens_body(text)


def is_text(line: Line) -> bool:
    """Whether the line is a paragraph by its length, or by its length and full stop."""
    return len(line.text) > 45 or (line.closed and len(line.text) > 15)
