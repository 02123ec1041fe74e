"""The article's head and tail on the page: headline, the lines between it and the body, and credits behind the body.

Between headline and body a page has its info line, maybe a kicker, a deck, a summary, and much of the site's own. Only what tells
itself is taken. Behind the body only credits are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model import ReadingRole
from publisher.readers.html import heading
from publisher.readers.html.container import Weights, core_of, prose_of
from publisher.readers.html.dom import Element
from publisher.readers.html.furniture import in_furniture, is_credit
from publisher.readers.html.gathered import Gathered, is_chinese
from publisher.readers.html.heading import Heading, is_named, is_words
from publisher.readers.html.houses import houses, is_publisher
from publisher.readers.html.images import is_picture
from publisher.readers.html.info import Info, read_info, without_buttons
from publisher.readers.html.inlines import inlines
from publisher.readers.html.metadata import Metadata
from publisher.readers.html.records import Record
from publisher.readers.html.runs import Run
from publisher.readers.html.settings import is_told, main_settings, setting
from publisher.readers.html.tail import Tail, is_in
from publisher.readers.html.timestamps import date_of, date_of_issue, is_date_part
from publisher.readers.press.furniture import RELATED, furniture
from publisher.readers.press.lines import Line, Markup, is_closed

_LEAST_LEAD = 30
_TAIL_RUNS = 40
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
        self.houses = houses(about, found)
        inside = [place for place, run in enumerate(found) if is_in(run, article)]
        mine = [found[place] for place in inside if not in_furniture(found[place], weights)]
        main = main_settings(mine)
        core = core_of(
            weights, article, [run.block for run in mine if prose_of(run) and setting(run) in main and not is_told(run)]
        )
        self._heading = Heading(found, title, core, weights)
        cored = [place for place in inside if is_in(found[place], core)]
        last = inside[-1]
        at = found.index(title) if title is not None else -1
        self._above: list[tuple[Run, ReadingRole]] = []
        self._info: list[tuple[Run, ReadingRole]] = []
        self._pictures: list[Run] = []
        self._gathered = Gathered(chinese=is_chinese(found[cored[0] : cored[-1] + 1]))
        self._record = Record(found, next((each for each in cored if prose_of(found[each]) >= _LEAST_LEAD), cored[0]))
        begins = self._zone(found, at, cored[0], cored[-1])
        self.body = [
            *self._pictures,
            *(run for run in found[begins : last + 1] if is_in(run, article) and not self._heading.repeats(run)),
        ]
        tail = Tail(self.body, core, main, lambda run: in_furniture(run, weights))
        self.behind = tail.behind
        for info, run in tail.signed:
            self._gathered.add(info, run)
        self._tail = self._credits(found, last) if at < last else []
        self._gathered.finish()
        self.stated = {**self._record.fields(), **self._gathered.stated}
        self.hinted = {**about.hinted, **self._gathered.hinted}
        if self.houses.own:
            self.hinted.setdefault("source", self.houses.own)
        issued = next(filter(None, (date_of_issue(run.text) for run in found[: max(at, 0)])), "")
        if issued:
            self.hinted.setdefault("date", issued)
        self.used = {*self._heading.lines, *(run for run, _ in (*self._above, *self._info)), *self.body, *self._tail}

    # --- between headline and body

    def _zone(self, found: list[Run], at: int, first: int, last: int) -> int:
        """Take the lines between the headline and the body; the place where the body begins."""
        if at < 0 or at > last:
            return self._opening(found, first, last)
        self._take_above(found, at)
        place = at + len(self._heading.lines)
        while place < first:
            place += self._dated(found, place) or self._pictured(found, place) or self._taken(found[place])
        return self._opening(found, max(place, first), last)

    def _take_above(self, found: list[Run], at: int) -> None:
        """The kicker, or the name of the house, right above the headline."""
        run = found[at - 1] if at > 0 else None
        if run is None or not run.text or len(run.text) > heading.LONGEST_DECK:
            return
        header = self._heading.shares(run)
        if is_named(run, heading.KICKER_WORDS):
            self._above.append((run, "kicker"))
        elif header and is_publisher(run.text.strip()):
            self._take_house(run)
        elif header and not run.link and is_words(run) and read_info(run) is None and self._heading.leads(run):
            self._above.append((run, "kicker"))

    def _take_house(self, run: Run) -> None:
        self._gathered.stated.setdefault("source", run.text.strip())
        self._info.append((run, "source"))

    def _opening(self, found: list[Run], place: int, last: int) -> int:
        """Info lines that stand in the body's element before its first paragraph."""
        while place < last:
            run = found[place]
            if (self._heading.is_beside(run) or is_named(run, heading.DECK_WORDS)) and self._take(run):
                place += 1
                continue
            if run.images or (prose_of(run) >= _LEAST_LEAD and (is_closed(run.text) or read_info(run) is None)):
                break
            if not (
                run in self._record.runs or in_furniture(run, self.weights) or self._take(run) or self._is_noise(run)
            ):
                break
            place += 1
        return place

    def _taken(self, run: Run) -> int:
        if run not in self._record.runs:
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
        if not any(is_picture(image) for image in run.images) or in_furniture(run, self.weights):
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
        if not run.text or in_furniture(run, self.weights):
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
        if not prose and self.houses.is_house(run.text):
            self._take_house(run)
            return True
        if self._heading.is_deck(run):
            self._info.append((run, "deck"))
            return True
        self._gathered.note(run)
        if prose >= _LEAST_LEAD and (is_closed(run.text) or is_named(run, heading.LEAD_WORDS)):
            self._info.append((run, "paragraph"))
            return True
        return False

    def _is_noise(self, run: Run) -> bool:
        """Buttons, counters and marks between the info line and the text; a short number alone may head the first part."""
        if furniture(run.text) or (len(run.text) <= 6 and (run.link == len(run.text) or run.block.tag == "li")):
            return True
        is_number = len(run.text) <= 2 and run.text.isdecimal()
        return not is_number and not any(mark.isalpha() for mark in run.text)

    # --- behind the body

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
        for run in self._heading.lines:
            yield _line(run, "headline", "web-headline")
        for run, role in self._info:
            # An account that turned out to be the source is no byline.
            if role == "byline" and run.text.startswith(self.stated.get("source") or run.text + " "):
                role = "source"
            yield _line(
                run, role, "web-name" if role == "deck" else "web-summary" if role == "paragraph" else "web-info"
            )

    def tail_lines(self) -> Iterator[Line]:
        for run in self._tail:
            yield _line(run, "credit", "web-credit")


def _role(info: Info) -> ReadingRole:
    return info.role or "date"


def _line(run: Run, role: ReadingRole, rule: str) -> Line:
    text = without_buttons(run) if rule == "web-info" else run.text
    # A byline without the button beside it is set as plain text.
    content = inlines(run, lambda _: None, lambda _: "") if text == run.text else ()
    markup = Markup(content=content, role=role, rule=rule, confidence=0.93)
    return Line(run.line, run.line, text, 0, True, is_closed(text), markup=markup)
