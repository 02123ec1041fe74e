"""The headline and what is printed beside it: kicker above, deck below, told by names, by their place and by their element."""

from __future__ import annotations

from publisher.readers.html.container import Weights
from publisher.readers.html.conventions import called
from publisher.readers.html.dom import Element
from publisher.readers.html.furniture import in_furniture, opens_surroundings
from publisher.readers.html.hints import words
from publisher.readers.html.runs import Run, runs
from publisher.readers.html.tail import is_in
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press.furniture import furniture

KICKER_WORDS = vocabulary("pre kicker eyebrow yinti jianti shoulder pretitle suptitle toptitle kick overline series")
DECK_WORDS = vocabulary(
    "sub subtitle deck dek standfirst futi fubiaoti subheadline subhead secondtitle lede description"
)
LEAD_WORDS = vocabulary("lead summary abstract zhaiyao daodu intro introduction ingress excerpt digest guide")
LONGEST_DECK = 80
_LEAST_DECK = 7
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
# The header of an article holds headline, kicker, deck, info lines and a few buttons, and no menu.
_HEADER_LEVELS, _HEADER_RUNS = 3, 16


class Heading:
    """The headline's lines and the elements around them; `title` is None where the page prints no headline."""

    def __init__(self, found: list[Run], title: Run | None, core: Element, weights: Weights) -> None:
        self.title = title
        self.weights = weights
        self.lines = _same_block(found, title) if title is not None else []
        self._own = _own_header(title, core)

    def leads(self, run: Run) -> bool:
        """Whether a run is set as a heading, or is the first thing in the element that it shares with the headline."""
        return run.block.tag in _HEADINGS or next(runs(self._shared(run))).text == run.text

    def shares(self, run: Run) -> bool:
        """Whether a run shares with the headline a small element: the article's header, not the site's."""
        if self.title is None or in_furniture(run, self.weights):
            return False
        around = [self.title.block, *self.title.block.ancestors()]
        shared = self._shared(run)
        if shared is self.weights.body or around.index(shared) > _HEADER_LEVELS:
            return False
        return len(list(runs(shared))) <= _HEADER_RUNS

    def _shared(self, run: Run) -> Element:
        """The innermost element that holds both the headline and a run."""
        above = [] if self.title is None else [self.title.block, *self.title.block.ancestors()]
        return next((each for each in (run.block, *run.block.ancestors()) if each in above), self.weights.body)

    def is_deck(self, run: Run) -> bool:
        """A second headline: by name, by its dash, or as a heading that stands above all of the text."""
        if len(run.text) > LONGEST_DECK or furniture(run.text):
            return False
        if is_named(run, DECK_WORDS):
            return True
        if run.link or opens_surroundings(run):
            return False
        if run.text.startswith(("——", "――", "──")):
            return True
        # Beside the headline stands no text but its own.
        if self.is_beside(run) and is_words(run):
            return True
        return is_words(run) and (run.block.tag in _HEADINGS and self.title is not None)

    def is_beside(self, run: Run) -> bool:
        """Whether a run stands in the element of the headline alone."""
        return self._own is not None and is_in(run, self._own)

    def repeats(self, run: Run) -> bool:
        """The headline once more, at the top of the body."""
        return run in self.lines or (self.title is not None and run.text == self.title.text and run.text != "")


def is_named(run: Run, names: frozenset[str]) -> bool:
    """Whether a run's block, or the element right around it, bears one of the names."""
    return any(not names.isdisjoint(words(each)) for each in [run.block, *list(run.block.ancestors())[:1]])


def is_words(run: Run) -> bool:
    """More than a label: a headline of some kind."""
    return sum(map(str.isalpha, run.text)) >= _LEAST_DECK and called(run.text) is None


def _own_header(title: Run | None, core: Element) -> Element | None:
    """The element of the headline and what is printed right under it, where the page has one and the text is not in it."""
    if title is None:
        return None
    above = [title.block, *title.block.ancestors()][: _HEADER_LEVELS + 1]
    if any(each is core for each in above[:1]):
        return None
    holds = {core, *core.ancestors()}
    return next((each for each in above if each not in holds and (each.tag in ("header", "center"))), None)


def _same_block(found: list[Run], title: Run) -> list[Run]:
    """The runs of the headline's block from the headline on, where that is a heading in several lines."""
    if title.block.tag not in ("h1", "h2"):
        return [title]
    at = found.index(title)
    after = at + 1
    while after < len(found) and found[after].block is title.block:
        after += 1
    return found[at:after]
