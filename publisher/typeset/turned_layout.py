"""The layout tables of a turned slice: what holds for a vertical line, said for a horizontal one.

OpenType 1.9, `GPOS` (https://learn.microsoft.com/typography/opentype/spec/gpos). Spacing of adjacent marks in vertical lines (`vchw`)
is told by vertical advances of vertical forms. In a turned slice these forms are drawn by the glyphs that horizontal shaping comes
to, so the same spacing is told there by horizontal advances, as `chws`. Features that mean the lines of the source go; so does
kerning with characters that now stand upright.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from publisher.typeset.sfnt import font_of, glyph_count, tables_of

_KEPT = ("ccmp", "fwid", "kern", "locl", "pwid", "vchw")
_SHAPING = ("GDEF", "GPOS", "GSUB")
_NEEDED = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post")

Seats = Mapping[int, Collection[int]]
"""A vertical form to the glyphs that draw it in the turned slice."""


def turned_layout(tables: Mapping[str, bytes], seats: Seats, upright: Collection[int]) -> dict[str, bytes | None]:
    """`GDEF`, `GPOS` and `GSUB` for a turned slice of the source's `tables`; None for one that is not needed.

    `upright` are the glyphs that stand upright in the turned slice.
    """
    made: dict[str, bytes | None] = dict.fromkeys(_SHAPING)
    made |= _without_other_features(tables)
    if made["GPOS"]:
        made["GPOS"] = _turned_positions(made["GPOS"], glyph_count(tables), seats, upright)
    return made


def _without_other_features(tables: Mapping[str, bytes]) -> dict[str, bytes]:
    """The shaping tables with the features of `_KEPT` alone, cut by HarfBuzz from a font that has nothing else."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.invert()
    wanted.glyph_set.update(range(glyph_count(tables)))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _KEPT)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE
    bare = font_of({tag: tables[tag] for tag in (*_SHAPING, *_NEEDED) if tag in tables})
    cut = tables_of(uharfbuzz.subset(uharfbuzz.Face(bare), wanted).blob.data)
    return {tag: cut[tag] for tag in _SHAPING if tag in cut}


def _turned_positions(gpos: bytes, count: int, seats: Seats, upright: Collection[int]) -> bytes:
    from fontTools.ttLib import TTFont, newTable

    names = [f"glyph{glyph:05}" for glyph in range(count)]
    font = TTFont()
    font.setGlyphOrder(names)
    table = newTable("GPOS")
    table.decompile(gpos, font)
    features = table.table.FeatureList.FeatureRecord if table.table.FeatureList else []
    named_seats = {names[form]: [names[glyph] for glyph in sorted(glyphs)] for form, glyphs in seats.items()}
    standing = {names[glyph] for glyph in upright}
    for at in _lookups(table.table, features, "kern"):
        for subtable in _subtables(table.table, at):
            _rename(subtable, lambda glyph: [] if glyph in standing else [glyph])
    for at in _lookups(table.table, features, "vchw"):
        for subtable in _subtables(table.table, at):
            _rename(subtable, lambda glyph: named_seats.get(glyph, []))
            _lay_down(subtable)
    _call_it_horizontal(table.table, features)
    return bytes(table.compile(font))


def _lookups(table: Any, features: Any, tag: str) -> list[int]:
    """The lookups of a feature, and those they call upon in turn."""
    found = [at for record in features if record.FeatureTag == tag for at in record.Feature.LookupListIndex]
    found = list(dict.fromkeys(found))
    for at in found:  # grows while it is gone through
        for subtable in _subtables(table, at):
            called = [record.LookupListIndex for record in getattr(subtable, "PosLookupRecord", None) or []]
            found += [each for each in called if each not in found]
    return found


def _subtables(table: Any, lookup: int) -> Iterator[Any]:
    for subtable in table.LookupList.Lookup[lookup].SubTable:
        yield getattr(subtable, "ExtSubTable", subtable)


