"""What is private in WeasyPrint 70.0 and used here, held against the pinned version."""

from __future__ import annotations

import ast
import importlib.util
import io
import logging
import os
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from conftest import ROOT

from publisher.errors import EngineError
from publisher.fonts import face_of, family
from publisher.typeset.slices import slice_face
from publisher.writers.font_slices import FontSlice
from publisher.writers.pdf import engine, write_pdf


def test_the_version_is_the_pinned_one() -> None:
    assert version("weasyprint") == engine.PINNED
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert f"weasyprint=={engine.PINNED}" in dependencies


def test_the_engine_is_loaded_once_and_leaves_the_search_for_libraries_as_it_was() -> None:
    import ctypes.util

    search = ctypes.util.find_library
    assert engine.weasyprint() is engine.weasyprint()
    assert ctypes.util.find_library is search


@pytest.mark.parametrize("before", [None, "/elsewhere/fonts.conf"])
def test_the_font_configuration_is_put_back(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    if before:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    with pytest.raises(ZeroDivisionError), engine.hermetic_fonts():
        assert os.environ["FONTCONFIG_FILE"].endswith("fonts.conf")
        1 / 0  # noqa: B018
    assert os.environ.get("FONTCONFIG_FILE") == before


REFUSED = [
    "http://example.org/", "https://example.org/", "file:///etc/passwd", "FILE:///etc/passwd", "data:text/plain,x", "ftp://x",
    "asset:other", "asset:", "", "//x", "/etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_nothing_is_fetched_but_what_was_given(url: str) -> None:
    with pytest.raises(ValueError, match="refused"):
        engine.fetcher({"a.png": (b"x", "image/png")}).fetch(url)


def test_what_was_given_is_fetched() -> None:
    response = engine.fetcher({"a.png": (b"x", "image/png")}).fetch("asset:a.png")
    assert response.read() == b"x"
    assert response.headers["Content-Type"] == "image/png"


VECTORS = [
    '<img src="file:///etc/passwd"/>',
    '<img src="http://example.org/x.png"/>',
    '<object data="file:///etc/passwd"/>',
    '<embed src="file:///etc/passwd"/>',
    '<link rel="attachment" href="file:///etc/passwd"/>',
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    '<link rel="stylesheet" href="file:///etc/passwd"/>',
    '<base href="file:///etc/"/><img src="passwd"/>',
    '<p style="background: url(file:///etc/passwd)">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
]


@pytest.mark.parametrize("vector", VECTORS)
def test_no_markup_makes_the_engine_read_a_file(vector: str) -> None:
    tree = ElementTree.fromstring(f"<html><body>{vector}</body></html>")
    song = FontSlice("song", 400, slice_face(face_of(family("Noto Serif CJK"), "zh-Hans", 400), frozenset("x")))
    written = write_pdf(tree, "html { font-family: song }", [song], {})
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        assert len(pdf.attachments) == 0
        assert not any(b"root:" in each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))


def test_what_the_engine_remarks_is_heard_and_nothing_is_printed(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers), logger.propagate
    with engine.listening(heard.append):
        logger.warning("one %s", "two")
        logger.info("not this")
    assert heard == ["one two"]
    assert caplog.records == []
    assert (list(logger.handlers), logger.propagate) == before


def test_a_fault_of_the_engine_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(engine, "document_of", fail)
    with pytest.raises(EngineError) as caught:
        write_pdf(ElementTree.fromstring("<html/>"), "", [], {})
    assert (caught.value.code, caught.value.status) == ("engine-failed", 7)
    assert "IndexError: list index out of range" in caught.value.message()


def test_a_tree_is_taken_as_it_is() -> None:
    """White space inside a line is content: no HTML parser comes near the tree."""
    tree = ElementTree.fromstring("<html><body><p>甲</p></body></html>")
    before = ElementTree.tostring(tree)
    document = engine.document_of(tree, engine.fetcher({}))
    assert document.etree_element is tree
    assert ElementTree.tostring(tree) == before


def test_the_pinned_engine_subsets_fonts_by_the_method_that_is_replaced() -> None:
    program = (
        "import inspect, weasyprint.pdf.fonts as fonts;"
        "print(*inspect.signature(fonts.Font.subset).parameters);"
        "print('self.subset(to_unicode, hinting)' in inspect.getsource(fonts.Font.clean))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.split("\n")[:2] == ["self to_unicode hinting", "True"]


# --- what paragraphs are set through -------------------------------------------------------------------------------

SIGNATURES = {
    "layout/inline.py": {
        "iter_line_boxes": "context box position_y bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
        "first_letter_style first_line_style",
        "split_text_box": "context box available_width skip is_line_start",
        "split_inline_box": "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
        "line_placeholders waiting_floats line_children first_letter_style first_line_style",
        "line_box_verticality": "box",
        "text_align": "context line available_width last",
        "atomic_box": "context box position_x skip_stack containing_block absolute_boxes fixed_boxes",
    },
    "layout/float.py": {"avoid_collisions": "context box containing_block outer"},
    "layout/percent.py": {
        "resolve_percentages": "box containing_block",
        "resolve_one_percentage": "box property_name refer_to",
    },
    "layout/preferred.py": {
        "inline_max_content_width": "context box outer is_line_start",
        "inline_min_content_width": "context box outer skip_stack first_line is_line_start",
        "max_content_width": "context box outer",
    },
    "text/line_break.py": {
        "strut": "style",
        "get_log_attrs": "text lang",
        "Layout.setup": "self style",
        "Layout.set_text": "self text justify",
        "Layout.get_first_line": "self",
        "Layout.deactivate": "self",
    },
    "draw/text.py": {
        "draw_text": "stream textbox offset_x text_overflow block_ellipsis",
        "draw_first_line": "stream textbox text_overflow block_ellipsis matrix",
    },
    "formatting_structure/boxes.py": {
        "TextBox.__init__": "self element_tag style element text",
        "Box.anonymous_from": "cls parent args kwargs",
        "Box.translate": "self dx dy ignore_floats",
        "ParentBox.copy_with_children": "self new_children",
        "ParentBox.remove_decoration": "self start end",
    },
}


@cache
def engine_source(file: str) -> ast.Module:
    """The engine's own source, for what is loaded has had parts of it replaced."""
    folder = Path(str(importlib.util.find_spec("weasyprint").origin)).parent  # type: ignore[union-attr]
    return ast.parse((folder / file).read_text("utf-8"))


@cache
def functions(file: str) -> dict[str, ast.FunctionDef]:
    """Functions of a module, methods as `Class.name`."""
    found = {node.name: node for node in engine_source(file).body if isinstance(node, ast.FunctionDef)}
    for node in engine_source(file).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{each.name}": each for each in node.body if isinstance(each, ast.FunctionDef)}
    return found


@pytest.mark.parametrize(("file", "name"), [(file, name) for file, names in SIGNATURES.items() for name in names])
def test_the_pinned_engine_has_the_functions_that_lines_are_set_by(file: str, name: str) -> None:
    arguments = functions(file)[name].args
    every = [*arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
    assert " ".join(each.arg for each in every if each) == SIGNATURES[file][name]


CALLED_BY_NAME = {
    ("layout/block.py", "iter_line_boxes"): 1,
    ("layout/inline.py", "split_text_box"): 2,
    ("layout/preferred.py", "inline_max_content_width"): 1,
    ("layout/preferred.py", "inline_min_content_width"): 1,
    ("draw/__init__.py", "draw_text"): 2,
    ("pdf/__init__.py", "add_tags"): 1,
}
"""How often a module calls what we put in the place of its global name."""


@pytest.mark.parametrize(("file", "name"), CALLED_BY_NAME)
def test_the_pinned_engine_calls_what_is_replaced_by_its_name_in_that_module(file: str, name: str) -> None:
    tree = engine_source(file)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == name]
    imported = any(alias.name == name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names)
    assert len(calls) == CALLED_BY_NAME[file, name]
    assert imported or name in functions(file)


def attributes_set(function: ast.FunctionDef, of: str) -> set[str]:
    stored = (
        node for node in ast.walk(function) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    )
    return {node.attr for node in stored if ast.unparse(node.value) == of}


def test_the_pinned_engine_keeps_of_a_layout_what_ours_sets() -> None:
    layout = functions("text/line_break.py")
    kept = attributes_set(layout["Layout.__init__"], "self") | attributes_set(layout["Layout.setup"], "self")
    assert kept | attributes_set(layout["Layout.set_text"], "self") == {
        "justification_spacing", "max_width", "text", "style", "first_line_direction", "language", "layout", "ascent",
        "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness",
    }  # fmt: skip


def test_the_pinned_engine_gives_a_text_box_what_ours_gives_it() -> None:
    split = functions("layout/inline.py")["split_text_box"]
    assert attributes_set(split, "box") >= {
        "width",
        "height",
        "baseline",
        "margin_top",
        "margin_bottom",
        "pango_layout",
    }
    result = [ast.unparse(node.value) for node in ast.walk(split) if isinstance(node, ast.Return) and node.value]
    assert all(each.startswith("(") and each.count(",") == 2 for each in result)


def test_the_pinned_engine_asks_a_text_for_its_line_once_when_it_draws() -> None:
    """Glyphs are set when it asks; asked twice it would set them twice. The loop for ellipses is not ours."""
    draw = functions("draw/text.py")["draw_first_line"]
    loops = [
        node for node in draw.body if isinstance(node, ast.If) and ast.unparse(node.test) == "block_ellipsis != 'none'"
    ]
    asked = [node for node in ast.walk(draw) if ast.unparse(node) == "textbox.pango_layout.get_first_line()"]
    within = [node for loop in loops for node in ast.walk(loop) if node in asked]
    assert (len(loops), len(asked), len(within)) == (1, 2, 1)


WRITTEN = {
    "logical_width": "round(stream.logical_rect.width * 1000 * FROM_UNITS / font_size)",
    "offset": "glyph_info.geometry.x_offset / font_size",
    "kerning": "logical_width + offset - width * 1000 * FROM_UNITS / font_size",
    "width": "glyph_info.geometry.width",
}


def test_the_pinned_engine_cuts_what_it_writes_between_glyphs_to_whole_thousandths() -> None:
    draw = functions("draw/text.py")["draw_first_line"]
    assigned = [node for node in ast.walk(draw) if isinstance(node, ast.Assign)]
    for name, value in WRITTEN.items():
        assert value in [ast.unparse(node.value) for node in assigned if ast.unparse(node.targets[0]) == name]
    written = [ast.unparse(node) for node in ast.walk(draw) if isinstance(node, ast.JoinedStr)]
    assert "f'>{int(kerning)}<'" in written


def test_the_pinned_engine_gives_tags_what_ours_takes() -> None:
    (call,) = (
        node
        for node in ast.walk(engine_source("pdf/__init__.py"))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "add_tags"
    )
    assert [ast.unparse(argument) for argument in call.args] == [
        "pdf",
        "document",
        "options['pdf_version']",
        "page_streams",
    ]
    theirs = ast.unparse(functions("pdf/tags.py")["add_tags"])
    for part in ("stream._tags", "page._page_box", "annotation['StructParent']"):
        assert part in theirs
    boxes = ast.unparse(functions("pdf/tags.py")["_build_box_tree"])
    for part in (
        "box._box",
        "box.element_tag",
        "box.link_annotation",
        "tags.pop(child)",
        "kid['mcid']",
        "content_box_x()",
    ):
        assert part in boxes


def test_the_pinned_engine_marks_content_as_ours_unmarks_it() -> None:
    """A name, its properties, the operator: three pieces of a stream, in this order."""
    import pydyf

    stream = pydyf.Stream()
    stream.begin_marked_content("Span", pydyf.Dictionary({"MCID": 7}))
    name, properties, operator = stream.stream
    assert (name, properties["MCID"], operator) == ("/Span", 7, b"BDC")


def test_the_shaping_library_lays_its_records_out_as_they_are_read() -> None:
    engine.weasyprint()
    from weasyprint.text.ffi import ffi

    assert [ffi.sizeof(name) for name in ("PangoGlyphInfo", "PangoLogAttr", "gint")] == [20, 4, 4]
    assert [ffi.offsetof("PangoGlyphInfo", "geometry"), ffi.offsetof("PangoGlyphGeometry", "width")] == [4, 0]
    for field, bit in (("is_line_break", 0), ("is_cursor_position", 4)):
        record = ffi.new("PangoLogAttr *")
        setattr(record, field, 1)
        assert int.from_bytes(bytes(ffi.buffer(record)), sys.byteorder) == 1 << bit
