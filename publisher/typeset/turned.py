"""Turned slices: vertical writing for an engine that knows only horizontal lines.

The page is laid out sideways and turned by a quarter clockwise when it is done. So whatever stands upright in a vertical line
(UAX #50, https://www.unicode.org/reports/tr50/: U, Tu and Tr) is drawn in its vertical form turned by a quarter the other way, about
the em box, and advances by its vertical advance; what lies sideways (R: Latin, digits, dashes, ellipses) stays as it is. Which form
is the vertical one HarfBuzz tells, by shaping each character from top to bottom.

Glyphs keep their ids: the glyph that horizontal shaping comes to is given the turned form, so that `locl` and `pwid` go on
leading to the right ones, and the text of a PDF stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.typeset.cmap import written_cmap
from publisher.typeset.metrics import EM_BOX
from publisher.typeset.outlines import Glyph, Outlines
from publisher.typeset.sfnt import font_of, units_per_em
from publisher.typeset.shaped import Drawn, shaped_alone
from publisher.typeset.turned_layout import turned_layout
from publisher.typeset.vertical_orientation import orientation

if TYPE_CHECKING:
    import uharfbuzz

AXIS = (EM_BOX[0] - EM_BOX[1]) / 2
"""The middle of a line, in ems above the baseline."""

_SIMPLIFIED = {"“": "『", "”": "』", "‘": "「", "’": "」"}
"""GB/T 15834, A.5: the outer quotes of a vertical line are double ones."""

_TRADITIONAL = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_LANGUAGES = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "ko", "en")
"""Runs in another language than the document's may be drawn by forms of their own (`locl`)."""

_STROKES = ("—", "——", "———", "―", "――", "…", "……", "‥")
"""Sideways, these are still drawn along the middle of the line."""

_OFF_CENTRE = 0.02
_VERTICAL_ONLY = ("BASE", "VORG", "vhea", "vmtx")


def vertical_extras(characters: Iterable[str], language: str) -> set[str]:
    """What a slice must hold besides `characters` to be turned: the brackets that draw quotes in vertical lines of `language`."""
    brackets = _brackets(language)
    return {brackets[each] for each in characters if each in brackets}


@lru_cache(maxsize=64)
def turned_slice(data: bytes, language: str) -> bytes:
    """The slice `data` for vertical lines of `language` (BCP 47) on pages that are laid out sideways.

    Raises ValueError for a font without CFF or TrueType outlines.
    """
    import uharfbuzz

    source = Outlines(data)
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    wide = _wide_quotes(font, language)
    if wide:
        cmap = {point: font.get_nominal_glyph(point) or 0 for point in font.face.unicodes} | wide
        source.tables["cmap"] = written_cmap(cmap, source.tables["cmap"])
        font = uharfbuzz.Font(uharfbuzz.Face(font_of(source.tables)))
    standing, seats = _forms(font, source, language)
    changed = {}
    for glyph, form in standing.items():
        changed[glyph] = _turned(source, font, form)
    changed |= _centred(source, font, language, standing.keys())
    tables = turned_layout(source.tables, seats, standing.keys())
    return source.with_glyphs(changed, (), {**dict.fromkeys(_VERTICAL_ONLY), **tables})


def _brackets(language: str) -> dict[str, str]:
    """The bracket that stands for each quote. Korean, and whatever is not written vertically, lays quotes on their side."""
    first, *rest = language.split("-")
    if first == "zh" and not {"Hant", "TW", "HK", "MO"}.intersection(rest):
        return _SIMPLIFIED
    return _TRADITIONAL if first in ("zh", "ja") else {}


