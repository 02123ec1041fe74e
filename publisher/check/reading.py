"""A page's glyphs as PDFium tells them. It is asked for each character, so each question is asked once."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from publisher.check.flow import Found, Style, across, displayed, flow_of
from publisher.check.glyphs import Glyph, PageGlyphs, merged
from publisher.clreq import is_ideographic, is_latin

if TYPE_CHECKING:
    from pathlib import Path

    from pypdfium2 import PdfDocument, PdfPage

Wanted = Callable[[str], bool]

_INVISIBLE = 3
"""The text rendering mode of a scanned page's hidden text (ISO 32000-1, table 106)."""
_SPACE = 0x20
_HYPHEN = "-"
_NO_TEXT = "\ufffd"
_PARALLEL = 0.9
_BACK = -0.1
_OUTSIDE = 0.1
"""Ink may leave the page by this much, in points, for rounding."""
_DEEPEST = 12
_LONGEST_NAME = 256
_HALVED = frozenset(",.:;!?()[]{}")
"""Marks that PDFium tells on turned pages where the file has their full-width forms."""
_TO_FULL_WIDTH = 0xFEE0
_NO_CHARACTER = "\U0010fffe"
_GROWN = 0.003
"""A box that ends this near to the ink, in em, may have been grown by it."""


def read_pages(document: PdfDocument, ink_of: Wanted) -> list[PageGlyphs]:
    """The glyphs of every page; `ink_of` tells of which characters the ink is wanted."""
    fonts: dict[bytes, int] = {}
    return [_read_page(document[number], number + 1, ink_of, fonts) for number in range(len(document))]


def open_document(path: Path) -> PdfDocument:
    """The document of a file. Raises what `pypdfium2` raises: `PdfiumError`."""
    from pypdfium2 import PdfDocument

    return PdfDocument(path)


def _read_page(page: PdfPage, number: int, ink_of: Wanted, fonts: dict[bytes, int]) -> PageGlyphs:
    text_page = page.get_textpage()
    try:
        reading = _Reading(page, text_page.raw, fonts)
        reading.run()
        flow = flow_of(reading.found)
        reading.sort(flow)
        glyphs = list(merged(reading.glyphs(flow, ink_of)))
        vertical = displayed(flow, page.get_rotation()) == (0, -1)
        return PageGlyphs(
            number, glyphs, flow, _edge(page, flow), vertical, reading.outside(), reading.unmapped, reading.hidden,
            reading.invented,
        )  # fmt: skip
    finally:
        text_page.close()
        page.close()


