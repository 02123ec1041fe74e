"""Sets of words, written as they are read."""

from __future__ import annotations


def vocabulary(words: str) -> frozenset[str]:
    """The words, parted by white space."""
    return frozenset(words.split())
