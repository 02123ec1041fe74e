"""Bad or doubtful input is data: a diagnostic with a stable code, a line and a severity, not an exception."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from publisher.messages import sentence

Severity = Literal["info", "warning", "error"]


class Diagnostic(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One remark on a source. `line` is 1-based, 0 where the remark is on the whole file.

    `message` is the English sentence; `text("zh")` says the same from the code and `values`.
    """

    code: str
    message: str
    line: int = 0
    severity: Severity = "warning"
    values: dict[str, str] = {}

    def text(self, language: str) -> str:
        """The sentence in `en` or `zh`."""
        return sentence(self.code, language, self.values)


def diagnostic(code: str, severity: Severity = "warning", line: int = 0, **values: object) -> Diagnostic:
    """A diagnostic whose message is the catalogue's English sentence for `code`, filled with `values`."""
    said = {key: str(value) for key, value in values.items()}
    return Diagnostic(code, sentence(code, "en", said), line, severity, said)
