"""The body: what each line below the head was taken for.

Order of judgement: lines that say what they are; turns of an interview; numbered and marked lines; then layout, that is how a
line differs from the article's paragraphs (`profile`): a short line without full stop that stands out is a heading.
"""

from __future__ import annotations

import re

from publisher.readers.languages import JAPANESE
from publisher.readers.press import wording
from publisher.readers.press.furniture import RELATED
from publisher.readers.press.head import Taken
from publisher.readers.press.lines import Line, columns
from publisher.readers.press.numbering import BULLET_HEADING, BULLET_ITEM, number_of
from publisher.readers.press.profile import ASKERS, SPEAKER, Profile
from publisher.readers.press.sequences import has_bulleted_neighbour, has_sibling, in_bulleted_run

_LONG = 45
_HEADING_COLUMNS = 80
_ALIKE_COLUMNS = 60
_OPEN_END = re.compile(r"[，、；：,;:—―…]$|[：:][”’」』]?$")
_QUOTED_SPEECH = re.compile(r"[「『].*[」』]$")
_LONE_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[IVX]{1,4}|[Ⅰ-Ⅻ])$")
_NAME_ALONE = re.compile(r"[（(]\s*[\u4e00-\u9fff々][\u4e00-\u9fff々\s\u3000、]{1,12}[）)]$")
_LETTER = re.compile(r"[^\W\d_]")
_ATTRIBUTION = re.compile(r"[—―─]{1,3}\s*[^，。；！？]{2,24}$")
_BOX_ALONE = re.compile(
    r"[【\[]?(?:核心阅读|核心提示|阅读提示|内容提要|内容摘要|编者按|編者按|编者的话|导读|新闻链接|链接|名词解释|背景资料|新闻背景|小贴士|提要)[】\]]?[：:]?$"
)
_BOX_OPENING = re.compile(
    r"[【\[]?(?:编者按|編者按|编者的话|核心阅读|核心提示|阅读提示|内容提要|内容摘要|【?摘要|新闻链接|链接)[】\]]?[：:\s\u3000]\s*\S"
)
_MARK_LABEL = re.compile(r"【[^】]{2,8}】\s*\S")
_SIGNED = re.compile(r"[^。，；？！]{2,32}$")
_TAIL_LINES = 4
_RIGHT_COLUMNS = 16
_VERSE_COLUMNS = 44


def read_body(lines: list[Line], profile: Profile, language: str) -> list[Taken]:
    """What each line of the body was taken for, in order."""
    body = _Body(lines, profile, language)
    taken: list[Taken] = []
    while len(taken) < len(lines):
        taken.extend(body.take(len(taken)))
    return taken


