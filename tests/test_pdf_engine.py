"""What is private in WeasyPrint 70.0 and used here, held against the pinned version."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
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
