"""The rules for what mark-up says: Markdown, HTML, a word processor's styles."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {}
