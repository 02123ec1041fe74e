"""Characters as Markdown that mean themselves: CommonMark 0.31 sections 2.4 and 2.5, and the extensions our reader knows.

Only what would be mark-up is escaped, so that the text stays pleasant to read: `3. ` at the start of a line, but not in it.
"""

from __future__ import annotations

import re

# Wherever they stand. `{` opens ruby, `[` and `]` links and notes.
_ANYWHERE = re.compile(r"[\\`*_\[\]<{]")
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
_STRUCK = re.compile(r"~(?=~)|(?<=~)~")
# Aozora's ruby mark is no ASCII, so that a backslash would not escape it.
_RUBY_MARK = re.compile(r"｜(?=[^｜《》\n]{1,60}《)")
# What a block may open with: headings, quotations, lists, rules, definitions, tables; and what makes the line above a heading.
_OPENING = re.compile(
    r"(?P<mark>#(?=#{0,5}(?:\s|$))|>|[-+](?=\s|$)|-(?=\s*-)|=(?==*\s*$)|[:~](?=\s)|\|(?=[\s:-]))"
    r"|(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)"
)
# The call of a note with a colon behind it would define the note.
_CALL = re.compile(r"^\[\^\d+\]:")
_CONTROLS = re.compile(r"[\t\n\r]")
_LINE_ENDS = re.compile(r"[\v\f\x85\u2028\u2029]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

HARD_BREAK = "\\\n"
"""CommonMark 6.7."""


def escaped(text: str) -> str:
    """`text` inside a line."""
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    text = _ENTITY.sub(r"\\&", text)
    text = _STRUCK.sub(r"\\~", text)
    text = _RUBY_MARK.sub(_reference, text)
    # These have no glyph and end a line wherever they are set; as references most parsers refuse them.
    return _LINE_ENDS.sub(HARD_BREAK, _CONTROLS.sub(_reference, text))


def as_block(line: str) -> str:
    """Inlines where a block begins: nothing at a line's start is taken for a block's mark, nor stripped at its edges.

    Breaks at the end go: CommonMark has none there, and nothing is set after them.
    """
    parts = line.split(HARD_BREAK)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return HARD_BREAK.join(map(_guarded, parts))


def _guarded(line: str) -> str:
    inner = line.strip()
    before, _, after = line.partition(inner) if inner else (line, "", "")
    if not before:
        inner = _OPENING.sub(_opening, inner, count=1) if _OPENING.match(inner) else _CALL.sub(_called, inner)
    return "".join([*map(_numeric, before), inner, *map(_numeric, after)])


def in_cell(line: str) -> str:
    """A line of inlines as a table's cell (GFM 4.10)."""
    return as_block(line).replace("|", "\\|")


def address(href: str) -> str:
    """A link's destination (CommonMark 6.3): between angle brackets where it has spaces, brackets or nothing."""
    href = _CONTROLS.sub(lambda match: f"%{ord(match[0]):02X}", href)
    if href and re.fullmatch(r"[^\s<>()\\&*_`\[\]{｜]+", href):
        return href
    return "<" + re.sub(r"[\\<>]|&(?=#|[A-Za-z])", r"\\\g<0>", href) + ">"


def image_address(src: str) -> str:
    """A path beside the article as an address, whose percent signs are escapes (RFC 3986); an address elsewhere as it is."""
    return address(src if _SCHEME.match(src) else src.replace("%", "%25"))


def _called(match: re.Match[str]) -> str:
    return match[0][:-1] + "\\:"


def _opening(match: re.Match[str]) -> str:
    return f"{match['number']}\\{match['point']}" if match["number"] else f"\\{match['mark']}"


def _reference(match: re.Match[str]) -> str:
    return _numeric(match[0])


def _numeric(character: str) -> str:
    """A numeric character reference (CommonMark 2.5)."""
    return f"&#{ord(character)};"
