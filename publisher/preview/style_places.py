"""Where in a theme's own files a remark of the layout engine is on: it tells the place in the style sheet of all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from publisher.errors import PublisherError
from publisher.preview.building import Built
from publisher.themes import load_theme

_AT = re.compile(r"\bat (\d+):\d+")
_SHEETS = ("style.css", "page.css")


def style_place(remark: str, built: Built) -> str:
    """`FILE:LINE` of the line that the remark is on; empty where it is in no file as it stands, or in several alike."""
    found = _AT.search(remark)
    if found is None or built.edition.page is None:
        return ""
    sheet = built.edition.page.stylesheet.split("\n")
    number = int(found[1])
    if not 0 < number <= len(sheet) or not sheet[number - 1].strip():
        return ""
    places = list(_lines_like(sheet[number - 1], built.options.render.theme))
    return f"{places[0][0]}:{places[0][1]}" if len(places) == 1 else ""


def _lines_like(text: str, theme: str) -> Iterator[tuple[Path, int]]:
    with suppress(PublisherError, OSError, UnicodeError):
        for folder in load_theme(theme).folders:
            for path in (folder / name for name in _SHEETS):
                lines = path.read_text("utf-8").split("\n") if path.is_file() else []
                yield from ((path, number) for number, line in enumerate(lines, 1) if line == text)
