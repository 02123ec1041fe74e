"""The header fields: as printed, and as the model holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from publisher.model import Byline, Inlines, Printed, Text
from publisher.readers.press import bylines, wording
from publisher.readers.press.blocks import one_line
from publisher.readers.press.dates import UNCOUNTED, find_date
from publisher.readers.press.head import Taken
from publisher.readers.press.header_lines import titled

# A box above the text, such as 核心阅读, is a title and a few paragraphs.
_BOX_LINES = 6
# The page of the paper behind the reporters: `《 海岸日报 》（ 2020年01月06日   01 版）`.
_PAGE = re.compile(r"[ \u3000]*《[^》]{2,20}》\s*[（(][^（）()]{8,40}[）)]$")


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
        """Header lines (by identity: a page may have all on one source line) that gave nothing new: they stay in the text."""
        for taken in (*head, *body):
            before = dict(self.printed)
            self._from_header_line(taken)
            if taken.role in ("date", "source", "dateline") and self.printed == before and not _is_told(taken):
                self.unused.add(id(taken.line))
        self._from_opening(body)
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
            named = titled(text) if taken.rule == "title-label" else None
            text = named[1] if named else text
            before = self.printed.get(taken.role)
            # A headline printed in two lines is one headline.
            self.printed[taken.role] = f"{before} {text}" if before else text
            self.marked_up.pop(taken.role, None)
            if taken.line.markup is not None and not before:
                self.marked_up[taken.role] = taken.line.markup.content
        elif taken.role == "byline":
            page = _PAGE.search(text)
            self._add_byline(text[: page.start()] if page else text)
            for field, value in wording.header_fields(page[0].strip()).items() if page else ():
                self.printed.setdefault(field, value)
        elif taken.role in ("date", "source") or taken.rule == "credit-origin":
            for field, value in wording.header_fields(text).items():
                if field == "byline":
                    self._add_byline(value)
                self.printed.setdefault(field, value)
        elif taken.role == "dateline":
            opening = wording.opening(text)
            self.printed.setdefault("dateline", opening.dateline if opening and opening.dateline else text)
        elif taken.kind == "signature":
            found = find_date(text)
            uncounted = UNCOUNTED.search(text)
            if found or uncounted:
                self.printed.setdefault("date", found.printed if found else uncounted[0] if uncounted else "")

    def _add_byline(self, text: str) -> None:
        before = self.printed.get("byline")
        if before and text in before:
            return
        self.printed["byline"] = f"{before} {text}" if before else text
        self.bylines = tuple(dict.fromkeys((*self.bylines, *bylines.parse(text))))
        setting = bylines.setting(text)
        self.byline_text = f"{self.byline_text} {setting}" if self.byline_text else setting

    def _from_opening(self, body: list[Taken]) -> None:
        """A dateline and reporter in the first paragraph stay in its text: the names are known, but not set again."""
        for taken in _where_text_opens(body):
            opening = wording.opening(taken.line.text)
            if opening is None:
                continue
            if opening.dateline:
                self.printed.setdefault("dateline", opening.dateline)
            if opening.byline and not self.byline_text and not self.bylines:
                named = bylines.parse(opening.byline)
                self.bylines = tuple(
                    msgspec.structs.replace(person, role="reporter") if person.role == "author" else person
                    for person in named
                )
                self.printed.setdefault("byline", opening.byline)
                self.byline_text = ""
            return

    @property
    def iso_date(self) -> str | None:
        found = find_date(self.printed["date"]) if "date" in self.printed else None
        return found.iso if found else None

    def stands_in_text(self, taken: Taken) -> bool:
        """Whether a header line is set where it stands, because no field holds it."""
        return id(taken.line) in self.unused

    def kept(self, taken: Taken) -> Taken:
        """The line, or a credit in its place if it is of the header but none of the fields holds it."""
        return Taken(taken.line, "credit", taken.rule, taken.confidence) if self.stands_in_text(taken) else taken

    def as_printed(self) -> Printed:
        return Printed(**self.printed)


def _where_text_opens(body: list[Taken]) -> list[Taken]:
    """The paragraph or line that opens the text; where a box or an editor's note stands before it, those of the first few."""
    texts = [taken for taken in body[:_BOX_LINES] if taken.role in ("paragraph", "dateline")]
    boxed = [taken.kind in ("box", "box-title", "salutation") for taken in texts]
    closing = [taken for taken in body[-1:] if taken.role == "dateline"]
    return [*(texts if any(boxed[:1]) else texts[:1]), *closing]


def _is_told(taken: Taken) -> bool:
    """Whether mark-up told that the line is of the header: a page's info line is no text, whatever fields it gives."""
    return taken.line.markup is not None and taken.line.markup.role is not None
