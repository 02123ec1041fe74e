"""From where a PDF has something to where it is on the page as shown: in points from its upper left corner, /Rotate done."""

from __future__ import annotations

from publisher.preview.pictures import Page

Rect = tuple[float, float, float, float]
"""Left, top, width, height."""
Segment = tuple[float, float, float, float]
"""From x, y to x, y."""


class Plane:
    """One page. `flow` is the direction of its text in its own space, along which glyphs are measured."""

    def __init__(self, page: Page, flow: tuple[int, int]) -> None:
        self._page, self._flow = page, flow

    def rect(self, start: float, end: float, top: float, bottom: float) -> Rect:
        """What lies between two places along the text and two baselines."""
        return _spanned(self._at(start, top), self._at(end, bottom))

    def segment(self, start: float, end: float, top: float, bottom: float) -> Segment:
        return (*self._at(start, top), *self._at(end, bottom))

    def own_rect(self, box: tuple[float, float, float, float]) -> Rect:
        """A box of the page's own space: left, bottom, right, top."""
        left, bottom, right, top = box
        return _spanned(self._shown(left, bottom), self._shown(right, top))

    def own_segment(self, x0: float, y0: float, x1: float, y1: float) -> Segment:
        return (*self._shown(x0, y0), *self._shown(x1, y1))

    def _at(self, along: float, across: float) -> tuple[float, float]:
        x, y = self._flow
        return self._shown(along * x + across * y, along * y - across * x)

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """ISO 32000-1, 7.7.3.3: the page is turned clockwise."""
        left, bottom, right, top = self._page.box
        across, up = x - left, y - bottom
        width, height = right - left, top - bottom
        shown = {
            0: (across, height - up),
            90: (up, across),
            180: (width - across, up),
            270: (height - up, width - across),
        }[self._page.rotation % 360]
        return round(shown[0], 3), round(shown[1], 3)


def _spanned(one: tuple[float, float], other: tuple[float, float]) -> Rect:
    (x0, y0), (x1, y1) = one, other
    return min(x0, x1), min(y0, y1), round(abs(x1 - x0), 3), round(abs(y1 - y0), 3)
