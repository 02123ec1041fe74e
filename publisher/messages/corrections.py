"""What is said of corrections of a reading: sidecars."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
