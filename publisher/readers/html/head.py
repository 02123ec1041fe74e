"""The article's head and tail on the page: headline, the lines between it and the body, and credits behind the body.

Between headline and body a page has its info line, maybe a kicker, a deck, a summary, and much of the site's own. Only what tells
itself is taken. Behind the body only credits are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model import ReadingRole
from publisher.readers.html.container import Weights, core_of, prose_of
from publisher.readers.html.dom import Element
from publisher.readers.html.furniture import is_credit, opens_surroundings
from publisher.readers.html.hints import hint, is_body, words
from publisher.readers.html.images import is_picture
from publisher.readers.html.info import Gathered, Info, date_of, is_date_part, read_info
from publisher.readers.html.inlines import inlines
from publisher.readers.html.metadata import Metadata
from publisher.readers.html.runs import Run
from publisher.readers.html.structures import kind
from publisher.readers.html.vocabulary import vocabulary
from publisher.readers.press.furniture import RELATED, furniture
from publisher.readers.press.lines import Line, Markup, is_closed

_KICKER_WORDS = vocabulary("pre kicker eyebrow yinti jianti shoulder pretitle suptitle toptitle")
_DECK_WORDS = vocabulary("sub subtitle deck dek standfirst futi fubiaoti subheadline subhead secondtitle lede")
_LEAD_WORDS = vocabulary("lead summary abstract zhaiyao daodu intro introduction ingress excerpt digest guide")
_LONGEST_DECK = 80
_LEAST_LEAD = 30
_TAIL_RUNS = 40
_NEARLY_ALL = 0.7
_HEADINGS = frozenset(["h2", "h3", "h4", "h5"])


# A line behind the body signs if it opens with what it says: in the middle of a sentence the same words mean nothing.
_SAYS = re.compile(
    r"[（(【\[]?\s?(?:本文|文章|稿件|信息|新闻)?(?:作者|记者|記者|撰文|撰稿|来源|來源|稿源|出处|出處|文|著者|執筆|取材|글|기자)"
)


class Head:
    """What stands around the body. `body` are the runs of the body itself, `used` all runs that became lines."""

    def __init__(
        self, found: list[Run], title: Run | None, article: Element, weights: Weights, about: Metadata
    ) -> None:
        self.weights = weights
        self.title = title
        core = core_of(weights, article)
        inside = [place for place, run in enumerate(found) if is_in(run, article)]
        cored = [place for place in inside if is_in(found[place], core)]
        last = inside[-1]
        at = found.index(title) if title is not None else -1
        self._titles = _same_block(found, at) if title is not None else []
        self._above: list[tuple[Run, ReadingRole]] = []
        self._info: list[tuple[Run, ReadingRole]] = []
        self._pictures: list[Run] = []
        self._gathered = Gathered(chinese=_is_chinese(found[cored[0] : cored[-1] + 1]))
        begins = self._zone(found, at, cored[0], cored[-1])
        self.body = [
            *self._pictures,
            *(run for run in found[begins : last + 1] if is_in(run, article) and not self._repeats(run)),
        ]
        self.behind = self._behind(core)
        self._tail = self._credits(found, last) if at < last else []
        self._gathered.finish()
        self.stated = self._gathered.stated
        self.hinted = {**about.hinted, **self._gathered.hinted}
        self.used = {*self._titles, *(run for run, _ in (*self._above, *self._info)), *self.body, *self._tail}

    # --- between headline and body

    def _zone(self, found: list[Run], at: int, first: int, last: int) -> int:
        """Take the lines between the headline and the body; the place where the body begins."""
        if at < 0 or at > last:
            return self._opening(found, first, last)
        if at > 0 and self._named(found[at - 1], _KICKER_WORDS) and len(found[at - 1].text) <= _LONGEST_DECK:
            self._above.append((found[at - 1], "kicker"))
        place = at + len(self._titles)
        while place < first:
            place += self._dated(found, place) or self._pictured(found, place) or self._taken(found[place])
        return self._opening(found, max(place, first), last)

    def _opening(self, found: list[Run], place: int, last: int) -> int:
        """Info lines that stand in the body's element before its first paragraph."""
        while place < last:
            run = found[place]
            if run.images or (prose_of(run) >= _LEAST_LEAD and (is_closed(run.text) or read_info(run) is None)):
                break
            if not (self._is_furniture(run) or self._take(run) or self._is_noise(run)):
                break
            place += 1
        return place

    def _taken(self, run: Run) -> int:
        self._take(run)
        return 1

    def _dated(self, found: list[Run], place: int) -> int:
        """A date in pieces, `2019` `06/18` `10:21`, each in an element of its own; how many runs it takes."""
        group = []
        for run in found[place : place + 4]:
            if not is_date_part(run.text):
                break
            group.append(run)
        date = date_of(" ".join(run.text for run in group)) if len(group) > 1 else ""
        if not date:
            return 0
        self._gathered.stated.setdefault("date", date)
        self._info += [(run, "date") for run in group]
        return len(group)

    def _pictured(self, found: list[Run], place: int) -> int:
        """A picture between headline and text, with the caption in the same figure; how many runs it takes."""
        run = found[place]
        if not any(is_picture(image) for image in run.images) or self._is_furniture(run):
            return 0
        figure = next((each for each in (run.block, *run.block.ancestors()) if each.tag == "figure"), None)
        if figure is None and run.link:
            return 0
        stop = place + 1
        while figure is not None and stop < len(found) and is_in(found[stop], figure):
            stop += 1
        self._pictures += found[place:stop]
        return stop - place

    def _take(self, run: Run) -> bool:
        """Take a line that says what it is; whether it did."""
        if not run.text or self._is_furniture(run):
            self._gathered.note(run)
            return False
        if self._gathered.add_clock(run.text):
            self._info.append((run, "date"))
            return True
        prose = prose_of(run)
        info = read_info(run) if not (prose and is_closed(run.text)) else None
        if info is not None and info.role is not None:
            self._gathered.add(info, run)
            self._info.append((run, _role(info)))
            return True
        if len(run.text) <= _LONGEST_DECK and self._named(run, _DECK_WORDS) and not furniture(run.text):
            self._info.append((run, "deck"))
            return True
        self._gathered.note(run)
        if prose >= _LEAST_LEAD and (is_closed(run.text) or self._named(run, _LEAD_WORDS)):
            self._info.append((run, "paragraph"))
            return True
        return False

    def _is_noise(self, run: Run) -> bool:
        """Buttons, counters and marks between the info line and the text; a short number alone may head the first part."""
        if furniture(run.text) or (len(run.text) <= 6 and run.link == len(run.text)):
            return True
        is_number = len(run.text) <= 2 and run.text.isdecimal()
        return not is_number and not any(mark.isalpha() for mark in run.text)

    def _is_furniture(self, run: Run) -> bool:
        for element in (run.block, *run.block.ancestors()):
            if element not in self.weights.plain or self.weights.plain[element].prose > 0.3 * self.weights.total:
                break
            if element in self.weights.cards or hint(element) == "furniture":
                return True
        return False

    def _named(self, run: Run, names: frozenset[str]) -> bool:
        return any(not names.isdisjoint(words(each)) for each in [run.block, *list(run.block.ancestors())[:1]])

    def _repeats(self, run: Run) -> bool:
        """The headline once more, at the top of the body."""
        return run in self._titles or (self.title is not None and run.text == self.title.text and run.text != "")

    # --- behind the body

    def _behind(self, core: Element) -> set[Run]:
        """Runs of the article's element behind its last prose that are not set as its paragraphs and headings are: the site's."""
        cored = [run for run in self.body if is_in(run, core)]
        named = is_body(core)
        texts = [place for place, run in enumerate(self.body) if self._is_text(run) and (not named or is_in(run, core))]
        long = {_kind(self.body[place]) for place in texts if prose_of(self.body[place]) >= _LEAST_LEAD}
        # A short last paragraph is known by being set as the long ones are.
        ends = max((place for place in texts if _kind(self.body[place]) in long), default=-1)
        ends = min(ends, self._surrounded())
        kinds = {_kind(run) for run in cored[: ends + 1] if prose_of(run) or run.block.tag in _HEADINGS}
        beside = {(run.block.tag, run.block.parent) for run in cored[: ends + 1] if prose_of(run)}
        behind: set[Run] = set()
        surrounded = False
        known: dict[Element, bool] = {}
        for run in self.body[ends + 1 :]:
            info = read_info(run) if run.text and len(run.text) <= _LONGEST_DECK else None
            if info is not None and (info.byline or info.source):
                self._gathered.add(info, run)
            alike = (
                is_in(run, core)
                and not surrounded
                and (
                    _kind(run) in kinds
                    or (run.block.tag, run.block.parent) in beside
                    or _is_structured(run, core, known)
                )
            )
            surrounded = surrounded or opens_surroundings(run)
            if not alike and run.text and info is None and not is_credit(run):
                behind.add(run)
        return behind

    def _surrounded(self) -> int:
        """The place before the label of other articles or of comments, if next to nothing of the prose comes after it."""
        total = sum(map(prose_of, self.body))
        so_far = 0.0
        for place, run in enumerate(self.body):
            if so_far >= _NEARLY_ALL * total and opens_surroundings(run):
                return place - 1
            so_far += prose_of(run)
        return len(self.body)

    def _is_text(self, run: Run) -> bool:
        return prose_of(run) > 0 and not self._is_furniture(run) and furniture(run.text) is None

    def _credits(self, found: list[Run], last: int) -> list[Run]:
        """Credits behind the body, up to the first thing that is surely not of this article."""
        taken: list[Run] = []
        for run in found[last + 1 : last + 1 + _TAIL_RUNS]:
            if RELATED.match(run.text) or any(
                each in self.weights.cards for each in (run.block, *run.block.ancestors())
            ):
                break
            info = read_info(run) if len(run.text) <= 60 else None
            if info is not None and not info.date and not _SAYS.match(run.text) and not is_credit(run):
                continue
            new_date = info is not None and info.date and not info.updated and "date" not in self._gathered.stated
            if info is not None and (new_date or ((info.byline or info.source) and not run.link)):
                self._gathered.add(info, run)
                taken.append(run)
            elif is_credit(run):
                taken.append(run)
        return taken

    # --- lines

    def lines(self) -> Iterator[Line]:
        """Kicker, headline, info lines, deck and summary, each with its role."""
        for run, role in self._above:
            yield _line(run, role, "web-name")
        for run in self._titles:
            yield _line(run, "headline", "web-headline")
        for run, role in self._info:
            yield _line(
                run, role, "web-name" if role == "deck" else "web-summary" if role == "paragraph" else "web-info"
            )

    def tail_lines(self) -> Iterator[Line]:
        for run in self._tail:
            yield _line(run, "credit", "web-credit")


