"""Each face of a book embedded once (ISO 32000-1, 9.7 and 9.9).

Every gathering draws with slices of the same faces, in which a glyph has one id; what differs is which glyphs it draws. So the book
has one font program a face with the glyphs of all, one array of widths, and one map to text; a gathering in which a glyph means
another text than before has a map of its own over the same program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name

from publisher.typeset.slices import drawn_glyphs
from publisher.writers.font_slices import FontSlice
from publisher.writers.pdf.joining.to_unicode import to_unicode

_WEIGHTS = {
    "Thin": 100, "Ultra-Light": 200, "Light": 300, "Semi-Light": 350, "Book": 380, "Medium": 500, "Semi-Bold": 600,
    "Bold": 700, "Ultra-Bold": 800, "Heavy": 900, "Ultra-Heavy": 1000,
}  # fmt: skip
"""What Pango calls weights in the names that the engine gives to fonts; 400 has no name."""
_FIXED_PITCH = 1
_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")

Texts = dict[int, bytes]
"""What glyphs mean, by their ids: UTF-16 in hex digits, as the map has it."""


class _Font(Struct, eq=False):
    """A font dictionary of the book over the program of a face. `own`: it has characters that are missing, and an encoding without
    them; no other gathering may have it.
    """

    font: pikepdf.Object
    texts: Texts
    own: bool


class _Face:
    """A face under its name in the pages' resources, and the fonts that are it."""

    def __init__(self, descriptor: pikepdf.Object):
        self.descriptor = descriptor
        self.widths: dict[int, int] = {}
        self.fonts: list[_Font] = []

    @property
    def family(self) -> str:
        return str(self.descriptor.FontFamily)

    @property
    def weight(self) -> int:
        _, _, name = str(self.descriptor.FontName).partition("+")
        return next((_WEIGHTS[word] for word in (name.rpartition("-")[2], *name.split("-")) if word in _WEIGHTS), 400)

    def glyphs(self) -> set[int]:
        return {glyph for each in self.fonts for glyph in each.texts}


