"""A small tagged PDF made by hand that keeps every rule of PDF/UA-1, to be spoilt by one edit at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import hand_set
import pikepdf
from pikepdf import Array, Dictionary, Name, String


class Tag(NamedTuple):
    """An element: its type, what it holds (text is drawn, `▇` is a black square, `→` the link), and entries of its dictionary."""

    kind: str
    holds: Sequence[Tag | str]
    entries: Mapping[str, Any] = MappingProxyType({})


def _cell(kind: str, text: str, **table: Any) -> Tag:
    return Tag(kind, [text], {"/A": {"/O": Name.Table, **{f"/{key}": value for key, value in table.items()}}})


GOOD = Tag("Document", [
    Tag("H1", ["山水田园"]),
    Tag("TOC", [Tag("TOCI", ["春夏"])]),
    Tag("P", ["东西", Tag("Link", ["南北", "→"]), Tag("Note", ["雷电"], {"/ID": String("note-1")})]),
    Tag("H2", ["日月"]),
    Tag("L", [
        Tag("LI", [Tag("Lbl", ["1"]), Tag("LBody", [Tag("P", ["春夏"])])]),
        Tag("LI", [Tag("Lbl", ["2"]), Tag("LBody", [Tag("P", ["秋冬"])])]),
    ]),
    Tag("Table", [
        Tag("Caption", ["星辰"]),
        Tag("THead", [Tag("TR", [_cell("TH", "风", Scope=Name.Column), _cell("TH", "雨", Scope=Name.Column)])]),
        Tag("TBody", [
            Tag("TR", [_cell("TD", "山"), _cell("TD", "水")]),
            Tag("TR", [_cell("TD", "田"), _cell("TD", "园")]),
        ]),
    ]),
    Tag("Figure", ["▇"], {"/Alt": String("A black square")}),
    Tag("Formula", ["A"], {"/Alt": String("A")}),
])  # fmt: skip


class Tagged:
    """The file while it is made, or after it was opened again to be spoilt."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf

    @property
    def root(self) -> Any:
        return self.pdf.Root

    @property
    def page(self) -> Any:
        return self.pdf.pages[0].obj

    def all(self, kind: str) -> list[Any]:
        """The elements of a type, in the order of the tree."""
        found: list[Any] = []
        waiting = [self.root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop(0)
            if str(element.S) == f"/{kind}":
                found.append(element)
            kids = [kid for kid in element.get("/K", []) if isinstance(kid, Dictionary) and "/S" in kid]
            waiting = [*kids, *waiting]
        return found

    def one(self, kind: str, number: int = 0) -> Any:
        return self.all(kind)[number]

    def add(self, kind: str, above: Any, at: int | None = None, **entries: Any) -> Any:
        """A new empty element."""
        element = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=above, K=Array(), **entries)
        )
        above.K.insert(len(above.K) if at is None else at, element)
        return element

    def replace(self, old: bytes, new: bytes) -> None:
        """Change the content of the page, which must hold `old` once."""
        data = self.page.Contents.read_bytes()
        assert data.count(old) == 1, (old, data.count(old))
        self.page.Contents.write(data.replace(old, new))

    def change_lines(self, change: Callable[[list[str]], object]) -> None:
        """Change the content as a list of lines; each draws one piece under its mark, the last an artifact."""
        lines = self.page.Contents.read_bytes().decode().split("\n")
        change(lines)
        self.page.Contents.write("\n".join(lines).encode())

    @property
    def font(self) -> Any:
        return self.page.Resources.Font.F


def glyphs(text: str) -> str:
    """The codes of a text in the face."""
    return "".join(f"{glyph:04x}" for _, glyph in hand_set._glyphs(text, True))


def save(path: Path) -> Path:
    """Write the good file."""
    pdf = pikepdf.open(hand_set.save(path, hand_set.column("星", tag="P 1")), allow_overwriting_input=True)
    page = pdf.pages[0].obj
    page.Tabs = Name.S
    writer = _Writer(pdf, page)
    root = pdf.Root.StructTreeRoot
    root.K = writer.element(GOOD, root)
    content = "\n".join([*writer.drawn, f"/Artifact BMC {_text('9', 20)} EMC"])
    page.Contents = pdf.make_stream(content.encode())
    root.ParentTree = Dictionary(Nums=Array([0, Array(writer.owners), 1, writer.link]))
    pdf.save(path)
    return path


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf, page: Any) -> None:
        self.pdf, self.page = pdf, page
        self.drawn: list[str] = []
        self.owners: list[Any] = []
        self.link: Any = None

    def element(self, tag: Tag, above: Any) -> Any:
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{tag.kind}"), P=above, Pg=self.page, **_named(tag.entries))
        )
        made.K = Array([self._kid(kid, made) for kid in tag.holds])
        return made

    def _kid(self, kid: Tag | str, above: Any) -> Any:
        if isinstance(kid, Tag):
            return self.element(kid, above)
        if kid == "→":
            return self._reference(above)
        mark = len(self.owners)
        self.owners.append(above)
        y = 720 - 20 * mark
        body = f"50 {y} 10 10 re f" if kid == "▇" else _text(kid, y)
        self.drawn.append(f"/{str(above.S)[1:]} <</MCID {mark}>> BDC {body} EMC")
        return mark

    def _reference(self, above: Any) -> Any:
        self.link = above
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 600, 100, 620]), F=4, StructParent=1,
                Contents=String("A page of the web"), Border=Array([0, 0, 0]),
                A=Dictionary(S=Name.URI, URI=String("https://example.org/")),
            )
        )  # fmt: skip
        self.page.Annots = Array([annotation])
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.page)


def _named(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key[1:]: Dictionary(value) if isinstance(value, dict) else value for key, value in entries.items()}


def _text(text: str, y: int) -> str:
    return f"BT /F 10 Tf 50 {y} Td <{glyphs(text)}> Tj ET"
