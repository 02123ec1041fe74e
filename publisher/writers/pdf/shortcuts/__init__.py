"""What the layout engine works out again and again, found at once: its own answers, by shorter ways.

    styles      computed values that are initial or inherited
    sizes       margins, paddings and sizes in px, which no containing block changes
    streams     what is compressed, and how hard

Each takes the place of a function of WeasyPrint 70.0, or of the pydyf it writes with, and hands on to it what is not of the
simple kind.
`tests/test_pdf_shortcuts.py` holds each against the function it stands for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def install() -> None:
    """Put the shortcuts in the places of the engine's functions, wherever these have been imported."""
    import pydyf
    from weasyprint.css import ComputedStyle
    from weasyprint.layout import percent
    from weasyprint.text import line_break

    from publisher.writers.pdf.shortcuts import sizes, streams, styles

    pydyf.Stream.data = property(streams.data)
    ComputedStyle.__missing__ = styles.missing
    _replace(percent.resolve_percentages, sizes.resolve_percentages)
    _replace(line_break.strut, styles.strut)


def _replace(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Let every module of the engine that knows a function by its name know the new one."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, old.__name__, None) is old:
            setattr(module, old.__name__, new)
