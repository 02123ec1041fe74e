"""Small headings 小标题 by number, by mark, by bold, or by nothing but layout.

Counted over whole sources: headings stand flush left while paragraphs are indented, or exactly as paragraphs do (20 % of a national
daily's, 35 % of web portals'); 6 % are in two lines. They are short and have no full stop. What is short and open for another
reason is not: speech, forms, a sentence that a quotation goes on, the article's last line.
"""

from __future__ import annotations

import re

from publisher.readers.languages import JAPANESE
from publisher.readers.press import wording
from publisher.readers.press.furniture import RELATED
from publisher.readers.press.head import Taken
from publisher.readers.press.labels import PART, SUMMARY
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.numbering import BULLET_HEADING, BULLET_ITEM, Number, number_of
from publisher.readers.press.profile import SPEAKER
from publisher.readers.press.sequences import has_bulleted_neighbour, has_sibling, in_bulleted_run
from publisher.readers.press.surroundings import LONG, Surroundings, is_long

_WIDEST = 80
# Indented as the paragraphs are, a heading has but its shortness to tell it.
_WIDEST_ALIKE = 60
_OPEN_END = re.compile(r"[，、；：,;:—―…]$|[：:][”’」』]?$")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"[“「『\"‘].*[”」』\"’][。！？…]?$")
# A verb of saying and a colon; a name and a colon say who speaks under the heading.
_SAYS = re.compile(r"(?:[说道曰称問问答云写念唱喊叫題题説是着說稱寫]|句话|那句|口号|标语)[：:]$|——$")
_CORNER_QUOTED = re.compile(r"[「『].*[」』]$")
_DASHED = re.compile(r"([—―─–-]{1,3})\s*\S[^，。]{0,38}?\s*[—―─–-]{1,3}$")
_BRACKETED = re.compile(r"[【〈＜<《〔［](?=\S)[^】〉＞>》〕］]{1,40}[】〉＞>》〕］]$")
LABELLED = re.compile(r"[【〔［][^】〕］]{2,8}[】〕］]\s*(?=\S)")
_LONE_NUMBER = re.compile(
    r"(?:[（(]?(?:[\u4e00-\u5341]{1,3}|[0-9０-９]{1,2}|[IVX]{1,4}|[Ⅰ-Ⅻ])[）)]?|[㈠-㈩①-⑳]|之[\u4e00-\u5341]|[·—\-－]{1,2}\s?(?:[\u4e00-\u5341]|\d{1,2})\s?[·—\-－]{1,2})$"
)
_HAN_NUMERALS = frozenset("一二三四五六七八九十")
# `时间：3月5日`: a label and what it has. One such line may be a heading, two together are a form.
_FORM = re.compile(r"[^\s，。；：:？！“”]{2,8}\s?[：:]\s*\S")
_FEW_WORDS = 12
_ASKS = "？！?!"


def is_lone_number(text: str) -> bool:
    """Whether `text` is nothing but a heading's number: `二`, `（二）`, `02`, `— 2 —`."""
    match = _LONE_NUMBER.match(text)
    return (
        match is not None
        and text.strip("0０") != ""
        and all(mark in _HAN_NUMERALS for mark in text.strip("（()）之·—-－ ") if "\u4e00" <= mark <= "\u9fff")
    )


def heading_like(line: Line, start: int = 0) -> bool:
    """Whether a line that a number, a mark or bold opens is short and open as a heading is; `start` is where its words begin."""
    text = line.text
    return (
        (not line.closed or text[-1] in _ASKS)
        and columns(text) <= _WIDEST
        and not _OPEN_END.search(text)
        and _LETTER.search(text, start) is not None
    )


# --- numbers and marks


def numbered(around: Surroundings, place: int, last: Taken | None) -> Taken | None:
    """Heading, list item or paragraph that a number or a mark opens."""
    line = around.lines[place]
    number = number_of(line.text)
    if number:
        return _by_number(around, place, number, last)
    if BULLET_ITEM.match(line.text) and has_bulleted_neighbour(around.lines, place):
        return Taken(line, "list_item", "list-bullet", 0.9, "bullet")
    mark = BULLET_HEADING.match(line.text)
    if mark and heading_like(line, mark.end()) and place + 1 < len(around.lines):
        if in_bulleted_run(around.lines, place):
            return Taken(line, "list_item", "list-bullet", 0.75, "bullet")
        return Taken(line, "heading", "heading-marked", 0.9)
    if mark and has_bulleted_neighbour(around.lines, place):
        return Taken(line, "list_item", "list-bullet", 0.75, "bullet")
    faint = around.counted.faint(line)
    if faint and heading_like(line, faint.end) and _LETTER.match(line.text, faint.end):
        return _by_faint_number(around, place, faint, last)
    return None


