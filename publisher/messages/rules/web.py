"""The rules for saved web pages."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {}
