"""Small headings 小标题 by their words, by bold, or by nothing but layout; `numbered` has those by number or mark.

Counted over whole sources: headings stand flush left while paragraphs are indented, or exactly as paragraphs do (20 % of a national
daily's, 35 % of web portals'); 6 % are in two lines. They are short and have no full stop. What is short and open for another
reason is not: speech, forms, a sentence that a quotation goes on, the article's last line.
"""

from __future__ import annotations

from publisher.patterns import lazily
from publisher.readers.languages import JAPANESE
from publisher.readers.press import wording
from publisher.readers.press.furniture import RELATED
from publisher.readers.press.head import Taken
from publisher.readers.press.labels import DASHED, PART, SUMMARY
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.numbering import is_lone_number, number_of
from publisher.readers.press.profile import SPEAKER
from publisher.readers.press.rows import label_of, rows
from publisher.readers.press.surroundings import LONG, Surroundings, is_long

_WIDEST = 80
# Indented as the paragraphs are, a heading has but its shortness to tell it.
_WIDEST_ALIKE = 60
_OPEN_END = lazily(r"[，、；：,;:—―…]$|[：:][”’」』]?$")
LETTER = lazily(r"[^\W\d_]")
_QUOTED = lazily(r"[“「『\"‘].*[”」』\"’][。！？…]?$")
# A verb of saying and a colon; a name and a colon say who speaks under the heading.
SAYS = lazily(r"(?:[说道曰称問问答云写念唱喊叫題题説是着說稱寫]|句话|那句|口号|标语)[：:]$|——$")
_CORNER_QUOTED = lazily(r"[「『].*[」』]$")
BRACKETED = lazily(r"[【〈＜<《〔［](?=\S)[^】〉＞>》〕］]{1,40}[】〉＞>》〕］]$")
LABELLED = lazily(r"[【〔［][^】〕］]{2,8}[】〕］]\s*(?=\S)")
# `时间：3月5日`: a label and what it has. One such line may be a heading, two together are a form.
_FORM = lazily(r"[^\s，。；：:？！“”]{2,8}\s?[：:]\s*\S")
# Who wrote a paragraph, in brackets behind its full stop, as in a page of short news.
_SIGNED_END = lazily(r"[。！？…”][ \u3000]{0,8}[（(〔【][^（）()〔〕【】。]{2,40}[）)〕】]$")
_LONGEST_SIGNATURE = 52
# Rows and names of annexes end without a full stop.
_ENDED = ("list-labelled", "list-announced", "annex")
_LONG_ROW = lazily(r"[^\s，。；：:？！“”]{2,20}[：:]")
_FEW_WORDS = 12
_ASKS = "？！?!"


def heading_like(line: Line, start: int = 0) -> bool:
    """Whether a line that a number, a mark or bold opens is short and open as a heading is; `start` is where its words begin."""
    text = line.text
    return (
        (not line.closed or text[-1] in _ASKS)
        and columns(text) <= _WIDEST
        and not _OPEN_END.search(text)
        and LETTER.search(text, start) is not None
    )


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
    framed = DASHED.match(line.text) or (BRACKETED.match(line.text) and not line.text.startswith(("《", "［")))
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
    if columns(text) > _WIDEST or not LETTER.search(text):
        return False
    if _OPEN_END.search(text) and not _is_first_of_two(around, place):
        return False
    # Speech in corner brackets closes without a full stop; a quoted heading is in curved quotes.
    if _CORNER_QUOTED.match(text) or LABELLED.match(text) or SUMMARY.match(text):
        return False
    # `新华社…电　题：…` opens the report, however short the line.
    return wording.opening(text) is None and not _is_speech(around, place) and not _is_form(around, place)


def _is_first_of_two(around: Surroundings, place: int) -> bool:
    """A heading in two lines, the first of which ends in a dash, as a kicker does."""
    line, second = around.lines[place], around.lines[place + 1]
    if not line.text.endswith("——") or columns(line.text) > _WIDEST_ALIKE or place + 2 >= around.text_end:
        return False
    short = not second.closed and columns(second.text) <= _WIDEST_ALIKE and not _QUOTED.match(second.text)
    return short and line.indent == second.indent and is_long(around.lines[place + 2])


def _is_speech(around: Surroundings, place: int) -> bool:
    """Quoted lines one after the other are a dialogue, and one under a colon is what was said or written."""
    before, after = around.before(place), around.after(place)
    says = before is not None and SAYS.search(before.text[-12:]) is not None
    if not _QUOTED.match(around.lines[place].text):
        return says and before is not None and before.text[-1] in "：:"
    if says:
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
    begins = opens(last)
    text_follows = _begins_text(after, flush=around.is_flush(line)) or bool(
        label_of(after.text) and rows(around, place + 1)
    )
    if around.is_flush(line):
        if not text_follows and last and last.role == "heading":
            return 0.6
        return 0.95 if begins and text_follows and not asks else 0.8
    if columns(line.text) > _WIDEST_ALIKE or not begins:
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
    if number_of(line.text) is not None or (said is not None and said.role == "caption"):
        return True
    # A letter begins with those it is written to.
    return line.text[-1:] in "：:！!" and wording.SALUTATION.match(line.text) is not None


def opens(last: Taken | None) -> bool:
    """Whether something new may begin: after a sentence's end, a heading, or a short line that names a speaker."""
    if last is None or last.role not in ("paragraph", "list_item") or last.rule in _ENDED:
        return True
    before = last.line
    if before.closed or last.rule == "heading-short" or _SIGNED_END.search(before.text[-_LONGEST_SIGNATURE:]):
        return True
    if len(before.text) <= LONG:
        return before.text[-1:] in ("：", ":")
    # A long row of names or figures after a label has no full stop, and yet has ended.
    return _LONG_ROW.match(before.text) is not None and not _OPEN_END.search(before.text)


def _tail_begins(after: Line) -> bool:
    if RELATED.match(after.text):
        return True
    said = wording.told(after)
    return said is not None and said.role == "boilerplate"
