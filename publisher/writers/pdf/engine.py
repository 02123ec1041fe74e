"""WeasyPrint, loaded without the machine's fonts and without its slow start.

This module alone touches what is private in WeasyPrint 70.0: the HTML tree it takes, its
log, its font subsets, and how it looks for libraries.
`tests/test_pdf_engine.py` holds each of these against the pinned version.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

from publisher.errors import EngineError
from publisher.typeset.slices import drawn_glyphs
from publisher.typeset.spaced import spaced_glyphs
from publisher.typeset.upright import upright_numbers
from publisher.writers.font_slices import FontSlice
from publisher.writers.page_setting import LineRemark, PageSetting
from publisher.writers.pdf import finishing
from publisher.writers.pdf.metadata import Description

PINNED = "70.0"
_HERMETIC = Path(__file__).with_name("fonts.conf")


@cache
def weasyprint() -> ModuleType:
    """The engine, imported once.

    WeasyPrint asks `ctypes.util.find_library` for names that exist on no Linux before the sonames that do; each question
    runs ldconfig and gcc. Answered at once, its start takes half the time.

    Raises EngineError `engine-taken` where the program has imported it already: its fontconfig then knows the system's fonts,
    the bytes of our pages change with what it has drawn before, and our way of subsetting faces would change its own documents.
    """
    if "weasyprint" in sys.modules:
        raise EngineError("engine-taken")
    with hermetic_fonts(), _font_tools_on_demand(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
        # The subsetter of HarfBuzz that it would like to have is not used: see _subset.
        warnings.filterwarnings("ignore", message="HarfBuzz-Subset will be required")
        engine = _imported()
    fonts = importlib.import_module("weasyprint.pdf.fonts")
    fonts.Font.subset = _subset
    importlib.import_module("publisher.writers.pdf.shortcuts").install()
    importlib.import_module("publisher.writers.pdf.paragraphs.flow").install()
    importlib.import_module("publisher.writers.pdf.tagging").install()
    return engine


def _imported() -> ModuleType:
    if not sys.platform.startswith("linux"):
        return importlib.import_module("weasyprint")
    try:
        with _no_library_search():
            return importlib.import_module("weasyprint")
    except OSError:
        # A system that keeps the libraries where only the search finds them.
        for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
            del sys.modules[name]
        return importlib.import_module("weasyprint")


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Takes the place of `Font.subset`: what a PDF needs of a slice, by the same HarfBuzz that made it.

    The engine would load the system's, subset twice, and have each new array size parsed by pycparser. Glyph ids stay.
    """
    if to_unicode:
        font.file_content = drawn_glyphs(font.file_content, to_unicode.keys(), notdef=bool(font.missing))


@contextlib.contextmanager
def _font_tools_on_demand() -> Iterator[None]:
    """Let the engine start without the parts of fontTools that only variable fonts, or a missing HarfBuzz-subset, need.

    While it is imported, stand-ins take their place that load the real function when it is called.
    """
    stand_ins = {
        "fontTools.subset": ("Options", "Subsetter"),
        "fontTools.varLib.instancer": ("instantiateVariableFont",),
    }
    absent = [name for name in stand_ins if name not in sys.modules]
    for name in absent:
        module = ModuleType(name)
        for function in stand_ins[name]:
            setattr(module, function, _on_demand(name, function))
        sys.modules[name] = module
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
            # `from fontTools import subset` finds the attribute before it asks for the module.
            parent, _, child = name.rpartition(".")
            if parent in sys.modules and hasattr(sys.modules[parent], child):
                delattr(sys.modules[parent], child)


def _on_demand(module: str, function: str) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), function)(*arguments, **named)

    return call


