"""The article's element as lines: what the press rooms read, in the order of the page.

Plain runs stay plain, with their mark-up; what HTML gives whole (lists, tables, quotations, figures, headings) goes through as it is;
what is the site's goes through as left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Block, Figure, Inlines, Paragraph, Reading, Separator, Strong, Verse
from publisher.readers.html import images, structures
from publisher.readers.html.dom import Element
from publisher.readers.html.furniture import Furniture, is_credit
from publisher.readers.html.inlines import inlines
from publisher.readers.html.looks import Looks, bare_line
from publisher.readers.html.notes import Notes
from publisher.readers.html.runs import Run, runs
from publisher.readers.press import wording
from publisher.readers.press.lines import Line, Markup, is_closed
from publisher.readers.press.wording import Told

_LONGEST_HEADING = 60
_LONGEST_LABEL = 24
_CAPTION_LONGEST = 200
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
        self.remote: list[str] = []
        self.dropped_images = 0
        self.cut_table = False

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
                    yield _opaque(Separator(), "", run, ())
                place += 1
            elif run.images and not self._all_icons(run):
                count, made = self._pictured(place)
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
        while stop < len(self.found) and any(above is element for above in _around(self.found[stop])):
            stop += 1
        return stop

    def _structure(self, run: Run) -> tuple[Element | None, str]:
        """The outermost element around a run that HTML gives whole."""
        chain: list[Element] = []
        for above in _around(run):
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
            yield _opaque(block, "\n".join(row[2] for row in rows), run, read)

    # --- figures

    def _pictured(self, place: int) -> tuple[int, list[Line]]:
        """The figures of a run with images, with the caption after them; how many runs that took, and the lines."""
        run = self.found[place]
        pictures = [(self._picture(image), image) for image in run.images]
        figures = [
            Figure(src=src, alt=" ".join(image.get("alt").split())[:500])
            for src, image in pictures
            if src and images.is_picture(image)
        ]
        self.dropped_images += len(pictures) - len(figures)
        if run.text:
            text = list(self._plain(run, run.text))
            told = text[0].markup is None or text[0].markup.role is None
            if figures and told and self._is_caption(run, run):
                return 1, self._figures(figures, run)
            return 1, [*self._figures(figures, None, run), *text]
        after = self.found[place + 1] if place + 1 < len(self.found) else None
        if not figures:
            # The image cannot be had; what stands under it is its caption all the same.
            if after is None or not after.text or not self._has_frame(after, run):
                return 1, []
            return 2, [self._caption(after)]
        if after is not None and after.text and not after.images and self._is_caption(after, run):
            return 2, self._figures(figures, after)
        return 1, self._figures(figures, None, run)

    def _figures(self, figures: list[Figure], caption: Run | None, at: Run | None = None) -> list[Line]:
        where = caption or at
        if where is None:
            return []
        lines = [_opaque(figure, "", where, ()) for figure in (figures[:-1] if caption else figures)]
        if caption is not None and figures:
            last = figures[-1]
            full = Figure(src=last.src, alt=last.alt, caption=self._inlines(caption))
            read = (Reading((caption.line, caption.line), "caption", "web-caption", _SURE, caption.text),)
            lines.append(_opaque(full, caption.text, caption, read))
        return lines

    def _caption(self, run: Run) -> Line:
        markup = Markup(content=self._inlines(run), role="caption", rule="web-caption")
        return Line(run.line, run.line, run.text, 0, True, is_closed(run.text), markup=markup)

    def _picture(self, image: Element) -> str:
        if images.is_pixel(image):
            return ""
        src = images.address(image)
        if src and images.is_remote(src) and images.is_picture(image):
            self.remote.append(src)
        return src

    def _all_icons(self, run: Run) -> bool:
        return bool(run.text) and all(not images.is_picture(image) for image in run.images)

    def _is_caption(self, run: Run, figure: Run) -> bool:
        """Whether a run right behind (or in the same paragraph as) an image is its caption."""
        if len(run.text) > _CAPTION_LONGEST:
            return False
        if self.looks.has_caption_name(run):
            return True
        if self._has_frame(run, figure):
            return True
        said = wording.told(bare_line(run))
        if said is not None:
            return said.role == "caption" or said.rule == "credit-photograph"
        if self.looks.heading(run) or self.looks.is_strong(run):
            return False
        if self.looks.is_small(run):
            return True
        return self.looks.align(run) == "centre" and len(run.text) <= 100

    def _has_frame(self, run: Run, figure: Run) -> bool:
        return _in_same(figure, run, "figure") or self._in_frame(figure, run)

    def _in_frame(self, figure: Run, run: Run) -> bool:
        """Image and text share an element that holds nothing else but them."""
        if figure.block is run.block:
            return False
        frame = next((each for each in _around(figure) if any(each is above for above in _around(run))), self.article)
        if frame is self.article or any(frame is above for above in self.article.ancestors()):
            return False
        size = count = 0
        for each in runs(frame):
            size, count = size + len(each.text), count + bool(each.text)
            if count > 2 or size > _CAPTION_LONGEST:
                return False
        return True

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
            yield self._caption(run)
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
                yield _opaque(Paragraph(content=content), text, run, read)
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
        """What an editor should know of images and tables."""
        if self.remote:
            yield diagnostic("page-image-remote", count=len(self.remote), src=self.remote[0][:200])
        if self.dropped_images:
            yield diagnostic("page-image-dropped", "info", count=self.dropped_images)
        if self.cut_table:
            yield diagnostic("page-table-clamped", limit=structures.MOST_SPAN)


def _verse_line(group: list[Run]) -> Line:
    rows = tuple(Reading((run.line, run.line), "verse", "web-verse", 0.85, run.text) for run in group)
    stanza = tuple(inlines(run, lambda _: None, lambda _: "") for run in group)
    return _opaque(Verse(stanzas=(stanza,)), "\n".join(run.text for run in group), group[0], rows)


def left_out(run: Run, said: Told) -> Line:
    """A line that stays in the model, unpublished; `said.kind` is the reason."""
    markup = Markup(role="boilerplate", rule=said.rule, kind=said.kind, confidence=said.confidence)
    return Line(run.line, run.line, run.text, 0, True, True, markup=markup)


def _opaque(block: Block, text: str, run: Run, read: tuple[Reading, ...]) -> Line:
    return Line(run.line, run.line, text, 0, True, True, markup=Markup(block=block, reading=read, rule="web-block"))


def _around(run: Run) -> Iterator[Element]:
    yield run.block
    yield from run.block.ancestors()


def _in_same(first: Run, second: Run, tag: str) -> bool:
    one = next((element for element in _around(first) if element.tag == tag), None)
    return one is not None and any(element is one for element in _around(second))
