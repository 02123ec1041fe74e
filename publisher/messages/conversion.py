"""What `convert`, ninjs and the writers of text say."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
