"""The header fields that all the info lines of a page give together, and who an unlabelled author is."""

from __future__ import annotations

import re

from publisher.readers.html.info import Info, is_account, is_office
from publisher.readers.html.runs import Run
from publisher.readers.html.timestamps import BARE_CLOCK, CLOCK
from publisher.readers.press import wording


class Gathered:
    """The fields of all lines of a head together."""

    def __init__(self, *, chinese: bool) -> None:
        self.chinese = chinese
        self.stated: dict[str, str] = {}
        self.hinted: dict[str, str] = {}
        self._updated = False
        self._account = ""
        self._is_account = False

    def add(self, info: Info, run: Run) -> None:
        if info.date and ("date" not in self.stated or (self._updated and not info.updated)):
            self.stated["date"], self._updated = info.date, info.updated
        if info.source:
            self.stated.setdefault("source", info.source)
        if info.byline:
            # A department that signs yields to persons whom the text names.
            place = self.hinted if is_office(info.byline) else self.stated
            place.setdefault("byline", info.byline)
        self._account = self._account or info.account
        self.note(run)

    def note(self, run: Run) -> None:
        """See whether the page says that who put it up is an account of a platform."""
        names = " ".join(element.get("class") for element in run.elements())
        self._is_account = self._is_account or is_account(f"{run.text} {names}")

    def add_clock(self, text: str) -> bool:
        """A time of the day that stands in an element of its own after the date."""
        date = self.stated.get("date", "")
        if not date or not BARE_CLOCK.match(text) or re.search(rf"{CLOCK}$", date):
            return False
        self.stated["date"] = f"{date} {text}"
        return True

    def finish(self) -> None:
        """Decide what an unlabelled author is: a person, or on Chinese platforms an account, which is the source."""
        name = self._account
        persons = wording.is_bare_names(name) or len(name.split()) > 1
        printed = self.stated.get("byline", "")
        if not name:
            return
        if self.chinese and "source" not in self.stated and not persons and (self._is_account or not is_office(name)):
            self.stated["source"] = name
        elif printed:
            # The same names stand in the info line without what goes before them elsewhere.
            if persons and " " in name and all(part in printed for part in name.split()):
                self.stated["byline"] = name
        elif is_office(name) and not persons:
            self.hinted.setdefault("byline", name)
        else:
            self.stated["byline"] = name


def is_chinese(found: list[Run]) -> bool:
    """Whether a text is Chinese: Han characters with next to no kana."""
    han = sum("\u4e00" <= mark <= "\u9fff" for run in found for mark in run.text[:50])
    kana = sum("\u3041" <= mark <= "\u30fe" for run in found for mark in run.text[:50])
    return han > 0 and kana * 10 < han
