"""The ids of an article among many: by them the contents, the list of figures and the indexes of a book point into it.

    a12         the article, by its number in the book, 1 the first
    a12-h3      its headings, in the order of the text
    a12-t3      its index terms
    a12-f3      its figures
    a12-n3      its notes; a12-r3 is where one is called

An article alone needs none of them: its headings are `h3`, its notes `n3`, and nothing points to the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from publisher.model import Article, Figure, IndexTerm
from publisher.tree import nodes

_LETTERS: dict[type, str] = {IndexTerm: "t", Figure: "f"}


class Anchors(Struct, frozen=True):
    """`head` is the id of the article, empty where it stands alone; `ids` are those of its index terms and figures, by `id`."""

    head: str = ""
    ids: Mapping[int, str] = {}

    @property
    def prefix(self) -> str:
        """What every id of the article begins with."""
        return f"{self.head}-" if self.head else ""


ALONE = Anchors()
"""Of an article that is a document by itself."""


def head_anchor(number: int) -> str:
    """The id of the article that has this number in its book, 0 the first."""
    return f"a{number + 1}"


def anchors_of(article: Article, number: int) -> Anchors:
    """The ids in the article that has this number in its book, 0 the first; the article must live as long."""
    head = head_anchor(number)
    return Anchors(head, {id(node): anchor for node, anchor in anchored(article, head)})


def anchored(article: Article, head: str) -> Iterator[tuple[IndexTerm | Figure, str]]:
    """Each index term and figure with its id, in the order of the text; one that stands in two places has that of the first."""
    counts = dict.fromkeys(_LETTERS, 0)
    met: set[int] = set()
    for node, _ in nodes(article):
        kind = type(node)
        if isinstance(node, IndexTerm | Figure) and id(node) not in met:
            met.add(id(node))
            counts[kind] += 1
            yield node, f"{head}-{_LETTERS[kind]}{counts[kind]}"
