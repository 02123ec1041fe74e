"""The terms of an index, marked where they stand in the text.

Marked terms come from the text itself. Others are only named, by an article's front matter (people, places, subjects) or by the book:
each is marked where it first stands in a paragraph of the article. What an article names and does not say stays in `Article.index`:
its place is the head of the article. A proper name 专名号 that is one of the terms is a place of it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from publisher.model import Article, IndexTerm, Inline, Inlines, ProperName, Text
from publisher.transforms.walk import mapped
from publisher.tree import nodes, plain_text

_OPAQUE = (IndexTerm, ProperName)


def named_terms(article: Article) -> tuple[IndexTerm, ...]:
    """What an article is said to be about: the terms of its `index`, and its subjects."""
    subjects = (IndexTerm((Text(subject),)) for subject in article.publication.subjects)
    return (*article.index, *subjects)


def with_terms(article: Article, of_book: Iterable[IndexTerm] = ()) -> Article:
    """`article` with its terms and those of the book marked; its `index` holds the rest of its own."""
    own = named_terms(article)
    wanted = {plain_text(term.content): term for term in (*of_book, *own)}
    if not wanted:
        return article
    marked = {plain_text(node.content) for node, _ in nodes(article) if isinstance(node, IndexTerm)}
    marking = _Marking({text: term for text, term in wanted.items() if text not in marked}, wanted)
    article = mapped(article, lambda lines, place, _: tuple(map(marking, lines)) if place == "running" else lines)
    found = marked | marking.met
    left = {plain_text(term.content): term for term in own}
    return replace(article, index=tuple(term for text, term in left.items() if text not in found))


class _Marking:
    """Marks terms in runs, one after the other; `met` are those that were marked."""

    def __init__(self, wanted: Mapping[str, IndexTerm], names: Mapping[str, IndexTerm]) -> None:
        self.met: set[str] = set()
        self._wanted = dict(wanted)
        self._names = names
        self._pattern = _pattern(self._wanted)

    def __call__(self, run: Inlines) -> Inlines:
        marked = tuple(piece for inline in run for piece in self._one(inline))
        return marked if marked != run else run

    def _one(self, inline: Inline) -> Iterator[Inline]:
        if isinstance(inline, Text):
            yield from self._text(inline)
        elif isinstance(inline, IndexTerm):
            term = self._names.get(plain_text(inline.content))
            yield replace(inline, reading=term.reading) if term and not inline.reading and term.reading else inline
        elif isinstance(inline, ProperName) and (term := self._names.get(plain_text(inline.content))):
            self._meet(plain_text(inline.content))
            yield replace(term, content=(inline,))
        elif not isinstance(inline, _OPAQUE) and isinstance(getattr(inline, "content", None), tuple):
            yield replace(inline, content=self(inline.content))  # type: ignore[union-attr]
        else:
            yield inline

    def _text(self, text: Text) -> Iterator[Text | IndexTerm]:
        rest = text.text
        while self._wanted and (found := self._pattern.search(rest)):
            if found.start():
                yield Text(rest[: found.start()])
            yield replace(self._wanted[found[0]], content=(Text(found[0]),))
            rest = rest[found.end() :]
            self._meet(found[0])
        if rest or not text.text:
            yield text if rest == text.text else Text(rest)

    def _meet(self, term: str) -> None:
        self.met.add(term)
        if self._wanted.pop(term, None):
            self._pattern = _pattern(self._wanted)


def _pattern(terms: Mapping[str, IndexTerm]) -> re.Pattern[str]:
    """Finds any of the terms, the longer first; one in Latin letters only as a whole word."""
    words = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile("|".join(_whole(word) for word in words) or r"(?!)")


def _whole(word: str) -> str:
    start = r"(?<![A-Za-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
    end = r"(?![A-Za-z0-9])" if word[-1:].isascii() and word[-1:].isalnum() else ""
    return f"{start}{re.escape(word)}{end}"