def _forms(font: uharfbuzz.Font, source: Outlines, language: str) -> tuple[dict[int, Drawn], dict[int, set[int]]]:
    """What each glyph that stands upright is to look like; and for each vertical form the glyphs that stand for it."""
    em = units_per_em(source.tables)
    texts = _characters(font.face)
    donors = _donors(font, texts, language)
    upright = [text in donors or orientation(text[0]) != "R" for text in texts]
    others = _LANGUAGES if b"locl" in source.tables.get("GSUB", b"") else ()
    standing: dict[int, Drawn] = {}
    seats: dict[int, set[int]] = {}
    for spoken in dict.fromkeys((language, *others)):
        across = shaped_alone(font, texts, spoken, "ltr")
        down = shaped_alone(font, [donors.get(text, text) for text in texts], spoken, "ttb")
        for stands, lying, form in zip(upright, across, down, strict=True):
            if len(lying) != 1 or len(form) != 1:
                continue
            glyph = lying[0].glyph
            if stands and glyph not in standing:
                # Some fonts give an ideograph no height, or a few units more than its em.
                advance = form[0].advance
                if lying[0].advance and (advance <= 0 or abs(advance - em) < em / 50):
                    advance = em
                standing[glyph] = form[0]._replace(advance=advance)
            if (stands and standing[glyph].glyph == form[0].glyph) or (not stands and spoken == language):
                seats.setdefault(form[0].glyph, set()).add(glyph)
    return standing, seats


def _characters(face: uharfbuzz.Face) -> list[str]:
    """What a font can be asked for: its characters, and those with a variation selector."""
    selected = [
        chr(point) + chr(selector)
        for selector in face.variation_selectors
        for point in face.variation_unicodes(selector)
    ]
    return sorted([*map(chr, face.unicodes), *selected])


def _donors(font: uharfbuzz.Font, texts: Sequence[str], language: str) -> dict[str, str]:
    """The quotes that take the form of a bracket: those of full width; Latin ones lie on their side."""
    brackets = {quote: bracket for quote, bracket in _brackets(language).items() if {quote, bracket} <= set(texts)}
    shaped = shaped_alone(font, list(brackets), language, "ltr")
    return {
        quote: bracket
        for (quote, bracket), drawn in zip(brackets.items(), shaped, strict=True)
        if [each.advance for each in drawn] == [font.face.upem]
    }


def _wide_quotes(font: uharfbuzz.Font, language: str) -> dict[int, int]:
    """The glyphs of full width for quotes that a face (a Japanese one) draws like Latin ones until asked for others by `fwid`.

    With `pwid` they are Latin again.
    """
    quotes = [quote for quote in _brackets(language) if font.get_nominal_glyph(ord(quote))]
    plain, wide = (shaped_alone(font, quotes, language, "ltr", fwid=asked) for asked in (False, True))
    return {
        ord(quote): after[0].glyph
        for quote, before, after in zip(quotes, plain, wide, strict=True)
        if len(after) == 1 and after != before and after[0].advance == font.face.upem
    }


def _turned(source: Outlines, font: uharfbuzz.Font, form: Drawn) -> Glyph:
    extents = font.get_glyph_extents(form.glyph)
    top = extents.y_bearing if extents else 0
    axis = round(AXIS * units_per_em(source.tables))
    return source[form.glyph].turned(-form.up, form.right + axis, form.advance, -form.up - top)


def _centred(source: Outlines, font: uharfbuzz.Font, language: str, but: Iterable[int]) -> dict[int, Glyph]:
    """Dashes and ellipses that the face sets at the height of Latin letters, moved to the middle of the line."""
    em = units_per_em(source.tables)
    held = {chr(point) for point in font.face.unicodes}
    strokes = [stroke for stroke in _STROKES if stroke[0] in held]
    glyphs = {each.glyph for drawn in shaped_alone(font, strokes, language, "ltr") for each in drawn}
    moved = {}
    for glyph in glyphs.difference(but):
        extents = font.get_glyph_extents(glyph)
        off = round(AXIS * em - extents.y_bearing - extents.height / 2) if extents and extents.height else 0
        if abs(off) > _OFF_CENTRE * em:
            moved[glyph] = source[glyph].moved(0, off)
    return moved