def _by_number(around: Surroundings, place: int, number: Number, last: Taken | None) -> Taken:
    line = around.lines[place]
    sibling = has_sibling(around.lines, place, number)
    alone = number.scheme == "chapter" and number.end == len(line.text)
    if alone or heading_like(line, number.end):
        goes_on = _goes_on(last, number)
        if (sibling and not _followed_by_text(around, place)) or (goes_on and number.scheme != "chapter"):
            return Taken(line, "list_item", "list-number", 0.85, number.scheme)
        if place + 1 == len(around.lines) and number.scheme != "chapter":
            return Taken(line, "paragraph", "paragraph-open", 0.65)
        return Taken(line, "heading", f"heading-{number.scheme}", 0.93)
    listed = ("arabic", "circled", "han", "arabic-paren", "bracket", "formal")
    if number.scheme in listed and (sibling or _goes_on(last, number)):
        return Taken(line, "list_item", "list-number", 0.85, number.scheme)
    return Taken(line, "paragraph", "paragraph-run-in", 0.8)


def _by_faint_number(around: Surroundings, place: int, number: Number, last: Taken | None) -> Taken | None:
    line = around.lines[place]
    sibling = has_sibling(around.lines, place, number, around.counted)
    if _followed_by_text(around, place) and not _goes_on(last, number):
        return Taken(line, "heading", f"heading-{number.scheme}", 0.85)
    if sibling or _goes_on(last, number):
        # A form or a table has lines that count on, too; only a colon above says that it is a list.
        before = around.before(place)
        listed = _goes_on(last, number) or (before is not None and before.text[-1:] in ("：", ":"))
        return Taken(line, "list_item", "list-number", 0.7, number.scheme) if listed else None
    return None


def _goes_on(last: Taken | None, number: Number) -> bool:
    """Whether the line before is an item that this number counts on from, so that text below the line does not make it a heading."""
    if last is None or last.role != "list_item" or last.kind != number.scheme:
        return False
    before = number_of(last.line.text)
    return before is None or number.value - before.value in (0, 1)


def _followed_by_text(around: Surroundings, place: int) -> bool:
    """Short numbered lines with nothing between them are a list; with text under them they are headings."""
    after = around.after(place)
    return after is not None and number_of(after.text) is None and is_long(after)


# --- words and bold


def worded(around: Surroundings, place: int) -> Taken | None:
    """A heading that its words or its marks tell: a part of a book, dashes or brackets around, all bold."""
    line = around.lines[place]
    if place + 1 >= len(around.lines):
        return None
    if is_lone_number(line.text):
        return Taken(line, "heading", "heading-number-alone", 0.8)
    if PART.match(line.text) and not line.closed and place + 1 < around.text_end:
        return Taken(line, "heading", "heading-part", 0.85)
    strong = line.markup is not None and line.markup.strong and not around.mostly_strong
    if strong and heading_like(line) and place + 1 < around.text_end:
        return Taken(line, "heading", "heading-strong", 0.85)
    after = around.lines[place + 1]
    framed = _DASHED.match(line.text) or (_BRACKETED.match(line.text) and not line.text.startswith(("《", "［")))
    if framed and heading_like(Line(0, 0, line.text.rstrip("—―─–-"), 0, gap=False, closed=False)) and is_long(after):
        return Taken(line, "heading", "heading-framed", 0.88)
    return None


# --- layout


def by_layout(around: Surroundings, place: int, last: Taken | None) -> Taken | None:
    """A short open line that stands out from the paragraphs."""
    line = around.lines[place]
    if is_long(line) or not _may_be_heading(around, place):
        return None
    confidence = _stands_out(around, place, last)
    if not confidence:
        return None
    return Taken(line, "heading", "heading-flush" if around.is_flush(line) else "heading-short", confidence)


