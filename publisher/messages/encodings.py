"""What is said of bytes and characters."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
