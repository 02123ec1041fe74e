"""What a format cannot hold, counted before it is written: a writer has a table of it and says so with each file.

The text itself is kept wherever a format has any way to keep it; only what is no text, or was not to be published, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Article, Byline, LeftOut
from publisher.tree import nodes


class Loss(NamedTuple):
    """A row of a writer's table: a kind of node that its format has no form for."""

    node: type
    what: str
    """In plain words, a key of `messages.conversion.KINDS`."""
    text_kept: bool = True
    """Whether the words stay, as plain text."""
    when: Callable[[Any], bool] | None = None
    """Only nodes it is true of; None: all."""


_NOTATION = ("front matter", "link definition", "mark-up")
"""Reasons for which a reader leaves out what is the source's notation and no text."""

UNPUBLISHED = Loss(
    LeftOut, "lines that are not published", text_kept=False, when=lambda line: line.reason not in _NOTATION
)


def remarks(article: Article, format_name: str, table: Sequence[Loss]) -> list[Diagnostic]:
    """One remark a row that `article` has nodes of, with their count and the line of the first."""
    counts: dict[Loss, list[int]] = {}
    for node, line in (*nodes(article), *((term, 0) for term in article.index)):
        for row in table:
            if isinstance(node, row.node) and (row.when is None or row.when(node)):
                counts.setdefault(row, []).append(line)
    return list(_said(counts, format_name))


def record_remarks(article: Article, format_name: str) -> list[Diagnostic]:
    """What a format without metadata leaves out: the publication, and how names are read."""
    about = article.publication
    counts = {
        "entries for the catalogue": sum(bool(getattr(about, name)) for name in about.__struct_fields__),
        "readings of names": readings_of_names(article),
    }
    return [
        diagnostic("not-converted", "info", format=format_name, kind=kind, count=count)
        for kind, count in counts.items()
        if count
    ]


def readings_of_names(article: Article) -> int:
    """How many persons of byline and credits have a reading."""
    credited = (node for node, _ in nodes(article) if isinstance(node, Byline))
    return sum(person.reading is not None for person in (*article.bylines, *credited))


def _said(counts: dict[Loss, list[int]], format_name: str) -> Iterator[Diagnostic]:
    for row, lines in counts.items():
        code = "mark-up-flattened" if row.text_kept else "not-converted"
        yield diagnostic(code, "info", lines[0], format=format_name, kind=row.what, count=len(lines))