class _Body:
    """The lines, the profile and what is remembered from line to line."""

    def __init__(self, lines: list[Line], profile: Profile, language: str) -> None:
        self.lines = lines
        self.profile = profile
        self.language = language
        self.schemes: list[str] = []
        """Numbering schemes of headings, by first appearance: their place is the level."""
        self.marked: int | None = None
        """Level of the last numbered or marked heading, while plain ones may stand under it."""
        self.plain_level = 1
        self.above = 0
        """Level of the last heading that was marked up: numbered ones stand under it."""
        self.last: Taken | None = None

    def take(self, place: int) -> list[Taken]:
        """What the line at `place` was taken for, with those after it that share its fate."""
        line = self.lines[place]
        group = self._marked_up(line) or self._verse(place) or self._related(place)
        if not group:
            group = [self._told(place) or self._talk(line) or self._numbered(place) or self._by_layout(place)]
        self.last = group[-1]
        return group

    # --- what mark-up says

    def _marked_up(self, line: Line) -> list[Taken]:
        """What mark-up tells for certain. Bold alone is no certainty: see `_by_layout`."""
        markup = line.markup
        if markup is None:
            return []
        rule = markup.rule or "markup"
        if markup.block is not None:
            role = markup.reading[-1].role if markup.reading else "paragraph"
            return [Taken(line, role, rule, markup.confidence, "block")]
        if markup.role == "heading":
            # One that an editor names is one of those beside it, and changes nothing for them.
            level = markup.heading or self._plain_heading_level()
            return [Taken(line, "heading", rule, markup.confidence, level=level)]
        if markup.heading:
            self.marked, self.plain_level, self.schemes = markup.heading, 0, []
            self.above = markup.heading
            return [Taken(line, "heading", rule, markup.confidence, level=markup.heading)]
        return [Taken(line, markup.role, rule, markup.confidence, markup.kind)] if markup.role else []

    # --- lines that say what they are

    def _told(self, place: int) -> Taken | None:
        line = self.lines[place]
        text = line.text
        if not text:
            return Taken(line, "boilerplate", "layout-only", 0.95, "white space")
        said = wording.told(line)
        if said is not None:
            if said.role == "date" and self._at_right(place):
                return Taken(line, "credit", "signature-right", 0.85, "signature")
            if said.role in ("date", "byline") and not self._header_may_be(place, said.confidence):
                return None
            return Taken(line, said.role, said.rule, said.confidence, said.kind)
        if wording.SALUTATION.match(text):
            return Taken(line, "paragraph", "salutation", 0.93, "salutation")
        dateline = wording.opening(text)
        if dateline and dateline.dateline and dateline.end == len(text):
            return Taken(line, "dateline", "dateline-alone", 0.93)
        if (
            self.last
            and self.last.line.closed
            and self.last.role in ("paragraph", "quote")
            and _ATTRIBUTION.match(text)
        ):
            return Taken(line, "credit", "attribution", 0.75, "attribution")
        if text.isdecimal() and place == len(self.lines) - 1:
            return Taken(line, "boilerplate", "furniture-page-number", 0.8, "pager")
        if _LONE_NUMBER.match(text) and place + 1 < len(self.lines):
            return Taken(line, "heading", "heading-number-alone", 0.8)
        if _BOX_ALONE.match(text):
            return Taken(line, "paragraph", "box-title", 0.7, "box-title")
        if _BOX_OPENING.match(text):
            return Taken(line, "paragraph", "box-opening", 0.85, "box")
        return self._signature(place)

    def _header_may_be(self, place: int, confidence: float) -> bool:
        """Bylines and dates stand right below the head or, if they are clear, at the end; elsewhere they are something else."""
        return place < 2 or (place >= len(self.lines) - _TAIL_LINES and confidence > 0.8)

    def _at_right(self, place: int) -> bool:
        line = self.lines[place]
        near_end = place >= len(self.lines) - _TAIL_LINES
        if line.markup is not None and line.markup.align == "right":
            return near_end and len(line.text) <= 32
        return near_end and line.indent >= self.profile.indent + _RIGHT_COLUMNS and len(line.text) <= 32

    def _signature(self, place: int) -> Taken | None:
        """Name or date at the right, or a dated line that closes the article."""
        line = self.lines[place]
        if place < len(self.lines) - _TAIL_LINES or line.closed or not _SIGNED.match(line.text):
            return None
        if _NAME_ALONE.match(line.text):
            return Taken(line, "credit", "credit-name", 0.75, "reporter")
        at_right = self._at_right(place)
        dated = wording.SIGNATURE_DATE.search(line.text) is not None and line.gap and place == len(self.lines) - 1
        if at_right or dated:
            return Taken(line, "credit", "signature-right" if at_right else "signature-dated", 0.8, "signature")
        return None

    def _related(self, place: int) -> list[Taken]:
        """A label such as 相关阅读 and the titles under it, to the end; with paragraphs under it, it is a box of the article's."""
        if not RELATED.match(self.lines[place].text):
            return []
        rest = self.lines[place + 1 :]
        count = next((number for number, line in enumerate(rest) if _is_long(line)), len(rest))
        if count < len(rest) and count == 0:
            return [Taken(self.lines[place], "paragraph", "box-title", 0.6, "box-title")]
        reason = "other articles"
        label = Taken(self.lines[place], "boilerplate", "furniture-related", 0.9, reason)
        return [label, *(self._related_title(line, reason) for line in rest[:count])]

    def _related_title(self, line: Line, reason: str) -> Taken:
        said = wording.told(line) if line.text else None
        if said is not None:
            return Taken(line, said.role, said.rule, said.confidence, said.kind)
        return Taken(line, "boilerplate", "furniture-related-title", 0.75, reason)

    # --- interviews

    def _talk(self, line: Line) -> Taken | None:
        match = SPEAKER.match(line.text) if self.profile.speakers else None
        if match is None or match[1] not in self.profile.speakers:
            return None
        asks = match[1] in ASKERS
        return Taken(line, "paragraph", "question" if asks else "answer", 0.9, "question" if asks else "answer")

    # --- numbers and marks

    def _numbered(self, place: int) -> Taken | None:
        line = self.lines[place]
        number = number_of(line.text)
        if number:
            if self._heading_like(line, number.end):
                if has_sibling(self.lines, place, number) and not self._followed_by_text(place):
                    return Taken(line, "list_item", "list-number", 0.85, number.scheme)
                return self._heading(line, f"heading-{number.scheme}", 0.93, self._scheme_level(number.scheme))
            if number.scheme in ("arabic", "circled", "han", "arabic-paren") and has_sibling(self.lines, place, number):
                return Taken(line, "list_item", "list-number", 0.85, number.scheme)
            return Taken(line, "paragraph", "paragraph-run-in", 0.8)
        if BULLET_ITEM.match(line.text) and has_bulleted_neighbour(self.lines, place):
            return Taken(line, "list_item", "list-bullet", 0.9, "bullet")
        mark = BULLET_HEADING.match(line.text)
        if mark and self._heading_like(line, mark.end()):
            if in_bulleted_run(self.lines, place):
                return Taken(line, "list_item", "list-bullet", 0.75, "bullet")
            return self._heading(line, "heading-marked", 0.9, 1)
        if mark and has_bulleted_neighbour(self.lines, place):
            return Taken(line, "list_item", "list-bullet", 0.75, "bullet")
        return None

    def _heading_like(self, line: Line, start: int) -> bool:
        text = line.text
        return (
            (not line.closed or text[-1] in "？！?!")
            and columns(text) <= _HEADING_COLUMNS
            and not _OPEN_END.search(text)
            and _LETTER.search(text, start) is not None
        )

    def _followed_by_text(self, place: int) -> bool:
        """Short numbered lines with nothing between them are a list; with text under them they are headings."""
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return after is not None and number_of(after.text) is None and _is_long(after)

    def _scheme_level(self, scheme: str) -> int:
        if scheme not in self.schemes:
            self.schemes.append(scheme)
        place = self.schemes.index(scheme)
        # A scheme that comes back closes those below it.
        del self.schemes[place + 1 :]
        return min(self.above + place + 1, 6)

    def _heading(self, line: Line, rule: str, confidence: float, level: int) -> Taken:
        self.marked, self.plain_level = level, 0
        return Taken(line, "heading", rule, confidence, level=level)

    # --- layout

    def _by_layout(self, place: int) -> Taken:
        line, profile = self.lines[place], self.profile
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        if line.broken:
            return Taken(line, "paragraph", "paragraph-torn", 0.8)
        if line.markup is not None and line.markup.strong and after is not None and self._heading_like(line, 0):
            return self._heading(line, "heading-strong", 0.85, min(self.above + 1, 6))
        if not _is_long(line) and self._may_be_heading(line, after):
            confidence = self._stands_out(place, line, after)
            if confidence:
                rule = "heading-flush" if profile.indented and line.indent < profile.indent else "heading-short"
                return Taken(line, "heading", rule, confidence, level=self._plain_heading_level())
        if after is not None and line.closed and not _is_very_long(line) and self._is_attribution(after):
            return Taken(line, "quote", "quote-attributed", 0.75)
        if profile.indented and line.indent >= profile.indent + 4 and line.closed and not profile.wrap:
            return Taken(line, "quote", "quote-indented", 0.7)
        if profile.indented and line.indent < profile.indent:
            return Taken(line, "paragraph", "paragraph-unindented", 0.85 if line.closed or _is_long(line) else 0.6)
        sure = line.closed or len(line.text) > _LONG
        return Taken(line, "paragraph", "paragraph" if sure else "paragraph-open", 0.97 if sure else 0.65)

    def _is_attribution(self, line: Line) -> bool:
        return len(line.text) <= 20 and _ATTRIBUTION.match(line.text) is not None and wording.told(line) is None

    def _may_be_heading(self, line: Line, after: Line | None) -> bool:
        text = line.text
        if line.closed and text[-1] not in "？！?!":
            return False
        # A sentence that has ended inside the line makes it text.
        if (
            after is None
            or "。" in text
            or columns(text) > _HEADING_COLUMNS
            or _OPEN_END.search(text)
            or not _LETTER.search(text)
        ):
            return False
        # Speech in corner brackets closes without a full stop; a quoted heading is in curved quotes.
        return not _QUOTED_SPEECH.match(text) and not _MARK_LABEL.match(text) and after.text != ""

    def _stands_out(self, place: int, line: Line, after: Line | None) -> float:
        """How sure it is that a short open line is a heading; 0 if it is not."""
        if after is None or self._tail_begins(after) or self.profile.marked_headings:
            return 0
        asks = line.text[-1] in "？！?!"
        opens = self._opens()
        before_text = (
            _is_long(after) or after.closed or wording.told(after) is not None or number_of(after.text) is not None
        )
        if self.profile.indented and line.indent < self.profile.indent:
            if not before_text and self.last and self.last.role == "heading":
                return 0.6
            return 0.95 if opens and before_text and not asks else 0.8
        if columns(line.text) > _ALIKE_COLUMNS or not opens:
            return 0
        if self.language == JAPANESE and asks:
            return 0
        if asks:
            # Between long paragraphs a short question is a heading; an exclamation is the author's own.
            return (
                0.6
                if line.text[-1] in "？?" and len(after.text) > 60 and self.last and len(self.last.line.text) > 60
                else 0
            )
        if before_text:
            return 0.85 if _is_long(after) else 0.7
        # Two short lines in a row: a heading and the one under it, if text follows those.
        return 0.7 if place + 2 < len(self.lines) and _is_long(self.lines[place + 2]) else 0

    def _opens(self) -> bool:
        """Whether something new may begin: after a sentence's end, a heading, or a short line that names a speaker."""
        if self.last is None or self.last.role not in ("paragraph", "list_item"):
            return True
        before = self.last.line
        return before.closed or (before.text[-1:] in ("：", ":") and len(before.text) <= _LONG)

    def _tail_begins(self, after: Line) -> bool:
        said = wording.told(after)
        return said is not None and said.role == "boilerplate"

    def _plain_heading_level(self) -> int:
        """A plain heading right under a marked one is below it, and so are the plain ones that follow, until the next mark."""
        if self.marked is not None and not self.plain_level:
            under = self.last is not None and self.last.role == "heading"
            self.plain_level = min(self.marked + 1, 6) if under else 1
        return self.plain_level

    def _verse(self, place: int) -> list[Taken]:
        """Four short lines or more between blank lines, none longer than a line of verse, alike in layout."""
        if not self.lines[place].gap and place and not _LONE_NUMBER.match(self.lines[place - 1].text):
            return []
        end = place
        while end < len(self.lines) and (end == place or not self.lines[end].gap) and self._verse_line(self.lines[end]):
            end += 1
        if end - place < 4 or (end < len(self.lines) and not self.lines[end].gap):
            return []
        return [Taken(line, "verse", "verse-short-lines", 0.7) for line in self.lines[place:end]]

    def _verse_line(self, line: Line) -> bool:
        text = line.text
        short = 4 <= columns(text) <= _VERSE_COLUMNS
        if not short or SPEAKER.match(text) or number_of(text) or BULLET_HEADING.match(text) or BULLET_ITEM.match(text):
            return False
        return _LETTER.match(text) is not None and wording.told(line) is None and not RELATED.match(text)


def _is_very_long(line: Line) -> bool:
    return len(line.text) > 4 * _LONG


def _is_long(line: Line) -> bool:
    return len(line.text) > _LONG or (line.closed and len(line.text) > 15 and line.text[-1] not in "？！?!")
