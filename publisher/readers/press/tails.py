"""Lines told by the furniture around them.

Advertisements and links of a page's foot change from day to day, and no table can have them all: below the text, a short line
between two that belong to the site belongs to it too. What stands under `作者有话要说：` is the author's word to the readers of
the chapter, up to the next heading or the site's next line.
"""

from __future__ import annotations

from publisher.readers.press.head import Taken
from publisher.readers.press.surroundings import is_long

_ZONE = 16
_ASIDE = "furniture-author-aside"
_LABEL_ENDS = tuple("：:说說】）")
# A longer one is no aside: the label stands above the chapter itself.
_LONGEST_ASIDE = 10
_WIDEST = 44
_DOUBTFUL = (
    "heading-short",
    "heading-flush",
    "heading-marked",
    "paragraph-open",
    "paragraph-unindented",
    "paragraph-row",
)


def with_tails(taken: list[Taken]) -> list[Taken]:
    """The same, with furniture for short open lines that nothing but furniture surrounds, below the last paragraph."""
    found = _with_asides(taken)
    for place in range(max(1, _text_end(taken)), len(taken) - 1):
        item = taken[place]
        if item.rule not in _DOUBTFUL or item.line.closed or len(item.line.text) > _WIDEST or item.kind:
            continue
        if found[place - 1].role == "boilerplate" and _furniture_follows(taken, place):
            found[place] = Taken(item.line, "boilerplate", "furniture-between", 0.65, "part of the site")
    return found


def _with_asides(taken: list[Taken]) -> list[Taken]:
    found = list(taken)
    labels = [place for place, item in enumerate(taken) if item.rule == _ASIDE and item.line.text[-1:] in _LABEL_ENDS]
    for label in labels:
        for place in range(label + 1, min(len(taken), label + _LONGEST_ASIDE)):
            item = taken[place]
            if item.role != "paragraph":
                break
            found[place] = Taken(item.line, "boilerplate", _ASIDE, 0.7, taken[label].kind)
    return found


def _text_end(taken: list[Taken]) -> int:
    """The place after the last line that is surely text."""
    first = max(0, len(taken) - _ZONE)
    sure = (
        place
        for place in range(len(taken) - 1, first - 1, -1)
        if taken[place].role in ("paragraph", "quote", "verse", "list_item", "caption")
        and (is_long(taken[place].line) or taken[place].line.closed)
    )
    return next(sure, first - 1) + 1


def _furniture_follows(taken: list[Taken], place: int) -> bool:
    """Whether furniture comes next, or after more lines of the same kind."""
    after = next((item for item in taken[place + 1 :] if item.rule not in _DOUBTFUL), None)
    return after is not None and after.role == "boilerplate"
