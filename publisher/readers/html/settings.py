"""How a page sets the main part of its text: by which elements, whatever they are called.

A setting is the run's block and what is right around it, by tag and class. Names need not mean anything for that: the paragraphs of
one article are set alike, and what is set alike nowhere else is not the article's main part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from publisher.readers.html.container import prose_of
from publisher.readers.html.conventions import called, is_colophon
from publisher.readers.html.furniture import opens_surroundings
from publisher.readers.html.runs import Run

Setting = tuple[tuple[str, str], ...]

_LEVELS = 3
_MUCH = 0.15
_LEAST_PROSE = 20


def setting(run: Run) -> Setting:
    """Tag and class of the run's block and of the elements around it."""
    around = (run.block, *islice(run.block.ancestors(), _LEVELS))
    return tuple((element.tag, element.get("class")) for element in around)


def main_settings(found: Iterable[Run]) -> frozenset[Setting]:
    """The settings that hold much of the prose of `found` each; at least the one that holds most."""
    sizes: Counter[Setting] = Counter()
    surrounded = False
    for run in found:
        prose = prose_of(run)
        surrounded = surrounded or (bool(sizes) and opens_surroundings(run))
        # What is first seen under the label of other articles is theirs.
        if prose >= _LEAST_PROSE and not is_told(run) and (not surrounded or setting(run) in sizes):
            sizes[setting(run)] += round(prose)
    total = sum(sizes.values())
    most = max(sizes.values(), default=0)
    return frozenset(each for each, size in sizes.items() if size >= _MUCH * total or size == most)


def is_told(run: Run) -> bool:
    """Whether a run's words say that it is the site's, however it is set."""
    return called(run.text) is not None or is_colophon(run.text)
