"""The inside of a paragraph: runs, links, fields, changes, notes, pictures (ECMA-376-1, 17.3.2 and 17.16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from publisher.model import Block, InlineImage, LineBreak, Note, Ruby, Text
from publisher.readers.word.fields import Fields, equation
from publisher.readers.word.findings import Findings
from publisher.readers.word.inlines import Look, Piece
from publisher.readers.word.package import R, Relation, W, local
from publisher.readers.word.styles import Styles, switched
from publisher.readers.word.symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_GRAPHIC_DATA: Final = f"{_A}graphicData"
_INLINE_EMU: Final = 290_000
"""A picture of at most 8 mm in a line is a character that no font had."""
_WIDE_SPACE: Final = "\u3000"
_NO_BREAK_HYPHEN: Final = "\u2011"
_GRAPHICS: Final = (f"{W}txbxContent", f"{_A}blip", f"{_V}imagedata", f"{_O}OLEObject")
_GENERIC_ALT: Final = ("图片", "圖片", "图像", "Picture", "Image", "图 ", "図 ", "그림", "IMG_", "http")
_SCHEMES: Final = ("http://", "https://", "mailto:")
_NO_EMPHASIS: Final = ("none", "")


NoteReader = Callable[[str, str], tuple[Block, ...] | None]
"""The blocks of a note, by kind (`footnote`, `endnote`) and id; None: there is no such note."""


class Picture(NamedTuple):
    """A picture; `at` is the number of pieces before it."""

    at: int
    src: str
    alt: str


class Found(msgspec.Struct):
    """What a paragraph holds, the text in order, the rest with it."""

    pieces: list[Piece] = []
    pictures: list[Picture] = []
    boxes: list[_Element] = []
    hidden: list[str] = []
    contents: list[str] = []
    rule: bool = False
    size: int = 0
    """Of the first characters, in half points; 0: there are none."""


class Story(msgspec.Struct, frozen=True):
    """A part that is read, and what is needed to read it."""

    relations: dict[str, Relation]
    styles: Styles
    findings: Findings
    fields: Fields
    source: str
    """Name of the document's file, as it stands in the `src` of its pictures."""
    note: NoteReader


