"""The words of what a check reports."""

from __future__ import annotations

from typing import NamedTuple


class RowWords(NamedTuple):
    """The words of a row, each in English and Chinese."""

    name: tuple[str, str]
    value: tuple[str, str]
    asked: tuple[str, str] = ("", "")
