"""The pictures of an article and the captions under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.model import Block, Figure, Inlines, Reading
from publisher.readers.html import images
from publisher.readers.html.dom import Element
from publisher.readers.html.looks import Looks, bare_line
from publisher.readers.html.runs import Run, runs
from publisher.readers.press import wording
from publisher.readers.press.lines import Line, Markup, is_closed

_CAPTION_LONGEST = 200
_APART_LONGEST = 60
_SURE = 0.95


class Figures:
    """The figures among `found`, the runs of `article`; a text beside an image is read by `plain`, mark-up by `inlines`."""

    def __init__(
        self,
        article: Element,
        found: list[Run],
        looks: Looks,
        inlines: Callable[[Run], Inlines],
        plain: Callable[[Run, str], Iterator[Line]],
    ) -> None:
        self.article = article
        self.found = found
        self.looks = looks
        self.inlines = inlines
        self.plain = plain
        self.remote: list[str] = []
        self.dropped = 0

    def of(self, place: int) -> tuple[int, list[Line]]:
        """The figures of a run with images, with the caption after them; how many runs that took, and the lines."""
        run = self.found[place]
        pictures = [(self._address(image), image) for image in run.images]
        figures = [
            Figure(src=src, alt=" ".join(image.get("alt").split())[:500])
            for src, image in pictures
            if src and images.is_picture(image)
        ]
        self.dropped += len(pictures) - len(figures)
        if run.text:
            text = list(self.plain(run, run.text))
            told = text[0].markup is None or text[0].markup.role is None
            if figures and told and self._is_caption(run, run):
                return 1, self._figures(figures, run)
            return 1, [*self._figures(figures, None, run), *text]
        after = self.found[place + 1] if place + 1 < len(self.found) else None
        if not figures:
            # The image cannot be had; what stands under it is its caption all the same.
            if after is None or not after.text or not self._has_frame(after, run):
                return 1, []
            return 2, [self.caption(after)]
        if after is not None and after.text and not after.images and self._is_caption(after, run):
            return 2, self._figures(figures, after)
        return 1, self._figures(figures, None, run)

    def _figures(self, figures: list[Figure], caption: Run | None, at: Run | None = None) -> list[Line]:
        where = caption or at
        if where is None:
            return []
        lines = [opaque(figure, "", where, ()) for figure in (figures[:-1] if caption else figures)]
        if caption is not None and figures:
            last = figures[-1]
            full = Figure(src=last.src, alt=last.alt, caption=self.inlines(caption))
            read = (Reading((caption.line, caption.line), "caption", "web-caption", _SURE, caption.text),)
            lines.append(opaque(full, caption.text, caption, read))
        return lines

    def caption(self, run: Run) -> Line:
        """A caption without its picture."""
        markup = Markup(content=self.inlines(run), role="caption", rule="web-caption")
        return Line(run.line, run.line, run.text, 0, True, is_closed(run.text), markup=markup)

    def _address(self, image: Element) -> str:
        if images.is_pixel(image):
            return ""
        src = images.address(image)
        if src and images.is_remote(src) and images.is_picture(image):
            self.remote.append(src)
        return src

    def all_icons(self, run: Run) -> bool:
        """Whether the images in a line of text are no pictures."""
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
        if self.looks.is_small(run) or (len(run.text) <= _APART_LONGEST and self.looks.is_apart(run)):
            return True
        return self.looks.align(run) == "centre" and len(run.text) <= 100

    def _has_frame(self, run: Run, figure: Run) -> bool:
        return _in_same(figure, run, "figure") or self._in_frame(figure, run)

    def _in_frame(self, figure: Run, run: Run) -> bool:
        """Image and text share an element that holds nothing else but them."""
        if figure.block is run.block:
            return False
        frame = next((each for each in around(figure) if any(each is above for above in around(run))), self.article)
        if frame is self.article or any(frame is above for above in self.article.ancestors()):
            return False
        size = count = 0
        for each in runs(frame):
            size, count = size + len(each.text), count + bool(each.text)
            if count > 2 or size > _CAPTION_LONGEST:
                return False
        return True


def opaque(block: Block, text: str, run: Run, read: tuple[Reading, ...]) -> Line:
    """A block that goes through the press rooms as it is, with what it was read as."""
    return Line(run.line, run.line, text, 0, True, True, markup=Markup(block=block, reading=read, rule="web-block"))


def around(run: Run) -> Iterator[Element]:
    """A run's block and the elements above it, innermost first."""
    yield run.block
    yield from run.block.ancestors()


def _in_same(first: Run, second: Run, tag: str) -> bool:
    one = next((element for element in around(first) if element.tag == tag), None)
    return one is not None and any(element is one for element in around(second))
