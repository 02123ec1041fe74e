"""The body of a file of Aozora Bunko: what each line is, by the notes on it and round it, and by its indent.

A paragraph begins with an ideographic space or with 「; a line set off deeper, by a note or by spaces, is verse if it is short and
open, else a quotation. Levels of headings are ranks: a work with one level marks it 中見出し, with two 大 and 中.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

import msgspec

from publisher.model import (
    Block,
    Box,
    Inline,
    LineBreak,
    Paragraph,
    Reading,
    ReadingRole,
    Separator,
    Signature,
)
from publisher.readers.press.dates import find_date
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, Markup, is_closed
from publisher.readers.press.numbering import number_of
from publisher.readers.text.notation import Notation, Spoken
from publisher.readers.text.opaque import captioned, note_line, opaque

_SIZES = "大中小"
_ORNAMENTS = re.compile(r"[＊*×※○◇◆●☆★＋†△▽◯・\s]{1,40}$")
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]{1,4}|序|跋|はしがき|あとがき)$")
_SPEECH = "「『（(〔―—─…“‘"
_VERSE_CHARACTERS, _HEADING_CHARACTERS = 34, 30
_TAIL_ITEMS = 3


class Item(msgspec.Struct):
    """A line of the body, read."""

    line: Line
    spoken: Spoken
    text: str
    """What it shows, notes apart."""
    block: int = 0
    """Number of the indented block it is in; 0: none."""
    box: int = 0
    """Number of the frame it is in; 0: none."""
    right: bool = False
    caption: bool = False
    title: int = 0
    """Number of the heading of several lines it belongs to; 0: none."""

    @property
    def lines(self) -> tuple[int, int]:
        return self.line.first, self.line.last

    @property
    def is_note(self) -> bool:
        return not self.text and not self.spoken.figures

    @property
    def is_short(self) -> bool:
        return len(self.text) <= _VERSE_CHARACTERS and not is_closed(self.text) and self.text[-1] not in "、，"


class Body:
    """The lines of the body in order, read with `notation`."""

    def __init__(self, notation: Notation, raw: list[Line]) -> None:
        self._notation = notation
        self._state = Item(Line(0, 0, "", 0, False, False), Spoken(), "")
        """What is open: its block, box, right, caption and title go on to the lines that follow."""
        self._numbers = 0
        self._items = [self._item(line) for line in raw]
        indents = Counter(item.line.indent for item in self._items if item.text and is_closed(item.text))
        self._indent = indents.most_common(1)[0][0] if indents else 0
        """Columns by which paragraphs are indented."""
        sizes = {item.spoken.heading for item in self._items} - {""}
        self._levels = {size: level for level, size in enumerate(filter(sizes.__contains__, _SIZES), 1)}
        self._large = {
            block for block, count in Counter(item.block for item in self._items).items() if count * 2 > len(raw) > 40
        }
        """Blocks that are most of the work: their indent sets nothing off."""

    def hinted(self) -> Mapping[str, str]:
        """The date that the work ends in, at the right."""
        for item in reversed(self._items[-_TAIL_ITEMS:]):
            at_right = item.spoken.right or (item.spoken.content if item.right else ())
            found = find_date(plain_text(at_right)) if at_right else None
            if found:
                return {"date": found.printed}
        return {}

    # --- first pass: what notes open and close

    def _item(self, line: Line) -> Item:
        spoken = self._notation.read(line.text, line.first)
        opening = [note for note in spoken.acts if note.act.endswith("open")]
        closing = [note for note in spoken.acts if note.act.endswith("close")]
        text = plain_text(spoken.content)
        for note in opening:
            self._open(note.act, note.tag, note.words)
            if note.act == "lines-open" and note.tag not in ("heading", "caption", "aside"):
                self._notation.carried.append(note)
        state = self._state
        item = Item(line, spoken, text, state.block, state.box, state.right, state.caption, state.title)
        if state.title:
            spoken.heading = state.text
        for note in closing:
            self._close(note.act, note.tag)
        if spoken.right is not None and not text:
            spoken.content, spoken.right = spoken.right, None
            item.text, item.right = plain_text(spoken.content), True
        return item

    def _open(self, act: str, tag: str, words: str) -> None:
        self._numbers += 1
        state = self._state
        match act, tag:
            case "indent-open", _:
                state.block = self._numbers
            case "box-open", _:
                state.box = self._numbers
            case "right-open", _:
                state.right = True
            case "lines-open", "heading":
                state.title, state.text = self._numbers, next(size for size in _SIZES if size in words)
            case "lines-open", "caption":
                state.caption = True

    def _close(self, act: str, tag: str) -> None:
        state, carried = self._state, self._notation.carried
        match act, tag:
            case "indent-close", _:
                state.block = 0
            case "box-close", _:
                state.box = 0
            case "right-close", _:
                state.right = False
            case "lines-close", "heading":
                state.title = 0
            case "lines-close", "caption":
                state.caption = False
            case "lines-close", _:
                place = next((place for place in range(len(carried) - 1, -1, -1) if carried[place].tag == tag), None)
                if place is not None:
                    del carried[place]

    # --- second pass: what the lines are

    def lines(self) -> list[Line]:
        """The lines for the press rooms."""
        found: list[Line] = []
        kinds = [self._kind(place) for place in range(len(self._items))]
        numbered = zip(kinds, self._items, strict=True)
        for kind, group in groupby(numbered, key=lambda pair: (pair[0], self._group(*pair))):
            found.extend(self._made(kind[0], [item for _, item in group]))
        return captioned(found)

    def _group(self, kind: str, item: Item) -> int:
        """Lines of one kind and number make one block; those of other kinds stand alone."""
        if kind == "box":
            return item.box
        if kind == "title":
            return item.title
        return item.block if kind in ("set-off", "verse") else item.line.first

    def _kind(self, place: int) -> str:
        item = self._items[place]
        if item.is_note:
            return "break" if any(note.act == "break" for note in item.spoken.acts) else "note"
        if item.title:
            return "title"
        if item.box:
            return "box"
        if item.spoken.figures and not item.text:
            return "figure"
        if item.spoken.heading:
            return "heading"
        if item.caption or item.spoken.captioned:
            return "caption"
        if item.right:
            return "right"
        if _ORNAMENTS.match(item.text):
            return "ornament"
        if self._is_unmarked_heading(place):
            return "unmarked-heading"
        if self._is_set_off(item):
            return "set-off"
        return "verse" if self._is_flush_verse(place) else "paragraph"

    def _is_set_off(self, item: Item) -> bool:
        if item.block:
            return item.block not in self._large
        return item.spoken.indent > 0 or item.line.indent >= max(self._indent, 2) + 2

    def _is_unmarked_heading(self, place: int) -> bool:
        """In a work without marked headings: a number or a short line set off, between a blank line and text."""
        item = self._items[place]
        if self._levels or item.block or not (item.line.gap or not place) or place + 1 == len(self._items):
            return False
        number = number_of(item.text)
        says_so = bool(_NUMBER.match(item.text)) or (
            number is not None and number.scheme == "chapter" and item.is_short
        )
        set_off = item.spoken.indent > 2 or item.line.indent >= 6
        return says_so or (
            set_off and item.is_short and len(item.text) <= _HEADING_CHARACTERS and self._items[place + 1].line.gap
        )

    def _is_flush_verse(self, place: int) -> bool:
        """A short open line at the left edge, beside another: a paragraph would be indented."""
        return self._indent > 0 and self._is_flush(place) and (self._is_flush(place - 1) or self._is_flush(place + 1))

    def _is_flush(self, place: int) -> bool:
        if not 0 <= place < len(self._items):
            return False
        item = self._items[place]
        if item.is_note or item.line.indent or item.spoken.heading or item.right or item.spoken.indent or item.box:
            return False
        return item.is_short and item.text[0] not in _SPEECH

    # --- third pass: blocks

    def _made(self, kind: str, group: list[Item]) -> Iterator[Line]:
        item = group[0]
        for note in item.spoken.acts:
            if note.act == "break" and not item.is_note:
                yield opaque(item.line, Separator(lines=item.lines), ())
        match kind:
            case "note":
                yield note_line(item.line)
            case "break":
                yield _marked(item, "separator", "aozora-break", 0.97)
            case "ornament":
                yield _marked(item, "separator", "aozora-ornament", 0.9)
            case "title":
                yield self._title(group)
            case "heading":
                yield _heading(item, "aozora-heading", 0.98, self._levels[item.spoken.heading])
            case "unmarked-heading":
                yield _heading(item, "aozora-heading-unmarked", 0.7, 1)
            case "figure":
                yield from _figures(item)
            case "caption":
                yield _marked(item, "caption", "aozora-caption", 0.95)
            case "right":
                yield _signature(item)
            case "box":
                yield _box(group)
            case "set-off":
                is_verse = all(each.is_short for each in group)
                for each in group:
                    yield (
                        _marked(each, "verse", "aozora-verse", 0.85)
                        if is_verse
                        else _marked(each, "quote", "aozora-quote", 0.75)
                    )
                    yield from _right_part(each)
            case "verse":
                for each in group:
                    yield _marked(each, "verse", "aozora-verse-flush", 0.75)
                    yield from _right_part(each)
            case _:
                yield _marked(item, "paragraph", "aozora-paragraph", 0.95, "text")
        if kind not in ("box", "set-off", "verse"):
            yield from _right_part(item)

    def _title(self, group: list[Item]) -> Line:
        content: list[Inline] = []
        for item in group:
            content += [LineBreak(), *item.spoken.content] if content else item.spoken.content
        first, last = group[0].line, group[-1].line
        whole = Line(first.first, last.last, " ".join(item.text for item in group), 0, first.gap, False)
        spoken = Spoken(tuple(content), heading=group[0].spoken.heading)
        return _heading(Item(whole, spoken, whole.text), "aozora-heading", 0.98, self._levels[spoken.heading])


def _marked(item: Item, role: ReadingRole, rule: str, confidence: float, kind: str = "") -> Line:
    markup = Markup(content=item.spoken.content, role=role, rule=rule, confidence=confidence, kind=kind)
    return msgspec.structs.replace(item.line, text=_whole(item), closed=is_closed(item.text), markup=markup)


def _whole(item: Item) -> str:
    """All that the line says, with its part at the right."""
    return item.text + plain_text(item.spoken.right or ())


def _heading(item: Item, rule: str, confidence: float, level: int) -> Line:
    markup = Markup(content=item.spoken.content, heading=level, rule=rule, confidence=confidence)
    return msgspec.structs.replace(item.line, text=item.text, closed=False, markup=markup)


def _right_part(item: Item) -> Iterator[Line]:
    """What follows `［＃地付き］` in a line is a part of its own, at the right."""
    if item.spoken.right:
        yield opaque(item.line, Signature(lines=item.lines, content=item.spoken.right), ())


def _signature(item: Item) -> Line:
    # Opaque, so that not every date at the right in a novel is the article's: see `Body.hinted`.
    entry = Reading(item.lines, "credit", "aozora-signature", 0.9, item.text)
    return opaque(item.line, Signature(lines=item.lines, content=item.spoken.content), [entry])


def _figures(item: Item) -> Iterator[Line]:
    entries = [Reading(item.lines, "caption", "aozora-figure", 0.97, item.line.text)]
    for figure in item.spoken.figures:
        yield opaque(item.line, msgspec.structs.replace(figure, lines=item.lines), entries)
        entries = []


def _box(group: list[Item]) -> Line:
    titled = group[0].spoken.heading != "" and len(group) > 1
    entries = [Reading(item.lines, "paragraph", "aozora-box", 0.9, _whole(item)) for item in group]
    blocks: list[Block] = []
    for item in group[titled:]:
        blocks.append(Paragraph(content=item.spoken.content, lines=item.lines))
        if item.spoken.right:
            blocks.append(Signature(content=item.spoken.right, lines=item.lines))
    where = (group[0].line.first, group[-1].line.last)
    return opaque(
        group[0].line, Box(lines=where, blocks=tuple(blocks), title=group[0].spoken.content if titled else ()), entries
    )
