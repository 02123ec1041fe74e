"""The body: what each line below the head was taken for.

Order of judgement: mark-up; runs of lines under a label; verse; lines that say what they are; turns of an interview; numbered and
marked lines; then layout, that is how a line differs from the article's paragraphs (`profile`). A second look (`revision`) decides
what was doubtful by the whole article, and last come the levels of headings.
"""

from __future__ import annotations

from publisher.readers.press import wording
from publisher.readers.press.documents import document_end
from publisher.readers.press.ends import quoted, told
from publisher.readers.press.glue import has_glued_heading
from publisher.readers.press.head import Taken
from publisher.readers.press.headings import by_layout, worded
from publisher.readers.press.levels import with_levels
from publisher.readers.press.lines import Line
from publisher.readers.press.numbered import numbered
from publisher.readers.press.ordinary import is_ordinary
from publisher.readers.press.profile import ASKERS, SPEAKER, Profile
from publisher.readers.press.revision import revised
from publisher.readers.press.rows import annexes, rows
from publisher.readers.press.runs import notes_at_end, run
from publisher.readers.press.surroundings import LONG, Surroundings, is_long
from publisher.readers.press.tails import with_tails
from publisher.readers.press.verse import verse


def read_body(lines: list[Line], profile: Profile, language: str, *, dated: bool = False) -> list[Taken]:
    """What each line of the body was taken for, in order. `dated`: the head has given the article's date."""
    around = Surroundings(lines, profile, language, dated=dated)
    taken: list[Taken] = []
    while len(taken) < len(lines):
        taken.extend(_take(around, len(taken), taken[-1] if taken else None))
    return list(with_levels(with_tails(revised(around, taken)), around.counted))


def _take(around: Surroundings, place: int, last: Taken | None) -> list[Taken]:
    """What the line at `place` was taken for, with those after it that share its fate."""
    line = around.lines[place]
    if is_ordinary(around, place):
        return [_paragraph(around, line)]
    group = (
        _marked_up(line)
        or run(around, place)
        or verse(around, place)
        or notes_at_end(around, place)
        or document_end(around, place, last)
        or annexes(around, place)
        or rows(around, place)
    )
    if group:
        return group
    return [
        _talk(around, line)
        or told(around, place, last)
        or numbered(around, place, last)
        or worded(around, place)
        or _glued(line)
        or by_layout(around, place, last)
        or quoted(around, place)
        or _paragraph(around, line)
    ]


def _marked_up(line: Line) -> list[Taken]:
    """What mark-up tells for certain. Bold alone is no certainty: see `headings.worded`."""
    markup = line.markup
    if markup is None:
        return []
    rule = markup.rule or "markup"
    if markup.block is not None:
        role = markup.reading[-1].role if markup.reading else "paragraph"
        return [Taken(line, role, rule, markup.confidence, "block")]
    if markup.heading:
        return [Taken(line, "heading", rule, markup.confidence, level=markup.heading)]
    return [Taken(line, markup.role, rule, markup.confidence, markup.kind)] if markup.role else []


def _talk(around: Surroundings, line: Line) -> Taken | None:
    """A turn of an interview."""
    profile = around.profile
    if around.talking_marks and line.text[:1] in around.talking_marks:
        asked = line.text[0] == around.talking_marks[0]
        return Taken(line, "paragraph", "talk-marked", 0.85, "question" if asked else "answer")
    match = SPEAKER.match(line.text) if profile.speakers else None
    # `记者：` and nothing but a name after it is a byline.
    if match is None or match[1] not in profile.speakers or wording.is_bare_names(line.text[match.end() :]):
        return None
    asks = match[1] in ASKERS or match[1].startswith("《")
    return Taken(line, "paragraph", "question" if asks else "answer", 0.9, "question" if asks else "answer")


def _glued(line: Line) -> Taken | None:
    """Several pieces on one line, with a heading among them."""
    if line.markup is None and len(line.text) > LONG // 2 and has_glued_heading(line.text):
        return Taken(line, "paragraph", "paragraph-glued", 0.8, "glued")
    return None


def _paragraph(around: Surroundings, line: Line) -> Taken:
    if line.broken:
        return Taken(line, "paragraph", "paragraph-torn", 0.8)
    if around.is_flush(line):
        return Taken(line, "paragraph", "paragraph-unindented", 0.85 if line.closed or is_long(line) else 0.6)
    sure = line.closed or len(line.text) > LONG or line.text[-1:] in ("：", ":")
    return Taken(line, "paragraph", "paragraph" if sure else "paragraph-open", 0.97 if sure else 0.65)
