"""The rules by which an editor corrects a reading."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {}
