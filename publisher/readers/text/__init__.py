"""Raw text, as it comes off a newspaper's site or out of a word processor, without mark-up or in Aozora Bunko's notation.

bytes -> text (`encoding`) -> lines -> notation (`signs`, `aozora`) and figures (`figures`) -> what the press means by them
(`press.article`).
"""

from __future__ import annotations

from collections.abc import Mapping

from publisher.diagnostics import Diagnostic
from publisher.errors import InputError
from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers import characters
from publisher.readers.encoding import decode
from publisher.readers.languages import detect_language
from publisher.readers.press.article import Source, understand
from publisher.readers.press.lines import Line, source_lines
from publisher.readers.text.figures import with_figures
from publisher.readers.text.signs import is_notated

_NOTHING: Mapping[str, str] = {}


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article of a raw text; `name` is the title's last resort.

    Raises InputError `empty-source` or `no-content`, LimitError `too-many-headings`, and what `decode` raises.
    """
    return understand(*_lines(data, name, options))


def _lines(data: bytes, name: str, options: ReadOptions) -> tuple[list[Line], Source]:
    """The lines, and what is known besides them. The text itself is not kept: the lines hold it all."""
    decoded = decode(data, options.encoding)
    text, removed = characters.clean(decoded.text)
    lines = source_lines(text)
    if not lines:
        raise InputError("empty-source")
    said: tuple[Diagnostic, ...] = (*decoded.diagnostics, *removed)
    language, hinted = options.lang, _NOTHING
    if is_notated(text):
        from publisher.readers.text.aozora import notated

        lines, told, hinted, read = notated(lines)
        language, said = language or told, (*said, *read)
    source = Source(
        name=name,
        format="text",
        encoding=decoded.encoding,
        language=language or detect_language(text),
        options=options,
        diagnostics=said,
        hinted=hinted,
    )
    return with_figures(lines), source
