"""What is said of web pages and of fetching."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
