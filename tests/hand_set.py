"""PDFs set by hand: each glyph where a test wants it, so that a page's faults are known exactly.

A page is lines of text at points; `moved` opens the space before a character, in em. Everything is in one embedded face.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.fonts import face_of, families
from publisher.typeset.slices import slice_face

SIZE = 10.0
PITCH = 16.0
LEFT = 50.0
TOP = 700.0
MEASURE = 20
"""Ideographs to the full line."""
WIDTH, HEIGHT = 300.0, 760.0

SOME = "山水田园春夏秋冬东西南北风雨雷电日月星辰"
OTHERS = "，。、：；！？“”《》（）·—…—々ーっかなABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%.-■!? "


class Set(NamedTuple):
    """A line as it is set: text at a point, with the space before some characters changed, in em."""

    text: str
    x: float = LEFT
    y: float = TOP
    size: float = SIZE
    moved: Mapping[int, float] = {}
    tag: str = ""
    """`P 1`: the standard type, and which element of that type; without one an artifact in a tagged file."""
    composed: bool = True
    """Whether `——` is the one glyph the face has for it."""
    across: bool = False
    """Set across the line, as tate-chu-yoko is: turned a quarter back on a page that is laid out sideways, and in vertical writing
    in the horizontal font."""
    scale: float = 1.0
    """Of the glyphs, along their baseline."""


def column(*lines: str, top: float = TOP, pitch: float = PITCH, left: float = LEFT, tag: str = "") -> list[Set]:
    """Lines under one another; full-width spaces at a line's start are an indent, not glyphs."""
    return [
        Set(line.lstrip("　"), left + SIZE * (len(line) - len(line.lstrip("　"))), top - number * pitch, tag=tag)
        for number, line in enumerate(lines)
    ]


def paragraph(count: int = 3, last: int = 7, *, offset: int = 0) -> list[str]:
    """The lines of a paragraph that is well set: indented by two ems, `count` lines, the last of `last` characters."""
    text = (SOME * 4)[offset : offset + len(SOME)]
    return ["　　" + text[:18], *[text] * (count - 2), text[:last]]


def save(
    path: Path,
    *pages: Sequence[Set],
    rotate: int = 0,
    vertical: bool = False,
    language: str = "zh-Hans",
    mapped: bool = True,
    widened: Mapping[str, int] | None = None,
    collection: bool = False,
    named: Mapping[str, str] | None = None,
) -> Path:
    """Write pages as a PDF: tagged if any line has a tag, with `/Rotate`, in vertical writing, or without ToUnicode.

    `widened` changes the advance of characters, in thousandths of an em, as copies do that a font may hold of its glyphs. A font of
    a `collection` is not embedded, and only a viewer knows its codes. `named` gives glyphs another text.
    """
    tagged = any(line.tag for page in pages for line in page)
    pdf = pikepdf.new()
    named = ({} if mapped else None) if named is None else named
    fonts = Dictionary(F=_font(pdf, vertical=vertical, named=named, widened=widened or {}))
    if vertical:
        fonts.H = _font(pdf, vertical=False, named=named, widened=widened or {})
    if collection:
        fonts.F = _collection(pdf)
    tree: dict[str, list[tuple[Any, int]]] = {}
    for lines in pages:
        marks = [(line, number if line.tag else -1) for number, line in enumerate(lines)]
        content = "\n".join(_drawn(line, mark, vertical, collection) for line, mark in marks)
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.obj.Resources = Dictionary(Font=fonts)
        page.obj.Contents = pdf.make_stream(content.encode())
        if rotate:
            page.obj.Rotate = rotate
        for line, mark in marks:
            if line.tag:
                tree.setdefault(line.tag, []).append((page.obj, mark))
    pdf.docinfo["/Title"] = "Hand set"
    pdf.Root.Metadata = pdf.make_stream(_METADATA.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if language:
        pdf.Root.Lang = pikepdf.String(language)
    if tagged:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = _tree(pdf, tree)
    pdf.save(path)
    return path


_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Hand set</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _tree(pdf: pikepdf.Pdf, tree: Mapping[str, Sequence[tuple[Any, int]]]) -> Any:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    elements = []
    owners: list[dict[int, Any]] = [{} for _ in pdf.pages]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for tag, marks in tree.items():
        kids = [Dictionary(Type=Name.MCR, Pg=page, MCID=mark) for page, mark in marks]
        kind = Name("/" + tag.split()[0])
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=document, K=Array(kids)))
        elements.append(element)
        for page, mark in marks:
            owners[numbers[page.objgen]][mark] = element
    document.K = Array(elements)
    root.K = document
    root.ParentTree = Dictionary(Nums=Array(_parents(pdf, owners)))
    return root


