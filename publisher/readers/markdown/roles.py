"""What a Markdown document's lines are by their place: the headline, levels of headings, captions of figures, the colophon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from publisher.model import Figure, Text
from publisher.readers.markdown.paragraphs import is_label_line
from publisher.readers.press.inlines import plain_text
from publisher.readers.press.lines import Line, Markup
from publisher.readers.press.profile import ASKERS, SPEAKER
from publisher.readers.press.wording import told

_TURNS = ASKERS | {"答", "A", "답", "答え"}
_DECK = re.compile(r"(?:[—―─–]{1,3}|--+)\s*\S")
# Alternative texts that say nothing: a file's name, the word for a picture.
_NO_CAPTION = re.compile(
    r"(?:image|img|picture|photo|pic|screenshot|alt|图片?|圖片?|截图|截圖|插图|插圖|配图|画像|写真|그림|이미지|사진)?[\s_-]{0,3}[\w-]{0,4}\d{0,12}$"
    r"|[^\s，。]{0,120}\.(?:png|jpe?g|gif|webp|svg|bmp)$",
    re.IGNORECASE | re.ASCII,
)


def captioned(lines: list[Line]) -> Iterator[Line]:
    """Figures with a caption: printed below, else the image's title, else its alternative text if that says something."""
    for line, after in zip_longest(lines, lines[1:]):
        figure = line.markup.block if line.markup is not None else None
        if line.markup is None or not isinstance(figure, Figure):
            yield line
            continue
        if _is_caption(after):
            title = plain_text(figure.caption)
            alt = figure.alt if title in figure.alt else f"{figure.alt} {title}"
            figure = msgspec.structs.replace(figure, caption=(), alt=alt)
        elif not figure.caption and not _NO_CAPTION.match(figure.alt):
            figure = msgspec.structs.replace(figure, caption=(Text(figure.alt),))
        entries = tuple(msgspec.structs.replace(each, text=plain_text(figure.caption)) for each in line.markup.reading)
        yield msgspec.structs.replace(
            line,
            markup=msgspec.structs.replace(line.markup, block=figure, reading=entries),
            text=plain_text(figure.caption),
        )


def _is_caption(line: Line | None) -> bool:
    if line is None or (line.markup is not None and line.markup.block is not None):
        return False
    if line.markup is not None and line.markup.role is not None:
        return line.markup.role == "caption"
    said = told(line)
    return said is not None and said.role == "caption"


def titled(lines: list[Line], stated: str | None) -> list[Line]:
    """The lines with the headline told, and headings renumbered so that the highest is 1 and none is skipped."""
    place = _title_at(lines, stated)
    marked = list(lines)
    if place is not None:
        marked[place] = _as_role(lines[place], "headline", "markdown-title")
        before, after = lines[place - 1] if place else None, lines[place + 1] if place + 1 < len(lines) else None
        if place == 1 and before is not None and before.markup is None and _is_kicker(before):
            marked[0] = msgspec.structs.replace(before, markup=Markup(role="kicker", rule="markdown-kicker"))
        if after is not None and _is_heading(after) and _DECK.match(after.text):
            marked[place + 1] = _as_role(after, "deck", "markdown-deck")
    open_levels: list[int] = []
    for number, line in enumerate(marked):
        if line.markup is None or not _is_heading(line):
            continue
        level = line.markup.heading
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        marked[number] = msgspec.structs.replace(
            line, markup=msgspec.structs.replace(line.markup, heading=min(len(open_levels), 6))
        )
    return marked


def _is_heading(line: Line) -> bool:
    return line.markup is not None and line.markup.heading > 0


def _title_at(lines: list[Line], stated: str | None) -> int | None:
    """The first heading, if nothing but pictures, rules and short lines stands above it and the file states no other title."""
    for place, line in enumerate(lines[:12]):
        if line.markup is not None and line.markup.heading:
            return place if stated is None or _same(stated, line.text) else None
        is_light = line.markup is not None and isinstance(line.markup.block, Figure)
        is_light = is_light or (line.markup is not None and line.markup.role in ("separator", "caption"))
        if not is_light and (line.closed or len(line.text) > 60 or (line.markup and line.markup.block)):
            return None
    return None


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one) == re.sub(r"\W+", "", other)


def _is_kicker(line: Line) -> bool:
    return len(line.text) <= 40 and told(line) is None and not is_label_line(line.text)


def _as_role(line: Line, role: str, rule: str) -> Line:
    markup = line.markup or Markup()
    if role == "headline":
        return msgspec.structs.replace(
            line, markup=Markup(content=markup.content, role="headline", rule="markdown-title")
        )
    return msgspec.structs.replace(line, markup=Markup(content=markup.content, role="deck", rule="markdown-deck"))


def _is_record(text: str) -> bool:
    """Whether a line is a label with its value, and not a turn of an interview."""
    turn = SPEAKER.match(text)
    return is_label_line(text) and not (turn and turn[1] in _TURNS)


def credited(lines: list[Line]) -> list[Line]:
    """The lines with the colophon told: label lines (`译者：…`, `via: …`) that nothing but their like follows are credits."""
    marked = list(lines)
    for place in range(len(lines) - 1, 0, -1):
        line = lines[place]
        said = told(line) if line.text else None
        is_end = line.markup is not None and line.markup.role == "separator"
        if is_end or (said is not None and said.role in ("credit", "boilerplate", "separator", "source", "date")):
            continue
        if (line.markup is not None and (line.markup.block or line.markup.heading)) or not _is_record(line.text):
            break
        content = line.markup.content if line.markup is not None else ()
        markup = Markup(content=content, role="credit", rule="markdown-colophon")
        marked[place] = msgspec.structs.replace(line, markup=markup)
    return marked
