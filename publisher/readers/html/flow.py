"""The article's element as lines: what the press rooms read, in the order of the page.

Plain runs stay plain, with their mark-up; what HTML gives whole (lists, tables, quotations, figures, headings) goes through as it is;
what is the site's goes through as left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Block, Inlines, Paragraph, Reading, Separator, Strong, Verse
from publisher.readers.html import images, structures
from publisher.readers.html.dom import Element
from publisher.readers.html.figures import Figures, around, opaque
from publisher.readers.html.furniture import Furniture, is_credit
from publisher.readers.html.inlines import inlines, is_unsafe
from publisher.readers.html.looks import Looks, bare_line
from publisher.readers.html.notes import Notes
from publisher.readers.html.runs import Run, runs
from publisher.readers.press import wording
from publisher.readers.press.lines import Line, Markup, is_closed
from publisher.readers.press.wording import Told

_LONGEST_HEADING = 60
_LONGEST_LABEL = 24
_SURE = 0.95
_TAIL = 8


class Flow:
    """The lines of one article."""

    def __init__(self, article: Element, found: list[Run], behind: set[Run], furniture: Furniture) -> None:
        self.article = article
        self.found = found
        self.behind = behind
        self.furniture = furniture
        self.notes = Notes(article)
        self.kinds: dict[Element, str] = {}
        self.looks = Looks(article, found)
        self.last_text = max((place for place, run in enumerate(found) if self._is_text(run)), default=-1)
        self.figures = Figures(article, found, self.looks, self._inlines, self._plain)
        self.cut_table = False
        self.unsafe_links: dict[Element, str] = {}

    # --- the order of things

    def lines(self) -> Iterator[Line]:
        """The lines of all runs."""
        place = 0
        while place < len(self.found):
            run = self.found[place]
            frame = self.furniture.frame(run)
            element, kind = self._structure(run)
            if self.notes.is_note(run):
                place += 1
            elif frame is not None:
                stop = self._after(frame, place)
                yield from self._left_out(frame, self.found[place:stop])
                place = stop
            elif run in self.behind:
                yield left_out(run, Told("boilerplate", "web-behind", 0.85, "part of the site"))
                place += 1
            elif element is not None:
                stop = self._after(element, place)
                yield from self._whole(element, kind, run)
                place = stop
            elif run.is_rule:
                if place < self.last_text:
                    yield opaque(Separator(), "", run, ())
                place += 1
            elif run.images and not self.figures.all_icons(run):
                count, made = self.figures.of(place)
                yield from made
                place += count
            elif is_credit(run) or (place >= len(self.found) - _TAIL and self._signs(place)):
                markup = Markup(content=self._inlines(run), role="credit", rule="web-credit")
                yield Line(run.line, run.line, run.text, 0, True, True, markup=markup)
                place += 1
            else:
                verse = self._verse(place)
                yield from [_verse_line(verse)] if verse else self._plain(run, run.text)
                place += len(verse) or 1

    def _after(self, element: Element, place: int) -> int:
        """The place of the first run behind an element."""
        stop = place + 1
        while stop < len(self.found) and any(above is element for above in around(self.found[stop])):
            stop += 1
        return stop

    def _structure(self, run: Run) -> tuple[Element | None, str]:
        """The outermost element around a run that HTML gives whole."""
        chain: list[Element] = []
        for above in around(run):
            if above is self.article:
                break
            chain.append(above)
        for element in reversed(chain):
            if element not in self.kinds:
                self.kinds[element] = "" if self._holds_most(element) else structures.kind(element)
            if self.kinds[element]:
                return element, self.kinds[element]
        return None, ""

    def _holds_most(self, element: Element) -> bool:
        """An element that holds the article itself is a frame, whatever its name."""
        weights = self.furniture.weights
        prose = weights.plain[self.article].prose
        return element in weights.plain and weights.plain[element].prose * 2 > prose > 0 and element.tag != "table"

    # --- what is left out

    def _left_out(self, frame: Element, group: list[Run]) -> Iterator[Line]:
        reason = self.furniture.reason(frame)
        for run in group:
            if is_credit(run):
                yield from self._plain(run, run.text)
            elif run.text:
                yield left_out(run, Told("boilerplate", "web-furniture", 0.9, reason))

    # --- structures

    def _whole(self, element: Element, kind: str, run: Run) -> Iterator[Line]:
        if kind in ("list", "definitions") and self.furniture.link_list(element):
            for each in runs(element):
                yield left_out(each, Told("boilerplate", "web-link-list", 0.85, "other articles"))
            return
        block: Block | None
        if kind == "list":
            block, rows = structures.list_of(element, self._inlines)
        elif kind == "definitions":
            block, rows = structures.definitions_of(element, self._inlines)
        elif kind == "table":
            block, rows, cut = structures.table_of(element, self._inlines)
            self.cut_table = self.cut_table or cut
        elif kind == "quote":
            block, rows = structures.quote_of(element, self._inlines)
        else:
            block, rows = structures.code_of(element)
        if block is not None:
            read = structures.readings(rows)
            yield opaque(block, "\n".join(row[2] for row in rows), run, read)

    # --- plain lines

    def _is_text(self, run: Run) -> bool:
        return not self.notes.is_note(run) and self.furniture.is_text(run)

    def _signs(self, place: int) -> bool:
        """Whether a byline, source or date stands behind all of the text: there it is a credit, whatever field it gives."""
        run = self.found[place]
        if len(run.text) > _LONGEST_HEADING or place < self.last_text:
            return False
        said = wording.told(bare_line(run))
        return place > 0 and said is not None and said.role in ("byline", "source")

    def _plain(self, run: Run, text: str) -> Iterator[Line]:
        level = self.looks.heading(run)
        left = self.furniture.of_line(run, is_heading=level > 0)
        self.furniture.note(run, is_heading=level > 0)
        if left is not None and text:
            yield left_out(run, left)
            return
        content = self._inlines(run)
        if not content or not text:
            return
        if self.looks.has_caption_name(run):
            yield self.figures.caption(run)
            return
        if not level and text[-1] in "：:" and self.looks.is_strong(run) and len(text) <= _LONGEST_LABEL:
            level = len(self.looks.levels) + 1
        called = list(self.notes.texts(run))
        if called:
            # The notes are read where they are called, so their texts are told there too.
            notes = [Reading((line, line), "paragraph", "web-note", _SURE, note) for line, note in called]
            read = (
                Reading((run.line, run.line), "heading" if level else "paragraph", "web-block", _SURE, text),
                *notes,
            )
            if not level:
                yield opaque(Paragraph(content=content), text, run, read)
                return
        if level and len(content) == 1 and isinstance(content[0], Strong):
            # A heading is bold by itself.
            content = content[0].content
        plain = len(content) == 1 and getattr(content[0], "text", None) == text
        content = () if plain else content
        if level:
            markup = Markup(content=content, heading=level, rule="web-heading")
        else:
            markup = Markup(content=content, strong=self.looks.is_strong(run), align=self.looks.align(run))
        yield Line(run.line, run.line, text, self.looks.indent(run), run.gap != "br", is_closed(text), markup=markup)

    def _inlines(self, run: Run) -> Inlines:
        for link in {element for leaf in run.leaves for element in leaf.around if element.tag == "a"}:
            if is_unsafe(link.get("href")):
                self.unsafe_links[link] = link.get("href").strip()
        return inlines(run, lambda element: self.notes.of(element, self._inlines), self._inline_image)

    def _inline_image(self, image: Element) -> str:
        """An image as high as a character; pictures are figures, and what is not beside the page is left out."""
        src = "" if images.is_pixel(image) or images.is_picture(image) else images.address(image)
        return "" if images.is_remote(src) else src

    # --- verse

    def _verse(self, place: int) -> list[Run]:
        """Short lines in the middle of the measure, two or more, where prose is not set so."""
        stop = place
        while stop < len(self.found) and self.looks.is_verse_line(self.found[stop]):
            stop += 1
        return self.found[place:stop] if stop > place + 1 else []

    # --- remarks

    def remarks(self) -> Iterator[Diagnostic]:
        """What an editor should know of images, links and tables."""
        if self.figures.remote:
            yield diagnostic("page-image-remote", count=len(self.figures.remote), src=self.figures.remote[0][:200])
        if self.figures.dropped:
            yield diagnostic("page-image-dropped", "info", count=self.figures.dropped)
        if self.unsafe_links:
            first = min(self.unsafe_links.values())
            yield diagnostic("page-link-dropped", count=len(self.unsafe_links), href=first[:80])
        if self.cut_table:
            yield diagnostic("page-table-clamped", limit=structures.MOST_SPAN)


def _verse_line(group: list[Run]) -> Line:
    rows = tuple(Reading((run.line, run.line), "verse", "web-verse", 0.85, run.text) for run in group)
    stanza = tuple(inlines(run, lambda _: None, lambda _: "") for run in group)
    return opaque(Verse(stanzas=(stanza,)), "\n".join(run.text for run in group), group[0], rows)


def left_out(run: Run, said: Told) -> Line:
    """A line that stays in the model, unpublished; `said.kind` is the reason."""
    markup = Markup(role="boilerplate", rule=said.rule, kind=said.kind, confidence=said.confidence)
    return Line(run.line, run.line, run.text, 0, True, True, markup=markup)
