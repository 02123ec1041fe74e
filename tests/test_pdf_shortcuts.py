"""The shortcuts taken in the layout engine give what the functions give that they stand for."""

from __future__ import annotations

import ast
import importlib.util
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from publisher.edition.page_faces import PageFaces
from publisher.fonts import face_of, family
from publisher.typeset.faces import FacePlan, PlannedFace
from publisher.typeset.slices import slice_face
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import HORIZONTAL, PageSetting
from publisher.writers.pdf import _layout, engine, write_pdf

STYLE = """
:root { --wide: 3em; font-size: 12px; line-height: 20px }
@page { size: 200px 300px; margin: 20px 10%; @bottom-center { content: counter(page); font-weight: 700 } }
body { font-family: song; margin: 0; text-align: justify }
p { margin: 0 1em; text-indent: 2em; border-bottom: 2px dashed red }
.logical { margin-inline-start: 4px; padding-block: 3px 5px; border-inline-end: thin solid }
.hidden { border: 4px hidden; border-style: hidden }
.variable { margin-left: var(--wide); padding: calc(1em + 2px) 10% }
.arithmetic { width: calc(50% - 4px); text-indent: calc(1em + 5%) }
.arithmetic p { text-decoration: underline overline }
.sized { box-sizing: border-box; padding: 3px; width: 90px; min-height: 2em }
.floated { float: right; width: 4em; max-width: none }
.first { page: first }
em { font-style: normal; letter-spacing: 1px; text-decoration: line-through; border-left: 3px double }
p::before { content: "·"; margin-right: 1px }
table { border-collapse: collapse } td { border: 1px solid; padding: 2px }
"""

PAGE = """<html lang="zh"><body>
<p class="first">正文<em>强调<em>再</em></em></p><p class="logical">逻辑</p><p class="hidden">无框</p>
<div class="variable"><p>变量</p></div><div class="arithmetic"><p>算式</p></div>
<div class="sized">有宽</div><p class="floated">浮动</p><p>其后</p>
<table><tr><td>一</td><td class="logical">二</td></tr></table><ul><li>项</li></ul>
</body></html>"""


@pytest.fixture(scope="module")
def boxes() -> list[Any]:
    """The boxes of a page on which all kinds of values stand."""
    face = face_of(family("Noto Serif CJK"), "zh-Hans", 400)
    text = "".join(ElementTree.fromstring(PAGE).itertext()) + "·•0123456789"
    slices = [FontSlice("song", 400, slice_face(face, frozenset(text)))]
    document, _ = _layout(ElementTree.fromstring(PAGE), STYLE, slices, {}, HORIZONTAL)
    return [box for page in document.pages for box in _all(page._page_box)]


