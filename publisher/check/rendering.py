"""Ink: small parts of a page drawn large by PDFium, to see what positions do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_PIXELS = 80
"""Pixels to the em."""
_ABOVE, _BELOW = 0.8, 0.35
"""How much of the line is looked at, from its baseline, in em."""
_WHITE = 255


class Stretch(NamedTuple):
    """A part of a line, in the coordinates of `glyphs.Glyph`."""

    page: int
    flow: tuple[int, int]
    start: float
    end: float
    baseline: float
    size: float


class Renderer:
    """Draws parts of a document's pages."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document
        self._page: tuple[int, PdfPage] | None = None

    def close(self) -> None:
        if self._page is not None:
            self._page[1].close()
            self._page = None

    def is_one_stroke(self, stretch: Stretch, least: float) -> bool:
        """Whether the ink goes through without a gap, over at least `least` of the stretch."""
        inked = self._inked(stretch)
        if True not in inked:
            return False
        first, last = inked.index(True), len(inked) - inked[::-1].index(True)
        return all(inked[first:last]) and last - first >= least * len(inked)

    def _inked(self, stretch: Stretch) -> list[bool]:
        """For each pixel along the stretch, whether there is ink across it."""
        from pypdfium2 import raw

        page = self._page_of(stretch.page)
        scale = _PIXELS / stretch.size
        whole = [round(length * scale) for length in page.get_size()]
        (x0, y0), (x1, y1) = (_device(raw, page, whole, point) for point in _corners(stretch))
        left, top = min(x0, x1), min(y0, y1)
        width, height = max(1, abs(x1 - x0)), max(1, abs(y1 - y0))
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, None, 0)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(bitmap, page.raw, -left, -top, whole[0], whole[1], 0, 0)
            pitch = raw.FPDFBitmap_GetStride(bitmap)
            data = _bytes(raw, bitmap, pitch * height)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        rows = [data[number * pitch : number * pitch + width] for number in range(height)]
        darkest = min(map(min, rows))
        dark = (darkest + _WHITE) / 2 if darkest < _WHITE else -1
        along_rows = _runs_down(stretch.flow, page.get_rotation())
        return [min(across) < dark for across in (rows if along_rows else zip(*rows, strict=True))]

    def _page_of(self, number: int) -> PdfPage:
        if self._page is None or self._page[0] != number:
            self.close()
            self._page = number, self._document[number - 1]
        return self._page[1]


def _corners(stretch: Stretch) -> list[tuple[float, float]]:
    x, y = stretch.flow
    across = stretch.baseline - _ABOVE * stretch.size, stretch.baseline + _BELOW * stretch.size
    return [
        (along * x + line * y, along * y - line * x)
        for along, line in zip((stretch.start, stretch.end), across, strict=True)
    ]


def _device(raw: Any, page: PdfPage, whole: list[int], point: tuple[float, float]) -> tuple[int, int]:
    import ctypes

    x, y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, whole[0], whole[1], 0, point[0], point[1], x, y)
    return x.value, y.value


def _bytes(raw: Any, bitmap: Any, size: int) -> bytes:
    import ctypes

    return ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)


def _runs_down(flow: tuple[int, int], rotation: int) -> bool:
    """Whether the text runs up or down on the page as it is shown."""
    return bool(flow[1]) != bool(rotation % 180)
