"""The table of contents: the headings of an article as a tree, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from publisher.render.outline import OutlineEntry
from publisher.render.templates import term


class NavigationPoint(Struct, frozen=True):
    """A place the table of contents points to, and those below it. `byline` is who wrote what is there, where that is to be shown;
    `is_part`: it is a part of a book, with articles below.
    """

    text: str
    href: str
    children: tuple[NavigationPoint, ...] = ()
    byline: str = ""
    is_part: bool = False


def navigation_points(headings: Sequence[tuple[str, OutlineEntry]], language: str) -> tuple[NavigationPoint, ...]:
    """The headings, each with the file it is in (empty: the document itself), as a tree by their levels, which never jump."""

    def below(level: int, start: int) -> tuple[list[NavigationPoint], int]:
        points: list[NavigationPoint] = []
        at = start
        while at < len(headings) and headings[at][1].level >= level:
            file, entry = headings[at]
            children, at = below(entry.level + 1, at + 1)
            text = entry.text.strip() or term("untitled", language)
            points.append(NavigationPoint(text, f"{file}#{entry.id}", tuple(children)))
        return points, at

    return tuple(below(2, 0)[0])
