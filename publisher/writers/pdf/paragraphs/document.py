"""What all paragraphs of a document share."""

from __future__ import annotations

import re

from msgspec import Struct

from publisher.options import ComposeOptions
from publisher.writers.pdf.paragraphs.glyph_runs import SpacedFaces


class Composing(Struct):
    """What all paragraphs of a document share; `remarked` tells that some line has a remark."""

    options: ComposeOptions
    vertical: bool
    faces: SpacedFaces
    numbers: re.Pattern[str] | None
    remarked: bool = False
