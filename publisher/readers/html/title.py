"""The headline as the page prints it: the run that the page's metadata repeats, or the one that heads the page."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from publisher.readers.html.dom import Element
from publisher.readers.html.hints import hint, words
from publisher.readers.html.info import read_info
from publisher.readers.html.metadata import title_parts
from publisher.readers.html.runs import Run, bases
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press.furniture import furniture

_MARKS = re.compile(r"[\W_]+")
_SHORTEST, _LONGEST = 2, 160
_BY_TAG = {"h1": 0.5, "h2": 0.3, "h3": 0.15, "title": 0.2}
_TITLE_WORDS = vocabulary(
    "title headline tit biaoti bt subject heading arttitle articletitle titlestyle contenttitle hd"
)
_ENOUGH = 0.55
_SURE_LENGTH = 6
_LEAST_UNNAMED = 8
_LARGE = re.compile(r"font-size\s*:\s*(?:1[89]|[23]\d)(?:\.\d+)?p[xt]", re.IGNORECASE)
_HOME = re.compile(r"(?:https?://[^/?#]{1,200})?/?(?:index\.\w{3,5})?$")
_CUT = re.compile(r"(?:…|\.{3})\s*$")


def find_title(found: list[Run], titles: tuple[str, ...]) -> Run | None:
    """The headline's run; None where no run is likely to be it."""
    wanted = _wanted(titles)
    best, title = 0.0, None
    for run in found:
        if not _SHORTEST <= len(run.text) <= _LONGEST:
            continue
        tag = _tag(run)
        likeness = _likeness(run, wanted)
        if not likeness and tag != "h1":
            continue
        # What parts headline and site is not always a mark that is known.
        if not likeness and any(want.startswith(bare_text(run.text)) for want, _ in wanted):
            likeness = 0.3
        score = likeness + _weight(run, tag)
        if score > best:
            best, title = score, run
    return title if best >= (_ENOUGH if wanted else 0.5) else _over_date(found)


def _over_date(found: list[Run]) -> Run | None:
    """The headline of a page whose title is worded otherwise: it is set as one, right above the line with the date."""
    for run, after in pairwise(run for run in found if run.text):
        said = _LEAST_UNNAMED <= len(run.text) <= _LONGEST and not run.link and furniture(run.text) is None
        if not said or not (_weight(run, _tag(run)) > 0 or _is_large(run)):
            continue
        info = read_info(after) if read_info(run) is None else None
        if info is not None and info.date:
            return run
    return None


def _is_large(run: Run) -> bool:
    """Whether the type is set larger, by the attribute of old pages or by a style."""
    around = [*(run.leaves[0].around if run.leaves else ()), run.block]
    return any(
        element.get("size") in ("4", "5", "6", "7", "+1", "+2", "+3") or _LARGE.search(element.get("style")[:1000])
        for element in around
    )


def _tag(run: Run) -> str:
    return next((element.tag for element in _near(run) if element.tag in _BY_TAG), "")


def _weight(run: Run, tag: str) -> float:
    """What a run's element and its names add to its being the headline."""
    weight = _BY_TAG.get(tag, 0.0)
    if any(not _TITLE_WORDS.isdisjoint(words(each)) for each in _near(run)):
        weight += 0.2
    if run.link * 2 > len(run.text):
        weight -= 0.8 if _leads_home(run) else 0.3 if tag in ("h1", "h2") else 0.5
    # A list of other articles names this one too; what is a main heading is not told by what is around it.
    if tag != "h1" and any(hint(each) == "furniture" for each in _near(run, 4)):
        weight -= 0.3
    return weight


def _leads_home(run: Run) -> bool:
    """The name of the site, which leads to its first page."""
    links = {element for leaf in run.leaves for element in leaf.around if element.is_link}
    return any(link.get("rel") == "home" or _HOME.match(link.get("href").strip()) for link in links)


def _near(run: Run, levels: int = 2) -> list[Element]:
    """The inline elements around the run's first text, its block and what is right above."""
    above = [element for element, _ in zip(run.block.ancestors(), range(levels - 1), strict=False)]
    return [*(run.leaves[0].around if run.leaves else ()), run.block, *above]


def _wanted(titles: tuple[str, ...]) -> list[tuple[str, float]]:
    """What is to be found, with its worth: a title whole, or the parts it may be made of."""
    wanted: dict[str, float] = {}
    for title in titles:
        for part in title_parts(title):
            bare = bare_text(_CUT.sub("", part))
            if len(bare) >= _SHORTEST:
                leads = title.startswith(part) and len(bare) >= _SURE_LENGTH
                worth = len(bare) / max(1, len(bare_text(title)))
                wanted[bare] = max(wanted.get(bare, 0.0), worth, 0.7 if leads else 0)
    return list(wanted.items())[:24]


def _likeness(run: Run, wanted: list[tuple[str, float]]) -> float:
    """How much of a title the run is, 0 to 1."""
    best = 0.0
    for text in {run.text, bases(run)}:
        bare = bare_text(text)
        if len(bare) < _SHORTEST:
            continue
        for want, worth in wanted:
            if bare == want:
                best = max(best, 0.4 + 0.6 * worth)
            elif bare in want and len(bare) * 5 > len(want) * 2 and len(bare) >= 6:
                best = max(best, len(bare) / len(want) * worth)
            elif want in bare and len(want) * 2 > len(bare) and len(want) >= 6:
                best = max(best, 0.9 * len(want) / len(bare) * worth)
    return best


def bare_text(text: str) -> str:
    """Letters and digits alone, compatibility forms as plain ones."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()
