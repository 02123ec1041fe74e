"""Fields: what Word works out itself, page numbers, contents, links (ECMA-376-1, 17.16).

A field is an instruction and the result Word last worked out: `begin`, instruction, `separate`, result, `end`. It may hold others
and may run over many paragraphs, as a table of contents does.
"""

from __future__ import annotations

import re
from typing import Final

from publisher.model import Inline, Ruby, Text

_DROPPED: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF"})
_CONTENTS: Final = frozenset({"TOC", "INDEX", "TOA"})
_LINK: Final = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]*)"', re.IGNORECASE)
# Ruby as Word made it before it had an element for it: \o\ad(\s\up 9(かん),漢).
_RUBY: Final = re.compile(r"\\o[^()]{0,20}\(\s*\\s\s?\\up\s?\d{1,3}\s?\(([^()]{1,60})\)\s?[,;，]([^()]{1,60})\)")
_ENCLOSED: Final = re.compile(r"\\o[^()]{0,20}\(([○〇◯]),\s?(\d{1,2})\)")
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Field:
    """A field that has begun and not ended."""

    def __init__(self, instruction: str = "", *, in_result: bool = False) -> None:
        self.instruction = instruction
        self.in_result = in_result

    @property
    def kind(self) -> str:
        return (self.instruction.split(None, 1) or [""])[0].upper()

    @property
    def href(self) -> str:
        """The address of a link; empty for any other field."""
        match = _LINK.match(self.instruction.strip())
        return match[1] if match else ""


class Fields:
    """The fields that are open at a place of the text, outermost first."""

    def __init__(self, *, balanced: bool) -> None:
        """`balanced`: each field of the text ends. Where one does not, none reaches beyond its paragraph, or the rest were lost."""
        self._open: list[Field] = []
        self._balanced = balanced

    def begin(self) -> None:
        self._open.append(Field())

    def instruct(self, text: str) -> None:
        if self._open:
            self._open[-1].instruction += text

    def separate(self) -> None:
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> Field | None:
        return self._open.pop() if self._open else None

    def enter(self, instruction: str) -> None:
        """Begin a field whose instruction is known, in its result."""
        self._open.append(Field(instruction, in_result=True))

    def end_paragraph(self) -> None:
        """What is still being instructed at a paragraph's end never will be done."""
        self._open = [field for field in self._open if field.in_result] if self._balanced else []

    @property
    def in_instruction(self) -> bool:
        return any(not field.in_result for field in self._open)

    @property
    def in_contents(self) -> bool:
        return any(field.kind in _CONTENTS for field in self._open)

    @property
    def dropped(self) -> bool:
        """Whether the place is in the result of a field that means nothing outside Word's pages."""
        return any(field.kind in _DROPPED for field in self._open)

    @property
    def href(self) -> str:
        return next((field.href for field in reversed(self._open) if field.href), "")


def equation(instruction: str) -> Inline | None:
    """What an `EQ` field sets: ruby, a number in a circle; None for any other."""
    ruby = _RUBY.search(instruction)
    if ruby:
        return Ruby(ruby[2].strip(), ruby[1].strip())
    enclosed = _ENCLOSED.search(instruction)
    if enclosed and 1 <= int(enclosed[2]) <= len(_CIRCLED):
        return Text(_CIRCLED[int(enclosed[2]) - 1])
    return None
