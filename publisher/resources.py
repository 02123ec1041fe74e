"""Where the files that are not Python are: in the installed package, else beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """The folder `templates`, `fonts`, `icc`, `schema` or `collation`.

    A wheel carries them inside the package; a checkout has them beside it (the last three under `data/`).
    """
    installed = _PACKAGE / name
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent
    return checkout / "data" / name if name in ("icc", "schema", "collation") else checkout / name
