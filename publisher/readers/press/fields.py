"""The header fields: as printed, and as the model holds them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from publisher.model import Byline, Inlines, Printed, Text
from publisher.patterns import lazily
from publisher.readers.press import bylines, wording
from publisher.readers.press.blocks import one_line
from publisher.readers.press.dates import UNCOUNTED, find_date
from publisher.readers.press.head import Taken
from publisher.readers.press.header_lines import labelled_title
from publisher.readers.press.inlines import has_note
from publisher.readers.press.records import record_date, record_title
from publisher.readers.press.surroundings import is_long

# A box above the text, such as 核心阅读, is a title and a few paragraphs.
_BOX_LINES = 6
# （本报综合）, （照片由…提供）: a bracket at the end that is nobody's name.
_NO_SIGNATURE = lazily(r"综合|綜合|提供|图片|照片|化名|供图|资料|節選|节选|待续|有删改|有改动|略")
# What may stand below the last paragraph.
_BELOW_TEXT = ("credit", "boilerplate", "source", "date", "separator")
# The page of the paper behind the reporters: `《 海岸日报 》（ 2020年01月06日   01 版）`.
_PAGE = lazily(r"[ \u3000]*《[^》]{2,20}》\s*[（(][^（）()]{8,40}[）)]$")


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
        """Header lines that gave nothing new, or that call a note, stay in the text. By identity: a page may have all its
        lines on one of the source."""
        for taken in (*head, *body):
            if taken.role == "paragraph":
                continue
            before = dict(self.printed)
            self._from_header_line(taken)
            unheld = taken.role in ("date", "source", "dateline") and self.printed == before and not _is_told(taken)
            if unheld or _calls_note(taken):
                self.unused.add(id(taken.line))
        self._from_record(head)
        self._from_opening(body)
        self._from_source_opening(body)
        self._from_closing(body)
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
            named = labelled_title(text) if taken.rule == "title-label" else None
            text = record_title(text) if taken.rule == "document-title" else text
            text = named[1] if named else text
            before = self.printed.get(taken.role)
            # A headline printed in two lines is one headline.
            self.printed[taken.role] = f"{before} {text}" if before else text
            self.marked_up.pop(taken.role, None)
            if taken.line.markup is not None and not before:
                self.marked_up[taken.role] = taken.line.markup.content
        elif taken.role == "byline":
            page = _PAGE.search(text)
            self._add_byline(text[: page.start()] if page else text, stays=_calls_note(taken))
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

    def _from_record(self, head: list[Taken]) -> None:
        """The day an official document was made, where only its record gives one."""
        texts = [one_line(taken.line.text) for taken in head if taken.rule == "document-record"]
        date = record_date(texts) if texts and "date" not in self.printed else None
        if date:
            self.printed["date"] = date

    def _add_byline(self, text: str, *, stays: bool = False) -> None:
        """One more byline; one that stays in the text is not set again above it."""
        before = self.printed.get("byline")
        if before and text in before:
            return
        self.printed["byline"] = f"{before} {text}" if before else text
        self.bylines = tuple(dict.fromkeys((*self.bylines, *bylines.parse(text))))
        setting = "" if stays else bylines.setting(text)
        self.byline_text = (
            f"{self.byline_text} {setting}" if self.byline_text and setting else self.byline_text or setting
        )

    def _from_opening(self, body: list[Taken]) -> None:
        """A dateline and reporter in the first paragraph stay in its text: the names are known, but not set again."""
        for taken in _where_text_opens(body):
            opening = wording.opening(taken.line.text)
            if opening is None:
                continue
            if opening.dateline:
                self.printed.setdefault("dateline", opening.dateline)
            if opening.byline and not self.byline_text and not self.bylines:
                self._know(
                    opening.byline,
                    *(
                        msgspec.structs.replace(person, role="reporter") if person.role == "author" else person
                        for person in bylines.parse(opening.byline)
                    ),
                )
            if taken.role == "dateline" and not opening.byline:
                # The reporter may open the paragraph under it.
                continue
            return

    def _from_source_opening(self, body: list[Taken]) -> None:
        """`X网消息（栏目）：` at the first paragraph of running text, that of a digest's first piece too."""
        first = next((taken for taken in body if taken.role == "paragraph" and is_long(taken.line)), None)
        opening = wording.opening(first.line.text) if first else None
        if opening and opening.source:
            self.printed.setdefault("source", opening.source)

    def _from_closing(self, body: list[Taken]) -> None:
        """Who signs in brackets below the text, or at the end of its last paragraph, where no byline stands above."""
        if "byline" in self.printed or _is_signed_in_parts(body):
            return
        for taken in reversed(body):
            text = one_line(taken.line.text)
            # A name alone was told by its place, and need not be of a known family.
            printed = text.strip("（）() ") if taken.rule == "credit-name" and not _NO_SIGNATURE.search(text) else None
            if _may_be_signed(taken):
                printed = bylines.closing(text)
            if printed:
                self._know(printed, *bylines.parse(printed))
            if printed or taken.role not in _BELOW_TEXT:
                return

    def _know(self, printed: str, *persons: Byline) -> None:
        """A byline that stands in the text: it is not set again above it."""
        self.printed["byline"], self.bylines, self.byline_text = printed, persons, ""

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
    first = texts[: 2 if texts and texts[0].role == "dateline" else 1]
    return [*(texts if any(boxed[:1]) else first), *closing]


def _calls_note(taken: Taken) -> bool:
    """Whether a note is called in a line whose field is plain text and would lose it."""
    markup = taken.line.markup
    return taken.role in ("byline", "date", "source", "dateline") and markup is not None and has_note(markup.content)


_CLOSED_BY = tuple("）)】")


def _is_signed_in_parts(body: list[Taken]) -> bool:
    """Whether the pieces of a digest are signed by several hands, so that nobody wrote the whole."""
    signed = {
        bylines.closing(taken.line.text)
        for taken in body
        if taken.line.text[-1:] in _CLOSED_BY and taken.role in ("paragraph", "list_item")
    }
    return len(signed - {None}) > 1


def _may_be_signed(taken: Taken) -> bool:
    return taken.rule == "credit-reporter" or (taken.role == "paragraph" and taken.kind in ("", "lead", "answer"))


def _is_told(taken: Taken) -> bool:
    """Whether mark-up told that the line is of the header: a page's info line is no text, whatever fields it gives."""
    return taken.line.markup is not None and taken.line.markup.role is not None