def _role(info: Info) -> ReadingRole:
    return info.role or "date"


def _line(run: Run, role: ReadingRole, rule: str) -> Line:
    content = inlines(run, lambda _: None, lambda _: "")
    markup = Markup(content=content, role=role, rule=rule, confidence=0.93)
    return Line(run.line, run.line, run.text, 0, True, is_closed(run.text), markup=markup)


def _is_structured(run: Run, core: Element, known: dict[Element, bool]) -> bool:
    """Whether the run is of a list, a table, a figure in the body."""
    for element in (run.block, *run.block.ancestors()):
        if element is core:
            break
        if element not in known:
            known[element] = element.tag == "figure" or bool(kind(element))
        if known[element]:
            return True
    return False


def _kind(run: Run) -> tuple[str, str]:
    return run.block.tag, run.block.get("class")


def is_in(run: Run, article: Element) -> bool:
    return run.block is article or any(above is article for above in run.block.ancestors())


def _is_chinese(found: list[Run]) -> bool:
    han = sum("\u4e00" <= mark <= "\u9fff" for run in found for mark in run.text[:50])
    kana = sum("\u3041" <= mark <= "\u30fe" for run in found for mark in run.text[:50])
    return han > 0 and kana * 10 < han


def _same_block(found: list[Run], at: int) -> list[Run]:
    """The runs of the headline's block from the headline on, where that is a heading in several lines."""
    title = found[at]
    if title.block.tag not in ("h1", "h2"):
        return [title]
    after = at + 1
    while after < len(found) and found[after].block is title.block:
        after += 1
    return found[at:after]
