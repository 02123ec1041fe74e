"""HTML entities that were left in a text when it was taken from a web page.

Only what ends in `;` is one (`AT&T`, `&copy` are not), but for `&nbsp`, which means nothing else. A resolved `&lt;` is a character of
the text and never mark-up; an entity for a line end parts the line without ending it, so that the numbers of lines hold; one for an
illegal character becomes that character, which is then dropped and counted as any other. Each is resolved once: `&amp;nbsp;` says
`&nbsp;`. Numbers 128-159 are Windows-1252, as in the HTML standard, section 13.2.5.80.
"""

from __future__ import annotations

import re

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.patterns import lazily
from publisher.readers.characters.tally import LINE_END, shown, tally

_ENTITY = lazily(
    r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,30});|&nbsp(?![A-Za-z0-9;=])", re.ASCII
)
_LAST_CODE_POINT = 0x10FFFF
_MOST_KINDS = 100
_LINES = lazily(r"(\r\n|\n|\r)")
_BLANK = lazily(r"(?:\s|&#?[A-Za-z0-9]{1,8};?)+")


def resolve_entities(text: str, line_end: str) -> tuple[str, list[Diagnostic]]:
    """`text` with its entities as the characters they name, `line_end` where that ends a line; one remark for each kind.

    A line of nothing but entities for white space stays as it is: it is layout of the page that the text was taken from, and the
    reader reports it as left out, where a blank line would vanish.
    """
    parts = _LINES.split(text)
    blank = {at: line for at, line in enumerate(parts) if is_blank(line)}
    for at in blank:
        # Something must stand there: a lone CR before it and a LF behind it would become one line end.
        parts[at] = "-"
    resolved, said = _resolved("".join(parts) if blank else text, line_end)
    if not blank:
        return resolved, said
    parts = _LINES.split(resolved)
    for at, line in blank.items():
        parts[at] = line
    return "".join(parts), said


def is_blank(line: str) -> bool:
    """Whether a line holds entities for white space and nothing else but white space."""
    if "&" not in line or not _BLANK.fullmatch(line):
        return False
    return (
        all((_character(entity) or "x").isspace() for entity in _ENTITY.findall(line))
        and not _ENTITY.sub("", line).strip()
    )


def _resolved(text: str, line_end: str) -> tuple[str, list[Diagnostic]]:
    found = tally(_ENTITY, text)
    meant = {entity: _character(entity) for entity in found}
    known = {entity: LINE_END.sub(line_end, said) for entity, said in meant.items() if said is not None}
    said = [
        diagnostic(
            "entity-replaced",
            "info",
            found[entity].line,
            entity=entity,
            replacement=shown(known[entity]),
            count=found[entity].number,
        )
        for entity in list(known)[:_MOST_KINDS]
    ]
    more = list(known)[_MOST_KINDS:]
    if more:
        count = sum(found[entity].number for entity in more)
        said.append(diagnostic("entities-replaced", "info", found[more[0]].line, kinds=len(more), count=count))
    return _ENTITY.sub(lambda match: known.get(match[0], match[0]), text), said


def _character(entity: str) -> str | None:
    """What an entity stands for; None where it is none."""
    name = entity[1:].removesuffix(";")
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        if 0x80 <= number <= 0x9F:
            return bytes((number,)).decode("cp1252", "ignore") or chr(number)
        return chr(number) if number <= _LAST_CODE_POINT else None
    from html.entities import html5

    # Old pages shout: &NBSP;
    return html5.get(f"{name};") or html5.get(f"{name.lower()};")
