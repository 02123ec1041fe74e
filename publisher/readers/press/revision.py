"""The second look: lines that were not sure the first time, judged by the headings that were.

A question, a line with a label before it, or a longer open line may be a heading or text. What the article's other headings look
like, and how far apart such lines stand, says which. Short open lines in a row are a table or a list, never headings.
"""

from __future__ import annotations

from itertools import groupby, pairwise

from publisher.patterns import lazily
from publisher.readers.languages import JAPANESE
from publisher.readers.press.head import Taken
from publisher.readers.press.headings import BRACKETED, LABELLED, heading_like
from publisher.readers.press.labels import SUMMARY
from publisher.readers.press.lines import columns
from publisher.readers.press.pairs import with_pairs
from publisher.readers.press.pictures import with_captions
from publisher.readers.press.profile import SPEAKER
from publisher.readers.press.surroundings import LONG, Surroundings, is_long

_BY_LAYOUT = ("heading-flush", "heading-short")
_PLAIN = ("paragraph", "paragraph-open", "paragraph-unindented")
_WIDEST_QUESTION = 52
_SHORTEST_CALL, _SHORTEST_TEXT = 7, 30
_ASKS = "？！?!"
_ROW_OF = 3
_OPENING = frozenset("“「『")
_ALL_QUOTED = lazily(r"[“「『][^“”「」『』]{6,50}[”」』]$")
_QUOTE = lazily(r"[“「『\"]")


def revised(around: Surroundings, taken: list[Taken]) -> list[Taken]:
    """The same lines, the doubtful ones decided by what the whole article is like."""
    if not any(item.rule in (*_BY_LAYOUT, *_PLAIN) for item in taken):
        return taken
    found = with_pairs(around, taken if not _is_dialogue(taken) else [_unless_sure(item) for item in taken])
    found = _without_rows(with_captions(around, found))
    found = _with_labelled(_with_framed(_with_pulled_quote(found)))
    return _with_questions(around, found)


def _is_dialogue(taken: list[Taken]) -> bool:
    """Whether people talk to each other all along: then short open lines are the story's."""
    said = [item.line.text for item in taken if item.role == "paragraph" and len(item.line.text) <= LONG]
    speeches = sum(_QUOTE.match(text) is not None for text in said)
    return speeches > 2 and speeches * 5 > len(taken)


def _unless_sure(item: Taken) -> Taken:
    doubtful = item.rule == "heading-short" and not item.line.gap
    return Taken(item.line, "paragraph", "paragraph-open", 0.65) if doubtful else item


def _without_rows(taken: list[Taken]) -> list[Taken]:
    """Three short open lines or more in a row are no headings, unless marks or the edge made them so."""
    found: list[Taken] = []
    for short, group in groupby(taken, key=_is_short_open):
        row = list(group)
        doubtful = short and len(row) >= _ROW_OF and any(item.rule != "heading-flush" for item in row)
        found.extend(_as_paragraph(item) for item in row) if doubtful else found.extend(row)
    return found


def _is_short_open(item: Taken) -> bool:
    return item.rule in ("heading-short", "heading-flush", "heading-strong", "paragraph-open") and not item.line.closed


def _as_paragraph(item: Taken) -> Taken:
    return item if item.role == "paragraph" else Taken(item.line, "paragraph", "paragraph-row", 0.65)


def _with_pulled_quote(taken: list[Taken]) -> list[Taken]:
    """A sentence all in quotes, between blank lines, next to a heading, and the only one: nobody answers it, it is pulled out."""
    quoted = [place for place, item in enumerate(taken) if item.line.text[:1] in _OPENING and _is_all_quoted(item)]
    if len(quoted) != 1 or not 0 < quoted[0] < len(taken) - 1:
        return taken
    place = quoted[0]
    item, before, after = taken[place], taken[place - 1], taken[place + 1]
    apart = item.line.gap and after.line.gap and (before.line.closed or before.role == "heading")
    if not apart or "heading" not in (before.role, after.role):
        return taken
    return [*taken[:place], Taken(item.line, "quote", "quote-pulled", 0.6), *taken[place + 1 :]]


def _is_all_quoted(item: Taken) -> bool:
    return item.rule in _PLAIN and _ALL_QUOTED.match(item.line.text) is not None


def _with_framed(taken: list[Taken]) -> list[Taken]:
    """`【做法】`: more than one such line alone, each with something under it, are headings, however short that is."""
    framed = [place for place, item in enumerate(taken) if item.line.text[:1] == "【" and _is_framed(item)]
    if len(framed) < 2:
        return taken
    found = list(taken)
    for place in framed:
        under = taken[place + 1].role if place + 1 < len(taken) else ""
        if taken[place].role != "heading" and under in ("paragraph", "list_item"):
            found[place] = Taken(taken[place].line, "heading", "heading-framed", 0.7)
    return found


def _is_framed(item: Taken) -> bool:
    return item.rule in (*_PLAIN, *_BY_LAYOUT, "heading-framed") and BRACKETED.match(item.line.text) is not None


def _with_labelled(taken: list[Taken]) -> list[Taken]:
    """`【难题】年轻人怕没有人陪`: with text under it and another like it in the article, a heading."""
    places = [place for place, item in enumerate(taken) if _is_labelled(taken, place, item)]
    if len(places) < 2:
        return taken
    found = list(taken)
    for place in places:
        found[place] = Taken(taken[place].line, "heading", "heading-labelled", 0.8)
    return found


def _is_labelled(taken: list[Taken], place: int, item: Taken) -> bool:
    text = item.line.text
    if item.rule not in _PLAIN or item.line.closed or place + 1 >= len(taken) or not LABELLED.match(text):
        return False
    return heading_like(item.line) and not SUMMARY.match(text) and is_long(taken[place + 1].line)


def _with_questions(around: Surroundings, taken: list[Taken]) -> list[Taken]:
    """Questions and calls alone between paragraphs: headings where other headings are, or where there are several, far apart."""
    places = [place for place, item in enumerate(taken) if _may_ask_as_heading(taken, place, item)]
    if not places or around.language == JAPANESE:
        return taken
    headed = sum(item.role == "heading" for item in taken) - sum(taken[place].role == "heading" for place in places)
    alike = sum(item.rule in _BY_LAYOUT and item.confidence >= 0.8 for item in taken)
    apart = all(after - before > 2 for before, after in pairwise(places))
    # In an essay questions are part of the talk: there, they outnumber what they would head.
    if (headed and not alike) or (not alike and (len(places) < 2 or not apart)) or len(places) * 3 > len(taken):
        return taken
    found = list(taken)
    for place in places:
        confidence = 0.8 if alike else 0.7
        found[place] = Taken(taken[place].line, "heading", "heading-question", confidence)
    return found


def _may_ask_as_heading(taken: list[Taken], place: int, item: Taken) -> bool:
    line = item.line
    if item.rule not in (*_PLAIN, "heading-short") or line.text[-1:] not in tuple(_ASKS) or not place:
        return False
    # A short cry is the author's own.
    if line.text[-1] in "！!" and len(line.text) < _SHORTEST_CALL:
        return False
    if (
        columns(line.text) > _WIDEST_QUESTION
        or "。" in line.text
        or _QUOTE.match(line.text)
        or SPEAKER.match(line.text)
    ):
        return False
    before, after = taken[place - 1], taken[place + 1] if place + 1 < len(taken) else None
    if after is None or after.role != "paragraph" or len(after.line.text) <= _SHORTEST_TEXT or after.kind:
        return False
    return before.role != "heading" and not before.kind and (len(before.line.text) > 15 or before.role != "paragraph")