def _may_be_heading(around: Surroundings, place: int) -> bool:
    line, after = around.lines[place], around.after(place)
    text = line.text
    if line.closed and text[-1] not in _ASKS:
        return False
    # A sentence that has ended inside the line makes it text; below the text's last line nothing is headed.
    if after is None or not after.text or place + 1 >= around.text_end or "。" in text:
        return False
    if columns(text) > _WIDEST or not _LETTER.search(text):
        return False
    if _OPEN_END.search(text) and not _is_first_of_two(around, place):
        return False
    # Speech in corner brackets closes without a full stop; a quoted heading is in curved quotes.
    if _CORNER_QUOTED.match(text) or LABELLED.match(text) or SUMMARY.match(text):
        return False
    return not _is_speech(around, place) and not _is_form(around, place)


def _is_first_of_two(around: Surroundings, place: int) -> bool:
    """A heading in two lines, the first of which ends in a dash, as a kicker does."""
    line, second = around.lines[place], around.lines[place + 1]
    if not line.text.endswith("——") or columns(line.text) > _WIDEST_ALIKE or place + 2 >= around.text_end:
        return False
    short = not second.closed and columns(second.text) <= _WIDEST_ALIKE and not _QUOTED.match(second.text)
    return short and line.indent == second.indent and is_long(around.lines[place + 2])


def _is_speech(around: Surroundings, place: int) -> bool:
    """Quoted lines one after the other are a dialogue, and one under a colon is what was said."""
    if not _QUOTED.match(around.lines[place].text):
        return False
    before, after = around.before(place), around.after(place)
    if before is not None and _SAYS.search(before.text[-12:]):
        return True
    return any(near is not None and len(near.text) <= LONG and _QUOTED.match(near.text) for near in (before, after))


def _is_form(around: Surroundings, place: int) -> bool:
    if not _FORM.match(around.lines[place].text):
        return False
    near = (around.before(place), around.after(place))
    return any(other is not None and len(other.text) <= LONG and _FORM.match(other.text) for other in near)


def _stands_out(around: Surroundings, place: int, last: Taken | None) -> float:
    """How sure it is that a short open line is a heading; 0 if it is not."""
    line, after = around.lines[place], around.lines[place + 1]
    if around.profile.marked_headings or _tail_begins(after):
        return 0
    asks = line.text[-1] in _ASKS
    opens = _opens(last)
    text_follows = _begins_text(after, flush=around.is_flush(line))
    if around.is_flush(line):
        if not text_follows and last and last.role == "heading":
            return 0.6
        return 0.95 if opens and text_follows and not asks else 0.8
    if columns(line.text) > _WIDEST_ALIKE or not opens:
        return 0
    if around.language == JAPANESE and asks:
        return 0
    if asks:
        # Between long paragraphs a short question is a heading; an exclamation is the author's own.
        sure = line.text[-1] in "？?" and len(after.text) > 60 and last is not None and len(last.line.text) > 60
        return 0.6 if sure else 0
    if text_follows:
        return 0.85 if is_long(after) else 0.7
    # Two short lines in a row: a heading and the one under it, if text follows those. After a few words they are a story's.
    if last is not None and last.role == "paragraph" and len(last.line.text) <= _FEW_WORDS:
        return 0
    two = not after.closed and place + 2 < len(around.lines) and is_long(around.lines[place + 2])
    return 0.7 if two else 0


def _begins_text(line: Line, *, flush: bool) -> bool:
    """Whether a heading may stand above the line: a paragraph, a turn of a talk, a numbered line, a caption."""
    if is_long(line) or (line.closed and (flush or len(line.text) >= _FEW_WORDS or SPEAKER.match(line.text))):
        return True
    said = wording.told(line)
    return number_of(line.text) is not None or (said is not None and said.role == "caption")


def _opens(last: Taken | None) -> bool:
    """Whether something new may begin: after a sentence's end, a heading, or a short line that names a speaker."""
    if last is None or last.role not in ("paragraph", "list_item"):
        return True
    before = last.line
    return (
        before.closed or last.rule == "heading-short" or (before.text[-1:] in ("：", ":") and len(before.text) <= LONG)
    )


def _tail_begins(after: Line) -> bool:
    if RELATED.match(after.text):
        return True
    said = wording.told(after)
    return said is not None and said.role == "boilerplate"