def _all(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _all(child)


def test_a_property_has_the_value_the_engine_computes(boxes: list[Any]) -> None:
    from weasyprint.css import ComputedStyle
    from weasyprint.css.properties import INITIAL_VALUES

    from publisher.writers.pdf.shortcuts import styles

    class Engine(ComputedStyle):  # type: ignore[misc]
        __missing__ = styles._engine_missing

    assert ComputedStyle.__missing__ is styles.missing
    found = {id(box.style): box.style for box in boxes if type(box.style) is ComputedStyle}
    assert len(found) > 20
    for style in found.values():
        given = (
            style.parent_style, style.cascaded, style.pseudo_type, style.root_style, style.base_url, style.font_config,
            style.initial_page_sizes,
        )  # fmt: skip
        ours, theirs = ComputedStyle(*given), Engine(*given)
        for name in INITIAL_VALUES:
            assert ours[name] == theirs[name], name
            assert type(ours[name]) is type(theirs[name]), name
        assert ours.specified == theirs.specified


@pytest.mark.parametrize("holder", [(120, 80), (120, "auto"), (0, 0)])
def test_a_box_has_the_used_sizes_the_engine_resolves(boxes: list[Any], holder: tuple[Any, Any]) -> None:
    from weasyprint.layout import block, inline, percent

    from publisher.writers.pdf.shortcuts import sizes

    # The engine's own way through a line keeps what was composed as it is (`writers/pdf/paragraphs/flow.py`).
    assert percent.resolve_percentages is block.resolve_percentages is sizes.resolve_percentages
    assert inline.resolve_percentages.__module__ == "publisher.writers.pdf.paragraphs.flow"
    short = 0
    for box in (getattr(each, "_box", each) for each in boxes):
        ours, theirs = box.copy(), box.copy()
        sizes.resolve_percentages(ours, holder)
        sizes._engine_resolve(theirs, holder)
        assert vars(ours) == vars(theirs)
        short += sizes._used(sizes._values(box.style)) is not None if _is_plain(box.style) else 0
    assert short > 20


def _is_plain(style: Any) -> bool:
    from publisher.writers.pdf.shortcuts import sizes

    try:
        hash(sizes._values(style))
    except TypeError:
        return False
    return True


def test_a_line_has_the_strut_the_engine_measures(boxes: list[Any]) -> None:
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    from publisher.writers.pdf.shortcuts import styles

    assert line_break.strut is inline.strut is styles.strut
    for box in boxes:
        assert styles.strut(box.style) == styles._engine_strut(box.style)


LINES = """<html lang="zh-Hans"><head><title>行</title></head><body>
<p>（“引水”工程）自2019年起修了25公里，渠长Anna说：“水——是活的……”《渠》、《井》，3.5%的é与é。</p>
<p>带<em>线<em>的</em>话</em>、<b>粗Bold</b>字，<i>间 隔</i>，又10米，又2026年，<s>划去12处</s>。</p>
<p> </p><p>一<br/>，二</p><p>他说：（《“引水”》（一）））、「《》」！？“好”，（“水”）。</p></body></html>"""
LINES_STYLE = """
@page { size: 200px 300px; margin: 20px }
body { font: 12px/20px song; font-feature-settings: "chws"; text-align: justify }
em { font-style: normal; text-decoration: underline } b { font-family: hei; font-weight: 700; font-size: 15px }
i { font-style: normal; letter-spacing: 2px; word-spacing: 1px } s { text-decoration: line-through; color: #c00 }
"""


@pytest.mark.parametrize("vertical", [False, True])
def test_a_line_is_drawn_as_the_engine_draws_it_but_for_adjustments_of_nothing(
    vertical: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.draw import text

    from publisher.writers.pdf.paragraphs import drawing

    assert text.draw_first_line is drawing.draw_first_line
    ours = _contents(vertical)
    monkeypatch.setattr(text, "draw_first_line", drawing._engine_draw)
    theirs = _contents(vertical)
    assert len(ours) == len(theirs) > 0
    assert ours != theirs, "the engine writes no adjustments of nothing"
    for one, other in zip(ours, theirs, strict=True):
        lines = re.sub(rb">-?0(?:\.0)?(?=<)", b">", other).replace(b"><", b"").replace(b">0]", b">]")
        assert one.splitlines() == re.sub(rb"(?<=\d)<>", b" ", lines).replace(b"<>", b"").splitlines()


def _contents(vertical: bool) -> list[bytes]:
    """The content stream of each page, and each map from glyphs to text."""
    tree, setting = ElementTree.fromstring(LINES), PageSetting(vertical=vertical)
    characters = frozenset("".join(tree.itertext()))
    plan = FacePlan(
        (
            PlannedFace("song", 400, face_of(family("Noto Serif CJK"), "zh-Hans", 400), characters),
            PlannedFace("hei", 700, face_of(family("Noto Sans CJK"), "zh-Hans", 700), frozenset("粗Bold")),
        ),
        frozenset(),
    )
    slices = PageFaces(plan, setting, ("zh-Hans",)).slices(tree)
    with pikepdf.open(io.BytesIO(write_pdf(tree, LINES_STYLE, slices, {}, setting).data)) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        return [data for each in streams if b" TJ" in (data := each.read_bytes()) or b"beginbfchar" in data]


@pytest.mark.parametrize("start", [b"OTTO", b"\0\1\0\0", b"BT"])
@pytest.mark.parametrize("compress", [False, True])
def test_a_stream_holds_what_the_writer_of_pdfs_puts_into_it(start: bytes, compress: bool) -> None:
    import pydyf

    from publisher.writers.pdf.shortcuts import streams

    stream = pydyf.Stream([start, bytes(range(256)) * 40], {"Length1": 5}, compress=compress)
    held = [
        data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
        for data in (stream.data, streams._engine_data(stream))
    ]
    plain = [zlib.decompress(each) if compress else each for each in held]
    assert plain[0] == plain[1] == b"\n".join(stream.stream)
    assert f"/Length {len(held[0])}".encode() in stream.data
    assert (b"/FlateDecode" in stream.data) == compress
    assert b"/Length1 5" in stream.data


def test_a_document_begins_without_a_font() -> None:
    from publisher.writers.pdf.fonts import OwnFonts

    fonts = engine.font_configuration()
    assert isinstance(fonts, OwnFonts)
    from weasyprint.text.ffi import ffi, fontconfig

    for kind in ("FcSetSystem", "FcSetApplication"):
        held = fontconfig.FcConfigGetFonts(fonts._config, getattr(fontconfig, kind))
        assert held == ffi.NULL or held.nfont == 0


def test_the_pinned_engine_keeps_of_its_fonts_what_ours_keep() -> None:
    source = Path(str(importlib.util.find_spec("weasyprint.text.fonts").origin)).read_text("utf-8")  # type: ignore[union-attr]
    (made,) = (
        each
        for each in ast.walk(ast.parse(source))
        if isinstance(each, ast.ClassDef) and each.name == "FontConfiguration"
    )
    stored = (each for each in ast.walk(made) if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store))
    kept = {each.attr for each in stored if ast.unparse(each.value) == "self"}
    assert kept == vars(engine.font_configuration()).keys()


def test_the_engine_is_left_with_no_copy_of_what_was_replaced() -> None:
    import sys

    from publisher.writers.pdf.shortcuts import sizes, styles

    engine.weasyprint()
    replaced = {sizes._engine_resolve, styles._engine_strut}
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            assert replaced.isdisjoint(each for each in vars(module).values() if callable(each) and _hashable(each)), (
                name
            )


def _hashable(value: Any) -> bool:
    return type(value).__hash__ is not None
