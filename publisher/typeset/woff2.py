"""A slice as WOFF2 (https://www.w3.org/TR/WOFF2/): the same font, its tables compressed by Brotli."""

from __future__ import annotations

import io
from functools import lru_cache


@lru_cache(maxsize=256)
def as_woff2(font: bytes) -> bytes:
    """OpenType bytes as WOFF2. The date a font was modified stays, so that the same slice gives the same bytes."""
    from fontTools.ttLib import TTFont

    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    opened.flavor = "woff2"
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()