class Runs:
    """Walks one paragraph of a story."""

    def __init__(self, story: Story, style: str, *, titled: bool = False) -> None:
        """`titled`: the paragraph's style makes it a heading, so that its own bold says nothing."""
        self.story = story
        self.found = Found()
        self._strong = not titled and bool(story.styles.switch(style, "b"))
        self._emphasis = not titled and bool(story.styles.switch(style, "i"))
        self._hidden = bool(story.styles.switch(style, "vanish"))
        self._href = ""
        self._size = story.styles.size_of(style)

    def walk(self, element: _Element) -> Found:
        for child in element:
            step = _STEPS.get(str(child.tag))
            if step is not None:
                step(self, child)
        return self.found

    # --- around runs

    def _alternative(self, element: _Element) -> None:
        self.walk(chosen(element))

    def _link(self, element: _Element) -> None:
        relation = self.story.relations.get(element.get(f"{R}id", ""))
        before = self._href
        if relation is not None and relation.external:
            self._href = self._allowed(relation.target)
        self.walk(element)
        self._href = before

    def _allowed(self, href: str) -> str:
        if href.lower().startswith(_SCHEMES):
            return href
        if href:
            self.story.findings.refused_link(href)
        return ""

    def _inserted(self, element: _Element) -> None:
        self.story.findings.count("word-insertions")
        self.walk(element)

    def _deleted(self, element: _Element) -> None:
        self.story.findings.count("word-deletions")

    def _content_control(self, element: _Element) -> None:
        content = control_content(element)
        if content is not None:
            self.walk(content)

    def _simple_field(self, element: _Element) -> None:
        fields = self.story.fields
        fields.enter(element.get(f"{W}instr", ""))
        self.walk(element)
        fields.end()

    def _formula(self, element: _Element) -> None:
        text = "".join(element.itertext(f"{_M}t"))
        if text.strip():
            self.story.findings.count("word-formulas")
            self._say(text, Look(self._href))

    # --- runs

    def _run(self, element: _Element) -> None:
        properties = element.find(f"{W}rPr")
        style = _value(properties, "rStyle")
        hidden = self._switch(properties, style, "vanish", self._hidden)
        look = self._look(properties, style)
        if not self.found.size and element.find(f"{W}t") is not None:
            self.found.size = self.story.styles.size_of(style, properties) or self._size
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                if hidden:
                    self._hide(child.text or "")
                else:
                    self._say(child.text or "", look)
            elif not hidden or tag in (f"{W}fldChar", f"{W}instrText"):
                self._in_run(child, look)

    def _look(self, properties: _Element | None, style: str) -> Look:
        if properties is None and not self._href and not self.story.fields.href:
            return Look("", self._strong, self._emphasis)
        strong = self._switch(properties, style, "b", self._strong)
        emphasis = self._switch(properties, style, "i", self._emphasis)
        dots = properties.find(f"{W}em") if properties is not None else None
        if dots is not None:
            emphasis = emphasis or dots.get(f"{W}val", "") not in _NO_EMPHASIS
        place = _value(properties, "vertAlign")
        href = self._href or self._allowed(self.story.fields.href)
        return Look(href, strong, emphasis, place if place in ("superscript", "subscript") else "")  # type: ignore[arg-type]

    def _switch(self, properties: _Element | None, style: str, name: str, default: bool) -> bool:
        said = switched(properties, name)
        if said is None and style:
            said = self.story.styles.switch(style, name)
        return default if said is None else said

    def _in_run(self, child: _Element, look: Look) -> None:
        fields = self.story.fields
        match local(child):
            case "tab" | "ptab":
                self._say(_WIDE_SPACE, look)
            case "br" if child.get(f"{W}type", "textWrapping") == "textWrapping":
                self._add(Piece(LineBreak(), look))
            case "cr":
                self._add(Piece(LineBreak(), look))
            case "noBreakHyphen":
                self._say(_NO_BREAK_HYPHEN, look)
            case "sym":
                self._symbol(child, look)
            case "instrText":
                fields.instruct(child.text or "")
            case "fldChar":
                self._field(child.get(f"{W}fldCharType", ""), look)
            case "footnoteReference" | "endnoteReference":
                self._note(child, look)
            case "ruby":
                self._ruby(child, look)
            case "drawing" | "pict" | "object" | "AlternateContent":
                self._drawing(child, look)
            case "pgNum":
                self.story.findings.count("word-fields")

    def _field(self, kind: str, look: Look) -> None:
        fields = self.story.fields
        if kind == "begin":
            fields.begin()
        elif kind == "separate":
            fields.separate()
        elif kind == "end":
            ended = fields.end()
            if ended is None:
                return
            set_here = equation(ended.instruction) if ended.kind == "EQ" else None
            if set_here is not None:
                self._add(Piece(set_here, look))  # type: ignore[arg-type]
            elif ended.kind == "EQ":
                self.story.findings.count("word-formulas")

    def _say(self, text: str, look: Look) -> None:
        fields, findings = self.story.fields, self.story.findings
        text = findings.cleaned(text.replace("\n", " ").replace("\r", " ").replace("\t", _WIDE_SPACE))
        if fields.in_contents:
            self.found.contents.append(text)
        elif fields.dropped:
            findings.count("word-fields")
        elif text and not fields.in_instruction:
            self.found.pieces.append(Piece(Text(text), look))

    def _add(self, piece: Piece) -> None:
        fields = self.story.fields
        if fields.in_contents:
            self.found.contents.append(" ")
        elif not fields.dropped and not fields.in_instruction:
            self.found.pieces.append(piece)

    def _hide(self, text: str) -> None:
        if text.strip() and not self.story.fields.in_instruction:
            self.found.hidden.append(self.story.findings.cleaned(text))

    def _symbol(self, child: _Element, look: Look) -> None:
        font, code = child.get(f"{W}font", ""), child.get(f"{W}char", "")
        character = symbol(font, code)
        if character is None:
            self.story.findings.symbol(font, code)
            private = (
                int(code, 16) if len(code) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in code) else 0
            )
            character = chr(private) if 0xE000 <= private < 0xF900 else "〓"
            self._add(Piece(Text(character), look))
        else:
            self._say(character, look)

    def _note(self, child: _Element, look: Look) -> None:
        kind = local(child).removesuffix("Reference")
        blocks = self.story.note(kind, child.get(f"{W}id", ""))
        if blocks is None:
            self.story.findings.count("word-notes-missing")
        elif blocks:
            # The mark's own raised position is the page's business.
            self._add(Piece(Note(blocks), Look(look.href)))

    def _ruby(self, child: _Element, look: Look) -> None:
        cleaned = self.story.findings.cleaned
        base, text = (
            cleaned("".join(piece for part in child.iterfind(f"{W}{name}") for piece in _texts(part)))
            for name in ("rubyBase", "rt")
        )
        if base and text.strip():
            self._add(Piece(Ruby(base, text.strip()), look))
        elif base:
            self._say(base, look)

    # --- pictures and text boxes

    def _drawing(self, element: _Element, look: Look) -> None:
        alt, small = _described(element)
        for graphic in graphics(chosen(element)):
            match local(graphic):
                case "txbxContent":
                    self.found.boxes.append(graphic)
                case "rect":
                    self.found.rule = True
                case "chart" | "relIds" | "OLEObject":
                    self.story.findings.count("word-objects")
                case _:
                    self._picture(graphic, alt, look if small else None)

    def _picture(self, graphic: _Element, alt: str, small: Look | None) -> None:
        uid = graphic.get(f"{R}embed") or graphic.get(f"{R}id") or ""
        relation = self.story.relations.get(uid)
        if relation is None or relation.external:
            self.story.findings.count("word-linked-images")
            return
        src = f"{self.story.source}!{relation.target}"
        if small is None:
            self.found.pictures.append(Picture(len(self.found.pieces), src, alt))
        else:
            self._add(Piece(InlineImage(src, alt), small))


