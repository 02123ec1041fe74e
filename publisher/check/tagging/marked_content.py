"""Whether all that pages draw is tagged or an artifact, and whether tags and content agree (ISO 14289-1, 7.1; ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.check.codes import CodedFont, coded_font
from publisher.check.facts import resources_of
from publisher.check.tagging.tree import Fault, Tree

if TYPE_CHECKING:
    from pikepdf import Pdf

_OPERATORS = "q Q Tf Tr BMC BDC EMC Tj TJ ' \" f F f* B B* b b* S s sh Do BI ID EI"
_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_DEEPEST = 12
_SHOWN = 24


class _Mark(NamedTuple):
    """Marked content that is open."""

    artifact: bool
    tagged: bool
    key: tuple[int, int]


class UsedFont(NamedTuple):
    """A font and the codes that are shown in it, with the page of the first."""

    font: Any
    coded: CodedFont | None
    codes: dict[int, int]


class Content:
    """What the content of all pages draws, and under which marks."""

    def __init__(self, pdf: Pdf, tree: Tree | None, parents: Mapping[int, Any]) -> None:
        self.tree, self.parents = tree, parents
        self.faults: list[Fault] = []
        self.fonts: dict[object, UsedFont] = {}
        self.marks: Counter[tuple[int, int]] = Counter()
        """How often content has an identifier: its owner's key in the parent tree, and the identifier."""
        self.pages: dict[tuple[int, int], int] = {}
        for number, page in enumerate(pdf.pages, 1):
            walk = _Walk(self, number)
            walk.follow(page.obj, next(resources_of(page.obj), {}), 0)
            self.faults += walk.faults()

    def is_tagged(self, key: tuple[int, int]) -> bool:
        """Whether the parent tree has an element for marked content, and one that belongs to a tree."""
        owner, mark = key
        held = self.parents.get(owner)
        named = held[mark] if held is not None and mark < len(held) else None
        return named is not None and "/S" in named and "/P" in named

    def used(self, font: Any) -> UsedFont:
        name = font.objgen if font.is_indirect else id(font)
        if name not in self.fonts:
            self.fonts[name] = UsedFont(font, coded_font(font), {})
        return self.fonts[name]


