"""Lines that share a fate because of the label above them: other articles, a table of contents, works cited, notes."""

from __future__ import annotations

from publisher.readers.press import wording
from publisher.readers.press.furniture import RELATED
from publisher.readers.press.head import Taken
from publisher.readers.press.labels import CONTENTS, NOTES, REFERENCES
from publisher.readers.press.lines import columns
from publisher.readers.press.numbering import number_of
from publisher.readers.press.surroundings import WIDEST_TITLE, Surroundings, is_long, title_of

_MOST_NOTES = 60
# A table of contents stands at the front.
_CONTENTS_ZONE, _TITLES_ZONE = 40, 6
# What may stand under a list of other articles; anything else there is a title, whatever it looks like.
_BELOW_TITLES = ("boilerplate", "credit", "source", "separator")
_LISTED = ("bracket", "arabic", "arabic-paren", "circled")


def run(around: Surroundings, place: int) -> list[Taken]:
    """The label at `place` and the lines under it; empty where no label is."""
    text = around.lines[place].text
    # Labels are short; most lines are not.
    if len(text) > 40 or not text:
        return []
    if RELATED.match(text):
        return _related(around, place)
    if place < _CONTENTS_ZONE and CONTENTS.match(text):
        return _contents(around, place, place + 1)
    if REFERENCES.match(text):
        return _works(around, place)
    if NOTES.match(text):
        return _notes(around, place)
    chapter = place < _TITLES_ZONE and _is_chapter(text) and not (place and _is_chapter(around.lines[place - 1].text))
    return _contents(around, place, place) if chapter else []


def _is_chapter(text: str) -> bool:
    number = number_of(text)
    return number is not None and number.scheme == "chapter"


def _related(around: Surroundings, place: int) -> list[Taken]:
    """A label such as 相关阅读 and the titles under it, to the end; with paragraphs under it, it is a box of the article's."""
    lines = around.lines
    end = place + 1
    while end < len(lines) and not is_long(lines[end]):
        end += 1
    reason = "other articles"
    if end == place + 1 and end < len(lines):
        # A button (`更多影片`) stays one, whatever stands under it.
        said = wording.told(lines[place])
        if said is not None and said.role == "boilerplate":
            return [Taken(lines[place], said.role, said.rule, said.confidence, said.kind)]
        return [Taken(lines[place], "paragraph", "box-title", 0.6, "box-title")]
    found = [Taken(lines[place], "boilerplate", "furniture-related", 0.9, reason)]
    for line in lines[place + 1 : end]:
        said = wording.told(line) if line.text else None
        if said is not None and said.role in _BELOW_TITLES:
            found.append(Taken(line, said.role, said.rule, said.confidence, said.kind))
        else:
            found.append(Taken(line, "boilerplate", "furniture-related-title", 0.75, reason))
    return found


def _contents(around: Surroundings, place: int, start: int) -> list[Taken]:
    """Titles that all come again further down: a table of contents, which the book makes anew.

    `start` is the place of the first title: after the label, or without one where chapters stand in a row.
    """
    lines = around.lines
    if start >= len(lines) or not around.is_worth("contents", start):
        return []
    end, first = start, title_of(lines[start].text)
    while end < len(lines) and columns(lines[end].text) <= WIDEST_TITLE and not is_long(lines[end]):
        # Where the first title comes again, the text begins.
        if end > start and title_of(lines[end].text) == first:
            break
        end += 1
    least = 2 if start > place else 3
    if end - start < least or end == len(lines):
        around.in_vain("contents", end)
        return []
    titles = {title_of(line.text) for line in lines[start:end]}
    again = sum(around.last_places.get(title, 0) >= end for title in titles)
    if again * 2 < len(titles):
        around.in_vain("contents", end)
        return []
    reason = "table of contents"
    return [Taken(line, "boilerplate", "contents", 0.85, reason) for line in lines[place:end]]


def _works(around: Surroundings, place: int) -> list[Taken]:
    """参考文献 and the numbered works under it."""
    lines = around.lines
    end = place + 1
    while end < len(lines):
        number = number_of(lines[end].text)
        if number is None or number.scheme not in _LISTED:
            break
        end += 1
    if end == place + 1:
        return []
    label = Taken(lines[place], "heading", "heading-references", 0.85)
    works = (
        Taken(line, "list_item", "list-references", 0.85, getattr(number_of(line.text), "scheme", ""))
        for line in lines[place + 1 : end]
    )
    return [label, *works]


def _notes(around: Surroundings, place: int) -> list[Taken]:
    """注释 and the numbered notes under it."""
    lines = around.lines
    end = place + 1
    while end < len(lines) and _is_note(lines[end].text, end - place):
        end += 1
    if end == place + 1:
        return []
    label = Taken(lines[place], "paragraph", "notes-label", 0.85, "notes-label")
    return [label, *(Taken(line, "paragraph", "note", 0.85, "note") for line in lines[place + 1 : end])]


def notes_at_end(around: Surroundings, place: int) -> list[Taken]:
    """Notes without a label: the last lines of the text, numbered from one, with each number in the text above."""
    lines, end = around.lines, around.text_end
    # `1.` at the end may be anything: only raised and bracketed numbers mark notes.
    if (
        place < end - _MOST_NOTES
        or not place
        or not _is_raised(lines[place].text)
        or not _is_note(lines[place].text, 1)
    ):
        return []
    run = lines[place:end]
    if not all(_is_note(line.text, value) for value, line in enumerate(run, 1)):
        return []
    marks = [_mark(line.text) for line in run]
    above = "\n".join(line.text for line in lines[:place])
    if len(run) > 1 and all(above.count(mark) == 1 for mark in marks):
        return [Taken(line, "paragraph", "note", 0.8, "note") for line in run]
    return []


def _is_note(text: str, value: int) -> bool:
    number = number_of(text)
    return number is not None and number.scheme in _LISTED and number.value == value


def _is_raised(text: str) -> bool:
    return text[:1] in "[［〔" or "①" <= text[:1] <= "⓿"


def _mark(text: str) -> str:
    """The number as printed before the note."""
    number = number_of(text)
    return text[: number.end] if number else text
