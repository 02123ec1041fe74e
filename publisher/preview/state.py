"""What is told to the page of the preview, as JSON: the version that is shown, and what is wrong with the one after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from publisher.diagnostics import Diagnostic
from publisher.messages.names import NAMES
from publisher.model import Reading
from publisher.preview.building import Built
from publisher.preview.pictures import Page
from publisher.preview.troubles import SourceLine, Trouble
from publisher.tree import plain_text

_STYLE_SHEET = re.compile(r"(.+?\.css:\d+): ")
"""Where in a theme's style sheet a remark of the engine is on, as `publisher.render.placed_remark` puts it."""
_SEVERITIES = ("error", "warning", "info")


class ShownPage(Struct, frozen=True):
    """`key` finds its picture; width and height in points."""

    key: str
    width: float
    height: float


class Remark(Struct, frozen=True):
    """A diagnostic in the reader's language. `line` and `page` are 0 where there is none; `text` is the set line it is on."""

    code: str
    severity: str
    line: int
    page: int
    message: str
    text: str
    file: str = ""
    """`FILE:LINE` of a style sheet, where it is on one."""


class State(Struct, frozen=True):
    """`number` is that of the version shown, 0 before the first; `asked` that of the newest change."""

    number: int = 0
    asked: int = 0
    building: bool = False
    title: str = ""
    language: str = ""
    pages: tuple[ShownPage, ...] = ()
    vertical: bool = False
    book: str = ""
    """The first document of the book."""
    remarks: tuple[Remark, ...] = ()
    trouble: Trouble | None = None
    seconds: float = 0.0
    session: str = ""
    """Another one for each start of the program: a page that was left open knows by it that its own is over."""


def state_of(number: int, built: Built, pages: Sequence[Page], language: str) -> State:
    """The state once a build is done, its sentences in `language` (`en` or `zh`)."""
    book = built.edition.book
    assert book is not None
    return State(
        number, number, False, plain_text(built.edition.article.headline), built.article.language,
        tuple(ShownPage(page.key, round(page.width, 3), round(page.height, 3)) for page in pages),
        built.area.vertical, book.rendered.documents[0].file, remarks(built, language), None,
        round(built.seconds, 3),
    )  # fmt: skip


def remarks(built: Built, language: str) -> tuple[Remark, ...]:
    """The diagnostics, errors first, each once."""
    said: dict[tuple[str, int, str], Diagnostic] = {}
    for remark in built.diagnostics:
        # Two outputs of an article make the same remarks.
        said.setdefault((remark.code, remark.line, remark.message), remark)
    ordered = sorted(said.values(), key=lambda remark: _SEVERITIES.index(remark.severity))
    return tuple(_remark(remark, language) for remark in ordered)


def _remark(remark: Diagnostic, language: str) -> Remark:
    page = remark.values.get("page", "")
    sheet = _STYLE_SHEET.match(remark.values.get("remark", "")) if remark.code == "engine-remark" else None
    return Remark(
        remark.code, remark.severity, remark.line, int(page) if page.isdecimal() else 0, remark.text(language),
        remark.values.get("text", "") if page else "", sheet[1] if sheet else "",
    )  # fmt: skip


def source_lines(reading: Sequence[Reading], language: str) -> list[SourceLine]:
    """The source, line by line, each with what it was taken for."""
    return [
        SourceLine(*each.lines, each.text, NAMES.get(each.role, (each.role, each.role))[language == "zh"])
        for each in reading
    ]
