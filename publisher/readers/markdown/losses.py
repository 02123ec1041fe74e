"""What of a source's mark-up the model has no place for: counted by kind, told once each with its first line."""

from __future__ import annotations

from publisher.diagnostics import Diagnostic, Severity, diagnostic

_SHOWN = 60


class Losses:
    """A count for each kind of loss, in the order in which they are met."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}
        self._first: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, code: str, line: int, what: str = "", *, kind: str = "") -> None:
        """One more of `code`; each `kind` is counted apart, `what` is shown of the first."""
        key = (code, kind)
        self._counts[key] = self._counts.get(key, 0) + 1
        self._first.setdefault(key, (line, what if len(what) <= _SHOWN else f"{what[:_SHOWN]}…"))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One remark for each kind: what it was, how many, where first."""
        return tuple(self._remark(code, kind, count) for (code, kind), count in self._counts.items())

    def _remark(self, code: str, kind: str, count: int) -> Diagnostic:
        line, what = self._first[code, kind]
        return diagnostic(code, _SEVERITIES.get(code, "info"), line, what=what, count=count)


# What changes the sense is a warning; what was only layout, or is kept elsewhere, is told for the record.
_SEVERITIES: dict[str, Severity] = {
    "html-dropped": "info",
    "html-content-dropped": "warning",
    "html-comment-dropped": "info",
    "link-dropped": "warning",
    "image-link-dropped": "info",
    "strikethrough-dropped": "warning",
    "note-missing": "warning",
    "note-unused": "info",
    "note-repeated": "info",
    "nesting-flattened": "warning",
    "task-marks": "info",
    "code-as-text": "info",
    "code-info-dropped": "info",
}