@contextlib.contextmanager
def hermetic_fonts() -> Iterator[None]:
    """Point fontconfig at a configuration without a single font; what it reads while this is open knows no system font."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_HERMETIC)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextlib.contextmanager
def _no_library_search() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def composing(setting: PageSetting, slices: Sequence[FontSlice]) -> contextlib.AbstractContextManager[Any]:
    """While this is open, paragraphs are composed as `setting` says, in faces that are these slices; gives what they share."""
    weasyprint()
    from publisher.writers.pdf.paragraphs import flow
    from publisher.writers.pdf.paragraphs.glyph_runs import FaceGlyphs

    faces = {
        (each.family, each.weight): FaceGlyphs(spaced_glyphs(each.data), upright_numbers(each.data)) for each in slices
    }
    return flow.composing(setting, faces)


def line_remarks(document: Any, shared: Any) -> tuple[LineRemark, ...]:
    """What is to be said of the lines of a document laid out while `composing` was open and gave `shared`."""
    from publisher.writers.pdf.paragraphs import flow

    return (*flow.line_remarks(document, shared), *_wide_tables(document))


def _wide_tables(document: Any) -> Iterator[LineRemark]:
    """A remark on each table that is wider than what holds it, with the text of its first row; `ems` are of its own type."""
    from weasyprint.formatting_structure import boxes

    seen = set()
    for number, page in enumerate(document.pages, 1):
        pending = [page._page_box]
        while pending:
            holder = pending.pop()
            for box in getattr(holder, "children", ()):
                if isinstance(box, boxes.LineBox):
                    break  # lines hold no tables, and are most of a page
                pending.append(box)
                if (
                    isinstance(box, boxes.TableBox)
                    or not getattr(box, "is_table_wrapper", False)
                    or box.element in seen
                ):
                    continue
                grid = next((each for each in box.children if isinstance(each, boxes.TableBox)), None)
                wide = grid.width - holder.width if grid is not None and isinstance(holder.width, float | int) else 0
                if wide > 1:
                    seen.add(box.element)
                    row = next(box.element.iter("tr"), None)
                    text = "" if row is None else "".join(row.itertext())
                    yield LineRemark("table-wide", text, number, wide / box.style["font_size"])


def finisher(setting: PageSetting) -> Callable[[Any, Any], None]:
    """What is done to a finished document before it is written."""

    def finish(document: Any, pdf: Any) -> None:
        said = document.metadata
        description = Description(
            said.title or "", said.authors, said.lang or "", said.created or "", f"WeasyPrint {PINNED}"
        )
        finishing.finish(pdf, description, setting)

    return finish


def srgb_profile() -> bytes:
    """The ICC profile of sRGB that comes with the engine."""
    weasyprint()
    return (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def font_configuration() -> Any:
    """A fresh fontconfig configuration and Pango font map that hold no font yet."""
    weasyprint()
    from publisher.writers.pdf.fonts import OwnFonts

    with hermetic_fonts():
        return OwnFonts()


def fetcher(assets: Mapping[str, tuple[bytes, str]]) -> Any:
    """A URL fetcher that answers `asset:NAME` with (bytes, media type) and refuses everything else."""
    return _fetcher_class()(assets)


@cache
def _fetcher_class() -> type:
    weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self, assets: Mapping[str, tuple[bytes, str]]):
            super().__init__(allowed_protocols=("asset",), allow_redirects=False)
            self._assets = assets

        def fetch(self, url: str, headers: object = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme != "asset" or name not in self._assets:
                raise ValueError(f"refused: {url[:80]}")
            data, media_type = self._assets[name]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return AssetFetcher


def document_of(tree: Element, url_fetcher: Any) -> Any:
    """A `weasyprint.HTML` around a tree that is already there, sparing the HTML parser."""
    import cssselect2

    html = weasyprint().HTML.__new__(weasyprint().HTML)
    html.base_url = None
    html.url_fetcher = url_fetcher
    html.media_type = "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


def stylesheet(text: str) -> Any:
    """A parsed style sheet; themes repeat, so the last few are kept. It must hold no `@font-face` and no relative URL.

    What the engine logs of it is logged each time, as if it were parsed for each document.
    """
    known = _parsed.cache_info().hits
    sheet, said = _parsed(text)
    if _parsed.cache_info().hits > known:
        for remark in said:
            logging.getLogger("weasyprint").warning("%s", remark)
    return sheet


@lru_cache(maxsize=32)
def _parsed(text: str) -> tuple[Any, tuple[str, ...]]:
    said: list[str] = []
    try:
        with listening(said.append):
            return weasyprint().CSS(string=text, url_fetcher=fetcher({})), tuple(said)
    except (RecursionError, SyntaxError, ValueError) as fault:
        # Selectors are compiled to Python.
        raise EngineError("css-beyond-measure", fault=str(fault).splitlines()[0]) from None


@contextlib.contextmanager
def listening(hear: Callable[[str], None]) -> Iterator[None]:
    """Pass each warning of the engine's log to `hear`."""
    logger = logging.getLogger("weasyprint")
    handler = _Listener(hear)
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


class _Listener(logging.Handler):
    def __init__(self, hear: Callable[[str], None]):
        super().__init__(logging.WARNING)
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        # An image for which there is no memory is no broken image.
        if isinstance(record.args, tuple) and any(isinstance(each, MemoryError) for each in record.args):
            raise MemoryError
        self._hear(record.getMessage())
