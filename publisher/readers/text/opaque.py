"""Lines that are whole blocks, for what the notation gives beyond the press's lines: left out, placed at the right, framed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from publisher.model import Block, Figure, LeftOut, Reading
from publisher.readers.press.lines import Line, Markup


def opaque(line: Line, block: Block, reading: Iterable[Reading]) -> Line:
    """A line that is a block, with its entries; one without entries stands for a part of the line before it."""
    entries = tuple(reading)
    if not entries:
        return Line(0, 0, "", 0, False, True, markup=Markup(block=block))
    last = entries[-1].lines[1]
    return Line(line.first, last, line.text, 0, line.gap, True, markup=Markup(block=block, reading=entries))


def key_line(line: Line) -> Line:
    """A line of the key that explains the notation: kept, not published."""
    entry = Reading((line.first, line.last), "boilerplate", "aozora-key", 0.98, line.text)
    return _left_out(line, "key of the notation", entry)


def note_line(line: Line) -> Line:
    """A line that is nothing but notes on the page: kept, not published."""
    entry = Reading((line.first, line.last), "boilerplate", "aozora-note", 0.98, line.text)
    return _left_out(line, "note on the page", entry)


def _left_out(line: Line, reason: str, entry: Reading) -> Line:
    return opaque(line, LeftOut(lines=entry.lines, text=line.text, reason=reason), [entry])


def captioned(lines: list[Line]) -> list[Line]:
    """A caption under a picture, with no more than notes between them, is that picture's."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        line, place = lines[place], place + 1
        figure = line.markup.block if line.markup else None
        notes = 0
        while (
            isinstance(figure, Figure)
            and not figure.caption
            and place + notes < len(lines)
            and _is_note(lines[place + notes])
        ):
            notes += 1
        caption = lines[place + notes] if isinstance(figure, Figure) and place + notes < len(lines) else None
        if (
            isinstance(figure, Figure)
            and not figure.caption
            and caption
            and caption.markup
            and caption.markup.role == "caption"
        ):
            between = lines[place : place + notes]
            found.append(_with_caption(line, figure, between, caption))
            # Their entries stand with the picture's, in the order of the source.
            found.extend(opaque(each, each.markup.block, ()) for each in between if each.markup and each.markup.block)
            place += notes + 1
        else:
            found.append(line)
    return found


def _is_note(line: Line) -> bool:
    return line.markup is not None and isinstance(line.markup.block, LeftOut)


def _with_caption(line: Line, figure: Figure, between: list[Line], caption: Line) -> Line:
    assert line.markup is not None and caption.markup is not None
    entry = Reading(
        (caption.first, caption.last), "caption", caption.markup.rule, caption.markup.confidence, caption.text
    )
    entries = [entry for each in (line, *between) if each.markup for entry in each.markup.reading]
    lines = (figure.lines[0], caption.last)
    return opaque(line, replace(figure, caption=caption.markup.content, lines=lines), [*entries, entry])