class SharedFaces:
    """The faces of a book. A gathering's fonts are `taken` before its pages are copied, so that no program comes along, and then
    `give`n the book's; when all are there, `embed` writes the programs.
    """

    def __init__(self, book: pikepdf.Pdf, slices: Sequence[FontSlice]):
        self._book = book
        self._slices = slices
        self._faces: dict[str, _Face] = {}

    def taken(self, source: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        """The book's fonts in the place of those of `source`, by their names, and those out of it: all its pages share them."""
        fonts = source.pages[0].obj.Resources.get("/Font", Dictionary()) if source.pages else Dictionary()
        found = {name: self._shared(name, fonts[name]) for name in sorted(fonts.keys())}
        for name in found:
            del fonts[name]
        return found

    def give(self, fonts: Mapping[str, pikepdf.Object], pages: Sequence[pikepdf.Object]) -> None:
        """Put the book's fonts where `taken` has left room: one dictionary, which forms on the pages have too."""
        if fonts:
            held = pages[0].Resources.Font
            for name, font in fonts.items():
                held[name] = font

    def embed(self) -> None:
        for face in self._faces.values():
            self._embed(face)

    def _shared(self, name: str, font: pikepdf.Object) -> pikepdf.Object:
        """The font of the book in which all that `font` draws means what it does there."""
        descendant = font.DescendantFonts[0]
        face = self._faces.get(name)
        if face is None:
            face = self._faces[name] = _Face(self._copied(descendant.FontDescriptor))
        own = font.Encoding != Name("/Identity-H")
        texts, widths = _texts(font), dict(_widths(descendant.W))
        if not own:
            face.widths.update(widths)
        agreeing = (each for each in face.fonts if not own and not each.own and _agree(each.texts, texts))
        found = next(agreeing, None)
        if found is None:
            encoding = self._copied(font.Encoding) if own else Name("/Identity-H")
            found = _Font(self._made(face, descendant, encoding, widths if own else None), {}, own)
            face.fonts.append(found)
        found.texts.update(texts)
        return found.font

    def _made(
        self, face: _Face, descendant: pikepdf.Object, encoding: pikepdf.Object, widths: Mapping[int, int] | None
    ) -> pikepdf.Object:
        """A font over a face; without `widths` it has those of the face, which are not all known yet."""
        if widths is None and face.fonts and not face.fonts[0].own:
            below = face.fonts[0].font.DescendantFonts[0]
        else:
            below = self._book.make_indirect(
                Dictionary(
                    Type=Name.Font,
                    Subtype=descendant.Subtype,
                    BaseFont=descendant.BaseFont,
                    CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
                    CIDToGIDMap=Name.Identity,
                    FontDescriptor=face.descriptor,
                )
            )
            if widths is not None:
                below.W = _width_array(widths)
        return self._book.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=descendant.BaseFont,
                Encoding=encoding,
                DescendantFonts=Array([below]),
            )
        )

    def _copied(self, item: pikepdf.Object) -> pikepdf.Object:
        """A dictionary or stream of a gathering in the book, without its font program."""
        for name in ("/FontFile2", "/FontFile3"):
            if isinstance(item, Dictionary) and name in item:
                del item[name]
        if item.is_owned_by(self._book):
            return item
        return self._book.copy_foreign(item)

    def _embed(self, face: _Face) -> None:
        shared = {glyph: text for each in face.fonts if not each.own for glyph, text in each.texts.items()}
        slice_ = self._slice_of(face)
        program = drawn_glyphs(slice_.data, face.glyphs(), notdef=any(each.own for each in face.fonts))
        stream = self._book.make_stream(program)
        if program[:4] == b"OTTO":
            stream.Subtype = Name.OpenType
            face.descriptor.FontFile3 = stream
        else:
            stream.Length1 = len(program)
            face.descriptor.FontFile2 = stream
        widest = [face.widths, *(dict(_widths(each.font.DescendantFonts[0].W)) for each in face.fonts if each.own)]
        box = face.descriptor.FontBBox
        face.descriptor.FontBBox = Array([0, box[1], max(max(each.values(), default=0) for each in widest), box[3]])
        alike = len(set(face.widths.values())) == 1 and len(face.widths) > 1
        face.descriptor.Flags = int(face.descriptor.Flags) & ~_FIXED_PITCH | (_FIXED_PITCH if alike else 0)
        for each in face.fonts:
            each.font.ToUnicode = self._book.make_stream(to_unicode(each.texts))
            if not each.own and shared:
                each.font.DescendantFonts[0].W = _width_array(face.widths)

    def _slice_of(self, face: _Face) -> FontSlice:
        """The slice that a font was made from: that of its family, and of the nearest weight where it has not the same."""
        known = [each for each in self._slices if each.family == face.family]
        return min(known, key=lambda each: (abs(each.weight - face.weight), each.weight))


def _agree(one: Texts, other: Texts) -> bool:
    return all(one.get(glyph, text) == text for glyph, text in other.items())


def _texts(font: pikepdf.Object) -> Texts:
    _, _, mapped = font.ToUnicode.read_bytes().partition(b"endcodespacerange")
    return {int(glyph, 16): text for glyph, text in _MAPPED.findall(mapped)}


def _widths(array: pikepdf.Object) -> Iterator[tuple[int, int]]:
    """Glyph ids and widths of an array `first [width …] …` (9.7.4.3)."""
    entries = list(array)
    for first, widths in zip(entries[::2], entries[1::2], strict=True):
        yield from ((int(first) + at, int(width)) for at, width in enumerate(widths))


def _width_array(widths: Mapping[int, int]) -> Array:
    array: list[int | Array] = []
    run: list[int] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            if run:
                array.append(Array(run))
            run = []
            array.append(glyph)
        run.append(widths[glyph])
    return Array([*array, Array(run)] if run else array)
