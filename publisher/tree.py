"""Walking an article: every node in the order of the text, with the source line of the block it stands in; the text of a run.

The walk follows the fields of the classes, so that no kind of block or inline can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from publisher.model import Article, Code, Figure, Inline, InlineImage, LineBreak, Note, Ruby, Text


def nodes(article: Article) -> Iterator[tuple[Struct, int]]:
    """Each block and inline of `article` with its line (0: none), header fields first."""
    return below((article.kicker, article.headline, article.deck, article.blocks), 0)


def below(value: object, line: int = 0) -> Iterator[tuple[Struct, int]]:
    """Each node in a node, or in tuples of nodes, itself first."""
    found: list[tuple[Struct, int]] = []
    _gather(value, line, found)
    return iter(found)


def _gather(value: object, line: int, found: list[tuple[Struct, int]]) -> None:
    # Into one list: a generator within each generator takes three times as long, and every stage walks the tree.
    if isinstance(value, tuple):
        for each in value:
            _gather(each, line, found)
    elif isinstance(value, Struct):
        own = getattr(value, "lines", None)
        line = own[0] if own and own[0] else line
        found.append((value, line))
        for name in value.__struct_fields__:
            field = getattr(value, name)
            if isinstance(field, tuple | Struct) and field is not own:
                _gather(field, line, found)


def plain_text(content: Iterable[Inline], *, line_break: str = "", images: bool = False) -> str:
    """The characters of a run: the base of ruby, nothing of notes; with `images`, what describes those in the line."""
    pieces: list[str] = []
    for inline in content:
        match inline:
            case Text() | Code():
                pieces.append(inline.text)
            case Ruby():
                pieces.append(inline.base)
            case LineBreak():
                pieces.append(line_break)
            case InlineImage():
                pieces.append(inline.alt if images else "")
            case Note():
                pass
            case _:
                pieces.append(plain_text(inline.content, line_break=line_break, images=images))
    return "".join(pieces)


def mapped_sources(article: Article, change: Callable[[str], str]) -> Article:
    """`article` with the `src` of every image changed; those that name none stay empty."""
    glyph = {"character", "src"}  # of Glyph, which has no tag
    tags = {Figure.__struct_config__.tag, InlineImage.__struct_config__.tag}

    def mapped(node: Any) -> Any:
        if isinstance(node, list | tuple):
            return [mapped(each) for each in node]
        if not isinstance(node, dict):
            return node
        fields = {key: mapped(value) for key, value in node.items()}
        if (node.get("type") in tags and node.get("src")) or glyph <= node.keys():
            fields["src"] = change(node["src"])
        return fields

    return msgspec.convert(mapped(msgspec.to_builtins(article)), Article)