def _texts(part: _Element) -> Iterator[str]:
    """The texts of a part, those that were deleted aside."""
    for text in part.iter(f"{W}t"):
        yield text.text or ""


def graphics(element: _Element) -> Iterator[_Element]:
    """Pictures, text boxes, rules and objects in a drawing, those in text boxes aside."""
    for child in element:
        tag = child.tag
        if tag in _GRAPHICS or (tag == f"{_V}rect" and child.get(f"{_O}hr") is not None):
            yield child
        elif tag == f"{_MC}AlternateContent":
            yield from graphics(chosen(child))
        elif element.tag == _GRAPHIC_DATA and local(child) in ("chart", "relIds"):
            yield child
        else:
            yield from graphics(child)


def chosen(element: _Element) -> _Element:
    """Of an `AlternateContent` what a current word processor shows, else the fallback; any other element itself."""
    if element.tag != f"{_MC}AlternateContent":
        return element
    for name in ("Choice", "Fallback"):
        found = element.find(f"{_MC}{name}")
        if found is not None:
            return found
    return element.makeelement("nothing")


def control_content(element: _Element) -> _Element | None:
    """What stands in a content control; None where that is its prompt (`Click here to enter text`)."""
    properties = element.find(f"{W}sdtPr")
    if properties is not None and switched(properties, "showingPlcHdr"):
        return None
    return element.find(f"{W}sdtContent")


def _described(element: _Element) -> tuple[str, bool]:
    """The description of a drawing, and whether it is as small as a character and stands in the line."""
    properties = next(element.iter(f"{_WP}docPr"), None)
    alt = (properties.get("descr") or "").strip() if properties is not None else ""
    shape = next(element.iter(f"{_V}shape"), None)
    if not alt and shape is not None:
        alt = (shape.get("alt") or "").strip()
    inline = next(element.iter(f"{_WP}inline"), None)
    extent = inline.find(f"{_WP}extent") if inline is not None else None
    height = extent.get("cy", "") if extent is not None else ""
    small = height.isdecimal() and len(height) < 12 and int(height) <= _INLINE_EMU
    return ("" if alt.startswith(_GENERIC_ALT) else alt), small


def _value(properties: _Element | None, name: str) -> str:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


_STEPS: dict[str, Callable[[Runs, _Element], object]] = {
    f"{W}r": Runs._run,
    f"{W}hyperlink": Runs._link,
    f"{W}ins": Runs._inserted,
    f"{W}moveTo": Runs._inserted,
    f"{W}del": Runs._deleted,
    f"{W}moveFrom": Runs._deleted,
    f"{W}sdt": Runs._content_control,
    f"{W}fldSimple": Runs._simple_field,
    f"{W}smartTag": Runs.walk,
    f"{W}customXml": Runs.walk,
    f"{W}dir": Runs.walk,
    f"{W}bdo": Runs.walk,
    f"{_M}oMath": Runs._formula,
    f"{_M}oMathPara": Runs._formula,
    f"{_MC}AlternateContent": Runs._alternative,
}
