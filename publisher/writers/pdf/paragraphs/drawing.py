"""A set line as operators of a content stream (ISO 32000-1, 9.4.3): what the engine writes, but for adjustments of nothing.

The engine asks Pango for each number of each glyph, and writes `0` between two glyphs that stand as they are wide. Glyphs of one
face that are moved alike are written alike, so that a document works each out once.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text as engine_text
from weasyprint.text.ffi import FROM_UNITS, pango

from publisher.writers.pdf.paragraphs.glyph_runs import Run
from publisher.writers.pdf.paragraphs.set_text import SetText

_TRUE_SIZES = 14802
"""The version of Pango from which on it tells the size of a font right."""

_engine_draw = engine_text.draw_first_line


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> list[Any]:  # fmt: skip
    """Takes the place of `draw_first_line`; gives the pictures of emoji to draw, of which a set line has none."""
    runs = _plain_runs(stream, textbox) if text_overflow == "clip" and block_ellipsis == "none" else None
    if runs is None:
        found: list[Any] = _engine_draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        return found
    stream.set_text_matrix(*matrix.values)
    text = textbox.pango_layout.text.encode()
    written, previous = "", None
    for run, font, size in runs:
        if font is not previous:
            _show(stream, written)
            written, previous = "", font
            stream.set_font_size(font.hash, size)
        written += _shown(stream, run, text, font, size)
    _show(stream, written)
    return []


def _show(stream: Any, written: str) -> None:
    """One operator for strings and adjustments; strings that touch are one, and empty ones none."""
    if written := written.replace("><", "").replace("<>", " ").strip():
        stream.show_text(written)


def _plain_runs(stream: Any, textbox: Any) -> list[tuple[Run, Any, float]] | None:
    """The runs of a set line with their fonts, as the file names them, and sizes; None for what the engine is to draw: texts that
    are not set, glyphs that are missing or raised, faces with pictures.
    """
    if not isinstance(textbox, SetText) or not textbox.text.strip() or pango.pango_version() < _TRUE_SIZES:
        return None
    found = []
    for run in textbox.pango_layout.set_runs():
        if any(run.ups) or any(each & pango.PANGO_GLYPH_UNKNOWN_FLAG for each in run.glyphs):
            return None
        font, size = stream.add_font(run.font)
        if font.svg or font.png or font.colr or font.bitmap:
            return None
        found.append((run, font, size))
    return found


def _shown(stream: Any, run: Run, text: bytes, font: Any, size: float) -> str:
    """The strings and adjustments of a run."""
    known: dict[tuple[int, int, int], str] = vars(font).setdefault("written", {})
    shown = "<"
    for at, glyph in enumerate(zip(run.glyphs, run.widths, run.rights, strict=True)):
        if glyph not in known:
            known[glyph] = _written(stream, run, at, font, size)
            if glyph[0] != pango.PANGO_GLYPH_EMPTY and glyph[0] not in font.to_unicode:
                font.to_unicode[glyph[0]] = _text_of(run, at, text)
        shown += known[glyph]
    return shown + ">"


def _written(stream: Any, run: Run, at: int, font: Any, size: float) -> str:
    """A glyph and its adjustments, within a string."""
    glyph, width, right = run.glyphs[at], run.widths[at], run.rights[at]
    if glyph == pango.PANGO_GLYPH_EMPTY:
        return f">{-width / size}<" if width else ""
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(run.font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    offset = right / size
    behind = int(font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size)
    before = f">{-offset}<" if offset else ""
    return f"{before}{glyph:04x}" + (f">{behind}<" if behind else "")


def _text_of(run: Run, at: int, text: bytes) -> str:
    """The text of a glyph's cluster, by the places of its neighbours as the engine takes it."""
    neighbour = at - 1 if run.backwards else at + 1
    end = run.clusters[neighbour] if 0 <= neighbour < len(run.clusters) else run.length
    return text[run.offset + run.clusters[at] : run.offset + end].decode()
