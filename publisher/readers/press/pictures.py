"""Captions that neither a label nor a mark tells, but what stands under them: the photographer, or the next marked heading."""

from __future__ import annotations

import re

from publisher.patterns import lazily
from publisher.readers.press.head import Taken
from publisher.readers.press.surroundings import LONG, Surroundings

_PLAIN = ("paragraph", "paragraph-open", "paragraph-unindented", "heading-short", "heading-flush")
_SHORTEST = 6
# The text of a picture that is the news itself.
_LONGEST_NEWS = 220
_BESIDE_PICTURES = ("heading", "credit", "boilerplate", "source", "separator", "date", "byline", "caption")
# All of the pictures, or the whole page: what stands above that is text.
_OF_ALL = lazily(r"[（(【]?\s*(?:(?:以上|本文|文中|本版|题|所有|均)[图圖]?|[图圖]片?[均皆都由])")
# What is going on in a picture.
_SEEN = lazily(r"[在正]|着[^，。]|图|圖")
_QUOTES = re.compile('[“”「」『』"]')
_MARKED = ("heading-marked",)


def with_captions(around: Surroundings, taken: list[Taken]) -> list[Taken]:
    """The same, with captions where a single short sentence stands above its photographer or between two sections."""
    marked = sum(item.rule in _MARKED for item in taken) > 1
    pictured = _are_photo_news(taken)
    found = list(taken)
    for place in range(len(taken) - 1):
        after = taken[place + 1]
        # Few lines stand above one of these; the others are spared the questions.
        if after.rule != "credit-photograph" and after.rule not in _MARKED:
            continue
        item = taken[place]
        if pictured and item.rule in _PLAIN and after.rule == "credit-photograph":
            found[place] = Taken(item.line, "caption", "caption-photo-news", 0.7)
            continue
        if item.rule not in _PLAIN or not _is_one_sentence(item):
            continue
        if _is_of_picture(around, place, item, after):
            found[place] = Taken(item.line, "caption", "caption-above-credit", 0.7)
        elif marked and after.rule in _MARKED and item.rule.startswith("heading") and not item.line.closed:
            # Where all headings have a mark, a line without one heads nothing, least of all another heading.
            found[place] = Taken(item.line, "caption", "caption-above-heading", 0.6)
    return found


def _are_photo_news(taken: list[Taken]) -> bool:
    """图片新闻: pictures and what is on them, and no other text; each paragraph has its photographer under it."""
    texts = [place for place, item in enumerate(taken) if item.role not in _BESIDE_PICTURES]
    return bool(texts) and all(
        place + 1 < len(taken)
        and taken[place].rule in _PLAIN
        and len(taken[place].line.text) <= _LONGEST_NEWS
        and taken[place + 1].rule == "credit-photograph"
        for place in texts
    )


def _is_one_sentence(item: Taken) -> bool:
    text = item.line.text
    if not _SHORTEST <= len(text) <= LONG or item.kind or _QUOTES.search(text):
        return False
    return "。" not in text[:-1] and text[-1] not in "？！?!：:，,；;—…"


def _is_of_picture(around: Surroundings, place: int, item: Taken, after: Taken) -> bool:
    if after.rule != "credit-photograph" or (after.line.gap and not item.line.gap):
        return False
    if _OF_ALL.match(after.line.text) or (place and not around.lines[place - 1].closed):
        return False
    return not item.line.closed or _SEEN.search(item.line.text) is not None
