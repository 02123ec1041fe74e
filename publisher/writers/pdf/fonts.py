"""The fonts of a document: a Fontconfig configuration and a Pango font map that hold none but those the document brings.

The engine reads a configuration of the machine for each document. An empty one, made without a file, is the same as one without
fonts and rules, and takes a hundredth of a millisecond instead of five.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration


class OwnFonts(FontConfiguration):  # type: ignore[misc]
    """A FontConfiguration that begins empty."""

    def __init__(self) -> None:
        _begin()
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the font map holds it
        self._folder = None
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}


@cache
def _begin() -> None:
    """Declare what the engine does not call itself, and load what Fontconfig takes for the configuration of the machine.

    Pango would do so in a thread of its own, whenever it comes to it; now the caller points at one without fonts and rules.
    """
    ffi.cdef("FcConfig *FcConfigCreate(void); int FcInit(void);")
    fontconfig.FcInit()
