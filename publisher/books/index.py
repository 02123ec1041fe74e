"""The indexes of a book: of people, places and topics, each in one order, under letter headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, get_args

from msgspec import Struct

from publisher.book import Index, IndexEntry, IndexGroup, IndexOrder, Place
from publisher.books.index_order import OTHERS, Ordered, Term, kana_of, ordered
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import UsageError
from publisher.model import Article, Credit, IndexTerm
from publisher.render.anchors import anchored, head_anchor
from publisher.tree import plain_text

Kind = Literal["person", "place", "topic"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class _Found(Struct):
    """A term as it is gathered. `language` is that of the article that has it first."""

    text: str
    kind: Kind
    language: str
    places: list[Place]
    reading: str = ""


def indexes(
    articles: Sequence[Article],
    order: IndexOrder,
    kinds: Sequence[Kind] = KINDS,
    readings: Mapping[str, str] | None = None,
) -> tuple[Index, ...]:
    """The indexes of `articles`, those of `kinds` alone that have a term. `readings` of the book's editor win over those of marks."""
    terms = _gathered(articles, readings or {})
    made = (Index(kind, _groups([each for each in terms if each.kind == kind], order)) for kind in kinds)
    return tuple(index for index in made if index.groups)


def unread(
    articles: Sequence[Article], order: IndexOrder, readings: Mapping[str, str] | None = None
) -> list[Diagnostic]:
    """The terms that an order by kana cannot place, as one warning."""
    if order != "kana":
        return []
    terms = [each for each in _gathered(articles, readings or {}) if not _kana(each)]
    return (
        [diagnostic("index-unread", terms="、".join(each.text for each in terms[:10]), count=len(terms))]
        if terms
        else []
    )


def _gathered(articles: Sequence[Article], readings: Mapping[str, str]) -> list[_Found]:
    known = {**_readings_of_persons(articles), **readings}
    found: dict[tuple[Kind, str], _Found] = {}
    for number, article in enumerate(articles):
        for term, place in _terms(article, number):
            text = " ".join(plain_text(term.content).split())
            if not text:
                continue
            entry = found.setdefault((term.kind, text), _Found(text, term.kind, article.language, []))
            entry.reading = known.get(text) or entry.reading or term.reading or ""
            if place not in entry.places:
                entry.places.append(place)
    return list(found.values())


def _terms(article: Article, number: int) -> Iterator[tuple[IndexTerm, Place]]:
    """The marked terms of an article, after those that it is about as a whole."""
    yield from ((term, Place(number)) for term in article.index)
    for node, anchor in anchored(article, head_anchor(number)):
        if isinstance(node, IndexTerm):
            yield node, Place(number, anchor)


def _readings_of_persons(articles: Iterable[Article]) -> dict[str, str]:
    credited = (block.people for article in articles for block in article.blocks if isinstance(block, Credit))
    persons = [*(article.bylines for article in articles), *credited]
    return {person.name: person.reading for people in persons for person in people if person.reading}


def _groups(terms: Sequence[_Found], order: IndexOrder) -> tuple[IndexGroup, ...]:
    placed = sorted(((_ordered(term, order), term) for term in terms), key=lambda each: _place(each[0]))
    return tuple(
        IndexGroup(letter, tuple(IndexEntry(term.text, tuple(term.places)) for _, term in group))
        for letter, group in groupby(placed, key=lambda each: each[0].letter)
    )


def _place(each: Ordered) -> tuple[object, ...]:
    # What has no letter stands at the end, whatever it begins with.
    return (each.letter == OTHERS, each.key)


def _ordered(term: _Found, order: IndexOrder) -> Ordered:
    reading = _kana(term) if order == "kana" else term.reading
    return ordered(Term(term.text, reading, term.kind == "person", term.language), order)


def _kana(term: _Found) -> str:
    """How a term is read in kana: as it says, else as it is written, else as the analyser reads it where that is installed."""
    said = kana_of(Term(term.text, term.reading))
    if said:
        return said
    from publisher.transforms.ruby.kana import readings

    try:
        read = {each.start: each for each in readings(term.text)}
    except UsageError:  # the extra is not there
        return ""
    pieces, at = [], 0
    while at < len(term.text):
        pieces.append(read[at].text if at in read else term.text[at])
        at = read[at].end if at in read else at + 1
    return kana_of(Term("".join(pieces)))
