"""Hard-wrapped lines back to paragraphs, and paragraphs that a stray break has torn.

A line end between ideographs is never a space; between Latin words it is, and in Korean, which breaks lines at spaces.
"""

from __future__ import annotations

import msgspec

from publisher.patterns import lazily
from publisher.readers.languages import HANGUL
from publisher.readers.press.lines import Line
from publisher.readers.press.numbering import number_of
from publisher.readers.press.profile import Profile, is_full
from publisher.readers.press.wording import is_marked

_LATIN = lazily(r"[A-Za-z0-9,.;:!?%)\u00c0-\u024f]")
_MID_SENTENCE = lazily(r"[^\W_]$|[，、,“‘「『（(《]$")
_TORN_FROM = 30
_STOPS_SHORT_FROM = 45
# Marks and particles that something must follow.
_NO_END = lazily(r"[，、的和与及在把被对从向为以而並與對從為]$")
_OPENERS = "“‘「『（(《【[—-·•>＞"
_BEFORE_ITEMS = "：:；;"


def paragraphs(lines: list[Line], profile: Profile) -> list[Line]:
    """The lines with those of one paragraph put together."""
    joined: list[Line] = []
    previous: Line | None = None
    parts: list[Line] = []
    for line in lines:
        if previous is not None and _continues(previous, line, profile):
            parts.append(line)
        else:
            if parts:
                joined.append(join(parts, torn=not profile.wrap))
            parts = [line]
        previous = line
    if parts:
        joined.append(join(parts, torn=not profile.wrap))
    return joined


def _continues(before: Line, line: Line, profile: Profile) -> bool:
    if not profile.wrap and _stops_short(before, line) and line.markup is None and before.markup is None:
        return not (is_marked(line) or is_marked(before))
    if line.gap or line.markup is not None or before.markup is not None:
        return False
    # What the lines say is asked last: it costs most.
    goes_on = _runs_on(before, line, profile) if profile.wrap else _torn(before, line, profile)
    return goes_on and not is_marked(line) and not is_marked(before)


def _runs_on(before: Line, line: Line, profile: Profile) -> bool:
    """In an article of wrapped lines: a full line, and one that begins nothing new."""
    if not is_full(before, profile.wrap) or (profile.indented and line.indent >= profile.indent):
        return False
    return not ((before.closed or before.text[-1] in _BEFORE_ITEMS) and number_of(line.text))


def _stops_short(before: Line, line: Line) -> bool:
    """A long line that ends where no sentence can, and the rest of it in a paragraph of its own, even below a blank line."""
    return (
        not before.closed
        and line.closed
        and len(before.text) >= _STOPS_SHORT_FROM
        and _NO_END.search(before.text) is not None
        and line.text[0] not in _OPENERS
        and number_of(line.text) is None
    )


def _torn(before: Line, line: Line, profile: Profile) -> bool:
    """In an article of indented paragraphs: a long line that stops in mid-sentence, and an unindented one that ends it."""
    return (
        profile.indented
        and line.indent == 0
        and before.indent > 0
        and line.closed
        and not before.closed
        and len(before.text) >= _TORN_FROM
        and _MID_SENTENCE.search(before.text) is not None
        and number_of(line.text) is None
    )


def join(parts: list[Line], *, torn: bool = False) -> Line:
    """The lines as one: a line end between ideographs is no space."""
    if len(parts) == 1:
        return parts[0]
    text = parts[0].text
    for part in parts[1:]:
        text += _glue(text, part.text) + part.text
    return msgspec.structs.replace(parts[0], last=parts[-1].last, text=text, closed=parts[-1].closed, broken=torn)


def _glue(before: str, after: str) -> str:
    left, right = before[-1:], after[:1]
    if _LATIN.match(left) and right.isascii() and right.isalnum():
        return " "
    return " " if HANGUL.match(right) and (HANGUL.match(left) or left in ".,?!\"'”’") else ""
