"""A page's glyphs: which there are as PDFium tells, where each is drawn as the file tells. Each question is asked once."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from publisher.check.codes import plain_form
from publisher.check.content import Contents, Drawn, Places
from publisher.check.flow import Flow, Found, Style, across, along, displayed, flow_of
from publisher.check.glyphs import PageGlyphs, merged
from publisher.check.placing import placed
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
_OUTSIDE = 0.1
"""Ink may leave the page by this much, in points, for rounding."""
_DEEPEST = 12
_LONGEST_NAME = 256


def read_pages(document: PdfDocument, contents: Contents | None, ink_of: Wanted) -> list[PageGlyphs]:
    """The glyphs of every page; `ink_of` tells of which characters the ink is wanted.

    Without `contents` all is as PDFium tells it: advances grown by ink, and brackets mirrored at the ends of turned lines.
    """
    fonts: dict[bytes, int] = {}
    pages = []
    for number in range(1, len(document) + 1):
        places = contents.drawn_on(number) if contents is not None else Places(())
        pages.append(_read_page(document[number - 1], number, places, ink_of, fonts))
    return pages


def open_document(path: Path) -> PdfDocument:
    """The document of a file. Raises what `pypdfium2` raises: `PdfiumError`."""
    from pypdfium2 import PdfDocument

    return PdfDocument(path)


def _read_page(page: PdfPage, number: int, places: Places, ink_of: Wanted, fonts: dict[bytes, int]) -> PageGlyphs:
    text_page = page.get_textpage()
    try:
        reading = _Reading(page, text_page.raw, places, fonts)
        reading.run()
        reading.add_spaces()
        flow = flow_of(reading.found)
        reading.sort(flow)
        vertical = displayed(flow, page.get_rotation()) == (0, -1)

        def ink(each: Found) -> tuple[float, float] | None:
            return reading.ink(each.order, flow) if ink_of(each.text) else None

        glyphs = list(merged(placed(reading.found, flow, vertical, ink)))
        return PageGlyphs(
            number, glyphs, flow, _edge(page, flow), vertical, reading.outside(), reading.unmapped, reading.hidden,
            reading.invented,
        )  # fmt: skip
    finally:
        text_page.close()
        page.close()


class _Reading:
    """One pass over the characters of a page."""

    def __init__(self, page: PdfPage, text_page: Any, places: Places, fonts: dict[bytes, int]) -> None:
        from pypdfium2 import raw

        self.page, self.text_page, self.raw = page, text_page, raw
        self.places = places
        self.fonts = fonts
        """Names of fonts -> a number that stands for them: their addresses change from page to page."""
        self.found: list[Found] = []
        self.unmapped = self.hidden = self.invented = 0
        self._styles: dict[int, Style] = {}

    def run(self) -> None:
        raw, page = self.raw, self.text_page
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        after_space: str | None = None
        before = ""
        told: tuple[int, Drawn] | None = None
        for index in range(raw.FPDFText_CountChars(page)):
            point = raw.FPDFText_GetUnicode(page, index)
            if raw.FPDFText_IsGenerated(page, index) == 1:
                after_space = before if point == _SPACE else None
                continue
            style = self._style(index)
            if style is None or not style.drawn:
                self.hidden += 1
                continue
            raw.FPDFText_GetCharOrigin(page, index, x, y)
            text = _HYPHEN if raw.FPDFText_IsHyphen(page, index) == 1 else chr(point) if point else ""
            drawn = self.places.at(x.value, y.value, text)
            if drawn is not None and drawn.text:
                if told == (style.address, drawn):
                    continue  # another character of the same glyph
                told, text = (style.address, drawn), drawn.text
            elif not text or text in "\ufffd\ufffe\uffff" or raw.FPDFText_HasUnicodeMapError(page, index) == 1:
                self.unmapped += 1
                text = _NO_TEXT
            text = plain_form(text)
            if after_space:
                pair = (after_space, text)
                self.invented += any(
                    is_ideographic(one[-1]) and is_latin(other[0]) for one, other in (pair, pair[::-1])
                )
            before, after_space = text, None
            raw.FPDFText_GetLooseCharBox(page, index, box)
            edges = (box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
            if drawn is None:
                drawn = self._as_told(text, (x.value, y.value), style, edges[2] - edges[0], index)
            self.found.append(Found(text, x.value, y.value, edges, style, index, drawn))

    def add_spaces(self) -> None:
        """Add the spaces that the file draws and PDFium leaves out, as it does at the beginning of a text object."""
        known = {each.drawn.order: each for each in self.found}
        for drawn in self.places.drawn:
            beside = known.get(drawn.order + 1) or known.get(drawn.order - 1)
            if drawn.order not in known and drawn.text.isspace() and beside is not None:
                self.found.append(Found(drawn.text, *drawn.origin, beside.box, beside.style, beside.order, drawn))

    def _as_told(self, text: str, pen: tuple[float, float], style: Style, loose: float, index: int) -> Drawn:
        """A glyph as PDFium tells it. Its box is its advance grown by the ink, and empty for turned text: then the font is asked,

        by character, and so for any of the glyphs that it has for one.
        """
        a, b, c, d = style.matrix
        length = (a * a + b * b) ** 0.5 or 1.0
        axis = a / length, b / length
        up = (-axis[1], axis[0]) if a * d - b * c >= 0 else (axis[1], -axis[0])
        width = ctypes.c_float()
        font = self.raw.FPDFTextObj_GetFont(self.raw.FPDFText_GetTextObject(self.text_page, index))
        known = font and self.raw.FPDFFont_GetGlyphWidth(font, ord(text[0]), style.size, width)
        told = float(width.value) if known else 0.0
        advance = min(told, loose or told) or loose or style.size
        return Drawn("", pen, pen, axis, up, advance, style.size, False, -1)

    def sort(self, flow: Flow) -> None:
        """Put what was found in the order of the content, and along the line in text objects that only PDFium knows.

        PDFium tells the lines of a turned page in another order, and what stands between marks in a line from its end.
        """
        places = self._places()
        last = len(places)

        def order(each: Found) -> tuple[int, float, int]:
            known = each.drawn.order
            return (
                places.get(each.style.address, last),
                known if known >= 0 else round(along(flow, each.x, each.y), 3),
                each.order,
            )

        self.found.sort(key=order)

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
        length = (matrix.a**2 + matrix.b**2) ** 0.5 or 1.0
        font = raw.FPDFTextObj_GetFont(found)
        return Style(
            # Across the baseline: along it glyphs may be scaled.
            raw.FPDFText_GetFontSize(self.text_page, index) * abs(matrix.a * matrix.d - matrix.b * matrix.c) / length,
            (matrix.a, matrix.b, matrix.c, matrix.d),
            self._font(font) if font else -1,
            raw.FPDFPageObj_GetMarkedContentID(found),
            raw.FPDFTextObj_GetTextRenderMode(found) != _INVISIBLE,
            address,
        )

    def _font(self, font: Any) -> int:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        self.raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
        return self.fonts.setdefault(name.value, len(self.fonts))

    def ink(self, index: int, flow: Flow) -> tuple[float, float]:
        """Where the ink of a character begins and ends in a direction."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.text_page, index, left, right, bottom, top)
        corners = [along(flow, x.value, y.value) for x, y in ((left, bottom), (right, top))]
        return min(corners), max(corners)

    def outside(self) -> list[str]:
        """Characters whose ink leaves the page by more than rounding."""
        left, bottom, right, top = self.page.get_cropbox()
        gone = []
        for each in self.found:
            if left <= each.box[0] and each.box[2] <= right and bottom <= each.box[1] and each.box[3] <= top:
                continue
            ink_x, ink_y = self.ink(each.order, (1, 0)), self.ink(each.order, (0, 1))
            beyond = max(left - ink_x[0], ink_x[1] - right, bottom - ink_y[0], ink_y[1] - top)
            if beyond > _OUTSIDE and not each.text.isspace():
                gone.append(each.text)
        return gone


def _edge(page: PdfPage, flow: Flow) -> float:
    left, bottom, right, top = page.get_cropbox()
    return min(across(flow, x, y) for x in (left, right) for y in (bottom, top))
