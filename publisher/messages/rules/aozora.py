"""The rules for the notation of Aozora Bunko."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {}
