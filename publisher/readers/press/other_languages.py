"""Runs in another language than the article's, marked in its blocks, so that they get their own forms of characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from publisher.model import Blocks, Code, Inline, Inlines, LanguageRun, LeftOut, Ruby, Text
from publisher.readers.languages import language_runs, may_have_runs
from publisher.readers.press.lines import Line


def with_language_runs(blocks: Blocks, lines: Iterable[Line], language: str) -> Blocks:
    """`blocks` with their runs in other languages marked; `lines` are what they were made from. Nearly always the same blocks."""
    if not may_have_runs("\n".join(line.text for line in lines), language):
        return blocks
    return tuple(_marked(block, language) for block in blocks)


def _marked(node: Any, language: str) -> Any:
    """A block or an inline with the runs in it marked; what is marked already says itself what it is."""
    if isinstance(node, LeftOut | LanguageRun | Code | Ruby):
        return node
    changed = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, tuple):
            marked = _all(value, language)
            if marked != value:
                changed[name] = marked
    return msgspec.structs.replace(node, **changed) if changed else node


def _all(values: tuple[Any, ...], language: str) -> tuple[Any, ...]:
    found: list[Any] = []
    for value in values:
        if isinstance(value, Text):
            found.extend(_split(value.text, language))
        elif isinstance(value, tuple):
            found.append(_all(value, language))
        else:
            found.append(_marked(value, language) if isinstance(value, msgspec.Struct) else value)
    return tuple(found)


def _split(text: str, language: str) -> Inlines:
    found: list[Inline] = []
    at = 0
    for start, end, tag in language_runs(text, language):
        if start > at:
            found.append(Text(text[at:start]))
        found.append(LanguageRun((Text(text[start:end]),), tag))
        at = end
    return (*found, Text(text[at:])) if at < len(text) else tuple(found)
