"""The header fields: as printed, and as the model holds them."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.model import Byline, Inlines, Printed, Text
from publisher.readers.press import bylines, wording
from publisher.readers.press.blocks import one_line
from publisher.readers.press.dates import find_date
from publisher.readers.press.head import Taken


class Fields:
    """The header fields as printed, and what the model holds of them."""

    def __init__(
        self, head: list[Taken], body: list[Taken], stated: Mapping[str, str], hinted: Mapping[str, str]
    ) -> None:
        self.printed: dict[str, str] = {}
        self.marked_up: dict[str, Inlines] = {}
        """Of kicker, headline and deck, those whose line has mark-up in it."""
        self.bylines: tuple[Byline, ...] = ()
        self.byline_text: str | None = None
        self.unused: set[int] = set()
        """First source lines of header lines that gave nothing new: they stay in the text."""
        for taken in (*head, *body):
            before = dict(self.printed)
            self._from_header_line(taken)
            if taken.role in ("date", "source", "dateline") and self.printed == before:
                self.unused.add(taken.line.first)
        self._from_opening(next((taken for taken in body if taken.role in ("paragraph", "dateline")), None))
        self._add(hinted)
        self._add(stated, over=True)

    def _add(self, given: Mapping[str, str], *, over: bool = False) -> None:
        """Fields that are no lines of the text: under what is printed, or over it."""
        for field, value in given.items():
            # A reporter named in the text's opening is not set again above it, whatever the metadata say.
            known = field in self.printed or (field == "byline" and self.byline_text is not None)
            if known and not over:
                continue
            if known and field == "byline":
                self.printed.pop(field, None)
                self.bylines, self.byline_text = (), None
            self.marked_up.pop(field, None)
            if field == "byline":
                self._add_byline(value)
            else:
                self.printed[field] = value

    def _inlines(self, field: str) -> Inlines:
        text = self.printed.get(field)
        return self.marked_up.get(field) or ((Text(text),) if text else ())

    @property
    def kicker(self) -> Inlines:
        return self._inlines("kicker")

    @property
    def headline(self) -> Inlines:
        return self._inlines("headline")

    @property
    def deck(self) -> Inlines:
        return self._inlines("deck")

    def _from_header_line(self, taken: Taken) -> None:
        text = one_line(taken.line.text)
        if taken.role in ("kicker", "headline", "deck"):
            before = self.printed.get(taken.role)
            # A headline printed in two lines is one headline.
            self.printed[taken.role] = f"{before} {text}" if before else text
            self.marked_up.pop(taken.role, None)
            if taken.line.markup is not None and not before:
                self.marked_up[taken.role] = taken.line.markup.content
        elif taken.role == "byline":
            self._add_byline(text)
        elif taken.role in ("date", "source") or taken.rule == "credit-origin":
            for field, value in wording.header_fields(text).items():
                if field == "byline":
                    self._add_byline(value)
                self.printed.setdefault(field, value)
        elif taken.role == "dateline":
            self.printed.setdefault("dateline", text)
        elif taken.kind == "signature":
            found = find_date(text)
            if found:
                self.printed.setdefault("date", found.printed)

    def _add_byline(self, text: str) -> None:
        before = self.printed.get("byline")
        if before and text in before:
            return
        self.printed["byline"] = f"{before} {text}" if before else text
        self.bylines = tuple(dict.fromkeys((*self.bylines, *bylines.parse(text))))
        setting = bylines.setting(text)
        self.byline_text = f"{self.byline_text} {setting}" if self.byline_text else setting

    def _from_opening(self, first: Taken | None) -> None:
        """A dateline and reporter in the first paragraph stay in its text: the names are known, but not set again."""
        opening = wording.opening(first.line.text) if first else None
        if opening is None:
            return
        if opening.dateline:
            self.printed.setdefault("dateline", opening.dateline)
        if opening.byline and not self.byline_text:
            self.bylines, self.byline_text = bylines.parse(opening.byline), ""

    @property
    def iso_date(self) -> str | None:
        found = find_date(self.printed["date"]) if "date" in self.printed else None
        return found.iso if found else None

    def kept(self, taken: Taken) -> Taken:
        """The line, or a credit in its place if it is of the header but none of the fields holds it."""
        return Taken(taken.line, "credit", taken.rule, taken.confidence) if taken.line.first in self.unused else taken

    def as_printed(self) -> Printed:
        return Printed(**self.printed)
