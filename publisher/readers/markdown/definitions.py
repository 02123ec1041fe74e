"""What is defined in one place of a Markdown file and used in others: notes, and lines that no reader sees.

Translation projects keep their records in link definitions that nothing links to (`[#]: author: "…"`, `[//]: # (…)`): the
comment of Markdown, which has none of its own.
"""

from __future__ import annotations

import re

from publisher.model import Block
from publisher.readers.markdown.nodes import Node

_RECORD = re.compile(r"\[(?:#|//|comment|_)\]:[ \t]{0,9}(?:#[ \t]{1,9})?(.*)$")
_FIELD = re.compile(r"[\"'(<]?([A-Za-z_\u3400-\u9fff]{1,24})[ \t]{0,4}[:：][ \t]{0,9}(.*)$")
_ENDS = {'"': '"', "'": "'", "(": ")", "<": ">", "“": "”"}


def records(lines: list[str]) -> tuple[dict[str, str], list[int]]:
    """Keys and values of the comment lines at the head of a file, and the numbers (1-based) of these lines."""
    found: dict[str, str] = {}
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        match = _RECORD.match(line)
        if match is None and line.strip():
            break
        if match is None:
            continue
        numbers.append(number)
        field = _FIELD.match(match[1].strip())
        if field:
            found.setdefault(field[1].lower(), _unquoted(field[2].strip()))
    return found, numbers


def _unquoted(value: str) -> str:
    closing = _ENDS.get(value[:1])
    return value[1:-1].strip() if closing and len(value) > 1 and value.endswith(closing) else value.rstrip('")')


class Notes:
    """The notes of a file: each definition's node by its label, and which have been called."""

    def __init__(self, top: list[Node]) -> None:
        self.nodes: dict[str, Node] = {}
        self.defined: list[Node] = []
        for node in top:
            for inner in node.below():
                if inner.kind == "footnote_reference":
                    self.defined.append(inner)
                    self.nodes.setdefault(inner.token.meta["label"], inner)
        self.called: dict[str, tuple[Block, ...]] = {}
        self.inside = False
        """A note is being read: a note called in it stays a mark, for notes in notes have no place on a page."""
