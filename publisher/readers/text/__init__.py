"""Raw text of a press feature, as it comes off a newspaper's site or out of a word processor, without any mark-up.

bytes -> text (`encoding`) -> lines -> wrapped lines joined (`press.wrapping`) -> what the press means by them (`press.article`).
"""

from __future__ import annotations

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.errors import InputError
from publisher.model import Article
from publisher.options import ReadOptions
from publisher.readers import characters
from publisher.readers.encoding import decode
from publisher.readers.languages import detect_language
from publisher.readers.press.article import Source, understand
from publisher.readers.press.lines import NO_BREAK_SPACE_ENTITY, source_lines


def read(data: bytes, name: str, options: ReadOptions) -> Article:
    """The article of a raw text; `name` is the title's last resort.

    Raises InputError `empty-source` or `no-content`, LimitError `too-many-headings`, and what `decode` raises.
    """
    decoded = decode(data, options.encoding)
    text, removed = characters.clean(decoded.text)
    raw = source_lines(text)
    if not raw:
        raise InputError("empty-source")
    source = Source(
        name=name,
        format="text",
        encoding=decoded.encoding,
        language=options.lang or detect_language(text),
        options=options,
        diagnostics=(*decoded.diagnostics, *removed, *_entities(text)),
    )
    return understand(raw, source)


def _entities(text: str) -> tuple[Diagnostic, ...]:
    count = text.count(NO_BREAK_SPACE_ENTITY)
    if not count:
        return ()
    line = text.count("\n", 0, text.index(NO_BREAK_SPACE_ENTITY)) + 1
    return (diagnostic("entity-replaced", "info", line, entity=NO_BREAK_SPACE_ENTITY, count=count),)
