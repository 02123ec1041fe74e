"""The errors a caller can meet. Each class has the exit status of the command line.

    PublisherError            7   (never raised itself)
    ├── UsageError            2   an option, key, theme or command that does not exist or does not fit
    ├── InputError            3   a source that cannot be read or holds no article
    ├── OutputError           4   a target that cannot be written
    ├── GlyphError            5   characters that no face has, where that must not be
    ├── LimitError            6   a size, time or memory limit was reached
    └── EngineError           7   the layout engine or the EPUB writer failed

An error carries a stable code and values; the sentence is made from `publisher.messages` in the reader's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.messages import sentence

if TYPE_CHECKING:
    from publisher.diagnostics import Diagnostic


class PublisherError(Exception):
    """Anything that stopped a file from being published. `code` is stable, `message("zh")` is for people."""

    status = 7

    def __init__(self, code: str, *, file: str | None = None, line: int = 0, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.file = file
        self.line = line
        self.values = {key: str(value) for key, value in values.items()}
        self.diagnostics: tuple[Diagnostic, ...] = ()
        """What had been remarked before the error, so that none of it is lost."""
        self.outputs: tuple[tuple[str, str], ...] = ()
        """Path and SHA-256 of what was made all the same: where the PDF engine fails, the EPUB is delivered."""

    def message(self, language: str = "en") -> str:
        """The sentence for a person, in `en` or `zh`."""
        return sentence(self.code, language, self.values)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.code}: {self.message()}"


class UsageError(PublisherError):
    status = 2


class InputError(PublisherError):
    status = 3


class OutputError(PublisherError):
    status = 4


class GlyphError(PublisherError):
    status = 5


class LimitError(PublisherError):
    status = 6


class EngineError(PublisherError):
    status = 7
