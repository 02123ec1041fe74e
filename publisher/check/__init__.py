"""What a finished file is held to: the typography of its pages, measured from the glyphs, and what validators say of it.

    from publisher import check

    report = check("feature.pdf", profile="archive")

Any PDF or EPUB will do, whoever made it. The room can be called like its function, for `publisher.check` is the name of both.
Raises InputError for what cannot be read; `check` tells its codes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.check.report import Profile, Report

__all__ = ["check"]


def check(path: Path | str, *, profile: Profile = "screen") -> Report:
    """Hold a finished PDF or EPUB to what is asked of it.

    Figures are in em of the line's text and in points; `report.rows` have the verdicts with their places, `report.passed` sums up.
    `profile` adds what an archive (`archive`: PDF/A and PDF/UA, by veraPDF where it is installed) or a printer (`print`:
    page boxes, colours, output intent) asks of a PDF. A validator that is not installed is a row with the verdict `skipped`.

    Raises InputError `source-missing`, `source-folder`, `source-unreadable`, `check-format`, `pdf-unreadable`, `pdf-encrypted`,
    `pdf-no-pages`.
    """
    from publisher.check import documents

    return documents.report_on(Path(path), profile)


class _Callable(ModuleType):
    def __call__(self, path: Path | str, *, profile: Profile = "screen") -> Report:
        """See `check`. Raises InputError."""
        return check(path, profile=profile)


# Importing a room binds its name in the package, over whatever function may have had it.
sys.modules[__name__].__class__ = _Callable
