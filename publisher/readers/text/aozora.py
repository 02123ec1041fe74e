"""Japanese texts in the notation of Aozora Bunko: whole files of the archive, and other texts with its ruby and notes.

Its rules are 注記一覧 (https://www.aozora.gr.jp/annotation/); `notes` has them as a table, `notation` reads a line by them,
`colophon` tells head, key and colophon from the text. Here the lines become those that the press rooms understand. In a file of
the archive every heading, indent and right-set line is marked, so that what has no mark is a paragraph: the press's own signs,
such as a short line that stands out, mean nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.model import Reading, Text
from publisher.readers.languages import JAPANESE
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, Markup, is_closed
from publisher.readers.text.colophon import credits, frame, head_roles
from publisher.readers.text.layout import Body
from publisher.readers.text.notation import Notation
from publisher.readers.text.opaque import key_line, note_line, opaque


class Notated(NamedTuple):
    """A text's lines as the press rooms take them, and what else is known of it."""

    lines: list[Line]
    language: str | None
    """Told by the archive's form, which is Japanese; None: by the text."""
    hinted: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def notated(raw: list[Line]) -> Notated:
    """The lines of a text in the notation (`signs.is_notated`)."""
    parts = frame(raw)
    notation = Notation(everywhere=parts.is_file)
    if not parts.is_file:
        lines = [_loose(notation, line) for line in raw]
        return Notated(lines, None, {}, notation.tally.diagnostics())
    head = _head(notation, raw[: parts.head])
    # Between head and key a file may have a dedication: text like any other.
    above = Body(notation, raw[parts.head : parts.key])
    key = [key_line(line) for line in raw[parts.key : parts.body]]
    body = Body(notation, raw[parts.body : parts.tail])
    lines = [*head, *above.lines(), *key, *body.lines(), *_colophon(raw[parts.tail :])]
    return Notated(lines, JAPANESE, body.hinted(), (*notation.tally.diagnostics(), *_kept(lines)))


def _loose(notation: Notation, line: Line) -> Line:
    """A line of a text that is not of the archive: its ruby and notes are read, what it is the press rooms decide."""
    spoken = notation.read(line.text, line.first)
    content = (*spoken.content, *(spoken.right or ()))
    text = plain_text(content)
    if not text:
        return note_line(line) if content or spoken.acts else line
    if content == (Text(line.text),):
        return line
    markup = Markup(content=content, heading=" 大中小".find(spoken.heading) if spoken.heading else 0)
    return replace(line, text=text, closed=is_closed(text), markup=markup)


def _head(notation: Notation, lines: list[Line]) -> list[Line]:
    found = []
    spoken = [notation.read(line.text, line.first) for line in lines]
    texts = [plain_text(each.content) for each in spoken]
    for line, each, text, role in zip(lines, spoken, texts, head_roles(texts), strict=True):
        rule = "aozora-title" if role == "headline" else "aozora-person" if role == "byline" else "aozora-subtitle"
        markup = Markup(content=each.content, role=role, rule=rule, confidence=0.97)
        found.append(replace(line, text=text, closed=is_closed(text), markup=markup))
    return found


def _colophon(lines: list[Line]) -> Iterator[Line]:
    for group, credit in credits(lines):
        entries = [
            Reading((line.first, line.last), "boilerplate", "aozora-colophon", 0.97, line.text) for line in group
        ]
        yield opaque(group[0], credit, entries)


def _kept(lines: list[Line]) -> Iterator[Diagnostic]:
    """How many lines are not text: those that explain the notation or the page, and those of the colophon."""
    entries = [entry for line in lines if line.markup for entry in line.markup.reading]
    for code, rules in (("notation-left-out", ("aozora-key", "aozora-note")), ("colophon-read", ("aozora-colophon",))):
        found = [entry.lines[0] for entry in entries if entry.rule in rules]
        if found:
            yield diagnostic(code, "info", found[0], count=len(found))
