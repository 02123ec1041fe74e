"""Characters that no output may hold are dropped, those that stand for others are mended, and each kind is reported with its count.

XML 1.0 section 2.2 forbids NUL, the C0 controls but TAB, LF and CR, surrogates, U+FFFE and U+FFFF; PDF/A has no glyph for C1
controls; U+FEFF inside a text is the leftover of two files put together (Unicode 15, section 23.8). What is mended and what is
left alone stands in `replaced`, entities in `entities`, text that was damaged before it came here in `mojibake`.

No rule adds or takes away a line end: the numbers of the source's lines hold after `clean` as before.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.patterns import lazily
from publisher.readers.characters import bidi, mojibake, replaced
from publisher.readers.characters.entities import is_blank, resolve_entities
from publisher.readers.characters.tally import LINE_END, Tally, line_of, shown, tally

__all__ = [
    "BREAK",
    "BYTE_ORDER_MARK",
    "ILLEGAL",
    "LINE_END",
    "clean",
    "clean_tree",
    "is_blank",
    "line_of",
    "resolve_entities",
]

BYTE_ORDER_MARK = "\ufeff"
LINE_TABULATION = "\x0b"
FORM_FEED = "\x0c"
NEXT_LINE = "\x85"
LINE_SEPARATOR = "\u2028"
PARAGRAPH_SEPARATOR = "\u2029"

_PLANE_ENDS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
_ILLEGAL = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{BYTE_ORDER_MARK}"
ILLEGAL = lazily(f"[{_ILLEGAL}{_PLANE_ENDS}]")
# Breaks that are no line ends of the source's numbering all become one mark, which readers split lines at.
BREAK = LINE_TABULATION
_BREAKS = f"{FORM_FEED}{NEXT_LINE}{LINE_SEPARATOR}{PARAGRAPH_SEPARATOR}"
_OTHER_BREAKS = lazily(f"[{_BREAKS}]")

_PRIVATE = "\ue000-\uf8ff"
_PRIVATE_USE = lazily(f"[{_PRIVATE}\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# Whatever any rule here looks for. Nearly every text has none, and one search over it is all that it costs; with the planes beyond
# the first in the same class the search would take ten times as long.
_WATCHED = lazily(f"[{_ILLEGAL}{_BREAKS}{_PRIVATE}{replaced.WATCHED}{bidi.WATCHED}]")
_BEYOND = lazily("[\U00010000-\U0010ffff]")
_SURROGATE_PAIR = lazily("[\ud800-\udbff][\udc00-\udfff]")
_MOST_KINDS = 100


def clean(text: str, *, entities: bool = True) -> tuple[str, tuple[Diagnostic, ...]]:
    """`text` as the readers go on with it, and what was done.

    In order: HTML entities left in the text are resolved (`entities=False` for sources whose mark-up has them: there an `&lt;` must
    stay what it is until the mark-up is read); surrogate pairs joined; radicals and presentation forms mended; C1 controls that are
    Windows-1252 mapped; unbalanced bidi controls and illegal characters dropped (`character-removed`); other breaks become `BREAK`.
    Private-use characters are kept and reported, and so is text that was damaged before (`mojibake`). Compatibility ideographs,
    variation selectors, joiners, half-width kana are never touched.
    """
    said: list[Diagnostic] = []
    if entities and "&" in text:
        text, resolved = resolve_entities(text, BREAK)
        said += resolved
    said += mojibake.remarks(text)
    if not _WATCHED.search(text) and not _BEYOND.search(text):
        return text, tuple(said)
    text = _SURROGATE_PAIR.sub(_joined, text)
    text, mended = replaced.mend(text)
    text, unbalanced = bidi.balance(text)
    said += [*mended, *_removals(unbalanced)]
    illegal = tally(ILLEGAL, text)
    if illegal:
        said += _removals(illegal)
        text = ILLEGAL.sub("", text)
    said += _private(tally(_PRIVATE_USE, text))
    return _OTHER_BREAKS.sub(BREAK, text), tuple(said)


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _removals(found: Tally) -> list[Diagnostic]:
    return [
        diagnostic("character-removed", line=each.line, character=shown(mark), count=each.number)
        for mark, each in found.items()
    ]


def _private(found: Tally) -> list[Diagnostic]:
    """A remark for each of the first hundred characters of private use, one for all further ones."""
    rows = list(found.items())
    said = [
        diagnostic("character-private", line=each.line, character=shown(mark), count=each.number)
        for mark, each in rows[:_MOST_KINDS]
    ]
    more = rows[_MOST_KINDS:]
    if more:
        count = sum(each.number for _, each in more)
        said.append(diagnostic("characters-private", line=more[0][1].line, kinds=len(more), count=count))
    return said


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
    said = tuple(diagnostic("character-removed", character=shown(mark), count=count) for mark, count in counts.items())
    return tree, said