def _rename(subtable: Any, renamed: Callable[[str], Collection[str]]) -> None:
    """Say what a subtable says of a glyph of those that `renamed` gives for it, which may be none."""
    kind = type(subtable).__name__
    if kind == "SinglePos":
        _rename_covered(subtable, "Value" if subtable.Format == 2 else None, renamed)
        if subtable.Format == 2:
            subtable.ValueCount = len(subtable.Value)
    elif kind == "PairPos" and subtable.Format == 1:
        _rename_covered(subtable, "PairSet", renamed)
        subtable.PairSetCount = len(subtable.PairSet)
        for pairs in subtable.PairSet:
            pairs.PairValueRecord = sorted(
                (
                    _record_for(record, glyph)
                    for record in pairs.PairValueRecord
                    for glyph in renamed(record.SecondGlyph)
                ),
                key=lambda record: str(record.SecondGlyph),
            )
            pairs.PairValueCount = len(pairs.PairValueRecord)
    elif kind == "PairPos":
        _rename_covered(subtable, None, renamed)
        for classes in (subtable.ClassDef1, subtable.ClassDef2):
            classes.classDefs = {glyph: number for old, number in classes.classDefs.items() for glyph in renamed(old)}
    elif kind == "ChainContextPos" and subtable.Format == 3:
        for coverage in (*subtable.BacktrackCoverage, *subtable.InputCoverage, *subtable.LookAheadCoverage):
            coverage.glyphs = sorted({glyph for old in coverage.glyphs for glyph in renamed(old)})


def _record_for(record: Any, glyph: str) -> Any:
    from copy import copy

    made = copy(record)
    made.SecondGlyph = glyph
    return made


def _rename_covered(subtable: Any, beside: str | None, renamed: Callable[[str], Collection[str]]) -> None:
    """Rename the glyphs of a coverage, along with an array that has a member for each. Names sort as their glyphs do."""
    members = getattr(subtable, beside) if beside else [None] * len(subtable.Coverage.glyphs)
    pairs = {
        glyph: member for old, member in zip(subtable.Coverage.glyphs, members, strict=True) for glyph in renamed(old)
    }
    subtable.Coverage.glyphs = sorted(pairs)
    if beside:
        setattr(subtable, beside, [pairs[glyph] for glyph in sorted(pairs)])


def _lay_down(subtable: Any) -> None:
    """Turn the adjustments of a subtable by a quarter: what went down the line goes along it."""
    kind = type(subtable).__name__
    if kind == "SinglePos":
        values = subtable.Value if subtable.Format == 2 else [subtable.Value]
        subtable.ValueFormat = _laid_down(values)
    elif kind == "PairPos":
        rows = subtable.PairSet if subtable.Format == 1 else subtable.Class1Record
        member = "PairValueRecord" if subtable.Format == 1 else "Class2Record"
        records = [record for row in rows for record in getattr(row, member)]
        subtable.ValueFormat1 = _laid_down([record.Value1 for record in records])
        subtable.ValueFormat2 = _laid_down([record.Value2 for record in records])


def _laid_down(values: Collection[Any]) -> int:
    """Turn value records in place, each once; the format that has room for all of them."""
    form = 0
    for value in {id(each): each for each in values if each is not None}.values():
        before = dict(vars(value))
        vars(value).clear()
        for name, old in before.items():
            axis, quantity = name[0], name[1:]
            # Up becomes left and right becomes up; advances are told along their lines, whichever way these run.
            turned = ("X" if axis == "Y" else "Y") + quantity
            setattr(value, turned, -old if name == "YPlacement" else old)
        form |= value.getFormat()
    return form


def _call_it_horizontal(table: Any, features: Any) -> None:
    for record in features:
        if record.FeatureTag == "vchw":
            record.FeatureTag = "chws"
    order = sorted(range(len(features)), key=lambda at: (features[at].FeatureTag, at))
    new_place = {old: new for new, old in enumerate(order)}
    if features:
        table.FeatureList.FeatureRecord = [features[at] for at in order]
    for script in table.ScriptList.ScriptRecord if table.ScriptList else ():
        systems = [script.Script.DefaultLangSys, *(each.LangSys for each in script.Script.LangSysRecord)]
        for system in {id(each): each for each in systems if each}.values():
            system.FeatureIndex = sorted(new_place[at] for at in system.FeatureIndex)