class _Walk:
    """One page: a stack of marks, and the font."""

    def __init__(self, content: Content, page: int) -> None:
        self.content, self.page = content, page
        self.marks: list[_Mark] = []
        self.font: UsedFont | None = None
        self.bare: list[str] = []
        """What stands under no mark: its text, or the operator that draws it."""
        self.crossed: list[Fault] = []

    def faults(self) -> list[Fault]:
        if not self.bare:
            return self.crossed
        words = "".join(self.bare)
        count = f" ×{len(self.bare)}" if len(self.bare) > 1 else ""
        return [*self.crossed, Fault("7.1-3", self.page, words[:_SHOWN] + ("…" if len(words) > _SHOWN else "") + count)]

    def follow(self, holder: Any, resources: Any, depth: int) -> None:
        """The content of a page or of a form that it draws."""
        from pikepdf import ContentStreamInlineImage, parse_content_stream

        owner = int(holder.get("/StructParents", -1))
        saved: list[UsedFont | None] = []
        open_here = len(self.marks)
        for instruction in parse_content_stream(holder, _OPERATORS):
            if isinstance(instruction, ContentStreamInlineImage):
                self._draws("BI")
                continue
            operator = str(instruction.operator)
            if operator == "q":
                saved.append(self.font)
            elif operator == "Q":
                self.font = saved.pop() if saved else self.font
            else:
                self._act(operator, instruction.operands, (owner, resources, depth))
        del self.marks[open_here:]

    def _act(self, operator: str, operands: Any, at: tuple[int, Any, int]) -> None:
        owner, resources, depth = at
        if operator in ("BMC", "BDC"):
            self._open(operands, owner, resources)
        elif operator == "EMC":
            if self.marks:
                self.marks.pop()
        elif operator == "Tf":
            font = resources.get("/Font", {}).get(str(operands[0]))
            self.font = None if font is None else self.content.used(font)
        elif operator in _SHOWING:
            self._shows(operands[-1])
        elif operator == "Do":
            self._places(resources.get("/XObject", {}).get(str(operands[0])), depth)
        elif operator != "Tr":
            self._draws(operator)

    def _open(self, operands: Any, owner: int, resources: Any) -> None:
        from pikepdf import Dictionary, Name

        name, said = str(operands[0]), operands[1] if len(operands) > 1 else None
        if isinstance(said, Name):
            said = resources.get("/Properties", {}).get(str(said))
        mark = int(said.MCID) if isinstance(said, Dictionary) and "/MCID" in said else None
        key = (owner, -1 if mark is None else mark)
        artifact = name == "/Artifact"
        tagged = mark is not None and self.content.is_tagged(key)
        if mark is not None:
            self.content.marks[key] += 1
            self.content.pages.setdefault(key, self.page)
        if artifact and any(each.tagged for each in self.marks):
            self.crossed.append(Fault("7.1-1", self.page, name))
        if tagged and any(each.artifact for each in self.marks):
            self.crossed.append(Fault("7.1-2", self.page, name))
        self.marks.append(_Mark(artifact, tagged, key))

    def _shows(self, operand: Any) -> None:
        from pikepdf import Array, String

        strings = [
            bytes(each) for each in (operand if isinstance(operand, Array) else [operand]) if isinstance(each, String)
        ]
        if not any(strings):
            return
        words = self._words(strings)
        if not any(mark.artifact or mark.tagged for mark in self.marks):
            self.bare.append(words or "?")
        tree = self.content.tree
        key = next((mark.key for mark in reversed(self.marks) if mark.tagged), None)
        if tree is not None and key is not None and len(tree.texts.get(key, "")) <= _SHOWN:
            tree.texts[key] = tree.texts.get(key, "") + words

    def _words(self, strings: list[bytes]) -> str:
        if self.font is None or self.font.coded is None:
            return ""
        coded, codes = self.font.coded, self.font.codes
        shown = [code for each in strings for code, _ in coded.codes(each)]
        for code in shown:
            codes.setdefault(code, self.page)
        return "".join(coded.text(code) for code in shown)

    def _places(self, drawn: Any, depth: int) -> None:
        if drawn is None:
            return
        if str(drawn.get("/Subtype", "")) != "/Form":
            self._draws("Do")
        elif depth < _DEEPEST:
            font = self.font
            self.follow(drawn, drawn.get("/Resources", {}), depth + 1)
            self.font = font

    def _draws(self, operator: str) -> None:
        if not any(mark.artifact or mark.tagged for mark in self.marks):
            self.bare.append(f" {operator} ")


def agreement(content: Content, tree: Tree) -> Iterator[Fault]:
    """Whether the tree, the parent tree and the content name the same pieces (ISO 32000-1, 14.7.4)."""
    listed = {mark: element for element in tree.elements for mark in element.marks}
    for key, element in listed.items():
        if key not in content.marks:
            yield tree.fault("14.7.4-1", element, f"MCID {key[1]}")
    for key, count in content.marks.items():
        owner, mark = key
        text = tree.texts.get(key) or f"MCID {mark}"
        if count > 1:
            yield Fault("14.7.4-2", content.pages[key], text)
        if content.is_tagged(key):
            named = tree.element(content.parents[owner][mark])
            if named is None or listed.get(key) is not named:
                yield Fault("14.7.4-3", content.pages[key], text)


def parents_of(pdf: Pdf) -> Mapping[int, Any]:
    """The parent tree as a mapping (ISO 32000-1, 14.7.4.4)."""
    from pikepdf import NumberTree

    root = pdf.Root.get("/StructTreeRoot")
    return {} if root is None or "/ParentTree" not in root else dict(_entries(NumberTree(root.ParentTree)))


def _entries(numbers: Any) -> Iterable[tuple[int, Any]]:
    return ((int(key), held) for key, held in numbers.items())
