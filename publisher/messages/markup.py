"""What the readers of marked-up sources say: Markdown, front matter, Word, EPUB."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {}
