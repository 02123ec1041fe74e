"""What a publication's record and an editor add to an article once it is read: its publication, and how names are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from publisher.corrections import Corrections
from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Article, Byline, Credit, IndexTerm, Text
from publisher.publication import NONE, Fault, over
from publisher.tree import nodes, plain_text


def edited(article: Article, corrections: Corrections) -> Article:
    """The article with the publication and the readings of names of a sidecar, which win over the source's own."""
    if corrections.publication != NONE or corrections.shared != NONE:
        own = over(corrections.publication, article.publication)
        article = replace(article, publication=over(own, corrections.shared))
    if corrections.index:
        article = replace(article, index=(*article.index, *corrections.index))
    return with_readings(article, corrections.readings, lambda name: (corrections.file, 0))


def with_readings(article: Article, readings: Mapping[str, str], place: Callable[[str], tuple[str, int]]) -> Article:
    """The article whose persons have the readings (pinyin, kana) given by name; `place` tells file and line of a name's reading.

    A name that no byline and no credit has is a warning.
    """
    if not readings:
        return article
    known = {_closed_up(name): reading for name, reading in readings.items()}
    bylines = tuple(_read(byline, known) for byline in article.bylines)
    blocks = tuple(
        replace(block, people=tuple(_read(person, known) for person in block.people))
        if isinstance(block, Credit)
        else block
        for block in article.blocks
    )
    credited = (person for block in blocks if isinstance(block, Credit) for person in block.people)
    there = {_closed_up(person.name) for person in (*bylines, *credited)}
    article, terms = _with_read_terms(article, known)
    there |= terms
    said = _unmet([name for name in readings if _closed_up(name) not in there], place)
    return replace(article, bylines=bylines, blocks=blocks, diagnostics=(*article.diagnostics, *said))


def _with_read_terms(article: Article, known: Mapping[str, str]) -> tuple[Article, set[str]]:
    """The article whose terms of a book's index have their readings, and the terms it has."""
    marked = [node for node, _ in nodes(article) if isinstance(node, IndexTerm)]
    subjects = (IndexTerm((Text(each),)) for each in article.publication.subjects if _closed_up(each) in known)
    named = {_closed_up(plain_text(each.content)): each for each in (*marked, *subjects, *article.index)}
    read = (replace(term, reading=known[text]) for text, term in named.items() if text in known)
    own = {each.content: each for each in (*article.index, *read)}
    return replace(article, index=tuple(own.values())) if own else article, set(named)


def remarks(faults: Iterable[Fault], line_of: Callable[[str], int]) -> Iterator[Diagnostic]:
    """A warning for each value of a record that means nothing; `line_of` tells the source line of a key."""
    for fault in faults:
        yield diagnostic(fault.code, line=line_of(fault.key), key=fault.key, value=fault.value[:80])


def _read(byline: Byline, readings: Mapping[str, str]) -> Byline:
    reading = readings.get(_closed_up(byline.name))
    return replace(byline, reading=reading) if reading else byline


def _unmet(names: Iterable[str], place: Callable[[str], tuple[str, int]]) -> Iterator[Diagnostic]:
    for name in names:
        file, line = place(name)
        yield diagnostic("reading-without-name", line=line, file=file, name=name)


def _closed_up(name: str) -> str:
    """`王　文` is 王文, and `村上 春樹` 村上春樹."""
    return "".join(name.split())