def _parents(pdf: pikepdf.Pdf, owners: Sequence[Mapping[int, Any]]) -> Iterator[Any]:
    """The entries of the parent tree; an artifact's identifier, which nothing has, stays null."""
    for number, (page, elements) in enumerate(zip(pdf.pages, owners, strict=True)):
        page.obj.StructParents = number
        yield number
        yield Array([elements.get(mark) for mark in range(max(elements, default=-1) + 1)])


def _drawn(line: Set, mark: int, vertical: bool, collection: bool) -> str:
    down = vertical and not line.across
    sign = 1 if down else -1
    shown = []
    codes = enumerate(map(ord, line.text)) if collection else _glyphs(line.text, line.composed)
    for number, glyph in codes:
        if move := line.moved.get(number):
            shown.append(f"{sign * move * 1000:.3f}")
        shown.append(f"<{glyph:04x}>")
    turn = f"0 {line.scale} -1 0" if line.across and not vertical else f"{line.scale} 0 0 1"
    drawn = f"BT /{'H' if vertical and line.across else 'F'} {line.size} Tf {turn} {line.x} {line.y} Tm [{' '.join(shown)}] TJ ET"
    return f"/Span << /MCID {mark} >> BDC {drawn} EMC" if mark >= 0 else f"/Artifact BMC {drawn} EMC"


def _glyphs(text: str, composed: bool) -> Iterator[tuple[int, int]]:
    """Place in the text, and glyph id."""
    face = _face()
    number = 0
    while number < len(text):
        if composed and text[number : number + 2] == "——":
            yield number, face.dash
            number += 2
        else:
            yield number, face.glyphs[text[number]]
            number += 1


def advance(character: str) -> float:
    """The advance of a character, in em."""
    face = _face()
    return face.widths[face.glyphs[character]] / 1000


class _Face(NamedTuple):
    data: bytes
    glyphs: dict[str, int]
    widths: list[int]
    dash: int


@cache
def _face() -> _Face:
    import uharfbuzz
    from fontTools.ttLib import TTFont

    song = next(family for family in families() if family.style == "song")
    data = slice_face(face_of(song, "zh-Hans", 400), frozenset(SOME + OTHERS), ("zh-Hans",))
    font = TTFont(BytesIO(data))
    glyphs = {chr(point): font.getGlyphID(name) for point, name in font.getBestCmap().items()}
    widths = [round(font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm) for name in font.getGlyphOrder()]
    buffer = uharfbuzz.Buffer()
    buffer.add_str("——")
    buffer.guess_segment_properties()
    buffer.script, buffer.language = "Hani", "zh-Hans"
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(data)), buffer)
    (dash,) = (info.codepoint for info in buffer.glyph_infos)
    return _Face(data, glyphs, widths, dash)


def _font(pdf: pikepdf.Pdf, *, vertical: bool, named: Mapping[str, str] | None, widened: Mapping[str, int]) -> Any:
    face = _face()
    more = {face.glyphs[character]: by for character, by in widened.items()}
    widths = [width + more.get(glyph, 0) for glyph, width in enumerate(face.widths)]
    names = {face.glyphs[character]: character for character in SOME + OTHERS} | {face.dash: "——"}
    file = pdf.make_stream(face.data, Subtype=Name.OpenType)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/HandSet"), Flags=4, FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=730, StemV=80, FontFile3=file,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/HandSet"), DW=1000,
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([0, Array(widths)]),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/HandSet"),
        Encoding=Name("/Identity-V" if vertical else "/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )  # fmt: skip
    if named is not None:
        texts = {glyph: named.get(text, text) for glyph, text in names.items()}
        font.ToUnicode = pdf.make_stream(_to_unicode(texts))
    return pdf.make_indirect(font)


def _collection(pdf: pikepdf.Pdf) -> Any:
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.STSong, DW=1000,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.STSong, Encoding=Name("/UniGB-UCS2-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
        )
    )  # fmt: skip


def _to_unicode(names: Mapping[int, str]) -> bytes:
    rows = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(names.items())]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Custom def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