class _Reading:
    """One pass over the characters of a page."""

    def __init__(self, page: PdfPage, text_page: Any, fonts: dict[bytes, int]) -> None:
        from pypdfium2 import raw

        self.page, self.text_page, self.raw = page, text_page, raw
        self.fonts = fonts
        """Names of fonts -> a number that stands for them: their addresses change from page to page."""
        self.found: list[Found] = []
        self.unmapped = self.hidden = self.invented = 0
        self._styles: dict[int, Style] = {}
        self._forms: dict[tuple[int, str], str] = {}
        self._widths: dict[tuple[int, str, float], float] = {}
        """Advances in em, by font, character and the width of the box: glyphs alike are measured once."""

    def run(self) -> None:
        raw, page = self.raw, self.text_page
        turned = self.page.get_rotation() != 0
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        after_space: str | None = None
        before = ""
        for index in range(raw.FPDFText_CountChars(page)):
            point = raw.FPDFText_GetUnicode(page, index)
            if raw.FPDFText_IsGenerated(page, index) == 1:
                after_space = before if point == _SPACE else None
                continue
            style = self._style(index)
            if style is None or not style.drawn:
                self.hidden += 1
                continue
            text = _HYPHEN if raw.FPDFText_IsHyphen(page, index) == 1 else chr(point) if point else ""
            if not text or text in "\ufffd\ufffe\uffff" or raw.FPDFText_HasUnicodeMapError(page, index) == 1:
                self.unmapped += 1
                text = _NO_TEXT
            if turned and text in _HALVED:
                text = self._whole(text, index, style.font)
            if after_space:
                pair = (after_space, text)
                self.invented += any(is_ideographic(one) and is_latin(other) for one, other in (pair, pair[::-1]))
            before, after_space = text, None
            raw.FPDFText_GetCharOrigin(page, index, x, y)
            raw.FPDFText_GetLooseCharBox(page, index, box)
            edges = (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
            self.found.append(Found(text, x.value, y.value, edges, style, index))

    def sort(self, flow: tuple[int, int]) -> None:
        """Put what was found in the order of the content, and along the line in each text object.

        PDFium tells the lines of a turned page in another order, and what stands between marks in a line from its end.
        """
        x, y = flow
        places = self._places()
        last = len(places)
        self.found.sort(
            key=lambda each: (places.get(each.style.address, last), round(each.x * x + each.y * y, 3), each.order)
        )

    def _places(self) -> dict[int, int]:
        """The address of each text object -> its place in the content, forms included."""
        raw = self.raw
        places: dict[int, int] = {}

        def visit(holder: Any, count: int, find: Any, depth: int) -> None:
            for number in range(count):
                found = find(holder, number)
                kind = raw.FPDFPageObj_GetType(found)
                if kind == raw.FPDF_PAGEOBJ_TEXT:
                    places[ctypes.addressof(found.contents)] = len(places)
                elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                    visit(found, raw.FPDFFormObj_CountObjects(found), raw.FPDFFormObj_GetObject, depth + 1)

        visit(self.page.raw, raw.FPDFPage_CountObjects(self.page.raw), raw.FPDFPage_GetObject, 0)
        return places

    def _style(self, index: int) -> Style | None:
        found = self.raw.FPDFText_GetTextObject(self.text_page, index)
        if not found:
            return None
        address = ctypes.addressof(found.contents)
        style = self._styles.get(address)
        if style is None:
            style = self._styles[address] = self._new_style(index, found, address)
        return style

    def _new_style(self, index: int, found: Any, address: int) -> Style:
        raw, matrix = self.raw, self.raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.text_page, index, matrix)
        scale = (matrix.a**2 + matrix.b**2) ** 0.5 or 1.0
        font = raw.FPDFTextObj_GetFont(found)
        return Style(
            raw.FPDFText_GetFontSize(self.text_page, index) * scale,
            (matrix.a, matrix.b, matrix.c, matrix.d),
            scale,
            self._font(font) if font else -1,
            raw.FPDFPageObj_GetMarkedContentID(found),
            raw.FPDFTextObj_GetTextRenderMode(found) != _INVISIBLE,
            address,
        )

    def _font(self, font: Any) -> int:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        self.raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
        return self.fonts.setdefault(name.value, len(self.fonts))

    def glyphs(self, flow: tuple[int, int], ink_of: Wanted) -> Iterator[Glyph]:
        along_x, along_y = flow
        for place, each in enumerate(self.found):
            style = each.style
            parallel = (style.matrix[0] * along_x + style.matrix[1] * along_y) / style.scale
            if parallel < _BACK:
                continue  # upside down against the page: not of its text
            turned = False
            if parallel > _PARALLEL:
                start = each.x * along_x + each.y * along_y
                end = start + self._width(each)
                baseline = each.x * along_y - each.y * along_x
            else:
                start, end, baseline, turned = across(each, flow)
            ink = self._ink(each.order, flow) if ink_of(each.text) else (start, end)
            yield Glyph(each.text, start, end, baseline, style.size, place, style.mark, style.font, ink, turned)

    def _width(self, each: Found) -> float:
        """The advance width of a glyph whose font is horizontal, in points."""
        a, b, *_ = each.style.matrix
        size = each.style.size
        loose = each.box[2] - each.x if abs(a) > abs(b) else 0.0
        key = each.style.font, each.text, round(loose / size, 3) if size else 0.0
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = self._advance(each, loose) / size if size else 0.0
        return width * size

    def _advance(self, each: Found, loose: float) -> float:
        """PDFium's loose box is the advance box grown by the ink, and empty for text turned by its matrix: where it may be either,

        the width comes from the font. That is asked by character, and so not asked where the box will do.
        """
        if loose and each.box[2] - self._ink(each.order, (1, 0))[1] > _GROWN * each.style.size:
            return loose
        width = self._font_width(each.order, each.text[0], each.style.size)
        return min(width, loose or width) or loose or each.style.size

    def _font_width(self, index: int, character: str, size: float) -> float:
        """The width a font has for a character; 0 where it has none."""
        width = ctypes.c_float()
        font = self.raw.FPDFTextObj_GetFont(self.raw.FPDFText_GetTextObject(self.text_page, index))
        known = font and self.raw.FPDFFont_GetGlyphWidth(font, ord(character), size, width)
        return float(width.value) if known else 0.0

    def _whole(self, text: str, index: int, font: int) -> str:
        """A mark in the form the file has: full width if the font lacks the other and so gives it the width of `.notdef`."""
        key = font, text
        if key not in self._forms:
            full = chr(ord(text) + _TO_FULL_WIDTH)
            is_known = self._font_width(index, text, 1.0) != self._font_width(index, _NO_CHARACTER, 1.0)
            self._forms[key] = text if is_known else full
        return self._forms[key]

    def _ink(self, index: int, flow: tuple[int, int]) -> tuple[float, float]:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text_page, index, left, right, bottom, top)
        corners = [x.value * flow[0] + y.value * flow[1] for x, y in ((left, bottom), (right, top))]
        return min(corners), max(corners)

    def outside(self) -> list[str]:
        """Characters whose ink leaves the page by more than rounding."""
        left, bottom, right, top = self.page.get_cropbox()
        gone = []
        for each in self.found:
            if left <= each.box[0] and each.box[2] <= right and bottom <= each.box[1] and each.box[3] <= top:
                continue
            ink_x, ink_y = self._ink(each.order, (1, 0)), self._ink(each.order, (0, 1))
            beyond = max(left - ink_x[0], ink_x[1] - right, bottom - ink_y[0], ink_y[1] - top)
            if beyond > _OUTSIDE and not each.text.isspace():
                gone.append(each.text)
        return gone


def _edge(page: PdfPage, flow: tuple[int, int]) -> float:
    left, bottom, right, top = page.get_cropbox()
    return min(float(x * flow[1] - y * flow[0]) for x in (left, right) for y in (bottom, top))
