"""Publish CJK press text: raw text in, EPUB, PDF and HTML out.

    from publisher import read, publish

    article = read("feature.txt")
    result = publish(article, "out/feature.epub")

The names of `__all__` are the public surface. They are loaded when first used, so that `publisher --help` loads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "Article", "Diagnostic", "Options", "PublisherError", "ReadOptions", "RenderOptions", "Report", "Result",
    "TransformOptions", "WriteOptions", "__version__", "check", "publish", "publish_all", "read",
]  # fmt: skip

if TYPE_CHECKING:
    from publisher.check import check
    from publisher.check.report import Report
    from publisher.diagnostics import Diagnostic
    from publisher.errors import PublisherError
    from publisher.model import Article
    from publisher.options import Options, ReadOptions, RenderOptions, TransformOptions, WriteOptions
    from publisher.pipeline import Result, publish, publish_all, read

_HOMES = {
    "Article": "model",
    "Report": "check.report",
    "check": "check",
    "Diagnostic": "diagnostics",
    "PublisherError": "errors",
    **dict.fromkeys(("Options", "ReadOptions", "RenderOptions", "TransformOptions", "WriteOptions"), "options"),
    **dict.fromkeys(("Result", "publish", "publish_all", "read"), "pipeline"),
}


def __getattr__(name: str) -> object:
    """PEP 562: the public names, from the modules they live in."""
    if name not in _HOMES:
        raise AttributeError(f"module 'publisher' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"publisher.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
