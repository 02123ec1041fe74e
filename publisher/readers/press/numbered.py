"""Lines that a number or a mark opens: headings, items of lists, or paragraphs that a numbered phrase leads in.

One alone with text under it is a heading, several in a row are a list; a long line is a paragraph, whatever opens it.
"""

from __future__ import annotations

from publisher.readers.press.head import Taken
from publisher.readers.press.headings import LETTER, heading_like
from publisher.readers.press.numbering import BULLET_HEADING, BULLET_ITEM, Number, number_of
from publisher.readers.press.sequences import has_bulleted_neighbour, has_sibling, in_bulleted_run
from publisher.readers.press.surroundings import LONG, Surroundings, is_long

# Items that are one sentence together.
_SERIES = ("；", ";")


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
        if in_bulleted_run(around.lines, place) and not _is_parted_from_run(around, place):
            return Taken(line, "list_item", "list-bullet", 0.75, "bullet")
        return Taken(line, "heading", "heading-marked", 0.9)
    if mark and has_bulleted_neighbour(around.lines, place):
        return Taken(line, "list_item", "list-bullet", 0.75, "bullet")
    faint = around.counted.faint(line)
    if faint and heading_like(line, faint.end) and LETTER.match(line.text, faint.end):
        return _by_faint_number(around, place, faint, last)
    return None


def _is_parted_from_run(around: Surroundings, place: int) -> bool:
    """Whether a marked line is short where those above are paragraphs, and its own paragraph stands under it, without a mark."""
    before, after = around.before(place), around.after(place)
    if before is None or after is None or after.text[:1] == around.lines[place].text[:1]:
        return False
    return len(before.text) > LONG and is_long(after)


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
    in_series = sibling and (line.text[-1:] in _SERIES or (last is not None and last.line.text[-1:] in _SERIES))
    if in_series or (number.scheme in listed and (sibling or _goes_on(last, number))):
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
        listed = _goes_on(last, number) or (before is not None and before.text[-1:] in tuple("：:？?"))
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
