"""Where things lie, and where the benchmark writes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "fonts"
SEED = next(iter(sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))), None)
"""A real feature, where one lies beside the checkout: it may be measured, and is no part of the project."""

_IN_MEMORY = Path("/dev/shm")


def workspace() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when it is closed; in memory where the system has such a place, so that no disk is measured."""
    in_memory = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK)
    return tempfile.TemporaryDirectory(prefix="publisher-bench-", dir=_IN_MEMORY if in_memory else None)
