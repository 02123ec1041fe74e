"""What is remarked of a Word document besides its text: what was left out, by kind, with how many there are and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec

from publisher.diagnostics import Diagnostic, Severity, diagnostic
from publisher.readers import characters

_SEVERITIES: Final[dict[str, Severity]] = {
    "word-insertions": "info", "word-deletions": "info", "word-fields": "info", "word-formulas": "warning",
    "word-objects": "warning", "word-linked-images": "warning", "word-tables-nested": "warning", "word-notes-missing": "warning",
}  # fmt: skip
"""Kinds, in the order in which they are told. What the author did not mean to be read is no warning."""


class Findings:
    """Counts by kind. `line` is where the walk is."""

    def __init__(self) -> None:
        self.line = 1
        self._counts: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        self._cleaned: dict[tuple[object, ...], tuple[Diagnostic, int]] = {}
        self._symbols: Counter[tuple[str, str]] = Counter()
        self._links: dict[str, int] = {}

    def count(self, code: str, number: int = 1) -> None:
        self._counts[code] += number
        self._first.setdefault(code, self.line)

    def symbol(self, font: str, code: str) -> None:
        """A character that a font of its own kind draws, which has no counterpart here."""
        self._symbols[font, code] += 1
        self._first.setdefault(f"{font} {code}", self.line)

    def refused_link(self, href: str) -> None:
        self._links.setdefault(href[:80], self.line)

    def cleaned(self, text: str) -> str:
        """`text` as all readers clean it (`characters.clean`); what was done is told for the whole document."""
        if text.isascii() and text.isprintable():
            return text
        text, said = characters.clean(text, entities=False)
        for each in said:
            values = {name: value for name, value in each.values.items() if name != "count"}
            key = (each.code, *values.items())
            count = int(each.values["count"]) if each.values.get("count", "").isdecimal() else 1
            first, before = self._cleaned.get(key, (each, 0))
            self._cleaned[key] = (
                msgspec.structs.replace(first, line=first.line if before else self.line),
                before + count,
            )
        return text

    def diagnostics(self) -> Iterator[Diagnostic]:
        for each, count in self._cleaned.values():
            values = each.values | ({"count": str(count)} if "count" in each.values else {})
            yield diagnostic(each.code, each.severity, each.line, **values)
        for code, severity in _SEVERITIES.items():
            if self._counts[code]:
                yield diagnostic(code, severity, self._first[code], count=self._counts[code])
        for (font, code), count in self._symbols.items():
            line = self._first[f"{font} {code}"]
            yield diagnostic("word-symbol", line=line, font=font or "?", character=f"U+{code}", count=count)
        for href, line in self._links.items():
            yield diagnostic("link-refused", line=line, href=href)
