"""Characters that no output format may hold are dropped, and each kind is reported with its count and first line.

XML 1.0 section 2.2 forbids NUL, the C0 controls but TAB, LF and CR, surrogates, U+FFFE and U+FFFF; PDF/A has no glyph for C1
controls; U+FEFF inside a text is the leftover of two files put together (Unicode 15, section 23.8).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from publisher.diagnostics import Diagnostic, diagnostic

BYTE_ORDER_MARK = "\ufeff"
LINE_TABULATION = "\x0b"
FORM_FEED = "\x0c"
NEXT_LINE = "\x85"
LINE_SEPARATOR = "\u2028"
PARAGRAPH_SEPARATOR = "\u2029"

_PLANE_ENDS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
ILLEGAL = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}{BYTE_ORDER_MARK}]")
# Breaks that are no line ends of the source's numbering all become one mark, which readers split lines at.
BREAK = LINE_TABULATION
_OTHER_BREAKS = re.compile(f"[{FORM_FEED}{NEXT_LINE}{LINE_SEPARATOR}{PARAGRAPH_SEPARATOR}]")
LINE_END = re.compile(r"\r\n|\n|\r")


def clean(text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """`text` without illegal characters, other breaks as `BREAK`, and one `character-removed` for each kind dropped."""
    said: tuple[Diagnostic, ...] = ()
    if ILLEGAL.search(text):
        said = _report(text)
        text = ILLEGAL.sub("", text)
    return _OTHER_BREAKS.sub(BREAK, text), said


def _report(text: str) -> tuple[Diagnostic, ...]:
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for match in ILLEGAL.finditer(text):
        counts[match[0]] += 1
        first.setdefault(match[0], match.start())
    return tuple(
        diagnostic(
            "character-removed",
            line=1 + sum(1 for _ in LINE_END.finditer(text, 0, first[mark])),
            character=f"U+{ord(mark):04X}",
            count=count,
        )
        for mark, count in counts.items()
    )


def clean_tree(tree: Any) -> tuple[Any, tuple[Diagnostic, ...]]:
    """A tree of dicts, lists and strings (JSON) without illegal characters, and what was dropped (no lines: JSON has none)."""
    counts: Counter[str] = Counter()

    def cleaned(node: Any) -> Any:
        if isinstance(node, str):
            counts.update(ILLEGAL.findall(node))
            return ILLEGAL.sub("", node)
        if isinstance(node, dict):
            return {key: cleaned(value) for key, value in node.items()}
        return [cleaned(value) for value in node] if isinstance(node, list | tuple) else node

    tree = cleaned(tree)
    said = tuple(
        diagnostic("character-removed", character=f"U+{ord(mark):04X}", count=count) for mark, count in counts.items()
    )
    return tree, said
