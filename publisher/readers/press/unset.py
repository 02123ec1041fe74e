"""What of the header's lines is not set: marks before a byline, labels such as 来源：, the clock beside a date.

The header sets its fields, not its lines; whatever a line says besides is told, so that nothing goes without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.diagnostics import Diagnostic, diagnostic
from publisher.readers.press import bylines
from publisher.readers.press.blocks import one_line
from publisher.readers.press.fields import Fields
from publisher.readers.press.head import Taken

_HEADER = frozenset(["kicker", "headline", "deck", "byline", "dateline", "date", "source"])
_CUT = "\0"


def unset(lines: Iterable[Taken], fields: Fields) -> Iterator[Diagnostic]:
    """A `header-unset` for each header line of which a part is set nowhere; `removed` is that part."""
    for taken in lines:
        if taken.role not in _HEADER or fields.stands_in_text(taken) or not taken.line.first:
            continue
        rest = one_line(taken.line.text)
        for shown in _shown(rest, fields):
            rest = rest.replace(shown, _CUT, 1)
        removed = "".join(rest.replace(_CUT, " ").split())
        if removed:
            yield diagnostic("header-unset", "info", taken.line.first, removed=removed)


def _shown(text: str, fields: Fields) -> list[str]:
    """What the header sets, the longest first; of several bylines that make one, the one on this line."""
    setting = bylines.setting(text)
    byline = fields.byline_text or ""
    parts = [value for field, value in fields.printed.items() if field != "byline"]
    parts += [setting if setting in byline else byline]
    return sorted(filter(None, parts), key=len, reverse=True)
